"""Composed pages measured: the demo's, and ten that were dealt from its copy."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.model import Article, Edition, PageSpec
from editions.model import Picture as PictureFile
from layout.compose.story import compose_story
from layout.edition import Setup, compose_edition, compose_one, plan_edition_page
from layout.fit import fit
from layout.grid import Region, baseline_in_line
from layout.items import BLACK, Frame, GlyphRun, Group, Page, Picture, Rule, walk
from layout.pictures import crop_to
from layout.plan.copyfit import variants
from layout.plan.types import Slot
from layout.stories import stories_of
from tests.layout.conftest import SEEDS, Compose
from tests.layout.making import HAN, SPAN, article, edition
from tests.layout.measuring import (
    ON_GRID,
    TEXT_ROLES,
    Glyph,
    Rect,
    columns_of,
    glyphs_of,
    groups_of,
    groups_within,
    inside,
    names,
    set_lines_of,
    story_rects,
    text_of,
    type_area,
    white_of,
)

DEMO = ("1", "2", "3", "4")


@pytest.fixture(params=[*(f"demo {no}" for no in DEMO), *(f"seed {seed}" for seed in SEEDS)])
def made(
    request: pytest.FixtureRequest,
    demo_edition: Edition,
    demo_pages: tuple[Page, ...],
    seeded: dict[int, tuple[Edition, Page]],
) -> tuple[Edition, Page]:
    """An edition and a composed page of it."""
    what, number = str(request.param).split()
    return (demo_edition, demo_pages[int(number) - 1]) if what == "demo" else seeded[int(number)]


# Where things stand


def test_no_two_stories_overlap_and_none_leaves_the_type_area(made: tuple[Edition, Page]) -> None:
    _, page = made
    rects = [rect for rect, _ in groups_of(page, "story", "ad", "masthead")]
    for number, rect in enumerate(rects):
        assert type_area(page).holds(rect)
        assert not any(rect.overlaps(other) for other in rects[number + 1 :])


def test_every_story_is_placed_or_reported(made: tuple[Edition, Page]) -> None:
    of, page = made
    no = page.page_nos[0]
    homes = [story.id for story in of.articles if no in (story.page_no, story.jump)]
    unplaced = [found.article for found in page.diagnostics if found.code == "no-room"]
    fillers = {filler.id for filler in of.fillers}
    assert sorted([record.id for record in page.stories if record.id not in fillers] + unplaced) == sorted(homes)


def test_baselines_of_the_body_stand_on_the_grid(made: tuple[Edition, Page], demo_setup: Setup) -> None:
    _, page = made
    leading, first = demo_setup.grid.leading, baseline_in_line(demo_setup.desk.style)
    top = page.type_area[1]
    seen: Counter[str] = Counter()
    for glyph in glyphs_of(page.frame):
        role = glyph.roles[-1]
        if role == "sidebar" and glyph.roles[-2] != "sidebar":
            continue  # the label above a sidebar's headline
        if glyph.story and role in ON_GRID:
            seen[role] += 1
            off = (glyph.y - top - first) % leading
            assert min(off, leading - off) <= 0.01, (glyph.story, role, glyph.text, off)
    assert seen["body"] > 500


def test_every_glyph_of_a_story_is_inside_its_rectangle(made: tuple[Edition, Page]) -> None:
    _, page = made
    rects = story_rects(page)
    for glyph in glyphs_of(page.frame):
        if not glyph.story:
            continue
        hanging = (
            glyph.size / 2 if glyph.text and glyph.text in "“”‘’《》（），。、；：？！" else glyph.size / 12
        )  # ink boxes hold control points
        rect = rects[glyph.story]
        ink = Rect(glyph.ink_left, glyph.y - 0.88 * glyph.size, glyph.ink_right, glyph.y + 0.12 * glyph.size)
        assert rect.holds(ink, hanging), (glyph.story, glyph.roles, glyph.text)
        assert rect.y0 - 0.01 <= ink.y0, (glyph.story, glyph.roles, glyph.text)
        assert ink.y1 <= rect.y1 + 0.01, (glyph.story, glyph.roles, glyph.text)


def test_no_ink_lies_on_other_ink_of_the_page(made: tuple[Edition, Page]) -> None:
    """Glyphs, pictures and advertisements: nothing is printed over anything. Tolerance: a tenth of an em."""
    _, page = made
    solid = [(rect, "picture") for rect in _pictures(page)] + [(rect, "ad") for rect, _ in groups_of(page, "ad")]
    glyphs = [glyph for glyph in glyphs_of(page.frame) if glyph.ink_right > glyph.ink_left and "ad" not in glyph.roles]
    by_row: dict[int, list[tuple[float, float, float, str]]] = {}
    for glyph in glyphs:
        slack = 0.1 * glyph.size
        box = Rect(
            glyph.ink_left + slack, glyph.y - 0.78 * glyph.size, glyph.ink_right - slack, glyph.y + 0.02 * glyph.size
        )
        assert not any(box.overlaps(rect) for rect, _ in solid), (glyph.story, glyph.text)
        by_row.setdefault(round(glyph.y * 10), []).append((box.x0, box.x1, glyph.size, glyph.text))
    for row in by_row.values():
        row.sort()
        for (_, end, _, one), (start, _, _, other) in pairwise(row):
            assert end <= start + 0.01, (one, other)


def _pictures(page: Page) -> Iterator[Rect]:
    for x, y, item, _ in walk(page.frame):
        if isinstance(item, Picture):
            yield Rect(x, y, x + item.width, y + item.height)


def test_pictures_are_whole_and_within_their_story(made: tuple[Edition, Page]) -> None:
    of, page = made
    wanted = Counter(shot.file for story in of.articles if story.page_no == page.page_nos[0] for shot in story.pictures)
    assert Counter(item.file for _, _, item, around in walk(page.frame)
                   if isinstance(item, Picture) and around[-1].role == "picture") == wanted  # fmt: skip
    for x, y, item, around in walk(page.frame):
        if isinstance(item, Picture):
            left, top, right, bottom = item.crop
            assert 0 <= left < right <= 1 + 1e-9
            assert 0 <= top < bottom <= 1 + 1e-9
            assert type_area(page).holds(Rect(x, y, x + item.width, y + item.height))
            assert item.height > 20, around[-1].source


def test_pictures_are_not_stretched(made: tuple[Edition, Page]) -> None:
    of, page = made
    sizes = {shot.file: shot.size for story in of.articles for shot in story.pictures}
    for _, _, item, _ in walk(page.frame):
        if isinstance(item, Picture) and item.file in sizes:
            left, top, right, bottom = item.crop
            wide, high = sizes[item.file]
            assert (right - left) * wide / item.width == pytest.approx((bottom - top) * high / item.height, rel=0.001)


def test_no_gutter_runs_through_the_whole_page(
    demo_pages: tuple[Page, ...], seeded: dict[int, tuple[Edition, Page]], demo_setup: Setup
) -> None:
    """通缝: at every gutter some story, advertisement or the masthead stands across."""
    grid = demo_setup.grid
    through = []
    for page in (*demo_pages, *(page for _, page in seeded.values())):
        rects = [rect for rect, _ in groups_of(page, "story", "ad", "masthead")]
        for column in range(1, grid.columns):
            gutter = grid.x(column) - grid.gutter / 2
            if not any(rect.x0 < gutter < rect.x1 for rect in rects):
                through.append((page.page_nos[0], column, [record.id for record in page.stories]))
    assert through == []


def test_the_lead_stands_at_the_head_of_the_page(made: tuple[Edition, Page], demo_setup: Setup) -> None:
    of, page = made
    lead = min(page.stories, key=lambda record: record.rank)
    below = demo_setup.desk.style.masthead.lines * demo_setup.grid.leading if page.page_nos[0] == of.pages[0].no else 0
    assert min(record.rects[0][1] for record in page.stories if record.rank == lead.rank) == pytest.approx(
        page.type_area[1] + below
    )


FRACTION = st.floats(0, 1)


@given(
    st.tuples(st.integers(1, 4000), st.integers(1, 4000)),
    st.floats(20, 700),
    st.floats(10, 900),
    st.tuples(FRACTION, FRACTION),
    st.none() | st.tuples(FRACTION, FRACTION, FRACTION, FRACTION),
)
def test_a_crop_fills_the_rectangle_and_keeps_what_is_to_be_kept(
    size: tuple[int, int],
    width: float,
    height: float,
    focus: tuple[float, float],
    keep: tuple[float, float, float, float] | None,
) -> None:
    if keep is not None:
        keep = (min(keep[0], keep[2]), min(keep[1], keep[3]), max(keep[0], keep[2]), max(keep[1], keep[3]))
    left, top, right, bottom = crop_to(PictureFile("x.png", focus=focus, keep=keep, size=size), width, height)
    assert -1e-9 <= left < right <= 1 + 1e-9
    assert -1e-9 <= top < bottom <= 1 + 1e-9
    assert right - left > 1 - 1e-9 or bottom - top > 1 - 1e-9  # as large as it can be
    assert (right - left) * size[0] / width == pytest.approx((bottom - top) * size[1] / height)
    x0, y0, x1, y1 = keep or (*focus, *focus)
    if x1 - x0 <= right - left:
        assert left <= x0 + 1e-9
        assert x1 - 1e-9 <= right
    if y1 - y0 <= bottom - top:
        assert top <= y0 + 1e-9
        assert y1 - 1e-9 <= bottom


# How the columns of a story end


def uneven_feet(page: Page, leading: float) -> list[str]:
    """Columns that end off the line on which the others of their story end; the last with copy may end above it."""
    found = []
    sidebars = [rect for rect, _ in groups_of(page, "sidebar")]
    for story, columns in columns_of(page).items():
        feet = {x: max(columns[x]) for x in sorted(columns)}
        for x, foot in list(feet.items())[:-1]:
            short = round((max(feet.values()) - foot) / leading)
            if short and not any(rect.x0 - 1 <= x < rect.x1 for rect in sidebars):
                found.append(f"page {page.page_nos[0]}, {story}, column at {x}: {short} lines short")
    return found


def test_the_columns_of_nearly_every_story_end_on_one_line(
    demo_pages: tuple[Page, ...], seeded: dict[int, tuple[Edition, Page]], demo_setup: Setup
) -> None:
    """A keep rule may take a line from a column where no paragraph could be set a line shorter or longer."""
    pages = (*demo_pages, *(page for _, page in seeded.values()))
    uneven = [found for page in pages for found in uneven_feet(page, demo_setup.grid.leading)]
    count = sum(len(columns) for page in pages for columns in columns_of(page).values())
    assert count > 150
    assert len(uneven) <= 0.03 * count, uneven
    assert not [found for found in uneven if not found.endswith((": 1 lines short", ": 2 lines short"))]


def test_a_column_ends_short_for_a_keep_rule_alone(
    demo_edition: Edition, seeded: dict[int, tuple[Edition, Page]], demo_setup: Setup
) -> None:
    """Every end between a short column's and its foot would part a subhead from two lines of its text or leave a widow."""
    desk = demo_setup.desk
    jobs = [(demo_edition, no) for no in DEMO] + [(seeded[seed][0], "2") for seed in SEEDS[:4]]
    for of, no in jobs:
        plan, _ = plan_edition_page(of, no, demo_setup)
        for slot in plan.slots:
            fitted = fit(slot, desk)
            for (start, end), height in zip(fitted.flow.columns, fitted.heights, strict=True):
                lines, used = fitted.lines, sum(line.height for line in fitted.lines[start:end])
                while end < len(lines) and used + lines[end].height <= height:
                    used += lines[end].height
                    end += 1
                    widow = end < len(lines) and lines[end].last and not lines[end].first
                    lonely = lines[end - 2].role == "subhead" and not lines[end - 1].last
                    assert lines[end - 1].keep or widow or lonely or end == len(lines), (slot.story.id, start, end)


def test_no_column_ends_with_a_subhead(made: tuple[Edition, Page]) -> None:
    _, page = made
    lowest: dict[tuple[str, float], tuple[float, str]] = {}
    for glyph in glyphs_of(page.frame):
        if glyph.story and glyph.roles[-1] in TEXT_ROLES and not {"head", "sidebar"} & set(glyph.roles):
            key = glyph.story, round(glyph.column_x, 2)
            lowest[key] = max(lowest.get(key, (0.0, "")), (glyph.y, glyph.roles[-1]))
    assert not [key for key, (_, role) in lowest.items() if role in ("subhead", "headline")]


def test_no_line_begins_or_ends_with_a_prohibited_mark(made: tuple[Edition, Page]) -> None:
    _, page = made
    lines = [line.strip() for line in set_lines_of(page)]
    assert len(lines) > 150
    assert [line for line in lines if line[0] in "，。、；：？！”’》）】·％℃"] == []
    assert [line for line in lines if line[-1] in "“‘《（【￥"] == []


# White space


@pytest.mark.parametrize("number", range(4))
def test_the_demo_is_full(demo_pages: tuple[Page, ...], demo_setup: Setup, number: int) -> None:
    page = demo_pages[number]
    style = demo_setup.desk.style
    masthead = style.masthead.lines if number == 0 else 0
    measured = white_of(page, demo_setup.grid, style.headline.air_preferred, masthead)
    assert measured <= 0.03
    assert page.white_ratio <= 0.03
    assert page.white_ratio == pytest.approx(measured, abs=0.01)


def test_white_is_counted_alike_on_every_page(seeded: dict[int, tuple[Edition, Page]], demo_setup: Setup) -> None:
    preferred = demo_setup.desk.style.headline.air_preferred
    for seed, (_, page) in seeded.items():
        measured = white_of(page, demo_setup.grid, preferred, 0)
        assert page.white_ratio == pytest.approx(measured, abs=0.015), seed


def test_an_empty_page_is_white(compose: Compose) -> None:
    page = compose()
    assert page.white_ratio == 1.0
    assert page.stories == ()
    assert [found.code for found in page.diagnostics] == ["white-space"]


# A page is a value


def test_the_same_edition_gives_the_same_pages(
    demo_edition: Edition, demo_setup: Setup, demo_pages: tuple[Page, ...]
) -> None:
    again = compose_edition(demo_edition, DEMO, demo_setup)
    assert again == demo_pages
    assert [hash(page) for page in again] == [hash(page) for page in demo_pages]


def test_a_page_of_many_is_the_page_alone(
    demo_edition: Edition, demo_setup: Setup, demo_pages: tuple[Page, ...]
) -> None:
    for number in (3, 1, 2, 0):
        assert compose_one(demo_edition, DEMO[number], demo_setup) == demo_pages[number]


def test_a_page_can_be_pickled(made: tuple[Edition, Page]) -> None:
    of, page = made
    assert pickle.loads(pickle.dumps(page)) == page
    assert pickle.loads(pickle.dumps(of)) == of


def test_every_run_knows_how_wide_it_is(made: tuple[Edition, Page]) -> None:
    _, page = made
    for _, _, item, _ in walk(page.frame):
        if isinstance(item, GlyphRun):
            assert len(item.glyphs) == len(item.advances) == len(item.texts)
            assert 0 not in item.glyphs


# What a page says of its stories


def test_records_tell_where_and_how_large(made: tuple[Edition, Page]) -> None:
    of, page = made
    stories = {story.id: story for story in (*of.articles, *of.fillers)}
    rects = set(story_rects(page).values())
    for record in page.stories:
        assert record.headline == stories[record.id].headline.replace("|", "")
        assert all(any(Rect(*rect) == pytest.approx(other) for other in rects) for rect in record.rects)
        assert record.characters > 0 or stories[record.id].kind == "picture"
        overset = [found for found in page.diagnostics if found.code == "overset-text" and found.article == record.id]
        assert bool(overset) == bool(record.overset_lines)


def test_a_plan_that_cannot_fit_leaves_nothing_out_in_silence(compose: Compose) -> None:
    """What is on the page and what is reported as overset are together the whole story."""
    body = [HAN * 3] * 60
    page = compose(article("a", *body, kind="feature"))
    (record,) = page.stories
    whole = len("".join(body))
    assert record.characters + record.overset_characters == whole
    assert record.overset_lines > 0
    assert text_of(page.frame, ["body"]) == "".join(body)[: record.characters]
    (found,) = [found for found in page.diagnostics if found.code == "overset-text"]
    assert str(record.overset_characters) in found.message
    assert found.article == "a"
    assert found.exit_code == 4
    assert groups_of(page, "overset")


def test_of_a_jump_both_places_tell_of_each_other(setup: Setup) -> None:
    made = edition([article("j", *[HAN * 3] * 9, page_no="1", jump="2"), article("k", *[HAN] * 9)])
    one, two = compose_edition(made, ("1", "2"), setup)
    assert text_of(one.frame, ["jump"]) == "（下转第2版）"
    assert text_of(two.frame, ["jump"]) == "（上接第1版）"
    body = text_of(one.frame, ["body"], "j") + text_of(two.frame, ["body"], "j")
    assert body == "本报讯　".replace("\u3000", "") + HAN * 27


def test_a_page_without_colour_has_none(demo_edition: Edition, demo_setup: Setup) -> None:
    pages = tuple(page._replace(colour=False) for page in demo_edition.pages)
    for page in compose_edition(demo_edition._replace(pages=pages), DEMO, demo_setup):
        assert all(glyph.colour.space == "gray" for glyph in glyphs_of(page.frame))


# The large sheet


@pytest.mark.parametrize("page_no", DEMO)
def test_the_demos_pages_on_the_large_sheet(demo_edition: Edition, broadsheet: Setup, page_no: str) -> None:
    page = compose_one(demo_edition._replace(preset="broadsheet"), page_no, broadsheet)
    inside_roles = [record for record in page.stories if record.overset_lines]
    assert not inside_roles
    for rect, _ in groups_of(page, "story", "ad", "masthead"):
        assert type_area(page).holds(rect)


def test_two_pages_of_copy_on_one_large_sheet(demo_edition: Edition, broadsheet: Setup) -> None:
    moved = [story._replace(page_no="4", jump="") for story in demo_edition.articles if story.page_no in ("3", "4")][:8]
    spec = PageSpec("4", SPAN)
    page = compose_one(
        demo_edition._replace(pages=(PageSpec("1", SPAN), spec), articles=tuple(moved), ads=()), "4", broadsheet
    )
    assert names(page) == {story.id for story in moved}
    inside(page)


def test_seven_stories_without_pictures_on_one_large_sheet(demo_edition: Edition, broadsheet: Setup) -> None:
    moved = tuple(
        Article(story.id, story.headline, story.span, story.body, "4", rank=min(5, 1 + n), kind=story.kind)
        for n, story in enumerate(demo_edition.articles[:7])
    )
    spec = PageSpec("4", SPAN)
    page = compose_one(
        demo_edition._replace(pages=(PageSpec("1", SPAN), spec), articles=moved, ads=(), fillers=()), "4", broadsheet
    )
    assert names(page) == {story.id for story in moved}
    inside(page)


# Groups


def _group(setup: Setup, *lengths: int) -> tuple[list[Glyph], list[Rect]]:
    """The glyphs of headlines in a group of features, with so many sentences each, over two columns; the hairlines in it."""
    fields: dict[str, Any] = {"group": "两岸", "label": "两岸", "rank": 4, "kind": "feature", "headline": "渡口的船"}
    (story,) = stories_of(edition([article(f"g{n}", *[HAN] * length, **fields) for n, length in enumerate(lengths)]), "2")
    found = [each for each in variants(story, 2, 86, setup.desk) if each.inner == 2]
    best = min(found, key=lambda variant: variant.cost)
    slot = Slot(story, Region(2, 20, 2, best.lines), best)
    frame = Frame(1000, 1000, (compose_story(slot, "2", setup.grid, setup.desk, BLACK).placed,))
    headlines = [glyph for glyph in glyphs_of(frame) if glyph.roles[-1] == "headline"]
    return headlines, [rect for rect, group in groups_within(frame, "rules") if group.source == "两岸"]


def test_a_hairline_parts_headlines_abreast_in_a_group(setup: Setup) -> None:
    headlines, rules = _group(setup, 14, 14)
    assert len({round(glyph.y) for glyph in headlines}) == 1
    (rule,) = rules
    middle = setup.grid.x(3) - setup.grid.gutter / 2
    assert rule.x0 == pytest.approx(middle)
    assert max(glyph.ink_right for glyph in headlines if glyph.x < middle) < middle
    assert rule.y0 < headlines[0].y - headlines[0].size
    assert rule.y1 - rule.y0 > 14 * setup.grid.leading


def test_no_hairline_parts_the_columns_of_a_group_whose_headlines_keep_apart(setup: Setup) -> None:
    headlines, rules = _group(setup, 20, 6)
    assert len({round(glyph.y) for glyph in headlines}) == 2
    assert not rules


def test_a_label_has_no_other_rule_above_it(demo_pages: tuple[Page, ...], demo_setup: Setup) -> None:
    """A label stands on a rule of its own: a hairline right above it would make two."""
    leading, labels = demo_setup.grid.leading, 0
    for page in demo_pages:
        found = list(walk(page.frame))
        rules = [(x, y) for x, y, item, around in found if isinstance(item, Rule) and around[-1].role == "rules" and item.dx]
        for x, y, item, around in found:
            if isinstance(item, Group) and item.role == "label" and not any(group.role == "sidebar" for group in around):
                labels += 1
                assert not any(abs(rule_x - x) < 1 and y - leading < rule_y < y for rule_x, rule_y in rules)
    assert labels >= 4
