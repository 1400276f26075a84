"""Random lines keep the law of composition (tests/layout/law), and the law itself can find fault."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest

from layout.desk import Desk
from layout.setting.rules import LEVELS, Level, Rules
from layout.trial import Wish, find_desk, try_lines
from tests.layout.law.clauses import OPENING, may_be_hyphenated, units_in
from tests.layout.law.copy import measure_of, paragraph_of
from tests.layout.law.faults import faults
from tests.layout.law.setting import judged


@pytest.fixture(scope="module")
def desk() -> Desk:
    found, trouble = find_desk("tabloid", None, system_fonts=False)
    assert found is not None, trouble
    return found


class Case(NamedTuple):
    """A paragraph and how it is to be set."""

    text: str
    measure: int
    indent: int
    level: Level


def case_of(rng: random.Random) -> Case:
    return Case(paragraph_of(rng), measure_of(rng), rng.choice((0, 2)), rng.choice(LEVELS))


def try_case(case: Case, desk: Desk) -> tuple[int, list[str]]:
    """How many lines a case has, and what is wrong with them."""
    wish = Wish((float(case.measure),), indent=float(case.indent))
    (trial,) = try_lines([case.text], wish, desk, Rules(level=case.level))
    paragraph = judged(trial)
    return len(trial.lines), faults(paragraph, case.measure, case.indent, case.level)


def run_lines(seed: int, lines: int, desk: Desk) -> list[str]:
    """What is wrong with so many random lines."""
    rng = random.Random(seed)
    found: list[str] = []
    count = 0
    while count < lines:
        case = case_of(rng)
        more, wrong = try_case(case, desk)
        count += max(1, more)
        found.extend(f"{tuple(case)}: {fault}" for fault in wrong)
    return found


def shown(found: Sequence[str]) -> str:
    """The first faults, to be read."""
    return "\n".join([f"{len(found)} faults", *found[:20]])


def test_random_lines_keep_the_law(desk: Desk) -> None:
    found = run_lines(0, 2_000, desk)
    assert not found, shown(found)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 21))
def test_many_random_lines_keep_the_law(desk: Desk, seed: int) -> None:
    found = run_lines(seed, 5_000, desk)
    assert not found, shown(found)


# -- the law itself can find fault --

Change = Callable[[dict[str, Any]], None]


def _made(*lines: str, measure: float = 8.0, indent: float = 0.0) -> dict[str, Any]:
    """Lines of Han characters, ，and “ in; a paragraph's JSON that keeps the law at level basic out."""
    rows = [_made_line(text, measure, indent if not number else 0.0) for number, text in enumerate(lines)]
    rows[-1] = {**_made_line(lines[-1], 0.0, indent if len(lines) == 1 else 0.0), "last": True}
    return {"text": "".join(lines), "lines": rows, "said": []}


def _made_line(text: str, measure: float, x: float) -> dict[str, Any]:
    """One line, its gaps grown alike up to the measure (0: not at all)."""
    lead = 0.5 if text[0] in OPENING else 0.0
    natural = x + len(text) - lead
    each = (measure - natural) / (len(text) - 1) if measure and len(text) > 1 else 0.0
    glyphs = [[char, round(x - lead + number * (1.0 + each), 4), 1.0] for number, char in enumerate(text)]
    return {
        "text": text,
        "glyphs": glyphs,
        "natural_em": natural,
        "adjust": [{"step": "all", "em_per_gap": each}] if each else [],
        "hyphen": False,
        "last": False,
    }


GOOD = ("江边的步道修好", "以后傍晚来走走的", "人多了")


def test_the_law_finds_no_fault_with_what_keeps_it() -> None:
    assert not faults(_made(*GOOD), 8, 0, "basic")
    assert not faults(_made("“江边的步道", *GOOD[1:], indent=2.0), 8, 2, "strict")


def _shift(number: int, by: float, first: int = 0) -> Change:
    """Move a line's glyphs from `first` on."""

    def change(paragraph: dict[str, Any]) -> None:
        for cell in paragraph["lines"][number]["glyphs"][first:]:
            cell[1] += by

    return change


def _put(number: int, **fields: Any) -> Change:
    return lambda paragraph: paragraph["lines"][number].update(fields)


def _drop_glyph(paragraph: dict[str, Any]) -> None:
    del paragraph["lines"][0]["glyphs"][3]


def _swap_glyphs(paragraph: dict[str, Any]) -> None:
    cells = paragraph["lines"][0]["glyphs"]
    cells[2][1], cells[3][1] = cells[3][1], cells[2][1]


def _say(*codes: tuple[str, int]) -> Change:
    return lambda paragraph: paragraph["said"].extend(codes)


WRONG: tuple[tuple[str, Change], ...] = (
    ("the glyphs are not its text", _drop_glyph),
    ("the texts of the lines are not the paragraph", _put(1, text="以后傍晚来走走")),
    ("the last line is not the one that says so", _put(1, last=True)),
    ("begins at 100", _shift(0, 0.1)),
    ("x does not rise", _swap_glyphs),
    ("short of the measure, and has a gap", _shift(1, -0.1, 7)),
    ("wider than the measure, and no diagnostic", _shift(1, 0.2, 7)),
    ("the gaps of step all do not grow by the same", _shift(0, 0.05, 3)),
    ("the last line is stretched", _shift(2, 0.1, 1)),
    ("less than 0", _shift(2, -0.1, 2)),
    ("shrink steps", _put(0, adjust=[{"step": "stop", "em_per_gap": -0.1}, {"step": "comma", "em_per_gap": -0.1}])),
    ("stretch steps", _put(0, adjust=[{"step": "all", "em_per_gap": 0.1}, {"step": "han-latin", "em_per_gap": 0.1}])),
    ("the steps lead to", _put(0, adjust=[])),
    ("natural width", _put(0, natural_em=6.5)),
    ("said to be loose", _say(("loose-line", 1))),
    ("said to be ragged", _say(("ragged-line", 1))),
    ("said to be overfull", _say(("overfull-line", 1))),
    ("said to part a unit", _say(("parted-unit", 1))),
)


@pytest.mark.parametrize(("expected", "change"), WRONG, ids=[expected for expected, _ in WRONG])
def test_the_law_finds_the_fault(expected: str, change: Change) -> None:
    paragraph = copy.deepcopy(_made(*GOOD))
    change(paragraph)
    found = faults(paragraph, 8, 0, "basic")
    assert any(expected in fault for fault in found), found


@pytest.mark.parametrize(
    ("expected", "lines", "level"),
    [
        ("parts 好⏎，", ("江边的步道修好", "，后傍晚来走走的", "人多了"), "basic"),
        ("parts “⏎后", ("江边的步道修“", "后傍晚来走走的人", "人多了"), "basic"),
        ("parts 好⏎·", ("江边的步道修好", "·后傍晚来走走的", "人多了"), "basic"),
        ("parts 好⏎—", ("江边的步道修好", "——后晚来走走的", "人多了"), "strict"),
        ("parts …⏎…", ("江边的步道修…", "…后傍晚来走走的", "人多了"), "basic"),
        ("parts ２⏎３", ("江边的步道修２", "３后傍晚来走走的", "人多了"), "basic"),
        ("parts ／⏎后", ("江边的步道修／", "后傍晚来走走的的", "人多了"), "gb"),
        ("a short last line, but not in", ("江边的步道修好以", "后傍晚来走走的人", "多"), "basic"),
        ("a gap beyond its limit", ("江边的步", "道修好以后傍晚来", "走走的"), "basic"),
        ("a gap beyond one em", ("江边的", "步道修好以后傍晚", "走走的"), "basic"),
    ],
)
def test_the_law_finds_a_bad_break(expected: str, lines: tuple[str, ...], level: Level) -> None:
    found = faults(_made(*lines), 8, 0, level)
    assert any(expected in fault for fault in found), found


def test_the_law_finds_a_word_parted_that_a_line_holds() -> None:
    """Though every other line would have a gap of more than an em."""
    parted = _made("江NATIO", "NAL人", measure=12.0)
    said = "parts O⏎N without a hyphen, though a line holds the word"
    assert any(said in fault for fault in faults(parted, 12, 0, "basic")), faults(parted, 12, 0, "basic")
    wider = _made("江NATIO", "NAL人", measure=7.0)
    assert not any(said in fault for fault in faults(wider, 7, 0, "basic"))


def test_the_law_knows_what_cannot_be_helped() -> None:
    """A line that nothing else could end before the mark, and a last line that cannot be longer."""
    parted = _made("〉〉〉〉〉〉〉〉", "〉〉〉〉〉〉〉〉", "〉〉〉〉")
    assert not any("but not in" in fault for fault in faults(parted, 8, 0, "basic"))
    short = _made("江边的步道修好以", "后")
    assert any("a short last line" in fault for fault in faults(short, 8, 0, "basic"))
    unavoidable = _made("江边", "后", measure=2.0)
    assert not faults(unavoidable, 2, 0, "basic")


def test_the_law_sees_steps_out_of_order() -> None:
    """A comma squeezed, and the bracket beside it not; a word space left at a third of an em while others grow."""
    squeezed = _line("一（二）三，四", ((0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 0.8), (5.8, 1)))
    found = faults(_paragraph(squeezed), 6.8, 0, "basic")
    assert any("comma squeezed before bracket" in fault for fault in found), found
    grown = _line("hi hi一二", ((0, 0.5), (0.5, 0.5), (1.333, 0.5), (1.833, 0.5), (2.583, 1), (3.683, 1)))
    found = faults(_paragraph(grown), 4.683, 0, "basic")
    assert any("all stretched before word-space has its limit" in fault for fault in found), found


def _line(text: str, cells: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """A line that is not the last, by the places and the widths of its glyphs."""
    chars = [char for char in text if char != " "]
    glyphs = [[char, x, advance] for char, (x, advance) in zip(chars, cells, strict=True)]
    return {"text": text, "glyphs": glyphs, "natural_em": 0.0, "adjust": [], "hyphen": False, "last": False}


def _paragraph(line: dict[str, Any]) -> dict[str, Any]:
    after = {**_made_line("后面还有", 0.0, 0.0), "last": True}
    return {"text": line["text"] + after["text"], "lines": [line, after], "said": []}


@pytest.mark.parametrize(
    ("word", "at", "allowed"), [("bridges", 3, True), ("NATO", 2, False), ("PM2.5", 2, False), ("bridges", 1, False)]
)
def test_the_law_sees_a_hyphen_where_none_may_be(word: str, at: int, allowed: bool) -> None:
    text = word + "的"
    (unit,) = units_in(text)
    assert may_be_hyphenated(unit, text, at) is allowed
