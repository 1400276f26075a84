"""What is remembered of a function, and what it is told."""

from __future__ import annotations

from layout.memory import remembering

made: list[tuple[int, int]] = []


@remembering(2)
def times(one: int, *, two: int) -> int:
    """Of two numbers the product."""
    made.append((one, two))
    return one * two


def test_the_last_results_are_remembered() -> None:
    made.clear()
    times.cache_clear()
    assert [times(2, two=3), times(5, two=3), times(2, two=3)] == [6, 15, 6]
    assert made == [(2, 3), (5, 3)]
    times(7, two=3)  # the one that was asked for longest ago is forgotten
    assert times.knows(2, two=3)
    assert not times.knows(5, two=3)
    times.cache_clear()
    assert not times.knows(2, two=3)
    assert times.__doc__ == "Of two numbers the product."


def test_a_result_can_be_told() -> None:
    made.clear()
    times.cache_clear()
    times.tell(11, 4, two=4)
    assert times(4, two=4) == 11
    assert not made
    assert times(4, two=5) == 20
