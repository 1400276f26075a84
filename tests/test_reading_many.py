"""Very many files at once: all cores read them, whoever waits is told, and memory stays small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from editions.in_turn import MANY, in_turn
from tests.commanding import ROOT, objects, run

PAGE = "<html><body><div class='nav'>{menu}</div><h1>灯亮了{number}</h1><div class='rm_txt_con'>{copy}</div></body></html>"
TEXT = "灯亮了{number}\n\n来源：岚江日报 2026-10-16\n\n　　本报讯（记者 沈知远）灯亮了，看灯的人站满了台阶。\n"
MENU = "<script>var a = '{}';</script>".format("灯" * 4000) + '<a href="/">首页</a>' * 200
MEGABYTES = 300
CORES = 2

# What a process held at the most, and the largest of its children, in MB, as the last line.
MEASURED = """
import os, resource, sys
from make_edition import commands
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
try:
    commands(sys.argv[1:])
except SystemExit as end:
    code = end.code
# Not RUSAGE_SELF: that is at least what the process held that started this one.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
own = int(status["VmHWM"].split()[0])
print()
print(code, own // 1000, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000)
"""


def twice(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def lose_process(number: int, *, parent: int) -> int:
    if number == 50 and os.getpid() != parent:
        os._exit(1)
    return number


def refuse(number: int) -> int:
    if number == 50:
        raise ValueError("fifty")
    return number


def test_results_come_in_the_order_of_the_jobs() -> None:
    heard: list[str] = []
    found = list(in_turn(twice, range(MANY), heard.append))
    assert [result for result, _ in found] == [number * 2 for number in range(MANY)]
    assert heard == [f"read {number}/{MANY}" for number in range(10, MANY + 1, 10)]


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < CORES, reason="one core")
def test_other_processes_work_at_very_many_jobs_and_at_no_fewer() -> None:
    assert os.getpid() not in {pid for _, pid in in_turn(twice, range(MANY))}
    assert {pid for _, pid in in_turn(twice, range(MANY - 1))} == {os.getpid()}


def test_what_a_lost_process_does_not_bring_is_done_here() -> None:
    assert list(in_turn(partial(lose_process, parent=os.getpid()), range(MANY))) == list(range(MANY))


def test_an_error_is_raised_here() -> None:
    with pytest.raises(ValueError, match="fifty"):
        list(in_turn(refuse, range(MANY)))


def write_pages(folder: Path, count: int) -> list[Path]:
    """Every other file a page of 30 kB, every other a text."""
    folder.mkdir()
    copy = "".join("<p>　　灯亮了，看灯的人站满了七十二级台阶，江上的船一盏一盏过去。</p>" for _ in range(40))
    for number in range(count):
        text = TEXT.format(number=number) if number % 2 else PAGE.format(menu=MENU, number=number, copy=copy)
        (folder / f"{number:04}.{'txt' if number % 2 else 'html'}").write_text(text, "utf-8")
    return sorted(folder.iterdir())


def test_very_many_files_are_read_as_a_few_are(tmp_path: Path) -> None:
    files = write_pages(tmp_path / "in", MANY + 20)
    ran = run("read", *files, tmp_path / "gone.txt", "--format", "json")
    assert ran.exit_code == 3
    assert objects(ran.stdout) == [one for start in (0, 70) for one in objects(run("read", *files[start : start + 70], "--format", "json").stdout)]
    assert [fault["code"] for fault in objects(ran.stderr)] == ["file-missing"]


def measured(*words: object) -> tuple[str, int, int]:
    """The command line with these words in another process, with two cores; what it printed, how it ended, the megabytes of all
    processes at the most."""
    command = [sys.executable, "-c", MEASURED, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    said, _, last = done.stdout.rstrip().rpartition("\n")
    code, own, child = map(int, last.split())
    return said, code, own + CORES * child


def test_a_folder_of_a_thousand_files_takes_little_memory(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 1000)
    words = ("--into", tmp_path / "new", "--page", "2", "--date", "2026-10-16", "--name", "岚江日报", "--format", "json")
    said, code, megabytes = measured("import", tmp_path / "in", *words)
    assert code == 0
    assert json.loads(said)["stories"] == 1000
    assert megabytes < MEGABYTES


def bad_files() -> dict[str, bytes]:
    """Files as large as they may be, or larger, each of which is refused; a name and what is in it."""
    return {
        "text": "灯亮了，".encode() * 600_000,
        "line": b"<html><body><p>" + "灯亮了，".encode() * 600_000,
        "tags": b"<html><body>" + "<b>灯</b>".encode() * 700_000,
        "nested": b"<html><body>" + b"<div>" * 1_500_000,
        "markdown.md": "**灯**".encode() * 1_000_000,
        "damaged.txt": ("灯亮了,看灯? " * 400_000).encode(),
        "bytes": bytes(range(1, 256)) * 31_000,
        "archive.docx": b"PK\x03\x04" + b"\xff" * 40_000_000,
        "huge.html": b"<html>" + b" " * 90_000_000,
    }


@pytest.mark.long
def test_a_folder_of_large_bad_files_takes_little_memory(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    bad = bad_files()
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    for number in range(MANY):  # so that two processes are at it, and each has several of every kind
        name = list(bad)[number // 4 % len(bad)]
        if number % 4 == 0:
            (folder / f"{number:03}{name}").hardlink_to(folder / name)
        else:
            (folder / f"{number:03}.txt").write_text(TEXT.format(number=number), "utf-8")
    _, code, megabytes = measured("read", *sorted(folder.iterdir()), "--format", "json")
    assert code == 3
    assert megabytes < MEGABYTES


@pytest.mark.parametrize(
    ("name", "code"),
    [("text", "story-too-long"), ("line", "story-too-long"), ("tags", "too-many-elements"), ("nested", "too-many-elements"),
     ("markdown.md", "story-too-long"), ("huge.html", "file-too-large")],
)  # fmt: skip
def test_large_bad_files_are_refused_by_name(tmp_path: Path, name: str, code: str) -> None:
    file = tmp_path / name
    file.write_bytes(bad_files()[name])
    ran = run("read", file, "--format", "json")
    (fault,) = (fault for fault in objects(ran.stderr) if fault["severity"] == "error")
    assert (ran.exit_code, ran.stdout, fault["code"]) == (3, "", code)
    assert Path(fault["span"]["file"]).name == name
    assert (fault["span"]["line"], fault["span"]["column"]) >= (1, 1)
    assert fault["hint"]
    assert fault["hint_zh"]
