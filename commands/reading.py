"""What the command `read` says of one file: its articles, as they are printed. Made where the file is read, be it in another process."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from commands.speech import json_line
from editions.article_json import as_json as json_of
from editions.article_text import as_text
from editions.diagnostic import Diagnostic
from editions.loose import read_loose


class Said(NamedTuple):
    """Each article as a JSON object on a line, or as text for people, and what is wrong with the file."""

    articles: tuple[str | bytes, ...]
    found: tuple[Diagnostic, ...]


def read_and_write(file: Path, *, as_json: bool) -> Said:
    """A file in, what is to be said of it out."""
    articles, found = read_loose(file)
    return Said(tuple(json_line(json_of(article)) if as_json else as_text(article) + "\n" for article in articles), found)
