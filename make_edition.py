#!/usr/bin/env python3
"""The command line: build an edition, proof a page, check, read copy, list fonts, keep the archive.

Every command gives its result on stdout and returns what it found wrong; `speaking` says that on stderr and
ends with the exit code that follows (docs/diagnostics.md). What a command needs is imported inside it, so
that the command line starts fast.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import click

if TYPE_CHECKING:
    from editions.diagnostic import Diagnostic
    from layout.printing import Printed

    Found = tuple[Diagnostic, ...]

INTERRUPTED = 130
TELL_AFTER = 1.0  # seconds
COUNTED = {"pages": "版", "stories": "篇", "lines": "行"}


class Manner(NamedTuple):
    """How a command speaks and how strictly it judges."""

    as_json: bool
    verbose: bool
    strict: bool

    def weighed(self, found: Iterable[Diagnostic]) -> Found:
        from editions import verdict

        return verdict.weighed(found, strict=self.strict)


def say(value: object) -> None:
    """One JSON object on a line of stdout."""
    click.echo(json_line(value))


def json_line(value: object) -> bytes:
    # A byte in a file name that is no text becomes an escape that JSON knows.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


def say_found(found: Found, manner: Manner, base: Path | None) -> None:
    """Problems on stderr, a JSON object or two lines each; `base` is what their places are relative to."""
    from editions.verdict import as_text, tally

    for fault in found:
        if manner.as_json:
            click.echo(json_line(fault.as_json()), err=True)
        elif manner.verbose or fault.severity != "note":
            click.echo(as_text(fault, base), err=True)
    counts = tally(found)
    if any(counts.values()) and not manner.as_json:
        in_english = ", ".join(f"{count} {name[:-1] if count == 1 else name}" for name, count in counts.items())
        click.echo(f"{counts['errors']} 个错误，{counts['warnings']} 个警告 / {in_english}", err=True)


def speaking(command: Callable[..., Iterable[Diagnostic]]) -> Callable[..., None]:
    """A command in; the same with the options that all have out, which says what was found and ends."""

    @click.option("--strict", is_flag=True, help="警告也算错误。Warnings are errors.")
    @click.option(
        "--format", "form", type=click.Choice(["human", "text", "json"]), default="human", show_default=True,
        help="给人看（human 或 text），或给程序看（一行一个 JSON 对象）。For people, or a JSON object a line.",
    )  # fmt: skip
    @click.option("-v", "--verbose", is_flag=True, help="提示也显示。Show notes, too.")
    @click.option("--debug", is_flag=True, help="程序出错时显示详情。Show where the program itself failed.")
    @functools.wraps(command)
    def speak(*, strict: bool, form: str, verbose: bool, debug: bool, **given: Any) -> None:
        from editions.messages_command import INTERNAL
        from editions.verdict import exit_code

        manner = Manner(form == "json", verbose, strict)
        try:
            found = manner.weighed(command(manner, **given))
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except Exception as error:
            if debug or (isinstance(error, OSError) and error.errno == errno.EPIPE):
                raise
            found = (INTERNAL.at(what=f"{type(error).__name__}: {error}"),)
        say_found(found, manner, given.get("edition"))
        sys.exit(exit_code(found))

    return speak


def edition_folder(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    """An edition's folder; `demo`, if there is none of that name, is the demo edition of the package."""
    if value == "demo" and not Path(value).exists():
        import editions

        return Path(editions.__path__[0]) / "demo"
    return None if value is None else Path(value)


def reads(what: str, otherwise: Any = None) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """The name of a function of `option_values` in, a callback for an option out; `otherwise` is the value of none."""

    def callback(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:
        from editions import option_values

        try:
            return otherwise if value is None else getattr(option_values, what)(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return callback


def marks(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Kinds of marks that a proof may bear."""
    from editions.option_values import read_words
    from layout.overlay import KINDS

    try:
        return read_words(value or "", KINDS)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


FILE = click.Path(path_type=Path)
DPI = click.IntRange(10, 600)

edition_argument = click.argument("edition", callback=edition_folder)
paper_option = click.option(
    "--paper", type=FILE, metavar="FILE",
    help="paper.toml 在别处时指定。Where paper.toml is, if not in the edition's folder or above it.",
)  # fmt: skip
fonts_option = click.option(
    "--fonts", type=click.Choice(["pip", "system"]), default="pip", show_default=True,
    help="只用随程序安装的字体，或也用本机的。The packaged fonts alone, or the machine's, too.",
)  # fmt: skip
out_option = click.option(
    "--out", type=FILE, default=Path("out"), show_default=True, metavar="DIR",
    help="写入的文件夹。The folder to write into.",
)  # fmt: skip
store_option = click.option(
    "--store", type=FILE, required=True, metavar="DIR", help="档案库的文件夹。The folder of the archive."
)


def load_printing() -> None:
    """Have what prints, while another process reads the copy."""
    import layout.printing  # noqa: F401


class Clock:
    """Seconds by stage; and on a terminal, once the work takes longer than one, a word on what goes on."""

    def __init__(self, manner: Manner) -> None:
        self.began = time.perf_counter()
        self.seconds: dict[str, float] = {}
        self.speaks = not manner.as_json and sys.stderr.isatty()
        self.status: Any = None

    def __enter__(self) -> Clock:
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is not None:
            self.status.stop()

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        self.tell(name)
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def tell(self, what: str) -> None:
        if not self.speaks or time.perf_counter() - self.began < TELL_AFTER:
            return
        if self.status is None:
            from rich.console import Console

            self.status = Console(stderr=True).status("")
            self.status.start()
        self.status.update(f"{what} …")

    def timings(self) -> dict[str, float]:
        total = time.perf_counter() - self.began
        return {name: round(seconds, 4) for name, seconds in [*self.seconds.items(), ("total", total)]}


def version() -> str:
    """The version installed, else that of the checkout that this file is in."""
    from importlib import metadata

    with contextlib.suppress(metadata.PackageNotFoundError):
        return metadata.version("banmian")
    import tomllib

    return str(tomllib.loads((Path(__file__).parent / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"banmian {version()}")
        ctx.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=say_version,
    help="版本。Show the version.",
)  # fmt: skip
def commands() -> None:
    """版面：报纸自动组版。Banmian makes up a newspaper from a folder of copy.

    EDITION 是一期报纸的文件夹，demo 是随程序的样报。EDITION is the folder of an edition; demo is the sample edition.
    """


def say_printed(printed: Printed, manner: Manner) -> None:
    if manner.as_json:
        say({"pdfs": list(map(str, printed.pdfs)), "pngs": list(map(str, printed.pngs))})
    else:
        for path in (*printed.pdfs, *printed.pngs):
            click.echo(str(path))


@commands.command()
@edition_argument
@out_option
@click.option("--report", type=FILE, metavar="FILE", help="排版报告（JSON）。Write what fits and what does not.")
@click.option("--timings", type=FILE, metavar="FILE", help="各步用时（JSON）。Write how long each stage took.")
@paper_option
@click.option("--split", is_flag=True, help="每版一个 PDF。One PDF a page.")
@click.option("--pages", callback=reads("read_page_numbers", ()), metavar="1,2", help="只排这些版。These pages only.")
@fonts_option
@click.option("--png", type=DPI, metavar="DPI", help="每版另存 PNG 图片。A PNG of each page, too.")
@speaking
def build(
    manner: Manner, *, edition: Path, out: Path, report: Path | None, timings: Path | None, paper: Path | None,
    split: bool, pages: tuple[str, ...], fonts: str, png: int | None,
) -> Found:  # fmt: skip
    """排出一期报纸，写成 PDF。Make up an edition and write its PDF."""
    from editions.writing import write_json
    from layout.makeup import make_up

    with Clock(manner) as clock:
        made = make_up(
            edition, clock.stage,
            paper=paper, asked=pages, system_fonts=fonts == "system", tell=clock.tell, load=load_printing,
        )  # fmt: skip
        with clock.stage("export"):
            from layout.printing import print_edition, report_print
        printed = print_edition(made, out, clock.stage, strict=manner.strict, split=split, dpi=png)
        found = printed.found
        if report:
            with clock.stage("write"):
                found += write_json(report, report_print(made, printed, report, strict=manner.strict))
        if timings:
            found += write_json(timings, clock.timings())
    say_printed(printed, manner)
    return found


@commands.command()
@edition_argument
@click.option("--page", callback=reads("read_page_number"), required=True, metavar="2", help="版次：2、2版、02、A02。The page.")
@out_option
@click.option("--dpi", type=DPI, default=100, show_default=True, help="图片的分辨率。Resolution of the PNG.")
@click.option(
    "--overlay", callback=marks, metavar="grid,frames,problems",
    help="画出网格、稿框、问题。Draw grid, frames of the stories, problems.",
)  # fmt: skip
@paper_option
@fonts_option
@speaking
def proof(
    manner: Manner, *, edition: Path, page: tuple[str, ...], out: Path, dpi: int, overlay: tuple[str, ...],
    paper: Path | None, fonts: str,
) -> Found:  # fmt: skip
    """看一个版的清样：PDF 和 PNG。Proof one page: its PDF and a PNG."""
    from layout.makeup import make_up

    with Clock(manner) as clock:
        made = make_up(
            edition, clock.stage, paper=paper, asked=page, system_fonts=fonts == "system", load=load_printing
        )
        with clock.stage("export"):
            from layout.printing import print_proof
        printed = print_proof(made, out, clock.stage, strict=manner.strict, marks=overlay, dpi=dpi)
    say_printed(printed, manner)
    return printed.found


@commands.command()
@edition_argument
@click.option("--page", "--pages", "pages", callback=reads("read_page_numbers", ()), metavar="2", help="只看这些版，默认全部。These pages only.")
@click.option("--lock", is_flag=True, help="定稿：写 plan.lock.toml，以后各稿不再移动。Write plan.lock.toml: later builds leave all in place.")
@paper_option
@fonts_option
@speaking
def plan(
    manner: Manner, *, edition: Path, pages: tuple[str, ...], lock: bool, paper: Path | None, fonts: str
) -> Found:
    """画版：各稿放在哪里。Plan pages and show where each story stands; lock what is accepted."""
    from layout.makeup import make_ready

    with Clock(manner) as clock:
        made, ready = make_ready(edition, clock.stage, paper=paper, asked=pages, system_fonts=fonts == "system")
        if ready is None:
            return made.found
        with clock.stage("plan"):
            from layout.abreast import processes
            from layout.edition import plan_pages

            plans, found = plan_pages(ready.edition, ready.page_nos, ready.setup, clock.tell, processes=processes())
    from layout.plan import sketch

    style = ready.setup.desk.style
    found = (*made.found, *found)
    if lock:
        from layout.plan.lock import write_locks

        found += write_locks(edition, ready.edition, plans, style, found)
    for number, page_plan in enumerate(plans):
        if manner.as_json:
            say(sketch.as_json(page_plan, style))
        else:
            click.echo(("\n" if number else "") + sketch.as_text(page_plan, style))
    return found


@commands.command()
@edition_argument
@click.option(
    "--composition", is_flag=True,
    help="再从 PDF 上逐行查排字；EDITION 也可以是一个 PDF。Check every line of the PDF, too; EDITION may be a PDF itself.",
)  # fmt: skip
@click.option(
    "--grid", callback=reads("read_baseline_grid"), metavar="LEADING,FIRST",
    help="行距和首行基线（pt，从裁切线量起），默认按版式或从版面量出。Leading and first baseline in points from the trim.",
)  # fmt: skip
@paper_option
@fonts_option
@speaking
def check(
    manner: Manner, *, edition: Path, composition: bool, grid: tuple[float, float] | None, paper: Path | None, fonts: str
) -> Found:
    """检查稿件和版面，不写文件。Check copy and pages; write nothing."""
    from editions.verdict import exit_code, tally

    with Clock(manner) as clock:
        if composition and edition.is_file():
            with clock.stage("inspect"):
                from layout.inspection.composition import check_file

                found, pages, lines = check_file(edition, grid)
            counts = {"pages": pages, "lines": lines}
        else:
            from layout.makeup import make_up

            made = make_up(edition, clock.stage, paper=paper, system_fonts=fonts == "system", tell=clock.tell)
            found = made.found
            counts = {"pages": len(made.pages), "stories": len(made.edition.articles) if made.edition else 0}
            if composition:
                with clock.stage("inspect"):
                    from layout.inspection.composition import check_made_up

                    more, _, counts["lines"] = check_made_up(made, grid)
                found = (*found, *more)
    found = manner.weighed(found)
    passed = exit_code(found) == 0
    if manner.as_json:
        say({**counts, "passed": passed, **tally(found)})
    else:
        in_chinese = " ".join(f"{count} {COUNTED[name]}" for name, count in counts.items())
        in_english = ", ".join(f"{count} {name}" for name, count in counts.items())
        click.echo(f"{in_chinese} / {in_english}: {'通过 / passed' if passed else '未通过 / not passed'}")
    return found


@commands.command()
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@speaking
def read(manner: Manner, *, files: tuple[Path, ...]) -> Found:
    """读稿件：Markdown、网页、文字。Read articles: Markdown, web pages, text."""
    from editions.article_json import as_json
    from editions.article_text import as_text
    from editions.loose import read_loose

    found: Found = ()
    for file in files:
        articles, trouble = read_loose(file)
        found += trouble
        for article in articles:
            if manner.as_json:
                say(as_json(article))
            else:
                click.echo(as_text(article) + "\n")
    return found


@commands.command("lines")
@click.argument("file", type=click.File("rb"), default="-", metavar="[FILE|-]")
@click.option(
    "--measure", callback=reads("read_measures"), required=True, metavar="EM",
    help="行长，以正文字为单位；逐行不同时写 9,9,13。In em of the body; 9,9,13 gives each line its own, the last to all that follow.",
)  # fmt: skip
@click.option("--indent", type=click.FloatRange(0, 20), metavar="EM", help="首行缩进，正文默认 2。Of the first line; 2 for the body.")
@click.option(
    "--style", "kind", default="body", show_default=True, metavar="NAME",
    help="文字是什么。What the text is: body, note, byline, caption, lead-in, headline, feature, kicker, deck, subhead.",
)  # fmt: skip
@click.option(
    "--size", callback=reads("read_type_size"), metavar="PT",
    help="字号；fit 取标题放得下的最大一级。标题不写时行长以标题字为单位。Of the type; fit: the largest of the ladder at which "
    "a headline goes in. A headline without it is measured in em of its own.",
)  # fmt: skip
@click.option("--rank", type=click.IntRange(1, 5), default=1, show_default=True, help="标题的稿件级别，定字体。A headline's rank, for its face.")
@click.option("--level", type=click.Choice(["basic", "gb", "strict"]), help="避头尾的级别，默认按版式。Level of prohibition.")
@click.option("--marks", type=click.Choice(["quanjiao", "kaiming", "banjiao"]), help="标点样式，默认按版式。Width of marks.")
@click.option("--language", type=click.Choice(["zh-Hans", "zh-Hant"]), help="标点位置，默认按版式。Where marks stand in their em.")
@click.option("--hanging/--no-hanging", default=None, help="行末点号可否悬挂，默认按版式。Commas and stops hang out.")
@click.option("--looseness", type=click.IntRange(-9, 9), default=0, help="多排或少排几行。A wish for so many lines more.")
@click.option("--vertical", is_flag=True, help="竖排。In vertical lines.")
@click.option("--preset", default="", metavar="STYLE", help="版式：tabloid、broadsheet 或版式文件，默认按报纸。A style; the paper's, else tabloid.")
@paper_option
@fonts_option
@speaking
def try_lines(
    manner: Manner, *, file: BinaryIO, measure: tuple[float, ...], indent: float | None, kind: str, size: float | str | None,
    rank: int, level: str | None, marks: str | None, language: str | None, hanging: bool | None, looseness: int,
    vertical: bool, preset: str, paper: Path | None, fonts: str,
) -> Found:  # fmt: skip
    """试排：一行一段文字，看断成哪些行。Try how text is set, a paragraph a line of FILE."""
    from layout import trial

    if kind not in trial.STYLES:
        raise click.BadParameter(f"没有“{kind}”，只有 / {kind!r} is none of: {', '.join(trial.STYLES)}", param_hint="--style")
    data = file.read(trial.LARGEST * 1024 * 1024 + 1)
    name = str(getattr(file, "name", "<stdin>"))
    paragraphs, found = trial.read_paragraphs(data, name)
    desk, trouble = trial.find_desk(preset, paper, system_fonts=fonts == "system")
    found += trouble
    if paragraphs is None or desk is None:
        return found
    chosen: dict[str, Any] = {"level": level, "marks": marks, "language": language, "hanging": hanging, "vertical": vertical}
    rules = desk.style.setting.rules._replace(**{key: value for key, value in chosen.items() if value is not None})
    indent = (trial.INDENT if kind == "body" else 0) if indent is None else indent
    wish = trial.Wish(measure, kind, indent, size, looseness, rank)
    for number, tried in enumerate(trial.try_lines(paragraphs, wish, desk, rules, name)):
        if manner.as_json:
            say(trial.as_json(tried))
        else:
            click.echo(("\n" if number else "") + trial.as_text(tried))
        found += tried.found
    return found


@commands.command("fonts")
@click.argument("edition", callback=edition_folder, required=False)
@paper_option
@fonts_option
@speaking
def list_fonts(manner: Manner, *, edition: Path | None, paper: Path | None, fonts: str) -> Found:
    """列出各角色所用的字体。List the roles, and the face found for each."""
    from fonts.listing import list_faces
    from fonts.roles import find_faces

    found: Found = ()
    if edition is None:
        from layout.messages import FONT_ROLE

        table = find_faces({}, system=fonts == "system")
        found = tuple(FONT_ROLE.at(role=missing.role) for missing in table.missing)
    else:
        from editions.folder import read_edition
        from layout.edition import find_faces_of

        whole, trouble = read_edition(edition, paper=paper)
        if whole is None:
            return trouble
        table, found = find_faces_of(whole, system=fonts == "system")
    for entry in list_faces(table):
        if manner.as_json:
            say(entry.as_json())
        else:
            click.echo(entry.as_text())
    return found


@commands.group()
def archive() -> None:
    """旧报存档，可证未改。Keep past editions, and prove that they are unchanged."""


@archive.command()
@edition_argument
@store_option
@click.option("--pdf", type=FILE, metavar="FILE", help="一并存档的 PDF。The PDF, to be kept with the sources.")
@click.option("--report", type=FILE, metavar="FILE", help="一并存档的报告。The report, likewise.")
@paper_option
@speaking
def add(
    manner: Manner, *, edition: Path, store: Path, pdf: Path | None, report: Path | None, paper: Path | None
) -> Found:
    """存入一期，打印摘要。Add an edition and print its digest."""
    from editions.archive import add
    from editions.folder import read_edition
    from editions.messages_command import NO_FILE
    from editions.verdict import exit_code

    whole, found = read_edition(edition, paper=paper)
    found += tuple(NO_FILE.at(file=file) for file in (pdf, report) if file and not file.is_file())
    if whole is None or exit_code(manner.weighed(found)):
        return found
    added, trouble = add(store, edition, whole, pdf, report)
    if added and manner.as_json:
        say(added._asdict())
    elif added:
        click.echo(f"{added.name}  {added.digest}  {'已存入 added' if added.changed else '没有变化 no change'}")
    return (*found, *trouble)


@archive.command("list")
@store_option
@speaking
def list_store(manner: Manner, *, store: Path) -> Found:
    """列出所有各期。List the editions, every version of every day."""
    from editions.archive import list_editions
    from editions.archive_text import as_json, as_line

    editions, found = list_editions(store)
    for stored in editions:
        if manner.as_json:
            say(as_json(stored))
        else:
            click.echo(as_line(stored))
    return found


@archive.command()
@click.argument("date")
@store_option
@speaking
def show(manner: Manner, *, date: str, store: Path) -> Found:
    """列出一期的稿件和文件。List the stories and files of a day (2026-10-16, or 2026-10-16@1)."""
    from editions.archive import show
    from editions.archive_text import as_json, as_text

    stored, found = show(store, date)
    if stored and manner.as_json:
        say(as_json(stored))
    elif stored:
        click.echo(as_text(stored))
    return found


@archive.command()
@store_option
@click.option("--expect", metavar="DIGEST", help="archive add 打印过的摘要。A digest that `archive add` printed.")
@speaking
def verify(manner: Manner, *, store: Path, expect: str | None) -> Found:
    """查验档案有无改动、丢失、多出。Prove that nothing was changed, lost or added."""
    from editions.archive import verify
    from editions.verdict import exit_code

    with Clock(manner) as clock:
        found = verify(store, expect, lambda done, total: clock.tell(f"verify {done}/{total}"))
    is_sound = exit_code(found) == 0
    if manner.as_json:
        say({"sound": is_sound})
    elif is_sound:
        proofs = [fault for fault in found if fault.code == "archive-proved"]
        for proof in proofs:
            click.echo(f"{proof.message_zh} / {proof.message}")
        click.echo("档案库完好 / the archive is sound")
    return found


@archive.command()
@click.argument("date")
@store_option
@click.option(
    "--out", type=FILE, required=True, metavar="DIR",
    help="还原到的文件夹，须不存在或为空。The folder to restore into, absent or empty.",
)  # fmt: skip
@speaking
def restore(manner: Manner, *, date: str, store: Path, out: Path) -> Found:
    """把一期还原成文件夹。Bring the edition of a day back as a folder."""
    from editions.archive import restore

    stored, found = restore(store, date, out)
    if stored and manner.as_json:
        say({"name": stored.name, "digest": stored.digest, "out": str(out)})
    elif stored:
        click.echo(str(out))
    return found


def main() -> None:
    """The console script."""
    # A run is short and leaves few cycles behind: collecting them takes a twentieth of it and frees nothing.
    gc.disable()
    # What the terminal's encoding lacks is shown as an escape.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if sys.argv[1:2] and sys.argv[1] in ("build", "proof", "plan"):
        from layout.setting.words import load_ahead

        load_ahead()
    try:
        commands()
    except SystemExit as end:
        leave(end)
        raise


def leave(end: SystemExit) -> None:
    """End at once, if all that was said is out: to take down, piece by piece, what a run has made takes a twentieth of it."""
    if end.code is None or isinstance(end.code, int):
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code or 0)


if __name__ == "__main__":
    main()
