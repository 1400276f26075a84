"""The walls of the house (docs/architecture.md): who imports whom, and what only the command line may do."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("editions", "fonts", "layout")
COMMAND = "make_edition"
COMMANDS = "commands"  # what the command line is made of besides that file
OUTER = {COMMAND, COMMANDS, "tests", "benchmarks"}

# What a package (or the command) may not import of the house itself.
BARRED = {
    "editions": {"fonts", "layout"} | OUTER,
    "fonts": {"editions", "layout"} | OUTER,
    "layout": OUTER,
    COMMANDS: OUTER - {COMMANDS},
    COMMAND: OUTER - {COMMAND, COMMANDS},
}

# Where alone a library may be imported, as patterns of paths.
AT_HOME = {
    "fontTools": r"fonts/",
    "uharfbuzz": r"fonts/",
    "reportlab": r"layout/export/pdf\w*\.py$",
    "lxml": r"editions/read/|layout/export/(alto|html|xml)\w*\.py$",
    "mammoth": r"editions/read/docx\.py$",
    "click": rf"{COMMAND}\.py$|{COMMANDS}/",
    "rich": rf"{COMMANDS}/speech\.py$",
}

# The network, other programs, the machine's locale and clock: strangers to every package.
STRANGERS = frozenset(
    {"socket", "ssl", "http", "ftplib", "requests", "httpx", "subprocess", "locale", "time"}
)
CLOCKS = frozenset({"now", "today", "utcnow", "environ", "getenv", "urlopen"})

EMPTY_NAMES = re.compile(r"(?:^|_)(?:util|utils|helper|helpers|manager|managers|process)$|^common$|^misc$")
EMPTY_CLASSES = re.compile(r"(?:Util|Utils|Helper|Helpers|Manager|Process)$")

HEAVY = (
    "PIL",
    "fontTools",
    "lxml",
    "mammoth",
    "markdown_it",
    "numpy",
    "opencc",
    "pikepdf",
    "pypdfium2",
    "reportlab",
    "rich",
    "rjieba",
    "uharfbuzz",
    "yaml",
)


class Import(NamedTuple):
    """A dotted name that is imported, and the line."""

    name: str
    line: int

    @property
    def top(self) -> str:
        return self.name.partition(".")[0]


@lru_cache(maxsize=1)
def modules() -> tuple[str, ...]:
    """The path of every module of the house, tests aside."""
    found = [path for package in (*PACKAGES, COMMANDS) for path in (ROOT / package).rglob("*.py")]
    return tuple(sorted(path.relative_to(ROOT).as_posix() for path in (*found, ROOT / f"{COMMAND}.py")))


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"), module)


def imports(module: str, tree: ast.AST) -> Iterator[Import]:
    """Every import of a module, wherever in it, also those by name."""
    folders = Path(module).parent.parts
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (Import(alias.name, node.lineno) for alias in node.names)
            case ast.ImportFrom():
                above = folders[: len(folders) - node.level + 1] if node.level else ()
                stem = (*above, *filter(None, [node.module]))
                yield from (Import(".".join((*stem, alias.name)), node.lineno) for alias in node.names)
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield Import(name, node.lineno)


def trespasses(module: str, tree: ast.AST) -> list[str]:
    """What a module imports that it must not."""
    package = module.partition("/")[0].removesuffix(".py")
    found = []
    for name in imports(module, tree):
        home = AT_HOME.get(name.top)
        if (
            name.top in BARRED[package]
            or (home is not None and not re.match(home, module))
            or (package not in (COMMAND, COMMANDS) and (name.top in STRANGERS or name.name.startswith("urllib.request")))
        ):
            found.append(f"{module}:{name.line} imports {name.name}")
    return found


def asks_the_machine(module: str, tree: ast.AST) -> list[str]:
    """Where a module reads the clock or the environment."""
    return [
        f"{module}:{node.lineno} reads {node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS
    ]


def prints(module: str, tree: ast.AST) -> list[str]:
    """Where a module writes to the terminal by itself."""
    return [
        f"{module}:{node.lineno} prints"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "input")
    ]


def empty_names(module: str, tree: ast.AST) -> list[str]:
    """Names that say nothing of what a module or class is."""
    parts = Path(module).with_suffix("").parts
    found = [f"{module}: {part}" for part in parts if EMPTY_NAMES.search(part)]
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    empty = [node for node in classes if EMPTY_CLASSES.search(node.name)]
    return found + [f"{module}:{node.lineno} {node.name}" for node in empty]


def below_command() -> Iterator[str]:
    """The modules of the three packages; what draws the demo's pictures is a script of its own."""
    outer = (f"{COMMAND}.py", f"{COMMANDS}/", "editions/demo/")
    return (name for name in modules() if not name.startswith(outer))


def test_house_is_found() -> None:
    """A wrong root would make every wall stand."""
    assert {f"{COMMAND}.py", f"{COMMANDS}/speech.py", "layout/edition.py", "editions/model.py", "fonts/shape.py"} <= set(modules())


def test_imports_run_one_way() -> None:
    assert [fault for module in modules() for fault in trespasses(module, parsed(module))] == []


def test_nothing_below_the_command_reads_clock_or_environment() -> None:
    assert [fault for module in below_command() for fault in asks_the_machine(module, parsed(module))] == []


def test_nothing_below_the_command_prints() -> None:
    assert [fault for module in below_command() for fault in prints(module, parsed(module))] == []


def test_names_say_what_a_thing_is() -> None:
    assert [fault for module in modules() for fault in empty_names(module, parsed(module))] == []


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("editions/x.py", "import layout.grid as grid"),
        ("editions/x.py", "def f():\n    from fonts.shape import shape"),
        ("editions/x.py", "from layout import grid"),
        ("fonts/x.py", "from editions.model import Article"),
        ("fonts/x.py", "import importlib\nimportlib.import_module('layout.grid')"),
        ("layout/x.py", "import make_edition"),
        ("layout/x.py", "from commands.speech import say"),
        ("commands/x.py", "import make_edition"),
        ("commands/x.py", "import lxml.html"),
        ("make_edition.py", "import rich"),
        ("layout/x.py", "from fontTools.ttLib import TTFont"),
        ("layout/compose/x.py", "import reportlab"),
        ("layout/export/png.py", "import reportlab.pdfgen"),
        ("layout/x.py", "from lxml import etree"),
        ("layout/x.py", "import click"),
        ("editions/read/x.py", "from urllib.request import urlopen"),
        ("editions/read/x.py", "from ...layout import grid"),
        ("editions/x.py", "from .. import fonts"),
        ("make_edition.py", "import uharfbuzz"),
    ],
)
def test_trespass_is_seen(module: str, code: str) -> None:
    assert len(trespasses(module, ast.parse(code))) == 1


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("layout/x.py", "from editions.model import Article\nfrom fonts.face import Face"),
        ("layout/export/pdf_font.py", "from reportlab.pdfbase import pdfdoc"),
        ("editions/read/web_page.py", "import lxml.html"),
        ("editions/read/x.py", "from .names import layout"),
        ("fonts/face.py", "import uharfbuzz"),
        ("make_edition.py", "import os, time\nimport layout.edition\nfrom commands.archive import archive"),
        ("commands/x.py", "import click, time\nimport layout.edition\nfrom commands.speech import say"),
    ],
)
def test_what_is_allowed_is_allowed(module: str, code: str) -> None:
    assert trespasses(module, ast.parse(code)) == []


def test_faults_are_seen() -> None:
    tree = ast.parse("import datetime\ndatetime.date.today()\nprint(1)\nclass StoryManager: pass")
    assert len(asks_the_machine("layout/x.py", tree)) == 1
    assert len(prints("layout/x.py", tree)) == 1
    assert len(empty_names("layout/story_utils.py", tree)) == 2


def test_roles_of_type_have_the_same_names_on_both_sides() -> None:
    """`editions` may not import `fonts`, so the shape of paper.toml has the roles a second time."""
    from editions import toml_shape
    from fonts import roles

    assert set(toml_shape.ROLES) == set(roles.ROLES)


def test_command_line_starts_light() -> None:
    """Importing the command line loads none of the heavy libraries, by whatever way."""
    code = f"import sys, {COMMAND}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
