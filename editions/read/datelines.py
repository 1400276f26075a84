"""Where and when a story was filed, and what signs it at its end.

All functions take one paragraph of repaired text and say what they found at its edge, or None. `新华社电视台开播` and
`本报讯息平台上线` are running text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from editions.model import Person
from editions.read.bylines import byline, mere_names
from editions.read.editors import Editors, editors
from editions.read.labels import signed_behind
from editions.read.later import later
from editions.read.names import has_surname, is_place
from editions.read.roles import HOUSE, PAPER, Byline, is_unclear, people, role_of, simple, takes_only_pictures

_OPEN, _CLOSE = "【（(〔\\[", "】）)〕\\]"
_DAY = r"(?:\d{1,2}日|[一二三四五六七八九十]{1,3}日)"
_DATE = later(rf"\s*(?:(?:\d{{4}}年)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月)?{_DAY}\s*$")
_DATELINE = later(
    rf"(?P<bracket>[{_OPEN}]\s*)?(?P<by_way>据|综合)?(?P<house>{HOUSE}|{PAPER})(?P<place>[^，。：；！？“”\n]{{0,24}}?)"
    rf"(?P<end>讯|电|消息(?=[\s：:{_OPEN}，{_CLOSE}]))(?![员息号视子话影台力])(?P<close>\s*[{_CLOSE}])?"
)
_BY_PLACE = later(rf"[{_OPEN}][^\W\da-zA-Z_]{{2,10}}{_DAY}[讯电][{_CLOSE}]")  # `（新加坡16日讯）`
_AGENCY = later(".*社$")
_UNDATED = later(r"(?!记者)(?:[^\W\da-zA-Z_]{2,6})?")  # the place, if there is one
_ENDS = later(rf"[\s：:{_OPEN}{_CLOSE}]|$")
_REPORTER = later(r"记者\s*")
_SIGNED = later(rf"\s*[{_OPEN}]([^{_OPEN}{_CLOSE}]{{2,80}})[{_CLOSE}]")
_REPORTED = later(r"\s*((?:记者|通讯员)[^，。：；！？“”\n]{2,40}?)\s*报道[\s：:]+")
_BEHIND = later(r"[\s：:]*")


class Dateline(NamedTuple):
    """`text` is the dateline with the people in its brackets, `本报讯（记者 …）`, but not those of `本报讯 记者…报道：`;
    all of it takes `length` characters. `unclear` is what stands where names do and was not understood."""

    text: str
    length: int
    byline: Byline | None = None
    unclear: str = ""


class Signature(NamedTuple):
    """What the end of a body holds, from character `start` on: a byline, a dateline, editors."""

    start: int
    byline: Byline | None = None
    dateline: str = ""
    editors: Editors | None = None
    unclear: str = ""


def dateline(paragraph: str) -> Dateline | None:
    """The first paragraph of a body in, its dateline out: `本报讯（记者 …）`, `新华社北京12月20日电`, and
    in brackets `【新华社重庆十四日电】`, `（中央社記者… 21日電）`."""
    length = _length(paragraph)
    if not length:
        return None
    signed, unclear = _reporter(paragraph, length)
    end = length
    if not (signed or unclear):
        if bracket := _SIGNED.match(paragraph, length):
            names = people(bracket[1])
            if names and names[0].role:
                signed = Byline(names, bracket[1].strip())
                length = end = bracket.end()
            elif is_unclear(bracket[1].strip()):
                unclear = bracket[1].strip()
        elif (reported := _REPORTED.match(paragraph, length)) and (names := people(reported[1])):
            signed = Byline(names, reported[1].strip())
            length = reported.end()
    rest = _BEHIND.match(paragraph, length)
    return Dateline(paragraph[:end].strip(), rest.end() if rest else length, signed, unclear)


def _length(paragraph: str) -> int:
    """How many characters of a paragraph are its dateline, without the people in brackets behind it."""
    start = simple(paragraph[:120])
    match = _DATELINE.match(start)
    if not match and start[:1] in tuple("【（(") and (placed := _BY_PLACE.match(start)):
        return placed.end()
    if not match:
        return 1 if re.match(r"讯\s*[（(](?:记者|通讯员)", start) else 0
    if bool(match["bracket"]) != bool(match["close"]):
        return match.start("close") if match["close"] and not match["bracket"] else 0
    place = match["place"].strip()
    dated = re.search(_DAY, place)
    bare = not place and match["end"] != "电"
    bracket = _SIGNED.match(start, match.end())
    ends = (
        match["end"] == "电" and (match["by_way"] or _AGENCY.match(match["house"])) and _ENDS.match(start, match.end())
    )
    undated = _UNDATED.fullmatch(place) and (ends or (bracket and people(bracket[1])))
    return match.end() if dated or bare or undated or match["bracket"] else 0


def _reporter(paragraph: str, length: int) -> tuple[Byline | None, str]:
    """The reporters whom a dateline names before its place (`中央社记者温贵香台北21日电`); else what was not
    understood of it."""
    match = _DATELINE.match(simple(paragraph[:120]))
    reporter = match and _REPORTER.search(match["place"])
    if not match or not reporter:
        return None, ""
    start = match.start("place") + reporter.start()
    end = match.end("place") - len(match["place"]) + len(_DATE.sub("", match["place"]))
    names = _before_place(paragraph[start + len(reporter.group()) : end].strip())
    if not names:
        return None, paragraph[start:end].strip()
    last = paragraph.index(names[-1], start) + len(names[-1])
    return Byline(tuple(Person(paragraph[start : start + 2], name) for name in names), paragraph[start:last]), ""


def _before_place(text: str) -> tuple[str, ...]:
    """`温贵香台北` in, the names out: () if it is open where the last name ends and the place begins."""
    *names, last = re.split(r"[\s、，,]+", text)
    if not all(map(has_surname, names)):
        return ()
    if names and (is_place(last) or not has_surname(last[:3])):
        return tuple(names)
    # A place has two characters at the least.
    ways = [end for end in (2, 3, 4) if end <= len(last) != end + 1 and has_surname(last[:end])]
    ends = [end for end in ways if is_place(last[end:])] or [end for end in ways if end == len(last) < 4] or ways
    return (*names, last[: ends[0]]) if len(ends) == 1 else ()


_THE_END = later(r"[（(]\s*(?:全文|本文)?\s*完\s*[）)]\s*$")
_CODE_AT_END = later(r"(?<=[）)。])\s*1\d{6}\s*$")  # the day of 民国 behind copy of 中央社: `（編輯：…）1151016`


def is_the_end(text: str) -> bool:
    """Whether a text is the mark by which an agency closes its copy: `（完）`."""
    return "完" in text[:6] and bool(_THE_END.match(text))


def the_end(paragraph: str) -> int | None:
    """A paragraph in, where the mark `（完）` at its end begins out."""
    closed = _THE_END.search(paragraph, max(0, len(paragraph) - 20))
    return closed.start() if closed else None


_BRACKET_AT_END = later(rf"[{_OPEN}]([^{_OPEN}{_CLOSE}]{{2,100}})[{_CLOSE}]\s*$")
_LAST = later(r"(?<=[。！？…”』」）)])\s*([^。！？…”』」]{3,60})$")


def signature(paragraph: str) -> Signature | None:
    """The last paragraph of a body in, what it is signed with at its end out:
    `（本报记者杜尚泽、申琳，新华社记者张晓松）`, `（本报纽约2月1日电）`, `（责任编辑：李明）`. `（作者单位：…）` names nobody;
    of a mere name (`（江照临）`) it is said that it is unclear."""
    tail = max(0, len(paragraph) - 110)
    closed = _THE_END.search(paragraph, tail) if "完" in paragraph[-6:] else None
    if closed or (paragraph[-1:].isdigit() and (closed := _CODE_AT_END.search(paragraph, tail))):
        return Signature(closed.start())
    match = _BRACKET_AT_END.search(paragraph, tail)
    if not match or not paragraph[: match.start()].strip():
        return _unbracketed(paragraph, tail)
    start, inner = match.start(), match[1].strip()
    if edited := editors(inner):
        return Signature(start, editors=edited)
    # `（中央社記者… 21日電）` names its reporter, `（本报北京2月1日电 记者朱海波）` has one behind.
    if filed := dateline(f"（{inner}）") or dateline(inner):
        names = people(inner[filed.length :]) if filed.length < len(inner) else ()
        if filed.length >= len(inner) or (names and names[0].role):
            signed = Byline(names, inner[filed.length :]) if names else filed.byline
            return Signature(start, signed, match.group().strip(), unclear=filed.unclear)
    if signed := byline(f"（{inner}）"):
        return Signature(start, replace(signed, text=inner))
    if (names := mere_names(inner)) and paragraph[:start].rstrip().endswith(_ENDED):
        return Signature(start, Byline(names, inner), unclear=inner)
    # Of a mere `（张三 摄）` it is open which picture it is for.
    if is_unclear(inner) or signed_behind(inner, enclosed=True):
        return Signature(len(paragraph), unclear=inner)
    return _unbracketed(paragraph, tail)


_ENDED = tuple("。！？…”』」）")


def _unbracketed(paragraph: str, tail: int) -> Signature | None:
    """Behind the last sentence, with no brackets: `责任编辑：李明`, `本报记者 张三`."""
    match = _LAST.search(paragraph, tail)
    if not match:
        return None
    rest = match[1]
    if (edited := editors(rest)) and re.search("[:：/／|丨｜]", rest):
        return Signature(match.start(), editors=edited)
    signed = byline(rest) if match.start(1) > match.start() or _REPORTER_OPENS.match(simple(rest)) else None
    if not signed or takes_only_pictures(signed) or not all(has_surname(one.name) for one in signed.people):
        return None
    return Signature(match.start(), signed)


_REPORTER_OPENS = later(r"本报|记者|通讯员|[文采撰][/／写文]")
_OPENED = later(r"[^，。：；！？“”\n]{4,50}?报道(?:[\s：:]+|$)")


def reported(paragraph: str) -> Dateline | None:
    """The first paragraph of a body in, who opens it out: `本报记者 张三 报道　…`, `本报记者张三 李四报道：…`."""
    unmarked = paragraph.lstrip("□■◆●▌ \u3000（(【")
    skipped = len(paragraph) - len(unmarked)
    role = role_of(unmarked) if "道" in unmarked[:54] else None
    if not role or not role.group().endswith(("记者", "記者", "通讯员", "通訊員")):
        return None
    match = _OPENED.match(simple(unmarked[:60]))
    if not match:
        return None
    head = unmarked[: match.end()].rstrip(" \u3000：:")
    names = people(head) or people(head[: -len("报道")])
    names = names if all(has_surname(one.name) for one in names) else ()
    length = skipped + match.end()
    return Dateline("", length, Byline(names, head)) if names else Dateline("", 0, unclear=head)
