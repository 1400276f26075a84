"""What a run writes: the names of files, and writing them so that what goes wrong comes back as a diagnostic."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from editions.atomic import write_bytes
from editions.diagnostic import Diagnostic
from editions.messages_edition import FOLDER_HERE, FOLDER_TAKEN, cannot_write
from editions.model import Edition

_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\\/:*?"<>|\s]+')  # in a file's name, on one system or another
LONGEST = 60  # characters of the paper's name; most systems end at 255 bytes


def file_stem(edition: Edition, parts: Iterable[str] = ()) -> str:
    """The name without ending of what is printed: `岚江日报-2026-10-16`, then what else sets it apart."""
    name = _UNFIT.sub("_", edition.paper.name).strip("._")[:LONGEST] or "edition"
    return "-".join((name, edition.date.isoformat(), *parts))


def barred(folder: Path) -> tuple[Diagnostic, ...]:
    """Why nothing could be written into `folder`, there or not, as far as can be seen without trying."""
    here = folder.absolute()
    nearest = next(above for above in (here, *here.parents) if os.path.lexists(above))
    if not nearest.is_dir():
        return (_fault(nearest, errno.ENOTDIR),)
    if not os.access(nearest, os.W_OK | os.X_OK):
        return (_fault(nearest, errno.EACCES),)
    return ()


def taken_already(folder: Path) -> tuple[Diagnostic, ...]:
    """Why a folder that is written as a whole cannot be written at `folder`, as far as can be seen without trying."""
    try:
        if not folder.exists():
            return barred(folder)
        if not folder.is_dir() or any(folder.iterdir()):
            return (FOLDER_TAKEN.at(path=folder),)
        if folder.samefile(Path.cwd()):  # it is replaced as a whole, and who stands in it would be left in the old one
            return (FOLDER_HERE.at(path=folder),)
        return barred(folder.absolute().parent)
    except OSError as error:
        return (cannot_write(folder, error),)


def write(path: Path, data: bytes) -> tuple[Diagnostic, ...]:
    """A file, written whole or not at all; the folders above it are made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data)
    except OSError as error:
        return (cannot_write(path, error),)
    return ()


def write_json(path: Path, value: object) -> tuple[Diagnostic, ...]:
    """The same for JSON: UTF-8, keys in their own order, a newline at the end."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    # A byte of a file's name that is no text is an escape in JSON, too.
    return write(path, text.encode("utf-8", "backslashreplace"))


def _fault(path: Path, number: int) -> Diagnostic:
    return cannot_write(path, OSError(number, os.strerror(number)))
