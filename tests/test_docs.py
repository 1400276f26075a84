"""The documents say what the program does."""

from __future__ import annotations

import importlib.util
import re
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from editions.read.head import KEYS, PICTURE_KEYS
from editions.read.pin import VARIANT_KEYS
from editions.toml_shape import EDITION, PAPER, ROLES, Many, Shape, Table
from layout.style import PRESETS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@pytest.fixture(scope="module")
def lister() -> ModuleType:
    """docs/make_diagnostics.py as a module."""
    spec = importlib.util.spec_from_file_location("make_diagnostics", DOCS / "make_diagnostics.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_message_is_listed(lister: ModuleType) -> None:
    listed = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (DOCS / "diagnostics.md").read_text("utf-8"), re.M))
    codes = {entry.code for module in lister.modules() for entry in lister.entries(module)}
    assert len(codes) > 50
    assert listed == codes, "run: python docs/make_diagnostics.py"


def test_list_of_messages_is_up_to_date(lister: ModuleType) -> None:
    assert (DOCS / "diagnostics.md").read_text("utf-8") == lister.page(), (
        "run: python docs/make_diagnostics.py"
    )


def test_one_code_means_one_thing(lister: ModuleType) -> None:
    """Two constants may share a code only if a script may treat them alike."""
    meant = defaultdict(set)
    for module in lister.modules():
        for entry in lister.entries(module):
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.code), entry.code
            meant[entry.code].add((entry.severity, entry.exit_code))
    assert {code: ends for code, ends in meant.items() if len(ends) > 1} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = _CODE.sub("", page.read_text("utf-8"))
    targets = [target.partition("#")[0] for target in _LINK.findall(text) if "://" not in target]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_every_key_of_the_edition_folder_is_explained() -> None:
    text = (DOCS / "edition-folder.md").read_text("utf-8")
    named = set(re.findall(r"`(?:\[\[)?([\w-]+)(?:\]\])?`", text)) | set(re.findall(r"`(\w+):", text))
    keys = {*KEYS, *PICTURE_KEYS, *VARIANT_KEYS, *ROLES, *toml_keys(EDITION), *toml_keys(PAPER)}
    assert keys - named == set()


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_named(preset: str) -> None:
    assert all(f"`{preset}`" in (ROOT / page).read_text("utf-8") for page in ("README.md", "README.zh.md", "docs/edition-folder.md"))


def toml_keys(shape: Shape) -> set[str]:
    """Every key of a shape and of the tables in it; a place (`{ column = 4, line = 76 }`) is shown whole."""
    match shape:
        case Many(member):
            return toml_keys(member)
        case Table(keys) if "line" not in keys:
            return set(keys).union(*(toml_keys(inner) for inner in keys.values()))
    return set()


def commands(page: str) -> list[str]:
    """The commands of a README that install something, each on a line of its own."""
    return re.findall(r"^(.*\.venv/bin/pip install .*)$", (ROOT / page).read_text("utf-8"), re.M)


def test_both_readmes_have_the_same_two_commands() -> None:
    assert len(commands("README.md")) == 2
    assert commands("README.zh.md") == commands("README.md")
