"""Which files an edition is made from, and what each is called in the archive.

edition.toml, plan.lock.toml, paper.toml wherever it was found, all of articles/, fillers/, pictures/ and
ads/, and whatever else the edition names: pictures elsewhere in its folder, masthead, style, fonts. Hidden
files and backups (`x~`) are left out, and so is whatever is no ordinary file. A link that stays within the
folder is kept as the file that it leads to. Files beside a paper.toml in a folder above are kept as if that
folder were the edition's own, so that what is restored needs nothing from outside.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from editions.archive.manifest import is_sound_path
from editions.diagnostic import Diagnostic
from editions.files import Diagnostics, is_left_behind, relative, shown, within
from editions.messages_archive import BAD_NAME, NAME_TAKEN
from editions.model import Edition
from editions.paper import PAPER_TOML, is_style_file

_FILES = ("edition.toml", "plan.lock.toml")
_FOLDERS = ("articles", "fillers", "pictures", "ads")


class Source(NamedTuple):
    """A file on disk and its path in the archive."""

    path: str
    file: Path


def find_sources(root: Path, edition: Edition, *, leave_out: Path) -> tuple[tuple[Source, ...], Diagnostics]:
    """The files of the edition in folder `root`, by path; `leave_out` is a folder not to enter: the store."""
    sources: dict[str, Source] = {}
    found: list[Diagnostic] = []
    for source in (*_in_folder(root, leave_out), *_named(root, edition), *_of_paper(root, edition)):
        other = sources.setdefault(source.path, source)
        if not is_sound_path(source.path):
            found.append(BAD_NAME.at(file=shown(source.path)))
        elif os.path.realpath(other.file) != os.path.realpath(source.file):
            found.append(NAME_TAKEN.at(file=source.path, first=other.file, second=source.file))
    return tuple(sources[path] for path in sorted(sources)), tuple(found)


def _in_folder(root: Path, leave_out: Path) -> Iterator[Source]:
    barred = os.path.realpath(leave_out)
    for name in _FILES:
        yield from _ordinary(root, name)
    for top in _FOLDERS:
        for folder, below, names in os.walk(root / top):
            below[:] = [
                name
                for name in below
                if not name.startswith(".") and os.path.realpath(Path(folder) / name) != barred
            ]
            for name in names:
                if not is_left_behind(name):
                    yield from _ordinary(root, relative(Path(folder) / name, root))


def _named(root: Path, edition: Edition) -> Iterator[Source]:
    for story in (*edition.articles, *edition.fillers):
        for picture in story.pictures:
            yield from _ordinary(root, picture.file)
    for ad in edition.ads:
        yield from _ordinary(root, ad.file)
    if is_style_file(edition.preset):
        yield from _ordinary(root, edition.preset)


def _of_paper(root: Path, edition: Edition) -> Iterator[Source]:
    """What paper.toml and edition.toml name together: relative to paper.toml, or in the edition's folder."""
    paper = edition.paper
    home = Path(paper.root)
    if paper.file:
        yield Source(PAPER_TOML, home / paper.file)
    style = (paper.style,) if is_style_file(paper.style) else ()
    for name in (paper.masthead, *style, *(file for _, file in paper.fonts)):
        if not name:
            continue
        of_the_day = _ordinary(root, relative(home / name, root))
        yield from of_the_day or _ordinary(home, name)


def _ordinary(root: Path, name: str) -> tuple[Source, ...]:
    """The file `name` of folder `root`, if it is an ordinary one and within."""
    path = within(root, name)
    return (Source(name, path),) if path and path.is_file() else ()
