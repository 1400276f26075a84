"""The examples of docs/formats.md are read as the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from editions.model import Article, Block, Picture
from editions.read import read
from tests.editions.docx_making import docx, paragraph

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "formats.md").read_text("utf-8")
FORMATS = (
    *("Markdown", "Plain text", "Saved page of a known site", "Saved page of any other site", "HTML fragment", ".docx"),
    *("The first generation", "The second generation", "The third generation", "NewsML-G2", "NITF", "NITF within NewsML-G2"),
    *("ninjs 3", "ninjs 2", "RSS", "Atom", "Export of WordPress (WXR)"),
)

# A fence that names a file, and below it the table of what is read.
_EXAMPLE = re.compile(
    r"^```\w+ (?P<name>\S+)\n(?P<text>.*?)^```\n+(?:\| read \| as \|\n\|---\|---\|\n(?P<rows>(?:\|[^\n]*\|\n)+))?", re.M | re.S
)
_HEADING = re.compile(r"^#{2,3} (.+)$", re.M)


class Example(NamedTuple):
    """A file of the page under its heading, and the rows of the table below it."""

    heading: str
    name: str
    data: bytes
    rows: dict[str, str]


def examples(page: str) -> list[Example]:
    """The page's text in, its examples out."""
    found = []
    for match in _EXAMPLE.finditer(page):
        heading = _HEADING.findall(page, 0, match.start())[-1]
        rows = re.findall(r"^\| (.+?) \| (.*) \|$", (match["rows"] or "").replace("\\|", "¦"), re.M)
        data = _docx(match["text"]) if match["name"].endswith(".docx") else match["text"].encode()
        found.append(Example(heading, match["name"], data, {key: value.replace("¦", "|") for key, value in rows}))
    return found


def _docx(text: str) -> bytes:
    """Lines `style: copy` in, a document of such paragraphs out."""
    lines = (line.split(": ", 1) for line in text.strip().split("\n"))
    return docx(*(paragraph(copy, style="" if style == "正文" else style) for style, copy in lines))


def told(data: bytes, name: str) -> dict[str, str]:
    """A file in, what is read of it as the page's tables say it out; what there is none of is left out."""
    reading = read(data, name)
    rows: dict[str, str] = {}
    for article in reading.articles:
        prefix = f"{article.id}: " if len(reading.articles) > 1 else ""
        rows |= {prefix + key: value for key, value in _rows(article) if value}
    if messages := " ".join(dict.fromkeys(f"`{fault.code}`" for fault in reading.diagnostics)):
        rows["messages"] = messages
    return rows


def _rows(article: Article) -> Iterator[tuple[str, str]]:
    yield "kicker", article.kicker
    yield "headline", article.headline
    yield "deck", article.deck
    yield "bylines", "、".join(f"{role} {name}".strip() for role, name in article.bylines)
    yield "dateline", article.dateline
    yield "source", article.source
    yield "credit of the pictures", article.credit
    if tag := article.tag:
        yield "print tag", " ".join(filter(None, (tag.paper, str(tag.date or ""), f"{'、'.join(tag.pages)}版", tag.page_name)))
    yield "page", article.page_no
    yield "editors", "、".join(article.editors)
    yield "reviewers", "、".join(article.reviewers)
    for kind in ("note", "paragraph", "subhead", "verse", "table"):
        yield kind, " ‖ ".join(_shown(block) for block in article.body if block.kind == kind)
    yield "bold", " ‖ ".join(run.text for block in article.body for run in block.runs if run.style == "bold")
    yield "pictures", " ‖ ".join(map(_picture, article.pictures))
    yield "jumps", " ".join(f"{'下转' if mark.onward else '上接'} {mark.page}" for mark in article.jump_marks)
    yield "repairs", ", ".join(f"{kind} {count}" for kind, count in article.repairs)


def _shown(block: Block) -> str:
    if block.rows:
        return " / ".join(" · ".join(row) for row in block.rows)
    return block.text.replace("\n", " / ")


def _picture(picture: Picture) -> str:
    return "，".join(filter(None, (f"`{picture.file}`", picture.caption, picture.credit)))


@pytest.mark.parametrize("example", examples(PAGE), ids=lambda example: example.heading)
def test_an_example_is_read_as_the_page_says(example: Example) -> None:
    assert told(example.data, example.name) == example.rows


def test_each_format_has_an_example() -> None:
    assert [example.heading for example in examples(PAGE)] == list(FORMATS)
    assert all("headline" in " ".join(example.rows) and "paragraph" in " ".join(example.rows) for example in examples(PAGE))


def test_an_example_that_changes_is_noticed() -> None:
    example = examples(PAGE)[0]
    changed = example.data.replace("岚江".encode(), "江岚".encode())
    assert told(changed, example.name) != example.rows


