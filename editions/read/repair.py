"""Damaged text made whole, each repair counted by its kind.

| kind | damage | repair |
|---|---|---|
| `pinyin` | readings put after characters by a converter: `數(shù)字` | taken out |
| `script` | Simplified text turned into Traditional by machine | back (`script.py`), unless the paper is Traditional |
| `marks` | Chinese marks flattened to ASCII, commas doubled, `库尔班?吐鲁木` | full width again (GB/T 15834-2011), once, `·` |
| `spaces` | two-character names padded to three: `刘　飞`; no-break spaces inside a sentence, spaces about its marks or between all of its characters | closed up |
| `entities` | references that an export left as text: `&nbsp;`, `&ldquo;` | the characters |
| `controls` | control and zero-width characters, marks that turn the direction | taken out |
| `emoji` | pictographs put in by an app, and their names: `[玫瑰]` | taken out |

Clean text comes out as it went in. Whether a text is Traditional, or full of readings, or flattened, can
only be seen from the whole of it (`look`); the repair itself (`repair`) then goes piece by piece.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from editions.model import HANS, HouseStyle
from editions.read.decode import CONTROLS
from editions.read.later import later
from editions.read.script import Kept, is_traditional, kept_names, simplified
from editions.read.shapes import HAN, TONED, WIDE, is_han, shape
from editions.read.traced import Edit, Traced


@dataclass(frozen=True)
class Damage:
    """What is wrong with a text as a whole."""

    traditional: bool = False
    readings: bool = False
    padded_readings: bool = False
    flat_marks: bool = False
    doubled_marks: bool = False
    spaced_marks: bool = False
    kept: tuple[Kept, ...] = ()  # names that conversion leaves as they are


def look(text: str, house: HouseStyle = HANS) -> Damage:
    """A whole text and the house style that it is to be printed in, the damage that pervades it out."""
    text = _ENTITY.sub(_unescaped, text) if "&" in text else text
    was_traditional = is_traditional(text)
    traditional = was_traditional and house.script == "zh-Hans"
    brackets = _with_plain_brackets(text) if _NOTE_AT_MOST.search(text) else ""
    notes = len(_NOTE.findall(brackets)) if brackets else 0
    return Damage(
        traditional=traditional,
        kept=kept_names(text, house.lexicon) if traditional else (),
        readings=notes >= (1 if was_traditional else _FEW_NOTES),
        padded_readings=notes > 0 and len(_NOTE_PADDED.findall(brackets)) * 2 > notes,
        flat_marks=_is_flat(text),
        doubled_marks=_has_doubled(text) and len(_DOUBLED.findall(text)) > 1,  # one is a slip, which the check reports
        spaced_marks=" " in text and len(_ABOUT_MARKS.findall(text)) > 1,
    )


def repair(copy: Traced, damage: Damage) -> tuple[Traced, Counter[str]]:
    """A piece of a text (a line, a paragraph, a cell) and the damage of the whole in, the repaired piece
    and the number of repairs of each kind out."""
    counts: Counter[str] = Counter()
    if "&" in copy.text:
        copy, counts["entities"] = copy.replaced(_ENTITY, _unescaped)
    if not copy.text.isprintable():  # quick, and false for \t and U+3000 too; then the patterns look closer
        copy, counts["controls"] = copy.replaced(_INVISIBLE, "")
    if "[" in copy.text or _EMOJI_AT_MOST.search(copy.text):
        copy, counts["emoji"] = copy.replaced(_EMOJI, "")
    if damage.readings:
        copy, counts["pinyin"] = _without_readings(copy, damage.padded_readings)
    if damage.traditional:
        copy, counts["script"] = simplified(copy, damage.kept)
    if "?" in copy.text:
        copy, counts["marks"] = _dotted(copy)
    if damage.flat_marks and _is_chinese(copy.text):
        form = shape(copy.text)
        for edits in _MARK_REPAIRS:
            if found := list(edits(copy.text, form)):
                copy = copy.edited(found)
                form = shape(copy.text)
                counts["marks"] += len(found)
    if (damage.doubled_marks or damage.flat_marks) and _has_doubled(copy.text):
        copy, doubled = copy.replaced(_DOUBLED, lambda match: match.group()[0])
        counts["marks"] += doubled
    if "\u00a0" in copy.text or _GAP.search(copy.text):
        for spaces in (_padded, _no_break, _set_apart, *((_about_marks,) if damage.spaced_marks else ())):
            found = list(spaces(copy.text))
            copy = copy.edited(found)
            counts["spaces"] += len(found)
    return copy, +counts if counts else counts


def repair_text(text: str, damage: Damage) -> tuple[str, Counter[str]]:
    """As `repair`, for text of which no places need to be known."""
    copy, counts = repair(Traced.plain(text), damage)
    return copy.text, counts


# Control characters, references and emoji

_ENTITY = later(
    "&(?:amp;){0,3}(?:nbsp|e[nm]sp|thinsp|[lr][ds]quo|[mn]dash|hellip|middot|bull|quot|amp|[lg]t|#\\d{2,6}|#[xX][\\da-fA-F]{2,5});"
)

_INVISIBLE = later(f"[{CONTROLS}\u00ad\u200b\u2060\ufeff]")


def _unescaped(match: re.Match[str]) -> str:
    return unescape(f"&{match.group().removeprefix('&').replace('amp;', '') or 'amp;'}")


# Signs that a newspaper has a use for (●★☆□▲☎☀) are emoji only with the selector U+FE0F behind them.
_EMOJI_ALONE = "⌚⌛⏩-⏬⏰⏳☔☕♿⚓⚡⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓-❕❗❤➕-➗➰➿⭐"
_EMOJI_NAMES = (
    "微笑 撇嘴 发呆 得意 流泪 害羞 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 偷笑 愉快 憨笑 抱拳 握手 胜利 玫瑰 爱心 鼓掌 捂脸 笑哭 加油 "
    "拥抱 合十 太阳 月亮 礼物 庆祝 爱你 给力 允悲 哈哈 强 赞 心 OK doge"
)
_EMOJI = later(
    f"(?:[\U0001f000-\U0001faff{_EMOJI_ALONE}]|[\u2190-\u2bff]\ufe0f|[\ufe0f\u20e3])"
    "[\u200d\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    f"|\u200d(?=[\U0001f000-\U0001faff])|\\[(?:{'|'.join(_EMOJI_NAMES.split())})\\]"
)

_EMOJI_AT_MOST = later(f"[\U0001f000-\U0001faff{_EMOJI_ALONE}\u200d\ufe0f\u20e3]")  # what there is in each, but for names

# Readings

_SYLLABLE = rf"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv{TONED}]{{1,4}}(?:ng?|r)?|{TONED}g?)"
_NOTE = later(rf"(?<={HAN})\(\s?{_SYLLABLE}\s?\)")
_NOTE_PADDED = later(rf"{_NOTE.pattern} (?=[{HAN}{WIDE},.:;!?()])")
_NOTE_PADDED_OR_NOT = later(rf"(?:{_NOTE_PADDED.pattern}|{_NOTE.pattern})")
# What there is wherever there is a reading.
_NOTE_AT_MOST = later("[(（](?<=[^\\0-\x7f].)\\s?[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜḿńňǹ]{1,8}\\s?[)）]")
_FEW_NOTES = 5  # so many readings in a text that is not Traditional may well be meant


def _without_readings(copy: Traced, padded: bool) -> tuple[Traced, int]:
    if not _NOTE_AT_MOST.search(copy.text):
        return copy, 0
    pattern = _NOTE_PADDED_OR_NOT if padded else _NOTE
    form = _with_plain_brackets(copy.text)
    edits = [Edit(*match.span(), "") for match in pattern.finditer(form)]
    return copy.edited(edits), len(edits)


def _with_plain_brackets(text: str) -> str:
    """A text's shape with its full-width brackets as ASCII ones: a converter's are of either kind."""
    return shape(text.replace("（", "(").replace("）", ")"))


# Marks

_FULL = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", ".": "。", "(": "（", ")": "）"}
_ADDRESS = later(  # bounded, because a file may be one long word
    r"[A-Za-z][A-Za-z\d+.-]{1,20}://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[A-Za-z\d-]{1,64})+",
    re.ASCII,
)
_AFTER = rf"(?<=[{HAN}{WIDE}%])"
_BEFORE = rf"(?=[{HAN}{WIDE}])"
# After Han, a mark or %; or before Han or a mark, with or without a space. Never between figures.
_COMMA_LIKE = later(rf"{_AFTER}([,:;])\1* *{_BEFORE}|{_AFTER}([,:;])\2*|(?<![,:;])[,:;] *{_BEFORE}")
_EXCLAIM = later(rf"(?<=[{HAN}{WIDE}%!?])[!?] *{_BEFORE}|{_AFTER}[!?]+")
_STOP = later(rf"(?<=[{HAN}{WIDE}])\.(?![.\w{HAN}{WIDE}])|(?<={WIDE})\.(?![.\w])")
_STOP_WITHIN = later(rf"(?<={HAN})\.(?=[{HAN}{WIDE}])")
_ELLIPSIS = later(rf"(?<=[{HAN}{WIDE}])\.{{3,}}|\.{{3,}}{_BEFORE}")
_DASH = later(rf"(?<=[{HAN}{WIDE}])-{{2,3}}|-{{2,3}}{_BEFORE}")
_DOUBLED = later("，，+|、、+|；；+|：：+|(?<!。)。。(?!。)")
# Colons and brackets are no evidence: page templates and people write them half-width in good text too.
_FLAT = later(rf"(?<=[{HAN}{WIDE}])[,;!?]|[,;](?={HAN})")
_FLAT_AT_MOST = later(r"[,;!?](?:(?<=[^\0-\x7f].)|(?<=[,;])(?=[^\0-\x7f]))")  # the same without shapes, and more

_BRACKET = later("[()（）]")
_LETTER = later("[A-Za-z]")

_MarkRepair = Callable[[str, str], Iterator[Edit]]


def _is_flat(text: str) -> bool:
    """Whether ASCII marks are more than slips of the pen; those are the check's to report."""
    full = sum(map(text.count, "，；！？"))
    if len(_FLAT_AT_MOST.findall(text)) * 19 < max(full, 1):
        return False
    form = shape(_dotted(Traced.plain(text))[0].text)
    flat = len(_FLAT.findall(form))
    return flat > 0 and flat * 20 >= flat + full


def _has_doubled(text: str) -> bool:
    return any(double in text for double in ("，，", "、、", "；；", "：：", "。。"))


def _is_chinese(text: str) -> bool:
    """Whether ASCII marks in this piece can be flattened Chinese marks at all."""
    form = shape(text)
    return HAN in form and form.count(HAN) * 3 >= len(_LETTER.findall(text))


def _replacing(marks: str, pattern: re.Pattern[str], new: Callable[[str], str]) -> _MarkRepair:
    """The repair of what a pattern finds in a shape, addresses aside; one of the marks is wherever it finds anything."""

    def edits(text: str, form: str) -> Iterator[Edit]:
        if not any(mark in form for mark in marks):
            return iter(())
        masked = _ADDRESS.sub(lambda match: "x" * len(match.group()), form) if _may_have_address(form) else form
        return (Edit(*match.span(), new(match.group())) for match in pattern.finditer(masked))

    return edits


def _may_have_address(text: str) -> bool:
    return "://" in text or "www." in text or "@" in text


def _quotes(text: str, form: str) -> Iterator[Edit]:
    places = [index for index, char in enumerate(text) if char == '"'] if '"' in text else []
    if len(places) % 2:  # an inch sign, or half a quotation: not ours to guess
        return
    for start, end in zip(places[::2], places[1::2], strict=True):
        if HAN in form[start:end] or form[start - 1 : start] in (HAN, WIDE):
            yield Edit(start, start + 1, "“")
            yield Edit(end, end + 1, "”")


def _brackets(text: str, form: str) -> Iterator[Edit]:
    edits: list[Edit] = []
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        index, char = bracket.start(), bracket.group()
        if char in "(（":
            opened = [*opened[-9:], index]  # nobody nests deeper; a file made to hurt may
        elif opened:
            start = opened.pop()
            is_ascii = text[start] + char == "()"
            if is_ascii and not (HAN in form[start:index] or form[start - 1 : start] in (HAN, WIDE)):
                continue
            edits += (Edit(at, at + 1, _FULL[text[at]]) for at in (start, index) if text[at] in _FULL)
    yield from sorted(edits)


def _stops_within(text: str, form: str) -> Iterator[Edit]:
    """Stops with no space behind them; between the characters of foreign names a dot may be one of theirs (`买买提.艾力`)."""
    if "." in text:
        for dot in _STOP_WITHIN.finditer(form):
            at = dot.start()
            after = text[at + 1]
            if after in "”’" or (is_han(after) and not (text[at - 1] in _SOUNDS and after in _SOUNDS)):
                yield Edit(at, at + 1, "。")


_MARK_REPAIRS: tuple[_MarkRepair, ...] = (
    _brackets,
    _quotes,
    _replacing(".", _ELLIPSIS, lambda mark: "……"),
    _replacing("-", _DASH, lambda mark: "——"),
    _replacing(",:;", _COMMA_LIKE, lambda mark: _FULL[mark[0]]),
    _replacing("!?", _EXCLAIM, lambda mark: "".join(_FULL[char] for char in mark.strip())),
    _replacing(".", _STOP, lambda mark: "。"),
    _stops_within,
)

# A dot between the parts of a foreign name becomes `?` where an old character set has none. The parts are told by
# the characters that such names are written with; a clause that asks something keeps its mark.
_SOUNDS = (
    "阿埃艾爱安昂奥巴白班邦鲍贝本比彼别宾波伯勃博卜布查蔡茨达戴丹当道德登邓狄迪蒂丁东杜顿多厄恩尔法凡范菲费芬丰冯佛弗夫福富盖甘冈高戈哥格葛"
    "根古瓜圭哈海汉杭豪赫黑亨洪侯胡华怀惠霍基吉纪季加贾简江焦杰捷金津京居喀卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰劳勒雷蕾里利莉立丽"
    "连廉良列烈林琳刘留龙隆卢鲁露伦罗洛吕马玛迈麦曼芒毛梅门蒙孟米密缅明摩莫默姆穆拿纳娜乃奈南瑙内能尼涅宁牛纽农努诺欧帕派潘庞培佩彭皮匹平泼"
    "珀蒲浦普齐奇恰钱强乔切钦琼丘热仁日茹儒瑞若撒萨塞赛桑瑟森沙莎山尚绍舍申圣施什史士舒朔斯丝司思苏素梭索塔泰坦汤唐陶特腾提翁"
    "铁廷亭通图土吐托脱瓦万汪旺威韦维魏温文沃乌吾伍武西希锡夏香肖谢辛欣兴休许逊雅亚延扬耶叶伊依因英尤约泽扎詹章珍治朱茱兹祖佐侬翰让买艳孜古丽江木"
)
_DOT = later(rf"[{_SOUNDS}A-Z](?<![{_SOUNDS}A-Z].)[{_SOUNDS}A-Z]*+(?:[?·][{_SOUNDS}A-Z]++)+")
_DOT_LOST = later(rf"\?(?<=[{_SOUNDS}A-Z]\?)(?=[{_SOUNDS}A-Z])")
_ASKS = later("[吗呢吧谁哪怎几何]|什么|为啥|多少|是否|能否|可否|难道|岂|(.)[不没]\\1")
_SHORTEST_NAME = 4  # Han characters, all parts together: `姓马?李明问` is a question


def _dotted(copy: Traced) -> tuple[Traced, int]:
    text, edits = copy.text, []
    if not _DOT_LOST.search(text):
        return copy, 0
    for name in _DOT.finditer(text):
        clause = re.split("[，。；！？“”,;!]", text[max(0, name.start() - 30) : name.end()])[-1]
        if sum(map(is_han, name.group())) >= _SHORTEST_NAME and not _ASKS.search(clause):
            edits += [Edit(at, at + 1, "·") for at in range(*name.span()) if text[at] == "?"]
    return copy.edited(edits), len(edits)


# Spaces

# Names stand behind a word that says what their bearers did; elsewhere characters may be set apart on
# purpose.
_ROLE_WORDS = "记者 通讯员 实习生 编辑 责编 审核 审校 校对 美编 主编 主任 监制 作者 摄影 撰文 采写 文/ 图/"
_GAP = later(r"[ \t\u00a0\u3000](?<=\S.)[ \t\u00a0\u3000]{0,3}\S")
_ROLE = later("|".join(_ROLE_WORDS.split()))
_NO_NAME = later("[。！？；：:（(]")
_PADDED_NAME = later(rf"(?<!{HAN}){HAN}(?:[ \t\u00a0{WIDE}]{{1,4}}{HAN}(?!{HAN}))+")
_PADDING = later(rf"[ \t\u00a0{WIDE}]+")
_LONGEST_LIST = 80  # characters


def _padded(text: str) -> Iterator[Edit]:
    form = shape(text)
    for start, end in _lists_of_names(text):
        for name in _PADDED_NAME.finditer(form, start, end):
            gaps = [gap.span() for gap in _PADDING.finditer(form, *name.span())]
            if any(text[slice(*gap)].strip() for gap in gaps):
                continue
            if len(gaps) == 2:  # `江 照 临`
                yield from (Edit(*gap, "") for gap in gaps)
            else:  # `林 夏`, `林 夏 何 苗`
                yield from (Edit(*gap, "") for gap in gaps[::2] if len(gaps) % 2)


def _lists_of_names(text: str) -> Iterator[tuple[int, int]]:
    """Where in a text names may stand: behind a word for what their bearers did, up to a mark."""
    done = 0
    for role in _ROLE.finditer(text):
        start = max(done, role.end() + (text[role.end() : role.end() + 1] in tuple("：:/")))
        stop = _NO_NAME.search(text, start, start + _LONGEST_LIST)
        done = stop.start() if stop else start + _LONGEST_LIST
        yield start, done


_SET_APART = later(rf"(?<!{HAN}){HAN}(?: {HAN}(?!{HAN})){{4,}}")
_ABOUT_MARKS = later(
    r" (?:(?<=[^\0-\x7f] ) *(?=[，。、；：！？》）《])|(?<=[，、；] ) *(?=[^\0-\x7f])"
    r"|(?<=[。！？] ) *(?=[^\0-\x7f，。][^。！？]{0,200}[。！？]))"
)


def _set_apart(text: str) -> Iterator[Edit]:
    """Five characters and more with a space between each, as a file that was scanned has them; fewer may be a title or names."""
    if text.count(" ") >= 4 and (form := shape(text)):
        names = list(_lists_of_names(text))
        for line in _SET_APART.finditer(form):
            if not any(start <= line.start() < end for start, end in names):
                yield from (Edit(at, at + 1, "") for at in range(*line.span()) if text[at] == " ")


def _about_marks(text: str) -> Iterator[Edit]:
    """Spaces about the marks of a sentence, as pasted text has them; before a last line without an end they part a signature off."""
    if " " in text and "。" in text:
        yield from (Edit(*gap.span(), "") for gap in _ABOUT_MARKS.finditer(text))


_NO_BREAK = later(rf"(?<=[{HAN}{WIDE}])\u00a0+(?=[{HAN}{WIDE}])|(?<=\S)\u00a0{{2,}}(?=\S)")


def _no_break(text: str) -> Iterator[Edit]:
    """No-break spaces that pad a sentence; in a line without a stop they may part names or the words of a headline."""
    if "\u00a0" not in text or "。" not in text:
        return
    form, names = shape(text), list(_lists_of_names(text))
    for gap in _NO_BREAK.finditer(form):
        if not any(start <= gap.start() < end for start, end in names):
            wide = {HAN, WIDE}.issuperset((form[gap.start() - 1], form[gap.end()]))
            yield Edit(*gap.span(), "" if wide else " ")
