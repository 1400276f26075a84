"""Editions made in memory, of the demo's paragraphs: what the tests of makeup are fed with."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from editions.diagnostic import Span
from editions.model import Ad, Article, ArticleKind, Block, BlockKind, Edition, PageSpec, Paper, Person, Picture, Run

DATE = datetime.date(2026, 10, 16)
SPAN = Span("articles/made.md", 3)

# Files that `stand_ins` draws, by their size in pixels.
PICTURES = {
    "pictures/wide.png": (3000, 1900),
    "pictures/tall.png": (2000, 2600),
    "pictures/chart.png": (2800, 1800),
    "pictures/band.png": (4000, 40),
    "pictures/pole.png": (40, 4000),
}


HAN = "江边的步道修好以后，傍晚出来走走的人一天比一天多，连对岸的人也坐船过来看新桥。"
KINDS: tuple[ArticleKind, ...] = ("news", "news", "feature", "commentary")


def block(text: str, kind: BlockKind = "paragraph") -> Block:
    return Block(kind, (Run(text),), SPAN)


def table_block(*rows: Sequence[str]) -> Block:
    return Block("table", (), SPAN, rows=tuple(tuple(row) for row in rows))


def article(name: str, *body: Block | str, headline: str = "两岸新添一条慢行步道", **rest: Any) -> Article:
    """An article with id `name` on page 2, unless `rest` says otherwise; text stands for a paragraph."""
    blocks = tuple(block(piece) if isinstance(piece, str) else piece for piece in body)
    return Article(name, headline, Span(f"articles/{name}.md"), body=blocks, **{"page_no": "2", **rest})


def story(name: str, paragraphs: int = 5, **rest: Any) -> Article:
    """An article of so many paragraphs of 78 characters."""
    return article(name, *[HAN * 2] * paragraphs, headline="江边新步道添了好去处", **rest)


def edition(articles: Iterable[Article], *, page_nos: Sequence[str] = ("1", "2"), **rest: Any) -> Edition:
    """An edition of the invented paper 江口晨报; `rest` are further fields of `Edition`."""
    pages = tuple(PageSpec(no, Span("edition.toml", 5), name="要闻") for no in page_nos)
    fields = {"paper": Paper("江口晨报"), "preset": "tabloid", "pages": pages, "root": "", "issue_no": "7"}
    return Edition(date=DATE, articles=tuple(articles), span=Span("edition.toml"), **{**fields, **rest})


def three_pages(*articles: Article) -> Edition:
    return edition(articles, page_nos=("1", "2", "3"))


def picture(name: str = "wide", caption: str = "江面上的渡船。", credit: str = "记者 周野 摄") -> Picture:
    file = f"pictures/{name}.png"
    return Picture(file, caption, credit, span=SPAN, size=PICTURES[file])


def ad(columns: int, lines: int, **rest: Any) -> Ad:
    return Ad("2", "pictures/wide.png", columns, lines, Span("edition.toml", 40), size=(1500, 950), **rest)


def stand_ins(root: Path) -> None:
    """Draws gray pictures for all of `PICTURES` below `root`."""
    from PIL import Image

    (root / "pictures").mkdir(exist_ok=True)
    for file, size in PICTURES.items():
        Image.new("L", size, 150).save(root / file)


def seeded_edition(seed: int, demo: Edition, root: Path) -> Edition:
    """A page "2" of five to eight stories: headlines and paragraphs of the demo, dealt anew by `seed`."""
    deal = random.Random(seed)
    heads = [story for story in demo.articles if story.headline]
    text = [
        piece for story in demo.articles for piece in story.body if piece.kind == "paragraph" and len(piece.text) > 40
    ]
    deal.shuffle(heads)
    deal.shuffle(text)
    stories = []
    for number, head in enumerate(heads[: deal.randint(5, 8)]):
        length = deal.randint(6, 9) if not number else deal.randint(2, 5)
        body = [text.pop() for _ in range(length)]
        if length > 5:
            body.insert(3, block("江边新辟一条慢路", "subhead"))
        kind: ArticleKind = deal.choice(KINDS)
        stories.append(
            Article(
                f"s{number}",
                head.headline,
                Span(f"articles/s{number}.md"),
                body=tuple(body),
                page_no="2",
                rank=min(5, 1 + number // 2),
                kind=kind,
                kicker=head.kicker if deal.random() < 0.6 else "",
                bylines=(Person("记者", "方晚晴"),),
                box=kind == "commentary",
                pictures=(picture(deal.choice(("wide", "tall", "chart"))),) if deal.random() < 0.4 else (),
            )
        )
    return edition(stories, root=str(root), paper=demo.paper)
