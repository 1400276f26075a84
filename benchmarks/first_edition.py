"""How long the demo takes, and how much memory: whole processes, medians of several runs.

    python benchmarks/first_edition.py [--runs 7] [--edition editions/demo]

`build` prints all pages, `proof` one page with a PNG of 100 dpi; beside them the import of the command line
and, where the package `typst` is installed, what Typst takes to flow the same copy in columns: justified, one
named face, system fonts ignored, no headlines, no pictures, no makeup. The runs alternate, so that a busy
minute of the machine falls on all of them. All code is byte-compiled first, since PYTHONDONTWRITEBYTECODE
may be set.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
COMMAND = ROOT / "make_edition.py"
FACE_PACKAGE, FACE_NAME = "pylopdf_fonts_zh_cn", "Noto Serif SC"
MEGABYTE = 1_000_000 if sys.platform == "darwin" else 1_000  # what ru_maxrss counts in


class Job(NamedTuple):
    """A command to time, and the seconds it may take (0 = no bound)."""

    name: str
    command: Sequence[str]
    bound: float = 0.0


class Run(NamedTuple):
    seconds: float
    megabytes: float
    cpu: float  # seconds of all cores, its own processes among them


def timed(command: Sequence[str], allowed: Sequence[int] = (0, 4)) -> Run:
    """A command in; the time from its start to its end, the most memory it held and the CPU time it spent out.

    On Linux a child's peak is at least what this process held when it was started: this one stays small.
    Raises `RuntimeError` if the command ends with a code that is not `allowed` (4: copy that does not fit).
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            said.seek(0)
            text = said.read().decode("utf-8", "replace")
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}\n{text}")
    return Run(seconds, usage.ru_maxrss / MEGABYTE, usage.ru_utime + usage.ru_stime)


def write_typst(edition: Path, target: Path) -> None:
    """The bodies of all stories of an edition in, a Typst source that flows them in its columns out."""
    from editions.folder import read_edition
    from layout.style import MM, load_style

    found, _ = read_edition(edition)
    if found is None:
        raise RuntimeError(f"{edition} cannot be read")
    style, _ = load_style(found.preset, edition)
    if style is None:
        raise RuntimeError(f"{edition} has no usable style")
    grid, (width, height) = style.grid, style.sheet.trim_mm
    measure = grid.columns * grid.characters + (grid.columns - 1) * grid.gutter
    side = (width * MM - measure * grid.body_pt) / 2
    foot = height * MM - style.sheet.top_mm * MM - grid.lines * grid.leading_pt
    bodies = [
        body for story in found.articles for body in (story.body, *(side.body for side in story.sidebars))
    ]
    paragraphs = [block.text for body in bodies for block in body if block.text.strip()]
    head = (
        f"#set page(width: {width}mm, height: {height}mm, columns: {grid.columns}, "
        f"margin: (x: {side}pt, top: {style.sheet.top_mm}mm, bottom: {max(foot, 0)}pt))\n"
        f"#set columns(gutter: {grid.gutter * grid.body_pt}pt)\n"
        # Lines of one em, so that the leading is what the style says.
        f'#set text(font: "{FACE_NAME}", size: {grid.body_pt}pt, lang: "zh", region: "cn", '
        "top-edge: 0.88em, bottom-edge: -0.12em)\n"
        f"#set par(justify: true, first-line-indent: (amount: {style.setting.indent_em}em, all: true), "
        f"leading: {grid.leading_pt - grid.body_pt}pt, spacing: {grid.leading_pt - grid.body_pt}pt)\n"
    )
    target.write_text(head + "".join(f"\n#{quoted(text)}\n" for text in paragraphs), "utf-8")


def quoted(text: str) -> str:
    """Text as a string literal of Typst."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inner}"'


PREPARE = """
import sys, pathlib
from benchmarks.first_edition import write_typst
write_typst(*map(pathlib.Path, sys.argv[1:]))
"""

TYPST = """
import sys, typst
source, output, fonts = sys.argv[1:]
typst.compile(source, output=output, font_paths=[fonts], ignore_system_fonts=True)
"""


def jobs(edition: Path, page: str, work: Path) -> list[Job]:
    """What is timed; all of it writes into `work`."""
    command = [sys.executable, str(COMMAND)]
    found = [
        Job(
            "build, all pages, PDF and report",
            [
                *(*command, "build", str(edition), "--out", str(work / "build")),
                *("--report", str(work / "report.json"), "--timings", str(work / "timings.json")),
            ],
            1.5,
        ),
        Job(
            f"proof of page {page}, PDF and PNG",
            [*command, "proof", str(edition), "--page", page, "--out", str(work / "proof"), "--dpi", "100"],
            0.8,
        ),
        Job("import of the command line", [sys.executable, "-c", "import make_edition"], 0.12),
        Job("the interpreter alone", [sys.executable, "-c", "pass"]),
    ]
    face = find_spec(FACE_PACKAGE)
    if find_spec("typst") is None or face is None or not face.submodule_search_locations:
        return found
    source = work / "copy.typ"
    # In a process of its own: what reading an edition loads must not count as memory of this one.
    subprocess.run([sys.executable, "-c", PREPARE, str(edition), str(source)], cwd=ROOT, check=True)
    fonts = next(iter(face.submodule_search_locations))
    command = [sys.executable, "-c", TYPST, str(source), str(work / "copy.pdf"), fonts]
    return [*found, Job("Typst, the same copy flowed in columns", command)]


def compile_all() -> None:
    """Byte-compile what the commands import, as an installation would."""
    for package in ("editions", "fonts", "layout"):
        compileall.compile_dir(ROOT / package, quiet=2)
    compileall.compile_file(COMMAND, quiet=2)


def table(found: Sequence[tuple[Job, Sequence[Run]]]) -> str:
    """The runs of each job in, a table of medians out."""
    lines = [f"{'':42}{'median':>9}{'least':>9}{'bound':>9}{'peak MB':>9}"]
    for job, runs in found:
        seconds = [run.seconds for run in runs]
        bound = f"{job.bound:.2f} s" if job.bound else ""
        peak = max(run.megabytes for run in runs)
        middle = statistics.median(seconds)
        lines.append(f"{job.name:42}{middle:7.3f} s{min(seconds):7.3f} s{bound:>9}{peak:9.0f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the demo edition.")
    parser.add_argument("--runs", type=int, default=7, help="runs of each, after one that is not counted")
    parser.add_argument("--edition", type=Path, default=ROOT / "editions" / "demo")
    parser.add_argument("--page", default="2", help="the page to proof")
    options = parser.parse_args()
    compile_all()
    with tempfile.TemporaryDirectory() as folder:
        all_jobs = jobs(options.edition.resolve(), options.page, Path(folder))
        runs: dict[str, list[Run]] = {job.name: [] for job in all_jobs}
        for round_ in range(options.runs + 1):
            for job in all_jobs:
                run = timed(job.command)
                if round_:
                    runs[job.name].append(run)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    print(f"{machine}, {options.runs} runs each, alternating\n")
    print(table([(job, runs[job.name]) for job in all_jobs]))
    if not any(job.name.startswith("Typst") for job in all_jobs):
        print('\nTypst is not installed: pip install ".[bench]"')


if __name__ == "__main__":
    main()
