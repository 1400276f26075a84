"""Print tags: what a saved page says of the paper and the page that it was printed in.

`2024年12月20日《聊城日报》2版`, `《人民日报》（2024年12月20日 第 02 版）`, `（原载…第2版）`,
`2024-12-20 02版：要闻`, `第A02版`, `版次：A02`, `当前版: A2版`, `00002版:民生`, `第1、2版`,
`二〇二四年十二月二十日…第二版`.

A line is a tag only if all of it is made of such parts: `详见C02版` and `（相关报道见第二版）` are not, nor
is an issue of a magazine (`2019年第24期`).
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from editions.page_no import chinese_number, normal_page_no
from editions.read.later import later

_NUMERAL = "[〇零一二三四五六七八九十百]"
_FIGURES = r"[A-Za-z]{0,2}\d{1,5}"
_PAPER = "[\u4e00-\u9fff]{2,10}(?:[日晚早晨时商快周导学校]报|都市报|青年报|农民报|新闻)"
_NUMBER = rf"(?:{_FIGURES}|{_NUMERAL}{{1,4}})"
_FROM = "原载|摘自|转自|转载自|选自|原刊|原发|刊于|载于|刊载于|刊发于|发表于|首发|来源"


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    """One part of a tag. Compiled when the first line that has 版 in it comes."""
    return later(
        rf"""
        (?P<date>
            (?P<y>\d{{4}}|[〇零一二三四五六七八九]{{4}}) \s* [年./-] \s*
            (?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}) \s* [月./-] \s*
            (?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}}) \s* (?:日|(?!\d))
        )
      | 《 \s* (?P<paper>[^《》]{{1,30}}?) \s* 》
      | (?:版\s*次|版\s*面|当前版) \s* [:：] \s* (?:第\s*)? (?P<named>{_FIGURES}) \s* 版?
            (?:\s* [:：] \s* (?P<title2>[^\s:：，。]{{1,12}}))?
      | 第? \s* (?P<pages> {_NUMBER} (?:\s* 版? \s* [、，,和至—~-] \s* 第? \s* {_NUMBER})* ) \s* 版
            (?:\s* [:：] \s* (?P<title>[^\s:：，。（）()]{{1,12}}) | \s+ (?P<behind>[\u4e00-\u9fff]{{2,6}}) $)?
      | (?P<front>头版)
      | (?! {_FROM}) (?P<plain>{_PAPER}) (?=[\s，,（(\d第]|$)
      | (?P<filler>
            \s+ | [（）()\[\]【】，,、。/|丨:：—-]+ | 星期[一二三四五六日天] | 周[一二三四五六日]
          | (?:本文|此文|该文)? (?:{_FROM}) [:：于]?
          | (?:本[报刊网])?(?:略?有|作了?)(?:删节|删改|改动|修改)
        )
        """,
        re.VERBOSE,
    )


_NAMES_PAGE = later(rf"(?:\d|{_NUMERAL}|当前|头)\s*版|版\s*[次面]")  # what there is in every tag
_MAX_TAG = 80  # characters; a tag is short, and the scan of a long line is not worth its time


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag's parts. `impossible` is a date that no calendar has, `bare` a page with neither paper nor
    date."""

    pages: tuple[str, ...]
    paper: str = ""
    date: datetime.date | None = None
    page_name: str = ""
    impossible: str = ""
    bare: bool = False


def find_tag(line: str) -> Tag | None:
    """One line of text in, its print tag out; None unless the whole line is one."""
    line = line.strip().replace("○", "〇")  # a circle is typed for the numeral
    if not 2 <= len(line) <= _MAX_TAG or "版" not in line or not _NAMES_PAGE.search(line):
        return None
    found: dict[str, str] = {}
    place = 0
    while place < len(line):
        part = _part().match(line, place)
        if not part:
            return None
        for key in ("date", "paper", "pages", "named", "front", "plain", "behind"):
            if part[key]:
                if key in found:
                    return None
                found[key] = part[key]
        if part["date"]:
            found |= {key: part[key] for key in "ymd"}
        if title := part["title"] or part["title2"] or part["behind"]:
            found["title"] = title
        place = part.end()
    pages = _pages(found)
    if not pages:
        return None
    date, impossible = _date(found)
    paper = found.get("paper", found.get("plain", ""))
    if "behind" in found and "date" not in found:
        return None  # `第二版 修订` is a book
    if paper and "date" not in found and not paper.endswith("报"):
        return None  # `《…词典》第7版` is a book
    bare = not paper and "date" not in found
    if bare and not _is_sure(line, found):
        return None
    return Tag(pages, paper, date, found.get("title", ""), impossible, bare)


_BRACKETED = later(r"(?:《[^《》]{1,30}》\s*)?[（(][^（）()]{6,60}[）)]\s*$")
_UNBRACKETED = later(r"(?<=[。！？…”』」）)])\s*[^。！？…”』」]{8,60}$")


def tag_at_end(paragraph: str) -> tuple[int, Tag] | None:
    """A paragraph in; a tag at its end, in brackets (a paper's name before it included) or, if it names both paper
    and date, without them, out with the offset at which it begins; None if there is none."""
    skipped = max(0, len(paragraph) - _MAX_TAG)
    tail = paragraph[skipped:]
    if (match := _BRACKETED.search(tail)) and (tag := find_tag(match.group())) and not tag.bare:
        return skipped + match.start(), tag
    if (match := _UNBRACKETED.search(tail)) and (tag := find_tag(match.group())) and tag.paper and tag.date:
        return skipped + match.start(), tag
    return None


def hints_at_tag(line: str) -> bool:
    """Whether a line says that it names the page it was printed on, whatever else it says."""
    return len(line) <= _MAX_TAG and bool(re.match(r"\s*(?:版\s*次|当前版)\s*[:：]", line))


def _is_sure(line: str, found: dict[str, str]) -> bool:
    # `二版` alone can be a subhead, `第A02版`, `00002版:民生` and `版次：A02` can only be page numbers.
    return "named" in found or "title" in found or line.startswith("第") or bool(re.match(r"[A-Z]|0\d", line))


def _pages(found: dict[str, str]) -> tuple[str, ...]:
    if "front" in found:
        return ("1",)
    text = found.get("named", found.get("pages", ""))
    numbers = [normal_page_no(part) for part in re.split(r"[、，,和至—~-]", text)]
    if "" in numbers:
        return ()
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 2 and re.search("[至—~-]", text) and first.isdigit() and last.isdigit():
        return tuple(str(number) for number in range(int(first), min(int(last), int(first) + 40) + 1))
    return tuple(dict.fromkeys(numbers))


def _date(found: dict[str, str]) -> tuple[datetime.date | None, str]:
    if "date" not in found:
        return None, ""
    try:
        return datetime.date(*(chinese_number(found[key]) or int(found[key]) for key in "ymd")), ""
    except ValueError:
        return None, found["date"]
