"""How strong each story is on its page, and of what kind: what no source says in so many words.

A digital paper shows it: the hot zone of a story is as large as the story was. Elsewhere the longest story of a page leads. A rank
or kind that a source gives stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from editions.importing.stories import Story
from editions.model import Article, ArticleKind

# From this share of a page's hot zones on, a story that does not lead has the rank.
RANK_BY_SHARE = ((0.18, 2), (0.08, 3), (0.03, 4))
RANK_BY_LENGTH = ((300, 3), (120, 4))  # characters, where there are no hot zones
LEAST, UNRANKED = 5, 3


def weighed(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Stories sorted by page in, the same with ranks and kinds out. A page on which a source has a lead keeps its ranks."""
    found: list[Story] = []
    for _, group in groupby(stories, key=lambda story: story.page):
        page = tuple(group)
        ranked = any(story.article.rank == 1 for story in page)
        lead = max((story for story in page if story.article.headline), key=_weight, default=page[0])
        for story in page:
            rank = story.article.rank
            if rank == UNRANKED and not ranked:
                rank = 1 if story is lead else _rank(story)
            found.append(replace(story, article=story.article._replace(rank=rank, kind=_kind(story.article, rank))))
    return tuple(found)


def _weight(story: Story) -> tuple[float, int]:
    return story.share, length(story.article)


def length(article: Article) -> int:
    """The characters of a story's body."""
    return sum(len(block.text) for block in article.body)


def _rank(story: Story) -> int:
    if story.share:
        return next((rank for share, rank in RANK_BY_SHARE if story.share >= share), LEAST)
    return next((rank for least, rank in RANK_BY_LENGTH if length(story.article) >= least), LEAST)


def _kind(article: Article, rank: int) -> ArticleKind:
    """A story from elsewhere that has no dateline is no news in the trade's sense: 本报讯 would be put into its mouth. The least are
    briefs, signed at the end, the others features."""
    if article.kind != "news" or article.dateline:
        return article.kind
    return "brief" if rank == LEAST else "feature"
