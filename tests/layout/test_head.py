"""The head of a story: where its rows stand, whatever air there is."""

from __future__ import annotations

import pytest

from layout.edition import Setup
from layout.head import compose_head, set_head
from layout.items import GlyphRun, Group, walk
from layout.stories import stories_of
from tests.layout.making import HAN, article, edition


@pytest.mark.parametrize("more", [1, 2, 4])
def test_air_under_a_label_is_shared_out_on_both_sides_of_the_headline(setup: Setup, more: int) -> None:
    """More lines of air move the headline down by half of them, and the label not at all."""
    desk, leading = setup.desk, setup.grid.leading
    (story,) = stories_of(edition([article("a", HAN, headline="镜湖半马鸣枪", label="简讯")]), "2")
    head = set_head(story, 35, 16, False, desk.style, desk.table, desk.lexicon)
    assert head is not None

    def places(lines: int) -> tuple[float, float]:
        made = compose_head(head, 300, lines, desk.style, desk.style.accent)
        found = {group.role: y for _, y, item, (*_, group) in _texts(made) if isinstance(item, GlyphRun)}
        return found["label"], found["headline"]

    (label, headline), (again, lower) = places(head.lines + 1), places(head.lines + 1 + more)
    assert again == label
    assert lower - headline == pytest.approx(more * leading / 2)


def _texts(group: Group) -> list[tuple[float, float, object, tuple[Group, ...]]]:
    return [(x, y, item, (group, *around)) for x, y, item, around in walk(group.frame)]
