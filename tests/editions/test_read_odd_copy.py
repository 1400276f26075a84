"""Notices, serials, photo pages, corrections, pasted text: copy that is no plain story. Each was once read wrongly with no word."""

from __future__ import annotations

import pytest

from editions.read import read
from editions.read.tags import find_tag
from editions.read.web_words import is_meta, is_noise, read_meta
from tests.editions.docx_making import docx, paragraph, run
from tests.editions.test_read_forms import BODY, signed
from tests.editions.test_read_strangers import FIRST, SECOND, WHOLE, codes, one, page, texts


def test_a_headline_of_a_document_that_was_turned_by_hand() -> None:
    reading = read(docx(paragraph(run("清河老街\n重新开张", "b")), paragraph(FIRST), paragraph(SECOND)), "a.docx")
    (article,) = reading.articles
    assert (article.headline, texts(article), codes(reading)) == ("清河老街|重新开张", WHOLE, [])
    plain = read(docx(paragraph("清河老街\n重新开张"), paragraph(FIRST), paragraph(SECOND)), "a.docx")
    assert (plain.articles[0].headline, codes(plain)) == ("清河老街|重新开张", ["headline-uncertain"])


def test_a_story_without_a_headline_keeps_its_body() -> None:
    (article,) = read(docx(paragraph(FIRST), paragraph(SECOND)), "a.docx").articles
    assert (article.headline, texts(article)) == ("", WHOLE)
    article, _ = one(f"{FIRST}\n\n{SECOND}\n")
    assert (article.headline, texts(article)) == ("", WHOLE)


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("书 店 的 灯 亮 到 十 点 ，读 书 的 人 还 没 有 散 。", "书店的灯亮到十点，读书的人还没有散。"),
        ("有人念了一段  《边城》 ，  念到一半，大家都不说话了。", "有人念了一段《边城》，念到一半，大家都不说话了。"),
        ("街上没有车。 老板添了一壶茶。 灯还亮着。", "街上没有车。老板添了一壶茶。灯还亮着。"),
    ],
)
def test_spaces_that_were_pasted_into_a_sentence(damaged: str, clean: str) -> None:
    article, reading = one(f"清河秋收\n\n　　{damaged}\n　　{SECOND}\n")
    assert (texts(article)[0], codes(reading)) == (("paragraph", clean), ["text-repaired"])


@pytest.mark.parametrize("line", ["灯亮了。 本报记者 刘广海", "塔叫作“保叔塔” ，其实是保俶塔。", "今晚去哪儿？ 清河公园", "公 告 栏", "马 力 与 车 一起"])
def test_spaces_that_are_meant(line: str) -> None:
    article, reading = one(f"清河秋收\n\n　　{FIRST}\n　　{SECOND}\n\n{line}\n")
    assert "text-repaired" not in codes(reading), texts(article)


@pytest.mark.parametrize("line", ["打印本页　关闭窗口", "打印 | 收藏 | 关闭", "点击订阅", "广告"])
def test_buttons(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize("line", ["打印 一本书", "广告人的秋天"])
def test_what_is_no_button(line: str) -> None:
    assert not is_noise(line)


def test_a_serial_goes_on_from_yesterdays_page() -> None:
    found = signed("（上接昨日A12版）", *BODY, "（未完待续，下转A14版）")
    assert [(one.onward, one.page) for one in found.jump_marks] == [(False, ""), (True, "A14")]
    assert len(found.pieces) == len(BODY)


def test_the_mark_of_the_end_before_a_note_of_the_agency() -> None:
    article, reading = one(f"（更正）清河秋收\n\n{FIRST}\n\n{SECOND}（完）\n\n（更正说明：此前稿件中“15日”应为“16日”）\n")
    assert [text for _, text in texts(article)][:2] == [FIRST, SECOND]
    assert codes(reading) == ["headline-uncertain", "line-unclear"]


def test_a_photo_page_with_a_line_under_each_picture() -> None:
    lines = ["10月12日，收割机在清河镇作业。", "▲农民在晾晒稻谷。", "②孩子们在拾稻穗。（孙秀英 摄）", "粮库里，工作人员在检验新粮。", "航拍的梯田。孙秀英 摄"]
    pictures = "".join(f'<p><img src="{at}.jpg"></p><p>{line}</p>' for at, line in enumerate(lines))
    article, reading = one(page("<h1>清河秋收</h1>", f"<div><p>{FIRST}</p><p>{SECOND}</p>{pictures}</div>"), "a.html")
    assert [picture.caption for picture in article.pictures] == lines
    assert (texts(article), codes(reading)) == (WHOLE, [])


def test_paragraphs_between_pictures_are_copy() -> None:
    pictures = f'<p><img src="1.jpg"></p><p>{SECOND}</p><p><img src="2.jpg"></p><p>{SECOND}</p><p><img src="3.jpg"></p><p>图为秋收现场。</p>'
    article, _ = one(page("<h1>清河秋收</h1>", f"<div><p>{FIRST}</p>{pictures}</div>"), "a.html")
    assert len(article.body) == 3


def test_who_signs_in_the_line_of_the_date() -> None:
    line = "2026年10月14日 平川日报 摄影/阿不都·买买提 文/高山"
    assert is_meta(line)
    meta = read_meta([line])
    assert (meta.source, meta.byline_text, meta.photo_credit) == ("平川日报", "摄影/阿不都·买买提 文/高山", "阿不都·买买提")


def test_a_line_of_date_that_runs_together() -> None:
    line = "清河新闻2026-10-16 07:12更新于 2026-10-16 09:40阅读 1.2万"
    article, reading = one(page("<h1>清河秋收</h1>", f"<div><div>{line}</div><p>{FIRST}</p><p>{SECOND}</p></div>"), "a.html")
    assert (article.source, texts(article), codes(reading)) == ("清河新闻", WHOLE, [])
    assert not is_meta("时间：2026-10-16 09:00 地点：清河公园")


def test_a_line_between_headline_and_body_is_said() -> None:
    article, reading = one(page("<h1>清河秋收</h1>", f"<div>清河炼铁厂工会 图片由厂方提供</div><div><p>{FIRST}</p><p>{SECOND}</p></div>"), "a.html")
    assert (texts(article), codes(reading)) == (WHOLE, ["text-left-out"])


def test_a_summary_over_a_story_is_a_note() -> None:
    article, _ = one(f"清河秋收\n\n摘要：白菜丰收，价格上涨。\n\n{FIRST}\n\n{SECOND}\n")
    assert texts(article)[0] == ("note", "摘要：白菜丰收，价格上涨。")


def test_copy_of_an_agency_that_was_cut_into_few_lines() -> None:
    wire = (
        "清水溪步道重新開放 遊客湧入\n（中央社記者歐陽菲菲南投縣15日電）清水溪步道因颱風封閉三個\n月，15日重新開放，首日吸引逾千名遊客。林業署表示，沿線新設\n"
        "三座觀景台，並增加指標。\n\n當地居民范姜小姐說，遊客回來了，店家都很高興，希望大家把垃\n圾帶下山。\n"
    )
    article, _ = one(wire)
    assert (article.headline, article.kicker, [person.name for person in article.bylines]) == ("清水溪步道重新开放 游客涌入", "", ["欧阳菲菲"])
    assert [kind for kind, _ in texts(article)] == ["paragraph", "paragraph"]


def test_a_byline_in_two_languages_is_said() -> None:
    _, reading = one(page("<h1>清河秋收</h1>", f"<p>By Li Na 李娜</p><p>{FIRST}</p><p>{SECOND}</p>"), "a.html")
    assert "byline-unclear" in codes(reading)


def test_a_print_tag_with_the_name_of_the_page_behind_it() -> None:
    tag = find_tag("平川日报　2026年10月16日　星期五　第A07版　理论")
    assert tag
    assert (tag.paper, tag.pages, tag.page_name) == ("平川日报", ("A07",), "理论")
    assert find_tag("第二版 修订") is None


def test_a_signature_below_a_story_whose_byline_stands_above_is_said() -> None:
    text = f"---\nheadline: 清河秋收\nbyline: [记者 高山, 通讯员 孙秀英]\n---\n\n{FIRST}\n\n（本报记者 高山 通讯员 孙秀英）\n"
    _, reading = one(text, "a.md")
    assert codes(reading) == ["byline-unclear"]


def test_the_telephone_of_the_desk_is_said() -> None:
    assert [one.code for one in signed(*BODY, "（来稿请注明：电话 13800001111）").diagnostics] == ["line-unclear"]


def test_a_group_that_signs_a_study_is_no_headline() -> None:
    article, _ = one(f"清河秋收\n中共清河县委党校课题组\n\n{FIRST}\n\n{SECOND}\n")
    assert (article.headline, article.kicker, article.byline_text) == ("清河秋收", "", "中共清河县委党校课题组")


def test_the_editors_of_this_text() -> None:
    found = signed(*BODY, "（本文编辑　常青　校对　安宁）")
    assert (found.editors, found.reviewers, len(found.pieces)) == (("常青",), ("安宁",), len(BODY))
