"""The copy of an edition: every file of articles/ and fillers/ in, their stories with the sizes of their pictures out.

Names of files are relative to the edition's folder and written with `/`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from editions.diagnostic import Diagnostic, Span
from editions.files import (
    EDITION_TOML,
    Diagnostics,
    is_folder,
    is_left_behind,
    named_picture,
    read_file,
    showable,
    shown,
    within,
)
from editions.in_turn import in_turn
from editions.messages_edition import (
    EMPTY_ARTICLE,
    FILE_NAME,
    FOLDER_IGNORED,
    FOLDER_MISSING,
    ID_TWICE,
    PATH_OUTSIDE,
    PICTURE_INSIDE,
)
from editions.model import Article, HouseStyle, Picture

COPY_BYTES = 64_000_000  # a .docx has its pictures inside; text has a limit of its own


class Copy(NamedTuple):
    """Stories by the names of their files, those of articles/ first, no two with one id; which of them are `fillers`; the names,
    without folder and ending, of files that are `faulty`: what such a file says of itself may have been lost."""

    stories: tuple[Article, ...]
    fillers: frozenset[str]
    faulty: frozenset[str]
    found: Diagnostics


class _Read(NamedTuple):
    """What was in a file or a folder; `inner` names the pictures that are inside a document."""

    stories: tuple[Article, ...] = ()
    found: Diagnostics = ()
    inner: frozenset[str] = frozenset()


def read_copy(root: Path, style: HouseStyle) -> Copy:
    """The folder of an edition in, its copy out, with everything that is wrong with it."""
    articles, fillers = (_read_folder(root, folder, style) for folder in ("articles", "fillers"))
    stories, id_trouble = _distinct((*articles.stories, *fillers.stories))
    stories, picture_trouble = _look_at_pictures(root, stories, articles.inner | fillers.inner)
    read = (*articles.found, *fillers.found)
    return Copy(
        stories, frozenset(filler.id for filler in fillers.stories), _with_errors(read), (*read, *id_trouble, *picture_trouble)
    )


def _has_errors(found: Iterable[Diagnostic]) -> bool:
    return any(fault.severity == "error" for fault in found)


def _with_errors(found: Iterable[Diagnostic]) -> frozenset[str]:
    return frozenset(
        PurePosixPath(fault.span.file).stem for fault in found if fault.span and fault.severity == "error"
    )


def _read_folder(root: Path, folder: str, style: HouseStyle) -> _Read:
    """The stories of every file in one folder, by file name; hidden files are left alone."""
    top = root / folder
    if folder == "fillers" and not os.path.lexists(top):
        return _Read()
    if not is_folder(top):
        return _Read(found=(FOLDER_MISSING.at(Span(folder), file=folder),))
    files = [path for path in top.iterdir() if not is_left_behind(path.name)]
    one = partial(_read_story_file, root, style=style)
    read = list(in_turn(one, sorted(files, key=lambda path: path.name)))
    return _Read(
        tuple(story for file in read for story in file.stories),
        tuple(fault for file in read for fault in file.found),
        frozenset(name for file in read for name in file.inner),
    )


def _read_story_file(root: Path, path: Path, style: HouseStyle) -> _Read:
    from editions.read import read  # brings the parsers along: not for one who only lists an archive

    folder = path.parent.name
    name = f"{folder}/{path.name}"
    if not showable(name):
        return _Read(found=(FILE_NAME.at(Span(folder), file=shown(name)),))
    if within(root, name) is None:
        return _Read(found=(PATH_OUTSIDE.at(Span(name), file=name, base=EDITION_TOML),))
    if is_folder(path):
        saved_page = path.name.endswith(("_files", ".files"))  # what a browser puts beside a page
        return _Read(found=() if saved_page else (FOLDER_IGNORED.at(Span(name), file=name, parent=folder),))
    data, trouble = read_file(path, name, COPY_BYTES)
    if data is None:
        return _Read(found=trouble)
    reading = read(data, name, style)
    if not reading.articles and not _has_errors(reading.diagnostics):
        return _Read(found=(*reading.diagnostics, EMPTY_ARTICLE.at(Span(name), file=name)))
    stories = tuple(story._replace(id=story.id or path.stem) for story in reading.articles)
    return _Read(stories, reading.diagnostics, frozenset(file.name for file in reading.files))


def _distinct(stories: Iterable[Article]) -> tuple[tuple[Article, ...], Diagnostics]:
    """The stories without those whose id another has before them."""
    first: dict[str, Article] = {}
    found: list[Diagnostic] = []
    for story in stories:
        if story.id in first:
            found.append(ID_TWICE.at(story.span, article=story.id, first=first[story.id].span))
        else:
            first[story.id] = story
    return tuple(first.values()), tuple(found)


def _look_at_pictures(
    root: Path, stories: Iterable[Article], inner: frozenset[str]
) -> tuple[tuple[Article, ...], Diagnostics]:
    """The stories with the place and size of every picture; one that cannot be printed keeps (0, 0)."""
    found: list[Diagnostic] = []
    seen: list[Article] = []
    for story in stories:
        pictures: list[Picture] = []
        for picture in story.pictures:
            file, span = _beside(root, story.span, picture.file), picture.span or story.span
            look, trouble = named_picture(root, file, span, article=story.id)
            if picture.file in inner and not os.path.lexists(root / file):
                trouble = (PICTURE_INSIDE.at(span, article=story.id, file=file),)
            found += trouble
            pictures.append(picture._replace(file=file, size=look.size) if look else picture)
        seen.append(story._replace(pictures=tuple(pictures)))
    return tuple(seen), tuple(found)


def _beside(root: Path, source: Span, name: str) -> str:
    """The name of a picture as seen from the edition's folder: of one that a saved page, a feed or an agency's file names, beside
    that file if anything is there. Markdown names its pictures from the edition's folder on."""
    file = PurePosixPath(source.file)
    if file.suffix.lower() in {".md", ".markdown"} or ".." in PurePosixPath(name).parts:
        return name
    beside = (file.parent / name).as_posix()
    return beside if os.path.lexists(root / beside) else name
