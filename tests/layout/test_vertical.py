"""Stories that stand: a vertical headline beside the body (竖题), and all of a story in vertical lines (竖排).

What is asked of a page is measured on its glyphs, each at the place where it is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from editions.model import Edition, FixedStory, Person, Place, Sidebar, Vertical
from editions.read import read
from fonts.shape import ink
from layout.check import check_page
from layout.edition import Setup, compose_one
from layout.export.pdf import About, export_pdf
from layout.grid import baseline_in_line
from layout.inspection import Grid, inspect_pdf
from layout.items import GlyphRun, Group, Page, walk
from layout.plan.vertical import standing_variants
from layout.stories import stories_of
from tests.layout.conftest import Compose
from tests.layout.making import SPAN, article, block, edition, picture, table_block
from tests.layout.measuring import Rect, groups_of, story_rects

TEXT = (
    "镜湖西岸的慢行步道昨日贯通，全长3.14公里，沿线设了12处歇脚亭。",
    "“从前要绕到桥头，现在出门就是江。”家住柳荫巷的周伯每天走两趟，他说——风大的日子，也有人撑着伞来看船……",
    "工程分两期，一期2025年开工，用了400吨再生钢材；二期今年3月铺装面层，透水率达90%，由C919班组的志愿者（约20人）参与养护。",
    "市园林局提醒：步道夜间23:00熄灯，骑行请下车推行，宠物须牵绳。",
)
BODY = {"body", "note", "subhead", "verse", "byline"}


class Mark(NamedTuple):
    """A glyph where it is drawn: its origin in points, its ink, and the roles around it."""

    x: float
    y: float
    size: float
    text: str
    roles: tuple[str, ...]
    stands: bool
    ink: Rect


def marks_of(page: Page, story: str) -> Iterator[Mark]:
    """The glyphs of a story in the order of the page, turned and upright ones of vertical lines among them."""
    for x, y, item, around in walk(page.frame):
        if not isinstance(item, GlyphRun) or all(group.source != story for group in around if group.role == "story"):
            continue
        roles = tuple(group.role for group in around)
        if "story" not in roles:
            continue
        along = 0.0
        for index, (advance, text) in enumerate(zip(item.advances, item.texts, strict=True)):
            dx, dy = item.origins[index] if item.origins else (0, along) if item.turned else (along, 0)
            scale = item.size / 1000
            stands = bool(item.origins) or item.turned
            at_x, at_y = x + dx * scale, y + dy * scale
            left, bottom, right, top = (edge * scale for edge in ink(item.face, item.glyphs[index]))
            inked = Rect(at_x + left * item.squeezed, at_y - top, at_x + right * item.squeezed, at_y - bottom)
            if item.turned:
                inked = Rect(at_x + bottom, at_y + left, at_x + top, at_y + right)
            yield Mark(at_x, at_y, item.size, text, roles, stands, inked)
            along += advance


def copy_of(page: Page, story: str, roles: set[str], *, within: str = "") -> str:
    return plain("".join(m.text for m in marks_of(page, story) if m.roles[-1] in roles and within in ("", *m.roles)))


def plain(text: str) -> str:
    return "".join(text.split()).replace("\u00ad", "").replace("|", "")


def standing(demo: Edition, **vertical: Vertical) -> Edition:
    """The demo with some of its stories standing; what cannot stand is taken off them."""
    articles = [
        one._replace(vertical=vertical[one.id], pictures=() if vertical[one.id] == "story" else one.pictures)
        if one.id in vertical
        else one
        for one in demo.articles
    ]
    return demo._replace(articles=tuple(articles))


@pytest.fixture(scope="module")
def strips(demo_edition: Edition, demo_setup: Setup) -> tuple[Edition, Page]:
    """Page 3 with two vertical headlines over stories with pictures, one with a deck."""
    of = standing(demo_edition, port="headline", factory="headline")
    return of, compose_one(of, "3", demo_setup)


@pytest.fixture(scope="module")
def features(demo_edition: Edition, demo_setup: Setup) -> tuple[Edition, Page]:
    """Page 2 with its lead, which has subheads, in tiers; page 4 has a note and a label."""
    of = standing(demo_edition, clinic="story", oldquay="story")
    return of, compose_one(of, "2", demo_setup)


@pytest.fixture(scope="module")
def supplement(demo_edition: Edition, demo_setup: Setup) -> tuple[Edition, Page]:
    of = standing(demo_edition, oldquay="story", ferryman="headline")
    return of, compose_one(of, "4", demo_setup)


def test_an_article_asks_for_it_in_its_front_matter() -> None:
    for value in ("headline", "story"):
        text = f"---\nheadline: 题\nvertical: {value}\n---\n正文。\n"
        assert read(text.encode(), "a.md").articles[0].vertical == value
    reading = read("---\nheadline: 题\nvertical: storey\n---\n正文。\n".encode(), "a.md")
    assert reading.articles[0].vertical == ""
    (fault,) = reading.diagnostics
    assert (fault.code, fault.span) == ("bad-value", SPAN._replace(file="a.md", line=3, column=11))
    assert "story" in fault.message


@pytest.mark.parametrize("id_", ["port", "factory"])
def test_no_character_of_a_story_with_a_vertical_headline_is_lost(strips: tuple[Edition, Page], id_: str) -> None:
    of, page = strips
    story = next(one for one in of.articles if one.id == id_)
    # On so full a page the deck may stay out, which is said.
    left_out = {fault.article for fault in page.diagnostics if fault.code == "deck-left-out"}
    head = "".join((story.kicker, story.headline, "" if id_ in left_out else story.deck))
    assert copy_of(page, id_, {"kicker", "headline", "deck"}, within="head") == plain(head)
    body = copy_of(page, id_, BODY)
    assert body.endswith(plain("".join(piece.text for piece in story.body)))
    assert any(story_rects(page)[id_].holds(rect) for rect, _ in groups_of(page, "picture"))
    assert not any(record.overset_lines for record in page.stories if record.id == id_)


def test_a_vertical_headline_stands_and_its_body_lies_on_the_grid(
    strips: tuple[Edition, Page], demo_setup: Setup
) -> None:
    grid, style = demo_setup.grid, demo_setup.desk.style
    for id_ in ("port", "factory"):
        marks = list(marks_of(strips[1], id_))
        assert all(m.stands for m in marks if "head" in m.roles and m.roles[-1] in ("kicker", "headline", "deck"))
        body = [m for m in marks if m.roles[-1] in BODY and "sidebar" not in m.roles]
        assert len(body) > 300
        for mark in body:
            lines = (mark.y - grid.y(0) - baseline_in_line(style)) / grid.leading
            assert lines == pytest.approx(round(lines), abs=0.001)


def test_the_lines_of_a_vertical_headline_run_from_right_to_left_kicker_first_and_deck_last(
    strips: tuple[Edition, Page],
) -> None:
    for id_ in ("port", "factory"):
        axes: dict[str, list[float]] = defaultdict(list)
        for mark in marks_of(strips[1], id_):
            if mark.roles[-1] in ("kicker", "headline", "deck") and mark.text >= "\u4e00":
                axes[mark.roles[-1]].append(mark.x)
        parts = [part for part in ("kicker", "headline", "deck") if part in axes]
        assert all(min(axes[right]) > max(axes[left]) for right, left in pairwise(parts))


def parts_of(page: Page, id_: str) -> list[Rect]:
    """The rectangles of what makes up a story: heads, pictures, columns or the parts of tiers."""
    found: dict[tuple[float, float], Rect] = {}
    for x, y, item, around in walk(page.frame):
        if isinstance(item, Group) and around and around[-1].role == "story" and around[-1].source == id_:
            rect = Rect(x, y, x + item.frame.width, y + item.frame.height)
            text = item.role in BODY and not any(
                mark.stands for mark in marks_of(page, id_) if "head" not in mark.roles
            )
            # The groups of a lying column all begin at its head.
            key = (x, 0.0 if text else y) if item.role not in ("head", "picture") else (x + 0.001, y)
            if item.role not in ("rules", "overset"):
                found[key] = max(found.get(key, rect), rect, key=lambda one: one.y1)
    return list(found.values())


@pytest.mark.parametrize("id_", ["port", "factory", "clinic", "oldquay", "ferryman"])
def test_nothing_overlaps_or_leaves_the_rectangle(
    strips: tuple[Edition, Page], features: tuple[Edition, Page], supplement: tuple[Edition, Page], id_: str
) -> None:
    page = next(page for _, page in (strips, features, supplement) if id_ in story_rects(page))
    rect = story_rects(page)[id_]
    parts = parts_of(page, id_)
    assert len(parts) > 2
    for index, part in enumerate(parts):
        assert rect.holds(part)
        assert not any(part.overlaps(other) for other in parts[index + 1 :])
    for mark in marks_of(page, id_):
        assert rect.holds(mark.ink, tolerance=0.5)


def test_the_columns_beside_a_vertical_headline_have_even_feet(strips: tuple[Edition, Page], demo_setup: Setup) -> None:
    foot = story_rects(strips[1])["factory"].y1
    columns: dict[float, float] = {}
    for x, y, item, around in walk(strips[1].frame):
        if around and around[-1].source == "factory" and isinstance(item, Group) and item.role == "body":
            columns[round(x, 1)] = max(columns.get(round(x, 1), 0.0), y + item.frame.height)
    assert len(columns) > 1
    *full, last = (columns[x] for x in sorted(columns))
    assert all(end == pytest.approx(foot, abs=0.01) for end in full)
    assert last <= foot + 0.01


@pytest.mark.parametrize(("number", "id_"), [(0, "clinic"), (1, "oldquay")])
def test_no_character_of_a_vertical_story_is_lost(
    features: tuple[Edition, Page], supplement: tuple[Edition, Page], number: int, id_: str
) -> None:
    of, page = (features, supplement)[number]
    story = next(one for one in of.articles if one.id == id_)
    assert all(m.stands for m in marks_of(page, id_) if m.roles[-1] != "label")
    body = copy_of(page, id_, BODY - {"byline"})
    assert body.endswith(plain("".join(piece.text for piece in story.body)))
    assert not any(record.overset_lines for record in page.stories if record.id == id_)


@pytest.mark.parametrize(("number", "id_"), [(0, "clinic"), (1, "oldquay")])
def test_vertical_lines_stand_a_leading_apart_in_tiers_of_one_height(
    features: tuple[Edition, Page], supplement: tuple[Edition, Page], demo_setup: Setup, number: int, id_: str
) -> None:
    page = (features, supplement)[number][1]
    leading, em = demo_setup.grid.leading, demo_setup.grid.em
    rect = story_rects(page)[id_]
    rects = [rect for rect, group in groups_of(page, "body", "subhead", "note") if group.source == id_]
    tops = sorted({round(rect.y0, 2) for rect in rects})
    assert len(tops) > 1
    heights = {round(rect.y1 - rect.y0, 2) for rect in rects}
    assert len(heights) == 1
    height = heights.pop()
    assert 12 <= height / em <= 28
    assert all(1 < (low - high - height) / leading < 3.5 for high, low in pairwise(tops))
    # The foot of the last tier is that of a horizontal line at the foot of the rectangle.
    assert tops[-1] + height == pytest.approx(rect.y1 - (leading - em) / 2, abs=0.01)
    # Whole leadings from the right edge of the body; the leftmost line is flush with the rectangle.
    right = max(rect.x1 for rect in rects)
    assert all(
        (right - rect.x1) / leading == pytest.approx(round((right - rect.x1) / leading), abs=1e-6) for rect in rects
    )
    assert min(rect.x0 for rect in rects) == pytest.approx(rect.x0, abs=0.01)


def test_the_same_input_gives_the_same_bytes(supplement: tuple[Edition, Page], demo_setup: Setup) -> None:
    of, page = supplement
    again = compose_one(of, "4", demo_setup)
    about = About("岚江日报", "岚江日报社", "", of.date)
    assert export_pdf((page,), about, Path(of.root)) == export_pdf((again,), about, Path(of.root))


def test_the_inspection_finds_nothing_in_vertical_setting(
    strips: tuple[Edition, Page], features: tuple[Edition, Page], supplement: tuple[Edition, Page], demo_setup: Setup
) -> None:
    of = supplement[0]
    style = demo_setup.desk.style
    pages = (strips[1], features[1], supplement[1])
    data = export_pdf(pages, About("", "", "", of.date), Path(of.root))
    inspection = inspect_pdf(
        data,
        size=style.grid.body_pt,
        grid=Grid(style.grid.leading_pt, demo_setup.grid.y(0) + baseline_in_line(style)),
        copy=[piece.text for one in of.articles for piece in one.body],
    )
    assert [one.finding.what for one in inspection.found] == []
    assert inspection.aside < 0.1


@pytest.mark.parametrize("box", [False, True])
@pytest.mark.parametrize("vertical", ["headline", "story"])
def test_what_does_not_go_in_is_counted_and_marked(compose: Compose, vertical: Vertical, box: bool) -> None:
    """In a rectangle of the editor's that is too small."""
    story = article(
        "s1", *TEXT * 4, headline="两岸新添一条慢行步道", kicker="镜湖西岸贯通", kind="feature", box=box,
        bylines=(Person("记者", "方晚晴"),), vertical=vertical,
    )  # fmt: skip
    made = edition((story,))
    plan = (FixedStory("s1", Place(1, 1), 3, 30, SPAN),)
    pages = tuple(spec._replace(plan=plan) if spec.no == "2" else spec for spec in made.pages)
    page = compose(story, pages=pages)
    (record,) = page.stories
    fault = next(one for one in page.diagnostics if one.code == "overset-text")
    assert record.overset_lines
    assert str(record.overset_characters) in fault.message
    assert groups_of(page, "overset")
    assert any(mark.stands for mark in marks_of(page, "s1"))
    body = "".join(plain(text) for text in TEXT * 4)
    assert record.characters + record.overset_characters == len(body)
    shown = copy_of(page, "s1", {"body"})
    assert body.startswith(shown)
    assert len(shown) == record.characters


@pytest.mark.parametrize("vertical", ["headline", "story"])
def test_a_story_lies_where_its_headline_does_not_stand(compose: Compose, vertical: Vertical) -> None:
    story = article("s1", *TEXT, vertical=vertical)
    made = edition((story,))
    plan = (FixedStory("s1", Place(1, 1), 6, 7, SPAN),)
    pages = tuple(spec._replace(plan=plan) if spec.no == "2" else spec for spec in made.pages)
    page = compose(story, pages=pages)
    # Seven lines are too low for the whole story as well, however it is set.
    others = ("overset-text", "widow")
    assert [one.code for one in page.diagnostics if one.article == "s1" and one.code not in others] == ["not-vertical"]
    assert not any(mark.stands for mark in marks_of(page, "s1"))


def test_what_cannot_stand_is_set_horizontally_with_a_warning(compose: Compose) -> None:
    stories = {
        "a table": article("s1", *TEXT, table_block(("时间", "地点"), ("9时", "柳荫巷")), vertical="story"),
        "pictures": article("s1", *TEXT, pictures=(picture(),), vertical="story"),
        "a sidebar": article("s1", *TEXT, sidebars=(Sidebar("手记", (block(TEXT[0]),)),), vertical="story"),
        "jumps": article("s1", *TEXT, jump="1", vertical="story"),
    }
    for why, story in stories.items():
        page = compose(story)
        (fault,) = (one for one in page.diagnostics if one.code == "not-vertical")
        assert why in fault.message
        assert fault.article == "s1"
        assert not any(mark.stands for mark in marks_of(page, "s1"))
    together = [article(name, *TEXT, group="简讯", vertical="headline") for name in ("s1", "s2")]
    faults = [one for one in compose(*together).diagnostics if one.code == "not-vertical"]
    assert [one.article for one in faults] == ["s1", "s2"]


def test_a_story_that_jumps_may_have_a_vertical_headline_where_it_begins(
    demo_edition: Edition, demo_setup: Setup
) -> None:
    of = standing(demo_edition, bridge="headline")
    first, second = (compose_one(of, no, demo_setup) for no in ("1", "3"))
    assert any(mark.stands for mark in marks_of(first, "bridge"))
    assert not any(mark.stands for mark in marks_of(second, "bridge"))
    assert "not-vertical" not in {one.code for page in (first, second) for one in page.diagnostics}


def test_verses_and_notes_stand_too(compose: Compose) -> None:
    lines = ("山坡把灯一盏盏捻亮", "又一盏盏交到筐里", "挑担的人不说话")
    story = article(
        "s1",
        block("编者按：步道贯通，特刊一首小诗。", "note"),
        block("\n".join(lines), "verse"),
        *TEXT,
        vertical="story",
    )
    page = compose(story)
    verse = [mark for mark in marks_of(page, "s1") if mark.roles[-1] == "verse"]
    set_lines = [list(marks) for _, marks in groupby(verse, key=lambda mark: round(mark.x, 1))]
    assert ["".join(mark.text for mark in marks) for marks in set_lines] == list(lines)
    axes = [marks[0].x for marks in set_lines]
    # From right to left, or on at the right of the next tier.
    assert all(right - left == pytest.approx(11.54, abs=0.11) or left > right for right, left in pairwise(axes))
    assert copy_of(page, "s1", {"note"}) == "编者按：步道贯通，特刊一首小诗。"


def test_more_than_two_vertical_headlines_on_a_page_are_said(demo_edition: Edition, demo_setup: Setup) -> None:
    ids = ("ferryman", "review", "oldquay")
    for count in (2, 3):
        asked: dict[str, Vertical] = dict.fromkeys(ids[:count], "headline")
        of = standing(demo_edition, **asked)
        page = compose_one(of, "4", demo_setup)
        codes = [one.code for one in check_page(of, page)]
        assert ("vertical-headlines" in codes) == (count == 3)


def test_the_copyfit_table_has_a_variant_for_every_height_once(demo_edition: Edition, demo_setup: Setup) -> None:
    of = standing(demo_edition, ferryman="headline", review="story")
    for story in stories_of(of, "4"):
        if story.vertical:
            found = standing_variants(story, 4, 86, demo_setup.desk)
            heights = [variant.lines for variant in found]
            assert heights == sorted(set(heights))
            assert heights
            assert all(variant.strip and variant.strip.lines <= variant.lines for variant in found)
            assert all(bool(variant.tiers) == (story.vertical == "story") for variant in found)
