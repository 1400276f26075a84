"""A picture file in, an image object of the PDF out.

What a PDF can hold as it is goes in as it is: baseline and progressive JPEG, and PNG of 8 bits without alpha or
interlace (its compressed rows are just what FlateDecode with predictor 15 wants, ISO 32000-1, 7.4.4.4). Everything
else is decoded to sRGB or gray. Orientation is applied when the picture is drawn. The page of a PDF stays a page
(`pdf_import`), but for one in colours on a page of ours without.
"""

from __future__ import annotations

import io
import math
import struct
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from editions.images import MAX_PIXELS, Look, look
from editions.pdf_page import PdfPage, read_pdf_page
from layout.export.pdf_black import prints_black
from layout.export.pdf_document import PdfCanvas

BLACK_PDF_DPI = 300  # of a PDF's page in colours that has to be printed in black alone


class Image(NamedTuple):
    """`name` is the resource name for `Do`; `orientation` (EXIF 1 … 8) is how the stored rows must be turned. What
    `Do` paints begins at the origin and has `extent`: the unit square of an image, the points of a PDF's page. That
    page and the `source` that holds it are still to be put into the file."""

    name: str
    orientation: int = 1
    extent: tuple[float, float] = (1.0, 1.0)
    page: PdfPage | None = None
    source: bytes = b""


def embed_image(canvas: PdfCanvas, path: Path, name: str, *, gray: bool = False) -> Image:
    """An image file in, its object (once a file) and its resource name out; `gray` has it in black alone. The file was
    looked at when it was read; raises `OSError` or `ValueError` if it has changed since."""
    data = path.read_bytes()
    seen = look(data, pdf=True)
    if not isinstance(seen, Look):
        raise ValueError(f"{path.name}: {seen.message.en.format(file=path.name, **seen.values)}")
    if seen.form == "PDF" and (not gray or prints_black(data)):
        page = read_pdf_page(data)
        assert isinstance(page, PdfPage)
        return Image(name, extent=page.size, page=page, source=data)
    stream, orientation = None, seen.orientation
    if gray and seen.colour != "gray":
        stream = None
    elif seen.form == "JPEG" and seen.colour != "cmyk":
        stream = _jpeg(data, seen)
    elif seen.form == "PNG":
        stream = _png(data)
    if stream is None:
        stream, orientation = _decoded(data, seen, gray=gray), 1
    document = canvas._doc
    if document.inObject != "form":
        document.inForm()
    document.Reference(stream, pdfdoc.xObjectName(name))
    document.inObject = None
    return Image(name, orientation)


def _image(width: int, height: int, space: Any, data: bytes, filter_name: str, **entries: Any) -> Any:
    dictionary = pdfdoc.PDFDictionary(
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": width,
            "Height": height,
            "ColorSpace": space,
            "BitsPerComponent": 8,
            "Filter": filter_name,
            **entries,
        }
    )
    return pdfdoc.PDFStream(dictionary, data)


def _jpeg(data: bytes, seen: Look) -> Any:
    width, height = seen.size if seen.orientation < 5 else (seen.height, seen.width)
    space = "/DeviceGray" if seen.colour == "gray" else "/DeviceRGB"
    return _image(width, height, space, data, "/DCTDecode")


_PNG_CHANNELS = {0: 1, 2: 3, 3: 1}


def _png(data: bytes) -> Any:
    """The compressed rows of a PNG as they are; None if it is of a kind that has to be decoded."""
    width, height, bits, colour, _, _, interlace = struct.unpack(">IIBBBBB", data[16:29])
    chunks = _chunks(data)
    if bits > 8 or interlace or colour not in _PNG_CHANNELS or b"tRNS" in chunks:
        return None
    space: Any = {0: "/DeviceGray", 2: "/DeviceRGB"}.get(colour)
    if space is None:
        palette = chunks[b"PLTE"]
        space = f"[/Indexed /DeviceRGB {len(palette) // 3 - 1} <{palette.hex()}>]"
    channels = _PNG_CHANNELS[colour]
    parameters = f"<< /Predictor 15 /Colors {channels} /BitsPerComponent {bits} /Columns {width} >>"
    return _image(
        width, height, space, chunks[b"IDAT"], "/FlateDecode", BitsPerComponent=bits, DecodeParms=parameters
    )


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG by kind; the pieces of one kind (IDAT) joined."""
    found: dict[bytes, list[bytes]] = {}
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found.setdefault(data[at + 4 : at + 8], []).append(data[at + 8 : at + 8 + length])
        at += 12 + length
    return {kind: b"".join(pieces) for kind, pieces in found.items()}


def _decoded(data: bytes, seen: Look, *, gray: bool) -> Any:
    """Alpha on white paper, palettes and CMYK to sRGB, the page of a PDF to pixels."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    if seen.form == "PDF":
        upright = _rasterised(data)
    else:
        with Pillow.open(io.BytesIO(data)) as opened:
            upright = ImageOps.exif_transpose(opened)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        paper = Pillow.new("RGBA", upright.size, "white")
        paper.alpha_composite(upright.convert("RGBA"))
        upright = paper
    gray = gray or upright.mode in ("L", "1", "I;16") or seen.colour == "gray"
    pixels = upright.convert("L" if gray else "RGB")
    space = "/DeviceGray" if gray else "/DeviceRGB"
    width, height = pixels.size
    return _image(width, height, space, zlib.compress(pixels.tobytes(), 6), "/FlateDecode")


def _rasterised(data: bytes) -> Any:
    """The printed box of a PDF's first page as pixels."""
    import pypdfium2

    looked = read_pdf_page(data)
    assert isinstance(looked, PdfPage)
    width, height = looked.size
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        page.set_mediabox(*looked.box)
        page.set_cropbox(*looked.box)
        scale = min(BLACK_PDF_DPI / 72, math.sqrt(MAX_PIXELS / (width * height)))
        return page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil()


# How the unit square of the stored image is laid so that the picture stands upright (EXIF 2.32, tag 274).
_TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


def turn(orientation: int) -> tuple[int, int, int, int, int, int]:
    """The matrix (PDF's a b c d e f) that sets an image of this orientation upright in the unit square."""
    return _TURNS.get(orientation, _TURNS[1])
