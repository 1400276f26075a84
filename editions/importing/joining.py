"""Stories that jumped in the source, made one again.

`（下转第二版）` at the end of a part and `（上接第一版）` on that page belong together if they name each other's page; of several,
those whose headlines are most alike. What finds no partner, or too many, stays as it is and is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.importing.sources import Found
from editions.importing.stories import Story, is_page
from editions.messages_import import JOINED, JOINED_UNSURE, JUMP_OPEN
from editions.messages_read import CONTINUED
from editions.model import Article, Block, JumpMark, Mend

ALIKE = 0.5  # of the characters of two headlines; what goes on often has a short form of the first
_ENDS = tuple("。！？；：…”’）》")


class _Pair(NamedTuple):
    likeness: float
    first: Story
    second: Story
    onward: JumpMark
    back: JumpMark


def join_jumps(stories: Sequence[Story], found: Found) -> tuple[tuple[Story, ...], Found]:
    """Stories on their pages and what was found so far in; the same with parts joined, and what is to be said now, out."""
    pairs = sorted(_pairs(stories), key=lambda pair: -pair.likeness)
    joined: dict[str, Story] = {}
    gone: set[str] = set()
    marks: set[JumpMark] = set()
    said: list[Diagnostic] = []
    for pair in pairs:
        first, second = pair.first.article, pair.second.article
        if first.id in joined or first.id in gone or second.id in gone or second.id in joined or _is_in_doubt(pair, pairs):
            continue
        joined[first.id] = _joined(pair)
        gone.add(second.id)
        marks |= {pair.onward, pair.back}
        message = JOINED if pair.likeness >= ALIKE else JOINED_UNSURE
        said.append(
            message.at(
                pair.onward.span, page=pair.first.page, article=first.id, other=second.id, other_page=pair.second.page,
                headline=first.headline, other_headline=second.headline,
            )
        )  # fmt: skip
    for story in stories:
        for mark in story.article.jump_marks:
            if mark.page and mark not in marks:  # else it leads to the paper of another day
                way, way_zh = ("goes on on", "下转") if mark.onward else ("comes from", "上接")
                said.append(
                    JUMP_OPEN.at(mark.span, page=story.page, article=story.article.id, other_page=mark.page, way=way, way_zh=way_zh)
                )
    # That a jump line was taken out is of interest only as long as nobody has looked for the other part.
    told = {mark.span for story in stories for mark in story.article.jump_marks if mark.page}
    kept = tuple(fault for fault in found if not (fault.code == CONTINUED.code and fault.span in told))
    whole = tuple(joined.get(story.article.id, story) for story in stories if story.article.id not in gone)
    return whole, (*kept, *said)


def _pairs(stories: Sequence[Story]) -> Iterator[_Pair]:
    """Every two parts that name each other's page."""
    onward = [(story, mark) for story in stories for mark in story.article.jump_marks[-1:] if mark.onward]
    back = [(story, mark) for story in stories for mark in story.article.jump_marks[:1] if not mark.onward]
    for first, to in onward:
        for second, at in back:
            if first.page != second.page and is_page(to.page, second.page) and is_page(at.page, first.page):
                yield _Pair(_likeness(first.article, second.article), first, second, to, at)


def _likeness(first: Article, second: Article) -> float:
    one, two = first.headline, second.headline
    if not one or not two or one in two or two in one or first.kicker == two:
        return 1.0 if one and two else ALIKE
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _is_in_doubt(pair: _Pair, pairs: Sequence[_Pair]) -> bool:
    """Whether another pair with one of the same parts is as likely."""
    return any(
        other is not pair
        and other.likeness >= pair.likeness
        and (other.first is pair.first or other.second is pair.second)
        for other in pairs
    )


def _joined(pair: _Pair) -> Story:
    first, second = pair.first.article, pair.second.article
    article = first._replace(
        body=_one_body(first.body, second.body),
        jump=pair.second.page,
        bylines=tuple(dict.fromkeys((*first.bylines, *second.bylines))),
        byline_text=first.byline_text or second.byline_text,
        credit=first.credit or second.credit,
        pictures=tuple(dict.fromkeys((*first.pictures, *second.pictures))),
        sidebars=(*first.sidebars, *second.sidebars),
        editors=tuple(dict.fromkeys((*first.editors, *second.editors))),
        reviewers=tuple(dict.fromkeys((*first.reviewers, *second.reviewers))),
        jump_marks=(*first.jump_marks[:-1], *second.jump_marks[1:]),
    )
    return Story(article, (*pair.first.files, *pair.second.files), pair.first.share, (*pair.first.inner, *pair.second.inner))


def _one_body(first: tuple[Block, ...], second: tuple[Block, ...]) -> tuple[Block, ...]:
    """Two bodies as one; a paragraph that was parted within a sentence is whole again."""
    if not first or not second or first[-1].kind != "paragraph" or second[0].kind != "paragraph":
        return (*first, *second)
    if first[-1].text.endswith(_ENDS):
        return (*first, *second)
    length = len(first[-1].text)
    mends = (*first[-1].mends, *((offset + length, span) for offset, span in ((0, second[0].span), *second[0].mends)))
    whole = first[-1]._replace(runs=(*first[-1].runs, *second[0].runs), mends=tuple(Mend(*mend) for mend in mends))
    return (*first[:-1], whole, *second[1:])
