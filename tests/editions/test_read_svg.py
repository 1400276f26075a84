"""Reading an SVG: its geometry as SVG 1.1 has it, its colours, and nothing dropped without a word."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.diagnostic import Span
from editions.drawing import Drawing, Outline, Rgb, Segment, Stroke
from editions.images import Fault
from editions.read.svg import MAX_BYTES, MAX_SEGMENTS, read_colour, read_svg
from editions.read.svg_path import Path, read_path, read_transform

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"'
BLACK = Rgb(0, 0, 0)


def svg(body: str, root: str = "") -> bytes:
    return f"{HEAD} {root}>\n{body}\n</svg>".encode()


def drawn(body: str, root: str = "") -> tuple[Outline, ...]:
    drawing = read_svg(svg(body, root))
    assert isinstance(drawing, Drawing), drawing
    return drawing.outlines


def path(data: str) -> list[tuple[str, ...] | tuple[str, tuple[float, ...]]]:
    """A path with its numbers rounded."""
    found = read_path(data, most=1000)
    assert found is not None, data
    return rounded(found)


def rounded(segments: Path) -> list[tuple[str, ...] | tuple[str, tuple[float, ...]]]:
    return [(kind, tuple(round(value, 3) + 0.0 for value in points)) for kind, points in segments]


def fault(data: bytes) -> Fault:
    found = read_svg(data)
    assert isinstance(found, Fault), found
    said = found.at(Span("paper.toml", 3), "name.svg")
    assert "name.svg" in said.message
    assert "name.svg" in said.message_zh
    assert said.hint
    return found


# Path data


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2L3 4", [("move", (1, 2)), ("line", (3, 4))]),
        ("M1,2,3,4", [("move", (1, 2)), ("line", (3, 4))]),
        ("m1 2 3 4", [("move", (1, 2)), ("line", (4, 6))]),
        ("M1 2l3 4 5-6", [("move", (1, 2)), ("line", (4, 6)), ("line", (9, 0))]),
        ("M1 2H9h-1V7v.5", [("move", (1, 2)), ("line", (9, 2)), ("line", (8, 2)), ("line", (8, 7)), ("line", (8, 7.5))]),
        ("M.5.5-1-1", [("move", (0.5, 0.5)), ("line", (-1, -1))]),
        ("M1e1 2E0l+3-4", [("move", (10, 2)), ("line", (13, -2))]),
        ("M0 0C1 2 3 4 5 6", [("move", (0, 0)), ("curve", (1, 2, 3, 4, 5, 6))]),
        ("M1 1c1 2 3 4 5 6", [("move", (1, 1)), ("curve", (2, 3, 4, 5, 6, 7))]),
        ("M0 0C1 2 3 4 5 6S9 9 7 8", [("move", (0, 0)), ("curve", (1, 2, 3, 4, 5, 6)), ("curve", (7, 8, 9, 9, 7, 8))]),
        ("M1 1S3 4 5 6", [("move", (1, 1)), ("curve", (1, 1, 3, 4, 5, 6))]),
        ("M0 0Q3 6 6 0", [("move", (0, 0)), ("curve", (2, 4, 4, 4, 6, 0))]),
        ("M0 0Q3 6 6 0t6 0", [("move", (0, 0)), ("curve", (2, 4, 4, 4, 6, 0)), ("curve", (8, -4, 10, -4, 12, 0))]),
        ("M2 2t6 0", [("move", (2, 2)), ("curve", (2, 2, 4, 2, 8, 2))]),
        ("M1 1h2zl5 5", [("move", (1, 1)), ("line", (3, 1)), ("close", ()), ("move", (1, 1)), ("line", (6, 6))]),
        ("M1 1h2zm1 1", [("move", (1, 1)), ("line", (3, 1)), ("close", ()), ("move", (2, 2))]),
        ("M0 0A5 5 0 0 1 0 0", [("move", (0, 0))]),
        ("M0 0A0 5 0 0 1 4 0", [("move", (0, 0)), ("line", (4, 0))]),
        (" \n", []),
    ],
)
def test_path_data(data: str, expected: list[object]) -> None:
    assert path(data) == expected


@pytest.mark.parametrize(
    "data",
    ["1 2", "L1 2", "M1", "M1 2 3", "M1 2L", "M1 2C1 2 3 4", "M1 2Z3", "M0 0A5 5 0 2 1 4 0", "M1 2 x", "M1e999 0", "M1 2é"],
)
def test_path_data_that_is_malformed(data: str) -> None:
    assert read_path(data, most=1000) is None
    assert fault(svg(f'\n<path d="{data}"/>')).values["why"] == "line 3: the d of <path> is malformed"


def points_of(segments: Path, steps: int = 16) -> list[tuple[float, float]]:
    """Points along the curves of a path."""
    here, found = (0.0, 0.0), []
    for _, numbers in segments:
        if len(numbers) == 6:
            corners = [here, *zip(numbers[::2], numbers[1::2], strict=True)]
            for step in range(steps + 1):
                t = step / steps
                shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                found.append((
                    sum(share * x for share, (x, _) in zip(shares, corners, strict=True)),
                    sum(share * y for share, (_, y) in zip(shares, corners, strict=True)),
                ))  # fmt: skip
        here = numbers[-2:] or here  # type: ignore[assignment]
    return found


@pytest.mark.parametrize(
    ("flags", "centre", "angle"),
    [("00", (10, 0), 90), ("01", (0, 10), 90), ("10", (0, 10), 270), ("11", (10, 0), 270)],
)
def test_arcs(flags: str, centre: tuple[float, float], angle: float) -> None:
    """From (0, 0) to (10, 10) about either centre, the short way or the long one."""
    segments = read_path(f"M0 0a10 10 0 {flags}10 10", most=99)
    assert segments is not None
    points = points_of(segments)
    assert points[0] == (0, 0)
    assert points[-1] == (10, 10)
    assert all(math.dist(point, centre) == pytest.approx(10, rel=3e-4) for point in points)
    length = sum(math.dist(a, b) for a, b in itertools.pairwise(points))
    assert length == pytest.approx(math.radians(angle) * 10, rel=1e-2)
    # With the second flag set the arc goes clockwise as the page is seen (y runs down): the angle grows.
    (x0, y0), (x1, y1) = ((x - centre[0], y - centre[1]) for x, y in points[:2])
    assert (x0 * y1 - x1 * y0 > 0) == (flags[1] == "1")


def test_turned_ellipse_whose_radii_are_too_small() -> None:
    """They grow until the chord is a diameter (F.6.6)."""
    segments = read_path("M0 0A2 1 90 0 1 0 8", most=99)
    assert segments is not None
    points = points_of(segments)
    assert max(x for x, _ in points) == pytest.approx(2, rel=1e-3)
    assert [round(value, 6) for value in points[-1]] == [0, 8]


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789+-.,eE \n", max_size=80))
def test_no_path_data_raises(data: str) -> None:
    found = read_path("M0 0" + data, most=50)
    assert found is None or all(kind in ("move", "line", "curve", "close") for kind, _ in found)


@given(st.lists(st.floats(-1e7, 1e7), min_size=5, max_size=5), st.sampled_from(["00", "01", "10", "11"]))
def test_no_arc_raises(numbers: list[float], flags: str) -> None:
    rx, ry, turn, x, y = (repr(number) for number in numbers)
    assert read_path(f"M0 0A{rx} {ry} {turn} {flags[0]} {flags[1]} {x} {y}", most=50) is not None


# Transformations and basic shapes


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("", (2, 3)),
        ("translate(10)", (12, 3)),
        ("translate(10,20)", (12, 23)),
        ("scale(2)", (4, 6)),
        ("scale(2 -1)", (4, -3)),
        ("rotate(90)", (-3, 2)),
        ("rotate(180 5 5)", (8, 7)),
        ("skewX(45)", (5, 3)),
        ("skewY(45)", (2, 5)),
        ("matrix(1 2 3 4 5 6)", (16, 22)),
        ("translate(10) scale(2)", (14, 6)),
        (" scale(2),translate(10)\n", (24, 6)),
    ],
)
def test_transform(text: str, point: tuple[float, float]) -> None:
    matrix = read_transform(text)
    assert matrix is not None
    moved = matrix.apply((Segment("move", (2, 3)),))
    assert moved is not None
    assert moved[0].points == pytest.approx(point)


@pytest.mark.parametrize("text", ["scale()", "scale(1 2 3)", "turn(3)", "scale(2", "rotate(1 2)", "scale(2) x", "scale(1e99)"])
def test_transform_that_is_malformed(text: str) -> None:
    assert read_transform(text) is None
    assert fault(svg(f'<g transform="{text}"><path d="M0 0h1"/></g>')).message.code == "svg-broken"


def test_groups_hand_down() -> None:
    (outline,) = drawn('<g transform="translate(10 0)"><g transform="scale(2)"><path d="M1 1h2"/></g></g>')
    assert rounded(outline.path) == [("move", (12, 2)), ("line", (16, 2))]


def test_view_box_sets_the_origin() -> None:
    drawing = read_svg(b'<svg viewBox="-5,10 40 20" width="80mm" height="3"><rect x="-5" y="10" width="4" height="2"/></svg>')
    assert isinstance(drawing, Drawing)
    assert (drawing.width, drawing.height) == (40, 20)
    assert drawing.outlines[0].path[:2] == (Segment("move", (0, 0)), Segment("line", (4, 0)))


def test_width_and_height_without_a_view_box() -> None:
    drawing = read_svg(b'<svg width="1in" height="25.4mm"><rect width="4" height="2"/></svg>')
    assert isinstance(drawing, Drawing)
    assert (drawing.width, drawing.height) == pytest.approx((96, 96))


@pytest.mark.parametrize(
    ("shape", "kinds", "box"),
    [
        ('<rect x="1" y="2" width="30" height="40"/>', "mlllz", (1, 2, 31, 42)),
        ('<rect x="1" y="2" width="30" height="40" rx="5"/>', "mlclclclcz", (1, 2, 31, 42)),
        ('<rect width="30" height="40" rx="99" ry="4"/>', "mlclclclcz", (0, 0, 30, 40)),
        ('<circle cx="10" cy="20" r="5"/>', "mccccz", (5, 15, 15, 25)),
        ('<ellipse cx="10" cy="20" rx="5" ry="2"/>', "mccccz", (5, 18, 15, 22)),
        ('<polygon points="1,2 3,4 5,2"/>', "mllz", (1, 2, 5, 4)),
        ('<polyline points="1 2 3 4 5 2"/>', "mll", (1, 2, 5, 4)),
        ('<line x1="1" y1="2" x2="3" y2="4" stroke="red"/>', "ml", (1, 2, 3, 4)),
    ],
)
def test_basic_shapes(shape: str, kinds: str, box: tuple[float, ...]) -> None:
    (outline,) = drawn(shape)
    assert "".join("z" if kind == "close" else kind[0] for kind, _ in outline.path) == kinds
    ends = [points[-2:] for _, points in outline.path if points]
    across, down = [x for x, _ in ends], [y for _, y in ends]
    assert (min(across), min(down), max(across), max(down)) == pytest.approx(box)
    assert (outline.fill is None) == shape.startswith("<line")


@pytest.mark.parametrize(
    "shape",
    ['<rect width="0" height="9"/>', '<circle r="0"/>', '<ellipse rx="4"/>', '<path/>', '<polygon points=""/>',
     '<path d="M0 0h9" fill="none"/>', '<path d="M0 0h9" display="none"/>', '<path d="M0 0h9" visibility="hidden"/>',
     '<g style="display:none"><path d="M0 0h9"/><text>x</text></g>', '<defs><path d="M0 0h9"/></defs>',
     '<line x2="9"/>', '<title>名</title>', '<x:grid xmlns:x="urn:x"><path d="M0 0h9"/></x:grid>'],
)  # fmt: skip
def test_what_shows_nothing(shape: str) -> None:
    outlines = drawn(shape + '<path d="M1 1h5v5z"/>')
    assert [rounded(outline.path)[0] for outline in outlines] == [("move", (1, 1))]


# Colours and strokes


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#c1121f", Rgb(0xC1 / 255, 0x12 / 255, 0x1F / 255)),
        ("#F80", Rgb(1, 0x88 / 255, 0)),
        ("rgb(255, 0, 51)", Rgb(1, 0, 0.2)),
        ("rgb(100%,50%,0%)", Rgb(1, 0.5, 0)),
        ("White", Rgb(1, 1, 1)),
        ("red", Rgb(1, 0, 0)),
        ("teal", Rgb(0, 128 / 255, 128 / 255)),
    ],
)
def test_colours(text: str, colour: Rgb) -> None:
    assert read_colour(text) == pytest.approx(colour)
    (outline,) = drawn(f'<path d="M0 0h9v9z" fill="{text}"/>')
    assert outline.fill == pytest.approx(colour)


@pytest.mark.parametrize("attributes", ["", 'fill="currentColor"', 'style="fill: currentcolor"', 'fill="inherit"'])
def test_second_colour_of_the_paper(attributes: str) -> None:
    (outline,) = drawn(f'<path d="M0 0h9v9z" {attributes}/>')
    assert (outline.fill, outline.even_odd, outline.stroke) == ("accent", False, None)


def test_style_goes_before_attributes_and_both_before_the_group() -> None:
    first, second, third = drawn(
        '<g fill="red" fill-rule="evenodd"><path d="M0 0h9" fill="white" style="fill:black !important;font-size:3px"/>'
        '<path d="M0 0h9" fill="white"/><path d="M0 0h9"/></g>'
    )
    assert (first.fill, second.fill, third.fill) == (BLACK, Rgb(1, 1, 1), Rgb(1, 0, 0))
    assert all(outline.even_odd for outline in (first, second, third))


def test_stroke() -> None:
    (outline,) = drawn(
        '<g transform="rotate(30) scale(2)" stroke="black"><path d="M0 0h9" fill="none" stroke-width="3" '
        'stroke-linecap="round" stroke-linejoin="bevel" stroke-miterlimit="7"/></g>'
    )
    assert outline.stroke == Stroke(BLACK, pytest.approx(6), "round", "bevel", 7)  # type: ignore[arg-type]
    assert outline.fill is None


def test_root_hands_down_too() -> None:
    (outline,) = drawn('<path d="M0 0h9v9z"/>', 'fill="black" style="stroke:red"')
    assert (outline.fill, outline.stroke) == (BLACK, Stroke(Rgb(1, 0, 0), 1.0))


# Nothing is dropped in silence


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("<text>报</text>", "text"),
        ('<image href="http://example.org/x.png"/>', "image"),
        ('<use href="#a"/>', "use"),
        ("<style>path{fill:red}</style>", "style"),
        ("<defs><style>path{fill:red}</style></defs>", "style"),
        ("<script>1</script>", "script"),
        ("<foreignObject/>", "foreignObject"),
        ("<svg><path d='M0 0h9'/></svg>", "svg"),
        ("<switch/>", "switch"),
        ('<path d="M0 0h9" fill="url(#a)"/>', "fill=url(#a)"),
        ('<path d="M0 0h9" fill="rebeccapurple"/>', "fill=rebeccapurple"),
        ('<path d="M0 0h9" stroke="rgba(0,0,0,.5)"/>', "stroke=rgba(0,0,0,.5)"),
        ('<path d="M0 0h9" opacity=".5"/>', "opacity"),
        ('<g style="fill-opacity:0.5"/>', "fill-opacity"),
        ('<g filter="url(#f)"/>', "filter"),
        ('<g mask="url(#f)"/>', "mask"),
        ('<g clip-path="url(#f)"/>', "clip-path"),
        ('<path d="M0 0h9" stroke-dasharray="2 1"/>', "stroke-dasharray"),
        ('<path d="M0 0h9" marker-end="url(#m)"/>', "marker-end"),
        ('<path d="M0 0h9" style="transform:scale(2)"/>', "style: transform"),
        ('<path d="M0 0h9" stroke="red" transform="scale(1 3)"/>', "stroke + transform"),
    ],
)
def test_what_cannot_be_drawn_is_named(body: str, named: str) -> None:
    found = fault(svg('<path d="M0 0h9v9z"/>\n' + body))
    assert found.message.code == "masthead-feature"
    assert found.values["what"] == f"{named} (line 3)"
    assert found.values["what_zh"] == f"{named}（第 3 行）"


def test_all_that_cannot_be_drawn_is_named_at_once_but_no_more_than_a_few() -> None:
    assert fault(svg("<text/><image/>\n<text/>")).values["what"] == "text (line 2), image (line 2)"
    many = fault(svg("".join(f"<new{n}/>" for n in range(50)))).values["what"]
    assert str(many).endswith("new5 (line 2) …")


@pytest.mark.parametrize(
    "attributes",
    ['opacity="1"', 'style="opacity:1;stroke-dasharray:none;mix-blend-mode:normal;-x-y:z"', 'clip-path="none"',
     'filter="inherit"', 'class="st0"', 'id="名"'],
)  # fmt: skip
def test_harmless_properties(attributes: str) -> None:
    assert len(drawn(f'<g {attributes}><path d="M0 0h9v9z"/></g>')) == 1


# Bad input


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "svg-broken"),
        (b"<svg", "svg-broken"),
        (b"\x89PNG", "svg-broken"),
        (b"<html/>", "svg-broken"),
        (b"<svg/>", "svg-broken"),
        (b'<svg width="100%" height="100%"><path d="M0 0h9"/></svg>', "svg-broken"),
        (b'<svg viewBox="0 0 0 9"><path d="M0 0h9"/></svg>', "svg-broken"),
        (b'<svg viewBox="0 0 9"><path d="M0 0h9"/></svg>', "svg-broken"),
        (b'<svg viewBox="0 0 nan 9"><path d="M0 0h9"/></svg>', "svg-broken"),
        (svg(""), "svg-broken"),
        (svg('<path d="M0 0h9" fill="white"'), "svg-broken"),
        (svg("<g>"), "svg-broken"),
        (svg('<rect width="-1" height="2"/>'), "svg-broken"),
        (svg('<rect width="50%" height="2"/>'), "svg-broken"),
        (svg('<polygon points="1 2 3"/>'), "svg-broken"),
        (svg('<path d="M0 0h9" stroke-width="wide"/>'), "svg-broken"),
        (svg('<path d="M0 0h9" fill-rule="both"/>'), "svg-broken"),
        (svg('<g transform="scale(9999)"><g transform="scale(9999)"><path d="M1 1h9"/></g></g>'), "svg-broken"),
        ('<svg viewBox="0 0 9 9"><path id="报" d="M0 0h9"/></svg>'.encode("gb18030"), "svg-broken"),
        ('<?xml version="1.0" encoding="utf-16"?><svg viewBox="0 0 9 9"/>'.encode("utf-16"), "svg-broken"),
        (svg(f'<path d="M0 0{"h1" * (MAX_SEGMENTS + 9)}"/>'), "svg-too-complex"),
        (svg('<path d="M0 0h1"/>' * (MAX_SEGMENTS // 2 + 9)), "svg-too-complex"),
        (svg(" " * MAX_BYTES), "picture-too-large"),
    ],
)
def test_bad_input(data: bytes, code: str) -> None:
    assert fault(data).message.code == code


def test_entities_are_refused_in_whatever_spelling() -> None:
    bomb = '<!DOCTYPE svg [\n<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    data = (bomb + ']><svg viewBox="0 0 9 9"><title>&j;</title><path d="M0 0h9"/></svg>').encode()
    assert (fault(data).message.code, fault(data).values["line"]) == ("svg-entities", 2)
    outside = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg viewBox="0 0 9 9">&x;</svg>'
    assert fault(outside).message.code == "svg-entities"
    # An encoding that spells `<!ENTITY` otherwise is not obeyed.
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-ENTITY x "y"+AD4-<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
    assert fault(hidden).message.code == "svg-broken"


def test_plain_document_type_is_nothing_bad() -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert isinstance(read_svg(head + svg('<path d="M0 0h9v9z"/>')), Drawing)


def test_deep_nesting() -> None:
    depth = 20_000
    assert len(drawn("<g>" * depth + '<path d="M0 0h9v9z"/>' + "</g>" * depth)) == 1


@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(read_svg(data), Fault)
    read_svg(svg("") + data)


@given(st.integers(0, 320), st.integers(0, 127))
def test_no_damage_raises(at: int, value: int) -> None:
    data = bytearray(
        svg('<g transform="rotate(5)" fill="#c00"><path style="stroke:red;stroke-width:2" d="M1 1a2 3 0 0 1 4 5q1 2 3 4z"/>'
            '<rect width="3" height="4" rx="1"/><polygon points="1,2 3,4 5,6"/><circle r="4"/></g>')
    )  # fmt: skip
    if at < len(data):
        data[at] = value
    assert isinstance(read_svg(bytes(data)), Drawing | Fault)
