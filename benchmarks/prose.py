"""Where prose lies that is not ours to keep, and its paragraphs."""

from __future__ import annotations

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_PRIVATE = re.compile(r"[\ue000-\uf8ff]")  # note marks of one publisher's font, which no other face has


def prose_folder() -> Path:
    """$BANMIAN_SHARED/prose, else ../shared/prose beside the project; it may not be there."""
    return Path(os.environ.get("BANMIAN_SHARED", ROOT.parent / "shared")) / "prose"


def read_prose(folder: Path) -> list[str]:
    """A folder of texts, title and source on the first two lines of each, in; their paragraphs out, in order."""
    return [
        line.strip()
        for file in sorted(folder.rglob("*.txt"))
        for line in file.read_text("utf-8").splitlines()[2:]
        if line.strip() and not _PRIVATE.search(line)
    ]
