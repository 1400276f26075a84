"""A daily of eight broadsheet pages: what it is made of, and that it is printed whole and full."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

import pypdfium2
import pytest
from broadsheet import DEMO, write_broadsheet
from prose import read_prose

from editions.folder import read_edition
from editions.model import Article, Edition
from tests.commanding import PDF, spawn

MOST_WHITE = 0.03  # of a page


class Printed:
    """The edition, the report of a build and the text that the PDF gives back, page by page."""

    def __init__(self, root: Path, out: Path) -> None:
        found, _ = read_edition(root)
        assert found is not None
        self.edition: Edition = found
        ran = spawn("build", root, "--out", out, "--report", out / "report.json")
        assert ran.returncode == 0, ran.stderr
        self.report: dict[str, Any] = json.loads((out / "report.json").read_text("utf-8"))
        document = pypdfium2.PdfDocument(out / PDF)
        self.texts = [page.get_textpage().get_text_range() for page in document]
        document.close()


@pytest.fixture(scope="module")
def prose(shared: Path) -> list[str]:
    paragraphs = read_prose(shared / "prose")
    if not paragraphs:
        pytest.skip(f"no prose at {shared / 'prose'} (set BANMIAN_SHARED)")
    return paragraphs


@pytest.fixture(scope="module")
def root(prose: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("broadsheet") / "edition"
    write_broadsheet(root, prose)
    return root


@pytest.fixture(scope="module")
def printed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return Printed(root, tmp_path_factory.mktemp("printed"))


def characters(article: Article) -> int:
    return sum(not char.isspace() for block in article.body for char in block.text)


def stories_of(edition: Edition, page_no: str) -> list[Article]:
    return [article for article in edition.articles if article.page_no == page_no]


def test_it_is_a_daily(root: Path) -> None:
    edition, found = read_edition(root)
    assert edition is not None
    assert found == ()
    assert len(edition.pages) == 8
    assert len(edition.fillers) == 6
    assert len({ad.page_no for ad in edition.ads}) == 2
    pages = [stories_of(edition, page.no) for page in edition.pages]
    assert all(5 <= len(stories) <= 9 for stories in pages)
    assert all([story.rank for story in stories].count(1) == 1 for stories in pages)
    assert all(any(story.pictures for story in stories) for stories in pages)
    assert {story.rank for stories in pages for story in stories} == {1, 2, 3, 4, 5}
    lengths = [characters(story) for story in edition.articles]
    assert 7200 <= mean(sum(map(characters, stories)) for stories in pages) <= 7800
    assert median(lengths) == pytest.approx(880, rel=0.05)
    assert quantiles(lengths, n=10)[-1] == pytest.approx(2570, rel=0.1)


def test_headlines_are_clauses_of_8_to_20_characters(root: Path) -> None:
    edition, _ = read_edition(root)
    assert edition is not None
    ours = [story for story in edition.articles if story.id.startswith("prose-")]
    assert len(ours) > 20
    for story in ours:
        assert 8 <= len(story.headline) <= 20
        assert any(story.headline in block.text for block in story.body)


def test_a_seed_makes_one_edition(root: Path, prose: list[str], tmp_path: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    write_broadsheet(tmp_path / "again", prose)
    write_broadsheet(tmp_path / "other", prose, seed=2)
    assert files(tmp_path / "again") == files(root)
    assert files(tmp_path / "other") != files(root)
    assert sorted(DEMO.glob("articles/*.md")), "the demo's own copy stays where it is"


def test_nothing_is_overset(printed: Printed) -> None:
    assert [page["overset_lines"] for page in printed.report["pages"]] == [0] * 8


def test_the_pages_are_full(printed: Printed) -> None:
    white = {page["page_nos"][0]: page["white_ratio"] for page in printed.report["pages"]}
    assert {no: ratio for no, ratio in white.items() if ratio > MOST_WHITE} == {}


def test_the_pdf_has_every_character(printed: Printed) -> None:
    for page, text in zip(printed.edition.pages, printed.texts, strict=True):
        there = Counter(text)
        wanted: Counter[str] = Counter()
        for story in stories_of(printed.edition, page.no):
            wanted.update(story.headline.replace("|", ""))
            for block in story.body:
                wanted.update(block.text)
        lost = {char: count for char, count in (wanted - there).items() if not char.isspace()}
        assert lost == {}, page.no


@pytest.mark.long
def test_check_passes(root: Path) -> None:
    ran = spawn("check", root, "--composition", "--format", "json")
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert said["passed"]
    assert said["pages"] == 8


@pytest.mark.long
def test_a_lock_keeps_the_pages(prose: list[str], printed: Printed, tmp_path: Path) -> None:
    root = tmp_path / "locked"
    write_broadsheet(root, prose)
    ran = spawn("plan", root, "--lock")
    assert ran.returncode == 0, ran.stderr
    again = Printed(root, tmp_path / "out")
    for before, after in zip(printed.report["pages"], again.report["pages"], strict=True):
        places = [{story["id"]: story["rects_pt"] for story in page["stories"]} for page in (before, after)]
        assert places[0] == places[1]
        assert after["white_ratio"] <= MOST_WHITE
