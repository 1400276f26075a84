"""The text of saved web pages: what is the story and what is not."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from editions.article_json import as_json
from editions.diagnostic import Span
from editions.model import Article, Person
from editions.read import read

PAGE = dedent("""\
    要闻
    视听
    图说
    热线

    您的位置:首页>要闻 > 社会 >

    岚江走笔丨南码头的灯——“水边人家”系列报道②

    来源:岚江客户端  2024-12-20 14:44:41
    A+A-
    分享

    2024年12月20日《岚江日报》2版

      12月16日，南码头的灯亮了。看灯的人站满了七十二级台阶。

      夜里的江风

      船从上游下来，灯一盏一盏过去。

      采访手记

           灯下的人

      记者在台阶上坐了一夜。

      文/记者 江照临 许望津 图/资料图

    编辑:何小满
    审核:林 夏
    相关推荐


    网友评论
    关于我们 | 广告服务 | 版权声明

    岚江新闻网 版权所有 岚江市融媒体中心 主办
    """)


def only(text: str) -> Article:
    """The article of a page about which nothing is in doubt."""
    reading = read(text.encode(), "articles/a.txt")
    assert [fault for fault in reading.diagnostics if fault.severity != "note"] == []
    return reading.articles[0]


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


def codes(text: str) -> list[tuple[str, int]]:
    faults = read(text.encode(), "a.txt").diagnostics
    return [(fault.code, fault.span.line) for fault in faults if fault.span]


def test_a_page_with_everything() -> None:
    article = only(PAGE)
    assert (article.kicker, article.headline) == ("岚江走笔", "南码头的灯")
    assert article.deck == "——“水边人家”系列报道②"
    assert article.source == "岚江客户端"
    assert article.tag
    assert (article.tag.paper, article.tag.pages) == ("岚江日报", ("2",))
    assert article.tag.date == datetime.date(2024, 12, 20)
    assert article.tag.span == Span("articles/a.txt", 14, 1)
    assert kinds(article) == [
        ("paragraph", "12月16日，南码头的灯亮了。看灯的人站满了七十二级台阶。"),
        ("subhead", "夜里的江风"),
        ("paragraph", "船从上游下来，灯一盏一盏过去。"),
    ]
    assert [(item.label, item.headline, [block.text for block in item.body]) for item in article.sidebars] == [
        ("采访手记", "灯下的人", ["记者在台阶上坐了一夜。"])
    ]
    assert article.bylines == (Person("记者", "江照临"), Person("记者", "许望津"))
    assert article.credit == "资料图"
    assert (article.editors, article.reviewers) == (("何小满",), ("林夏",))
    assert article.body[0].span == Span("articles/a.txt", 16, 3)
    assert (article.id, article.page_no) == ("a", "")


def test_a_label_and_a_line_of_the_bodys_indent_are_two_subheads() -> None:
    article = only(PAGE.replace("       灯下的人", "  灯下的人"))
    assert [text for kind, text in kinds(article) if kind == "subhead"] == ["夜里的江风", "采访手记", "灯下的人"]
    assert article.sidebars == ()


def test_a_page_that_begins_with_its_headline() -> None:
    article = only("南码头的灯\n\n□ 许望津\n\n　　灯亮了。\n　　人来了。\n\n2024年12月20日《岚江日报》A02版\n")
    assert (article.headline, article.byline_text) == ("南码头的灯", "□ 许望津")
    assert kinds(article) == [("paragraph", "灯亮了。"), ("paragraph", "人来了。")]
    assert article.tag
    assert article.tag.pages == ("A02",)


def test_a_tag_above_the_headline() -> None:
    article = only("2024年12月20日《岚江日报》2版\n\n南码头的灯\n\n　　灯亮了。")
    assert article.tag
    assert article.headline == "南码头的灯"


def test_a_deck_on_its_own_line() -> None:
    article = only("系列报道①\n南码头的灯\n——水边人家\n\n　　灯亮了。")
    assert (article.kicker, article.headline, article.deck) == ("系列报道①", "南码头的灯", "——水边人家")


def test_two_lines_above_the_body_are_uncertain() -> None:
    assert codes("水边人家\n南码头的灯\n\n　　灯亮了。") == [("headline-uncertain", 1), ("headline-uncertain", 2)]


def test_dateline_note_and_signature() -> None:
    article = only(
        "桥通了\n\n来源：岚江日报 作者：何小满 2024-12-20\n\n　　编者按：今天起连续报道。\n\n"
        "　　本报讯（记者 江照临）12月19日，桥通了。\n\n　　车过去了。（记者 许望津）\n"
    )
    assert kinds(article) == [
        ("note", "编者按：今天起连续报道。"),
        ("paragraph", "12月19日，桥通了。"),
        ("paragraph", "车过去了。"),
    ]
    assert article.dateline == "本报讯（记者 江照临）"
    assert [person.name for person in article.bylines] == ["江照临", "许望津"]
    assert article.source == "岚江日报"


def test_the_author_of_the_source_line_signs_when_nobody_else_does() -> None:
    article = only("桥通了\n\n来源：岚江日报 作者：何小满 2024-12-20\n\n　　桥通了。")
    assert (article.bylines, article.byline_text) == ((Person("作者", "何小满"),), "作者：何小满")


def test_what_a_notice_says_of_time_is_not_the_pages_time() -> None:
    article = only("书市开张\n\n　　书市明天开张。\n　　时间：10月23日；\n　　地点：镜湖广场。")
    assert [text for _, text in kinds(article)] == ["书市明天开张。", "时间：10月23日；", "地点：镜湖广场。"]


def test_a_paragraph_cut_into_lines_is_joined() -> None:
    article = only(
        "桥通了\n\n　　十二月十九日，全市供暖保障工作会议在市民中心召开，通报\n今冬运行情况，部署下一步工作。\n　　会后检查。"
    )
    assert [text for _, text in kinds(article)] == [
        "十二月十九日，全市供暖保障工作会议在市民中心召开，通报今冬运行情况，部署下一步工作。",
        "会后检查。",
    ]
    assert article.body[0].mends[0].span == Span("articles/a.txt", 4, 1)
    assert dict(article.repairs) == {"wraps": 1}


def _cut(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("width", [16, 17, 24])
def test_lines_cut_at_one_width_are_joined_whatever_they_end_with(indent: str, width: int) -> None:
    first = "灯亮了，江上的人都出来看，说这是南码头二十年来头一回。船从上游下来，一盏一盏过去，岸上站满了人，孩子骑在大人肩上。"
    second = "夜里起了风，水边的人家关了窗，只有卖馄饨的还守着摊子，等最后一班渡轮靠岸。他说，今年的灯比往年的亮，也比往年的多。"
    article = only(f"南码头的灯\n\n{_cut(indent + first, width)}\n\n{_cut(indent + second, width)}\n")
    assert [text for _, text in kinds(article)] == [first, second]
    lines = sum(-(-len(indent + text) // width) for text in (first, second))
    assert dict(article.repairs) == {"wraps": lines - 2}


def test_words_on_two_lines_stay_two() -> None:
    first = "　　全市供暖保障工作会议昨日在市民中心召开，会议听取了 New\nYork 的经验，通报情况。"
    assert "New York" in only(f"桥通了\n\n{first}\n").body[0].text


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("桥通了\n\n　　桥通了。\n\n相关推荐\n　　又一座桥也通了，车来车往。", "text-left-out", 6),
        ("桥通了\n\n　　桥通了。\n　　▲江上的新桥夜景", "caption-left-out", 4),
        ("桥通了\n\n　　桥通了。\n　　一声汽笛", "line-unclear", 4),
        ("江上\n\n　　灯\n　　风\n　　船\n", "headline-uncertain", 1),
        ("另外一条不相干的文字\n\n桥通了\n\n来源：岚江日报\n\n　　桥通了。", "text-left-out", 1),
        ("桥通了\n\n　　桥通了。（下转第三版）", "continued", 3),
        ("桥通了\n", "body-missing", 1),
        ("　　桥通了。", "headline-missing", 1),
    ],
)
def test_nothing_is_lost_or_guessed_in_silence(text: str, code: str, line: int) -> None:
    assert (code, line) in codes(text)


def test_the_seed(shared: Path) -> None:
    path = next((shared / "seeds").glob("000_*.txt"))
    reading = read(path.read_bytes(), path.name)
    assert [fault.code for fault in reading.diagnostics] == ["text-repaired"]
    found = as_json(reading.articles[0])
    blocks, paragraphs, sidebars = found.pop("blocks"), found.pop("paragraphs"), found.pop("sidebars")
    repairs = found.pop("repairs")
    assert found == {
        "paper": "聊城日报",
        "print_date": "2024-12-20",
        "page": "2",
        "pages": ["2"],
        "kicker": "特别策划·词说聊城",
        "headline": "追高逐新的飞跃“密码”",
        "deck": "——回眸2024系列报道②",
        "dateline": None,
        "bylines": ["夏旭光", "韩庆阳"],
        "byline_text": "文/记者 夏旭光 韩庆阳 图/资料图",
        "bylines_detail": [{"role": "记者", "name": "夏旭光"}, {"role": "记者", "name": "韩庆阳"}],
        "photo_credit": "资料图",
        "source": "新聊城客户端",
        "editors": ["李明"],
        "reviewers": ["刘飞"],
        "subheads": [],
        "pictures": [],
    }
    assert len(paragraphs) == 10
    assert paragraphs[0].startswith("12月16日，在高唐县")
    assert paragraphs[-1].endswith("新优势。")
    assert [block["kind"] for block in blocks] == ["paragraph"] * 10
    assert [(item["label"], item["headline"], len(item["paragraphs"])) for item in sidebars] == [
        ("采访手记", "发展新质生产力要“喜新不厌旧”", 3)
    ]
    assert repairs["pinyin"] == 291
    text = "".join([*paragraphs, *sidebars[0]["paragraphs"]])
    assert "着力" in text
    assert not set("著(),;:數產業") & set(text)
    assert "1/20和1/25" in text
    assert "0.8米" in text


def _golden(shared: Path) -> list[dict[str, Any]]:
    entries = json.loads((shared / "samples" / "golden.json").read_text("utf-8"))["entries"]
    return [entry for entry in entries if entry["file"].startswith("web/")]


def test_every_sample_of_a_web_page_is_read_as_its_golden_entry_says(shared: Path) -> None:
    for entry in _golden(shared):
        path = shared / "samples" / entry["file"]
        found = as_json(read(path.read_bytes(), entry["file"]).articles[0])
        paragraphs = found["paragraphs"]
        assert {
            "kicker": found["kicker"],
            "title": found["headline"],
            "subtitle": found["deck"],
            "paper": found["paper"],
            "print_date": found["print_date"],
            "page": found["page"],
            "bylines": found["bylines"],
            "byline_text": found["byline_text"],
            "dateline": found["dateline"],
            "subheads": found["subheads"],
            "captions": [picture["caption"] for picture in found["pictures"]],
            "n_paragraphs": len(paragraphs),
            "body_first20": paragraphs[0][:20],
            "body_last20": paragraphs[-1][-20:],
            "editors": found["editors"],
            "reviewers": found["reviewers"],
        } == {
            "editors": [],
            "reviewers": [],
            **{
                key: value
                for key, value in entry.items()
                if key
                not in {
                    "id",
                    "file",
                    "encoding",
                    "page_name",
                    "continuation",
                    "must_not_in_body",
                    "values_are",
                    "print_tag_raw",
                }
            },
        }, entry["id"]
        assert not [text for text in entry["must_not_in_body"] if any(text in part for part in paragraphs)]


def test_every_character_of_a_damaged_sample_knows_its_place(shared: Path) -> None:
    path = shared / "samples" / "web" / "artefact_dense_tones.txt"
    lines = path.read_text("utf-8").split("\n")
    article = read(path.read_bytes(), path.name).articles[0]
    kept = 0
    for block in article.body:
        for index, char in enumerate(block.text):
            offset, span = max(mend for mend in [(0, block.span), *block.mends] if mend[0] <= index)
            written = lines[span.line - 1][span.column - 1 + index - offset]
            # A character is itself, or what repair made of one; a reading is never what it came from.
            assert not ("a" <= written <= "z")
            kept += written == char
    assert kept > 150
