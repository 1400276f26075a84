"""Who edited a story and who reviewed it: `编辑：李明 审核：刘飞`."""

from __future__ import annotations

import re
from typing import NamedTuple

from editions.read.labels import is_label
from editions.read.later import later
from editions.read.names import has_surname
from editions.read.roles import people, role_of, simple

_MAX_LINE = 120  # characters
_WHOSE = "本版|本文|本期|版面|美术|组版|文字|图片|视觉|责任|见习|实习|值班|当班|夜班|执行|网络|网站|新媒体|客户端|视频|特约|特邀|首席|助理|流程"
_EDITED = later(
    rf"(?:({_WHOSE})*编\s*辑|({_WHOSE})*责\s*编|(?:本版|本期)?美\s*编|编\s*[校审]|(?:责任|本版)?校\s*[对审]|责校|[检核]校|校检|审\s*[核校读签稿]|[终初复监]\s*审"
    r"|总?监\s*制|主\s*编|[一二三]审|值班(?:主任|编委|总编|领导)|(?:版\s*式|组\s*版|排\s*版|视觉|美\s*术|总编辑|签\s*发|出品人?|质\s*检)(?=\s|[:：/／|丨｜]))"
    r"\s*[:：/／|丨｜\\]?\s*"
)
_EDITING = later("编辑$|责编$|^(?:(?:本版|本期)?美编|编校|版式|组版|排版|视觉|美术)$")
_APART = later(r"(?:^|[\s/／|丨｜\\；;，,、]+)(?=\S)")
_CORRECTION = later(r"^\s*[【\[（(]\s*纠错\s*[】\]）)]\s*")  # a button beside the names
_ASIDE = later(r"[（(](?:实习|见习|兼|特邀|[男女])[）)]")


class Editors(NamedTuple):
    editors: tuple[str, ...]
    reviewers: tuple[str, ...]


def editors(line: str) -> Editors | None:
    """A whole line in (`编辑：李明 审核：刘飞`, `（责编：张三、李四）`), the names of editors and of those
    who review out."""
    text = _ASIDE.sub("", _CORRECTION.sub("", line)).strip(" \u3000\u00a0\t[]【】")
    if bracketed := re.fullmatch(r"[（(]([^（）()]+)[）)]", text):
        text = bracketed.group(1).strip()
    plain = simple(text)
    first = _EDITED.match(plain)
    if len(text) > _MAX_LINE or not first or _may_be_copy(first) or re.search("[。！？]", text):
        return None
    marks = list(_EDITED.finditer(plain))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    edited: list[str] = []
    reviewed: list[str] = []
    for mark, end in zip(marks, ends, strict=True):
        value = text[mark.end() : end].strip(" \u3000|丨｜\\/／；;")
        found = people(value)
        # One who has another role does not edit.
        if value and not (found and all(has_surname(one.name) and not one.role for one in found)):
            return None
        what = "".join(mark.group().split()).rstrip(":：/／|丨｜\\")
        into = edited if _EDITING.search(what) else reviewed
        into += (person.name for person in found)
    return Editors(tuple(edited), tuple(reviewed)) if edited or reviewed else None


def _may_be_copy(mark: re.Match[str]) -> bool:
    """Whether a line may begin with a word in other than its office: `视觉 盛宴`."""
    return bool(re.match("版|组|排|视觉|美术|签|出品|质", mark.group())) and mark.group().endswith((" ", "\u3000"))


def parted(line: str) -> tuple[str, str]:
    """A line that tells of writers and of editors in (`记者：张三 编辑：李四`), what it says of either out; both empty if it is
    of one kind only."""
    text = line.strip(" \u3000\u00a0\t[]【】（）()")
    plain = simple(text)
    if len(text) > _MAX_LINE or not re.search("[编审校监]", plain) or re.search("[。！？]", text):
        return "", ""
    starts = [match.end() for match in _APART.finditer(plain)]
    parts: dict[bool, list[str]] = {True: [], False: []}
    edits = None
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if _EDITED.match(plain, start):
            edits = True
        elif role_of(text[start:]) or is_label(plain, start):
            edits = False
        if edits is None:
            return "", ""
        parts[edits].append(text[start:end])
    if not (parts[True] and parts[False]):
        return "", ""
    return "".join(parts[False]).rstrip(" \u3000|丨｜\\/／；;"), "".join(parts[True])
