"""Forms of bylines, credits and editors beside those of test_read_forms: what newspapers and their sites print."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.article_markdown import as_markdown
from editions.read import read
from tests.editions.test_read_forms import BODY, signed, told

People = list[tuple[str, str]]

WRITERS: list[tuple[str, People]] = [
    ("本报记者 江 照 临", [("本报记者", "江照临")]),
    ("本报记者 江 照 临 通讯员 何　苗", [("本报记者", "江照临"), ("通讯员", "何苗")]),
    ("本报记者江照临通讯员何小满", [("本报记者", "江照临"), ("通讯员", "何小满")]),
    ("记者丨江照临", [("记者", "江照临")]),
    ("记者｜江照临 通讯员｜何小满", [("记者", "江照临"), ("通讯员", "何小满")]),
    ("▌记者 江照临", [("记者", "江照临")]),
    ("高级记者 江照临", [("高级记者", "江照临")]),
    ("岚江日报·岚江新闻记者 江照临", [("岚江日报·岚江新闻记者", "江照临")]),
    ("岚江日报、岚江+记者 江照临", [("岚江日报、岚江+记者", "江照临")]),
    ("岚江+记者 江照临", [("岚江+记者", "江照临")]),
    ("记者 江照临 发自北京", [("记者", "江照临")]),
    ("本报记者 江照临 沈知远 报道", [("本报记者", "江照临"), ("本报记者", "沈知远")]),
    ("本报记者 江照临 综合整理", [("本报记者", "江照临")]),
    ("本报首席评论员 江照临", [("本报首席评论员", "江照临")]),
    ("执笔人：江照临", [("执笔人", "江照临")]),
    ("译者：江照临", [("译者", "江照临")]),
    ("江照临 口述 许望津 整理", [("口述", "江照临"), ("整理", "许望津")]),
    ("讲述：江照临 记录：许望津", [("讲述", "江照临"), ("记录", "许望津")]),
    ("本组稿件由记者江照临、沈知远采写", [("记者", "江照临"), ("记者", "沈知远")]),
    ("（市气象局供稿）", [("供稿", "市气象局")]),
    ("（江照临 综合）", [("综合", "江照临")]),
    ("（作者：江照临，岚江学院教授）", [("作者", "江照临")]),
    ("（作者：江照临，系岚江学院教授）", [("作者", "江照临")]),
    ("作者：江照临（岚江学院教授）", [("作者", "江照临")]),
    ("（本文作者：江照临）", [("作者", "江照临")]),
    ("本报记者 John Smith、江照临", [("本报记者", "John Smith"), ("本报记者", "江照临")]),
    ("（本报评论员）", [("", "本报评论员")]),
]


@pytest.mark.parametrize(("line", "people"), WRITERS)
def test_writers(line: str, people: People) -> None:
    assert told(signed(line, *BODY)) == {"people": people}
    assert told(signed(*BODY, line)) == {"people": people}


CREDITS: list[tuple[str, People, str]] = [
    ("文 江照临 图 周野", [("文", "江照临"), ("图", "周野")], "周野"),
    ("文　江照临　沈知远　图　周野", [("文", "江照临"), ("文", "沈知远"), ("图", "周野")], "周野"),
    ("文 记者 江照临 图 资料图", [("记者", "江照临")], "资料图"),
    ("撰文 江照临 摄影 周野", [("撰文", "江照临"), ("摄影", "周野")], "周野"),
    ("文 江照臨 攝影 周野", [("文", "江照臨"), ("攝影", "周野")], "周野"),
    ("江照临文 周野图", [("文", "江照临"), ("图", "周野")], "周野"),
    ("江照華文 周野攝", [("文", "江照華"), ("攝", "周野")], "周野"),
    ("江照临撰文 周野摄影", [("撰文", "江照临"), ("摄影", "周野")], "周野"),
    ("文并摄/江照临", [("文并摄", "江照临")], "江照临"),
    ("文·图 江照临", [("文·图", "江照临")], "江照临"),
    ("本版文图：江照临", [("文图", "江照临")], "江照临"),
    ("本组图片由记者周野摄", [("摄", "周野")], "周野"),
    ("插画：周野", [("插画", "周野")], "周野"),
    ("文丨江照临 图丨周野", [("文", "江照临"), ("图", "周野")], "周野"),
]


@pytest.mark.parametrize(("line", "people", "credit"), CREDITS)
def test_words_and_pictures(line: str, people: People, credit: str) -> None:
    assert told(signed(line, *BODY)) == {"people": people, "credit": credit}
    assert told(signed(*BODY, line)) == {"people": people, "credit": credit}


EDITED: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("（见习编辑：林夏）", ("林夏",), ()),
    ("（实习编辑 林夏）", ("林夏",), ()),
    ("见习编辑：林夏", ("林夏",), ()),
    *((f"编辑：林夏{mark}审核：周野", ("林夏",), ("周野",)) for mark in "\\/／丨|｜"),
    *((f"编辑：林夏 {mark} 审核：周野", ("林夏",), ("周野",)) for mark in "\\/／丨|｜"),
    ("编辑 林夏 版式 何小满 校对 周野", ("林夏", "何小满"), ("周野",)),
    ("组版编辑：林夏", ("林夏",), ()),
    ("本版责编：林夏 视觉：何小满 责任校对：周野", ("林夏", "何小满"), ("周野",)),
    ("新媒体编辑：林夏", ("林夏",), ()),
    ("责任编辑：林夏（实习）", ("林夏",), ()),
    ("编校：林夏 总监制：周野", ("林夏",), ("周野",)),
    ("一审：林夏 二审：何小满 三审：周野", (), ("林夏", "何小满", "周野")),
    ("值班主任：周野 签发：何小满", (), ("周野", "何小满")),
]


@pytest.mark.parametrize(("line", "editors", "reviewers"), EDITED)
def test_editors(line: str, editors: tuple[str, ...], reviewers: tuple[str, ...]) -> None:
    expected = {key: names for key, names in {"editors": editors, "reviewers": reviewers}.items() if names}
    assert told(signed(*BODY, line)) == expected
    if "：" in line:
        assert told(signed(BODY[0], f"{BODY[1]}　{line}")) == expected


@pytest.mark.parametrize("line", ["记者：江照临 编辑：林夏", "记者/江照临 编辑/林夏", "编辑：林夏 记者：江照临", "记者：江照临丨编辑：林夏"])
def test_writers_and_editors_on_one_line(line: str) -> None:
    expected = {"people": [("记者", "江照临")], "editors": ("林夏",)}
    assert told(signed(line, *BODY)) == expected
    assert told(signed(*BODY, line)) == expected


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Brook", ["Ann Brook"]),
        ("By Ann Brook and Li Ming", ["Ann Brook", "Li Ming"]),
        ("BY ANN BROOK, LI MING AND ZHOU YE", ["ANN BROOK", "LI MING", "ZHOU YE"]),
    ],
)
def test_english_bylines_under_a_headline(line: str, names: list[str]) -> None:
    english = ("The bridge opened at dawn.", "People came to see it.")
    found = signed(line, *english)
    assert ([person.name for person in found.bylines], [piece.text for piece in found.pieces]) == (names, [*english])
    for running in ("By noon the bridge was full.", "By the river", "by and by"):
        assert [piece.text for piece in signed(running, *english).pieces] == [running, *english]


@pytest.mark.parametrize(
    ("entries", "names"),
    [
        ("[Ann Brook, Li Ming]", ["Ann Brook", "Li Ming"]),
        ("Ann Brook and Li Ming", ["Ann Brook", "Li Ming"]),
        ("[By Ann Brook, 记者 林夏]", ["Ann Brook", "林夏"]),
    ],
)
def test_english_names_in_front_matter_stay_whole(entries: str, names: list[str]) -> None:
    (article,) = read(f"---\nheadline: A Bridge\nbyline: {entries}\n---\n\nIt opened.\n".encode(), "a.md").articles
    assert [person.name for person in article.bylines] == names
    (again,) = read(as_markdown(article).encode(), "a.md").articles
    assert again.bylines == article.bylines


@pytest.mark.parametrize(
    ("opening", "people"),
    [
        ("本报记者 江照临 报道　", [("本报记者", "江照临")]),
        ("本报记者 江照临 报道 ", [("本报记者", "江照临")]),
        ("本报记者江照临报道：", [("本报记者", "江照临")]),
        ("□ 本报记者 江照临 沈知远 报道　", [("本报记者", "江照临"), ("本报记者", "沈知远")]),
        ("本报记者 江照临 通讯员 何小满 岚江报道：", [("本报记者", "江照临"), ("通讯员", "何小满")]),
        ("本報記者 江照臨 報道　", [("本報記者", "江照臨")]),
    ],
)
def test_who_reports_opens_the_body(opening: str, people: People) -> None:
    assert told(signed(opening + BODY[0], BODY[1])) == {"people": people}


def test_behind_the_last_sentence_without_brackets() -> None:
    assert told(signed(BODY[0], f"{BODY[1]}　　本报记者 江照临")) == {"people": [("本报记者", "江照临")]}
    assert told(signed(BODY[0], f"{BODY[1]}文/江照临 图/周野"))["credit"] == "周野"


@pytest.mark.parametrize("end", ["（江照临）", "（江照临、沈知远）", "（江照临 沈知远）", "（欧阳照临）"])
def test_a_mere_name_behind_the_last_sentence_signs_and_that_is_said(end: str) -> None:
    for lines in ((BODY[0], BODY[1] + end), (*BODY, end)):
        found = signed(*lines)
        assert tuple(piece.text for piece in found.pieces) == BODY
        assert "".join(person.name for person in found.bylines) in end.replace("、", "").replace(" ", "")
        (trouble,) = found.diagnostics
        assert (trouble.code, trouble.severity) == ("byline-unclear", "warning")
        assert trouble.span
        assert trouble.span.line == len(lines)


def test_one_who_is_named_already_is_not_named_twice() -> None:
    found = signed("本报记者 江照临", BODY[0], BODY[1] + "（江照临）")
    assert told(found) == {"people": [("本报记者", "江照临")]}


@pytest.mark.parametrize(
    "lines",
    [
        *((*BODY, line) for line in ("江照临 何小满", "文 江照临", "图 周野", "本报评论员", "作者：岚江的一群年轻人")),
        (BODY[0], f"{BODY[1]}（周野 摄）"),
        (f"本报记者 江照临 {BODY[0]}", BODY[1]),
        (f"本报记者江照临岚江报道：{BODY[0]}", BODY[1]),
    ],
)
def test_what_may_sign_stays_and_is_said(lines: tuple[str, ...]) -> None:
    found = signed(*lines)
    assert tuple(piece.text for piece in found.pieces) == lines
    assert [one.code for one in found.diagnostics] == ["byline-unclear"]


@pytest.mark.parametrize(
    "line",
    [
        *("文 化 图 书", "图书 文化", "（周一）", "（高三）", "（见图）", "编辑部 校对科", "设计：一座桥的诞生", "视觉 盛宴"),
        *("记者 报道：桥通了", "据本报记者江照临报道，桥通了", "作者系岚江学院教授", "本报综合报道", "版式 设计 大赛"),
    ],
)  # fmt: skip
def test_what_names_nobody_stays(line: str) -> None:
    for lines in ((line, *BODY), (*BODY, line), (BODY[0], BODY[1] + line)):
        found = signed(*lines)
        assert tuple(piece.text for piece in found.pieces) == lines
        assert (found.bylines, found.editors, found.reviewers) == ((), (), ())


def test_good_prose_is_signed_by_nobody(shared: Path) -> None:
    for path in sorted((shared / "prose").rglob("*.txt")):
        lines = [line.strip() for line in path.read_text("utf-8").split("\n") if len(line.strip()) > 20][:400]
        for line in lines:
            found = signed("桥", line, "桥")
            assert [piece.text for piece in found.pieces] == ["桥", line, "桥"], line
            found = signed(line)
            assert (found.editors, found.reviewers) == ((), ()), line


@pytest.mark.parametrize(
    "dateline",
    ["法新社巴黎10月15日电", "路透社伦敦10月15日电", "据韩联社电", "岚江通讯社岚江10月15日电", "据美联社华盛顿电"],
)
def test_agencies_have_datelines(dateline: str) -> None:
    assert told(signed(f"{dateline}　{BODY[0]}", BODY[1])) == {"dateline": dateline}


@pytest.mark.parametrize("line", ["法新社记者电话采访了他", "通讯社来电称桥通了", "本社电视台开播", "报社通讯社电台都来了"])
def test_agencies_in_running_text_stay(line: str) -> None:
    assert told(signed(line, *BODY))["body"] == (line, *BODY)
