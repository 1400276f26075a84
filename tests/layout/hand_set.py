"""Pages set by hand, glyph by glyph, without the engine: each line stands where the test says, so that it can be wrong.

Type is 9 pt on 12 pt. Every character takes the advance of its face; `moves` adds em after a character, `fill` spreads
what a line lacks over its gaps, numerals, words and two-em marks aside.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from fonts.roles import FaceTable
from fonts.shape import shape
from layout.export.pdf import About, export_pdf
from layout.items import Frame, GlyphRun, Page, Placed

SIZE, LEADING = 9.0, 12.0
LEFT, TOP = 40.0, 60.0  # of the first column, in points; TOP is the first baseline
MEASURE, GUTTER = 11.0, 1.0  # em
TRIM = (500.0, 700.0)
ABOUT = About("手排", "手排", "", datetime.date(2024, 12, 20))

# Two paragraphs at 11 em without a fault: all lines but the last ones are of 11 em, the first ones begin 2 em in.
CLEAN = (
    "　　清晨六点江面起薄雾",
    "渡口的老人推开木窗望去",
    "对岸的灯一盏盏熄灭，船",
    "工解开缆绳，慢慢离岸。",
    "水声很轻。",
    "　　第二天他们又来江边",
    "把修好的船推下水试航一",
    "圈，大家都说很稳当。",
)


@dataclass(frozen=True)
class SetLine:
    """A line of a column: its text, where it begins (em from the column's edge) and what was moved by hand."""

    text: str
    start: float = 0.0
    moves: Mapping[int, float] = field(default_factory=dict)
    fill: float = 0.0
    down: float = 0.0
    size: float = SIZE
    role: str = "song"


def column(texts: Iterable[str]) -> list[SetLine]:
    """Lines in order; each ideographic space at the head of one moves it an em in."""
    return [SetLine(text.lstrip("　"), float(len(text) - len(text.lstrip("　")))) for text in texts]


def clean() -> list[SetLine]:
    return column(CLEAN)


def changed(index: int, text: str, **changes: object) -> list[SetLine]:
    """The clean column with one line in place of that of `index`."""
    lines = clean()
    lines[index] = replace(lines[index], text=text, **changes)  # type: ignore[arg-type]
    return lines


def printed(columns: Sequence[Sequence[SetLine]], table: FaceTable, *, measure: float = MEASURE) -> bytes:
    """The PDF of a page with these columns side by side; a line with no text leaves its place free."""
    items = [
        item
        for index, lines in enumerate(columns)
        for item in column_items(lines, table, LEFT + index * (measure + GUTTER) * SIZE)
    ]
    return printed_items(items)


def column_items(lines: Sequence[SetLine], table: FaceTable, x: float, y: float = TOP) -> list[Placed]:
    return [
        item
        for number, line in enumerate(lines)
        if line.text
        for item in line_items(line, table, x, y + number * LEADING)
    ]


def line_items(line: SetLine, table: FaceTable, x: float, y: float) -> list[Placed]:
    """One run: the glyphs of the line with the advances that were asked for."""
    face = table.face(line.role)
    shaping = shape(face, line.text)
    bounds = (*shaping.clusters, len(line.text))
    texts = tuple(line.text[start:end] for start, end in pairwise(bounds))
    advances = [
        advance + round(sum(line.moves.get(at, 0.0) for at in range(start, end)) * 1000)
        for advance, (start, end) in zip(shaping.advances, pairwise(bounds), strict=True)
    ]
    if line.fill:
        lacks = round((line.fill - line.start) * 1000) - sum(advances)
        gaps = [index for index, (a, b) in enumerate(pairwise(texts)) if not _is_unit(a, b)]
        for number, index in enumerate(gaps):
            advances[index] += lacks * (number + 1) // len(gaps) - lacks * number // len(gaps)
    run = GlyphRun(face, line.size, shaping.glyphs, tuple(advances), texts)
    return [Placed(x + line.start * SIZE, y + line.down, run)]


def _is_unit(a: str, b: str) -> bool:
    return a == b in ("—", "…") or (a.isascii() and b.isascii())


def printed_items(items: Iterable[Placed], root: Path = Path()) -> bytes:
    frame = Frame(*TRIM, tuple(items))
    return export_pdf([Page(("1",), "1版", TRIM, 8.5, frame, (0.0, 0.0, *TRIM))], ABOUT, root)
