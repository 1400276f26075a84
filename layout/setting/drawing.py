"""Draw: a set line in, its glyph runs and emphasis dots out, placed from the line's start.

A horizontal line stands on its baseline: x runs along it. A vertical line hangs on its axis: y runs down it, x is to
the right of it.
"""

from __future__ import annotations

from itertools import pairwise
from operator import add, sub

from editions.diagnostic import Span
from editions.drawing import Segment
from fonts.face import Face
from fonts.shape import shape
from layout.items import BLACK, Colour, GlyphRun, Placed, Shape
from layout.setting.classes import KINDS, Kind
from layout.setting.glyphs import UPRIGHT, Seating
from layout.setting.lines import Line
from layout.setting.marks import EM
from layout.setting.shaping import Shaped

HYPHEN = "\u00ad"  # what a hyphen at a line end stands for: a soft hyphen is no character of the copy
DOT_RADIUS = 0.065  # em; 着重号, clreq «Emphasis Dots»: below the character, in vertical setting to the right of it
DOT_AWAY = 0.235  # em below the baseline
DOT_ACROSS = 0.62  # em to the right of the axis
_ROUND = 0.5523  # control points of a quarter circle
_UNDOTTED = frozenset(
    {Kind.OPENING, Kind.CLOSING, Kind.COMMA, Kind.STOP, Kind.DOUBLED, Kind.INTERPUNCT, Kind.RIGID, Kind.LEADER}
)

_Glyph = tuple[int, int, str, int, Seating]  # place along the line, glyph, text, advance, seat


def glyph_runs(line: Line, size: float, *, colour: Colour = BLACK, span: Span | None = None) -> tuple[Placed, ...]:
    """A line in, its glyph runs out; one run a face and way of standing. Emphasis dots come after them as a shape."""
    shaped = line.shaped
    if not shaped.seats and not shaped.dotted and not shaped.hyphens:
        return _plain_runs(line, size, colour, span)
    runs: list[Placed] = []
    pending: list[_Glyph] = []
    face: Face | None = None
    manner: object = None
    for place, index in _glyphs(line):
        seat = shaped.seats.get(index, UPRIGHT)
        own = _manner(seat, vertical=shaped.rules.vertical)
        if pending and (shaped.glyph_faces[index] is not face or own != manner):
            runs.append(_run(pending, face, size, shaped.rules.vertical, colour, span))
            pending = []
        face, manner = shaped.glyph_faces[index], own
        pending.append((place, shaped.glyphs[index], shaped.glyph_texts[index], shaped.glyph_advances[index], seat))
    if line.hyphen and face is not None:
        glyph = shape(face, "-")
        seat = pending[-1][4]
        place = line.width - round(glyph.advances[0] * seat.size)
        pending.append((place, glyph.glyphs[0], HYPHEN, glyph.advances[0], seat))
    if pending:
        runs.append(_run(pending, face, size, shaped.rules.vertical, colour, span))
    dots = _dots(line, size, colour) if shaped.dotted else None
    return (*runs, dots) if dots else tuple(runs)


def _glyphs(line: Line) -> list[tuple[int, int]]:
    """(place, number) of the glyphs of a line."""
    starts, places = line.shaped.glyph_starts, line.shaped.glyph_places
    return [
        (at + places[index], index)
        for unit, at in enumerate(line.places, line.start)
        for index in range(starts[unit], starts[unit + 1])
    ]


def _plain_runs(line: Line, size: float, colour: Colour, span: Span | None) -> tuple[Placed, ...]:
    shaped = line.shaped
    first, last = shaped.glyph_starts[line.start], shaped.glyph_starts[line.end]
    if first == last:
        return ()
    if last - first == len(line.places):  # a glyph a unit: nearly every line without a Western word
        places = list(map(add, line.places, shaped.glyph_places[first:last]))
    else:
        places = [place for place, _ in _glyphs(line)]
    faces = shaped.glyph_faces[first:last]
    borders: list[int] = []
    if faces.count(faces[0]) != len(faces):
        borders = [at for at in range(1, len(faces)) if faces[at] is not faces[at - 1]]
    runs = []
    for start, end in pairwise((0, *borders, len(faces))):
        piece = places[start:end]
        run = GlyphRun(
            faces[start],
            size,
            shaped.glyphs[first + start : first + end],
            (*map(sub, piece[1:], piece), shaped.glyph_advances[first + end - 1]),
            shaped.glyph_texts[first + start : first + end],
            colour,
            span,
        )
        runs.append(Placed(piece[0] * size / EM, 0.0, run))
    return tuple(runs)


def _manner(seat: Seating, *, vertical: bool) -> object:
    """What glyphs of one run have in common. Upright ones of a vertical line are placed one by one."""
    if vertical and not seat.turned:
        return (seat.size, seat.squeezed)
    return (seat.size, seat.across, seat.turned)


def _run(
    glyphs: list[_Glyph], face: Face | None, size: float, vertical: bool, colour: Colour, span: Span | None
) -> Placed:
    assert face is not None
    place, seat, last_advance = glyphs[0][0], glyphs[0][4], glyphs[-1][3]
    own_size = size * seat.size
    ids = tuple(glyph for _, glyph, _, _, _ in glyphs)
    texts = tuple(text for _, _, text, _, _ in glyphs)
    if vertical and not seat.turned:
        origins = tuple(
            (round((own.across - seat.across) / seat.size), round((at - place) / seat.size))
            for at, _, _, _, own in glyphs
        )
        advances = tuple(advance for _, _, _, advance, _ in glyphs)
        run = GlyphRun(face, own_size, ids, advances, texts, colour, span, origins=origins, squeezed=seat.squeezed)
        return Placed(seat.across * size / EM, place * size / EM, run)
    # Advances are in the run's own em: of a superior, which is smaller, they are more of it.
    gaps = [round((b[0] - a[0]) / seat.size) for a, b in pairwise(glyphs)]
    run = GlyphRun(
        face, own_size, ids, (*gaps, round(last_advance / seat.size)), texts, colour, span, turned=seat.turned
    )
    if vertical:
        return Placed(seat.across * size / EM, place * size / EM, run)
    return Placed(place * size / EM, -seat.across * size / EM, run)


def _dots(line: Line, size: float, colour: Colour) -> Placed | None:
    """着重号: a dot for each Han character or letter of the stretches that have them, none for marks (clreq,
    «Emphasis Dots»)."""
    shaped = line.shaped
    path: list[Segment] = []
    for unit, at in enumerate(line.places, line.start):
        start, end = shaped.starts[unit], shaped.starts[unit + 1]
        if shaped.kinds[unit] in _UNDOTTED or not any(a <= start < b for a, b in shaped.dotted):
            continue
        for place in _dot_places(shaped, unit, at, end - start):
            x, y = (DOT_ACROSS, place / EM) if shaped.rules.vertical else (place / EM, DOT_AWAY)
            path.extend(_circle(x * size, y * size, DOT_RADIUS * size))
    return Placed(0.0, 0.0, Shape(tuple(path), fill=colour)) if path else None


def _dot_places(shaped: Shaped, unit: int, at: int, characters: int) -> list[float]:
    width = shaped.widths[unit]
    if characters == 1 or KINDS[shaped.text[shaped.starts[unit]]] is Kind.HAN:
        return [at + width / 2]
    first, last = shaped.glyph_starts[unit], shaped.glyph_starts[unit + 1]
    places = [at + shaped.glyph_places[index] for index in range(first, last)]
    return [(a + b) / 2 for a, b in pairwise([*places, at + width])]


def _circle(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    bend = radius * _ROUND
    return (
        Segment("move", (x + radius, y)),
        Segment("curve", (x + radius, y + bend, x + bend, y + radius, x, y + radius)),
        Segment("curve", (x - bend, y + radius, x - radius, y + bend, x - radius, y)),
        Segment("curve", (x - radius, y - bend, x - bend, y - radius, x, y - radius)),
        Segment("curve", (x + bend, y - radius, x + radius, y - bend, x + radius, y)),
        Segment("close", ()),
    )

