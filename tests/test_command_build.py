"""`build`: what it writes, what it says, and that it writes all or nothing."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest

from tests.commanding import FRONT, KILLS, PDF, change, copy_edition, into_body, names, objects, run, spawn
from tests.killing import kill_at, some_of, steps_of

MARK_OF_OVERSET = re.compile(rb"(?<![\d.])0 1 0 0 K\b")


@pytest.fixture
def edition(demo: Path, tmp_path: Path) -> Path:
    return copy_edition(demo, tmp_path / "edition")


def content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return page.Contents.read_bytes()


HERE = {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "SOURCE_DATE_EPOCH": "1", "LC_ALL": "C", "COLUMNS": "60"}
THERE = {"PYTHONHASHSEED": "2", "TZ": "America/Chicago", "SOURCE_DATE_EPOCH": "1700000000", "LC_ALL": "C.UTF-8"}


class Printed(NamedTuple):
    folder: Path
    ran: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The demo, printed by a process of its own."""
    folder = tmp_path_factory.mktemp("here")
    return Printed(folder, spawn("build", "demo", "--out", "out", "--report", "report/today.json", cwd=folder, **HERE))


def test_demo_is_printed_whole(printed: Printed) -> None:
    """Nothing is said on stderr of an edition that fits: it is piped, and there is nothing to say."""
    tmp_path, ran = printed
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.split() == [f"out/{PDF}"]
    with pikepdf.open(tmp_path / "out" / PDF) as pdf:
        assert len(pdf.pages) == 4
        assert "岚江日报" in str(pdf.docinfo["/Title"])
    report = json.loads((tmp_path / "report" / "today.json").read_text("utf-8"))
    assert report["schema"] == 1
    assert report["pdf"] == f"../out/{PDF}"
    assert [page["page_nos"] for page in report["pages"]] == [["1"], ["2"], ["3"], ["4"]]
    assert sum(len(page["stories"]) for page in report["pages"]) >= 24
    assert all(page["overset_lines"] == 0 for page in report["pages"])
    assert {"song", "hei"} <= {font["role"] for font in report["fonts"]}
    assert "reportlab" in report["versions"]
    assert str(tmp_path) not in json.dumps(report)


def test_same_bytes_on_any_machine(demo: Path, printed: Printed, tmp_path: Path) -> None:
    ran = spawn("build", demo, "--out", "out", "--report", "report/today.json", cwd=tmp_path, **THERE)
    assert ran.returncode == 0, ran.stderr
    for file in (f"out/{PDF}", "report/today.json"):
        assert (printed.folder / file).read_bytes() == (tmp_path / file).read_bytes()


def test_timings(edition: Path, tmp_path: Path) -> None:
    ran = run("build", edition, "--out", tmp_path / "out", "--timings", tmp_path / "times" / "t.json")
    assert ran.exit_code == 0, ran.output
    seconds = json.loads((tmp_path / "times" / "t.json").read_text("utf-8"))
    assert list(seconds) == ["read", "check", "fonts", "settle", "compose", "export", "write", "total"]
    assert all(value >= 0 for value in seconds.values())
    assert seconds["total"] >= sum(seconds.values()) / 2 > 0


def test_split_gives_the_plate_room_a_file_a_page(edition: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "out", tmp_path / "report.json"
    ran = run("build", edition, "--out", out, "--split", "--report", report)
    assert ran.exit_code == 0, ran.output
    assert names(out) == ["岚江日报-2026-10-16-1.pdf", "岚江日报-2026-10-16-4.pdf"]
    for file in out.iterdir():
        with pikepdf.open(file) as pdf:
            assert len(pdf.pages) == 1
    said = json.loads(report.read_text("utf-8"))
    assert said["pdf"] is None
    assert [page["pdf"] for page in said["pages"]] == [f"out/{name}" for name in names(out)]


@pytest.mark.parametrize("pages", ["4", "04", "4版", "第四版", "A04"])
def test_pages_asked_for(edition: Path, tmp_path: Path, pages: str) -> None:
    """A PDF of some pages must not take the place of the whole edition's."""
    ran = run("build", edition, "--out", tmp_path / "out", "--pages", pages)
    assert ran.exit_code == 0, ran.output
    assert names(tmp_path / "out") == ["岚江日报-2026-10-16-4.pdf"]


def test_all_pages_asked_for_are_the_edition(edition: Path, tmp_path: Path) -> None:
    """In the order of the edition, whatever order they are asked for in."""
    report = tmp_path / "report.json"
    ran = run("build", edition, "--out", tmp_path / "out", "--pages", "4，1,4", "--report", report)
    assert ran.exit_code == 0, ran.output
    assert names(tmp_path / "out") == [PDF]
    pages = json.loads(report.read_text("utf-8"))["pages"]
    assert [page["page_nos"] for page in pages] == [["1"], ["4"]]


def test_trouble_on_other_pages_does_not_keep_a_page_from_being_printed(edition: Path, tmp_path: Path) -> None:
    change(edition / "articles" / "windows.md", "rank: ", "rank: 7")
    assert run("build", edition, "--out", tmp_path / "all").exit_code == 3
    ran = run("build", edition, "--out", tmp_path / "out", "--pages", "4")
    assert ran.exit_code == 0, ran.output


def test_png_of_every_page(edition: Path, tmp_path: Path) -> None:
    ran = run("build", edition, "--out", tmp_path / "out", "--png", "30", "--format", "json")
    assert ran.exit_code == 0, ran.output
    (result,) = objects(ran.stdout)
    assert [Path(path).name for path in result["pdfs"]] == [PDF]
    assert [Path(path).name for path in result["pngs"]] == ["岚江日报-2026-10-16-1.png", "岚江日报-2026-10-16-4.png"]
    for path in result["pngs"]:
        header = Path(path).read_bytes()[:24]
        assert header.startswith(b"\x89PNG")
        width, height = int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")
        assert (width, height) == pytest.approx((275 / 25.4 * 30, 390 / 25.4 * 30), abs=2)


def test_paper_named(edition: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (edition / "paper.toml").rename(house / "ours.toml")
    (edition / "masthead.svg").rename(house / "masthead.svg")
    change(house / "ours.toml", 'name = "岚江日报"', 'name = "望潮晚报"')
    ran = run("build", edition, "--out", tmp_path / "out", "--paper", house / "ours.toml")
    assert ran.exit_code == 0, ran.output
    assert names(tmp_path / "out") == ["望潮晚报-2026-10-16.pdf"]


def test_name_of_the_paper_cannot_lead_elsewhere(edition: Path, tmp_path: Path) -> None:
    change(edition / "paper.toml", 'name = "岚江日报"', 'name = "../../岚江/日报"')
    ran = run("build", edition, "--out", tmp_path / "a" / "out")
    assert ran.exit_code == 0, ran.output
    assert names(tmp_path / "a") == ["out"]
    assert names(tmp_path / "a" / "out") == ["岚江_日报-2026-10-16.pdf"]


def test_machine_fonts_may_be_used(edition: Path, tmp_path: Path) -> None:
    ran = run("build", edition, "--out", tmp_path / "out", "--pages", "4", "--fonts", "system")
    assert ran.exit_code == 0, ran.output


# What does not fit


@pytest.fixture
def overset(edition: Path) -> Path:
    """A story of far too many words on page 1."""
    into_body(edition / "articles" / f"{FRONT[0]}.md", "城里的事情一件接着一件，说也说不完。\n\n" * 700)
    return edition


def test_overset_is_printed_marked_and_reported(overset: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "out", tmp_path / "report.json"
    ran = run("build", overset, "--out", out, "--report", report)
    assert ran.exit_code == 4
    assert ran.stdout.split() == [str(out / PDF)]
    assert "overset-text" in ran.stderr
    with pikepdf.open(out / PDF) as pdf:
        assert [bool(MARK_OF_OVERSET.search(content(page))) for page in pdf.pages] == [True, False]
    said = json.loads(report.read_text("utf-8"))
    page = said["pages"][0]
    story = next(story for story in page["stories"] if story["id"] == FRONT[0])
    assert story["overset_lines"] > 500
    assert story["overset_characters"] > 500 * 17
    assert page["overset_lines"] >= story["overset_lines"]
    faults = [fault for fault in said["diagnostics"] if fault["code"] == "overset-text"]
    mine = next(fault for fault in faults if fault["article"] == FRONT[0])
    assert str(story["overset_lines"]) in mine["message"]
    assert str(story["overset_characters"]) in mine["message_zh"]
    assert mine["page"] == "1"
    assert mine["span"]["file"] == f"articles/{FRONT[0]}.md"
    assert mine["span"]["line"] > 100  # where the text that has no room begins


def test_nothing_of_a_story_is_lost(overset: Path, tmp_path: Path) -> None:
    """What is set and what is overset are all its characters."""
    counts = []
    for times in (700, 800):
        report = tmp_path / f"{times}.json"
        assert run("build", overset, "--out", tmp_path / "out", "--pages", "1", "--report", report).exit_code == 4
        (page,) = json.loads(report.read_text("utf-8"))["pages"]
        story = next(story for story in page["stories"] if story["id"] == FRONT[0])
        counts.append(story["characters"] + story["overset_characters"])
        into_body(overset / "articles" / f"{FRONT[0]}.md", "城里的事情一件接着一件，说也说不完。\n\n" * 100)
    assert counts[1] - counts[0] == 100 * 18


def test_strict(edition: Path, tmp_path: Path) -> None:
    """A warning is only said; under --strict it ends the command, and the report calls it an error."""
    change(edition / "paper.toml", 'cn = "CN 00-0001"', 'cn = ""')
    kindly = run("build", edition, "--out", tmp_path / "kindly")
    assert kindly.exit_code == 0
    assert "警告 imprint-missing" in kindly.stderr
    report = tmp_path / "report.json"
    strictly = run("build", edition, "--out", tmp_path / "strictly", "--strict", "--report", report)
    assert strictly.exit_code in (3, 5)
    assert "错误 imprint-missing" in strictly.stderr
    faults = json.loads(report.read_text("utf-8"))["diagnostics"]
    assert {fault["severity"] for fault in faults if fault["code"] == "imprint-missing"} == {"error"}


def test_json_for_programs(overset: Path, tmp_path: Path) -> None:
    ran = run("build", overset, "--out", tmp_path / "out", "--format", "json")
    assert objects(ran.stdout) == [{"pdfs": [str(tmp_path / "out" / PDF)], "pngs": []}]
    faults = objects(ran.stderr)
    assert "overset-text" in {fault["code"] for fault in faults}
    wanted = {"severity", "code", "message", "message_zh", "hint", "hint_zh", "span", "page", "article"}
    assert all(set(fault) == wanted for fault in faults)


# All or nothing


def test_failure_leaves_yesterdays_pdf(edition: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "out", tmp_path / "report.json"
    assert run("build", edition, "--out", out).exit_code == 0
    before = (out / PDF).read_bytes()
    change(edition / "edition.toml", "8614", '8614"')
    ran = run("build", edition, "--out", out, "--report", report)
    assert ran.exit_code == 3
    assert (out / PDF).read_bytes() == before
    assert names(out) == [PDF]
    said: dict[str, Any] = json.loads(report.read_text("utf-8"))
    assert (said["pdf"], said["pages"]) == (None, [])
    assert [fault["code"] for fault in said["diagnostics"]] == ["toml-broken"]


@pytest.mark.parametrize("kills", KILLS)
def test_killed_at_any_moment(edition: Path, tmp_path: Path, kills: int) -> None:
    """kill -9 at moments of a build: the PDF and report are the old ones or the new ones, whole."""
    out = tmp_path / "out"
    words = ("build", edition, "--pages", "1", "--out", out, "--report", out / "report.json")
    pdf, report = out / "岚江日报-2026-10-16-1.pdf", out / "report.json"

    def build() -> tuple[bytes, bytes]:
        assert spawn(*words).returncode == 0
        return pdf.read_bytes(), report.read_bytes()

    old = build()
    change(edition / "edition.toml", "8614", "8615")
    change(edition / "articles" / "weather.md", 'headline: "', 'headline: "今日')
    new = build()
    assert old[0] != new[0]
    assert old[1] != new[1]

    for step in some_of(steps_of(out, *words), kills):
        pdf.write_bytes(old[0])
        report.write_bytes(old[1])
        kill_at(step, out, *words)
        assert pdf.read_bytes() in (old[0], new[0])
        assert report.read_bytes() in (old[1], new[1])
    assert build() == new
    assert names(out) == sorted((pdf.name, report.name))  # and what the killed ones left is cleared away
