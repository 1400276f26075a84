"""Pictures of one story apart from one another: the first ones under the head at the right, the others at the left, at the foot;
and what keeps off pictures: bylines, subheads, captions."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from editions.diagnostic import Span
from editions.lock import PLAN_LOCK, lock_text, read_lock
from editions.model import Edition, Person, Picture
from layout.compose.story import Composed, compose_story
from layout.desk import Desk
from layout.edition import Setup
from layout.fit import fit
from layout.grid import Region
from layout.items import Group, walk
from layout.pictures import compose_picture
from layout.plan.blocks import variants_of
from layout.plan.lock import lock_of
from layout.plan.locked import kept_slot
from layout.plan.score import picture_regions, with_pictures_apart
from layout.plan.types import PagePlan, Slot, Variant
from layout.stories import Story, stories_of
from tests.layout.making import article, block, edition, picture
from tests.layout.measuring import Rect, glyphs_of

WIDE, TALL = picture("wide"), picture("tall")


def story_with(demo: Edition, *pictures: Picture, paragraphs: int = 9, **rest: Any) -> Story:
    text = [piece for story in demo.articles for piece in story.body if piece.kind == "paragraph" and len(piece.text) > 80]
    (story,) = stories_of(edition([article("s", *text[:paragraphs], rank=1, pictures=pictures, **rest)]), "2")
    return story


def slot_of(story: Story, way: Variant) -> Slot:
    return Slot(story, Region(0, 0, way.columns, way.lines), way)


def ways_apart(story: Story, columns: int, setup: Setup) -> list[Variant]:
    return [way for way in variants_of(story, columns, setup.desk.style.grid.lines, setup.desk) if way.apart_columns]


def composed(slot: Slot, setup: Setup) -> Composed:
    return compose_story(slot, "2", setup.grid, setup.desk, setup.desk.style.accent)


def group_of(slot: Slot, setup: Setup) -> Group:
    found = composed(slot, setup).placed.item
    assert isinstance(found, Group)
    return found


def parts_of(group: Group, role: str) -> list[Rect]:
    return [
        Rect(x, y, x + item.frame.width, y + item.frame.height)
        for x, y, item, _ in walk(group.frame)
        if isinstance(item, Group) and item.role == role
    ]


def body_of(group: Group) -> list[str]:
    """The characters of a story's body, sorted."""
    set_ = (glyph.text for glyph in glyphs_of(group.frame) if not {"picture", "head"} & set(glyph.roles))
    return sorted(char for text in set_ for char in text if not char.isspace())


@pytest.mark.parametrize("pictures", [(WIDE, TALL), (TALL, WIDE), (WIDE, TALL, WIDE), (TALL, TALL, TALL, WIDE)])
def test_nothing_lies_on_pictures_that_stand_apart_and_no_character_is_lost(
    demo_edition: Edition, setup: Setup, pictures: tuple[Picture, ...]
) -> None:
    story = story_with(demo_edition, *pictures)
    plain = story_with(demo_edition)
    body, tried = body_of(group_of(slot_of(plain, variants_of(plain, 4, 86, setup.desk)[-1]), setup)), 0
    for columns in (3, 4, 6):
        for way in ways_apart(story, columns, setup)[::4]:
            slot = slot_of(story, way)
            found = composed(slot, setup)
            group = group_of(slot, setup)
            shown = parts_of(group, "picture")
            assert len(shown) == len(pictures)
            assert not any(one.overlaps(other) for one, other in combinations(shown, 2))
            together = (len(pictures) + 1) // 2
            width = setup.grid.across(0, columns)
            for number, rect in enumerate(shown):
                assert (rect.x1 == pytest.approx(width)) if number < together else (rect.x0 == pytest.approx(0))
            foot = way.lines - fit(slot, setup.desk).spare
            assert shown[-1].y1 == pytest.approx(foot * setup.grid.leading)
            assert all(one.y1 == pytest.approx(other.y0) for one, other in pairwise(shown[together:]))
            text = [glyph for glyph in glyphs_of(group.frame) if "picture" not in glyph.roles]
            for rect in shown:
                assert not [glyph.text for glyph in text if rect.x0 < glyph.x < rect.x1 and rect.y0 < glyph.y < rect.y1]
            if not found.diagnostics:
                assert body_of(group) == body
                tried += 1
    assert tried > 3


def test_they_have_columns_of_their_own_or_stand_under_one_over_all(demo_edition: Edition, setup: Setup) -> None:
    found = 0
    for columns in range(1, 7):
        for way in ways_apart(story_with(demo_edition, WIDE, TALL), columns, setup):
            assert way.apart_columns < way.inner
            assert way.apart_columns <= way.picture_columns
            assert way.picture_columns == way.inner or way.picture_columns + way.apart_columns <= way.inner
            found += 1
    assert found > 20


def test_one_picture_stays_alone_and_none_stands_apart_beside_a_standing_headline(
    demo_edition: Edition, setup: Setup, broadsheet: Setup
) -> None:
    assert not ways_apart(story_with(demo_edition, WIDE), 4, setup)
    standing = story_with(demo_edition, WIDE, TALL, vertical="headline")
    assert variants_of(standing, 4, 86, setup.desk)
    assert not ways_apart(standing, 4, setup)
    spread = broadsheet.for_page("4-5")
    assert spread.desk.style.grid.fold_em
    assert not ways_apart(story_with(demo_edition, WIDE, TALL), 6, spread)


def test_where_there_is_room_the_first_picture_leads(demo_edition: Edition, setup: Setup) -> None:
    """Of all heights of a long story the best has its second picture in another place, and clearly smaller."""
    story = story_with(demo_edition, WIDE, TALL, paragraphs=14)
    best = min(variants_of(story, 4, 86, setup.desk), key=lambda way: way.cost)
    assert best.apart_columns
    first, second = (rect for rect in parts_of(group_of(slot_of(story, best), setup), "picture"))
    assert (first.x1 - first.x0) * (first.y1 - first.y0) > 1.2 * (second.x1 - second.x0) * (second.y1 - second.y0)


def test_both_places_are_looked_at_when_pictures_of_stories_are_kept_from_touching(demo_edition: Edition, setup: Setup) -> None:
    story = story_with(demo_edition, WIDE, TALL)
    way = ways_apart(story, 4, setup)[-1]
    slot = slot_of(story, way)
    high, low = picture_regions(slot)
    assert (high.end_column, low.column, low.end_line) == (4, 0, way.lines)
    assert high.line == way.head_lines
    beside = slot._replace(story=story._replace(id="t", rank=3), region=slot.region._replace(column=2))
    assert not any(one.variant.pictures_low for one in with_pictures_apart((slot, beside)))


def test_a_lock_keeps_pictures_apart(demo_edition: Edition, setup: Setup, tmp_path: Path) -> None:
    story = story_with(demo_edition, WIDE, TALL)
    way = min(ways_apart(story, 4, setup), key=lambda way: way.cost)
    slot = slot_of(story, way)
    lock = lock_of(PagePlan("2", (slot,)), setup.desk, Span("edition.toml"))
    (tmp_path / PLAN_LOCK).write_text(lock_text([("2", lock)]), "utf-8")
    locks, found = read_lock(tmp_path)
    assert not found
    setting = locks["2"].stories[0].setting
    assert setting is not None
    assert setting.apart_columns == way.apart_columns
    kept = kept_slot(story, slot.region, setting, setup.desk)
    assert group_of(kept, setup) == group_of(slot, setup)


@pytest.mark.parametrize(
    "wrong",
    [
        {"apart_columns": 9}, {"picture_columns": 3, "apart_columns": 3}, {"pictures_low": True}, {"picture_lines": (20,)},
        {"picture_columns": 0}, {"picture_columns": 0, "apart_columns": 0}, {"picture_lines": (20, 1)},
    ],
)
def test_a_lock_that_does_not_serve_is_not_kept(demo_edition: Edition, setup: Setup, wrong: dict[str, Any]) -> None:
    """Nothing lies on anything else, whatever somebody wrote into plan.lock.toml."""
    story = story_with(demo_edition, WIDE, TALL)
    slot = slot_of(story, min(ways_apart(story, 4, setup), key=lambda way: way.cost))
    setting = lock_of(PagePlan("2", (slot,)), setup.desk, Span("edition.toml")).stories[0].setting
    assert setting is not None
    assert kept_slot(story, slot.region, setting, setup.desk).variant.picture_lines == setting.picture_lines
    kept = kept_slot(story, slot.region, setting._replace(head_lines=setting.head_lines + 1, **wrong), setup.desk)
    assert kept.variant.head_lines != setting.head_lines + 1
    shown = parts_of(group_of(kept, setup), "picture")
    assert len(shown) == 2
    assert all(rect.x0 < rect.x1 and rect.y0 < rect.y1 for rect in shown)
    assert not any(one.overlaps(other) for one, other in combinations(shown, 2))


def test_a_rectangle_that_is_too_low_shrinks_both(demo_edition: Edition, setup: Setup) -> None:
    story = story_with(demo_edition, WIDE, TALL)
    way = ways_apart(story, 4, setup)[-1]
    slot = slot_of(story, way)
    low = slot._replace(region=slot.region._replace(lines=way.head_lines + 12))
    shown = parts_of(group_of(low, setup), "picture")
    assert all(rect.y0 >= 0 and rect.y1 <= low.region.lines * setup.grid.leading + 0.01 for rect in shown)
    assert not any(one.overlaps(other) for one, other in combinations(shown, 2))


@pytest.mark.parametrize("count", [1, 60])
def test_a_byline_stands_over_text_and_not_over_a_picture(demo_edition: Edition, setup: Setup, count: int) -> None:
    """Where it goes in there; many names go over all of the story."""
    people = tuple(Person("本报记者" if not number else "", "许望津") for number in range(count))
    story = story_with(demo_edition, WIDE, kind="feature", bylines=people)
    ways = variants_of(story, 4, 86, setup.desk)
    beside = [way for way in ways if 0 < way.picture_columns < way.inner and way.lines > 40]
    assert beside
    for way in beside:
        group = group_of(slot_of(story, way), setup)
        (shown,) = parts_of(group, "picture")
        edges = [(glyph.x, glyph.x + glyph.size) for glyph in glyphs_of(group.frame) if "byline" in glyph.roles and "head" in glyph.roles]
        assert edges
        assert (max(right for _, right in edges) < shown.x0) is (count == 1)


def test_a_caption_of_one_line_stands_in_the_middle_as_its_picture_does(setup: Setup) -> None:
    style, table = setup.desk.style, setup.desk.table
    kept = picture("tall")._replace(keep=(0.0, 0.0, 1.0, 1.0))
    for shot, centred in ((kept, True), (picture("tall"), False)):
        group = compose_picture(shot, 200.0, 20, style, table)
        glyphs = list(glyphs_of(group.frame))
        left, right = min(glyph.x for glyph in glyphs), 200.0 - max(glyph.x + glyph.size for glyph in glyphs)
        assert (abs(left - right) < 6.0) is centred
        assert centred or left < 1.0


def test_a_subhead_under_a_picture_costs_as_much_as_one_over_a_single_line(demo_edition: Edition, setup: Setup) -> None:
    """It would look like the headline of another story; variants in which it stands elsewhere are taken for that much."""
    text = [piece for story in demo_edition.articles for piece in story.body if piece.kind == "paragraph" and len(piece.text) > 80]
    headed = [piece for number, piece in enumerate(text[:8]) for piece in (block("一江两岸", "subhead"), piece)[number == 0 :]]
    (story,) = stories_of(edition([article("s", *headed, rank=1, pictures=(WIDE,))]), "2")
    score = setup.desk.style.score
    dear = setup.desk._replace(style=setup.desk.style._replace(score=score._replace(lonely=300.0)))
    free = setup.desk._replace(style=setup.desk.style._replace(score=score._replace(lonely=0.0)))

    def under(desk: Desk) -> list[bool]:
        found = []
        for columns in (3, 4, 6):
            for way in variants_of(story, columns, 86, desk):
                fitted = fit(slot_of(story, way), desk)
                opening = [fitted.lines[start].role for start, _ in fitted.flow.columns if start < len(fitted.lines)]
                found.append(any(role == "subhead" and fitted.variant.under_pictures(at) for at, role in enumerate(opening)))
        return found

    assert sum(under(dear)) < 0.75 * sum(under(free))
