"""Setting any text at any measure: nothing lost, every line flush, no prohibited line start or end."""

from __future__ import annotations

import functools
import time
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fonts.roles import FaceTable, find_faces
from layout.items import GlyphRun
from layout.setting.breaking import break_lines, break_lines_to
from layout.setting.drawing import HYPHEN, glyph_runs
from layout.setting.lines import Line, fill, set_lines
from layout.setting.shaping import Shaped, StyledRun, shape_runs

# From the standards by hand, so that a slip in the classes shows.
NEVER_FIRST = "，。、；：！？．”’」』）〕】〗］｝》〉～–·・‧/／-—％‰℃°′″"
NEVER_LAST = "“‘「『（〔【〖［｛《〈￥＄±№"
CLOSING_MARKS = "，。、；：！？．”’」』）〕】〗］｝》〉"  # these have a blank half behind them

HAN = st.text(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面",
    min_size=1,
    max_size=6,
)
MARKS = st.sampled_from([*"，。、；：！？·～", *"“”‘’《》（）【】", "——", "……", "？！", "。”", "，“", "》《", "”“"])
NUMERALS = st.sampled_from(["3.14", "4,000", "13:30", "1∶500", "￥12.5", "−8℃", "12.6%", "2024", "480", "５", "７％"])
WORDS = st.sampled_from(["AI", "5G", "C919", "PM2.5", "GB/T", "English", "Open", "K3", "App", "open air"])
# Han stands before every numeral and word: two in a row would be one unit, or none, by nobody's rule.
MIXED = st.tuples(HAN, st.one_of(NUMERALS, WORDS)).map("".join)
TEXT = st.lists(st.one_of(HAN, MARKS, MIXED), min_size=1, max_size=40).map("".join)
MEASURE = st.integers(6, 40)


@functools.lru_cache(maxsize=1)
def _table() -> FaceTable:
    return find_faces({}, system=False)


def _shape(text: str) -> Shaped:
    return shape_runs((StyledRun(text, "song"),), _table())


def _bare(text: str) -> str:
    return "".join(text.split())


def _drawn(lines: tuple[Line, ...]) -> str:
    """The copy that the glyph runs of the lines stand for."""
    items = [placed.item for line in lines for placed in glyph_runs(line, 9.0)]
    return "".join(item.text for item in items if isinstance(item, GlyphRun)).replace(HYPHEN, "")


def _bound(left: str, right: str) -> bool:
    """Whether two neighbours in a text are never parted: by a prohibition, or as one word or numeral."""
    western = left.isascii() and right.isascii() and not left.isspace() and not right.isspace()
    numeral = left in "0123456789∶，．,.:−￥５７" and right in "0123456789∶％℃%５７"
    twin = left == right and left in "—…"
    return (right in NEVER_FIRST and right != "—") or left in NEVER_LAST or western or numeral or twin


def _chunk(shaped: Shaped, unit: int) -> int:
    """The least width of the stretch about a unit's start that no line may be broken in."""
    text, starts = shaped.text, shaped.starts
    first = unit
    while first > 0 and _bound(text[starts[first] - 1], text[starts[first]]):
        first -= 1
    last = unit
    while last + 1 < len(shaped) and _bound(text[starts[last + 1] - 1], text[starts[last + 1]]):
        last += 1
    squeezed = [gap - sum(give for _, give in steps) for gap, steps in zip(shaped.gaps, shaped.shrinks, strict=True)]
    return sum(shaped.widths[first : last + 1]) + sum(squeezed[first:last])


def _check_prohibitions(shaped: Shaped, lines: tuple[Line, ...], measure: int, indent: int) -> None:
    for before, line in pairwise(lines):
        start, end = line.text.lstrip()[0], before.text.rstrip()[-1]
        wrong = (start in NEVER_FIRST and not line.text.startswith("——")) or end in NEVER_LAST
        if wrong:
            room = measure - (indent if before.start == 0 else 0)
            widest = max(_chunk(shaped, unit) for unit in range(len(shaped)))
            assert widest > room, f"{before.text}⏎{line.text}"


def _check_flush(line: Line, measure: int, indent: int) -> None:
    """To a hundredth of an em, but for a mark at the line end that keeps its blank half within the measure."""
    if line.last:
        assert line.width <= measure + 10 or line.end - line.start == 1 or _is_stuck(line)
        return
    ends = {measure, measure - 500} if line.text.rstrip()[-1] in CLOSING_MARKS else {measure}
    flush = any(abs(line.width - end) <= 10 for end in ends)
    assert flush or line.loose or _is_stuck(line), (line.text, line.width)


def _is_stuck(line: Line) -> bool:
    """Whether nothing in the line can give way: one unit, or units that are bound to each other."""
    text, starts = line.shaped.text, line.shaped.starts
    return all(_bound(text[starts[unit] - 1], text[starts[unit]]) for unit in range(line.start + 1, line.end))


def _check_gaps(line: Line) -> None:
    """No gap is negative: marks give up their blank, never their ink; other gaps keep what clreq leaves them."""
    shaped = line.shaped
    for number, (here, after) in enumerate(zip(line.places, line.places[1:], strict=False)):
        unit = line.start + number
        gap = after - here - shaped.widths[unit]
        least = {250: 125, 333: 250}.get(shaped.gaps[unit], 0)
        if shaped.tails[unit] or shaped.leads[unit + 1]:
            least = 0
        assert gap >= least, (line.text, gap)


@settings(max_examples=250, deadline=None)
@given(TEXT, MEASURE, st.sampled_from([0, 2]))
@example("，，，，，，，，，，，，，，", 6, 2)
@example("“‘《（【“‘《（【“‘《（【", 6, 0)
@example("￥12.5￥12.5￥12.5", 6, 2)
def test_any_text_at_any_measure(text: str, measure_em: int, indent_em: int) -> None:
    shaped = _shape(text)
    measure, indent = measure_em * 1000, indent_em * 1000
    lines = set_lines(shaped, measure, indent)
    assert "".join(line.text for line in lines) == text
    assert _drawn(lines) == _bare(text)
    assert lines[0].places[0] == indent
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]
    _check_prohibitions(shaped, lines, measure, indent)
    for line in lines:
        _check_flush(line, measure, indent)
        _check_gaps(line)


@settings(max_examples=60, deadline=None)
@given(TEXT.filter(lambda text: len(text) > 8), st.integers(8, 14), st.integers(-2, 2))
def test_break_lines_to_gives_just_so_many_lines(text: str, measure_em: int, more: int) -> None:
    shaped = _shape(text)
    measure = measure_em * 1000
    natural = set_lines(shaped, measure, 2000)
    count = max(1, len(natural) + more)
    found = break_lines_to(shaped, measure, 2000, count)
    if found is None:
        assert (
            more
            or any(len(line.text) < 2 or line.width > measure or line.shaped.words != "whole" for line in natural)
            or _has_wide_chunk(shaped, measure)
        )
        return
    ends, _ = found
    assert len(ends) == count
    assert ends[-1] == len(shaped)
    assert list(ends) == sorted(set(ends))
    starts = (0, *ends[:-1])
    lines = tuple(
        fill(shaped, start, end, measure, 0 if start else 2000) for start, end in zip(starts, ends, strict=True)
    )
    assert "".join(line.text for line in lines) == text
    _check_prohibitions(shaped, lines, measure, 2000)
    for line in lines:
        _check_gaps(line)
        assert line.width <= measure or line.end - line.start == 1


def _has_wide_chunk(shaped: Shaped, measure: int) -> bool:
    return any(_chunk(shaped, unit) > measure - 2000 for unit in range(len(shaped)))


@settings(max_examples=60, deadline=None)
@given(TEXT, MEASURE)
def test_the_same_number_of_lines_is_no_dearer(text: str, measure_em: int) -> None:
    shaped = _shape(text)
    measure = measure_em * 1000
    # Of the words whole: set_lines may part them, and has another number of lines then.
    found = break_lines_to(shaped, measure, 0, len(break_lines(shaped, measure)))
    if found is not None:
        assert found[1] <= 1e-6


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60), MEASURE)
@example("A\u200bB", 6)
@example("e\u0301\u0301", 6)
@example("\u200b", 6)
@example("·\u0301", 6)
@example("一\ufe0f二\U000e0100", 6)
@example("fi ffl ﬁ", 6)
@example("\U0001f600\U0001f468\u200d\U0001f469", 6)
@example("שלום العربية हिन्दी", 6)
def test_characters_of_any_script_do_not_stop_the_setting(text: str, measure_em: int) -> None:
    shaped = _shape(text)
    lines = set_lines(shaped, measure_em * 1000, 2000)
    assert "".join(line.text for line in lines) == text.lstrip(" \u00a0\u3000\t\n")
    for line in lines:
        glyph_runs(line, 9.0)


def test_a_long_paragraph_is_set_a_line_shorter_in_no_time() -> None:
    shaped = _shape("江边的步道修好以后，傍晚出来走走的人多了。" * 200)
    count = len(set_lines(shaped, 11_000, 2000))
    start = time.process_time()
    break_lines_to(shaped, 11_000, 2000, count - 1)
    assert time.process_time() - start < 2
