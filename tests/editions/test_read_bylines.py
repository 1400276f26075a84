"""Who signed, in every form met, and what only looks like a signature."""

from __future__ import annotations

import pytest

from editions.model import Person
from editions.read.bylines import byline
from editions.read.datelines import dateline, signature
from editions.read.editors import editors
from editions.read.roles import people

REPORTER = "记者"


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("本报记者 江照临", [("本报记者", "江照临")]),
        ("本报记者江照临 沈知远", [("本报记者", "江照临"), ("本报记者", "沈知远")]),
        ("□ 许望津", [("", "许望津")]),
        ("□ 记者 江照临 沈知远", [(REPORTER, "江照临"), (REPORTER, "沈知远")]),
        ("记者 江照临 见习记者 沈知远", [(REPORTER, "江照临"), ("见习记者", "沈知远")]),
        ("本报记者 林　夏", [("本报记者", "林夏")]),
        ("采写：记者 江照临", [(REPORTER, "江照临")]),
        ("作者：许望津", [("作者", "许望津")]),
        ("通讯员 何小满 市气象局", [("通讯员", "何小满"), ("通讯员", "市气象局")]),
        ("（本报记者江照临、沈知远，特约记者何小满）", [("本报记者", "江照临"), ("本报记者", "沈知远"), ("特约记者", "何小满")]),
        ("本报记者 江照临 柏川报道", [("本报记者", "江照临")]),
        ("本报记者 阿依古丽·买买提", [("本报记者", "阿依古丽·买买提")]),
        ("记者江照临 沈知远", [(REPORTER, "江照临"), (REPORTER, "沈知远")]),
    ],
)  # fmt: skip
def test_bylines(line: str, signed: list[tuple[str, str]]) -> None:
    found = byline(line)
    assert found
    assert list(found.people) == [Person(*item) for item in signed]


@pytest.mark.parametrize(
    "line",
    [
        "记者17日从市教育局获悉",
        "记者从市教育局获悉",
        "记者手记",
        "记者调查",
        "本报记者调查",
        "记者了解到",
        "（作者单位：岚江学院）",
        "（作者系岚江学院教授）",
        "市委宣传部",
        "江上的灯",
        "许望津",
        "记者：您好",
        "记者：那是哪一年",
        "本报记者 江照临来到桥头。",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert byline(line) is None


def test_a_mere_name_signs_under_a_headline_only() -> None:
    found = byline("许望津", bare=True)
    assert found
    assert found.people == (Person("", "许望津"),)
    assert byline("江上灯火", bare=True) is None or byline("灯火", bare=True) is None


def test_words_and_pictures_on_one_line() -> None:
    found = byline("文/记者 江照临 通讯员 何苗 图/资料图")
    assert found
    assert found.people == (Person(REPORTER, "江照临"), Person("通讯员", "何苗"))
    assert (found.text, found.photo_credit) == ("文/记者 江照临 通讯员 何苗 图/资料图", "资料图")


def test_one_who_writes_and_takes_the_pictures() -> None:
    found = byline("■ 文/图 记者 江照临")
    assert found
    assert (found.people, found.photo_credit) == ((Person(REPORTER, "江照临"),), "江照临")


def test_a_photographer_beside_the_writer() -> None:
    found = byline("文/江照临 图/许望津")
    assert found
    assert found.people == (Person("文", "江照临"), Person("图", "许望津"))
    assert found.photo_credit == "许望津"


@pytest.mark.parametrize(
    ("paragraph", "text", "rest", "names"),
    [
        ("本报讯（记者 江照临 见习记者 许望津）12月19日", "本报讯（记者 江照临 见习记者 许望津）", "12月19日", ["江照临", "许望津"]),
        ("本报柏川12月19日讯　受冷空气影响", "本报柏川12月19日讯", "受冷空气影响", []),
        ("新华社北京12月20日电（记者 江照临）今天", "新华社北京12月20日电（记者 江照临）", "今天", ["江照临"]),
        ("据新华社北京12月20日电 今天", "据新华社北京12月20日电", "今天", []),
        ("【新华社重庆十四日电】今天", "【新华社重庆十四日电】", "今天", []),
        ("（中央社记者江照临台北21日电）今天", "（中央社记者江照临台北21日电）", "今天", ["江照临"]),
        ("岚江日报讯（通讯员 何小满）今天", "岚江日报讯（通讯员 何小满）", "今天", ["何小满"]),
        ("本报讯（第一现场）今天", "本报讯", "（第一现场）今天", []),
    ],
)  # fmt: skip
def test_datelines(paragraph: str, text: str, rest: str, names: list[str]) -> None:
    found = dateline(paragraph)
    assert found
    assert (found.text, paragraph[found.length :]) == (text, rest)
    assert [person.name for person in (found.byline.people if found.byline else ())] == names


@pytest.mark.parametrize(
    "paragraph",
    [
        "本报通讯员何小满来到村里",
        "本报讯息平台上线",
        "新华社电视台开播",
        "新华社消息称",
        "新华社记者从会上获悉",
        "本报今天起扩版，15日电话开通",
        "12月20日，全市",
    ],
)
def test_what_is_no_dateline(paragraph: str) -> None:
    assert dateline(paragraph) is None


def test_signatures_at_the_end() -> None:
    found = signature("灯亮了。（本报记者江照临、许望津）")
    assert found
    assert found.start == 4
    assert found.byline
    assert [person.name for person in found.byline.people] == ["江照临", "许望津"]
    placed = signature("灯亮了。（本报纽约2月1日电）")
    assert placed
    assert placed.dateline == "（本报纽约2月1日电）"
    for paragraph in ("灯亮了。（作者单位：岚江学院）", "灯亮了。（见图）", "灯亮了。（周一）", "（记者 江照临）"):
        assert signature(paragraph) is None


@pytest.mark.parametrize(
    ("line", "edited", "reviewed"),
    [
        ("编辑：江照临", ("江照临",), ()),
        ("编辑：江照临 审核：许望津", ("江照临",), ("许望津",)),
        ("（责编：江照临、许望津）", ("江照临", "许望津"), ()),
        ("责编 江照临  美编 何小满  校对 许望津", ("江照临", "何小满"), ("许望津",)),
        ("一审：江照临 二审：何小满 三审：许望津", (), ("江照临", "何小满", "许望津")),
    ],
)
def test_editors(line: str, edited: tuple[str, ...], reviewed: tuple[str, ...]) -> None:
    assert editors(line) == (edited, reviewed)


@pytest.mark.parametrize(
    "line", ["编辑部", "编辑手记", "审核通过了这个项目", "编辑：您好", "编辑：他们说了很多话来解释这件事情"]
)
def test_who_is_no_editor(line: str) -> None:
    assert editors(line) is None


def test_people_are_all_understood_or_none() -> None:
    assert people("记者 江照临、许望津") == (Person(REPORTER, "江照临"), Person(REPORTER, "许望津"))
    assert people("记者 江照临 和他在桥头遇见的那些人们") == ()
    assert people("") == ()
