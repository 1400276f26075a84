"""The masthead of page 1: a picture of the paper's name keeps its shape and place, and is the largest thing there."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from editions.drawing import Drawing, Outline, Rgb, Segment, Stroke
from editions.images import Fault
from editions.model import Edition, Paper
from editions.read.svg import read_svg
from layout.check import check_page
from layout.drawing import compose_drawing, ink
from layout.edition import Setup, compose_one
from layout.export.pdf import About, export_pdf
from layout.items import BLACK, Colour, Frame, Group, Page, Picture, Placed, Shape, walk
from tests.layout.making import article, edition

ACCENT = Colour("cmyk", (0.12, 0.98, 0.92, 0.04))

# A ring with a hole, a square and a round stroke on 400 × 100 units.
NAME = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">
<path fill-rule="evenodd" d="M50 0A50 50 0 0 1 50 100A50 50 0 0 1 50 0zM50 25A25 25 0 0 1 50 75A25 25 0 0 1 50 25z"/>
<rect x="150" width="100" height="100" fill="#231f20"/>
<path d="M310 50h80" fill="none" stroke="#00f" stroke-width="20" stroke-linecap="round"/>
<rect x="-99" y="90" width="9999" height="99" fill="lime" transform="translate(0 10)"/>
</svg>"""


def drawing(data: bytes = NAME) -> Drawing:
    found = read_svg(data)
    assert not isinstance(found, Fault)
    return found


def page_one(root: Path, setup: Setup, paper: Paper) -> tuple[Edition, Page]:
    story = article("lead", "大桥昨日通车，两岸往来不再绕行。" * 20, page_no="1", rank=1)
    of = edition((story,), root=str(root), paper=paper)
    return of, compose_one(of, "1", setup)


def name_of(page: Page) -> tuple[float, float, Group, Group]:
    """Where the picture of the name stands, itself, and the masthead around it."""
    ((x, y, item, around),) = (
        found
        for found in walk(page.frame)
        if isinstance(found[2], Group) and found[2].role == "picture" and any(group.role == "masthead" for group in found[3])
    )
    assert isinstance(item, Group)
    return x, y, item, around[-1]


def printed(page: Page, root: Path, scale: float = 3) -> Image.Image:
    data = export_pdf([page], About("试报", "", "", edition(()).date), root)
    with pypdfium2.PdfDocument(data) as document:
        sheet = document[0]
        sheet.set_cropbox(*sheet.get_trimbox())
        picture: Image.Image = sheet.render(scale=scale).to_pil().convert("RGB")
        return picture


def ink_at(picture: Image.Image, x: float, y: float, scale: float = 3) -> str:
    found = picture.getpixel((round(x * scale), round(y * scale)))
    assert isinstance(found, tuple)
    red, green, blue = found[:3]
    if min(red, green, blue) > 200:
        return "white"
    if max(red, green, blue) - min(red, green, blue) < 12:
        return "black" if red < 60 else "gray"
    return {red: "red", green: "green", blue: "blue"}[max(red, green, blue)]


def test_drawing_is_printed_as_it_is(tmp_path: Path, setup: Setup) -> None:
    paper = Paper("江口晨报", masthead="name.svg", masthead_size=(400, 100), masthead_drawing=drawing())
    _, page = page_one(tmp_path, setup, paper)
    x, y, group, masthead = name_of(page)
    assert group.frame.width / group.frame.height == pytest.approx(4)
    assert group.source == "name.svg"
    # As large as it can be in the name's area, in the middle of that.
    left, top = page.type_area[:2]
    area = masthead.frame.width * 0.62 - 14
    assert group.frame.width == pytest.approx(area * 0.96)
    assert x - left == pytest.approx(area * 0.02)
    assert top < y < y + group.frame.height < top + masthead.frame.height * 0.75
    picture = printed(page, tmp_path)
    unit = group.frame.width / 400
    seen = [
        ink_at(picture, x + across * unit, y + down * unit)
        for across, down in ((12, 50), (50, 50), (200, 50), (275, 50), (350, 50), (303, 50), (303, 42))
    ]
    assert seen == ["red", "white", "black", "white", "blue", "blue", "white"]
    below = [ink_at(picture, x + across * unit, y + 101 * unit) for across in range(0, 400, 10)]
    assert set(below) == {"white"}  # what is outside of the drawing's rectangle is cut off


def test_page_without_colour(tmp_path: Path, setup: Setup) -> None:
    paper = Paper("江口晨报", masthead="name.svg", masthead_size=(400, 100), masthead_drawing=drawing())
    story = article("lead", "大桥昨日通车。" * 20, page_no="1", rank=1)
    of = edition((story,), root=str(tmp_path), paper=paper)
    of = of._replace(pages=tuple(page._replace(colour=False) for page in of.pages))
    shapes = [item for _, _, item, _ in walk(compose_one(of, "1", setup).frame) if isinstance(item, Shape)]
    assert len(shapes) == 4
    assert all(colour is None or colour.space == "gray" for shape in shapes for colour in (shape.fill, shape.stroke))


@pytest.mark.parametrize("where", ["day", "house", "link"])
@pytest.mark.parametrize("form", ["png", "pdf"])
def test_picture_beside_paper_toml(tmp_path: Path, setup: Setup, where: str, form: str) -> None:
    """… which may be in the edition's folder, or above it, and either by way of a link; its shape is kept."""
    root = tmp_path / "far" / "house" / "day"
    root.mkdir(parents=True)
    home = root if where == "day" else root.parent
    if where == "link":
        (tmp_path / "today").symlink_to(root)
        root = tmp_path / "today"
    size = (300.0, 200.0)
    if form == "png":
        Image.new("RGB", (300, 200), "red").save(home / "name.png")
    else:
        with pikepdf.new() as pdf:
            sheet = pdf.add_blank_page(page_size=size)
            sheet.obj.Contents = pdf.make_stream(b"1 0 0 rg 0 0 300 200 re f")
            pdf.save(home / "name.pdf")
    paper = Paper("江口晨报", masthead=f"name.{form}", masthead_size=size, root=str(root if where == "day" else home))
    _, page = page_one(root, setup, paper)
    x, y, group, _ = name_of(page)
    assert group.frame.width / group.frame.height == pytest.approx(1.5)
    assert group.source == f"name.{form}"
    picture = printed(page, root)
    width, height = group.frame.width, group.frame.height
    corners = [(x + 1, y + 1), (x + width - 1, y + height - 1)]
    around = [(x - 2, y + 9), (x + width + 2, y + 9), (x + 9, y + height + 2)]
    assert [ink_at(picture, *place) for place in corners] == ["red"] * 2
    assert [ink_at(picture, *place) for place in around] == ["white"] * 3


def test_name_in_type_is_as_it_was(tmp_path: Path, setup: Setup) -> None:
    _, page = page_one(tmp_path, setup, Paper("江口晨报"))
    assert not [item for _, _, item, _ in walk(page.frame) if isinstance(item, Picture | Shape)]


def test_name_is_the_largest_thing(tmp_path: Path, setup: Setup) -> None:
    """A picture of it counts by its height; small type in the masthead does not make up for it."""
    flat = drawing(b'<svg viewBox="0 0 9000 100"><path d="M0 0h9000v100z"/></svg>')
    paper = Paper("江口晨报", masthead="name.svg", masthead_size=(9000, 100), masthead_drawing=flat)
    of, page = page_one(tmp_path, setup, paper)
    assert "masthead-small" in {fault.code for fault in check_page(of, page)}
    paper = Paper("江口晨报", masthead="name.svg", masthead_size=(400, 100), masthead_drawing=drawing())
    of, page = page_one(tmp_path, setup, paper)
    assert "masthead-small" not in {fault.code for fault in check_page(of, page)}


# Shapes as such


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        (Rgb(0, 0, 0), BLACK),
        (Rgb(1, 1, 1), Colour("gray", (1.0,))),
        (Rgb(0x23 / 255, 0x1F / 255, 0x20 / 255), Colour("gray", (0.1281,))),
        (Rgb(1, 0, 0), Colour("cmyk", (0.0, 1.0, 1.0, 0.0))),
        (Rgb(0, 0, 0.5), Colour("cmyk", (1.0, 1.0, 0.0, 0.5))),
        (Rgb(0.5, 0.25, 0.5), Colour("cmyk", (0.0, 0.5, 0.0, 0.5))),
    ],
)
def test_ink(colour: Rgb, expected: Colour) -> None:
    assert ink(colour) == expected


def test_drawing_is_scaled_with_its_strokes() -> None:
    path = (Segment("move", (1, 2)), Segment("curve", (1, 2, 3, 4, 5, 6)), Segment("close"))
    outline = Outline(path, "accent", True, Stroke(Rgb(0, 0, 0), 2.0, "round", "bevel", 3.0))
    group = compose_drawing(Drawing(10, 20, (outline,)), 30.0, ACCENT, "name.svg")
    assert (group.frame.width, group.frame.height, group.clip) == (30.0, 60.0, True)
    (placed,) = group.frame.items
    moved = (Segment("move", (3, 6)), Segment("curve", (3, 6, 9, 12, 15, 18)), Segment("close"))
    assert placed == Placed(0, 0, Shape(moved, ACCENT, True, BLACK, 6.0, "round", "bevel", 3.0))


def operators(*shapes: Shape) -> str:
    frame = Frame(100.0, 100.0, tuple(Placed(10, 20, shape) for shape in shapes))
    page = Page(("1",), "", (100.0, 100.0), 0.0, frame, (0.0, 0.0, 100.0, 100.0))
    data = export_pdf([page], About("", "", "", edition(()).date), Path())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return " ".join(pdf.pages[0].Contents.read_bytes().decode().split())


def test_operators() -> None:
    path = (Segment("move", (0, 0)), Segment("line", (5, 0)), Segment("curve", (1, 2, 3, 4, 5, 6)), Segment("close"))
    steps = "10 80 m 15 80 l 11 78 13 76 15 74 c h"
    assert operators(Shape(path, BLACK)) == f"0 g {steps} f"
    assert operators(Shape(path, BLACK, even_odd=True)) == f"0 g {steps} f*"
    assert operators(Shape(path)) == ""
    stroked = Shape(path, stroke=BLACK, thickness=2.0, cap="round", join="bevel", miter_limit=9.0)
    assert operators(stroked) == f"0 G 2 w q 1 J 2 j 9 M {steps} S Q"
    both = stroked._replace(fill=ACCENT, even_odd=True)
    assert operators(both, Shape(path, ACCENT)) == (
        f"0.12 0.98 0.92 0.04 k 0 G 2 w q 1 J 2 j 9 M {steps} B* Q {steps} f"
    )


def test_no_path_of_the_machine_is_told(tmp_path: Path, setup: Setup) -> None:
    """… in what is reported of a page, though a house's picture is found by one."""
    Image.new("L", (300, 100)).save(tmp_path / "name.png")
    paper = Paper("江口晨报", masthead="name.png", masthead_size=(300, 100), root=str(tmp_path))
    of, page = page_one(tmp_path / "day", setup, paper)
    found = check_page(of, page)
    told = [fault.as_json() for fault in (*page.diagnostics, *found)]
    assert str(tmp_path) not in repr(told)
    assert all(str(tmp_path) not in item.source for _, _, item, _ in walk(page.frame) if isinstance(item, Group))
