"""Names with labels before or behind them: `文/记者 张三 图/李四`, `张三 文/图`, `文 张三 图 李四`."""

from __future__ import annotations

import re
from dataclasses import replace

from editions.model import Person
from editions.read.later import later
from editions.read.names import has_surname, is_name
from editions.read.roles import PICTURE_ROLES, Byline, people, role_of, simple

# `文/记者 甲 乙 图/资料图`: a label, a stroke or colon, what it labels.
_BOTH = r"文\s*[/／、·•&并]?\s*[图摄]|图\s*[/／、·•&并]?\s*文"
_LABEL = later(
    rf"(?:^|(?<=[\s；;，,|丨｜\\]))(?:本[版组文])?({_BOTH}|文字|文|图片|题图|插[图画]|图|摄影|摄|制图|绘图|漫画|采写|撰[文稿]|整理|编译"
    r"|译者|作者|供稿|供图|口述|讲述|记录|执笔|题字|(?:海报|版面)?设计|剪辑|摄像|出镜)\s*[/／:：|丨｜\\]\s*"
)
# `朱海波 文/图`, `朱海波/文 韩庆阳/图`: the label behind the names.
_LABEL_BEHIND = later(
    rf"(?:\s*[/／]\s*|\s+)({_BOTH}|摄影报道|摄影|摄|图片|图|文|整理|编译|采写|撰文|口述|讲述|记录|执笔|制图|绘图|供图)"
    r"(?=$|[\s、，,；;])"
)
_LABEL_JOINED = later(r"(\S{2,24}?)\s*(整理|编译|采写|综合|摄影报道|供稿)")
# `江照临文 周野摄`: one would not be enough, for names end in 文.
_LABELS_JOINED = later(
    r"[^\W\da-zA-Z_]{2,4}?(?:文|撰文|口述)(?:[\s、，,；;]+[^\W\da-zA-Z_]{2,4}?(?:摄影|摄|图|整理))+"
)
_JOINED = later(r"([^\W\da-zA-Z_]{2,4}?)(文|撰文|口述|摄影|摄|图|整理)(?=$|[\s、，,；;])")
_SPACED_LABEL = later(rf"(?:本[版组文])?({_BOTH})\s+")
_WORDS, _PICTURES = frozenset({"文", "文字", "撰文", "采写"}), frozenset({"图", "图片", "摄", "摄影"})
_STOCK = frozenset({"资料图", "资料图片", "资料照片", "受访者供图", "受访者提供"})
_OF_GROUP = later(r"本[组版文栏][^\W\da-zA-Z_]{0,4}?均?由(.{2,60}?)(采写|撰写|整理|摄影?|拍摄|提供)")


def signed_behind(text: str, *, enclosed: bool) -> Byline | None:
    """Names with their label behind them in (`朱海波 文/图`, `朱海波 整理`), the byline out. Who has no other role has
    the label's. `enclosed`: the text stood in brackets or behind a mark, where `朱海波整理` counts too."""
    # Without brackets `农田整理` is what the copy is about.
    if enclosed and (joined := _LABEL_JOINED.fullmatch(text)):
        label, name = joined[2], joined[1]
        if has_surname(name) or (label == "供稿" and is_name(name)):
            return Byline((Person(label, name),), text)
    plain = simple(text)
    if _LABELS_JOINED.fullmatch(plain):
        joints = [match.start(2) for match in _JOINED.finditer(plain)]
        parted = "".join(f"/{char}" if at in joints else char for at, char in enumerate(text))
        if all(has_surname(name.split("/")[0]) for name in re.split(r"[\s、，,；;]+", parted)):
            text, plain = parted, simple(parted)
    found: list[Person] = []
    credit = ""
    done = 0
    for label in _LABEL_BEHIND.finditer(plain):
        role = "".join(text[slice(*label.span(1))].split())
        named = people(text[done : label.start()].strip(" \u3000\u00a0、，,；;"))
        if not named or not all(person.role or has_surname(person.name) for person in named):
            return None
        found += (person if person.role else person._replace(role=role) for person in named)
        if "图" in label[1] or "摄" in label[1]:
            credit = " ".join(person.name for person in named)
        done = label.end()
    return Byline(tuple(found), text, credit) if done and not text[done:].strip() else None


def labelled(text: str) -> Byline | None:
    """Names behind their labels in (`文/记者 甲 乙 图/丙`), the byline out."""
    slashed = _SPACED_LABEL.sub(r"\1/", text, count=1) if _SPACED_LABEL.match(simple(text)) else text
    labels = list(_LABEL.finditer(simple(slashed)))
    if not labels or labels[0].start():
        return None
    found: list[Person] = []
    credit = ""
    for label, end in zip(labels, [*(label.start() for label in labels[1:]), len(slashed)], strict=True):
        value = slashed[label.end() : end].strip(" \u3000\u00a0；;，,|丨｜\\/／")
        role = "".join(slashed[slice(*label.span(1))].split())
        names = tuple(Person(person.role or role, person.name) for person in people(value))
        if label[1] in PICTURE_ROLES:
            credit = " ".join(person.name for person in names) or value
            # A name signs; `资料图` and `受访者供图` tell where the picture is from.
            found += (person._replace(role=role) for person in names if has_surname(person.name))
        elif not names:
            return None
        else:
            found += names
            credit = " ".join(person.name for person in names) if re.search("图|摄(?!像)", label[1]) else credit
    return Byline(tuple(found), text, credit) if found or credit else None


def spaced(text: str, *, alone: bool) -> Byline | None:
    """Names behind labels with nothing but spaces between in (`文 甲 乙 图 丙`), the byline out. There must be labels for
    words and for pictures, lest it be a sentence; `alone`: one is enough, since the line stands under a headline."""
    tokens = simple(text).split()
    if len(tokens) < 2 or tokens[0] not in _WORDS | _PICTURES:
        return None
    labels = [token for token in tokens if token in _WORDS | _PICTURES]
    names = [token for token in text.split() if simple(token) not in _WORDS | _PICTURES]
    both = not _WORDS.isdisjoint(labels) and not _PICTURES.isdisjoint(labels)
    if not (both or (alone and len(labels) == 1)) or not all(
        has_surname(name) or role_of(name) or name in _STOCK or len(name) == 1 for name in names
    ):
        return None
    stroked = " ".join(f"{token}/" if simple(token) in labels else token for token in text.split())
    signed = labelled(stroked.replace("/ ", "/"))
    return replace(signed, text=text) if signed and signed.people else None


def of_group(text: str) -> Byline | None:
    """`本组稿件由记者张三采写` in, the byline out."""
    match = _OF_GROUP.fullmatch(text) if text.startswith("本") else None
    names = people(match[1]) if match else ()
    if not match or not names or not all(has_surname(person.name) for person in names):
        return None
    takes = match[2] in {"摄", "摄影", "拍摄", "提供"}
    credit = " ".join(person.name for person in names) if takes else ""
    role = "摄" if takes else match[2]
    return Byline(tuple(Person(role if takes else person.role or role, person.name) for person in names), text, credit)


def is_label(text: str, start: int) -> bool:
    """Whether a label with its stroke begins at a place in a text of Simplified script."""
    return bool(_LABEL.match(text, start))
