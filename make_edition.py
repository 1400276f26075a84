#!/usr/bin/env python3
"""The command line: start a paper, build an edition, proof a page, check, read copy, list fonts, keep the archive.

`commands.speech` says how every command speaks and ends, `commands.archive` has the commands of the archive. What a
command needs is imported inside it, so that the command line starts fast.
"""

from __future__ import annotations

import contextlib
import datetime
import gc
import os
import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from commands.archive import archive
from commands.speech import (
    FILE,
    Clock,
    Manner,
    edition_argument,
    edition_folder,
    fonts_option,
    paper_option,
    reads,
    say,
    speaking,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commands.speech import Found
    from editions.diagnostic import Diagnostic
    from layout.printing import Printed

COUNTED = {"pages": "版", "stories": "篇", "lines": "行"}
DPI = click.IntRange(10, 600)

out_option = click.option(
    "--out", type=FILE, default=Path("out"), show_default=True, metavar="DIR",
    help="写入的文件夹。The folder to write into.",
)  # fmt: skip


def marks(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Kinds of marks that a proof may bear."""
    from editions.option_values import read_words
    from layout.overlay import KINDS

    try:
        return read_words(value or "", KINDS)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def load_printing() -> None:
    """Have what prints, while another process reads the copy."""
    import layout.printing  # noqa: F401


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


@commands.command("init")
@click.argument("folder", type=FILE, metavar="DIR")
@click.option(
    "--preset", default="tabloid", show_default=True, metavar="NAME",
    help="现成的版式：四开 tabloid、对开 broadsheet、大字 tabloid-large、broadsheet-large。The style to start from.",
)  # fmt: skip
@click.option("--name", callback=reads("read_paper_name", ""), metavar="报名", help="报名，可以以后再填。The paper's name; may be filled in later.")
@click.option("--date", callback=reads("read_date"), metavar="2026-10-16", help="第一期的日期，默认今天。Of the first edition; else today.")
@speaking
def start(manner: Manner, *, folder: Path, preset: str, name: str, date: datetime.date | None) -> Found:
    """新建一份报纸，第一期马上能排。Start a paper, with a first edition that builds."""
    from layout.new_paper import start_paper

    new, found = start_paper(folder, preset, date or datetime.date.today(), name)
    if new and manner.as_json:
        say({key: str(path) for key, path in new._asdict().items()})
    elif new:
        for path in new:
            click.echo(str(path))
        click.echo(f"排出第一期 / make up the first edition: make-edition build {shlex.quote(str(new.edition))}")
    return found


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
            paper=paper, asked=pages, system_fonts=fonts == "system", tell=clock.tell, load=load_printing, draw=True,
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
@click.option(
    "--choose", type=click.IntRange(1, 20), metavar="N",
    help="第 N 好的版面，从头画，不看锁定；配 --lock 留用。The N-th best plan that differs, planned anew; --lock keeps it.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="列出得分的每一项。Print every term of the score.")
@click.option("--lock", is_flag=True, help="定稿：写 plan.lock.toml，以后各稿不再移动。Write plan.lock.toml: later builds leave all in place.")
@paper_option
@fonts_option
@speaking
def plan(
    manner: Manner, *, edition: Path, pages: tuple[str, ...], choose: int | None, explain: bool, lock: bool, paper: Path | None,
    fonts: str,
) -> Found:  # fmt: skip
    """画版：各稿放在哪里。Plan pages and show where each story stands; lock what is accepted."""
    from layout.makeup import make_ready

    with Clock(manner) as clock:
        made, ready = make_ready(edition, clock.stage, paper=paper, asked=pages, system_fonts=fonts == "system")
        if ready is None:
            return made.found
        with clock.stage("plan"):
            from layout.abreast import processes
            from layout.edition import plan_pages

            plans, found = plan_pages(
                ready.edition, ready.page_nos, ready.setup, clock.tell, choice=choose or 0, processes=processes()
            )
    from layout.plan import explain as explanation
    from layout.plan import sketch

    found = (*made.found, *found)
    specs = {page.no: page._replace(lock=None) if choose else page for page in ready.edition.pages}
    desks = [(page_plan, ready.setup.desk_for(specs[page_plan.page_no])) for page_plan in plans]
    if lock:
        from layout.plan.lock import write_locks

        found += write_locks(edition, ready.edition, desks, found)
    styled = [(page_plan, desk.style) for page_plan, desk in desks]
    for number, (page_plan, style) in enumerate(styled):
        if manner.as_json:
            score = {"score": explanation.as_json(page_plan, style)} if explain else {}
            say({**sketch.as_json(page_plan, style), **score})
        else:
            click.echo(("\n" if number else "") + sketch.as_text(page_plan, style))
            if explain:
                click.echo(explanation.as_text(page_plan, style))
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
            counts = {"pages": sum(len(page.page_nos) for page in made.pages), "stories": len(made.edition.articles) if made.edition else 0}
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
    """读稿件，各种格式都行。Read articles of any format.

    能读 Markdown、文字、Word 文档（.docx）、保存的网页和数字报、通稿（NewsML-G2、NITF、ninjs）、订阅（RSS、Atom）、WordPress 的导出文件。
    These are Markdown, text, .docx, saved web pages and digital papers, agency copy (NewsML-G2, NITF, ninjs), feeds
    (RSS, Atom) and exports of WordPress.
    """
    from commands.reading import Said, read_and_write
    from editions.in_turn import in_turn

    found: list[Diagnostic] = []
    with Clock(manner) as clock:
        clock.speaks = clock.speaks and not sys.stdout.isatty()  # there the articles themselves tell how far it is
        said: Iterator[Said] = in_turn(partial(read_and_write, as_json=manner.as_json), files, clock.tell)
        for articles, trouble in said:
            found += trouble
            for article in articles:
                click.echo(article)
    return tuple(found)


@commands.command("import")
@click.argument("sources", type=FILE, nargs=-1, required=True, metavar="SOURCE...")
@click.option("--into", type=FILE, required=True, metavar="EDITION", help="新的一期的文件夹，不能已有内容。The new edition's folder, absent or empty.")
@click.option("--date", callback=reads("read_date"), metavar="2026-10-16", help="日期，默认按来源。The date; else that of the sources.")
@click.option("--name", callback=reads("read_paper_name", ""), metavar="报名", help="报名，默认按 paper.toml 或来源。The paper's name; else that of paper.toml, or of the sources.")
@click.option("--page", callback=reads("read_page_number", ("",)), metavar="2", help="没有版次的稿件上这个版。For stories of which nothing says the page.")
@click.option("--preset", default="", metavar="NAME", help="版式，默认按 paper.toml。The style; else that of paper.toml.")
@click.option("--skip", is_flag=True, help="有错误的来源略过。Leave out sources with errors.")
@speaking
def take_in(
    manner: Manner, *, sources: tuple[Path, ...], into: Path, date: datetime.date | None, name: str,
    page: tuple[str, ...], preset: str, skip: bool,
) -> Found:  # fmt: skip
    """导入网页、数字报、文字，成为一期。Make an edition of saved pages, digital papers, texts."""
    from editions import importing
    from editions.page_no import normal_page_no
    from layout.new_paper import unknown_preset

    found = unknown_preset(preset) if preset else ()
    if found:
        return found
    with Clock(manner) as clock:
        imported, found = importing.take_in(sources, into, importing.Wish(date, name, preset, normal_page_no(page[0]), skip), clock.tell)
    if imported and manner.as_json:
        say(importing.as_json(imported))
    elif imported:
        click.echo(importing.as_text(imported))
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
@click.option("--preset", default="", metavar="STYLE", help="版式：现成的（如 tabloid）或版式文件，默认按报纸。A style; the paper's, else tabloid.")
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


commands.add_command(archive)


def main() -> None:
    """The console script."""
    # A run is short and leaves few cycles behind: collecting them takes a twentieth of it and frees nothing.
    gc.disable()
    # What the terminal's encoding lacks is shown as an escape.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    # A locked edition knows the turns of its headlines and hardly ever needs the dictionary.
    is_locked = any(os.path.lexists(f"{word}/plan.lock.toml") for word in sys.argv[2:])
    is_planned = sys.argv[1:2] and sys.argv[1] in ("build", "proof", "plan") and "--help" not in sys.argv
    if is_planned and not is_locked:
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
