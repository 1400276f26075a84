"""Digital papers of the Founder kind: stories, and the pages that list them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions.article_json import as_json
from editions.diagnostic import Span
from editions.model import JumpMark
from editions.read import read
from editions.read.founder_page import read_page_map
from tests.editions.founder_issue import (
    BRIDGE,
    BRIDGE_ON,
    LAMPS,
    STORIES,
    Copy,
    map_file,
    map_page,
    story_file,
    story_page,
)

GENERATIONS = (1, 2, 3)
GOLDENS = json.loads((Path(__file__).parent / "goldens" / "founder.json").read_text("utf-8"))


def samples(shared: Path) -> dict[str, Path]:
    return {path.stem: path for path in (shared / "samples" / "founder").rglob("content_*.htm*")}


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("golden", GOLDENS, ids=[golden["headline"] for golden in GOLDENS])
def test_samples_are_read_with_all_their_fields(shared: Path, golden: dict[str, Any], which: int) -> None:
    path = samples(shared)[golden["ids"][which]]
    name = path.relative_to(shared).as_posix()
    reading = read(path.read_bytes(), name)
    (article,) = reading.articles
    found = as_json(article)
    assert [fault.code for fault in reading.diagnostics] == (["continued"] if golden["jump"] else [])
    assert found["page"] == golden["pages"][which]
    assert [picture["caption"] for picture in found["pictures"]] == golden["captions"]
    assert [[mark.onward, mark.page] for mark in article.jump_marks] == ([golden["jump"]] if golden["jump"] else [])
    alike = ("paper", "print_date", "kicker", "headline", "deck", "dateline", "byline_text", "bylines_detail", "paragraphs", "subheads")
    assert {key: found[key] for key in alike} == {key: golden[key] for key in alike}


def test_samples_are_read_as_the_shared_answers_say(shared: Path) -> None:
    entries = json.loads((shared / "samples" / "golden.json").read_text("utf-8"))["entries"]
    founder = [entry for entry in entries if entry["file"].startswith("founder/")]
    assert len(founder) == 8
    for entry in founder:
        found = as_json(read((shared / "samples" / entry["file"]).read_bytes(), entry["file"]).articles[0])
        assert found["page"].lstrip("A0") == entry["page"]
        assert (found["paper"], found["print_date"]) == (entry["paper"], entry["print_date"])
        assert (found["kicker"], found["headline"], found["deck"]) == (entry["kicker"], entry["title"], entry["subtitle"])
        assert (found["bylines"], found["byline_text"], found["dateline"]) == (entry["bylines"], entry["byline_text"], entry["dateline"])
        assert (len(found["paragraphs"]), found["subheads"]) == (entry["n_paragraphs"], entry["subheads"])
        opened = (found["dateline"] or "") + ("　" if (found["dateline"] or "").endswith("日讯") else "") + found["paragraphs"][0]
        assert opened[:20] == entry["body_first20"]
        assert found["paragraphs"][-1][-20:] == entry["body_last20"]
        assert not [text for text in entry["must_not_in_body"] if any(text in part for part in found["paragraphs"])]


def test_pages_of_the_samples(shared: Path) -> None:
    root = shared / "samples" / "founder"
    for generation, numbers in (("gen1", ["A01", "A02"]), ("gen3", ["1", "2"])):
        maps = [read_page_map(path.read_bytes(), path.relative_to(root).as_posix()) for path in sorted((root / generation).rglob("node_*"))]
        assert [(page.no, page.name, str(page.date)) for page in maps if page] == [
            (numbers[0], "要闻", "2024-12-20"),
            (numbers[1], "民生", "2024-12-20"),
        ]
        assert all((root / story).is_file() for page in maps if page for story in page.stories)
        assert [len(page.zones) for page in maps if page] == [2, 2]


# Pages made by hand


def story(generation: int, copy: Copy = BRIDGE, *, old: str = "", new: str = "", encoding: str = "utf-8") -> Any:
    html = story_page(generation, copy)
    assert old in html
    return read(html.replace(old, new, 1).encode(encoding), story_file(generation, copy))


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_story_of_each_generation(generation: int) -> None:
    reading = story(generation)
    found = as_json(reading.articles[0])
    assert (found["paper"], found["print_date"], found["page"]) == ("岚江日报", "2026-10-16", "1")
    assert (found["kicker"], found["headline"], found["deck"]) == ("历时38个月", "岚江三桥昨日通车", "——过江车程缩至六分钟")
    assert (found["bylines"], found["byline_text"]) == (["沈知远", "何小满"], "本报记者 沈知远 通讯员 何小满")
    assert (found["dateline"], found["paragraphs"]) == (
        "本报讯",
        ["10月15日6时30分，雾还没有散尽。", "第一辆公交车开上了桥，车上坐满了人。"],
    )
    assert found["pictures"] == [{"file": "../../../res/b1.jpg", "caption": "晨雾中的岚江三桥。　周野　摄", "credit": None}]
    assert [(mark.onward, mark.page) for mark in reading.articles[0].jump_marks] == [(True, "2")]
    assert [fault.code for fault in reading.diagnostics] == ["continued"]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_places_are_those_of_the_file(generation: int) -> None:
    html = story_page(generation, BRIDGE)
    (article,) = story(generation).articles
    for block in article.body:
        assert block.span.line == html.count("\n", 0, html.index(block.text[:6])) + 1
        assert html.split("\n")[block.span.line - 1][block.span.column - 1 :].startswith(block.text[:6])


@pytest.mark.parametrize("generation", GENERATIONS)
def test_what_goes_on_from_another_page(generation: int) -> None:
    (article,) = story(generation, BRIDGE_ON).articles
    assert article.headline == "岚江三桥昨日通车"
    assert [(mark.onward, mark.page) for mark in article.jump_marks] == [(False, "1")]
    first = Copy("203", "2", "岚江三桥昨日通车", "　　（上接第一版）桥位选在岚江拐弯处。")
    (article,) = story(generation, first).articles
    assert [block.text for block in article.body] == ["桥位选在岚江拐弯处。"]
    assert article.jump_marks[0].page == "1"


def test_a_page_that_declares_gb2312() -> None:
    reading = story(1, LAMPS, encoding="gb18030")
    assert reading.articles[0].headline == "南码头的灯"
    assert [fault.code for fault in reading.diagnostics] == ["guessed-encoding"]


def test_the_names_of_files_tell_what_the_page_does_not() -> None:
    (article,) = story(2, LAMPS, old="《 岚江日报 》（ 2026年10月16日 　 02 版）", new="").articles
    assert article.tag
    assert (article.tag.pages, str(article.tag.date), article.tag.paper) == (("2",), "2026-10-16", "")


def test_a_page_without_marks_but_those_of_headline_and_body() -> None:
    html = (
        "<html><body><table><tr><td class=font02>水边人家</td></tr><tr><td class=font01><founder-title>南码头的灯</founder-title></td></tr>"
        "<tr><td class=font02>——记岚江边的一夜</td></tr><tr><td class=font02>许望津</td></tr></table>"
        "<founder-content><P>　　灯亮了，看灯的人站满了台阶。</P></founder-content></body></html>"
        "<!--enpproperty <founder-pagenum>B03</founder-pagenum><founder-author>许望津</founder-author> /enpproperty-->"
    )
    found = as_json(read(html.encode(), "content_1.htm").articles[0])
    assert (found["kicker"], found["headline"], found["deck"], found["bylines"]) == ("水边人家", "南码头的灯", "——记岚江边的一夜", ["许望津"])
    assert (found["page"], found["paragraphs"]) == ("B03", ["灯亮了，看灯的人站满了台阶。"])


def test_a_picture_alone_is_a_picture_story() -> None:
    (article,) = story(3, Copy("301", "3", "", "", picture="c.jpg", caption="晨雾中的岚江三桥。　周野　摄")).articles
    assert (article.kind, article.headline, len(article.pictures)) == ("picture", "", 1)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_page_that_lists_stories(generation: int) -> None:
    name = map_file(generation, "1")
    html = map_page(generation, "1", ["1", "2"], [copy for copy in STORIES if copy.page == "1"])
    page = read_page_map(html.encode(), name)
    assert page
    assert (page.no, page.name, str(page.date)) == ("1", "要闻", "2026-10-16")
    assert page.stories == tuple(story_file(generation, copy) for copy in STORIES if copy.page == "1")
    assert page.zones[0].points == ((0, 0), (300, 0), (300, 200), (0, 200))
    assert page.share(page.stories[0]) == pytest.approx(0.8)
    assert (page.picture, page.pdf) == ("../../../res/01.jpg", "01.pdf")
    reading = read(html.encode(), name)
    assert (reading.articles, [(fault.code, fault.span) for fault in reading.diagnostics]) == ((), [("page-list", Span(name))])


def test_a_story_is_no_list() -> None:
    assert read_page_map(story_page(1, BRIDGE).encode(), "a.htm") is None
    assert read_page_map(b"\x00pagepicmap", "a.htm") is None


# Bad input


def codes(reading: Any) -> list[tuple[str, int]]:
    return [(fault.code, fault.span.line) for fault in reading.diagnostics]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_no_headline(generation: int) -> None:
    reading = read(story_page(generation, Copy("1", "1", "", "　　灯亮了，人来了。")).encode(), "content_1.htm")
    assert codes(reading) == [("headline-missing", 1)]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_no_body(generation: int) -> None:
    assert codes(read(story_page(generation, Copy("1", "1", "南码头的灯", "")).encode(), "content_1.htm")) == [("body-missing", 1)]


def test_a_byline_that_is_not_understood_is_said_and_kept() -> None:
    reading = story(3, Copy("1", "1", "南码头的灯", "　　灯亮了，人来了。", author="岚江边上的一位老读者来信摘登"))
    assert codes(reading) == [("byline-unclear", 1)]
    assert reading.articles[0].byline_text == "岚江边上的一位老读者来信摘登"


def test_a_picture_of_another_site() -> None:
    for source in ("https://a.example/b.jpg", "/etc/x.jpg", "../../../../../../x.jpg", "C:\\b.jpg"):
        reading = story(3, old="../../../res/b1.jpg", new=source)
        assert "picture-elsewhere" in [code for code, _ in codes(reading)]
        assert reading.articles[0].pictures == ()


def test_a_picture_above_a_page_that_lies_alone() -> None:
    reading = read(story_page(3, BRIDGE).encode(), "articles/content_101.html")
    assert "picture-elsewhere" in [code for code, _ in codes(reading)]


def test_what_strangers_try() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa">]><html><body><h1>题</h1><div id="ozoom"><p>&a;。</p></div></body></html>'
    assert codes(read(bomb.encode(), "a.htm")) == [("entities-refused", 1)]
    deep = story(3, LAMPS, old="<P>", new="<P>" + "<div>" * 5000)
    assert codes(deep) == [("too-deep", 1)]
    assert codes(read(story_page(1, LAMPS).encode() + b"\0", "a.htm")) == [("not-text", 1)]
    assert codes(read(story_page(1, LAMPS).encode(), "a\u202e.htm")) == [("file-name", 1)]
    huge = b"<html><body id='ozoom' class='" + b"x" * 9_000_000 + b"'></body></html>"
    assert codes(read(huge, "a.htm")) == [("file-too-large", 1)]


def test_a_date_that_no_calendar_has() -> None:
    (article,) = story(1, LAMPS, old="2026-10-16 23:59:57", new="2026-13-40 23:59:57").articles
    assert article.tag
    assert str(article.tag.date) == "2026-10-16"  # the folder's


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(GENERATIONS), st.data())
def test_whatever_is_done_to_a_page_it_is_read_or_refused(generation: int, data: st.DataObject) -> None:
    html = story_page(generation, data.draw(st.sampled_from(STORIES)))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(html)))
        end = data.draw(st.integers(start, min(len(html), start + 60)))
        junk = data.draw(st.sampled_from(["", "<", ">", "<!--", "-->", "<table>", "</div>", "（下转", "\ufffd", "<founder-title>", "版", "&#0;", "<map name=pagepicmap>"]))
        html = html[:start] + junk + html[end:]
    name = story_file(generation, BRIDGE)
    reading = read(html.encode("utf-8", "ignore"), name)
    read_page_map(html.encode("utf-8", "ignore"), name)
    assert all(fault.span and fault.span.line >= 1 for fault in reading.diagnostics)
    assert all(isinstance(mark, JumpMark) for article in reading.articles for mark in article.jump_marks)
