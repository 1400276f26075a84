"""An article as `read` shows it to people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editions.model import Article, Block
from editions.verdict import plain

_MARKS = {"subhead": "## ", "note": "> "}


def as_text(article: Article) -> str:
    """An article in, a line for each part of its head and each block of its text out."""
    tag = article.tag
    pages = (article.page_no,) if article.page_no else tag.pages if tag else ()
    head = (
        ("报纸 paper", tag.paper if tag else ""),
        ("日期 date", tag.date.isoformat() if tag and tag.date else ""),
        ("版 page", "、".join(pages)),
        ("引题 kicker", article.kicker),
        ("主题 headline", article.headline),
        ("副题 deck", article.deck),
        ("电头 dateline", article.dateline),
        ("署名 byline", "、".join(f"{person.role} {person.name}".strip() for person in article.bylines)),
        ("来源 source", article.source),
        ("编辑 editors", "、".join(article.editors)),
        ("审核 reviewers", "、".join(article.reviewers)),
        ("修复 repairs", "、".join(f"{what} {count}" for what, count in article.repairs)),
    )
    lines = [f"{label}: {value}" for label, value in head if value]
    lines += ["", *_blocks(article.body)]
    for sidebar in article.sidebars:
        lines += ["", " ".join(part for part in ("链接 sidebar:", sidebar.label, sidebar.headline) if part)]
        lines += _blocks(sidebar.body)
    lines += [f"图片 picture: {picture.file} {picture.caption}".rstrip() for picture in article.pictures]
    return "\n".join(map(plain, lines))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        rows = ["  ".join(row) for row in block.rows]
        for line in rows or block.text.split("\n"):
            yield _MARKS.get(block.kind, "") + line
