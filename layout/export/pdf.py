"""Export: finished pages in, one PDF out. One match over the items; nothing is decided here.

Text, rules and tints are gray or CMYK, pictures sRGB or gray. Fonts are embedded as subsets. The same pages, font
files and library versions give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from editions.drawing import Segment
from fonts.face import Face
from fonts.subset import subset
from layout.export.pdf_document import PdfCanvas, new_canvas
from layout.export.pdf_font import Code, embed, show, show_apart
from layout.export.pdf_image import Image, embed_image, turn
from layout.export.pdf_import import import_pages
from layout.items import Box, Colour, Frame, GlyphRun, Group, Page, Picture, Placed, Rule, Shape, walk


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    date: date


_Codes = Mapping[Face, Mapping[tuple[int, str], Code]]
_Images = Mapping[tuple[str, bool], Image]  # by file, and whether it prints in black alone


def export_pdf(pages: Sequence[Page], about: About, root: Path) -> bytes:
    """Pages, and the folder that the pictures' names are relative to, in; the bytes of one PDF out."""
    canvas = new_canvas(
        io.BytesIO(), title=about.title, author=about.author, subject=about.subject, creator="banmian", date=about.date
    )
    images = _embed_images(canvas, pages, root)
    writer = _Writer(canvas, _embed_fonts(canvas, pages), images)
    imports: list[tuple[str, ...]] = []
    for number, page in enumerate(pages):
        width, height = page.trim
        canvas.start_page(width, height, bleed=page.bleed)
        writer.height = height
        canvas.addPageLabel(number, prefix=page.no)
        canvas.add_bookmark(f"page{number}", page.folio, level=0, x=0, y=height)
        _outline(canvas, page, number)
        writer.frame(page.frame, 0.0, 0.0)
        imports.append(writer.flush())
        canvas.showPage()
    data: bytes = canvas.getpdfdata()
    sources = {image.name: (image.source, image.page) for image in images.values() if image.page}
    return import_pages(data, sources, imports) if sources else data


def _outline(canvas: PdfCanvas, page: Page, number: int) -> None:
    """A bookmark for every headline, under its page."""
    for index, story in enumerate(page.stories):
        x, y = story.rects[0][:2] if story.rects else page.type_area[:2]
        canvas.add_bookmark(f"page{number}story{index}", story.headline, level=1, x=x, y=page.trim[1] - y)


def _embed_fonts(canvas: PdfCanvas, pages: Iterable[Page]) -> _Codes:
    used: dict[Face, set[tuple[int, str]]] = {}
    for page in pages:
        for _, _, item, _ in walk(page.frame):
            if isinstance(item, GlyphRun):
                used.setdefault(item.face, set()).update(zip(item.glyphs, item.texts, strict=True))
    order = sorted(used, key=lambda face: (face.name, face.file))
    return {
        face: embed(canvas, f"F{number}", subset(face, {glyph for glyph, _ in used[face]}), used[face])
        for number, face in enumerate(order, 1)
    }


def _embed_images(canvas: PdfCanvas, pages: Iterable[Page], root: Path) -> _Images:
    files: dict[tuple[str, bool], None] = {}
    for page in pages:
        for _, _, item, _ in walk(page.frame):
            if isinstance(item, Picture):
                files[item.file, item.gray] = None
    return {
        (file, gray): embed_image(canvas, root / file, f"P{number}", gray=gray)
        for number, (file, gray) in enumerate(files, 1)
    }


class _Writer:
    """The content stream of a page in the making. Repeated settings (colour, font) are written once."""

    def __init__(self, canvas: PdfCanvas, codes: _Codes, images: _Images) -> None:
        self.canvas, self.codes, self.images = canvas, codes, images
        self.height = 0.0
        self.out: list[str] = []
        self.imports: dict[str, None] = {}
        self.fill_colour = self.stroke_colour = ""
        self.line_width = -1.0

    def flush(self) -> tuple[str, ...]:
        """Hands the page over; what it names of other PDFs is returned."""
        self.canvas._code.extend(self.out)
        imports, self.imports = tuple(self.imports), {}
        self.out = []
        self.fill_colour = self.stroke_colour = ""
        self.line_width = -1.0
        return imports

    def frame(self, frame: Frame, x: float, y: float) -> None:
        for placed in frame.items:
            self.item(placed, x, y)

    def item(self, placed: Placed, x: float, y: float) -> None:
        px, py = x + placed.x, self.height - y - placed.y
        match placed.item:
            case GlyphRun() as run:
                self.fill(run.colour)
                codes = self.codes[run.face]
                if run.origins:
                    text = show_apart(codes, run.size, run.glyphs, run.texts, run.origins, run.squeezed)
                else:
                    text = show(codes, run.size, run.glyphs, run.texts, run.advances)
                across = "0 -1 1 0" if run.turned else f"{_n(run.squeezed, 4)} 0 0 1"
                self.out.append(f"BT {across} {_n(px)} {_n(py)} Tm {text} ET")
            case Rule() as rule:
                self.stroke(rule.colour, rule.thickness)
                self.out.append(f"{_n(px)} {_n(py)} m {_n(px + rule.dx)} {_n(py - rule.dy)} l S")
            case Box() as box:
                self.box(box, px, py)
            case Picture() as picture:
                self.picture(picture, px, py)
            case Shape() as shape:
                self.shape(shape, px, py)
            case Group() as group:
                if group.clip:
                    width, height = group.frame.width, group.frame.height
                    self.out.append(f"q {_n(px)} {_n(py - height)} {_n(width)} {_n(height)} re W n")
                self.frame(group.frame, x + placed.x, y + placed.y)
                if group.clip:
                    self.out.append("Q")
                    self.fill_colour = self.stroke_colour = ""
                    self.line_width = -1.0

    def box(self, box: Box, x: float, y: float) -> None:
        if box.fill:
            self.fill(box.fill)
        if box.stroke:
            self.stroke(box.stroke, box.thickness)
        paint = "B" if box.fill and box.stroke else "f" if box.fill else "S"
        if box.fill or box.stroke:
            self.out.append(f"{_n(x)} {_n(y - box.height)} {_n(box.width)} {_n(box.height)} re {paint}")

    def picture(self, picture: Picture, x: float, y: float) -> None:
        """The whole image, so large and so placed that the crop fills the rectangle, clipped to that."""
        image = self.images[picture.file, picture.gray]
        left, top, right, bottom = picture.crop
        width, height = picture.width / (right - left), picture.height / (bottom - top)
        ox, oy = x - left * width, y - picture.height - (1 - bottom) * height
        a, b, c, d, e, f = turn(image.orientation)
        across, down = width / image.extent[0], height / image.extent[1]
        clip = f"{_n(x)} {_n(y - picture.height)} {_n(picture.width)} {_n(picture.height)} re W n"
        scale = " ".join(_n(value, 6) for value in (a * across, b * down, c * across, d * down))
        place = f"{_n(ox + e * width)} {_n(oy + f * height)}"
        # A form goes on from the settings that it meets; a page begins with those of ISO 32000-1, table 52.
        state = "0 g 0 G 1 w " if image.page else ""
        self.out.append(f"q {clip} {scale} {place} cm {state}/{_resource(image)} Do Q")
        if image.page is None:
            self.canvas._formsinuse.append(image.name)
            self.canvas._currentPageHasImages = 1
        else:
            self.imports[image.name] = None

    def shape(self, shape: Shape, x: float, y: float) -> None:
        if shape.fill:
            self.fill(shape.fill)
        if shape.stroke:
            self.stroke(shape.stroke, shape.thickness)
        path = " ".join(_step(segment, x, y) for segment in shape.path)
        rule = "*" if shape.even_odd else ""
        paint = f"B{rule}" if shape.fill and shape.stroke else f"f{rule}" if shape.fill else "S"
        if shape.stroke:
            cap, join = _CAPS[shape.cap], _JOINS[shape.join]
            self.out.append(f"q {cap} J {join} j {_n(shape.miter_limit)} M {path} {paint} Q")
        elif shape.fill:
            self.out.append(f"{path} {paint}")

    def fill(self, colour: Colour) -> None:
        operator = _colour(colour, "g", "k")
        if operator != self.fill_colour:
            self.out.append(operator)
            self.fill_colour = operator

    def stroke(self, colour: Colour, thickness: float) -> None:
        operator = _colour(colour, "G", "K")
        if operator != self.stroke_colour:
            self.out.append(operator)
            self.stroke_colour = operator
        if thickness != self.line_width:
            self.out.append(f"{_n(thickness)} w")
            self.line_width = thickness


def _resource(image: Image) -> str:
    from reportlab.pdfbase import pdfdoc

    return image.name if image.page else str(pdfdoc.xObjectName(image.name))


_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_STEPS = {"move": " m", "line": " l", "curve": " c", "close": "h"}


def _step(segment: Segment, x: float, y: float) -> str:
    """A segment of a path whose origin is at x, y of the page."""
    points = segment.points
    numbers = [_n(y - value if index % 2 else x + value) for index, value in enumerate(points)]
    return " ".join(numbers) + _STEPS[segment.kind]


def _colour(colour: Colour, gray: str, cmyk: str) -> str:
    return f"{' '.join(map(_n, colour.values))} {gray if colour.space == 'gray' else cmyk}"


@lru_cache(maxsize=1 << 15)
def _n(value: float, digits: int = 3) -> str:
    """A number as PDF writes it: a thousandth of a point is finer than any plate."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
