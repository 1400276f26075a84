"""An article as the JSON object that `read --format json` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from editions.model import Article, Block, Pin, Sidebar
from editions.read.roles import takes_pictures


def as_json(article: Article) -> dict[str, Any]:
    """An article in, an object with stable keys in a stable order out.

    A text that the source does not have is null, a list that is empty is `[]`. `page` and `pages` are those of the front
    matter, the preferred one first, else of the print tag. `bylines` are the names of the writers; `bylines_detail` has
    everybody with their roles, photographers too. `paragraphs` are the paragraphs and verses of the story
    without its sidebars; `blocks` keep the order of all there is. A table's block has `rows` beside its
    empty `runs`. `hold` and `pin` come last, and only if the front matter asks for them; what a pin leaves free is null.
    """
    tag = article.tag
    pages = tuple(dict.fromkeys((*((article.page_no,) if article.page_no else ()), *article.pages)))
    pages = pages or (tag.pages if tag else ())
    return {
        "paper": (tag and tag.paper) or None,
        "print_date": tag.date.isoformat() if tag and tag.date else None,
        "page": pages[0] if pages else None,
        "pages": list(pages),
        "kicker": article.kicker or None,
        "headline": article.headline or None,
        "deck": article.deck or None,
        "dateline": article.dateline or None,
        "bylines": [person.name for person in article.bylines if not takes_pictures(person)],
        "byline_text": article.byline_text or None,
        "bylines_detail": [{"role": person.role, "name": person.name} for person in article.bylines],
        "photo_credit": article.credit or None,
        "source": article.source or None,
        "editors": list(article.editors),
        "reviewers": list(article.reviewers),
        "subheads": _texts(article.body, "subhead"),
        "paragraphs": _texts(article.body, "paragraph", "verse"),
        "blocks": [_block(block) for block in article.body],
        "sidebars": [_sidebar(sidebar) for sidebar in article.sidebars],
        "pictures": [
            {"file": picture.file, "caption": picture.caption or None, "credit": picture.credit or None}
            for picture in article.pictures
        ],
        "repairs": dict(article.repairs),
        **({"hold": article.hold} if article.hold else {}),
        **({"pin": _pin(article.pin)} if article.pin else {}),
    }


def _pin(pin: Pin) -> dict[str, Any]:
    return {
        "place": {"column": pin.place.column, "line": pin.place.line} if pin.place else None,
        "columns": pin.columns or None,
        "headline_pt": pin.headline_pt or None,
        "variant": {
            "inner_columns": pin.variant.inner_columns or None,
            "picture_columns": pin.variant.picture_columns or None,
            "deck": pin.variant.deck,
        },
    }


def _texts(blocks: Iterable[Block], *kinds: str) -> list[str]:
    return [block.text for block in blocks if block.kind in kinds]


def _block(block: Block) -> dict[str, Any]:
    runs = [{"text": run.text, "style": run.style} for run in block.runs]
    rows = {"rows": [list(row) for row in block.rows]} if block.rows else {}
    return {"kind": block.kind, "runs": runs, **rows}


def _sidebar(sidebar: Sidebar) -> dict[str, Any]:
    return {
        "headline": sidebar.headline or None,
        "subheads": _texts(sidebar.body, "subhead"),
        "paragraphs": _texts(sidebar.body, "paragraph", "verse"),
        "label": sidebar.label or None,
    }
