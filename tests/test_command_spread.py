"""An edition with a spread (跨版) by the command line: the demo's stories on pages 1, 2, 3, 4-5 and 6."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest

from editions.folder import read_edition
from editions.lock import PLAN_LOCK
from tests.commanding import PDF, change, names, objects, run

MM = 72 / 25.4
STEM = PDF.removesuffix(".pdf")
AD = '\n[[ads]]\npage = "5"\nfile = "ads/bookfair.png"\ncolumns = 3\nlines = 12\n'


class Built(NamedTuple):
    root: Path
    out: Path
    report: dict[str, Any]


def make_edition(demo: Path, root: Path) -> Path:
    """Page 4 of the demo becomes the spread 4-5, the lead of page 1 jumps to it, two stories of page 3 go to page 6."""
    shutil.copytree(demo, root, ignore=shutil.ignore_patterns("drawing", "__pycache__"))
    day = root / "edition.toml"
    change(day, 'no = "4"', 'no = "4-5"')
    change(day, ', "biz-noodles", "biz-steward"]', "]")
    change(day, "\n[[ads]]", '\n[[pages]]\nno = "6"\nname = "商讯"\narticles = ["biz-noodles", "biz-steward"]\n\n[[ads]]')
    day.write_text(day.read_text("utf-8") + AD, "utf-8")
    change(root / "articles" / "bridge.md", 'jump: "3"', 'jump: "5"')
    for name, page in (("biz-noodles", "6"), ("biz-steward", "6")):
        change(root / "articles" / f"{name}.md", 'page: "3"', f'page: "{page}"')
    for name, page in (("oldquay", "4版"), ("clock", "5"), ("review", "4-5"), ("poem", "4、5版")):
        change(root / "articles" / f"{name}.md", 'page: "4"', f'page: "{page}"')
    return root


@pytest.fixture(scope="module")
def built(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("spread")
    root, out = make_edition(demo, folder / "edition"), folder / "out"
    ran = run("build", root, "--out", out, "--report", out / "report.json", "--png", 20)
    assert ran.exit_code in (0, 5), ran.output
    return Built(root, out, json.loads((out / "report.json").read_text("utf-8")))


def test_the_pdf_has_one_wide_page_for_it(built: Built) -> None:
    with pikepdf.open(built.out / PDF) as pdf:
        widths = []
        for page in pdf.pages:
            media, trim, bleed = ([float(value) for value in box] for box in (page.MediaBox, page.TrimBox, page.BleedBox))
            assert media == bleed
            assert [trim[0] - media[0], media[2] - trim[2]] == pytest.approx([3 * MM, 3 * MM], abs=0.01)
            assert (trim[3] - trim[1]) / MM == pytest.approx(390, abs=0.01)
            widths.append(round((trim[2] - trim[0]) / MM, 2))
        assert widths == [275, 275, 275, 550, 275]
    document = pypdfium2.PdfDocument((built.out / PDF).read_bytes())
    assert [document.get_page_label(index) for index in range(5)] == ["1", "2", "3", "4-5", "6"]
    assert [mark.get_title() for mark in document.get_toc() if mark.level == 0][3] == "4-5版 副刊"


def test_the_report_names_both_pages(built: Built) -> None:
    assert [page["page_nos"] for page in built.report["pages"]] == [["1"], ["2"], ["3"], ["4", "5"], ["6"]]
    # Page 6 has two short stories only, which is said. A line that is alone at the head of a column is said, too.
    said = {(fault["page"], fault["code"]) for fault in built.report["diagnostics"] if fault["severity"] != "note"}
    assert {fault for fault in said if fault[0] != "6"} <= {("4-5", "widow")}
    spread = built.report["pages"][3]
    left, _, right, _ = spread["type_area_pt"]
    assert (left + right) / 2 / MM == pytest.approx(275, abs=0.01)
    assert "bridge" in {story["id"] for story in spread["stories"]}
    assert spread["overset_lines"] == 0
    assert spread["white_ratio"] < 0.03


def test_a_png_is_as_wide_as_two_pages(built: Built) -> None:
    from PIL import Image

    with Image.open(built.out / f"{STEM}-3.png") as one, Image.open(built.out / f"{STEM}-4-5.png") as two:
        single, spread = one.size, two.size
    assert abs(spread[0] - 2 * single[0]) <= 1
    assert spread[1] == single[1]


def page_text(built: Built, index: int) -> tuple[Any, str]:
    text = pypdfium2.PdfDocument((built.out / PDF).read_bytes())[index].get_textpage()
    return text, re.sub(r"\s+", "", text.get_text_bounded())


def test_all_copy_of_the_spread_is_in_the_pdf(built: Built) -> None:
    edition, _ = read_edition(built.root)
    assert edition is not None
    stories = list(edition.on_page("4-5"))
    assert len(stories) == 7
    _, text = page_text(built, 3)
    have = {char: text.count(char) for char in set(text)}
    copy = "".join(block.text for story in stories for block in story.body)
    lost = {char for char in set(copy) if "\u4e00" <= char <= "\u9fff" and copy.count(char) > have.get(char, 0)}
    assert not lost
    assert "（上接第1版）" in text
    assert "（下转第4-5版）" in page_text(built, 0)[1]


def test_each_half_has_its_own_folio(built: Built) -> None:
    text, _ = page_text(built, 3)
    left, bottom, right, top = pypdfium2.PdfDocument((built.out / PDF).read_bytes())[3].get_trimbox()
    middle, strip = (left + right) / 2, top - 22.5 * MM
    halves = [
        re.sub(r"\s+", "", text.get_text_bounded(left=a, bottom=strip, right=b, top=top)) for a, b in ((left, middle), (middle, right))
    ]
    assert "4版副刊" in halves[0]
    assert "5版" in halves[1]
    assert "5版" not in halves[0]
    assert "4版" not in halves[1]
    for half in halves:
        assert "岚江日报" in half
        assert "2026年10月16日" in half
        assert "责编柳听蝉" in half
    assert bottom < strip


def test_pages_after_a_spread_keep_their_sides_and_their_count(built: Built) -> None:
    text, _ = page_text(built, 4)
    left, _, _, top = pypdfium2.PdfDocument((built.out / PDF).read_bytes())[4].get_trimbox()
    outer = text.get_text_bounded(left=left, bottom=top - 22.5 * MM, right=left + 40 * MM, top=top)
    assert "6版" in re.sub(r"\s+", "", outer)
    assert "今日6版" in page_text(built, 0)[1]
    _, last = page_text(built, 4)
    assert "本报地址" in last


def test_the_imprint_of_a_spread_that_ends_the_edition_keeps_off_the_fold(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "edition"
    shutil.copytree(demo, root, ignore=shutil.ignore_patterns("drawing", "__pycache__"))
    change(root / "edition.toml", 'no = "4"', 'no = "4-5"')
    assert run("build", root, "--out", tmp_path, "--pages", "5").exit_code == 0
    (path,) = tmp_path.glob("*.pdf")
    assert path.name == f"{STEM}-4-5.pdf"
    document = pypdfium2.PdfDocument(path.read_bytes())
    left, _, right, _ = document[0].get_trimbox()
    text = document[0].get_textpage().get_text_bounded(left=(left + right) / 2, right=right, bottom=0, top=25 * MM)
    assert "本报地址：" in text
    assert "零售价" in text


def test_composition_finds_nothing(built: Built) -> None:
    ran = run("check", built.root, "--composition", "--format", "json")
    faults = [fault for fault in objects(ran.stderr) if fault["severity"] != "note" and fault["page"] != "6"]
    assert {fault["code"] for fault in faults} <= {"widow"}
    (counts,) = objects(ran.stdout)
    assert counts["pages"] == 6


@pytest.fixture(scope="module")
def locked(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition with its spread locked, so that it is not planned anew for every word that asks for it."""
    root = tmp_path_factory.mktemp("locked") / "edition"
    shutil.copytree(built.root, root)
    assert run("plan", root, "--page", "4", "--lock").exit_code == 0
    return root


@pytest.mark.parametrize("page", ["4", "5版", "4-5", "A04", "第四、五版"])
def test_either_number_asks_for_the_spread(locked: Path, tmp_path: Path, page: str) -> None:
    if page == "4":
        ran = run("proof", locked, "--page", page, "--out", tmp_path / "out", "--overlay", "grid,frames,problems", "--dpi", 20)
        assert ran.exit_code == 0, ran.output
        assert names(tmp_path / "out") == [f"{STEM}-4-5-proof.pdf", f"{STEM}-4-5-proof.png"]
    (planned,) = objects(run("plan", locked, "--page", page, "--format", "json").stdout)
    assert planned["page"] == "4-5"
    assert planned["grid"] == {"columns": 12, "lines": 86}
    (ad,) = planned["ads"]
    assert (ad["column"], ad["columns"]) == (10, 3)


def test_a_range_is_no_spread(built: Built, tmp_path: Path) -> None:
    for option in ("--pages", "--page"):
        command = "build" if option == "--pages" else "proof"
        ran = run(command, built.root, option, "2-3", "--out", tmp_path / "out", "--format", "json")
        assert ran.exit_code == 3
        (fault,) = [fault for fault in objects(ran.stderr) if fault["severity"] == "error"]
        assert fault["code"] == "unknown-page"
        assert "4-5" in fault["hint"]
        assert "comma" in fault["hint"]
        assert "逗号" in fault["hint_zh"]
    assert not (tmp_path / "out").exists()


def test_one_pdf_a_page(built: Built, tmp_path: Path) -> None:
    report = tmp_path / "out" / "report.json"
    ran = run("build", built.root, "--out", tmp_path / "out", "--pages", "3,4", "--split", "--report", report)
    assert ran.exit_code == 0, ran.output
    assert names(tmp_path / "out") == ["report.json", f"{STEM}-3.pdf", f"{STEM}-4-5.pdf"]
    assert [page["pdf"] for page in json.loads(report.read_text("utf-8"))["pages"]] == [f"{STEM}-3.pdf", f"{STEM}-4-5.pdf"]
    with pikepdf.open(io.BytesIO((tmp_path / "out" / f"{STEM}-4-5.pdf").read_bytes())) as pdf:
        assert len(pdf.pages) == 1


def test_a_spread_is_sketched_with_its_fold_and_locked(built: Built, tmp_path: Path) -> None:
    root = tmp_path / "edition"
    shutil.copytree(built.root, root)
    ran = run("plan", root, "--page", "5", "--lock")
    assert ran.exit_code == 0, ran.output
    rows = ran.stdout.splitlines()
    assert rows[0] == "第 4-5 版 / page 4-5"
    assert len(rows[1]) == 145
    (fold,) = [row for row in rows if "折线" in row]
    assert fold.index("^") == 72
    assert '\nno = "4-5"\n' in (root / PLAN_LOCK).read_text("utf-8")
    before = run("plan", root, "--page", "4", "--format", "json")
    assert not [fault for fault in objects(before.stderr) if "lock" in fault["code"]]
    assert run("plan", built.root, "--page", "4", "--format", "json").stdout == before.stdout
    change(root / "articles" / "oldquay.md", "rank: 1", "rank: 3")
    (after,) = objects(run("plan", root, "--page", "4", "--format", "json").stdout)
    (old,) = objects(before.stdout)
    spots = [{(s["article"], s["column"], s["line"], s["columns"], s["lines"]) for s in page["stories"]} for page in (old, after)]
    assert spots[0] == spots[1]


def test_the_archive_has_it(built: Built, tmp_path: Path) -> None:
    store = tmp_path / "store"
    ran = run("archive", "add", built.root, "--store", store, "--pdf", built.out / PDF)
    assert ran.exit_code == 0, ran.output
    shown = run("archive", "show", "2026-10-16", "--store", store)
    assert len([line for line in shown.stdout.splitlines() if line.startswith("4-5版  ")]) == 7
    assert "29 篇" in run("archive", "list", "--store", store).stdout
    assert run("archive", "verify", "--store", store).exit_code == 0
