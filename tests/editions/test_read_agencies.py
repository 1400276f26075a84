"""NITF, NewsML-G2, ninjs: what is taken from each, and what is left out with a word."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest

from editions.diagnostic import Span
from editions.model import Article, Person, PrintTag, Run
from editions.read import Reading, read
from tests.editions.places import misplaced

NITF = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf>
 <head><title>不用的题</title>
  <docdata><ed-msg info="第二次发稿"/></docdata>
  <pubdata type="print" name="岚江日报" date.publication="20261016" position.section="A" position.sequence="02"/>
 </head>
 <body>
  <body.head>
   <hedline><hl2>历时38个月</hl2><hl1>岚江三桥昨日通车</hl1><hl2>——过江车程缩至六分钟</hl2></hedline>
   <byline>记者 <person>沈知远</person> 通讯员 <person>何小满</person></byline>
   <distributor>岚江通讯社</distributor>
   <dateline><location>本报岚江</location><story.date>10月15日</story.date>讯</dateline>
   <abstract><p>三桥是岚江上的第三座桥。</p></abstract>
  </body.head>
  <body.content>
   <media media-type="image"><media-reference mime-type="image/jpeg" source="pics/bridge.jpg"/>
    <media-caption>晨雾初散。</media-caption><media-producer>周野 摄</media-producer></media>
   <block><p>10月15日6时30分，雾还没有从江面
   上散尽。&nbsp;桥上有<em style="bold">灯</em>。</p>
   <hl2>江底先扎稳了脚</hl2>
   <p>桥位选在岚江拐弯处。</p></block>
   <ol><li>甲桥，三车道。</li><li>乙桥，两车道。</li></ol>
   <table><tr><th>年份</th><th>车流</th></tr><tr><td>2025</td><td>1.2万</td></tr></table>
   <pre>江上有灯
岸上有人</pre>
   <bq><block><p>引的话。</p></block></bq>
  </body.content>
  <body.end><tagline>（记者 沈知远）</tagline></body.end>
 </body>
</nitf>
"""


def codes(reading: Reading) -> list[str]:
    return [fault.code for fault in reading.diagnostics]


def body(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


# NITF


def test_nitf_alone() -> None:
    reading = read(NITF.encode(), "articles/bridge.xml")
    (article,) = reading.articles
    assert (article.id, article.kicker, article.headline) == ("bridge", "历时38个月", "岚江三桥昨日通车")
    assert (article.deck, article.source) == ("——过江车程缩至六分钟", "岚江通讯社")
    assert article.dateline == "本报岚江10月15日讯"
    assert article.bylines == (Person("记者", "沈知远"), Person("通讯员", "何小满"))
    assert article.tag == PrintTag(("A02",), Span("articles/bridge.xml", 6, 3), "岚江日报", datetime.date(2026, 10, 16))
    (picture,) = article.pictures
    assert (picture.file, picture.caption, picture.credit) == ("pics/bridge.jpg", "晨雾初散。", "周野 摄")
    assert body(article) == [
        ("note", "三桥是岚江上的第三座桥。"),
        ("paragraph", "10月15日6时30分，雾还没有从江面上散尽。 桥上有灯。"),
        ("subhead", "江底先扎稳了脚"),
        ("paragraph", "桥位选在岚江拐弯处。"),
        ("paragraph", "1. 甲桥，三车道。"),
        ("paragraph", "2. 乙桥，两车道。"),
        ("table", ""),
        ("verse", "江上有灯\n岸上有人"),
        ("note", "引的话。"),
    ]
    assert article.body[1].runs[1] == Run("灯", "bold")
    assert article.body[6].rows == (("年份", "车流"), ("2025", "1.2万"))
    assert [one for one in misplaced(article, NITF) if not re.match(r"\d\. ", one)] == []  # numbers are not in the file
    assert codes(reading) == ["note-to-editors"]


def test_a_cell_may_reach_over_columns_and_rows() -> None:
    cells = "<tr><td rowspan='2'>甲</td><td colspan='2'>乙</td></tr><tr><td>丙</td><td>丁</td></tr>"
    text = f"<nitf><body><body.head><hedline><hl1>表</hl1></hedline></body.head><body.content><table>{cells}</table></body.content></body></nitf>"
    (article,) = read(text.encode(), "a.xml").articles
    assert article.body[0].rows == (("甲", "乙", ""), ("", "丙", "丁"))


def test_a_cancelled_item_is_left_out() -> None:
    reading = read(NITF.replace("<docdata>", '<docdata management-status="canceled">').encode(), "a.xml")
    assert reading.articles == ()
    assert [(fault.code, fault.span) for fault in reading.diagnostics] == [("item-left-out", Span("a.xml", 3, 1))]


def test_bylines_that_differ_are_told() -> None:
    reading = read(NITF.replace("（记者 沈知远）", "（记者 江照临）").encode(), "a.xml")
    assert "bylines-differ" in codes(reading)
    assert reading.articles[0].bylines == (Person("记者", "江照临"),)


# NewsML-G2

MESSAGE = """\
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<packageItem guid="p"><groupSet><group><itemRef residref="t1"/><itemRef residref="p1"/></group></groupSet></packageItem>
<newsItem guid="t1"><itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>甲题</headline><headline role="hlrole:subHeadline">甲副题</headline><by>记者 江照临</by><dateline>岚江10月15日电</dateline></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>
<body><p>第一段。</p><p>第二<strong>段</strong>。</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="p1"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
<contentMeta><creditline>许望津 摄</creditline><description role="drol:caption">江上的灯。</description></contentMeta>
<contentSet><remoteContent href="small.jpg" width="80"/><remoteContent href="http://a.invalid/a.jpg" width="3000"/>
<remoteContent href="./large.jpg" width="1500"/></contentSet></newsItem>
<newsItem guid="p2"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><headline>图</headline>
<description role="drol:caption">桥。</description></contentMeta><contentSet><remoteContent href="b.jpg"/></contentSet></newsItem>
<newsItem guid="k"><itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:canceled"/></itemMeta>
<contentMeta><headline>撤掉的</headline></contentMeta></newsItem>
<newsItem guid="v"><itemMeta><itemClass qcode="ninat:video"/></itemMeta><contentMeta><headline>视频</headline></contentMeta></newsItem>
<newsItem guid="t2"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>乙题</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">第一段。
第二段。</inlineData></contentSet></newsItem>
</itemSet></newsMessage>
"""


def test_a_message_of_items() -> None:
    reading = read(MESSAGE.encode(), "articles/wire.xml")
    first, second, third = reading.articles
    assert [article.id for article in reading.articles] == ["wire-1", "wire-2", "wire-3"]
    assert (first.headline, first.deck, first.dateline) == ("甲题", "甲副题", "岚江10月15日电")
    assert first.bylines == (Person("记者", "江照临"),)
    assert body(first) == [("paragraph", "第一段。"), ("paragraph", "第二段。")]
    assert body(second) == [("paragraph", "第一段。"), ("paragraph", "第二段。")]
    assert (third.kind, third.headline, third.pictures[0].caption) == ("picture", "图", "桥。")
    assert [(fault.code, fault.span and fault.span.line) for fault in reading.diagnostics] == [("item-left-out", 13), ("item-left-out", 15)]


def test_a_picture_of_the_same_package_belongs_to_the_story() -> None:
    picture = read(MESSAGE.encode(), "a.xml").articles[0].pictures[0]
    assert (picture.file, picture.caption, picture.credit) == ("large.jpg", "江上的灯。", "许望津 摄")


# ninjs

ITEM: dict[str, Any] = {
    "uri": "a",
    "type": "text",
    "headlines": [{"role": "kicker", "value": "引题"}, {"role": "main", "value": "主题"}, {"role": "subheadline", "value": "副题"}],
    "by": "记者 沈知远",
    "infoSources": [{"name": "岚江通讯社"}],
    "bodies": [{"role": "main", "contentType": "text/plain", "value": "第一段，“引”。\n第二段。"}],
    "associations": [
        {
            "type": "picture",
            "renditions": [{"href": "s.jpg", "width": 80}, {"href": "a.jpg", "width": 800}],
            "descriptions": [{"role": "caption", "value": "说明"}],
            "by": "周野",
        }
    ],
}


def ninjs(*items: dict[str, Any], **more: Any) -> Reading:
    made = [{**item, **more} for item in items]
    return read(json.dumps(made[0] if len(made) == 1 else made).encode(), "a.json")


def test_ninjs_3() -> None:
    reading = ninjs(ITEM)
    (article,) = reading.articles
    assert reading.diagnostics == ()
    assert (article.kicker, article.headline, article.deck, article.source) == ("引题", "主题", "副题", "岚江通讯社")
    assert article.bylines == (Person("记者", "沈知远"),)
    assert body(article) == [("paragraph", "第一段，“引”。"), ("paragraph", "第二段。")]
    assert [(one.file, one.caption, one.credit) for one in article.pictures] == [("a.jpg", "说明", "周野")]


def test_every_character_of_an_escaped_text_knows_its_place() -> None:
    text = json.dumps(ITEM, indent=1)
    assert "\\u" in text
    assert misplaced(read(text.encode(), "a.json").articles[0], text) == []


def test_what_ninjs_1_calls_otherwise() -> None:
    item = {"uri": "a", "headline": "题", "byline": "沈知远", "body_xhtml": "<p>甲。</p><p>乙。</p>", "body_text": "甲。"}
    photo = {"main": {"type": "picture", "renditions": {"large": {"href": "a.jpg"}}, "description_text": "说明"}}
    (article,) = ninjs({**item, "associations": photo}).articles
    assert body(article) == [("paragraph", "甲。"), ("paragraph", "乙。")]
    assert article.pictures[0].caption == "说明"


def test_ninjs_2_has_associations_under_names() -> None:
    (article,) = ninjs({**ITEM, "associations": {"main": ITEM["associations"][0]}}).articles
    assert article.pictures[0].file == "a.jpg"


def test_items_that_are_not_for_print() -> None:
    picture = {"uri": "c", "type": "picture", "headlines": [{"value": "图"}], "renditions": [{"href": "b.jpg"}], "descriptions": [{"value": "灯。"}]}
    reading = ninjs(ITEM, {**ITEM, "pubStatus": "withheld"}, picture, {"type": "video", "headlines": [{"value": "视频"}]})
    assert [article.kind for article in reading.articles] == ["news", "picture"]
    assert codes(reading) == ["item-left-out", "item-left-out"]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("embargoedUntil", "embargoed"),
        ("embargoed", "embargoed"),
        ("edNote", "note-to-editors"),
        ("usageTerms", "usage-terms"),
    ],
)
def test_what_the_sender_says_is_passed_on(key: str, code: str) -> None:
    reading = ninjs(ITEM, **{key: "2026-10-16T06:00:00+08:00"})
    assert codes(reading) == [code]
    assert "2026-10-16T06:00" in reading.diagnostics[0].message


def test_a_byline_that_names_nobody_is_printed_with_a_warning() -> None:
    reading = ninjs({**ITEM, "by": "本报编辑部整理综合而成"})
    assert codes(reading) == ["byline-unclear"]
    assert (reading.articles[0].bylines, reading.articles[0].byline_text) == ((), "本报编辑部整理综合而成")


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("By Meredith Jameson, Staff Reporter", [("Staff Reporter", "Meredith Jameson")]),
        ("Paulo Santalucia and Frances d'Emilio", [("", "Paulo Santalucia"), ("", "Frances d'Emilio")]),
        ("Ludwig van der Berg; José Núñez", [("", "Ludwig van der Berg"), ("", "José Núñez")]),
        ("editor@paper.invalid (Anna Lind)", [("", "Anna Lind")]),
        ("the desk", []),
    ],
)
def test_western_bylines(by: str, names: list[tuple[str, str]]) -> None:
    (article,) = ninjs({**ITEM, "by": by}).articles
    assert [tuple(person) for person in article.bylines] == names


@pytest.mark.parametrize(
    ("text", "dateline", "rest"),
    [
        ("GROSSETO, Italy (AP) -- The trial began.", "GROSSETO, Italy (AP)", "The trial began."),
        ("BEIJING, Oct. 15 (Xinhua) — It rained.", "BEIJING, Oct. 15 (Xinhua)", "It rained."),
        ("(New York, NY - October 21) It rained.", "(New York, NY - October 21)", "It rained."),
        ("(Sports Network) - It rained.", "(Sports Network)", "It rained."),
        ("NATO (the alliance) met.", "", "NATO (the alliance) met."),
        ("(Some say) it rained - a bit.", "", "(Some say) it rained - a bit."),
    ],
)
def test_western_datelines(text: str, dateline: str, rest: str) -> None:
    (article,) = ninjs({**ITEM, "bodies": [{"value": text}]}).articles
    assert (article.dateline, article.body[0].text) == (dateline, rest)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("第一段。\n第二段。", [("paragraph", "第一段。"), ("paragraph", "第二段。")]),
        (
            "灯亮了，江上的人都出来看，桥上桥下站满了等船的\n人。\n\n第二段。",
            [("paragraph", "灯亮了，江上的人都出来看，桥上桥下站满了等船的人。"), ("paragraph", "第二段。")],
        ),
        (
            "It rained on the town all day, and all the\nnight.\n\nThe end.",
            [("paragraph", "It rained on the town all day, and all the night."), ("paragraph", "The end.")],
        ),
        ("江上有灯，\n岸上有人。\n\n都在等风，都在等船来，人来人往。", [("verse", "江上有灯，\n岸上有人。"), ("paragraph", "都在等风，都在等船来，人来人往。")]),
        ("　　第一段。\n　　第二段。\n\n　　第三段。", [("paragraph", "第一段。"), ("paragraph", "第二段。"), ("paragraph", "第三段。")]),
    ],
)  # fmt: skip
def test_plain_text(text: str, blocks: list[tuple[str, str]]) -> None:
    written = json.dumps({**ITEM, "bodies": [{"value": text}]}, ensure_ascii=False)
    (article,) = read(written.encode(), "a.json").articles
    assert body(article) == blocks
    assert misplaced(article, written) == []


@pytest.mark.parametrize("text", ['{"a": 1}', "[{}]", '[{"headline": "x"}, {"b": 1}]', '{"$schema": "x", "type": "object"}'])
def test_other_json(text: str) -> None:
    assert codes(read(text.encode(), "a.json")) == ["unknown-format"]


def test_a_text_that_begins_with_a_bracket_is_no_json() -> None:
    assert read("[编者按] 灯亮了。\n\n　　江上的人都出来看。".encode(), "a.txt").articles
