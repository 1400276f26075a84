"""Random paragraphs, and measures to set them to."""

from __future__ import annotations

import random

from tests.layout.law.clauses import (
    CONNECTORS,
    LONG,
    MARKS,
    PREFIXES,
    SOLIDI,
    SUFFIXES,
    is_figure,
    is_han,
    is_narrow,
    is_wide,
)

_HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面市江桥步道居民建设项目记者昨日表示"
_POINTS = "，，，。。、；：？！"
_PAIRS = ("“”", "‘’", "（）", "《》", "〈〉", "「」", "『』", "【】", "〔〕")
_SIGNS_OF_LENGTH = ("……", "——", "！！", "？！", "！！！", "·", "～", "／")


def _pool(rows: str) -> tuple[str, ...]:
    """Pieces of text, with | between them, in."""
    return tuple(rows.split("|"))


_FIGURES = _pool(
    "3|26|480|2024|3.14|4,000|1,234,567.89|13:30|13:30:25|1∶500|10:1|1/3|12.6%|5‰|−8℃|17℃|±0.5|+3.2%|98°|15′30″|￥12.5"
    "|$3,000|€20|US$45|￥１２．５|２０２４|５．６％|－３℃|2024-03-15|2024/3/15|2024.3.15|№5|120 km/h|30 kg|5 km|12％|-20℃"
    "|５０kg"
)
_NAMES = _pool(
    "GB/T 15834—2011|GB 2312—1980|5G|C919|PM2.5|AI|K3|E200|R&D|AT&T|C++|e-mail|Wi-Fi|USB-C|iPhone|H₂O|CO₂|m²|x²|COVID-19"
    "|GB/T|T恤|B2B|4K|PM10"
)
_ADDRESSES = _pool(
    "https://www.example.com/news/2024/03/index.html|www.example.org|http://a.cn/b?c=1&d=2|info@example.com"
    "|https://lanjiang.example/a/very/long/path/to_the-page?id=123456&from=paper#top|reader.service@news.example.cn"
)
_WORDS = _pool(
    "the|a|of|river|bridge|open|air|international|standards|newspaper|typography|Mountains|communication|don’t|well-known"
    "|responsibility|an|English|word|composition|characteristics|café|London|I|is|Straße|naïve|on|press"
)
# What belongs to a figure beside it, if there is one.
SIGNS_BESIDE = SUFFIXES | PREFIXES | CONNECTORS | SOLIDI | {"．", "："}
# Sentences, since words that follow one another leave a narrow line no other gap than their spaces.
_ENGLISH = _pool(
    "The board voted on Tuesday to keep the ferry terminal open until its long-awaited replacement is finished"
    "|By ERIK JOHANSEN and PIA SOLBERG|J. R. Hallstrom chairs the infrastructure committee of KRISTIANSBORGHAVN"
    "|Work, priced at EUR 45 million, begins at 7 a.m. on Monday (No. 7 buses stop at Kristiansborg)"
    "|the government’s dispute with shopkeepers, passengers and the transportation authority"
    '|He said, "nobody will have to walk", and left'
)
_CJK_NUMBERS = ("二〇二四年", "三百五十", "第十二届", "百分之七", "一九四九")
# ・ and ‧, which have a blank on both sides, are looked at in test_case_tables.
_RARE = ("　", "人々", "①", "③", "〇", "‼", "⁉")


def paragraph_of(rng: random.Random) -> str:
    """A random paragraph: prose with now and then a unit, or a soup of units and marks."""
    wild = rng.random() < 0.4
    text = ""
    for _ in range(rng.choice((3, 8, 15, 25, 40))):
        text = _joined(rng, text, _piece(rng, wild, 0))
    return text + rng.choice(("。", "。", "。", "！", "”", "……", "", "。”"))


def _piece(rng: random.Random, wild: bool, depth: int) -> str:
    roll = rng.random()
    if roll < (0.35 if wild else 0.7):
        return _han(rng, 1, 4 if wild else 14) + (rng.choice(_POINTS) if rng.random() < 0.5 else "")
    if roll < 0.8:
        return _unit(rng, depth)
    if roll < 0.9 and depth < 3:
        pair = rng.choice(_PAIRS)
        inner = ""
        for _ in range(rng.choice((1, 1, 2))):
            inner = _joined(rng, inner, _piece(rng, wild, depth + 1))
        return pair[0] + inner + pair[1]
    return rng.choice(_SIGNS_OF_LENGTH) if wild else rng.choice(_POINTS)


def _han(rng: random.Random, least: int, most: int) -> str:
    return "".join(rng.choices(_HAN, k=rng.randint(least, most)))


def _unit(rng: random.Random, depth: int) -> str:
    roll = rng.random()
    if roll < 0.4:
        return rng.choice(_FIGURES) + rng.choice(("", "", "年", "元", "个", "万"))
    if roll < 0.6:
        return rng.choice(_NAMES)
    if roll < 0.65:
        return rng.choice(_ADDRESSES)
    if roll < 0.8:
        return " ".join(rng.choices(_WORDS, k=rng.choice((1, 1, 1, 2, 3, 6))))
    if roll < 0.84:
        return rng.choice(_ENGLISH)
    if roll < 0.9:
        return ", ".join(" ".join(rng.choices(_WORDS, k=rng.randint(1, 4))) for _ in range(rng.randint(1, 3)))
    return rng.choice(_CJK_NUMBERS) if roll < 0.96 else rng.choice(_RARE[depth > 0 :])


def _joined(rng: random.Random, text: str, part: str) -> str:
    """A part put after a text, so that it is clear what belongs together: Western text to Western text with a space, or
    a Han character between; no mark of one kind after itself."""
    if not text or not part:
        return text + part
    before, after = text[-1], part[0]
    western = _is_western(before) and _is_western(after)
    figures = (before in SIGNS_BESIDE or is_figure(before)) and (after in SIGNS_BESIDE or is_figure(after))
    doubled = before == after or (before in "！？" and after in "！？") or (before in LONG and after in LONG)
    if western and not figures and rng.random() < 0.4:
        return text + " " + part
    apostrophe = before == "’" and _is_western(after)  # or the end of a quotation: nobody can tell
    if western or figures or doubled or apostrophe or (before == "　" and not is_han(after)):
        return text + _han(rng, 1, 2) + part
    if part == "　":
        return text + part if is_han(before) else text
    spaced = (is_wide(before) and is_narrow(after)) or (is_narrow(before) and is_wide(after))
    return text + (" " if spaced and before not in MARKS and after not in MARKS and rng.random() < 0.2 else "") + part


def _is_western(char: str) -> bool:
    return is_figure(char) or char in SIGNS_BESIDE or not (is_wide(char) or char in MARKS | LONG)


def measure_of(rng: random.Random) -> int:
    """A measure from 6 to 60 em, narrow ones more often than wide ones."""
    return round(6 * 10 ** rng.random())
