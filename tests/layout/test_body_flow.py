"""Body lines of a story, and how they flow into columns: keep rules, overset, nothing lost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editions.model import Article, Block, Person, Run
from layout.body import BodyLine, set_body
from layout.columns import compose_column
from layout.edition import Setup
from layout.flow import KEPT, WIDOW, Flow, flow, lines_needed, outline_of, white_of
from layout.head import set_head
from layout.items import GlyphRun, Group, Rule
from layout.stories import Story, stories_of
from tests.layout.making import HAN, SPAN, article, block, edition, table_block

# Flow


def made(kind: str, height: int = 1) -> list[BodyLine]:
    """Lines of one thing: p1 … p5 a paragraph of so many lines, s a subhead with air above, v a line of verse."""
    if kind == "s":
        air = BodyLine("subhead", "a", SPAN, air=True, keep=True)
        return [air, BodyLine("subhead", "a", SPAN, height, keep=True)]
    if kind == "v":
        return [BodyLine("verse", "a", SPAN, height)]
    count = int(kind[1:])
    return [BodyLine("body", "a", SPAN, first=not number, last=number == count - 1) for number in range(count)]


THINGS = st.tuples(st.sampled_from(["p1", "p2", "p3", "p5", "s", "v"]), st.sampled_from([1, 1, 1, 2]))
LINES = st.lists(THINGS, min_size=1, max_size=8).map(
    lambda things: tuple(line for kind, height in things for line in made(kind, height))
)
HEIGHTS = st.lists(st.integers(0, 9), min_size=1, max_size=5)


def _widow(lines: Sequence[BodyLine], at: int) -> bool:
    return at < len(lines) and lines[at].role == "body" and lines[at].last and not lines[at].first


def _legal(lines: Sequence[BodyLine], start: int, end: int) -> bool:
    """Whether a column may end before line `end` with copy to come."""
    return end == len(lines) or (end > start and not lines[end - 1].keep and not _widow(lines, end))


def _ways(lines: Sequence[BodyLine], heights: Sequence[int]) -> bool:
    """Whether there is any legal way at all to set every line, found by trying all. A column that can hold a line
    holds one."""

    @cache
    def able(column: int, at: int) -> bool:
        while at < len(lines) and lines[at].air:
            at += 1
        if at == len(lines):
            return True
        if column == len(heights):
            return False
        end, used = at, 0
        while end < len(lines) and used + lines[end].height <= heights[column]:
            used += lines[end].height
            end += 1
        if end == at:
            return able(column + 1, at)
        return any(_legal(lines, at, stop) and able(column + 1, stop) for stop in range(at + 1, end + 1))

    return able(0, 0)


def _in_order(lines: Sequence[BodyLine], found: Flow) -> list[int]:
    return [number for start, end in found.columns for number in range(start, end)]


@settings(max_examples=300, deadline=None)
@given(LINES, HEIGHTS)
def test_nothing_is_lost_and_nothing_comes_twice(lines: tuple[BodyLine, ...], heights: list[int]) -> None:
    found = flow(lines, heights)
    assert len(found.columns) == len(heights)
    placed = _in_order(lines, found)
    left = list(range(found.overset, len(lines)))
    expected = [number for number, line in enumerate(lines) if not line.air]
    assert [number for number in placed + left if not lines[number].air] == expected
    assert len(placed) == len(set(placed))
    assert found.total == len(lines)
    assert found.fits == (not left)
    for (start, end), height in zip(found.columns, heights, strict=True):
        assert lines_needed(lines[start:end]) <= height
        assert start == end or not lines[start].air


@settings(max_examples=300, deadline=None)
@given(LINES, st.lists(st.integers(6, 12), min_size=1, max_size=5))
def test_no_rule_is_broken_where_all_can_be_kept(lines: tuple[BodyLine, ...], heights: list[int]) -> None:
    assume(
        not any(here.keep and not here.air and below.air for here, below in pairwise(lines))
    )  # one subhead upon another
    found = flow(lines, heights)
    if _ways(lines, heights):
        assert found.fits
        assert all(_legal(lines, start, end) for start, end in found.columns if start < end)


@settings(max_examples=300, deadline=None)
@given(LINES, HEIGHTS)
def test_a_column_that_breaks_a_rule_could_not_keep_it(lines: tuple[BodyLine, ...], heights: list[int]) -> None:
    """Unless keeping the rules would leave copy over that fits without them."""
    found = flow(lines, heights)
    if not found.fits:
        return
    for start, end in found.columns:
        if start < end < len(lines) and not _legal(lines, start, end):
            assert not _ways(lines, heights) or not any(_legal(lines, start, stop) for stop in range(start + 1, end))


def test_a_subhead_at_the_foot_goes_to_the_next_column() -> None:
    lines = (*made("p3"), *made("s"), *made("p3"))
    assert flow(lines, [5, 5]).columns == ((0, 3), (4, 8))


def test_a_column_too_low_for_a_subhead_and_a_line_stays_empty() -> None:
    found = flow((*made("s"), *made("p3")), [1, 9])
    assert found.fits
    assert found.columns[0][0] == found.columns[0][1]


def test_the_air_above_a_subhead_is_dropped_at_the_head_of_a_column() -> None:
    lines = (*made("p3"), *made("s"), *made("p3"))
    assert flow(lines, [3, 4]).columns == ((0, 3), (4, 8))
    assert flow(lines, [3, 4]).fits


def test_a_widow_takes_a_line_with_it() -> None:
    assert flow(made("p5"), [4, 4]).columns == ((0, 3), (3, 5))


def test_a_first_line_leaves_the_foot_where_another_column_is_short_anyway() -> None:
    """With the first line of seven at the foot, the second column could not be full: the last line would be a widow."""
    assert flow((*made("p3"), *made("p7")), [4, 5, 2]).columns == ((0, 3), (3, 8), (8, 10))


@pytest.mark.parametrize("heights", [[4, 4], [4, 6], [4, 4, 3]])
def test_no_column_becomes_short_for_a_first_line_at_the_foot(heights: list[int]) -> None:
    assert flow((*made("p3"), *made("p5")), heights).columns[:2] == ((0, 4), (4, 8))


def test_a_paragraph_of_one_line_is_no_widow() -> None:
    assert flow((*made("p3"), *made("p1")), [3, 3]).columns == ((0, 3), (3, 4))


def test_a_rule_gives_way_before_copy_is_lost() -> None:
    found = flow(made("p5"), [4, 1])
    assert found.columns == ((0, 4), (4, 5))
    assert found.fits


@pytest.mark.parametrize(("heights", "overset"), [([2], 2), ([2, 2], 4), ([0, 3], 3), ([0], 0), ([], 0), ([9], 7)])
def test_the_overset_begins_at_the_first_line_left_over(heights: list[int], overset: int) -> None:
    assert flow(made("p5") + made("p2"), heights).overset == overset


def test_copy_is_lost_only_where_no_rule_can_be_waived() -> None:
    """A widow is waived before a subhead stands at the foot of a column, and that before copy is lost."""
    widow = flow((*made("p3"), *made("p2")), [2, 3])
    assert (widow.fits, widow.waived) == (True, WIDOW)
    foot = flow((*made("p1"), *made("s"), *made("p2")), [3, 2])
    assert (foot.fits, foot.waived) == (True, KEPT)
    subhead = (*made("s"), made("s")[1])
    parted = flow((*made("p1"), *subhead, *made("p1")), [3, 2])
    assert (parted.fits, parted.waived) == (True, KEPT)
    either = flow((*made("p3"), *made("s"), *made("p2")), [2, 4, 1])
    assert (either.fits, either.waived) == (True, WIDOW)
    lost = flow((*made("p3"), *made("p2")), [2, 2])
    assert not lost.fits


def test_air_at_the_end_is_not_overset() -> None:
    lines = (*made("p2"), BodyLine("verse", "a", SPAN, air=True))
    assert flow(lines, [2]).fits


def test_air_at_the_foot_of_a_column_is_white() -> None:
    lines = (*made("p2"), *made("s"), *made("p1"))
    found = Flow(((0, 3), (3, 5)), 5, 5, waived=KEPT)  # two lines and air, which the keep rules would forbid
    assert white_of(outline_of(lines), [3, 2], found) == [1, 0]


# Body lines


def lines_of(setup: Setup, *articles: Article, measure: int = 11) -> tuple[BodyLine, ...]:
    (story,) = stories_of(edition(articles), "2")
    return _set(setup, story, measure)


def _set(setup: Setup, story: Story, measure: int) -> tuple[BodyLine, ...]:
    desk = setup.desk
    return set_body(story, measure, desk.style, desk.table, desk.lexicon)


def text(lines: Sequence[BodyLine], *roles: str) -> str:
    return "".join(line.text for body in lines if body.role in roles for line in body.lines)


def test_a_paragraph_is_marked_at_both_ends(setup: Setup) -> None:
    lines = lines_of(setup, article("a", HAN, HAN, kind="feature"))
    assert text(lines, "body") == HAN * 2
    assert [line.first for line in lines].count(True) == 2
    assert [line.last for line in lines].count(True) == 2
    assert lines[0].first
    assert lines[-1].last


def test_a_first_line_is_indented_by_two_em(setup: Setup) -> None:
    for line in lines_of(setup, article("a", HAN, HAN, kind="feature")):
        assert line.lines[0].places[0] == (2000 if line.first else 0)


def test_a_subhead_has_air_above_and_holds_on_to_what_follows(setup: Setup) -> None:
    lines = lines_of(setup, article("a", HAN, block("步道有了新去处", "subhead"), HAN))
    subhead = [line for line in lines if line.role == "subhead"]
    assert [line.air for line in subhead] == [True, False]
    assert all(line.keep for line in subhead)
    assert text(lines, "subhead") == "步道有了新去处"


def test_a_story_that_begins_with_a_subhead_has_no_air_above_it(setup: Setup) -> None:
    assert not lines_of(setup, article("a", block("步道有了新去处", "subhead"), HAN))[0].air


def test_a_note_stands_an_em_in_on_both_sides(setup: Setup) -> None:
    whole = [line for line in lines_of(setup, article("a", block(HAN, "note"), HAN)) if line.role == "note"]
    assert [line.air for line in whole] == [False] * (len(whole) - 1) + [True]  # a line of air before the story
    lines = whole[:-1]
    assert text(lines, "note") == HAN
    assert {line.align for line in lines} == {"indent1"}
    assert max(line.lines[0].width for line in lines) <= 9000


def test_a_note_says_in_hei_what_it_is(setup: Setup) -> None:
    note = block("编者按：三桥通车前后，不少读者打来电话。", "note")
    (line, *_) = [line for line in lines_of(setup, article("a", note, HAN)) if line.role == "note"]
    assert [run.text for run in line.lines[0].shaped.runs] == ["编者按：", "三桥通车前后，不少读者打来电话。"]
    roles = setup.desk.style.roles
    assert [run.role for run in line.lines[0].shaped.runs] == [roles.lead_in, roles.byline]


BY = (Person("", "许望津"),)


@pytest.mark.parametrize("vertical", [False, True])
def test_a_byline_stands_below_the_note_that_opens_the_story(setup: Setup, vertical: bool) -> None:
    story = article("a", block(HAN, "note"), HAN, HAN, kind="feature", bylines=BY)
    desk = setup.desk
    style = desk.style.standing if vertical else desk.style
    (whole,) = stories_of(edition([story]), "2")
    lines = set_body(whole, 11, style, desk.table, desk.lexicon)
    roles = [line.role for line in lines]
    assert roles == [role for role, _ in groupby(roles) for _ in range(roles.count(role))]
    assert list(dict.fromkeys(roles)) == ["note", "byline", "body"]
    byline = roles.index("byline")
    assert lines[byline - 1].air
    assert text(lines, "byline") == "□ 许望津"
    head = set_head(whole, 23, 21.0, True, desk.style, desk.table, desk.lexicon)
    assert head is not None
    assert head.byline is None


def test_a_byline_stands_below_all_of_several_notes(setup: Setup) -> None:
    story = article("a", block(HAN, "note"), block(HAN, "note"), HAN, kind="feature", bylines=BY)
    lines = lines_of(setup, story)
    assert [role for role, _ in groupby(line.role for line in lines)] == ["note", "byline", "body"]
    assert sum(line.air for line in lines) == 1


def test_a_byline_below_a_note_is_not_repeated_after_a_jump(setup: Setup) -> None:
    story = article("a", block(HAN, "note"), HAN * 3, HAN * 3, kind="feature", bylines=BY, jump="1")
    of = edition([story])
    (first,), (second,) = stories_of(of, "2"), stories_of(of, "1")
    assert text(_set(setup, first, 11), "byline") == "□ 许望津"
    assert not text(_set(setup, second, 11), "byline")


def test_a_long_byline_below_a_note_takes_a_line_of_the_grid_each(setup: Setup) -> None:
    people = tuple(Person("记者", name) for name in ("方晚晴", "宋听澜", "江照临", "石砚秋"))
    lines = lines_of(setup, article("a", block(HAN, "note"), HAN, kind="feature", bylines=people))
    byline = [line for line in lines if line.role == "byline"]
    assert len(byline) > 1
    assert all(line.height == len(line.lines) == 1 and line.keep for line in byline)


def pair(headline: str, other: str) -> tuple[Article, Article]:
    fields = {"group": "两岸", "label": "两岸", "rank": 4, "kind": "brief"}
    return article("a", HAN, headline=headline, **fields), article("b", HAN, headline=other, **fields)


def test_two_lines_of_a_headline_in_a_group_are_as_close_as_in_a_head(setup: Setup) -> None:
    lines = lines_of(setup, *pair("渡口的船|照旧十六班", "老街的灯|又亮了"))
    leading = setup.desk.style.grid.leading_pt
    for headline in (line for line in lines if line.role == "headline" and not line.air):
        placed = compose_column([headline], 11, setup.desk.style)
        baselines = sorted({item.y for group in placed if isinstance(group.item, Group) for item in group.item.frame.items})
        assert len(baselines) == 2
        assert baselines[1] - baselines[0] == pytest.approx(1.16 * headline.size)
        assert baselines[0] - 0.88 * headline.size > 0
        assert baselines[1] + 0.12 * headline.size < headline.height * leading


def test_verse_keeps_its_lines(setup: Setup) -> None:
    poem = block("山坡把灯捻亮\n又交到筐里\n\n挑担的人不说话", "verse")
    lines = lines_of(setup, article("a", poem, kind="feature"))
    assert [line.lines[0].text if line.lines else "" for line in lines] == [
        "山坡把灯捻亮",
        "又交到筐里",
        "",
        "挑担的人不说话",
    ]
    assert lines[2].air


@pytest.mark.parametrize("measure", [8, 11, 13, 17])
def test_a_turned_line_of_verse_stays_within_the_measure(setup: Setup, measure: int) -> None:
    poem = block("这一行诗写得实在是太长了，所以它一定会转到下面一行去，而且还要再转下去才能读完", "verse")
    for line in lines_of(setup, article("a", poem, kind="feature"), measure=measure):
        indent = int(line.align.removeprefix("indent"))
        assert indent + line.lines[0].width / 1000 <= measure


TABLE = table_block(
    ("时间", "地段", "安排"), ("17日8:00—12:00", "江滨路北段", "半幅封闭"), ("18日", "柳荫巷一带", "停水")
)


def test_a_table_has_about_a_line_and_a_half_a_row_where_it_has_room(setup: Setup) -> None:
    lines = lines_of(setup, article("a", TABLE, kind="notice"), measure=35)
    assert [line.depth for line in lines] == [1.4, 1.4, 1.4]
    assert sum(line.height for line in lines) == 5
    assert [[line.text for cell in row.cells for line in cell.lines] for row in lines] == [
        list(row) for row in TABLE.rows
    ]
    assert [line.keep for line in lines] == [True, True, False]


@pytest.mark.parametrize("measure", [11, 15, 23])
def test_the_cells_of_a_table_lie_side_by_side(setup: Setup, measure: int) -> None:
    for row in lines_of(setup, article("a", TABLE, kind="notice"), measure=measure):
        at = 0.0
        for cell in row.cells:
            assert cell.place >= at - 1e-6
            at = cell.place + max(line.width for line in cell.lines) / 1000
        assert at <= measure + 0.5
        assert row.depth == max(len(cell.lines) for cell in row.cells) + 0.4


@pytest.mark.parametrize("rows", range(1, 12))
@pytest.mark.parametrize("measure", [11, 35])
def test_the_rows_of_a_table_join_and_all_of_them_take_whole_lines(setup: Setup, rows: int, measure: int) -> None:
    table = table_block(*(("17日8:00—12:00", "江滨路北段", "半幅封闭"),) * rows)
    lines = lines_of(setup, article("a", table, kind="notice"), measure=measure)
    foot, top = 0.0, 0
    for line in lines:
        assert top + line.drop == pytest.approx(foot if top else line.drop)
        foot, top = top + line.drop + line.depth, top + line.height
    assert top - foot == pytest.approx(lines[0].drop)  # as much air above as below
    assert 0.15 < lines[0].drop < 0.75
    assert all(line.height >= 1 for line in lines)


@pytest.mark.parametrize("rows", [12, 13, 20])
@pytest.mark.parametrize("at", range(1, 12))
def test_no_row_of_a_table_hangs_over_the_foot_of_a_column_that_parts_it(setup: Setup, rows: int, at: int) -> None:
    table = table_block(*(("17日8:00—12:00", "江滨路北段"),) * rows)
    lines = lines_of(setup, article("a", table, kind="notice"), measure=18)
    leading = setup.grid.leading
    for part in (lines[:at], lines[at:]):
        (group,) = (placed.item for placed in compose_column(part, 18, setup.desk.style))
        assert isinstance(group, Group)
        height = sum(line.height for line in part) * leading
        ys = [placed.y for placed in group.frame.items]
        assert min(ys) >= 0
        assert max(ys) <= height + 0.01
        drawn = [placed.y for placed in group.frame.items if isinstance(placed.item, Rule)]
        assert len(drawn) == len(part) + part[0].first
        texts = sorted({placed.y for placed in group.frame.items if isinstance(placed.item, GlyphRun)})
        assert all(lower - upper >= leading - 0.01 for upper, lower in pairwise(texts))


def test_the_columns_of_a_table_are_as_wide_as_their_type(setup: Setup) -> None:
    """Figures are narrower than Han characters: a date needs less than as many em as it has characters."""
    row = table_block(("17日8:00—12:00", "半幅封闭半幅封闭"))
    (line,) = lines_of(setup, article("a", row, kind="notice"), measure=18)
    assert [len(cell.lines) for cell in line.cells] == [1, 1]


def test_a_table_of_one_column(setup: Setup) -> None:
    lines = lines_of(setup, article("a", table_block(("甲",), ("乙",)), kind="notice"))
    assert [line.cells[0].lines[0].text for line in lines] == ["甲", "乙"]


def test_a_table_of_many_columns_stays_within_the_measure(setup: Setup) -> None:
    (row,) = lines_of(setup, article("a", table_block([str(n) for n in range(12)]), kind="notice"))
    assert row.cells[-1].place + row.cells[-1].lines[0].width / 1000 <= 11


def test_ragged_and_empty_rows_of_a_table_do_not_stop_it(setup: Setup) -> None:
    rows = table_block(("甲", "乙"), ("丙",), ("", ""), ("丁", "戊", "己"))
    assert len(lines_of(setup, article("a", rows, kind="notice"))) == 4


@pytest.mark.parametrize("measure", [2, 3, 5, 8])
def test_no_measure_is_too_narrow(setup: Setup, measure: int) -> None:
    story = article("a", block(HAN, "note"), HAN, block("步道有了新去处", "subhead"), TABLE, block(HAN, "verse"))
    lines = lines_of(setup, story, measure=measure)
    assert text(lines, "note") == HAN
    assert text(lines, "body").endswith(HAN)


def test_jump_lines_stand_at_the_end_and_at_the_head(setup: Setup) -> None:
    story = article("a", *[HAN] * 4, page_no="1", jump="2", dateline="本报讯")
    made_edition = edition([story])
    (before,), (after,) = stories_of(made_edition, "1"), stories_of(made_edition, "2")
    first, second = _set(setup, before, 11), _set(setup, after, 11)
    assert (first[-1].role, first[-1].align, first[-1].lines[0].text) == ("jump", "end", "（下转第2版）")
    assert (second[0].role, second[0].align, second[0].lines[0].text) == ("jump", "start", "（上接第1版）")
    assert text(first, "body") + text(second, "body") == "本报讯　" + HAN * 4


def test_articles_of_a_group_have_their_headlines_in_the_column(setup: Setup) -> None:
    briefs = [article(f"b{n}", HAN, headline=f"简讯第{n}条", kind="brief", rank=5, group="简讯") for n in range(3)]
    lines = lines_of(setup, *briefs)
    heads = [line for line in lines if line.role == "headline"]
    assert text(heads, "headline") == "简讯第0条简讯第1条简讯第2条"
    assert [line.air for line in heads] == [False, True, False, True, False]
    assert all(line.keep for line in heads)
    assert {line.article for line in lines} == {"b0", "b1", "b2"}


def test_a_feature_of_a_group_has_its_byline_in_the_column(setup: Setup) -> None:
    pair = [
        article(f"f{n}", HAN, kind="feature", rank=4, group="风物", bylines=(Person("", "丁小苔"),)) for n in range(2)
    ]
    assert text(lines_of(setup, *pair), "byline") == "□ 丁小苔" * 2


@pytest.mark.parametrize("field", ["kicker", "deck"])
def test_an_article_of_a_group_keeps_its_kicker_and_deck(setup: Setup, field: str) -> None:
    pair = [article(f"f{n}", HAN, rank=4, group="风物", **{field: "昨夜今晨多云转晴"}) for n in range(2)]
    assert "昨夜今晨多云转晴" in "".join(line.text for body in lines_of(setup, *pair) for line in body.lines)


def test_styles_of_runs_choose_the_face(setup: Setup) -> None:
    runs = tuple(Run("步道", style) for style in ("", "bold", "hei", "kai"))
    (line, *_) = lines_of(setup, article("a", Block("paragraph", runs, SPAN), kind="feature"))
    faces = [face.role for face in line.lines[0].shaped.glyph_faces][::2]
    assert faces == ["song", "hei", "hei", "song"]  # pip brings no Kai: Song stands in


def test_characters_count_the_copy_without_white_space(setup: Setup) -> None:
    lines = lines_of(setup, article("a", "甲 乙\u3000丙", block("小标题", "subhead"), "丁", kind="feature"))
    assert sum(line.characters for line in lines) == 4
