"""Looking at pictures, with Pillow as the other opinion."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from editions.images import MAX_PIXELS, Fault, Look, look, look_at


def saved(mode: str = "RGB", size: tuple[int, int] = (30, 20), form: str = "PNG", **options: object) -> bytes:
    """A picture with a gradient in it, as a file's bytes."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def turned(orientation: int, form: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "a description before the orientation"
    exif[0x0112] = orientation
    return saved(form=form, exif=exif)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def code(seen: Look | Fault) -> str:
    return seen.message.code if isinstance(seen, Fault) else "whole"


@pytest.mark.parametrize(
    ("mode", "form", "colour", "alpha"),
    [
        ("L", "PNG", "gray", False),
        ("LA", "PNG", "gray", True),
        ("RGB", "PNG", "rgb", False),
        ("RGBA", "PNG", "rgb", True),
        ("P", "PNG", "rgb", False),
        ("1", "PNG", "gray", False),
        ("L", "JPEG", "gray", False),
        ("RGB", "JPEG", "rgb", False),
        ("CMYK", "JPEG", "cmyk", False),
    ],
)
def test_modes(mode: str, form: str, colour: str, alpha: bool) -> None:
    seen = look(saved(mode, form=form))
    assert isinstance(seen, Look)
    assert (seen.form, seen.size, seen.colour, seen.alpha) == (form, (30, 20), colour, alpha)


def test_transparent_palette() -> None:
    seen = look(saved("P", transparency=0))
    assert isinstance(seen, Look)
    assert seen.alpha


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_as_pillow_sees_it(orientation: int, form: str) -> None:
    data = turned(orientation, form)
    seen = look(data)
    assert isinstance(seen, Look)
    assert seen.orientation == orientation
    with Image.open(io.BytesIO(data)) as image:
        assert seen.size == ImageOps.exif_transpose(image).size


def test_progressive_jpeg_with_restarts() -> None:
    plain = look(saved(size=(300, 200), form="JPEG", restart_marker_blocks=2))
    progressive = look(saved(size=(300, 200), form="JPEG", progressive=True))
    assert isinstance(plain, Look)
    assert isinstance(progressive, Look)
    assert plain.size == progressive.size == (300, 200)


def test_fill_bytes_before_a_marker() -> None:
    data = saved(form="JPEG")
    assert code(look(data[:2] + b"\xff" * 1000 + data[2:])) == "whole"


@pytest.mark.parametrize(
    "data",
    [
        saved("RGBA"),
        saved(form="JPEG"),
        saved(size=(90, 60), form="JPEG", progressive=True),
        turned(6, "JPEG"),
    ],
    ids=["png", "jpeg", "progressive", "exif"],
)
def test_every_truncation_is_found(data: bytes) -> None:
    assert code(look(data)) == "whole"
    assert {code(look(data[:end])) for end in range(8, len(data))} == {"picture-broken"}


def test_every_flipped_byte_of_a_png_is_found() -> None:
    data = saved()
    for at in range(len(data)):
        damaged = bytearray(data)
        damaged[at] ^= 0x20
        assert code(look(bytes(damaged))) in {"picture-broken", "picture-format"}, at


@given(st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1", b"%PDF"]))
def test_no_bytes_raise(noise: bytes, head: bytes) -> None:
    look(head + noise, pdf=True)


@given(st.integers(0, 600), st.integers(0, 255))
def test_no_damage_raises(at: int, value: int) -> None:
    data = bytearray(turned(6, "JPEG"))
    data[at % len(data)] = value
    look(bytes(data))


def test_bomb_is_refused_by_its_header() -> None:
    width = MAX_PIXELS // 100
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, 101, 1, 0, 0, 0, 0)),
            chunk(b"IDAT", zlib.compress(b"\0" * 1000)),
            chunk(b"IEND", b""),
        )
    )
    fault = look(bomb)
    assert isinstance(fault, Fault)
    diagnostic = fault.at(None, "pictures/bomb.png", article="a")
    assert diagnostic.code == "picture-too-many-pixels"
    assert diagnostic.severity == "error"
    assert str(width) in diagnostic.message


def test_no_image_in_it() -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    assert code(look(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IEND", b""))) == "picture-broken"
    assert code(look(b"\xff\xd8\xff\xd9")) == "picture-broken"


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_formats_are_named(form: str) -> None:
    fault = look(saved(form=form))
    assert isinstance(fault, Fault)
    assert fault.message.code == "picture-format"
    assert str(fault.values["form"]).upper() == form


def pdf(pages: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200.5, 100))
    for _ in range(pages):
        canvas.rect(10, 10, 20, 20)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_pdf_only_where_it_is_allowed() -> None:
    data = pdf(2)
    assert code(look(data)) == "picture-format"
    seen = look(data, pdf=True)
    assert isinstance(seen, Look)
    assert (seen.form, seen.size, seen.pages) == ("PDF", (201, 100), 2)
    assert code(look(data[:40], pdf=True)) == "pdf-broken"


def test_look_at_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(saved())
    assert code(look_at(path)) == "whole"
    with pytest.raises(OSError, match="No such file"):
        look_at(tmp_path / "y.png")
