"""Atomic writing: whole files or none, whatever happens to the writer."""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editions.atomic import PREFIX, SUFFIX, replacing, replacing_folder, sweep, write_bytes, write_json

ROOT = Path(__file__).resolve().parents[2]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def temporaries(folder: Path) -> list[str]:
    return [name for name in names(folder) if name.startswith(PREFIX)]


def test_bytes_replace_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    write_bytes(path, b"first")
    write_bytes(path, b"second")
    assert path.read_bytes() == b"second"
    assert names(tmp_path) == ["out.pdf"]


def test_file_mode_follows_the_umask(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        write_bytes(tmp_path / "out", b"x")
    finally:
        os.umask(umask)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640


def test_json_keeps_order_and_chinese(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    write_json(path, {"b": "版面", "a": [1]})
    text = path.read_text("utf-8")
    assert "版面" in text
    assert text.endswith("}\n")
    assert list(json.loads(text)) == ["b", "a"]


def test_failure_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out"
    write_bytes(path, b"old")
    with contextlib.suppress(ZeroDivisionError), replacing(path) as file:
        file.write(b"half of the new")
        file.flush()
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert not temporaries(tmp_path)


def test_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_bytes(tmp_path / "nowhere" / "out", b"x")


def test_folder_takes_the_name_at_the_end(tmp_path: Path) -> None:
    with replacing_folder(tmp_path / "day") as folder:
        write_bytes(folder / "a", b"1")
        assert not (tmp_path / "day").exists()
    assert (tmp_path / "day" / "a").read_bytes() == b"1"
    assert not temporaries(tmp_path)


def test_folder_never_replaces_content(tmp_path: Path) -> None:
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "kept").touch()
    with pytest.raises(OSError, match="not empty"), replacing_folder(tmp_path / "day") as folder:
        write_bytes(folder / "a", b"1")
    assert names(tmp_path / "day") == ["kept"]
    assert not temporaries(tmp_path)


def test_sweep_spares_the_living_and_clears_the_dead(tmp_path: Path) -> None:
    dead_file = tmp_path / f"{PREFIX}1-0{SUFFIX}"
    dead_file.write_bytes(b"left over")
    dead_folder = tmp_path / f"{PREFIX}1-1{SUFFIX}"
    dead_folder.mkdir()
    (dead_folder / "x").touch()
    foreign = tmp_path / "notes.tmp"
    foreign.touch()
    with replacing(tmp_path / "out") as file, replacing_folder(tmp_path / "day"):
        file.write(b"whole")
        sweep(tmp_path)
        assert len(temporaries(tmp_path)) == 2
        assert not dead_file.exists()
        assert not dead_folder.exists()
    assert (tmp_path / "out").read_bytes() == b"whole"
    assert (tmp_path / "day").is_dir()
    assert foreign.exists()


def test_sweep_does_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept").touch()
    work = tmp_path / "work"
    work.mkdir()
    (work / f"{PREFIX}9-0{SUFFIX}").symlink_to(tmp_path / "mine")
    sweep(work)
    assert (tmp_path / "mine" / "kept").exists()


WRITER = """
import sys
from pathlib import Path
from editions.atomic import write_bytes
target = Path(sys.argv[1])
print("go", flush=True)
while True:
    for letter in (b"a", b"b"):
        write_bytes(target, letter * 2_000_000)
"""


def test_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    """SIGKILL at random moments of writing without pause: the old file or the new, never a mixture."""
    target = tmp_path / "out"
    write_bytes(target, b"a" * 2_000_000)
    moments = random.Random(20241220)
    leftovers = 0
    for turn in range(200):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(target)], cwd=ROOT, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(moments.uniform(0, 0.03))
            writer.kill()
        assert target.read_bytes() in (b"a" * 2_000_000, b"b" * 2_000_000)
        leftovers += len(temporaries(tmp_path))
        if turn >= 9 and leftovers:
            break
    assert leftovers, "no kill hit a write: the test proved nothing"
    write_bytes(target, b"end")
    assert names(tmp_path) == ["out"]
