"""Copy that belongs to no edition yet: a file that a user names."""

from __future__ import annotations

import os
from pathlib import Path

from editions.copy_files import COPY_BYTES
from editions.diagnostic import Diagnostic, Span
from editions.files import read_file
from editions.folder import house_style_beside
from editions.messages_command import NO_FILE
from editions.messages_edition import EMPTY_ARTICLE
from editions.model import Article


def read_loose(file: Path) -> tuple[tuple[Article, ...], tuple[Diagnostic, ...]]:
    """The articles in one file, which messages call as the user did, and what is wrong with it."""
    from editions.read import read

    name = str(file)
    if not os.path.lexists(file):
        return (), (NO_FILE.at(Span(name), file=name),)
    data, trouble = read_file(file, name, COPY_BYTES)
    if data is None:
        return (), trouble
    reading = read(data, name, house_style_beside(file))
    if not reading.articles and all(fault.severity != "error" for fault in reading.diagnostics):
        return (), (*reading.diagnostics, EMPTY_ARTICLE.at(Span(name), file=name))
    return reading.articles, reading.diagnostics
