"""A new paper: its folder with paper.toml, a style to edit, and a first edition that can be printed at once.

What is in it stands in `editions/starter` (a folder as any paper has, but for the style) and in `layout/styles`; only
the paper's name and the date are put in.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import editions
from editions.atomic import replacing_folder, sync_folder, write_bytes
from editions.diagnostic import Diagnostic
from editions.files import EDITION_TOML
from editions.messages_edition import cannot_write
from editions.paper import PAPER_TOML
from editions.writing import taken_already
from layout import messages
from layout.style import PRESETS, style_text

STYLE_TOML = "style.toml"  # as the starter's paper.toml names it
FIRST = "first"  # the starter's edition; in a paper it is called by its date
# What the starter has in place of the paper's own.
NAME, DATE = 'name = "报名待定"', "date = 2000-01-01"
AD = "columns = 6\nlines = 16\n"  # across all columns, a sixth of the page

_STYLE_HEAD = """\
# 本报的版式，从 {preset} 拷来；任何一项都可以改。This paper's style, a copy of {preset}: change any measure of it.
"""


class NewPaper(NamedTuple):
    """Where what was written is."""

    paper: Path
    style: Path
    edition: Path


def start_paper(
    folder: Path, preset: str, date: datetime.date, name: str = ""
) -> tuple[NewPaper | None, tuple[Diagnostic, ...]]:
    """The folder of a new paper (absent or empty), a preset, the date of the first edition and the paper's name ("" for
    one to be filled in) in; where everything is, or why nothing was written, out. The folder appears whole or not at all."""
    found = (*unknown_preset(preset), *taken_already(folder))
    if found:
        return None, found
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        with replacing_folder(folder.absolute()) as new:
            for place, data in _files(preset, date, name):
                (new / place).parent.mkdir(parents=True, exist_ok=True)
                write_bytes(new / place, data, exclusive=True)
            for path in new.rglob("*"):
                if path.is_dir():
                    sync_folder(path)
    except OSError as error:
        return None, (cannot_write(folder, error),)
    return NewPaper(folder / PAPER_TOML, folder / STYLE_TOML, folder / date.isoformat()), ()


def unknown_preset(preset: str) -> tuple[Diagnostic, ...]:
    """What to say of a preset that there is not."""
    return () if preset in PRESETS else (messages.PRESET_UNKNOWN.at(preset=preset, presets=", ".join(PRESETS)),)


def _files(preset: str, date: datetime.date, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a new paper: where each is in its folder, and what it holds."""
    text = style_text(preset)
    grid = tomllib.loads(text)["grid"]
    ad = f"columns = {grid['columns']}\nlines = {grid['lines'] // 6}\n"
    own = [(DATE, f"date = {date.isoformat()}"), (AD, ad)]
    if name:
        own.append((NAME, f"name = {json.dumps(name, ensure_ascii=False)}"))
    yield STYLE_TOML, (_STYLE_HEAD.format(preset=preset) + text).encode()
    starter = Path(editions.__path__[0]) / "starter"
    for path in sorted(starter.rglob("*")):
        place = path.relative_to(starter).parts
        if not path.is_file() or any(part.startswith(".") for part in place):
            continue
        data = path.read_bytes()
        if path.name in (PAPER_TOML, EDITION_TOML):
            for placeholder, value in own:
                data = data.replace(placeholder.encode(), value.encode())
        yield "/".join((date.isoformat(), *place[1:]) if place[0] == FIRST else place), data
