"""What an archive holds, as lines for people and as JSON for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from editions.archive import Stored
from editions.verdict import plain


def as_json(stored: Stored) -> dict[str, Any]:
    """An edition in the archive in; its name, digest and whether it is the newest of its day, then its manifest."""
    return {"name": stored.name, "digest": stored.digest, "newest": stored.newest, **asdict(stored.manifest)}


def as_line(stored: Stored) -> str:
    """An edition in one line: name, paper, issue, number of stories, digest."""
    manifest = stored.manifest
    facts = (
        f"{stored.name:<12}",
        f"《{manifest.paper}》",
        f"第{manifest.issue_no}期" if manifest.issue_no else "",
        f"{len(manifest.articles)} 篇",
        stored.digest,
    )
    return plain("  ".join(fact for fact in facts if fact))


def as_text(stored: Stored) -> str:
    """The same, and a line for each story and each file."""
    stories = [
        "  ".join((f"{story.page}版", story.id, story.headline, "、".join(story.bylines))).rstrip()
        for story in stored.manifest.articles
    ]
    files = [f"{file.sha256}  {file.size:>9}  {file.path}" for file in stored.manifest.files]
    return "\n".join([as_line(stored), *map(plain, stories), *map(plain, files)])
