"""Kinds of pages, the contents (导读) and the ear (报眼): what stands where, and how it looks measured with a ruler."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from editions.diagnostic import Span
from editions.model import Ad, Article, Block, Edition, PageSpec, Run
from layout.body import set_body
from layout.check import check_page
from layout.columns import compose_column
from layout.compose.story import FRAME_OUT
from layout.edition import Setup, compose_one, plan_edition_page
from layout.export.pdf import About, export_pdf
from layout.export.plate import draw_plate
from layout.grid import Region
from layout.items import Box, Frame, GlyphRun, Group, Page, Picture, Rule, walk
from layout.plan.copyfit import inner_columns, variants
from layout.plan.lock import lock_of
from layout.plan.sketch import as_text
from layout.plan.types import PagePlan
from layout.report import report
from layout.stories import stories_of
from layout.style import PRESETS, Style, load_style
from tests.layout.making import HAN, article, edition, picture
from tests.layout.measuring import glyphs_of, text_of

PAGE = Span("edition.toml", 5)


def pages_of(**first: Any) -> tuple[PageSpec, ...]:
    names = (("1", "要闻"), ("2", "民生"), ("A03", "经济"))
    found = tuple(PageSpec(no, PAGE, name=name) for no, name in names)
    return (found[0]._replace(**first), *found[1:])


def day(root: Path, *more: Article, ads: tuple[Ad, ...] = (), **first: Any) -> Edition:
    """An edition of three pages, whose first is as `first` says."""
    articles = (
        article("lead", *[HAN] * 30, page_no="1", rank=1),
        article("other", *[HAN] * 20, page_no="1", rank=2, headline="老街的灯又亮了"),
        article("two", *[HAN] * 30, page_no="2", rank=2, headline="渡口的船|照旧十六班"),
        article("best", *[HAN] * 30, page_no="2", rank=1, headline="诊车开到|村口"),
        article("three", *[HAN] * 30, page_no="A03", rank=1, headline="橙子下山"),
    )
    return edition((*articles, *more), pages=pages_of(**first), root=str(root), ads=ads)


def codes(plan_or_page: Any) -> list[str]:
    return [fault.code for fault in plan_or_page]


def style_of(name: str = "tabloid") -> Style:
    style, problems = load_style(name, Path("/nowhere"))
    assert style is not None
    assert not problems
    return style


# Styles of kinds


def test_a_page_of_news_has_the_style_as_it_is() -> None:
    style = style_of()
    assert style.for_page("news") is style


@pytest.mark.parametrize("name", PRESETS)
def test_the_style_of_a_kind_is_made_once_and_stays_on_the_ladder(name: str) -> None:
    style = style_of(name)
    features, briefs = style.for_page("features"), style.for_page("briefs")
    assert style.for_page("features") is features
    assert features == style._replace().for_page("features")
    assert (features.name, features.grid) == (style.name, style.grid)
    for rank in range(1, 6):
        assert set(briefs.headline.sizes(rank)) <= set(style.ladder.sizes)
        assert max(briefs.headline.sizes(rank)) < max(style.headline.sizes(rank))
    assert features.headline.air_above > style.headline.air_above > briefs.headline.air_above
    assert features.headline.air_preferred > style.headline.air_preferred > briefs.headline.air_preferred
    assert features.picture.crop_taller > style.picture.crop_taller
    assert set(features.roles.headline) == {features.roles.feature}


def test_a_newspaper_changes_one_value_of_a_kind(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[kinds.features]\nscale = 1.17\nheadline = 'kai'\n")
    style, problems = load_style("own.toml", tmp_path)
    assert style is not None
    assert not problems
    features = style.for_page("features")
    assert features.headline.rank1 == (48, 42, 56)
    assert features.headline.rank5 == (14, 12)
    assert features.roles.headline == ("kai",) * 5
    assert features.headline.air_above == style_of().for_page("features").headline.air_above


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("[kinds.sport]\nscale = 1", "style-key", "kinds.sport"),
        ("[kinds.features]\nsize = 1", "style-key", "kinds.features.size"),
        ("[kinds.features]\nscale = 0", "style-value", "kinds.features.scale"),
        ("[kinds.briefs]\nscale = 'small'", "style-value", "kinds.briefs.scale"),
        ("[kinds.briefs]\nheadline = 'gothic'", "style-value", "kinds.briefs.headline"),
        ("[kinds.briefs]\nair_preferred = 1.5", "style-value", "kinds.briefs.air_preferred"),
        ("[kinds.features]\nmerge_em = -1", "style-value", "kinds.features.merge_em"),
        ("[kinds.features]\npicture_share = 0.5", "style-value", "kinds.features.picture_share"),
        ("[kinds.features]\npicture_share = [1.5, 0.5]", "style-value", "kinds.features.picture_share"),
        ("[picture]\nshare = [0.5, 0]", "style-value", "picture.share"),
        ("[kinds]\nfeatures = 3", "style-value", "kinds.features"),
        ("[masthead]\ncolumns = -1", "style-value", "masthead.columns"),
    ],
)
def test_what_is_wrong_with_a_kind_is_said(tmp_path: Path, text: str, code: str, key: str) -> None:
    (tmp_path / "own.toml").write_text(text)
    style, (fault,) = load_style("own.toml", tmp_path)
    assert style is None
    assert fault.code == code
    assert repr(key) in fault.message
    assert fault.span is not None
    assert (fault.span.file, fault.span.line) == ("own.toml", 1 if text.startswith("[kinds.sport]") else 2)


def test_a_page_of_features_is_set_in_its_own_face_with_more_air(root: Path, setup: Setup) -> None:
    stories = [article("a", *[HAN] * 40, rank=1), article("b", *[HAN] * 20, rank=3, headline="老街的灯又亮了")]
    found = {}
    for kind in ("news", "features"):
        pages = (PageSpec("1", PAGE), PageSpec("2", PAGE, kind=kind))
        page = compose_one(edition(stories, pages=pages, root=str(root)), "2", setup)
        found[kind] = {item.face.role for _, _, item, around in walk(page.frame) if isinstance(item, GlyphRun) and around[-1].role == "headline"}
    assert found["features"] == {"song"}
    assert not found["news"] & {"song"}


@pytest.mark.parametrize("preset", PRESETS)
def test_text_of_features_is_set_in_fewer_and_wider_columns(preset: str) -> None:
    news, features = style_of(preset), style_of(preset).for_page("features")
    (story,) = stories_of(edition([article("a", *[HAN] * 40)]), "2")
    for columns in range(2, news.grid.columns + 1):
        inner, measure, preference = inner_columns(story, columns, features)[0]
        assert not preference
        assert inner < columns
        assert 14 <= measure < 2.5 * news.grid.characters
        assert inner_columns(story, columns, news)[0][0] == columns


def test_text_keeps_the_base_columns_of_a_spread(setup: Setup) -> None:
    (story,) = stories_of(edition([article("a", *[HAN] * 40)]), "2")
    spread = setup.for_page("2-3", "features").desk.style
    assert inner_columns(story, 4, spread) == inner_columns(story, 4, setup.for_page("2-3").desk.style)
    assert inner_columns(story, 12, spread)[0][0] == 12


def test_what_has_no_paragraphs_keeps_the_base_columns(setup: Setup) -> None:
    poem = article("a", Block("verse", (Run("山坡把灯捻亮\n又交到筐里"),), PAGE))
    (story,) = stories_of(edition([poem]), "2")
    assert inner_columns(story, 2, setup.desk.style.for_page("features"))[0][0] == 2


@pytest.mark.parametrize("columns", [4, 5, 6])
def test_the_first_picture_of_a_page_of_features_is_larger(setup: Setup, columns: int) -> None:
    """As the lead is set best, whatever the page has room for."""
    (story,) = stories_of(edition([article("a", *[HAN] * 45, rank=1, pictures=(picture(),))]), "2")
    areas = []
    for kind in ("news", "features"):
        desk = setup.desk._replace(style=setup.desk.style.for_page(kind))
        best = min(variants(story, columns, desk.style.grid.lines, desk), key=lambda variant: variant.cost)
        areas.append(best.picture_columns / best.inner * sum(best.picture_lines))
    assert areas[1] > 1.15 * areas[0]


def test_the_papers_name_in_the_folio_does_not_change_with_the_kind(root: Path, setup: Setup) -> None:
    faces = set()
    for kind in ("news", "features", "briefs"):
        pages = (PageSpec("1", PAGE), PageSpec("2", PAGE, kind=kind))
        page = compose_one(edition([article("a", HAN, rank=1)], pages=pages, root=str(root)), "2", setup)
        faces |= {
            (item.face, item.size)
            for _, _, item, around in walk(page.frame)
            if isinstance(item, GlyphRun) and around[-1].role == "folio" and item.text == "江口晨报"
        }
    assert len(faces) == 1


# Contents


def test_contents_list_the_strongest_story_of_every_other_page(root: Path) -> None:
    contents = next(story for story in stories_of(day(root, contents=True), "1") if story.is_contents)
    assert (contents.label, contents.box, contents.rank) == ("导读", True, 5)
    entries = [tuple(run.text for run in block.runs) for block in contents.lead.body]
    assert entries == [("02版", "民生", "诊车开到　村口"), ("A03版", "经济", "橙子下山")]
    assert not [story for story in stories_of(day(root), "1") if story.is_contents]


def test_a_page_without_a_headline_is_not_in_the_contents(root: Path) -> None:
    made = edition((article("x", HAN, page_no="1"), article("p", page_no="2", headline="")), pages=pages_of(contents=True))
    assert not [story for story in stories_of(made, "1") if story.is_contents]


def test_contents_stand_on_the_page_and_in_the_text_but_are_no_copy(root: Path, setup: Setup) -> None:
    made = day(root, contents=True)
    plan, _ = plan_edition_page(made, "1", setup)
    assert "contents" in {slot.story.id for slot in plan.slots}
    assert "导读" in as_text(plan, setup.desk.style)
    page = compose_one(made, "1", setup)
    text = text_of(page.frame, ("contents",), "contents")
    assert "02版" in text
    assert "民生" in text
    assert "橙子下山" in text
    assert {record.id for record in page.stories} == {"lead", "other"}
    written = report([draw_plate(page)], setup.desk.table, (), pdf=None)
    assert {story["id"] for story in written["pages"][0]["stories"]} == {"lead", "other"}
    assert "rank-order" not in codes(check_page(made, page))
    data = export_pdf([page], About("", "", "", made.date), root)
    with pypdfium2.PdfDocument(data) as document:
        printed = document[0].get_textpage().get_text_range().replace(" ", "")
    assert "导读" in printed
    assert "02版" in printed
    assert "橙子下山" in printed
    assert "今日导读" not in printed  # once is enough: the masthead has the name alone


def test_entries_of_the_contents_are_on_the_grid_with_a_rule_between(root: Path, setup: Setup) -> None:
    page = compose_one(day(root, contents=True), "1", setup)
    lines = {
        round((glyph.y - page.type_area[1]) % setup.grid.leading, 3)
        for glyph in glyphs_of(page.frame)
        if glyph.roles[-1] == "contents"
    }
    assert len(lines) == 1
    story = next(story for story in stories_of(day(root, contents=True), "1") if story.is_contents)
    desk = setup.desk
    for measure in (9, 21):
        entries = set_body(story, measure, desk.style, desk.table, desk.lexicon)
        assert [line.air for line in entries] == [False, True, False]
        frame = Frame(measure * setup.grid.em, 0, compose_column(entries, measure, desk.style))
        assert sum(isinstance(item, Rule) for _, _, item, _ in walk(frame)) == 1
        assert all(glyph.ink_right <= frame.width + 0.5 for glyph in glyphs_of(frame))


def test_an_editor_gives_the_contents_a_place(root: Path, setup: Setup) -> None:
    from editions.model import FixedStory, Place

    fixed = (
        FixedStory("lead", Place(1, 13), 4, 74, PAGE),
        FixedStory("contents", Place(5, 13), 2, 20, PAGE),
        FixedStory("other", Place(5, 33), 2, 54, PAGE),
    )
    plan, problems = plan_edition_page(day(root, contents=True, plan=fixed), "1", setup)
    assert not problems
    assert Region(4, 12, 2, 20) in {slot.region for slot in plan.slots if slot.story.is_contents}


# The ear

EAR = article("ear", HAN * 2, page_no="1", rank=2, headline="夜游船增开两班")


def slots(plan: PagePlan) -> dict[str, Region]:
    return {slot.story.id: slot.region for slot in plan.slots}


def masthead_of(page: Page) -> tuple[float, float, Group]:
    ((x, y, item),) = ((x, y, item) for x, y, item, _ in walk(page.frame) if isinstance(item, Group) and item.role == "masthead")
    return x, y, item


def test_a_story_stands_in_the_ear(root: Path, setup: Setup) -> None:
    style, made = setup.desk.style, day(root, EAR, ear="ear")
    plan, problems = plan_edition_page(made, "1", setup)
    assert not problems
    region = Region(style.masthead.columns, 0, style.grid.columns - style.masthead.columns, style.masthead.lines)
    assert slots(plan)["ear"] == region
    assert sorted(slots(plan)) == ["ear", "lead", "other"]
    assert all(place.line >= style.masthead.lines for name, place in slots(plan).items() if name != "ear")
    page = compose_one(made, "1", setup)
    assert text_of(page.frame, ("body",), "ear").endswith(HAN * 2)
    assert {record.id: record.rank for record in page.stories}["ear"] == 4  # its headline is small there


def test_masthead_and_ear_stand_side_by_side_and_end_on_one_line(root: Path, setup: Setup) -> None:
    grid = setup.grid
    page = compose_one(day(root, EAR, ear="ear"), "1", setup)
    x, y, masthead = masthead_of(page)
    assert masthead.frame.width == pytest.approx(grid.width(setup.desk.style.masthead.columns))
    assert all(x - 0.5 <= glyph.ink_left and glyph.ink_right <= x + masthead.frame.width + 0.5 for glyph in glyphs_of(page.frame) if glyph.roles[-1] == "masthead")
    lowest_rule = max(top for _, top, item, around in walk(page.frame) if isinstance(item, Rule) and around[-1].role == "masthead")
    frame_foot = max(
        top + item.height
        for _, top, item, around in walk(page.frame)
        if isinstance(item, Box) and any(group.role == "story" and group.source == "ear" for group in around)
    )
    assert lowest_rule == pytest.approx(frame_foot)
    assert frame_foot == pytest.approx(y + masthead.frame.height - FRAME_OUT * grid.leading)


def test_the_facts_of_a_narrow_masthead_stand_in_two_rows_at_their_size(demo_edition: Edition, demo_setup: Setup) -> None:
    whole = compose_one(demo_edition, "1", demo_setup)
    first, *rest = demo_edition.pages
    narrow = compose_one(demo_edition._replace(pages=(first._replace(ear="weather"), *rest)), "1", demo_setup)

    def rows(page: Page) -> dict[float, float]:
        found = [glyph for glyph in glyphs_of(page.frame) if glyph.roles[-1] == "masthead"]
        return {round(glyph.y, 2): glyph.size for glyph in found}

    assert list(rows(whole).values()).count(9.0) == 1
    assert list(rows(narrow).values()) == [9.0, 9.0]
    assert "masthead-small" not in codes(check_page(demo_edition, narrow))


@pytest.mark.parametrize("lines", [1, 3, 5, 8, 20])
def test_a_masthead_of_any_height_keeps_to_its_place(root: Path, setup: Setup, lines: int) -> None:
    style = setup.desk.style
    own = setup._replace(desk=setup.desk._replace(style=style._replace(masthead=style.masthead._replace(lines=lines))))
    page = compose_one(day(root, EAR, ear="ear"), "1", own)
    x, _, masthead = masthead_of(page)
    sizes = [glyph.size for glyph in glyphs_of(page.frame) if glyph.roles[-1] == "masthead"]
    assert min(sizes) > 0
    assert max(sizes) < masthead.frame.height
    assert all(glyph.ink_right <= x + masthead.frame.width + 0.5 for glyph in glyphs_of(page.frame) if glyph.roles[-1] == "masthead")


def test_without_anything_in_the_ear_the_masthead_is_as_wide_as_the_page(root: Path, setup: Setup) -> None:
    page = compose_one(day(root), "1", setup)
    assert masthead_of(page)[2].frame.width == pytest.approx(setup.grid.width(setup.grid.columns))
    assert "今日导读" in text_of(page.frame, ("masthead",))


@pytest.mark.parametrize(("size", "is_said"), [((3000, 1000), True), ((0, 0), False)])
def test_an_advertisement_that_is_cropped_is_said(
    root: Path, setup: Setup, size: tuple[int, int], is_said: bool
) -> None:
    ad = Ad("1", "pictures/wide.png", 3, 30, Span("edition.toml", 40), size=size)
    said = [found for found in compose_one(day(root, ads=(ad,)), "1", setup).diagnostics if found.code == "ad-cropped"]
    assert [(found.span, found.severity) for found in said] == ([(ad.span, "warning")] if is_said else [])


def test_an_advertisement_stands_in_the_ear(root: Path, setup: Setup) -> None:
    ad = Ad("1", "pictures/wide.png", 0, 0, Span("edition.toml", 40), size=(3000, 1900), ear=True)
    plan, problems = plan_edition_page(day(root, ads=(ad,)), "1", setup)
    assert not problems
    style = setup.desk.style
    (slot,) = plan.ads
    assert slot.region == Region(style.masthead.columns, 0, style.grid.columns - style.masthead.columns, style.masthead.lines)
    assert plan.masthead_columns == style.masthead.columns
    page = compose_one(day(root, ads=(ad,)), "1", setup)
    assert "广告" in text_of(page.frame, ("ad",))
    ((x, y, shot),) = ((x, y, item) for x, y, item, _ in walk(page.frame) if isinstance(item, Picture))
    assert shot.crop == (0.0, 0.0, 1.0, 1.0)  # it is paid for whole
    assert shot.width / shot.height == pytest.approx(3000 / 1900)
    grid = setup.grid
    assert grid.x(slot.region.column) <= x + 0.01
    assert x + shot.width <= page.type_area[2] + 0.01
    assert grid.top < y < y + shot.height < grid.y(style.masthead.lines)
    assert page.white_ratio == compose_one(day(root), "1", setup).white_ratio


def closed(setup: Setup, columns: int = 0) -> Setup:
    style = setup.desk.style
    return setup._replace(desk=setup.desk._replace(style=style._replace(masthead=style.masthead._replace(columns=columns))))


@pytest.mark.parametrize("columns", [0, 6, 9])
def test_where_a_style_leaves_no_ear_the_story_stands_below_and_that_is_said(root: Path, setup: Setup, columns: int) -> None:
    plan, problems = plan_edition_page(day(root, EAR, ear="ear"), "1", closed(setup, columns))
    assert codes(problems) == ["ear-closed"]
    assert problems[0].article == "ear"
    assert slots(plan)["ear"].line >= setup.desk.style.masthead.lines
    assert plan.masthead_columns == 0


def test_where_a_style_leaves_no_ear_an_advertisement_is_missed(root: Path, setup: Setup) -> None:
    ad = Ad("1", "pictures/wide.png", 0, 0, Span("edition.toml", 40), size=(3000, 1900), ear=True)
    plan, problems = plan_edition_page(day(root, ads=(ad,)), "1", closed(setup))
    assert [(fault.code, fault.severity, str(fault.span)) for fault in problems] == [("ear-ad", "error", "edition.toml:40:1")]
    assert not plan.ads


def test_too_much_copy_for_the_ear_is_overset(root: Path, setup: Setup) -> None:
    page = compose_one(day(root, article("ear", HAN * 30, page_no="1"), ear="ear"), "1", setup)
    assert [(fault.code, fault.article) for fault in page.diagnostics if fault.code == "overset-text"] == [("overset-text", "ear")]


def test_a_story_in_the_ear_leaves_its_group(root: Path) -> None:
    briefs = [article(name, HAN, page_no="1", rank=5, group="简讯") for name in ("ear", "b", "c")]
    found = {story.id: story for story in stories_of(day(root, *briefs, ear="ear"), "1")}
    assert found["ear"].box
    assert not found["ear"].is_group
    assert [part.article.id for part in found["简讯"].parts] == ["b", "c"]


def test_a_lock_leaves_the_ear_where_it_is(root: Path, setup: Setup) -> None:
    made = day(root, EAR, ear="ear")
    plan, _ = plan_edition_page(made, "1", setup)
    lock = lock_of(plan, setup.desk, PAGE)
    assert {fixed.article for fixed in lock.stories} == {"lead", "other"}
    again, problems = plan_edition_page(day(root, EAR, ear="ear", lock=lock), "1", setup)
    assert not problems
    assert slots(again) == slots(plan)


# Briefs


def briefs(count: int, length: int = 3) -> list[Article]:
    return [article(f"b{number:02}", HAN * length, rank=5, kind="brief", headline=f"渡口添了第{number + 1}盏灯") for number in range(count)]


def brief_page(root: Path, *articles: Article, kind: Any = "briefs") -> Edition:
    return edition(articles, pages=(PageSpec("1", PAGE), PageSpec("2", PAGE, name="简讯", kind=kind)), root=str(root))


@pytest.mark.parametrize(("count", "bands"), [(2, [2]), (10, [10]), (12, [6, 6]), (18, [9, 9]), (25, [8, 9, 8])])
def test_briefs_run_together_in_bands(root: Path, count: int, bands: list[int]) -> None:
    found = stories_of(brief_page(root, *briefs(count)), "2")
    assert [len(story.parts) for story in found] == bands
    assert len({story.id for story in found}) == len(bands)
    assert [part.article.id for story in found for part in story.parts] == [f"b{number:02}" for number in range(count)]


def test_what_stands_apart_on_a_page_of_briefs_stays_so(root: Path) -> None:
    apart = [
        article("lead", HAN, rank=2),
        article("shot", HAN, rank=5, pictures=(picture(),)),
        article("boxed", HAN, rank=5, box=True),
        article("named", HAN, rank=5, label="预告"),
        article("later", HAN, rank=5, hold="may"),
    ]
    found = {story.id: len(story.parts) for story in stories_of(brief_page(root, *apart, *briefs(3)), "2")}
    assert found == {"lead": 1, "shot": 1, "boxed": 1, "named": 1, "later": 1, "briefs/1": 3}
    assert len(stories_of(brief_page(root, *briefs(3), kind="news"), "2")) == 3


def test_a_long_group_keeps_its_label_over_the_first_band(root: Path) -> None:
    grouped = [each._replace(group="要闻速递") for each in briefs(12)]
    found = stories_of(brief_page(root, *grouped), "2")
    assert [(story.id, story.label) for story in found] == [("要闻速递", "要闻速递"), ("要闻速递/2", "")]


@pytest.mark.parametrize(("count", "length"), [(12, 8), (18, 5), (25, 4)])
def test_a_page_of_briefs_sets_all_of_them_alike(root: Path, setup: Setup, count: int, length: int) -> None:
    made = brief_page(root, *briefs(count, length))
    page = compose_one(made, "2", setup)
    assert {record.id for record in page.stories} == {each.id for each in made.articles}
    assert not [fault for fault in page.diagnostics if fault.severity == "error"]
    starts = {round(glyph.x - glyph.column_x, 2) for glyph in glyphs_of(page.frame) if glyph.roles[-1] == "headline" and glyph.text == "渡"}
    assert starts == {0.0}
    assert "no-lead" not in codes(check_page(made, page))
