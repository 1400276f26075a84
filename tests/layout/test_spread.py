"""Spreads (跨版): the grid of two pages made up as one, and that nothing which is read line by line lies on the fold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.model import Ad, Edition, FixedStory, Person, Place, Sidebar
from layout.check import check_page
from layout.edition import Setup, compose_one, plan_edition_page
from layout.grid import make_grid
from layout.items import GlyphRun, Group, Page, Rule, walk
from layout.spread import LEAST_FOLD, spread_grid, spread_style
from layout.stories import filler_on, lies_because
from layout.style import MM, GridStyle
from tests.layout.making import SPAN, article, block, edition, picture, seeded_edition, table_block

SEEDS = (1, 4, 7, 9)
READ_BY_LINES = {"body", "subhead", "note", "verse", "table", "caption", "sidebar", "jump", "folio", "byline"}
SENTENCE = "江边的步道修好以后，傍晚出来走走的人多了起来，渡船的汽笛也比从前响得早些。"


def as_spread(of: Edition) -> Edition:
    """The same stories on a spread 2-3 in place of page 2."""
    pages = tuple(page._replace(no="2-3") if page.no == "2" else page for page in of.pages)
    stories = tuple(story._replace(page_no="2-3") if story.page_no == "2" else story for story in of.articles)
    return of._replace(pages=pages, articles=stories)


def over_the_fold(page: Page) -> Iterator[tuple[str, str]]:
    """(role, text) of every run of what is read by lines that is within a millimetre of the fold."""
    fold = page.trim[0] / 2
    for x, _, item, around in walk(page.frame):
        if isinstance(item, GlyphRun) and around and around[-1].role in READ_BY_LINES:
            # Space in a line and after it prints nothing.
            wide = sum(item.advances) * item.size / 1000
            if x < fold + MM and x + wide > fold - MM and item.text.strip():
                yield around[-1].role, item.text


@pytest.mark.parametrize(
    ("preset", "columns", "characters", "fold_mm"), [("setup", 12, 12, 11.5), ("broadsheet", 18, 12, 5.8)]
)
def test_the_grids_of_the_presets(
    preset: str, columns: int, characters: int, fold_mm: float, request: pytest.FixtureRequest
) -> None:
    single: Setup = request.getfixturevalue(preset)
    spread = single.for_page("2-3")
    grid = spread.grid
    assert (grid.columns, grid.characters, grid.lines, grid.leading) == (
        columns, characters, single.grid.lines, single.grid.leading,
    )  # fmt: skip
    assert grid.trim == pytest.approx((2 * single.grid.trim[0], single.grid.trim[1]))
    assert (grid.left, grid.top, grid.bleed) == pytest.approx((single.grid.left, single.grid.top, single.grid.bleed))
    x0, _, x1, _ = grid.type_area
    assert (x0 + x1) / 2 == pytest.approx(grid.trim[0] / 2)
    half = columns // 2
    start, end = grid.x(half - 1) + grid.column_width, grid.x(half)
    assert (start + end) / 2 == pytest.approx(grid.trim[0] / 2)
    assert (end - start) / MM == pytest.approx(fold_mm, abs=0.1)
    assert single.for_page("2") == single


def test_widths_on_a_spread_are_those_of_its_columns(setup: Setup) -> None:
    grid = setup.for_page("2-3").grid
    for column in range(grid.columns):
        for columns in range(1, grid.columns - column + 1):
            end = grid.x(column + columns - 1) + grid.column_width
            assert grid.across(column, columns) == pytest.approx(end - grid.x(column))


@given(
    columns=st.integers(1, 12), characters=st.integers(8, 30), gutter=st.integers(1, 3), margins=st.floats(2, 20)
)
def test_any_grid_has_an_even_number_of_columns_and_room_for_the_fold(
    columns: int, characters: int, gutter: int, margins: float
) -> None:
    single = GridStyle(columns, characters, gutter, 80, 9.0, 11.5)
    measure = columns * characters + (columns - 1) * gutter
    spread = spread_grid(single, measure + margins)
    assert spread.columns % 2 == 0
    assert abs(spread.characters - characters) <= 1
    assert spread.middle_em >= LEAST_FOLD
    assert spread.fold_em > 0
    whole = spread.columns * spread.characters + (spread.columns - 2) * gutter + spread.middle_em
    if whole != pytest.approx(2 * measure + margins):  # the fold takes of the trim what it needs
        assert columns == 1
        assert margins < spread.middle_em
        assert (spread.columns, spread.characters) == (2, characters)


def test_a_sheet_of_one_column_without_margins_has_a_spread() -> None:
    spread = spread_grid(GridStyle(1, 8, 1, 80, 9.0, 11.5), 8.0)
    assert (spread.columns, spread.characters, spread.middle_em) == (2, 8, LEAST_FOLD)


def test_the_lead_of_a_spread_is_larger(setup: Setup) -> None:
    style = setup.desk.style
    single, spread = style.headline.sizes(1), spread_style(style).headline.sizes(1)
    assert all(large > size and large in style.ladder.sizes for size, large in zip(single, spread, strict=True))
    assert spread_style(style).headline.sizes(2) == style.headline.sizes(2)


@pytest.mark.parametrize(("preset", "seed"), [*(("tabloid", seed) for seed in SEEDS), ("broadsheet", 4)])
def test_no_line_lies_on_the_fold_and_no_copy_is_lost(
    preset: str, seed: int, demo_edition: Edition, demo_setup: Setup, broadsheet: Setup, root: Path
) -> None:
    of = as_spread(seeded_edition(seed, demo_edition, root))
    setup = demo_setup if preset == "tabloid" else broadsheet
    page = compose_one(of, "2-3", setup)
    assert page.page_nos == ("2", "3")
    assert not list(over_the_fold(page))
    assert {record.id for record in page.stories} == {story.id for story in of.articles}
    assert not [record.id for record in page.stories if record.overset_lines]
    assert not [fault for fault in page.diagnostics if fault.severity == "error"]
    fold = page.trim[0] / 2
    assert any(x0 < fold < x1 for record in page.stories for x0, _, x1, _ in record.rects), "nothing makes it a spread"
    left, _, right, _ = page.type_area
    assert all(x0 > left - 0.01 and x1 < right + 0.01 for record in page.stories for x0, _, x1, _ in record.rects)


def test_captions_bylines_sidebars_tables_and_boxes_keep_off_the_fold(setup: Setup, root: Path) -> None:
    """The editor's own plan lays one story after the other over the fold, by one column and by all."""
    long = picture(caption=SENTENCE * 3)
    people = (Person("", "邵临川"), Person("", "许望津"))
    sidebar = Sidebar("一张纸的分量", tuple(block(SENTENCE * 2) for _ in range(3)), "采访手记")
    table = table_block(*[("时间", "地点", "安排")] * 5)
    stories = (
        article("a", *[SENTENCE * 3] * 20, rank=1, kind="feature", pictures=(long,), box=True, bylines=people),
        article("b", *[SENTENCE * 3] * 9, rank=2, sidebars=(sidebar,), headline="渡口的早班船"),
        article("c", *[SENTENCE * 2] * 6, table, rank=3, headline="停水停电安排"),
        article("d", *[SENTENCE * 2] * 9, rank=3, kind="commentary", box=True, headline="慢一点也好"),
    )
    of = as_spread(edition(stories, root=str(root)))
    for shift in range(5):
        page = compose_one(
            planned(
                of,
                ("a", 1, 1, 12, 42),
                ("b", 4 + shift, 43, 4, 44),
                ("c", 1, 43, 3 + shift, 44),
                ("d", 8 + shift, 43, 5 - shift, 44),
            ),
            "2-3",
            setup,
        )
        assert not [fault for fault in page.diagnostics if fault.code.startswith("plan")]
        assert not list(over_the_fold(page)), shift
        if shift == 0:
            assert {"caption", "sidebar", "body", "byline"} <= {around[-1].role for _, _, _, around in walk(page.frame) if around}


def planned(of: Edition, *rectangles: tuple[str, int, int, int, int]) -> Edition:
    """An edition whose page 2-3 the editor has planned: (story, column, line, columns, lines)."""
    plan = tuple(FixedStory(id_, Place(column, line), wide, high, SPAN) for id_, column, line, wide, high in rectangles)
    return of._replace(pages=(of.pages[0], of.pages[1]._replace(plan=plan)))


def test_no_rule_stands_on_the_fold(setup: Setup, root: Path) -> None:
    stories = [article(f"s{n}", *[SENTENCE * 2] * 12, rank=n, headline=f"渡口的早班船之{n}") for n in (1, 2)]
    of = as_spread(edition(stories, root=str(root)))
    page = compose_one(planned(of, ("s1", 1, 1, 6, 86), ("s2", 7, 1, 6, 86)), "2-3", setup)
    fold = page.trim[0] / 2
    standing = [x for x, _, item, _ in walk(page.frame) if isinstance(item, Rule) and item.dy and abs(x - fold) < 2 * MM]
    assert not standing


def test_what_should_stand_lies_on_a_spread(setup: Setup, root: Path) -> None:
    stories = [
        article("a", *[SENTENCE * 3] * 12, rank=1, vertical="headline"),
        article("b", *[SENTENCE * 3] * 12, rank=2, vertical="story", headline="渡口的早班船"),
    ]
    filler = article("f", SENTENCE * 2, page_no="", rank=5, vertical="headline")
    of = as_spread(edition(stories, root=str(root), fillers=(filler, filler)))
    page = compose_one(of, "2-3", setup)
    lying = {fault.article: fault for fault in page.diagnostics if fault.code == "not-vertical"}
    assert set(lying) - {"f"} == {"a", "b"}  # the filler may be on it, too
    assert "spread" in lying["a"].message
    assert "跨版" in lying["a"].message_zh


def test_a_filler_lies_on_a_spread(setup: Setup, root: Path) -> None:
    filler = article("f", SENTENCE * 2, page_no="", rank=5, vertical="headline")
    (single, lying) = (filler_on(no, filler) for no in ("2", "2-3"))
    assert (single.vertical, lying.vertical) == ("headline", "")
    assert lies_because(lying.lead) == "it is on a spread"


def test_an_advertisement_may_lie_over_the_fold(setup: Setup, root: Path) -> None:
    ad = Ad("2-3", "pictures/wide.png", 12, 20, SPAN, size=(3000, 600))
    of = as_spread(edition([article("a", *[SENTENCE * 3] * 30, rank=1)], root=str(root), ads=(ad,)))
    plan, found = plan_edition_page(of, "2-3", setup)
    assert not found
    (slot,) = plan.ads
    assert (slot.region.column, slot.region.columns, slot.region.end_line) == (0, 12, 86)
    page = compose_one(of, "2-3", setup)
    ((x, width),) = [
        (x, item.frame.width) for x, _, item, _ in walk(page.frame) if isinstance(item, Group) and item.role == "ad"
    ]
    grid = setup.for_page("2-3").grid
    assert (x, x + width) == pytest.approx((grid.type_area[0], grid.type_area[2]))
    too_wide = of._replace(ads=(ad._replace(columns=13),))
    assert {fault.code for fault in plan_edition_page(too_wide, "2-3", setup)[1]} == {"ad-too-large"}


def test_pages_are_checked_by_the_number_of_the_spread(setup: Setup, root: Path) -> None:
    of = as_spread(edition([article("a", *[SENTENCE * 3] * 9, rank=3)], root=str(root)))
    page = compose_one(of, "2-3", setup)
    found = check_page(of, page)
    assert {fault.page for fault in found if fault.code == "no-lead"} == {"2-3"}


def test_the_grid_of_a_spread_is_made_of_its_style(setup: Setup) -> None:
    assert make_grid(spread_style(setup.desk.style)) == setup.for_page("A04-A05").grid
