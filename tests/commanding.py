"""Running the command line, in this process or another, and an edition small enough to run it on often."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from make_edition import commands

ROOT = Path(__file__).resolve().parent.parent
PDF = "岚江日报-2026-10-16.pdf"

# The stories of page 1 that do not jump; the page that has the poem.
FRONT = ("windows", "water", "weather")
BACK = "4"

# How often a command is killed: what everyday tests try, and what a gate does.
KILLS = (4, pytest.param(20, marks=pytest.mark.long))


def run(*words: object) -> Result:
    """The command line with these words, in this process."""
    return CliRunner().invoke(commands, [str(word) for word in words])


def command(*words: object) -> list[str]:
    """The same as a command for another process."""
    return [sys.executable, str(ROOT / "make_edition.py"), *map(str, words)]


def spawn(*words: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*words),
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def copy_edition(demo: Path, root: Path, *, pages: Sequence[str] = ("1", BACK), back: Sequence[str] = ()) -> Path:
    """Some stories of the demo as an edition of its own in folder `root`, to be changed at will; of page 4 all, or
    those that `back` names."""
    tables = []
    for page in tomllib.loads((demo / "edition.toml").read_text("utf-8"))["pages"]:
        if page["no"] in pages:
            ids = FRONT if page["no"] == "1" else (page["no"] == BACK and back) or page["articles"]
            listed = ", ".join(f'"{id_}"' for id_ in ids)
            tables.append(f'\n[[pages]]\nno = "{page["no"]}"\nname = "{page["name"]}"\narticles = [{listed}]\n')
            for id_ in ids:
                copy_with_pictures(demo, root, id_)
    head = 'date = 2026-10-16\nissue_no = "8614"\npreset = "tabloid"\n'
    (root / "edition.toml").write_text(head + "".join(tables), "utf-8")
    shutil.copy(demo / "paper.toml", root)
    shutil.copy(demo / "masthead.svg", root)
    return root


def copy_with_pictures(demo: Path, root: Path, id_: str) -> None:
    file = demo / "articles" / f"{id_}.md"
    names = [line.partition("file: ")[2].strip() for line in file.read_text("utf-8").splitlines() if "file: " in line]
    for name in (f"articles/{id_}.md", *names):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(demo / name, root / name)


def change(file: Path, old: str, new: str) -> None:
    """Put `new` in place of the first `old`, which must be there."""
    text = file.read_text("utf-8")
    assert old in text, f"{file} has no {old!r}"
    file.write_text(text.replace(old, new, 1), "utf-8")


def into_body(file: Path, text: str) -> int:
    """Put `text` at the head of the body of a Markdown article; the line that it stands in."""
    head, mark, body = file.read_text("utf-8").partition("\n---\n\n")
    assert mark
    file.write_text(f"{head}{mark}{text}{body}", "utf-8")
    return head.count("\n") + 4


def objects(lines: str) -> list[dict[str, Any]]:
    """The JSON objects of some lines."""
    return [json.loads(line) for line in lines.splitlines()]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
