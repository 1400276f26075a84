"""An article as the Markdown file that the edition folder takes: read again, it is the same article.

What an article knows and Markdown has no word for is not written: its id (the name of the file), its print tag and the marks of
a jump, which belong to the paper that it came from. Editors stand at the end of the body, where a reader looks for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from editions.model import Article, Block, Person, Picture, Pin, Run
from editions.read.roles import people, takes_pictures

_ACTIVE = re.compile(r"[\\`*_\[\]<>&!|~]")
_OPENS_BLOCK = re.compile(r"[#+=:-]|\d{1,9}(?=[.)])")
_STYLES = {"bold": ("**", "**"), "kai": ("*", "*"), "dots": ("<em>", "</em>"), "sup": ("<sup>", "</sup>"), "sub": ("<sub>", "</sub>")}


def as_markdown(article: Article) -> str:
    """An article in, the text of its file out."""
    parts = ["---", *_head(article), "---", "", *_blocks(article.body)]
    for sidebar in article.sidebars:
        title = "丨".join(_escaped(text) for text in (sidebar.label, sidebar.headline) if text)
        parts += [f"# {title}", "", *_blocks(sidebar.body)]
    signed = (("编辑", article.editors), ("审核", article.reviewers))
    parts += [line for role, names in signed if names for line in (f"{role}：{'、'.join(names)}", "")]
    return "\n".join(parts)


# The front matter


def _head(article: Article) -> Iterator[str]:
    for key, value in (
        ("page", article.page_no),
        ("rank", str(article.rank) if article.rank != 3 else ""),
        ("kind", article.kind if article.kind != "news" else ""),
        ("label", article.label),
        ("kicker", article.kicker),
        ("headline", article.headline),
        ("deck", article.deck),
        ("dateline", article.dateline),
        ("source", article.source),
        ("credit", article.credit),
        ("group", article.group),
        ("vertical", article.vertical),
        ("jump", article.jump),
        ("hold", article.hold),
    ):
        if value:
            yield f"{key}: {_quoted(value)}"
    if article.pages:
        yield f"pages: [{', '.join(map(_quoted, article.pages))}]"
    if article.box:
        yield "box: true"
    if article.pin:
        yield from _pin(article.pin)
    if signed := _byline(article):
        yield f"byline: [{', '.join(map(_quoted, signed))}]"
    if article.pictures:
        yield "pictures:"
        yield from (_picture(picture) for picture in article.pictures)


def _pin(pin: Pin) -> Iterator[str]:
    variant = pin.variant
    if pin.place:
        yield f"place: {{ column: {pin.place.column}, line: {pin.place.line} }}"
    if pin.columns:
        yield f"columns: {pin.columns}"
    if pin.headline_pt:
        yield f"headline_pt: {pin.headline_pt:g}"
    wanted = [("inner_columns", variant.inner_columns), ("picture_columns", variant.picture_columns)]
    values = [f"{key}: {value}" for key, value in wanted if value]
    if variant.deck is not None:
        values.append(f"deck: {str(variant.deck).lower()}")
    if values:
        yield f"variant: {{ {', '.join(values)} }}"


def _quoted(text: str) -> str:
    """A text as YAML that stays this text: bare where nothing in it means anything, else in quotation marks."""
    plain = re.fullmatch(r"[\w\u3000-\u303f\uff01-\uff60“”‘’…—·]+", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _byline(article: Article) -> tuple[str, ...]:
    """The writers, those of one role together; the byline as it stood if nobody in it was understood."""
    writers = [person for person in article.bylines if not takes_pictures(person)]
    if not writers:
        return (article.byline_text,) if article.byline_text and not article.bylines else ()
    return tuple(_signed(role, tuple(group)) for role, group in groupby(writers, key=lambda person: person.role))


def _signed(role: str, persons: tuple[Person, ...]) -> str:
    latin = (role + "".join(person.name for person in persons)).isascii()
    if latin:  # `Ann Brook, Li Ming`: their names have spaces in them
        return ", ".join(", ".join(filter(None, (person.name, role))) for person in persons)
    names = " ".join(person.name for person in persons)
    return f"{role} {names}" if role and people(f"{role} {names}") == persons else names


def _picture(picture: Picture) -> str:
    values = [("file", picture.file), ("caption", picture.caption), ("credit", picture.credit)]
    return "  - { " + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values if value) + " }"


# The body


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block.kind:
            case "table":
                yield from _table(block.rows)
            case "verse":
                yield from ("```verse", block.text, "```")
            case "subhead":
                yield "## " + _inline(block.runs)
            case "note":
                yield "> " + _inline(block.runs)
            case _:
                yield _no_block(_inline(block.runs))
        yield ""


def _no_block(line: str) -> str:
    """A line of prose as one that begins no heading, list or rule."""
    if match := _OPENS_BLOCK.match(line):
        number = match.group().isdigit()
        return f"{match.group()}\\{line[match.end() :]}" if number else f"\\{line}"
    return line


def _table(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield "| " + " | ".join(_escaped(cell) for cell in row) + " |"
        if number == 0:
            yield "|" + "---|" * len(row)


def _inline(runs: Iterable[Run]) -> str:
    written: list[str] = []
    before = ""
    for run in runs:
        opening, closing = _STYLES.get(run.style, ("", ""))
        text = " ".join(run.text.split("\n"))
        inside = text.strip()
        if not inside or (opening.startswith("*") and before.startswith("*")):
            # `**a***b*` is read as nobody means it.
            opening = closing = ""
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        written.append(lead + opening + _escaped(inside) + closing + tail if inside else text)
        before = closing if not tail else ""
    return "".join(written)


def _escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", text)
