"""The editor's hand on single stories: pins of the front matter and of edition.toml, pages to choose from, what may be left out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.article_json import as_json
from editions.check import check_copy
from editions.diagnostic import Diagnostic, Span
from editions.folder import read_edition
from editions.model import Article, Edition, PageSpec, Paper, Pin, Place, WantedVariant
from editions.pins import laid_over
from editions.read import read

DAY = """\
date = 2024-12-20
name = "试报"
preset = "tabloid"

[[pages]]
no = "1"
articles = ["lead"]

[[pages]]
no = "2"
{two}
[[pages]]
no = "3"
{three}
"""


def matter(*lines: str) -> str:
    """A story whose front matter goes on with `lines` from line 3, column 1."""
    return "\n".join(("---", "headline: 标题", *lines, "---", "大桥昨日通车。", ""))


Make = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Make:
    """Makes an edition: what pages 2 and 3 say besides, the stories' front matter by file name."""

    def make(two: str = "", three: str = "", **stories: tuple[str, ...]) -> Path:
        (tmp_path / "edition.toml").write_text(DAY.format(two=two, three=three), "utf-8")
        copy: dict[str, tuple[str, ...]] = {"lead": ("rank: 1",), "bridge": ("page: 2",), **stories}
        for name, lines in copy.items():
            place = tmp_path / ("fillers" if name.startswith("spare") else "articles")
            place.mkdir(exist_ok=True)
            (place / f"{name}.md").write_text(matter(*lines), "utf-8")
        return tmp_path

    return make


def story(root: Path, name: str = "bridge") -> Article:
    """The story of an edition that is in order."""
    edition, found = read_edition(root)
    assert edition
    assert found == ()
    return next(article for article in (*edition.articles, *edition.fillers) if article.id == name)


def short(found: tuple[Diagnostic, ...]) -> list[tuple[str, str, str]]:
    assert all(fault.hint and fault.hint_zh and fault.message_zh for fault in found)
    return [(fault.severity, fault.code, str(fault.span)) for fault in found]


def faults(root: Path) -> list[tuple[str, str, str]]:
    return short(read_edition(root)[1])


def faults_of(*lines: str) -> list[tuple[str, str, str]]:
    return short(read(matter(*lines).encode(), "a.md").diagnostics)


# Front matter


ALL = (
    "place: { column: 1, line: 20 }",
    "columns: 3",
    "headline_pt: 36.5",
    "variant: { inner_columns: 2, picture_columns: 1, deck: no }",
)
PINNED = Pin(Span("a.md", 3, 1), Place(1, 20), 3, 36.5, WantedVariant(2, 1, False))


def test_a_pin_of_the_front_matter() -> None:
    (article,) = read(matter(*ALL).encode(), "a.md").articles
    assert article.pin == PINNED
    assert (article.pages, article.hold) == ((), "")


@pytest.mark.parametrize(
    ("line", "pin"),
    [
        (ALL[0], Pin(Span("a.md", 3, 1), place=Place(1, 20))),
        (ALL[1], Pin(Span("a.md", 3, 1), columns=3)),
        ("headline_pt: 36", Pin(Span("a.md", 3, 1), headline_pt=36.0)),
        ("variant: { deck: true }", Pin(Span("a.md", 3, 1), variant=WantedVariant(deck=True))),
        ("variant: {}", None),
        ("place:", None),
        ("columns: ''", None),
        ("rank: 2", None),
    ],
)
def test_each_key_may_stand_alone(line: str, pin: Pin | None) -> None:
    reading = read(matter(line).encode(), "a.md")
    assert reading.diagnostics == ()
    assert reading.articles[0].pin == pin


def test_pages_and_hold_of_the_front_matter() -> None:
    (article,) = read(matter("page: 第三版", 'pages: ["02", 3版, A04]', "hold: may").encode(), "a.md").articles
    assert (article.page_no, article.pages, article.hold) == ("3", ("2", "3", "A04"), "may")


def test_one_page_needs_no_list() -> None:
    assert read(matter("pages: 2").encode(), "a.md").articles[0].pages == ("2",)


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("place: 1", "wrong-type", 8),
        ("place: [1, 20]", "wrong-type", 8),
        ("place: { column: 1 }", "key-missing", 8),
        ("place: { line: 20 }", "key-missing", 8),
        ("place: { column: 0, line: 20 }", "bad-value", 18),
        ("place: { column: 1, line: -20 }", "bad-value", 27),
        ("place: { column: 1, line: 1000 }", "bad-value", 27),
        ("place: { column: 100, line: 20 }", "bad-value", 18),
        ("place: { column: [1], line: 20 }", "wrong-type", 18),
        ("columns: 0", "bad-value", 10),
        ("columns: -3", "bad-value", 10),
        ("columns: 2.5", "bad-value", 10),
        ("columns: three", "bad-value", 10),
        ("columns: 100", "bad-value", 10),
        ("columns: " + "9" * 5000, "bad-value", 10),
        ("columns: [3]", "wrong-type", 10),
        ("headline_pt: 0", "bad-value", 14),
        ("headline_pt: 4.9", "bad-value", 14),
        ("headline_pt: 401", "bad-value", 14),
        ("headline_pt: nan", "bad-value", 14),
        ("headline_pt: 1e2", "bad-value", 14),
        ("headline_pt: 小初", "bad-value", 14),
        ("headline_pt: { pt: 36 }", "wrong-type", 14),
        ("variant: wide", "wrong-type", 10),
        ("variant: [2]", "wrong-type", 10),
        ("variant: { inner_columns: 0 }", "bad-value", 27),
        ("variant: { picture_columns: 1.5 }", "bad-value", 29),
        ("variant: { deck: perhaps }", "bad-value", 18),
        ("variant: { deck: [no] }", "wrong-type", 18),
        ("pages: 要闻", "bad-value", 8),
        ('pages: ["2", 要闻]', "bad-value", 14),
        ('pages: ["2", 2版]', "bad-value", 14),
        ('pages: ["2", [3]]', "wrong-type", 14),
        ("pages: { first: 2 }", "wrong-type", 8),
        ("hold: yes", "bad-value", 7),
        ("hold: [may]", "wrong-type", 7),
    ],
)
def test_each_mistake_has_its_place(line: str, code: str, column: int) -> None:
    assert faults_of(line) == [("error", code, f"a.md:3:{column}")]


@pytest.mark.parametrize(
    ("line", "column", "meant"),
    [
        ("colums: 3", 1, "columns"),
        ("headline_pts: 36", 1, "headline_pt"),
        ("place: { column: 1, line: 2, colunm: 1 }", 30, "column"),
        ("variant: { inner_colums: 2 }", 12, "inner_columns"),
        ("varaint: { deck: no }", 1, "variant"),
        ("paegs: [2]", 1, "pages"),
        ("holdd: may", 1, "hold"),
    ],
)
def test_a_stranger_is_told_with_the_nearest_key(line: str, column: int, meant: str) -> None:
    (fault,) = read(matter(line).encode(), "a.md").diagnostics
    assert (fault.severity, fault.code, str(fault.span)) == ("warning", "unknown-key", f"a.md:3:{column}")
    assert f"did you mean {meant}?" in fault.message
    assert f"是不是 {meant}？" in fault.message_zh


def test_all_mistakes_are_told_at_once_and_the_rest_is_kept() -> None:
    reading = read(matter("place: { column: x, line: y }", "columns: 0", "headline_pt: 36").encode(), "a.md")
    assert [str(fault.span) for fault in reading.diagnostics] == ["a.md:3:18", "a.md:3:27", "a.md:4:10"]
    assert reading.articles[0].pin == Pin(Span("a.md", 3, 1), headline_pt=36.0)


def test_the_page_must_be_among_the_pages() -> None:
    reading = read(matter("pages: [2, 3]", "page: 4").encode(), "a.md")
    (fault,) = reading.diagnostics
    assert (fault.severity, fault.code, str(fault.span)) == ("error", "bad-value", "a.md:4:7")
    assert "2, 3" in fault.message
    assert "2, 3" in fault.message_zh


def test_the_json_object() -> None:
    found = as_json(read(matter(*ALL, "page: 3", "pages: [2, 3]", "hold: may").encode(), "a.md").articles[0])
    assert (found["page"], found["pages"], found["hold"]) == ("3", ["3", "2"], "may")
    assert found["pin"] == {
        "place": {"column": 1, "line": 20},
        "columns": 3,
        "headline_pt": 36.5,
        "variant": {"inner_columns": 2, "picture_columns": 1, "deck": False},
    }
    part = as_json(read(matter("pages: [2, 3]", "columns: 3").encode(), "a.md").articles[0])
    assert (part["page"], part["pages"], "hold" in part) == ("2", ["2", "3"], False)
    assert part["pin"] == {
        "place": None,
        "columns": 3,
        "headline_pt": None,
        "variant": {"inner_columns": None, "picture_columns": None, "deck": None},
    }
    assert not {"hold", "pin"} & set(as_json(read(matter("rank: 1").encode(), "a.md").articles[0]))


# The pins of edition.toml

ENTRY = '{ article = "bridge", place = { column = 1, line = 20 }, columns = 3, headline_pt = 36, variant = { deck = false } }'


def test_a_pin_of_the_edition(folder: Make) -> None:
    root = folder(f"pins = [ {ENTRY} ]", bridge=("page: 2", "deck: 副题"))
    pin = Pin(Span("edition.toml", 11, 10), Place(1, 20), 3, 36.0, WantedVariant(deck=False))
    assert story(root).pin == pin
    edition, _ = read_edition(root)
    assert edition
    assert edition.pages[1].pins == (("bridge", pin),)
    assert [page.pins for page in edition.pages if page.no != "2"] == [(), ()]


def test_the_edition_comes_before_the_story_key_by_key(folder: Make) -> None:
    own = (
        "page: 2",
        "deck: 副题",
        "place: { column: 2, line: 5 }",
        "columns: 4",
        "variant: { inner_columns: 3, deck: true }",
    )
    root = folder('pins = [{ article = "bridge", columns = 3, variant = { deck = false } }]', bridge=own)
    assert story(root).pin == Pin(
        Span("edition.toml", 11, 9), Place(2, 5), 3, 0, WantedVariant(inner_columns=3, deck=False)
    )


def test_a_pin_of_the_story_alone(folder: Make) -> None:
    assert story(folder(bridge=("page: 2", "columns: 4"))).pin == Pin(Span("articles/bridge.md", 4, 1), columns=4)


def test_without_any_pin(folder: Make) -> None:
    assert story(folder()).pin is None


def test_pins_in_tables_of_their_own(folder: Make) -> None:
    root = folder('[[pages.pins]]\narticle = "bridge"\ncolumns = 3\n')
    assert story(root).pin == Pin(Span("edition.toml", 11, 1), columns=3)


@pytest.mark.parametrize(
    ("two", "code", "place"),
    [
        ("pins = 3", "wrong-type", "11:1"),
        ("pins = [3]", "wrong-type", "11:9"),
        ("pins = [{ columns = 3 }]", "key-missing", "11:9"),
        ("pins = [{ article = 3 }]", "wrong-type", "11:11"),
        ('pins = [{ article = "bridge", columns = 0 }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", columns = -1 }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", columns = 100 }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", columns = true }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", columns = 2.0 }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", headline_pt = 4 }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", headline_pt = 4e9 }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", headline_pt = nan }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", headline_pt = inf }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", headline_pt = true }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", headline_pt = "36" }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", place = [1, 20] }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", place = { column = 1 } }]', "key-missing", "11:31"),
        ('pins = [{ article = "bridge", place = { column = 1, line = 1000 } }]', "wrong-type", "11:53"),
        ('pins = [{ article = "bridge", variant = 2 }]', "wrong-type", "11:31"),
        ('pins = [{ article = "bridge", variant = { inner_columns = 0 } }]', "wrong-type", "11:43"),
        ('pins = [{ article = "bridge", variant = { picture_columns = 0 } }]', "wrong-type", "11:43"),
        ('pins = [{ article = "bridge", variant = { deck = "no" } }]', "wrong-type", "11:43"),
        ('pins = [{ article = "brigde", columns = 3 }]', "unknown-article", "11:9"),
        ('pins = [{ article = "lead", columns = 3 }]', "pin-other-page", "11:9"),
        ('pins = [{ article = "goes-on", columns = 3 }]', "pin-other-page", "11:9"),
        ('pins = [{ article = "spare", columns = 3 }]', "pin-other-page", "11:9"),
        ('pins = [{ article = "bridge", columns = 3 }, { article = "bridge", columns = 3 }]', "pin-twice", "11:46"),
        (
            'plan = [{ article = "bridge", column = 1, line = 20, columns = 3, lines = 30 }]\n'
            'pins = [{ article = "bridge", place = { column = 1, line = 20 } }]',
            "pin-in-plan",
            "12:9",
        ),
        (
            'plan = [{ article = "bridge", column = 1, line = 20, columns = 3, lines = 30 }]\n'
            'pins = [{ article = "bridge", columns = 2 }]',
            "pin-in-plan",
            "12:9",
        ),
        (
            'pins = [{ article = "bridge", columns = 3, variant = { inner_columns = 4 } }]',
            "pin-contradiction",
            "11:9",
        ),
    ],
)
def test_each_mistake_of_a_pin_has_its_place(folder: Make, two: str, code: str, place: str) -> None:
    root = folder(two, **{"goes-on": ("page: 3", "jump: 2"), "spare": ()})
    assert [fault for fault in faults(root) if fault[0] != "warning"] == [("error", code, f"edition.toml:{place}")]


def test_an_unknown_story_is_told_with_the_nearest(folder: Make) -> None:
    _, (fault,) = read_edition(folder('pins = [{ article = "brigde", columns = 3 }]'))
    assert "did you mean bridge?" in fault.message


def test_an_unknown_key_of_a_pin_is_told_with_the_nearest(folder: Make) -> None:
    _, (fault,) = read_edition(folder('pins = [{ article = "bridge", variant = { inner_colums = 2 } }]'))
    assert (fault.severity, fault.code, str(fault.span)) == ("warning", "unknown-key", "edition.toml:11:43")
    assert "did you mean inner_columns?" in fault.message


def test_the_same_story_on_two_pages_is_pinned_twice(folder: Make) -> None:
    pin = 'pins = [{ article = "either", columns = 3 }]'
    assert faults(folder(pin, pin, either=("pages: [2, 3]",))) == [("error", "pin-twice", "edition.toml:14:9")]


def test_a_story_whose_file_has_errors_is_not_also_unknown(folder: Make) -> None:
    root = folder('pins = [{ article = "either", columns = 3 }]', either=("headline: 甲", "page: 2"))
    assert faults(root) == [("error", "key-twice", "articles/either.md:3:1")]


def test_a_story_without_a_page_is_not_also_on_another(folder: Make) -> None:
    root = folder('pins = [{ article = "either", columns = 3 }]', either=("rank: 3",))
    assert faults(root) == [("error", "no-page", "articles/either.md:1:1")]


@pytest.mark.parametrize(
    ("two", "own", "place"),
    [
        ('pins = [{ article = "bridge" }]', (), "edition.toml:11:9"),
        ('pins = [{ article = "bridge", variant = { deck = true } }]', (), "edition.toml:11:9"),
        ("", ("variant: { picture_columns: 2 }",), "articles/bridge.md:4:1"),
    ],
)
def test_a_pin_without_effect_is_a_doubt(folder: Make, two: str, own: tuple[str, ...], place: str) -> None:
    assert faults(folder(two, bridge=("page: 2", *own))) == [("warning", "no-effect", place)]


def test_contradictions_between_story_and_edition(folder: Make) -> None:
    root = folder(
        'pins = [{ article = "bridge", columns = 2 }]',
        bridge=("page: 2", "variant: { inner_columns: 3, picture_columns: 4 }"),
    )
    assert [fault for fault in faults(root) if fault[0] == "error"] == [
        ("error", "pin-contradiction", "edition.toml:11:9"),
        ("error", "pin-contradiction", "edition.toml:11:9"),
    ]
    assert faults(folder(bridge=("page: 2", "columns: 3", "variant: { inner_columns: 3 }"))) == []


def test_a_plan_comes_before_the_story(folder: Make) -> None:
    plan = 'plan = [{ article = "bridge", column = 1, line = 20, columns = 3, lines = 30 }]'
    same = folder(plan, bridge=("page: 2", "place: { column: 1, line: 20 }", "columns: 3"))
    assert story(same).pin is None
    other = folder(plan, bridge=("page: 2", "place: { column: 2, line: 20 }", "columns: 4", "headline_pt: 36"))
    edition, found = read_edition(other)
    assert edition
    assert short(found) == [("warning", "no-effect", "articles/bridge.md:4:1")] * 2
    assert [article.pin for article in edition.on_page("2")] == [
        Pin(Span("articles/bridge.md", 4, 1), headline_pt=36.0)
    ]


PINS = st.builds(
    Pin,
    span=st.builds(Span, st.sampled_from(("a.md", "edition.toml")), st.integers(1, 9), st.integers(1, 9)),
    place=st.none() | st.builds(Place, st.integers(1, 6), st.integers(1, 86)),
    columns=st.integers(0, 6),
    headline_pt=st.just(0.0) | st.floats(5, 400),
    variant=st.builds(WantedVariant, st.integers(0, 6), st.integers(0, 6), st.none() | st.booleans()),
)


def keys(pin: Pin) -> tuple[object, ...]:
    """What a pin says; None where it leaves a key free."""
    wanted = pin.variant
    whole = (pin.columns, pin.headline_pt, wanted.inner_columns, wanted.picture_columns)
    return pin.place, wanted.deck, *(value or None for value in whole)


@given(PINS, PINS, PINS)
def test_pins_are_laid_over_one_another_key_by_key(one: Pin, two: Pin, three: Pin) -> None:
    both = laid_over(one, two)
    assert keys(both) == tuple(low if up is None else up for up, low in zip(keys(one), keys(two), strict=True))
    assert both.span == one.span
    assert laid_over(one, None) == laid_over(one, one) == laid_over(one, Pin(two.span)) == one
    assert laid_over(laid_over(one, two), three) == laid_over(one, laid_over(two, three))


@given(PINS)
def test_what_is_written_is_read(pin: Pin) -> None:
    """The same pin out of front matter."""
    wanted = pin.variant
    deck = {None: "", True: "true", False: "false"}[wanted.deck]
    lines = (
        f"place: {{ column: {pin.place.column}, line: {pin.place.line} }}" if pin.place else "place:",
        f"columns: {pin.columns or ''}",
        f"headline_pt: {round(pin.headline_pt, 3) or ''}",
        f"variant: {{ inner_columns: {wanted.inner_columns or ''}, picture_columns: {wanted.picture_columns or ''}, deck: {deck} }}",
    )
    reading = read(matter(*lines).encode(), "a.md")
    assert reading.diagnostics == ()
    found = reading.articles[0].pin or Pin(Span("a.md"))
    assert keys(found) == (*keys(pin)[:3], round(pin.headline_pt, 3) or None, *keys(pin)[4:])


# Pages to choose from


@pytest.mark.parametrize(
    ("own", "two", "three", "page", "choice"),
    [
        (("pages: [2, 3]",), "", "", "2", ("2", "3")),
        (("pages: [3, 2]",), "", "", "3", ("3", "2")),
        (("pages: [2, 3]", "page: 3"), "", "", "3", ("3", "2")),
        (("pages: [03]",), "", "", "3", ()),
        (("pages: [3]", "page: 3"), "", "", "3", ()),
        (("page: 3",), "", "", "3", ()),
        (("pages: [2, 3]",), "", 'articles = ["either"]', "3", ()),
        (("pages: [2, 3]",), "", 'pins = [{ article = "either", columns = 3 }]', "3", ()),
        (
            ("pages: [2, 3]", "page: 2"),
            "",
            'plan = [{ article = "either", column = 1, line = 20, columns = 3, lines = 30 }]',
            "3",
            (),
        ),
    ],
)
def test_pages(folder: Make, own: tuple[str, ...], two: str, three: str, page: str, choice: tuple[str, ...]) -> None:
    either = story(folder(two, three, either=own), "either")
    assert (either.page_no, either.pages) == (page, choice)


def test_a_list_of_another_page_wins_and_is_told(folder: Make) -> None:
    root = folder("", 'articles = ["either"]', either=("pages: [1, 2]",))
    edition, found = read_edition(root)
    assert edition
    assert short(found) == [("warning", "page-conflict", "articles/either.md:1:1")]
    assert "1、2" in found[0].message
    (either,) = edition.on_page("3")
    assert either.pages == ()


@pytest.mark.parametrize(("tag", "codes"), [("2", []), ("3", []), ("1", ["page-conflict"])])
def test_a_print_tag_may_name_any_of_the_pages(folder: Make, tag: str, codes: list[str]) -> None:
    root = folder(either=("pages: [2, 3]",))
    path = root / "articles/either.md"
    path.write_text(path.read_text("utf-8") + f"\n《试报》2024年12月20日第{tag}版\n", "utf-8")
    edition, found = read_edition(root)
    assert edition
    assert [fault.code for fault in found] == codes
    assert [(article.page_no, article.pages) for article in edition.articles if article.id == "either"] == [
        ("2", ("2", "3"))
    ]


@pytest.mark.parametrize(
    ("own", "three", "code"),
    [
        (("pages: [2, 9]",), "", "unknown-page"),
        (("pages: [9, 2]",), "", "unknown-page"),
        (("pages: [9]",), "", "unknown-page"),
        (("pages: [3, 9]",), 'articles = ["either"]', "unknown-page"),
        (("pages: [2, 3]", "jump: 3"), "", "jump-to-self"),
    ],
)
def test_pages_that_will_not_do(folder: Make, own: tuple[str, ...], three: str, code: str) -> None:
    assert faults(folder("", three, either=own)) == [("error", code, "articles/either.md:1:1")]


def test_a_plan_of_two_pages_leaves_the_story_on_the_first(folder: Make) -> None:
    plan = 'plan = [{ article = "either", column = 1, line = 20, columns = 3, lines = 30 }]'
    assert faults(folder(plan, plan, either=("pages: [2, 3]",))) == [("error", "plan-other-page", "edition.toml:14:9")]


def test_either_number_of_a_spread_is_a_page_to_choose(folder: Make) -> None:
    root = folder(bridge=("page: 1",), either=("pages: [1, 3]",), other=("pages: [2]",))
    day = DAY.format(two="", three="").replace('[[pages]]\nno = "2"\n', "").replace('no = "3"', 'no = "2-3"')
    (root / "edition.toml").write_text(day, "utf-8")
    assert story(root, "either").pages == ("1", "2-3")
    assert story(root, "other").page_no == "2-3"


# What may be left out


def test_hold(folder: Make) -> None:
    assert story(folder(bridge=("page: 2", "hold: may"))).hold == "may"
    assert story(folder()).hold == ""


@pytest.mark.parametrize(("rank", "hold", "codes"), [(1, "may", ["held-lead"]), (2, "may", []), (1, "", [])])
def test_a_lead_is_not_left_out(rank: int, hold: str, codes: list[str]) -> None:
    root = Span("edition.toml")
    article = Article("a", "标题", Span("articles/a.md"), page_no="1", rank=rank, hold="may" if hold else "")
    paper = Paper("试报")
    edition = Edition(
        paper, datetime.date(2024, 12, 20), "1", "tabloid", (PageSpec("1", root),), (article,), "day", root
    )
    found = [fault for fault in check_copy(edition) if fault.code != "imprint-missing"]
    assert [(fault.code, fault.page, fault.article) for fault in found] == [(code, "1", "a") for code in codes]


def test_a_page_that_a_story_may_be_on_is_not_called_empty(folder: Make) -> None:
    edition, _ = read_edition(folder(either=("pages: [2, 3]",)))
    assert edition
    assert "page-empty" not in [fault.code for fault in check_copy(edition)]
    edition, _ = read_edition(folder(either=("pages: [2]",)))
    assert edition
    assert [fault.page for fault in check_copy(edition) if fault.code == "page-empty"] == ["3"]


@pytest.mark.parametrize(
    ("own", "place", "named"),
    [
        (("columns: 3",), "fillers/spare.md:3:1", "pin"),
        (("hold: may",), "fillers/spare.md:1:1", "hold"),
        (("pages: [2, 3]",), "fillers/spare.md:1:1", "pages"),
        (("hold: may", "pages: [2, 3]", "columns: 3"), "fillers/spare.md:5:1", "pages, hold, pin"),
    ],
)
def test_a_filler_goes_where_there_is_room(folder: Make, own: tuple[str, ...], place: str, named: str) -> None:
    edition, found = read_edition(folder(spare=own))
    assert edition
    assert short(found) == [("warning", "no-effect", place)]
    assert found[0].message.startswith(named)
    (filler,) = edition.fillers
    assert (filler.pages, filler.pin, filler.hold) == ((), None, "")
