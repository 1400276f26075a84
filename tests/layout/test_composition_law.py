"""The law of composition: lines as `lines --format json` prints them, judged from the clauses alone.

Nothing here comes from the engine's tables: classes, widths and limits are written down from W3C clreq, GB/T
15834-2011 (GB below) and what `clreq/rules.json` and DESIGN section 5 make of them. Where the clauses leave a choice,
the law is unsure: it neither finds fault with it nor builds on it. A fault that may be unavoidable (a prohibited line
start, a parted unit, a gap beyond one em, a short last line) counts only if a way without it is found: a stretch of
other lines between two of the setting's own line ends, each of which certainly can be set.

All lengths are thousandths of an em.
"""

from __future__ import annotations

import copy
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple
from unicodedata import category

import pytest

from layout.plan.copyfit import Desk
from layout.setting.lines import set_lines
from layout.setting.rules import LEVELS, Level, Rules
from layout.setting.shaping import StyledRun, shape_runs
from layout.trial import Trial, Wish, as_json, find_desk, try_lines

Paragraph = Mapping[str, Any]

# -- classes --

# GB 5.1.3 (quotation marks, brackets, book-title marks) and clreq, appendix A.
OPENING = frozenset("“‘「『（〔【〖［｛《〈")
CLOSING = frozenset("”’」』）〕】〗］｝》〉")
COMMAS = frozenset("，、；：")  # GB 5.1.1
STOPS = frozenset("。．？！")  # GB 5.1.1, 5.1.2
WIDE_STOPS = frozenset("‼⁇⁈⁉")  # clreq: one em, as ！！ is
INTERPUNCT = "·"  # GB 5.1.7: half an em
WIDE_INTERPUNCTS = frozenset("・‧")
LONG = frozenset("—…⋯⸺")  # GB 5.1.4, 5.1.5: two em
CONNECTORS = frozenset("～–-‐〜")  # GB 5.1.6; a single — is one, too
SOLIDI = frozenset("/／")  # GB 5.1.9
SUFFIXES = frozenset("％‰℃℉°′″‵%‱￠²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")  # clreq issue 262, jlreq cl-13
PREFIXES = frozenset("￥¥＄$￡£€№±＋+−－")  # clreq issue 262, jlreq cl-12
ITERATION = frozenset("々〻ゝゞヽヾ")  # WPT, zh line-break, iteration at the normal level
SMALL = frozenset("･﹪")
CIRCLED = frozenset(map(chr, range(0x2460, 0x2500)))
WESTERN_CLOSING = frozenset(",.;:!?)]}")
WESTERN_OPENING = frozenset("([{")
SPACES = frozenset(" \u00a0\u3000")
NEVER_FIRST = (
    (CLOSING | COMMAS | STOPS | WIDE_STOPS | WIDE_INTERPUNCTS | CONNECTORS | SOLIDI | SUFFIXES | ITERATION | SMALL)
    | WESTERN_CLOSING
    | {INTERPUNCT}
)
NEVER_LAST = OPENING | WESTERN_OPENING
HALF_BLANK = CLOSING | COMMAS | STOPS  # ink in the first half of their em, the second is blank
MARKS = HALF_BLANK | OPENING | WIDE_STOPS | WIDE_INTERPUNCTS | {INTERPUNCT}
BRACKETS = OPENING | CLOSING

# clreq, «Line Adjustment»: the steps by the names of issue 3.
SHRINK = ("line-end", "word-space", "interpunct", "bracket", "comma", "han-latin", "stop")
STRETCH = ("word-space", "han-latin", "all")
HALF, EM = 500, 1000
WORD, LEAST_WORD, MOST_WORD = 333, 250, 500
HAN_LATIN, LEAST_HAN_LATIN, MOST_HAN_LATIN = 250, 125, 500
NEAR = 10  # a hundredth of an em
EXACT = 2  # two thousandths: two sums, each rounded once

# -- units: what is never parted --

_ADDRESS = r"(?:https?://|www\.)[!-~]*[\w/]|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_STANDARD = r"[A-Z]{2,4}(?:/[A-Z])? ?[0-9]+(?:\.[0-9]+)?—[0-9]{4}"
_QUANTITY = r"[0-9][0-9.,]* (?:km/h|km|kg|mm|kW|kWh|dB)(?![A-Za-z/])"
_LETTERS = "0-9０-９A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
_SIGNS = "%‰‱℃℉°′″²³¹⁰-₉％+#"
_FRONT = "+−±＋－¥￥$＄£€№"
_WESTERN = rf"[{_FRONT}-]?[{_FRONT}]?[{_LETTERS}](?:[{_LETTERS}{_SIGNS}&@_$−']|[-–./,:∶．’](?=[{_LETTERS}]))*"
_UNITS = re.compile(
    rf"(?P<long>—{{2}}|…{{2}}|⋯{{2}}|⸺)|(?P<doubled>[！？]{{2,}})|(?P<address>{_ADDRESS})"
    rf"|(?P<standard>{_STANDARD})|(?P<quantity>{_QUANTITY})|(?P<western>{_WESTERN})",
    re.ASCII,
)


class Unit(NamedTuple):
    """A stretch of the text that stays together, and what it is: long, doubled, address, standard, quantity, western."""

    start: int
    end: int
    kind: str


def units_in(text: str) -> list[Unit]:
    """A text in, its units of more than one character out."""
    return [Unit(*match.span(), str(match.lastgroup)) for match in _UNITS.finditer(text)]


@lru_cache(maxsize=4096)
def is_wide(char: str) -> bool:
    """Whether a character stands in an em as Han characters do."""
    return char >= "\u2e80"


@lru_cache(maxsize=4096)
def is_narrow(char: str) -> bool:
    """Whether it gets a gap beside Han (UTR 59: letters and figures that are not wide)."""
    return not is_wide(char) and category(char) in {"Ll", "Lu", "Lo", "Nd"}


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def is_figure(char: str) -> bool:
    return "0" <= char <= "9" or "０" <= char <= "９"


# -- gaps --

LEGAL, UNSURE, BARRED = range(3)


class Slot(NamedTuple):
    """What may stand between two neighbouring glyphs: the least, the natural gap (from `low` to `high`, where the
    clauses leave a choice), the step that squeezes it and by how much it certainly can, the step that stretches it
    ("" never, "unsure" perhaps), and whether a line may end there."""

    least: int
    low: int
    high: int
    shrink: str = ""
    give: int = 0
    stretch: str = "all"
    turn: int = LEGAL


SOLID = Slot(0, 0, 0, stretch="")


@lru_cache(maxsize=65536)
def gap_between(before: str, after: str, space: str) -> Slot:
    """The last character of a glyph, the first of the next, and the space between them, in; the gap out, as if a line
    could end there."""
    tail = HALF if before in HALF_BLANK else HALF // 2 if before in WIDE_INTERPUNCTS else 0
    lead = HALF if after in OPENING else HALF // 2 if after in WIDE_INTERPUNCTS else 0
    if before in MARKS and after in MARKS and (before in BRACKETS or after in BRACKETS):
        return _adjacent(before, after, tail + lead)
    if tail or lead:
        step = _step(before) if tail else _step(after)
        # A dash is no mark of an em: whether a bracket beside it is reduced, no clause says. With a space neither.
        unsure = bool(space) or before in LONG or after in LONG or bool(tail and lead)
        blank = tail + lead
        return Slot(0, 0 if unsure else blank, blank + (EM if space else 0), step, 0 if unsure else blank)
    return _between_letters(before, after, space)


def _adjacent(before: str, after: str, blank: int) -> Slot:
    """clreq, «Adjustment of Adjacent Punctuation Marks»: of two marks, at least one a bracket, half an em goes."""
    if INTERPUNCT in (before, after) or before in WIDE_INTERPUNCTS or after in WIDE_INTERPUNCTS:
        return Slot(0, 0, blank, "bracket")  # 1.5 em as they are: whether they are reduced, no clause says
    blank = max(0, blank - HALF)
    return Slot(0, blank, blank, "bracket" if blank else "")


def _step(mark: str) -> str:
    if mark in BRACKETS:
        return "bracket"
    if mark in COMMAS:
        return "comma"
    return "stop" if mark in STOPS else "interpunct"


def _between_letters(before: str, after: str, space: str) -> Slot:
    """The gap where no mark has a blank."""
    wide = is_wide(before), is_wide(after)
    if {before, after} & (MARKS | LONG):
        return _beside_mark(before, after, space)
    if wide == (False, False):
        if {before, after} & (CIRCLED | PREFIXES):
            return Slot(0, 0, HALF if space else 0, stretch="unsure")
        if space:
            return Slot(LEAST_WORD, WORD, WORD, "word-space", WORD - LEAST_WORD, "word-space")
        return Slot(0, 0, 0, stretch="unsure")
    if {before, after} & (CONNECTORS | SOLIDI | ITERATION | SMALL) or max(before, after) >= "\uff00":
        # Beside connectors gaps are better left alone; of full-width figures beside Western text no clause speaks.
        sure = wide == (True, True) and not space and not {before, after} & _JOINED
        return Slot(0, 0, 0) if sure else Slot(0, 0, EM if space or wide != (True, True) else 0, stretch="unsure")
    if (wide[0] and is_narrow(after)) or (wide[1] and is_narrow(before)):
        give = HAN_LATIN - LEAST_HAN_LATIN
        return Slot(LEAST_HAN_LATIN, HAN_LATIN, HAN_LATIN, "han-latin", give, "han-latin")
    if space:
        return Slot(0, 0, EM, stretch="unsure")
    if wide == (True, True):
        return Slot(0, 0, 0)
    return Slot(0, 0, HAN_LATIN, stretch="unsure")  # Han beside %, ², $: UTR 59 says «Other»


def _beside_mark(before: str, after: str, space: str) -> Slot:
    """Next to a full-width mark, on its inked side, there is no gap (clreq, «Mixed Text Composition»), nor next to a
    dash. What stands beside a connector or between two dashes is better not stretched."""
    unsure = space or {before, after} & (CONNECTORS | SOLIDI | SUFFIXES | PREFIXES) or {before, after} <= LONG
    return Slot(0, 0, EM if space else 0, stretch="unsure") if unsure else Slot(0, 0, 0)


_JOINED = CONNECTORS | SOLIDI | SUFFIXES | PREFIXES | ITERATION | SMALL


# -- breaks --


@lru_cache(maxsize=65536)
def turn_between(before: str, after: str, space: str, level: str) -> int:
    """Whether a line may end between two characters that are in no unit together (clreq, «Prohibition Rules»)."""
    if before in NEVER_LAST or (level != "basic" and before in SOLIDI):
        return BARRED
    if before in PREFIXES and is_figure(after) and not space:
        return BARRED
    if after in NEVER_FIRST or (after in LONG and level == "strict"):
        return BARRED
    if before in CONNECTORS | SOLIDI | PREFIXES or after in PREFIXES:
        return UNSURE
    if after in WESTERN_OPENING or before in WESTERN_CLOSING | SUFFIXES or is_wide(before) or is_wide(after):
        return LEGAL if space or is_wide(before) or is_wide(after) else UNSURE
    if space == " " and before.isupper() and is_figure(after):
        return UNSURE  # ISO 9001
    if before in MARKS | LONG or after in MARKS | LONG:
        return LEGAL
    return LEGAL if space else BARRED if before.isalnum() and after.isalnum() else UNSURE


def turn_within(unit: Unit, text: str, at: int, level: str) -> int:
    """Whether a line may end within a unit, before character `at`."""
    before, after = text[at - 1], text[at]
    if unit.kind == "address":
        if after in "/?&=#_.:@,%~+-" or (before == "/" and level != "basic"):
            return BARRED
        return LEGAL if before in "/?&=@" else UNSURE if not before.isalnum() else BARRED
    if unit.kind == "western" and before in "-–/&" and after.isalpha():
        # A compound may be turned over after its hyphen; a solidus must not end a line at levels gb and strict.
        return BARRED if before == "/" and level != "basic" else UNSURE
    return BARRED


def may_be_hyphenated(unit: Unit, text: str, at: int) -> bool:
    """Whether a hyphen may be set in a unit before `at`: in words, not in names of models or acronyms, and with two
    letters at the least on either side."""
    word = text[unit.start : unit.end].strip(",.;:!?'’")
    return (
        unit.kind == "western"
        and word.isalpha()
        and word[1:].islower()
        and at - unit.start >= 2
        and unit.start + len(word) - at >= 2
    )


# -- a paragraph as it was set --


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
        for shown, x, advance in cells:
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


# -- what is wrong with it --


def faults(paragraph: Paragraph, measure: float, indent: float, level: str) -> list[str]:
    """A paragraph's JSON, with what was said of its lines under "said" ([code, line number], …), in; what is wrong with
    it out."""
    found = list(_text_faults(paragraph))
    if found or not paragraph["lines"]:
        return found
    try:
        setting = read_setting(paragraph, measure, indent, level)
    except ValueError as error:
        return [str(error)]
    unavoidable: list[tuple[Row, str]] = []
    for row in setting.rows:
        if row.start == row.end:
            found.append(f"line {row.number}: no glyph stands in it")
            continue
        found.extend(f"line {row.number}: {fault}" for fault in _line_faults(setting, row))
        unavoidable.extend((row, fault) for fault in _break_faults(setting, row))
        unavoidable.extend((row, fault) for fault in _wide_faults(setting, row))
    found.extend(f"line {row.number}: {fault}" for row, fault in _avoidable(setting, unavoidable))
    return found


def _text_faults(paragraph: Paragraph) -> Iterator[str]:
    text, lines = paragraph["text"], paragraph["lines"]
    if "".join(line["text"] for line in lines) != text and (lines or text.strip()):
        yield "the texts of the lines are not the paragraph"
    if [line["last"] for line in lines] != [False] * (len(lines) - 1) + [True] * bool(lines):
        yield "the last line is not the one that says so"
    for number, line in enumerate(lines, 1):
        shown = "".join(cell[0] for cell in line["glyphs"])
        if shown != "".join(char for char in line["text"] if char not in SPACES) + "-" * line["hyphen"]:
            yield f"line {number}: the glyphs are not its text"


def _line_faults(setting: Setting, row: Row) -> Iterator[str]:
    glyphs = setting.glyphs[row.start : row.end]
    slots = setting.slots[row.start : row.end - 1]
    gaps = [b.ink - a.ink_end for a, b in pairwise(glyphs)]
    yield from _place_faults(setting, row, glyphs)
    yield from _least_faults(glyphs, slots, gaps)
    yield from _most_faults(row, slots, gaps)
    yield from _order_faults(setting, row, slots, gaps)
    yield from _edge_faults(setting, row, slots, gaps)
    yield from _report_faults(setting, row, slots, gaps)


def _place_faults(setting: Setting, row: Row, glyphs: Sequence[Glyph]) -> Iterator[str]:
    """Where the line begins, that x rises, that every cell is as wide as its class."""
    begin = setting.indent if row.number == 1 else 0
    if glyphs[0].ink != begin:
        yield f"begins at {glyphs[0].ink}, not at {begin}"
    if any(b.x < a.x or (b.x == a.x and a.advance and b.advance) for a, b in pairwise(glyphs)):
        yield "x does not rise"
    for glyph in glyphs:
        if not _is_wide_enough(setting, glyph):
            yield f"{glyph.text!r} is {glyph.advance} wide"


def _is_wide_enough(setting: Setting, glyph: Glyph) -> bool:
    char, advance = glyph.text, glyph.advance
    unit = setting.units.get(glyph.first)
    if unit is not None and unit.kind == "long":
        return advance == EM * len(char) or char == "⸺"
    if unit is not None and unit.kind == "doubled":
        return HALF <= advance <= EM
    if char == INTERPUNCT:
        return advance == HALF
    if char in HALF_BLANK | OPENING and unit is None:
        return HALF <= advance <= EM
    if is_han(char):
        return advance == EM
    return advance >= 0


def _least_faults(glyphs: Sequence[Glyph], slots: Sequence[Slot], gaps: Sequence[int]) -> Iterator[str]:
    """clreq, «Line Adjustment»: word space to a quarter em, Han–Latin gap to an eighth, marks to half an em."""
    for number, (slot, gap) in enumerate(zip(slots, gaps, strict=True)):
        if gap < slot.least - 1:
            yield f"the gap after {glyphs[number].text!r} is {gap}, less than {slot.least}"
        if not slot.stretch and abs(gap) > 1:
            yield f"a gap of {gap} within a unit, after {glyphs[number].text!r}"


def _grown(slot: Slot, gap: int) -> int:
    """How much a gap certainly grew by."""
    return gap - slot.high


def _most_faults(row: Row, slots: Sequence[Slot], gaps: Sequence[int]) -> Iterator[str]:
    """No gap is grown by more than half an em (word spaces and Han–Latin gaps to half an em), or a diagnostic says so."""
    loose = hardly = False
    for slot, gap in zip(slots, gaps, strict=True):
        if row.last and slot.stretch and _grown(slot, gap) > 1:
            yield f"the last line is stretched: {gap} for {slot.high}"
            return
        most = HALF if slot.stretch in STRETCH[:2] else slot.high + HALF
        loose = loose or (bool(slot.stretch) and gap > most + 1)
        hardly = hardly or (bool(slot.stretch) and gap > most)  # by a thousandth, which one of the gaps must take
    if loose and "loose-line" not in row.said:
        yield "a gap beyond its limit, and no diagnostic says so"
    sure = all(slot.low == slot.high for slot in slots)
    if not hardly and sure and "loose-line" in row.said:
        yield "said to be loose, but no gap is beyond its limit"


def _order_faults(setting: Setting, row: Row, slots: Sequence[Slot], gaps: Sequence[int]) -> Iterator[str]:
    """clreq, «Line Adjustment»: step by step, the same to all gaps of a step."""
    pairs = zip(slots, gaps, strict=True)
    sure = [(slot, gap - slot.low) for slot, gap in pairs if slot.low == slot.high and slot.stretch]
    squeezed = [(slot, -more) for slot, more in sure if more < -1]
    stretched = [(slot, more) for slot, more in sure if more > 1]
    if squeezed and stretched:
        yield f"squeezed ({_steps_of(squeezed)}) and stretched ({_steps_of(stretched)}) in one"
    elif squeezed:
        yield from _squeeze_faults(setting, row, sure)
    elif stretched:
        yield from _stretch_faults(sure)


def _steps_of(gaps: Sequence[tuple[Slot, int]]) -> str:
    return ", ".join(sorted({slot.shrink or slot.stretch for slot, _ in gaps}))


def _squeeze_faults(setting: Setting, row: Row, sure: Sequence[tuple[Slot, int]]) -> Iterator[str]:
    final = setting.glyphs[row.end - 1]
    if final.text in HALF_BLANK and final.x + final.advance > final.ink_end + 1 and not row.hyphen:
        yield "squeezed, but the mark at its end keeps a blank"
    by_step: dict[str, list[tuple[int, int]]] = {step: [] for step in SHRINK}
    for slot, more in sure:
        if more < -1 and not slot.shrink:
            yield "a gap that nothing may be taken from is squeezed"
        if slot.shrink and slot.low:
            # Of two adjacent marks half an em is left, which may be squeezed further in tight styles alone.
            by_step[slot.shrink].append((-more, slot.give or HALF // 2))
    used = [step for step in SHRINK if any(given > 1 for given, _ in by_step[step])]
    for step in SHRINK[: SHRINK.index(used[-1])] if used else ():
        if any(given < able - 1 for given, able in by_step[step]):
            yield f"{used[-1]} squeezed before {step} gave all that it can"
    for step in used:
        most = max(given for given, _ in by_step[step])
        if any(given < min(able, most) - EXACT for given, able in by_step[step]):
            yield f"the gaps of step {step} do not give the same"


def _stretch_faults(sure: Sequence[tuple[Slot, int]]) -> Iterator[str]:
    by_step = {step: [more for slot, more in sure if slot.stretch == step] for step in STRETCH}
    limits = {"word-space": MOST_WORD - WORD, "han-latin": MOST_HAN_LATIN - HAN_LATIN, "all": 0}
    used = [step for step in STRETCH if any(more > 1 for more in by_step[step])]
    for step in STRETCH[: STRETCH.index(used[-1])] if used else ():
        if any(more < limits[step] - 1 for more in by_step[step]):
            yield f"{used[-1]} stretched before {step} has its limit"
    for step in used:
        if max(by_step[step]) - min(by_step[step]) > EXACT:
            yield f"the gaps of step {step} do not grow by the same"
        if step != "all" and by_step["all"] and max(by_step[step]) > limits[step] + 1:
            yield f"{step} stretched beyond half an em, and other gaps were left"


def _edge_faults(setting: Setting, row: Row, slots: Sequence[Slot], gaps: Sequence[int]) -> Iterator[str]:
    """Flush to a hundredth of an em, where there is a gap at all."""
    final = setting.glyphs[row.end - 1]
    end = final.x + final.advance + row.hyphen
    blank = final.x + final.advance - final.ink_end if final.text in HALF_BLANK else 0
    over, short = end - blank - setting.measure, setting.measure - end
    if over > NEAR:
        if "overfull-line" not in row.said:
            yield f"{over} wider than the measure, and no diagnostic says so"
        if any(gap > slot.least + 1 and slot.give for slot, gap in zip(slots, gaps, strict=True)):
            yield f"{over} wider than the measure, though it could be squeezed"
        return
    if "overfull-line" in row.said and over <= 0:
        yield "said to be overfull, and is not"
    if row.last:
        return
    if blank and setting.level != "basic":
        yield "a mark at the line end keeps its blank half (GB 5.1.10)"
    elif 1 < blank < HALF - 1 and short <= NEAR:
        yield f"a mark at the line end keeps {blank}, neither all nor nothing"
    if short <= NEAR:
        if "ragged-line" in row.said and short <= 0:
            yield "said to be ragged, and is flush"
        return
    if any(slot.stretch in STRETCH for slot in slots):
        yield f"{short} short of the measure, and has a gap"
    if "ragged-line" not in row.said:
        yield f"{short} short of the measure, and no diagnostic says so"


def _report_faults(setting: Setting, row: Row, slots: Sequence[Slot], gaps: Sequence[int]) -> Iterator[str]:
    """`natural_em` and `adjust`: clreq's order, and sums that lead from the natural width to the set one."""
    steps = [(str(step["step"]), float(step["em_per_gap"]) * EM) for step in row.json["adjust"]]
    shrunk = [step for step, change in steps if change < 0]
    grown = [step for step, change in steps if change > 0]
    for names, order, word in ((shrunk, SHRINK, "shrink"), (grown, STRETCH, "stretch")):
        if set(names) - set(order) or names != [step for step in order if step in names]:
            yield f"{word} steps {names} are not in clreq's order"
    if [step for step, change in steps if change] != [*shrunk, *grown] or (set(shrunk) - {"line-end"} and grown):
        yield f"steps {steps}: squeezed and stretched in one"
    if any(slot.low != slot.high for slot in slots) or any(slot.stretch == "unsure" for slot in slots):
        return
    yield from _sum_faults(setting, row, slots, gaps, steps)


def _sum_faults(
    setting: Setting, row: Row, slots: Sequence[Slot], gaps: Sequence[int], steps: Sequence[tuple[str, float]]
) -> Iterator[str]:
    glyphs = setting.glyphs[row.start : row.end]
    tail = _tail(setting, glyphs[-1])
    ink_end = glyphs[-1].ink_end + row.hyphen
    blank = glyphs[-1].x + glyphs[-1].advance + row.hyphen - ink_end
    natural = ink_end - sum(gaps) + sum(slot.low for slot in slots) + tail
    if abs(natural - row.json["natural_em"] * EM) > EXACT:
        yield f"natural width {row.json['natural_em'] * EM:.0f}, not {natural}"
    growable = sum(1 for slot in slots if slot.stretch)
    plain = sum(1 for slot in slots if slot.stretch == "all") or growable
    width = natural
    for step, change in steps:
        if step == "line-end":
            count = 1
        elif step == "all":
            count = plain
        else:
            count = sum(1 for slot in slots if step == (slot.shrink if change < 0 else slot.stretch) and slot.low)
        width += round(change * count)
    if abs(width - ink_end - blank) > EXACT:
        yield f"the steps lead to {width}, the line is {ink_end + blank} wide"


def _tail(setting: Setting, final: Glyph) -> int:
    unit = setting.units.get(final.first)
    if final.text in WIDE_INTERPUNCTS:
        return HALF // 2
    if final.text not in HALF_BLANK or (unit is not None and unit.kind == "western"):
        return 0
    return HALF if unit is None or unit.end - unit.start == 3 else 0


# -- what may be unavoidable --


def _break_faults(setting: Setting, row: Row) -> Iterator[str]:
    """What the line's end parts or breaks. What is not said is a fault at once; so is a hyphen where none may be."""
    if row.last:
        return
    slot, at = setting.slots[row.end - 1], setting.glyphs[row.end].first
    unit = setting.units.get(at)
    within = unit is not None and unit is setting.units.get(setting.glyphs[row.end - 1].first)
    if row.json["hyphen"]:
        if unit is None or not within or not may_be_hyphenated(unit, setting.text, at):
            yield "!a hyphen where none may be set"
        return
    if slot.turn == LEGAL and "parted-unit" in row.said:
        yield "!said to part a unit, and does not"
    if slot.turn != BARRED:
        return
    shown = setting.glyphs[row.end - 1].text + "⏎" + setting.glyphs[row.end].text
    if "parted-unit" not in row.said:
        yield f"!parts {shown}, and no diagnostic says so"
    yield f"parts {shown}"


def _wide_faults(setting: Setting, row: Row) -> Iterator[str]:
    """A line that cannot be flush, or only with a gap grown by more than an em; a short last line."""
    glyphs = setting.glyphs[row.start : row.end]
    slots = setting.slots[row.start : row.end - 1]
    end = glyphs[-1].ink_end + row.hyphen
    if end > setting.measure + NEAR:
        yield "overfull"
    elif row.last:
        if row.number > 1 and _held(setting, row.start, generous=True) < 2 * EM:
            yield "a short last line"
    elif setting.measure - glyphs[-1].x - glyphs[-1].advance - row.hyphen > NEAR:
        yield "ragged"
    elif any(_grown(slot, b.ink - a.ink_end) > EM for slot, (a, b) in zip(slots, pairwise(glyphs), strict=True)):
        yield "a gap beyond one em"


def _held(setting: Setting, start: int, *, generous: bool) -> int:
    """What a last line from glyph `start` holds besides marks (clreq, «Paragraph Adjustment»); `generous` counts signs
    as well."""
    total = 0
    for glyph in reversed(setting.glyphs[start:]):
        char = glyph.text[0]
        if char in MARKS or char in LONG or char in CONNECTORS | SOLIDI:
            counts = generous and setting.units.get(glyph.first) is not None and char not in LONG
        else:
            counts = generous or is_narrow(char) or is_wide(char)
        total += glyph.advance if counts else 0
        if total >= 2 * EM:
            break
    return total


def _avoidable(setting: Setting, found: Sequence[tuple[Row, str]]) -> Iterator[tuple[Row, str]]:
    """Of what may be unavoidable, what is not: there are other lines between two line ends of the setting."""
    yield from ((row, fault[1:]) for row, fault in found if fault.startswith("!"))
    doubtful = [(row, fault) for row, fault in found if not fault.startswith("!")]
    if not doubtful:
        return
    bad = {row.end for row, fault in doubtful if fault.startswith("parts")}
    seeds = [row.start for row in setting.rows if row.start not in bad]
    ways = Ways(setting, seeds)
    count = len(setting.glyphs)
    for row, fault in doubtful:
        if fault == "a short last line":
            better = ways.long_last_line()
            if better:
                yield row, f"{fault}, but not in {better}"
            continue
        # The detour begins before the fault and ends after it.
        begin = row.end - 1 if fault.startswith("parts") else row.start
        ends = [end for end in (*seeds, count) if end > row.end or (end == row.end and not fault.startswith("parts"))]
        better = next((ways.lines_to(end) for end in ends if ways.from_[end] <= begin), "")
        if better:
            yield row, f"{fault}, but not in {better}"


class Ways:
    """Where lines that certainly can be set lead to from the line starts `seeds`: `from_[i]` is the first seed from
    which a line can end before glyph i. No gap of theirs grows by more than an em, none passes half an em that has its
    limit there, no unit is parted, no prohibition broken."""

    def __init__(self, setting: Setting, seeds: Sequence[int]) -> None:
        self.setting = setting
        glyphs, slots = setting.glyphs, setting.slots
        self.count = len(glyphs)
        self.widths = [_ink_width(setting, glyph) for glyph in glyphs]
        least = [slot.high - slot.give for slot in slots]
        most = [slot.low + _growth(slot) for slot in slots]
        self.least = list(accumulate((a + b for a, b in zip(self.widths, [*least, 0], strict=True)), initial=0))
        self.most = list(accumulate((a + b for a, b in zip(self.widths, [*most, 0], strict=True)), initial=0))
        self.least_gap, self.most_gap = [*least, 0], [*most, 0]
        self.ends = [at for at in range(1, self.count) if slots[at - 1].turn == LEGAL]
        self.from_ = [self.count + 1] * (self.count + 1)
        self.back = [0] * (self.count + 1)
        self.last_starts: list[int] = []
        self._follow(seeds)

    def _follow(self, seeds: Sequence[int]) -> None:
        seeded = set(seeds)
        first = 0
        for start in range(self.count):
            origin = min(self.from_[start], start if start in seeded else self.count + 1)
            if origin > self.count:
                continue
            room = self.setting.measure - (0 if start else self.setting.indent)
            while first < len(self.ends) and self.ends[first] <= start:
                first += 1
            self._reach(start, origin, room, first)

    def _reach(self, start: int, origin: int, room: int, first: int) -> None:
        """Mark the ends of all lines from `start`."""
        for end in self.ends[first:]:
            if self.least[end] - self.least_gap[end - 1] - self.least[start] > room:
                return
            if self.most[end] - self.most_gap[end - 1] - self.most[start] >= room:
                self._mark(start, origin, end)
        if self.least[self.count] - self.least[start] <= room:
            self._mark(start, origin, self.count)
            self.last_starts.append(start)

    def _mark(self, start: int, origin: int, end: int) -> None:
        if origin < self.from_[end]:
            self.from_[end], self.back[end] = origin, start

    def long_last_line(self) -> str:
        """A way to a last line that holds two em besides marks, or ""."""
        for start in self.last_starts:
            if _held(self.setting, start, generous=False) >= 2 * EM:
                return self.lines_to(self.count, start)
        return ""

    def lines_to(self, end: int, start: int = -1) -> str:
        """The lines of a way that ends before glyph `end`, the last of them from `start`, to be read."""
        at = [end, self.back[end] if start < 0 else start]
        while at[-1] > self.from_[end] and at[-1] > self.from_[at[-1]]:
            at.append(self.back[at[-1]])
        places = [self.setting.glyphs[number].first if number < self.count else None for number in reversed(at)]
        return "⏎".join(self.setting.text[first:after] for first, after in pairwise(places))


def _ink_width(setting: Setting, glyph: Glyph) -> int:
    return glyph.ink_end - glyph.ink if glyph.text in MARKS else glyph.advance


def _growth(slot: Slot) -> int:
    """What a gap certainly may grow by."""
    if slot.stretch == "all":
        return EM
    return HALF - slot.low if slot.stretch in STRETCH else 0


# -- paragraphs --

_HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面市江桥步道居民建设项目记者昨日表示"
_POINTS = "，，，。。、；：？！"
_PAIRS = ("“”", "‘’", "（）", "《》", "〈〉", "「」", "『』", "【】", "〔〕")
_SIGNS_OF_LENGTH = ("……", "——", "！！", "？！", "！！！", "·", "～", "／")


def _pool(rows: str) -> tuple[str, ...]:
    """Pieces of text, with | between them, in."""
    return tuple(rows.split("|"))


_FIGURES = _pool(
    "3|26|480|2024|3.14|4,000|1,234,567.89|13:30|13:30:25|1∶500|10:1|1/3|12.6%|5‰|−8℃|17℃|±0.5|+3.2%|98°|15′30″|￥12.5"
    "|$3,000|€20|US$45|￥１２．５|２０２４|５．６％|－３℃|2024-03-15|2024/3/15|2024.3.15|№5|120 km/h|30 kg|5 km|12％|-20℃"
    "|５０kg"
)
_NAMES = _pool(
    "GB/T 15834—2011|GB 2312—1980|5G|C919|PM2.5|AI|K3|E200|R&D|AT&T|C++|e-mail|Wi-Fi|USB-C|iPhone|H₂O|CO₂|m²|x²|COVID-19"
    "|GB/T|T恤|B2B|4K|PM10"
)
_ADDRESSES = _pool(
    "https://www.example.com/news/2024/03/index.html|www.example.org|http://a.cn/b?c=1&d=2|info@example.com"
    "|https://lanjiang.example/a/very/long/path/to_the-page?id=123456&from=paper#top|reader.service@news.example.cn"
)
_WORDS = _pool(
    "the|a|of|river|bridge|open|air|international|standards|newspaper|typography|Mountains|communication|don’t|well-known"
    "|responsibility|an|English|word|composition|characteristics|café|London|I|is|Straße|naïve|on|press"
)
# What belongs to a figure beside it, if there is one.
SIGNS_BESIDE = SUFFIXES | PREFIXES | CONNECTORS | SOLIDI | {"．", "："}
_CJK_NUMBERS = ("二〇二四年", "三百五十", "第十二届", "百分之七", "一九四九")
# ・ and ‧, which have a blank on both sides, are looked at in test_case_tables.
_RARE = ("　", "人々", "①", "③", "〇", "‼", "⁉")


def paragraph_of(rng: random.Random) -> str:
    """A random paragraph: prose with now and then a unit, or a soup of units and marks."""
    wild = rng.random() < 0.4
    text = ""
    for _ in range(rng.choice((3, 8, 15, 25, 40))):
        text = _joined(rng, text, _piece(rng, wild, 0))
    return text + rng.choice(("。", "。", "。", "！", "”", "……", "", "。”"))


def _piece(rng: random.Random, wild: bool, depth: int) -> str:
    roll = rng.random()
    if roll < (0.35 if wild else 0.7):
        return _han(rng, 1, 4 if wild else 14) + (rng.choice(_POINTS) if rng.random() < 0.5 else "")
    if roll < 0.8:
        return _unit(rng, depth)
    if roll < 0.9 and depth < 3:
        pair = rng.choice(_PAIRS)
        inner = ""
        for _ in range(rng.choice((1, 1, 2))):
            inner = _joined(rng, inner, _piece(rng, wild, depth + 1))
        return pair[0] + inner + pair[1]
    return rng.choice(_SIGNS_OF_LENGTH) if wild else rng.choice(_POINTS)


def _han(rng: random.Random, least: int, most: int) -> str:
    return "".join(rng.choices(_HAN, k=rng.randint(least, most)))


def _unit(rng: random.Random, depth: int) -> str:
    roll = rng.random()
    if roll < 0.4:
        return rng.choice(_FIGURES) + rng.choice(("", "", "年", "元", "个", "万"))
    if roll < 0.6:
        return rng.choice(_NAMES)
    if roll < 0.65:
        return rng.choice(_ADDRESSES)
    if roll < 0.8:
        return " ".join(rng.choices(_WORDS, k=rng.choice((1, 1, 1, 2, 3, 6))))
    if roll < 0.9:
        return ", ".join(" ".join(rng.choices(_WORDS, k=rng.randint(1, 4))) for _ in range(rng.randint(1, 3)))
    return rng.choice(_CJK_NUMBERS) if roll < 0.96 else rng.choice(_RARE[depth > 0 :])


def _joined(rng: random.Random, text: str, part: str) -> str:
    """A part put after a text, so that it is clear what belongs together: Western text to Western text with a space, or
    a Han character between; no mark of one kind after itself."""
    if not text or not part:
        return text + part
    before, after = text[-1], part[0]
    western = _is_western(before) and _is_western(after)
    figures = (before in SIGNS_BESIDE or is_figure(before)) and (after in SIGNS_BESIDE or is_figure(after))
    doubled = before == after or (before in "！？" and after in "！？") or (before in LONG and after in LONG)
    if western and not figures and rng.random() < 0.4:
        return text + " " + part
    apostrophe = before == "’" and _is_western(after)  # or the end of a quotation: nobody can tell
    if western or figures or doubled or apostrophe or (before == "　" and not is_han(after)):
        return text + _han(rng, 1, 2) + part
    if part == "　":
        return text + part if is_han(before) else text
    spaced = (is_wide(before) and is_narrow(after)) or (is_narrow(before) and is_wide(after))
    return text + (" " if spaced and before not in MARKS and after not in MARKS and rng.random() < 0.2 else "") + part


def _is_western(char: str) -> bool:
    return is_figure(char) or char in SIGNS_BESIDE or not (is_wide(char) or char in MARKS | LONG)


def measure_of(rng: random.Random) -> int:
    """A measure from 6 to 60 em, narrow ones more often than wide ones."""
    return round(6 * 10 ** rng.random())


# -- tests --


@pytest.fixture(scope="module")
def desk() -> Desk:
    found, trouble = find_desk("tabloid", None, system_fonts=False)
    assert found is not None, trouble
    return found


def judged(trial: Trial) -> dict[str, Any]:
    """A trial as its JSON, with what was said of its lines."""
    said = []
    for diagnostic in trial.found:
        number = re.match(r"line (\d+)", diagnostic.message)
        if number:
            said.append((diagnostic.code, int(number.group(1))))
    return {**as_json(trial), "said": said}


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


# -- bad input, in time linear in its length --

LENGTH = 20_000  # characters, and twice as many
LONGEST = 100_000
BAD: dict[str, str] = {
    "han": "江边的步道修好以后傍晚来走走的人多了",
    "letters": "a",
    "digits": "7",
    "opening": "（",
    "closing": "）",
    "spaces": " ",
    "dots": "a.",
    "controls": "\x00\x07\x1b\x7f",
    "surrogates": "\ud800",
    "unassigned": "\u0378\U000e0fff",
    "combining": "\u0301",
    "exclamations": "！",
    "dashes": "—",
    "signs": "+-",
    "at": "a@",
    "hyphens": "bridges-",
    "words": "bridges ",
    "mixed": "江3.5%，",
    "address": "www.a.cn/",
    "standards": "GB 1—",
    "joined": "\U0001f468\u200d",
}


def _repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _seconds(text: str, measure: float, desk: Desk) -> float:
    """How long it takes to shape and set a text that was not set before."""
    start = time.perf_counter()
    lines = set_lines(shape_runs((StyledRun(text, "song"),), desk.table), round(measure * EM), 2 * EM)
    used = time.perf_counter() - start
    assert "".join(line.text for line in lines) == text
    return used


@pytest.mark.long
@pytest.mark.parametrize("measure", [0.5, 13.0])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_takes_time_linear_in_its_length(desk: Desk, name: str, measure: float) -> None:
    """Twice the length takes about twice the time; the least of several ratios, since the machine may be busy."""
    ratios = []
    for attempt in "甲乙丙丁戊":
        once = _seconds(attempt + "一" + _repeated(BAD[name], LENGTH), measure, desk)
        twice = _seconds(attempt + "二" + _repeated(BAD[name], 2 * LENGTH), measure, desk)
        ratios.append((twice + 0.01) / (once + 0.01))
        if ratios[-1] < 3:
            return
    pytest.fail(f"twice the length took {min(ratios):.1f} times as long")


@pytest.mark.long
@pytest.mark.parametrize("name", ["han", "letters", "digits", "opening", "spaces", "dots", "combining", "surrogates"])
def test_the_longest_paragraph_ends(desk: Desk, name: str) -> None:
    """100,000 characters, tried as `lines` tries them: half a minute is more than the slowest machine needs."""
    text = "江" + _repeated(BAD[name], LONGEST)
    start = time.perf_counter()
    (trial,) = try_lines([text], Wish((13.0,), indent=2.0), desk, Rules())
    paragraph = judged(trial)
    assert time.perf_counter() - start < 30
    assert "".join(line["text"] for line in paragraph["lines"]) == text
    if name == "han":
        assert not faults(paragraph, 13, 2, "basic")


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("measure", [0.5, 6.0])
def test_bad_input_ends_in_a_setting_or_a_diagnostic(desk: Desk, name: str, measure: float) -> None:
    """Nothing is lost; what a line cannot hold is said."""
    text = "江" + (BAD[name] * 100)[:100]
    (trial,) = try_lines([text], Wish((measure,), indent=0.0), desk, Rules())
    assert "".join(trial.texts) == text
    said = {code for code, _ in judged(trial)["said"]}
    assert "overfull-line" in said or not any(line.overfull for line in trial.lines)
    assert "overfull-line" in said or measure > 1
