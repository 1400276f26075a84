"""Try lines: paragraphs of plain text in, how they would be set out, with what was done to each line.

The bench for the rules of setting, and what an editor uses to try a headline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from editions.diagnostic import Diagnostic, Span
from editions.folder import read_paper
from editions.model import Paper
from editions.verdict import exit_code
from layout import messages, messages_lines
from layout.desk import Desk
from layout.edition import find_faces_for
from layout.setting.breaking import Measure, Room
from layout.setting.headlines import Lexicon, set_headline, without_turns
from layout.setting.lines import Line, adjustment, set_lines, set_short
from layout.setting.marks import EM
from layout.setting.rules import Rules
from layout.setting.shaping import StyledRun, shape_runs
from layout.style import Style, load_style

STYLES = ("body", "note", "byline", "caption", "lead-in", "headline", "feature", "kicker", "deck", "subhead")
DISPLAY = frozenset({"headline", "feature", "kicker", "deck", "subhead"})  # set between words, not justified
SHORT = frozenset({"byline", "caption"})  # flush, or ragged where a line would be loose
INDENT = 2
MOST_LINES = 3  # of a headline
LARGEST = 8  # MB of text


class Wish(NamedTuple):
    """What is to be tried. `measures` are in em of the body, the last one for all further lines. `size` is that of the
    type in points, «fit» the largest of the ladder at which a headline goes in; without one, body copy is of the
    body's size and a headline is measured in em of its own. `rank` chooses a headline's face."""

    measures: tuple[float, ...]
    style: str = "body"
    indent: float = 0.0
    size: float | str | None = None
    looseness: int = 0
    rank: int = 1


class Trial(NamedTuple):
    """A paragraph as it was set: `texts` are what of it each line takes, joined they are the paragraph."""

    text: str
    lines: tuple[Line, ...]
    texts: tuple[str, ...]
    size_pt: float | None
    found: tuple[Diagnostic, ...]


def find_desk(
    preset: str, paper: Path | None, *, system_fonts: bool
) -> tuple[Desk | None, tuple[Diagnostic, ...]]:
    """A style, else that of a paper.toml, and whether to look at the machine's fonts, in; style, faces and lexicon out,
    or what is wrong with them."""
    found: tuple[Diagnostic, ...] = ()
    house: Paper | None = Paper("")
    folder = Path()
    if paper is not None:
        house, found = read_paper(paper)
        folder = paper if paper.is_dir() else paper.parent
    if house is None:
        return None, found
    style, trouble = load_style(preset, Path()) if preset else load_style(house.style or "tabloid", folder)
    table, faceless = find_faces_for(house, folder, None, system=system_fonts)
    found = (*found, *trouble, *(fault for fault in faceless if fault.severity != "note"))
    if style is None or exit_code(found):
        return None, found
    return Desk(style.in_language(house.language), table, Lexicon(house.lexicon)), found


def read_paragraphs(data: bytes, name: str) -> tuple[tuple[str, ...] | None, tuple[Diagnostic, ...]]:
    """The bytes of a text in; its paragraphs out, a line each, or what is wrong with it."""
    if len(data) > LARGEST * 1024 * 1024:
        return None, (messages_lines.TEXT_TOO_LARGE.at(Span(name), limit=LARGEST),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return None, (messages_lines.NO_TEXT.at(Span(name, before.count(b"\n") + 1, column)),)
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return tuple(lines[:-1] if lines[-1] == "" else lines), ()


def try_lines(
    paragraphs: Iterable[str],
    wish: Wish,
    desk: Desk,
    rules: Rules,
    name: str = "",
) -> Iterator[Trial]:
    """Paragraphs in, their trials out, one after the other. Their diagnostics name file `name` and the paragraph's
    line in it."""
    for number, text in enumerate(paragraphs, 1):
        span = Span(name, number) if name else None
        if wish.style in DISPLAY:
            yield _try_headline(text, wish, desk, rules, span)
        else:
            yield _try_body(text, wish, desk, rules, span)


def _try_body(text: str, wish: Wish, desk: Desk, rules: Rules, span: Span | None) -> Trial:
    style = desk.style
    usual = style.caption.size_pt if wish.style == "caption" else style.grid.body_pt
    size = wish.size if isinstance(wish.size, float) else usual
    shaped = shape_runs((StyledRun(text, _role(wish, style)),), desk.table, rules)
    scale = style.grid.body_pt / size
    measure = _measure(wish, scale)
    if wish.style in SHORT and not (wish.indent or wish.looseness):
        lines = set_short(shaped, measure)
    else:
        lines = set_lines(shaped, measure, round(wish.indent * EM), looseness=wish.looseness)
    found = [*_missing(shaped.missing, _role(wish, style), span), *_trouble(lines, span)]
    return Trial(text, lines, _texts(text, lines), size, tuple(found))


def _try_headline(text: str, wish: Wish, desk: Desk, rules: Rules, span: Span | None) -> Trial:
    style, table = desk.style, desk.table
    role = _role(wish, style)
    sizes: Sequence[float | None] = (
        sorted(style.ladder.sizes, reverse=True) if isinstance(wish.size, str) else (wish.size,)
    )
    lines: tuple[Line, ...] = ()
    for size in sizes:
        room = round(wish.measures[0] * (style.grid.body_pt / size if size else 1.0) * EM)
        lines = set_headline(text, role, table, room, desk.lexicon, MOST_LINES, rules)
        if lines:
            break
    found: list[Diagnostic] = []
    if not lines:
        shaped = shape_runs((StyledRun(without_turns(text), role),), table, rules)
        lines = set_lines(shaped, room, justify=False)
        if lines:
            found.append(messages_lines.TRIED_HEADLINE.at(span, lines=MOST_LINES))
    missing = dict.fromkeys(char for line in lines for char in line.shaped.missing)
    found.extend(_missing(tuple(missing), role, span))
    return Trial(text, lines, _texts(text, lines), size, tuple(found))


def _role(wish: Wish, style: Style) -> str:
    roles = style.roles
    return {
        "body": roles.body,
        "note": roles.byline,
        "byline": roles.byline,
        "caption": roles.caption,
        "lead-in": roles.lead_in,
        "headline": roles.headline[wish.rank - 1],
        "feature": roles.feature,
        "kicker": roles.kicker,
        "deck": roles.deck,
        "subhead": roles.subhead,
    }[wish.style]


def _measure(wish: Wish, scale: float) -> Measure:
    widths = [round(measure * scale * EM) for measure in wish.measures]
    return widths[0] if len(widths) == 1 else tuple(Room(width) for width in widths)


def _texts(text: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """What of the text each line takes; spaces and turns, which no line shows, go with the line before them."""
    starts = []
    at = 0
    for line in lines:
        first = at
        for number, char in enumerate(line.text):
            at = text.index(char, at) + 1
            if not number:
                first = at - 1
        starts.append(first)
    if not starts:
        return ()
    starts[0] = 0
    return tuple(text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True))


def _missing(chars: Sequence[str], role: str, span: Span | None) -> list[Diagnostic]:
    return [messages.MISSING_GLYPH.at(span, char=char, code=ord(char), role=role) for char in chars]


def _trouble(lines: Sequence[Line], span: Span | None) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, 1):
        text = line.text.strip()
        if line.overfull:
            over = (line.width - line.measure) / EM
            yield messages_lines.TRIED_OVERFULL.at(span, number=number, over=over, text=text)
        elif line.ragged:
            short = (line.measure - line.width) / EM
            yield messages_lines.TRIED_RAGGED.at(span, number=number, short=short, text=text)
        elif line.loose:
            yield messages_lines.TRIED_LOOSE.at(span, number=number, growth=line.growth / EM, text=text)
        if line.parted:
            yield messages_lines.TRIED_PARTED.at(span, number=number, text=text)


def as_json(trial: Trial) -> dict[str, Any]:
    """A trial as the object that `lines --format json` prints. Lengths are in em of the type that is set; x from the
    line's start, the indent in it; `em_per_gap` is negative where a step squeezed."""
    lines = [_line_as_json(line, text) for line, text in zip(trial.lines, trial.texts, strict=True)]
    if trial.text and not lines:  # spaces alone
        lines = [{"text": trial.text, "glyphs": [], "natural_em": 0.0, "adjust": [], "hyphen": False, "last": True}]
    return {"text": trial.text, "size_pt": trial.size_pt, "lines": lines}


def _line_as_json(line: Line, text: str) -> dict[str, Any]:
    natural, steps = adjustment(line)
    return {
        "text": text,
        "glyphs": [[glyph, round(x / EM, 4), round(advance / EM, 4)] for glyph, x, advance in glyph_cells(line)],
        "natural_em": round(natural, 4),
        "adjust": [{"step": step, "em_per_gap": round(em, 4)} for step, em in steps],
        "hyphen": line.hyphen,
        "last": line.last,
    }


def glyph_cells(line: Line) -> Iterator[tuple[str, int, int]]:
    """A set line in; of each glyph its text, where its cell begins (1/1000 em along the line) and how much of it is
    kept out. A mark's cell is its em, of which it may have given up the blank; its beginning may lie before the
    line's start."""
    shaped = line.shaped
    final = line.end - 1
    before: int | None = None  # where the cell before ends
    for unit, place in enumerate(line.places, line.start):
        first, last = shaped.glyph_starts[unit], shaped.glyph_starts[unit + 1]
        width, tail = shaped.widths[unit], shaped.tails[unit]
        if unit == final:
            # The mark at a line end keeps its em or gives up half of it.
            kept = shaped.keeps[unit] if place + width + shaped.keeps[unit] <= line.measure else 0
        else:
            kept = max(0, min(tail, line.places[unit + 1 - line.start] - place - width))
        end = place + width + kept
        if last - first == 1:
            start = place - shaped.leads[unit]
            start = start if before is None else min(place, max(start, before))
            yield shaped.glyph_texts[first], start, end - start
            before = end
            continue
        before = end
        if first == last:
            continue  # it draws nothing, or is part of the ligature before it
        starts = [
            place + shaped.glyph_places[index] - (shaped.seats[index].along if index in shaped.seats else 0)
            for index in range(first, last)
        ]
        for index, at, until in zip(range(first, last), starts, [*starts[1:], end], strict=True):
            yield shaped.glyph_texts[index], at, until - at
    if line.hyphen:
        yield "-", end, line.width - end


def as_text(trial: Trial) -> str:
    """A trial as `lines` prints it, a line each."""
    rows = [line.text.strip() + ("-" if line.hyphen else "") for line in trial.lines]
    return "\n".join(rows)
