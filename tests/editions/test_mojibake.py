"""Text that was decoded wrongly is undone or refused, and no other text is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.diagnostic import Span
from editions.read.decode import decode
from editions.read.mojibake import undo

STORY = "南码头的灯\n\n　　灯亮了，江上的人都出来看。“好！”有人说。\n"
DEMO = Path(__file__).parents[2] / "editions" / "demo"


def latin(data: bytes) -> str:
    """As browsers do: Windows-1252, and the control character where it has nothing."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_taken_for_windows_1252_comes_back(encoding: str) -> None:
    text, found = decode(latin(STORY.encode(encoding)).encode(), "a.txt")
    assert text
    assert text.split("\n")[2] == STORY.split("\n")[2]
    assert [(fault.code, fault.span) for fault in found] == [("mojibake-undone", Span("a.txt", 1))]


def test_utf_8_taken_for_gb18030_comes_back() -> None:
    damaged = "江上的人".encode().decode("gb18030")
    text, found = decode(f"灯亮了\n{damaged}\n".encode(), "a.txt")
    assert text == "灯亮了\n江上的人\n"
    assert [(fault.code, fault.span) for fault in found] == [("mojibake-undone", Span("a.txt", 2))]


def test_a_line_that_lost_bytes_is_refused_at_its_place() -> None:
    damaged = "　　灯亮了，人都出来看。".encode().decode("gb18030", "ignore")
    fault = decode(f"灯亮了\n{damaged}\n".encode(), "a.txt").diagnostics[0]
    assert (fault.severity, fault.code, fault.span and fault.span.line) == ("error", "mojibake", 2)


def test_a_short_line_comes_back_with_the_rest_and_alone_is_refused() -> None:
    short = latin("灯亮码头".encode("gb18030"))
    assert undo(short + "\n" + latin(STORY.encode("gb18030"))).text == "灯亮码头\n" + STORY
    assert [fault.code for fault in decode(short.encode(), "a.txt").diagnostics] == ["mojibake"]


@pytest.mark.parametrize(
    "text",
    ["联通", "Größe, naïve, déjà vu, ÄÖÜ", "锛子、锛头", "Ça va · 50€", "Привет", "µm ±0.5 °C §3", "×××××××× ········"],
)
def test_other_text_stays(text: str) -> None:
    assert undo(text) == (text, ())
    assert decode(text.encode(), "a.txt") == (text, ())


def test_the_demo_and_good_prose_stay(shared: Path) -> None:
    for path in (*DEMO.rglob("*.md"), *(shared / "prose").rglob("*.txt")):
        text = path.read_text("utf-8")
        assert undo(text).lines == ()


_LINES = [
    line
    for path in sorted(DEMO.rglob("articles/*.md"))
    for line in path.read_text("utf-8").split("\n")
    if len(line) > 40
]


@given(st.sampled_from(_LINES), st.sampled_from(["utf-8", "gb18030"]), st.sampled_from(["cp1252", "gb18030"]))
def test_each_line_of_the_demo_comes_back_or_is_refused(line: str, was: str, taken: str) -> None:
    if was == taken:
        return
    damaged = latin(line.encode(was)) if taken == "cp1252" else line.encode(was).decode(taken, "replace")
    text, found = decode(damaged.encode(), "a.txt")
    assert text == line or any(fault.code == "mojibake" for fault in found)
