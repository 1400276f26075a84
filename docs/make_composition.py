"""Draw docs/composition.png, the example of docs/composition.md.

    python docs/make_composition.py

All that it shows is asked of the engine: the units and gaps of a line, what squeezing it takes from which gap, and two
ways to break one paragraph.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # a checkout that is not installed
sys.path.insert(0, str(ROOT / "benchmarks"))

from greedy import differences, first_fit  # noqa: E402

from fonts.roles import FaceTable, find_faces  # noqa: E402
from layout.export.pdf import About, export_pdf  # noqa: E402
from layout.items import BLACK, Box, Colour, Frame, Page, Placed, Rule  # noqa: E402
from layout.setting.display import one_line, put  # noqa: E402
from layout.setting.drawing import glyph_runs  # noqa: E402
from layout.setting.gaps import Shrink  # noqa: E402
from layout.setting.lines import Line, fill, set_lines  # noqa: E402
from layout.setting.shaping import EM, StyledRun, shape_runs  # noqa: E402

TARGET = ROOT / "docs" / "composition.png"
WIDTH, HEIGHT = 580.0, 372.0
LEFT, SIZE = 24.0, 18.5
LINE = "市长说：“岚江三桥（主跨480米）通车了。今天，全市都高兴！”"
SQUEEZED = 27_000
PARAGRAPH = "看一座桥修得怎么样，不妨等通车的热闹散了，找一个普通的早晨，站在桥头数一数：有多少人是皱着眉头上去的，又有多少人是松着肩膀下来的。"
MEASURE, PARAGRAPH_SIZE, LEADING = 13, 13.0, 18.0

INK = Colour("gray", (0.9,))
GRAY = Colour("gray", (0.45,))
RED = Colour("cmyk", (0.0, 0.85, 0.8, 0.0))
BLANKS = {
    Shrink.BRACKET: Colour("cmyk", (0.45, 0.1, 0.0, 0.0)),
    Shrink.COMMA: Colour("cmyk", (0.4, 0.0, 0.55, 0.0)),
    Shrink.HAN_LATIN: Colour("cmyk", (0.25, 0.4, 0.0, 0.0)),
    Shrink.STOP: Colour("cmyk", (0.0, 0.3, 0.65, 0.0)),
}
NAMES = {
    Shrink.BRACKET: "4 括号 bracket",
    Shrink.COMMA: "5 逗顿号 comma",
    Shrink.HAN_LATIN: "6 中西间距 Han–Latin",
    Shrink.STOP: "7 句问叹 stop",
}


def say(text: str, x: float, y: float, table: FaceTable, *, size: float = 8.5, colour: Colour = GRAY) -> tuple[Placed, ...]:
    return put(one_line(text, "hei", size, table, colour), x, y)


def draw_line(line: Line, y: float) -> Iterator[Placed]:
    """A line with its units as boxes, and its gaps in the colour of the step that would squeeze them first."""
    shaped = line.shaped
    for offset, place in enumerate(line.places):
        unit = line.start + offset
        end = place + shaped.widths[unit]
        yield Placed(LEFT + place * SIZE / EM, y, Box(shaped.widths[unit] * SIZE / EM, SIZE * 1.16, fill=INK))
        following = line.places[offset + 1] if offset + 1 < len(line.places) else end
        if following > end and shaped.shrinks[unit]:
            colour = BLANKS[shaped.shrinks[unit][0][0]]
            yield Placed(LEFT + end * SIZE / EM, y, Box((following - end) * SIZE / EM, SIZE * 1.16, fill=colour))
    for run in glyph_runs(line, SIZE):
        yield Placed(LEFT + run.x, y + SIZE * 0.96 + run.y, run.item)


def draw_ruler(y: float, ems: int) -> Iterator[Placed]:
    for em in range(ems + 1):
        yield Placed(LEFT + em * SIZE, y, Rule(0, 5.0 if em % 5 == 0 else 2.5, 0.4, GRAY))


def draw_paragraph(lines: Sequence[Line], x: float, y: float) -> Iterator[Placed]:
    height = LEADING * 7 - 4
    for edge in (0, MEASURE):
        yield Placed(x + edge * PARAGRAPH_SIZE, y - 2, Rule(0, height, 0.3, RED))
    for number, line in enumerate(lines):
        for run in glyph_runs(line, PARAGRAPH_SIZE):
            yield Placed(x + run.x, y + (number + 0.8) * LEADING + run.y, run.item)


def draw(table: FaceTable) -> Frame:
    shaped = shape_runs((StyledRun(LINE, "song"),), table)
    items: list[Placed] = [Placed(0, 0, Box(WIDTH, HEIGHT, fill=Colour("gray", (1.0,))))]
    items += say("一行的字块和空：标点的墨是半个字，另半个是空。 Units and gaps of a line: a mark is half an em of ink.", LEFT, 14, table)
    natural = fill(shaped, 0, len(shaped), 10**6, justify=False)
    items += draw_line(natural, 32)
    items += draw_ruler(58, 28)
    x = LEFT
    for step, name in NAMES.items():
        items.append(Placed(x, 70, Box(9, 9, fill=BLANKS[step])))
        items += say(name, x + 13, 70, table, size=8)
        x += 116
    items += say(
        f"挤进 {SQUEEZED // EM} 字：先挤括号，再挤逗号。 Squeezed into {SQUEEZED // EM} em: brackets first, then commas.", LEFT, 98, table
    )
    items += draw_line(fill(shaped, 0, len(shaped), SQUEEZED), 116)
    items += draw_ruler(142, 28)
    items.append(Placed(LEFT + SQUEEZED * SIZE / EM, 110, Rule(0, 36, 0.8, RED)))
    items += say(
        "同一段话：左，逐行尽量多排；右，全段一起算。 One paragraph: line by line, and as a whole.", LEFT, 172, table
    )
    text = shape_runs((StyledRun(PARAGRAPH, "song"),), table)
    items += draw_paragraph(first_fit(text, MEASURE * EM, 2 * EM), LEFT, 196)
    items += draw_paragraph(set_lines(text, MEASURE * EM, 2 * EM), LEFT + 260, 196)
    items += say(_squares(first_fit(text, MEASURE * EM, 2 * EM)), LEFT, 332, table, colour=BLACK)
    items += say(_squares(set_lines(text, MEASURE * EM, 2 * EM)), LEFT + 260, 332, table, colour=BLACK)
    return Frame(WIDTH, HEIGHT, tuple(items))


def _squares(lines: Sequence[Line]) -> str:
    found = [gap for line in lines if not line.last for gap in differences(line)]
    last = sum(1 for char in lines[-1].text if char.isalnum())
    square = 1000 * sum(gap * gap for gap in found) / len(found)
    return f"均方 mean square {square:.1f} · 末行 last line {last} 字"


def main() -> None:
    import pypdfium2

    frame = draw(find_faces({}, system=False))
    page = Page(("1",), "", (WIDTH, HEIGHT), 0.0, frame, (0.0, 0.0, WIDTH, HEIGHT))
    data = export_pdf([page], About("composition", "", "", datetime.date(2026, 10, 16)), ROOT)
    pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().save(TARGET, optimize=True)
    print(TARGET)


if __name__ == "__main__":
    main()
