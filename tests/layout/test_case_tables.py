"""The public case tables: rules.json first, then the zh line-break cases, then the width table; vertical marks."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from fonts.roles import FaceTable
from layout.setting.classes import Kind
from layout.setting.gaps import BARRED, Shrink
from layout.setting.lines import Line, fill, set_lines
from layout.setting.rules import LEVELS, Level, Rules
from layout.setting.shaping import Shaped, StyledRun, shape_runs

CHINA, TAIWAN = Rules(), Rules(language="zh-Hant")


@lru_cache(maxsize=8)
def _load(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def rules(shared: Path) -> Any:
    return _load(shared / "clreq" / "rules.json")


@pytest.fixture(scope="module")
def widths(shared: Path) -> Any:
    return _load(shared / "clreq" / "luatexcn_clreq_table.json")["table"]


def shape(table: FaceTable, text: str, chosen: Rules = CHINA) -> Shaped:
    return shape_runs((StyledRun(text, "song"),), table, chosen)


def starts_barred(table: FaceTable, text: str, level: Level) -> bool:
    """Whether no line may begin with a text that stands between Han characters."""
    return shape(table, f"文{text}文", Rules(level=level)).costs[0] >= BARRED


def ends_barred(table: FaceTable, text: str, level: Level) -> bool:
    return shape(table, f"文{text}文", Rules(level=level)).costs[-2] >= BARRED


def width(shaped: Shaped) -> int:
    """The width of what stands between the first Han character and the last."""
    return fill(shaped, 0, len(shaped), 10**6).width - 2000


# rules.json


def test_line_starts_of_the_rules(table: FaceTable, rules: Any) -> None:
    barred = [entry[0] for entry in rules["line_start_prohibited"]["basic"]]  # «—(single, as 一字线 connector)»
    barred += rules["line_start_prohibited"]["also_recommended"]["chars"]
    assert len(barred) > 40
    assert [(char, level) for char in barred for level in LEVELS if not starts_barred(table, char, level)] == []
    for unit in rules["line_start_prohibited"]["strict_adds"]:
        assert [starts_barred(table, unit, level) for level in LEVELS] == [False, False, True], unit


def test_line_ends_of_the_rules(table: FaceTable, rules: Any) -> None:
    barred = rules["line_end_prohibited"]["basic"]
    assert [(char, level) for char in barred for level in LEVELS if not ends_barred(table, char, level)] == []
    for char in rules["line_end_prohibited"]["gb_adds"]:
        assert [ends_barred(table, char, level) for level in LEVELS] == [False, True, True], char
    for char in rules["line_end_prohibited"]["also_recommended"]["chars"]:
        shaped = shape(table, f"文{char}8文")
        assert len(shaped) == 3 or shaped.costs[1] >= BARRED, char  # one unit with the number, or bound to it


def test_units_of_the_rules(table: FaceTable, rules: Any) -> None:
    unbreakable = rules["unbreakable"]
    for unit in unbreakable["two_em_units"]:
        assert (len(shape(table, f"文{unit}文")), width(shape(table, f"文{unit}文"))) == (3, 2000), unit
    for pair in unbreakable["stacked_marks"]["pairs"]:
        assert width(shape(table, f"文{pair}文")) == 1000, pair
    for triple in unbreakable["stacked_marks"]["triples"]:
        assert width(shape(table, f"文{triple}文")) == 2000, triple
    for sign in (*unbreakable["sign_prefix"], *unbreakable["currency_prefix"]):
        assert len(shape(table, f"{sign}3.14")) == 1, sign
    for sign in unbreakable["digit_suffix"]:
        assert len(shape(table, f"3{sign}")) == 1, sign


def test_blanks_of_the_rules(table: FaceTable, rules: Any) -> None:
    marks = rules["punctuation_width"]
    for char in marks["squeezable_from_left"]:
        assert (shape(table, char).leads, shape(table, char).tails) == ((500,), (0,)), char
    for char in marks["squeezable_from_right_mainland"]:
        assert (shape(table, char).leads, shape(table, char).tails) == ((0,), (500,)), char
    for char in marks["squeezable_both_sides_tw_hk"]:
        assert (shape(table, char, TAIWAN).leads, shape(table, char, TAIWAN).tails) == ((250,), (250,)), char
    for char in marks["fixed_half_mainland"]:
        assert width(shape(table, f"文{char}文")) == 500, char
    for char in marks["fixed_full_tw_hk_horizontal"]:
        assert width(shape(table, f"文{char}文", TAIWAN)) == 1000, char
        assert sum(shape(table, f"文{char}文", TAIWAN).gives) == 0, char
    for char in marks["fixed_full_vertical"]:
        shaped = shape(table, f"文{char}文", Rules(vertical=True))
        assert (width(shaped), sum(shaped.gives)) == (1000, 0), char


@pytest.mark.parametrize(
    ("marks", "of_stop", "of_comma", "of_bracket"),
    [("quanjiao", 1000, 1000, 1000), ("kaiming", 1000, 500, 500), ("banjiao", 500, 500, 500)],
)
def test_styles_of_marks(table: FaceTable, marks: Any, of_stop: int, of_comma: int, of_bracket: int) -> None:
    chosen = Rules(marks=marks)
    for chars, expected in (("。．？！", of_stop), ("，、；：", of_comma), ("“”（）《》", of_bracket)):
        for char in chars:
            assert width(shape(table, f"文{char}文", chosen)) == expected, char


# The zh line-break cases of the web platform tests


def _line_break_cases(shared: Path) -> list[Any]:
    cases = _load(shared / "clreq" / "wpt_zh_line_break.json")["cases"]
    assert len(cases) == 108
    return list(cases)


def test_zh_line_break_cases(table: FaceTable, shared: Path) -> None:
    """What they bar at `normal` is barred at every level, what at `strict` at ours; what they allow is no duty. Of the
    group `in`, which is for `strict`, a lone … and ⋯ are barred everywhere."""
    looked_at = 0
    for case in _line_break_cases(shared):
        if case["break_before_char_allowed"]:
            continue
        levels = LEVELS if case["css_level"] == "normal" and case["group"] != "in" else LEVELS[2:]
        if case["char"] in "…⋯":
            levels = LEVELS
        for level in levels:
            lines = set_lines(shape(table, case["text"], Rules(level=level)), round(case["width_em"] * 1000))
            assert "".join(line.text for line in lines) == case["text"]
            assert not any(line.text.startswith(case["char"]) for line in lines[1:]), (case["id"], level)
            looked_at += 1
    assert looked_at > 100


# The width table


STEPS = {"fullstop_group": Shrink.STOP, "comma_group": Shrink.COMMA, "bracket": Shrink.BRACKET}


def test_width_table(table: FaceTable, widths: Any) -> None:
    for char, entry in widths.items():
        text = char * 2 if char in "—…⋯" else char  # of the dash and the ellipsis it says what half of them is
        own = entry.get("width", 1.0)
        mainland, taiwan = (own["mainland"], own["taiwan"]) if isinstance(own, dict) else (own, own)
        assert width(shape(table, f"文{text}文")) == 1000 * mainland * len(text), char
        assert width(shape(table, f"文{text}文", TAIWAN)) == 1000 * taiwan * len(text), char
        for level in LEVELS[LEVELS.index(entry["forbid_start"]) :] if "forbid_start" in entry else ():
            assert starts_barred(table, text, level), (char, level)
        for level in LEVELS[LEVELS.index(entry["forbid_end"]) :] if "forbid_end" in entry else ():
            assert ends_barred(table, text, level), (char, level)


def test_what_marks_give_up_by_the_width_table(table: FaceTable, widths: Any) -> None:
    for char, entry in widths.items():
        shrinks = entry.get("shrink_em")
        if shrinks is None or char == "：":  # rules.json lets ： shrink with the commas
            continue
        given = [step for steps in shape(table, f"文{char}文").shrinks for step in steps]
        expected = shrinks["mainland"] if isinstance(shrinks, dict) else shrinks
        assert sum(amount for _, amount in given) == 1000 * expected, char
        if entry.get("shrink_class"):
            assert {step for step, _ in given} == {STEPS[entry["shrink_class"]]}, char
    colon = [step for steps in shape(table, "文：文").shrinks for step in steps]
    assert colon == [(Shrink.COMMA, 500)]
    interpunct = [step for steps in shape(table, "文·文", TAIWAN).shrinks for step in steps]
    assert interpunct == [(Shrink.INTERPUNCT, 250), (Shrink.INTERPUNCT, 250)]


# Vertical marks


def _down(table: FaceTable, text: str, measure: int) -> tuple[Line, ...]:
    return set_lines(shape(table, text, Rules(vertical=True)), measure)


def test_vertical_marks(table: FaceTable, shared: Path) -> None:
    cases = _load(shared / "clreq" / "luatexcn_vertical_punct.json")["cases"]
    assert len(cases) == 21
    for case in cases:
        lines = _down(table, case["text"], case["width_em"] * 1000)
        assert "".join(line.text for line in lines) == case["text"]
        for line in lines:
            assert line.start == 0 or line.text[0] not in case["must_not_line_start"], case["id"]
            assert line.last or line.text[-1] not in case["must_not_line_end"], case["id"]


@pytest.mark.parametrize(
    ("text", "first", "second", "ems"),
    [
        ("天地玄黄，宇宙洪荒。", "黄", "宇", 2), ("土。「引号」文", "土", "引", 2.5),
        ("子曰：学而", "曰", "学", 2), ("习之；不亦", "之", "不", 2), ("说乎？有朋", "乎", "有", 2),
        ("名词·解释", "词", "解", 1.5), ("范围～连接", "围", "连", 2), ("甲／乙", "甲", "乙", 2),
    ],
)  # fmt: skip
def test_steps_of_vertical_marks(table: FaceTable, text: str, first: str, second: str, ems: float) -> None:
    (line,) = _down(table, text, 33_000)
    place = dict(zip(text, line.places, strict=True))
    assert place[second] - place[first] == 1000 * ems


def test_an_opening_mark_at_the_head_of_a_vertical_line_gives_up_its_blank(table: FaceTable) -> None:
    lines = _down(table, "一二三四五「六七八九」", 5000)
    assert lines[1].text.startswith("「")
    assert lines[1].places[:2] == (0, 500)  # its ink begins at the line's head


def test_jlreq_is_for_reference(shared: Path) -> None:
    """Its classes are Japanese; what they share with ours by name is not contradicted."""
    classes = _load(shared / "clreq" / "jlreq_classes.json")["classes"]
    from layout.setting.classes import kind_of

    for name, kinds in (("cl-01", {Kind.OPENING, Kind.WESTERN_OPENING}), ("cl-02", {Kind.CLOSING, Kind.WESTERN_CLOSING})):
        shared_chars = [char for char in classes[name]["chars"] if char in "（）〔〕［］｛｝〈〉《》「」『』【】〖〗“”‘’"]
        assert {kind_of(char) for char in shared_chars} <= kinds
