"""`plan`: a page as a drawing and as numbers; what is locked stays where it is."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.lock import PLAN_LOCK, read_lock
from layout.grid import Region
from layout.plan.regions import merged
from tests.commanding import BACK, FRONT, change, copy_edition, objects, run

STORY = "---\nid: {id}\npage: 1\nrank: 4\nheadline: 新来的一篇短稿\n---\n\n" + "江边的步道修好以后，傍晚出来走走的人多了。" * 8 + "\n"


@pytest.fixture
def edition(demo: Path, tmp_path: Path) -> Path:
    return copy_edition(demo, tmp_path / "edition", pages=("1",))


def planned(edition: Path, *words: object) -> tuple[dict[str, Any], list[str]]:
    """The one page of the edition as JSON, and the codes of what was found."""
    ran = run("plan", edition, "--format", "json", *words)
    (page,) = objects(ran.stdout)
    return page, [fault["code"] for fault in objects(ran.stderr)]


def places(page: dict[str, Any]) -> dict[str, tuple[int, int, int, int]]:
    return {
        story["article"]: (story["column"], story["line"], story["columns"], story["lines"]) for story in page["stories"]
    }


def digest(edition: Path, out: Path) -> str:
    ran = run("build", edition, "--out", out)
    assert ran.exit_code in (0, 4), ran.stderr
    (pdf,) = out.glob("*.pdf")
    return hashlib.sha256(pdf.read_bytes()).hexdigest()


def test_a_page_for_people(edition: Path) -> None:
    ran = run("plan", edition)
    assert ran.exit_code == 0, ran.stderr
    rows = ran.stdout.splitlines()
    assert rows[0] == "第 1 版 / page 1"
    frame = [row for row in rows if row.startswith(("+", "|"))]
    assert len(frame) == 86 // 2 + 1
    assert frame[0] == "+" + "-" * 71 + "+"
    listed = [row.split()[:2] for row in rows[1 + len(frame) :]]
    assert [number for number, _ in listed] == ["1", "2", "3"]
    assert {id_ for _, id_ in listed} == set(FRONT)
    drawn = "".join(frame)
    assert all(f"|{number} " in drawn for number, _ in listed)
    assert not (edition / PLAN_LOCK).exists()


def test_a_page_as_an_object(edition: Path) -> None:
    page, codes = planned(edition)
    assert (page["page"], page["grid"]) == ("1", {"columns": 6, "lines": 86})
    assert set(places(page)) == set(FRONT)
    cells = sum(columns * lines for _, _, columns, lines in places(page).values())
    assert cells == 6 * (86 - page["masthead_lines"])
    assert not {"overset-text"} & set(codes)


def test_a_locked_page_is_printed_as_it_was(edition: Path, tmp_path: Path) -> None:
    before = digest(edition, tmp_path / "before")
    assert run("plan", edition, "--lock").exit_code == 0
    assert digest(edition, tmp_path / "after") == before
    locks, trouble = read_lock(edition)
    assert (list(locks), trouble) == (["1"], ())


def test_a_locked_page_is_set_without_the_dictionary(demo: Path, tmp_path: Path) -> None:
    """Its turns are in the lock, and stay when a name comes into the lexicon that they part."""
    edition = copy_edition(demo, tmp_path / "back", pages=(BACK,))
    assert run("plan", edition, "--lock").exit_code == 0
    lock = read_lock(edition)[0][BACK]
    assert lock.turns == ("慢了|七分钟的钟",)
    script = """
import sys
from pathlib import Path
from editions.folder import read_edition
from layout.edition import compose_edition, find_faces_of, set_up
edition, _ = read_edition(Path(sys.argv[1]))
table, _ = find_faces_of(edition, system=False)
setup, _ = set_up(edition, table)
(page,) = compose_edition(edition, [edition.pages[0].no], setup)
print(bool(page.stories), "rjieba" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", script, edition], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "False"]
    before = digest(edition, tmp_path / "before")
    names = edition / "edition.toml"
    names.write_text('lexicon = ["慢了七分钟"]\n' + names.read_text("utf-8"), "utf-8")
    assert digest(edition, tmp_path / "after") == before
    (edition / PLAN_LOCK).unlink()
    assert digest(edition, tmp_path / "free") != before


def test_a_locked_story_stays_when_copy_changes(edition: Path) -> None:
    page, _ = planned(edition, "--lock")
    file = edition / "articles" / "weather.md"
    file.write_text(file.read_text("utf-8") + "\n" + "又来了一段，说说周末的风。" * 3 + "\n", "utf-8")
    longer, _ = planned(edition)
    assert places(longer) == places(page)
    free, _ = planned_without_lock(edition)
    assert set(places(free)) == set(places(page))


def planned_without_lock(edition: Path) -> tuple[dict[str, Any], list[str]]:
    (edition / PLAN_LOCK).unlink()
    return planned(edition)


def test_a_new_story_takes_the_place_of_one_that_went(edition: Path) -> None:
    page, _ = planned(edition, "--lock")
    (edition / "articles" / "weather.md").unlink()
    change(edition / "edition.toml", '"weather"', '"fresh"')
    (edition / "articles" / "fresh.md").write_text(STORY.format(id="fresh"), "utf-8")
    changed, codes = planned(edition)
    expected = places(page)
    expected["fresh"] = expected.pop("weather")
    assert places(changed) == expected
    assert "lock-story-gone" in codes


def test_a_new_story_without_a_place_has_the_page_planned_anew(edition: Path) -> None:
    planned(edition, "--lock")
    change(edition / "edition.toml", '"weather"', '"weather", "fresh"')
    (edition / "articles" / "fresh.md").write_text(STORY.format(id="fresh"), "utf-8")
    page, codes = planned(edition)
    assert "lock-dropped" in codes
    assert set(places(page)) == {*FRONT, "fresh"}


def test_a_locked_edition_keeps_a_jump_that_the_planner_chose(demo: Path, tmp_path: Path) -> None:
    edition = tmp_path / "edition"
    shutil.copytree(demo, edition)
    change(edition / "articles" / "bridge.md", 'jump: "3"\n', "")
    ran = run("plan", edition, "--lock", "--format", "json")
    assert "story-jumps" in [fault["code"] for fault in objects(ran.stderr)]
    lock = read_lock(edition)[0]
    assert {(no, s.jump) for no in "13" for s in lock[no].stories if s.article == "bridge"} == {("1", "3"), ("3", "3")}
    locked = digest(edition, tmp_path / "locked")
    (edition / PLAN_LOCK).unlink()
    assert digest(edition, tmp_path / "free") == locked


def test_a_lock_of_another_style_is_not_kept(edition: Path) -> None:
    planned(edition, "--lock")
    (edition / "own.toml").write_text('name = "自家版式"\n[grid]\nlines = 84\n', "utf-8")
    file = edition / "edition.toml"
    head, _, rest = file.read_text("utf-8").partition("preset = ")
    file.write_text(f'{head}preset = "./own.toml"\n{rest.partition(chr(10))[2]}', "utf-8")
    page, codes = planned(edition)
    assert "lock-other-style" in codes
    assert page["grid"]["lines"] == 84


def test_a_place_that_is_taken_is_said(edition: Path) -> None:
    page, _ = planned(edition, "--lock")
    place = column, line, _, _ = places(page)["weather"]
    change(edition / PLAN_LOCK, f'"weather", column = {column}, line = {line}', '"weather", column = 1, line = 20')
    page, codes = planned(edition)
    assert "lock-place" in codes
    assert "lock-dropped" not in codes
    assert places(page)["weather"] == place  # where it was there is room for it


def test_a_lock_of_a_page_that_is_not_there_is_said(edition: Path) -> None:
    planned(edition, "--lock")
    file = edition / PLAN_LOCK
    file.write_text(file.read_text("utf-8").replace('no = "1"', 'no = "9"'), "utf-8")
    _, codes = planned(edition)
    assert "lock-page" in codes


def test_only_the_pages_asked_for_are_locked_anew(demo: Path, tmp_path: Path) -> None:
    edition = copy_edition(demo, tmp_path / "edition", pages=("1", "4"))
    run("plan", edition, "--lock")
    whole = (edition / PLAN_LOCK).read_text("utf-8")
    assert run("plan", edition, "--page", "4版", "--lock").exit_code == 0
    assert (edition / PLAN_LOCK).read_text("utf-8") == whole
    assert list(read_lock(edition)[0]) == ["1", "4"]


def test_the_demo_of_the_package_is_not_locked(demo: Path) -> None:
    ran = run("plan", "demo", "--page", "1", "--lock", "--format", "json")
    assert ran.exit_code == 3
    assert "lock-demo" in [fault["code"] for fault in objects(ran.stderr)]
    assert not (demo / PLAN_LOCK).exists()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[[pages]\n", "toml-broken", 1),
        ('[[pages]]\nno = "1"\nstyle = "x"\ncolumns = 6\nlines = "many"\nstories = []\n', "wrong-type", 5),
        ('[[pages]]\nno = "1"\n', "key-missing", 1),
    ],
)
def test_a_lock_that_cannot_be_read(edition: Path, text: str, code: str, line: int) -> None:
    (edition / PLAN_LOCK).write_text(text, "utf-8")
    ran = run("plan", edition, "--format", "json")
    assert ran.exit_code == 3
    faults = [fault for fault in objects(ran.stderr) if fault["span"] and fault["span"]["file"] == PLAN_LOCK]
    assert (code, line) in [(fault["code"], fault["span"]["line"]) for fault in faults]


@given(st.integers(1, 5), st.integers(4, 30), st.integers(1, 5), st.integers(4, 30))
def test_places_that_are_one_rectangle_are_one_place(columns: int, above: int, right: int, below: int) -> None:
    whole = Region(0, 0, columns + right, above + below)
    parts = (
        Region(0, 0, columns, above),
        Region(columns, 0, right, above),
        Region(0, above, columns + right, below),
    )
    assert merged(parts) == (whole,)
    assert merged((parts[0], parts[2])) == tuple(sorted((parts[0], parts[2])))
