"""Which reader a file gets, and what is refused before one sees it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editions.article_json import as_json
from editions.diagnostic import Span
from editions.model import HouseStyle
from editions.read import read
from editions.read.decode import MAX_BYTES

TEXT = "南码头的灯\n\n　　灯亮了，江上的人都出来看。\n"
TRADITIONAL = "南碼頭的燈\n\n　　這個燈亮了，人們都來看，說時間過得快。\n"


def first_code(data: bytes, name: str = "a.txt") -> tuple[str, Span | None]:
    reading = read(data, name)
    assert reading.articles == ()
    return reading.diagnostics[0].code, reading.diagnostics[0].span


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_encodings(encoding: str) -> None:
    assert read(TEXT.encode(encoding), "a.txt").articles[0].body[0].text == "灯亮了，江上的人都出来看。"


def test_big5() -> None:
    reading = read(TRADITIONAL.encode("big5"), "a.txt")
    assert [fault.code for fault in reading.diagnostics] == ["guessed-encoding", "text-repaired"]
    assert reading.articles[0].headline == "南码头的灯"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_traditional_paper_gets_its_copy_as_it_is(name: str) -> None:
    text = TRADITIONAL if name != "a.html" else "<html><body><h1>南碼頭的燈</h1><p>這個燈亮了，人們都來看，說時間過得快。</p></body></html>"
    article = read(text.encode(), name, HouseStyle("zh-Hant")).articles[0]
    assert article.body[-1].text == "這個燈亮了，人們都來看，說時間過得快。"
    assert article.repairs == ()


def test_without_the_converter_traditional_copy_stays_and_that_is_said() -> None:
    # What is not installed cannot be taken away for a test, but it can be kept from being found.
    script = "import sys; sys.modules['opencc'] = None; from editions.read import read; "
    script += "reading = read(sys.stdin.buffer.read(), 'a.txt'); print(ascii(reading.articles[0].headline), [(f.code, f.exit_code) for f in reading.diagnostics])"
    run = subprocess.run([sys.executable, "-c", script], input=TRADITIONAL.encode(), capture_output=True, check=True)
    assert run.stdout.decode().split(" ", 1) == [ascii("南碼頭的燈"), "[('no-opencc', 3)]\n"]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028"])
def test_line_ends(line_end: str) -> None:
    reading = read(TEXT.replace("\n", line_end).encode(), "a.txt")
    assert reading.articles[0].body[0].span == Span("a.txt", 3, 3)


def test_content_decides_and_not_the_name() -> None:
    markdown = b"---\nheadline: x\n---\n\xe6\xad\xa3\xe6\x96\x87\xe3\x80\x82"
    assert read(markdown, "a.txt").articles[0].headline == "x"
    html = "<html><body><h1>灯</h1><p>亮了。</p></body></html>".encode()
    assert read(html, "a.txt").articles[0].headline == "灯"
    assert read(TEXT.encode(), "a.html").articles[0].headline == "南码头的灯"


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"abc\nd\0e", "not-text", 2, 2),
        ("灯亮了，".encode() + b"\xff\xfe" + "人都出来看的。".encode(), "bad-bytes", 1, 5),
        (b"\xff\xfea", "bad-bytes", 1, 1),
        (b"x" * (MAX_BYTES + 1), "file-too-large", 1, 1),
        (b"PK\x03\x04", "unknown-format", 1, 1),
        (b"%PDF-1.7", "unknown-format", 1, 1),
        (b'<?xml version="1.0"?><opml/>', "unknown-format", 1, 1),
        (b'<?xml version="1.0"?>\n<!DOCTYPE a [\n <!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "entities-refused", 3, 2),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, code: str, line: int, column: int) -> None:
    assert first_code(data) == (code, Span("a.txt", line, column))


@pytest.mark.parametrize("name", ["a\u202etxt.md", "a\udcff.md", "a\n.md", "a\x00.md"])
def test_names_that_cannot_be_shown(name: str) -> None:
    code, span = first_code(TEXT.encode(), name)
    assert code == "file-name"
    assert span
    assert span.file.isprintable()


def test_empty_files_give_nothing_for_the_caller_to_name() -> None:
    for data in (b"", b"\xef\xbb\xbf", b" \n\t\n", "　\n".encode()):
        assert read(data, "a.txt").articles == ()
        assert read(data, "a.txt").diagnostics == ()


def test_mojibake_is_an_error_with_its_place() -> None:
    faults = read("南码头的灯\n\n　　灯锟斤拷了。\n".encode(), "a.txt").diagnostics
    assert [(fault.severity, fault.code, fault.span) for fault in faults] == [
        ("error", "mojibake", Span("a.txt", 3, 4))
    ]


_MARKUP = st.sampled_from([*"#*_`[]()<>!|\\-=&;:。，\n \u3000题灯江1a\"'“”", "---\n", "<p>", "</b>", "&amp;", "《岚江日报》2024年12月20日第2版", "记者 江照临", "本报讯", "headline: ", "- ", "\u202e", "數(shù)"])  # fmt: skip
_HEADS = st.sampled_from(["", "---\nheadline: 题\n---\n", "<html><body>", "---\n"])


@settings(max_examples=300, deadline=None)
@given(_HEADS, st.lists(_MARKUP, max_size=60).map("".join), st.sampled_from(["a.md", "a.txt", "a.html"]))
@example("---\n", "", "a.md")
def test_no_text_makes_a_reader_fail(head: str, text: str, name: str) -> None:
    reading = read((head + text).encode(), name)
    lines = (head + text).split("\n")
    for article in reading.articles:
        as_json(article)
        for block in article.body:
            for span in (block.span, *(mend.span for mend in block.mends)):
                assert 1 <= span.line <= len(lines)
                assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert all(fault.span and fault.message and fault.message_zh for fault in reading.diagnostics)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_a_reader_fail(data: bytes) -> None:
    for name in ("a.md", "a.txt", "a.html"):
        read(data, name)
