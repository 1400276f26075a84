"""The text of a saved web page: navigation, headline, source line, print tag, body, editors, footer.

Nothing marks these parts; they are told apart by their words (`web_words`), their length, their place and
their indent. A line that is not understood is left out with a warning, never in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from editions.diagnostic import Diagnostic, Message, Span
from editions.messages_feeds import STORY_TOO_LONG
from editions.messages_read import (
    CAPTION_LEFT_OUT,
    HEADLINE_UNCERTAIN,
    LEFT_OUT,
    LINE_UNCLEAR,
    TOO_MANY_LINES,
)
from editions.model import HANS, Article, Block, BlockKind, HouseStyle, Picture, Sidebar
from editions.read.bylines import byline
from editions.read.datelines import dateline
from editions.read.decode import MAX_CHARACTERS, shown
from editions.read.editors import editors
from editions.read.headline import Headline, names_again, split_headline
from editions.read.later import later
from editions.read.reading import Reading, finished
from editions.read.repair import look, repair
from editions.read.roles import is_in_house
from editions.read.shapes import HAN, WIDE, shape
from editions.read.signed import Piece, split_off
from editions.read.tags import find_tag
from editions.read.traced import PLAIN, SPACES, Source, Traced, block
from editions.read.web_words import (
    is_caption,
    is_detail,
    is_foot,
    is_label,
    is_meta,
    is_noise,
    is_note,
    is_of_the_house,
    is_source,
    read_meta,
)
from editions.read.western import western_byline

_WIDTHS = {"\u3000": 2, "\t": 4, "\u2003": 2}  # in half-width spaces
MAX_LINES = 20_000  # that are not empty, of one page

_PROSE_ENDS = tuple("。；：…")
_SENTENCE_ENDS = tuple("。！？；：…”’）》")
_PAPERS_NAME = later(r"[^\W\da-zA-Z_]{2,6}(?:[日晚早时商晨快]|都市)报")  # over the print tag of a page
_ASKED = later(r"(?:问|答|[^\W\d]{0,4}记者|主持人)\s*[:：].{2,}[？！]")  # what an interview goes on with
_LONG = 45  # characters; no headline is longer
_NAV = 8  # characters; a menu word is not longer
_NAV_RUN = 4  # so many short lines without a gap are a menu


def read_web_text(text: str, name: str, house: HouseStyle = HANS) -> Reading:
    """The text of a saved page in, its one article out."""
    if len(text) > MAX_CHARACTERS:
        return Reading((), (STORY_TOO_LONG.at(Span(name), limit=MAX_CHARACTERS),))
    source = Source(name, text, house)
    damage = look(text, house)
    repairs: Counter[str] = Counter()
    pieces: list[Piece] = []
    gap = True
    for number, line in enumerate(text.split("\n")):
        if len(pieces) > MAX_LINES:
            break
        copy, counts = repair(Traced.plain(line, source.line_starts[number]), damage)
        if counts:
            repairs.update(counts)
        piece = Piece(copy.stripped(), indent=indent_of(copy.text), gap=gap)
        gap = not piece.text
        if piece.text:
            pieces.append(piece)
    whole = _unwrapped(pieces)
    repairs["wraps"] = len(pieces) - len(whole)
    return read_pieces(whole, source, repairs)


def read_pieces(
    pieces: Sequence[Piece],
    source: Source,
    repairs: Counter[str],
    pictures: Sequence[tuple[int, Picture]] = (),
) -> Reading:
    """The lines of a page, repaired and not empty, in, its article out.

    `Piece.hint` may be what markup says of a line: `title`, `subhead`, `note`, `link` (nothing but links);
    a table comes with its kind. `pictures` stand each before the line of that index.
    """
    if not pieces:
        return Reading()
    if len(pieces) > MAX_LINES:
        return Reading((), (TOO_MANY_LINES.at(Span(source.name), limit=MAX_LINES),))
    pieces, pictures = _with_captions(pieces, pictures)
    pieces, strange = _unlabelled(pieces)
    top = _top(pieces)
    foot = _foot(pieces, top.body)
    meta_lines = {index for index in range(foot) if _is_meta(pieces[index], above=index < top.prose)}
    story = [
        pieces[index]
        for index in range(top.body, foot)
        if not (index in meta_lines or index in top.taken or is_furniture(pieces[index]))
    ]
    signed = split_off(story, source, under_headline=True)
    above = split_off([piece for piece in pieces[: top.title] if find_tag(piece.text)], source)
    below = split_off(pieces[foot:], source, datelines=False, bylines=False)
    meta = read_meta(pieces[index].text for index in sorted(meta_lines))
    body = read_body([piece for piece in signed.pieces if not names_again(piece.text, top.titles.headline)], source)
    shown_pictures = tuple(picture for index, picture in pictures if top.body <= index <= foot)
    article = Article(
        id=PurePosixPath(source.name).stem,
        headline=top.titles.headline,
        span=Span(source.name),
        body=body.blocks,
        kind="news" if body.blocks or body.sidebars or not shown_pictures else "picture",
        kicker=top.titles.kicker,
        deck=top.titles.deck,
        bylines=signed.bylines or meta.bylines,
        byline_text=signed.byline_text or meta.byline_text,
        dateline=signed.dateline,
        source=meta.source,
        credit=signed.photo_credit or meta.photo_credit,
        pictures=shown_pictures,
        sidebars=body.sidebars,
        tag=signed.tag or above.tag or below.tag,
        jump_marks=signed.jump_marks,
        editors=tuple(dict.fromkeys((*signed.editors, *below.editors))) or meta.editors,
        reviewers=tuple(dict.fromkeys((*signed.reviewers, *below.reviewers))),
        repairs=tuple(sorted((+repairs).items())),
    )
    trouble = (
        *(_said(LEFT_OUT, piece, source) for piece in (*strange, *top.left_out)),
        *(_said(HEADLINE_UNCERTAIN, piece, source) for piece in top.uncertain),
        *above.diagnostics,
        *signed.diagnostics,
        *body.diagnostics,
        *below.diagnostics,
        *(_said(LEFT_OUT, piece, source) for piece in _lost(below.pieces)),
    )
    return finished(article, trouble, source)


def indent_of(line: str) -> int:
    """The width of the space a line begins with, in half-width spaces."""
    width = len(line) - len(line.lstrip(SPACES))
    return sum(_WIDTHS.get(char, 1) for char in line[:width]) if width else 0


def _unwrapped(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs that were cut into lines, whole again: a line at the margin goes on with an indented one
    that has no end, or with any that is full where all lines were cut at one width."""
    width = _cut_at(pieces)
    whole: list[Piece] = []
    parts: list[Traced] = []  # of the last of `whole`; joined once, at its end
    for piece in (*pieces, None):
        if piece and whole and _goes_on(whole[-1], parts[-1].text, piece, width):
            if _WORDS_MEET.fullmatch(parts[-1].text[-1:] + piece.text[:1]):
                parts.append(Traced(" ", [piece.copy.start], PLAIN))
            parts.append(piece.copy)
            continue
        if len(parts) > 1:
            whole[-1] = whole[-1]._replace(copy=Traced.joined(parts))
        if piece:
            whole.append(piece)
            parts = [piece.copy]
    return whole


def _goes_on(first: Piece, last_line: str, piece: Piece, width: int) -> bool:
    if piece.gap or piece.indent or find_tag(piece.text):
        return False
    if width and _columns(last_line) + first.indent * (last_line == first.text) >= width - _RAGGED:
        return True
    return first.indent >= 2 and len(last_line) >= 15 and not last_line.endswith(_SENTENCE_ENDS)


_WORDS_MEET = re.compile("[A-Za-z,.;:!?%][A-Za-z]|[A-Za-z,.;:%][0-9]|[0-9][A-Za-z]")
_NARROWEST = 30  # columns of which a Han character takes two; lines of verse are shorter
_RAGGED = 4  # columns: a mark that must not begin a line, or a figure, goes over to the next one
_FULL_LINES = 4
_NO_VERSE = 50  # columns; no line of verse is so long


def _cut_at(pieces: Sequence[Piece]) -> int:
    """The width in columns at which all lines were cut, 0 if none was: most lines are as long as the longest, and most
    of these end in the middle of a sentence."""
    widths = [_columns(piece.text) + piece.indent for piece in pieces]
    widest = max(widths, default=0)
    full = [piece for piece, width in zip(pieces, widths, strict=True) if width >= widest - _RAGGED]
    torn = sum(not piece.text.endswith(_SENTENCE_ENDS) for piece in full)
    if len(full) < _FULL_LINES:  # three are enough where they are no verse for their length, and all torn
        return widest if widest >= _NO_VERSE and len(full) == torn == _FULL_LINES - 1 else 0
    return widest if widest >= _NARROWEST and torn * 3 >= len(full) * 2 else 0


def _columns(text: str) -> int:
    form = shape(text)
    return len(form) + form.count(HAN) + form.count(WIDE)


def _with_captions(
    pieces: Sequence[Piece], pictures: Sequence[tuple[int, Picture]]
) -> tuple[Sequence[Piece], Sequence[tuple[int, Picture]]]:
    """Lines and pictures in; the same with the line under a picture as its caption, if a credit in a line of its own follows it or
    the page has such a line under every picture, out."""
    under = _lines_under(pieces, pictures)
    taken: list[int] = []
    captioned: list[tuple[int, Picture]] = []
    for index, picture in pictures:
        lines = pieces[index : index + 2]
        if index in under and not picture.caption:
            picture = picture._replace(caption=lines[0].text)
            taken.append(index)
        elif len(lines) == 2 and not picture.caption and len(lines[0].text) <= _LONGEST_CAPTION and _is_credit(lines[1].text):
            picture = picture._replace(caption=f"{lines[0].text}\u3000{lines[1].text}")
            taken += (index, index + 1)
        captioned.append((index, picture))
    kept = [piece for index, piece in enumerate(pieces) if index not in taken]
    return kept, [(index - sum(one < index for one in taken), picture) for index, picture in captioned]


def _lines_under(pieces: Sequence[Piece], pictures: Sequence[tuple[int, Picture]]) -> frozenset[int]:
    """The short lines that stand alone between two pictures, or behind the last, of a page where half of the pictures and more have
    their captions there."""
    bare = sum(not picture.caption for _, picture in pictures)
    if not bare or bare * 2 > len(pictures) or len(pictures) < _PHOTO_PAGE:
        return frozenset()
    following = [*(index for index, _ in pictures[1:]), len(pieces)]
    return frozenset(
        index
        for (index, picture), after in zip(pictures, following, strict=True)
        if not picture.caption and after == index + 1 and not pieces[index].kind and len(pieces[index].text) <= _SHORT_CAPTION
    )


def _is_credit(text: str) -> bool:
    signed = byline(text, bare=True) if text.rstrip("）)").endswith(("摄", "攝", "供图", "图")) else None
    return bool(signed and "文" not in text)


# Above the body

_PHOTO_PAGE = 3  # pictures
_SHORT_CAPTION = 40  # characters
_LONGEST_CAPTION = 80  # characters
_LABELLED_TITLE = later(r"(?:主?标\s*题|题\s*目)\s*[:：]\s*(?=\S)")
_LABELLED_BODY = later(r"正\s*文\s*[:：]?")
_LABELLED = later(r"[^\s，。：:]{2,6}\s*[:：].*")
_UNDER_DATELINE = later(r"\s*题\s*[:：]\s*(?=\S)")
_HIGHEST = 8  # so many lines may stand above a headline that is labelled as one


def _unlabelled(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], tuple[Piece, ...]]:
    """The lines of a page in; the same with a headline marked that its line names (`标题：…`, `中新社北京10月16日电 题：…`), and those
    left out that a form has between `标题：` and `正文：` and that are neither source nor signature, out."""
    if any(piece.hint == "title" for piece in pieces):
        return pieces, ()
    for index, piece in enumerate(pieces[:_HIGHEST]):
        if label := _LABELLED_TITLE.match(piece.text):
            title = piece._replace(copy=piece.copy.cut(label.end()), hint="title")
            body = next((at for at in range(index, len(pieces)) if _LABELLED_BODY.fullmatch(pieces[at].text)), index)
            form = pieces[index + 1 : body]
            strange = tuple(one for one in form if _LABELLED.fullmatch(one.text) and _tells_nothing(one.text))
            kept = (*(one for one in form if one not in strange), *pieces[max(body, index + 1) :])
            return (*pieces[:index], title, *kept), strange
        if "题" in piece.text and (opened := dateline(piece.text)) and (under := _UNDER_DATELINE.match(piece.text, opened.length)):
            title = piece._replace(copy=piece.copy.cut(under.end()), hint="title")
            return (*pieces[:index], title, piece._replace(copy=piece.copy.cut(0, opened.length).stripped()), *pieces[index + 1 :]), ()
    return pieces, ()


def _tells_nothing(text: str) -> bool:
    return not (is_meta(text) or byline(text) or editors(text) or find_tag(text))


class _Top(NamedTuple):
    """What stands above the body, as indices of lines: the headline `title`, the first line after it
    `body`, the first of running text `prose`, and those `taken` for headlines."""

    title: int
    prose: int
    titles: Headline
    taken: frozenset[int] = frozenset()
    left_out: tuple[Piece, ...] = ()
    uncertain: tuple[Piece, ...] = ()

    @property
    def body(self) -> int:
        return self.title + 1 if self.taken else 0


def _top(pieces: Sequence[Piece]) -> _Top:
    prose = next((index for index, piece in enumerate(pieces) if is_prose(piece)), len(pieces))
    menu = _menu(pieces[:prose])
    lines = [index for index in range(prose) if index not in menu and _may_be_headline(pieces[index])]
    titled = [index for index in lines if pieces[index].hint == "title"]
    meta = next((index for index in range(prose) if is_meta(pieces[index].text)), 0)
    above_meta = [index for index in lines if index < meta and not is_deck(pieces[index])]
    if not titled and not above_meta:
        return _stacked_top(pieces, lines, prose)
    title = (titled or above_meta)[-1]
    titles = split_headline(pieces[title].text)
    taken = {title}
    deck = next((index for index in lines if index > title and is_deck(pieces[index])), None)
    if deck is not None and not titles.deck:
        titles = titles._replace(deck=pieces[deck].text)
        taken.add(deck)
    over = title - 1 in lines and (not pieces[title].gap or pieces[title - 1].hint == "subhead")
    if over and not titles.kicker:
        titles = titles._replace(kicker=pieces[title - 1].text)
        taken.add(title - 1)
    above = (pieces[index] for index in lines if index < title and index not in taken)
    left_out = tuple(piece for piece in above if len(piece.text) > _NAV)
    return _Top(title, prose, titles, frozenset(taken), left_out)


def _stacked_top(pieces: Sequence[Piece], lines: list[int], prose: int) -> _Top:
    """A page that begins with its headline: kicker, headline and deck are lines one below the other."""
    end = next((at for at in range(1, len(lines)) if lines[at] != lines[at - 1] + 1), len(lines))
    stack = lines[:end]
    texts = [pieces[index].text for index in stack]
    deck = next((at for at in range(1, end) if is_deck(pieces[stack[at]])), 0)
    taken = frozenset(stack)
    if deck:
        titles = split_headline(texts[deck - 1])._replace(deck=texts[deck])
        if deck > 1 and not titles.kicker:
            titles = titles._replace(kicker=texts[deck - 2])
        left_out = tuple(pieces[index] for index in stack[: max(0, deck - 2)])
        # What follows the deck may be a subhead, and is the body's.
        return _Top(stack[deck - 1], prose, titles, taken - set(stack[deck + 1 :]), left_out)
    if len(stack) <= 1:
        return _Top(stack[0] if stack else 0, prose, split_headline("".join(texts)), taken)
    # Nothing tells kicker, headline and deck apart but their order on the page; say so.
    kicker, headline, *rest = texts[:3]
    uncertain = tuple(pieces[index] for index in stack[:3])
    titles = Headline(kicker, headline, "".join(rest))
    return _Top(stack[1], prose, titles, frozenset(stack[:3]), uncertain=uncertain)


def _menu(pieces: Sequence[Piece]) -> set[int]:
    """The indices of short lines that follow one another without a gap."""
    found: set[int] = set()
    start = 0
    for index in range(1, len(pieces) + 1):
        if index == len(pieces) or pieces[index].gap:
            if index - start >= _NAV_RUN and all(len(piece.text) <= _NAV for piece in pieces[start:index]):
                found.update(range(start, index))
            start = index
    return found


def _may_be_headline(piece: Piece) -> bool:
    text = piece.text
    return not (
        piece.hint == "link"
        or is_furniture(piece)
        or is_meta(text)
        or is_foot(text)
        or is_note(text)
        or is_detail(text)
        or dateline(text)
        or _PAPERS_NAME.fullmatch(text)
        or find_tag(text)
        or byline(text)
        or is_in_house(text)
        or western_byline(text)
    )


def is_deck(piece: Piece) -> bool:
    """Whether a line about a headline is its deck."""
    return piece.text.startswith("—")


# The body


class StoryBody(NamedTuple):
    blocks: tuple[Block, ...]
    sidebars: tuple[Sidebar, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_body(pieces: Sequence[Piece], source: Source) -> StoryBody:
    """The story's lines in; its blocks, its sidebars and what is uncertain about them out."""
    indents = Counter(piece.indent for piece in pieces if is_prose(piece)).most_common(1)
    deep = (indents[0][0] if indents else 0) + 2
    last_prose = max((index for index, piece in enumerate(pieces) if is_prose(piece)), default=-1)
    runs = _display_runs(pieces)
    found: list[Diagnostic] = []
    parts: list[tuple[str, str, list[Block]]] = [("", "", [])]  # label, headline, body
    index = 0
    while index < len(pieces):
        piece, run = pieces[index], runs[index]
        if piece.kind == "table":
            parts[-1][2].append(block("table", piece.copy, source, piece.rows))
        elif is_caption(piece.text):
            found.append(_said(CAPTION_LEFT_OUT, piece, source))
        elif run == 2 and is_label(piece.text) and pieces[index + 1].indent >= deep:
            parts.append((piece.text, pieces[index + 1].text, []))
            index += 1
        elif run > 2 and not any(pieces[at].hint for at in range(index, index + run)):
            found.append(_said(LINE_UNCLEAR, piece, source))
            parts[-1][2].append(block("verse", Traced.joined(_with_breaks(pieces[index : index + run])), source))
            index += run - 1
        else:
            kind = _kind(piece, prose_follows=index < last_prose)
            if kind == "paragraph" and run:
                found.append(_said(LINE_UNCLEAR, piece, source))
            parts[-1][2].append(block(kind, piece.copy, source))
        index += 1
    sidebars = (Sidebar(headline, tuple(body), label) for label, headline, body in parts[1:])
    return StoryBody(tuple(parts[0][2]), tuple(sidebars), tuple(found))


def _kind(piece: Piece, *, prose_follows: bool) -> BlockKind:
    if piece.hint == "note" or is_note(piece.text):
        return "note"
    if piece.hint == "subhead" or (prose_follows and not is_prose(piece)):
        return "subhead"
    return "paragraph"


def _display_runs(pieces: Sequence[Piece]) -> list[int]:
    """For each line, how many lines from it on are no running text."""
    runs = [0] * (len(pieces) + 1)
    for index in range(len(pieces) - 1, -1, -1):
        if not is_prose(pieces[index]) and not is_note(pieces[index].text):
            runs[index] = runs[index + 1] + 1
    return runs


def _with_breaks(lines: Sequence[Piece]) -> Iterator[Traced]:
    for index, line in enumerate(lines):
        if index:
            yield Traced("\n", [line.copy.start], PLAIN)
        yield line.copy


# Below the body


def _foot(pieces: Sequence[Piece], body: int) -> int:
    """The index of the first line that is below the story."""
    prose = next((index for index in range(body, len(pieces)) if is_prose(pieces[index])), len(pieces))
    return next((index for index in range(prose, len(pieces)) if is_foot(pieces[index].text)), len(pieces))


def _lost(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Lines below the story that read like one."""
    return (piece for piece in pieces if is_prose(piece) and piece.text and not is_of_the_house(piece.text))


# Lines


def is_prose(piece: Piece) -> bool:
    """Whether a line is running text, as against a headline, a menu word, a name."""
    text = piece.text
    if piece.hint in {"title", "subhead", "link"}:
        return False
    return (
        bool(piece.kind)
        or "。" in text
        or text.endswith(_PROSE_ENDS)
        or (len(text) > _LONG and not is_meta(text))
        or bool(_ASKED.fullmatch(text))
        or (text.startswith("“") and text.endswith(("！”", "？”", "，”")))
        or (piece.indent >= 2 and len(text) >= 20 and "，" in text)
    )


def is_furniture(piece: Piece) -> bool:
    """Whether a line is a link or a button of the site."""
    return is_noise(piece.text) or (piece.hint == "link" and len(piece.text) <= _LONG)


def _is_meta(piece: Piece, *, above: bool) -> bool:
    # Below the headline's block only the source counts: `时间：10月23日` is what a notice says.
    return is_meta(piece.text) if above else is_source(piece.text)


def _said(message: Message, piece: Piece, source: Source) -> Diagnostic:
    return message.at(source.span(piece.copy.start), text=shown(piece.text, 40))
