"""A process that ends with SIGKILL at a step that the test names: the same moment on a fast machine and a slow one.

A step is a call that opens, makes, links, renames or removes a file; the kill comes before it is taken.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

STEPS = frozenset(("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.truncate"))


class Killer:
    """Counts the steps that this process takes in `folder` and ends it before number `step` (from 1; 0: never)."""

    def __init__(self, folder: Path, step: int = 0) -> None:
        self.folder, self.step = os.fspath(folder), step
        self.taken = 0
        self.process = os.getpid()
        sys.addaudithook(self.see)

    def see(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in STEPS or os.getpid() != self.process:
            return
        paths = (os.fsdecode(path) for path in arguments[:2] if isinstance(path, (str, bytes, os.PathLike)))
        if any(path.startswith(self.folder) for path in paths):
            self.taken += 1
            if self.taken == self.step:
                os.kill(self.process, signal.SIGKILL)


def steps_of(folder: Path, *words: object) -> int:
    """How many steps the command line takes in a folder. It is run once."""
    ran = _run(folder, 0, *words)
    assert ran.returncode == 0, ran.stderr
    return int(ran.stderr.splitlines()[-1])


def some_of(steps: int, kills: int) -> list[int]:
    """`kills` of the steps, spread evenly, the first and the last among them; all if there are no more."""
    assert steps >= 2 <= kills
    return sorted({1 + (steps - 1) * kill // (kills - 1) for kill in range(kills)})


def kill_at(step: int, folder: Path, *words: object) -> None:
    """Run the command line and end it before its step of that number in the folder."""
    ran = _run(folder, step, *words)
    assert ran.returncode == -signal.SIGKILL, (step, ran.stderr)


def _run(folder: Path, step: int, *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.killing", str(folder), str(step), *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


if __name__ == "__main__":
    from make_edition import commands

    killer = Killer(Path(sys.argv[1]), int(sys.argv[2]))
    atexit.register(lambda: print(killer.taken, file=sys.stderr))
    commands(sys.argv[3:])
