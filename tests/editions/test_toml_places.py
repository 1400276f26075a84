"""Places in TOML: a line and column for every key, table and array member, whatever the spelling."""

from __future__ import annotations

import random
import re
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.diagnostic import Span
from editions.toml_places import DEEPEST, Path, places, read_toml

EDITION = """\
# 今天的报纸
date = 2024-12-20
  issue_no = "1,2 ] } # no comment"
imprint = { address = "甲, 乙", phone.office = '0]' }  # trailing

[[pages]]
no = "1"
articles = [
  "a",  # the lead ]
  'b',
  \"\"\"c "" [ \"\"\"\"\",
]
plan = [{ article = "a", column = 1 },
  { article = "b", column = 2 }]
[pages.more]
x = 1

[[ "pages" ]]
no = "2"
[pages."m\\u006fre"]
x = [[1, 2], [3]]
[fonts]
"song" = "x"
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("date",), (2, 1)),
        (("issue_no",), (3, 3)),
        (("imprint", "address"), (4, 13)),
        (("imprint", "phone"), (4, 31)),
        (("imprint", "phone", "office"), (4, 37)),
        (("pages",), (6, 1)),
        (("pages", 0), (6, 1)),
        (("pages", 0, "no"), (7, 1)),
        (("pages", 0, "articles", 0), (9, 3)),
        (("pages", 0, "articles", 1), (10, 3)),
        (("pages", 0, "articles", 2), (11, 3)),
        (("pages", 0, "plan", 1), (14, 3)),
        (("pages", 0, "plan", 1, "column"), (14, 20)),
        (("pages", 0, "more", "x"), (16, 1)),
        (("pages", 1), (18, 1)),
        (("pages", 1, "no"), (19, 1)),
        (("pages", 1, "more"), (20, 1)),
        (("pages", 1, "more", "x", 1, 0), (21, 15)),
        (("fonts", "song"), (23, 1)),
    ],
)
def test_places(path: Path, place: tuple[int, int]) -> None:
    assert places(EDITION)[path] == place


def test_span_falls_back_on_what_is_about_it() -> None:
    toml, faults = read_toml(EDITION.encode(), "edition.toml")
    assert toml
    assert not faults
    assert toml.span("pages", 1, "name") == Span("edition.toml", 18, 1)
    assert toml.span("lexicon") == Span("edition.toml", 1, 1)
    assert toml.span() == Span("edition.toml", 1, 1)


def test_line_ends_and_byte_order_mark() -> None:
    toml, _ = read_toml(b"\xef\xbb\xbf" + EDITION.replace("\n", "\r\n").encode(), "x")
    assert toml
    assert toml.places == places(EDITION)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"a = 1\nb = \n", "toml-broken", 2, 5),
        (b"a = 1\nb = [1,", "toml-broken", 2, 8),
        (b"a = 1\na = 2\n", "toml-broken", 2, 6),
        (b'a = "x\n', "toml-broken", 1, 7),
        ("a = 1\nname = '日报'".encode("gb18030"), "toml-encoding", 2, 9),
        (b"a = " + b"[" * 100_000, "toml-broken", 1, 1),
        (b"a = " + b"1" * 5000, "toml-broken", None, None),
        (b"a." * 100_000 + b"a = 1", "toml-broken", 1, 1),
        (b"\xff\xfea\0", "toml-encoding", 1, 1),
        (b"\0\0\0", "toml-broken", 1, 1),
    ],
    ids=["value", "end", "twice", "string", "gb18030", "nested", "digits", "dots", "utf-16", "binary"],
)
def test_broken_toml(data: bytes, code: str, line: int | None, column: int | None) -> None:
    toml, faults = read_toml(data, "edition.toml")
    assert toml is None
    (fault,) = faults
    assert fault.code == code
    assert fault.span is not None
    if line is not None:
        assert fault.span == Span("edition.toml", line, column or 1)


# Any document: written in every spelling that TOML has, by a writer that notes where it puts things.

NAMES = st.text("abXY-_09", min_size=1, max_size=4) | st.text("版面 .#[]=\"'\\é", max_size=4)
SCALARS = (
    st.integers(-99, 99)
    | st.booleans()
    | st.text("a,]}#\"'\\\n版 =[{", max_size=8)
    | st.dates()
    | st.floats(allow_nan=False, allow_infinity=False, width=16)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=5,
)
TABLES = st.dictionaries(NAMES, VALUES, max_size=3)
DOCUMENTS = st.tuples(
    TABLES,
    st.dictionaries(
        NAMES,
        TABLES | st.lists(st.tuples(TABLES, st.dictionaries(NAMES, TABLES, max_size=1)), max_size=3),
        max_size=3,
    ),
)


class Writer:
    """Writes TOML; `dice` chooses among the ways to write a thing, `wrote` remembers the offsets."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.text, self.wrote = dice, "", dict[Path, int]()

    def blank(self, *, lines: bool = False) -> None:
        self.text += self.dice.choice(["", " ", "\t ", *(["\n", " # x ] \" '\n"] if lines else [])])

    def quoted(self, text: str, *, key: bool = False) -> str:
        basic = '"' + re.sub(r'["\\\n]', lambda mark: f"\\u{ord(mark[0]):04x}", text) + '"'
        ways = [basic]
        if "'" not in text and "\n" not in text:
            ways.append(f"'{text}'")
        if not key:
            ways.append('"""' + basic[1:-1] + '"""')
            ways.append('"""\n' + text.replace("\\", "\\\\").replace('""', '"\\"') + '\\u0022"""')
            if "'" not in text:
                ways.append(f"'''\n{text}''''")
        return self.dice.choice(ways)

    def key(self, name: str) -> None:
        bare = re.fullmatch(r"[A-Za-z0-9_-]+", name) and self.dice.random() < 0.5
        self.text += name if bare else self.quoted(name, key=True)

    def pair(self, path: Path, value: Any) -> None:
        self.wrote[path] = len(self.text)
        self.key(str(path[-1]))
        self.blank()
        if isinstance(value, dict) and len(value) == 1 and self.dice.random() < 0.5:
            (name, inner), *_ = value.items()
            self.text += "."
            self.blank()
            self.pair((*path, name), inner)
            return
        self.text += "="
        self.blank()
        self.value(path, value)

    def value(self, path: Path, value: Any) -> None:
        if isinstance(value, list):
            self.text += "["
            for index, member in enumerate(value):
                self.blank(lines=True)
                self.wrote[(*path, index)] = len(self.text)
                self.value((*path, index), member)
                self.blank(lines=True)
                self.text += "," if index < len(value) - 1 or self.dice.random() < 0.5 else ""
            self.blank(lines=True)
            self.text += "]"
        elif isinstance(value, dict):
            self.text += "{"
            for index, (name, inner) in enumerate(value.items()):
                self.blank()
                self.pair((*path, name), inner)
                self.blank()
                self.text += "," if index < len(value) - 1 else ""
            self.blank()
            self.text += "}"
        elif isinstance(value, bool):
            self.text += str(value).lower()
        elif isinstance(value, str):
            self.text += self.quoted(value)
        else:
            self.text += str(value)

    def table(self, path: Path, table: dict[str, Any]) -> None:
        for name, value in table.items():
            self.blank(lines=True)
            self.pair((*path, name), value)
            self.text += self.dice.choice(["\n", " # comment\n"])

    def header(self, path: Path, *, many: bool = False) -> None:
        self.blank(lines=True)
        self.wrote[path] = len(self.text)
        self.text += "[[" if many else "["
        for depth, name in enumerate(part for part in path if isinstance(part, str)):
            self.text += "." if depth else ""
            self.blank()
            self.key(name)
            self.blank()
        self.text += "]]\n" if many else "]\n"


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_scanner_finds_what_the_writer_wrote(
    document: tuple[dict[str, Any], dict[str, Any]], dice: random.Random
) -> None:
    plain, tables = document
    writer = Writer(dice)
    writer.table((), plain)
    for name, table in tables.items():
        if name in plain:
            continue
        if isinstance(table, dict):
            writer.header((name,))
            writer.table((name,), table)
            continue
        for index, (own, below) in enumerate(table):
            writer.header((name, index), many=True)
            writer.table((name, index), own)
            for inner, deeper in below.items():
                if inner not in own:
                    writer.header((name, index, inner))
                    writer.table((name, index, inner), deeper)
    tomllib.loads(writer.text)  # what is tested is valid TOML
    lines = writer.text.split("\n")
    found = places(writer.text)
    for path, offset in writer.wrote.items():
        if len(path) <= DEEPEST:
            line = writer.text.count("\n", 0, offset)
            column = offset - sum(len(text) + 1 for text in lines[:line])
            assert found.pop(path) == (line + 1, column + 1), (path, writer.text)
    # What is left are the arrays of tables as wholes, which stand at their first header.
    assert all(len(path) == 1 and found[path] == places(writer.text)[(*path, 0)] for path in found)
