"""Print tags and page numbers in every form met, and what only looks like one."""

from __future__ import annotations

import datetime

import pytest

from editions.page_no import chinese_number, normal_page_no
from editions.read.tags import Tag, find_tag, tag_at_end

DAY = datetime.date(2024, 12, 20)


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("2", "2"),
        ("2版", "2"),
        ("02", "2"),
        ("第02版", "2"),
        ("第 02 版", "2"),
        ("第二版", "2"),
        ("十二版", "12"),
        ("二十", "20"),
        ("头版", "1"),
        ("A02", "A02"),
        ("a02版", "A02"),
        ("第A2版", "A2"),
        ("00002", "2"),
        ("Ａ０２", "A02"),
        ("0", ""),
        ("A00", ""),
        ("", ""),
        ("版", ""),
        ("要闻", ""),
        ("4-5", "4-5"),
        ("4—5版", "4-5"),
        ("第04、05版", "4-5"),
        ("第四至五版", "4-5"),
        ("Ａ04－Ａ05", "A04-A05"),
        ("a04/05", "A04-A05"),
        ("2-", ""),
        ("-2", ""),
        ("2-3-4", ""),
        ("2-要闻", ""),
        ("12.5", ""),
    ],
)
def test_page_numbers(printed: str, normal: str) -> None:
    assert normal_page_no(printed) == normal


def test_chinese_numerals() -> None:
    values = ["二〇二四", "十", "十二", "三十一", "一百零八", "", "甲"]
    assert [chinese_number(text) for text in values] == [2024, 10, 12, 31, 108, None, None]


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("2024年12月20日《岚江日报》2版", Tag(("2",), "岚江日报", DAY)),
        ("《岚江日报》（2024年12月20日 第 02 版）", Tag(("2",), "岚江日报", DAY)),
        ("《 岚江日报 》（ 2024年12月20日　 第 02 版）", Tag(("2",), "岚江日报", DAY)),
        ("（原载《岚江日报》2024年12月20日第2版）", Tag(("2",), "岚江日报", DAY)),
        ("(摘自2024年12月20日《岚江日报》A02版)", Tag(("A02",), "岚江日报", DAY)),
        ("岚江日报 2024年12月20日 星期五 第2版", Tag(("2",), "岚江日报", DAY)),
        ("2024-12-20 02版：要闻", Tag(("2",), date=DAY, page_name="要闻")),
        ("2024/12/20 第2版", Tag(("2",), date=DAY)),
        ("二〇二四年十二月二十日《岚江日报》第二版", Tag(("2",), "岚江日报", DAY)),
        ("《岚江日报》2024年12月20日第1、2版", Tag(("1", "2"), "岚江日报", DAY)),
        ("《岚江日报》2024年12月20日01-04版", Tag(("1", "2", "3", "4"), "岚江日报", DAY)),
        ("第A02版", Tag(("A02",), bare=True)),
        ("版次：A02", Tag(("A02",), bare=True)),
        ("当前版: A2版", Tag(("A2",), bare=True)),
        ("00002版:民生", Tag(("2",), page_name="民生", bare=True)),
        ("T02版:专刊·读书", Tag(("T02",), page_name="专刊·读书", bare=True)),
        ("第二版", Tag(("2",), bare=True)),
        ("《岚江日报》2024年2月30日第2版", Tag(("2",), "岚江日报", impossible="2024年2月30日")),
    ],
)
def test_tags(line: str, tag: Tag) -> None:
    assert find_tag(line) == tag


@pytest.mark.parametrize(
    "line",
    [
        "详见C02版",
        "（相关报道见第二版）",
        "（下转第二版）",
        "2019年第24期",
        "《现代汉语词典》第7版",
        "《岚江日报》2024年12月20日",
        "出版",
        "二版",
        "据《岚江日报》2024年12月20日第2版报道，桥通了。",
        "",
    ],
)
def test_what_is_no_tag(line: str) -> None:
    assert find_tag(line) is None


def test_a_tag_in_brackets_ends_a_paragraph() -> None:
    assert tag_at_end("灯亮了。（原载《岚江日报》2024年12月20日第2版）") == (4, Tag(("2",), "岚江日报", DAY))
    assert tag_at_end("记者 江照临　《岚江日报》（2024年12月20日 第 01 版）") == (7, Tag(("1",), "岚江日报", DAY))
    assert tag_at_end("灯亮了。（见第二版）") is None
