"""Read an edition's copy with a proofreader's eye. No geometry: the checks of pages are in `layout/check`.

Checked are

| of | what |
|---|---|
| the paper | name, CN number, issue number, publisher, address, printer, price (报纸出版形式差错, 2020) |
| a page | something is on it; it is marked ready; its contents (导读) have something to list |
| a story | its headline, body and paragraphs are there once; the headline ends without a stop; |
| | a story that jumps has text enough for two places; a lead may not be left out; its dateline is not after the edition's date |
| a picture | it has a caption and a credit |
| all text | quotes and brackets have partners; no ASCII marks between Chinese characters, no doubled marks |
| | (GB/T 15834-2011); a weekday fits its date |

That a story has a headline and a body is checked by its reader, a print tag of another day or paper when the
folder is read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editions.diagnostic import Diagnostic, Span
from editions.files import relative
from editions.messages_copy import (
    ASCII_MARK,
    CAPTION_MISSING,
    CONTENTS_EMPTY,
    CREDIT_MISSING,
    DATELINE_AHEAD,
    DOUBLED_MARK,
    HEADLINE_STOP,
    HEADLINE_TWICE,
    HELD_LEAD,
    IMPRINT_MISSING,
    JUMP_SHORT,
    JUMP_WHOLE,
    PAGE_EMPTY,
    PAGE_NOT_READY,
    PARAGRAPH_TWICE,
    STORY_TWICE,
    UNBALANCED,
    WEEKDAY_WRONG,
)
from editions.model import Article, Block, Edition
from editions.read.later import later

LEAST_TWICE = 20  # characters; a shorter paragraph may well be there twice
LEAST_JUMP = 400  # characters; about thirty lines, a third of them on the first page

Found = Iterator[Diagnostic]


def check_copy(edition: Edition) -> tuple[Diagnostic, ...]:
    """The edition in, everything that its copy makes one doubt out; all are warnings."""
    return tuple(fault for check in CHECKS for fault in check(edition))


def source_span(block: Block, offset: int) -> Span:
    """Where in its source the character `offset` of a block's text stands."""
    place, since = block.span, 0
    for mend in block.mends:
        if mend.offset > offset:
            break
        place, since = mend.span, mend.offset
    return Span(place.file, place.line, place.column + offset - since)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of a story: a line of its head, a caption, a block."""

    story: Article
    text: str
    span: Span
    block: Block | None = None
    follower: str = ""

    def at(self, offset: int) -> Span:
        return source_span(self.block, offset) if self.block else self.span

    def around(self, start: int, end: int) -> str:
        return self.text[max(0, start - 6) : end + 6].replace("\n", " ")


def _stories(edition: Edition) -> tuple[Article, ...]:
    return (*edition.articles, *edition.fillers)


def _bodies(story: Article) -> Iterator[tuple[Block, ...]]:
    yield story.body
    for sidebar in story.sidebars:
        yield sidebar.body


def _pieces(edition: Edition) -> Iterator[Piece]:
    for story in _stories(edition):
        for line in (story.kicker, story.headline, story.deck):
            yield Piece(story, line, story.span)
        for picture in story.pictures:
            yield Piece(story, picture.caption, picture.span or story.span)
        for sidebar in story.sidebars:
            yield Piece(story, sidebar.headline, sidebar.body[0].span if sidebar.body else story.span)
        for body in _bodies(story):
            for n, block in enumerate(body):
                yield Piece(
                    story, block.text, block.span, block, body[n + 1].text if n + 1 < len(body) else ""
                )
                for row in block.rows:
                    yield from (Piece(story, cell, block.span) for cell in row)


# The paper and its pages


def check_imprint(edition: Edition) -> Found:
    paper, imprint = edition.paper, edition.paper.imprint
    house = Span(
        relative(Path(paper.root) / paper.file, Path(edition.root)) if paper.file else edition.span.file
    )
    wanted = (
        (paper.name, "name", "paper's name", "报名", 'name = "…日报"', house),
        (paper.cn, "cn", "CN number", "国内统一连续出版物号", 'cn = "CN 00-0000"', house),
        (edition.issue_no, "issue_no", "issue number", "期号", "issue_no = 1234", edition.span),
        (paper.publisher, "publisher", "publisher", "出版单位", 'publisher = "…报社"', house),
        (imprint.address, "imprint.address", "address", "地址", 'imprint = { address = "…" }', house),
        (imprint.printer, "imprint.printer", "printer", "印刷单位", 'imprint = { printer = "…" }', house),
        (imprint.price, "imprint.price", "price", "定价", 'imprint = { price = "1.00元" }', house),
    )
    for value, key, what, what_zh, example, span in wanted:
        if not value.strip():
            yield IMPRINT_MISSING.at(
                span, key=key, what=what, what_zh=what_zh, example=example, file=span.file
            )


def check_pages(edition: Edition) -> Found:
    taken = {story.page_no for story in edition.articles} | {ad.page_no for ad in edition.ads}
    taken |= {no for story in edition.articles for no in (story.jump, *story.pages)}
    for page in edition.pages:
        if page.no not in taken:
            yield PAGE_EMPTY.at(page.span, page=page.no)
        if not page.ready:
            yield PAGE_NOT_READY.at(page.span, page=page.no)
        others = (other for other in edition.pages if other.no != page.no)
        if page.contents and not any(edition.strongest(other.no) for other in others):
            yield CONTENTS_EMPTY.at(page.span, page=page.no)


# Things that are there twice


def check_headlines_twice(edition: Edition) -> Found:
    first: dict[str, Article] = {}
    for story in _stories(edition):
        if story.headline and (other := first.setdefault(story.headline, story)) is not story:
            yield HEADLINE_TWICE.at(
                story.span, page=story.page_no, article=story.id, headline=story.headline, other=other.id
            )


def check_text_twice(edition: Edition) -> Found:
    first_story: dict[tuple[str, ...], Article] = {}
    first_place: dict[str, Span] = {}
    for story in _stories(edition):
        blocks = [block for body in _bodies(story) for block in body if block.kind != "table"]
        texts = tuple(block.text.strip() for block in blocks)
        if sum(map(len, texts)) >= LEAST_TWICE:
            other = first_story.setdefault(texts, story)
            if other is not story:
                yield STORY_TWICE.at(story.span, page=story.page_no, article=story.id, other=other.id)
                continue
        for block, text in zip(blocks, texts, strict=True):
            if len(text) >= LEAST_TWICE and (first := first_place.setdefault(text, block.span)) != block.span:
                yield PARAGRAPH_TWICE.at(
                    block.span, page=story.page_no, article=story.id, first=first, text=text[:12]
                )


# A story and its pictures


def check_headline_stops(edition: Edition) -> Found:
    for story in _stories(edition):
        if story.headline.endswith(("。", "，", "、", "；", "：", ".", ",", ";")):
            yield HEADLINE_STOP.at(
                story.span,
                page=story.page_no,
                article=story.id,
                mark=story.headline[-1],
                headline=story.headline,
            )


def check_jumps(edition: Edition) -> Found:
    for story in edition.articles:
        characters = sum(len(block.text) for body in _bodies(story) for block in body)
        if story.jump and characters < LEAST_JUMP:
            yield JUMP_SHORT.at(
                story.span,
                page=story.page_no,
                article=story.id,
                characters=characters,
                target=story.jump,
                least=LEAST_JUMP,
            )
        elif story.jump and len(story.body) < 2:
            yield JUMP_WHOLE.at(story.span, page=story.page_no, article=story.id, target=story.jump)


def check_holds(edition: Edition) -> Found:
    for story in edition.articles:
        if story.hold and story.rank == 1:
            yield HELD_LEAD.at(story.span, page=story.page_no, article=story.id)


def check_pictures(edition: Edition) -> Found:
    for story in _stories(edition):
        for picture in story.pictures:
            span = picture.span or story.span
            if not picture.caption:
                yield CAPTION_MISSING.at(span, page=story.page_no, article=story.id, file=picture.file)
            if not (picture.credit or story.credit or _CREDITED.search(picture.caption)):
                yield CREDIT_MISSING.at(span, page=story.page_no, article=story.id, file=picture.file)


_CREDITED = re.compile(r"[摄绘图]）?$")


# Dates

_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_WEEKDAY = re.compile(_DAY.pattern + r"[（(，, ]{0,2}(?:星期|周)([一二三四五六日天])")
_WEEKDAYS = "一二三四五六日"
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _date(match: re.Match[str], near: datetime.date) -> datetime.date | None:
    """The date that a match of `_DAY` means: without a year, the one nearest to the edition's."""
    years = (int(match[1]),) if match[1] else (near.year - 1, near.year, near.year + 1)
    dates: list[datetime.date] = []
    for year in years:
        try:
            dates.append(datetime.date(year, int(match[2]), int(match[3])))
        except ValueError:
            continue
    return min(dates, key=lambda date: abs(date - near), default=None)


def check_weekdays(edition: Edition) -> Found:
    for piece in _pieces(edition):
        if "月" not in piece.text or not ("星期" in piece.text or "周" in piece.text):
            continue
        for match in _WEEKDAY.finditer(piece.text):
            date = _date(match, edition.date)
            wrong = _WEEKDAYS.find(match[4].replace("天", "日"))
            if date and date.weekday() != wrong:
                yield WEEKDAY_WRONG.at(
                    piece.at(match.start()),
                    page=piece.story.page_no,
                    article=piece.story.id,
                    date=date,
                    right=_WEEKDAYS_EN[date.weekday()],
                    wrong=_WEEKDAYS_EN[wrong],
                    right_zh=f"星期{_WEEKDAYS[date.weekday()]}",
                    wrong_zh=f"星期{_WEEKDAYS[wrong]}",
                )


def check_datelines(edition: Edition) -> Found:
    for story in _stories(edition):
        match = _DAY.search(story.dateline)
        date = _date(match, edition.date) if match else None
        if date and date > edition.date:
            yield DATELINE_AHEAD.at(
                story.span,
                page=story.page_no,
                article=story.id,
                dateline=story.dateline,
                date=edition.date,
            )


# Marks

_PARTNERS = {
    "”": "“",
    "’": "‘",
    "》": "《",
    "〉": "〈",
    "）": "（",
    "】": "【",
    "」": "「",
    "』": "『",
    "〕": "〔",
    "〗": "〖",
}
_OPENING = frozenset(_PARTNERS.values())
_PAIRED = re.compile(f"[{''.join(_PARTNERS)}{''.join(_PARTNERS.values())}]")


_WITHIN_WORD = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")


def unbalanced(text: str) -> Iterator[int]:
    """The offsets of the quotes and brackets of `text` that have no partner.

    An apostrophe (it’s, boys’) is none of them, nor is the bracket of a number in a list (1）).
    """
    open_marks: list[int] = []
    for found in _PAIRED.finditer(text):
        offset, mark = found.start(), found.group()
        if mark in _OPENING:
            open_marks.append(offset)
        elif not _WITHIN_WORD.match(text, offset):
            partner = _PARTNERS[mark]
            before = text[offset - 1 : offset]
            if partner in (text[opened] for opened in open_marks):
                while text[(opened := open_marks.pop())] != partner:
                    yield opened
            elif not (mark in "’）" and before.isascii() and before.isalnum()):
                yield offset
    yield from open_marks


def check_partners(edition: Edition) -> Found:
    for piece in _pieces(edition):
        if piece.block and piece.block.kind == "verse":
            continue  # a quotation may run on from stanza to stanza
        for offset in sorted(unbalanced(piece.text)):
            mark = piece.text[offset]
            # Each paragraph of a long quotation opens with a quote, only the last closes it.
            if offset == 0 and mark in "“「" and piece.follower.startswith(mark):
                continue
            yield UNBALANCED.at(
                piece.at(offset),
                page=piece.story.page_no,
                article=piece.story.id,
                mark=mark,
                text=piece.around(offset, offset + 1),
            )


_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BEFORE = f"(?<=[{_HAN}”》）」])"
_ASCII = re.compile("[-.,;:!?()\"']")
_ASCII_MARK = later(
    rf"{_BEFORE}(?:\.{{2,}}|-{{2,}}|[,;:!?)](?![/\w.-]*\.\w)|\.(?=[{_HAN}“《（\s]|$)|\"|'(?=[{_HAN}]|$))"
    rf"|[(\"](?=[{_HAN}“《])"
)
_HAN_CHARACTER = later(f"[{_HAN}]")
_BETTER = {
    ",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？",
    "(": "（", ")": "）", '"': "“ ”", "'": "‘ ’",
}  # fmt: skip
_DOUBLED_MARK = re.compile("[，、；：。]{2,}")


def check_ascii_marks(edition: Edition) -> Found:
    for piece in _pieces(edition):
        match = _ASCII_MARK.search(piece.text) if _ASCII.search(piece.text) else None
        if match and _HAN_CHARACTER.search(piece.text):  # ”. ends a sentence of English as it should
            mark = match[0]
            better = _BETTER.get(mark) or ("——" if mark[0] == "-" else "……")
            yield ASCII_MARK.at(
                piece.at(match.start()),
                page=piece.story.page_no,
                article=piece.story.id,
                mark=mark,
                better=better,
                text=piece.around(*match.span()),
            )


def check_doubled_marks(edition: Edition) -> Found:
    for piece in _pieces(edition):
        for match in _DOUBLED_MARK.finditer(piece.text):
            yield DOUBLED_MARK.at(
                piece.at(match.start()),
                page=piece.story.page_no,
                article=piece.story.id,
                text=piece.around(*match.span()),
            )


CHECKS: tuple[Callable[[Edition], Found], ...] = (
    check_imprint,
    check_pages,
    check_headlines_twice,
    check_text_twice,
    check_headline_stops,
    check_jumps,
    check_holds,
    check_pictures,
    check_weekdays,
    check_datelines,
    check_partners,
    check_ascii_marks,
    check_doubled_marks,
)
