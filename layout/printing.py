"""The files that finished pages become: PDF and PNG, with names that tell paper, day and page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.model import Edition
from editions.writing import file_stem
from layout.edition import Setup
from layout.export.pdf import About, export_pdf
from layout.export.png import export_png
from layout.items import Page
from layout.overlay import overlay


class Printed(NamedTuple):
    """A file to write: its name, and what is in it."""

    name: str
    data: bytes


class Prints(NamedTuple):
    """One PDF of all pages or one a page, and the PNG of each page, if wanted."""

    pdfs: tuple[Printed, ...]
    pngs: tuple[Printed, ...]


def print_pages(edition: Edition, pages: Sequence[Page], *, split: bool, dpi: int | None) -> Prints:
    """Finished pages in, their PDF out: one, or one a page if `split`. With `dpi` a PNG of each page, too.

    A PDF of some pages alone is not called like that of the whole edition.
    """
    names = [_page_name(page) for page in pages]
    if split:
        pdfs = [
            Printed(f"{file_stem(edition, [name])}.pdf", _pdf(edition, [page]))
            for name, page in zip(names, pages, strict=True)
        ]
    else:
        part = [] if len(pages) == len(edition.pages) else ["_".join(names)]
        pdfs = [Printed(f"{file_stem(edition, part)}.pdf", _pdf(edition, pages))]
    pngs: list[Printed] = []
    if dpi is not None:
        for n, name in enumerate(names):
            data, index = (pdfs[n].data, 0) if split else (pdfs[0].data, n)
            pngs.append(Printed(f"{file_stem(edition, [name])}.png", export_png(data, dpi, index)))
    return Prints(tuple(pdfs), tuple(pngs))


def print_proof(
    edition: Edition,
    page: Page,
    setup: Setup,
    *,
    marks: tuple[str, ...] = (),
    dpi: int,
    found: Iterable[Diagnostic] = (),
) -> Prints:
    """One page to look at, with the marks (`overlay.KINDS`) that it is to bear. `found` are all problems to
    mark."""
    marked = replace(page, diagnostics=tuple(found))
    if marks:
        marked = overlay(marked, marks, setup.grid, setup.desk.style)
    stem = file_stem(edition, (_page_name(page), "proof"))
    pdf = _pdf(edition, [marked])
    return Prints((Printed(f"{stem}.pdf", pdf),), (Printed(f"{stem}.png", export_png(pdf, dpi)),))


def _pdf(edition: Edition, pages: Sequence[Page]) -> bytes:
    issue = f" 第{edition.issue_no}期" if edition.issue_no else ""
    title = f"{edition.paper.name} {edition.date.isoformat()}{issue}"
    subject = " · ".join(page.folio for page in pages)
    return export_pdf(pages, About(title, edition.paper.publisher, subject, edition.date), Path(edition.root))


def _page_name(page: Page) -> str:
    return "+".join(page.page_nos)
