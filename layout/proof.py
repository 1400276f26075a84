"""One page to look at: as it will be printed, with marks on it if wanted, as PDF and as picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from editions.diagnostic import Diagnostic
from layout.edition import Setup
from layout.export.pdf import About, export_pdf
from layout.export.png import export_png
from layout.items import Page
from layout.overlay import overlay


def proof_page(
    page: Page,
    kinds: tuple[str, ...],
    setup: Setup,
    about: About,
    root: Path,
    *,
    dpi: float,
    found: Iterable[Diagnostic] = (),
) -> tuple[bytes, bytes]:
    """A page and the marks that it is to bear (`overlay.KINDS`) in, its PDF and a PNG of that out.

    `root` is the folder that pictures are named from; `found` are problems beyond those that the page brings
    along, to be marked with them.
    """
    marked = replace(page, diagnostics=(*page.diagnostics, *found))
    if kinds:
        marked = overlay(marked, kinds, setup.grid, setup.desk.style)
    pdf = export_pdf([marked], about, root)
    return pdf, export_png(pdf, dpi)
