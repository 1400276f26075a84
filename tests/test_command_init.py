"""`init`: a new paper that builds at once, and what keeps one from being made."""

from __future__ import annotations

import datetime
import os
import tomllib
from pathlib import Path

import pytest

from editions.folder import read_edition
from layout.new_paper import AD, DATE, NAME
from layout.style import PRESETS, load_style
from tests.commanding import ROOT, change, names, objects, run, spawn

DAY = "2026-10-16"
STARTER = ROOT / "editions" / "starter"


def start(folder: Path, *words: object) -> Path:
    """A new paper in `folder`; its first edition."""
    ran = run("init", folder, "--date", DAY, *words)
    assert (ran.exit_code, ran.stderr) == (0, "")
    return folder / DAY


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("preset", PRESETS)
def test_it_builds_at_once_with_every_preset(tmp_path: Path, preset: str) -> None:
    first = start(tmp_path / "paper", "--preset", preset)
    ran = run("build", first, "--out", tmp_path / "out", "--format", "json", "--report", tmp_path / "report.json")
    found = objects(ran.stderr)
    # What the makeup could do better is told of a page of samples as of any other; of copy and settings there is nothing.
    codes = {fault["code"] for fault in found if fault["severity"] != "note"}
    assert ran.exit_code == 0, found
    assert codes <= {"white-space", "widow"}
    assert names(tmp_path / "out") == [f"报名待定-{DAY}.pdf"]


@pytest.mark.parametrize("preset", PRESETS)
def test_its_copy_stands_on_every_sheet(tmp_path: Path, preset: str) -> None:
    """Nothing is left over and no page is half empty, so that what is printed looks like a paper."""
    first = start(tmp_path / "paper", "--preset", preset)
    ran = run("check", first, "--format", "json", "-v")
    (verdict,) = objects(ran.stdout)
    assert (ran.exit_code, verdict["passed"], verdict["pages"], verdict["errors"]) == (0, True, 2, 0)
    whites = [fault["message"] for fault in objects(ran.stderr) if fault["code"] == "white-space"]
    assert all(float(text.split()[0]) < 15 for text in whites)


def test_what_is_in_it(tmp_path: Path) -> None:
    ran = run("init", tmp_path / "paper", "--date", DAY, "--preset", "broadsheet")
    paper = tmp_path / "paper"
    assert names(paper) == [DAY, "paper.toml", "style.toml"]
    assert names(paper / DAY) == ["ads", "articles", "edition.toml", "fillers", "pictures"]
    assert [*map(str, (paper / "paper.toml", paper / "style.toml", paper / DAY))] == ran.stdout.splitlines()[:3]
    assert ran.stdout.splitlines()[3].endswith(f"make-edition build {paper / DAY}")
    assert files(paper) - {"style.toml"} == {name.replace("first/", f"{DAY}/") for name in files(STARTER)}


def test_paths_as_json(tmp_path: Path) -> None:
    ran = run("init", tmp_path / "paper", "--date", DAY, "--format", "json")
    paper = tmp_path / "paper"
    assert objects(ran.stdout) == [
        {"paper": f"{paper / 'paper.toml'}", "style": f"{paper / 'style.toml'}", "edition": f"{paper / DAY}"}
    ]


@pytest.mark.parametrize("preset", PRESETS)
def test_its_style_is_the_preset_and_can_be_edited(tmp_path: Path, preset: str) -> None:
    first = start(tmp_path / "paper", "--preset", preset)
    made, found = read_edition(first)
    assert made is not None, found
    own, faults = load_style(made.preset, first)
    assert (own, faults) == load_style(preset, first)
    assert made.ads[0].columns == (own.grid.columns if own else 0)
    change(tmp_path / "paper" / "style.toml", "columns = ", "columns = 40 # ")
    ran = run("build", first, "--out", tmp_path / "out")
    assert ran.exit_code == 3
    assert "style.toml:" in ran.stderr


def test_name_and_date(tmp_path: Path) -> None:
    start(tmp_path / "paper", "--name", ' 江口"早"报\\ ')
    made, _ = read_edition(tmp_path / "paper" / DAY)
    assert made is not None
    assert made.paper.name == '江口"早"报\\'
    assert made.date == datetime.date(2026, 10, 16)


def test_without_a_date_it_is_todays(tmp_path: Path) -> None:
    before = datetime.date.today()
    assert run("init", tmp_path / "paper").exit_code == 0
    (day,) = [name for name in names(tmp_path / "paper") if name[0] == "2"]
    assert before <= datetime.date.fromisoformat(day) <= datetime.date.today()


def test_what_is_to_be_filled_in_is_told(tmp_path: Path) -> None:
    """Every value of the imprint is there, so that no check asks for it, and in brackets, so that nobody overlooks it."""
    values = tomllib.loads((STARTER / "paper.toml").read_text("utf-8"))
    assert [values["publisher"], *values["imprint"].values()] == ["（出版单位）", "（地址）", "（电话）", "（印刷单位）", "（定价）"]
    assert start(tmp_path / "paper").is_dir()


def test_the_starter_has_what_is_replaced() -> None:
    paper = (STARTER / "paper.toml").read_text("utf-8")
    edition = (STARTER / "first" / "edition.toml").read_text("utf-8")
    assert (paper.count(NAME), edition.count(DATE), edition.count(AD)) == (1, 1, 1)


def test_folders_above_are_made_and_an_empty_one_is_taken(tmp_path: Path) -> None:
    assert start(tmp_path / "a" / "b" / "paper").is_dir()
    (tmp_path / "empty").mkdir()
    assert start(tmp_path / "empty").is_dir()
    assert names(tmp_path) == ["a", "empty"]


# What keeps a paper from being made


def refused(*words: object) -> list[str]:
    """The codes of what is said; the run wrote nothing on stdout and ends as bad input does."""
    ran = run("init", *words, "--format", "json")
    assert (ran.exit_code, ran.stdout) == (3, "")
    found = objects(ran.stderr)
    assert all(fault["message_zh"] and fault["hint_zh"] and fault["hint"] for fault in found)
    return [fault["code"] for fault in found]


def test_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("mine")
    assert refused(tmp_path) == ["folder-taken"]
    assert names(tmp_path) == [".hidden"]


def test_a_file_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("mine")
    assert refused(tmp_path / "paper") == ["folder-taken"]
    assert (tmp_path / "paper").read_text() == "mine"


def test_twice(tmp_path: Path) -> None:
    first = start(tmp_path / "paper")
    change(first / "edition.toml", 'issue_no = "1"', 'issue_no = "2"')
    assert refused(tmp_path / "paper") == ["folder-taken"]
    assert 'issue_no = "2"' in (first / "edition.toml").read_text("utf-8")


@pytest.mark.parametrize("preset", ["a3", "", "style.toml", "../styles/tabloid", "Tabloid"])
def test_an_unknown_preset_and_what_there_is(tmp_path: Path, preset: str) -> None:
    assert refused(tmp_path / "paper", "--preset", preset) == ["preset-unknown"]
    ran = run("init", tmp_path / "paper", "--preset", preset)
    assert all(known in ran.stderr for known in PRESETS)
    assert names(tmp_path) == []


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    assert refused(tmp_path, "--preset", "a3") == ["preset-unknown", "folder-taken"]


def test_a_place_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert refused(tmp_path / "file" / "paper") == ["cannot-write"]
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever runs this may write anywhere")
def test_a_place_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert refused(tmp_path / "paper") == ["cannot-write"]
    finally:
        tmp_path.chmod(0o700)


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    assert refused(tmp_path / ("报" * 300)) == ["cannot-write"]
    assert names(tmp_path) == []


def test_the_folder_that_one_stands_in(tmp_path: Path) -> None:
    ran = spawn("init", ".", "--format", "json", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert [fault["code"] for fault in objects(ran.stderr)] == ["folder-here"]
    assert names(tmp_path) == []
    assert spawn("init", "paper", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--date", "2026-02-30"),
        ("--date", "20261016"),
        ("--date", "tomorrow"),
        ("--name", ""),
        ("--name", " 　"),
        ("--name", "江口\n晨报"),
        ("--name", "江口\udcff"),
    ],
)
def test_misuse(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = run("init", *([tmp_path / "paper"] if words else []), *words)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert names(tmp_path) == []
