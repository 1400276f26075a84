"""Files that were made to hurt: each is refused with a name and a place, in little memory, and touches nothing else."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions.article_json import as_json
from editions.diagnostic import Span
from editions.read import read
from tests.editions.docx_making import W, docx, packed, paragraph, parts, run

ROOT = Path(__file__).resolve().parents[2]
RSS = "<rss><channel><item><title>题</title><description>{}</description></item></channel></rss>"
DOCUMENT = "word/document.xml"


def refused(data: bytes | str, name: str = "a.xml") -> list[tuple[str, Span | None]]:
    reading = read(data.encode() if isinstance(data, str) else data, name)
    assert reading.articles == ()
    assert reading.files == ()
    assert all(fault.message_zh and fault.hint and fault.hint_zh for fault in reading.diagnostics)
    return [(fault.code, fault.span) for fault in reading.diagnostics if fault.severity == "error"]


# XML and JSON

XXE = '<?xml version="1.0"?>\n<!DOCTYPE nitf [\n <!ENTITY e SYSTEM "file:///etc/passwd">]>\n<nitf><body>&e;</body></nitf>'
LATE = '<?xml version="1.0"?>\n<!DOCTYPE nitf [' + " " * 200_000 + '\n <!ENTITY e "x">]>\n<nitf>&e;</nitf>'
PARAMETER = '<!DOCTYPE nitf [\n<!ENTITY % e SYSTEM "http://a.invalid/e">%e;]>\n<nitf/>'
BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>'
INCLUDE = '<nitf>\n <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/></nitf>'


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (XXE, "entities-refused", 3, 2),
        (LATE, "entities-refused", 3, 2),
        (PARAMETER, "entities-refused", 2, 1),
        (BOMB, "entities-refused", 1, 16),
        (INCLUDE, "xinclude-refused", 2, 2),
        ("<rss>\n<a>" + "<a>" * 200, "too-deep", 2, 298),
        (RSS.format("<div>" * 98 + "</div>" * 98), "too-deep", 1, 530),
        (RSS.format("&lt;div&gt;" * 300), "too-deep", 1, 2250),
        ("<rss>\n" + "<a/>" * 200_001 + "</rss>", "too-many-elements", 2, 799_997),
        (RSS.format("字" * 500_001), "story-too-long", 1, 50),
        (RSS.format("&lt;p>a&lt;/p>" * 20_001), "too-many-lines", 1, 280_056),
        ("<rss>\n <a>&</a></rss>", "xml-broken", 2, 6),
        ("<rss>\n <a></b></rss>", "xml-broken", 2, 7),
        ("<rss>&nbsp;</rss>", "xml-broken", 1, 6),
        ('<!DOCTYPE nitf SYSTEM "a.dtd"><nitf>&other;</nitf>', "xml-broken", 1, 37),
        ("<rss>a\0b</rss>", "not-text", 1, 7),
        ('{"headline": "x",\n "body_text": }', "json-broken", 2, 15),
        ('{"headline": "x"', "json-broken", 1, 17),
        ('{"headline": "\\ud800"}', "json-broken", 1, 15),
        ('{"headline": "\\x"}', "json-broken", 1, 15),
        ('{"headline": "a\nb"}', "json-broken", 1, 14),
        ('{"headline": 1} 2', "json-broken", 1, 17),
        ('{"headline": ' + "[" * 100, "too-deep", 1, 54),
        ("[[" + "1," * 200_001, "too-many-elements", 1, 399_999),
    ],
)
def test_xml_and_json(text: str, code: str, line: int, column: int) -> None:
    assert refused(text) == [(code, Span("a.xml", line, column))]


def test_a_document_type_is_not_fetched() -> None:
    text = '<!DOCTYPE nitf SYSTEM "http://a.invalid/nitf.dtd"><nitf><body><body.head><hedline><hl1>题</hl1></hedline></body.head><body.content><p>灯&nbsp;亮了。</p></body.content></body></nitf>'
    (article,) = read(text.encode(), "a.xml").articles
    assert article.body[0].text == "灯 亮了。"


def test_a_file_of_comments_ends() -> None:
    read(b"<!---->" * 100_000 + b"x", "a.xml")


# .docx


def lying(claimed: int) -> bytes:
    """A document whose text is of 60 MB and says, in both places, that it is of another size."""
    data = bytearray(packed({**parts(paragraph("题")), DOCUMENT: b"<a>" + b"x" * 60_000_000 + b"</a>"}))
    at = data.find(DOCUMENT.encode())
    while at >= 0:
        if data[at - 30 : at - 26] == b"PK\3\4":
            data[at - 8 : at - 4] = struct.pack("<I", claimed)
        if data[at - 46 : at - 42] == b"PK\1\2":
            data[at - 22 : at - 18] = struct.pack("<I", claimed)
        at = data.find(DOCUMENT.encode(), at + 1)
    return bytes(data)


def with_members(count: int) -> bytes:
    """A document with that many members more, all of them empty."""
    data = packed({"word/a": b"", **parts(paragraph("题"))})
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    entry = data[start : data.index(b"PK\1\2", start + 1)]
    directory = data[start:end] + b"".join(entry[:-6] + b"%06d" % number for number in range(count))
    tail = struct.pack("<HHIIH", 0xFFFF, 0xFFFF, len(directory), start, 0)
    return data[:start] + directory + b"PK\5\6\0\0\0\0" + tail


def with_part(name: str, data: bytes) -> bytes:
    return packed({**parts(paragraph("题"), paragraph("灯亮了。")), name: data})


def document(text: str, *, before: str = "") -> bytes:
    return with_part(DOCUMENT, f"{before}<w:document {W}><w:body>{text}</w:body></w:document>".encode())


_DOCX: list[tuple[str, Callable[[], bytes], str]] = [
    ("up", lambda: with_part("../../etc/x", b"1"), "docx-path"),
    ("up backwards", lambda: with_part("word\\..\\..\\x", b"1"), "docx-path"),
    ("root", lambda: with_part("/etc/x", b"1"), "docx-path"),
    ("drive", lambda: with_part("C:/x", b"1"), "docx-path"),
    ("members", lambda: with_members(100_000), "docx-members"),
    ("size", lambda: lying(60_000_007), "docx-size"),
    ("lying size", lambda: lying(10), "docx-broken"),
    ("media", lambda: with_part("word/media/a.png", b"\0" * 130_000_000), "docx-size"),
    ("entities", lambda: document("&e;", before='<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "entities-refused"),
    ("include", lambda: document('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'), "xinclude-refused"),
    ("depth", lambda: document("<w:p>" * 2000 + "</w:p>" * 2000), "too-deep"),
    ("elements", lambda: document("<w:p/>" * 30_000), "too-many-elements"),
    ("attributes", lambda: document("<w:p " + " ".join(f'w:a{n}="1"' for n in range(100_001)) + "/>"), "too-many-elements"),
    ("no XML", lambda: document("<w:p>"), "docx-broken"),
    ("NUL", lambda: document("\0"), "docx-broken"),
    ("cut short", lambda: docx(paragraph("题"), paragraph("灯亮了。"))[:-30], "docx-broken"),
    ("no body", lambda: with_part(DOCUMENT, b"<a/>"), "docx-broken"),
    ("other", lambda: packed({"xl/workbook.xml": b"<a/>"}), "unknown-format"),
]


@pytest.mark.parametrize(("data", "code"), [(data, code) for _, data, code in _DOCX], ids=[name for name, _, _ in _DOCX])
def test_documents(data: Callable[[], bytes], code: str) -> None:
    assert [code for code, span in refused(data(), "a.docx") if span == Span("a.docx")] == [code]


# Memory, network, files

_WATCHED = textwrap.dedent("""\
    import json, sys
    touched = []
    def watch(event, args):
        if event.startswith(("socket.", "subprocess.", "os.system")) or (
            event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
        ):
            touched.append(f"{event} {args[:1]}")
        if event == "open" and str(args[0]).startswith("/etc/passwd"):
            touched.append(f"read {args[0]}")
    from editions.read import read
    for loaded in ("docx", "ninjs", "newsml", "wordpress", "xml_tree"):
        __import__(f"editions.read.{loaded}")
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    sys.dont_write_bytecode = True
    sys.addaudithook(watch)
    reading = read(data, "a.x")
    with open("/proc/self/status") as file:
        peak = next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmHWM"))
    print(json.dumps([[fault.code for fault in reading.diagnostics][:3], touched, peak]))
    """)

_HEAVY: list[tuple[str, Callable[[], bytes], str]] = [
    ("attribute", lambda: b'<rss a="' + b"x" * 200_000_000 + b'"/>', "file-too-large"),
    ("attributes", lambda: b"<nitf " + b" ".join(b'a%d="1"' % n for n in range(200_000)) + b"/>", "headline-missing"),
    ("elements", lambda: b"<rss>" + b"<a/>" * 300_000 + b"</rss>", "too-many-elements"),
    ("entities", lambda: RSS.format("&amp;" * 600_000).encode(), "story-too-long"),
    ("characters", lambda: RSS.format("&amp;" + "x" * 7_900_000).encode(), "story-too-long"),
    ("escapes", lambda: b'{"body_text": "' + b"a\\n" * 600_000 + b'"}', "too-many-lines"),
    ("docx size", lambda: lying(60_000_007), "docx-size"),
    ("docx lying size", lambda: lying(10), "docx-broken"),
    ("docx members", _DOCX[4][1], "docx-members"),
    ("docx runs", lambda: docx(paragraph("题"), paragraph(*[run("字", "b")] * 4_000)), ""),
    ("docx entities", _DOCX[8][1], "entities-refused"),
    ("xxe", lambda: XXE.encode(), "entities-refused"),
    ("include", lambda: INCLUDE.encode(), "xinclude-refused"),
]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told in /proc")
@pytest.mark.parametrize(("data", "code"), [(data, code) for _, data, code in _HEAVY], ids=[name for name, _, _ in _HEAVY])
def test_memory_and_what_is_touched(data: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    written = (tmp_path / "a.x").write_bytes(data())
    command = [sys.executable, "-c", _WATCHED, str(tmp_path / "a.x")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=200, check=True)
    said, touched, peak = json.loads(ran.stdout)
    assert peak < 300 + written // 1_000_000  # the bytes of the file are the caller's
    assert touched == []
    assert code in said or not code
    assert list(tmp_path.iterdir()) == [tmp_path / "a.x"]


# Whatever comes

_XML = st.sampled_from([*"<>&;/ \n题灯。a\"'=", "<p>", "</p>", "<br/>", "<item>", "</item>", "<title>", "</title>", "<description>", "</description>", "<![CDATA[", "]]>", "&lt;", "&amp;", "<table><tr><td>", "</td>", "</table>", "<li>", "<ul>", "<pre>", "</pre>", '<img src="a.jpg">', "<figcaption>", "[caption]", "记者 江照临", "（记者 江照临）", "《岚江日报》2024年12月20日第2版", "\u202e", "數(shù)"])  # fmt: skip
_JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["headlines", "headline", "bodies", "body_xhtml", "value", "role", "contentType", "by", "type", "associations", "renditions", "href", "descriptions"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)


_PARTS = st.sampled_from([*"<>&;/", "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>灯</w:t>", "<w:br/>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>"])  # fmt: skip
_COPY = st.tuples(
    st.lists(_XML, max_size=40).map("".join),
    _JSON,
    st.lists(_PARTS, max_size=30).map("".join),
    st.integers(0, 2000),
    st.binary(min_size=1, max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(_COPY)
def test_nothing_makes_a_reader_fail(copy: tuple[str, object, str, int, bytes]) -> None:
    read_all(*copy)


@pytest.mark.long
@settings(max_examples=4000, deadline=None)
@given(_COPY)
def test_nothing_makes_a_reader_fail_for_a_minute(copy: tuple[str, object, str, int, bytes]) -> None:
    read_all(*copy)


def read_all(markup: str, value: object, text: str, at: int, octets: bytes) -> None:
    """What was made up, as each format has it."""
    cdata = markup.replace("]]>", "")
    for whole in (RSS.format(markup), RSS.format(f"<![CDATA[{cdata}]]>"), f"<nitf>{markup}</nitf>", f"<newsItem>{markup}</newsItem>"):
        look_over(whole)
    look_over(json.dumps(value))
    look_over(json.dumps([value, {"headline": value}], ensure_ascii=False))
    read(document(text), "a.docx")
    damaged = bytearray(docx(paragraph("题"), paragraph("灯亮了。")))
    damaged[at % len(damaged) : at % len(damaged) + len(octets)] = octets
    read(bytes(damaged), "a.docx")


def look_over(text: str) -> None:
    lines = text.split("\n")
    reading = read(text.encode("utf-8", "replace"), "a.xml")
    for article in reading.articles:
        json.dumps(as_json(article)).encode()
        for block in article.body:
            for span in (block.span, *(mend.span for mend in block.mends)):
                assert 1 <= span.line <= len(lines)
                assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert all(fault.span and fault.message and fault.message_zh for fault in reading.diagnostics)
