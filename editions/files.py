"""Reading the files of one folder, and none outside it.

Names come from strangers. A name stays within its folder, through links too; what is opened is an ordinary
file; what is read has a limit; and what goes wrong comes back as a diagnostic.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PurePosixPath

from editions.diagnostic import Diagnostic, Span
from editions.images import Fault, Look, look_at
from editions.messages_edition import FILE_MISSING, FILE_TOO_LARGE, FILE_UNREADABLE, PATH_OUTSIDE
from editions.near import near_match

EDITION_TOML = "edition.toml"

Diagnostics = tuple[Diagnostic, ...]


def within(root: Path, name: str) -> Path | None:
    """The path of the file `name` of folder `root`; None if it leaves the folder, be it through a link."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or parts[0].startswith("/") or set(name) & set("\\:\0"):
        return None
    path = root.joinpath(*parts)
    real, base = os.path.realpath(path), os.path.realpath(root)
    return path if real.startswith(os.path.join(base, "")) else None  # noqa: PTH118 (ends with a slash)


def relative(path: Path, root: Path) -> str:
    """The name of `path` as seen from `root`, with `/`; it may lead up."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def showable(name: str) -> bool:
    """Whether a file name is text: no byte that is not UTF-8, no control character, no private one."""
    return not any(unicodedata.category(char) in ("Cs", "Cc", "Co", "Cn") for char in name)


def shown(name: str) -> str:
    """A file name as a message may hold it: escaped if it is not text."""
    return name if showable(name) else ascii(name)[1:-1]


def is_left_behind(name: str) -> bool:
    """Whether a file is none of the newsroom's: hidden, or what editors and systems leave beside the copy (`~$lead.docx`)."""
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in {"thumbs.db", "desktop.ini"}


def is_folder(path: Path) -> bool:
    """Whether there is a folder at `path` that may be read; unlike `Path.is_dir`, it never raises."""
    return os.access(path, os.R_OK | os.X_OK) and path.is_dir()


def read_file(path: Path, name: str, limit: int) -> tuple[bytes | None, Diagnostics]:
    """The bytes of an ordinary file of at most `limit` bytes, which messages call `name`."""
    span = Span(name)
    try:
        if not path.is_file():  # a folder, or a pipe that would never end
            return None, (FILE_UNREADABLE.at(span, file=name, why="not an ordinary file"),)
        with path.open("rb") as file:
            # What says at once that it is too large is not read.
            data = b"" if (too_large := os.fstat(file.fileno()).st_size > limit) else file.read(limit + 1)
    except OSError as error:
        return None, (FILE_UNREADABLE.at(span, file=name, why=error.strerror or error),)
    if too_large or len(data) > limit:
        return None, (FILE_TOO_LARGE.at(span, file=name, limit=limit // 1_000_000),)
    return data, ()


def named_file(
    base: Path, name: str, span: Span, *, home: str = EDITION_TOML, page: str = "", article: str = ""
) -> tuple[Path | None, Diagnostics]:
    """The file `name` of folder `base`, if it is there; `span` names it, `home` is a file in `base`."""
    path = within(base, name)
    if path is None:
        return None, (PATH_OUTSIDE.at(span, page=page, article=article, file=name, base=home),)
    try:
        if path.is_file():
            return path, ()
        beside = (*path.parent.glob("*"), *base.glob("pictures/*"))
    except OSError as error:
        why = error.strerror or error
        return None, (FILE_UNREADABLE.at(span, page=page, article=article, file=name, why=why),)
    near = near_match(
        name, [found for found in (relative(other, base) for other in beside) if showable(found)]
    )
    return None, (FILE_MISSING.at(span, page=page, article=article, file=name, base=home, **near),)


def named_picture(
    base: Path,
    name: str,
    span: Span,
    *,
    pdf: bool = False,
    home: str = EDITION_TOML,
    page: str = "",
    article: str = "",
) -> tuple[Look | None, Diagnostics]:
    """What the picture `name` of folder `base` is, if it can be printed; `pdf` allows a PDF too."""
    path, trouble = named_file(base, name, span, home=home, page=page, article=article)
    if path is None:
        return None, trouble
    try:
        look = look_at(path, pdf=pdf)
    except OSError as error:
        why = error.strerror or error
        return None, (FILE_UNREADABLE.at(span, page=page, article=article, file=name, why=why),)
    if isinstance(look, Fault):
        return None, (look.at(span, name, page=page, article=article),)
    return look, tuple(
        remark.at(span, page=page, article=article, file=name, pages=look.pages) for remark in look.remarks
    )
