"""A PDF that comes as a picture: what of it is printed, and what is wrong with one that cannot be."""

from __future__ import annotations

import base64
import io
import zlib
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from editions.images import Fault, Look, look
from editions.pdf_page import MAX_CONTENT, PdfPage, read_layers, read_pdf_page

CONTENT = b"0 0 1 rg 10 10 50 30 re f"


def pdf(content: bytes | list[bytes] = CONTENT, pages: int = 1, **entries: Any) -> pikepdf.Pdf:
    """A PDF of 200 × 100 points; `entries` are further ones of its pages."""
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=(200, 100))
        parts = [content] if isinstance(content, bytes) else content
        streams = [made.make_stream(part) for part in parts]
        page.obj.Contents = streams[0] if isinstance(content, bytes) else Array(streams)
        for key, value in entries.items():
            page.obj["/" + key] = value
    return made


def saved(made: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    made.save(out, static_id=True, **options)
    return out.getvalue()


def page_of(data: bytes) -> PdfPage:
    found = read_pdf_page(data)
    assert isinstance(found, PdfPage), found
    return found


def code(data: bytes) -> str:
    found = read_pdf_page(data)
    assert isinstance(found, Fault), found
    return found.message.code


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ({}, (0, 0, 200, 100)),
        ({"CropBox": [5, 5, 195, 95]}, (5, 5, 195, 95)),
        ({"CropBox": [5, 5, 195, 95], "TrimBox": [10, 20, 190, 80]}, (10, 20, 190, 80)),
        ({"TrimBox": [190, 80, 10, 20]}, (10, 20, 190, 80)),
        ({"TrimBox": [-50, 20, 190, 300]}, (0, 20, 190, 100)),
        ({"TrimBox": [500, 500, 600, 600], "CropBox": [5, 5, 195, 95]}, (5, 5, 195, 95)),
        ({"TrimBox": [10, 10, 10, 90]}, (0, 0, 200, 100)),
        ({"TrimBox": [1, 2, 3]}, (0, 0, 200, 100)),
        ({"MediaBox": [-100, -50, 100, 50.5]}, (-100, -50, 100, 50.5)),
    ],
)
def test_box_that_is_printed(boxes: dict[str, list[float]], expected: tuple[float, ...]) -> None:
    data = saved(pdf(CONTENT, 1, **{key: Array(value) for key, value in boxes.items()}))
    assert page_of(data).box == pytest.approx(expected)


@pytest.mark.parametrize(("turn", "size"), [(0, (180, 60)), (90, (60, 180)), (180, (180, 60)), (-90, (60, 180)), (45, (180, 60))])
def test_page_that_lies_on_its_side(turn: int, size: tuple[float, float]) -> None:
    data = saved(pdf(Rotate=turn, TrimBox=Array([10, 20, 190, 80])))
    assert page_of(data).size == pytest.approx(size)
    assert look(data, pdf=True) == Look("PDF", int(size[0]), int(size[1]), points=size)


def test_size_is_rounded_up_and_kept_as_it_is() -> None:
    seen = look(saved(pdf(MediaBox=Array([0, 0, 99.25, 60.004]))), pdf=True)
    assert isinstance(seen, Look)
    assert seen.size == (100, 60)
    assert seen.points == pytest.approx((99.25, 60.004))


def test_inherited_entries_count() -> None:
    made = pdf()
    tree = made.Root.Pages
    tree.MediaBox, tree.Rotate = Array([0, 0, 80, 40]), 90
    del tree.Kids[0].MediaBox
    assert page_of(saved(made)).size == (40, 80)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n", ""),
        (b"%PDF-1.7\n%%EOF", ""),
        (saved(pikepdf.new()), "it has no page"),
        (saved(pdf(MediaBox=Array([0, 0, 0.2, 100]))), "its first page has no size"),
        (saved(pdf(MediaBox=Array([0, 0, 1e9, 100]))), "its first page has no size"),
        (saved(pdf(), encryption=pikepdf.Encryption(owner="a", user="b")), "it needs a password"),
    ],
)
def test_what_cannot_be_printed(data: bytes, why: str) -> None:
    found = read_pdf_page(data)
    assert isinstance(found, Fault)
    assert found.message.code == "pdf-broken"
    assert why in str(found.values["why"])
    assert found.values["why"]


def test_a_password_for_the_owner_alone_is_none() -> None:
    data = saved(pdf(), encryption=pikepdf.Encryption(owner="secret", user=""))
    assert page_of(data).size == (200, 100)


def test_remarks() -> None:
    stamp = Array([Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]))])
    comment = Array([Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]))])
    whole = saved(pdf())
    torn = whole[: whole.index(b"startxref")]
    remarks = {
        "nothing": page_of(whole).remarks,
        "two pages": page_of(saved(pdf(pages=2))).remarks,
        "stamp": page_of(saved(pdf(Annots=stamp))).remarks,
        "comment": page_of(saved(pdf(Annots=comment))).remarks,
        "torn": page_of(torn).remarks,
    }
    assert {name: [message.code for message in said] for name, said in remarks.items()} == {
        "nothing": [],
        "two pages": ["pdf-pages"],
        "stamp": ["pdf-annotations"],
        "comment": [],
        "torn": ["pdf-mended"],
    }
    assert all(message.severity == "warning" for said in remarks.values() for message in said)


def packed(raw: bytes, *filters: str) -> bytes:
    """A PDF whose content has these filters upon it already."""
    made = pdf()
    names = Array([Name("/" + name) for name in filters])
    made.pages[0].obj.Contents = pikepdf.Stream(made, raw, Filter=names)
    return saved(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def test_content_that_unpacks_to_too_much() -> None:
    """… is refused without being unpacked to the end, through whatever filters, in whatever pieces."""
    bomb = zlib.compress(b" " * (MAX_CONTENT + 10), 9)
    assert code(packed(bomb, "FlateDecode")) == "pdf-too-complex"
    assert code(packed(zlib.compress(bomb), "FlateDecode", "FlateDecode")) == "pdf-too-complex"
    assert code(packed(bomb.hex().encode() + b">", "ASCIIHexDecode", "FlateDecode")) == "pdf-too-complex"
    assert code(packed(base64.a85encode(bomb) + b"~>", "ASCII85Decode", "FlateDecode")) == "pdf-too-complex"
    assert code(packed(b"\x80" * 90_000, "LZWDecode")) == "pdf-too-complex"
    half = b" " * (MAX_CONTENT // 2 + 10)
    assert code(saved(pdf([half, half]))) == "pdf-too-complex"
    assert page_of(packed(zlib.compress(b" " * 1_000_000), "FlateDecode")).size == (200, 100)


def test_content_that_does_not_unpack() -> None:
    assert code(packed(b"no such thing", "FlateDecode")) == "pdf-broken"


def test_layers() -> None:
    made = pdf()
    layers = [made.make_indirect(Dictionary(Type=Name.OCG, Name=f"layer {n}")) for n in range(4)]
    layers[2].Usage = Dictionary(Print=Dictionary(PrintState=Name.OFF))
    layers[3].Usage = Dictionary(Print=Dictionary(PrintState=Name.ON))
    made.Root.OCProperties = Dictionary(
        OCGs=Array(layers),
        D=Dictionary(
            OFF=Array([layers[1], layers[3]]),
            AS=Array([Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array(layers))]),
        ),
    )
    assert [shown for _, shown in read_layers(made)] == [True, False, False, True]
    made.Root.OCProperties.D = Dictionary(BaseState=Name.OFF, ON=Array([layers[2]]))
    assert [shown for _, shown in read_layers(made)] == [False, False, True, False]


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 900), st.integers(0, 255))
def test_no_damage_raises(at: int, value: int) -> None:
    data = bytearray(WHOLE)
    data[at % len(data)] = value
    assert isinstance(read_pdf_page(bytes(data)), PdfPage | Fault)


def _whole() -> bytes:
    made = pdf([CONTENT, CONTENT], TrimBox=Array([10, 20, 190, 80]), Annots=Array([Dictionary(Subtype=Name.Stamp)]))
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Usage=Dictionary(Print=Dictionary(PrintState=Name.OFF))))
    states = Array([Dictionary(Event=Name.Print, OCGs=Array([layer]))])
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), AS=states))
    return saved(made)


WHOLE = _whole()
