"""Display lines: turns kept, words, names, dates and amounts whole, lines balanced."""

from __future__ import annotations

import pytest

from fonts.roles import FaceTable
from layout.setting.headlines import PLAIN, Lexicon, set_headline, turned, without_turns
from layout.setting.lines import set_lines
from layout.setting.shaping import StyledRun, shape_runs

EM = 1000


def lines(table: FaceTable, text: str, ems: float, *lexicon: str, most: int = 3, role: str = "hei-heavy") -> list[str]:
    return [line.text for line in set_headline(text, role, table, round(ems * EM), Lexicon(lexicon), most)]


def test_one_line_if_it_fits(table: FaceTable) -> None:
    assert lines(table, "岚江三桥昨日通车", 8) == ["岚江三桥昨日通车"]


@pytest.mark.parametrize("turn", ["|", " | ", "｜"])
def test_the_editors_turn_is_kept(table: FaceTable, turn: str) -> None:
    assert lines(table, f"岚江三桥昨日通车{turn}过江车程缩至六分钟", 40) == ["岚江三桥昨日通车", "过江车程缩至六分钟"]


def test_several_turns_make_as_many_lines(table: FaceTable) -> None:
    assert lines(table, "一桥|飞架|南北|两岸", 40, most=2) == ["一桥", "飞架", "南北", "两岸"]


@pytest.mark.parametrize("text", ["|岚江三桥通车", "岚江三桥通车|", "岚江三桥通车||"])
def test_a_turn_at_the_edge_makes_no_line(table: FaceTable, text: str) -> None:
    assert lines(table, text, 40) == ["岚江三桥通车"]


def test_a_part_too_long_for_its_line_is_broken_on(table: FaceTable) -> None:
    found = lines(table, "岚江三桥昨日通车|过江车程从四十分钟缩至六分钟", 9)
    assert found == ["岚江三桥昨日通车", "过江车程从四十分钟", "缩至六分钟"]


@pytest.mark.parametrize("parts", [("去年产值突破5000", "2025年再出发"), ("岚江迎来AI", "GDP增速居前")])
def test_a_turn_between_two_western_words_is_kept(table: FaceTable, parts: tuple[str, str]) -> None:
    assert lines(table, "|".join(parts), 40) == list(parts)


@pytest.mark.parametrize("char", "的了着过地得们吗呢吧")
def test_what_never_begins_a_line(table: FaceTable, char: str) -> None:
    for ems in range(5, 12):
        for line in lines(table, f"山里人家吃上{char}放心水和放心菜", ems)[1:]:
            assert not line.startswith(char)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("镜湖半程马拉松定于10月25日鸣枪开跑", "10月25日"),
        ("全市便民大厅11月1日起午间不打烊", "11月1日"),
        ("全市便民大厅2026年10月起午间不打烊", "2026年10月"),
        ("首班车早上6时30分从南码头发出来", "6时30分"),
        ("过江车程从四十分钟缩短到了6.5分钟", "6.5分钟"),
        ("柏川县4.3万山里人家用上了同网自来水", "4.3万"),
        ("今年前三季度增长12.6%创五年来新高", "12.6%"),
    ],
)
@pytest.mark.parametrize("ems", [6, 7, 8, 9, 10, 12])
def test_dates_and_amounts_are_not_parted(table: FaceTable, text: str, whole: str, ems: int) -> None:
    found = lines(table, text, ems)
    assert (not found and ems < 9) or any(whole in line for line in found), found


def turned_so(table: FaceTable, text: str, ems: float, *turns: str, most: int = 3) -> list[str]:
    return [line.text for line in set_headline(text, "hei-heavy", table, round(ems * EM), Lexicon((), turns), most)]


def test_turns_that_are_known_are_taken(table: FaceTable) -> None:
    text = "岚江三桥昨日通车过江车程缩至六分钟"
    free = lines(table, text, 11)
    known = "岚江三桥昨日|通车过江车程缩至六分钟"
    assert free != known.split("|")
    assert turned_so(table, text, 11, "大桥|通车", known) == known.split("|")


@pytest.mark.parametrize("ems", [7, 9, 20])
@pytest.mark.parametrize("known", ["岚江三桥昨日|通车过江车程缩至六分钟", "岚江|三桥|昨日|通车|过江车程缩至六分钟", "岚江三桥|通车", "|", "||||"])
def test_turns_that_do_not_serve_are_of_no_account(table: FaceTable, known: str, ems: int) -> None:
    """Another text, too narrow a measure for one of their lines, more lines than are needed."""
    text = "岚江三桥昨日通车过江车程缩至六分钟"
    assert turned_so(table, text, ems, known) == lines(table, text, ems)


@pytest.mark.parametrize("text", ["岚江三桥昨日通车，过江车程缩至六分钟", "柏川 4.3 万山里人 用上同网水", "The Old Bridge Opens to Trams at Last"])
@pytest.mark.parametrize("ems", [8, 9, 10, 12])
def test_lines_tell_their_turns(table: FaceTable, text: str, ems: int) -> None:
    found = set_headline(text, "hei-heavy", table, ems * EM)
    if len(found) > 1:
        known = turned(found, PLAIN)
        assert known.replace("|", "") == text
        assert turned_so(table, text, ems, known) == [line.text for line in found]


def test_lines_that_end_within_a_word_tell_no_turns(table: FaceTable) -> None:
    shaped = shape_runs((StyledRun("岚江三桥昨日通车", "hei-heavy"),), table)
    found = set_lines(shaped, 3 * EM)
    assert len(found) == 3
    assert turned(found, PLAIN) == ""


@pytest.mark.parametrize("ems", range(5, 14))
def test_names_of_the_lexicon_are_not_parted(table: FaceTable, ems: int) -> None:
    found = lines(table, "潮头产业园区里的岚竹新材公司第三条线投产", ems, "潮头产业园区", "岚竹新材公司")
    assert bool(found) == (ems >= 8)
    assert not found or all(any(name in line for line in found) for name in ("潮头产业园区", "岚竹新材公司")), found


def test_a_name_twice_in_a_headline_is_kept_whole_both_times(table: FaceTable) -> None:
    for ems in range(5, 12):
        found = lines(table, "看大埠港口起家说到大埠港口兴业", ems, "大埠港口")
        assert not found or "⏎".join(found).count("大埠港口") == 2


@pytest.mark.parametrize(
    ("text", "ems", "turned"),
    [
        ("11月1日起推行“午间连办、周末预约办”", 15, ["11月1日起推行", "“午间连办、周末预约办”"]),
        ("“午间连办、周末预约办”下月起推行", 15, ["“午间连办、周末预约办”", "下月起推行"]),
        ("新书《岚江水文六十年、记事与记人》首发", 17, ["新书《岚江水文六十年、记事与记人》", "首发"]),
        ("推行「午間連辦、週末預約辦」新辦法", 15, ["推行「午間連辦、週末預約辦」", "新辦法"]),
    ],
)
def test_a_quotation_is_not_turned_within_where_another_turn_serves(
    table: FaceTable, text: str, ems: int, turned: list[str]
) -> None:
    assert lines(table, text, ems) == turned


@pytest.mark.parametrize("text", ["“午间连办、周末预约办”", "推行“午间连办、晚间续办、周末预约办”"])
def test_a_quotation_longer_than_a_line_is_turned_after_a_mark(table: FaceTable, text: str) -> None:
    found = lines(table, text, 9)
    assert "".join(found) == text
    assert found[0].endswith("、")


@pytest.mark.parametrize("text", ["午间连办”，周末预约办理事项增加", "“午间连办，周末预约办理事项增加"])
def test_half_a_quotation_bars_no_turn(table: FaceTable, text: str) -> None:
    assert lines(table, text, 11)[0].endswith("，")


def test_words_are_not_parted(table: FaceTable) -> None:
    assert lines(table, "人工智能走进乡村小学课堂", 7) == ["人工智能走进", "乡村小学课堂"]


@pytest.mark.parametrize(
    ("text", "turned_well"),
    [
        ("因市政养护和管线检修", ["因市政养护", "和管线检修"]),  # not 和 at the end
        ("村民在手机上就能查到", ["村民在手机上", "就能查到"]),  # not 上 at the head
        ("岚江脐橙产量由十八万吨", ["岚江脐橙产量", "由十八万吨"]),
    ],
)
def test_words_of_one_character_stay_with_what_they_lean_on(table: FaceTable, text: str, turned_well: list[str]) -> None:
    assert lines(table, text, 6.5) == turned_well


def test_a_numeral_is_not_parted_from_its_noun(table: FaceTable) -> None:
    assert lines(table, "柏川4.3万山里人用上同网水", 8) == ["柏川4.3万山里人", "用上同网水"]


def test_two_lines_are_balanced(table: FaceTable) -> None:
    for text in ("社区食堂晒出全年经营成本账", "二十八所学校操场晚间向居民开放"):
        first, second = lines(table, text, 10)
        assert abs(len(first) - len(second)) <= 3


def test_a_break_after_a_mark_is_liked(table: FaceTable) -> None:
    assert lines(table, "诊车开到村口，检查当天出结果", 8) == ["诊车开到村口，", "检查当天出结果"]


def test_the_fewest_lines_that_hold_it(table: FaceTable) -> None:
    text = "老城区七十二条背街小巷全部完成整治提升"
    assert [len(lines(table, text, ems)) for ems in (20, 11, 8)] == [1, 2, 3]


@pytest.mark.parametrize(("ems", "most"), [(3, 3), (6, 1), (6, 2), (0.5, 3)])
def test_nothing_if_it_is_too_narrow(table: FaceTable, ems: float, most: int) -> None:
    assert lines(table, "老城区七十二条背街小巷全部完成整治提升", ems, most=most) == []


@pytest.mark.parametrize("text", ["", "|", " | "])
def test_nothing_of_nothing(table: FaceTable, text: str) -> None:
    assert lines(table, text, 10) == []


def test_every_line_is_within_the_measure_and_nothing_is_lost(table: FaceTable) -> None:
    text = "一根竹子“纺”出三条线，日“吃”毛竹46吨——岚竹公司新线投产"
    for tenths in range(50, 320, 7):
        found = set_headline(text, "hei-heavy", table, tenths * 100, PLAIN, 3)
        assert all(line.width <= tenths * 100 for line in found)
        assert not found or "".join(line.text for line in found) == text


def test_the_longest_headline_is_set_in_no_time(table: FaceTable) -> None:
    """200 characters, which the search over balanced lines must not multiply out."""
    text = "岚江两岸今年新添慢行步道，市民傍晚出门散步有了新去处；" * 8
    found = lines(table, text[:200], 70, most=3)
    assert "".join(found) == text[:200]


@pytest.mark.parametrize(
    ("text", "plain"), [("甲|乙", "甲乙"), ("甲｜乙", "甲乙"), (" 甲 | 乙 ", "甲乙"), ("甲", "甲"), ("", "")]
)
def test_without_turns(text: str, plain: str) -> None:
    assert without_turns(text) == plain


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("市农业农村局的数据显示", "农村|局"),
        ("镜湖新城站开出第一班车", "新城|站"),
        ("常槐陪着跑完三个路口", "跑|完"),
        ("又有多少人是松着肩膀下来的", "是|松"),
        ("一桥从元朝到清朝都是渡口", "到|清"),
        ("有多少人是皱着眉上船又有多少人是松着肩膀下来的", "又|有"),
        ("我这次是专为了别他而来的", "专|为"),
        ("将手提的大皮夹放在破桌上", "大|皮"),
        ("院子里高墙上的四角的天空", "高|墙"),
    ],
)
def test_short_words_stay_with_what_they_lean_on(table: FaceTable, text: str, parted: str) -> None:
    """Where a line has room for another turn."""
    for ems in range(len(text) * 2 // 3, len(text)):
        assert parted not in "|".join(lines(table, text, ems))
