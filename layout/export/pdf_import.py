"""Pages of other PDFs in a finished PDF: advertisements and mastheads stay what they are, outlines and type.

reportlab cannot take a page out of a PDF, so its pages only name one (`/V1 Do`) and the finished file is opened once
more to put it there, as a form XObject (ISO 32000-1, 8.10). A form has content and resources and nothing else: no
annotation, form field, script or attached file of the page's comes along. Layers that were off stay off.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from editions.pdf_page import PdfPage, read_layers
from layout.export.pdf_document import identified

if TYPE_CHECKING:
    import pikepdf

# What qpdf writes for each half of the identifier when it is told to leave the clock alone.
_STATIC_HALF = b"31415926535897932384626433832795"
_STATIC_ID = b"[<" + _STATIC_HALF + b"><" + _STATIC_HALF + b">]"

_RESOURCES = frozenset(
    {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/ProcSet", "/Properties"}
)
# What an XObject may carry beside its picture: links to other files, attachments, private data of programs, code.
_BAGGAGE = ("/OPI", "/Ref", "/AF", "/PieceInfo", "/Metadata", "/StructParent", "/StructParents", "/Subtype2", "/PS")

Turned = tuple[float, float, float, float, float, float]


def import_pages(pdf: bytes, sources: Mapping[str, tuple[bytes, PdfPage]], used: Sequence[Sequence[str]]) -> bytes:
    """A finished PDF whose pages name XObjects that are not there yet in, the PDF that has them out.

    `sources` gives each name the bytes and the looked-at first page of a PDF, `used` each page of ours the names on
    it. A form paints the upright box of its page from (0, 0) to the page's size. The same input gives the same bytes;
    raises `ValueError` for a PDF that `read_pdf_page` would not have let pass.
    """
    import pikepdf

    # Every source stays open to the end: what is taken from it is copied when the file is written.
    opened = []
    with pikepdf.open(io.BytesIO(pdf)) as ours:
        try:
            forms: dict[str, pikepdf.Object] = {}
            layers: list[tuple[pikepdf.Object, bool]] = []
            for name, (data, page) in sources.items():
                theirs = pikepdf.open(io.BytesIO(data))
                opened.append(theirs)
                forms[name] = ours.copy_foreign(_form(theirs, page))
                layers += [(ours.copy_foreign(layer), shown) for layer, shown in read_layers(theirs)]
            for index, names in enumerate(used):
                for name in names:
                    ours.pages[index].add_resource(forms[name], pikepdf.Name.XObject, pikepdf.Name("/" + name))
            if layers:
                ours.Root.OCProperties = pikepdf.Dictionary(
                    OCGs=pikepdf.Array([layer for layer, _ in layers]),
                    D=pikepdf.Dictionary(OFF=pikepdf.Array([layer for layer, shown in layers if not shown])),
                )
            del ours.trailer.ID  # or its first half would be kept
            out = io.BytesIO()
            ours.save(
                out,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                fix_metadata_version=False,
                static_id=True,
            )
        except pikepdf.PdfError as error:
            raise ValueError(f"a PDF cannot be placed: {error}") from error
        finally:
            for theirs in opened:
                theirs.close()
    return identified(out.getvalue(), _STATIC_ID)


def _form(pdf: pikepdf.Pdf, page: PdfPage) -> pikepdf.Object:
    """The first page as a form that stands upright with its corner at the origin."""
    import pikepdf

    form = pdf.pages[0].as_form_xobject(handle_transformations=False)
    form.BBox = pikepdf.Array([_real(value) for value in page.box])
    form.Matrix = pikepdf.Array([_real(value) for value in _upright(page)])
    resources = form.get("/Resources", pikepdf.Dictionary())
    form.Resources = pikepdf.Dictionary({key: value for key, value in resources.items() if key in _RESOURCES})
    _unburden(form)
    return form


def _upright(page: PdfPage) -> Turned:
    """The matrix that turns a page clockwise by its `turn` and brings its box to the origin."""
    x0, y0, x1, y1 = page.box
    match page.turn:
        case 90:
            return 0, -1, 1, 0, -y0, x1
        case 180:
            return -1, 0, 0, -1, x1, y1
        case 270:
            return 0, 1, -1, 0, y1, -x0
    return 1, 0, 0, 1, -x0, -y0


def _real(value: float) -> Any:
    from decimal import Decimal

    return Decimal(f"{value:.5f}")


def _unburden(form: pikepdf.Object) -> None:
    """Takes what is no part of the picture off every XObject that a form reaches, however deep."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [form]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            waiting.extend(part for part in thing if isinstance(part, pikepdf.Object))
            continue
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, pikepdf.Stream):
            if thing.get("/Subtype") == "/PS":  # code for a printer
                thing.write(b"")
                thing.Subtype = pikepdf.Name.Form
                thing.BBox = pikepdf.Array([0, 0, 0, 0])
            if thing.get("/Subtype") in ("/Form", "/Image"):
                for key in _BAGGAGE:
                    if key in thing:
                        del thing[key]
        waiting.extend(value for _, value in thing.items() if isinstance(value, pikepdf.Object))
