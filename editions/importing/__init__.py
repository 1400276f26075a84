"""Sources in (saved pages, texts, a digital paper's folder), an edition's folder out.

    find, read (sources) -> gather (stories) -> join_jumps (joining) -> weighed (weighing) -> find_pictures (pictures) -> files (edition)

Nothing is written unless all of it can be, and the folder then appears as a whole. What is written is an edition like any other:
it is read once before it takes its name.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from editions.atomic import replacing_folder, sync
from editions.diagnostic import Diagnostic
from editions.files import EDITION_TOML
from editions.folder import house_style_beside
from editions.importing.edition import Day, files_of, pages_of
from editions.importing.joining import join_jumps
from editions.importing.pictures import find_pictures
from editions.importing.report import Imported, as_json, as_text
from editions.importing.sources import Found, find_files, read_files
from editions.importing.stories import Story, gather, page_maps
from editions.importing.weighing import weighed
from editions.messages_edition import TAG_DATE, TAG_PAPER, cannot_write
from editions.messages_import import NO_DATE, NO_NAME, NO_PAGES, NO_STORIES
from editions.paper import find_paper
from editions.read.founder_page import PageMap
from editions.writing import taken_already

__all__ = ["Imported", "Wish", "as_json", "as_text", "take_in"]


class Wish(NamedTuple):
    """What the user says of the edition, where the sources do not; `""` and None leave it to them."""

    date: datetime.date | None = None
    name: str = ""
    preset: str = ""
    page: str = ""
    skip: bool = False


def take_in(
    sources: Iterable[Path], folder: Path, wish: Wish, tell: Callable[[str], None]
) -> tuple[Imported | None, Found]:
    """Files and folders, the folder of the new edition (absent or empty) and the user's wishes in; what was written, or None, and
    everything that is wrong or in doubt out."""
    files, found = find_files(sources)
    found = (*found, *taken_already(folder))
    if _errors(found):
        return None, found
    taken = read_files(files, house_style_beside(folder / EDITION_TOML), tell)
    maps = page_maps(taken)
    stories, trouble = gather(taken, maps, wish.page, skip=wish.skip)
    parts = len(stories)
    stories, trouble = join_jumps(stories, trouble)
    stories, copies, lost = find_pictures(stories)
    placed = weighed([story for story in stories if story.page])
    day, doubts = _day(folder, wish, placed, tuple(story for story in stories if not story.page), maps)
    found = (*found, *trouble, *lost, *doubts)
    if day is None or _errors(found):
        return None, found
    found += _strange(day)
    tell("write")
    faults = _write(folder, day, copies)
    if _errors(faults):
        return None, (*found, *faults)
    unplaced = tuple(story.article.id for story in day.unplaced)
    return Imported(folder, day.date, day.paper or day.house, day.pages, unplaced, len(copies), parts - len(stories)), found


def _errors(found: Iterable[Diagnostic]) -> bool:
    return any(fault.severity == "error" for fault in found)


def _day(
    folder: Path, wish: Wish, placed: Sequence[Story], unplaced: Sequence[Story], maps: Sequence[PageMap]
) -> tuple[Day | None, Found]:
    """All that is printed, or what nobody says and the edition cannot be without."""
    tags = [story.article.tag for story in (*placed, *unplaced) if story.article.tag]
    dates = Counter(date for date in (*(tag.date for tag in tags), *(page_map.date for page_map in maps)) if date)
    papers = Counter(paper for paper in (*(tag.paper for tag in tags), *(page_map.paper for page_map in maps)) if paper)
    date = wish.date or next((date for date, _ in dates.most_common(1)), None)
    house = _house(folder)
    name = wish.name or ("" if house else next((paper for paper, _ in papers.most_common(1)), ""))
    lacks = (
        *(() if placed or unplaced else (NO_STORIES.at(),)),
        *((NO_PAGES.at(),) if unplaced and not placed else ()),
        *((NO_DATE.at(),) if date is None and (placed or unplaced) else ()),
        *((NO_NAME.at(),) if not (name or house) and (placed or unplaced) else ()),
    )
    if date is None or lacks:
        return None, lacks
    settled = tuple(_settled(story) for story in placed)
    return Day(date, wish.preset, name, house, pages_of(placed, maps), settled, tuple(map(_settled, unplaced))), ()


def _house(folder: Path) -> str:
    """The paper's name in the paper.toml that an edition in this folder would have; `""` if there is none."""
    from editions.folder import read_paper

    above = find_paper(folder, None)
    paper = read_paper(above)[0] if above else None
    return paper.name if paper else ""


def _settled(story: Story) -> Story:
    """A story without what is true of the page it was saved from alone: the site that had it, credit of pictures that are not here."""
    article = story.article
    source = "" if article.tag else article.source
    return replace(story, article=article._replace(source=source, credit=article.credit if article.pictures else ""))


def _strange(day: Day) -> Found:
    """Stories of another day or of another paper."""
    found: list[Diagnostic] = []
    for story in (*day.stories, *day.unplaced):
        tag, id_ = story.article.tag, story.article.id
        if tag and tag.date and tag.date != day.date:
            found.append(TAG_DATE.at(tag.span, page=story.page, article=id_, tag=tag.date, date=day.date))
        if tag and tag.paper and tag.paper != (day.paper or day.house):
            found.append(TAG_PAPER.at(tag.span, page=story.page, article=id_, tag=tag.paper, paper=day.paper or day.house))
    return tuple(found)


def _write(folder: Path, day: Day, copies: Mapping[str, Path | bytes]) -> Found:
    """The folder written whole, or why it was not."""
    from editions.folder import read_edition

    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        with replacing_folder(folder.absolute()) as new:
            for name, data in files_of(day):
                _put(new / name, data)
            for name, copy in copies.items():
                _put(new / name, copy if isinstance(copy, bytes) else copy.read_bytes())
            for path in new.rglob("*"):  # now: a disk is sooner done with many files than with one after another
                sync(path)
            _, found = read_edition(new)
            if _errors(found):
                raise _UnfitError(found)
    except _UnfitError as unfit:
        return unfit.found
    except OSError as error:
        return (cannot_write(folder, error),)
    return ()


class _UnfitError(Exception):
    """What was written cannot be read again: nobody shall have it."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = tuple(fault for fault in found if fault.severity == "error")


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
