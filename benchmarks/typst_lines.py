"""Lines that Typst sets: paragraphs and a measure in, the rows read back from its PDF out.

Same face, size and measure, justified, first line two em in, system fonts ignored, Chinese of the mainland.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from first_edition import FACE_NAME, FACE_PACKAGE, quoted
from line_rules import Row, row_of

SIZE, LEADING = 9.0, 11.57  # points
MARGIN = 20.0  # points; wide enough for what Typst hangs into the margin
INDENT = 2
COLUMNS, LINES, GUTTER = 8, 120, 1  # of the page that is timed: a broadsheet


def face_folder() -> str | None:
    """The folder of the one face, or None if its package or Typst's is not installed."""
    face = find_spec(FACE_PACKAGE)
    if find_spec("typst") is None or face is None or not face.submodule_search_locations:
        return None
    return next(iter(face.submodule_search_locations))


def column_source(paragraphs: Sequence[str], measure: int) -> str:
    """A source that flows all paragraphs in columns of `measure` em, on as many pages as they need."""
    width = (COLUMNS * measure + (COLUMNS - 1) * GUTTER) * SIZE + 2 * MARGIN
    page = f"width: {width}pt, height: {LINES * LEADING + 2 * MARGIN}pt, columns: {COLUMNS}, margin: {MARGIN}pt"
    return _head(page) + f"#set columns(gutter: {GUTTER * SIZE}pt)\n" + _body(paragraphs, "\n")


def set_by_typst(paragraphs: Sequence[str], measure: int, folder: str) -> list[list[Row]]:
    """The rows of each paragraph at `measure` em, from the places of the glyphs in the PDF."""
    import pypdfium2
    typst: Any = import_module("typst")  # not among the test requirements, so the type checker may not see it

    page = f"width: {measure * SIZE + 2 * MARGIN}pt, height: auto, margin: {MARGIN}pt"
    source = _head(page) + _body(paragraphs, "\n#pagebreak(weak: true)\n")  # a page a paragraph
    pdf = typst.compile(source.encode(), font_paths=[folder], ignore_system_fonts=True)
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_rows(document[index]) for index in range(len(document))]
    finally:
        document.close()


def _head(page: str) -> str:
    return (
        f"#set page({page})\n"
        f'#set text(font: "{FACE_NAME}", size: {SIZE}pt, lang: "zh", region: "cn", '
        "top-edge: 0.88em, bottom-edge: -0.12em)\n"  # lines of one em, so that the leading is what is said
        f"#set par(justify: true, first-line-indent: (amount: {INDENT}em, all: true), "
        f"leading: {LEADING - SIZE}pt, spacing: {LEADING - SIZE}pt)\n"
    )


def _body(paragraphs: Sequence[str], between: str) -> str:
    return between.join(f"\n#{quoted(text)}\n" for text in paragraphs)


def _rows(page: object) -> list[Row]:
    """The rows of a page, top to bottom: characters with one baseline, in the order of the content stream."""
    glyphs = sorted(_characters(page), key=lambda glyph: glyph[0])  # stable: the order within a line stays
    return [row_of([(char, x) for _, char, x in line]) for _, line in groupby(glyphs, key=lambda glyph: glyph[0])]


def _characters(page: object) -> Iterator[tuple[float, str, float]]:
    """The (depth of the baseline, character, place in em) of all characters that the page draws."""
    from pypdfium2 import raw

    text_page = raw.FPDFText_LoadPage(page.raw)  # type: ignore[attr-defined]
    try:
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(raw.FPDFText_CountChars(text_page)):
            if raw.FPDFText_IsGenerated(text_page, index) == 1:
                continue  # line ends and spaces that the reader puts in
            code = raw.FPDFText_GetUnicode(text_page, index)
            char = "-" if code == 2 else chr(code)  # the reader's sign for a hyphen at a line end
            raw.FPDFText_GetCharOrigin(text_page, index, x, y)
            yield -round(y.value, 1), char, (x.value - MARGIN) / SIZE
    finally:
        raw.FPDFText_ClosePage(text_page)
