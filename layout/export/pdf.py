"""Export: composed pages in, one PDF out. Nothing is decided here.

Text, rules and tints are gray or CMYK, pictures sRGB or gray. Fonts are embedded as subsets. The same pages, font
files and library versions give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fonts.face import Face
from fonts.subset import Subset, begin_subset
from layout.export.pdf_document import PdfCanvas, new_canvas
from layout.export.pdf_font import Code, Codes, change_fonts, codes_of, embed
from layout.export.pdf_image import Image, embed_image, turn
from layout.export.pdf_import import import_pages
from layout.export.plate import FIRST_FONT, FIRST_GLYPH, FIRST_PICTURE, Plate, draw_plate, rectangle, written
from layout.items import Page, Picture


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    date: date


_Codes = Mapping[Face, Codes]
_Images = Mapping[tuple[str, bool], Image]  # by file, and whether it prints in black alone


def export_pdf(pages: Iterable[Page], about: About, root: Path) -> bytes:
    """Pages, and the folder that the pictures' names are relative to, in; the bytes of one PDF out."""
    return export_plates([draw_plate(page) for page in pages], about, root)


def export_plates(plates: Sequence[Plate], about: About, root: Path) -> bytes:
    """The same of pages whose plates are drawn already."""
    canvas = new_canvas(
        io.BytesIO(), title=about.title, author=about.author, subject=about.subject, creator="banmian", date=about.date
    )
    images = _embed_images(canvas, plates, root)
    subsets, codes = _begin_fonts(plates)
    imports: list[tuple[str, ...]] = []
    for number, plate in enumerate(plates):
        page = plate.page
        width, height = page.trim
        canvas.start_page(width, height, bleed=page.bleed)
        canvas.addPageLabel(number, prefix=page.no)
        canvas.add_bookmark(f"page{number}", page.folio, level=0, x=0, y=height)
        _outline(canvas, page, number)
        imports.append(_write(canvas, plate, codes, images))
        canvas.showPage()
    for face, made in subsets.items():
        embed(canvas, codes[face], made.program)
    data: bytes = canvas.getpdfdata()
    sources = {image.name: (image.source, image.page) for image in images.values() if image.page}
    return import_pages(data, sources, imports) if sources else data


def _outline(canvas: PdfCanvas, page: Page, number: int) -> None:
    """A bookmark for every headline, under its page."""
    for index, story in enumerate(page.stories):
        x, y = story.rects[0][:2] if story.rects else page.type_area[:2]
        canvas.add_bookmark(f"page{number}story{index}", story.headline, level=1, x=x, y=page.trim[1] - y)


def _begin_fonts(plates: Iterable[Plate]) -> tuple[dict[Face, Subset], _Codes]:
    """What the plates' faces are cut down to, in the making, and the codes of their glyphs."""
    used: dict[Face, set[tuple[int, str]]] = {}
    for plate in plates:
        of_faces = [used.setdefault(face, set()) for face in plate.faces]
        for number, glyph, text in plate.glyphs:
            of_faces[number].add((glyph, text))
    order = sorted(used, key=lambda face: (face.name, face.file))
    subsets = {face: begin_subset(face, {glyph for glyph, _ in used[face]}) for face in order}
    return subsets, {
        face: codes_of(f"F{number}", subsets[face].glyphs, used[face]) for number, face in enumerate(order, 1)
    }


def _embed_images(canvas: PdfCanvas, plates: Iterable[Plate], root: Path) -> _Images:
    pictures = [placed.item for plate in plates for placed in plate.pictures]
    files = dict.fromkeys((picture.file, picture.gray) for picture in pictures if isinstance(picture, Picture))
    return {
        (file, gray): embed_image(canvas, root / file, f"P{number}", gray=gray)
        for number, (file, gray) in enumerate(files, 1)
    }


_OPERATORS = {code: chr(code) for code in range(0x80)}


def _write(canvas: PdfCanvas, plate: Plate, codes: _Codes, images: _Images) -> tuple[str, ...]:
    """Put a plate on the canvas's page; what it names of other PDFs out."""
    of_faces = [codes[face] for face in plate.faces]
    fonts = {chr(FIRST_FONT + number): of.font for number, of in enumerate(of_faces)}
    stands_for: dict[int, str] = dict(_OPERATORS)
    stands_for.update((ord(char), font) for char, font in fonts.items())
    others: dict[str, Code] = {}
    for char, (number, glyph, text) in enumerate(plate.glyphs, FIRST_GLYPH):
        of = of_faces[number]
        code = of.codes.get((glyph, text))
        if code is None:
            others[chr(char)] = of.others[glyph, text]
        else:
            stands_for[char] = code
    imports: dict[str, None] = {}
    for char, placed in enumerate(plate.pictures, FIRST_PICTURE):
        if isinstance(placed.item, Picture):
            image = images[placed.item.file, placed.item.gray]
            stands_for[char] = _picture(placed.item, image, placed.x, placed.y)
            if image.page is None:
                canvas._formsinuse.append(image.name)
                canvas._currentPageHasImages = 1
            else:
                imports[image.name] = None
    stream = change_fonts(plate.stream, others, fonts) if others else plate.stream
    canvas._code.append(stream.translate(stands_for))
    return tuple(imports)


def _picture(picture: Picture, image: Image, x: float, y: float) -> str:
    """The whole image, so large and so placed that the crop fills the rectangle, clipped to that."""
    left, top, right, bottom = picture.crop
    width, height = picture.width / (right - left), picture.height / (bottom - top)
    ox, oy = x - left * width, y - picture.height - (1 - bottom) * height
    a, b, c, d, e, f = turn(image.orientation)
    across, down = width / image.extent[0], height / image.extent[1]
    scale = " ".join(written(value, 6) for value in (a * across, b * down, c * across, d * down))
    place = f"{written(ox + e * width)} {written(oy + f * height)}"
    # A form goes on from the settings that it meets; a page begins with those of ISO 32000-1, table 52.
    state = "0 g 0 G 1 w " if image.page else ""
    clip = rectangle(x, y, picture.width, picture.height)
    return f"q {clip} W n {scale} {place} cm {state}/{_resource(image)} Do Q"


def _resource(image: Image) -> str:
    from reportlab.pdfbase import pdfdoc

    return image.name if image.page else str(pdfdoc.xObjectName(image.name))
