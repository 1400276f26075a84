"""Who signed a story: bylines, datelines, editors.

All functions take one line or paragraph of repaired text and say what they found in it, or None. They must
not take running text for a signature: `记者17日从市教育局获悉` and `记者手记` name nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from editions.model import Person
from editions.read.names import has_surname, is_name

_MARKS = "□■◆◇●○◎▲△☐▇▎◤★☆"
_MAX_LINE = 120  # characters; nothing that is longer signs a story

_HOUSE = r"本[报刊网台]|新华[社网]|中新[社网]|中央社|人民网|光明网|央视网?"
_PAPER = r"[\u4e00-\u9fff]{2,8}(?:[日晚早时商晨快]报|新闻网|客户端)"
_ROLE = re.compile(
    rf"(?:(?:{_HOUSE}|{_PAPER})?(?:首席|见习|实习|特约|特派|全媒体?|融媒体?|驻[\u4e00-\u9fff]{{2,6}}|摄影|文字)*记者)"
    r"|(?:本报|本刊)?(?:特约)?通讯员|实习生|(?:本报|特约)?评论员|(?:特约)?撰稿人?|供稿|供图|作者|摄影报道|摄影"
    r"|文字|撰文|采写|整理|编译|翻译|口述|执笔|制图|绘图|漫画|策划|统筹|主持人"
)
_PICTURE_ROLES = frozenset({"图", "图片", "摄", "摄影", "供图", "制图", "绘图", "漫画", "摄影记者"})
_BETWEEN_NAMES = re.compile(r"[\s、，,；;/／|]+")
_REPORTING = re.compile(r"(?:[\u4e00-\u9fff]{2,4})?(?:综合|摄影|采访|整理)?报道|采写|摄|文|图")

# `文/记者 甲 乙 图/资料图`: a label, a stroke or colon, what it labels.
_LABEL = re.compile(
    r"(?:^|(?<=[\s；;，,]))(文\s*[/／、]\s*图|图\s*[/／、]\s*文|文图|图文|文字|文|图片|图|摄影|摄|制图|漫画|采写|撰文|整理|作者|供图)"
    r"\s*[/／:：|丨]\s*"
)
_SPACED_LABEL = re.compile(r"(文\s*[/／]\s*图|图\s*[/／]\s*文|文图|图文)\s+")


@dataclass(frozen=True)
class Byline:
    """`text` is the byline as printed, a mark before it (□) included; `photo_credit` is to whom the
    pictures are due, a person or `资料图`."""

    people: tuple[Person, ...]
    text: str
    photo_credit: str = ""


class Dateline(NamedTuple):
    """`text` is the dateline with the people in its brackets, `本报讯（记者 …）`; it takes `length`
    characters."""

    text: str
    length: int
    byline: Byline | None = None


class Signature(NamedTuple):
    """What a bracket at the end of a body holds, from character `start` on: a byline or a dateline."""

    start: int
    byline: Byline | None = None
    dateline: str = ""


class Editors(NamedTuple):
    editors: tuple[str, ...]
    reviewers: tuple[str, ...]


def people(text: str) -> tuple[Person, ...]:
    """A list of roles and names in (`本报记者 张三 李四、通讯员王五`), the people out; () unless all of it is
    understood."""
    found: list[Person] = []
    role = ""
    tokens = [token.strip("：:") for token in _BETWEEN_NAMES.split(text.strip())]
    tokens = [token for token in tokens if token]
    while tokens:
        token = tokens.pop(0)
        if named := _ROLE.match(token):
            role, token = named.group(), token[named.end() :].lstrip("：:")
            if not token:
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
    if labelled := _labelled(inner):
        return replace(labelled, text=text)
    found = people(inner)
    role = _ROLE.match(inner)
    marked = unmarked != text
    if role:
        signed = bool(bracketed) or marked or _is_signed(inner, role, found)
    else:
        signed = (marked and not bracketed) or (bare and all(has_surname(person.name) for person in found))
    return Byline(found, inner if bracketed else text) if found and signed else None


def takes_pictures(person: Person) -> bool:
    """Whether a person signs for pictures alone."""
    return person.role in _PICTURE_ROLES


def _labelled(text: str) -> Byline | None:
    """`文/记者 甲 乙 图/丙`."""
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


# Datelines

_DAY = r"\d{1,2}日|[一二三四五六七八九十]{1,3}日"
_DATELINE = re.compile(
    rf"(?P<bracket>[【（(]\s*)?据?(?P<house>{_HOUSE}|{_PAPER})(?P<place>[^，。：；！？“”\n]{{0,24}}?)"
    r"(?P<end>讯|电|消息(?=[\s：:（(，】）)]))(?P<close>\s*[】）)])?(?![员息号视子话影台力])"
)
_REPORTER = re.compile(r"记者([\u4e00-\u9fff]{2,3})")
_SIGNED = re.compile(r"\s*[（(]([^（）()]{2,80})[）)]")


def dateline(paragraph: str) -> Dateline | None:
    """The first paragraph of a body in, its dateline out: `本报讯（记者 …）`, `新华社北京12月20日电`, and
    in brackets `【新华社重庆十四日电】`, `（中央社记者… 21日电）`."""
    length = _dateline_length(paragraph)
    if not length:
        return None
    signed = None
    if paragraph[0] in "【（(":
        if reporter := _REPORTER.search(paragraph, 0, length):
            signed = Byline((Person("记者", reporter.group(1)),), reporter.group())
    elif bracket := _SIGNED.match(paragraph, length):
        names = people(bracket.group(1))
        if names and names[0].role:
            signed = Byline(names, bracket.group(1).strip())
            length = bracket.end()
    rest = re.compile(r"[\s：:]*").match(paragraph, length)
    return Dateline(paragraph[:length].strip(), rest.end() if rest else length, signed)


def _dateline_length(paragraph: str) -> int:
    """How many characters of a paragraph are its dateline, without the people in brackets behind it."""
    match = _DATELINE.match(paragraph)
    if not match:
        return 1 if re.match(r"讯\s*[（(](?:记者|通讯员)", paragraph) else 0
    if bool(match["bracket"]) != bool(match["close"]):
        return match.start("close") if match["close"] and not match["bracket"] else 0
    dated = re.search(_DAY, match["place"])
    bare = not match["place"].strip() and match["end"] != "电"
    return match.end() if dated or bare or match["bracket"] else 0


def signature(paragraph: str) -> Signature | None:
    """The last paragraph of a body in, what the bracket at its end signs it with out:
    `（本报记者杜尚泽、申琳，新华社 记者张晓松）`, `（本报纽约2月1日电）`. `（作者单位：…）` names nobody."""
    tail = max(0, len(paragraph) - 110)
    match = re.search(r"[（(]([^（）()]{2,100})[）)]\s*$", paragraph[tail:])
    if not match or not paragraph[: tail + match.start()].strip():
        return None
    start, inner = tail + match.start(), match.group(1).strip()
    if _dateline_length(inner) == len(inner):
        return Signature(start, dateline=match.group().strip())
    if labelled := _labelled(inner):
        return Signature(start, labelled)
    names = people(inner)
    return Signature(start, Byline(names, inner)) if names and names[0].role else None


# Editors

_EDITED = re.compile(
    r"(责任编辑|责\s*编|本版编辑|版面编辑|编辑|美术编辑|美\s*编|校\s*对|审\s*[核校]|[终初复编]\s*审|监\s*制|主\s*编"
    r"|[一二三]审|值班主任|值班编委|值班总编)\s*[:：/／|丨]?\s*"
)
_EDITING = frozenset({"责任编辑", "责编", "本版编辑", "版面编辑", "编辑", "美术编辑", "美编"})


def editors(line: str) -> Editors | None:
    """A whole line in (`编辑：李明 审核：刘飞`, `（责编：张三、李四）`), the names of editors and of those
    who review out."""
    text = line.strip(" \u3000\u00a0\t[]【】")
    if bracketed := re.fullmatch(r"[（(]([^（）()]+)[）)]", text):
        text = bracketed.group(1).strip()
    if len(text) > _MAX_LINE or not _EDITED.match(text) or re.search("[。！？]", text):
        return None
    parts = _EDITED.split(text)[1:]
    edited: list[str] = []
    reviewed: list[str] = []
    for role, value in zip(parts[::2], parts[1::2], strict=True):
        found = people(value)
        if value.strip(" \u3000|丨/；;") and not (found and all(has_surname(one.name) for one in found)):
            return None
        into = edited if "".join(role.split()) in _EDITING else reviewed
        into += (person.name for person in found)
    return Editors(tuple(edited), tuple(reviewed)) if edited or reviewed else None
