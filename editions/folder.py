"""The folder of an edition in, the edition out.

    paper.toml     what every day shares; here, or named by the caller, or in the nearest folder above
    edition.toml   date, issue number, preset, [[pages]], [[ads]]; may repeat any key of paper.toml
    articles/      a story a file, whatever its format: the reader decides by content
    fillers/       short stories to fill a hole with
    pictures/ ads/ and whatever else the copy names, never outside the folder

All that is wrong is found in one run. Names of files are relative to the edition's folder and written with
`/`; the masthead, style and fonts that paper.toml names are relative to paper.toml.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from editions.copy_files import Copy, read_copy
from editions.diagnostic import Span
from editions.files import EDITION_TOML, Diagnostics, is_folder, read_file, relative, within
from editions.lock import read_lock
from editions.messages_edition import LOCK_PAGE, NO_FOLDER, TOML_MISSING
from editions.model import HANS, Edition, HouseStyle, Paper, Script
from editions.paper import PAPER_TOML, Given, choose_preset, find_paper, is_style_file, merge_paper
from editions.pins import pin_stories
from editions.placing import check_places, place_stories, read_ads, read_pages
from editions.toml_places import Toml, read_toml
from editions.toml_shape import EDITION, PAPER, fit

TOML_BYTES = 1_000_000

_NO_TOML = Toml("", {}, {})


def read_paper(path: Path) -> tuple[Paper | None, Diagnostics]:
    """A paper.toml, or the folder that holds it, in; what every day shares and everything that is wrong with it out."""
    file = path / PAPER_TOML if path.is_dir() else path
    house, trouble = _read_toml(file, file.name)
    if house is None:
        return None, trouble
    values, misfits = fit(house, PAPER)
    paper, faults = merge_paper(Given(house, values, file.parent), Given(_NO_TOML, {}, file.parent))
    return paper, (*trouble, *misfits, *faults)


class Opened(NamedTuple):
    """An edition's folder of which edition.toml and paper.toml are read, as far as they can be; `style` is what they say
    of the copy."""

    root: Path
    day: Toml | None
    house: Toml | None
    house_folder: Path
    style: HouseStyle
    found: Diagnostics


def read_edition(root: Path, *, paper: Path | None = None) -> tuple[Edition | None, Diagnostics]:
    """The edition in folder `root` and everything that is wrong with it.

    `paper` names paper.toml, or the folder that holds it. With errors the edition is partial (what cannot be
    used is left out), or None if not even its name, date and pages are known. Reads files, writes none.
    """
    opened, found = open_edition(root, paper=paper)
    return (None, found) if opened is None else read_opened(opened, lambda: read_copy(opened.root, opened.style))


def open_edition(root: Path, *, paper: Path | None = None) -> tuple[Opened | None, Diagnostics]:
    """The first step of `read_edition`, for who has the copy read by another process; None where there is no folder."""
    if not is_folder(root):
        return None, (NO_FOLDER.at(path=root),)
    house_path = find_paper(root, paper)
    day, day_trouble = _read_toml(root / EDITION_TOML, EDITION_TOML)
    house, house_trouble = (
        _read_toml(house_path, relative(house_path, root)) if house_path else (_NO_TOML, ())
    )
    house_folder = house_path.parent if house_path else root
    style = _house_style((day, root), (house, house_folder))
    return Opened(root, day, house, house_folder, style, (*day_trouble, *house_trouble)), ()


def read_opened(opened: Opened, bring: Callable[[], Copy]) -> tuple[Edition | None, Diagnostics]:
    """The steps after it. The copy is asked for when all else has been read."""
    root, day, house = opened.root, opened.day, opened.house
    if day is None or house is None:
        return None, (*opened.found, *bring().found)
    values, day_misfits = fit(day, EDITION)
    house_values, house_misfits = fit(house, PAPER)
    today = Given(day, values, root)
    shared, paper_trouble = merge_paper(Given(house, house_values, opened.house_folder), today)
    preset, preset_trouble = choose_preset(today, shared)
    pages, listed, page_trouble = read_pages(day, values.get("pages", (None,)))
    locks, lock_trouble = read_lock(root)
    pages = tuple(page._replace(lock=locks.get(page.no)) for page in pages)
    numbers = [page.no for page in pages]
    lost = (
        LOCK_PAGE.at(lock.span, page=no, pages=", ".join(numbers)) for no, lock in locks.items() if no not in numbers
    )
    copy = bring()
    trouble = (*lock_trouble, *lost, *opened.found, *copy.found)
    trouble = (*day_misfits, *house_misfits, *paper_trouble, *preset_trouble, *page_trouble, *trouble)
    if not pages:  # it is of no use to say which stories have none
        return None, trouble

    date = values.get("date")
    spare = copy.fillers - set(listed)
    placed, place_trouble = place_stories(
        copy.stories, pages, listed, spare=spare, faulty=copy.faulty, date=date, paper=shared.name
    )
    list_trouble = check_places(placed, pages, listed, faulty=copy.faulty)
    placed, pin_trouble = pin_stories(placed, pages, spare=spare, faulty=copy.faulty)
    ads, ad_trouble = read_ads(root, day, values.get("ads", ()), pages)
    trouble = (*trouble, *place_trouble, *list_trouble, *pin_trouble, *ad_trouble)
    if date is None or not shared.name:
        return None, trouble
    edition = Edition(
        paper=shared,
        date=date,
        issue_no=str(values.get("issue_no", "")),
        preset=preset,
        pages=pages,
        articles=tuple(story for story in placed if story.id not in spare),
        root=str(root),
        span=Span(EDITION_TOML),
        ads=ads,
        fillers=tuple(story for story in placed if story.id in spare),
    )
    return edition, trouble


def house_style_beside(file: Path) -> HouseStyle:
    """A file of copy in, the house style of the paper whose folders it is in out; Simplified if it is in none."""
    above = find_paper(file.parent, None)
    return _house_style((_read_toml(above, above.name)[0], above.parent)) if above else HANS


def _house_style(*files: tuple[Toml | None, Path]) -> HouseStyle:
    """TOML files with their folders, of which the first comes before the next, in; the script that they say, or else
    the style file that they name, and the names of their lexicons out. What is no fit value says nothing here."""
    known = [(file.values, folder) for file, folder in files if file]
    said: list[object] = [values.get("language") for values, _ in known]
    styles = (
        (values[key], folder)
        for key in ("preset", "style")
        for values, folder in known
        if isinstance(values.get(key), str) and values[key]
    )
    if not any(said):
        said = [_language_of(*style) for style in islice(styles, 1)]
    lexicons = [values.get("lexicon") for values, _ in known]
    names = (name for lexicon in lexicons if isinstance(lexicon, list) for name in lexicon if isinstance(name, str))
    script: Script = "zh-Hant" if next(filter(None, said), "") == "zh-Hant" else "zh-Hans"
    return HouseStyle(script, tuple(filter(None, dict.fromkeys(names))))


def _language_of(style: str, folder: Path) -> str:
    """The language of a style file in a folder; "" of a preset, and of a file that is wrong, which its reader will say."""
    path = within(folder, style) if is_style_file(style) else None
    file = _read_toml(path, style)[0] if path else None
    setting = file.values.get("setting") if file else None
    language = setting.get("language") if isinstance(setting, dict) else None
    return language if isinstance(language, str) else ""


def _read_toml(path: Path, name: str) -> tuple[Toml | None, Diagnostics]:
    if not os.path.lexists(path):
        return None, (TOML_MISSING.at(Span(name), file=name),)
    data, trouble = read_file(path, name, TOML_BYTES)
    return (None, trouble) if data is None else read_toml(data, name)


