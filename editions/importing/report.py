"""What an import made, for people and for programs."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, NamedTuple

from editions.importing.edition import UNPLACED, Page
from editions.verdict import plain


class Imported(NamedTuple):
    """What was written: `unplaced` are stories of which nothing says the page, `joined` how many parts were put to their first."""

    folder: Path
    date: datetime.date
    paper: str
    pages: tuple[Page, ...]
    unplaced: tuple[str, ...]
    pictures: int
    joined: int

    @property
    def stories(self) -> int:
        """How many stories have a page."""
        return sum(len(page.articles) for page in self.pages)


def as_json(made: Imported) -> dict[str, Any]:
    """What was written in, a JSON object with stable keys out."""
    return {
        "edition": str(made.folder),
        "paper": made.paper,
        "date": made.date.isoformat(),
        "pages": [{"no": page.no, "name": page.name or None, "articles": list(page.articles)} for page in made.pages],
        "unplaced": list(made.unplaced),
        "stories": made.stories,
        "joined": made.joined,
        "pictures": made.pictures,
    }


def as_text(made: Imported) -> str:
    """What was written in, a line for each page and for what has none out."""
    lines = [f"{made.folder}: {made.paper} {made.date.isoformat()}"]
    lines += [f"  {page.no} {page.name}".rstrip() + f": {'、'.join(page.articles)}" for page in made.pages]
    if made.unplaced:
        lines.append(f"  没有版次 / without a page ({UNPLACED}/): {'、'.join(made.unplaced)}")
    lines.append(
        f"{len(made.pages)} 版，{made.stories} 篇，{made.pictures} 张图片，接上 {made.joined} 处转版 / "
        f"{len(made.pages)} pages, {made.stories} stories, {made.pictures} pictures, {made.joined} jumps joined"
    )
    return "\n".join(map(plain, lines))
