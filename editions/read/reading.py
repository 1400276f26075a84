"""What a reader of any format gives back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.messages_copy import BODY_MISSING, HEADLINE_MISSING, PICTURE_STORY_BARE
from editions.messages_read import HEADLINE_UNCERTAIN, NO_CONVERTER, REPAIRED
from editions.model import Article
from editions.read.decode import shown
from editions.read.headline import is_of_the_agency
from editions.read.script import has_converter, is_traditional
from editions.read.traced import Source

_KINDS_ZH = {
    "pinyin": "注音",
    "script": "繁体字",
    "marks": "半角标点",
    "spaces": "空格",
    "controls": "控制字符",
    "emoji": "表情符号",
    "entities": "字符实体",
    "wraps": "折行",
}


class InnerFile(NamedTuple):
    """A picture that came inside another file, under the name that the article has for it. Readers write nothing:
    whoever asked for the reading does, into the edition's folder."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles of one file, all that is wrong or uncertain in it, and the pictures that were inside it."""

    articles: tuple[Article, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[InnerFile, ...] = ()


def finished(article: Article, diagnostics: Iterable[Diagnostic], source: Source) -> Reading:
    """An article in, its `Reading` out, with what the article lacks and what was repaired in it said."""
    found = [*diagnostics]
    if article.kind == "picture":
        if not any(picture.file and picture.caption for picture in article.pictures):
            found.append(PICTURE_STORY_BARE.at(article.span, article=article.id))
    else:
        if not article.headline:
            found.append(HEADLINE_MISSING.at(article.span, article=article.id))
        if not article.body and not article.sidebars:
            found.append(BODY_MISSING.at(article.span, article=article.id))
    if is_of_the_agency(article.headline) and not any(one.code == HEADLINE_UNCERTAIN.code for one in found):
        found.append(HEADLINE_UNCERTAIN.at(article.span, text=shown(article.headline, 40)))
    if source.house.script == "zh-Hans" and not has_converter() and is_traditional(_copy(article)):
        found.append(NO_CONVERTER.at(article.span))
    if article.repairs:
        what = ", ".join(f"{kind} {count}" for kind, count in article.repairs)
        what_zh = "、".join(f"{_KINDS_ZH.get(kind, kind)} {count} 处" for kind, count in article.repairs)
        found.append(REPAIRED.at(source.span(0), what=what, what_zh=what_zh))
    named = (item if item.article else item._replace(article=article.id) for item in found)
    return Reading((article,), tuple(sorted(named, key=_place)))


def _copy(article: Article) -> str:
    return "".join((article.headline, *(block.text for block in article.body)))


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return (diagnostic.span.line, diagnostic.span.column) if diagnostic.span else (0, 0)
