"""How long copy takes to be read: saved pages, texts and Markdown in a warm process, folders of 1,000 files in whole ones.

    python benchmarks/reading.py [--runs 7] [--files 1000] [--check]

The pages are made from seeds (saved_pages.py): large ones as sites have them, a story among scripts, styles, menus and links,
and such as are running text from head to foot; by a rule for the site, by the general reader of ours, with the others asked
too, and by these alone, as far as they are installed. Each is read in turn, so that a busy minute of the machine falls on all of
them; times are CPU time of the process (time.process_time), medians of all runs after a first one.

Below stand `read` and `import` of a folder of saved pages, texts and Markdown, by one core and by all. These are times on the
clock, since that is what several cores save; where other programs want the cores, the ratio says little. `--check` ends with
1 if a bound is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from first_edition import COMMAND, ROOT, Run, compile_all, timed
from prose import prose_folder
from saved_pages import KNOWN, LARGE, markdown, text_page, web_page

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # a checkout that is not installed

RULE, GENERAL, TEXT = 0.15, 0.5, 0.02  # seconds a page
RATIO = 0.65  # of the time that one core takes, by two
COMMENTS = 120  # so many that the general reader of ours is in doubt and asks the others


class Case(NamedTuple):
    """What is read, and the seconds that it may take (0 = no bound)."""

    name: str
    read: Callable[[], object]
    bound: float = 0.0


def cases() -> Iterator[Case]:
    from editions.read import read

    def ours(name: str, text: str, file: str, bound: float = 0.0) -> Case:
        data = text.encode()
        return Case(name, lambda: read(data, file), bound)

    doubtful = web_page(5, comments=COMMENTS)
    yield ours("page, by a rule for its site", web_page(1, body=KNOWN), "page.html", RULE)
    yield ours("running text, by a rule", web_page(2, body=KNOWN, prose=True), "page.html", RULE)
    yield ours("page, by the general reader", web_page(3), "page.html", GENERAL)
    yield ours("running text, by the general reader", web_page(4, prose=True), "page.html", GENERAL)
    yield ours(f"page with {COMMENTS} comments, others asked", doubtful, "page.html", GENERAL)
    if find_spec("trafilatura"):
        import trafilatura

        yield Case("  trafilatura alone", lambda: trafilatura.extract(doubtful))
    if find_spec("readability"):
        from readability import Document

        yield Case("  readability alone", lambda: Document(doubtful).summary())
    yield ours("text page of 2,200 characters", text_page(6), "page.txt", TEXT)
    yield ours("text page, its marks flattened", text_page(6, damaged=True), "page.txt", TEXT)
    for file in sorted((prose_folder().parent / "seeds").glob("*.txt")):
        yield ours("text page of a mirror, all repairs", file.read_text("utf-8"), "page.txt", TEXT)
    yield ours("Markdown of 1,000 characters", markdown(7), "story.md")


def medians(found: Sequence[Case], runs: int) -> list[list[float]]:
    """The seconds of all runs of each case but the first, read in turn."""
    seconds: list[list[float]] = [[] for _ in found]
    for run in range(runs + 1):
        for case, times in zip(found, seconds, strict=True):
            start = time.process_time()
            case.read()
            if run:
                times.append(time.process_time() - start)
    return seconds


def write_folder(folder: Path, count: int) -> None:
    """So many files, as they come in: Markdown, texts and web pages of 20 to 60 kB."""
    folder.mkdir()
    chance = random.Random(count)
    for number in range(count):
        kind = chance.randrange(4)
        if kind == 0:
            (folder / f"{number:04}.md").write_text(markdown(number, chance.randint(300, 2500)), "utf-8")
        elif kind == 1:
            (folder / f"{number:04}.txt").write_text(text_page(number), "utf-8")
        else:
            page = web_page(number, body=KNOWN if kind == 2 else "wz", size=chance.randint(20_000, 60_000))
            (folder / f"{number:04}.html").write_text(page, "utf-8")


def folder_runs(work: Path, count: int) -> dict[str, dict[str, Run]]:
    """`read` and `import` of such a folder, each by one core and by all."""
    source = work / "source"
    write_folder(source, count)
    files = sorted(map(str, source.iterdir()))
    found: dict[str, dict[str, Run]] = {"read": {}, "import": {}}
    all_cores = os.sched_getaffinity(0)
    for cores, name in (({min(all_cores)}, "one core"), (all_cores, "all cores")):
        os.sched_setaffinity(0, cores)
        command = [sys.executable, str(COMMAND)]
        found["read"][name] = timed([*command, "read", *files, "--format", "json"])
        into = ["--into", str(work / f"edition {name}"), "--page", "1", "--date", "2026-10-16", "--name", "岚江日报"]
        found["import"][name] = timed([*command, "import", str(source), *into])
    os.sched_setaffinity(0, all_cores)
    return found


def table(found: Sequence[Case], seconds: Sequence[Sequence[float]]) -> str:
    lines = [f"{f'{LARGE // 1000} kB, or what is said':42}{'median':>11}{'least':>11}{'bound':>9}"]
    for case, times in zip(found, seconds, strict=True):
        bound = f"{1000 * case.bound:.0f} ms" if case.bound else ""
        lines.append(f"{case.name:42}{1000 * statistics.median(times):8.1f} ms{1000 * min(times):8.1f} ms{bound:>9}")
    return "\n".join(lines)


def folder_table(runs: Mapping[str, Mapping[str, Run]], count: int) -> str:
    lines = [f"{f'a folder of {count:,} files':42}{'clock':>11}{'CPU':>11}{'peak MB':>9}"]
    for command, by_cores in runs.items():
        lines += [
            f"{f'{command}, by {cores}':42}{run.seconds:9.2f} s{run.cpu:9.2f} s{run.megabytes:9.0f}"
            for cores, run in by_cores.items()
        ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Time how copy is read.")
    parser.add_argument("--runs", type=int, default=7, help="runs of each, after a first one")
    parser.add_argument("--files", type=int, default=1000, help="files in the folder; 0 leaves it out")
    parser.add_argument("--check", action="store_true", help="end with 1 if a bound is missed")
    options = parser.parse_args()
    compile_all()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {options.runs} runs each, alternating\n")
    runs: dict[str, dict[str, Run]] = {}
    if options.files and hasattr(os, "sched_setaffinity"):
        with tempfile.TemporaryDirectory() as folder:  # first, as long as this process is small
            runs = folder_runs(Path(folder), options.files)
    found = list(cases())
    seconds = medians(found, options.runs)
    print(table(found, seconds), end="\n\n")
    said = [
        (statistics.median(times) < case.bound, f"{case.name} (under {1000 * case.bound:.0f} ms)")
        for case, times in zip(found, seconds, strict=True)
        if case.bound
    ]
    if runs:
        print(folder_table(runs, options.files), end="\n\n")
    for command, by_cores in runs.items() if len(os.sched_getaffinity(0)) > 1 else ():
        ratio = by_cores["all cores"].seconds / by_cores["one core"].seconds
        said.append((ratio <= RATIO, f"{command} by all cores in {ratio:.2f} of the time of one (at most {RATIO:g})"))
    for kept, line in said:
        print(f"{'kept' if kept else 'missed'}: {line}")
    return 1 if options.check and not all(kept for kept, _ in said) else 0


if __name__ == "__main__":
    sys.exit(main())
