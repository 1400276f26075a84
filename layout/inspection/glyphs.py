"""Read: the bytes of a PDF in, the glyphs of its pages out, each where the page draws it.

PDFium resolves fonts, matrices and the content stream; what it adds of its own for readers of text (spaces, line
ends) is left out here. Places come from the page alone, so that nothing of how it was set can slip in.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from layout.inspection.classes import COMMAS, STOPS

MOST_PAGES = 400
MOST_CHARACTERS = 200_000  # on a page

_POINTS = COMMAS | STOPS
_HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line
_INVISIBLE = 3  # text render mode (ISO 32000-1, 9.3.6): a scan's hidden text
_FARTHEST = 20_000.0  # points: no page is as large (ISO 32000-1, annex C)
_LEVEL = 0.001  # of an em: a baseline that rises by less is level


class Glyph(NamedTuple):
    """A glyph that is drawn upright: the copy it stands for, its origin and advance in points (y down, from the upper
    left corner of the trim), its size and the name of its face. `middle` is that of its ink, known of points (点号)."""

    text: str
    x: float
    y: float
    size: float
    width: float
    face: str
    middle: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as drawn: its glyphs in the order of the content stream."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]


def read_sheets(data: bytes) -> tuple[tuple[Sheet, ...], str]:
    """The bytes of a PDF in; its pages, or why it cannot be read, out. Text within a form (an advertisement that is a
    PDF) is not the page's own and is left out, unless the page has no other."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                return (), f"it has more than {MOST_PAGES} pages"
            sheets = []
            for page in document:
                sheet = _read_page(page)
                page.close()
                if sheet is None:
                    return (), f"a page has more than {MOST_CHARACTERS} characters"
                sheets.append(sheet)
            return tuple(sheets), ""
    except pypdfium2.PdfiumError as error:
        return (), str(error)


def _read_page(page: Any) -> Sheet | None:
    from pypdfium2 import raw

    left, bottom, right, top = page.get_trimbox()
    own = {
        ctypes.addressof(raw.FPDFPage_GetObject(page.raw, index).contents)
        for index in range(raw.FPDFPage_CountObjects(page.raw))
    }
    text_page = raw.FPDFText_LoadPage(page.raw)
    try:
        if raw.FPDFText_CountChars(text_page) > MOST_CHARACTERS:
            return None
        found = list(_read_glyphs(raw, text_page, own, left, top))
    finally:
        raw.FPDFText_ClosePage(text_page)
    on_page = [glyph for glyph, is_own in found if is_own] or [glyph for glyph, _ in found]
    return Sheet(right - left, top - bottom, tuple(_joined(on_page)))


class _Piece(NamedTuple):
    """What all characters of a text object share; `size` is 0 if it is not drawn upright or not to be seen."""

    address: int
    size: float
    face: str


def _read_glyphs(raw: Any, text_page: Any, own: set[int], left: float, top: float) -> Iterator[tuple[Glyph, bool]]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    piece = _Piece(0, 0.0, "")
    for index in range(raw.FPDFText_CountChars(text_page)):
        if raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        text_object = raw.FPDFText_GetTextObject(text_page, index)
        if not text_object:
            continue
        address = ctypes.addressof(text_object.contents)
        if address != piece.address:
            piece = _look_at(raw, text_page, index, text_object, address)
        if not piece.size:
            continue
        text = _character(raw.FPDFText_GetUnicode(text_page, index))
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        if "\u4e00" <= text <= "\u9fff":
            width = piece.size
        else:
            raw.FPDFText_GetLooseCharBox(text_page, index, box)
            width = box.right - box.left
        if not (abs(x.value) < _FARTHEST and abs(y.value) < _FARTHEST and width < _FARTHEST):
            continue
        middle = _middle(raw, text_page, index) - left if text in _POINTS else None
        yield Glyph(text, x.value - left, top - y.value, piece.size, width, piece.face, middle), address in own


def _middle(raw: Any, text_page: Any, index: int) -> float:
    """The middle of a character's ink, in points of the page."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    return (left.value + right.value) / 2


def _look_at(raw: Any, text_page: Any, index: int, text_object: Any, address: int) -> _Piece:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    size = raw.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
    leans = abs(matrix.b) > _LEVEL * abs(matrix.a) or matrix.a <= 0
    if leans or not 0.5 < size < _FARTHEST or raw.FPDFTextObj_GetTextRenderMode(text_object) == _INVISIBLE:
        return _Piece(address, 0.0, "")
    name = ctypes.create_string_buffer(256)
    raw.FPDFText_GetFontInfo(text_page, index, name, len(name), ctypes.c_int())
    return _Piece(address, round(size, 3), name.value.decode("utf-8", "replace"))


def _character(code: int) -> str:
    """A character, or half of one (PDFium counts in UTF-16)."""
    text = chr(code) if code <= 0x10FFFF else "\ufffd"
    return "-" if text == _HYPHEN else text


def _joined(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Characters at one origin are one glyph (—— may be), and so is one with what combines with it."""
    waiting: Glyph | None = None
    for glyph in glyphs:
        if glyph.text in ("\u200b", "\ufeff", "\0"):
            continue
        if waiting is not None:
            together = glyph.y == waiting.y and glyph.x == waiting.x and glyph.size == waiting.size
            if together or unicodedata.combining(glyph.text):
                text = (waiting.text + glyph.text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
                waiting = waiting._replace(text=text)
                continue
            yield waiting
        waiting = glyph
    if waiting is not None:
        yield waiting
