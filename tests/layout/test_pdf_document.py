"""The PDF file around the pages: boxes, dates, identifier, information, and the same bytes every time."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from layout.export.pdf_document import new_canvas

ROOT = Path(__file__).resolve().parents[2]

PRINT = """
import datetime, hashlib, io
from fonts.roles import find_faces
from fonts.shape import shape
from fonts.subset import subset
from layout.export.pdf_document import new_canvas
from layout.export.pdf_font import codes_of, embed

buffer = io.BytesIO()
canvas = new_canvas(buffer, title="版面", date=datetime.date(2024, 12, 20))
table = find_faces({}, system=False)
for number, role in enumerate(("song", "hei"), 1):
    text = "老城区更新——“大变化”" * number
    face = table.face(role)
    shaping = shape(face, text)
    texts = [text[a:b] for a, b in zip(shaping.clusters, [*shaping.clusters[1:], len(text)])]
    program = subset(face, set(shaping.glyphs))
    codes = codes_of(f"F{number}", program.glyphs, set(zip(shaping.glyphs, texts)))
    embed(canvas, codes, program)
    canvas.start_page(300, 200, bleed=8.5)
    canvas.add_bookmark(f"page{number}", f"{number}版", level=0, x=0, y=200)
    shown = "".join(codes.codes[pair] for pair in zip(shaping.glyphs, texts))
    canvas._code.append(f"BT 1 0 0 1 9 99 Tm /{codes.font} 9 Tf <{shown}> Tj ET")
    canvas.showPage()
canvas.save()
print(hashlib.sha256(buffer.getvalue()).hexdigest())
"""


def _run(**environment: str) -> str:
    clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    run = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def test_the_same_pages_give_the_same_bytes() -> None:
    """… whatever the hash seed, the clock, the time zone and reportlab's own settings."""
    first = _run(PYTHONHASHSEED="1", TZ="Asia/Shanghai")
    assert len(first) == 64
    assert _run(PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="1700000000", TZ="UTC", RL_useA85="1") == first
    assert _run(PYTHONHASHSEED="3", SOURCE_DATE_EPOCH="not a number", RL_pdfComments="1") == first


def _document(**information: str) -> bytes:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, date=datetime.date(2024, 12, 20), **information)
    canvas.start_page(300, 200, bleed=8.5, slug=20)
    canvas.add_bookmark("1", "1版 要闻", level=0, x=0, y=200)
    canvas.add_bookmark("1-1", "老城区更新", level=1, x=10, y=150)
    canvas.rect(0, 0, 300, 200)
    canvas.showPage()
    canvas.start_page(600.5, 200)
    canvas.rect(0, 0, 300, 200)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_boxes_and_origin() -> None:
    with pikepdf.open(io.BytesIO(_document())) as pdf:
        assert pdf.pdf_version == "1.7"
        assert pdf.check_pdf_syntax() == []
        first, second = ([[float(n) for n in box] for box in _boxes(page)] for page in pdf.pages)
        assert first == [[0, 0, 357, 257], [20, 20, 337, 237], [28.5, 28.5, 328.5, 228.5]]
        assert second == [[0, 0, 600.5, 200]] * 3
        assert pdf.pages[0].Contents.read_bytes().startswith(b"1 0 0 1 28.5 28.5 cm")
        assert b" cm" not in pdf.pages[1].Contents.read_bytes()


def _boxes(page: Any) -> tuple[Any, Any, Any]:
    return page.obj.MediaBox, page.obj.BleedBox, page.obj.TrimBox


def test_no_font_stands_in_a_page_without_text() -> None:
    data = _document()
    assert b"Helvetica" not in data
    assert b"ASCII85" not in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert all(b"Tf" not in page.Contents.read_bytes() for page in pdf.pages)
        assert not dict(pdf.pages[0].Resources.Font)


def test_information_and_dates() -> None:
    with pikepdf.open(io.BytesIO(_document(title="晨报", author="晨报社", creator="Banmian 0.1"))) as pdf:
        assert {key: str(pdf.docinfo[key]) for key in ("/Title", "/Author", "/Creator")} == {
            "/Title": "晨报",
            "/Author": "晨报社",
            "/Creator": "Banmian 0.1",
        }
        assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == "D:20241220000000+00'00'"
        assert pdf.Root.Lang == "zh-CN"


def test_the_outline_leads_to_its_places() -> None:
    with pikepdf.open(io.BytesIO(_document())) as pdf, pdf.open_outline() as outline:
        assert pdf.Root.Outlines.Count == 2
        (page,) = outline.root
        (story,) = page.children
        assert (page.title, story.title) == ("1版 要闻", "老城区更新")
        assert [float(n) for n in story.destination.as_list()[2:4]] == [38.5, 178.5]  # type: ignore[union-attr]


def test_both_halves_of_the_identifier_are_the_digest_of_the_rest() -> None:
    data = _document()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        first, second = (bytes(half) for half in pdf.trailer.ID.as_list())
    assert first == second
    blank = data.replace(first.hex().encode(), b"0" * 32)
    assert hashlib.sha256(blank).digest()[:16] == first
    with pikepdf.open(io.BytesIO(_document(title="another"))) as pdf:
        assert bytes(pdf.trailer.ID[0]) != first


def test_reportlab_keeps_its_own_clock() -> None:
    from reportlab.pdfbase import pdfdoc

    theirs = pdfdoc.TimeStamp
    new_canvas(io.BytesIO())
    assert pdfdoc.TimeStamp is theirs


@pytest.mark.parametrize("text", ["(", ")", "\\", "中(文"])
def test_brackets_in_titles(text: str) -> None:
    with pikepdf.open(io.BytesIO(_document(title=text))) as pdf:
        assert str(pdf.docinfo["/Title"]) == text
