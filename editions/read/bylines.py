"""Who signed a story: bylines and editors.

All functions take one line or paragraph of repaired text and say what they found in it, or None. They must
not take running text for a signature: `记者17日从市教育局获悉` and `记者手记` name nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from editions.model import Person
from editions.read.later import later
from editions.read.names import has_surname, is_name

_MARKS = "□■◆◇●○◎▲△☐▇▎◤★☆"
_MAX_LINE = 120  # characters; nothing that is longer signs a story

HOUSE = r"本[报刊网台]|新华[社网]|中新[社网]|中央社|人民网|光明网|央视网?"
PAPER = r"[\u4e00-\u9fff]{2,8}(?:[日晚早时商晨快]报|新闻网|客户端)"
_ROLE = later(
    rf"(?:(?:{HOUSE}|{PAPER})?(?:首席|见习|实习|特约|特派|全媒体?|融媒体?|驻[\u4e00-\u9fff]{{2,6}}|摄影|文字)*记者)"
    r"|(?:本报|本刊)?(?:特约)?通讯员|实习生|(?:本报|特约)?评论员|(?:特约)?撰稿人?|供稿|供图|作者|摄影报道|摄影"
    r"|文字|撰文|采写|整理|编译|翻译|口述|执笔|制图|绘图|漫画|策划|统筹|主持人"
)
_PICTURE_ROLES = frozenset({"图", "图片", "摄", "摄影", "供图", "制图", "绘图", "漫画", "摄影记者"})
_OTHER_ROLE = later(r"[\u4e00-\u9fff]{2,8}(?:记者|通讯员|实习生)")  # `南都记者`
_HOUSE_APART = later(
    rf"(?<![\u4e00-\u9fff])({HOUSE}|{PAPER})[\s]+(?=(?:首席|见习|实习|特约|特派|摄影)?记者|通讯员)"
)
_NAMED_NEXT = later(r"[\s：:]+[^\s\d]|(?!注|手记|从|在|获悉|了解|调查)[\u4e00-\u9fff]{2,4}(?:[\s、，,]|$)")
_BETWEEN_NAMES = later(r"[\s、，,；;/／|]+")
_REPORTING = later(r"(?:[\u4e00-\u9fff]{2,4})?(?:综合|摄影|采访|整理)?报道|采写|摄|文|图")

# `文/记者 甲 乙 图/资料图`: a label, a stroke or colon, what it labels.
_LABEL = later(
    r"(?:^|(?<=[\s；;，,]))(文\s*[/／、]\s*图|图\s*[/／、]\s*文|文图|图文|文字|文|图片|图|摄影|摄|制图|漫画|采写|撰文|整理|编译|作者|供稿|供图)"
    r"\s*[/／:：|丨]\s*"
)
# `朱海波 文/图`, `朱海波/文 韩庆阳/图`: the label behind the names.
_LABEL_BEHIND = later(
    r"(?:\s*[/／]\s*|\s+)(文\s*[/／]\s*[图摄]|图\s*[/／]\s*文|文图|图文|摄影报道|摄影|摄|图片|图|文|整理|编译|采写|制图)"
    r"(?=$|[\s、，,；;])"
)
_AFFILIATION = later(r"(?<=[\u4e00-\u9fff])\s*[（(]作者(?:单位|系|为|是)[^（）()]*[）)]$")
_LABEL_JOINED = later(r"([\u4e00-\u9fff]{2,4})(整理|编译|采写|摄影报道)")
_SPACED_LABEL = later(r"(文\s*[/／]\s*图|图\s*[/／]\s*文|文图|图文)\s+")


# What of these words is written otherwise in Traditional script, character for character.
_TRADITIONAL = str.maketrans(
    "記電訊報華聞網員習實責編輯審對監體駐譯攝圖繪畫劃統籌執筆據約評論",
    "记电讯报华闻网员习实责编辑审对监体驻译摄图绘画划统筹执笔据约评论",
)
_HAS_TRADITIONAL = later(f"[{''.join(map(chr, _TRADITIONAL))}]")  # faster than to translate


def simple(text: str) -> str:
    """A text in, the same with the words of bylines and datelines in Simplified script out; as long as before."""
    return text.translate(_TRADITIONAL) if _HAS_TRADITIONAL.search(text) else text


@dataclass(frozen=True)
class Byline:
    """`text` is the byline as printed, a mark before it (□) included; `photo_credit` is to whom the
    pictures are due, a person or `资料图`."""

    people: tuple[Person, ...]
    text: str
    photo_credit: str = ""


class Editors(NamedTuple):
    editors: tuple[str, ...]
    reviewers: tuple[str, ...]


def people(text: str) -> tuple[Person, ...]:
    """A list of roles and names in (`本报记者 张三 李四、通讯员王五`), the people out; () unless all of it is
    understood."""
    found: list[Person] = []
    role = ""
    text = _HOUSE_APART.sub(r"\1", text.strip())  # `新华社 记者张晓松`
    tokens = [token.strip("：:") for token in _BETWEEN_NAMES.split(text)]
    tokens = [token for token in tokens if token]
    while tokens:
        token = tokens.pop(0)
        if named := _role(token):
            role, token = token[: named.end()], token[named.end() :].lstrip("：:")
            if not token:
                continue
        elif tokens and _OTHER_ROLE.fullmatch(token):
            role = token
            continue
        if found and _REPORTING.fullmatch(token):  # `北京报道`, `摄` behind a name
            continue
        if len(token) == 1 and tokens and len(tokens[0]) == 1:
            token += tokens.pop(0)  # a padded name
        if not is_name(token):
            return ()
        found.append(Person(role, token))
    return tuple(found)


def byline(line: str, *, bare: bool = False) -> Byline | None:
    """A whole line in, the byline that it is out. With `bare`, a line of mere names counts too (under a
    headline they sign the story)."""
    text = line.strip()
    if not 2 <= len(text) <= _MAX_LINE or re.search("[。！？]", text):
        return None
    unmarked = text.lstrip(_MARKS).strip()
    bracketed = re.fullmatch(r"[（(【]([^（）()【】]+)[）)】]", unmarked)
    inner = bracketed.group(1).strip() if bracketed else unmarked
    inner = _AFFILIATION.sub("", inner)
    if before := labelled(inner):
        return replace(before, text=text)
    marked = unmarked != text
    if (behind := signed_behind(inner, enclosed=marked or bool(bracketed))) and (
        bare or marked or not takes_only_pictures(behind)
    ):
        return replace(behind, text=inner if bracketed else text)
    found = people(inner)
    role = _role(inner)
    if role:
        signed = bool(bracketed) or marked or _is_signed(inner, role, found)
    else:
        signed = (marked and not bracketed) or (bare and all(has_surname(person.name) for person in found))
    return Byline(found, inner if bracketed else text) if found and signed else None


def takes_pictures(person: Person) -> bool:
    """Whether a person signs for pictures alone."""
    return person.role in _PICTURE_ROLES


def takes_only_pictures(signed: Byline) -> bool:
    """Whether nobody of a byline signs for words."""
    return all(map(takes_pictures, signed.people))


def signed_behind(text: str, *, enclosed: bool) -> Byline | None:
    """Names with their label behind them in (`朱海波 文/图`, `朱海波 整理`), the byline out. Who has no other role has
    the label's. `enclosed`: the text stood in brackets or behind a mark, where `朱海波整理` counts too."""
    # Without brackets `农田整理` is what the copy is about.
    if enclosed and (joined := _LABEL_JOINED.fullmatch(text)) and has_surname(joined[1]):
        return Byline((Person(joined[2], joined[1]),), text)
    found: list[Person] = []
    credit = ""
    done = 0
    for label in _LABEL_BEHIND.finditer(text):
        role = "".join(label[1].split())
        named = people(text[done : label.start()].strip(" \u3000\u00a0、，,；;"))
        if not named or not all(person.role or has_surname(person.name) for person in named):
            return None
        found += (person if person.role else person._replace(role=role) for person in named)
        if "图" in role or "摄" in role:
            credit = " ".join(person.name for person in named)
        done = label.end()
    return Byline(tuple(found), text, credit) if done and not text[done:].strip() else None


def is_unclear(text: str) -> bool:
    """Whether a text that is no byline (`people` understands nothing in it) begins as one does."""
    role = _role(text)
    return bool(role and role.group().endswith(("记者", "通讯员", "实习生")) and _NAMED_NEXT.match(text, role.end()))


def _role(text: str) -> re.Match[str] | None:
    return _ROLE.match(simple(text))


def labelled(text: str) -> Byline | None:
    """Names behind their labels in (`文/记者 甲 乙 图/丙`), the byline out."""
    slashed = _SPACED_LABEL.sub(r"\1/", text, count=1) if _SPACED_LABEL.match(text) else text
    if not _LABEL.match(slashed):
        return None
    parts = _LABEL.split(slashed)[1:]
    found: list[Person] = []
    credit = ""
    for label, value in zip(parts[::2], parts[1::2], strict=True):
        role, value = "".join(label.split()), value.strip(" \u3000\u00a0；;，,")
        names = tuple(Person(person.role or role, person.name) for person in people(value))
        if role in _PICTURE_ROLES:
            credit = " ".join(person.name for person in names) or value
            # A name signs; `资料图` and `受访者供图` tell where the picture is from.
            found += (person._replace(role=role) for person in names if has_surname(person.name))
        elif not names:
            return None
        else:
            found += names
            credit = " ".join(person.name for person in names) if "图" in role else credit
    return Byline(tuple(found), text, credit) if found or credit else None


def _is_signed(text: str, role: re.Match[str], found: tuple[Person, ...]) -> bool:
    """Whether a line that begins with a role, with no mark or bracket, signs the story. `记者调查` does
    not."""
    # Behind a colon there may be what the reporter of an interview says.
    apart = text[role.end() : role.end() + 1] in tuple(" \u3000\u00a0/")
    return apart or all(has_surname(person.name) for person in found)


# Editors

_EDITED = later(
    r"(责任编辑|责\s*编|本版编辑|版面编辑|编辑|美术编辑|美\s*编|校\s*对|审\s*[核校]|[终初复编]\s*审|监\s*制|主\s*编"
    r"|[一二三]审|值班主任|值班编委|值班总编)\s*[:：/／|丨｜]?\s*"
)
_EDITING = frozenset({"责任编辑", "责编", "本版编辑", "版面编辑", "编辑", "美术编辑", "美编"})


def editors(line: str) -> Editors | None:
    """A whole line in (`编辑：李明 审核：刘飞`, `（责编：张三、李四）`), the names of editors and of those
    who review out."""
    text = line.strip(" \u3000\u00a0\t[]【】")
    if bracketed := re.fullmatch(r"[（(]([^（）()]+)[）)]", text):
        text = bracketed.group(1).strip()
    if len(text) > _MAX_LINE or not _EDITED.match(simple(text)) or re.search("[。！？]", text):
        return None
    marks = list(_EDITED.finditer(simple(text)))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    edited: list[str] = []
    reviewed: list[str] = []
    for mark, end in zip(marks, ends, strict=True):
        value = text[mark.end() : end]
        found = people(value)
        if value.strip(" \u3000|丨｜/；;") and not (found and all(has_surname(one.name) for one in found)):
            return None
        into = edited if "".join(mark[1].split()) in _EDITING else reviewed
        into += (person.name for person in found)
    return Editors(tuple(edited), tuple(reviewed)) if edited or reviewed else None
