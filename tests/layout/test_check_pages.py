"""What the press rules ask of finished pages, and what `check_page` says when they do not have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from editions.diagnostic import Diagnostic
from editions.model import Article, Edition, PageSpec, Paper, Picture
from layout.check import check_page
from layout.edition import Setup, compose_edition, compose_one
from layout.items import Page, StoryRecord
from tests.layout.making import HAN, SPAN, ad, article, edition, picture
from tests.layout.measuring import Rect, glyphs_of


def check(setup: Setup, made: Edition, page_no: str = "2") -> list[Diagnostic]:
    page = compose_one(made, page_no, setup)
    return list(check_page(made, page))


def codes(found: list[Diagnostic]) -> list[str]:
    return [each.code for each in found]


def lead(name: str = "a", **rest: Any) -> Article:
    return article(name, *[HAN] * 9, **{"rank": 1, **rest})


def test_the_demo_has_nothing_wrong(demo_edition: Edition, demo_pages: tuple[Page, ...], demo_setup: Setup) -> None:
    assert [found for page in demo_pages for found in check_page(demo_edition, page)] == []
    assert [found for page in demo_pages for found in page.diagnostics if found.severity == "error"] == []


def test_a_page_with_a_lead_and_sizes_that_step_down_is_right(setup: Setup) -> None:
    made = edition([lead(), article("b", *[HAN] * 9, rank=2), article("c", *[HAN] * 5, rank=4)])
    assert check(setup, made) == []


# Glyphs


def test_a_character_without_glyph_is_named_with_its_place(setup: Setup) -> None:
    made = edition([lead(), article("b", HAN + "\U0001f600" + HAN)])
    (found,) = check(setup, made)
    assert (found.code, found.article, found.page, found.exit_code) == ("missing-glyph", "b", "2", 6)
    assert "\U0001f600" in found.message
    assert "U+1F600" in found.message
    assert found.span == SPAN


@pytest.mark.parametrize("field", ["headline", "kicker", "deck", "label"])
def test_a_character_without_glyph_in_the_head_is_named(setup: Setup, field: str) -> None:
    made = edition([lead("a", **{field: "江边步道\U0001f600"})])
    assert [(found.code, found.article) for found in check(setup, made)] == [("missing-glyph", "a")]


def test_a_character_without_glyph_in_a_caption_is_named(setup: Setup) -> None:
    made = edition([lead(pictures=(picture("wide", caption="步道\U0001f600"),))])
    assert codes(check(setup, made)) == ["missing-glyph"]


def test_a_character_without_glyph_in_the_papers_name_is_named(setup: Setup) -> None:
    made = edition([lead(page_no="1")], paper=Paper("江口\U0001f600报"))
    assert "missing-glyph" in codes(check(setup, made, "1"))


def test_each_missing_character_of_a_place_is_told_once(setup: Setup) -> None:
    made = edition([lead(), article("b", "\U0001f600" * 30 + HAN + "\U0001f601")])
    assert codes(check(setup, made)) == ["missing-glyph"] * 2


def test_what_draws_nothing_lacks_no_glyph(setup: Setup) -> None:
    made = edition([lead(), article("b", f"零\u200b宽\ufeff与\u00ad软连\u2060字{HAN}")])
    assert check(setup, made) == []


# Rank


def test_a_page_without_a_lead_is_told(setup: Setup) -> None:
    (found,) = check(setup, edition([lead(rank=2), article("b", *[HAN] * 9, rank=3)]))
    assert (found.code, found.page, found.severity) == ("no-lead", "2", "warning")


def test_an_empty_page_has_no_lead_to_miss(setup: Setup) -> None:
    assert check(setup, edition([])) == []


def record(name: str, rank: int, size: float) -> StoryRecord:
    return StoryRecord(name, name, rank, 3, size, ((0.0, 0.0, 1.0, 1.0),), 10)


@pytest.mark.parametrize(
    ("records", "wrong"),
    [
        ([record("a", 1, 42), record("b", 2, 28), record("c", 3, 21)], []),
        ([record("a", 1, 42), record("b", 2, 42)], []),
        ([record("a", 1, 28), record("b", 2, 42)], ["a"]),
        ([record("a", 1, 42), record("b", 2, 18), record("c", 3, 21), record("d", 3, 18)], ["b"]),
        ([record("a", 1, 42), record("b", 2, 18), record("c", 2, 28), record("d", 3, 21)], ["b"]),
        ([record("a", 1, 42), record("b", 2, 14), record("c", 3, 21), record("d", 4, 16)], ["b"]),
        ([record("a", 1, 42), record("b", 3, 12), record("c", 5, 14)], ["b"]),
    ],
)
def test_a_headline_smaller_than_one_of_lower_rank_is_told(
    setup: Setup, records: list[StoryRecord], wrong: list[str]
) -> None:
    made = edition([article(name, HAN) for name in "abcd"])
    page = compose_one(edition([lead()]), "2", setup)._replace(stories=tuple(records))
    found = [each for each in check_page(made, page) if each.code == "rank-order"]
    assert [each.article for each in found] == wrong


def test_a_group_of_higher_rank_than_its_neighbours_is_no_fault_by_itself(setup: Setup) -> None:
    """Its headlines stand in the column; its label is not to be taken for one."""
    group = [article(f"g{n}", HAN * 2, rank=4, group="风物", headline="江边风物记") for n in range(3)]
    made = edition([lead(), *group, article("z", *[HAN] * 4, rank=5, headline="江边简讯一则")])
    assert "rank-order" not in codes(check(setup, made))


# Pictures


@pytest.mark.parametrize(("pixels", "low"), [((300, 190), True), ((3000, 1900), False)])
def test_a_picture_with_too_few_pixels_is_told(setup: Setup, pixels: tuple[int, int], low: bool) -> None:
    shot = Picture("pictures/wide.png", "江面上的渡船。", span=SPAN, size=pixels)
    found = check(setup, edition([lead(pictures=(shot,))]))
    assert codes(found) == (["picture-resolution"] if low else [])
    if low:
        assert found[0].article == "a"
        assert found[0].span == SPAN


def test_an_advertisement_with_too_few_pixels_is_told(setup: Setup) -> None:
    small = ad(6, 20)._replace(size=(300, 100))
    assert codes(check(setup, edition([lead()], ads=(small,)))) == ["picture-resolution"]


def test_a_fillers_picture_with_too_few_pixels_is_told(setup: Setup) -> None:
    shot = Picture("pictures/wide.png", "江面上的渡船。", span=SPAN, size=(150, 95))
    fillers = tuple(article(f"f{n}", HAN * 4, kind="brief", rank=5, page_no="", pictures=(shot,)) for n in range(6))
    made = edition([lead()], fillers=fillers)
    page = compose_one(made, "2", setup)
    assert any(story.id[0] == "f" for story in page.stories)
    assert "picture-resolution" in codes(list(check_page(made, page)))


# Page 1


def test_the_papers_name_is_the_largest_text_of_page_1(setup: Setup) -> None:
    made = edition([lead(page_no="1")])
    page = compose_one(made, "1", setup)
    name = max(glyph.size for glyph in glyphs_of(page.frame) if "masthead" in glyph.roles)
    rest = max(glyph.size for glyph in glyphs_of(page.frame) if "masthead" not in glyph.roles)
    assert name > rest
    assert check(setup, made, "1") == []


def test_a_long_name_smaller_than_the_headline_is_told(setup: Setup) -> None:
    made = edition([lead(page_no="1", headline="步道通了")], paper=Paper("江口市城乡建设与社会发展综合新闻晨报"))
    (found,) = [each for each in check(setup, made, "1") if each.code == "masthead-small"]
    assert (found.page, found.severity, found.exit_code) == ("1", "error", 5)


def test_other_pages_have_no_name_to_be_the_largest(setup: Setup) -> None:
    assert check(setup, edition([lead()])) == []


@pytest.mark.parametrize("first", ["1", "A01", "5"])
def test_the_first_page_is_the_first_of_the_edition_whatever_its_number(setup: Setup, first: str) -> None:
    made = edition([lead(page_no=first)], page_nos=(first, "2"), paper=Paper("江口市城乡建设与社会发展综合新闻晨报"))
    assert "masthead-small" in codes(check(setup, made, first))


# What every page must bear


def test_every_later_page_bears_its_number_in_the_folio(demo_edition: Edition, demo_pages: tuple[Page, ...]) -> None:
    for spec, page in list(zip(demo_edition.pages, demo_pages, strict=True))[1:]:
        folio = "".join(glyph.text for glyph in glyphs_of(page.frame) if glyph.roles[-1] == "folio")
        assert f"{spec.no}版" in folio
        top = [glyph.y for glyph in glyphs_of(page.frame) if glyph.roles[-1] == "folio" and glyph.y < 100]
        assert max(top) < page.type_area[1]  # outside the type area


def test_the_page_number_stands_in_the_outer_corner_of_every_page(
    demo_edition: Edition, demo_pages: tuple[Page, ...]
) -> None:
    for number, page in list(enumerate(demo_pages))[1:]:
        digit = next(
            g for g in glyphs_of(page.frame) if g.roles[-1] == "folio" and g.text == demo_edition.pages[number].no
        )
        left, _, right, _ = page.type_area
        outer = abs(digit.x - right) if number % 2 == 0 else abs(digit.x - left)
        assert outer < 40


def _overlapping(page: Page, role: str) -> list[tuple[str, str]]:
    """Pairs of glyphs of a piece of furniture that lie on each other by more than a tenth of an em."""
    glyphs = [glyph for glyph in glyphs_of(page.frame) if glyph.roles[-1] == role and glyph.ink_right > glyph.ink_left]
    boxes = [
        Rect(g.ink_left + 0.1 * g.size, g.y - 0.7 * g.size, g.ink_right - 0.1 * g.size, g.y - 0.1 * g.size)
        for g in glyphs
    ]
    return [
        (one.text, other.text)
        for number, one in enumerate(glyphs)
        for further, other in enumerate(glyphs[number + 1 :], number + 1)
        if boxes[number].overlaps(boxes[further])
    ]


def test_long_facts_in_the_masthead_do_not_overlap(setup: Setup) -> None:
    paper = Paper(
        "江口晨报",
        cn="CN 00-0001",
        post_code="0-00",
        publisher="江口市城乡建设与社会发展综合新闻晨报社有限责任公司" * 2,
    )
    page = compose_one(edition([lead(page_no="1")], paper=paper), "1", setup)
    assert _overlapping(page, "masthead") == []


def test_long_facts_in_the_folio_do_not_overlap(setup: Setup) -> None:
    spec = PageSpec(
        "2", SPAN, name="城乡建设与社会发展综合新闻", editors=tuple(f"责任编辑 韩逐浪{n}" for n in range(8))
    )
    made = edition([lead()], pages=(PageSpec("1", SPAN), spec))
    page = compose_one(made, "2", setup)
    assert _overlapping(page, "folio") == []
    assert all(
        page.type_area[0] - 1 <= glyph.x <= page.type_area[2]
        for glyph in glyphs_of(page.frame)
        if glyph.roles[-1] == "folio"
    )


def test_the_furniture_of_the_demo_does_not_overlap(demo_pages: tuple[Page, ...]) -> None:
    for page in demo_pages:
        assert _overlapping(page, "masthead") == []
        assert _overlapping(page, "folio") == []


@pytest.mark.parametrize(
    "headline",
    [
        "柏川农家橙子装箱下山",
        "柏川农家今年的橙子丰收了，装箱下山的路上要走三个钟头，可是山那边的集市上早就有人等着",
    ],
)
def test_the_contents_on_page_1_name_the_lead_of_every_other_page(setup: Setup, headline: str) -> None:
    made = edition([lead("a", page_no="1"), lead("b", headline=headline)])
    page = compose_one(made, "1", setup)
    text = "".join(glyph.text for glyph in glyphs_of(page.frame) if glyph.roles[-1] == "masthead")
    assert "2版要闻" in text
    assert headline[:8] in text


def test_several_pages_are_checked_each_for_itself(setup: Setup) -> None:
    made = edition([lead("a", page_no="1"), lead("b", rank=2)])
    pages = compose_edition(made, ("1", "2"), setup)
    found = [found for page in pages for found in check_page(made, page)]
    assert [(each.code, each.page) for each in found] == [("no-lead", "2")]


def test_pictures_are_found_where_the_edition_says(setup: Setup, root: Path) -> None:
    made = edition([lead(pictures=(picture("wide"),))], root=str(root))
    page = compose_one(made, "2", setup)
    assert (root / "pictures/wide.png").is_file()
    assert check_page(made, page) == ()
