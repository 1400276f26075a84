"""Text that was decoded wrongly is undone or refused, and no other text is touched."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editions.diagnostic import Span
from editions.read.decode import decode
from editions.read.mojibake import Undone, undo

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
    assert undo(text) == Undone(text)
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


_TAKEN = ["cp1252", "latin-1", "gb18030", "gbk", "big5", "big5hkscs", "cp950"]


@example("见棚子重新刷了漆，钟也擦得亮堂。我掏出手机对了对，不多不少，还是慢七分钟。", "utf-8", "gbk", "ignore")
@given(st.sampled_from(_LINES), st.sampled_from(["utf-8", "gb18030"]), st.sampled_from(_TAKEN), st.sampled_from(["replace", "ignore"]))
def test_each_line_of_the_demo_comes_back_or_is_refused(line: str, was: str, taken: str, errors: str) -> None:
    if was[:2] == taken[:2] == "gb" or (was == "gb18030" and errors == "ignore" and taken[0] in "bc"):
        return  # the first is no damage; the second loses characters that nothing tells of
    damaged = latin(line.encode(was)) if taken == "cp1252" else line.encode(was).decode(taken, errors)
    text, found = decode(damaged.encode(), "a.txt")
    assert text == line or any(fault.code == "mojibake" and fault.span for fault in found)
    assert found


@lru_cache(maxsize=1)
def _s2t() -> Callable[[str], str]:
    convert: Callable[[str], str] = pytest.importorskip("opencc").OpenCC("s2t").convert
    return convert


@settings(deadline=None)
@given(st.sampled_from(_LINES), st.sampled_from(["cp1252", "latin-1", "gb18030"]))
def test_traditional_copy_in_big5_comes_back(line: str, taken: str) -> None:
    traditional = "".join(char for char in _s2t()(line) if char.encode("big5", "ignore"))
    octets = traditional.encode("big5")
    damaged = latin(octets) if taken == "cp1252" else octets.decode(taken, "replace")
    text, found = decode(damaged.encode(), "a.txt")
    assert text == traditional or any(fault.code == "mojibake" for fault in found)


@given(st.lists(st.sampled_from(_LINES), min_size=1, max_size=4), st.sampled_from(["gbk", "big5", "cp1252"]))
def test_a_text_that_lost_nothing_comes_back_with_its_short_lines(lines: list[str], taken: str) -> None:
    encoding = "big5" if taken == "gbk" else "gb18030"
    text = "\n".join((_short(lines[0], encoding), *(_short(line, encoding, 400) for line in lines)))
    octets = text.encode(encoding)
    try:
        damaged = latin(octets) if taken == "cp1252" else octets.decode(taken)
    except UnicodeDecodeError:
        return
    back, found = decode(damaged.encode(), "a.txt")
    refused = {fault.span.line for fault in found if fault.code == "mojibake" and fault.span}
    assert found
    assert back
    for number, (line, was) in enumerate(zip(back.split("\n"), text.split("\n"), strict=True), 1):
        assert line == was or number in refused


def _short(line: str, encoding: str, length: int = 4) -> str:
    return "".join(char for char in line if char.encode(encoding, "ignore"))[:length]


@pytest.mark.parametrize("text", ["燈火闌珊處", "紙上得來終覺淺", "灯下漫笔", "ㄅㄆㄇㄈ注音符號", "﹁直排的引號﹂"])
def test_short_lines_of_clean_text_stay(text: str) -> None:
    for whole in (text, "\n".join([text] * 8), text * 3):
        assert decode(whole.encode(), "a.txt") == (whole, ())
