"""Draw docs/makeup.png, the example of docs/makeup.md.

    python docs/make_makeup.py

All that it shows is asked of the planner: the copyfit table of one story of the demo edition, and the best plans of its
page that differ, with what they cost.
"""

from __future__ import annotations

import datetime
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # a checkout that is not installed

from editions.folder import read_edition  # noqa: E402
from fonts.roles import FaceTable, find_faces  # noqa: E402
from layout.desk import Desk  # noqa: E402
from layout.edition import set_up  # noqa: E402
from layout.export.pdf import About, export_pdf  # noqa: E402
from layout.items import BLACK, Box, Colour, Frame, Page, Placed, Rule  # noqa: E402
from layout.plan.copyfit import variants  # noqa: E402
from layout.plan.planner import plan_choices  # noqa: E402
from layout.plan.score import picture_regions  # noqa: E402
from layout.plan.types import PagePlan  # noqa: E402
from layout.setting.display import one_line, put  # noqa: E402
from layout.stories import Story, stories_of  # noqa: E402

TARGET = ROOT / "docs" / "makeup.png"
PAGE, STORY = "2", "bus"
WIDTH, HEIGHT = 600.0, 430.0
LEFT, COLUMN, LINE = 30.0, 40.0, 1.5  # points of the first column, of a base column and of a grid line
CHOICES = 4
NOTES = (
    "每条横线是一种排法，各栏正好排满：标题字号、副题有无、",
    "破栏、图片宽窄和高低、标题上下空，段落多排或少排一行。",
    "Each line is a way to set the story with all columns full:",
    "size of the headline, deck, inner columns, width and height",
    "of pictures, air, paragraphs a line longer or shorter.",
    "",
    "下图：灰为标题，蓝为图片，黑为广告。",
    "Below: heads gray, pictures blue, the advertisement black.",
)
DEAREST = 120.0  # cells: what costs so much more than the cheapest is drawn palest
WHITE, GRAY, PALE = Colour("gray", (1.0,)), Colour("gray", (0.45,)), Colour("gray", (0.88,))
RED, BLUE = Colour("cmyk", (0.0, 0.85, 0.8, 0.0)), Colour("cmyk", (0.5, 0.2, 0.0, 0.05))


def say(text: str, x: float, y: float, table: FaceTable, size: float = 8.0, colour: Colour = GRAY) -> tuple[Placed, ...]:
    return put(one_line(text, "hei", size, table, colour), x, y)


def draw_table(story: Story, desk: Desk, top: float) -> Iterator[Placed]:
    """Every height that the story can have at every width, the darker the cheaper; the cheapest of each width in red."""
    grid = desk.style.grid
    found = {columns: variants(story, columns, grid.lines, desk) for columns in range(1, grid.columns + 1)}
    cheapest = min(variant.cost for each in found.values() for variant in each)
    for columns, each in found.items():
        x = LEFT + (columns - 1) * COLUMN
        yield from say(f"{columns} 栏", x + 8, top - 12, desk.table)
        yield Placed(x, top, Box(COLUMN - 8, grid.lines * LINE, fill=PALE))
        best = min(each, key=lambda variant: variant.cost, default=None)
        for variant in each:
            shade = min(1.0, (variant.cost - cheapest) / DEAREST)
            colour = RED if variant is best else Colour("gray", (0.15 + 0.6 * shade,))
            yield Placed(x, top + variant.lines * LINE - 1.1, Box(COLUMN - 8, 1.1, fill=colour))
    for lines in range(0, grid.lines, 20):
        yield from say(str(lines), LEFT - 16, top + lines * LINE - 4, desk.table, 6.5)


def draw_plan(plan: PagePlan, number: int, x: float, y: float, scale: float, desk: Desk) -> Iterator[Placed]:
    """A plan small: stories with their heads, pictures and numbers, advertisements; under it the sum and its dearest
    terms."""
    across, down = 15.0 * scale, 1.5 * scale
    for at, slot in enumerate(plan.slots, 1):
        region, variant = slot.region, slot.variant
        place = (x + region.column * across, y + region.line * down)
        yield Placed(*place, Box(region.columns * across - 1.5, region.lines * down - 1.5, fill=PALE))
        yield Placed(*place, Box(region.columns * across - 1.5, variant.head_lines * down, fill=Colour("gray", (0.7,))))
        for shown in picture_regions(slot):
            picture = Box(shown.columns * across - 1.5, shown.lines * down, fill=BLUE)
            yield Placed(x + shown.column * across, y + shown.line * down, picture)
        yield from say(str(at), place[0] + 2, place[1] + 1, desk.table, 7, BLACK)
    for ad in plan.ads:
        place = (x + ad.region.column * across, y + ad.region.line * down)
        yield Placed(*place, Box(ad.region.columns * across - 1.5, ad.region.lines * down - 1.5, fill=Colour("gray", (0.3,))))
    sums: dict[str, float] = defaultdict(float)
    for term in plan.terms:
        sums[term.name] += term.cost
    foot = y + desk.style.grid.lines * down + 3
    yield from say(f"{number}: {sum(sums.values()):.0f}", x, foot, desk.table, 9, BLACK)
    for row, (name, cost) in enumerate(sorted(sums.items(), key=lambda item: -item[1])[:4]):
        yield from say(f"{name} {cost:.0f}", x, foot + 13 + 9 * row, desk.table, 7)


def draw(desk: Desk, story: Story, plans: tuple[PagePlan, ...]) -> Frame:
    items: list[Placed] = [Placed(0, 0, Box(WIDTH, HEIGHT, fill=WHITE))]
    items += say(f"一篇稿在每种栏数下能排成的高度（行）：越深越好，红为最好。 The heights of one story ({STORY}) at every width.", LEFT, 12, desk.table)
    items += draw_table(story, desk, 42)
    for row, text in enumerate(NOTES):
        items += say(text, LEFT + 6 * COLUMN + 24, 48 + 14 * row, desk.table, 7.5)
    items += say("同一版几个不同的排法和得分，越小越好。 The best plans of its page that differ, and their scores.", LEFT, 188, desk.table)
    items.append(Placed(LEFT, 184, Rule(WIDTH - 2 * LEFT, 0, 0.4, GRAY)))
    for number, plan in enumerate(plans, 1):
        items += draw_plan(plan, number, LEFT + (number - 1) * 138, 206, 1.28, desk)
    return Frame(WIDTH, HEIGHT, tuple(items))


def main() -> None:
    import pypdfium2

    demo, _ = read_edition(ROOT / "editions" / "demo")
    assert demo is not None
    table = find_faces({}, system=False)
    setup, _ = set_up(demo, table)
    assert setup is not None
    spec = demo.page(PAGE)
    assert spec is not None
    desk = setup.desk
    plans, _ = plan_choices(demo, spec._replace(lock=None), desk, first=False, count=CHOICES)
    story = next(story for story in stories_of(demo, PAGE) if story.id == STORY)
    frame = draw(desk, story, plans)
    page = Page(("1",), "", (WIDTH, HEIGHT), 0.0, frame, (0.0, 0.0, WIDTH, HEIGHT))
    data = export_pdf([page], About("makeup", "", "", datetime.date(2026, 10, 16)), ROOT)
    pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().save(TARGET, optimize=True)
    print(TARGET)


if __name__ == "__main__":
    main()
