"""The keys of an article's front matter, checked and brought to the types of the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from editions.diagnostic import Diagnostic, Span
from editions.messages_edition import UNKNOWN_KEY, WRONG_TYPE
from editions.messages_read import BAD_VALUE, BYLINE_UNCLEAR
from editions.model import ArticleKind, Person, Picture, Vertical
from editions.near import near_match
from editions.page_no import normal_page_no
from editions.read.bylines import people
from editions.read.decode import shown
from editions.read.front_matter import Mapping, Node, Scalar, Sequence

_Value = TypeVar("_Value")

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
)
PICTURE_KEYS = ("file", "caption", "credit", "focus", "keep")
KINDS: tuple[ArticleKind, ...] = get_args(ArticleKind)
VERTICALS: tuple[Vertical, ...] = tuple(choice for choice in get_args(Vertical) if choice)
_YES, _NO = ("true", "yes", "on", "1", "是"), ("false", "no", "off", "0", "否", "")


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter says; what it does not say has the model's defaults. Text is not repaired yet."""

    texts: dict[str, str]
    page_no: str = ""
    rank: int = 3
    kind: ArticleKind = "news"
    vertical: Vertical = ""
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
    return _Fields(fields, article, mend).head()


@dataclass(frozen=True, slots=True)
class _Fields:
    """One mapping being read; trouble is gathered in `diagnostics`."""

    fields: Mapping
    article: str
    mend: Callable[[str], str]
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def head(self) -> Head:
        self.look_for_strangers(KEYS)
        bylines, byline_text = self.byline()
        return Head(
            texts={key: self.text(key) for key in _TEXTS},
            page_no=self.value("page", _page, _PAGE) or "",
            rank=self.value("rank", _rank, _RANK) or 3,
            kind=self.value("kind", _kind, _KIND) or "news",
            vertical=self.value("vertical", _vertical, _VERTICAL) or "",
            box=self.value("box", _switch, _SWITCH) or False,
            jump=self.value("jump", _page, _PAGE) or "",
            bylines=bylines,
            byline_text=byline_text,
            pictures=self.pictures(),
            diagnostics=tuple(self.diagnostics),
        )

    def look_for_strangers(self, known: tuple[str, ...]) -> None:
        for key, _ in self.fields.entries:
            if key.text not in known:
                self.report(
                    UNKNOWN_KEY.at(
                        key.span,
                        article=self.article,
                        key=shown(key.text),
                        known="、".join(known),
                        **near_match(key.text, known),
                    )
                )

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def scalar(self, key: str) -> Scalar | None:
        node = self.fields.get(key)
        if node is None or isinstance(node, Scalar):
            return node
        self.report(
            WRONG_TYPE.at(
                node.span,
                article=self.article,
                key=key,
                wanted="text on one line",
                wanted_zh="一行文字",
                example=f"{key}: …",
            )
        )
        return None

    def text(self, key: str) -> str:
        node = self.scalar(key)
        return self.mend(" ".join(node.text.split("\n")).strip()) if node else ""

    def value(self, key: str, convert: Callable[[str], _Value | None], wish: _Wish) -> _Value | None:
        node = self.scalar(key)
        if node is None or not node.text.strip():
            return None
        value = convert(node.text.strip())
        if value is None:
            self.refuse(node.span, key, node.text, wish)
        return value

    def refuse(self, span: Span, key: str, text: str, wish: _Wish) -> None:
        near = near_match(text, wish.known)
        self.report(
            BAD_VALUE.at(
                span,
                article=self.article,
                key=key,
                value=shown(text) or "“”",
                wanted=wish.en,
                wanted_zh=wish.zh,
                example=f"{key}: {wish.example}",
                **near,
            )
        )

    def byline(self) -> tuple[tuple[Person, ...], str]:
        node = self.fields.get("byline")
        items = node.items if isinstance(node, Sequence) else (node,) if node else ()
        found: list[Person] = []
        texts: list[str] = []
        for item in items:
            if not isinstance(item, Scalar):
                self.report(
                    WRONG_TYPE.at(
                        item.span,
                        article=self.article,
                        key="byline",
                        wanted="a list of texts",
                        wanted_zh="文字的列表",
                        example="byline: [记者 张三, 通讯员 李四]",
                    )
                )
                continue
            text = self.mend(" ".join(item.text.split()))
            if not text:
                continue
            names = people(text)
            if not names:
                self.report(BYLINE_UNCLEAR.at(item.span, article=self.article, text=shown(text)))
            found += names
            texts.append(text)
        return tuple(found), " ".join(texts)

    def pictures(self) -> tuple[Picture, ...]:
        node = self.fields.get("pictures")
        items = node.items if isinstance(node, Sequence) else (node,) if isinstance(node, Mapping) else ()
        if node and not items and not (isinstance(node, Scalar) and not node.text) and not isinstance(node, Sequence):
            self.report(_wrong_picture(node.span, self.article))
        return tuple(picture for item in items if (picture := self.picture(item)))

    def picture(self, node: Node) -> Picture | None:
        if not isinstance(node, Mapping):
            self.report(_wrong_picture(node.span, self.article))
            return None
        one = _Fields(node, self.article, self.mend, self.diagnostics)
        one.look_for_strangers(PICTURE_KEYS)
        file = one.scalar("file")
        if not file or not file.text:
            self.report(_wrong_picture(node.span, self.article))
            return None
        focus, keep = one.fractions("focus", 2), one.fractions("keep", 4)
        return Picture(
            file=file.text,
            caption=one.text("caption"),
            credit=one.text("credit"),
            focus=(focus[0], focus[1]) if focus else (0.5, 0.5),
            keep=(keep[0], keep[1], keep[2], keep[3]) if keep else None,
            span=file.span,
        )

    def fractions(self, key: str, count: int) -> tuple[float, ...]:
        node = self.fields.get(key)
        if node is None:
            return ()
        wish = _FOCUS if count == 2 else _KEEP
        texts = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Sequence) else []
        numbers = tuple(number for text in texts if (number := _fraction(text)) is not None)
        right_way_round = count == 2 or (len(numbers) == 4 and numbers[0] < numbers[2] and numbers[1] < numbers[3])
        if len(numbers) != count or len(texts) != count or not right_way_round:
            self.refuse(node.span, key, f"[{', '.join(texts)}]" if texts else "", wish)
            return ()
        return numbers


_TEXTS = ("kicker", "headline", "deck", "dateline", "source", "credit", "group", "label")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a value should have been, for the message."""

    en: str
    zh: str
    example: str
    known: tuple[str, ...] = ()


_PAGE = _Wish("a page number", "版号", "2")
_RANK = _Wish("a rank from 1 (lead) to 5 (brief)", " 1（头条）到 5（简讯）", "3")
_KIND = _Wish(f"one of {', '.join(KINDS)}", "下列之一：" + "、".join(KINDS), "news", KINDS)
_VERTICAL = _Wish(
    "headline (it stands beside the body) or story (all of it is set vertically)",
    " headline（竖题）或 story（竖排）",
    "headline",
    VERTICALS,
)
_SWITCH = _Wish("true or false", " true 或 false", "true")
_FOCUS = _Wish("two fractions from 0 to 1", "两个 0 到 1 之间的数 [横, 纵]", "[0.5, 0.3]")
_KEEP = _Wish(
    "four fractions from 0 to 1, left < right and top < bottom",
    "四个 0 到 1 之间的数 [左, 上, 右, 下]",
    "[0.1, 0, 0.9, 0.8]",
)


def _page(text: str) -> str | None:
    return normal_page_no(text) or None


def _rank(text: str) -> int | None:
    return int(text) if text in {"1", "2", "3", "4", "5"} else None


def _kind(text: str) -> ArticleKind | None:
    return next((kind for kind in KINDS if kind == text), None)


def _vertical(text: str) -> Vertical | None:
    return next((choice for choice in VERTICALS if choice == text), None)


def _switch(text: str) -> bool | None:
    return True if text.lower() in _YES else False if text.lower() in _NO else None


def _fraction(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def _wrong_picture(span: Span, article: str) -> Diagnostic:
    return WRONG_TYPE.at(
        span,
        article=article,
        key="pictures",
        wanted="a list with `file` and `caption` for each picture",
        wanted_zh="列表，每张图写 file 和 caption",
        example="- { file: pictures/a.jpg, caption: … }",
    )
