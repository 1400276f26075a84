"""Copy as strangers bring it: county papers' sites, page texts, agencies' wire, public accounts. Each was once read wrongly with no word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions.model import Article
from editions.read import Reading, read
from editions.read.datelines import dateline, signature
from editions.read.headline import under_dateline
from editions.read.signed import Signed
from editions.read.tags import find_tag
from editions.read.web_words import (
    is_caption,
    is_detail,
    is_foot,
    is_meta,
    is_noise,
    is_notice,
    read_meta,
)
from editions.read.western import western_desk
from tests.editions.test_read_forms import BODY, signed

FIRST = "10月15日清晨，清河县的秋白菜地里已经热闹起来，村民们把刚砍下的白菜装车，等候发往省城。"
SECOND = "种植户马桂兰说，今年收购价每斤比去年高出两毛，三亩地能多收入四千多元。"


def one(text: str, name: str = "a.txt") -> tuple[Article, Reading]:
    reading = read(text.encode(), name)
    (article,) = reading.articles
    return article, reading


def texts(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


def codes(reading: Reading) -> list[str]:
    return [found.code for found in reading.diagnostics]


def page(*lines: str, title: str = "清河秋收") -> str:
    return f"<html><head><title>{title}_平川网</title></head><body>{''.join(lines)}</body></html>"


WHOLE = [("paragraph", FIRST), ("paragraph", SECOND)]


# Lines of source and time


@pytest.mark.parametrize(
    ("line", "source", "byline"),
    [
        ("发布时间：2026-10-16 10:22:31　　作者：王立平　　来源：清河县融媒体中心　　点击数：326", "清河县融媒体中心", "作者：王立平"),
        ("2026年10月16日 07:42来源：平川日报记者：刘广海 通讯员：孙秀英字号：大 中 小", "平川日报", "记者：刘广海 通讯员：孙秀英"),
        ("掌上清河10-16 08:30", "掌上清河", ""),
        ("清河融媒2026-10-16 08:30", "清河融媒", ""),
        ("2026-10-16 20:11·河北·清河县融媒体中心官方账号", "", ""),
        ("2026-10-16 08:00 　清河论坛　楼主：秋水", "", ""),
        ("2026/10/16 09:12 記者林思宇／嘉義報導", "", "記者林思宇／嘉義報導"),
        ("来源 | 清河融媒", "清河融媒", ""),
        ("原创 马小军 清河发布 2026年10月16日 18:05 河北", "", ""),
        ("Published Oct. 16, 2026 9:05 a.m. ET", "", ""),
        ("Oct 16, 2026 | By Anna Lindqvist, Staff Writer", "", "By Anna Lindqvist, Staff Writer"),
        ("2026-10-16 来源：平川日报 记者 刘广海", "平川日报", "记者 刘广海"),
    ],
)
def test_lines_of_source_and_time(line: str, source: str, byline: str) -> None:
    assert is_meta(line)
    found = read_meta([line])
    assert (found.source, found.byline_text) == (source, byline)
    article, _ = one(page("<h1>清河秋收</h1>", f"<div>{line}</div>", f"<p>{FIRST}</p><p>{SECOND}</p>"), "a.html")
    assert texts(article) == WHOLE


@pytest.mark.parametrize("line", ["时间：2026年10月20日上午9时", "时间：10月20日至25日，每天上午", "作者：王立平"])
def test_what_tells_no_source(line: str) -> None:
    assert not is_meta(line)


def test_the_time_of_an_event_is_copy() -> None:
    article, _ = one(f"秋季招聘会启事\n\n时间：2026年10月20日上午9时\n地点：县体育广场\n\n{FIRST}\n")
    assert article.headline == "秋季招聘会启事"
    assert "时间：2026年10月20日上午9时" in "".join(block.text for block in article.body)
    assert is_detail("地点：县体育广场")


# What a site adds


@pytest.mark.parametrize(
    "line",
    [
        "设为首页 | 加入收藏",
        "首页 新闻 时政 民生 教育 健康 旅游",
        "今天是2026年10月16日 星期五",
        "点击蓝字  关注我们",
        "关键词：白菜 农业",
        "字数：350",
        "END",
        "-END-",
        "— 完 —",
        "___",
        "我要评论",
        "评论 12",
        "分享：",
        "Advertisement",
        "Sign up for our newsletter to get the latest headlines in your inbox.",
        "The post 清河秋收 appeared first on 平川网.",
    ],
)
def test_buttons(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize(
    "line",
    ["首页", "完", "关注农民的钱袋子", "评论员文章", "END OF AN ERA", "Sign of the times", "今天是个好日子", "正文化风气", "关键词：振兴"],
)
def test_what_is_no_button(line: str) -> None:
    assert not is_noise(line)


@pytest.mark.parametrize(
    "line",
    [
        "声明：凡本网注明来源为“平川日报”的稿件，版权均属平川日报社所有，任何媒体、网站或个人未经本网协议授权不得转载。",
        "本文来源：平川网，转载请注明出处。",
        "本文为清河客户端原创，未经授权不得转载",
    ],
)
def test_notices_of_copyright(line: str) -> None:
    assert is_notice(line)
    article, reading = one(f"清河秋收\n\n　　{FIRST}\n　　{SECOND}\n\n{line}\n")
    assert texts(article) == WHOLE
    feed = f"<rss><channel><item><title>清河秋收</title><description><![CDATA[<p>{FIRST}</p><p>{SECOND}</p><p>{line}</p>]]></description></item></channel></rss>"
    article, reading = one(feed, "a.xml")
    assert texts(article) == WHOLE
    assert codes(reading) == ["text-left-out"]


@pytest.mark.parametrize("line", ["声明：我县今年没有发生旱情。", "本文记录的是一座桥。", "转载于1987年的这首诗，至今有人会背。"])
def test_what_is_no_notice(line: str) -> None:
    assert not is_notice(line)


@pytest.mark.parametrize("line", ["往期推荐", "往期精彩回顾", "长按识别二维码，关注“清河发布”", "扫描二维码", "喜欢就点个在看吧", "板凳 平川人 2026-10-16 09:30"])
def test_what_ends_a_story(line: str) -> None:
    assert is_foot(line)


def test_comments_below_a_story_are_no_body() -> None:
    thread = "<p>沙发 一叶知秋 2026-10-16 09:00</p><p>写得真好，家乡的白菜就是好吃。</p>"
    article, reading = one(page("<h1>清河秋收</h1>", f"<p>{FIRST}</p><p>{SECOND}</p>", thread), "a.html")
    assert texts(article) == WHOLE
    assert codes(reading) == ["text-left-out"]


def test_a_line_over_the_headline_is_kept_or_said() -> None:
    html = page("<div><div>产业振兴看平川</div><div>清河秋收</div></div>", f"<div><p>{FIRST}</p><p>{SECOND}</p></div>")
    article, reading = one(html, "a.html")
    assert article.kicker == "产业振兴看平川" or codes(reading) == ["text-left-out"]


# Wire copy


def test_copy_that_names_its_title_behind_the_dateline() -> None:
    head = "中新社乌鲁木齐10月16日电 题：戈壁滩上的“番茄红”"
    article, reading = one(f"{head}\n\n　　中新社记者 陶晓刚\n\n　　{FIRST}\n　　{SECOND}（完）\n")
    assert (article.headline, article.dateline) == ("戈壁滩上的“番茄红”", "中新社乌鲁木齐10月16日电")
    assert (article.byline_text, texts(article), codes(reading)) == ("中新社记者 陶晓刚", WHOLE, [])
    assert under_dateline("题：秋收") == "秋收"
    assert not under_dateline("题：他写了三个字。")


def test_a_title_behind_the_dateline_that_repeats_the_headline() -> None:
    body = f"<p>新华社石家庄10月16日电　题：清河秋收</p><p>新华社记者刘广海、丁宁</p><p>{FIRST}</p><p>{SECOND}</p>"
    article, _ = one(page("<h1>清河秋收</h1>", body), "a.html")
    assert (article.dateline, texts(article)) == ("新华社石家庄10月16日电", WHOLE)


@pytest.mark.parametrize("end", ["（完）", "(完)", "（全文完）"])
def test_the_mark_of_the_end_is_no_copy(end: str) -> None:
    assert [piece.text for piece in signed(BODY[0], f"{BODY[1]}{end}").pieces] == list(BODY)
    assert [piece.text for piece in signed(*BODY, end).pieces] == list(BODY)


def test_the_code_of_a_day_behind_the_editor() -> None:
    found = signed(BODY[0], f"{BODY[1]}（編輯：方沛清）1151016")
    assert (found.editors, [piece.text for piece in found.pieces]) == (("方沛清",), list(BODY))


def test_a_dateline_before_a_word_that_begins_as_a_word_with_it_does() -> None:
    found = dateline("（中央社記者李承霖花蓮縣16日電）台北也降雨。")
    assert found
    assert found.byline
    assert [person.name for person in found.byline.people] == ["李承霖"]
    assert dateline("新华社电视台开播了。") is None


def test_a_dateline_of_a_place_alone() -> None:
    found = dateline("（新加坡16日讯）旧桥昨日开始拆除。")
    assert found
    assert found.text == "（新加坡16日讯）"
    assert dateline("（一年16日）") is None


AP = '''Storm drenches coast

By MARY JOHANSEN and PETER OKAFOR
Associated Press

WILMINGTON, N.C. (AP) — A storm dumped a foot of rain on the coast Thursday, officials said in the evening.

Emergency crews rescued 23 people from stranded cars overnight, the county said in a statement.
'''


def test_agency_copy_in_english() -> None:
    article, reading = one(AP)
    assert (article.headline, article.dateline) == ("Storm drenches coast", "WILMINGTON, N.C. (AP)")
    assert [person.name for person in article.bylines] == ["MARY JOHANSEN", "PETER OKAFOR"]
    assert (len(article.body), codes(reading)) == (2, [])


def test_the_desk_of_an_agency() -> None:
    found = western_desk("(Reporting by Anna Lindqvist and Li Ming; Editing by Tom Whitby)")
    assert found
    assert [person.name for person in found[0].people] == ["Anna Lindqvist", "Li Ming"]
    assert found[1] == ("Tom Whitby",)
    assert western_desk("Reporting by the rules is what they do; Editing by hand") is None


def test_a_fuller_dateline_of_the_body_comes_before_the_place_alone() -> None:
    nitf = (
        "<nitf><body><body.head><hedline><hl1>清河秋收</hl1></hedline><dateline><location>北京</location></dateline></body.head>"
        f"<body.content><p>新华社北京10月16日电（记者刘广海）{FIRST}</p><p>{SECOND}</p></body.content></body></nitf>"
    )
    article, _ = one(nitf, "a.xml")
    assert (article.dateline, texts(article)) == ("新华社北京10月16日电（记者刘广海）", WHOLE)


# Languages beside one another


def test_newsml_is_read_in_the_language_of_its_content() -> None:
    item = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x"><itemMeta><itemClass qcode="ninat:text"/>'
        '<provider><name xml:lang="en">Pingchuan News</name><name xml:lang="zh">平川社</name></provider></itemMeta>'
        '<contentMeta><creator><name xml:lang="en">Liu Guanghai</name><name xml:lang="zh">刘广海</name></creator>'
        '<headline xml:lang="en">Harvest</headline><headline xml:lang="zh-Hans">清河秋收</headline>LANGUAGE</contentMeta>'
        '<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"<p>{FIRST}</p></body></html></inlineXML></contentSet></newsItem>"
    )
    for language in ('<language tag="zh"/>', ""):
        article, _ = one(item.replace("LANGUAGE", language), "a.xml")
        assert (article.headline, article.byline_text, article.source) == ("清河秋收", "刘广海", "平川社")
    article, _ = one(item.replace("LANGUAGE", '<language tag="en-GB"/>'), "a.xml")
    assert article.headline == "Harvest"


def test_ninjs_is_read_in_its_own_language() -> None:
    item = {
        "uri": "u:1",
        "type": "text",
        "language": "zh-Hans",
        "headlines": [{"role": "main", "language": "en", "value": "Harvest"}, {"role": "main", "language": "zh", "value": "清河秋收"}],
        "bodies": [
            {"role": "main", "contenttype": "text/html", "language": "en", "value": "<p>The harvest began.</p>"},
            {"role": "main", "contenttype": "text/html", "language": "zh", "value": f"<p>{FIRST}</p>"},
        ],
    }
    article, _ = one(json.dumps(item, ensure_ascii=False), "a.json")
    assert (article.headline, texts(article)) == ("清河秋收", WHOLE[:1])


# Forms, interviews, signatures


def test_a_form_names_its_title_and_body() -> None:
    form = f"标题：清河秋收\n作者：丁宁\n日期：2026年10月16日\n单位：清河县融媒体中心\n\n正文：\n{FIRST}\n\n{SECOND}\n"
    article, reading = one(form)
    assert (article.headline, article.byline_text, texts(article)) == ("清河秋收", "作者：丁宁", WHOLE)
    assert codes(reading) == ["text-left-out"]


def test_a_question_of_an_interview_is_no_subhead() -> None:
    article, _ = one(f"对话县长\n\n本报记者 刘广海\n\n记者：今年秋收情况怎么样？\n\n{FIRST}\n\n难题：钱从哪来？\n\n{SECOND}\n")
    assert [kind for kind, _ in texts(article)] == ["paragraph", "paragraph", "subhead", "paragraph"]


def _people(found: Signed) -> list[tuple[str, str]]:
    return [(person.role, person.name) for person in found.bylines]


def test_who_signs_twice_is_printed_once() -> None:
    found = signed("清河客户端 记者 刘广海 丁宁", *BODY, "（记者 刘广海 丁宁）")
    assert found.byline_text == "清河客户端 记者 刘广海 丁宁"
    assert [name for _, name in _people(found)] == ["刘广海", "丁宁"]
    assert signed(*BODY, "责任编辑：高山", "（责编：高山）").editors == ("高山",)
    assert signed(*BODY, "【纠错】【责任编辑:高山】").editors == ("高山",)


def test_the_telephone_of_the_writer_is_said() -> None:
    found = signed(*BODY, "（联系人：刘广海　电话：13000000000）")
    assert "line-unclear" in [one.code for one in found.diagnostics]


def test_a_reprint_that_was_shortened_still_names_its_page() -> None:
    tag = find_tag("（原载《平川日报》2026年10月15日第3版，本报有删节）")
    assert tag
    assert (tag.pages, tag.paper) == (("3",), "平川日报")


# Captions


@pytest.mark.parametrize(
    "line",
    [
        "图1：志愿者在发放棉衣",
        "右图为县农业农村局技术员在查看苗情。",
        "图片说明：老年大学学员在上课。何茂林摄",
        "10月15日，航拍下的清河县城关镇，秋色正浓。孙秀英摄",
        "10月15日，市民在清河公园散步。（孙秀英/摄）",
        "满载白菜的货车驶出村庄（资料图）",
    ],
)
def test_captions(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize("line", ["他爱好摄影，一拍就是三十年。", "灯会开幕了。（江照临文 周野摄）", "上图书馆去。"])
def test_what_is_no_caption(line: str) -> None:
    assert not is_caption(line)


def test_the_credit_of_a_caption_signs_no_story() -> None:
    article, reading = one(f"清河秋收\n\n　　{FIRST}\n　　{SECOND}\n　　▲白菜地夜景。（图/记者林思宇摄）\n")
    assert (article.byline_text, article.credit, codes(reading)) == ("", "", ["caption-left-out"])
    assert signature("灯会开幕了。（记者 林思宇）")


def test_a_caption_and_its_credit_in_a_line_below() -> None:
    picture = '<p><img src="a.jpg"></p><p>村民马桂兰（左）在过磅。</p><p>本报记者 刘广海 摄</p>'
    article, _ = one(page("<h1>清河秋收</h1>", f"<div><p>{FIRST}</p>{picture}<p>{SECOND}</p></div>"), "a.html")
    assert [one.caption for one in article.pictures] == ["村民马桂兰（左）在过磅。　本报记者 刘广海 摄"]
    assert (article.byline_text, texts(article)) == ("", WHOLE)


def test_a_page_of_pictures_is_a_picture_story() -> None:
    pictures = '<p><img src="1.jpg"></p><p>10月15日，清河县秋色正浓。孙秀英摄</p><p><img src="2.jpg"></p><p>10月15日，市民在公园散步。（孙秀英/摄）</p>'
    article, reading = one(page("<h1>秋到清河</h1>", f"<div>{pictures}</div>", title="秋到清河"), "a.html")
    assert (article.kind, len(article.pictures), article.body, codes(reading)) == ("picture", 2, (), [])


def test_a_source_within_the_body_of_a_feed() -> None:
    body = f"<p>{FIRST}</p><p>{SECOND}</p><p>来源：清河融媒</p><p>往期精彩回顾</p>"
    item = f"<title>清河秋收</title>{{}}<description><![CDATA[{body}]]></description>"
    article, reading = one(f"<rss><channel><item>{item.format('')}</item></channel></rss>", "a.xml")
    assert (article.source, texts(article), codes(reading)) == ("清河融媒", WHOLE, ["text-left-out"])
    other = item.format("<source url='x'>平川日报</source>")
    article, reading = one(f"<rss><channel><item>{other}</item></channel></rss>", "a.xml")
    assert (article.source, codes(reading)) == ("平川日报", ["text-left-out", "text-left-out"])


def test_the_name_of_the_paper_over_a_print_tag_is_no_headline() -> None:
    article, _ = one(f"平川日报\n2026年10月16日 星期五 第03版\n清河秋收\n■本报记者 刘广海\n\n{FIRST}\n\n{SECOND}\n")
    assert (article.headline, texts(article)) == ("清河秋收", WHOLE)
    assert article.tag
    assert article.tag.pages == ("3",)


def test_editors_of_a_page_and_who_passed_the_copy() -> None:
    assert signed(*BODY, "本版责编：高山　本版美编：孙秀英").editors == ("高山", "孙秀英")
    found = signed(*BODY, "供稿：县民政局　　审稿：钱进　　签发：周涛")
    assert (found.byline_text, found.reviewers) == ("供稿：县民政局", ("钱进", "周涛"))


def test_the_date_below_a_text_is_said() -> None:
    assert [one.code for one in signed(*BODY, "2026年10月16日").diagnostics] == ["line-unclear"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>", "a.html"),
        (json.dumps({"uri": "urn:a:1", "type": "text", "version": "1", "body_text": f"{FIRST}\n\n{SECOND}"}), "a.json"),
        (f"<p>{FIRST}</p><p>{SECOND}</p>", "a.html"),
        ("<html><body><p>灯亮了，人来了。</p></body></html>", "b.html"),
    ],
)
def test_a_story_without_a_headline_keeps_its_body(text: str, name: str) -> None:
    article, _ = one(text, name)
    assert article.headline == ""
    wanted = ["灯亮了，人来了。"] if name == "b.html" else [FIRST, SECOND]
    assert [block.text for block in article.body] == wanted


@pytest.fixture(scope="module")
def paragraphs(demo: Path) -> list[str]:
    """Plain running text of the demo."""
    articles = [article for file in sorted((demo / "articles").glob("*.md")) for article in read(file.read_bytes(), file.name).articles]
    return [
        block.text
        for article in articles
        for block in article.body
        if block.kind == "paragraph" and len(block.runs) == 1 and len(block.text) > 40 and not set(block.text) & set("<>&_*[]#")
    ]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_paragraph_is_lost_in_silence(paragraphs: list[str], data: st.DataObject) -> None:
    """Running text in any order, with a headline or without, as a page, a text, Markdown, a feed: all of it stands in the
    article, or a diagnostic names it."""
    chosen = data.draw(st.lists(st.sampled_from(paragraphs), min_size=1, max_size=6, unique=True))
    headline = data.draw(st.sampled_from(["", "渡口的灯亮了"]))
    form = data.draw(st.sampled_from(["page", "fragment", "text", "markdown", "ninjs", "rss"]))
    tags = "".join(f"<p>{text}</p>" for text in chosen)
    title = f"<h1>{headline}</h1>" if headline else ""
    source, name = {
        "page": (f"<html><head><title>{headline}</title></head><body><div>{title}{tags}</div></body></html>", "a.html"),
        "fragment": (f"{title}{tags}", "a.html"),
        "text": ("\n\n".join(filter(None, (headline, *chosen))), "a.txt"),
        "markdown": ("\n\n".join((f"---\nheadline: {headline}\n---" if headline else "---\nrank: 3\n---", *chosen)), "a.md"),
        "ninjs": (json.dumps({"uri": "urn:a:1", "type": "text", "version": "1", "headline": headline, "body_text": "\n\n".join(chosen)}), "a.json"),
        "rss": (f"<rss version='2.0'><channel><title>a</title><item><title>{headline}</title><description><![CDATA[{tags}]]></description></item></channel></rss>", "a.xml"),
    }[form]  # fmt: skip
    reading = read(source.encode(), name)
    told = "".join(found.message + found.message_zh for found in reading.diagnostics)
    kept = "".join(
        "".join((article.kicker, article.headline, article.deck, *(block.text for block in article.body))) for article in reading.articles
    )
    for text in chosen:
        assert bare(text) in bare(kept) or bare(text)[:8] in bare(told), (form, text)


def bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
