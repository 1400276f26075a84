"""What is read of a PDF: every glyph where it is drawn, and none that is not the page's own."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from fonts.roles import FaceTable
from layout.inspection import inspect_pdf
from layout.inspection.glyphs import read_sheets
from layout.items import GlyphRun, Page, Picture, Placed, walk
from tests.layout.hand_set import LEFT, SIZE, TOP, TRIM, SetLine, clean, column_items, printed, printed_items


def western(draw: str, *, size: float = 10.0) -> bytes:
    """A page of reportlab's own with a text object of these operators."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200), invariant=1)
    canvas.setFont("Times-Roman", size)
    canvas.drawString(30, 150, "Upright")
    canvas._code.append(f"BT /F1 {size} Tf {draw} ET")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def text_of(pdf: bytes) -> str:
    sheets, trouble = read_sheets(pdf)
    assert trouble == ""
    return "".join(glyph.text for sheet in sheets for glyph in sheet.glyphs)


def test_places_are_those_of_the_page(table: FaceTable) -> None:
    (sheet,), _ = read_sheets(printed([[SetLine("渡口3号，“到了”——", 2.0, moves={1: 0.25})]], table))
    assert (round(sheet.width, 3), round(sheet.height, 3)) == TRIM
    glyphs = sheet.glyphs
    assert [glyph.text for glyph in glyphs] == ["渡", "口", "3", "号", "，", "“", "到", "了", "”", "——"]
    assert {glyph.size for glyph in glyphs} == {SIZE}
    assert [round(glyph.y, 3) for glyph in glyphs] == [TOP] * len(glyphs)
    figure = glyphs[2].width / SIZE
    assert 0.3 < figure < 0.7
    wanted = [2.0, 3.0, 4.25, *(4.25 + figure + step for step in range(7))]
    assert [(glyph.x - LEFT) / SIZE for glyph in glyphs] == pytest.approx(wanted, abs=0.001)
    assert glyphs[-1].width / SIZE == pytest.approx(2.0, abs=0.001)
    assert "NotoSerifSC" in glyphs[0].face.replace(" ", "")


def test_every_glyph_of_the_demo_is_read(demo_pages: tuple[Page, ...], demo_pdf: bytes) -> None:
    sheets, trouble = read_sheets(demo_pdf)
    assert trouble == ""
    for page, sheet in zip(demo_pages, sheets, strict=True):
        runs = [(x, y, item) for x, y, item, _ in walk(page.frame) if isinstance(item, GlyphRun)]
        set_text = "".join(text for _, _, run in runs for text in run.texts if not text.isspace())
        assert sorted("".join(glyph.text for glyph in sheet.glyphs)) == sorted(set_text)
        places = {(round(glyph.x, 1), round(glyph.y, 1)) for glyph in sheet.glyphs}
        near = [(dx / 10, dy / 10) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        for x, y, _ in runs:
            assert any((round(x + dx, 1), round(y + dy, 1)) in places for dx, dy in near)


def test_size_counts_the_matrices() -> None:
    (sheet,), _ = read_sheets(western("2 0 0 2 30 50 Tm (Twice) Tj"))
    assert [round(glyph.size, 3) for glyph in sheet.glyphs if glyph.text == "w"] == [20.0]


@pytest.mark.parametrize(
    "draw", ["0 1 -1 0 30 50 Tm (x) Tj", "0.9 0.3 -0.3 0.9 30 50 Tm (x) Tj", "3 Tr 1 0 0 1 30 50 Tm (x) Tj 0 Tr"]
)
def test_turned_and_hidden_text_is_left_out(draw: str) -> None:
    assert text_of(western(draw)) == "Upright"


def test_hyphen_at_a_line_end_is_a_hyphen(table: FaceTable) -> None:
    lines = [SetLine("对岸的灯在Lan-"), SetLine("jiang渡口一盏盏熄灭")]
    assert text_of(printed([lines], table)) == "对岸的灯在Lan-jiang渡口一盏盏熄灭"


def test_text_of_an_advertisement_is_not_the_page_s(table: FaceTable, tmp_path: Path) -> None:
    wrong = [SetLine("，，，，，，，，，，，"), SetLine("，，，，，，，，，，，")]
    advertisement = printed([wrong], table)
    (tmp_path / "ad.pdf").write_bytes(advertisement)
    placed = Placed(20.0, 300.0, Picture("ad.pdf", 200.0, 280.0))
    page = printed_items([*column_items(clean(), table, LEFT), placed], tmp_path)
    assert inspect_pdf(page).found == ()
    assert text_of(page) == "".join(line.text for line in clean())
    alone = printed_items([placed], tmp_path)
    assert text_of(alone) == text_of(advertisement), "a page that is nothing else is looked at"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a PDF at all", b"%PDF-1.7\n" + bytes(2000)])
def test_what_is_no_pdf(data: bytes) -> None:
    sheets, trouble = read_sheets(data)
    assert sheets == ()
    assert trouble
    assert inspect_pdf(data).trouble == trouble


def test_cut_and_changed_files_do_no_harm(table: FaceTable) -> None:
    whole = printed([clean()], table)
    for cut in range(0, len(whole), len(whole) // 40):
        inspect_pdf(whole[:cut])
        inspect_pdf(whole[:cut] + b"\xff\x00 9 0 R" + whole[cut + 9 :])


def test_page_without_running_text() -> None:
    inspection = inspect_pdf(western(""))
    assert (inspection.found, inspection.pages, inspection.lines) == ((), 1, 0)
