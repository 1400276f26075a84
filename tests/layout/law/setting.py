"""A paragraph as it was set: the JSON of its lines, read into glyphs, the slots between them, and lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from layout.trial import Trial, as_json
from tests.layout.law.clauses import (
    EM,
    HALF,
    HALF_BLANK,
    LONG,
    OPENING,
    SOLID,
    SPACES,
    WIDE_INTERPUNCTS,
    WORD,
    Slot,
    Unit,
    gap_between,
    is_wide,
    turn_between,
    turn_within,
    units_in,
)

Paragraph = Mapping[str, Any]


def judged(trial: Trial) -> dict[str, Any]:
    """A trial as its JSON, with what was said of its lines."""
    said = []
    for diagnostic in trial.found:
        number = re.match(r"line (\d+)", diagnostic.message)
        if number:
            said.append((diagnostic.code, int(number.group(1))))
    return {**as_json(trial), "said": said}


class Glyph(NamedTuple):
    """A glyph with its cell (`x`, `advance`) and its ink's part of it, the characters that it stands for."""

    text: str
    first: int
    after: int
    x: int
    advance: int
    ink: int
    ink_end: int


class Row(NamedTuple):
    """A line: its glyphs are numbers `start` to `end` of the paragraph's. `hyphen` is the width of an added one."""

    number: int
    start: int
    end: int
    json: Mapping[str, Any]
    said: frozenset[str]
    last: bool
    hyphen: int


class Setting(NamedTuple):
    """A paragraph with its glyphs, the slots after each but the last, and its lines."""

    text: str
    glyphs: list[Glyph]
    slots: list[Slot]
    rows: list[Row]
    units: dict[int, Unit]
    measure: int
    indent: int
    level: str


def read_setting(paragraph: Paragraph, measure: float, indent: float, level: str) -> Setting:
    """The JSON of a paragraph in, its glyphs and lines out. Raises ValueError where they are not the text's."""
    text: str = paragraph["text"]
    said: dict[int, set[str]] = {}
    for code, number in paragraph.get("said", ()):
        said.setdefault(number, set()).add(code)
    # In a text without a wide character curly quotation marks are its own: to the law they are straight ones.
    wide = any(map(is_wide, text)) or any(long * 2 in text for long in LONG)
    straight = {} if wide else dict(zip(map(ord, "“”‘’"), "\"\"''", strict=True))
    text = text.translate(straight)
    units = {at: unit for unit in units_in(text) for at in range(unit.start, unit.end)}
    glyphs: list[Glyph] = []
    rows: list[Row] = []
    at = 0
    for number, line in enumerate(paragraph["lines"], 1):
        cells = line["glyphs"]
        hyphen = 0
        if line["hyphen"] and cells and cells[-1][0] == "-":
            hyphen, cells = round(cells[-1][2] * EM), cells[:-1]
        start = len(glyphs)
        for cell, x, advance in cells:
            shown = cell.translate(straight)
            while at < len(text) and text[at] in SPACES:
                at += 1
            if not text.startswith(shown, at):
                raise ValueError(f"line {number}: {shown!r} stands where the text has {text[at : at + 1]!r}")
            glyphs.append(_glyph(text, at, shown, round(x * EM), round(advance * EM), units))
            at += len(shown)
        last = number == len(paragraph["lines"])
        rows.append(Row(number, start, len(glyphs), line, frozenset(said.get(number, ())), last, hyphen))
    if text[at:].strip("".join(SPACES)):
        raise ValueError(f"the text ends with {text[at:]!r}, which no line shows")
    slots = [_slot(text, a, b, units, level) for a, b in pairwise(glyphs)]
    return Setting(text, glyphs, slots, rows, units, round(measure * EM), round(indent * EM), level)


def _glyph(text: str, at: int, shown: str, x: int, advance: int, units: Mapping[int, Unit]) -> Glyph:
    """A cell in, with where its ink is. Marks of a whole em have it in one half (clreq, mainland positions)."""
    ink, end = x, x + advance
    unit = units.get(at)
    doubled = unit is not None and unit.kind == "doubled"
    if shown in OPENING:
        ink = end - HALF
    elif shown in WIDE_INTERPUNCTS:
        ink, end = x + HALF // 2, x + HALF // 2 + HALF
    elif doubled or (shown in HALF_BLANK and not (unit and unit.kind == "western")):
        end = x + HALF
    return Glyph(shown, at, at + len(shown), x, advance, ink, end)


def _slot(text: str, a: Glyph, b: Glyph, units: Mapping[int, Unit], level: str) -> Slot:
    before, after = text[a.after - 1], text[b.first]
    space = text[a.after : b.first][:1]
    unit = units.get(a.after - 1)
    if unit is not None and unit is units.get(b.first):
        turn = turn_within(unit, text, b.first, level)
        if space or (before == "—" and unit.kind == "standard"):
            return Slot(0, 0, WORD, stretch="unsure", turn=turn)
        return SOLID._replace(turn=turn)
    before = _as_seen(text, a.after - 1, unit)
    after = _as_seen(text, b.first, units.get(b.first))
    return gap_between(before, after, space)._replace(turn=turn_between(before, after, space, level))


def _as_seen(text: str, at: int, unit: Unit | None) -> str:
    """What a character counts as: two ！！ as one mark of an em (three leave half an em blank), a single — as a
    connector, a sign before a figure as that figure's."""
    char = text[at]
    if unit is None:
        return "～" if char == "—" else char
    if unit.kind == "doubled" and at in (unit.start, unit.end - 1):
        return "！" if at == unit.end - 1 and unit.end - unit.start == 3 else "‼"
    if unit.kind == "western" and char == "-" and at == unit.start:
        return "±"  # -5 after Han: a sign, which may start a line
    return char
