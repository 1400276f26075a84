"""How good our lines are, and how fast: against first-fit lines and against Typst, on real prose.

    python benchmarks/composition.py [--quick] [--check] [--parts greedy,typst,speed] [--prose FOLDER]

Paragraphs of 60 characters and more, chosen by a seed, at 11, 13, 20 and 27 em, indent 2 em:

greedy  squeeze and stretch against greedy lines of two kinds that squeeze and stretch as the engine does
        (greedy.py): for each gap where two units may stand apart, on every line but the last, the difference (em)
        between its set and its natural width; short last lines, and those that another setting would have avoided.
        The bound is against first-fit lines, which squeeze as much in as they can. Lines that squeeze only where a
        prohibition asks for it stretch many gaps a little instead: a lower square, Han characters farther apart.
        A unit parted counts as forced where no setting keeps every gap from growing by more than an em
typst   by how much Han characters stand apart (em), on every line but the last, against Typst's lines read back
        from its PDF; line ends that break a rule, by lists that the engine does not share (line_rules.py)
speed   60,000 characters in columns of 13 em, lines only, fonts loaded and nothing else remembered, against Typst's
        whole process on the same text, in alternating runs; 20 measures tried on stories of 900 characters

`--check` ends with 1 if a bound is missed or a part could not be measured. Prose is looked for in
$BANMIAN_SHARED/prose, else ../shared/prose.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # a checkout that is not installed

from first_edition import TYPST, timed  # noqa: E402
from greedy import avoids_short_last_line, differences, first_fit, is_settable, nearest_fit  # noqa: E402
from line_rules import Faults, Row, faults_of, is_short, row_of  # noqa: E402
from prose import prose_folder, read_prose  # noqa: E402
from typst_lines import INDENT, column_source, face_folder, set_by_typst  # noqa: E402

from fonts.roles import FaceTable, find_faces  # noqa: E402
from layout.setting.breaking import break_lines  # noqa: E402
from layout.setting.lines import Line, set_lines  # noqa: E402
from layout.setting.shaping import EM, Shaped, StyledRun, shape_runs  # noqa: E402

ROLE = "song"
MEASURES = (11, 13, 20, 27)
LEAST_CHARACTERS = 60
TIMED_CHARACTERS, TIMED_MEASURE = 60_000, 13
STORY_CHARACTERS, STORY_MEASURES = 900, range(8, 28)

# The bounds.
SQUARE_RATIO = 0.8  # of first-fit lines' mean square
TYPST_RATIO = 1.2  # of Typst's Han–Han gaps
STORY_SECONDS = 0.1


class Table(NamedTuple):
    """A part's rows under a head, and which of its bounds are missed."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]
    missed: list[str]

    def __str__(self) -> str:
        widths = [max(len(row[column]) for row in (self.head, *self.rows)) for column in range(len(self.head))]
        lines = []
        for name, *cells in (self.head, *self.rows):
            numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
            lines.append("  ".join((name.ljust(widths[0]), *numbers)))
        return "\n".join((self.title, "", *lines, ""))


# -- copy --

def sample(paragraphs: Sequence[str], count: int, seed: int) -> list[str]:
    """So many of the paragraphs that are long enough, chosen by the seed."""
    long_ones = [text for text in paragraphs if len(text) >= LEAST_CHARACTERS]
    return random.Random(seed).sample(long_ones, min(count, len(long_ones)))


def cut(paragraphs: Iterable[str], characters: int) -> list[str]:
    """The first so many characters of the paragraphs."""
    found = []
    for text in paragraphs:
        if characters <= 0:
            break
        found.append(text[:characters])
        characters -= len(text)
    return found


# -- quality --


def shaped_of(text: str, table: FaceTable) -> Shaped:
    return shape_runs((StyledRun(text, ROLE),), table)


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Our lines as the rules see them: units and their places."""
    rows = []
    for line in lines:
        starts, text = line.shaped.starts, line.shaped.text
        units = [text[starts[unit] : starts[unit + 1]] for unit in range(line.start, line.end)]
        glyphs = [(unit, place / EM) for unit, place in zip(units, line.places, strict=True)]
        rows.append(row_of(glyphs, hyphen=bool(getattr(line, "hyphen", False))))
    return rows


class Quality(NamedTuple):
    """What a way of setting makes of all paragraphs at one measure. Lengths in em, squares in em²."""

    lines: int
    mean_square: float
    percentile: float  # 99th, of the absolute differences
    loose: int  # lines that say that a gap grew by more than half an em
    overfull: int
    short: int
    faults: int  # line ends that break a rule
    forced: int  # units parted in paragraphs that cannot be set otherwise (a gap would grow by more than an em)


def quality(texts: Sequence[str], settings: Sequence[tuple[Line, ...]], measure: int) -> Quality:
    gaps: list[float] = []
    loose = overfull = count = 0
    for lines in settings:
        count += len(lines)
        for line in lines:
            overfull += line.width > measure * EM
            if not line.last:
                gaps.extend(differences(line))
                loose += line.loose
    rows = [rows_of(lines) for lines in settings]
    forced = 0
    faults: list[Faults | None] = []
    for text, lines, set_ in zip(texts, settings, rows, strict=True):
        found = faults_of(text, set_)
        if found and found.parted and not is_settable(lines[0].shaped, measure * EM, INDENT * EM):
            forced += found.parted
            found = found._replace(parted=0)
        faults.append(found)
    return Quality(
        count,
        sum(gap * gap for gap in gaps) / len(gaps),
        percentile([abs(gap) for gap in gaps]),
        loose,
        overfull,
        sum(map(is_short, rows)),
        sum(add(faults)),
        forced,
    )


def add(found: Iterable[Faults | None]) -> Faults:
    """The sums of all faults. Rows that are not their paragraph's text (None) must not pass in silence: they count
    as a parted unit."""
    known = [faults or Faults(0, 0, 1) for faults in found if faults != Faults(0, 0, 0)]
    return Faults(*map(sum, zip(*known, strict=True))) if known else Faults(0, 0, 0)


def percentile(values: Iterable[float], part: float = 0.99) -> float:
    """The value that `part` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def against_greedy(texts: Sequence[str], table: FaceTable) -> Table:
    """Part one: the engine's choice of line ends beside the two greedy ones."""
    shaped = [shaped_of(text, table) for text in texts]
    rows: list[tuple[str, ...]] = []
    missed: list[str] = []
    for em in MEASURES:
        measure, indent = em * EM, INDENT * EM
        settings = [set_lines(paragraph, measure, indent) for paragraph in shaped]
        ours = quality(texts, settings, em)
        avoidable = sum(
            is_short(rows_of(lines)) and avoids_short_last_line(paragraph, measure, indent)
            for paragraph, lines in zip(shaped, settings, strict=True)
        )
        rows.append((f"{em} em, ours", *cells(ours), "", str(avoidable)))
        for name, greedy, bound in (("first fit", first_fit, True), ("nearest fit", nearest_fit, False)):
            theirs = quality(texts, [greedy(paragraph, measure, indent) for paragraph in shaped], em)
            ratio = ours.mean_square / theirs.mean_square
            rows.append((f"{em} em, {name}", *cells(theirs), f"{ratio:.2f}", ""))
            if bound and ratio > SQUARE_RATIO:
                missed.append(f"{em} em: mean square {ratio:.2f} times that of {name} (at most {SQUARE_RATIO})")
            if bound and ours.percentile > theirs.percentile + 0.0005:
                missed.append(f"{em} em: 99th percentile {ours.percentile:.3f}, of {name} {theirs.percentile:.3f}")
        if avoidable:
            missed.append(f"{em} em: {avoidable} short last lines that could be avoided")
        if ours.faults or ours.overfull:
            missed.append(f"{em} em: {ours.faults} line ends break a rule, {ours.overfull} lines pass the measure")
    head = ("", "lines", "square 10⁻³", "99 %", "loose", "overfull", "faults", "forced", "short last", "ours ÷", "avoidable")
    title = f"Squeeze and stretch of a gap, em; {len(texts)} paragraphs, {sum(map(len, texts))} characters"
    return Table(title, head, rows, missed)


def cells(found: Quality) -> tuple[str, ...]:
    return (
        str(found.lines),
        f"{1000 * found.mean_square:.2f}",
        f"{found.percentile:.3f}",
        str(found.loose),
        str(found.overfull),
        str(found.faults),
        str(found.forced),
        str(found.short),
    )


def against_typst(texts: Sequence[str], table: FaceTable, folder: str) -> Table:
    """Part two: Han–Han gaps and rules, beside Typst's lines."""
    rows: list[tuple[str, ...]] = []
    missed: list[str] = []
    for em in MEASURES:
        theirs = set_by_typst(texts, em, folder)
        ours = [rows_of(set_lines(shaped_of(text, table), em * EM, INDENT * EM)) for text in texts]
        if len(theirs) != len(texts):
            missed.append(f"{em} em: {len(theirs)} paragraphs read back from Typst's PDF, {len(texts)} given")
            continue
        found = []
        for name, paragraphs in (("ours", ours), ("Typst", theirs)):
            gaps = [gap for lines in paragraphs for line in lines[:-1] for gap in line.han_gaps]
            faults = [faults_of(text, lines) for text, lines in zip(texts, paragraphs, strict=True)]
            unread = faults.count(None)
            all_faults = add(fault for fault in faults if fault)
            mean, high = statistics.fmean(gaps), percentile(gaps)
            found.append((mean, high))
            rows.append(
                (
                    f"{em} em, {name}",
                    f"{sum(map(len, paragraphs))}",
                    f"{mean:.4f}",
                    f"{high:.3f}",
                    *map(str, all_faults),
                    f"{sum(map(is_short, paragraphs))}",
                    f"{unread}",
                )
            )
        for name, here, there in zip(("mean", "99th percentile"), *found, strict=True):
            if here > TYPST_RATIO * there:
                missed.append(f"{em} em: {name} of Han–Han gaps {here:.4f}, Typst's {there:.4f} (at most {TYPST_RATIO} times)")
    head = ("", "lines", "mean", "99 %", "bad starts", "bad ends", "parted units", "short last", "not read back")
    return Table(f"Gaps between Han characters, em, beside Typst's; {len(texts)} paragraphs", head, rows, missed)


# -- speed --


def forget() -> None:
    """Clear every cache of fonts/ and layout/ but the faces as they were loaded."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("fonts", "layout") and name != "fonts.face":
            for value in list(vars(module).values()):
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()
    gc.collect()


def seconds(work: Callable[[], object]) -> float:
    """The time that some work takes with nothing remembered from before."""
    forget()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_steps(texts: Sequence[str], table: FaceTable) -> tuple[float, float, float]:
    """Seconds to shape, to break and to fill all texts, one step after the other."""
    forget()
    start = time.perf_counter()
    shaped = [shaped_of(text, table) for text in texts]
    shaped_at = time.perf_counter()
    for paragraph in shaped:
        break_lines(paragraph, TIMED_MEASURE * EM, INDENT * EM)
    broken_at = time.perf_counter()
    for paragraph in shaped:  # the line ends are remembered
        set_lines(paragraph, TIMED_MEASURE * EM, INDENT * EM)
    return shaped_at - start, broken_at - shaped_at, time.perf_counter() - broken_at


def set_all(texts: Sequence[str], measures: Iterable[int], table: FaceTable) -> None:
    """Set texts at each measure, as a copyfit table does: shaping is asked for anew each time."""
    for em in measures:
        for text in texts:
            set_lines(shaped_of(text, table), em * EM, INDENT * EM)


def speed(paragraphs: Sequence[str], table: FaceTable, folder: str | None, runs: int, seed: int) -> Table:
    """Part three, in alternating runs: ours in this process, Typst's whole process."""
    chosen = sample(paragraphs, len(paragraphs), seed)
    texts = cut(chosen, TIMED_CHARACTERS)
    stories = [cut(chosen[7 * number :], STORY_CHARACTERS) for number in range(runs)]
    shaped_of("一", table)  # the face is loaded
    ours, steps, theirs, tables = [], [], [], []
    with tempfile.TemporaryDirectory() as work:
        source = Path(work, "columns.typ")
        source.write_text(column_source(texts, TIMED_MEASURE), "utf-8")
        command = [sys.executable, "-c", TYPST, str(source), str(Path(work, "columns.pdf")), folder or ""]
        if folder:
            timed(command)  # not counted
        for story in stories:
            ours.append(seconds(lambda: set_all(texts, (TIMED_MEASURE,), table)))
            if folder:
                theirs.append(timed(command).seconds)
            tables.append(seconds(lambda story=story: set_all(story, STORY_MEASURES, table)))  # type: ignore[misc]
            steps.append(in_steps(texts, table))
    amount = sum(map(len, texts))
    rows = [
        timing_row(f"ours, {amount} characters in {TIMED_MEASURE} em", ours),
        *(
            timing_row(f"  of it {name}", [step[at] for step in steps], ours=False)
            for at, name in enumerate(("shape", "break", "fill"))
        ),
    ]
    missed = []
    if folder:
        rows.append(timing_row("Typst, the same, whole process", theirs))
        if statistics.median(ours) > statistics.median(theirs):
            missed.append(f"{statistics.median(ours):.3f} s for {amount} characters, Typst {statistics.median(theirs):.3f} s")
    rows.append(timing_row(f"ours, {len(STORY_MEASURES)} measures on {STORY_CHARACTERS} characters", tables))
    if statistics.median(tables) > STORY_SECONDS:
        missed.append(f"{statistics.median(tables):.3f} s for {len(STORY_MEASURES)} measures (at most {STORY_SECONDS} s)")
    return Table(f"Seconds, {runs} alternating runs", ("", "median", "least", "first"), rows, missed)


def timing_row(name: str, times: Sequence[float], *, ours: bool = True) -> tuple[str, ...]:
    first = f"{times[0]:.3f}" if ours else ""
    return name, f"{statistics.median(times):.3f}", f"{min(times):.3f}", first


# -- the command --


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the lines and the speed of setting.")
    parser.add_argument("--quick", action="store_true", help="150 paragraphs and 3 runs in place of 1,000 and 9")
    parser.add_argument("--check", action="store_true", help="end with 1 if a bound is missed")
    parser.add_argument("--parts", default="speed,greedy,typst", help="which of greedy, typst and speed to measure")
    parser.add_argument("--prose", type=Path, default=prose_folder())
    parser.add_argument("--seed", type=int, default=15834)
    options = parser.parse_args()
    parts = options.parts.split(",")
    paragraphs = read_prose(options.prose)
    if not any(len(text) >= LEAST_CHARACTERS for text in paragraphs):
        parser.error(f"no paragraph of {LEAST_CHARACTERS} characters below {options.prose}")
    texts = sample(paragraphs, 150 if options.quick else 1000, options.seed)
    table = find_faces({}, system=False)
    folder = face_folder()
    gc.disable()  # as the command line does
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores\n")
    missed = []
    measured: list[Callable[[], Table]] = []
    if "speed" in parts:  # first, while this process is small
        measured.append(lambda: speed(paragraphs, table, folder, 3 if options.quick else 9, options.seed))
    if "greedy" in parts:
        measured.append(lambda: against_greedy(texts, table))
    if "typst" in parts and folder:
        measured.append(lambda: against_typst(texts, table, folder))
    for measure in measured:
        found = measure()
        print(found, flush=True)
        missed.extend(found.missed)
    if folder is None and {"typst", "speed"} & set(parts):
        missed.append('not measured: Typst is not installed (pip install ".[bench]")')
    for line in missed:
        print(f"missed: {line}")
    if not missed:
        print("All bounds are kept.")
    return 1 if missed and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
