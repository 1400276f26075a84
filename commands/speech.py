"""How every command speaks: the options that all have, what was found on stderr, the exit code; and what they share.

A command gives its result on stdout and returns what it found wrong; `speaking` says that and ends with the exit code
that follows (docs/diagnostics.md). What a command needs is imported inside it, so that the command line starts fast.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from editions.diagnostic import Diagnostic

    Found = tuple[Diagnostic, ...]

INTERRUPTED = 130
TELL_AFTER = 1.0  # seconds


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


FILE = click.Path(path_type=Path)

edition_argument = click.argument("edition", callback=edition_folder)
paper_option = click.option(
    "--paper", type=FILE, metavar="FILE",
    help="paper.toml 在别处时指定。Where paper.toml is, if not in the edition's folder or above it.",
)  # fmt: skip
fonts_option = click.option(
    "--fonts", type=click.Choice(["pip", "system"]), default="pip", show_default=True,
    help="只用随程序安装的字体，或也用本机的。The packaged fonts alone, or the machine's, too.",
)  # fmt: skip


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
