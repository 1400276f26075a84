"""`archive`: past editions put into a store, listed, proved and brought back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.speech import FILE, Clock, Manner, edition_argument, paper_option, say, speaking

if TYPE_CHECKING:
    from commands.speech import Found

store_option = click.option(
    "--store", type=FILE, required=True, metavar="DIR", help="档案库的文件夹。The folder of the archive."
)


@click.group()
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
