"""Stories that move, jump or are parted: which page each is on, and what is reckoned before it is planned."""

from __future__ import annotations

import pytest

from editions.diagnostic import Span
from editions.model import Edition, PageLock, Pin, Sidebar
from layout.edition import Setup, compose_one, plan_edition_page
from layout.plan.blocks import preferred_cells
from layout.plan.estimates import estimated_cells
from layout.plan.moving import GOOD, lost_cells, settle
from layout.plan.vertical import standing_variants
from layout.stories import jump_point, stories_of
from layout.style import Means
from tests.layout.making import HAN, SPAN, ad, article, block, edition, picture, story, table_block, three_pages

PIN = Span("articles/b.md", 4)


def test_a_story_goes_to_the_page_that_it_prefers_or_to_the_one_with_room(setup: Setup) -> None:
    free = story("m", 6, page_no="2", pages=("2", "3"))
    settled, found = settle(three_pages(free, story("x", 6, page_no="3")), setup.desk_for)
    assert next(a for a in settled.articles if a.id == "m").page_no == "2"
    assert [(note.code, note.severity) for note in found] == [("story-moved", "note")]
    crowded = [story(f"s{n}", 14, page_no="2") for n in range(4)]
    settled, _ = settle(three_pages(free, *crowded), setup.desk_for)
    assert next(a for a in settled.articles if a.id == "m").page_no == "3"


def test_an_edition_without_choices_is_left_as_it_is(setup: Setup) -> None:
    of = three_pages(story("a", 6), story("b", 6, page_no="3"))
    settled, found = settle(of, setup.desk_for)
    assert settled is of
    assert not found


def test_a_jump_adapts_to_the_room_of_both_pages(setup: Setup) -> None:
    style = setup.desk.style
    jumper = story("j", 20, page_no="2", jump="3", rank=1)
    crowded_here = three_pages(jumper, *(story(f"s{n}", 18, page_no="2", rank=3) for n in range(3)))
    crowded_there = three_pages(jumper, *(story(f"s{n}", 18, page_no="3", rank=3) for n in range(3)))
    points = []
    for of in (crowded_here, crowded_there):
        settled, _ = settle(of, setup.desk_for)
        moved = next(a for a in settled.articles if a.id == "j")
        points.append(jump_point(moved))
        least = 12 * style.grid.characters
        assert sum(len(b.text) for b in moved.body[: points[-1]]) >= least
        assert sum(len(b.text) for b in moved.body[points[-1] :]) >= least
    assert points[0] < jump_point(jumper) < points[1]


def test_the_longest_story_of_a_page_that_is_far_over_jumps_to_one_with_room(setup: Setup) -> None:
    style = setup.desk.style
    heavy = [story("long", 30, page_no="2", rank=1), *(story(f"s{n}", 11, page_no="2", rank=3) for n in range(4))]
    of = three_pages(*heavy, story("y", 3, page_no="3"), story("z", 30, page_no="1"))
    settled, found = settle(of, setup.desk_for)
    moved = next(a for a in settled.articles if a.id == "long")
    assert moved.jump == "3"
    assert [note.code for note in found] == ["story-jumps"]
    pages = {no: [s.id for s in stories_of(settled, no)] for no in ("2", "3")}
    assert "long" in pages["2"]
    assert "long" in pages["3"]
    forbidden = style._replace(makeup=style.makeup._replace(too_much=("smaller", "hold")))
    assert settle(of, setup._replace(desk=setup.desk._replace(style=forbidden)).desk_for) == (of, ())


def test_what_comes_first_a_jump_or_a_story_left_out_is_for_the_style_to_say(setup: Setup) -> None:
    heavy = [story("long", 30, page_no="2", rank=1), *(story(f"s{n}", 11, page_no="2", rank=3, hold="may") for n in range(4))]
    of = three_pages(*heavy, story("y", 3, page_no="3"), story("z", 30, page_no="1"))

    def jumps(*too_much: Means) -> bool:
        style = setup.desk.style
        own = setup._replace(desk=setup.desk._replace(style=style._replace(makeup=style.makeup._replace(too_much=too_much))))
        return any(one.jump for one in settle(of, own.desk_for)[0].articles)

    assert not jumps("smaller", "hold", "jump")
    assert jumps("smaller", "jump", "hold")
    assert jumps("jump", "smaller", "hold")


def test_no_story_jumps_where_no_page_has_room(setup: Setup) -> None:
    heavy = [story(f"{no}{n}", 14, page_no=no, rank=3) for no in ("1", "2", "3") for n in range(5)]
    settled, found = settle(three_pages(*heavy), setup.desk_for)
    assert not found
    assert all(not each.jump for each in settled.articles)


def test_no_story_jumps_from_a_page_that_holds_it(setup: Setup) -> None:
    """English copy has twice as many characters as it has em."""
    english = "The path along the river was mended in the spring, and people walk there in the evening now. " * 3
    long = article("long", *[english] * 14, headline="A path along the river", page_no="2", rank=1)
    of = three_pages(long, story("b", 10, page_no="2"), story("c", 3, page_no="3"))
    assert sum(len(block.text) for block in long.body) > 1.2 * setup.grid.columns * setup.grid.lines * 11 * 0.5
    settled, found = settle(of, setup.desk_for)
    assert (settled.articles[0].jump, found) == ("", ())


def test_no_story_jumps_to_a_page_on_which_copy_would_be_cut_for_it(setup: Setup) -> None:
    """By their characters page 1 has most room for one of the stories, but some of its one story would be cut then."""
    heavy = [story("long", 30, page_no="2", rank=1), *(story(f"s{n}", 11, page_no="2", rank=3) for n in range(4))]
    full = [story(f"t{n}", 3, page_no="3", rank=2, pictures=(picture("wide"),)) for n in range(4)]
    of = three_pages(*heavy, *full, story("z", 45, page_no="1"))._replace(ads=(ad(6, 36)._replace(page_no="3"),))
    settled, found = settle(of, setup.desk_for)
    assert [(one.id, one.jump) for one in settled.articles if one.jump] == [("s0", "3")]
    assert [note.code for note in found] == ["story-jumps"]


def test_no_story_jumps_from_a_page_without_room_for_its_beginning(setup: Setup) -> None:
    of = three_pages(story("a", 20, page_no="2", rank=1), story("c", 3, page_no="3"))._replace(ads=(ad(6, 86),))
    settled, found = settle(of, setup.desk_for)
    assert (settled.articles[0].jump, found) == ("", ())
    page = compose_one(settled, "2", setup)
    (fault,) = (fault for fault in page.diagnostics if fault.code == "no-room")
    assert f" {sum(len(block.text) for block in of.articles[0].body)} characters" in fault.message


def test_what_is_not_placed_of_a_story_that_jumps_is_told_from_the_rest(setup: Setup) -> None:
    of = three_pages(story("a", 20, page_no="2", rank=1, jump="3"), story("c", 3, page_no="3"))._replace(ads=(ad(6, 86),))
    (fault,) = (fault for fault in compose_one(of, "2", setup).diagnostics if fault.code == "no-room")
    before = sum(len(block.text) for block in of.articles[0].body[: jump_point(of.articles[0])])
    assert f"before the jump to page 3, {before} characters" in fault.message


def test_a_story_is_parted_where_both_its_pages_are_good(demo_edition: Edition, demo_setup: Setup) -> None:
    """Estimates would part it where the front page has pictures that touch and headlines that clash."""
    settled, _ = settle(demo_edition, demo_setup.desk_for)
    (jumper,) = (one for one in settled.articles if one.jump)
    costs = []
    for no in (jumper.page_no, jumper.jump):
        plan, _ = plan_edition_page(settled, no, demo_setup)
        cells = sum(slot.region.columns * slot.region.lines for slot in plan.slots)
        costs.append(sum(term.cost for term in plan.terms) / cells)
    assert sum(costs) <= 2 * GOOD


@pytest.mark.parametrize("asked", ["1", "2", "3", "4"])
def test_a_page_alone_is_settled_as_with_all_others(demo_edition: Edition, demo_setup: Setup, asked: str) -> None:
    whole, _ = settle(demo_edition, demo_setup.desk_for)
    alone, _ = settle(demo_edition, demo_setup.desk_for, [asked])
    assert stories_of(alone, asked) == stories_of(whole, asked)
    assert (alone == whole) is (asked in "13")  # the bridge jumps from 1 to 3


def test_a_page_whose_lock_is_of_another_style_is_planned_anew_with_jumps_and_all(setup: Setup) -> None:
    heavy = [story("long", 30, page_no="2", rank=1), *(story(f"s{n}", 11, page_no="2", rank=3) for n in range(4))]
    of = three_pages(*heavy, story("y", 3, page_no="3"), story("z", 30, page_no="1"))
    other = PageLock("broadsheet", (8, 120), (), SPAN)
    locked = of._replace(pages=tuple(page._replace(lock=other) for page in of.pages))
    assert settle(locked, setup.desk_for)[0].articles == settle(of, setup.desk_for)[0].articles


def test_what_has_no_room_is_reckoned_in_cells_like_what_is_cut(setup: Setup) -> None:
    of = three_pages(story("a", 20, page_no="2", rank=1))._replace(ads=(ad(6, 86),))
    plan, _ = plan_edition_page(of, "2", setup)
    assert lost_cells(plan, setup.desk) == pytest.approx(estimated_cells(of.articles[0], setup.desk.style), rel=0.2)


def test_tables_and_sidebars_are_reckoned_with(setup: Setup) -> None:
    style = setup.desk.style
    table = table_block(*((f"第{n}站", "6:00") for n in range(12)))
    bare, tabled = story("a", 3), story("a", 3)._replace(body=(*story("a", 3).body, table))
    beside = bare._replace(sidebars=(Sidebar("链接", (block(HAN * 4),)),))
    assert estimated_cells(tabled, style) - estimated_cells(bare, style) >= 12
    assert estimated_cells(beside, style) - estimated_cells(bare, style) >= 4 * len(HAN) / setup.grid.characters


def test_what_a_story_takes_is_reckoned_as_it_is_set(setup: Setup) -> None:
    """Standing, and at the width that it is pinned to."""
    (free,) = stories_of(edition([story("a", 6, rank=3)]), "2")
    (pinned,) = stories_of(edition([story("a", 6, rank=3, pin=Pin(PIN, columns=5))]), "2")
    (standing,) = stories_of(edition([story("a", 6, rank=3, vertical="story")]), "2")
    assert preferred_cells(pinned, setup.desk) % 5 == 0
    least = min(variant.lines for variant in standing_variants(standing, 2, 344, setup.desk))
    assert preferred_cells(standing, setup.desk) >= 2 * least
    assert preferred_cells(standing, setup.desk) != preferred_cells(free, setup.desk)


def test_estimates_are_near_what_stories_take(demo_edition: Edition, demo_setup: Setup) -> None:
    """The pages of the demo are full: their stories are estimated at what the pages hold, give or take a fifth."""
    style = demo_setup.desk.style
    for page in demo_edition.pages:
        stories = [each for each in demo_edition.on_page(page.no) if not each.jump]
        cells = sum(estimated_cells(each, style) for each in stories)
        plan, _ = plan_edition_page(demo_edition, page.no, demo_setup)
        names = {each.id for each in stories}
        taken = sum(
            slot.region.columns * slot.region.lines
            for slot in plan.slots
            if {part.article.id for part in slot.story.parts} <= names
        )
        assert cells == pytest.approx(taken, rel=0.2)


def test_a_story_in_the_ear_jumps_after_what_the_ear_holds(setup: Setup) -> None:
    pieces = [HAN[:35]] * 40
    ear = article("e", *pieces, headline="江边新步道添了好去处", page_no="1", jump="3", rank=2)
    of = three_pages(story("a", 12, page_no="1", rank=1), ear, story("c", 6, page_no="3"))
    of = of._replace(pages=(of.pages[0]._replace(ear="e"), *of.pages[1:]))
    settled, _ = settle(of, setup.desk_for)
    (at,) = (one.jump_at for one in settled.articles if one.id == "e")
    free, _ = settle(of._replace(pages=(of.pages[0]._replace(ear=""), *of.pages[1:])), setup.desk_for)
    (freely,) = (one.jump_at for one in free.articles if one.id == "e")
    assert 0 < at < freely
    assert at * 35 <= 12 * setup.grid.characters + 35  # twelve lines, the least that reads well
