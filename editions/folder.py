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
from collections.abc import Iterable
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from editions.diagnostic import Diagnostic, Span
from editions.files import (
    EDITION_TOML,
    Diagnostics,
    is_folder,
    named_picture,
    read_file,
    relative,
    showable,
    shown,
    within,
)
from editions.in_turn import in_turn
from editions.lock import read_lock
from editions.messages_edition import (
    EMPTY_ARTICLE,
    FILE_NAME,
    FOLDER_IGNORED,
    FOLDER_MISSING,
    ID_TWICE,
    LOCK_PAGE,
    NO_FOLDER,
    PATH_OUTSIDE,
    TOML_MISSING,
)
from editions.model import HANS, Article, Edition, HouseStyle, Paper, Picture, Script
from editions.paper import PAPER_TOML, Given, choose_preset, find_paper, is_style_file, merge_paper
from editions.pins import pin_stories
from editions.placing import check_places, place_stories, read_ads, read_pages
from editions.toml_places import Toml, read_toml
from editions.toml_shape import EDITION, PAPER, fit

TOML_BYTES = 1_000_000
COPY_BYTES = 64_000_000  # a .docx has its pictures inside; text has a limit of its own

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


def read_edition(root: Path, *, paper: Path | None = None) -> tuple[Edition | None, Diagnostics]:
    """The edition in folder `root` and everything that is wrong with it.

    `paper` names paper.toml, or the folder that holds it. With errors the edition is partial (what cannot be
    used is left out), or None if not even its name, date and pages are known. Reads files, writes none.
    """
    if not is_folder(root):
        return None, (NO_FOLDER.at(path=root),)
    house_path = find_paper(root, paper)
    day, day_trouble = _read_toml(root / EDITION_TOML, EDITION_TOML)
    house, house_trouble = (
        _read_toml(house_path, relative(house_path, root)) if house_path else (_NO_TOML, ())
    )
    style = _house_style((day, root), (house, house_path.parent if house_path else root))
    articles, article_trouble = _read_copy(root, "articles", style)
    fillers, filler_trouble = _read_copy(root, "fillers", style)
    stories, id_trouble = _distinct((*articles, *fillers))
    stories, picture_trouble = _look_at_pictures(root, stories)
    trouble = (*day_trouble, *house_trouble, *article_trouble, *filler_trouble, *id_trouble, *picture_trouble)
    if day is None or house is None:
        return None, trouble

    values, day_misfits = fit(day, EDITION)
    house_values, house_misfits = fit(house, PAPER)
    today = Given(day, values, root)
    shared, paper_trouble = merge_paper(
        Given(house, house_values, house_path.parent if house_path else root), today
    )
    preset, preset_trouble = choose_preset(today, shared)
    pages, listed, page_trouble = read_pages(day, values.get("pages", (None,)))
    locks, lock_trouble = read_lock(root)
    pages = tuple(page._replace(lock=locks.get(page.no)) for page in pages)
    numbers = [page.no for page in pages]
    lost = (
        LOCK_PAGE.at(lock.span, page=no, pages=", ".join(numbers)) for no, lock in locks.items() if no not in numbers
    )
    trouble = (*lock_trouble, *lost, *trouble)
    trouble = (*day_misfits, *house_misfits, *paper_trouble, *preset_trouble, *page_trouble, *trouble)
    if not pages:  # it is of no use to say which stories have none
        return None, trouble

    date = values.get("date")
    spare = frozenset(filler.id for filler in fillers) - set(listed)
    faulty = _files_with_errors((*article_trouble, *filler_trouble))
    placed, place_trouble = place_stories(
        stories, pages, listed, spare=spare, faulty=faulty, date=date, paper=shared.name
    )
    list_trouble = check_places(placed, pages, listed, faulty=faulty)
    placed, pin_trouble = pin_stories(placed, pages, spare=spare, faulty=faulty)
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


def _has_errors(found: Iterable[Diagnostic]) -> bool:
    return any(fault.severity == "error" for fault in found)


def _files_with_errors(found: Iterable[Diagnostic]) -> frozenset[str]:
    """Their names without folder and ending: what such a file says of itself may have been lost."""
    return frozenset(
        PurePosixPath(fault.span.file).stem for fault in found if fault.span and fault.severity == "error"
    )


def _read_toml(path: Path, name: str) -> tuple[Toml | None, Diagnostics]:
    if not os.path.lexists(path):
        return None, (TOML_MISSING.at(Span(name), file=name),)
    data, trouble = read_file(path, name, TOML_BYTES)
    return (None, trouble) if data is None else read_toml(data, name)


def _read_copy(root: Path, folder: str, style: HouseStyle) -> tuple[tuple[Article, ...], Diagnostics]:
    """The stories of every file in one folder, by file name; hidden files are left alone."""
    top = root / folder
    if folder == "fillers" and not os.path.lexists(top):
        return (), ()
    if not is_folder(top):
        return (), (FOLDER_MISSING.at(Span(folder), file=folder),)
    stories: list[Article] = []
    found: list[Diagnostic] = []
    files = [path for path in top.iterdir() if not path.name.startswith(".") and not path.name.endswith("~")]
    one = partial(_read_story_file, root, style=style)
    for articles, trouble in in_turn(one, sorted(files, key=lambda path: path.name)):
        stories += articles
        found += trouble
    return tuple(stories), tuple(found)


def _read_story_file(root: Path, path: Path, style: HouseStyle) -> tuple[tuple[Article, ...], Diagnostics]:
    from editions.read import read  # brings the parsers along: not for one who only lists an archive

    folder = path.parent.name
    name = f"{folder}/{path.name}"
    if not showable(name):
        return (), (FILE_NAME.at(Span(folder), file=shown(name)),)
    if within(root, name) is None:
        return (), (PATH_OUTSIDE.at(Span(name), file=name, base=EDITION_TOML),)
    if is_folder(path):
        saved_page = path.name.endswith(("_files", ".files"))  # what a browser puts beside a page
        return (), () if saved_page else (FOLDER_IGNORED.at(Span(name), file=name, parent=folder),)
    data, trouble = read_file(path, name, COPY_BYTES)
    if data is None:
        return (), trouble
    reading = read(data, name, style)
    if not reading.articles and not _has_errors(reading.diagnostics):
        return (), (*reading.diagnostics, EMPTY_ARTICLE.at(Span(name), file=name))
    return tuple(story._replace(id=story.id or path.stem) for story in reading.articles), reading.diagnostics


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


def _look_at_pictures(root: Path, stories: Iterable[Article]) -> tuple[tuple[Article, ...], Diagnostics]:
    """The stories with the place and size of every picture; one that cannot be printed keeps (0, 0)."""
    found: list[Diagnostic] = []
    seen: list[Article] = []
    for story in stories:
        pictures: list[Picture] = []
        for picture in story.pictures:
            file = _beside(root, story.span, picture.file)
            look, trouble = named_picture(root, file, picture.span or story.span, article=story.id)
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
