"""How good our pages are, and how soon they are made: pages like a daily's, made up and judged.

    python benchmarks/makeup.py [--pages 300] [--preset tabloid,broadsheet] [--jobs N] [--seed-from N] [--sheet FILE.png]
    python benchmarks/makeup.py --page tabloid:17 [--pinned] --png FILE

The pages (daily_pages.py) are shared out over the presets, seeds counted from `--seed-from`. Each is planned, composed
and judged from its finished glyphs (judging.py); then one of its stories is pinned elsewhere (pinning.py) and the page is
made up again. One table says what came of it: each row a figure, over all pages and for each sheet, its bound, and
whether it holds. Below it stand the seeds of the pages that break a row, to be drawn with `--page`. `--sheet` draws
twenty of the pages, through their PDF, on one picture. `--check` ends with 1 if a bound is missed.

Times are CPU time of the process (time.process_time), on one core, with the fonts and the dictionary of words loaded.
Every cache of layout/ and fonts/ is cleared before a page is timed, so that pages do not help one another. Two times are
taken: that of the copyfit table, which is `variants` of all stories and fillers of a page at every width; and that of
`plan_page` after it, which finds the table filled. With `--jobs` pages are made in several processes: the times stay
CPU times, but processes that share a memory slow each other down; take times with one.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # a checkout that is not installed, and the ruler of its tests

from cold import forget  # noqa: E402
from daily_pages import PAGE, DailyPage, draw_pictures, make_page  # noqa: E402
from judging import ALWAYS, Finished, clash_count, overset_characters, too_small, white  # noqa: E402
from pinning import pin_elsewhere  # noqa: E402

from editions.model import Edition  # noqa: E402
from fonts.roles import find_faces  # noqa: E402
from layout.compose.page import compose_page  # noqa: E402
from layout.desk import Desk  # noqa: E402
from layout.edition import Setup  # noqa: E402
from layout.export.pdf import About, export_pdf  # noqa: E402
from layout.export.png import export_png  # noqa: E402
from layout.grid import make_grid  # noqa: E402
from layout.plan.blocks import preferred_cells, variants_of  # noqa: E402
from layout.plan.planner import plan_page  # noqa: E402
from layout.setting.headlines import PLAIN  # noqa: E402
from layout.stories import Part, Story, stories_of  # noqa: E402
from layout.style import load_style  # noqa: E402

PRESETS = ("tabloid", "broadsheet")
BETWEEN = (0.88, 1.04)  # of what the page holds: such copy has to fill it
SHOWN, ABREAST, SHEET_DPI = 20, 5, 42  # pages on a contact sheet
MOST_NAMED = 12  # pages named for each row


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one page. `faults` are (rule, what breaks it); `moved` is what became of its pinned story, empty if
    it stayed, None if no story could be pinned."""

    preset: str
    seed: int
    fullness: float
    stories: int
    faults: tuple[tuple[str, str], ...]
    white: float
    overset: int
    small: int
    clashes: int
    table_seconds: float
    search_seconds: float
    moved: str | None
    pinned_white: float
    picture: bytes = b""

    @property
    def name(self) -> str:
        return f"{self.preset}:{self.seed}"

    @property
    def is_between(self) -> bool:
        return BETWEEN[0] <= self.fullness <= BETWEEN[1]


# -- pages --


@lru_cache(maxsize=4)
def setup_of(preset: str) -> Setup:
    """Grid and desk of a preset with the faces that pip brings, which are loaded with it."""
    style, problems = load_style(preset, ROOT)
    assert style is not None, problems
    setup = Setup(make_grid(style), Desk(style, find_faces({}, system=False), PLAIN))
    finish(make_page(0, preset, setup.desk), setup)  # loads glyphs, numpy and the dictionary of words
    return setup


def finish(daily: DailyPage, setup: Setup, edition: Edition | None = None) -> Finished:
    """Plan and compose a page, or the same page of another `edition`."""
    made = edition or daily.edition
    plan, _ = plan_page(made, daily.spec, setup.desk, first=False)
    return Finished(made, plan, compose_page(made, daily.spec, plan, setup.grid, setup.desk), setup)


def faults_of(finished: Finished) -> tuple[tuple[str, str], ...]:
    return tuple((name, fault) for name, rule in ALWAYS.items() for fault in rule(finished))


def fill_table(daily: DailyPage, setup: Setup) -> None:
    """The copyfit table of a page."""
    grid = setup.desk.style.grid
    fillers = [Story(filler.id, 5, (Part(filler, 0, len(filler.body)),), filler.headline) for filler in daily.edition.fillers]
    for story in (*stories_of(daily.edition, PAGE), *fillers):
        preferred_cells(story, setup.desk)
        for columns in range(1, grid.columns + 1):
            variants_of(story, columns, grid.lines, setup.desk)


def measure(preset: str, seed: int, root: Path, drawn: frozenset[tuple[str, int]] = frozenset()) -> Verdict:
    """Make up one page and judge it."""
    setup = setup_of(preset)
    daily = make_page(seed, preset, setup.desk, root)
    forget()
    begun = time.process_time()
    fill_table(daily, setup)
    filled = time.process_time()
    plan, _ = plan_page(daily.edition, daily.spec, setup.desk, first=False)
    planned = time.process_time()
    page = compose_page(daily.edition, daily.spec, plan, setup.grid, setup.desk)
    finished = Finished(daily.edition, plan, page, setup)
    moved, pinned_white = _pinned(daily, finished, setup)
    return Verdict(
        preset, seed, daily.fullness, len(stories_of(daily.edition, PAGE)), faults_of(finished), white(finished),
        overset_characters(finished), len(list(too_small(finished))), clash_count(finished),
        filled - begun, planned - filled, moved, pinned_white,
        draw(finished, SHEET_DPI) if (preset, seed) in drawn else b"",
    )  # fmt: skip


def _pinned(daily: DailyPage, finished: Finished, setup: Setup) -> tuple[str | None, float]:
    """What is wrong with the place of a story that is pinned elsewhere, and the white of its page."""
    pinned = pin_elsewhere(daily, finished.plan, setup.desk)
    if pinned is None:
        return None, 0.0
    edition, name = pinned
    again = finish(daily, setup, edition)
    return moved(again, name), white(again)


def moved(of: Finished, name: str) -> str:
    """How the place of a pinned story differs from its pin; "" if it does not."""
    pin = next(article.pin for article in of.edition.articles if article.id == name)
    region = next((slot.region for slot in of.plan.slots if slot.story.id == name), None)
    if pin is None or pin.place is None:
        return f"{name} has no pin"
    asked = (pin.place.column, pin.place.line, pin.columns)
    found = (region.column + 1, region.line + 1, region.columns) if region else None
    return "" if found == asked else f"{name} at {found} in place of {asked}"


def draw(of: Finished, dpi: float) -> bytes:
    """The page as a PNG, drawn from its PDF."""
    about = About(of.edition.paper.name, "", "", of.edition.date)
    return export_png(export_pdf([of.page], about, Path(of.edition.root)), dpi)


def contact_sheet(pictures: Sequence[tuple[str, bytes]]) -> bytes:
    """Named pages in rows on one picture."""
    from PIL import Image, ImageDraw

    pages = [(name, Image.open(io.BytesIO(data))) for name, data in pictures]
    width, height = (max(getattr(page, side) for _, page in pages) + 12 for side in ("width", "height"))
    sheet = Image.new("RGB", (ABREAST * width, -(-len(pages) // ABREAST) * (height + 14)), (120, 120, 120))
    pen = ImageDraw.Draw(sheet)
    for number, (name, page) in enumerate(pages):
        x, y = number % ABREAST * width + 6, number // ABREAST * (height + 14) + 14
        sheet.paste(page, (x, y))
        pen.text((x, y - 13), name, fill=(255, 255, 255))
    held = io.BytesIO()
    sheet.save(held, "PNG")
    return held.getvalue()


# -- the table --


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: `of` a page (None: the row does not ask for it), all of them put `together`, and what it `most` may be
    (`below`: not even that). A page whose own value is above `each` is named."""

    title: str
    of: Callable[[Verdict], float | None]
    together: Callable[[Sequence[float]], float]
    most: float
    each: float
    form: str = "{:.0f}"
    below: bool = False

    def figure(self, verdicts: Sequence[Verdict]) -> float | None:
        values = [value for verdict in verdicts if (value := self.of(verdict)) is not None]
        return self.together(values) if values else None

    def holds(self, figure: float | None) -> bool:
        return figure is None or figure < self.most or (figure == self.most and not self.below)

    @property
    def bound(self) -> str:
        return f"{'<' if self.below else '≤'} {self.form.format(self.most)}"

    def broken_by(self, verdicts: Sequence[Verdict]) -> Iterator[tuple[Verdict, float]]:
        for verdict in verdicts:
            value = self.of(verdict)
            if value is not None and value > self.each:
                yield verdict, value


def share(values: Sequence[float]) -> float:
    """The share of pages whose value is not 0."""
    return sum(value > 0 for value in values) / len(values)


def pages(values: Sequence[float]) -> float:
    return sum(value > 0 for value in values)


def ninety_fifth(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def _count(name: str) -> Callable[[Verdict], float]:
    return lambda verdict: sum(rule == name for rule, _ in verdict.faults)


def _between(value: Callable[[Verdict], float]) -> Callable[[Verdict], float | None]:
    return lambda verdict: value(verdict) if verdict.is_between else None


def _search(least: int, most: int) -> Callable[[Verdict], float | None]:
    return lambda verdict: verdict.search_seconds if least <= verdict.stories <= most else None


PERCENT, SECONDS = "{:.2%}", "{:.2f} s"
ROWS = (
    *(Row(f"pages that break: {name}", _count(name), pages, 0, 0) for name in ALWAYS),
    Row("copy of 88–104 %: pages with white > 1.0 %", _between(lambda v: max(0.0, v.white - 0.01)), share, 0.01, 0, PERCENT),
    Row("copy of 88–104 %: median white", _between(lambda v: v.white), statistics.median, 0.003, 1, PERCENT),
    Row("copy of 88–104 %: pages with overset", _between(lambda v: v.overset), pages, 0, 0),
    Row("copy of 88–104 %: pages with headlines below the ladder", _between(lambda v: v.small), pages, 0, 0),
    Row("碰题 a page, mean", lambda v: v.clashes, statistics.fmean, 1, 2, "{:.2f}", below=True),
    Row("copyfit table of a broadsheet page, most", lambda v: v.table_seconds if v.preset == "broadsheet" else None, max, 1.5, 1.5, SECONDS),
    Row("search, up to 9 stories, median", _search(0, 9), statistics.median, 0.5, 100, SECONDS, below=True),
    Row("search, up to 9 stories, 95th percentile", _search(0, 9), ninety_fifth, 2, 2, SECONDS, below=True),
    Row("search, 10 to 12 stories, most", _search(10, 12), max, 4, 4, SECONDS, below=True),
    Row("pinned: pages on which the story moved", lambda v: None if v.moved is None else len(v.moved), pages, 0, 0),
    Row("pinned: pages with white ≥ 2 %", lambda v: None if v.moved is None else float(v.pinned_white >= 0.02), share, 0.05, 0, PERCENT),
)  # fmt: skip


class Line(NamedTuple):
    cells: tuple[str, ...]
    holds: bool


def table(verdicts: Sequence[Verdict], presets: Sequence[str]) -> list[Line]:
    """The rows as they are printed: title, figure of all pages, of each sheet, bound, whether it holds."""
    parts = [verdicts, *([v for v in verdicts if v.preset == preset] for preset in presets)]
    lines = []
    for row in ROWS:
        figures = [row.figure(part) for part in parts]
        shown = ["–" if figure is None else row.form.format(figure) for figure in figures]
        holds = row.holds(figures[0])
        verdict = "–" if figures[0] is None else "yes" if holds else "NO"
        lines.append(Line((row.title, *shown, row.bound, verdict), holds))
    return lines


def printed(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join((cells[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))))
        for cells in rows
    )


def named(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The pages that break a row, a line a row, with their worst first."""
    for row in ROWS:
        broken = sorted(row.broken_by(verdicts), key=lambda found: -found[1])
        if broken:
            names = [f"{verdict.name} ({_how(row, verdict, value)})" for verdict, value in broken[:MOST_NAMED]]
            rest = f" and {len(broken) - MOST_NAMED} more" if len(broken) > MOST_NAMED else ""
            yield f"{row.title}: {', '.join(names)}{rest}"


def _how(row: Row, verdict: Verdict, value: float) -> str:
    if row.title.startswith("pages that break"):
        return next(fault for rule, fault in verdict.faults if row.title.endswith(rule))
    if row.title.startswith("pinned"):
        return verdict.moved or f"{verdict.pinned_white:.1%}"
    if "white" in row.title:
        return f"{verdict.white:.1%}"
    return row.form.format(value) if row.form == SECONDS else f"{value:.0f}"


# -- the command --


def jobs_of(count: int, presets: Sequence[str], first: int) -> list[tuple[str, int]]:
    """(preset, seed) of so many pages, shared out over the presets."""
    return [(presets[number % len(presets)], first + number // len(presets)) for number in range(count)]


def shown_of(jobs: Sequence[tuple[str, int]], presets: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The pages that the contact sheet shows: as many of each preset, from first to last."""
    most = SHOWN // len(presets)
    for preset in presets:
        mine = [job for job in jobs if job[0] == preset]
        yield from mine[:: max(1, len(mine) // most)][:most]


def measure_all(jobs: Sequence[tuple[str, int]], root: Path, processes: int, drawn: frozenset[tuple[str, int]]) -> list[Verdict]:
    one = partial(measure, root=root, drawn=drawn)
    presets, seeds = [preset for preset, _ in jobs], [seed for _, seed in jobs]
    if processes == 1:
        return list(map(one, presets, seeds))
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(one, presets, seeds))


def main() -> int:
    parser = argparse.ArgumentParser(description="Make up pages like a daily's, judge and time them.")
    parser.add_argument("--pages", type=int, default=300, help="how many, shared out over the presets")
    parser.add_argument("--preset", default=",".join(PRESETS))
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--seed-from", type=int, default=1)
    parser.add_argument("--sheet", type=Path, help=f"a picture of {SHOWN} of the pages")
    parser.add_argument("--check", action="store_true", help="end with 1 if a bound is missed")
    parser.add_argument("--page", help="one page, as tabloid:17, with --png")
    parser.add_argument("--pinned", action="store_true", help="that page with its pinned story")
    parser.add_argument("--png", type=Path, help="where it is drawn")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        draw_pictures(root)
        if options.page:
            return draw_one(options.page, root, options.png, pinned=options.pinned)
        presets = options.preset.split(",")
        jobs = jobs_of(options.pages, presets, options.seed_from)
        drawn = frozenset(shown_of(jobs, presets)) if options.sheet else frozenset()
        verdicts = measure_all(jobs, root, options.jobs, drawn)
    lines = table(verdicts, presets)
    print(printed([(f"{len(verdicts)} pages", "all", *presets, "bound", "holds"), *(line.cells for line in lines)]))
    print()
    for line in named(verdicts):
        print(line)
    if options.sheet:
        options.sheet.write_bytes(contact_sheet([(verdict.name, verdict.picture) for verdict in verdicts if verdict.picture]))
    return 1 if options.check and not all(line.holds for line in lines) else 0


def draw_one(name: str, root: Path, png: Path | None, *, pinned: bool) -> int:
    """Draw a page and say what is wrong with it."""
    preset, _, seed = name.partition(":")
    setup = setup_of(preset)
    daily = make_page(int(seed), preset, setup.desk, root)
    finished = finish(daily, setup)
    asked = pin_elsewhere(daily, finished.plan, setup.desk) if pinned else None
    if asked:
        finished = finish(daily, setup, asked[0])
        print(moved(finished, asked[1]) or f"{asked[1]} stands where it is pinned")
    print(f"{name}: {len(daily.edition.articles)} stories, copy of {daily.fullness:.0%}, white {white(finished):.2%}")
    for rule, fault in faults_of(finished):
        print(f"{rule}: {fault}")
    if png:
        png.write_bytes(draw(finished, 100))
    return 0


if __name__ == "__main__":
    sys.exit(main())
