"""Locks: what a locked page keeps, whatever becomes of its copy, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.lock import PLAN_LOCK, lock_text, read_lock
from editions.model import Article, Edition, FixedStory, Place, Sidebar
from layout.edition import Setup, compose_one, plan_edition_page
from layout.fit import fit
from layout.grid import Region
from layout.plan.lock import lock_of
from layout.plan.moving import settle
from layout.setting.headlines import Lexicon
from layout.setting.shaping import Shaped
from layout.setting.words import borders
from tests.layout.making import HAN, SPAN, ad, article, block, edition, picture, story, table_block, three_pages


def _locked(of: Edition, setup: Setup, *nos: str) -> Edition:
    """An edition as it is settled, in; as it was, with locks of these pages as they are planned then, out."""
    settled, _ = settle(of, setup.desk_for)
    locks = {no: lock_of(plan_edition_page(settled, no, setup)[0], setup.desk, SPAN) for no in nos}
    return of._replace(pages=tuple(page._replace(lock=locks.get(page.no)) for page in of.pages))


def _without(of: Edition, *names: str) -> Edition:
    return of._replace(articles=tuple(one for one in of.articles if one.id not in names))


@pytest.mark.parametrize("nos", [("2",), ("3",), ("2", "3")])
def test_a_locked_page_keeps_a_jump_that_was_chosen(setup: Setup, nos: tuple[str, ...]) -> None:
    heavy = [story("long", 30, page_no="2", rank=1), *(story(f"s{n}", 11, page_no="2", rank=3) for n in range(4))]
    of = three_pages(*heavy, story("y", 3, page_no="3"), story("z", 30, page_no="1"))
    before, _ = settle(of, setup.desk_for)
    locked = _locked(of, setup, *nos)
    settled, found = settle(locked, setup.desk_for)
    assert settled.articles == before.articles
    assert [note.code for note in found] == ["story-jumps"]
    # What would not jump now, if it were free, still does.
    roomy = _without(locked, "s1", "s2", "s3")
    settled, _ = settle(roomy, setup.desk_for)
    assert settled.articles[0] == before.articles[0]
    assert not settle(_without(of, "s1", "s2", "s3"), setup.desk_for)[1]


def test_a_lock_keeps_the_border_of_a_jump_that_the_editor_asked_for_and_gives_way_to_another(setup: Setup) -> None:
    jumper = story("j", 20, page_no="2", jump="3", rank=1)
    of = three_pages(jumper, *(story(f"s{n}", 18, page_no="2", rank=3) for n in range(3)))
    locked = _locked(of, setup, "2")
    before = settle(of, setup.desk_for)[0].articles[0].jump_at
    lighter = _without(locked, "s0", "s1", "s2")
    assert settle(lighter, setup.desk_for)[0].articles[0].jump_at == before
    assert settle(_without(of, "s0", "s1", "s2"), setup.desk_for)[0].articles[0].jump_at != before
    elsewhere = lighter._replace(articles=(jumper._replace(jump="1"),))
    assert settle(elsewhere, setup.desk_for)[0].articles[0].jump == "1"
    short = jumper._replace(body=jumper.body[: before - 1])
    assert settle(lighter._replace(articles=(short,)), setup.desk_for)[0].articles[0].jump_at < before


def test_a_locked_page_keeps_a_story_that_might_be_on_another(setup: Setup) -> None:
    free = story("m", 6, page_no="2", pages=("2", "3"))
    crowd = [story(f"s{n}", 14, page_no="2") for n in range(4)]
    of = three_pages(free, *crowd, story("x", 6, page_no="3"))
    for nos in (("2",), ("3",), ("2", "3")):
        locked = _locked(of, setup, *nos)
        emptied = _without(locked, "s0", "s1", "s2")
        settled, found = settle(emptied, setup.desk_for)
        assert (settled.articles[0].page_no, [note.code for note in found]) == ("3", ["story-moved"])


def test_a_locked_page_keeps_a_brief_that_runs_together_with_others(setup: Setup) -> None:
    """On a page of very many stories the least run together: the lock knows which."""
    stories = [story(f"s{n}", 1, rank=min(5, 1 + n // 2)) for n in range(20)]
    free = story("m", 1, rank=5, page_no="2", pages=("2", "3"))
    of = three_pages(free, *stories)
    locked = _locked(of, setup, "2")
    (page,) = (page for page in locked.pages if page.lock)
    assert page.lock
    assert any("m" in fixed.members for fixed in page.lock.stories)
    settled, _ = settle(locked, setup.desk_for)
    assert settled.articles[0].page_no == "2"
    # One of those that ran together goes: the others stay together in its place.
    (member,) = {name for fixed in page.lock.stories for name in fixed.members[:1] if "m" in fixed.members}
    plan, problems = plan_edition_page(_without(settled, member), "2", setup)
    assert [(problem.code, problem.article) for problem in problems] == [("lock-story-gone", member)]
    assert [slot.region for slot in plan.slots] == [
        Region(fixed.place.column - 1, fixed.place.line - 1, fixed.columns, fixed.lines) for fixed in page.lock.stories
    ]


def test_a_lock_of_a_page_of_very_many_stories_is_kept(setup: Setup) -> None:
    stories = [story(f"s{n}", 1, rank=min(5, 1 + n // 2)) for n in range(20)]
    of = edition(stories)
    plan, _ = plan_edition_page(of, "2", setup)
    lock = lock_of(plan, setup.desk, SPAN)
    pages = tuple(page._replace(lock=lock) if page.no == "2" else page for page in of.pages)
    again, problems = plan_edition_page(of._replace(pages=pages), "2", setup)
    assert not [problem.code for problem in problems if problem.code.startswith("lock")]
    assert [(slot.story.id, slot.region) for slot in again.slots] == [(slot.story.id, slot.region) for slot in plan.slots]


def test_a_locked_page_stays_without_the_story_that_was_left_out(setup: Setup) -> None:
    stories = [story("a", 20, rank=1), story("b", 15, rank=2), story("c", 12, rank=3), story("d", 12, rank=4, hold="may")]
    of = edition(stories)
    plan, _ = plan_edition_page(of, "2", setup)
    lock = lock_of(plan, setup.desk, SPAN)
    pages = tuple(page._replace(lock=lock) if page.no == "2" else page for page in of.pages)
    again, problems = plan_edition_page(of._replace(pages=pages), "2", setup)
    assert [(problem.code, problem.article) for problem in problems] == [("story-held", "d")]
    assert [(slot.story.id, slot.region) for slot in again.slots] == [(slot.story.id, slot.region) for slot in plan.slots]
    # Where a place comes free, it goes in.
    fewer = of._replace(pages=pages, articles=tuple(one for one in of.articles if one.id != "b"))
    filled, problems = plan_edition_page(fewer, "2", setup)
    where = {slot.story.id: slot.region for slot in filled.slots}
    assert {name: where[name] for name in "ac"} == {s.story.id: s.region for s in plan.slots if s.story.id != "b"}
    assert ("d" in where) != ("story-held" in [problem.code for problem in problems])


def test_a_locked_page_stays_as_it_is_without_what_had_no_room(setup: Setup, tmp_path: Path) -> None:
    grid = setup.desk.style.grid
    board = ad(grid.columns, grid.lines - 6)
    brief = article("brief", "江边的步道修好以后，走的人多了。", headline="江边新步道", rank=5)
    of = edition([*(story(f"s{n}", 4, rank=min(5, 1 + n)) for n in range(7)), brief], ads=(board,))
    plan, _ = plan_edition_page(of, "2", setup)
    waiting = [one.id for one in plan.unplaced]
    assert waiting
    locked = _locked(of, setup, "2")
    (lock,) = (page.lock for page in locked.pages if page.lock)
    (tmp_path / PLAN_LOCK).write_text(lock_text([("2", lock)]), "utf-8")
    assert read_lock(tmp_path)[0]["2"].left_out == tuple(waiting)
    again, problems = plan_edition_page(locked, "2", setup)
    assert not problems
    assert [(slot.story.id, slot.region) for slot in again.slots] == [(slot.story.id, slot.region) for slot in plan.slots]
    assert [one.id for one in again.unplaced] == waiting
    assert [code for code, _ in _told(locked, setup)].count("no-room") == len(waiting)
    # A place that comes free is theirs.
    gone = next(slot.story.id for slot in plan.slots)
    filled, problems = plan_edition_page(_without(locked, gone), "2", setup)
    assert {problem.code for problem in problems} == {"lock-story-gone"}
    assert "brief" in {slot.story.id for slot in filled.slots}
    assert [one.id for one in filled.unplaced] == ["s6"]
    # A new story has none.
    (*_, fault) = plan_edition_page(locked._replace(articles=(*locked.articles, story("e", 4))), "2", setup)[1]
    assert fault.code == "lock-dropped"
    assert fault.message.endswith("for e beside the locked stories: it is planned anew")


def _told(of: Edition, setup: Setup, no: str = "2") -> list[tuple[str, str]]:
    settled, found = settle(of, setup.desk_for)
    return [(one.code, one.article) for one in (*found, *compose_one(settled, no, setup).diagnostics)]


def _characters(of: Edition, setup: Setup, no: str = "2") -> dict[str, int]:
    """Of each story on a page what it has there, and what does not go in."""
    settled, _ = settle(of, setup.desk_for)
    return {record.id: record.characters + record.overset_characters for record in compose_one(settled, no, setup).stories}


def _with(of: Edition, name: str, **new: object) -> Edition:
    articles = tuple(one._replace(**new) if one.id == name else one for one in of.articles)  # type: ignore[arg-type]
    return of._replace(articles=articles)


def test_a_group_may_be_called_like_an_article(setup: Setup) -> None:
    of = edition([story("a", 5, rank=1), story("b", 3, group="a"), story("c", 3, group="a"), story("d", 4)])
    assert set(_characters(of, setup)) == set("abcd")
    locked = _locked(of, setup, "2")
    assert _characters(locked, setup) == _characters(of, setup)
    assert not [code for code, _ in _told(locked, setup) if code.startswith("lock")]


def test_what_can_no_longer_run_together_stands_alone(setup: Setup) -> None:
    of = edition([story("a", 12, rank=1), story("b", 8, group="G"), story("c", 6, group="G")])
    sidebars = (Sidebar("链接", (block("江边的步道修好以后，走的人多了。"),)),)
    changed = _with(_locked(of, setup, "2"), "b", pictures=(picture("wide"),), sidebars=sidebars)
    plan, _ = plan_edition_page(changed, "2", setup)
    assert {slot.story.id for slot in plan.slots} == set("abc")
    assert ("lock-dropped", "") in _told(changed, setup)
    many = edition([story(f"s{n}", 1, rank=min(5, 1 + n // 2)) for n in range(20)])
    locked = _locked(many, setup, "2")
    raised = _with(locked, "s12", rank=1)
    plan, _ = plan_edition_page(raised, "2", setup)
    assert "s12" in {slot.story.id for slot in plan.slots}


def test_a_lock_of_a_story_without_a_variant_can_be_read_again(setup: Setup, tmp_path: Path) -> None:
    fixed = FixedStory("a", Place(1, 1), 1, 30, SPAN)
    of = edition([article("a", "江边的步道修好以后，走的人多了。" * 20, headline="江边新步道添了好去处", rank=1)])
    own = of._replace(pages=tuple(page._replace(plan=(fixed,) if page.no == "2" else ()) for page in of.pages))
    lock = next(page.lock for page in _locked(own, setup, "2").pages if page.lock)
    (tmp_path / PLAN_LOCK).write_text(lock_text([("2", lock)]), "utf-8")
    locks, trouble = read_lock(tmp_path)
    assert not trouble
    assert locks["2"].stories[0].setting == lock.stories[0].setting


def test_locking_makes_no_other_story_jump(setup: Setup) -> None:
    stories = [story(f"s{n:02}", 4 if n > 13 else 1, rank=min(5, 1 + n // 2)) for n in range(20)]
    stories[15] = stories[15]._replace(jump="3")
    of = edition([*stories, story("y", 3, page_no="3")], page_nos=("1", "2", "3"))
    for one in (of, _locked(of, setup, "2", "3")):
        settled, _ = settle(one, setup.desk_for)
        assert [article.id for article in settled.articles if article.jump] == ["s15"]
        assert any(slot.story.id == "s15" for slot in plan_edition_page(settled, "2", setup)[0].slots)


def test_a_new_story_goes_where_it_goes_in(setup: Setup) -> None:
    of = edition([story("a", 12, rank=1), story("b", 8, rank=2), story("c", 6), story("d", 4, rank=4)])
    locked = _locked(of, setup, "2")
    changed = locked._replace(articles=(*_without(locked, "b", "c").articles, story("e", 8)))
    plan, problems = plan_edition_page(changed, "2", setup)
    assert {problem.code for problem in problems} == {"lock-story-gone"}
    (slot,) = (slot for slot in plan.slots if slot.story.id == "e")
    assert slot.variant.lines <= slot.region.lines
    # Where it goes in nowhere, the page is planned anew rather than the story cut.
    full = edition([story("a", 24, rank=1), story("b", 21, rank=2), story("c", 1, rank=4)])
    locked = _locked(full, setup, "2")
    changed = locked._replace(articles=(*_without(locked, "c").articles, story("e", 9)))
    assert "lock-dropped" in [code for code, _ in _told(changed, setup)]


def test_what_is_said_of_briefs_that_are_grouped_anew(setup: Setup) -> None:
    briefs = [story(f"b{n:02}", 1, rank=5) for n in range(14)]
    of = edition([story("a", 8, rank=1), *briefs])
    of = of._replace(pages=tuple(page._replace(kind="briefs" if page.no == "2" else page.kind) for page in of.pages))
    locked = _locked(of, setup, "2")
    told = _told(_without(locked, "b00", "b01", "b02", "b03"), setup)
    assert ("lock-story-gone", "b00、b01、b02、b03") in told
    assert ("lock-regrouped", "briefs/2") in told


def test_a_story_with_a_choice_goes_to_a_page_that_is_not_locked(setup: Setup) -> None:
    of = three_pages(story("a", 12, rank=1), story("b", 18, rank=2), story("x", 3, page_no="3"))
    locked = _locked(of, setup, "2")
    changed = locked._replace(articles=(*locked.articles, story("n", 2, page_no="2", pages=("2", "3"))))
    settled, _ = settle(changed, setup.desk_for)
    assert settled.articles[-1].page_no == "3"
    assert "lock-dropped" not in [code for code, _ in _told(changed, setup)]


# Fillers


def _filler(name: str, characters: int, **rest: object) -> Article:
    return article(name, (HAN * 9)[:characters], headline="补白一则", kind="brief", rank=5, page_no="", **rest)


def _fillers_on(of: Edition, setup: Setup, no: str = "2") -> set[str]:
    return {slot.story.id for slot in plan_edition_page(of, no, setup)[0].slots if slot.story.id.startswith("f")}


def test_a_locked_page_keeps_its_fillers_whatever_others_come(setup: Setup) -> None:
    fillers = tuple(_filler(f"f{n}", 90) for n in range(6))
    of = edition([story("a", 14, rank=1), story("b", 9, rank=2)], fillers=fillers)
    own = _fillers_on(of, setup)
    assert own
    locked = _locked(of, setup, "2")
    for changed in (
        locked._replace(fillers=(_filler("f-new", 90), *fillers)),
        locked._replace(pages=(locked.pages[0]._replace(no="0"), *locked.pages)),
    ):
        plan, problems = plan_edition_page(changed, "2", setup)
        assert not problems
        assert {slot.story.id for slot in plan.slots} == {"a", "b", *own}
        others = {slot.story.id for no in ("1", "0") if changed.page(no) for slot in plan_edition_page(changed, no, setup)[0].slots}
        assert not own & others


def test_no_filler_is_cut_in_a_place_that_came_free_nor_set_against_the_style(setup: Setup) -> None:
    fixed = (FixedStory("a", Place(1, 1), 6, 78, SPAN), FixedStory("b", Place(1, 79), 2, 8, SPAN))
    own = edition([story("a", 30, rank=1), article("b", HAN, headline="江边", rank=4)])
    planned = own._replace(pages=tuple(page._replace(plan=fixed if page.no == "2" else ()) for page in own.pages))
    locks = {page.no: page.lock for page in _locked(planned, setup, "2").pages}
    gone = _without(own._replace(pages=tuple(page._replace(lock=locks[page.no]) for page in own.pages)), "b")
    assert _fillers_on(gone._replace(fillers=(_filler("f0", 330), _filler("f1", 330))), setup) == set()
    able = gone._replace(fillers=tuple(_filler(f"f{n}", 60) for n in range(4)))
    assert _fillers_on(able, setup)
    makeup = setup.desk.style.makeup._replace(too_little=("larger",))
    none = setup._replace(desk=setup.desk._replace(style=setup.desk.style._replace(makeup=makeup)))
    assert _fillers_on(able, none) == set()


# What has changed in a story


def test_a_longer_headline_over_the_same_copy_gets_a_size_in_which_it_goes_in(setup: Setup) -> None:
    of = edition([story("a", 20, rank=1), story("b", 15, rank=2), story("c", 12, rank=3), story("d", 10, rank=3)])
    locked = _locked(of, setup, "2")
    longer = "江边新步道添了好去处沿线居民傍晚出门散步的人一天比一天多起来"
    plan, _ = plan_edition_page(_with(locked, "d", headline=longer + longer[:14]), "2", setup)
    for slot in plan.slots:
        (row,) = (row for row in fit(slot, setup.desk).head.rows if row.role == "headline")
        assert row.size == slot.variant.headline_pt
        shaped = row.lines[0].shaped
        assert all(line.end == len(shaped) or line.end in borders_of(shaped) for line in row.lines), slot.story.id


def borders_of(shaped: Shaped) -> set[int]:
    places = borders(shaped.text)
    return {number for number, place in enumerate(shaped.starts) if place in places}


def test_a_table_that_grew_is_no_longer_the_same_copy(setup: Setup) -> None:
    rows = [("站名", "首班", "末班"), *((f"第{n}站", "6:00", "22:00") for n in range(3))]
    table = article("t", HAN * 3, table_block(*rows), headline="江边新线路今天通车", rank=3)
    of = edition([story("a", 20, rank=1), story("b", 15, rank=2), story("c", 12, rank=3), table])
    locked = _locked(of, setup, "2")
    taller = table_block(*rows, *((f"第{n}站", "6:00", "22:00") for n in range(3, 12)))
    grown = _with(locked, "t", body=(table.body[0], taller))
    for changed, same in ((locked, True), (grown, False)):
        plan, _ = plan_edition_page(changed, "2", setup)
        (slot,) = (slot for slot in plan.slots if slot.story.id == "t")
        (before,) = (each for each in plan_edition_page(of, "2", setup)[0].slots if each.story.id == "t")
        assert (slot.variant.lines == before.variant.lines) is same


def test_locking_a_locked_page_again_keeps_its_turns(setup: Setup) -> None:
    of = edition([story("a", 20, rank=1), story("b", 15, rank=2), story("c", 12, rank=3)])
    locked = _locked(of, setup, "2")
    (lock,) = (page.lock for page in locked.pages if page.lock)
    assert lock.turns
    first = lock.turns[0]
    text = first.replace("|", "")
    at = first.index("|")
    named = setup._replace(desk=setup.desk._replace(lexicon=Lexicon((text[at - 1 : at + 1],))))
    (spec,) = (page for page in locked.pages if page.lock)
    again = lock_of(plan_edition_page(locked, "2", named)[0], named.desk_for(spec), SPAN)
    assert again.turns == lock.turns


# Room, and what makes way


def test_a_place_that_an_advertisement_left_goes_to_what_had_no_room(setup: Setup) -> None:
    grid = setup.desk.style.grid
    stories = [story(f"s{n}", 4, rank=min(5, 1 + n)) for n in range(8)]
    of = edition(stories, ads=(ad(grid.columns, grid.lines - 6),))
    locked = _locked(of, setup, "2")
    plan, problems = plan_edition_page(locked._replace(ads=()), "2", setup)
    assert not problems
    assert not plan.unplaced
    assert {slot.story.id for slot in plan.slots} == {one.id for one in stories}


def test_a_filler_makes_way_for_a_new_story(setup: Setup) -> None:
    of = edition([story("a", 14, rank=1), story("b", 9, rank=2)], fillers=tuple(_filler(f"f{n}", 90) for n in range(6)))
    locked = _locked(of, setup, "2")
    assert _fillers_on(locked, setup)
    new = article("n", HAN[:40], headline="江边添了灯", rank=5)
    plan, problems = plan_edition_page(locked._replace(articles=(*locked.articles, new)), "2", setup)
    assert {problem.code for problem in problems} == {"lock-story-gone"}
    now = {slot.story.id: slot.region for slot in plan.slots}
    before = {slot.story.id: slot.region for slot in plan_edition_page(of, "2", setup)[0].slots}
    assert {name: now[name] for name in "ab"} == {name: before[name] for name in "ab"}
    assert "n" in now


def test_a_story_that_grew_is_parted_by_the_place_that_is_locked(setup: Setup) -> None:
    """Locked where it begins, and told to go on elsewhere; locked where it goes on, and grown."""
    jumper = story("a", 20, page_no="2", jump="3", rank=1)
    others = [*(story(f"s{n}", 12, page_no="2", rank=3) for n in range(2)), *(story(f"t{n}", 12, page_no="3") for n in range(2))]
    of = three_pages(jumper, *others, story("u", 12, page_no="1"))
    for no, change in (("2", {"jump": "1"}), ("3", {})):
        locked = _locked(of, setup, no)
        grown = _with(locked, "a", body=story("a", 27).body, **change)
        codes = [code for page in ("1", "2", "3") for code, name in _told(grown, setup, page) if name == "a"]
        assert "overset-text" not in codes, no


def test_what_stands_in_the_ear_now_is_not_called_gone(setup: Setup) -> None:
    of = edition([story("a", 12, page_no="1", rank=1), story("b", 8, page_no="1", rank=2), story("e", 1, page_no="1", rank=4)])
    locked = _locked(of, setup, "1")
    moved = locked._replace(pages=(locked.pages[0]._replace(ear="e"), *locked.pages[1:]))
    assert not [code for code, name in _told(moved, setup, "1") if name == "e" and code.startswith("lock")]
