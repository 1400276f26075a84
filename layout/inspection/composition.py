"""The inspection as the command line asks for it: an edition that was made up, or a PDF alone, in; diagnostics out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from editions.diagnostic import Diagnostic, Message
from editions.files import read_file, shown
from editions.model import Article, Edition
from editions.verdict import NOTHING_TO_PRINT, exit_code
from layout import messages_inspection as messages
from layout.grid import baseline_in_line
from layout.inspection import Found, Grid, Inspection, inspect_pdf
from layout.items import Page
from layout.makeup import MadeUp

_MM = 25.4 / 72
_LARGEST = 600_000_000  # bytes
_LONGEST_TEXT = 40
_MOST_ASIDE = 0.4

_MESSAGES = {
    "line-start": messages.LINE_START,
    "line-end": messages.LINE_END,
    "parted-unit": messages.PARTED_UNIT,
    "stretched-unit": messages.STRETCHED_UNIT,
    "ragged-line": messages.RAGGED_END,
    "off-grid": messages.OFF_GRID,
    "wide-gap": messages.WIDE_GAP,
    "loose-marks": messages.LOOSE_MARKS,
    "short-last-line": messages.SHORT_LAST_LINE,
}


class Checked(NamedTuple):
    """What was found, and how many pages and lines of running text were looked at."""

    found: tuple[Diagnostic, ...]
    pages: int
    lines: int


def check_file(path: Path, grid: tuple[float, float] | None = None) -> Checked:
    """A PDF, and its baseline grid (leading and first baseline in points) if it is known, in; what is wrong with its
    lines out, page by page ("1" is the first)."""
    data, trouble = read_file(path, shown(path.name), _LARGEST)
    if data is None:
        return Checked(tuple(fault._replace(span=None) for fault in trouble), 0, 0)
    inspection = inspect_pdf(data, grid=Grid(*grid) if grid else None)
    if inspection.trouble:
        return Checked((messages.PDF_UNREADABLE.at(file=shown(path.name), why=inspection.trouble),), 0, 0)
    return _checked(inspection, tuple(_diagnostic(one, str(one.page_index + 1)) for one in inspection.found))


def check_made_up(made: MadeUp, grid: tuple[float, float] | None = None) -> Checked:
    """An edition that was made up in; what is wrong with the lines of its PDF, which is exported in memory, out. Each
    problem names the story that it is in. Without a `grid` that of the style counts; what could not be printed is not
    looked at."""
    edition, setup = made.edition, made.setup
    if edition is None or setup is None or not made.pages or exit_code(made.found) in NOTHING_TO_PRINT:
        return Checked((), 0, 0)
    from layout.export.pdf import About, export_pdf

    style = setup.desk.style
    inspection = inspect_pdf(
        export_pdf(made.pages, About("", "", "", edition.date), Path(edition.root)),
        level=style.setting.level,
        size=style.grid.body_pt,
        grid=Grid(*grid) if grid else Grid(style.grid.leading_pt, setup.grid.y(0) + baseline_in_line(style)),
        copy=_copy(edition),
        hanging=style.setting.hanging,
    )
    articles = {article.id: article for article in (*edition.articles, *edition.fillers)}
    found = []
    for one in inspection.found:
        page = made.pages[one.page_index]
        article = articles.get(_story_at(page, one.x, one.y))
        if not (one.finding.kind == "ragged-line" and _is_verse(one.finding.piece.text, article)):
            found.append(_diagnostic(one, page.no, article))
    return _checked(inspection, tuple(found))


def _checked(inspection: Inspection, found: tuple[Diagnostic, ...]) -> Checked:
    if not inspection.lines:
        found = (messages.NO_RUNNING_TEXT.at(),)
    elif inspection.aside > _MOST_ASIDE:
        found = (*found, messages.TEXT_ASIDE.at(percent=100 * inspection.aside))
    return Checked(found, inspection.pages, inspection.lines)


def _diagnostic(one: Found, page: str, article: Article | None = None) -> Diagnostic:
    finding = one.finding
    text = finding.piece.text
    message: Message = _MESSAGES[finding.kind]
    if finding.kind == "ragged-line" and finding.what == "start":
        message = messages.RAGGED_START
    return message.at(
        article.span if article else None,
        page=page,
        article=article.id if article else "",
        what=finding.what,
        amount=finding.amount,
        points=finding.amount * finding.piece.size,
        text=text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…",
        x=one.x * _MM,
        y=one.y * _MM,
    )


def _story_at(page: Page, x: float, y: float) -> str:
    """The id of the story in one of whose rectangles a line stands; of stories one in another, the smaller."""
    around = [
        ((x1 - x0) * (y1 - y0), story.id)
        for story in page.stories
        for x0, y0, x1, y1 in story.rects
        if x0 - 1 <= x <= x1 and y0 <= y <= y1 + 1
    ]
    return min(around)[1] if around else ""


def _is_verse(text: str, article: Article | None) -> bool:
    """Whether a line is one of a verse: it ends where the poet ends it. In a column of a few lines, some of one length,
    the page alone does not tell it from running text."""
    return article is not None and any(
        block.kind == "verse" and text in block.text.split("\n") for block in article.body
    )


def _copy(edition: Edition) -> Iterator[str]:
    for article in (*edition.articles, *edition.fillers):
        for body in (article.body, *(sidebar.body for sidebar in article.sidebars)):
            yield from (block.text for block in body)
