"""Shape: runs of text in, units with their glyphs and gaps out.

A mark is kept as what its ink takes and the blank beside it (`marks`), the blank being part of the gap, so that
squeezing is arithmetic on gaps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from fonts.face import Face, descent
from fonts.roles import FaceTable
from fonts.shape import ink, shape
from layout.setting.classes import CLOSING, COMMAS, COUNTED, OPENING, STOPS, Kind
from layout.setting.gaps import BARRED, HAN_LATIN, WORD_SPACE, Step, Stretch, gaps_of
from layout.setting.glyphs import UPRIGHT, Glyphs, Seating, StyledRun, cells_of, glyphs_of
from layout.setting.marks import EM, HALF, Mark, marks_of
from layout.setting.quotes import latin_quotes, narrow
from layout.setting.rules import BASIC, Rules
from layout.setting.units import Places, Units, Words, scan

__all__ = ["EM", "HALF", "Shaped", "StyledRun", "shape_runs", "with_words"]

# clreq, «Hanging Punctuation»: 、，。 and, in zh-Hans, ；：！？
_HANGING = {"zh-Hans": frozenset("、，。；：！？"), "zh-Hant": frozenset("、，。")}
_MARKS = OPENING | CLOSING | COMMAS | STOPS
_RAISED = frozenset("，。、．")  # what zh-Hant sets in the middle of the em's height
WORD_GROWTH = 500 - WORD_SPACE  # clreq, «Line Adjustment», stretch step 1: a word space to half an em,
HAN_LATIN_GROWTH = 500 - HAN_LATIN  # step 2: a Han–Latin gap to half an em
GROWTH = {Stretch.WORD: WORD_GROWTH, Stretch.HAN_LATIN: HAN_LATIN_GROWTH}


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A paragraph ready to be broken: columns by unit, then by glyph. Lengths in 1/1000 em along the line."""

    text: str
    starts: tuple[int, ...]  # index into text, one more than there are units
    kinds: tuple[Kind, ...]
    widths: tuple[int, ...]  # of a mark's ink, of the whole of everything else
    leads: tuple[int, ...]  # blank before the ink, given up at a line start
    tails: tuple[int, ...]  # blank after the ink, may be given up at a line end
    gaps: tuple[int, ...]  # natural, after each unit; 0 after the last
    shrinks: tuple[tuple[Step, ...], ...]
    gives: tuple[int, ...]  # the sum of each gap's shrinks
    stretches: tuple[Stretch, ...]
    grows: tuple[int, ...]  # how far each gap grows before all others do
    costs: tuple[int, ...]  # of a break after each unit
    ends: tuple[int, ...]  # width of each unit at a line end: with its hyphen, if it gets one
    keeps: tuple[int, ...]  # blank after the ink that may stay at a line end
    hangs: tuple[int, ...]  # how much of each unit may hang out of the line; () if nothing may
    hyphens: frozenset[int]  # units after which a line ends with a hyphen
    short_from: int  # a last line that begins at this unit or later holds less than two em besides marks
    glyph_starts: tuple[int, ...]  # one more than there are units
    glyphs: tuple[int, ...]
    glyph_faces: tuple[Face, ...]
    glyph_texts: Sequence[str]  # plain text where every glyph is a character
    glyph_places: tuple[int, ...]  # from the unit's place to the glyph's origin
    glyph_advances: tuple[int, ...]
    seats: Mapping[int, Seating]  # of the glyphs that do not stand upright on the baseline
    missing: tuple[str, ...]  # characters that no face has
    dotted: tuple[tuple[int, int], ...]  # stretches of the text with emphasis dots
    runs: tuple[StyledRun, ...]
    table: FaceTable
    rules: Rules
    words: Words

    def __len__(self) -> int:
        return len(self.kinds)


def shape_runs(runs: tuple[StyledRun, ...], table: FaceTable, rules: Rules = BASIC) -> Shaped:
    """Styled runs in, a `Shaped` paragraph out. A run's boundary is no place to break and leaves no trace in the
    units; a character that no face of the role's chain has is set as the first face's .notdef and listed."""
    return _shape(runs, table, rules, "whole")


def with_words(shaped: Shaped, words: Words, wide: Places = frozenset()) -> Shaped:
    """The same paragraph with its words in syllables, for a line that has nothing else to give; or those at the places
    `wide` of its text in pieces, which no line holds."""
    return _shape(shaped.runs, shaped.table, shaped.rules, words, wide)


@lru_cache(maxsize=4096)
def _shape(
    runs: tuple[StyledRun, ...], table: FaceTable, rules: Rules, words: Words, wide: Places = frozenset()
) -> Shaped:
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    latin = frozenset() if rules.vertical else latin_quotes(text)
    units = scan(text, words, hyphenation=rules.hyphenation, wide=wide, latin=latin)
    if rules.vertical:
        cells = cells_of(text)
        for index in units.special:
            if units.kinds[index] is Kind.WESTERN and units.starts[index] in cells:
                units.kinds[index] = Kind.HAN  # in cells, with no gap beside them
    glyphs = glyphs_of(runs, text, table, rules)
    moved = narrow(glyphs, latin) if latin else {}
    count = len(units.kinds)
    if count == len(glyphs.ids) == len(text):
        # A glyph a unit a character: nearly every paragraph without a Western word.
        glyph_starts = list(range(count + 1))
        widths = list(glyphs.advances)
        places = [0] * count
    else:
        glyph_starts = _glyph_starts(units, glyphs.clusters)
        widths, places = _advance(glyph_starts, glyphs.advances)
    for index, seat in glyphs.seats.items():
        places[index] += seat.along
    for index, along in moved.items():
        places[index] += along
    leads, tails = _seat_marks(units, text, glyphs, glyph_starts, widths, places, rules)
    gaps, shrinks, gives, stretches, grows, costs = _gap_columns(units, text, tails, leads, rules, runs)
    if units.parted or units.syllables or units.turns:
        _bar_within_clusters(units, glyphs.clusters, costs)
    hyphens, ends = _hyphen_ends(units, glyphs, glyph_starts, widths, rules)
    return Shaped(
        text=text,
        starts=(*units.starts, len(text)),
        kinds=tuple(units.kinds),
        widths=tuple(widths),
        leads=tuple(leads),
        tails=tuple(tails),
        gaps=tuple(gaps),
        shrinks=tuple(shrinks),
        gives=tuple(gives),
        stretches=tuple(stretches),
        grows=tuple(grows),
        costs=tuple(costs),
        ends=tuple(ends),
        keeps=tuple(tails) if rules.level == "basic" else (0,) * count,
        hangs=_hangs(units, text, widths, rules) if rules.hanging else (),
        hyphens=hyphens,
        short_from=_short_from(units.kinds, widths),
        glyph_starts=tuple(glyph_starts),
        glyphs=tuple(glyphs.ids),
        glyph_faces=tuple(glyphs.faces),
        glyph_texts=glyphs.texts,
        glyph_places=tuple(places),
        glyph_advances=tuple(glyphs.advances),
        seats=glyphs.seats,
        missing=glyphs.missing,
        dotted=_dotted(runs),
        runs=runs,
        table=table,
        rules=rules,
        words=words,
    )


def _advance(glyph_starts: list[int], advances: list[int]) -> tuple[list[int], list[int]]:
    """Where each unit's glyphs begin in, the units' widths and the glyphs' places within them out."""
    widths = []
    places = [0] * len(advances)
    for start, end in pairwise(glyph_starts):
        if end - start == 1:
            widths.append(advances[start])
            continue
        width = 0
        for at in range(start, end):
            places[at] = width
            width += advances[at]
        widths.append(width)
    return widths, places


def _glyph_starts(units: Units, clusters: list[int]) -> list[int]:
    """Where each unit's glyphs begin; glyphs of dropped spaces are not among them."""
    found = []
    at, count = 0, len(clusters)
    for start in units.starts:
        while at < count and clusters[at] < start:
            at += 1
        found.append(at)
    found.append(count)
    return found


def _seat_marks(
    units: Units,
    text: str,
    glyphs: Glyphs,
    glyph_starts: list[int],
    widths: list[int],
    places: list[int],
    rules: Rules,
) -> tuple[list[int], list[int]]:
    """Give every mark its width and put its ink where the rules want it; the blanks before and after each unit out."""
    count = len(units.kinds)
    leads, tails = [0] * count, [0] * count
    marks = marks_of(rules)
    for index in units.special:
        kind = units.kinds[index]
        if kind is Kind.WESTERN or kind is Kind.WESTERN_OPENING or kind is Kind.WESTERN_CLOSING:
            continue
        start, end = units.starts[index], units.ends[index]
        if kind is Kind.RIGID and end - start == 2:
            widths[index] = 2 * EM
            continue
        mark = marks.get(text[start:end])
        if mark is None:
            continue
        first, last = glyph_starts[index], glyph_starts[index + 1]
        if glyphs.seats and first < last and glyphs.seats.get(first, UPRIGHT).size != 1.0:
            continue  # a mark within a superior is as wide as it is
        if first < last and (mark.seat != "start" or mark.centred or last - first > 1):
            _seat(mark, glyphs, first, last, places, rules, raised=text[start] in _RAISED)
        leads[index], widths[index], tails[index] = mark.lead, mark.ink, mark.tail
    return leads, tails


def _seat(
    mark: Mark, glyphs: Glyphs, first: int, last: int, places: list[int], rules: Rules, *, raised: bool
) -> None:
    seat = glyphs.seats.get(first, UPRIGHT)
    if seat.turned:
        return
    if last - first > 1:
        # ！！ or ？！？ are half an em each; in a vertical cell they stand side by side as they are.
        if not rules.vertical:
            places[first:last] = range(0, HALF * (last - first), HALF)
        return
    if mark.seat == "end":
        # The ink of an opening mark ends at the end of its cell, whatever the cell's width is.
        places[first] += mark.ink - glyphs.advances[first]
        return
    left, bottom, right, top = ink(glyphs.faces[first], glyphs.ids[first])
    if rules.vertical:
        places[first] = mark.ink // 2 + (bottom + top) // 2
        if mark.centred:
            glyphs.seats[first] = seat._replace(across=-(left + right) // 2)
        return
    places[first] = mark.ink // 2 - (left + right) // 2
    if mark.centred and raised:
        middle = round(EM * (0.5 - descent(glyphs.faces[first])))
        glyphs.seats[first] = seat._replace(across=middle - (bottom + top) // 2)


def _gap_columns(
    units: Units, text: str, tails: list[int], leads: list[int], rules: Rules, runs: tuple[StyledRun, ...]
) -> tuple[list[int], list[tuple[Step, ...]], list[int], list[Stretch], list[int], list[int]]:
    count = len(units.kinds)
    naturals, gives, grows, costs = [0] * count, [0] * count, [0] * count, [0] * count
    shrinks: list[tuple[Step, ...]] = [()] * count
    stretches = [Stretch.ALL] * count
    for index, gap in gaps_of(units, text, tails, leads, rules, _scripts(runs), _kept(runs)).items():
        naturals[index], steps, stretch, costs[index] = gap
        if stretch is not Stretch.ALL:
            stretches[index] = stretch
            grows[index] = GROWTH.get(stretch, 0)
        if steps:
            shrinks[index] = steps
            gives[index] = sum([amount for _, amount in steps])
    return naturals, shrinks, gives, stretches, grows, costs


def _bar_within_clusters(units: Units, clusters: list[int], costs: list[int]) -> None:
    """No piece of a word begins within a glyph: an fi ligature, a letter and its accent."""
    begins = set(clusters)
    for index in (*units.parted, *units.syllables, *units.turns):
        if units.starts[index] not in begins:
            costs[index - 1] = BARRED


def _hyphen_ends(
    units: Units, glyphs: Glyphs, glyph_starts: list[int], widths: list[int], rules: Rules
) -> tuple[frozenset[int], list[int]]:
    """The units after which a hyphen is set, and the widths of all units at a line end."""
    if not units.syllables:
        return frozenset(), widths
    ends = list(widths)
    hyphens = frozenset(index - 1 for index in units.syllables)
    for index in hyphens:
        glyph = glyph_starts[index + 1] - 1
        face, size = glyphs.faces[glyph], glyphs.seats.get(glyph, UPRIGHT).size
        ends[index] += round(sum(shape(face, "-", language=rules.language).advances) * size)
    return hyphens, ends


def _hangs(units: Units, text: str, widths: list[int], rules: Rules) -> tuple[int, ...]:
    """clreq, «Hanging Punctuation at Line End»: one mark at the most, never with another before it."""
    able = _HANGING[rules.language]
    return tuple(
        widths[index]
        if end - start == 1 and text[start] in able and index and text[start - 1] not in _MARKS
        else 0
        for index, (start, end) in enumerate(zip(units.starts, units.ends, strict=True))
    )


def _short_from(kinds: list[Kind], widths: list[int]) -> int:
    """The first unit from which on there are less than two em besides marks (clreq, «Paragraph Adjustment»)."""
    held = 0
    for index in range(len(kinds) - 1, -1, -1):
        if kinds[index] in COUNTED:
            held += widths[index]
            if held >= 2 * EM:
                return index + 1
    return 0


def _scripts(runs: tuple[StyledRun, ...]) -> frozenset[int]:
    """Indices at which a superior or inferior (a note mark) begins."""
    starts, at = set(), 0
    for run in runs:
        if run.script:
            starts.add(at)
        at += len(run.text)
    return frozenset(starts)


def _dotted(runs: tuple[StyledRun, ...]) -> tuple[tuple[int, int], ...]:
    return _stretches(runs, [run.dotted for run in runs])


def _kept(runs: tuple[StyledRun, ...]) -> tuple[tuple[int, int], ...]:
    return _stretches(runs, [run.kept for run in runs])


def _stretches(runs: tuple[StyledRun, ...], chosen: list[bool]) -> tuple[tuple[int, int], ...]:
    """Where in the text the chosen runs begin and end."""
    if not any(chosen):
        return ()
    ends = list(accumulate(len(run.text) for run in runs))
    return tuple(
        (end - len(run.text), end) for run, end, is_chosen in zip(runs, ends, chosen, strict=True) if is_chosen
    )

