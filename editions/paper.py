"""What every day shares: paper.toml, with what edition.toml repeats of it laid over.

Tables (imprint, fonts) are laid over key by key, all else as a whole. A file that paper.toml names is beside
paper.toml; one that edition.toml names is in the edition's folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.diagnostic import Span
from editions.files import Diagnostics, named_file, relative
from editions.masthead import Masthead, read_masthead
from editions.messages_edition import KEY_MISSING, NO_PRESET
from editions.model import Imprint, Paper
from editions.toml_places import Toml
from editions.toml_shape import PAPER

PAPER_TOML = "paper.toml"

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """The values of a TOML file that fit its shape, with the file and the folder its paths start from."""

    toml: Toml
    values: Mapping[str, Any]
    folder: Path


def find_paper(root: Path, named: Path | None) -> Path | None:
    """paper.toml as named, else in the edition's folder `root`, else in the nearest folder above it."""
    if named is not None:
        return named / PAPER_TOML if named.is_dir() else named
    here = root.resolve()
    found = next((folder for folder in (here, *here.parents) if os.path.lexists(folder / PAPER_TOML)), None)
    if found is None:
        return None
    return (root if found == here else found) / PAPER_TOML


def is_style_file(style: str) -> bool:
    """Whether `style` names a file and not a preset."""
    return "/" in style or style.endswith(".toml")


def merge_paper(house: Given, day: Given) -> tuple[Paper, Diagnostics]:
    """paper.toml and edition.toml in, the paper out; without a name, which is an error, its name is empty."""
    found: list[Diagnostics] = []
    values: dict[str, Any] = {}
    files: dict[Key, str] = {}
    masthead = Masthead((0, 0))
    for given in (house, day):
        for key, value in given.values.items():
            if key in PAPER.keys:
                values[key] = values.get(key, {}) | value if isinstance(value, dict) else value
        named, read, trouble = _files(given, house.folder)
        files |= named
        masthead = read or masthead
        found.append(trouble)
    if "name" not in values:
        span = Span(house.toml.file or day.toml.file)
        found.append((KEY_MISSING.at(span, key="name", example='name = "…日报"'),))
    paper = Paper(
        name=values.get("name", ""),
        cn=values.get("cn", ""),
        post_code=values.get("post_code", ""),
        publisher=values.get("publisher", ""),
        language=values.get("language", ""),
        imprint=Imprint(**values.get("imprint", {})),
        style=files.get(("style",), ""),
        masthead=files.get(("masthead",), ""),
        lexicon=tuple(name for name in values.get("lexicon", ()) if name),
        fonts=tuple((key[1], name) for key, name in files.items() if key[0] == "fonts"),
        root=str(house.folder),
        file=Path(house.toml.file).name,
        masthead_size=masthead.size,
        masthead_drawing=masthead.drawing,
    )
    return paper, tuple(fault for trouble in found for fault in trouble)


def choose_preset(day: Given, paper: Paper) -> tuple[str, Diagnostics]:
    """The name of a preset, or the path of a style file as seen from the edition's folder."""
    preset = day.values.get("preset", "")
    if is_style_file(preset):
        path, trouble = named_file(day.folder, preset, day.toml.span("preset"))
        return (preset if path else "tabloid"), trouble
    if preset:
        return preset, ()
    if is_style_file(paper.style):
        return relative(Path(paper.root) / paper.style, day.folder), ()
    if paper.style:
        return paper.style, ()
    return "tabloid", (NO_PRESET.at(Span(day.toml.file)),)


def _files(given: Given, home: Path) -> tuple[dict[Key, str], Masthead | None, Diagnostics]:
    """The files that one TOML file names and that are there, as seen from folder `home`, and the masthead, read."""
    wanted: dict[Key, str] = {
        (key,): given.values[key] for key in ("masthead", "style") if key in given.values
    }
    wanted |= {("fonts", role): name for role, name in given.values.get("fonts", {}).items()}
    files: dict[Key, str] = {}
    masthead: Masthead | None = None
    found: list[Diagnostics] = []
    for key, name in wanted.items():
        span = given.toml.span(*key)
        if key == ("style",) and not is_style_file(name):
            files[key] = name
            continue
        if key == ("masthead",):
            masthead, trouble = read_masthead(given.folder, name, span, home=given.toml.file)
            usable = masthead is not None
        else:
            path, trouble = named_file(given.folder, name, span, home=given.toml.file)
            usable = path is not None
        found.append(trouble)
        if usable:
            files[key] = name if given.folder == home else relative(given.folder / name, home)
    return files, masthead, tuple(fault for trouble in found for fault in trouble)
