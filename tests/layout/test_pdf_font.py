"""Composite fonts in real PDF files: text reads back exactly, glyphs are drawn as and where they should."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from fonts.roles import FaceTable, divide, find_faces
from fonts.shape import shape
from fonts.subset import subset
from layout.export.pdf import About, export_pdf
from layout.export.pdf_font import codes_of, to_unicode, widths
from layout.items import Frame, GlyphRun, Page, Placed

ABOUT = About("", "", "", datetime.date(2000, 1, 1))
HEIGHT = 210
SIZE = 20
LEFT = 10
TOP = 180
LINE = 30

LINES = (
    ("song", "——老城区2024年更新②，“变化”……（A·B）"),
    ("hei", "小巷里的“大变化”：fi ffl AVATo 12:30"),
    ("hei-heavy", "追高逐新——3.14％与4,000元！"),
    ("song", "丨龘㐂䶮镕堃犇〇々一⼀⅓𰻞"),
    ("hei", "①㎡℃‰《》〈〉「」【】·～"),
)


@pytest.fixture(scope="module")
def table() -> FaceTable:
    return find_faces({}, system=False)


def _texts(text: str, clusters: Sequence[int]) -> tuple[str, ...]:
    return tuple(text[a:b] for a, b in zip(clusters, [*clusters[1:], len(text)], strict=True))


def _print(table: FaceTable, lines: Sequence[tuple[str, str]] = LINES) -> bytes:
    """A page with each line set in its role at a known place, on an exact 20 points a Han character."""
    placed = []
    for number, (role, text) in enumerate(lines):
        x = float(LEFT)
        for part in divide(table, role, text):
            piece = text[part.start : part.end]
            shaping = shape(part.face, piece)
            run = GlyphRun(part.face, SIZE, shaping.glyphs, shaping.advances, _texts(piece, shaping.clusters))
            placed.append(Placed(x, HEIGHT - TOP + LINE * number, run))
            x += sum(shaping.advances) * SIZE / 1000
    return _export(placed)


def _export(placed: Sequence[Placed]) -> bytes:
    frame = Frame(500, HEIGHT, tuple(placed))
    return export_pdf([Page(("1",), "", (500, HEIGHT), 0, frame, (0, 0, 500, HEIGHT))], ABOUT, Path())


def _read_with_pikepdf(data: bytes) -> list[str]:
    """The text of each BT … ET, from the content stream and the ToUnicode maps alone."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (page,) = pdf.pages
        maps: dict[str, dict[str, str]] = {}
        for name, font in page.Resources.Font.items():
            rows = re.findall(
                rb"<(\w{4})> <(\w*)>\n", font.ToUnicode.read_bytes().split(b"endcodespacerange")[1]
            )
            maps[name] = {
                code.decode(): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows
            }
        lines: list[str] = []
        font_name = ""
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "BT":
                    lines.append("")
                case "Tf":
                    font_name = str(operands[0])
                case "TJ":
                    for item in operands[0]:
                        if isinstance(item, pikepdf.String):
                            codes = re.findall(r"\w{4}", bytes(item).hex().upper())
                            lines[-1] += "".join(maps[font_name][code] for code in codes)
    return lines


def test_text_reads_back_exactly(table: FaceTable) -> None:
    data = _print(table)
    assert "".join(_read_with_pikepdf(data)) == "".join(text for _, text in LINES)
    page = pypdfium2.PdfDocument(data)[0]
    read = page.get_textpage().get_text_range()
    assert re.sub(r"[\s]", "", read) == re.sub(r"\s", "", "".join(text for _, text in LINES))


def test_glyphs_stand_in_their_places(table: FaceTable) -> None:
    data = _print(table, [("song", "版面——更新，变化"), ("hei-heavy", "版面——更新，变化")])
    page = pypdfium2.PdfDocument(data)[0]
    text_page = page.get_textpage()
    read = text_page.get_text_range()
    for number, start in enumerate((0, read.rindex("版"))):
        baseline = TOP - LINE * number
        for offset, em in ((0, 0), (1, 1), (4, 4), (5, 5), (7, 7), (8, 8)):
            left, bottom, right, top = text_page.get_charbox(start + offset)
            cell = LEFT + em * SIZE
            assert cell - 0.5 <= left < right <= cell + SIZE + 0.5
            assert baseline - 0.2 * SIZE <= bottom < top <= baseline + 0.95 * SIZE
            assert right - left > 0.6 * SIZE


@pytest.mark.parametrize("role", ["song", "hei", "hei-heavy"])
def test_glyphs_are_drawn_as_the_font_file_has_them(table: FaceTable, role: str) -> None:
    """The raster of the page against FreeType's drawing of the same character from the font file itself."""
    import numpy as np
    from PIL import Image, ImageChops, ImageDraw, ImageFont

    face = table.face(role)
    page = pypdfium2.PdfDocument(_print(table, [(role, "版龘更A")]))[0]
    printed = page.render(scale=4).to_pil().convert("L")
    font = ImageFont.truetype(face.file, SIZE * 4)
    if face.variations:
        font.set_variation_by_axes([value for _, value in face.variations])

    def difference(text: str) -> float:
        drawn = Image.new("L", printed.size, 255)
        ImageDraw.Draw(drawn).text((LEFT * 4, (210 - TOP) * 4), text, font=font, fill=0, anchor="ls")
        unlike = np.asarray(ImageChops.difference(printed, drawn), dtype=float)
        return float(unlike.sum() / (255 - np.asarray(drawn, dtype=float)).sum())

    assert difference("版龘更A") < 0.2
    assert difference("面龙更B") > 0.4


def test_one_glyph_may_stand_for_several_texts(table: FaceTable) -> None:
    """⼀ (a radical) and 一 share a glyph, and so do the blanks; each keeps its own text."""
    face = table.face("song")
    text = "一⼀一\u2009 \u00a0"
    shaping = shape(face, text)
    assert len(set(shaping.glyphs)) == 2
    texts = _texts(text, shaping.clusters)
    codes = codes_of("F1", subset(face, shaping.glyphs).glyphs, zip(shaping.glyphs, texts, strict=True))
    assert {codes.font, *(code.font for code in codes.others.values())} == set(codes.layers) == {"F1", "F1b", "F1c"}
    assert _read_with_pikepdf(_print(table, [("song", text)])) == [text]


def test_what_completes_a_cluster_reads_as_nothing(table: FaceTable) -> None:
    assert b"<0001> <0041>\n<0002> <200B>\n" in to_unicode({2: "", 1: "A"})


def test_a_glyph_that_was_not_subset_is_an_error(table: FaceTable) -> None:
    face = table.face("song")
    with pytest.raises(KeyError):
        codes_of("F1", subset(face, [100]).glyphs, [(101, "x")])


def _font_dictionaries(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.Font
    ]


def test_every_font_is_embedded_and_a_subset(table: FaceTable) -> None:
    data = _print(table)
    assert b"Helvetica" not in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        fonts = _font_dictionaries(pdf)
        parents = [font for font in fonts if font.Subtype == "/Type0"]
        children = [font for font in fonts if font.Subtype in ("/CIDFontType0", "/CIDFontType2")]
        assert len(parents) + len(children) == len(fonts)
        assert len(children) == 4
        for font in children:
            descriptor = font.FontDescriptor
            is_cff = font.Subtype == "/CIDFontType0"
            program = descriptor.FontFile3 if is_cff else descriptor.FontFile2
            assert len(program.read_bytes()) > 400
            assert program.get("/Filter") == "/FlateDecode"
            assert ("/CIDToGIDMap" in font) is not is_cff
            if is_cff:
                assert program.Subtype == "/CIDFontType0C"
            else:
                assert program.Length1 == len(program.read_bytes())
            assert re.fullmatch(r"/[A-Z]{6}\+Noto[A-Za-z]+-[A-Za-z]+", str(font.BaseFont))
            assert font.BaseFont == descriptor.FontName
        for font in parents:
            assert font.Encoding == "/Identity-H"
            assert str(font.BaseFont).startswith(str(font.DescendantFonts[0].BaseFont))


def test_widths_name_only_what_is_not_a_full_em() -> None:
    assert widths((1000, 327, 560, 1000, 1000, 2000)) == "[1 [327 560] 5 [2000]]"
    assert widths((1000, 1000)) == "[]"


def test_to_unicode_keeps_blocks_within_a_hundred() -> None:
    cmap = to_unicode({code: chr(0x4E00 + code) for code in range(250)}).decode()
    assert re.findall(r"(\d+) beginbfchar", cmap) == ["100", "100", "50"]
    assert "<00F9> <4EF9>" in cmap
    assert "<0000> <D883DEDE>" in to_unicode({0: "𰻞"}).decode()


def test_a_text_says_what_the_reader_would_not_add_by_itself(table: FaceTable) -> None:
    face = table.face("song")
    yi, comma = shape(face, "一").glyphs[0], shape(face, "，").glyphs[0]
    glyphs = {"一": yi, "⼀": yi, "，": comma}
    code = {text: f"{(1, 2)[(glyph > min(yi, comma))]:04X}" for text, glyph in glyphs.items()}

    def written(size: float, texts: str, advances: tuple[int, ...], origins: tuple[tuple[int, int], ...] = ()) -> str:
        run = GlyphRun(face, size, tuple(glyphs[text] for text in texts), advances, texts, origins=origins)
        both = GlyphRun(face, size, (yi, comma), (1000, 1000), "⼀，")  # the first font has these, the radical before the Han
        with pikepdf.open(io.BytesIO(_export([Placed(0, 0, both), Placed(0, 0, run)]))) as pdf:
            stream = pdf.pages[0].Contents.read_bytes().decode()
        texts_of_page = [line for line in stream.splitlines() if line.startswith("BT")]
        return texts_of_page[-1].removeprefix("BT 1 0 0 1 0 210 Tm ").removesuffix(" ET")

    one, mark = code["一"], code["，"]
    assert written(9, "⼀，⼀", (1000, 500, 1000)) == f"/F1 9 Tf [<{one}{mark}>500<{one}>] TJ"
    assert written(9.5, "⼀一，", (1020, 1000, 1000)) == (
        f"/F1 9.5 Tf [<{one}>-20] TJ /F1b 9.5 Tf [<{one}>] TJ /F1 9.5 Tf [<{mark}>] TJ"
    )
    assert written(9, "一", (990,)) == f"/F1 9 Tf /F1b 9 Tf [<{one}>] TJ /F1 9 Tf [10] TJ"
    assert written(9, "一⼀", (1000, 1000), ((0, 0), (0, 1000))) == (
        f"/F1 9 Tf /F1b 9 Tf <{one}> Tj /F1 9 Tf 0.000 -9.000 Td <{one}> Tj"
    )
