"""The editor's hand on makeup, and what becomes of too much and too little copy: pins, choices, explanations, stories that
stay out."""

from __future__ import annotations

import pytest

from editions.diagnostic import DOES_NOT_FIT, Diagnostic, Span
from editions.model import Ad, Edition, FixedStory, Pin, Place, Sidebar, WantedVariant
from editions.verdict import exit_code, weighed
from layout.edition import Setup, choose_plan, compose_one, plan_edition_page
from layout.items import Page, Picture, walk
from layout.plan.blocks import run_together
from layout.plan.explain import NAMES, as_json, as_text
from layout.plan.lock import lock_of
from layout.plan.types import PagePlan, Slot
from layout.stories import stories_of
from layout.style import Means
from tests.layout.making import HAN, SPAN, ad, article, block, edition, picture, story, table_block, three_pages

PIN = Span("articles/b.md", 4)


def page_of(**pins: Pin) -> Edition:
    """Four stories of ranks 1 to 4 on page 2, some of them pinned."""
    lengths = {"a": 12, "b": 8, "c": 6, "d": 4}
    stories = [story(name, count, rank=rank, pin=pins.get(name)) for rank, (name, count) in enumerate(lengths.items(), 1)]
    return edition(stories)


def planned(of: Edition, setup: Setup) -> tuple[dict[str, Slot], list[str]]:
    plan, problems = plan_edition_page(of, "2", setup)
    return {slot.story.id: slot for slot in plan.slots}, [problem.code for problem in problems]


# Pins


@pytest.mark.parametrize(("name", "column", "line"), [("b", 1, 50), ("c", 1, 1), ("d", 4, 1), ("d", 2, 40), ("a", 3, 30)])
def test_a_story_stands_where_it_is_pinned_and_the_others_about_it(setup: Setup, name: str, column: int, line: int) -> None:
    of = page_of(**{name: Pin(PIN, place=Place(column, line))})
    slots, problems = planned(of, setup)
    assert not problems
    assert (slots[name].region.column, slots[name].region.line) == (column - 1, line - 1)
    assert set(slots) == set("abcd")
    regions = [slot.region for slot in slots.values()]
    assert not any(one.overlaps(other) for at, one in enumerate(regions) for other in regions[at + 1 :])


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5, 6])
def test_a_story_has_the_width_that_it_is_pinned_to(setup: Setup, columns: int) -> None:
    slots, problems = planned(page_of(c=Pin(PIN, columns=columns)), setup)
    assert not problems
    assert slots["c"].region.columns == columns


def test_place_and_width_together(setup: Setup) -> None:
    slots, problems = planned(page_of(b=Pin(PIN, place=Place(5, 30), columns=2)), setup)
    assert not problems
    region = slots["b"].region
    assert (region.column, region.line, region.columns) == (4, 29, 2)


def test_two_stories_may_be_pinned(setup: Setup) -> None:
    pins = {"b": Pin(PIN, place=Place(1, 1), columns=3), "c": Pin(PIN, place=Place(4, 1), columns=3)}
    slots, problems = planned(page_of(**pins), setup)
    assert not problems
    assert (slots["b"].region.line, slots["c"].region.line) == (0, 0)


def test_all_stories_may_be_pinned(setup: Setup) -> None:
    only = edition([story("a", 6, rank=1, pin=Pin(PIN, place=Place(2, 10), columns=3))])
    slots, problems = planned(only, setup)
    assert not problems
    assert (slots["a"].region.column, slots["a"].region.line, slots["a"].region.columns) == (1, 9, 3)


def test_the_size_of_a_headline_is_pinned(setup: Setup) -> None:
    slots, problems = planned(page_of(c=Pin(PIN, headline_pt=32)), setup)
    assert not problems
    assert slots["c"].variant.headline_pt == 32


def test_the_variant_is_pinned(setup: Setup) -> None:
    wanted = WantedVariant(inner_columns=2, picture_columns=1, deck=False)
    shown = story("b", 10, rank=2, deck="江上的风吹了一天", pictures=(picture("wide"),), pin=Pin(PIN, columns=3, variant=wanted))
    slots, problems = planned(edition([story("a", 12, rank=1), shown, story("c", 6)]), setup)
    assert problems == ["pins-cost"]  # with a larger picture less of the page would be white
    variant = slots["b"].variant
    assert (variant.columns, variant.inner, variant.picture_columns, variant.deck) == (3, 2, 1, False)


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        (Pin(PIN, place=Place(6, 10), columns=2), "its place leaves the type area"),
        (Pin(PIN, place=Place(2, 87)), "its place leaves the type area"),
        (Pin(PIN, columns=7), "the page has not so many columns"),
        (Pin(PIN, columns=1, headline_pt=400), "the story cannot be set so"),
        (Pin(PIN, columns=2, variant=WantedVariant(inner_columns=5)), "the story cannot be set so"),
    ],
)
def test_a_pin_that_cannot_be_kept_is_said_with_its_place_and_the_page_planned(setup: Setup, pin: Pin, reason: str) -> None:
    plan, problems = plan_edition_page(page_of(b=pin), "2", setup)
    (problem,) = problems
    assert (problem.code, problem.span, problem.severity) == ("pin-dropped", PIN, "warning")
    assert reason in problem.message
    assert {slot.story.id for slot in plan.slots} == set("abcd")


def test_of_two_stories_pinned_to_one_place_the_second_is_free(setup: Setup) -> None:
    both = Place(2, 20)
    slots, problems = planned(page_of(b=Pin(PIN, place=both), c=Pin(PIN, place=both)), setup)
    assert problems == ["pin-dropped"]
    assert (slots["b"].region.column, slots["b"].region.line) == (1, 19)
    assert set(slots) == set("abcd")


FILLERS = tuple(story(f"filler-{number}", 1, rank=5) for number in range(4))


def cut_beside_fillers(pin: Pin | None, lead: int, setup: Setup) -> tuple[list[Diagnostic], set[str], bool]:
    """A page with a lead of so many paragraphs: what is said of fillers beside cut stories, what stands on it, and
    whether the lead is cut."""
    stories = [story("a", lead, rank=1), story("b", 22, rank=2, pin=pin)]
    page = compose_one(edition(stories, fillers=FILLERS), "2", setup)
    found = [fault for fault in page.diagnostics if fault.code == "overset-beside-filler"]
    return found, {record.id for record in page.stories}, any(record.overset_lines for record in page.stories)


def test_a_filler_beside_a_story_that_is_cut_about_a_pinned_one_is_said(setup: Setup) -> None:
    pin = Pin(PIN, place=Place(3, 20), columns=3)
    (fault,), standing, is_cut = cut_beside_fillers(pin, 21, setup)
    assert is_cut
    assert standing & {filler.id for filler in FILLERS}
    assert (fault.severity, fault.page, fault.article, fault.span) == ("warning", "2", "a", Span("articles/a.md", 1))
    assert "'b'" in fault.message
    assert "“b”" in fault.message_zh
    assert "take `place` out of the pin of 'b', or cut " in fault.hint
    assert "去掉“b”的 place，或删去“" in fault.hint_zh


@pytest.mark.parametrize(("pin", "lead"), [(None, 21), (Pin(PIN, columns=3), 21), (Pin(PIN, place=Place(1, 1), columns=6), 9)])
def test_without_a_pinned_place_or_a_cut_story_nothing_is_said_of_fillers(setup: Setup, pin: Pin | None, lead: int) -> None:
    found, _, is_cut = cut_beside_fillers(pin, lead, setup)
    assert not found
    assert not (is_cut and pin and pin.place)


def _told(of: Edition, setup: Setup, no: str = "2") -> list[tuple[str, str, Span | None]]:
    _, problems = plan_edition_page(of, no, setup)
    return [(problem.code, problem.article, problem.span) for problem in problems]


def test_a_pin_that_a_locked_page_does_not_keep_is_said(setup: Setup) -> None:
    of = page_of()
    plan, _ = plan_edition_page(of, "2", setup)
    lock = lock_of(plan, setup.desk, SPAN)
    region = next(slot.region for slot in plan.slots if slot.story.id == "c")
    there = Place(region.column + 1, region.line + 1)

    def locked(pin: Pin) -> Edition:
        pinned = page_of(c=pin)
        return pinned._replace(pages=tuple(page._replace(lock=lock if page.no == "2" else None) for page in pinned.pages))

    assert not _told(locked(Pin(PIN, place=there, columns=region.columns)), setup)
    for other in (Pin(PIN, place=there._replace(line=there.line + 1)), Pin(PIN, columns=region.columns % 6 + 1), Pin(PIN, headline_pt=56)):
        assert _told(locked(other), setup) == [("pin-dropped", "c", PIN)]


def test_a_pin_of_what_stands_together_with_others_is_said(setup: Setup) -> None:
    """On a page of very many stories the least run together; on a page of briefs they do anyway; members of a group have
    one rectangle."""
    many = [story(f"s{n}", 1, rank=min(5, 1 + n // 2), pin=Pin(PIN, headline_pt=24) if n == 17 else None) for n in range(20)]
    assert ("pin-dropped", "s17", PIN) in _told(edition(many), setup)
    grouped = [story(name, 3, rank=3, group="组", pin=Pin(PIN, columns=2) if name == "c" else None) for name in "abc"]
    assert not _told(edition([story("x", 12, rank=1), *grouped]), setup)  # the whole group has two columns
    both = [one._replace(pin=Pin(SPAN, columns=3)) if one.id == "a" else one for one in grouped]
    assert _told(edition([story("x", 12, rank=1), *both]), setup) == [("pin-dropped", "c", PIN)]


def test_a_pin_of_what_stands_in_the_ear_is_said(setup: Setup) -> None:
    front = [story("a", 20, page_no="1", rank=1), story("e", 1, page_no="1", rank=4, pin=Pin(PIN, columns=4))]
    of = three_pages(*front)
    pages = (of.pages[0]._replace(ear="e"), *of.pages[1:])
    assert _told(of._replace(pages=pages), setup, "1") == [("pin-dropped", "e", PIN)]


def test_a_page_that_is_bad_for_its_pins_says_so(setup: Setup) -> None:
    """Three pins leave only slivers to the lead, which fills the page with the others where they are free."""
    places = {"b": Place(3, 30), "c": Place(1, 1), "d": Place(5, 1)}
    of = page_of(**{name: Pin(PIN, place=place, columns=2) for name, place in places.items()})
    plan, problems = plan_edition_page(of, "2", setup)
    assert [(problem.code, problem.span) for problem in problems] == [("pins-cost", PIN)]
    assert "those of b、c、d" in problems[0].message
    # What is cut shows in the plan, too: the lead has no variant at the width that is left to it.
    assert any(slot.variant.lines > slot.region.lines for slot in plan.slots)
    assert "pins-cost" not in planned(page_of(b=Pin(PIN, place=Place(1, 50))), setup)[1]


def test_a_page_of_pinned_stories_alone_that_is_white_for_its_pins_says_so(setup: Setup) -> None:
    pins = {"a": Pin(PIN, place=Place(1, 1), columns=3), "b": Pin(PIN, place=Place(5, 1), columns=2)}
    of = edition([story(name, 16, rank=rank, pin=pins[name]) for rank, name in enumerate("ab", 1)])
    assert planned(of, setup)[1] == ["pins-cost"]


def test_a_pin_upon_an_advertisement_is_said(setup: Setup) -> None:
    of = page_of(b=Pin(PIN, place=Place(4, 80)))._replace(ads=(ad(3, 20),))
    slots, problems = planned(of, setup)
    assert problems == ["pin-dropped"]
    assert set(slots) == set("abcd")


def test_a_pin_says_how_a_story_of_the_editors_own_plan_is_set(setup: Setup) -> None:
    of = edition([story("a", 6, rank=1, pin=Pin(PIN, headline_pt=99.0))])
    fixed = (FixedStory("a", Place(1, 1), 3, 60, SPAN),)
    own = of._replace(pages=tuple(page._replace(plan=fixed if page.no == "2" else ()) for page in of.pages))
    assert _told(own, setup) == [("pin-dropped", "a", PIN)]
    assert "the story cannot be set so" in plan_edition_page(own, "2", setup)[1][0].message
    kept = own._replace(articles=(own.articles[0]._replace(pin=Pin(PIN, headline_pt=42)),))
    assert not _told(kept, setup)


# Choices and explanations


def test_choices_differ_and_none_is_better_than_the_one_before(setup: Setup) -> None:
    of = page_of()
    plans = [choose_plan(of, "2", setup, number)[0] for number in (1, 2, 3)]
    assert plans[0] == plan_edition_page(of, "2", setup)[0]
    sums = [sum(term.cost for term in plan.terms) for plan in plans]
    assert sums == sorted(sums)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        moved = {slot.story.id: slot.region for slot in plans[one].slots}
        assert any(moved[slot.story.id] != slot.region for slot in plans[other].slots)


def test_more_choices_than_there_are_is_said(setup: Setup) -> None:
    plan, problems = choose_plan(edition([story("a", 20, rank=1)]), "2", setup, 5)
    assert [problem.code for problem in problems] == ["few-plans"]
    assert plan.slots


def _explained(demo_edition: Edition, demo_setup: Setup) -> list[PagePlan]:
    return [plan_edition_page(demo_edition, page.no, demo_setup)[0] for page in demo_edition.pages]


def test_the_terms_of_a_plan_are_what_it_was_chosen_by(demo_edition: Edition, demo_setup: Setup) -> None:
    """Every term has a name; those of a story are its variant's cost and the white under it."""
    for plan in _explained(demo_edition, demo_setup):
        assert {term.name for term in plan.terms} <= set(NAMES)
        for slot in plan.slots:
            mine = sum(term.cost for term in plan.terms if term.article == slot.story.id)
            spare = slot.region.lines - slot.variant.lines
            assert spare >= 0
            white = demo_setup.desk.style.score.white * spare * slot.region.columns
            assert mine == pytest.approx(slot.variant.cost + white, abs=0.01)


def test_an_explanation_for_people_and_for_programs(demo_edition: Edition, demo_setup: Setup) -> None:
    style = demo_setup.desk.style
    for plan in _explained(demo_edition, demo_setup):
        found = as_json(plan, style)
        assert found["total"] == pytest.approx(sum(term.cost for term in plan.terms), abs=0.1)
        assert found["total"] == pytest.approx(sum(found["terms"].values()), abs=1)
        text = as_text(plan, style)
        assert all(f"  {name}  " in text for name in found["terms"])
        assert all(slot.story.id in text for slot in plan.slots)


def _pinned(of: Edition, name: str, page_no: str, columns: int, setup: Setup) -> Page:
    """A page of the demo with one story pinned to the head of it."""
    pin = Pin(PIN, place=Place(1, 1), columns=columns)
    articles = tuple(one._replace(pin=pin) if one.id == name else one for one in of.articles)
    return compose_one(of._replace(articles=articles), page_no, setup)


def test_a_pin_that_says_where_a_story_stands_anyway_costs_no_copy(demo_edition: Edition, demo_setup: Setup) -> None:
    plan, _ = plan_edition_page(demo_edition, "4", demo_setup)
    (slot,) = (slot for slot in plan.slots if slot.story.id == "oldquay")
    assert (slot.region.column, slot.region.line) == (0, 0)
    page = _pinned(demo_edition, "oldquay", "4", slot.region.columns, demo_setup)
    assert not any(record.overset_lines for record in page.stories)
    assert page.white_ratio < 0.02


def test_a_picture_that_could_not_be_seen_is_left_out_and_said(demo_edition: Edition, demo_setup: Setup) -> None:
    """The lead over all six columns leaves the others so little that a woodcut would have no height at all."""
    page = _pinned(demo_edition, "oldquay", "4", 6, demo_setup)
    pictures = [item for _, _, item, _ in walk(page.frame) if isinstance(item, Picture)]
    assert all(picture.height > 10 for picture in pictures)
    shown = {picture.file for picture in pictures}
    missing = {a.id for a in demo_edition.articles if a.page_no == "4" and any(p.file not in shown for p in a.pictures)}
    assert missing == {found.article for found in page.diagnostics if found.code == "pictures-left-out"}


# Too much, too little


def test_a_story_that_may_be_left_out_is_when_the_page_is_full(setup: Setup) -> None:
    stories = [story("a", 20, rank=1), story("b", 15, rank=2), story("c", 12, rank=3), story("d", 12, rank=4, hold="may")]
    plan, problems = plan_edition_page(edition(stories), "2", setup)
    assert [(problem.code, problem.article) for problem in problems] == [("story-held", "d")]
    assert {slot.story.id for slot in plan.slots} == set("abc")
    kept = compose_one(edition(stories), "2", setup)
    assert all(record.overset_characters == 0 for record in kept.stories)


def test_as_many_stories_are_left_out_as_have_to_be(setup: Setup) -> None:
    stories = [story("a", 22, rank=1), story("b", 16, rank=2), story("c", 12, rank=3)]
    stories += [story(name, 8, rank=4, hold="may") for name in "def"]
    page = compose_one(edition(stories), "2", setup)
    left_out = {found.article for found in page.diagnostics if found.code == "story-held"}
    assert 0 < len(left_out) <= 3
    assert not any(record.overset_characters for record in page.stories)
    assert {record.id for record in page.stories} == set("abcdef") - left_out


def test_a_story_that_may_be_left_out_is_not_when_there_is_room(setup: Setup) -> None:
    stories = [story("a", 12, rank=1), story("b", 8, rank=2), story("c", 6, rank=3, hold="may")]
    slots, problems = planned(edition(stories), setup)
    assert not problems
    assert set(slots) == set("abc")


def test_what_the_style_does_not_name_is_not_done(setup: Setup) -> None:
    style = setup.desk.style
    strict = style._replace(makeup=style.makeup._replace(too_much=("jump",), too_little=("larger",)))
    mine = Setup(setup.grid, setup.desk._replace(style=strict))
    filler = article("f", HAN * 2, headline="补白", kind="brief", rank=5, page_no="")
    short = edition([story("a", 6, rank=1), story("b", 3, rank=2)], fillers=(filler, filler))
    slots, _ = planned(short, mine)
    assert "f" not in slots
    full = [story("a", 20, rank=1), story("b", 15, rank=2), story("c", 12, rank=3), story("d", 12, rank=4, hold="may")]
    slots, problems = planned(edition(full), mine)
    assert set(slots) == set("abcd")
    assert "story-held" not in problems
    assert all(slot.variant.headline_pt >= style.headline.sizes(slot.story.rank)[0] for slot in slots.values())


def test_stories_are_left_out_before_any_is_set_smaller_if_the_style_says_so(setup: Setup) -> None:
    def sizes(*too_much: Means) -> tuple[dict[str, float], list[str]]:
        style = setup.desk.style
        own = setup._replace(desk=setup.desk._replace(style=style._replace(makeup=style.makeup._replace(too_much=too_much))))
        slots, problems = planned(edition(stories), own)
        return {name: slot.variant.headline_pt for name, slot in slots.items()}, problems

    stories = [
        story("a", 21, rank=1, deck="江上的风吹了一天，到晚上才停"),
        story("b", 17, rank=2, deck="江上的风吹了一天，到晚上才停"),
        story("c", 15, rank=3, deck="江上的风吹了一天，到晚上才停"),
        story("d", 4, rank=4, hold="may"),
    ]
    smaller, problems = sizes("smaller", "hold")
    assert (set(smaller), "story-held" in problems) == (set("abcd"), False)
    preferred, problems = sizes("hold", "smaller")
    assert (set(preferred), "story-held" in problems) == (set("abc"), True)
    assert all(preferred[one.id] >= setup.desk.style.headline.sizes(one.rank)[0] for one in stories[:3])


def test_what_may_be_left_out_still_may_where_very_many_stories_run_together(setup: Setup) -> None:
    stories = [story(f"s{n:02}", 1, rank=min(5, 1 + n // 2), hold="may" if n > 12 else "") for n in range(18)]
    merged = run_together(stories_of(edition(stories), "2"), 9)
    assert sorted(part.article.id for one in merged for part in one.parts) == [one.id for one in stories]
    for one in merged:
        assert {part.article.hold for part in one.parts} == {"may" if one.hold else ""}
    assert len(merged) <= 10


def test_every_article_that_was_left_out_is_named(setup: Setup) -> None:
    briefs = [story(f"q{n:02}", 1, rank=5, hold="may") for n in range(30)]
    of = edition([story("a", 20, rank=1), story("b", 15, rank=2), *briefs])
    plan, problems = plan_edition_page(of, "2", setup)
    standing = {part.article.id for slot in plan.slots for part in slot.story.parts}
    held = sorted(problem.article for problem in problems if problem.code == "story-held")
    assert held == sorted({one.id for one in of.articles} - standing)
    assert held


def test_what_was_left_out_goes_in_again_where_there_is_room_without_others(setup: Setup) -> None:
    lengths = {"a": 51, "b": 12, "c": 9, "d": 4}
    of = edition([story(name, count, rank=rank, hold="may" if name != "a" else "") for rank, (name, count) in enumerate(lengths.items(), 1)])
    slots, problems = planned(of, setup)
    assert len(slots) == 2
    assert problems.count("story-held") == 2


def test_a_story_that_was_left_out_forbids_no_printing(setup: Setup) -> None:
    of = edition([story("a", 20, rank=1), story("b", 15, rank=2), story("c", 12, rank=3), story("d", 12, rank=4, hold="may")])
    _, problems = plan_edition_page(of, "2", setup)
    assert exit_code(weighed(problems, strict=True)) == DOES_NOT_FIT


# Odd pages


def _bar(line: int, lines: int) -> Ad:
    return ad(6, lines)._replace(place=Place(1, line))


@pytest.mark.parametrize(
    ("stories", "bar"),
    [([("a", 8, 1)], _bar(5, 10)), ([("a", 20, 1), ("b", 4, 3)], _bar(21, 14)), ([("a", 10, 1), ("b", 24, 4)], ad(2, 16))],
)
def test_no_copy_is_cut_on_a_page_of_few_stories_and_much_white(
    setup: Setup, stories: list[tuple[str, int, int]], bar: Ad
) -> None:
    """The rectangle above an advertisement is too small for the lead; a gutter beside one in the corner is no harm."""
    of = edition([article(name, *[HAN] * count, rank=rank) for name, count, rank in stories])._replace(ads=(bar,))
    page = compose_one(of, "2", setup)
    assert not [record for record in page.stories if record.overset_characters]


def test_sidebars_that_do_not_go_in_are_said_and_not_printed_over_a_neighbour(setup: Setup) -> None:
    sidebars = (Sidebar("链接", (block(HAN * 8),)),)
    of = edition([story("b", 6, rank=1), story("a", 1, rank=5, sidebars=sidebars)])
    fixed = (FixedStory("b", Place(1, 1), 6, 30, SPAN), FixedStory("a", Place(1, 31), 6, 6, SPAN))
    page = compose_one(of._replace(pages=(of.pages[0], of.pages[1]._replace(plan=fixed))), "2", setup)
    (fault,) = (fault for fault in page.diagnostics if fault.code == "sidebars-left-out")
    assert (fault.article, fault.severity) == ("a", "error")
    assert f"{len(HAN) * 8} characters" in fault.message
    roles = {group.role for _, _, _, around in walk(page.frame) for group in around}
    assert "story" in roles
    assert "sidebar" not in roles


def test_tables_count_among_what_has_no_place(setup: Setup) -> None:
    of = edition([article("t", table_block(*[["线路", "上行"]] * 8))])._replace(ads=(ad(6, 86),))
    (fault,) = (fault for fault in compose_one(of, "2", setup).diagnostics if fault.code == "no-room")
    assert " 32 characters" in fault.message
