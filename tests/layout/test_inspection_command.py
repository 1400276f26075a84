"""`check --composition`: of an edition, with the story that each fault is in, and of a PDF alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editions.model import Edition
from fonts.roles import FaceTable
from layout.edition import Setup
from layout.export.png import export_png
from layout.inspection import inspect_pdf
from layout.inspection.composition import check_made_up
from layout.items import Frame, GlyphRun, Group, Page, Placed
from layout.makeup import MadeUp
from layout.messages_inspection import PDF_UNREADABLE
from tests.commanding import copy_edition, objects, run
from tests.layout.hand_set import LEADING, TOP, changed, clean, printed, printed_items

# Gaps between Han and Western text that go beyond half an em with all others in a line that has nothing else to give.

def altered(frame: Frame, change: Callable[[Placed], Placed]) -> Frame:
    """A frame with every glyph run, at any depth, changed."""
    items = []
    for placed in frame.items:
        if isinstance(placed.item, Group):
            items.append(placed._replace(item=placed.item._replace(frame=altered(placed.item.frame, change))))
        else:
            items.append(change(placed) if isinstance(placed.item, GlyphRun) else placed)
    return frame._replace(items=tuple(items))


@pytest.fixture
def made(demo_edition: Edition, demo_setup: Setup, demo_pages: tuple[Page, ...], table: FaceTable) -> MadeUp:
    return MadeUp(demo_edition, (), table, demo_setup, demo_pages)


def test_demo_is_set_by_the_rules(made: MadeUp) -> None:
    checked = check_made_up(made)
    assert (checked.pages, checked.lines > 900) == (4, True)
    assert list(checked.found) == []


def test_made_pages_are_set_by_the_rules(
    made: MadeUp, seeded: dict[int, tuple[Edition, Page]], demo_setup: Setup
) -> None:
    for edition, page in seeded.values():
        checked = check_made_up(made._replace(edition=edition, pages=(page,), setup=demo_setup))
        assert checked.lines > 50
        assert list(checked.found) == []


@pytest.mark.parametrize(
    "chosen",
    ['level = "gb"', 'level = "strict"', 'marks = "kaiming"', 'marks = "banjiao"', "hanging = true", 'language = "zh-Hant"'],
)
def test_whatever_a_style_chooses_of_setting_is_set_by_the_rules(demo: Path, tmp_path: Path, chosen: str) -> None:
    edition = copy_edition(demo, tmp_path / "edition", pages=("1",))
    (edition / "own.toml").write_text(f"[setting]\n{chosen}\n", "utf-8")
    file = edition / "edition.toml"
    head, _, rest = file.read_text("utf-8").partition("preset = ")
    file.write_text(f'{head}preset = "./own.toml"\n{rest.partition(chr(10))[2]}', "utf-8")
    ran = run("check", edition, "--composition", "--format", "json", "-v")
    (result,) = objects(ran.stdout)
    assert result["lines"] > 50
    assert [fault for fault in objects(ran.stderr) if fault["code"].startswith(("pdf-", "style-"))] == []


@pytest.mark.parametrize(
    ("dx", "dy", "code"), [(3.0, 0.0, "pdf-ragged-line"), (-0.5, 0.0, "pdf-ragged-line"), (0.0, 1.0, "pdf-off-grid")]
)
def test_fault_in_a_made_page_names_its_story(made: MadeUp, dx: float, dy: float, code: str) -> None:
    text = "雾还没有从岚江江面上散"

    def change(placed: Placed) -> Placed:
        assert isinstance(placed.item, GlyphRun)
        return placed._replace(x=placed.x + dx, y=placed.y + dy) if text in placed.item.text else placed

    pages = tuple(page._replace(frame=altered(page.frame, change)) for page in made.pages)
    if pages == made.pages:
        pytest.skip("the demo's lead is broken elsewhere")
    found = list(check_made_up(made._replace(pages=pages)).found)
    assert [(fault.code, fault.page, fault.article) for fault in found] == [(code, "1", "bridge")]
    assert found[0].span is not None
    assert found[0].span.file == "articles/bridge.md"
    assert text in found[0].message_zh


def test_whole_page_moved_is_off_the_style_s_grid(made: MadeUp) -> None:
    pages = tuple(
        page._replace(frame=altered(page.frame, lambda one: one._replace(y=one.y + 2))) for page in made.pages
    )
    found = check_made_up(made._replace(pages=pages[:1])).found
    assert sum(fault.code == "pdf-off-grid" for fault in found) > 100


def test_what_could_not_be_printed_is_not_looked_at(made: MadeUp) -> None:
    assert check_made_up(made._replace(pages=())) == ((), 0, 0)
    assert check_made_up(made._replace(found=(PDF_UNREADABLE.at(file="x", why=""),))) == ((), 0, 0)


def test_command_on_the_demo(tmp_path: Path) -> None:
    ran = run("check", "demo", "--composition", "--format", "json")
    said = objects(ran.stdout)[0]
    assert (said["pages"], said["passed"], said["errors"]) == (4, True, 0)
    assert said["lines"] > 900
    assert {fault["code"] for fault in objects(ran.stderr)} <= {"font-fallback"}
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def wrong(table: FaceTable, tmp_path: Path) -> Path:
    file = tmp_path / "proof.pdf"
    file.write_bytes(printed([changed(2, "，对岸的灯一盏盏熄灭了"), clean()], table))
    return file


def test_command_on_a_pdf(wrong: Path) -> None:
    ran = run("check", wrong, "--composition", "--format", "json")
    assert ran.exit_code == 5
    assert objects(ran.stdout) == [{"pages": 1, "lines": 16, "passed": False, "errors": 1, "warnings": 0}]
    (fault,) = objects(ran.stderr)
    assert (fault["code"], fault["page"], fault["span"]) == ("pdf-line-start", "1", None)
    across, down = 40 / 72 * 25.4, (TOP + 2 * LEADING) / 72 * 25.4
    assert f"（距左 {across:.0f} mm，距上 {down:.0f} mm）：“，对岸的灯一盏盏熄灭了”" in fault["message_zh"]
    human = run("check", wrong, "--composition")
    assert human.stdout == "1 版 16 行 / 1 pages, 16 lines: 未通过 / not passed\n"


def test_command_knows_the_grid(table: FaceTable, tmp_path: Path) -> None:
    file = tmp_path / "proof.pdf"
    file.write_bytes(printed([clean()], table))
    assert run("check", file, "--composition").exit_code == 0
    assert run("check", file, "--composition", "--grid", f"{LEADING},{TOP}").exit_code == 0
    ran = run("check", file, "--composition", "--grid", f"{LEADING}，{TOP + 3}", "--format", "json")
    assert ran.exit_code == 5
    assert {fault["code"] for fault in objects(ran.stderr)} == {"pdf-off-grid"}
    for grid in ("12", "12,x", "0,60", "-1,60", "nan,60", "1,2,3", ""):
        assert run("check", file, "--composition", "--grid", grid).exit_code == 2, grid


def test_command_on_what_is_no_pdf(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("不是 PDF", "utf-8")
    ran = run("check", file, "--composition", "--format", "json")
    assert (ran.exit_code, [fault["code"] for fault in objects(ran.stderr)]) == (3, ["pdf-unreadable"])
    assert run("check", tmp_path / "none.pdf", "--composition").exit_code == 3


def test_page_without_running_text_is_not_passed_in_silence(tmp_path: Path) -> None:
    file = tmp_path / "blank.pdf"
    file.write_bytes(printed_items([]))
    ran = run("check", file, "--composition", "--format", "json")
    assert (ran.exit_code, [fault["code"] for fault in objects(ran.stderr)]) == (0, ["pdf-no-text"])
    assert run("check", file, "--composition", "--strict").exit_code == 5


def test_text_that_stands_aside_is_said(table: FaceTable, tmp_path: Path) -> None:
    verse = [replace(line, start=0.3 * index) for index, line in enumerate(clean())]
    file = tmp_path / "proof.pdf"
    file.write_bytes(printed([clean(), verse], table))
    ran = run("check", file, "--composition", "--format", "json")
    assert (ran.exit_code, [fault["code"] for fault in objects(ran.stderr)]) == (0, ["pdf-text-aside"])


def test_looking_at_pages_takes_about_as_long_as_drawing_them(demo_pdf: bytes) -> None:
    """The peer is PDFium, which rasterises the same pages in the same run; a machine's load is that of both."""
    looking, drawing = [], []
    for _ in range(3):
        looking.append(_seconds(lambda: inspect_pdf(demo_pdf)))
        drawing.append(_seconds(lambda: [export_png(demo_pdf, 100, page) for page in range(4)]))
    assert min(looking) < 2.5 * min(drawing)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
