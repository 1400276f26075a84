"""The shape of paper.toml and edition.toml, and what does not fit it.

The shapes are data; `fit` lays one over a file that has been read and keeps what fits. What remains has the
types that the shape promises: who takes values out of it need not look again.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_args

from editions.diagnostic import Diagnostic
from editions.messages_edition import KEY_MISSING, UNKNOWN_KEY, WRONG_TYPE
from editions.model import LEAST_POINTS, MOST_COLUMNS, MOST_LINES, MOST_POINTS, PageKind
from editions.near import near_match
from editions.toml_places import Path, Toml


class Kind(NamedTuple):
    """A single value: what is asked for, an example, and whether a value will do."""

    en: str
    zh: str
    example: str
    fits: Callable[[object], bool]


class Many(NamedTuple):
    """An array of one shape."""

    member: Shape


class Table(NamedTuple):
    """A table of known keys, some of which must be there."""

    keys: Mapping[str, Shape]
    required: tuple[str, ...] = ()


Shape = Kind | Many | Table

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

MOST = 100_000  # columns, lines, pages: any number above it is a slip, and some are bombs


def _whole(value: object) -> bool:
    return type(value) is int and 0 < value < MOST  # `True` is an int to Python, not to an editor


def _text(value: object) -> bool:
    return isinstance(value, str) and not _CONTROL.search(value)


TEXT = Kind("text in quotes, on one line", "一行带引号的文字", '"…"', _text)
NUMBER = Kind(
    "a number or text in quotes",
    "数字或带引号的文字",
    '"1"',
    lambda value: (type(value) is int and 0 <= value < 10**9) or _text(value),
)
WHOLE = Kind("a whole number from 1 on", "大于 0 的整数", "3", _whole)


def _up_to(most: int, example: str) -> Kind:
    return Kind(
        f"a whole number from 1 to {most}",
        f" 1 到 {most} 的整数",
        example,
        lambda value: type(value) is int and 0 < value <= most,
    )


COLUMNS = _up_to(MOST_COLUMNS, "3")
LINES = _up_to(MOST_LINES, "20")
POINTS = Kind(
    f"a size in points from {LEAST_POINTS} to {MOST_POINTS}",
    f" {LEAST_POINTS} 到 {MOST_POINTS} 的字号（点）",
    "36",
    lambda value: isinstance(value, int | float) and value is not True and LEAST_POINTS <= value <= MOST_POINTS,
)
FLAG = Kind("true or false", " true 或 false", "true", lambda value: isinstance(value, bool))
DATE = Kind(
    "a date without quotes",
    "不带引号的日期",
    "2024-12-20",
    lambda value: type(value) is datetime.date,  # a date with a time is a date to Python, too
)
_ARRAY = Kind("an array in [ ]", "放在 [ ] 里的列表", "[…]", lambda value: isinstance(value, list))
_TABLE = Kind("a table in { }", "放在 { } 里的表", "{ … }", lambda value: isinstance(value, dict))

LANGUAGE = Kind(
    "zh-Hans or zh-Hant", "zh-Hans 或 zh-Hant", '"zh-Hans"', lambda value: value in ("zh-Hans", "zh-Hant")
)

PAGE_KIND = Kind(
    "news, features or briefs",
    "news、features 或 briefs",
    '"features"',
    lambda value: value in get_args(PageKind),
)

ROLES = ("song", "song-heavy", "hei", "hei-heavy", "kai", "fangsong")

PLACE = Table({"column": WHOLE, "line": WHOLE}, ("column", "line"))
PAPER = Table(
    {
        "name": TEXT,
        "cn": TEXT,
        "post_code": TEXT,
        "publisher": TEXT,
        "language": LANGUAGE,
        "imprint": Table({"address": TEXT, "phone": TEXT, "printer": TEXT, "price": TEXT}),
        "style": TEXT,
        "masthead": TEXT,
        "lexicon": Many(TEXT),
        "fonts": Table(dict.fromkeys(ROLES, TEXT)),
    }
)
FIXED = Table(
    {"article": TEXT, "column": WHOLE, "line": WHOLE, "columns": WHOLE, "lines": WHOLE},
    ("article", "column", "line", "columns", "lines"),
)
PIN = Table(
    {
        "article": TEXT,
        "place": Table({"column": COLUMNS, "line": LINES}, ("column", "line")),
        "columns": COLUMNS,
        "headline_pt": POINTS,
        "variant": Table({"inner_columns": COLUMNS, "picture_columns": COLUMNS, "deck": FLAG}),
    },
    ("article",),
)
PAGE = Table(
    {
        "no": NUMBER,
        "name": TEXT,
        "kind": PAGE_KIND,
        "contents": FLAG,
        "ear": TEXT,
        "editors": Many(TEXT),
        "articles": Many(TEXT),
        "ready": FLAG,
        "colour": FLAG,
        "plan": Many(FIXED),
        "pins": Many(PIN),
    },
    ("no",),
)
SET = Table(
    {
        "lines": WHOLE,
        "headline_pt": POINTS,
        "deck": FLAG,
        "inner_columns": WHOLE,
        "picture_columns": WHOLE,
        "picture_lines": Many(WHOLE),
        "pictures_low": FLAG,
        "apart_columns": WHOLE,
        "head_lines": WHOLE,
        "longer": Many(WHOLE),
        "shorter": Many(WHOLE),
        "characters": WHOLE,
    },
    ("lines", "headline_pt", "deck", "inner_columns", "head_lines", "characters"),
)
LOCKED = Table(
    {**FIXED.keys, "articles": Many(TEXT), "jump": NUMBER, "jump_at": WHOLE, "set": SET}, FIXED.required
)
LOCK = Table(
    {
        "pages": Many(
            Table(
                {"no": NUMBER, "style": TEXT, "columns": WHOLE, "lines": WHOLE, "stories": Many(LOCKED), "turns": Many(TEXT), "left_out": Many(TEXT)},
                ("no", "style", "columns", "lines", "stories"),
            )
        )
    }
)
AD = Table(
    {"page": NUMBER, "file": TEXT, "columns": WHOLE, "lines": WHOLE, "place": PLACE, "ear": FLAG},
    ("page", "file"),
)
EDITION = Table(
    {
        "date": DATE,
        "issue_no": NUMBER,
        "preset": TEXT,
        "pages": Many(PAGE),
        "ads": Many(AD),
        **PAPER.keys,
    },
    ("date", "pages"),
)


def fit(toml: Toml, shape: Table) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """A TOML file and its shape in; the values that fit out, with a diagnostic for each thing that does not.

    A wrong value is left out of a table and is None in an array, so that places stay where they are; so is
    a table that lacks a required key.
    """
    found: list[Diagnostic] = []
    return _table(toml, toml.values, shape, (), found), tuple(found)


def _fitted(toml: Toml, value: object, shape: Shape, path: Path, found: list[Diagnostic]) -> Any:
    """What fits of `value`; None if nothing does."""
    kind = _ARRAY if isinstance(shape, Many) else _TABLE if isinstance(shape, Table) else shape
    if not kind.fits(value):
        key = next(part for part in reversed(path) if isinstance(part, str))
        example = f"{key} = [{kind.example}]" if isinstance(path[-1], int) else f"{key} = {kind.example}"
        found.append(
            WRONG_TYPE.at(toml.span(*path), key=key, wanted=kind.en, wanted_zh=kind.zh, example=example)
        )
        return None
    if isinstance(shape, Many) and isinstance(value, list):
        return [_fitted(toml, member, shape.member, (*path, n), found) for n, member in enumerate(value)]
    if isinstance(shape, Table) and isinstance(value, dict):
        table = _table(toml, value, shape, path, found)
        return table if all(key in table for key in shape.required) else None
    return value


def _table(
    toml: Toml, table: Mapping[str, object], shape: Table, path: Path, found: list[Diagnostic]
) -> dict[str, Any]:
    fitting: dict[str, Any] = {}
    for key, value in table.items():
        if key not in shape.keys:
            found.append(
                UNKNOWN_KEY.at(
                    toml.span(*path, key), key=key, known=", ".join(shape.keys), **near_match(key, shape.keys)
                )
            )
        elif (kept := _fitted(toml, value, shape.keys[key], (*path, key), found)) is not None:
            fitting[key] = kept
    for key in shape.required:
        if key not in table:
            asked = shape.keys[key]
            example = f"{key} = {asked.example}" if isinstance(asked, Kind) else f"[[{key}]]"
            found.append(KEY_MISSING.at(toml.span(*path), key=key, example=example))
    return fitting
