"""A story and a measure in, its body as lines on the grid out.

Every line is a whole number of grid lines high; the flow puts them into columns and never looks inside.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from editions.diagnostic import Span
from editions.model import Article, Block, Run
from fonts.roles import FaceTable
from layout.bylines import body_runs, byline_of, byline_under_headline, byline_under_note, is_signature
from layout.items import Role
from layout.setting.headlines import Lexicon, set_headline, without_turns
from layout.setting.lines import Line, set_lines, set_short
from layout.setting.shaping import StyledRun, shape_runs
from layout.stories import Part, Story
from layout.style import Style

EM = 1000
LEAST_BESIDE = 15  # em of a measure in which a headline of the contents stands beside the page's number
ENTRY_EM = 5  # of the number and the name there, with the gap after them
HEADLINE_DEPTH = 1.16  # of the size, from one headline line to the next
ROW_AIR = 0.4  # grid lines about the text of a table's row
TABLE_AIR = 0.4  # about a table, at the least; its rows share what whole grid lines leave over
SNUG = 0.12  # grid lines that the lines of a headline within a column may lack of that depth
_NOTE_LABEL = re.compile("(?:编者按|编者的话|编前语?|编后语?|编余|开栏的话)[：:]?")


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell of a table: its lines, and where it stands in the row (body em)."""

    place: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BodyLine:
    """One unbreakable piece of a column, `height` grid lines high.

    `air` may be dropped at the head of a column; after `keep` the column must not end. `first` and `last` mark the
    ends of a paragraph. `align` is where a line shorter than the measure stands. A row of a table, `depth` grid lines
    deep, begins `drop` of them below the line's top, and may end below its foot: the whole table stands on the grid.
    """

    role: Role
    article: str
    span: Span
    height: int = 1
    lines: tuple[Line, ...] = ()
    cells: tuple[Cell, ...] = ()
    drop: float = 0.0
    depth: float = 0.0
    size: float = 0.0
    align: str = "start"
    air: bool = False
    keep: bool = False
    first: bool = True
    last: bool = True
    paragraph: int = 0

    @property
    def characters(self) -> int:
        """Characters of body copy in the line, white space aside."""
        if self.role in ("jump", "kicker", "headline", "deck", "byline", "subhead"):
            return 0
        texts = [line.text for line in self.lines] + [line.text for cell in self.cells for line in cell.lines]
        return sum(len("".join(text.split())) for text in texts)


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """What a paragraph was set from, so that the flow can have it set a line longer or shorter."""

    runs: tuple[StyledRun, ...]
    indent: int


def role_of(style: Style, run: Run) -> str:
    if run.style in ("kai", "byline"):
        return style.roles.byline
    if run.style in ("hei", "bold"):
        return style.roles.lead_in
    return style.roles.body


def styled(style: Style, runs: tuple[Run, ...]) -> tuple[StyledRun, ...]:
    return tuple(
        StyledRun(
            run.text,
            role_of(style, run),
            run.style if run.style in ("sup", "sub") else "",
            run.style == "dots",
            run.style == "byline",
        )
        for run in runs
        if run.text
    )


@lru_cache(maxsize=512)
def set_body(story: Story, measure: int, style: Style, table: FaceTable, lexicon: Lexicon) -> tuple[BodyLine, ...]:
    """A story in, the lines of all its parts at `measure` (body em) out."""
    if story.is_contents:
        entries = (set_entry(story.id, block, measure, style, table, lexicon) for block in story.lead.body)
        between = BodyLine("contents", story.id, story.lead.span, air=True)
        return tuple(line for entry in entries for line in (between, entry))[1:]
    lines: list[BodyLine] = []
    wanted = _common_size(story, measure, style, table, lexicon) if story.is_group else None
    for part in story.parts:
        article = part.article
        if story.is_group:
            lines.extend(_column_headline(article, measure, style, table, lexicon, wanted, bool(lines)))
        if part.jump_from:
            lines.append(_jump_line(article, f"（上接第{part.jump_from}版）", "start", style, table))
        notes = _opening_notes(part)
        for place, (block, runs) in enumerate(zip(part.blocks, body_runs(part), strict=True), 1):
            lines.extend(_set_block(article, block, runs, measure, len(lines), style, table, lexicon))
            if place == notes:
                # What follows is the story's own.
                lines.append(BodyLine("note", article.id, block.span, air=True))
                if byline_under_note(article) and not part.jump_from:
                    lines.extend(byline_lines(article, measure, style, table))
        if part.jump_to:
            lines.append(_jump_line(article, f"（下转第{part.jump_to}版）", "end", style, table))
    return tuple(lines)


def _opening_notes(part: Part) -> int:
    """How many editor's notes a part of an article opens with."""
    kinds = [block.kind for block in part.blocks]
    return next((place for place, kind in enumerate(kinds) if kind != "note"), len(kinds))


def _jump_line(article: Article, text: str, align: str, style: Style, table: FaceTable) -> BodyLine:
    shaped = shape_runs((StyledRun(text, style.roles.lead_in),), table, style.setting.rules)
    lines = set_lines(shaped, 10_000 * EM)
    return BodyLine("jump", article.id, article.span, lines=lines, size=style.grid.body_pt, align=align)


def _common_size(
    story: Story, measure: int, style: Style, table: FaceTable, lexicon: Lexicon
) -> float | None:
    """The largest size at which the headlines of all articles of a group go in, in one line each or else in two."""
    rank_sizes = style.headline.sizes(max(4, story.rank))
    for most in (1, 2):
        for size in _column_sizes(rank_sizes, most, style):
            room = int(measure * style.grid.body_pt / size * EM)
            if all(
                set_headline(
                    article.headline, style.roles.of_headline(article.kind, article.rank), table, room, lexicon, most, style.setting.rules
                )
                for article in (part.article for part in story.parts)
            ):
                return size
    return None


def _column_headline(
    article: Article,
    measure: int,
    style: Style,
    table: FaceTable,
    lexicon: Lexicon,
    wanted: float | None,
    later: bool,
) -> list[BodyLine]:
    """The headline of one article of a group at the size `wanted` by the group, and its byline if it stands under the
    headline."""
    role = style.roles.of_headline(article.kind, article.rank)
    size = wanted or style.headline.sizes(max(4, article.rank))[-1]
    room = int(measure * style.grid.body_pt / size * EM)
    lines = set_headline(article.headline, role, table, room, lexicon, 2, style.setting.rules)
    if not lines:
        shaped = shape_runs((StyledRun(without_turns(article.headline), role),), table, style.setting.rules)
        lines = set_short(shaped, int(measure * style.grid.body_pt / size * EM))
    found = [BodyLine("headline", article.id, article.span, air=True, keep=True)] if later else []
    found.extend(_beside_headline("kicker", article, article.kicker, measure, style, table))
    align = "start" if article.rank == 5 else "middle"
    height = _headline_height(len(lines), size, style)
    found.append(BodyLine("headline", article.id, article.span, height, lines, size=size, align=align, keep=True))
    found.extend(_beside_headline("deck", article, article.deck, measure, style, table))
    if byline_under_headline(article):
        found.extend(byline_lines(article, measure, style, table))
    return found


def _headline_height(lines: int, size: float, style: Style) -> int:
    """Grid lines that the lines of a headline take together, as close to one another as in a head."""
    depth = 0.95 * size if lines == 1 else lines * size * HEADLINE_DEPTH - SNUG * style.grid.leading_pt
    return max(1, math.ceil(depth / style.grid.leading_pt))


def _beside_headline(
    role: Role, article: Article, text: str, measure: int, style: Style, table: FaceTable
) -> list[BodyLine]:
    """A kicker or deck within a column, in the body's size."""
    if not text:
        return []
    face_role = style.roles.kicker if role == "kicker" else style.roles.deck
    lines = set_short(shape_runs((StyledRun(without_turns(text), face_role),), table, style.setting.rules), measure * EM)
    size = style.grid.body_pt
    return [BodyLine(role, article.id, article.span, lines=(line,), size=size, align="middle", keep=True) for line in lines]


def _column_sizes(sizes: tuple[float, ...], most_lines: int, style: Style) -> tuple[float, ...]:
    """Sizes to try for a headline within a column: down to the body's in one line; in two none that is a little above the
    leading, of which they would take three."""
    if most_lines == 1:
        return (*sizes, style.grid.body_pt) if sizes[-1] < style.grid.leading_pt else sizes
    return tuple(size for size in sizes if size < style.grid.leading_pt or size > 1.15 * style.grid.leading_pt)


def byline_lines(article: Article, measure: int, style: Style, table: FaceTable) -> tuple[BodyLine, ...]:
    """An article and a measure (body em) in, its byline as lines of the body out."""
    shaped = shape_runs((StyledRun(byline_of(article), style.roles.byline),), table, style.setting.rules)
    return tuple(
        BodyLine("byline", article.id, article.span, 1, (line,), size=style.grid.body_pt, align="middle", keep=True)
        for line in set_short(shaped, measure * EM)
    )


def _set_block(
    article: Article,
    block: Block,
    runs: tuple[Run, ...],
    measure: int,
    number: int,
    style: Style,
    table: FaceTable,
    lexicon: Lexicon,
) -> list[BodyLine]:
    size = style.grid.body_pt
    if block.kind == "subhead":
        return _set_subhead(article, block, measure, number, style, table, lexicon)
    if block.kind == "table":
        return set_table(article.id, block, measure, style, table)
    if block.kind == "verse":
        return _set_verse(article, block, measure, style, table)
    align = "start"
    if block.kind == "note":
        # 楷体, and an em in on both sides so that it stands apart where Kai falls back to Song.
        runs = _note_runs(runs)
        measure, align = measure - 2, "indent1"
    indent = (style.setting.indent_em if measure >= 6 else 1) * EM
    lines = set_lines(shape_runs(styled(style, runs), table, style.setting.rules), measure * EM, indent)
    if len(lines) > 1 and is_signature(runs[-1]) and len(lines[-1].text) <= len(runs[-1].text):
        # It would be parted: it stands on the line after the text, at its end.
        (signature, *more) = set_lines(shape_runs(styled(style, runs[-1:]), table, style.setting.rules), measure * EM)
        if not more:
            before = _set_block(article, block, runs[:-1], measure, number, style, table, lexicon)
            return [*before[:-1], replace(before[-1], keep=True), signature_line(replace(before[0], lines=(signature,)))]
    role: Role = "note" if block.kind == "note" else "body"
    return [
        BodyLine(
            role,
            article.id,
            block.span,
            lines=(line,),
            size=size,
            align=align,
            first=index == 0,
            last=index == len(lines) - 1,
            paragraph=number,
        )
        for index, line in enumerate(lines)
    ]


def signature_line(line: BodyLine) -> BodyLine:
    """A line that holds a signature in; the same at the end of the measure, as a paragraph of its own, out."""
    return replace(line, first=True, last=True, keep=False, align="end")


def _note_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """An editor's note in Kai, what it calls itself (编者按：) in Hei."""
    label = _NOTE_LABEL.match(runs[0].text) if runs else None
    kai = tuple(Run(run.text, "kai") for run in runs)
    if label is None:
        return kai
    return (Run(label.group(), "hei"), Run(runs[0].text[label.end() :], "kai"), *kai[1:])


def _set_subhead(
    article: Article, block: Block, measure: int, number: int, style: Style, table: FaceTable, lexicon: Lexicon
) -> list[BodyLine]:
    size = style.ladder.at_most(style.grid.leading_pt)
    room = int(measure * style.grid.body_pt / size * EM)
    lines = set_headline(block.text, style.roles.subhead, table, room, lexicon, 3, style.setting.rules)
    if not lines:
        lines = set_short(shape_runs((StyledRun(without_turns(block.text), style.roles.subhead),), table, style.setting.rules), room)
    found = [BodyLine("subhead", article.id, block.span, air=True, keep=True)] if number else []
    found.extend(
        BodyLine("subhead", article.id, block.span, lines=(line,), size=size, align="middle", keep=True) for line in lines
    )
    return found


def _set_verse(article: Article, block: Block, measure: int, style: Style, table: FaceTable) -> list[BodyLine]:
    found: list[BodyLine] = []
    for text in block.text.split("\n"):
        if not text.strip():
            if found:
                found.append(BodyLine("verse", article.id, block.span, air=True))
            continue
        shaped = shape_runs((StyledRun(text, style.roles.byline),), table, style.setting.rules)
        indent = 2 if measure >= 13 else 1
        # A turned line (回行) stands an em further in: the measure is that of the turned lines, the first has an em more.
        lines = set_lines(shaped, (measure - indent - 1) * EM, -EM, justify=False)
        for index, line in enumerate(lines):
            found.append(
                BodyLine(
                    "verse",
                    article.id,
                    block.span,
                    lines=(line,),
                    size=style.grid.body_pt,
                    align=f"indent{indent + 1}",
                    first=index == 0,
                    last=index == len(lines) - 1,
                )
            )
    return found


def set_entry(
    article: str, block: Block, measure: int, style: Style, table: FaceTable, lexicon: Lexicon
) -> BodyLine:
    """An entry of the contents (导读), three runs, in; a row of it out: number and name of the page and, beside them or in
    a narrow column under them, the headline, turned between words."""
    number, name, headline = (run.text for run in block.runs)
    rules, body = style.setting.rules, style.roles.body

    def set_ragged(room: int, *runs: StyledRun) -> tuple[Line, ...]:
        shown = tuple(run for run in runs if run.text)
        return set_lines(shape_runs(shown, table, rules), room * EM, justify=False) if shown else ()

    beside = measure >= LEAST_BESIDE
    room = measure - ENTRY_EM if beside else measure
    said = set_headline(headline, body, table, room * EM, lexicon, 3, rules) or set_ragged(room, StyledRun(headline, body))
    bold = StyledRun(number, style.roles.lead_in)
    if beside:
        label = (*set_ragged(ENTRY_EM, bold), *set_ragged(ENTRY_EM - 1, StyledRun(name, body)))
        cells: tuple[Cell, ...] = (Cell(0, label), Cell(ENTRY_EM, said))
    else:
        cells = (Cell(0, (*set_ragged(measure, bold, StyledRun(name and f"　{name}", body)), *said)),)
    height = max(len(cell.lines) for cell in cells)
    return BodyLine("contents", article, block.span, height, cells=cells, size=style.grid.body_pt)


def set_table(article: str, block: Block, measure: int, style: Style, table: FaceTable) -> list[BodyLine]:
    """Rows of a small table: each column as wide as its longest cell asks, in proportion, cells broken like text. A row
    has about half a grid line more than its text; all of them together take whole lines."""
    rows = block.rows
    columns = max(len(row) for row in rows)

    def set_cell(number: int, text: str, width: float) -> tuple[Line, ...]:
        run = StyledRun(text, style.roles.lead_in if number == 0 else style.roles.body)
        return set_lines(shape_runs((run,), table, style.setting.rules), int(width * EM), justify=False)

    wanted = [2.0] * columns
    for number, row in enumerate(rows):
        for index, text in enumerate(row):
            natural = max((line.width for line in set_cell(number, text, 10_000)), default=0)
            wanted[index] = max(wanted[index], math.ceil(2 * natural / EM) / 2)
    between = 1.0 if measure >= 3 * columns else 0.25
    room = measure - (columns - 1) * between
    scale = min(1.0, room / sum(wanted))
    least = min(2.0, room / columns)
    widths = [max(least, math.floor(width * scale * 2) / 2) for width in wanted]
    spare = max(0.0, room - sum(widths))
    gap = between + (min(4.0, spare / (columns - 1)) if columns > 1 else 0)
    set_rows = []
    for number, row in enumerate(rows):
        cells, place = [], 0.0
        for index, text in enumerate(row):
            cells.append(Cell(place, set_cell(number, text, widths[index])))
            place += widths[index] + gap
        set_rows.append(tuple(cells))
    depths = [max([1, *(len(cell.lines) for cell in cells)]) + ROW_AIR for cells in set_rows]
    height = math.ceil(sum(depths) + TABLE_AIR)
    tops = list(accumulate(depths, initial=(height - sum(depths)) / 2))
    starts = [0, *(math.floor(top) for top in tops[1:-1]), height]
    return [
        BodyLine(
            "table",
            article,
            block.span,
            starts[number + 1] - starts[number],
            cells=cells,
            drop=tops[number] - starts[number],
            depth=depths[number],
            size=style.grid.body_pt,
            keep=number < len(rows) - 1,
            first=number == 0,
            last=number == len(rows) - 1,
        )
        for number, cells in enumerate(set_rows)
    ]
