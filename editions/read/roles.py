"""Names and what their bearers did: `本报记者 张三 李四、通讯员王五`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from editions.model import Person
from editions.read.later import later
from editions.read.names import is_name

HOUSE = (
    r"本[报刊网台]|新华[社网]|中新[社网]|中央社|人民网|光明网|央视网?|路透社|法新社|美联社|塔斯社|俄新社|共同社|韩联社|德新社|彭博社"
    r"|[^\W\da-zA-Z_]{2,4}通讯社"
)
PAPER = r"[^\W\da-zA-Z_]{2,8}(?:[日晚早时商晨快]报|新闻网|客户端)"
_HOUSES = rf"(?:{HOUSE}|{PAPER})(?:[·•、—-]{{1,2}}[^\W\da-zA-Z_]{{2,8}}?\+?)?|[^\W\da-zA-Z_]{{2,4}}\+"  # `岚江日报·岚江新闻`, `岚江+`
_PAPER = later(PAPER)
_RANK = "首席|高级|主任|资深|见习|实习|特约|特派|全媒体?|融媒体?|视频|摄影|文字"
_ROLE = later(
    rf"(?:(?:{_HOUSES})?(?:{_RANK}|驻[^\W\da-zA-Z_]{{2,6}})*记者)"
    rf"|(?:本报|本刊)?(?:特约)?通讯员|实习生|(?:{HOUSE}|{PAPER})?(?:特约|首席)*评论员|(?:特约)?撰稿人?|供稿|供图|作者"
    r"|摄影报道|摄影|文字|撰文|采写|整理|编译|翻译|译者|口述|执笔人?|制图|绘图|漫画|策划|统筹|主持人"
)
_IN_HOUSE = later(rf"(?:{HOUSE}|{PAPER})(?:特约|首席)?(?:评论员|编辑部|课题组)|[^\W\da-zA-Z_]{{4,24}}课题组")  # signs as a whole
PICTURE_ROLES = frozenset(["图", "图片", "摄", "摄影", "供图", "制图", "绘图", "漫画", "插图", "插画", "题图", "摄影记者"])
_OTHER_ROLE = later(r"[^\W\da-zA-Z_]{2,8}(?:记者|通讯员|实习生)")  # `南都记者`
_HOUSE_APART = later(
    rf"(?<![^\W\da-zA-Z_])({HOUSE}|{PAPER})[\s]+(?=(?:首席|见习|实习|特约|特派|摄影)?记者|通讯员)"
)
_NAMED_NEXT = later(r"[\s：:]+[^\s\d]|(?!注|手记|从|在|获悉|了解|调查)[^\W\da-zA-Z_]{2,4}(?:[\s、，,]|$)")
_BETWEEN_NAMES = later(r"[\s、，,；;/／|丨｜\\&]+")
_WITHIN_LATIN = later("(?<=[A-Za-z.]) (?=[A-Z])")
_REPORTING = later(
    r"(?:[^\W\da-zA-Z_]{2,4})?(?:综合|摄影|采访|整理)?报[道导導]|发自[^\W\da-zA-Z_]{2,8}|综合(?:整理)?|采写|摄|文|图"
)
_SIGNING = later(r"(?:作者|撰[文稿]|采写|执笔人?|(?:责任|见习|实习)?编辑|责编|审核|校对)\s*[:：/／丨｜|]\s*\S")
_NAME_APART = later(r"\s+[^\W\da-zA-Z_]{2,4}[\s\u3000]+\S")
_NEXT_ROLE = later(r"(?<=..)(?:本[报刊])?(?:特约|实习|见习|摄影)*(?:通讯员|记者|实习生)(?=..)")


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


def people(text: str) -> tuple[Person, ...]:
    """A list of roles and names in (`本报记者 张三 李四、通讯员王五`), the people out; () unless all of it is
    understood."""
    found: list[Person] = []
    role = ""
    text = _HOUSE_APART.sub(r"\1", text.strip())  # `新华社 记者张晓松`
    text = _WITHIN_LATIN.sub("\0", text)  # `John Smith` is one
    tokens = [token.strip("：:").replace("\0", " ") for token in _BETWEEN_NAMES.split(text)]
    tokens = [token for token in tokens if token]
    while tokens:
        token = tokens.pop(0)
        if named := role_of(token):
            role, token = token[: named.end()], token[named.end() :].lstrip("：:")
            if not token:
                continue
        elif tokens and _OTHER_ROLE.fullmatch(token):
            role = token
            continue
        if found and _REPORTING.fullmatch(simple(token)):  # `北京报道`, `摄` behind a name
            continue
        if len(token) == 1:  # a padded name: `林 夏`, `江 照 临`
            singles = sum(1 for _ in takewhile(lambda one: len(one) == 1, tokens))
            token += "".join(tokens.pop(0) for _ in range(2 if singles == 2 else min(singles, 1)))
        if tokens and _PAPER.fullmatch(token) and role_of(tokens[0]):  # `岚江日报、岚江+记者`
            tokens[0] = f"{token}、{tokens[0]}"
            continue
        if (joined := _NEXT_ROLE.search(token)) and not is_name(token):  # `江照临通讯员何小满`
            tokens[:0] = [token[: joined.start()], token[joined.start() :]]
            continue
        if not is_name(token):
            return ()
        found.append(Person(role, token))
    return tuple(found)


def takes_pictures(person: Person) -> bool:
    """Whether a person signs for pictures alone."""
    return person.role in PICTURE_ROLES


def takes_only_pictures(signed: Byline) -> bool:
    """Whether nobody of a byline signs for words."""
    return all(map(takes_pictures, signed.people))


def is_unclear(text: str) -> bool:
    """Whether a text that is no byline (`people` understands nothing in it) begins as one does."""
    role = role_of(text)
    return bool(role and role.group().endswith(("记者", "通讯员", "实习生")) and _NAMED_NEXT.match(text, role.end()))


def is_in_house(text: str) -> bool:
    """Whether a text names a body of a paper that signs as a whole: `本报评论员`."""
    return bool(_IN_HOUSE.fullmatch(simple(text)))


def is_unclear_label(text: str) -> bool:
    """Whether a text that is neither byline nor editors begins with a label of theirs."""
    return bool(_SIGNING.match(simple(text)))


def opens_unclear(text: str) -> bool:
    """Whether running text begins with a reporter and a name that nothing parts from it but a space."""
    role = role_of(text)
    return bool(role and role.group().endswith(("记者", "通讯员", "記者")) and _NAME_APART.match(text, role.end()))


def role_of(text: str) -> re.Match[str] | None:
    return _ROLE.match(simple(text))
