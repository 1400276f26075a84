"""The report of an edition: its shape, and that it says what is on the pages."""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from editions.model import Edition
from fonts.roles import FaceTable
from layout.edition import Setup, compose_edition
from layout.export.plate import draw_plate
from layout.items import GlyphRun, Page, walk
from layout.report import report, versions
from tests.layout.conftest import Compose
from tests.layout.making import HAN, article


@pytest.fixture(scope="module")
def of_demo(demo_pages: tuple[Page, ...], table: FaceTable) -> dict[str, Any]:
    found = [found for page in demo_pages for found in page.diagnostics]
    return report([draw_plate(page) for page in demo_pages], table, found, pdf="岚江日报.pdf")


def test_the_keys_are_those_of_the_contract(of_demo: dict[str, Any]) -> None:
    assert list(of_demo) == ["schema", "pdf", "pages", "fonts", "versions", "diagnostics"]
    assert of_demo["schema"] == 1
    assert of_demo["pdf"] == "岚江日报.pdf"
    for page in of_demo["pages"]:
        assert list(page) == ["page_nos", "index", "type_area_pt", "white_ratio", "overset_lines", "stories"]
        for story in page["stories"]:
            assert list(story) == [
                "id", "headline", "rank", "columns", "headline_pt", "rects_pt", "characters", "overset_lines",
                "overset_characters", "short_lines",
            ]  # fmt: skip
    for font in of_demo["fonts"]:
        assert list(font) == ["role", "face", "sha256"]


def test_it_is_json_and_reads_back_the_same(of_demo: dict[str, Any]) -> None:
    assert json.loads(json.dumps(of_demo, ensure_ascii=False)) == of_demo


def test_it_is_the_same_for_the_same_input(
    of_demo: dict[str, Any], demo_edition: Edition, demo_setup: Setup, table: FaceTable
) -> None:
    pages = compose_edition(demo_edition, [page.no for page in demo_edition.pages], demo_setup)
    found = [found for page in pages for found in page.diagnostics]
    assert json.dumps(report([draw_plate(page) for page in pages], table, found, pdf="岚江日报.pdf")) == json.dumps(of_demo)


def test_pages_and_stories_are_those_composed(of_demo: dict[str, Any], demo_edition: Edition) -> None:
    assert [page["page_nos"] for page in of_demo["pages"]] == [["1"], ["2"], ["3"], ["4"]]
    assert [page["index"] for page in of_demo["pages"]] == [0, 1, 2, 3]
    for page in of_demo["pages"]:
        no = page["page_nos"][0]
        wanted = {story.id for story in demo_edition.articles if no in (story.page_no, story.jump)}
        ids = [story["id"] for story in page["stories"]]
        assert wanted <= set(ids) <= wanted | {filler.id for filler in demo_edition.fillers}
        assert len(ids) == len(set(ids))
        assert page["overset_lines"] == sum(story["overset_lines"] for story in page["stories"]) == 0
        assert 0 <= page["white_ratio"] <= 0.03


def test_rectangles_lie_in_the_type_area_and_apart(of_demo: dict[str, Any]) -> None:
    for page in of_demo["pages"]:
        left, top, right, bottom = page["type_area_pt"]
        assert 0 < left < right < 780
        assert 0 < top < bottom < 1106  # a sheet of 275 × 390 mm, y from its top
        rects = {tuple(rect) for story in page["stories"] for rect in story["rects_pt"]}
        for x0, y0, x1, y1 in rects:
            assert left - 0.01 <= x0 < x1 <= right + 0.01
            assert top - 0.01 <= y0 < y1 <= bottom + 0.01
        for one in rects:
            for other in rects - {one}:
                apart = (
                    one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 0.011 or other[3] <= one[1] + 0.011
                )
                assert apart, (one, other)


def test_headline_sizes_step_down_with_rank(of_demo: dict[str, Any]) -> None:
    for page in of_demo["pages"]:
        sizes: dict[int, list[float]] = {}
        for story in page["stories"]:
            sizes.setdefault(story["rank"], []).append(story["headline_pt"])
        for higher, lower in pairwise(sorted(sizes)):
            assert min(sizes[higher]) >= max(sizes[lower]), page["page_nos"]


def test_characters_are_those_of_the_body(of_demo: dict[str, Any], demo_edition: Edition) -> None:
    """The copy of paragraphs, notes, verse and tables, plus what is run in or signed."""
    counts: dict[str, int] = {}
    for page in of_demo["pages"]:
        for story in page["stories"]:
            counts[story["id"]] = counts.get(story["id"], 0) + story["characters"]
    for story in demo_edition.articles:
        blocks = [
            block.text + "".join(cell for row in block.rows for cell in row)
            for block in story.body
            if block.kind != "subhead"
        ]
        copy = len("".join("".join(blocks).split()))
        assert copy <= counts[story.id] <= copy + 45, story.id


def test_fonts_are_those_that_set_a_glyph(of_demo: dict[str, Any], demo_pages: tuple[Page, ...]) -> None:
    faces = {item.face for page in demo_pages for _, _, item, _ in walk(page.frame) if isinstance(item, GlyphRun)}
    assert {font["face"] for font in of_demo["fonts"]} == {face.name for face in faces}
    by_name = {face.name: face for face in faces}
    for font in of_demo["fonts"]:
        assert font["sha256"] == hashlib.sha256(Path(by_name[font["face"]].file).read_bytes()).hexdigest()


def test_versions_name_what_shapes_the_bytes() -> None:
    found = versions()
    assert {"reportlab", "uharfbuzz", "zlib"} <= set(found)
    assert all(re.match(r"\d+\.", version) for version in found.values())


def test_no_path_of_this_machine_is_in_it(of_demo: dict[str, Any], demo_edition: Edition) -> None:
    text = json.dumps(of_demo, ensure_ascii=False)
    assert demo_edition.root not in text
    assert str(Path(__file__).parents[2]) not in text


def test_overset_is_in_it(compose: Compose, table: FaceTable) -> None:
    page = compose(article("a", *[HAN * 3] * 60, kind="feature"))
    found = report([draw_plate(page)], table, page.diagnostics, pdf=None)
    (story,) = found["pages"][0]["stories"]
    assert found["pdf"] is None
    assert story["overset_lines"] == found["pages"][0]["overset_lines"] > 0
    assert story["characters"] + story["overset_characters"] == len(HAN) * 180
    (diagnostic,) = [each for each in found["diagnostics"] if each["code"] == "overset-text"]
    assert diagnostic["article"] == "a"
    assert diagnostic["page"] == "2"
    assert diagnostic["span"]["file"] == "articles/made.md"


def test_short_last_lines_are_counted(compose: Compose) -> None:
    """A paragraph whose last line holds one character, wherever it is set: as long as the column is wide, and one."""
    page = compose(article("a", "字" * 9 + "字" * 11 * 3 + "，字。", kind="brief"))
    (record,) = page.stories
    assert record.short_lines in (0, 1)
    assert record._replace(short_lines=0).characters == 45
