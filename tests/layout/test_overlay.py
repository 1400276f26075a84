"""A proof's marks: they lie on top of a page that is otherwise the same."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from layout.edition import Setup
from layout.export.pdf import About, export_pdf
from layout.items import Box, Group, Page, Rule, walk
from layout.overlay import KINDS, overlay
from tests.layout.conftest import Compose
from tests.layout.making import DATE, HAN, ad, article
from tests.layout.measuring import Rect, groups_of, story_rects


def marks(page: Page) -> list[tuple[Rect, Box | Rule]]:
    found = []
    for x, y, item, around in walk(page.frame):
        if around and around[-1].role == "overlay" and isinstance(item, Box | Rule):
            wide, high = (item.width, item.height) if isinstance(item, Box) else (item.dx, item.dy)
            found.append((Rect(x, y, x + wide, y + high), item))
    return found


@pytest.fixture
def page(compose: Compose) -> Page:
    return compose(article("a", *[HAN] * 20, rank=1), article("b", *[HAN] * 9, box=True), ads=(ad(6, 20),))


@pytest.mark.parametrize("kinds", [kinds for size in range(len(KINDS) + 1) for kinds in combinations(KINDS, size)])
def test_the_page_under_the_marks_is_the_same(page: Page, setup: Setup, kinds: tuple[str, ...]) -> None:
    marked = overlay(page, kinds, setup.grid)
    assert marked.frame.items[: len(page.frame.items)] == page.frame.items
    assert (marked.stories, marked.type_area, marked.trim, marked.diagnostics) == (
        page.stories, page.type_area, page.trim, page.diagnostics,
    )  # fmt: skip
    (last,) = marked.frame.items[len(page.frame.items) :]
    assert isinstance(last.item, Group)
    assert last.item.role == "overlay"


def test_the_grid_shows_every_column_and_every_line(page: Page, setup: Setup) -> None:
    grid = setup.grid
    found = marks(overlay(page, ("grid",), grid))
    boxes = [rect for rect, item in found if isinstance(item, Box)]
    rules = [rect for rect, item in found if isinstance(item, Rule)]
    assert [rect.x0 for rect in boxes] == pytest.approx([grid.x(column) for column in range(grid.columns)])
    assert {round(rect.x1 - rect.x0, 3) for rect in boxes} == {99.0}
    assert [rect.y0 for rect in rules] == pytest.approx([grid.y(line) for line in range(grid.lines + 1)])


def test_frames_are_those_of_stories_and_advertisements(page: Page, setup: Setup) -> None:
    found = {rect for rect, _ in marks(overlay(page, ("frames",), setup.grid))}
    for rect in (*story_rects(page).values(), *(rect for rect, _ in groups_of(page, "ad", "folio"))):
        assert any(rect == pytest.approx(other) for other in found)


def test_a_page_without_problems_has_none_marked(page: Page, setup: Setup) -> None:
    clean = overlay(page, ("problems",), setup.grid)
    named = {found.article for found in page.diagnostics if found.severity != "note"} - {""}
    assert not named
    assert marks(clean) == []


def test_an_overset_story_is_marked(compose: Compose, setup: Setup) -> None:
    crowded = compose(article("a", *[HAN * 3] * 60, rank=1), article("b", *[HAN] * 9))
    marked = overlay(crowded, ("problems",), setup.grid)
    rect = story_rects(crowded)["a"]
    assert any(mark.holds(rect) for mark, _ in marks(marked))


def test_a_group_with_an_overset_article_is_marked(compose: Compose, setup: Setup) -> None:
    briefs = [article(f"b{n}", HAN * 2, headline="江边简讯一则", kind="brief", rank=5, group="简讯") for n in range(90)]
    crowded = compose(*briefs)
    assert any(found.code == "overset-text" for found in crowded.diagnostics)
    marked = overlay(crowded, ("problems",), setup.grid)
    assert any(mark.holds(story_rects(crowded)["简讯"]) for mark, _ in marks(marked))


def test_marks_are_inside_the_bleed(page: Page, setup: Setup) -> None:
    width, height = page.trim
    for rect, _ in marks(overlay(page, KINDS, setup.grid)):
        assert Rect(-page.bleed, -page.bleed, width + page.bleed, height + page.bleed).holds(rect)


def test_a_marked_page_prints(page: Page, setup: Setup, root: Path) -> None:
    marked = overlay(page, KINDS, setup.grid)
    about = About("样", "", "", DATE)
    assert len(export_pdf([marked], about, root)) > len(export_pdf([page], about, root))
