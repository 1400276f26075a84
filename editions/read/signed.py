"""What stands in a body but is not body: print tags, datelines, bylines, editors, jump lines.

Every format has them, so every reader hands its pieces through `split_off` before it makes blocks of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.messages_read import (
    BYLINE_UNCLEAR,
    CONTINUED,
    LINE_UNCLEAR,
    TAG_DATE_IMPOSSIBLE,
    TAG_UNCLEAR,
    TAGS_DIFFER,
)
from editions.model import BlockKind, JumpMark, Person, PrintTag
from editions.page_no import normal_page_no
from editions.read.bylines import byline, mere_names
from editions.read.datelines import dateline, is_the_end, reported, signature, the_end
from editions.read.decode import shown
from editions.read.editors import Editors, editors, parted
from editions.read.labels import spaced
from editions.read.later import later
from editions.read.roles import Byline, is_in_house, is_unclear, is_unclear_label, opens_unclear, takes_only_pictures
from editions.read.tags import Tag, find_tag, hints_at_tag, tag_at_end
from editions.read.traced import Source, Traced
from editions.read.web_words import opens_caption
from editions.read.western import western_byline, western_dateline, western_desk

_PAGE = r"第?\s*(?P<page>[A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
_DAY = r"(?P<day>昨[日天]|前[日天]|\d{1,2}月\d{1,2}日)"
_WAY = rf"(?:(?P<back>上接|紧接|接)|(?P<on>下转|转))\s*(?:本报|今日|{_DAY})?(?:本报)?\s*"
_JUMP_LINE = later(rf"[▲△▶■（(【\s]*(?:未完(?:待续)?[\s，,、；;]*)?{_WAY}{_PAGE}[^\s，。）)】]{{0,8}}\s*[）)】]?")
_JUMP_END = later(rf"[（(【]\s*{_WAY}{_PAGE}[^（）()【】]{{0,12}}[）)】]\s*$")
_JUMP_START = later(rf"[（(【]\s*{_WAY}{_PAGE}[^（）()【】]{{0,24}}[）)】]\s*")

# Where the desk may reach the writer, and when he wrote; in a notice both are copy.
_CONTACT = later(r"[（(]?(?:.{0,8}[:：，\s])?(?:通联|联系人|联系方式|联系电话|手机|电话)(?:\s*[:：]|\s*(?=1)).*1[3-9]\d{9}|\d{4}年\d{1,2}月\d{1,2}日$")
_BY = later("By [A-Z]")
_CONTACT_LINE = 60  # characters
_MOST_SIGNATURES = 4  # at the end of one paragraph: byline, dateline, editors, （完）


class Piece(NamedTuple):
    """A piece of a body on its way to a block. `kind` is "" while it is not known, `indent` in half-width
    spaces, `gap` tells whether a blank line stands before it; `hint` is what the markup says of it."""

    copy: Traced
    kind: BlockKind | str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    indent: int = 0
    gap: bool = True
    hint: str = ""

    @property
    def text(self) -> str:
        return self.copy.text


class Signed(NamedTuple):
    """The pieces that are left, and what was split off them."""

    pieces: tuple[Piece, ...]
    tag: PrintTag | None = None
    dateline: str = ""
    bylines: tuple[Person, ...] = ()
    byline_text: str = ""
    photo_credit: str = ""
    jump_marks: tuple[JumpMark, ...] = ()
    editors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def and_also(self, other: Signed) -> Signed:
        """The same pieces, with what was split off another part of the story where this part says nothing."""
        return self._replace(
            tag=self.tag or other.tag,
            dateline=self.dateline or other.dateline,
            bylines=self.bylines or other.bylines,
            byline_text=self.byline_text or other.byline_text,
            photo_credit=self.photo_credit or other.photo_credit,
            jump_marks=self.jump_marks + other.jump_marks,
            editors=self.editors + other.editors,
            reviewers=self.reviewers + other.reviewers,
            diagnostics=self.diagnostics + other.diagnostics,
        )


@dataclass
class _Found:
    """What was split off so far."""

    tags: list[tuple[Tag, Traced]] = field(default_factory=list)
    datelines: list[str] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)
    jumps: list[Traced] = field(default_factory=list)
    unclear: list[tuple[str, int]] = field(default_factory=list)  # what stands where names do, and its offset


def split_off(
    pieces: Sequence[Piece],
    source: Source,
    *,
    datelines: bool = True,
    bylines: bool = True,
    under_headline: bool = False,
) -> Signed:
    """The pieces of one body in, the same without what is not body out.

    `datelines` and `bylines` tell whether these are looked for: a source that names them elsewhere keeps
    its body as it stands. `under_headline`: the pieces begin under the headline, where a mere name signs
    the story.
    """
    found = _Found()
    kept: list[Piece] = []
    foot = len(pieces) - 1 - sum(1 for _ in takewhile(_stands_apart, reversed(pieces[1:])))
    for index, piece in enumerate(pieces):
        bare = under_headline and not kept
        at_edge = not kept or index >= foot
        if _takes_line(piece, found, bylines, bare, at_edge):
            continue
        rest = _without_ends(piece, found)
        if rest is piece or not _takes_line(rest, found, bylines, bare, at_edge):
            kept.append(rest)
    if bylines:
        # At the edges of a body alone: in the middle a reporter may be what the copy is about.
        found.unclear += (
            (piece.text, piece.copy.start)
            for piece in {id(one): one for one in (*kept[:1], *kept[-1:])}.values()
            if _may_sign(piece)
        )
        found.unclear += ((piece.text, piece.copy.start) for piece in kept[1:3] if len(piece.text) <= 60 and _BY.match(piece.text))
    if datelines:
        kept = _without_dateline(kept, found, bylines)
    if bylines and len(kept) > 1 and _is_mere_name(kept[-1]):
        last = kept.pop()
        inner = last.text.strip("（）() \u3000")
        names = mere_names(inner)
        if not {person.name for signed in found.bylines for person in signed.people}.issuperset(one.name for one in names):
            found.bylines.append(Byline(names, inner))
            found.unclear.append((last.text, last.copy.start))
    kept = [_without_the_end(piece) for piece in kept]
    for _ in range(_MOST_SIGNATURES):
        if kept and kept[-1].kind in {"", "paragraph"}:
            kept[-1] = _without_signature(kept[-1], found, datelines, bylines)
    tag, trouble = _print_tag(found.tags, source)
    trouble += (
        LINE_UNCLEAR.at(source.span(piece.copy.start), text=shown(piece.text, 40))
        for piece in kept[-2:]
        if piece.kind in {"", "paragraph"} and "1" in piece.text and len(piece.text) <= _CONTACT_LINE and _CONTACT.match(piece.text)
    )
    trouble += _unclear(kept, source)
    trouble += (BYLINE_UNCLEAR.at(source.span(at), text=shown(text, 60)) for text, at in dict.fromkeys(found.unclear))
    return Signed(
        pieces=tuple(kept),
        tag=tag,
        dateline=" ".join(found.datelines),
        bylines=_people_of(found.bylines),
        byline_text=_text_of(found.bylines),
        photo_credit=" ".join(dict.fromkeys(signed.photo_credit for signed in found.bylines if signed.photo_credit)),
        jump_marks=tuple(_jump_mark(jump, source) for jump in found.jumps),
        editors=tuple(dict.fromkeys(found.editors)),
        reviewers=tuple(dict.fromkeys(found.reviewers)),
        diagnostics=(
            *trouble,
            *(CONTINUED.at(source.span(jump.at[0]), text=shown(jump.text)) for jump in found.jumps),
        ),
    )


def _text_of(bylines: Sequence[Byline]) -> str:
    """The bylines of a story as printed; one that names nobody beside those of a fuller one is not printed again."""
    named: set[str] = set()
    told: set[Byline] = set()
    for signed in sorted(bylines, key=lambda one: -len(one.people)):
        names = {person.name for person in signed.people}
        if signed.photo_credit or not names or names - named:
            told.add(signed)
        named |= names
    return " ".join(dict.fromkeys(signed.text.replace("\u00a0", " ") for signed in bylines if signed in told))


def _people_of(bylines: Sequence[Byline]) -> tuple[Person, ...]:
    """Who signed, each once; `记者 张三` is no other than an `岚江日报记者 张三` before."""
    found: list[Person] = []
    for person in (person for signed in bylines for person in signed.people):
        if not any(one.name == person.name and one.role.endswith(person.role) for one in found):
            found.append(person)
    return tuple(found)


def _takes_line(piece: Piece, found: _Found, bylines: bool, under_headline: bool, at_edge: bool) -> bool:
    """Whether a piece as a whole is no body; what it is goes into `found`."""
    text = piece.text
    if piece.kind not in {"", "paragraph"} or piece.hint == "item" or len(text) > 120:
        return False
    if (tag := find_tag(text)) and (at_edge or not tag.bare):
        found.tags.append((tag, piece.copy))
    elif _may_jump(text) and _JUMP_LINE.fullmatch(text.strip()):
        found.jumps.append(piece.copy)
    elif is_the_end(text):
        return True
    elif names := editors(text):
        found.editors += names.editors
        found.reviewers += names.reviewers
    elif bylines and (both := _writers_and_editors(text)):
        found.bylines.append(both[0])
        found.editors += both[1].editors
        found.reviewers += both[1].reviewers
    elif bylines and (signed := byline(text, bare=under_headline) or (western_byline(text) if under_headline else None)):
        found.bylines.append(signed)
    else:
        return False
    return True


def _writers_and_editors(text: str) -> tuple[Byline, Editors] | None:
    if desk := western_desk(text):
        return desk[0], Editors(desk[1], ())
    signing, editing = parted(text)
    signed, names = (byline(signing), editors(editing)) if signing else (None, None)
    return (signed, names) if signed and names else None


def _stands_apart(piece: Piece) -> bool:
    """Whether a piece is none of the body's wherever it stands."""
    text = piece.text
    return len(text) <= 120 and bool(
        find_tag(text)
        or editors(text)
        or byline(text)
        or (_may_jump(text) and _JUMP_LINE.fullmatch(text.strip()))
        or _writers_and_editors(text)
    )


def _is_mere_name(piece: Piece) -> bool:
    """Whether a line is a name in brackets and nothing else: `（张三）`."""
    text = piece.text
    return piece.kind in {"", "paragraph"} and text[:1] in "（(" and text[-1:] in "）)" and bool(mere_names(text[1:-1].strip()))


def signs_again(pieces: Sequence[Piece]) -> Piece | None:
    """The pieces of a body whose byline stands elsewhere in, its last line out if that signs it too."""
    last = pieces[-1] if pieces else None
    return last if last and last.kind in {"", "paragraph"} and (byline(last.text) or _may_sign(last)) else None


def _may_sign(piece: Piece) -> bool:
    """Whether a paragraph begins as a byline does and yet is none."""
    text = piece.text.strip(" \u3000□■◆●（(【）)】")
    if piece.kind not in {"", "paragraph"} or dateline(text) or reported(text):
        return False
    short = len(text) <= 60 and not re.search("[。！？]", text)
    if short and _BY.match(text):
        return True
    if short and (mere_names(text) or is_in_house(text) or spaced(text, alone=True)):
        return True
    return (short and "：" not in text and is_unclear(text)) or (short and is_unclear_label(text)) or opens_unclear(text)


def _unclear(kept: Sequence[Piece], source: Source) -> list[Diagnostic]:
    """What is left in the body and yet reads as if it did not belong there."""
    return [
        TAG_UNCLEAR.at(source.span(piece.copy.start), text=shown(piece.text, 40))
        for piece in kept
        if piece.kind in {"", "paragraph"}
        and piece.hint != "item"
        and (find_tag(piece.text) or hints_at_tag(piece.text))
    ]


def _jump_mark(jump: Traced, source: Source) -> JumpMark:
    match = _JUMP_LINE.fullmatch(jump.text) or _JUMP_END.fullmatch(jump.text) or _JUMP_START.fullmatch(jump.text)
    # A page of another day is none that the story could be joined with.
    page = normal_page_no(match["page"]) if match and not match["day"] else ""
    return JumpMark(bool(match and match["on"]), page, source.span(jump.at[0]))


def _may_jump(text: str) -> bool:
    """Whether there is in a text what is in every jump line."""
    return "版" in text and ("转" in text or "接" in text)


def jump_at_end(text: str) -> re.Match[str] | None:
    """A text in, the jump line in brackets at its end out; its group `page` is the page, `on` is there if it leads onward."""
    return _JUMP_END.search(text)


def _without_ends(piece: Piece, found: _Found) -> Piece:
    """A paragraph without a tag or jump line in brackets at its end, or a jump line at its beginning."""
    if piece.kind not in {"", "paragraph"}:
        return piece
    if "版" not in piece.text:  # it is in every tag and every jump line
        return piece
    if _may_jump(piece.text) and (jump := _JUMP_START.match(piece.text)):
        found.jumps.append(piece.copy.cut(0, jump.end()).stripped())
        piece = piece._replace(copy=piece.copy.cut(jump.end()).stripped())
    end = len(piece.text)
    if tagged := tag_at_end(piece.text):
        end, tag = tagged
        found.tags.append((tag, piece.copy.cut(end)))
    elif _may_jump(piece.text) and (jump := _JUMP_END.search(piece.text, max(0, end - 30))):
        end = jump.start()
        found.jumps.append(piece.copy.cut(end).stripped())
    else:
        return piece
    return piece._replace(copy=piece.copy.cut(0, end).stripped())


def _without_dateline(pieces: list[Piece], found: _Found, bylines: bool) -> list[Piece]:
    # An editor's note or a subhead may stand before the paragraph that the dateline opens.
    for index, piece in enumerate(pieces[:3]):
        if piece.kind in {"", "paragraph"} and (opened := dateline(piece.text) or (reported(piece.text) if bylines else None)):
            if opened.text:
                found.datelines.append(opened.text)
            if opened.byline and bylines:
                found.bylines.append(opened.byline)
            if opened.unclear and bylines:
                found.unclear.append((opened.unclear, piece.copy.at[piece.text.find(opened.unclear)]))
            rest = piece.copy.cut(opened.length)
            return [
                *pieces[:index],
                *([piece._replace(copy=rest)] if rest.text else []),
                *pieces[index + 1 :],
            ]
        if piece.kind in {"", "paragraph"} and piece.text[:1].isascii() and (western := western_dateline(piece.text)):
            found.datelines.append(western.text)
            return [*pieces[:index], piece._replace(copy=piece.copy.cut(western.length)), *pieces[index + 1 :]]
    return pieces


def _without_signature(piece: Piece, found: _Found, datelines: bool, bylines: bool) -> Piece:
    closed = signature(piece.text)
    if not closed:
        return piece
    if opens_caption(piece.text) and closed.byline and takes_only_pictures(closed.byline):
        return piece  # the caption's
    named = {person.name for signed in found.bylines for person in signed.people}
    again = closed.byline and named.issuperset(person.name for person in closed.byline.people)
    if closed.unclear and bylines and not again:
        found.unclear.append((closed.unclear, piece.copy.at[piece.text.rfind(closed.unclear)]))
    if closed.start >= len(piece.text):
        return piece
    if (closed.byline and not bylines) or (closed.dateline and not datelines):
        return piece
    if closed.byline and not (again and closed.unclear):
        found.bylines.append(closed.byline)
    if closed.dateline:
        found.datelines.append(closed.dateline)
    if closed.editors:
        found.editors += closed.editors.editors
        found.reviewers += closed.editors.reviewers
    return piece._replace(copy=piece.copy.cut(0, closed.start).stripped())


def _without_the_end(piece: Piece) -> Piece:
    """A paragraph without the mark `（完）` at its end; what an agency says of its copy may follow it."""
    end = the_end(piece.text) if piece.kind in {"", "paragraph"} and "完" in piece.text[-6:] else None
    return piece._replace(copy=piece.copy.cut(0, end).stripped()) if end else piece


def _print_tag(tags: list[tuple[Tag, Traced]], source: Source) -> tuple[PrintTag | None, list[Diagnostic]]:
    if not tags:
        return None, []
    trouble = [
        TAG_DATE_IMPOSSIBLE.at(source.span(copy.at[0]), text=tag.impossible) for tag, copy in tags if tag.impossible
    ]
    # The fullest tells most: a page's `第02版：要闻` may stand beside the paper's own tag.
    first, copy = max(tags, key=lambda item: (item[0].date is not None) + bool(item[0].paper))
    for tag, other in tags:
        if tag.pages != first.pages or (tag.date and first.date and tag.date != first.date):
            trouble.append(
                TAGS_DIFFER.at(source.span(other.at[0]), first=shown(copy.text, 60), other=shown(other.text, 60))
            )
    name = next((tag.page_name for tag, _ in tags if tag.page_name and tag.pages == first.pages), "")
    return PrintTag(first.pages, source.span(copy.at[0]), first.paper, first.date, name), trouble
