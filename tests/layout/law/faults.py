"""What is wrong with a paragraph as it was set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.layout.law.avoidable import avoidable, break_faults, wide_faults
from tests.layout.law.clauses import (
    EM,
    EXACT,
    HALF,
    HALF_BLANK,
    HAN_LATIN,
    INTERPUNCT,
    MOST_HAN_LATIN,
    MOST_WORD,
    NEAR,
    OPENING,
    SHRINK,
    SPACES,
    STRETCH,
    WIDE_INTERPUNCTS,
    WORD,
    Slot,
    grown_by,
    is_han,
)
from tests.layout.law.setting import Glyph, Paragraph, Row, Setting, read_setting


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
        unavoidable.extend((row, fault) for fault in break_faults(setting, row))
        unavoidable.extend((row, fault) for fault in wide_faults(setting, row))
    found.extend(f"line {row.number}: {fault}" for row, fault in avoidable(setting, unavoidable))
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


def _most_faults(row: Row, slots: Sequence[Slot], gaps: Sequence[int]) -> Iterator[str]:
    """No gap is grown by more than half an em (word spaces and Han–Latin gaps to half an em), or a diagnostic says so."""
    loose = hardly = False
    for slot, gap in zip(slots, gaps, strict=True):
        if row.last and slot.stretch and grown_by(slot, gap) > 1:
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
