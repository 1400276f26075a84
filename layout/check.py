"""Check finished pages against what the press rules ask of them; the copy is checked in `editions.check`.

That the paper's name is the largest text of page 1, that every page carries its number and every advertisement its mark
(报纸出版形式差错, 2020) is for `compose.furniture`, which sets them. Checked here: no glyph is missing, headline sizes follow
rank, every page has a lead, pictures have the pixels for their size, and no more headlines stand than make a change.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from editions.diagnostic import Diagnostic
from editions.model import Edition
from layout import messages
from layout.items import GlyphRun, Group, Page, Picture, walk
from layout.pictures import LEAST_PPI
from layout.standing import MOST_STANDING


def check_page(edition: Edition, page: Page) -> tuple[Diagnostic, ...]:
    """An edition and a finished page of it in; what is wrong with the page, beyond what composing said, out."""
    found = [
        *_missing_glyphs(edition, page),
        *_rank_order(edition, page),
        *_lead(edition, page),
        *_resolution(edition, page),
        *_vertical_headlines(edition, page),
    ]
    if page.no == edition.pages[0].no:
        found.extend(_name_is_largest(edition, page))
    return tuple(found)


def _missing_glyphs(edition: Edition, page: Page) -> Iterable[Diagnostic]:
    """Glyph 0 is the box that a face shows for a character that it lacks."""
    spans = {article.id: article.span for article in (*edition.articles, *edition.fillers)}
    seen = set()
    for _, _, item, around in walk(page.frame):
        if not isinstance(item, GlyphRun) or 0 not in item.glyphs:
            continue
        story = next((group.source for group in reversed(around) if group.role == "story"), "")
        for glyph, text in zip(item.glyphs, item.texts, strict=True):
            if glyph == 0 and text and (text, story, item.span) not in seen:
                seen.add((text, story, item.span))
                span = item.span or spans.get(story) or edition.span
                yield messages.MISSING_GLYPH.at(
                    span, page=page.no, article=story, char=text, code=ord(text[0]), role=item.face.role
                )


def _rank_order(edition: Edition, page: Page) -> Iterable[Diagnostic]:
    spans = {article.id: article.span for article in (*edition.articles, *edition.fillers)}
    stories = sorted(page.stories, key=lambda story: (story.rank, -story.headline_pt))
    for small, large in pairwise(stories):
        if large.rank > small.rank and large.headline_pt > small.headline_pt:
            yield messages.RANK_ORDER.at(
                spans.get(small.id), page=page.no, article=small.id,
                small=small.headline, small_pt=small.headline_pt, large=large.headline, large_pt=large.headline_pt,
            )  # fmt: skip


def _lead(edition: Edition, page: Page) -> Iterable[Diagnostic]:
    spec = edition.page(page.no)
    if spec and spec.kind == "briefs":
        return  # one brief is as good as another
    if page.stories and all(story.rank != 1 for story in page.stories):
        yield messages.NO_LEAD.at(spec.span if spec else edition.span, page=page.no)


def _resolution(edition: Edition, page: Page) -> Iterable[Diagnostic]:
    """Pictures that print with fewer pixels an inch than newsprint asks for."""
    known = {
        picture.file: (picture.size, picture.span, article.id)
        for article in (*edition.articles, *edition.fillers)
        for picture in article.pictures
    }
    known.update({ad.file: (ad.size, ad.span, "") for ad in edition.ads if not ad.file.lower().endswith(".pdf")})
    for _, _, item, _ in walk(page.frame):
        if isinstance(item, Picture) and item.file in known:
            size, span, article = known[item.file]
            left, _, right, _ = item.crop
            ppi = size[0] * (right - left) / (item.width / 72) if item.width else 0
            if size[0] and ppi < LEAST_PPI:
                yield messages.LOW_RESOLUTION.at(
                    span, page=page.no, article=article, file=item.file, ppi=round(ppi), least=LEAST_PPI
                )


def _vertical_headlines(edition: Edition, page: Page) -> Iterable[Diagnostic]:
    standing = {
        next(group.source for group in around if group.role == "story")
        for _, _, item, around in walk(page.frame)
        if isinstance(item, GlyphRun) and (item.turned or item.origins)
        and [group.role for group in around[-2:]] == ["head", "headline"]
    }
    if len(standing) > MOST_STANDING:
        spec = edition.page(page.no)
        yield messages.VERTICAL_HEADLINES.at(
            spec.span if spec else edition.span, page=page.no, count=len(standing)
        )


def _name_is_largest(edition: Edition, page: Page) -> Iterable[Diagnostic]:
    """A name that is a picture is as large as the picture is high."""
    name, largest = 0.0, 0.0
    for _, _, item, around in walk(page.frame):
        in_masthead = any(group.role == "masthead" for group in around)
        if isinstance(item, GlyphRun):
            if not in_masthead:
                largest = max(largest, item.size)
            elif not edition.paper.masthead:
                name = max(name, item.size)
        elif isinstance(item, Group) and item.role == "picture" and in_masthead:
            name = max(name, item.frame.height)
    if name <= largest:
        yield messages.NAME_TOO_SMALL.at(edition.span, page=page.no, name_pt=name, headline_pt=largest)
