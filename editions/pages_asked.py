"""Some pages of an edition, as a user asks for them, and which of its problems are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from editions.diagnostic import Diagnostic
from editions.messages_command import PAGE_ASKED
from editions.model import Edition
from editions.page_no import normal_page_no, page_nos

Diagnostics = tuple[Diagnostic, ...]


def find_pages(edition: Edition, asked: Iterable[str]) -> tuple[tuple[str, ...], Diagnostics]:
    """Page numbers as typed in; those of the edition's pages that are meant, each once and in the order of
    the edition, out. What is not among them is an error."""
    meant: set[str] = set()
    found: list[Diagnostic] = []
    for text in asked:
        page_no = _find_page(edition, text)
        if page_no:
            meant.add(page_no)
        else:
            pages = "、".join(page.no for page in edition.pages)
            found.append(PAGE_ASKED.at(edition.span, page=text, asked=text, pages=pages))
    return tuple(page.no for page in edition.pages if page.no in meant), tuple(found)


def _find_page(edition: Edition, text: str) -> str:
    """The page of that number, for either number of a spread the spread; else, as papers of one section are called 2
    and A02 alike, the page that has the same figure in the only other spelling."""
    wanted = normal_page_no(text)
    if page := edition.page(wanted):
        return page.no
    figure = _front_section(wanted)
    alike = [
        page.no for page in edition.pages if wanted and figure in map(_front_section, (page.no, *page.page_nos))
    ]
    return alike[0] if len(alike) == 1 else ""


def _front_section(page_no: str) -> str:
    """`A02` and `2` in, `2` out: the section A is the one that needs no letter."""
    matches = [re.fullmatch(r"A?0*(\d+)", no) for no in page_nos(page_no)]
    return "-".join(match[1] for match in matches if match) if all(matches) else page_no


def concerning(found: Iterable[Diagnostic], edition: Edition, asked: Sequence[str]) -> Diagnostics:
    """The problems of these pages and of stories that stand or continue on them, with those that cannot be
    laid to any page."""
    homes = {story.id: {story.page_no, story.jump} for story in edition.articles}
    files = {story.span.file: story.id for story in edition.articles}
    known = {page.no for page in edition.pages}

    def pages_of(fault: Diagnostic) -> set[str]:
        story = fault.article or (files.get(fault.span.file, "") if fault.span else "")
        return ({fault.page} if fault.page in known else homes.get(story, set())) & known

    return tuple(fault for fault in found if not (pages := pages_of(fault)) or pages & set(asked))
