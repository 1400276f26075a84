"""Judge a finished page: what must hold on every page, each rule a function that yields what breaks it.

What is on the page is measured from its glyphs and groups (tests/layout/measuring.py), not asked of the code that put it
there; the copy that should be there is the edition's. A page that keeps a rule yields nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from editions.model import Article, Edition
from layout.bylines import body_runs, byline_of, byline_under_headline
from layout.edition import Setup
from layout.grid import baseline_in_line
from layout.items import GlyphRun, Group, Page, Picture, walk
from layout.plan.score import clashes, through_gutters
from layout.plan.types import PagePlan, Slot
from layout.setting.headlines import without_turns
from layout.stories import Part
from tests.layout.measuring import ON_GRID, TEXT_ROLES, Rect, glyphs_of, groups_of, story_rects, white_of

NEAR = 0.02  # points
COPY = frozenset({"body", "subhead", "note", "verse", "table"})  # roles of what stands in the columns and is the article's
BLOCKS = ("story", "head", "picture", "sidebar", "ad", *sorted(COPY))
SLACK = 0.1  # em of ink that may touch other ink: ink boxes hold control points


@dataclass(frozen=True, slots=True)
class Finished:
    """A page with all that it was made from."""

    edition: Edition
    plan: PagePlan
    page: Page
    setup: Setup

    @property
    def articles(self) -> Iterator[tuple[Slot, Part]]:
        return ((slot, part) for slot in self.plan.slots for part in slot.story.parts)


Rule = Callable[[Finished], Iterator[str]]


def overlaps(of: Finished) -> Iterator[str]:
    """Stories, advertisements and the masthead lie apart in the type area, and no ink lies on other ink."""
    page = of.page
    blocks = [(rect, group.source) for rect, group in groups_of(page, "story", "ad", "masthead")]
    for rect, name in blocks:
        if not Rect(*page.type_area).holds(rect, NEAR):
            yield f"{name} leaves the type area"
    for (rect, one), (other_rect, other) in combinations(blocks, 2):
        if rect.overlaps(other_rect, NEAR):
            yield f"{one} lies on {other}"
    yield from _ink_on_ink(page)
    rects = story_rects(page)
    for story, ink, text in _lines_of_ink(page):
        if story and not rects[story].holds(ink, 6):  # a mark hangs out of a measure by half an em
            yield f"{story}: “{text}” is outside its rectangle"


def _ink_on_ink(page: Page) -> Iterator[str]:
    """Lines of glyphs and pictures as rectangles, swept down the page."""
    inks = [(ink, text) for _, ink, text in _lines_of_ink(page)]
    inks += [(Rect(x, y, x + item.width, y + item.height), item.file) for x, y, item, _ in walk(page.frame) if isinstance(item, Picture)]
    open_inks: list[tuple[Rect, str]] = []
    for ink, text in sorted(inks):
        open_inks = [(other, name) for other, name in open_inks if other.x1 > ink.x0]
        yield from (f"“{text}” lies on “{name}”" for other, name in open_inks if ink.overlaps(other))
        open_inks.append((ink, text))


def _lines_of_ink(page: Page) -> Iterator[tuple[str, Rect, str]]:
    """(story, ink, text) of every run of glyphs beyond advertisements, less the slack."""
    lines: dict[tuple[str, tuple[str, ...], float, float, float], list[tuple[float, float, str]]] = {}
    for glyph in glyphs_of(page.frame):
        if glyph.ink_right > glyph.ink_left and "ad" not in glyph.roles:
            key = (glyph.story, glyph.roles, glyph.column_x, round(glyph.y, 2), glyph.size)
            lines.setdefault(key, []).append((glyph.ink_left, glyph.ink_right, glyph.text))
    for (story, _, _, y, size), glyphs in lines.items():
        left, right = min(left for left, _, _ in glyphs), max(right for _, right, _ in glyphs)
        ink = Rect(left + SLACK * size, y - 0.78 * size, right - SLACK * size, y + 0.02 * size)
        yield story, ink, "".join(text for _, _, text in glyphs)


def lost_copy(of: Finished) -> Iterator[str]:
    """Every character and every picture of every article is on the page, in order, or said to be left out."""
    said = {(found.article, found.code) for found in of.page.diagnostics}
    standing = {part.article.id for _, part in of.articles}
    for article in of.edition.on_page(of.plan.page_no):
        if article.id not in standing and (article.id, "no-room") not in said:
            yield f"{article.id} is not on the page"
    texts = _texts(of.page)
    overset = {record.id: record.overset_characters for record in of.page.stories}
    for slot, part in of.articles:
        article = part.article
        copy = _bare("".join(run.text for runs in body_runs(part) for run in runs))
        found = _bare(texts.get((article.id, "body"), ""))
        if found != copy and not (copy.startswith(found) and 0 < overset.get(article.id, 0) <= len(copy) - len(found)):
            at = next((n for n, (one, other) in enumerate(zip(found, copy, strict=False)) if one != other), len(found))
            yield f"{article.id}: copy is not as written from character {at} on: “{copy[at : at + 12]}”"
        for role, wanted in _display(article, in_group=slot.story.is_group):
            shown = _bare(texts.get((article.id, role), ""))
            left_out = not shown and (article.id, f"{role}-left-out") in said
            if shown != _bare(wanted) and not left_out:
                yield f"{article.id}: {role} “{shown}” in place of “{wanted}”"
        files = [item.file for _, _, item, around in walk(of.page.frame)
                 if isinstance(item, Picture) and around[-1].role == "picture" and around[-2].source == article.id]  # fmt: skip
        if files != [picture.file for picture in article.pictures] and (article.id, "pictures-left-out") not in said:
            yield f"{article.id}: pictures {files}"


def _display(article: Article, *, in_group: bool) -> Iterator[tuple[str, str]]:
    """(role, text) of what an article prints beside its columns; a group's have their headlines in the column."""
    yield "headline", without_turns(article.headline)
    if in_group:
        return
    yield "kicker", article.kicker
    yield "deck", article.deck
    yield "byline", byline_of(article) if byline_under_headline(article) else ""
    yield "caption", "".join(picture.caption + picture.credit for picture in article.pictures)


def _texts(page: Page) -> Mapping[tuple[str, str], str]:
    """The text of each article by role, all that is `COPY` as "body", in painting order."""
    found: dict[tuple[str, str], list[str]] = {}
    for _, _, item, around in walk(page.frame):
        story = next((group.source for group in around if group.role == "story"), "")
        if isinstance(item, GlyphRun) and story:
            group = around[-1]
            in_column = around[-2].role == "story" and group.role != "caption"
            owner = group.source if in_column and group.source else story
            found.setdefault((owner, "body" if group.role in COPY else group.role), []).append(item.text)
    return {key: "".join(texts) for key, texts in found.items()}


def _bare(text: str) -> str:
    return "".join(text.split())


def off_grid(of: Finished) -> Iterator[str]:
    """Every baseline of body, byline and subhead is on the grid."""
    leading, top = of.setup.grid.leading, of.page.type_area[1] + baseline_in_line(of.setup.desk.style)
    for glyph in glyphs_of(of.page.frame):
        if glyph.story and glyph.roles[-1] in ON_GRID and not _whole((glyph.y - top) / leading, leading):
            yield f"{glyph.story}: “{glyph.text}” of {glyph.roles[-1]} stands off the grid"


def _whole(lines: float, leading: float) -> bool:
    return abs(lines - round(lines)) * leading <= NEAR


def broken_blocks(of: Finished) -> Iterator[str]:
    """Every block begins on a grid line and is whole lines high; every story is whole columns wide."""
    grid = of.setup.grid
    for x, y, item, around in walk(of.page.frame):
        inside = {group.role for group in around}
        if not isinstance(item, Group) or item.role not in BLOCKS or inside & {"head", "sidebar", "masthead"}:
            continue
        name = f"{item.role} of {next((group.source for group in around if group.role == 'story'), item.source)}"
        if not _whole((y - of.page.type_area[1]) / grid.leading, grid.leading):
            yield f"{name} begins between two lines"
        if not _whole(item.frame.height / grid.leading, grid.leading):
            yield f"{name} is {item.frame.height / grid.leading:.2f} lines high"
        if item.role == "story":
            edges = [(grid.x(column), grid.x(column) + grid.column_width) for column in range(grid.columns)]
            if not any(abs(x - left) < NEAR for left, _ in edges) or not any(
                abs(x + item.frame.width - right) < NEAR for _, right in edges
            ):
                yield f"{name} stands off the columns"


def uneven_feet(of: Finished) -> Iterator[str]:
    """All columns of a story end on one line (齐底), be it with text, a picture or a sidebar."""
    leading, em = of.setup.grid.leading, of.setup.grid.em
    rects = story_rects(of.page)
    text: dict[tuple[str, float], float] = {}
    for glyph in glyphs_of(of.page.frame):
        if glyph.story and glyph.roles[-1] in TEXT_ROLES and not {"head", "sidebar"} & set(glyph.roles):
            key = glyph.story, round(glyph.column_x, 1)
            text[key] = max(text.get(key, 0.0), glyph.y)
    below = of.page.type_area[1] + baseline_in_line(of.setup.desk.style) - leading  # a baseline's line ends there
    solid = [rect for rect, _ in groups_of(of.page, "picture", "sidebar")]
    for slot in of.plan.slots:
        if slot.variant.strip or slot.variant.tiers or slot.story.id not in rects:
            continue
        rect, inner, width = rects[slot.story.id], slot.variant.inner, slot.variant.measure * em
        inset = em if slot.story.box else 0.0
        step = (rect.x1 - rect.x0 - 2 * inset - width) / (inner - 1) if inner > 1 else 0.0
        feet = []
        for x in (rect.x0 + inset + number * step for number in range(inner)):
            ends = [y - below for (story, at), y in text.items() if story == slot.story.id and abs(at - x) < 1]
            ends += [part.y1 - of.page.type_area[1] for part in solid
                     if rect.holds(part, 1) and part.x0 - 1 < x + width / 2 < part.x1 + 1]  # fmt: skip
            feet.append(round(max(ends, default=rect.y0) / leading))
        if len(set(feet)) > 1:
            yield f"{slot.story.id}: columns end on lines {feet}"


def disordered_ranks(of: Finished) -> Iterator[str]:
    """No headline is larger than one of a higher rank."""
    ranks = {article.id: article.rank for article in (*of.edition.articles, *of.edition.fillers)}
    sizes = sorted((ranks[name], size, name) for name, size in headline_sizes(of.page).items() if name in ranks)
    for (rank, size, name), (lower, larger, other) in combinations(sizes, 2):
        if lower > rank and larger > size + 0.01:
            yield f"{other} (rank {lower}) {larger:g} pt over {name} (rank {rank}) {size:g} pt"


def headline_sizes(page: Page) -> dict[str, float]:
    """The size of each article's headline as it is printed."""
    found: dict[str, float] = {}
    for _, _, item, around in walk(page.frame):
        if isinstance(item, GlyphRun) and around[-1].role == "headline" and around[-2].role in ("head", "story"):
            name = around[-1].source or next(group.source for group in around if group.role == "story")
            found[name] = max(found.get(name, 0.0), item.size)
    return found


def whole_gutters(of: Finished) -> Iterator[str]:
    """No gutter runs through the whole height (通缝)."""
    plan = of.plan
    for column in through_gutters(plan.slots, plan.ads, plan.masthead_lines, of.setup.desk.style):
        yield f"a gutter from head to foot before column {column + 1}"


# What must hold on all pages, whatever their copy.
ALWAYS: Mapping[str, Rule] = {
    "nothing overlaps": overlaps,
    "no character lost": lost_copy,
    "baselines on the grid": off_grid,
    "blocks of whole lines": broken_blocks,
    "feet even": uneven_feet,
    "headline sizes by rank": disordered_ranks,
    "no gutter through the height": whole_gutters,
}


def overset_characters(of: Finished) -> int:
    """Characters of the body that found no place, those of stories without any among them."""
    unplaced = sum(len(_bare(block.text)) for story in of.plan.unplaced for part in story.parts for block in part.blocks)
    return unplaced + sum(record.overset_characters for record in of.page.stories)


def too_small(of: Finished) -> Iterator[str]:
    """Headlines below the ladder's least size."""
    least = min(of.setup.desk.style.ladder.sizes)
    for name, size in headline_sizes(of.page).items():
        if size < least - 0.01:
            yield f"{name}: headline of {size:g} pt"


def clash_count(of: Finished) -> int:
    """碰题: pairs of headlines side by side on one line."""
    return len(clashes(of.plan.slots))


def white(of: Finished) -> float:
    """White cells by all cells, by the ruler."""
    style = of.setup.desk.style
    return white_of(of.page, of.setup.grid, style.headline.air_preferred, of.plan.masthead_lines)
