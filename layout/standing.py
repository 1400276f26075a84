"""The head of a story in, its vertical lines out (竖题): kicker, headline and deck, from right to left.

A standing head has a strip of the story's rectangle to itself, as high as the body beside it. It is set with the same
sizes and roles as one that lies across the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fonts.roles import FaceTable
from layout.body import HEADLINE_DEPTH, BodyLine, byline_lines, set_body
from layout.bylines import byline_of, byline_under_headline
from layout.head import KICKER_DEPTH, Head, Row, finish, label_row, secondary_size
from layout.items import Frame, Group, Placed, Role
from layout.setting.drawing import glyph_runs
from layout.setting.headlines import Lexicon, set_headline, without_turns
from layout.setting.lines import Line, set_short
from layout.setting.shaping import StyledRun, shape_runs
from layout.stories import Story
from layout.style import Style

EM = 1000
UNEVEN = 4  # em beyond an even share that the longest of several headline lines may have
SHORTEST = 0.6  # of the longest headline line
MOST_STANDING = 2  # headlines of a page: with more, none is a change any more
LEAST_LONGEST = 4  # em: a headline in lines of two or three characters is no headline
LONGER = (1.0, 1.15, 1.3, 1.6, 2.0)  # a kicker or deck may be so many times as long as the headline
BYLINE_DEPTH = 1.9  # of the body size, from the axis of a deck to that of the byline
AIR_ABOVE = 0.42  # of the air above and below: in the middle of a high strip it would seem to sink
LEAST_AIR_EM = 2.0  # about a standing head, in body em
STANDING_AIR = 1  # grid lines more above it and the body beside it
AIR = 0.6  # of the headline's size, about it


@dataclass(frozen=True, slots=True, eq=False)
class StandingHead:
    """Vertical lines in the order of reading, right to left. `across` and `down` are what they measure in points."""

    rows: tuple[Row, ...]
    across: float
    down: float
    headline_pt: float
    headline_lines: int

    @property
    def air(self) -> float:
        """Points of air that the lines want beside them, left and right together."""
        return AIR * self.headline_pt


@lru_cache(maxsize=1024)
def set_standing(
    story: Story,
    headline_lines: int,
    size: float,
    with_deck: bool,
    with_byline: bool,
    style: Style,
    table: FaceTable,
    lexicon: Lexicon,
) -> StandingHead | None:
    """A story, a number of headline lines and their size in; the standing head out, None if its headline cannot be
    parted so. `style` is the paper's own. `with_byline`: a byline under the headline stands, too."""
    style = style.standing
    article = story.lead
    role = style.roles.of_headline(article.kind, story.rank)
    headline = _parted(story.headline, role, headline_lines, style, table, lexicon)
    if len(headline) != headline_lines:
        return None
    down = _longest(headline) * size / EM
    second = secondary_size(size, style)
    parts: tuple[tuple[Role, str, str], ...] = (
        ("kicker", article.kicker, style.roles.kicker),
        ("headline", story.headline, role),
        ("deck", article.deck if with_deck else "", style.roles.deck),
    )
    rows = []
    for part, text, face_role in parts:
        if part == "headline":
            rows.append(Row(part, headline, size, size * HEADLINE_DEPTH))
        elif text:
            lines = _within(text, face_role, down / second, style, table, lexicon)
            if not lines:
                return None
            rows.append(Row(part, lines, second, second * KICKER_DEPTH))
    if with_byline and byline_under_headline(article):
        em = style.grid.body_pt
        shaped = shape_runs((StyledRun(byline_of(article), style.roles.byline),), table, style.setting.rules)
        rows.append(Row("byline", set_short(shaped, int(down / em * EM)), em, em * BYLINE_DEPTH))
    across = sum(row.depth * len(row.lines) for row in rows)
    down = max(_longest(row.lines) * row.size / EM for row in rows)
    return StandingHead(tuple(rows), across, down, size, headline_lines)


def _longest(lines: tuple[Line, ...]) -> int:
    return max(line.width for line in lines)


def _parted(
    text: str, role: str, count: int, style: Style, table: FaceTable, lexicon: Lexicon
) -> tuple[Line, ...]:
    """A headline in `count` lines as even as its words let them be; () if they do not."""
    whole = sum(line.width for line in set_headline(text, role, table, 1000 * EM, lexicon, 9, style.setting.rules))
    for more in range(UNEVEN + 1):
        measure = whole // count + more * EM
        lines = set_headline(text, role, table, measure, lexicon, count, style.setting.rules)
        if lines:
            # The editor's own turns stand as they are; others must not leave a word alone on a line.
            whole_words = min(line.width for line in lines) >= SHORTEST * _longest(lines) and (
                count == 1 or _longest(lines) >= LEAST_LONGEST * EM
            )
            return lines if whole_words or without_turns(text) != text else ()
    return ()


def _within(
    text: str, role: str, room_em: float, style: Style, table: FaceTable, lexicon: Lexicon
) -> tuple[Line, ...]:
    """A kicker or deck in one or two lines that are about as long as the headline."""
    for factor in LONGER:
        lines = set_headline(text, role, table, int(room_em * factor * EM), lexicon, 2, style.setting.rules)
        if lines:
            return lines
    return ()


def set_body_beside(
    story: Story, measure: int, style: Style, table: FaceTable, lexicon: Lexicon
) -> tuple[BodyLine, ...]:
    """The body of a story with a standing head: what would be the byline under its headline stands at its head."""
    body = set_body(story, measure, style, table, lexicon)
    return (*byline_lines(story.lead, measure, style, table), *body) if byline_under_headline(story.lead) else body


@lru_cache(maxsize=512)
def head_above(story: Story, headline_pt: float, style: Style, table: FaceTable) -> Head:
    """What lies above a standing head and its body: the label, or a line of air."""
    if story.label:
        return finish([label_row(story.label, style, table)], style, headline_pt, 1.0)
    return Head((), 0.0, 1, headline_pt, 1.0)


def compose_standing(head: StandingHead, width: float, height: float) -> Group:
    """A standing head and its strip in points in, the group out. The lines are in the middle of the strip: kicker and
    headline begin at one height (齐头), deck and byline end at one, as they are read last."""
    top = (height - head.down) * AIR_ABOVE
    x = (width + head.across) / 2
    items: list[Placed] = []
    for row in head.rows:
        placed: list[Placed] = []
        y = top
        if row.role in ("deck", "byline"):
            y += head.down - _longest(row.lines) * row.size / EM
        for line in row.lines:
            placed.extend(Placed(x - row.depth / 2 + run.x, y + run.y, run.item) for run in glyph_runs(line, row.size))
            x -= row.depth
        items.append(Placed(0, 0, Group(Frame(width, height, tuple(placed)), row.role)))
    return Group(Frame(width, height, tuple(items)), "head")
