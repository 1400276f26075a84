"""One command runs everything: `python -m pytest` asks ruff and mypy, too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str) -> tuple[int, str]:
    """A module of this interpreter run at the root of the checkout: its exit code and what it said."""
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_ruff() -> None:
    code, said = run("ruff", "check", "--no-fix", ".")
    assert code == 0, said


def test_types() -> None:
    code, said = run("mypy")
    assert code == 0, said
