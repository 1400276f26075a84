"""Pictures at the foot of the columns that they stand in, so that pictures of neighbouring stories do not touch."""

from __future__ import annotations

import pytest

from editions.diagnostic import Span
from editions.model import Edition
from layout.compose.story import compose_story
from layout.edition import Setup
from layout.grid import Region
from layout.items import Group, walk
from layout.plan.blocks import variants_of
from layout.plan.lock import lock_of
from layout.plan.locked import kept_slot
from layout.plan.score import page_terms, picture_regions, with_pictures_apart
from layout.plan.types import PagePlan, Slot
from layout.stories import stories_of
from tests.layout.making import article, edition, picture
from tests.layout.measuring import Rect, glyphs_of


@pytest.fixture(scope="module")
def slots(demo_edition: Edition, setup: Setup) -> tuple[Slot, ...]:
    """Three stories over three columns with a picture each that has text beside it."""
    text = [piece for story in demo_edition.articles for piece in story.body if piece.kind == "paragraph" and len(piece.text) > 80]
    articles = [
        article(f"s{n}", *text[5 * n : 5 * n + 5], rank=n + 1, pictures=(picture("wide" if n else "tall"),)) for n in range(3)
    ]
    stories = stories_of(edition(articles), "2")
    found = []
    for story in stories:
        ways = [way for way in variants_of(story, 3, 80, setup.desk) if 0 < way.picture_columns < way.inner]
        way = min(ways, key=lambda way: way.cost)
        found.append(Slot(story, Region(0, 0, 3, way.lines), way))
    return tuple(found)


def composed(slot: Slot, setup: Setup) -> Group:
    found = compose_story(slot, "2", setup.grid, setup.desk, setup.desk.style.accent).placed.item
    assert isinstance(found, Group)
    return found


def pictures_of(group: Group) -> list[Rect]:
    return [
        Rect(x, y, x + item.frame.width, y + item.frame.height)
        for x, y, item, _ in walk(group.frame)
        if isinstance(item, Group) and item.role == "picture"
    ]


def test_the_columns_hold_the_same_lines_and_nothing_lies_on_the_picture(slots: tuple[Slot, ...], setup: Setup) -> None:
    for slot in slots:
        high, low = (composed(slot._replace(variant=slot.variant._replace(pictures_low=at)), setup) for at in (False, True))
        (above,), (below,) = pictures_of(high), pictures_of(low)
        assert (above.x0, above.x1) == (below.x0, below.x1)
        assert below.y0 > above.y0
        assert below.y1 == pytest.approx(slot.region.lines * setup.grid.leading)
        text = {at: "".join(glyph.text for glyph in glyphs_of(group.frame)) for at, group in (("high", high), ("low", low))}
        assert sorted(text["high"]) == sorted(text["low"])
        for group, rect in ((high, above), (low, below)):
            inside = [g.text for g in glyphs_of(group.frame) if "picture" not in g.roles and rect.x0 < g.x < rect.x1 and rect.y0 < g.y < rect.y1]
            assert not inside


def test_pictures_that_touch_are_moved_apart(slots: tuple[Slot, ...], setup: Setup) -> None:
    one, other = slots[1], slots[2]
    beside = (
        one._replace(region=one.region._replace(column=0, line=0)),
        other._replace(region=other.region._replace(column=3, line=0), variant=other.variant._replace(picture_columns=other.variant.inner)),
    )
    apart = with_pictures_apart(beside)
    costs = [sum(term.cost for term in page_terms(found, (), 0, setup.desk.style) if term.name == "pictures") for found in (beside, apart)]
    assert [slot.variant.pictures_low for slot in apart] == [True, False]
    assert costs[1] < costs[0]
    assert picture_regions(apart[0])[0].line > picture_regions(beside[0])[0].line


def test_the_largest_picture_belongs_to_the_highest_rank_that_has_one(slots: tuple[Slot, ...], setup: Setup) -> None:
    lead, other = slots[0]._replace(region=slots[0].region._replace(line=0)), slots[2]
    below = other._replace(region=other.region._replace(column=3, line=60))

    def cost(lines: int) -> float:
        larger = below._replace(variant=below.variant._replace(picture_lines=(lines,)))
        return sum(term.cost for term in page_terms((lead, larger), (), 0, setup.desk.style) if term.name == "pictures")

    (own,) = picture_regions(lead)
    own_cells, columns = own.columns * own.lines, picture_regions(below)[0].columns
    level, twice, thrice = (round(times * own_cells / columns) for times in (1, 2, 3))
    weight = setup.desk.style.score.pictures
    assert cost(twice) - cost(thrice) == pytest.approx(0.0, abs=0.4 * weight)  # no worse beyond, and the largest leads
    assert cost(twice) > cost(level // 2) + 1.5 * weight


def test_the_leads_picture_stays_under_its_head(slots: tuple[Slot, ...]) -> None:
    lead = slots[0]._replace(region=slots[0].region._replace(column=0, line=0))
    beside = slots[1]._replace(region=slots[1].region._replace(column=3, line=0), variant=slots[1].variant._replace(picture_columns=slots[1].variant.inner))
    assert not any(slot.variant.pictures_low for slot in with_pictures_apart((lead, beside)))


def test_a_lock_keeps_pictures_low(slots: tuple[Slot, ...], setup: Setup) -> None:
    slot = slots[1]._replace(variant=slots[1].variant._replace(pictures_low=True))
    lock = lock_of(PagePlan("2", (slot,)), setup.desk, Span("edition.toml"))
    kept = kept_slot(slot.story, slot.region, lock.stories[0].setting, setup.desk)
    assert kept.variant.pictures_low
