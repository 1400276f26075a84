"""The command line as a whole: help, version, what a command ends with, and that all of it is documented."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
import pytest
from click.testing import CliRunner

from commands.speech import Manner, speaking
from editions.diagnostic import Diagnostic
from make_edition import commands
from tests.commanding import ROOT, command, run


def all_commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its path: `archive add`."""
    for name, one in group.commands.items():
        if isinstance(one, click.Group):
            yield from all_commands(one, f"{path}{name} ")
        else:
            yield f"{path}{name}", one


COMMANDS = dict(all_commands(commands))


def options(one: click.Command) -> list[str]:
    return [max(param.opts, key=len) for param in one.params if isinstance(param, click.Option)]


def test_commands_are_those_of_the_issue() -> None:
    wanted = {"init", "import", "build", "proof", "check", "read", "lines", "fonts", "plan"}
    wanted |= {f"archive {name}" for name in ("add", "list", "show", "verify", "restore")}
    assert set(COMMANDS) == wanted


@pytest.mark.parametrize("path", COMMANDS)
def test_command_is_documented(path: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.search(rf"(make_edition\.py |make-edition |`|# ){path}\b", readme), f"README.md does not explain {path}"
    missing = [name for name in options(COMMANDS[path]) if not re.search(rf"(?<![\w-]){name}(?![\w-])", readme)]
    assert missing == []


@pytest.mark.parametrize("path", COMMANDS)
def test_help_is_in_both_languages(path: str) -> None:
    one = COMMANDS[path]
    said = [one.help or "", *(param.help or "" for param in one.params if isinstance(param, click.Option))]
    assert all(re.search("[\u4e00-\u9fff]", text) and re.search("[A-Za-z]{3}", text) for text in said)
    ran = run(*path.split(), "--help")
    assert ran.exit_code == 0
    assert all(name in ran.stdout for name in options(one))


def test_version() -> None:
    ran = run("--version")
    assert ran.exit_code == 0
    assert re.fullmatch(r"banmian \d+\.\d+\.\d+\S*\n", ran.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ("print",),
        ("build",),
        ("build", "demo", "--format", "xml"),
        ("build", "demo", "--png", "x"),
        ("build", "demo", "--pages", "1,x"),
        ("fonts", "--fonts", "all"),
        ("archive", "list"),
    ],
)
def test_misuse(words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert ran.exit_code == 2
    assert ran.stdout == ""


@click.command()
@speaking
def faulty(manner: Manner) -> tuple[Diagnostic, ...]:
    """A command with a fault of its own."""
    fail("the shelf\nis empty")


def fail(why: str) -> NoReturn:
    raise LookupError(why)


def test_fault_of_the_program() -> None:
    """One line that says so, and whom to tell; the traceback only for who asks."""
    ran = CliRunner().invoke(faulty, [])
    assert ran.exit_code == 1
    assert ran.stdout == ""
    assert ran.stderr.splitlines()[0].startswith("错误 internal-error: ")
    assert "LookupError: the shelf\\nis empty" in ran.stderr
    assert "please report" in ran.stderr
    assert "Traceback" not in ran.stderr
    asked = CliRunner().invoke(faulty, ["--debug"])
    assert asked.exit_code == 1
    assert isinstance(asked.exception, LookupError)


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="needs Linux's list of locks")
def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C while a command waits for the store's lock."""
    import fcntl

    (tmp_path / "lock").touch()
    with (tmp_path / "lock").open("rb+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        words = command("archive", "list", "--store", tmp_path)
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
            try:
                wait_for_lock(waiting.pid)
                waiting.send_signal(signal.SIGINT)
                out, err = waiting.communicate(timeout=20)
            finally:
                waiting.kill()
    assert (waiting.returncode, out, err) == (130, b"", b"")


def wait_for_lock(pid: int) -> None:
    """Until the process stands in the queue of a lock."""
    until = time.monotonic() + 20
    while not re.search(rf"-> FLOCK .* {pid} ", Path("/proc/locks").read_text("ascii")):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_output_of_any_encoding(demo: Path, tmp_path: Path) -> None:
    """A terminal shows what its encoding has and escapes for the rest; JSON is UTF-8 on any."""
    file = tmp_path / "poem.md"
    file.write_text((demo / "articles" / "poem.md").read_text("utf-8") + "\nᚠ\n", "utf-8")
    for form, encoding, rune in (("human", "gbk", "\\u16a0"), ("json", "utf-8", "ᚠ")):
        ran = subprocess.run(
            command("read", file, "--format", form),
            env={**os.environ, "PYTHONIOENCODING": "gbk"},
            capture_output=True,
            check=True,
        )
        said = ran.stdout.decode(encoding)
        assert rune in said
        assert "橙子" in said


def test_reader_of_the_output_may_leave(demo: Path) -> None:
    """`read … | head -1` is no fault of the program."""
    files = sorted((demo / "articles").iterdir())
    with subprocess.Popen(
        command("read", *files, "--format", "json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as reading:
        assert reading.stdout is not None
        assert reading.stderr is not None
        reading.stdout.close()
        assert reading.stderr.read() == b""


SLOW = """
import sys, time
sys.path.insert(0, {root!r})
from commands.speech import Clock, Manner
with Clock(Manner(as_json={as_json}, verbose=False, strict=False)) as clock:
    clock.tell("too soon")
    clock.began -= {after}
    with clock.stage("compose"):
        time.sleep(0.3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of our own")
@pytest.mark.parametrize(("after", "as_json", "speaks"), [(2, False, True), (-60, False, False), (2, True, False)])
def test_progress_on_a_terminal(after: int, as_json: bool, speaks: bool) -> None:
    """Only for people, and only for work longer than a second."""
    import pty

    ours, theirs = pty.openpty()
    code = SLOW.format(root=str(ROOT), after=after, as_json=as_json)
    subprocess.run([sys.executable, "-c", code], stderr=theirs, env={**os.environ, "TERM": "xterm"}, check=True)
    os.write(theirs, b"\n")
    said = os.read(ours, 10_000)
    os.close(theirs)
    os.close(ours)
    assert (b"compose" in said) == speaks
    assert b"too soon" not in said
