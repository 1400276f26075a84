"""A story of a feed: what the feed says of it, and its body, made into an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.messages_feeds import AUTHOR_UNCLEAR, BYLINES_DIFFER, SUMMARY_LEFT_OUT
from editions.messages_read import BYLINE_UNCLEAR, CAPTION_LEFT_OUT, LEFT_OUT, LINE_UNCLEAR
from editions.model import Article, ArticleKind, Block, BlockKind, Person, PrintTag
from editions.read.bylines import byline
from editions.read.decode import shown
from editions.read.editors import editors
from editions.read.headline import Headline, names_again, split_headline
from editions.read.later import later
from editions.read.markup_body import ITEM, TITLE, Body
from editions.read.reading import Reading, finished
from editions.read.repair import Damage, look, repair, repair_text
from editions.read.roles import Byline
from editions.read.signed import Piece, Signed, split_off
from editions.read.tags import find_tag
from editions.read.traced import PLAIN, SPACES, Source, Traced, block
from editions.read.web_words import (
    is_caption,
    is_foot,
    is_noise,
    is_note,
    is_notice,
    is_source,
    opens_caption,
    read_meta,
)
from editions.read.western import given_byline

_KINDS: dict[str, BlockKind] = {kind: kind for kind in ("paragraph", "subhead", "note", "verse", "table")}
_SENTENCE_ENDS = tuple("。！？；：…，、”’）》.!?;:,\"'")
_MAX_DISPLAY = 30  # characters; nothing that is longer is a subhead or a line of verse


@dataclass(frozen=True, slots=True)
class Told:
    """What a source says of a story beside its body; what it does not say is empty.

    `at` is where the story begins in the source. `by` is the byline; `is_account`: whoever put the story into a
    system may be named there instead, so that only what is a name counts. `summary` is told of, never printed.
    """

    id: str
    at: int = 0
    headline: str = ""
    kicker: str = ""
    deck: str = ""
    by: str = ""
    is_account: bool = False
    people: tuple[Person, ...] = ()
    dateline: str = ""
    source: str = ""
    credit: str = ""
    summary: str = ""
    kind: ArticleKind = "news"
    tag: PrintTag | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def story(told: Told, body: Body) -> Reading:
    """What is told of a story and its body in, its `Reading` out."""
    source = body.source
    found: list[Diagnostic] = [*told.diagnostics, *body.diagnostics]
    if any(fault.severity == "error" for fault in body.diagnostics):
        # Without its body an article would only give rise to complaints about what it lacks.
        return Reading((), tuple(fault._replace(article=told.id) for fault in found))
    mender = _Mender(look("\n".join((told.headline, told.kicker, told.deck, *_words(body.pieces))), source.house))
    pieces = [mender.piece(piece) for piece in body.pieces]
    titles, pieces = _titles(told, pieces, mender)
    pieces = _with_verse(pieces, source, found)
    pieces = _without_notices(pieces, source, found)
    named, pieces = _source_of(pieces, told, source, found)
    signed = split_off(pieces, source, under_headline=True)
    if told.dateline and _compact(mender.text(told.dateline)) not in _compact(signed.dateline):
        signed = split_off(pieces, source, datelines=False, under_headline=True)
    signed = signed._replace(pieces=tuple(piece for piece in signed.pieces if not names_again(piece.text, titles.headline)))
    by, trouble = _byline(told, signed, source)
    found += (*signed.diagnostics, *trouble)
    if told.summary and not _holds(signed.pieces, told.summary):
        found.append(SUMMARY_LEFT_OUT.at(source.span(told.at), text=shown(told.summary, 60)))
    article = Article(
        id=told.id,
        headline=titles.headline,
        span=source.span(told.at),
        body=tuple(_blocks(signed.pieces, source)),
        kind=told.kind,
        kicker=titles.kicker,
        deck=titles.deck,
        bylines=told.people or by.people,
        byline_text=by.text,
        dateline=signed.dateline or mender.text(told.dateline),
        source=mender.text(told.source) or named,
        credit=mender.text(told.credit) or by.photo_credit,
        pictures=tuple(one._replace(caption=mender.text(one.caption)) for one in body.pictures),
        tag=told.tag or signed.tag,
        editors=signed.editors,
        reviewers=signed.reviewers,
        repairs=tuple(sorted((+mender.repairs).items())),
    )
    return finished(article, found, source)


def merged(readings: Sequence[Reading], diagnostics: Sequence[Diagnostic] = ()) -> Reading:
    """The readings of a file's stories as one."""
    return Reading(
        tuple(article for reading in readings for article in reading.articles),
        (*diagnostics, *(fault for reading in readings for fault in reading.diagnostics)),
    )


def numbered(stem: str, count: int) -> Iterator[str]:
    """The ids of as many stories as one file has."""
    return (stem if count == 1 else f"{stem}-{number}" for number in range(1, count + 1))


@dataclass
class _Mender:
    """Repairs of one story, counted."""

    damage: Damage
    repairs: Counter[str] = field(default_factory=Counter)

    def text(self, text: str) -> str:
        mended, counts = repair_text(" ".join(text.split()), self.damage)
        self.repairs.update(counts)
        return mended.strip(SPACES)

    def piece(self, piece: Piece) -> Piece:
        copy, counts = repair(piece.copy, self.damage)
        self.repairs.update(counts)
        rows = tuple(tuple(self.text(cell) for cell in row) for row in piece.rows)
        return piece._replace(copy=copy.stripped(), rows=rows)


def _words(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        yield piece.text
        for row in piece.rows:
            yield from row


# Headlines


class _Titles(NamedTuple):
    kicker: str
    headline: str
    deck: str


# `标题（“冬闲变冬忙”系列报道①）`: feeds have one line for what stands in three.
_SERIES = later(
    r"[（(]([^（）()]{2,30}(?:系列报道|系列)?[①-⑳]|[^（）()]{2,30}(?:系列报道|之[一二三四五六七八九十]{1,2}))[）)]$"
)


def _titles(told: Told, pieces: list[Piece], mender: _Mender) -> tuple[_Titles, list[Piece]]:
    """Kicker, headline and deck, and the body without a headline that it repeats or has in place of the feed."""
    headline = mender.text(told.headline)
    first = next((index for index, piece in enumerate(pieces[:3]) if piece.hint == TITLE), None)
    if first is not None and (not headline or _compact(pieces[first].text) == _compact(headline)):
        headline = headline or pieces[first].text
        pieces = [*pieces[:first], *pieces[first + 1 :]]
    turned = [line for part in told.headline.split("\n") if (line := mender.text(part))]  # where it was broken by hand
    parts = split_headline(headline) if len(turned) < 2 else Headline("", "|".join(turned), "")
    kicker, deck = mender.text(told.kicker) or parts.kicker, mender.text(told.deck) or parts.deck
    headline = parts.headline
    if not kicker and (series := _SERIES.search(headline)) and series.start():
        kicker, headline = series.group(1), headline[: series.start()].rstrip(SPACES)
    return _Titles(kicker, headline, deck), pieces


def _compact(text: str) -> str:
    return "".join(text.split())


# Bylines and datelines


def _byline(told: Told, signed: Signed, source: Source) -> tuple[Byline, tuple[Diagnostic, ...]]:
    """Who signs the story: the fuller of two bylines that agree; else what the body says."""
    by = given_byline(told.by) if told.by else Byline((), "")
    of_body = Byline(signed.bylines, signed.byline_text, signed.photo_credit)
    span = source.span(told.at)
    if signed.bylines:
        given, found = ({person.name for person in one.people} for one in (by, of_body))
        if given > found:
            return by, ()
        if given - found:
            return of_body, (BYLINES_DIFFER.at(span, first=shown(of_body.text, 60), other=shown(by.text, 60)),)
        return of_body, ()
    if not told.by or by.people or told.people:
        return (by if told.by else of_body), ()
    if told.is_account:
        return of_body, (AUTHOR_UNCLEAR.at(span, text=shown(by.text, 40)),)
    return by, (BYLINE_UNCLEAR.at(span, text=shown(by.text, 40)),)


def _holds(pieces: Sequence[Piece], summary: str) -> bool:
    """Whether a body has the beginning of a summary in it: many are cut from it by machine."""
    start = _compact(summary).rstrip("….。[]")[:40]
    return start in _compact("".join(piece.text for piece in pieces))


# The body


_OPENS_CAPTION = tuple("图上下左右")  # other marks may be those of a list


def _without_notices(pieces: Sequence[Piece], source: Source, found: list[Diagnostic]) -> list[Piece]:
    """A body without what a site adds to it, buttons and notices of copyright, and without captions of no picture; each is told of."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.kind in {"", "paragraph"} and piece.hint != ITEM and (
            is_noise(piece.text) or is_notice(piece.text) or (is_display(piece) and is_foot(piece.text))
        ):
            found.append(LEFT_OUT.at(source.span(piece.copy.start), text=shown(piece.text, 40)))
        elif piece.kind in {"", "paragraph"} and piece.text[:1] in _OPENS_CAPTION and opens_caption(piece.text) and is_caption(piece.text):
            found.append(CAPTION_LEFT_OUT.at(source.span(piece.copy.start), text=shown(piece.text, 40)))
        else:
            kept.append(piece)
    return kept


def _source_of(
    pieces: Sequence[Piece], told: Told, source: Source, found: list[Diagnostic]
) -> tuple[str, list[Piece]]:
    """The source that a line of the body names, and the body without it; one beside another that the file gives is told of."""
    lines = [piece for piece in pieces if piece.kind in {"", "paragraph"} and piece.hint != ITEM and is_source(piece.text)]
    named = read_meta(piece.text for piece in lines).source
    if told.source and named not in ("", told.source):
        found.extend(LEFT_OUT.at(source.span(piece.copy.start), text=shown(piece.text, 40)) for piece in lines)
    return named, [piece for piece in pieces if piece not in lines]


def _with_verse(pieces: Sequence[Piece], source: Source, found: list[Diagnostic]) -> list[Piece]:
    """Three or more lines in a row that have no end and that nothing marks are verse, which is said."""
    runs = _display_runs(pieces)
    whole: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece, run = pieces[index], runs[index]
        is_signed = not index and byline(piece.text, bare=True)
        if run > 2 and not is_signed:
            found.append(LINE_UNCLEAR.at(source.span(piece.copy.start), text=shown(piece.text, 40)))
            whole.append(Piece(Traced.joined(_with_breaks(pieces[index : index + run])), "verse"))
            index += run
        else:
            whole.append(piece)
            index += 1
    return whole


def _blocks(pieces: Sequence[Piece], source: Source) -> Iterator[Block]:
    """Pieces in, blocks out. A short line without an end that nothing marks is a subhead if running text follows."""
    runs = _display_runs(pieces)
    for index, piece in enumerate(pieces):
        if runs[index] and index + runs[index] < len(pieces):
            yield block("subhead", piece.copy.styled(PLAIN), source)
        elif is_note(piece.text):
            yield block("note", piece.copy, source)
        else:
            kind = _KINDS.get(piece.kind, "subhead" if piece.hint == TITLE else "paragraph")
            yield block(kind, piece.copy, source, piece.rows)


def _display_runs(pieces: Sequence[Piece]) -> list[int]:
    """For each piece, how many from it on are lines that nothing marks and that are no running text."""
    runs = [0] * (len(pieces) + 1)
    for index in range(len(pieces) - 1, -1, -1):
        if is_display(pieces[index]) and not _is_apart(pieces[index].text):
            runs[index] = runs[index + 1] + 1
    return runs


def is_display(piece: Piece) -> bool:
    """Whether a piece that nothing marks is no running text: a headline, a subhead, a line of verse."""
    text = piece.text
    return (
        piece.kind in {"", "paragraph"}
        and piece.hint not in {ITEM, TITLE}
        and 0 < len(text) <= _MAX_DISPLAY
        and not text.endswith(_SENTENCE_ENDS)
        and "。" not in text
        and not is_note(text)
    )


def _is_apart(text: str) -> bool:
    """Whether a line is none of the body's: a byline, a print tag, the names of editors."""
    return bool(byline(text) or find_tag(text) or editors(text))


def _with_breaks(pieces: Sequence[Piece]) -> Iterator[Traced]:
    for index, piece in enumerate(pieces):
        if index:
            yield Traced("\n", [piece.copy.start], PLAIN)
        yield piece.copy
