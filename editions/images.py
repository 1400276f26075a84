"""Look at a picture without decoding it: how large, which way up, which colours, whether it is whole.

The structure of the file is walked to its end, so that a truncated or damaged one is found while reading:
every chunk of a PNG with its checksum (PNG specification, 3rd edition, section 5), every segment and scan of
a JPEG up to its end marker (ITU-T T.81, annex B). Pixels are decoded later, by whoever prints them. A
picture bomb is refused by the size that it declares.
"""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from editions.diagnostic import Diagnostic, Message, Span
from editions.messages_edition import (
    PICTURE_BROKEN,
    PICTURE_FORMAT,
    PICTURE_TOO_LARGE,
    PICTURE_TOO_MANY_PIXELS,
)

MAX_BYTES = 100_000_000
MAX_PIXELS = 100_000_000  # three broadsheet pages at 300 dpi
MAX_PARTS = 100_000  # chunks or segments; an honest picture has fewer by far

Colour = Literal["gray", "rgb", "cmyk"]

_OTHER_FORMATS = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"<svg", "SVG"),
    (b"8BPS", "PSD"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture is. Width and height are as the viewer sees them, the EXIF orientation (1 … 8) applied:
    pixels, or for a PDF the points of its first page, rounded up (`points` has them as they are). `remarks` are
    warnings about one that can be printed."""

    form: Literal["PNG", "JPEG", "PDF"]
    width: int
    height: int
    colour: Colour = "rgb"
    alpha: bool = False
    orientation: int = 1
    pages: int = 1
    points: tuple[float, float] | None = None
    remarks: tuple[Message, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height


class Fault(NamedTuple):
    """Why a picture cannot be printed: a message and the values of its templates."""

    message: Message
    values: Mapping[str, object]

    def at(self, span: Span | None, file: str, *, page: str = "", article: str = "") -> Diagnostic:
        return self.message.at(span, page=page, article=article, file=file, **self.values)


def look_at(path: Path, *, pdf: bool = False) -> Look | Fault:
    """The file at `path` looked at; `pdf` allows a PDF too. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return look(data, pdf=pdf)


def look(data: bytes, *, pdf: bool = False) -> Look | Fault:
    """The bytes of a PNG or JPEG (with `pdf`, of a PDF too) in, what it is or what is wrong with it out."""
    if len(data) > MAX_BYTES:
        return Fault(PICTURE_TOO_LARGE, {"limit": MAX_BYTES // 1_000_000})
    if data.startswith(_PNG_SIGNATURE):
        seen = _png(data)
    elif data.startswith(b"\xff\xd8"):
        seen = _jpeg(data)
    elif pdf and data.startswith(b"%PDF"):
        return _pdf(data)
    else:
        wanted = "PNG, JPEG, PDF" if pdf else "PNG, JPEG"
        return Fault(PICTURE_FORMAT, {"form": _guess(data), "wanted": wanted})
    if isinstance(seen, Look) and seen.width * seen.height > MAX_PIXELS:
        values = {"width": seen.width, "height": seen.height, "limit": MAX_PIXELS // 1_000_000}
        return Fault(PICTURE_TOO_MANY_PIXELS, values)
    return seen


def _broken(zh: str, en: str) -> Fault:
    return Fault(PICTURE_BROKEN, {"why": en, "why_zh": zh})


def _upright(look: Look) -> Look:
    """Orientations 5 to 8 lie on their side (Exif 2.32, tag 0x0112)."""
    if look.orientation < 5:
        return look
    return Look(look.form, look.height, look.width, look.colour, look.alpha, look.orientation)


# PNG

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_COLOURS: dict[int, tuple[Colour, bool]] = {
    0: ("gray", False),
    2: ("rgb", False),
    3: ("rgb", False),
    4: ("gray", True),
    6: ("rgb", True),
}
PALETTE = 3


def _png(data: bytes) -> Look | Fault:
    header = b""
    has_pixels = has_palette = has_transparency = False
    orientation = 1
    at = len(_PNG_SIGNATURE)
    for _ in range(MAX_PARTS):
        if at + 12 > len(data):
            return _broken("文件不完整", "the file is cut short")
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if at + 12 + length > len(data):
            return _broken("文件不完整", "the file is cut short")
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(body, zlib.crc32(kind)) != checksum:
            return _broken("校验和不符", f"a checksum is wrong at byte {at}")
        if not header:
            if kind != b"IHDR" or length != 13:
                return _broken("没有文件头", "the header is missing")
            header = body
        elif kind == b"IDAT":
            has_pixels = True
        elif kind == b"PLTE":
            has_palette = True
        elif kind == b"tRNS":
            has_transparency = True
        elif kind == b"eXIf":
            orientation = _orientation(body)
        elif kind == b"IEND":
            break
        at += 12 + length
    else:
        return _broken("结构错误", "it has too many chunks")
    width, height, _, colour_type = struct.unpack_from(">IIBB", header)
    bare = not has_pixels or (colour_type == PALETTE and not has_palette)
    if bare or not width or not height or colour_type not in _PNG_COLOURS:
        return _broken("没有图像数据", "it holds no image")
    colour, alpha = _PNG_COLOURS[colour_type]
    return _upright(Look("PNG", width, height, colour, alpha or has_transparency, orientation))


# JPEG

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF0 … SOF15; the three are tables
_BARE = frozenset(range(0xD0, 0xD8)) | {0x01}  # RST0 … RST7 and TEM have no length
_FILL = re.compile(rb"\xff+(?=\xff)")  # any number of them may precede a marker
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_JPEG_COLOURS: dict[int, Colour] = {1: "gray", 3: "rgb", 4: "cmyk"}


def _jpeg(data: bytes) -> Look | Fault:
    frame = b""
    has_scan = False
    orientation = 1
    at = 2
    for _ in range(MAX_PARTS):
        if fill := _FILL.match(data, at):
            at = fill.end()
        if at + 2 > len(data):
            return _broken("文件不完整", "the file is cut short")
        if data[at] != 0xFF:
            return _broken("结构错误", f"a marker is missing at byte {at}")
        marker = data[at + 1]
        at += 2
        if marker == 0xD9:
            break
        if marker in _BARE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        segment = data[at + 2 : at + length]
        if length < 2 or at + length > len(data):
            return _broken("文件不完整", "the file is cut short")
        at += length
        if marker in _FRAMES:
            frame = segment
        elif marker == 0xE1 and segment.startswith(b"Exif\0\0") and orientation == 1:
            orientation = _orientation(segment[6:])
        elif marker == 0xDA:
            has_scan = True
            end = _END_OF_SCAN.search(data, at)
            if end is None:
                return _broken("文件不完整", "the file is cut short")
            at = end.start()
    else:
        return _broken("结构错误", "it has too many segments")
    if len(frame) < 6 or not has_scan:
        return _broken("没有图像数据", "it holds no image")
    _, height, width, components = struct.unpack_from(">BHHB", frame)
    if not width or not height or components not in _JPEG_COLOURS:
        return _broken("没有图像数据", "it holds no image")
    return _upright(Look("JPEG", width, height, _JPEG_COLOURS[components], orientation=orientation))


def _orientation(exif: bytes) -> int:
    """The orientation in a TIFF structure (TIFF 6.0, section 2), 1 if there is none that makes sense."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None or len(exif) < 8:
        return 1
    (directory,) = struct.unpack_from(order + "I", exif, 4)
    if directory + 2 > len(exif):
        return 1
    (entries,) = struct.unpack_from(order + "H", exif, directory)
    for entry in range(directory + 2, min(directory + 2 + 12 * entries, len(exif) - 11), 12):
        tag, kind, _, value = struct.unpack_from(order + "HHIH", exif, entry)
        if tag == 0x0112 and kind == 3:
            return value if 1 <= value <= 8 else 1
    return 1


# PDF


def _pdf(data: bytes) -> Look | Fault:
    from editions.pdf_page import read_pdf_page

    page = read_pdf_page(data)
    if isinstance(page, Fault):
        return page
    width, height = (math.ceil(length - 0.01) for length in page.size)
    return Look("PDF", width, height, pages=page.pages, points=page.size, remarks=page.remarks)


def _guess(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return "HEIC/AVIF"
    return next((form for head, form in _OTHER_FORMATS if data.startswith(head)), "?")
