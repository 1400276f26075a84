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
