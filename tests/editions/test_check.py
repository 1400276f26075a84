"""Checks of the copy: each finds its fault, in its place, and leaves good copy alone."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.check import CHECKS, check_copy, source_span, unbalanced
from editions.diagnostic import Diagnostic, Span
from editions.model import (
    Ad,
    Article,
    Block,
    Edition,
    Imprint,
    Mend,
    PageSpec,
    Paper,
    Picture,
    Run,
    Sidebar,
)

TOML = Span("edition.toml")
PAPER = Paper(
    name="试报",
    cn="CN 00-0000",
    publisher="试报社",
    imprint=Imprint("江滨路1号", "0000-0", "试报印刷厂", "1.00元"),
    root="house",
    file="paper.toml",
)


def block(text: str, line: int = 9, **more: Any) -> Block:
    return Block(more.pop("kind", "paragraph"), (Run(text),), Span("articles/a.md", line, 1), **more)


def story(*texts: str, id: str = "a", **more: Any) -> Article:  # noqa: A002 (the field's name)
    body = tuple(block(text, 9 + 2 * n) for n, text in enumerate(texts))
    span = Span(f"articles/{id}.md")
    return Article(**{"id": id, "headline": f"标题{id}", "span": span, "body": body, "page_no": "1"} | more)


def edition(*stories: Article, **more: Any) -> Edition:
    values: dict[str, Any] = {
        "paper": PAPER,
        "date": datetime.date(2024, 12, 20),
        "issue_no": "1",
        "preset": "tabloid",
        "pages": (PageSpec("1", TOML),),
        "articles": stories or (story("大桥昨日通车。"),),
        "root": "house/day",
        "span": TOML,
    }
    return Edition(**values | more)


def found(*stories: Article, **more: Any) -> list[Diagnostic]:
    return list(check_copy(edition(*stories, **more)))


def codes(*stories: Article, **more: Any) -> list[str]:
    return [fault.code for fault in found(*stories, **more)]


def test_good_copy_passes() -> None:
    assert found() == []


def test_all_are_warnings_with_a_place_and_a_hint() -> None:
    bad = story("他说:“你好，，世界", headline="标题。", jump="2", pictures=(Picture("p.png"),))
    everything = found(bad, bad._replace(id="b"), paper=Paper(""), pages=(PageSpec("9", TOML, ready=False),))
    assert len({fault.code for fault in everything}) >= 10
    for fault in everything:
        assert fault.severity == "warning"
        assert fault.span
        assert fault.hint
        assert fault.hint_zh


def test_imprint() -> None:
    bare = found(paper=Paper("试报", root="house", file="paper.toml"), issue_no=" ")
    assert [fault.code for fault in bare] == ["imprint-missing"] * 6
    assert [fault.message.split("(")[-1][:-1] for fault in bare] == [
        "cn",
        "issue_no",
        "publisher",
        "imprint.address",
        "imprint.printer",
        "imprint.price",
    ]
    assert {str(fault.span) for fault in bare} == {"../paper.toml:1:1", "edition.toml:1:1"}
    assert "出版单位" in bare[2].message_zh


def test_pages() -> None:
    pages = tuple(PageSpec(no, TOML, ready=no != "3") for no in "12345")
    ad = Ad("4", "x.png", 1, 1, TOML)
    faults = found(story("甲" * 250, "乙" * 250, jump="3"), pages=pages, ads=(ad,))
    assert [(fault.code, fault.page) for fault in faults] == [
        ("page-empty", "2"),
        ("page-not-ready", "3"),
        ("page-empty", "5"),
    ]


LONG = "昨日上午，新桥举行通车仪式，数百名市民走上桥面，成为首批过江的人。"


def test_headline_twice() -> None:
    (fault,) = found(story("一", id="a"), story("二", id="b", headline="标题a"))
    assert (fault.code, fault.article) == ("headline-twice", "b")
    assert "story a" in fault.message
    assert codes(story("一", headline="", id="a"), story("二", headline="", id="b")) == []


def test_story_twice_is_one_fault() -> None:
    (fault,) = found(story(LONG, LONG + "再说", id="a"), fillers=(story(LONG, LONG + "再说", id="b"),))
    assert (fault.code, fault.article) == ("story-twice", "b")


def test_paragraph_twice() -> None:
    (fault,) = found(story(LONG, "尾", id="a"), story("头", LONG, id="b"))
    assert (fault.code, fault.article, fault.span) == ("paragraph-twice", "b", Span("articles/a.md", 11, 1))
    (fault,) = found(story("头", LONG, "尾", LONG))
    assert fault.code == "paragraph-twice"
    assert "articles/a.md:11:1" in fault.message
    sidebar = Sidebar("手记", (block(LONG, 30),))
    assert codes(story(LONG, sidebars=(sidebar,))) == ["paragraph-twice"]


def test_short_paragraph_may_be_there_twice() -> None:
    assert codes(story("编者按", "编者按"), story("编者按", id="b")) == []


@pytest.mark.parametrize("headline", ["新桥通车。", "新桥通车，", "新桥通车；"])
def test_headline_stop(headline: str) -> None:
    (fault,) = found(story(headline=headline))
    assert fault.code == "headline-stop"
    assert headline in fault.message_zh


@pytest.mark.parametrize("headline", ["新桥通了吗？", "新桥通车！", "“密码”", "路在何方……"])
def test_headline_may_end_so(headline: str) -> None:
    assert codes(story(headline=headline)) == []


def test_jump_needs_text() -> None:
    pages = (PageSpec("1", TOML), PageSpec("2", TOML))
    (fault,) = found(story("甲" * 399, jump="2"), pages=pages)
    assert fault.code == "jump-short"
    assert "399" in fault.message
    assert "page 2" in fault.message
    assert codes(story("甲" * 200, "乙" * 200, jump="2"), pages=pages) == []
    assert codes(story("甲" * 400, jump="2"), pages=pages) == ["jump-whole"]


def test_pictures() -> None:
    here = Span("articles/a.md", 5, 3)
    faults = found(story(pictures=(Picture("p.png", span=here),)))
    assert [(fault.code, fault.span) for fault in faults] == [
        ("caption-missing", here),
        ("credit-missing", here),
    ]
    assert codes(story(pictures=(Picture("p.png", "说明", "甲 摄"),))) == []
    assert codes(story(pictures=(Picture("p.png", "说明"),), credit="甲 摄")) == []
    assert codes(story(pictures=(Picture("p.png", "大桥全景。甲 摄"),))) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("12月20日（星期五）", None),
        ("12月20日星期五", None),
        ("12月20日，周四", "Friday"),
        ("2024年12月22日（星期天）", None),
        ("2024年12月22日（星期一）", "Sunday"),
        ("1月3日（星期五）", None),
        ("1月3日（星期三）", "Friday"),
        ("2月30日（星期三）", None),
        ("2025年2月29日（星期三）", None),
        ("0000年1月1日（星期三）", None),
    ],
)
def test_weekday(text: str, right: str | None) -> None:
    faults = found(story(f"会议于{text}举行。"))
    if right is None:
        assert faults == []
    else:
        assert [fault.code for fault in faults] == ["weekday-wrong"]
        assert right in faults[0].message
        assert faults[0].span == Span("articles/a.md", 9, 4)


@pytest.mark.parametrize(
    ("dateline", "ahead"),
    [
        ("本报讯", False),
        ("新华社北京12月20日电", False),
        ("新华社北京12月21日电", True),
        ("新华社北京1月2日电", True),
        ("新华社北京2024年1月2日电", False),
    ],
)
def test_dateline(dateline: str, ahead: bool) -> None:
    assert codes(story(dateline=dateline)) == (["dateline-ahead"] if ahead else [])


# Marks


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("“好”", []),
        ("“他说‘好’。”", []),
        ("《报（一）》", []),
        ("“好", [0]),
        ("好”", [1]),
        ("（“好）", [1]),
        ("“好《”", [2]),
        ("））", [0, 1]),
        ("it’s，John’s", []),
        ("‘it’s’", []),
        ("1）甲；2）乙", []),
        ("甲）", [1]),
        ("【本报讯】〔1〕「甲『乙』」", []),
    ],
)
def test_unbalanced(text: str, offsets: list[int]) -> None:
    assert sorted(unbalanced(text)) == offsets


NESTED = st.recursive(
    st.text("甲乙，", max_size=3),
    lambda inner: st.tuples(st.sampled_from(["“”", "《》", "（）", "‘’"]), inner, inner).map(
        lambda part: part[0][0] + part[1] + part[0][1] + part[2]
    ),
)


@given(NESTED)
def test_whatever_is_nested_is_balanced(text: str) -> None:
    assert list(unbalanced(text)) == []


@given(NESTED, st.integers(0, 50))
def test_one_mark_less_is_found(text: str, which: int) -> None:
    marks = [offset for offset, char in enumerate(text) if char in "“”《》（）‘’"]
    if marks:
        at = marks[which % len(marks)]
        assert list(unbalanced(text[:at] + text[at + 1 :]))


def test_place_of_an_unbalanced_mark() -> None:
    (fault,) = found(story("大桥“通车。", "下一段。"))
    assert (fault.code, fault.span) == ("unbalanced-mark", Span("articles/a.md", 9, 3))
    assert "大桥“通车" in fault.message


def test_long_quotation_closes_once() -> None:
    assert codes(story("“第一段。", "“第二段。", "“第三段。”")) == []
    assert codes(story("“第一段。", "第二段。”")) == ["unbalanced-mark", "unbalanced-mark"]


def test_verse_may_quote_across_stanzas() -> None:
    body = (block("“山坡\n灯", kind="verse"), block("筐里”", kind="verse"))
    assert codes(story(body=body)) == []


@pytest.mark.parametrize(
    ("text", "mark", "better"),
    [
        ("他说:好", ":", "："),
        ("大桥,通车", ",", "，"),
        ("大桥通车.", ".", "。"),
        ("大桥通车.“好”", ".", "。"),
        ("大桥(新)通车", "(", "（"),
        ('大桥"新"通车', '"', "“ ”"),
        ("大桥--通车", "--", "——"),
        ("大桥...通车", "...", "……"),
        ("《新桥》,好", ",", "，"),
        ("好!", "!", "！"),
    ],
)
def test_ascii_mark(text: str, mark: str, better: str) -> None:
    (fault,) = found(story(text))
    assert fault.code == "ascii-mark"
    assert f"mark {mark} " in fault.message
    assert better in fault.hint


@pytest.mark.parametrize(
    "text",
    [
        "比分3:2，时间12:30，共1,200人，增长3.5%",
        "网址是www.example.com，邮箱a.b@example.com。",
        "型号为E-200的公交车由A.B公司制造",
        "He said: “well, yes.”",
        "He called it “the old bridge”. Then (“at last”) he left.",
        "“新桥”，《旧桥》（一）——好……",
        "地址：江滨路18号A座",
    ],
)
def test_marks_that_are_right(text: str) -> None:
    assert codes(story(text)) == []


@pytest.mark.parametrize("text", ["大桥，，通车", "大桥。。。", "大桥、，通车", "大桥。，通车"])
def test_doubled_mark(text: str) -> None:
    assert codes(story(text)) == ["doubled-mark"]


@pytest.mark.parametrize("text", ["什么？！", "好！！", "大桥……", "大桥——"])
def test_doubled_by_right(text: str) -> None:
    assert codes(story(text)) == []


def test_all_text_of_a_story_is_read() -> None:
    bad = "大桥，，通车"
    table = Block("table", (), Span("articles/a.md", 40), rows=(("好", "好"), ("好", bad)))
    everywhere = story(
        bad,
        headline=bad,
        kicker=bad,
        deck=bad,
        pictures=(Picture("p.png", bad, "甲 摄"),),
        sidebars=(Sidebar(bad, (block(bad, 50),)),),
    )
    everywhere = everywhere._replace(body=(*everywhere.body, table))
    assert codes(everywhere) == ["doubled-mark"] * 8
    assert codes(fillers=(story(bad, id="b"),)) == ["doubled-mark"]


def test_span_through_repairs() -> None:
    mended = block("甲乙丙丁戊", mends=(Mend(2, Span("x.txt", 3, 20)), Mend(4, Span("x.txt", 4, 1))))
    assert [source_span(mended, offset)[1:] for offset in range(5)] == [
        (9, 1),
        (9, 2),
        (3, 20),
        (3, 21),
        (4, 1),
    ]


def test_every_check_is_in_the_table() -> None:
    import editions.check

    named = {value for name, value in vars(editions.check).items() if name.startswith("check_")}
    assert named == {*CHECKS, check_copy}
