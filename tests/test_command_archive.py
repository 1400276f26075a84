"""`archive`: put an edition in, find it, prove it, bring it back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commanding import KILLS, PDF, change, copy_edition, names, objects, run
from tests.killing import kill_at, some_of, steps_of

DAY = "2026-10-16"


@pytest.fixture
def edition(demo: Path, tmp_path: Path) -> Path:
    return copy_edition(demo, tmp_path / "edition")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def add(edition: Path, store: Path, *words: object) -> str:
    """Add an edition; its digest."""
    ran = run("archive", "add", edition, "--store", store, *words, "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    digest = objects(ran.stdout)[0]["digest"]
    assert isinstance(digest, str)
    return digest


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_edition_goes_in_and_comes_back(edition: Path, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", edition, "--out", out, "--report", out / "report.json").exit_code == 0
    ran = run("archive", "add", edition, "--store", store, "--pdf", out / PDF, "--report", out / "report.json")
    assert ran.exit_code == 0, ran.stderr
    assert re.fullmatch(rf"{DAY}  [0-9a-f]{{64}}  已存入 added\n", ran.stdout)
    back = tmp_path / "back"
    ran = run("archive", "restore", DAY, "--store", store, "--out", back)
    assert (ran.exit_code, ran.stdout) == (0, f"{back}\n")
    restored = files(back)
    assert restored.pop("printed/edition.pdf") == (out / PDF).read_bytes()
    assert restored.pop("printed/report.json") == (out / "report.json").read_bytes()
    assert restored == files(edition)
    assert run("build", back, "--out", tmp_path / "again").exit_code == 0
    assert (tmp_path / "again" / PDF).read_bytes() == (out / PDF).read_bytes()


def test_twice_the_same_is_no_change(edition: Path, store: Path) -> None:
    digest = add(edition, store)
    before = files(store)
    ran = run("archive", "add", edition, "--store", store)
    assert ran.stdout == f"{DAY}  {digest}  没有变化 no change\n"
    assert files(store) == before


def test_versions_of_a_day(edition: Path, store: Path, tmp_path: Path) -> None:
    first = add(edition, store)
    change(edition / "articles" / "weather.md", 'headline: "', 'headline: "今日')
    second = add(edition, store)
    assert first != second
    listed = run("archive", "list", "--store", store)
    assert [line.split()[0] for line in listed.stdout.splitlines()] == [DAY, f"{DAY}@2"]
    assert "岚江日报" in listed.stdout
    newest, oldest = (
        objects(run("archive", "show", day, "--store", store, "--format", "json").stdout)[0]
        for day in (DAY, f"{DAY}@1")
    )
    assert (newest["digest"], newest["newest"]) == (second, True)
    assert (oldest["digest"], oldest["newest"]) == (first, False)
    shown = run("archive", "show", DAY, "--store", store).stdout
    assert "今日" in shown
    assert "articles/weather.md" in shown
    assert run("archive", "restore", f"{DAY}@1", "--store", store, "--out", tmp_path / "one").exit_code == 0
    assert "今日" not in (tmp_path / "one" / "articles" / "weather.md").read_text("utf-8").splitlines()[5]


def test_digest_proves_the_chain(edition: Path, store: Path) -> None:
    digest = add(edition, store)
    change(edition / "edition.toml", DAY, "2026-10-17")
    add(edition, store)
    ran = run("archive", "verify", "--store", store, "--expect", digest)
    assert ran.exit_code == 0, ran.stderr
    assert DAY in ran.stdout
    assert "完好" in ran.stdout
    ran = run("archive", "verify", "--store", store, "--expect", "0" * 64)
    assert ran.exit_code == 5
    assert "archive-digest-unknown" in ran.stderr
    assert ran.stdout == ""


def test_every_changed_lost_and_added_file_is_named(edition: Path, store: Path) -> None:
    add(edition, store)
    changed, lost = sorted(path for path in (store / "objects").rglob("*") if path.is_file())[:2]
    changed.write_bytes(changed.read_bytes() + b"x")
    lost.unlink()
    (store / "more.txt").write_text("x", "utf-8")
    ran = run("archive", "verify", "--store", store, "--format", "json")
    assert ran.exit_code == 5
    assert objects(ran.stdout) == [{"sound": False}]
    said = {fault["code"]: fault["message"] for fault in objects(ran.stderr)}
    assert set(said) == {"archive-file-changed", "archive-file-lost", "archive-file-added"}
    for code, path in (("changed", changed), ("lost", lost), ("added", store / "more.txt")):
        assert path.relative_to(store).as_posix() in said[f"archive-file-{code}"]


def test_edition_with_errors_is_not_taken(edition: Path, store: Path) -> None:
    (edition / "pictures").rename(edition / "gone")
    ran = run("archive", "add", edition, "--store", store)
    assert ran.exit_code == 3
    assert "file-missing" in ran.stderr
    assert not store.exists()


def test_pdf_that_is_not_there(edition: Path, store: Path, tmp_path: Path) -> None:
    ran = run("archive", "add", edition, "--store", store, "--pdf", tmp_path / "gone.pdf", "--report", tmp_path)
    assert ran.exit_code == 3
    assert f"找不到文件 {tmp_path / 'gone.pdf'}" in ran.stderr
    assert ran.stderr.count("file-missing") == 2
    assert not store.exists()


@pytest.mark.parametrize(
    "words", [("list",), ("show", DAY), ("verify",), ("restore", DAY, "--out", "back")], ids=lambda words: words[0]
)
def test_no_archive(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = run("archive", *words, "--store", tmp_path / "gone")
    assert ran.exit_code == 3
    assert "archive-missing" in ran.stderr
    assert names(tmp_path) == []


def test_store_that_cannot_be_written(edition: Path, store: Path) -> None:
    store.write_text("in the way", "utf-8")
    ran = run("archive", "add", edition, "--store", store)
    assert ran.exit_code == 3
    assert ran.stdout == ""


@pytest.mark.parametrize("day", ["2026-10-17", "2026-10-16@2", "yesterday"])
def test_day_that_is_not_there(edition: Path, store: Path, tmp_path: Path, day: str) -> None:
    add(edition, store)
    for words in (("show", day), ("restore", day, "--out", tmp_path / "back")):
        ran = run("archive", *words, "--store", store)
        assert ran.exit_code == 3
        assert "archive-no-such-day" in ran.stderr
    assert not (tmp_path / "back").exists()


def test_restore_overwrites_nothing(edition: Path, store: Path) -> None:
    add(edition, store)
    before = files(edition)
    ran = run("archive", "restore", DAY, "--store", store, "--out", edition)
    assert ran.exit_code == 3
    assert "restore-not-empty" in ran.stderr
    assert files(edition) == before


@pytest.mark.parametrize("kills", KILLS)
def test_killed_at_any_moment(edition: Path, store: Path, kills: int) -> None:
    """kill -9 at moments of `archive add`: the store is sound, and what was in it is there."""
    add(edition, store)
    words = ("archive", "add", edition, "--store", store)
    change(edition / "edition.toml", "8614", "1000")
    for turn, step in enumerate(some_of(steps_of(store, *words), kills)):
        change(edition / "edition.toml", str(1000 + turn), str(1001 + turn))
        for file in (edition / "articles").iterdir():
            file.write_text(file.read_text("utf-8") + "\n", "utf-8")  # so that there is something to store
        kill_at(step, store, *words)
        ran = run("archive", "verify", "--store", store)
        assert ran.exit_code == 0, ran.stderr
    assert run(*words).exit_code == 0
    issues = [entry["issue_no"] for entry in objects(run("archive", "list", "--store", store, "--format", "json").stdout)]
    assert issues[:2] == ["8614", "1000"]
    assert issues[-1] == str(1000 + kills)
