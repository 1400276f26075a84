"""Every form of print tag and of signature that was met in copy, as it stands in a body, and what only looks like one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pytest

from editions.read.signed import Piece, Signed, split_off
from editions.read.traced import Source, Traced

BODY = ("桥通了，车队缓缓驶过江面。", "市民站在江边，看了很久。")
DAY = datetime.date(2024, 12, 20)


def signed(*lines: str) -> Signed:
    """The lines of a body that begins under its headline in, what `split_off` makes of them out."""
    source = Source("a.txt", "\n".join(lines))
    starts = source.line_starts
    pieces = [Piece(Traced.plain(line, start), "paragraph") for line, start in zip(lines, starts, strict=True)]
    return split_off(pieces, source, under_headline=True)


def told(found: Signed) -> dict[str, object]:
    """What was found, without what is empty; `body` is there if it is not the two paragraphs."""
    tag = found.tag
    parts: dict[str, object] = {
        "pages": tag.pages if tag else (),
        "paper": tag.paper if tag else "",
        "date": tag.date if tag else None,
        "page_name": tag.page_name if tag else "",
        "dateline": found.dateline,
        "people": [tuple(person) for person in found.bylines],
        "credit": found.photo_credit,
        "editors": found.editors,
        "reviewers": found.reviewers,
        "codes": [one.code for one in found.diagnostics],
    }
    body = tuple(piece.text for piece in found.pieces)
    return {key: value for key, value in parts.items() if value} | ({} if body == BODY else {"body": body})


@dataclass(frozen=True)
class Tagged:
    """A print tag as it stands in copy, and what it says."""

    line: str
    pages: tuple[str, ...] = ("2",)
    paper: str = ""
    date: datetime.date | None = None
    page_name: str = ""

    def told(self) -> dict[str, object]:
        parts = {"pages": self.pages, "paper": self.paper, "date": self.date, "page_name": self.page_name}
        return {key: value for key, value in parts.items() if value}


FULL = [
    Tagged("2024年12月20日《聊城日报》2版", paper="聊城日报", date=DAY),
    Tagged("《人民日报》（2024年12月20日 第 02 版）", paper="人民日报", date=DAY),
    Tagged("《 人民日报 》 （ 2024 年 12 月 20 日　 第  02  版 ）", paper="人民日报", date=DAY),
    Tagged("《人民日报》(2024年12月20日\u00a0第02版)", paper="人民日报", date=DAY),
    Tagged("《人民日报》（２０２４年１２月２０日　第０２版）", paper="人民日报", date=DAY),
    Tagged("《人民日报海外版》（2024年12月20日 第 02 版）", paper="人民日报海外版", date=DAY),
    Tagged("（原载《聊城日报》2024年12月20日第2版）", paper="聊城日报", date=DAY),
    Tagged("（原载2024年12月20日《聊城日报》第2版）", paper="聊城日报", date=DAY),
    Tagged("（原载于《聊城日报》2024年12月20日，第2版）", paper="聊城日报", date=DAY),
    Tagged("（原载聊城日报2024年12月20日第2版）", paper="聊城日报", date=DAY),
    Tagged("（原载《聊城日报》第2版）", paper="聊城日报"),
    Tagged("二〇二四年十二月二十日《聊城日报》第二版", paper="聊城日报", date=DAY),
    Tagged("二○二四年十二月二十日《聊城日报》第二版", paper="聊城日报", date=DAY),
    Tagged("《聊城日报》二零二四年十二月二十日 星期五 第二版", paper="聊城日报", date=DAY),
    Tagged("《聊城日报》2024年12月20日第1、2版", ("1", "2"), paper="聊城日报", date=DAY),
]
SHORT = [
    Tagged("2024-12-20 02版：要闻", date=DAY, page_name="要闻"),
    Tagged("2024-12-20　第02版: 要闻", date=DAY, page_name="要闻"),
    Tagged("第02版：要闻 2024年12月20日", date=DAY, page_name="要闻"),
    Tagged("二〇二四年十二月二十日 第二版", date=DAY),
    Tagged("第A02版", ("A02",)),
    Tagged("第 A02 版", ("A02",)),
    Tagged("版次：A02", ("A02",)),
    Tagged("版次: 第A02版", ("A02",)),
    Tagged("当前版: A2版", ("A2",)),
    Tagged("00002版:民生", page_name="民生"),
    Tagged("T02版:专刊·读书", ("T02",), page_name="专刊·读书"),
    Tagged("第二版"),
    Tagged("第十二版", ("12",)),
    Tagged("第1、2版", ("1", "2")),
    Tagged("第一、二版", ("1", "2")),
    Tagged("第1版、第2版", ("1", "2")),
]


@pytest.mark.parametrize("tag", FULL + SHORT, ids=lambda tag: tag.line)
def test_a_print_tag_at_the_top_and_at_the_foot(tag: Tagged) -> None:
    assert told(signed(tag.line, *BODY)) == tag.told()
    assert told(signed(*BODY, tag.line)) == tag.told()


@pytest.mark.parametrize("tag", FULL, ids=lambda tag: tag.line)
def test_a_print_tag_behind_the_last_sentence(tag: Tagged) -> None:
    assert told(signed(BODY[0], BODY[1] + tag.line)) == tag.told()
    assert told(signed(BODY[0], f"{BODY[1]}　　{tag.line}")) == tag.told()


def test_a_mere_page_beside_what_else_is_no_body() -> None:
    found = signed("本报记者 林　夏", "第A02版", *BODY, "第A02版", "编辑：李明 审核：刘飞")
    assert told(found) == {
        "pages": ("A02",),
        "people": [("本报记者", "林夏")],
        "editors": ("李明",),
        "reviewers": ("刘飞",),
    }


@pytest.mark.parametrize(
    "line",
    [
        *("详见C02版", "（详见C02版）", "（相关报道见第二版）", "相关报道见第二版", "2019年第24期", "《读者》2019年第24期"),
        *("（摘自《读者》2019年第24期）", "（原载《半月谈》2019年第24期）", "2019年12月20日第24期"),
    ],
)  # fmt: skip
def test_what_is_no_print_tag_stays_where_it_stands(line: str) -> None:
    assert told(signed(line, *BODY)) == {"body": (line, *BODY)}
    assert told(signed(*BODY, line)) == {"body": (*BODY, line)}
    assert told(signed(BODY[0], BODY[1] + line)) == {"body": (BODY[0], BODY[1] + line)}


@pytest.mark.parametrize("line", ["第二版", "第A02版", "版次：A02 天气多云"])
def test_what_may_be_a_print_tag_stays_and_is_said(line: str) -> None:
    found = signed(BODY[0], line, BODY[1])
    assert told(found) == {"codes": ["tag-unclear"], "body": (BODY[0], line, BODY[1])}
    (trouble,) = found.diagnostics
    assert trouble.span
    assert (trouble.span.line, trouble.span.column) == (2, 1)
    assert line in trouble.message


Row = tuple[str, list[tuple[str, str]]]

LINES: list[Row] = [
    ("本报记者 林　夏", [("本报记者", "林夏")]),
    ("□ 记者 朱海波", [("记者", "朱海波")]),
    ("□ 本报记者 林　夏", [("本报记者", "林夏")]),
    ("本报记者 朱海波 林　夏 张　三", [("本报记者", "朱海波"), ("本报记者", "林夏"), ("本报记者", "张三")]),
    ("采写：朱海波", [("采写", "朱海波")]),
    ("采写：本报记者 朱海波 韩庆阳", [("本报记者", "朱海波"), ("本报记者", "韩庆阳")]),
    ("采写：南都记者 朱海波", [("南都记者", "朱海波")]),
    ("通讯员 朱海波", [("通讯员", "朱海波")]),
    ("记者 朱海波 实习生 林　夏", [("记者", "朱海波"), ("实习生", "林夏")]),
    ("实习生 朱海波", [("实习生", "朱海波")]),
    ("见习记者 朱海波", [("见习记者", "朱海波")]),
    ("本报见习记者 朱海波", [("本报见习记者", "朱海波")]),
    ("整理：朱海波", [("整理", "朱海波")]),
    ("整理/朱海波", [("整理", "朱海波")]),
    ("朱海波 整理", [("整理", "朱海波")]),
    ("本报记者 朱海波 整理", [("本报记者", "朱海波")]),
    ("（记者 朱海波 通讯员 韩庆阳 整理）", [("记者", "朱海波"), ("通讯员", "韩庆阳")]),
    ("通讯员 市气象局", [("通讯员", "市气象局")]),
    ("记者 朱海波 通讯员 聊城市公安局", [("记者", "朱海波"), ("通讯员", "聊城市公安局")]),
    ("供稿：市委宣传部", [("供稿", "市委宣传部")]),
    ("文/市消防支队", [("文", "市消防支队")]),
    ("□ 朱海波（作者单位：聊城大学）", [("", "朱海波")]),
    ("（本报记者杜尚泽、申琳，新华社记者张晓松）", [("本报记者", "杜尚泽"), ("本报记者", "申琳"), ("新华社记者", "张晓松")]),
    ("本報記者 溫貴香", [("本報記者", "溫貴香")]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "people"), LINES)
def test_a_byline_under_the_headline_and_at_the_foot(line: str, people: list[tuple[str, str]]) -> None:
    assert told(signed(line, *BODY)) == {"people": people}
    assert told(signed(*BODY, line)) == {"people": people}


@pytest.mark.parametrize(
    ("line", "people", "credit"),
    [
        ("文/记者 夏旭光 韩庆阳 图/资料图", [("记者", "夏旭光"), ("记者", "韩庆阳")], "资料图"),
        ("■ 文/图 记者 朱海波", [("记者", "朱海波")], "朱海波"),
        ("文/图 市消防支队", [("文/图", "市消防支队")], "市消防支队"),
        ("文/记者 朱海波 图/市消防支队", [("记者", "朱海波")], "市消防支队"),
        ("采写/朱海波 摄影/韩庆阳", [("采写", "朱海波"), ("摄影", "韩庆阳")], "韩庆阳"),
        ("朱海波 文/图", [("文/图", "朱海波")], "朱海波"),
        ("本报记者 朱海波 文/图", [("本报记者", "朱海波")], "朱海波"),
        ("朱海波/文 韩庆阳/图", [("文", "朱海波"), ("图", "韩庆阳")], "韩庆阳"),
        ("记者朱海波 文 韩庆阳 图", [("记者", "朱海波"), ("图", "韩庆阳")], "韩庆阳"),
    ],
)
def test_credits(line: str, people: list[tuple[str, str]], credit: str) -> None:
    assert told(signed(line, *BODY)) == {"people": people, "credit": credit}
    assert told(signed(*BODY, line)) == {"people": people, "credit": credit}


@pytest.mark.parametrize(
    ("opening", "dateline", "people"),
    [
        ("本报讯（记者 朱海波）", "本报讯（记者 朱海波）", [("记者", "朱海波")]),
        ("本报讯 （记者 林　夏 通讯员 韩庆阳）", "本报讯 （记者 林　夏 通讯员 韩庆阳）", [("记者", "林夏"), ("通讯员", "韩庆阳")]),
        ("本报讯【记者 朱海波】", "本报讯【记者 朱海波】", [("记者", "朱海波")]),
        ("本报讯 记者朱海波报道：", "本报讯", [("记者", "朱海波")]),
        ("新华社北京12月20日电（记者 朱海波）", "新华社北京12月20日电（记者 朱海波）", [("记者", "朱海波")]),
        ("新华社北京12月20日电 （记者朱海波、林夏）", "新华社北京12月20日电 （记者朱海波、林夏）", [("记者", "朱海波"), ("记者", "林夏")]),
        ("新华社北京电（记者 朱海波）", "新华社北京电（记者 朱海波）", [("记者", "朱海波")]),
        ("据新华社北京12月20日电 ", "据新华社北京12月20日电", []),
        ("据新华社北京电　", "据新华社北京电", []),
        ("据新华社电 ", "据新华社电", []),
        ("（据新华社北京12月20日电）", "（据新华社北京12月20日电）", []),
        ("本报聊城讯（记者 朱海波）", "本报聊城讯（记者 朱海波）", [("记者", "朱海波")]),
        ("本报聊城11月24日讯 ", "本报聊城11月24日讯", []),
        ("本报聊城11月24日讯（首席记者 朱海波）", "本报聊城11月24日讯（首席记者 朱海波）", [("首席记者", "朱海波")]),
        ("【新华社重庆十四日电】", "【新华社重庆十四日电】", []),
        ("〔新华社重庆十四日电〕", "〔新华社重庆十四日电〕", []),
        ("（中央社記者溫貴香台北21日電）", "（中央社記者溫貴香台北21日電）", [("記者", "溫貴香")]),
        ("（中央社记者温贵香台北21日电）", "（中央社记者温贵香台北21日电）", [("记者", "温贵香")]),
        ("（中央社记者王明台北21日电）", "（中央社记者王明台北21日电）", [("记者", "王明")]),
        ("（中央社记者李明新加坡21日电）", "（中央社记者李明新加坡21日电）", [("记者", "李明")]),
        ("（中央社記者溫貴香、王明台北21日電）", "（中央社記者溫貴香、王明台北21日電）", [("記者", "溫貴香"), ("記者", "王明")]),
        ("（中央社台北21日電）", "（中央社台北21日電）", []),
    ],
)  # fmt: skip
def test_a_dateline_opens_the_story(opening: str, dateline: str, people: list[tuple[str, str]]) -> None:
    found = told(signed(opening + BODY[0], BODY[1]))
    assert found == {"dateline": dateline} | ({"people": people} if people else {})


@pytest.mark.parametrize(
    ("end", "fields"),
    [
        (
            "（本报记者杜尚泽、申琳，新华社记者张晓松）",
            {"people": [("本报记者", "杜尚泽"), ("本报记者", "申琳"), ("新华社记者", "张晓松")]},
        ),
        (
            "（本报记者杜尚泽、申琳，新华社 记者张晓松）",
            {"people": [("本报记者", "杜尚泽"), ("本报记者", "申琳"), ("新华社记者", "张晓松")]},
        ),
        ("（本报记者 朱海波 整理）", {"people": [("本报记者", "朱海波")]}),
        ("（朱海波整理）", {"people": [("整理", "朱海波")]}),
        ("（作者：朱海波）", {"people": [("作者", "朱海波")]}),
        ("（本报纽约2月1日电）", {"dateline": "（本报纽约2月1日电）"}),
        ("（据新华社电）", {"dateline": "（据新华社电）"}),
        (
            "（本报北京2月1日电 记者朱海波）",
            {"dateline": "（本报北京2月1日电 记者朱海波）", "people": [("记者", "朱海波")]},
        ),
        (
            "（中央社記者溫貴香台北21日電）",
            {"dateline": "（中央社記者溫貴香台北21日電）", "people": [("記者", "溫貴香")]},
        ),
        ("（责任编辑：李明）", {"editors": ("李明",)}),
        ("[责任编辑：李明]", {"editors": ("李明",)}),
        ("责任编辑：李明", {"editors": ("李明",)}),
        ("（编辑：李明 审核：刘飞）", {"editors": ("李明",), "reviewers": ("刘飞",)}),
        ("（本报记者朱海波）（责任编辑：李明）", {"people": [("本报记者", "朱海波")], "editors": ("李明",)}),
    ],
)
def test_what_signs_the_last_paragraph(end: str, fields: dict[str, object]) -> None:
    assert told(signed(BODY[0], BODY[1] + end)) == fields


@pytest.mark.parametrize(
    ("line", "editors", "reviewers"),
    [
        ("责任编辑：李明", ("李明",), ()),
        ("（责任编辑：李明）", ("李明",), ()),
        ("【责任编辑:李明】", ("李明",), ()),
        ("责任编辑　李　明　刘飞", ("李明", "刘飞"), ()),
        ("責任編輯：李華", ("李華",), ()),
        ("编辑：李明 审核：刘飞", ("李明",), ("刘飞",)),
        ("编辑：李明审核：刘飞", ("李明",), ("刘飞",)),
        ("编辑/李明 审核/刘飞", ("李明",), ("刘飞",)),
        ("编辑｜李明", ("李明",), ()),
    ],
)
def test_editors_at_the_foot(line: str, editors: tuple[str, ...], reviewers: tuple[str, ...]) -> None:
    found = signed(*BODY, line)
    assert tuple(piece.text for piece in found.pieces) == BODY
    assert (found.editors, found.reviewers, found.bylines, found.diagnostics) == (editors, reviewers, (), ())


@pytest.mark.parametrize(
    "line",
    [
        *("记者17日从市教育局获悉", "记者17日从市教育局获悉，桥通了。", "记者 17日从市教育局获悉", "本报记者从市教育局获悉"),
        *("（作者单位：聊城大学）", "（作者系聊城大学教授）", "（记者手记）", "记者手记", "（记者注：桥已通）", "（据新华社）"),
        *("新华社电视台开播", "新华社记者从会上获悉", "新华社致电各分社", "农田整理", "编辑手记", "编辑部的故事"),
    ],
)  # fmt: skip
def test_what_signs_nothing_stays_where_it_stands(line: str) -> None:
    assert told(signed(line, *BODY)) == {"body": (line, *BODY)}
    assert told(signed(*BODY, line)) == {"body": (*BODY, line)}
    assert told(signed(BODY[0], BODY[1] + line)) == {"body": (BODY[0], BODY[1] + line)}


@pytest.mark.parametrize(
    ("lines", "place", "text"),
    [
        (("本报记者 朱海波和他的同事们在桥头", *BODY), (1, 1), "本报记者 朱海波和他的同事们在桥头"),
        (("本报讯（记者 朱海波和他的同事们在桥头）桥通了。", BODY[1]), (1, 5), "记者 朱海波和他的同事们在桥头"),
        ((*BODY, "灯亮了。（本报记者 朱海波 和他在桥头遇见的那些人）"), (3, 6), "本报记者 朱海波 和他在桥头遇见的那些人"),
        (("（中央社記者張三岚江21日電）桥通了。", BODY[1]), (1, 5), "記者張三岚江"),
        (("（中央社記者溫貴香岚江21日電）桥通了。", BODY[1]), (1, 5), "記者溫貴香岚江"),
    ],
)  # fmt: skip
def test_who_is_not_understood_is_said(lines: tuple[str, ...], place: tuple[int, int], text: str) -> None:
    found = signed(*lines)
    assert found.bylines == ()
    (trouble,) = found.diagnostics
    assert trouble.code == "byline-unclear"
    assert trouble.span
    assert (trouble.span.line, trouble.span.column) == place
    assert text in trouble.message
