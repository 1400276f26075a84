"""The copyfit table keeps its promises; the planner places or reports every story, and heeds the editor."""

from __future__ import annotations

import time

import pytest

from editions.model import Ad, Article, Edition, FixedStory, PageSpec, Person, Place
from layout.edition import Setup, plan_edition_page
from layout.fit import fit
from layout.grid import Region
from layout.head import set_head
from layout.pictures import LEAST_PPI
from layout.plan.blocks import MOST_STORIES
from layout.plan.copyfit import inner_columns, paid_air, variants, white_air
from layout.plan.illustrations import picture_heights
from layout.plan.planner import plan_page
from layout.plan.types import PagePlan, Slot
from layout.stories import Story, stories_of
from tests.layout.making import HAN, SPAN, ad, article, block, edition, picture, story, table_block

LONG = pytest.mark.long


def plan(setup: Setup, *articles: Article, **rest: object) -> tuple[PagePlan, list[str]]:
    """The plan of page 2 and the codes of what the planner said."""
    found, problems = plan_edition_page(edition(articles, **rest), "2", setup)  # type: ignore[arg-type]
    return found, [problem.code for problem in problems]


def check(found: PagePlan, setup: Setup, names: set[str]) -> None:
    """No two rectangles overlap, none leaves the type area, and every story has one or is named as unplaced."""
    grid = setup.grid
    regions = [slot.region for slot in found.slots] + [slot.region for slot in found.ads]
    for number, region in enumerate(regions):
        assert region.column >= 0
        assert region.line >= found.masthead_lines
        assert region.end_column <= grid.columns
        assert region.end_line <= grid.lines
        assert not any(region.overlaps(other) for other in regions[number + 1 :])
    placed = [part.article.id for slot in found.slots for part in slot.story.parts]
    placed += [part.article.id for left in found.unplaced for part in left.parts]
    assert sorted(placed) == sorted(names)


# The copyfit table


def _demo_stories(demo_edition: Edition) -> list[Story]:
    return [each for page in demo_edition.pages for each in stories_of(demo_edition, page.no)]


def test_a_variant_holds_its_story_in_its_lines(demo_edition: Edition, demo_setup: Setup) -> None:
    """Every seventh promise of the demo's table is put to the test."""
    desk, grid = demo_setup.desk, demo_setup.grid
    tried, broken = 0, []
    for each in _demo_stories(demo_edition):
        for columns in range(1, grid.columns + 1):
            for variant in variants(each, columns, grid.lines, desk)[::7]:
                fitted = fit(Slot(each, Region(0, 0, columns, variant.lines), variant), desk)
                tried += 1
                if not fitted.flow.fits or fitted.spare > 4:
                    broken.append((each.id, columns, variant.lines, fitted.spare))
    assert tried > 200
    assert len(broken) <= tried * 0.02, broken


@pytest.mark.parametrize("count", [2, 3, 4])
def test_few_lines_alone_under_a_picture_cost_what_they_lack(setup: Setup, count: int) -> None:
    """Variants with a strip of text under their picture are dearer than without that cost, all others as dear."""
    pictured = article("a", *[HAN * 3] * count, rank=4, pictures=(picture("wide"), picture("wide")))
    (story,) = stories_of(edition([pictured]), "2")
    desk = setup.desk
    free = desk._replace(style=desk.style._replace(score=desk.style.score._replace(thin=0.0)))
    costs = {lean: {one.lines: one for one in variants(story, 3, 86, where)} for lean, where in ((True, desk), (False, free))}
    assert set(costs[True]) == set(costs[False])
    strips = 0
    for lines, variant in costs[False].items():
        taken = set(variant.pictured())
        beyond = [lines - variant.head_lines - high for high in variant.pictured() if high and len(taken) > 1]
        lacks = sum(6 - left for left in beyond if 0 < left < 6)
        strips += lacks > 0
        assert costs[True][lines].cost >= variant.cost
        if lacks:
            most = variant.cost + desk.style.score.thin * lacks
            assert variant.cost < costs[True][lines].cost <= most + 1e-6
    assert strips


@pytest.mark.parametrize(("columns", "count"), [(1, 1), (2, 1), (3, 1), (4, 2)])
def test_two_lines_side_by_side_cost_what_they_lack(setup: Setup, columns: int, count: int) -> None:
    (story,) = stories_of(edition([article("a", *[HAN[:36]] * count, rank=5)]), "2")
    desk = setup.desk
    free = desk._replace(style=desk.style._replace(score=desk.style.score._replace(thin=0.0)))
    dear, cheap = ({one.lines: one for one in variants(story, columns, 40, where)} for where in (desk, free))
    assert set(dear) == set(cheap)
    flat = 0
    for lines, variant in cheap.items():
        lacks = max(0, 4 - (lines - variant.head_lines)) if variant.inner > 1 else 0
        flat += lacks > 0
        more = dear[lines].cost - variant.cost
        assert -1e-6 <= more <= desk.style.score.thin * variant.inner * lacks + 1e-6
        assert (more > 1e-6) is (lacks > 0)
    assert (flat > 0) is (columns > 1)


def test_variants_are_one_a_height_lowest_first(demo_edition: Edition, demo_setup: Setup) -> None:
    for each in _demo_stories(demo_edition)[::4]:
        heights = [variant.lines for variant in variants(each, 3, 86, demo_setup.desk)]
        assert heights == sorted(set(heights))
        assert all(height <= 86 for height in heights)


def test_headline_sizes_are_those_of_the_rank(demo_edition: Edition, demo_setup: Setup) -> None:
    style = demo_setup.desk.style
    for each in _demo_stories(demo_edition):
        if not each.is_group:
            sizes = {
                variant.headline_pt for columns in (2, 3, 4) for variant in variants(each, columns, 86, demo_setup.desk)
            }
            assert sizes <= set(style.headline.sizes(each.rank))


@pytest.mark.parametrize("columns", range(1, 7))
@pytest.mark.parametrize("kind", ["news", "feature", "commentary"])
@pytest.mark.parametrize("box", [False, True])
def test_inner_columns_fill_the_width(setup: Setup, columns: int, kind: str, box: bool) -> None:
    (each,) = stories_of(edition([story("a", kind=kind, box=box)]), "2")
    found = inner_columns(each, columns, setup.desk.style)
    assert found
    width = columns * 11 + columns - 1 - (2 if box else 0)
    for inner, measure, _ in found:
        assert inner * measure + inner - 1 <= width
        assert width - (inner * measure + inner - 1) < inner


def test_a_picture_keeps_within_its_crop(setup: Setup) -> None:
    style = setup.desk.style
    for name in ("wide", "tall", "chart"):
        shot = picture(name, caption="", credit="")
        for width in (99.0, 207.0, 315.0):
            natural = width * shot.size[1] / shot.size[0]
            for lines, _ in picture_heights(shot, width, setup.desk):
                height = (lines - 0.5) * style.grid.leading_pt
                assert (
                    natural * (style.picture.crop_flatter - 0.1)
                    <= height
                    <= natural * (style.picture.crop_taller + 0.1)
                )


# The planner


@pytest.mark.parametrize("page_no", ["1", "2", "3", "4"])
def test_the_demos_pages_are_planned_without_overlap(demo_edition: Edition, demo_setup: Setup, page_no: str) -> None:
    found, problems = plan_edition_page(demo_edition, page_no, demo_setup)
    assert not problems
    names = {part.article.id for each in stories_of(demo_edition, page_no) for part in each.parts}
    fillers = {filler.id for filler in demo_edition.fillers}
    used = {part.article.id for slot in found.slots for part in slot.story.parts} & fillers
    check(found, demo_setup, names | used)
    lead = min(found.slots, key=lambda slot: slot.story.rank)
    assert lead.region.line == found.masthead_lines


def test_the_lead_stands_on_top(setup: Setup) -> None:
    found, _ = plan(setup, story("b", rank=3), story("a", 9, rank=1), story("c", rank=2), story("d", rank=4))
    lead = next(slot for slot in found.slots if slot.story.id == "a")
    assert lead.region.line == 0


@pytest.mark.parametrize("ranks", [(3,) * 6, (1,) * 5, (5,) * 4])
def test_equal_ranks_are_planned_all_the_same(setup: Setup, ranks: tuple[int, ...]) -> None:
    stories = [story(f"s{n}", 4, rank=rank) for n, rank in enumerate(ranks)]
    found, _ = plan(setup, *stories)
    check(found, setup, {each.id for each in stories})


def test_a_page_without_stories(setup: Setup) -> None:
    found, problems = plan(setup)
    assert (found.slots, found.unplaced, problems) == ((), (), [])


def test_only_the_first_page_has_the_masthead(setup: Setup) -> None:
    made = edition([story("a", page_no="1"), story("b")])
    one, _ = plan_edition_page(made, "1", setup)
    two, _ = plan_edition_page(made, "2", setup)
    assert one.masthead_lines == setup.desk.style.masthead.lines
    assert two.masthead_lines == 0
    assert one.slots[0].region.line == one.masthead_lines


@pytest.mark.parametrize("count", [pytest.param(9, marks=LONG), 10, pytest.param(12, marks=LONG), MOST_STORIES])
def test_every_story_of_a_full_page_has_a_rectangle_of_its_own(setup: Setup, count: int) -> None:
    stories = [story(f"s{n}", 1, rank=min(5, 1 + n // 2)) for n in range(count)]
    found, problems = plan(setup, *stories)
    check(found, setup, {each.id for each in stories})
    assert not problems
    assert len(found.slots) == count


@pytest.mark.parametrize("count", [MOST_STORIES + 1, pytest.param(30, marks=LONG), 60])
def test_small_stories_are_run_together_when_there_are_very_many(setup: Setup, count: int) -> None:
    stories = [story(f"s{n}", 1, rank=min(5, 1 + n // 2)) for n in range(count)]
    found, problems = plan(setup, *stories)
    check(found, setup, {each.id for each in stories})
    assert "many-stories" in problems
    assert len(found.slots) <= setup.desk.style.score.blocks


@pytest.mark.parametrize("count", [9, pytest.param(12, marks=LONG)])
def test_picture_stories_are_planned_in_seconds(setup: Setup, count: int) -> None:
    stories = [story(f"s{n}", 2, rank=1 + n // 3, pictures=(picture("wide"),)) for n in range(count)]
    start = time.process_time()
    found, _ = plan(setup, *stories)
    check(found, setup, {each.id for each in stories})
    assert time.process_time() - start < 20


# Advertisements


@pytest.mark.parametrize(
    ("columns", "lines"),
    [(6, 20), (3, 20), (1, 40), (6, 86), (6, 70), (5, 30), (3, 86), (6, 82)],
)
def test_the_page_goes_around_an_advertisement(setup: Setup, columns: int, lines: int) -> None:
    stories = (story("a", 6, rank=1), story("b", 4), story("c", 3))
    found, problems = plan(setup, *stories, ads=(ad(columns, lines),))
    assert not problems
    (place,) = found.ads
    assert (place.region.end_column, place.region.end_line) == (6, 86)
    check(found, setup, {"a", "b", "c"})


@pytest.mark.parametrize(
    "places",
    [
        ([(1, 67, 3, 20), (4, 67, 3, 20)]),
        [(1, 1, 6, 10), (1, 77, 6, 10)],
        [(1, 1, 2, 20)],
        [(5, 1, 2, 20)],
        [(3, 30, 2, 20)],
        [(1, 67, 2, 20)],
        ([(1, 1, 3, 20), (4, 67, 3, 20)]),
        ([(1, 1, 2, 86)]),
    ],
)
def test_advertisements_anywhere(setup: Setup, places: list[tuple[int, int, int, int]]) -> None:
    ads = tuple(ad(columns, lines, place=Place(column, line)) for column, line, columns, lines in places)
    found, problems = plan(setup, story("a", 6, rank=1), story("b", 4), story("c", 3), ads=ads)
    assert not problems
    assert len(found.ads) == len(ads)
    check(found, setup, {"a", "b", "c"})


def test_what_a_full_page_advertisement_leaves_no_room_for_is_unplaced(setup: Setup) -> None:
    found, _ = plan(setup, story("a"), story("b"), ads=(ad(6, 86),))
    assert not found.slots
    assert {left.id for left in found.unplaced} == {"a", "b"}


@pytest.mark.parametrize(
    "wrong", [ad(7, 10), ad(3, 87), ad(3, 10, place=Place(5, 1)), ad(3, 10, place=Place(1, 80)), ad(0, 5), ad(3, 0)]
)
def test_an_advertisement_off_the_type_area_is_reported(setup: Setup, wrong: Ad) -> None:
    found, problems = plan(setup, story("a", 12), ads=(wrong,))
    assert problems == ["ad-too-large"]
    assert not found.ads
    check(found, setup, {"a"})


def test_of_two_advertisements_on_one_place_the_second_is_reported(setup: Setup) -> None:
    both = (ad(3, 10, place=Place(1, 77)), ad(2, 20, place=Place(2, 60)))
    found, problems = plan(setup, story("a", 12), ads=both)
    assert problems == ["ad-too-large"]
    assert len(found.ads) == 1


@pytest.mark.parametrize(
    ("ads", "regions"),
    [
        ((ad(2, 30, place=Place(1, 1)), ad(3, 10)), [Region(0, 0, 2, 30), Region(3, 76, 3, 10)]),
        ((ad(3, 10, place=Place(1, 77)), ad(3, 12)), [Region(0, 76, 3, 10), Region(3, 74, 3, 12)]),
        ((ad(3, 10), ad(2, 8, place=Place(5, 79))), [Region(3, 68, 3, 10), Region(4, 78, 2, 8)]),
        (
            tuple(ad(1, 40) for _ in range(3)),
            [Region(5, 46, 1, 40), Region(5, 6, 1, 40), Region(4, 46, 1, 40)],
        ),
        ((ad(3, 10), ad(2, 8), ad(6, 5)), [Region(3, 76, 3, 10), Region(4, 68, 2, 8), Region(0, 63, 6, 5)]),
    ],
)
def test_an_advertisement_without_a_place_goes_to_the_lower_right_above_what_is_there(
    setup: Setup, ads: tuple[Ad, ...], regions: list[Region]
) -> None:
    found, problems = plan(setup, story("a", 9), story("b"), ads=ads)
    assert not problems
    assert [slot.region for slot in found.ads] == regions


@pytest.mark.parametrize("tower", [ad(2, 74), ad(2, 72), ad(1, 74)])
def test_no_lead_is_cut_in_the_strip_above_an_advertisement(setup: Setup, tower: Ad) -> None:
    lengths = {"a": 9, "b": 7, "c": 5, "d": 4}
    found, _ = plan(setup, *(story(name, count, rank=rank) for rank, (name, count) in enumerate(lengths.items(), 1)), ads=(tower,))
    assert {slot.story.id for slot in found.slots} == set(lengths)
    assert not [slot.story.id for slot in found.slots if slot.variant.lines > slot.region.lines]


def test_an_advertisement_stays_off_the_masthead(setup: Setup) -> None:
    upon = Ad("1", "pictures/wide.png", 3, 10, SPAN, place=Place(1, 5), size=(3000, 1900))
    made = edition([story("a", 12, page_no="1")], ads=(upon,))
    _, problems = plan_edition_page(made, "1", setup)
    assert [problem.code for problem in problems] == ["ad-too-large"]


# The editor's own plan


def planned(*fixed: tuple[str, int, int, int, int]) -> tuple[PageSpec, ...]:
    slots = tuple(FixedStory(name, Place(c, n), columns, lines, SPAN) for name, c, n, columns, lines in fixed)
    return PageSpec("1", SPAN), PageSpec("2", SPAN, plan=slots)


def test_the_editors_rectangles_are_used(setup: Setup) -> None:
    pages = planned(("a", 1, 1, 4, 50), ("b", 5, 1, 2, 50), ("c", 1, 51, 6, 36))
    found, problems = plan(setup, story("a", 9, rank=3), story("b"), story("c", 9, rank=1), pages=pages)
    assert not problems
    regions = {slot.story.id: slot.region for slot in found.slots}
    assert regions == {"a": Region(0, 0, 4, 50), "b": Region(4, 0, 2, 50), "c": Region(0, 50, 6, 36)}


def test_a_group_is_named_by_its_name_or_by_an_article_of_it(setup: Setup) -> None:
    pair = [story("a", 2, group="简讯"), story("b", 2, group="简讯")]
    for name in ("简讯", "b"):
        found, problems = plan(setup, *pair, pages=planned((name, 1, 1, 6, 40)))
        assert not problems
        assert found.slots[0].region == Region(0, 0, 6, 40)


@pytest.mark.parametrize(
    ("fixed", "code"),
    [
        ([("a", 1, 1, 6, 40), ("x", 1, 41, 6, 40)], "plan-story"),
        ([("a", 1, 1, 7, 40), ("b", 1, 41, 6, 40)], "plan-outside"),
        ([("a", 0, 1, 3, 40), ("b", 1, 41, 6, 40)], "plan-outside"),
        ([("a", 1, 0, 3, 40), ("b", 1, 41, 6, 40)], "plan-outside"),
        ([("a", 1, 1, 3, 90), ("b", 4, 1, 3, 40)], "plan-outside"),
        ([("a", 1, 1, 4, 40), ("b", 4, 1, 3, 40)], "plan-outside"),
        ([("a", 1, 1, 0, 40), ("b", 4, 1, 3, 40)], "plan-outside"),
        ([("a", 1, 1, 3, 1), ("b", 4, 1, 3, 40)], "plan-outside"),
        ([("a", 1, 1, 6, 40)], "plan-incomplete"),
    ],
)
def test_a_plan_that_does_not_serve_is_reported_and_the_page_planned(
    setup: Setup, fixed: list[tuple[str, int, int, int, int]], code: str
) -> None:
    found, problems = plan(setup, story("a"), story("b"), pages=planned(*fixed))
    assert problems == [code]
    check(found, setup, {"a", "b"})


def test_a_story_named_twice_in_a_plan_is_not_printed_twice(setup: Setup) -> None:
    pages = planned(("a", 1, 1, 6, 40), ("a", 1, 41, 6, 40))
    found, problems = plan(setup, story("a"), pages=pages)
    placed = [slot.story.id for slot in found.slots]
    assert placed == ["a"] or problems


def test_a_plan_upon_an_advertisement_is_reported(setup: Setup) -> None:
    _, problems = plan(setup, story("a"), pages=planned(("a", 1, 1, 6, 86)), ads=(ad(3, 10),))
    assert problems == ["plan-outside"]


# Fillers


def _fillers() -> tuple[Article, ...]:
    return tuple(article(f"f{n}", HAN * 2, headline=f"补白第{n}条", kind="brief", rank=5, page_no="") for n in range(8))


def test_fillers_take_up_white(setup: Setup) -> None:
    stories = [story("a", 14, rank=1), story("b", 9, rank=2)]
    without, _ = plan(setup, *stories)
    with_fillers, _ = plan(setup, *stories, fillers=_fillers())
    extra = {slot.story.id for slot in with_fillers.slots} - {slot.story.id for slot in without.slots}
    assert extra
    assert extra <= {filler.id for filler in _fillers()}


def test_no_filler_is_used_onthree_pages(setup: Setup) -> None:
    made = edition([story("a", 6, page_no="1"), story("b", 6)], fillers=_fillers())
    used = [
        slot.story.id
        for no in ("1", "2")
        for slot in plan_edition_page(made, no, setup)[0].slots
        if slot.story.id[0] == "f"
    ]
    assert used
    assert len(used) == len(set(used))


def test_a_picture_whose_sides_are_cropped_must_have_the_pixels_for_its_height(setup: Setup) -> None:
    shot = picture()._replace(size=(1600, 1150))
    width = 72 * 1600 / 155  # as wide as it is, 155 pixels an inch
    leading = setup.desk.style.grid.leading_pt
    crop, coarse = setup.desk.style.score.crop, setup.desk.style.score.coarse
    heights = picture_heights(shot, width, setup.desk)
    assert heights[0][1] < coarse / 4  # its foot is cropped
    lines, cost = heights[-1]
    assert (lines - 4) * leading > width * 1150 / 1600 * 155 / LEAST_PPI
    assert cost > coarse / 4 > crop


# Air


@pytest.mark.parametrize("rank", [1, 2, 3, 5])
def test_air_about_a_head_costs_and_as_white_where_it_is_white(setup: Setup, rank: int) -> None:
    desk, style = setup.desk, setup.desk.style
    (of,) = stories_of(edition([story("a", 6, rank=rank)]), "2")
    seen: set[tuple[int, int]] = set()
    for columns in range(1, setup.grid.columns + 1):
        for variant in variants(of, columns, 200, desk):
            head = set_head(of, style.grid.measure(columns), variant.headline_pt, variant.deck, style, desk.table, desk.lexicon)
            assert head
            extra = variant.head_lines - head.lines
            white = white_air(head, extra, style)
            seen.add((extra, white))
            cost = dict(variant.terms).get("air", 0.0) / columns
            assert cost == pytest.approx(style.score.air * paid_air(extra, of) + style.score.white * white)
    assert {extra for extra, _ in seen} == {0, 1, 2}
    assert paid_air(2, of) > 2 if rank == 5 else paid_air(2, of) == 2


# Copy that is too much or too odd for the page


def test_too_many_paragraphs_are_planned_quickly(setup: Setup) -> None:
    stories = [story(f"s{n}", 60, rank=1 + n) for n in range(4)]
    start = time.process_time()
    found, _ = plan(setup, *stories)
    check(found, setup, {each.id for each in stories})
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "odd",
    [
        article("a", "一"),
        article("a", HAN, headline="字" * 200),
        article("a", HAN, kicker="引题" * 60, deck="副题" * 60),
        article("a", HAN, headline="Donaudampfschifffahrtsgesellschaftskapitän" * 3),
        article("a", table_block(*[("时间", "地段")] * 60), kind="notice"),
        article("a", block("\n".join(["挑担的人不说话"] * 80), "verse"), kind="feature"),
        article("a", HAN, pictures=tuple(picture("wide") for _ in range(5))),
        article("a", HAN, pictures=(picture("band"),)),
        article("a", HAN, pictures=(picture("pole"),)),
        article("a", kind="picture", pictures=(picture("wide"),)),
        article("a", HAN, kind="feature", bylines=tuple(Person("", "许望津") for _ in range(60))),
    ],
    ids=["one character", "headline of 200", "long kicker", "long word", "long table", "long verse", "5 pictures",
         "picture 100:1", "picture 1:100", "no body", "60 authors"],
)  # fmt: skip
def test_odd_stories_have_their_place(setup: Setup, odd: Article) -> None:
    found, _ = plan(setup, odd, story("b", 6, rank=4))
    check(found, setup, {"a", "b"})


def test_a_plan_is_the_same_every_time(demo_edition: Edition, demo_setup: Setup) -> None:
    spec = demo_edition.page("2")
    assert spec is not None
    again = demo_edition._replace(root=demo_edition.root + "/")  # another value, so that nothing is remembered by it
    one, _ = plan_page(demo_edition, spec, demo_setup.desk, first=False)
    two, _ = plan_page(again, spec, demo_setup.desk, first=False)
    assert one == two
