"""The keys of an article's front matter, checked and brought to the types of the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from editions.diagnostic import Diagnostic
from editions.messages_read import BYLINE_UNCLEAR
from editions.model import ArticleKind, Hold, Person, Picture, Pin, Vertical
from editions.read.decode import shown
from editions.read.fields import SWITCH, Fields, Wish, switch
from editions.read.front_matter import Mapping, Node, Scalar, Sequence
from editions.read.pin import PAGE, PIN_KEYS, page, read_hold, read_page, read_pages, read_pin
from editions.read.western import people_in

KEYS = (
    *(
        "id",
        "page",
        "rank",
        "kicker",
        "headline",
        "deck",
        "byline",
        "dateline",
        "source",
        "credit",
        "box",
        "jump",
    ),
    *("group", "label", "kind", "vertical", "pictures"),
    *("pages", "hold"),
    *PIN_KEYS,
)
PICTURE_KEYS = ("file", "caption", "credit", "focus", "keep")
KINDS: tuple[ArticleKind, ...] = get_args(ArticleKind)
VERTICALS: tuple[Vertical, ...] = tuple(choice for choice in get_args(Vertical) if choice)


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter says; what it does not say has the model's defaults. Text is not repaired yet."""

    texts: dict[str, str]
    page_no: str = ""
    pages: tuple[str, ...] = ()
    rank: int = 3
    kind: ArticleKind = "news"
    vertical: Vertical = ""
    pin: Pin | None = None
    hold: Hold = ""
    box: bool = False
    jump: str = ""
    bylines: tuple[Person, ...] = ()
    byline_text: str = ""
    pictures: tuple[Picture, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def text(self, key: str) -> str:
        return self.texts.get(key, "")


def read_head(fields: Mapping, article: str, mend: Callable[[str], str]) -> Head:
    """Front matter, the article's id for messages and a function that repairs text in, its `Head` out."""
    given = Fields(fields, article, mend)
    given.look_for_strangers(KEYS)
    bylines, byline_text = _byline(given)
    pages = read_pages(given)
    return Head(
        texts={key: given.text(key) for key in _TEXTS},
        page_no=read_page(given, pages),
        pages=pages,
        rank=given.value("rank", _rank, _RANK) or 3,
        kind=given.value("kind", _kind, _KIND) or "news",
        vertical=given.value("vertical", _vertical, _VERTICAL) or "",
        pin=read_pin(given),
        hold=read_hold(given),
        box=given.value("box", switch, SWITCH) or False,
        jump=given.value("jump", page, PAGE) or "",
        bylines=bylines,
        byline_text=byline_text,
        pictures=_pictures(given),
        diagnostics=tuple(given.diagnostics),
    )


def _byline(given: Fields) -> tuple[tuple[Person, ...], str]:
    node = given.fields.get("byline")
    items = node.items if isinstance(node, Sequence) else (node,) if node else ()
    found: list[Person] = []
    texts: list[str] = []
    for item in items:
        if not isinstance(item, Scalar):
            given.wrong_type(item.span, "byline", _BYLINE)
            continue
        text = given.mend(" ".join(item.text.split()))
        if not text:
            continue
        names = people_in(text)
        if not names:
            given.report(BYLINE_UNCLEAR.at(item.span, article=given.article, text=shown(text)))
        found += names
        texts.append(text)
    return tuple(found), " ".join(texts)


def _pictures(given: Fields) -> tuple[Picture, ...]:
    node = given.fields.get("pictures")
    items = node.items if isinstance(node, Sequence) else (node,) if isinstance(node, Mapping) else ()
    if isinstance(node, Scalar) and node.text:
        given.wrong_type(node.span, "pictures", _PICTURES)
    return tuple(picture for item in items if (picture := _picture(given, item)))


def _picture(given: Fields, node: Node) -> Picture | None:
    if not isinstance(node, Mapping):
        given.wrong_type(node.span, "pictures", _PICTURES)
        return None
    one = given.within(node)
    one.look_for_strangers(PICTURE_KEYS)
    file = one.scalar("file")
    if not file or not file.text:
        one.wrong_type(node.span, "pictures", _PICTURES)
        return None
    focus, keep = _fractions(one, "focus", 2), _fractions(one, "keep", 4)
    return Picture(
        file=file.text,
        caption=one.text("caption"),
        credit=one.text("credit"),
        focus=(focus[0], focus[1]) if focus else (0.5, 0.5),
        keep=(keep[0], keep[1], keep[2], keep[3]) if keep else None,
        span=file.span,
    )


def _fractions(given: Fields, key: str, count: int) -> tuple[float, ...]:
    node = given.fields.get(key)
    if node is None:
        return ()
    wish = _FOCUS if count == 2 else _KEEP
    texts = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Sequence) else []
    numbers = tuple(number for text in texts if (number := _fraction(text)) is not None)
    right_way_round = count == 2 or (len(numbers) == 4 and numbers[0] < numbers[2] and numbers[1] < numbers[3])
    if len(numbers) != count or len(texts) != count or not right_way_round:
        given.refuse(node.span, key, f"[{', '.join(texts)}]" if texts else "", wish)
        return ()
    return numbers


_TEXTS = ("kicker", "headline", "deck", "dateline", "source", "credit", "group", "label")

_RANK = Wish("a rank from 1 (lead) to 5 (brief)", " 1（头条）到 5（简讯）", "3")
_KIND = Wish(f"one of {', '.join(KINDS)}", "下列之一：" + "、".join(KINDS), "news", KINDS)
_VERTICAL = Wish(
    "headline (it stands beside the body) or story (all of it is set vertically)",
    " headline（竖题）或 story（竖排）",
    "headline",
    VERTICALS,
)
_FOCUS = Wish("two fractions from 0 to 1", "两个 0 到 1 之间的数 [横, 纵]", "[0.5, 0.3]")
_KEEP = Wish(
    "four fractions from 0 to 1, left < right and top < bottom",
    "四个 0 到 1 之间的数 [左, 上, 右, 下]",
    "[0.1, 0, 0.9, 0.8]",
)
_BYLINE = Wish("a list of texts", "文字的列表", "byline: [记者 张三, 通讯员 李四]")
_PICTURES = Wish(
    "a list with `file` and `caption` for each picture",
    "列表，每张图写 file 和 caption",
    "- { file: pictures/a.jpg, caption: … }",
)


def _rank(text: str) -> int | None:
    return int(text) if text in {"1", "2", "3", "4", "5"} else None


def _kind(text: str) -> ArticleKind | None:
    return next((kind for kind in KINDS if kind == text), None)


def _vertical(text: str) -> Vertical | None:
    return next((choice for choice in VERTICALS if choice == text), None)


def _fraction(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None
