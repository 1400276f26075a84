"""How long a daily of eight broadsheet pages takes: planned from nothing, with a lock, and beside other programs.

    python benchmarks/edition.py [--runs 9] [--check]

Whole processes, medians of alternating runs, so that a busy minute of the machine falls on all of them:

build    ours, planned from nothing: search, setting, PDF (the edition of broadsheet.py)
locked   ours, every page kept where `plan --lock` put it
Typst    the same bodies flowed in eight columns on such pages: justified, one named face, no headlines, no pictures
others   WeasyPrint and headless Chromium with the same, where they are installed

Nothing is kept between our runs. `first` is a run before the others, with no page of the fonts in memory but those that the
machine happens to hold; Banmian makes no font caches. `CPU` is what all processes of a run spent, and what bears comparison
on a machine that does other work meanwhile. `--check` ends with 1 if a bound is missed.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from first_edition import COMMAND, ROOT, TYPST, Run, compile_all, timed
from prose import prose_folder
from typst_lines import face_folder

BUILD, LOCKED, TYPST_NAME = "build, planned from nothing", "build, all pages locked", "Typst, the bodies in columns"
BUILD_SECONDS = 8.0
TYPST_RATIO = 1.5  # of a locked build
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome", "headless_shell")

Commands = Mapping[str, Sequence[str]]


PREPARE = """
import sys, pathlib
from benchmarks.first_edition import write_typst
write_typst(*map(pathlib.Path, sys.argv[1:]))
"""

WEASYPRINT = """
import sys, weasyprint
weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])
"""


def our_commands(work: Path) -> dict[str, Sequence[str]]:
    """Write the edition into `work`, and once more with a lock; the commands that build them."""
    edition, locked = work / "edition", work / "locked"
    # In a process of its own: this one stays small.
    subprocess.run([sys.executable, str(ROOT / "benchmarks" / "broadsheet.py"), str(edition)], check=True)
    shutil.copytree(edition, locked)
    plan = [sys.executable, str(COMMAND), "plan", str(locked), "--lock"]
    subprocess.run(plan, check=True, stdout=subprocess.DEVNULL)
    out = ["--out", str(work / "out")]
    return {
        BUILD: [sys.executable, str(COMMAND), "build", str(edition), *out],
        LOCKED: [sys.executable, str(COMMAND), "build", str(locked), *out],
    }


def their_commands(work: Path) -> tuple[dict[str, Sequence[str]], list[str]]:
    """The commands of other programs for the edition in `work`, and what is said of those that are not installed."""
    found: dict[str, Sequence[str]] = {}
    absent = []
    folder, source, page = face_folder(), work / "copy.typ", work / "copy.html"
    if folder:
        subprocess.run([sys.executable, "-c", PREPARE, str(work / "edition"), str(source)], cwd=ROOT, check=True)
        found[TYPST_NAME] = [sys.executable, "-c", TYPST, str(source), str(work / "typst.pdf"), folder]
    else:
        absent.append('Typst is not installed: pip install ".[bench]"')
    if importlib.util.find_spec("weasyprint"):
        found["WeasyPrint, the same"] = [sys.executable, "-c", WEASYPRINT, str(page), str(work / "weasyprint.pdf")]
    else:
        absent.append("WeasyPrint is not installed: pip install weasyprint")
    browser = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if browser:
        options = ["--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={work / 'chromium.pdf'}"]
        found["headless Chromium, the same"] = [browser, *options, page.as_uri()]
    else:
        absent.append("Chromium is not installed")
    if {"WeasyPrint, the same", "headless Chromium, the same"} & set(found):
        script = str(ROOT / "benchmarks" / "column_page.py")
        subprocess.run([sys.executable, script, str(work / "edition"), str(page)], check=True)
    return found, absent


def measure(commands: Commands, runs: int) -> dict[str, list[Run]]:
    """All commands run in turn, so many times after a first one: their runs, the first at the head."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            found[name].append(timed(command, allowed=(0,)))
    return found


def table(runs: Mapping[str, Sequence[Run]]) -> str:
    """The runs by command in, a table of medians and of ratios to Typst out."""
    lines = [f"{'':32}{'median':>10}{'least':>10}{'first':>10}{'CPU':>10}{'× Typst':>9}"]
    for name, (first, *rest) in runs.items():
        ratio = f"{ratio_to_typst(runs, name):.2f}" if TYPST_NAME in runs else ""
        cpu = statistics.median(run.cpu for run in rest)
        least = min(run.seconds for run in rest)
        lines.append(f"{name:32}{median(rest):8.3f} s{least:8.3f} s{first.seconds:8.3f} s{cpu:8.3f} s{ratio:>9}")
    return "\n".join(lines)


def median(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def ratio_to_typst(runs: Mapping[str, Sequence[Run]], name: str) -> float:
    return median(runs[name][1:]) / median(runs[TYPST_NAME][1:])


def verdicts(runs: Mapping[str, Sequence[Run]]) -> list[tuple[bool, str]]:
    """Each bound that could be measured: whether it is kept, and what is said of it."""
    seconds = median(runs[BUILD][1:])
    found = [(seconds < BUILD_SECONDS, f"planned from nothing in {seconds:.2f} s (under {BUILD_SECONDS:g} s)")]
    if TYPST_NAME in runs:
        ratio = ratio_to_typst(runs, LOCKED)
        found.append((ratio <= TYPST_RATIO, f"locked in {ratio:.2f} × Typst's time (at most {TYPST_RATIO:g} ×)"))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Time an edition of eight broadsheet pages.")
    parser.add_argument("--runs", type=int, default=9, help="runs of each, after a first one")
    parser.add_argument("--check", action="store_true", help="end with 1 if a bound is missed")
    options = parser.parse_args()
    if not prose_folder().is_dir():
        print(f"not measured: no prose at {prose_folder()} (set BANMIAN_SHARED)")
        return int(options.check)
    compile_all()
    with tempfile.TemporaryDirectory() as folder:
        ours = our_commands(Path(folder))
        theirs, absent = their_commands(Path(folder))
        runs = measure({**ours, **theirs}, options.runs)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {options.runs} runs each, alternating\n")
    print(table(runs), end="\n\n")
    for line in absent:
        print(line)
    said = verdicts(runs)
    for kept, line in said:
        print(f"{'kept' if kept else 'missed'}: {line}")
    all_kept = all(kept for kept, _ in said) and TYPST_NAME in runs
    return 1 if options.check and not all_kept else 0


if __name__ == "__main__":
    sys.exit(main())
