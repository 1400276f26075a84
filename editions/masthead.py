"""The file of the paper's name (报头): looked at if it is a picture or a PDF, read if it is an SVG."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from editions.diagnostic import Span
from editions.drawing import Drawing
from editions.files import Diagnostics, named_file, named_picture, read_file
from editions.images import Fault


class Masthead(NamedTuple):
    """`size` is width and height: pixels, points of a PDF's first page, or the units of the drawing."""

    size: tuple[float, float]
    drawing: Drawing | None = None


def read_masthead(base: Path, name: str, span: Span, *, home: str) -> tuple[Masthead | None, Diagnostics]:
    """The file `name` of folder `base`, as the file `home` names it at `span`; None if it cannot be printed."""
    if not name.lower().endswith(".svg"):
        look, trouble = named_picture(base, name, span, pdf=True, home=home)
        return (Masthead(look.points or look.size) if look else None), trouble
    path, trouble = named_file(base, name, span, home=home)
    if path is None:
        return None, trouble
    from editions.read.svg import MAX_BYTES, read_svg  # brings the readers along: for the paper that has one alone

    data, unread = read_file(path, name, MAX_BYTES)
    if data is None:
        return None, tuple(fault._replace(span=span) for fault in unread)
    drawing = read_svg(data)
    if isinstance(drawing, Fault):
        return None, (drawing.at(span, name),)
    return Masthead((drawing.width, drawing.height), drawing), ()
