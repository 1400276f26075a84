"""One line of display text at its natural width: folios, mastheads, marks."""

from __future__ import annotations

from fonts.roles import FaceTable
from layout.items import BLACK, Colour, Frame, Placed
from layout.setting.drawing import glyph_runs
from layout.setting.lines import fill
from layout.setting.shaping import StyledRun, shape_runs

EM = 1000


def one_line(
    text: str, role: str, size: float, table: FaceTable, colour: Colour = BLACK, *, tracking: float = 0.0
) -> Frame:
    """A text and its size in; a frame as wide as the text out, baseline 0.88 of the size down. `tracking` em are
    added between its characters."""
    shaped = shape_runs((StyledRun(text, role),), table)
    if not len(shaped):
        return Frame(0.0, size)
    line = fill(shaped, 0, len(shaped), 10_000 * EM, justify=False)
    if tracking:
        spread = tuple(place + round(index * tracking * EM) for index, place in enumerate(line.places))
        line = line._replace(places=spread, width=line.width + spread[-1] - line.places[-1])
    runs = tuple(Placed(run.x, size * 0.88 + run.y, run.item) for run in glyph_runs(line, size, colour=colour))
    return Frame(line.width * size / EM, size, runs)


def put(frame: Frame, x: float, y: float, *, align: str = "start") -> tuple[Placed, ...]:
    """A frame's items placed with its upper left corner (or upper middle, or upper right) at x, y."""
    shift = {"start": 0.0, "middle": frame.width / 2, "end": frame.width}[align]
    return tuple(Placed(x - shift + item.x, y + item.y, item.item) for item in frame.items)
