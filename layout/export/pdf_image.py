"""A picture file in, an image object of the PDF out.

What a PDF can hold as it is goes in as it is: baseline and progressive JPEG, and PNG of 8 bits without alpha or
interlace (its compressed rows are just what FlateDecode with predictor 15 wants, ISO 32000-1, 7.4.4.4). Everything
else is decoded to sRGB or gray. Orientation is applied when the picture is drawn.
"""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from editions.images import Look, look
from layout.export.pdf_document import PdfCanvas

PDF_RASTER_DPI = 300  # an advertisement that comes as a PDF is placed as a picture of this resolution


class Image(NamedTuple):
    """`name` is the resource name for `Do`; `orientation` (EXIF 1 … 8) is how the stored rows must be turned."""

    name: str
    orientation: int


def embed_image(canvas: PdfCanvas, path: Path, name: str, *, gray: bool = False) -> Image:
    """An image file in, its object (once a file) and its resource name out; `gray` has it in black alone. The file was
    looked at when it was read; raises `OSError` or `ValueError` if it has changed since."""
    data = path.read_bytes()
    seen = look(data, pdf=True)
    if not isinstance(seen, Look):
        raise ValueError(f"{path.name}: {seen.message.en.format(file=path.name, **seen.values)}")
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


_PNG_SPACES = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3)}


def _png(data: bytes) -> Any:
    """The compressed rows of a PNG as they are; None if it is of a kind that has to be decoded."""
    width, height, bits, colour, _, _, interlace = struct.unpack(">IIBBBBB", data[16:29])
    if bits != 8 or interlace or colour not in _PNG_SPACES or b"tRNS" in data[:4096]:
        return None
    space, channels = _PNG_SPACES[colour]
    rows, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            rows.append(data[at + 8 : at + 8 + length])
        at += 12 + length
    parameters = f"<< /Predictor 15 /Colors {channels} /BitsPerComponent 8 /Columns {width} >>"
    return _image(width, height, space, b"".join(rows), "/FlateDecode", DecodeParms=parameters)


def _decoded(data: bytes, seen: Look, *, gray: bool) -> Any:
    """Alpha on white paper, palettes and CMYK to sRGB, the pages of a PDF to pixels."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    if seen.form == "PDF":
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        upright = document[0].render(scale=PDF_RASTER_DPI / 72).to_pil()
        document.close()
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
