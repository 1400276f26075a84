"""Damaged text is made whole, clean text is left alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editions.model import HouseStyle
from editions.read.repair import Damage, look, repair, repair_text
from editions.read.shapes import is_han
from editions.read.traced import Traced

FLAT = Damage(flat_marks=True)
TRADITIONAL = Damage(traditional=True)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("比分3:1,他说", "比分3:1，他说"),
        ("圆周率3.14,时间12:30,共3,000元", "圆周率3.14，时间12:30，共3,000元"),
        ("占70%,60%是", "占70%，60%是"),
        ('他说:"你好".', "他说：“你好”。"),
        ("机械(山东)有限公司", "机械（山东）有限公司"),
        ("WHO(世界卫生组织)的f(x)值", "WHO（世界卫生组织）的f(x)值"),
        ("见https://a.example/b,c.html,好", "见https://a.example/b,c.html,好"),
        ("写信到 news@a.example,谢谢", "写信到 news@a.example，谢谢"),
        ("今天...好", "今天……好"),
        ("江--海", "江——海"),
        ("白菜丰收了.据统计,好", "白菜丰收了。据统计，好"),
        ('他说:"多卖两毛."12:30到', "他说：“多卖两毛。”12:30到"),
        ("买买提.艾力说,好", "买买提.艾力说，好"),
        ("好,,好", "好，好"),
        ("你好!?", "你好！？"),
        ("Yes, we can. 他说,好吗?", "Yes, we can. 他说，好吗？"),
        ("A,B,C三种", "A,B,C三种"),
        ("第1,2月", "第1,2月"),
        ("1.项目", "1.项目"),
        ("2024-12-20 14:44:41", "2024-12-20 14:44:41"),
        ("He said, (no).", "He said, (no)."),
        ('55" 的屏幕', '55" 的屏幕'),
    ],
)
def test_flattened_marks_become_full_width(damaged: str, whole: str) -> None:
    assert repair_text(damaged, FLAT)[0] == whole


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("著力推進", "着力推进"),
        ("沿著著名的河", "沿着著名的河"),
        ("顯著、卓著、名著、原著", "显著、卓著、名著、原著"),
        ("編著與譯著", "编著与译著"),
        ("著作權", "著作权"),
        ("土著", "土著"),
        ("他著急地看著", "他着急地看着"),
        ("衣著、執著、附著於", "衣着、执着、附着于"),
        ("看著書", "看着书"),
        ("著書立說", "著书立说"),
        ("始著於1920年", "始著于1920年"),
        ("審覈", "审核"),
        ("畢昇、王昇讓人提昇、昇華", "毕昇、王昇让人提升、升华"),
        ("魏徵徵求宮商角徵羽", "魏徵征求宫商角徵羽"),
        ("本報記者 李乾 張乾明 買乾糧、餅乾 曬乾", "本报记者 李乾 张乾明 买干粮、饼干 晒干"),
        ("錢鍾書與鍾南山在乾隆年間", "钱锺书与钟南山在乾隆年间"),
    ],
)
def test_machine_made_traditional_becomes_simplified(damaged: str, whole: str) -> None:
    assert repair_text(damaged, TRADITIONAL)[0] == whole


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("本报记者 林　夏 王 二 何小苗", "本报记者 林夏 王二 何小苗"),
        ("编辑：李 明 审核：刘 飞", "编辑：李明 审核：刘飞"),
        ("春 夏 秋 冬", "春 夏 秋 冬"),
        ("文/记者 林知夏", "文/记者 林知夏"),
    ],
)
def test_padded_names_are_closed_up_behind_a_role_only(damaged: str, whole: str) -> None:
    assert repair_text(damaged, Damage())[0] == whole


def test_a_traditional_paper_keeps_its_script_but_no_readings() -> None:
    text = "數(shù)字報(bào)們(men)說(shuō)這個(gè)"
    damage = look(text, HouseStyle("zh-Hant"))
    assert repair_text(text, damage) == ("數字報們說這個", Counter(pinyin=5))


def test_a_word_of_traditional_in_simplified_text_is_meant() -> None:
    text = "他把“門”字写成繁体，大家说这不是时候。"
    assert repair_text(text, look(text)) == (text, Counter())


def test_each_padded_name_counts() -> None:
    assert repair_text("编辑：李 明 审核：刘 飞", Damage())[1] == Counter(spaces=2)


def test_readings_go_with_and_without_tones_in_a_traditional_text() -> None:
    text = "數(shù)字報(bào)們(men)說(shuō)這個(gè)"
    damage = look(text)
    assert repair_text(text, damage) == ("数字报们说这个", Counter(pinyin=5, script=6))


def test_a_space_behind_every_reading_belongs_to_the_reading() -> None:
    text = "社會(huì) 主義(yì) 這個(gè) 說(shuō) 來(lái) 了"
    assert repair_text(text, look(text))[0] == "社会主义这个说来了"


def test_a_space_behind_one_reading_is_the_writers() -> None:
    text = "記(jì)者 林知寧(níng) 通訊(xùn)員 何苗 說(shuō)這個(gè)"
    assert repair_text(text, look(text))[0] == "记者 林知宁 通讯员 何苗 说这个"


def test_a_reading_in_clean_text_is_meant() -> None:
    text = "他给女儿讲“彳亍(chù)”两个字怎么念。"
    assert repair_text(text, look(text)) == (text, Counter())


def test_a_slip_of_the_pen_is_left_to_the_check() -> None:
    text = "甲，乙，丙，丁。" * 10 + "戊,己。"
    assert not look(text).flat_marks


def test_control_characters_and_emoji_go() -> None:
    assert repair_text("江\u202e边\u200b的\ufeff灯😀👍🏽亮了", Damage()) == (
        "江边的灯亮了",
        Counter(controls=3, emoji=2),
    )


@pytest.mark.parametrize(
    ("damaged", "whole", "counts"),
    [
        ("灯❤️亮✅了⭐", "灯亮了", Counter(emoji=3)),
        ("来了[玫瑰][微笑]", "来了", Counter(emoji=2)),
        ("第1️⃣名🇨🇳", "第1名", Counter(emoji=4)),
        ("●要闻 ★ ☆ ▲ □ ☎ ☀ [注]", "●要闻 ★ ☆ ▲ □ ☎ ☀ [注]", Counter()),
        ("他说：&ldquo;好&rdquo;&mdash;&#8212;AT&amp;amp;T", "他说：“好”——AT&T", Counter(entities=5)),
        ("江&nbsp;&nbsp;边的灯&nbsp;，亮了。", "江边的灯，亮了。", Counter(entities=3, spaces=2)),
        ("10\u00a0公里\u00a0\u00a0远。", "10\u00a0公里远。", Counter(spaces=1)),
        ("引题\u00a0主题", "引题\u00a0主题", Counter()),
        ("好，，好。。行、、啊。。。", "好，好。行、啊。。。", Counter(marks=3)),
        ("库尔班?吐鲁木来了", "库尔班·吐鲁木来了", Counter(marks=1)),
        ("让?雅克?卢梭和乔治?W?布什", "让·雅克·卢梭和乔治·W·布什", Counter(marks=4)),
        ("他姓马?李明问", "他姓马?李明问", Counter()),
        ("去哪里?马上就来", "去哪里?马上就来", Counter()),
        ("谁见过约翰?列侬", "谁见过约翰?列侬", Counter()),
    ],
)
def test_damage_that_needs_no_look_at_the_whole(damaged: str, whole: str, counts: Counter[str]) -> None:
    assert repair_text(damaged, look(damaged + "好，" * 100)) == (whole, counts)


def test_one_doubled_comma_is_a_slip_for_the_check() -> None:
    text = "好，，好，行，啊。"
    assert repair_text(text, look(text)) == (text, Counter())


def test_dots_that_became_question_marks_do_not_make_a_text_flat() -> None:
    text = "库尔班?吐鲁木说，阿卜杜拉?买买提来了，我们在看。"
    assert repair_text(text, look(text)) == (text.replace("?", "·"), Counter(marks=2))


def test_readings_in_full_width_brackets_go_too() -> None:
    text = "數（shù）字報（bào）們（men）女（nv）說（shuō）這個（gè）（上）"
    assert repair_text(text, look(text))[0] == "数字报们女说这个（上）"


def test_a_repaired_character_still_knows_its_place() -> None:
    text = "數(shù)字經(jīng)濟,發(fā)展。"
    copy, counts = repair(Traced.plain(text, 100), Damage(traditional=True, readings=True, flat_marks=True))
    assert copy.text == "数字经济，发展。"
    assert counts == Counter(pinyin=3, script=4, marks=1)
    assert [text[offset - 100] for offset in copy.at] == list("數字經濟,發展。")


def test_the_seed_has_291_readings(shared: Path) -> None:
    text = next((shared / "seeds").glob("000_*.txt")).read_text("utf-8")
    counts: Counter[str] = Counter()
    for line in text.split("\n"):
        counts += repair_text(line, look(text))[1]
    assert counts["pinyin"] == 291


def test_the_prose_of_a_master_is_left_alone(shared: Path) -> None:
    changed = []
    for path in sorted((shared / "prose").rglob("*.txt")):
        text = path.read_text("utf-8")
        damage = look(text)
        if damage != Damage() or any(repair_text(line, damage)[1] for line in text.split("\n")):
            changed.append(path.name)
    assert not changed


_HAN = st.sampled_from("江边灯火渔舟唱晚清风徐来水波不兴人们说着话看着远处的山年月日记者编辑著名干后里")
_MARK = st.sampled_from(["，", "。", "、", "；", "：", "！", "？", "“", "”", "《", "》", "（", "）", "——", "……", "·"])
_OTHER = st.sampled_from(["3.14", "12:30", "1,200", "GDP", "AI", "50%", "A4", "Yes, we can.", "http://a.example/x,y"])
_CLEAN = st.lists(st.one_of(_HAN, _HAN, _HAN, _MARK, _OTHER), max_size=60).map("".join)


@given(_CLEAN)
def test_repair_changes_nothing_in_clean_text(text: str) -> None:
    assume(not re.search("([，、；：。])\\1", text))
    assert repair_text(text, look(text)) == (text, Counter())


@given(st.text(alphabet=st.sampled_from('江灯記者們數這個,.:;!?()"-— \u3000刘飞飛a1%/，。“”（）\u202e'), max_size=60))
def test_what_is_repaired_keeps_one_place_and_style_a_character(text: str) -> None:
    copy, counts = repair(Traced.plain(text), look(text))
    assert len(copy.text) == len(copy.at) == len(copy.styles)
    assert all(earlier <= later for earlier, later in zip(copy.at, copy.at[1:], strict=False))
    assert bool(counts) == (copy.text != text)


_WORD = st.lists(st.one_of(_HAN, st.sampled_from(["12月", "3.14米", "50%"])), min_size=1, max_size=5).map("".join)
_CLAUSE = st.tuples(_WORD, st.sampled_from("，；！？：")).map("".join)


@given(st.lists(_CLAUSE, min_size=1, max_size=12).map("".join))
def test_flattened_marks_come_back(text: str) -> None:
    flat = text.translate(str.maketrans("，；！？：", ",;!?:"))
    assume(look(flat).flat_marks)  # colons alone prove nothing
    mended = repair_text(flat, look(flat))[0]
    assume("·" not in mended)  # `江?江江江` reads like a foreign name
    assert mended == text


# Each kind of damage done to the demo's copy: undone, or reported

DEMO = Path(__file__).parents[2] / "editions" / "demo" / "articles"
_BODIES = [path.read_text("utf-8").split("---\n", 2)[2] for path in sorted(DEMO.glob("*.md"))]
_LONG = [line for body in _BODIES for line in body.split("\n") if len(line) > 60 and "，" in line and "[" not in line]
_READINGS = ("shù", "shu", "ge", "huì", "men", "lǜ", "zhǐ", "ér", "xiǎng")


def test_the_demos_copy_is_left_alone() -> None:
    for body in _BODIES:
        assert look(body) == Damage()
        for line in body.split("\n"):
            assert repair_text(line, Damage()) == (line, Counter())


def _in(text: str, every: int, put: Callable[[int], str]) -> str:
    """The text with something behind every so many of its Han characters that more copy follows."""
    pieces = [text[start : start + every] for start in range(0, len(text), every)]
    return "".join(piece + (put(number) if is_han(piece[-1]) else "") for number, piece in enumerate(pieces))


@given(st.sampled_from(_LONG), st.integers(1, 3), st.sampled_from(["({})", "（{}）", "( {} )"]), st.booleans())
def test_readings_put_into_the_demo_go(line: str, every: int, form: str, tones: bool) -> None:
    readings = [one for one in _READINGS if one.isascii() != tones]
    damaged = _in(line, every, lambda number: form.format(readings[number % len(readings)]))
    assume(damaged.count(form[0]) - line.count(form[0]) >= 5)
    assert repair_text(damaged, look(damaged))[0] == line


@given(st.sampled_from(_LONG), st.integers(2, 9), st.sampled_from(["😀", "❤️", "👩‍👩‍👧", "[玫瑰]", "\u200b", "\u202e", "⭐", "✅"]))
def test_what_apps_put_into_the_demo_goes(line: str, every: int, junk: str) -> None:
    damaged = _in(line, every, lambda number: junk)
    found, counts = repair_text(damaged, look(damaged))
    assert found == line
    assert bool(counts) == (damaged != line)


@given(st.sampled_from(_LONG))
def test_commas_doubled_in_the_demo_are_one_again_or_the_checks(line: str) -> None:
    damaged = line.replace("，", "，，")
    assert repair_text(damaged, look(damaged))[0] == (line if line.count("，") > 1 else damaged)


@given(st.sampled_from(_LONG))
def test_the_demo_comes_back_from_references(line: str) -> None:
    damaged = line.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("·", "&middot;").replace("——", "&mdash;&mdash;")
    assert repair_text(damaged, look(damaged))[0] == line


@pytest.mark.parametrize("body", _BODIES)
def test_the_demo_comes_back_from_traditional(body: str) -> None:
    from opencc import OpenCC

    damaged = OpenCC("s2t").convert(body)
    damage = look(damaged)
    found, counts = repair_text(damaged, damage)
    assert found == (body if damage.traditional else damaged)
    assert damage.traditional == (counts["script"] > 0)
    assert damage.traditional or len(body) < 200  # a brief may show too little of it


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("记者 林　夏", "记者 林夏"),
        ("记者 江 照 临", "记者 江照临"),
        ("记者 江　照　临 通讯员 何　苗", "记者 江照临 通讯员 何苗"),
        ("记者 林 夏 何 苗", "记者 林夏 何苗"),
        ("记者 林　夏 沈知远 何　苗", "记者 林夏 沈知远 何苗"),
        ("编辑：林、夏 何苗", "编辑：林、夏 何苗"),
        ("记者 江 照 临 何 苗", "记者 江 照 临 何 苗"),  # which of five belong together is open
    ],
)
def test_padded_names_are_closed_up(line: str, mended: str) -> None:
    assert repair_text(line, look(line))[0] == mended


_SIGNED = "本報訊（記者 鍾乾後）這座橋昨天開通，市民們說時間省了很多。鍾乾後說，鐘聲響過之後，乾杯的人們這纔離開。"


def test_names_of_the_lexicon_and_of_the_byline_keep_their_characters() -> None:
    pytest.importorskip("opencc")

    def read_with(*lexicon: str) -> str:
        damage = look(_SIGNED, HouseStyle(lexicon=lexicon))
        return repair_text(_SIGNED, damage)[0]

    assert read_with("鍾乾後").count("鍾乾後") == 2  # in the byline and in the text
    assert read_with("鍾", "後").count("鍾乾後") == 2
    assert read_with().count("钟乾后") == 2  # 乾 is a name's wherever the reporter is named
    for lexicon in ((), ("鍾乾後",), ("鍾", "後")):
        assert "钟声响过之后，干杯的人们" in read_with(*lexicon)  # and nowhere else


def test_a_lexicon_in_simplified_script_changes_nothing() -> None:
    pytest.importorskip("opencc")
    assert look(_SIGNED, HouseStyle(lexicon=("岚江", "大埠港"))) == look(_SIGNED)
    text = "记者鍾乾後说，桥通了。"
    assert repair_text(text, look(text, HouseStyle(lexicon=("鍾乾後",))))[0] == text
