"""A headline block that was written on one line, parted into its members."""

from __future__ import annotations

from typing import NamedTuple

from editions.read.later import later

_STROKE = later(r"\s*[丨｜|│┃]\s*")
_DASH = later(r"\s*(?=——)")


class Headline(NamedTuple):
    """Kicker (引题), headline (主题) and deck (副题)."""

    kicker: str
    headline: str
    deck: str


_UNDER_DATELINE = later(r"题\s*[:：]\s*(.+)")


def under_dateline(text: str) -> str:
    """The title that a line names as agencies do behind their dateline (`题：戈壁滩上的“番茄红”`), or nothing."""
    named = _UNDER_DATELINE.fullmatch(text) if text.startswith("题") and "。" not in text else None
    return named[1] if named else ""


def names_again(text: str, headline: str) -> bool:
    """Whether a line behind a dateline is the headline once more."""
    return bool(headline) and under_dateline(text) == headline


_OF_THE_AGENCY = later(
    r"[（(【](?:更正|修改|修正|重发|补正|补充|改稿|撤稿|勿用)[^（）()【】]{0,6}[）)】]|(?:CORRECTED|CORRECTION|REFILE|EMBARGOED|ADVISORY|UPDATE \d+)\b"
)


def is_of_the_agency(headline: str) -> bool:
    """Whether a headline begins with what an agency says to its customers: `（更正）…`, `CORRECTED-…`."""
    return bool(_OF_THE_AGENCY.match(headline))


def split_headline(line: str, *, with_deck: bool = True) -> Headline:
    """`引题丨主题——副题` in, its members out. The deck keeps its dash, as it is printed."""
    kicker, headline = "", line.strip()
    parts = _STROKE.split(headline, maxsplit=1)
    if len(parts) == 2 and all(parts):
        kicker, headline = parts
    start, *rest = _DASH.split(headline, maxsplit=1) if with_deck else [headline]
    if rest and start and len(rest[0]) > 3:
        return Headline(kicker, start, rest[0])
    return Headline(kicker, headline, "")
