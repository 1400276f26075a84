"""A reportlab canvas that writes our PDF: no font of its own, no clock, the same bytes for the same pages.

reportlab keeps the structure of the file (objects, pages, pictures, outline). Four habits of it are set
right here: it opens every page with an un-embedded Helvetica, it wraps streams in ASCII 85, it takes its
dates from the environment, and its file identifier from those dates."""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as pdfgen

PDF_VERSION = (1, 7)

# Settings of reportlab that its environment variables and settings files could turn: held to these.
_SETTINGS = {"useA85": 0, "invariant": 1, "pdfComments": 0, "pdfMultiLine": 0, "pageCompression": 1}

_BLANK_ID = b"[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]"


_PACKED = 6  # zlib's level for pages


class PackedStream(pdfdoc.PDFStream):  # type: ignore[misc]  # reportlab has no types
    """A stream that a thread packs while more of the file is made: zlib needs no turn of the interpreter's."""

    def __init__(self, data: bytes, level: int, **entries: Any) -> None:
        super().__init__(pdfdoc.PDFDictionary({"Filter": "/FlateDecode", **entries}))
        self._packing = Thread(target=self._pack, args=(data, level))
        self._packing.start()

    def _pack(self, data: bytes, level: int) -> None:
        self.content = zlib.compress(data, level)

    def format(self, document: Any) -> bytes:
        self._packing.join()
        formatted: bytes = super().format(document)
        return formatted


class PdfCanvas(pdfgen.Canvas):  # type: ignore[misc]  # reportlab has no types
    """One PDF file in the making. Pages are opened with `start_page` and closed with reportlab's
    `showPage`; `getpdfdata` returns the whole file. Coordinates are PDF's: points, y up, origin at the
    lower left corner of the trim box."""

    _margin = 0.0

    def start_page(self, width: float, height: float, *, bleed: float = 0.0, slug: float = 0.0) -> None:
        """Sets the boxes of the page that is drawn next: trim size, bleed around it and, beyond the
        bleed, room for marks, all in points (ISO 32000-1, 14.11.2)."""
        margin = self._margin = bleed + slug
        self.setPageSize((width + 2 * margin, height + 2 * margin))
        self._trimBox = (margin, margin, margin + width, margin + height)
        self._bleedBox = (slug, slug, width + 2 * bleed + slug, height + 2 * bleed + slug)

    def add_bookmark(self, key: str, title: str, *, level: int, x: float, y: float) -> None:
        """An entry of the outline that leads to a place on the page being drawn. `key` is unique in the file,
        `level` 0 for a page and 1 for a headline on it, x and y as in drawing."""
        self.bookmarkPage(key, fit="XYZ", left=x + self._margin, top=y + self._margin, zoom=0)
        self.addOutlineEntry(title, key, level)

    def showPage(self) -> None:  # noqa: N802  # their name
        """Closes the page that is open."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.Contents = PackedStream(page.stream.encode("ascii"), _PACKED)

    def getpdfdata(self) -> bytes:
        """The finished file. Both halves of its identifier are the digest of everything else in it
        (ISO 32000-1, 14.4); the canvas cannot be used afterwards."""
        self._doc._ID = b"\n" + _BLANK_ID + b"\n"
        return identified(super().getpdfdata(), _BLANK_ID)

    def save(self) -> None:
        """Writes the finished file into the buffer that the canvas was made for."""
        self._filename.write(self.getpdfdata())

    def _make_preamble(self) -> None:
        """What every page begins with: reportlab would name Helvetica here, we move the origin to the
        trim box."""
        margin = f"{self._margin:.5f}".rstrip("0").rstrip(".")
        self._preamble = f"1 0 0 1 {margin} {margin} cm" if self._margin else ""


def identified(data: bytes, stand_in: bytes) -> bytes:
    """A file with an identifier that stands in for its own, of the same length, in; the file out with both halves the
    digest of the rest."""
    place = data.rindex(stand_in)
    blank = b"".join((data[:place], _BLANK_ID, data[place + len(stand_in) :]))
    digest = hashlib.sha256(blank).hexdigest()[:32].encode("ascii")
    return b"".join((data[:place], b"[<", digest, b"><", digest, b">]", data[place + len(stand_in) :]))


def new_canvas(
    buffer: BinaryIO,
    *,
    title: str = "",
    author: str = "",
    subject: str = "",
    keywords: str = "",
    creator: str = "",
    date: datetime.date = datetime.date(2000, 1, 1),
    language: str = "zh-CN",
) -> PdfCanvas:
    """A buffer to write to and what the file says of itself in, an empty canvas out.

    `date` becomes the date of creation and of change, at midnight UTC: the edition's date, not today's.
    """
    for name, value in _SETTINGS.items():
        setattr(rl_config, name, value)
    with _time_stands_still(date):
        canvas = PdfCanvas(buffer, pdfVersion=PDF_VERSION, pageCompression=1, invariant=1, lang=language)
    canvas._doc.outline = canvas._doc.Outlines = canvas._doc.Catalog.Outlines = _Outline()
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setKeywords(keywords)
    canvas.setCreator(creator)
    return canvas


class _Outline(pdfdoc.PDFOutlines):  # type: ignore[misc]
    """reportlab counts the entries of an outline with levels wrongly; all of ours are open, so all are
    visible (ISO 32000-1, 12.3.3)."""

    def format(self, document: Any) -> bytes:
        self.count = len(self.destinationnamestotitles)
        data: bytes = super().format(document)
        return data


class _Midnight:
    """The beginning of a day, as reportlab's time stamps put it; `invariant` is theirs and makes no
    difference."""

    dhh = dmm = 0
    tzname = "UTC"

    def __init__(self, date: datetime.date) -> None:
        self.t = 0.0
        self.YMDhms = (date.year, date.month, date.day, 0, 0, 0)


@contextmanager
def _time_stands_still(date: datetime.date) -> Iterator[None]:
    """reportlab's document reads SOURCE_DATE_EPOCH when it is made, and fails on one that is no number;
    it offers no other place to say the date."""
    theirs: Any = pdfdoc.TimeStamp
    pdfdoc.TimeStamp = lambda invariant=None: _Midnight(date)
    try:
        yield
    finally:
        pdfdoc.TimeStamp = theirs
