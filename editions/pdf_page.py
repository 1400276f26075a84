"""The first page of a PDF that comes as a picture: its printed box, which way up, its layers, whether it is whole.

An advertisement is printed to its trim (TrimBox), else to what a reader shows (CropBox), else to the sheet
(ISO 32000-1, 14.11.2). What it holds is looked at only as far as to know that it can be placed: the
streams of the page are unpacked to a limit, since a file of a megabyte can say that it is a gigabyte.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editions.diagnostic import Message
from editions.images import Fault
from editions.messages_edition import PDF_ANNOTATIONS, PDF_BROKEN, PDF_MENDED, PDF_PAGES, PDF_TOO_COMPLEX

if TYPE_CHECKING:
    import pikepdf

MAX_CONTENT = 64_000_000  # bytes of a page's own streams, unpacked
LEAST = 1.0  # points: a smaller box is a slip
MOST = 100_000.0

# What a reader puts upon a page and a press leaves off.
_UNPRINTED = frozenset({"/Link", "/Popup", "/Text", "/PrinterMark", "/TrapNet"})
_NOTHING: Mapping[str, Any] = {}
_BOXES = ("/TrimBox", "/CropBox", "/MediaBox")
_PACKED = 3000  # times: what LZW can make of a byte at the most


@dataclass(frozen=True, slots=True)
class PdfPage:
    """`box` is x0, y0, x1, y1 in points of the page's own space, `turn` the degrees (0, 90, 180, 270) that it is
    turned clockwise to be upright. `remarks` is what to tell its sender."""

    box: tuple[float, float, float, float]
    turn: int
    pages: int = 1
    remarks: tuple[Message, ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (width, height) if self.turn % 180 == 0 else (height, width)


def read_pdf_page(data: bytes) -> PdfPage | Fault:
    """The bytes of a PDF in, its first page or what is wrong with it out; needs no password, or is refused."""
    from io import BytesIO

    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _look(pdf)
    except pikepdf.PasswordError:
        return Fault(PDF_BROKEN, {"why": "it needs a password"})
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError) as error:
        # The library raises all of these for objects that are not of the type that they should be.
        return Fault(PDF_BROKEN, {"why": str(error).splitlines()[0][:200] if str(error) else type(error).__name__})


def _look(pdf: pikepdf.Pdf) -> PdfPage | Fault:
    pages = len(pdf.pages)
    if not pages:
        return Fault(PDF_BROKEN, {"why": "it has no page"})
    page = pdf.pages[0].obj
    box = page_box(page)
    if box is None:
        return Fault(PDF_BROKEN, {"why": "its first page has no size"})
    page.get("/Resources", _NOTHING).items()  # that this can be asked, and the next, is what they are asked for
    read_layers(pdf)
    unpacked = _unpacked(page)
    if unpacked is None:
        return Fault(PDF_BROKEN, {"why": "the content of its first page cannot be unpacked"})
    if unpacked > MAX_CONTENT:
        return Fault(PDF_TOO_COMPLEX, {"limit": MAX_CONTENT // 1_000_000})
    remarks = {
        PDF_PAGES: pages > 1,
        PDF_MENDED: bool(pdf.get_warnings()),
        PDF_ANNOTATIONS: _has_annotations(page),
    }
    return PdfPage(box, _turn(page), pages, tuple(message for message, said in remarks.items() if said))


def read_layers(pdf: pikepdf.Pdf) -> list[tuple[Any, bool]]:
    """The layers (optional content groups, 8.11) of an open PDF, and whether each is to be printed: by its state at
    opening, and by what a layer that knows of printing says itself."""
    properties = pdf.Root.get("/OCProperties")
    if properties is None:
        return []
    layers = [layer for layer in properties.get("/OCGs", ()) if layer.is_indirect]
    default = properties.get("/D", _NOTHING)
    off = {layer.objgen for layer in default.get("/OFF", ())}
    if default.get("/BaseState") == "/OFF":
        on = {layer.objgen for layer in default.get("/ON", ())}
        off = {layer.objgen for layer in layers} - on
    for rule in default.get("/AS", ()):
        if rule.get("/Event") == "/Print":
            for layer in rule.get("/OCGs", ()):
                state = layer.get("/Usage", _NOTHING).get("/Print", _NOTHING).get("/PrintState")
                if state is not None:
                    (off.discard if state == "/ON" else off.add)(layer.objgen)
    return [(layer, layer.objgen not in off) for layer in layers]


def page_box(page: Any) -> tuple[float, float, float, float] | None:
    """The box that is printed, its corners in order, within the sheet; None if there is none of any size."""
    boxes = [box for key in _BOXES if (box := _rectangle(page.get(key)))]
    sheet = _rectangle(page.get("/MediaBox"))
    if sheet is None:
        return None
    for box in boxes:
        within = (max(box[0], sheet[0]), max(box[1], sheet[1]), min(box[2], sheet[2]), min(box[3], sheet[3]))
        if all(LEAST <= within[n + 2] - within[n] <= MOST for n in (0, 1)):
            return within
    return None


def _rectangle(value: Any) -> tuple[float, float, float, float] | None:
    try:
        x0, y0, x1, y1 = (float(number) for number in value)
    except (TypeError, ValueError):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _turn(page: Any) -> int:
    turn = page.get("/Rotate", 0)
    return int(turn) % 360 if isinstance(turn, int) and turn % 90 == 0 else 0


def _has_annotations(page: Any) -> bool:
    return any(str(note.get("/Subtype")) not in _UNPRINTED for note in page.get("/Annots", ()))


def _unpacked(page: Any) -> int | None:
    """How many bytes the page's content comes to, counted to just over the limit; None if it cannot be said."""
    contents = page.get("/Contents")
    if contents is None:
        return 0
    total = 0
    for stream in contents if _is_array(contents) else (contents,):
        length = _length(stream, MAX_CONTENT + 1 - total)
        if length is None:
            return None
        total += length
        if total > MAX_CONTENT:
            break
    return total


def _is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)


def _length(stream: Any, room: int) -> int | None:
    """Bytes of a stream without its filters, `room` at the most; None if they do not come off."""
    named = stream.get("/Filter")
    filters = [str(name) for name in named] if _is_array(named) else [str(named)] if named is not None else []
    data = stream.read_raw_bytes()
    for name in filters:
        match name:
            case "/FlateDecode" | "/Fl":
                try:
                    data = zlib.decompressobj().decompress(data, room)
                except zlib.error:
                    return None
            case "/ASCII85Decode" | "/A85":
                data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
            case "/ASCIIHexDecode" | "/AHx":
                digits = "".join(data.partition(b">")[0].decode("ascii", "replace").split())
                data = bytes.fromhex(digits if len(digits) % 2 == 0 else digits + "0")
            case _:  # LZW and the like, hardly met today: taken if it is small, whatever it holds
                return room if len(data) * _PACKED > room else min(len(stream.read_bytes()), room)
    return min(len(data), room)
