"""The files that finished pages become: PDF and PNG, with names that tell paper, day and page; and their report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from editions.diagnostic import Diagnostic
from editions.files import relative
from editions.model import Edition
from editions.verdict import NOTHING_TO_PRINT, exit_code, weighed
from editions.writing import barred, file_stem, write
from fonts.roles import FaceTable
from layout.export.pdf import About, export_plates
from layout.export.plate import Plate, draw_plate
from layout.export.png import export_png
from layout.makeup import MadeUp, Stage
from layout.overlay import overlay
from layout.report import report


class Printed(NamedTuple):
    """The files that were written, and all that was found wrong on the way."""

    pdfs: tuple[Path, ...]
    pngs: tuple[Path, ...]
    found: tuple[Diagnostic, ...]


class _File(NamedTuple):
    name: str
    data: bytes


_Files = tuple[list[_File], list[_File]]


def print_edition(made: MadeUp, out: Path, stage: Stage, *, strict: bool, split: bool, dpi: int | None) -> Printed:
    """What was made up, with its plates, in; one PDF of it in folder `out`, or one a page if `split`, and with `dpi` a PNG a page.

    Nothing is written if anything found forbids it (`NOTHING_TO_PRINT`); `strict` makes errors of warnings.
    A PDF of some pages alone is not called like that of the whole edition.
    """

    def export(edition: Edition) -> _Files:
        names = [plate.page.no for plate in made.plates]
        if split:
            pdfs = [
                _File(f"{file_stem(edition, [name])}.pdf", _pdf(edition, [plate]))
                for name, plate in zip(names, made.plates, strict=True)
            ]
        else:
            part = [] if len(names) == len(edition.pages) else ["_".join(names)]
            pdfs = [_File(f"{file_stem(edition, part)}.pdf", _pdf(edition, made.plates))]
        pngs: list[_File] = []
        if dpi is not None:
            for n, name in enumerate(names):
                data, index = (pdfs[n].data, 0) if split else (pdfs[0].data, n)
                pngs.append(_File(f"{file_stem(edition, [name])}.png", export_png(data, dpi, index)))
        return pdfs, pngs

    return _print(made, out, stage, strict, export)


def print_proof(made: MadeUp, out: Path, stage: Stage, *, strict: bool, marks: Sequence[str], dpi: int) -> Printed:
    """The first page that was made up in; its PDF and PNG in folder `out`, with `marks` (`overlay.KINDS`) on them."""

    def export(edition: Edition) -> _Files:
        page = made.pages[0]._replace(diagnostics=weighed(made.found, strict=strict))
        if marks and made.setup:
            page = overlay(page, tuple(marks), made.setup.for_page(page.no).grid)
        stem = file_stem(edition, (page.no, "proof"))
        pdf = _pdf(edition, [draw_plate(page)])
        return [_File(f"{stem}.pdf", pdf)], [_File(f"{stem}.png", export_png(pdf, dpi))]

    return _print(made, out, stage, strict, export)


def report_print(made: MadeUp, printed: Printed, file: Path, *, strict: bool) -> dict[str, Any]:
    """The report for the file `file`, from where it names the PDF; with one PDF a page each page names its own."""
    names = [relative(path, file.parent) for path in printed.pdfs]
    whole = names[0] if len(names) == 1 else None
    found = weighed(printed.found, strict=strict)
    value = report(made.plates, made.table or FaceTable(()), found, pdf=whole)
    if len(names) > 1:
        for page, name in zip(value["pages"], names, strict=False):
            page["pdf"] = name
    return value


def _print(made: MadeUp, out: Path, stage: Stage, strict: bool, export: Callable[[Edition], _Files]) -> Printed:
    found = (*made.found, *barred(out))
    is_hopeless = exit_code(weighed(found, strict=strict)) in NOTHING_TO_PRINT
    if is_hopeless or made.edition is None or not made.pages:
        return Printed((), (), found)
    with stage("export"):
        pdfs, pngs = export(made.edition)
    with stage("write"):
        trouble = {file.name: write(out / file.name, file.data) for file in (*pdfs, *pngs)}
    return Printed(
        tuple(out / file.name for file in pdfs if not trouble[file.name]),
        tuple(out / file.name for file in pngs if not trouble[file.name]),
        (*found, *(fault for faults in trouble.values() for fault in faults)),
    )


def _pdf(edition: Edition, plates: Sequence[Plate]) -> bytes:
    issue = f" 第{edition.issue_no}期" if edition.issue_no else ""
    title = f"{edition.paper.name} {edition.date.isoformat()}{issue}"
    subject = " · ".join(plate.page.folio for plate in plates)
    return export_plates(plates, About(title, edition.paper.publisher, subject, edition.date), Path(edition.root))
