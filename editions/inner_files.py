"""Pictures that came inside another file, saved where the article says that they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from editions.atomic import write_bytes
from editions.diagnostic import Span
from editions.files import Diagnostics, within
from editions.messages_edition import PATH_OUTSIDE, cannot_write
from editions.messages_feeds import NAME_IN_USE
from editions.read.reading import InnerFile


def save_inner_files(files: Iterable[InnerFile], root: Path) -> Diagnostics:
    """`Reading.files` and the edition's folder in; the files in it afterwards, and what could not be saved out.

    A file that is there already stays; if it holds something else, that is said.
    """
    return tuple(fault for file in files for fault in _save(file, root))


def _save(file: InnerFile, root: Path) -> Diagnostics:
    path = within(root, file.name)
    if path is None:
        return (PATH_OUTSIDE.at(Span(file.name), file=file.name, base=root.name),)
    try:
        if path.exists():
            return () if path.read_bytes() == file.data else (NAME_IN_USE.at(Span(file.name), file=file.name),)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, file.data)
    except OSError as error:
        return (cannot_write(path, error),)
    return ()
