"""Pages of other PDFs in ours: they look as they do by themselves, stay outlines, and bring nothing else along."""

from __future__ import annotations

import datetime
import hashlib
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from layout.export.pdf import About, export_pdf
from layout.export.pdf_black import prints_black
from layout.items import Box, Colour, Frame, Group, Page, Picture, Placed, StoryRecord

ABOUT = About("试报 2024-12-20", "试报社", "", datetime.date(2024, 12, 20))
ROOT = Path(__file__).resolve().parents[2]
RED = Colour("cmyk", (0.0, 1.0, 1.0, 0.0))

TRIM = (20.0, 30.0, 220.0, 130.0)  # 200 × 100 points on a sheet of 240 × 160


def advertisement(*, colour: bool = True) -> bytes:
    """A sheet with type, outlines and a line in the colour that a page begins with, and marks outside its trim."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(240, 160), invariant=1)
    canvas.setTrimBox(TRIM)
    canvas.line(30, 40, 120, 120)  # black, one point wide: nothing has been said
    if colour:
        canvas.setFillColorCMYK(0.7, 0.1, 0, 0)
    else:
        canvas.setFillGray(0.4)
    canvas.rect(0, 0, 60, 60, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setFont("Times-Roman", 24)
    canvas.drawString(80, 70, "Vector Type")
    canvas.line(20, 0, 20, 25)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def page(*items: Placed, no: str = "1") -> Page:
    frame = Frame(400.0, 300.0, items)
    return Page((no,), f"{no}版 要闻", (400.0, 300.0), 8.5, frame, (20.0, 20.0, 380.0, 280.0))


def placed(width: float = 200.0, height: float = 100.0, file: str = "ad.pdf", **more: Any) -> Placed:
    return Placed(100.0, 50.0, Picture(file, width, height, **more))


def pixels(data: bytes, index: int = 0, box: tuple[float, float, float, float] | None = None, scale: float = 3) -> Image.Image:
    """A page as a picture, or a box of it (PDF's coordinates)."""
    with pypdfium2.PdfDocument(data) as document:
        sheet = document[index]
        if box:
            sheet.set_mediabox(*box)
            sheet.set_cropbox(*box)
        picture: Image.Image = sheet.render(scale=scale).to_pil().convert("RGB")
        return picture


# Where `placed` stands, in PDF's coordinates: bleed 8.5, y up.
PLACE = (108.5, 158.5, 308.5, 258.5)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that are clearly not alike."""
    assert one.size == other.size
    gray = ImageChops.difference(one, other).convert("L")
    return sum(gray.histogram()[65:]) / (gray.width * gray.height)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "ad.pdf").write_bytes(advertisement())
    return tmp_path


def rewritten(data: bytes, **entries: Any) -> bytes:
    """A PDF with further entries of its first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key, value in entries.items():
            pdf.pages[0].obj["/" + key] = value
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def test_it_looks_as_it_does_by_itself(root: Path) -> None:
    """… to its trim, whatever colours and lines our own page has set before."""
    before = Placed(0, 0, Box(90.0, 90.0, RED, RED, thickness=7.0))
    printed = export_pdf([page(before, placed())], ABOUT, root)
    alone = pixels(advertisement(), box=TRIM)
    assert difference(pixels(printed, box=PLACE), alone) < 0.001
    assert difference(Image.new("RGB", alone.size, "white"), alone) > 0.05


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_upright_whichever_way_it_is_stored(root: Path, turn: int) -> None:
    (root / "ad.pdf").write_bytes(rewritten(advertisement(), Rotate=turn))
    size = (200.0, 100.0) if turn % 180 == 0 else (100.0, 200.0)
    printed = export_pdf([page(placed(*size))], ABOUT, root)
    box = (PLACE[0], PLACE[3] - size[1], PLACE[0] + size[0], PLACE[3])
    upright = pixels(advertisement(), box=TRIM).rotate(-turn, expand=True)
    assert difference(pixels(printed, box=box), upright) < 0.02  # smoothing is not the same lying down


def test_enlarged_and_cropped(root: Path) -> None:
    printed = export_pdf([page(placed(crop=(0.5, 0.5, 1.0, 1.0)))], ABOUT, root)
    half = pixels(advertisement(), box=(120, 30, 220, 80), scale=6)
    assert difference(pixels(printed, box=PLACE), half) < 0.01
    outside = pixels(printed, box=(0, 0, 108, 317))
    assert outside.getextrema() == ((255, 255),) * 3


def test_type_stays_type(root: Path) -> None:
    printed = export_pdf([page(placed())], ABOUT, root)
    with pypdfium2.PdfDocument(printed) as document:
        assert "Vector Type" in document[0].get_textpage().get_text_range()
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert pdf.check_pdf_syntax() == []
        ((_, form),) = pdf.pages[0].Resources.XObject.items()
        assert form.Subtype == "/Form"
        assert {str(font.BaseFont) for _, font in form.Resources.Font.items()} == {"/Helvetica", "/Times-Roman"}
        assert not any(stream.get("/Subtype") == "/Image" for stream in streams(pdf))


def streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))


def test_the_rest_of_the_file_is_as_it_was(root: Path) -> None:
    """Boxes, outline, information, content of pages without a PDF."""
    story = Group(Frame(100.0, 100.0), "story", "lead", "大桥今日通车")
    (root / "plain.png").write_bytes(png())
    record = StoryRecord("lead", "大桥今日通车", 1, 2, 36.0, ((0.0, 0.0, 100.0, 100.0),), 0)
    ours = page(Placed(0, 0, story), placed())._replace(stories=(record,))
    theirs = page(Placed(0, 0, story), placed(file="plain.png"))._replace(stories=(record,))
    with_ad = export_pdf([ours, page(no="2")], ABOUT, root)
    without = export_pdf([theirs, page(no="2")], ABOUT, root)
    with pikepdf.open(io.BytesIO(with_ad)) as one, pikepdf.open(io.BytesIO(without)) as other:
        assert one.pdf_version == other.pdf_version == "1.7"
        assert dict(one.docinfo) == dict(other.docinfo)
        assert one.Root.Lang == "zh-CN"
        for mine, their in zip(one.pages, other.pages, strict=True):
            for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
                assert list(mine.obj[box]) == list(their.obj[box])
        assert one.pages[1].Contents.read_bytes() == other.pages[1].Contents.read_bytes()
        assert "/XObject" not in one.pages[1].Resources
        assert titles(one) == titles(other) == [("1版 要闻", ["大桥今日通车"]), ("2版 要闻", [])]
    assert b"/ObjStm" not in with_ad


def titles(pdf: pikepdf.Pdf) -> list[tuple[str, list[str]]]:
    with pdf.open_outline() as outline:
        return [(entry.title, [child.title for child in entry.children]) for entry in outline.root]


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "PNG")
    return out.getvalue()


def test_the_same_input_gives_the_same_bytes(root: Path) -> None:
    first = export_pdf([page(placed())], ABOUT, root)
    assert export_pdf([page(placed())], ABOUT, root) == first
    with pikepdf.open(io.BytesIO(first)) as pdf:
        one, other = (bytes(half) for half in pdf.trailer.ID.as_list())
    assert one == other
    assert hashlib.sha256(first.replace(one.hex().encode(), b"0" * 32)).digest()[:16] == one
    (root / "ad.pdf").write_bytes(advertisement(colour=False))
    assert one.hex().encode() not in export_pdf([page(placed())], ABOUT, root)


def test_one_form_a_file(root: Path) -> None:
    (root / "other.pdf").write_bytes(advertisement(colour=False))
    pages = [page(placed(), placed(50.0, 25.0)), page(no="2"), page(placed(), placed(file="other.pdf"), no="3")]
    printed = export_pdf(pages, ABOUT, root)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert [len(sheet.Resources.get("/XObject", {})) for sheet in pdf.pages] == [1, 0, 2]
        assert sum(stream.get("/Subtype") == "/Form" for stream in streams(pdf)) == 2


def test_nothing_else_comes_along(root: Path) -> None:
    """No script, action, annotation, attached or foreign file, private data, printer's code."""
    with pikepdf.open(io.BytesIO(advertisement())) as pdf:
        secret = pdf.make_indirect(pdf.make_stream(b"attached secret"))
        script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        launch = Dictionary(S=Name.Launch, F="calc.exe")
        files = Dictionary(Names=Array(["a", Dictionary(Type=Name.Filespec, EF=Dictionary(F=secret))]))
        pdf.Root.OpenAction = script
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script])), EmbeddedFiles=files)
        pdf.Root.AA = Dictionary(WC=launch)
        sheet = pdf.pages[0].obj
        sheet.AA = Dictionary(O=launch)
        sheet.PieceInfo = Dictionary(Illustrator=secret)
        sheet.Annots = Array([Dictionary(Subtype=Name.Screen, Rect=Array([20, 30, 90, 90]), A=script, AP=secret)])
        inner = pdf.make_stream(
            b"0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), AF=secret, PieceInfo=secret,
            OPI=secret, Ref=Dictionary(F="other.pdf", Page=0), Metadata=secret, Resources=Dictionary(),
        )  # fmt: skip
        code = pdf.make_stream(b"attached secret", Type=Name.XObject, Subtype=Name.PS)
        sheet.Resources.XObject = Dictionary(Inner=inner, Code=code)
        sheet.Resources.Attached = secret
        out = io.BytesIO()
        pdf.save(out)
    (root / "ad.pdf").write_bytes(out.getvalue())
    printed = export_pdf([page(placed())], ABOUT, root)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        keys = {key for thing in pdf.objects for key in keys_in(thing)}
        assert not keys & {
            "/JS", "/JavaScript", "/AA", "/OpenAction", "/A", "/Annots", "/EF", "/EmbeddedFiles", "/AF", "/Names",
            "/PieceInfo", "/OPI", "/Ref", "/Metadata", "/PS", "/Attached",
        }  # fmt: skip
        assert {"/Inner", "/Code", "/BBox"} <= keys
        assert not any(b"attached secret" in stream.read_bytes() for stream in streams(pdf))


def keys_in(thing: Any) -> Iterator[str]:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            yield key
            yield from keys_in(value) if not getattr(value, "is_indirect", True) else ()
    elif isinstance(thing, pikepdf.Array):
        for value in thing.as_list():
            yield from keys_in(value) if not getattr(value, "is_indirect", True) else ()


def test_layer_that_is_off_stays_off(root: Path) -> None:
    with pikepdf.open(io.BytesIO(advertisement())) as pdf:
        layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("shown", "hidden")]
        pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=Dictionary(OFF=Array(layers[1:])))
        pdf.pages[0].Resources.Properties = Dictionary(A=layers[0], B=layers[1])
        pdf.pages[0].obj.Contents = pdf.make_stream(
            b"/OC /A BDC 0 1 0 rg 20 30 100 100 re f EMC /OC /B BDC 1 0 0 rg 120 30 100 100 re f EMC"
        )
        out = io.BytesIO()
        pdf.save(out)
    (root / "ad.pdf").write_bytes(out.getvalue())
    picture = pixels(export_pdf([page(placed())], ABOUT, root), box=PLACE)
    assert [picture.getpixel((x, 150)) for x in (150, 450)] == [(0, 255, 0), (255, 255, 255)]


def test_what_an_owner_has_locked_is_printed(root: Path) -> None:
    with pikepdf.open(io.BytesIO(advertisement())) as pdf:
        pdf.save(root / "ad.pdf", encryption=pikepdf.Encryption(owner="secret", user=""))
    printed = export_pdf([page(placed())], ABOUT, root)
    assert difference(pixels(printed, box=PLACE), pixels(advertisement(), box=TRIM)) < 0.005
    assert b"/Encrypt" not in printed


def test_file_that_has_changed_since_it_was_read(root: Path) -> None:
    (root / "ad.pdf").write_bytes(b"%PDF-1.7\n")
    with pytest.raises(ValueError, match=r"ad\.pdf"):
        export_pdf([page(placed())], ABOUT, root)


# Pages that are printed in black alone


def test_black_stays_outlines_and_colour_becomes_gray(root: Path) -> None:
    (root / "black.pdf").write_bytes(advertisement(colour=False))
    for file, kind in (("black.pdf", "/Form"), ("ad.pdf", "/Image")):
        printed = export_pdf([page(placed(file=file, gray=True))], ABOUT, root)
        with pikepdf.open(io.BytesIO(printed)) as pdf:
            assert {str(thing.Subtype) for thing in streams(pdf) if "/Subtype" in thing} == {kind}
        picture = pixels(printed, box=PLACE)
        assert all(red == green == blue for _, (red, green, blue) in picture.getcolors(99999))  # type: ignore[misc, union-attr]
        expected = pixels((root / file).read_bytes(), box=TRIM).convert("L").convert("RGB")
        assert difference(picture, expected) < 0.02


@pytest.mark.parametrize(
    ("content", "black"),
    [
        (b"0.3 g 0 0 9 9 re f", True),
        (b"0 0 0 0.6 k 0 0 9 9 re f", True),
        (b"0 0 0.1 0.6 K 0 0 9 9 re S", False),
        (b"0 0 0 rg 0 0 9 9 re f", False),
        (b"/Spot cs 1 scn", False),
        (b"/Ink cs 1 scn", True),
        (b"/DeviceRGB cs 0 0 0 scn", False),
        (b"/DeviceGray CS 0 SCN", True),
        (b"/Photo Do", False),
        (b"/Plate Do", True),
        (b"/Mask Do", True),
        (b"/Inner Do", False),
        (b"/Rainbow sh", False),
        (b"/Nothing Do", False),
        (b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI", False),
        (b"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI", True),
        (b"", True),
    ],
)
def test_what_prints_in_black(content: bytes, black: bool) -> None:
    with pikepdf.new() as pdf:
        sheet = pdf.add_blank_page(page_size=(99, 99))

        def image(**entries: Any) -> Any:
            return pdf.make_stream(b"\0\0\0", Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, **entries)

        tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1)
        sheet.obj.Resources = Dictionary(
            ColorSpace=Dictionary(
                Spot=Array([Name.Separation, Name("/PANTONE 185 C"), Name.DeviceGray, tint]),
                Ink=Array([Name.Separation, Name.Black, Name.DeviceGray, tint]),
            ),
            XObject=Dictionary(
                Photo=image(ColorSpace=Array([Name.ICCBased, pdf.make_stream(b"", N=3)])),
                Plate=image(ColorSpace=Array([Name.Indexed, Name.DeviceGray, 1, b"ab"])),
                Mask=image(ImageMask=True),
                Inner=pdf.make_stream(b"1 0 0 rg", Subtype=Name.Form, BBox=Array([0, 0, 9, 9])),
            ),
            Shading=Dictionary(Rainbow=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB)),
        )
        sheet.obj.Contents = pdf.make_stream(content)
        out = io.BytesIO()
        pdf.save(out)
    assert prints_black(out.getvalue()) == black


def test_pages_without_a_pdf_do_not_pay_for_one(root: Path) -> None:
    code = (
        "import sys, datetime, pathlib\n"
        "from layout.export.pdf import About, export_pdf\n"
        "from layout.items import Frame, Page\n"
        "page = Page(('1',), '', (9.0, 9.0), 0.0, Frame(9.0, 9.0), (0.0, 0.0, 9.0, 9.0))\n"
        "export_pdf([page], About('', '', '', datetime.date(2024, 1, 1)), pathlib.Path('.'))\n"
        "print('pikepdf' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


