"""The files that an import takes in: found, read one by one, on all cores if they are many.

Which file is a story is seen from its content. In a folder, files whose ending says that they are no copy (pictures, scripts,
styles) are not opened, nor is what leads out of it.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from editions.copy_files import COPY_BYTES
from editions.diagnostic import Diagnostic, Span
from editions.files import is_folder, is_left_behind, read_file, shown, within
from editions.in_turn import in_turn
from editions.messages_command import NO_FILE
from editions.messages_import import LINK_LEFT_OUT, TOO_MANY_FILES
from editions.model import HouseStyle
from editions.read.founder_page import PageMap, read_page_map
from editions.read.reading import Reading

MAX_FILES = 20_000
_NO_COPY = frozenset(
    [".js", ".css", ".map", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".svg", ".ico", ".tif", ".tiff", ".pdf", ".swf", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".m3u8"]
)

Found = tuple[Diagnostic, ...]


class SourceFile(NamedTuple):
    """A file to take in. `name` is what messages call it, `root` the folder that nothing it names may leave."""

    path: Path
    name: str
    root: Path

    @property
    def origin(self) -> str:
        """Its name from the source's folder on, the same on every machine."""
        return posixpath.join(self.root.resolve().name, self.path.relative_to(self.root).as_posix())


class Taken(NamedTuple):
    """What was in a file: stories, or the list of those of a printed page."""

    file: SourceFile
    reading: Reading
    page_map: PageMap | None = None


def find_files(sources: Iterable[Path]) -> tuple[tuple[SourceFile, ...], Found]:
    """Files and folders as the user named them in, the files to read, each once, out."""
    files: dict[str, SourceFile] = {}
    found: list[Diagnostic] = []
    for source in sources:
        if not os.path.lexists(source):
            found.append(NO_FILE.at(Span(str(source)), file=source))
        elif is_folder(source):
            for file in _files_in(source, found):
                files.setdefault(os.path.realpath(file.path), file)
        else:
            files.setdefault(os.path.realpath(source), SourceFile(source, source.as_posix(), source.parent))
    return tuple(files.values()), tuple(found)


def _files_in(folder: Path, found: list[Diagnostic]) -> Iterator[SourceFile]:
    count = 0
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(("_files", ".files")))
        for name in sorted(names):
            path = Path(top, name)
            if is_left_behind(name) or path.suffix.lower() in _NO_COPY:
                continue
            count += 1
            if count > MAX_FILES:
                found.append(TOO_MANY_FILES.at(Span(str(folder)), file=folder, limit=MAX_FILES))
                return
            if path.is_symlink() and within(folder, path.relative_to(folder).as_posix()) is None:
                found.append(LINK_LEFT_OUT.at(Span(shown(str(path))), file=shown(str(path))))
            else:
                yield SourceFile(path, path.as_posix(), folder)


def read_files(files: Sequence[SourceFile], house: HouseStyle, tell: Callable[[str], None]) -> tuple[Taken, ...]:
    """The files read for a paper of this house style, in their order; `tell` hears how many are done."""
    return tuple(in_turn(partial(read_one, house=house), files, tell))


def read_one(file: SourceFile, house: HouseStyle) -> Taken:
    """A file in, what it holds out; whatever is wrong with it is in the reading's diagnostics."""
    from editions.read import read

    data, trouble = read_file(file.path, shown(file.name), COPY_BYTES)
    if data is None:
        return Taken(file, Reading((), trouble))
    if page_map := read_page_map(data, posixpath.normpath(file.name)):
        return Taken(file, Reading(), replace(page_map, origin=file.origin))
    return Taken(file, read(data, file.name, house))
