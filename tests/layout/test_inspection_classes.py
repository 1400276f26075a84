"""The checker's own classes: they agree with the published lists, and nothing of the engine is in the checker."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import layout.inspection
from layout.inspection.classes import LEVELS, Sort, bars_end, bars_start, sort_of

FOLDER = Path(layout.inspection.__path__[0])
# What serves the command line knows editions and pages; all else knows glyphs alone.
BORDER = "composition.py"


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


def test_checker_stands_apart_from_the_engine() -> None:
    modules = sorted(FOLDER.glob("*.py"))
    assert len(modules) > 5
    for module in modules:
        names = {name for name in imported(module) if name.startswith(("layout", "fonts", "editions"))}
        if module.name == BORDER:
            assert not any(name.startswith("layout.setting") for name in names)
        else:
            assert all(name.startswith("layout.inspection") for name in names), module.name


@pytest.fixture(scope="module")
def rules(shared: Path) -> Any:
    return json.loads((shared / "clreq" / "rules.json").read_text("utf-8"))


def test_line_starts_of_the_published_list(rules: Any) -> None:
    starts = rules["line_start_prohibited"]
    for level in LEVELS:
        assert [char for char in starts["basic"] if not bars_start(f"{char[0]}文", "文", level)] == []
    assert [char for char in starts["also_recommended"]["chars"] if not bars_start(f"{char}文", "8", "basic")] == []
    for unit in starts["strict_adds"]:
        assert not bars_start(f"{unit}文", "文", "basic")
        assert not bars_start(f"{unit}文", "文", "gb")
        assert bars_start(f"{unit}文", "文", "strict")


def test_line_ends_of_the_published_list(rules: Any) -> None:
    ends = rules["line_end_prohibited"]
    for level in LEVELS:
        assert [char for char in ends["basic"] if not bars_end(f"文{char}", "文", level)] == []
    assert [char for char in ends["also_recommended"]["chars"] if not bars_end(f"文{char}", "8", "basic")] == []
    for char in ends["gb_adds"]:
        assert not bars_end(f"文{char}", "文", "basic")
        assert bars_end(f"文{char}", "文", "gb")


def test_cases_of_the_test_suite(shared: Path) -> None:
    """WPT: «normal» is our basic level, «strict» strict; group `in` counts where it is strict only."""
    cases = json.loads((shared / "clreq" / "wpt_zh_line_break.json").read_text("utf-8"))["cases"]
    wrong = []
    for case in cases:
        level = {"normal": "basic", "strict": "strict"}.get(case["css_level"])
        if level is None or case["break_before_char_allowed"] or (case["group"] == "in" and level == "basic"):
            continue
        if not bars_start(case["char"] + "字", "文", level) and case["char"] < "\U00010000" and case["char"] != "︙":
            wrong.append(case["id"])
    assert wrong == []


@pytest.mark.parametrize("text", ["文", "Ａ", "A", "7", "“文", "《", "——文", "……", "￥3", "-5℃", ".5", "−3", "∶"])
def test_what_may_begin_a_line(text: str) -> None:
    assert bars_start(text, "文", "basic") == ""


def test_connector_and_sign_are_told_by_what_stands_before() -> None:
    assert bars_start("-5", "文", "basic") == ""
    assert bars_start("-5", "第3", "basic") == "-"
    assert bars_start("-CN", "GB", "basic") == "-"


@pytest.mark.parametrize(
    ("text", "width", "sort"),
    [
        ("“", 1.0, Sort.OPENING), ("”", 0.35, Sort.CLOSING), ("，", 1.0, Sort.COMMA), ("。", 1.0, Sort.STOP),
        ("·", 0.33, Sort.INTERPUNCT), ("——", 2.0, Sort.LONG), ("…", 1.0, Sort.LONG), ("—", 0.9, Sort.WESTERN),
        ("A", 0.7, Sort.WESTERN), ("℃", 1.0, Sort.WIDE), ("文", 1.0, Sort.WIDE), ("％", 1.0, Sort.WIDE),
    ],
)  # fmt: skip
def test_sorts(text: str, width: float, sort: Sort) -> None:
    assert sort_of(text, width) is sort
