"""Traditional text that a machine made of Simplified, back in Simplified: t2s of OpenCC, names kept.

OpenCC is loaded when the first such text comes. Without it the text stays, and `has_converter` lets the reader say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import NamedTuple

from editions.read.later import later
from editions.read.names import has_surname
from editions.read.traced import Edit, Traced

_TRADITIONAL = frozenset(
    "這個們來時會說國學對發經過後為與開關門東車長見書馬鳥魚問間聞網報業產員眾"
    "區縣鎮農華萬專場歲電視聽廣設議讓記講論證識語請讀調誰談"
)
_SIMPLIFIED = frozenset(
    "这个们来时会说国学对发经过为与开关门东车长见书马鸟鱼问间闻网报业产员众"
    "区县镇农华万专场岁电视听广设议让记讲论证识语请读调谁谈"
)

# 著 is kept in words of writing and of fame; everywhere else machine-made 著 was 着.
_WRITTEN = (
    r"(?<=[编編原专專论論土卓昭显顯名巨遗遺译譯拙合主共])著"
    r"|著(?=[名称稱作述录錄译譯者])|著(?=[书書立][立说說目]|《|有[《“\d一二三四五六七八九十多诗詩])"
    r"|(?<![附落粘沾])著(?=[于於][一二三四五六七八九十\d])"
    r"|(?:(?<=》)|(?<=[（(]\w\w)|(?<=[（(]\w\w\w)|(?<=^\w\w)|(?<=^\w\w\w))著(?=[）)]|$)"
)

_NOT_WRITTEN = later(f"(?!{_WRITTEN})著")

# t2s makes these 升, 征 and 干. No machine writes 昇 for 升, so it is a name's where the word is not a common one; 徵 is
# the note; 乾 is one in a word of two or three that stands alone, as a signature does.
_KEPT = later(
    "(?<![提上东東飞飛晋晉])昇(?![华華级級起平腾騰降高天旗值任空])|徵(?=[羽音调調声聲])|(?<=[宫宮商角魏])徵"
    r"|(?<=[\s、：:/（(]\w)(?<![餅饼肉豆腐笋筍曬晒烘風风果擦吹陰阴魚鱼菜])乾(?![糧粮淨净燥旱果杯脆涸枯洗薪貨货冰癟瘪])(?=\w?(?:[\s、）)]|$))"
)


class Kept(NamedTuple):
    """A name as conversion makes it, and as it is to stand."""

    converted: str
    name: str


_BEHIND_ROLE = later(
    r"(?:[記记]者|通[訊讯][員员]|作者|[編编][輯辑]|[攝摄]影|[採采][寫写]|文|[圖图]|摄|攝)[\s：:/／|丨]*([^\W\da-zA-Z_]{2,4}(?:[\s、，]+[^\W\da-zA-Z_]{2,4}){0,5})(?![^\W\da-zA-Z_])"
)
_IN_NAMES = "昇乾徵"  # what a name keeps in any case


_LEFT = str.maketrans("伕揹", "夫背")  # what s2t of OpenCC makes and t2s leaves


def is_traditional(text: str) -> bool:
    """Whether a text as a whole is Traditional; a quotation or a name does not make it so."""
    traditional = sum(map(text.count, _TRADITIONAL))
    return traditional >= 3 and traditional > 2 * sum(map(text.count, _SIMPLIFIED))


@lru_cache(maxsize=1)
def has_converter() -> bool:
    """Whether OpenCC is there, which is not loaded for that."""
    try:
        return find_spec("opencc") is not None
    except ValueError:  # it is kept from being imported
        return False


def kept_names(text: str, lexicon: Sequence[str]) -> tuple[Kept, ...]:
    """A Traditional text and the paper's lexicon in, the names that do not stand as conversion makes them out: those of the
    lexicon, and those of bylines with 昇, 乾, 徵 or a character in them that the lexicon has by itself (`鍾`)."""
    if not has_converter():
        return ()
    single = {name for name in lexicon if len(name) == 1}.union(_IN_NAMES)
    names = [name for name in lexicon if len(name) > 1]
    if not single.isdisjoint(text):
        signed = (name for match in _BEHIND_ROLE.finditer(text) for name in re.split(r"[\s、，]+", match[1]))
        names += (
            "".join(char if char in single else _converted(char) for char in name)
            for name in signed
            if not single.isdisjoint(name) and (has_surname(name) or name[:1] in lexicon)
        )
    found = (Kept(_converted(name), name) for name in dict.fromkeys(names))
    return tuple(kept for kept in found if kept.converted != kept.name)


def simplified(copy: Traced, names: Sequence[Kept] = ()) -> tuple[Traced, int]:
    """Copy of a Traditional text and the names that stand otherwise in, the same in Simplified and the number of changed
    characters out."""
    if not has_converter():
        return copy, 0
    convert = _t2s()
    # Particles first: t2s holds on to 著, and its phrases must see the text that was meant.
    meant = _NOT_WRITTEN.sub("着", copy.text) if "著" in copy.text else copy.text
    text = convert(meant).translate(_LEFT)
    if text == copy.text:
        return copy, 0
    if len(text) != len(meant):  # no table of t2s changes the length; if one ever does, places must stay right
        text = "".join(new if len(new := convert(char)) == 1 else char for char in meant)
    for kept_name, name in names:
        if kept_name in text:
            text = text.replace(kept_name, name)
    kept = {match.start() for match in _KEPT.finditer(copy.text)} if any(char in copy.text for char in "昇徵乾") else ()
    pairs = enumerate(zip(copy.text, text, strict=True))
    edits = [Edit(index, index + 1, new) for index, (old, new) in pairs if old != new and index not in kept]
    return copy.edited(edits), len(edits)


def _converted(text: str) -> str:
    return new if len(new := _t2s()(text).translate(_LEFT)) == len(text) else text


@lru_cache(maxsize=1)
def _t2s() -> Callable[[str], str]:
    # Loaded here as other modules load theirs where they use them: the command must start fast.
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
