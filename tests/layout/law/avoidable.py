"""Faults that may be unavoidable, and the ways without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from tests.layout.law.clauses import (
    BARRED,
    CONNECTORS,
    EM,
    HALF,
    LEGAL,
    LONG,
    MARKS,
    NEAR,
    SOLIDI,
    STRETCH,
    Slot,
    grown_by,
    is_narrow,
    is_wide,
    may_be_hyphenated,
)
from tests.layout.law.setting import Glyph, Row, Setting


def break_faults(setting: Setting, row: Row) -> Iterator[str]:
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
    if within and unit is not None and unit.kind == "western" and _is_held(setting, row.end - 1):
        yield f"!parts {shown} without a hyphen, though a line holds the word"
    yield f"parts {shown}"


def _is_held(setting: Setting, at: int) -> bool:
    """Whether the word or numeral that glyph `at` is in goes into a line with all that may never leave it: no looseness
    of a line is reason to part it then (clreq, «Mixed Text Composition»)."""
    glyphs, slots = setting.glyphs, setting.slots
    start, end = at, at + 1
    while start and slots[start - 1].turn != LEGAL:
        start -= 1
    while end < len(glyphs) and slots[end - 1].turn != LEGAL:
        end += 1
    wide = sum(glyph.advance for glyph in glyphs[start:end]) + sum(slot.high for slot in slots[start : end - 1])
    return wide <= setting.measure - (0 if start else setting.indent)


def wide_faults(setting: Setting, row: Row) -> Iterator[str]:
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
    elif any(grown_by(slot, b.ink - a.ink_end) > EM for slot, (a, b) in zip(slots, pairwise(glyphs), strict=True)):
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


def avoidable(setting: Setting, found: Sequence[tuple[Row, str]]) -> Iterator[tuple[Row, str]]:
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
