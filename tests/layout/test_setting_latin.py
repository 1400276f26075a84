"""Latin text in narrow columns: where its lines end, flush and ragged."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from fonts.roles import FaceTable
from layout.setting.lines import Line, set_lines, set_short
from layout.setting.shaping import Shaped, StyledRun, shape_runs
from layout.setting.units import units_of

COPY = (
    "The harbour board voted on Tuesday night to keep the old ferry terminal open until its long-awaited replacement is "
    "finished, ending the government’s three-year dispute with passengers, shopkeepers and the transportation authority. "
    "“We listened,” said J. R. Hallstrom, who chairs the infrastructure committee. The work, priced at EUR 45 million, is "
    'to begin at 7 a.m. on Monday; No. 7 buses will stop at Kristiansborg in the meantime, and "nobody will have to walk".'
)
SHORT = (
    "By ERIK JOHANSEN and PIA SOLBERG",
    "The old terminal, photographed from Kristiansborg, will remain open.",
    "Passengers and shopkeepers persuaded the infrastructure committee",
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def shape(table: FaceTable, text: str) -> Shaped:
    return shape_runs((StyledRun(text, "song"),), table)


def ends(lines: tuple[Line, ...]) -> list[int]:
    """Where in the text each line but the last ends."""
    return [line.shaped.starts[line.end] for line in lines[:-1]]


def parted(lines: tuple[Line, ...]) -> list[str]:
    """The words that a line end parts without a hyphen."""
    text = lines[0].shaped.text
    within = {line.shaped.starts[line.end] for line in lines[:-1] if not line.hyphen}
    return [word.group() for word in WORD.finditer(text) if within & set(range(word.start() + 1, word.end()))]


def widths_of(table: FaceTable, text: str) -> dict[str, int]:
    return {word: set_lines(shape(table, word), 10**6)[0].width for word in WORD.findall(text)}


@pytest.mark.parametrize("text", SHORT)
def test_short_copy_goes_over_at_spaces_however_short_its_lines(table: FaceTable, text: str) -> None:
    widest = max(widths_of(table, text).values())
    for measure in range(widest + 300, 24_000, 500):
        for lines in (set_short(shape(table, text), measure), set_lines(shape(table, text), measure, justify=False)):
            assert not parted(lines), (measure, [line.text for line in lines])
            assert all(line.width <= measure for line in lines)


def test_a_byline_stays_ragged_where_flush_lines_would_be_loose(table: FaceTable) -> None:
    lines = set_short(shape(table, SHORT[0]), 11_000)
    assert [line.text.strip() for line in lines] == ["By ERIK JOHANSEN", "and PIA SOLBERG"]
    assert not any(line.justified for line in lines)
    # All its lines, though some could be flush.
    assert not any(line.justified for line in set_short(shape(table, SHORT[1]), 9_000))


def test_chinese_short_copy_is_flush_as_before(table: FaceTable) -> None:
    shaped = shape(table, "江边的步道修好以后，傍晚出来走走的人多了，两岸的灯也亮起来。　本报记者　方晚晴摄")
    assert set_short(shaped, 11_000) == set_lines(shaped, 11_000)
    assert all(line.width >= 10_500 for line in set_short(shaped, 11_000)[:-1])


@pytest.mark.parametrize("measure", range(5_000, 20_000, 500))
def test_in_copy_a_word_is_parted_without_a_hyphen_only_if_no_line_holds_it(table: FaceTable, measure: int) -> None:
    lines = set_lines(shape(table, COPY), measure, 2_000)
    widths = widths_of(table, COPY)
    assert not [word for word in parted(lines) if widths[word] <= measure], [line.text for line in lines]
    assert "".join(line.text for line in lines) == COPY


def test_a_word_wider_than_its_line_is_parted_and_no_other(table: FaceTable) -> None:
    text = "To KRISTIANSBORGHAVN and HAMMERSUND by sea"
    for measure in range(8_000, 10_000, 250):
        assert parted(set_lines(shape(table, text), measure)) == ["KRISTIANSBORGHAVN"]
        assert parted(set_short(shape(table, text), measure)) == ["KRISTIANSBORGHAVN"]


def test_a_word_that_its_marks_make_too_wide_does_not_leave_them(table: FaceTable) -> None:
    text = "go KRISTIANSBORG, now"
    width = set_lines(shape(table, "KRISTIANSBORG"), 10**6)[0].width
    lines = set_lines(shape(table, text), width + 50)
    assert not any(line.text.startswith(",") for line in lines), [line.text for line in lines]


def test_a_numeral_among_han_is_parted_only_if_no_line_holds_it(table: FaceTable) -> None:
    text = "成交总额12,345,678,901元整"
    for measure in range(7_500, 12_000, 500):
        assert any("12,345,678,901" in line.text for line in set_lines(shape(table, text), measure)), measure


@pytest.mark.parametrize(("text", "kept"), [
    ("cost about EUR 45 a head", "EUR 45"), ("the bus No. 7 comes", "No. 7"), ("it opens at 7 a.m. on", "7 a.m."),
    ("said J. R. Hallstrom there", "J. R. Hallstrom"), ("said Dr. Hallstrom there", "Dr. Hallstrom"), ("all US$ 20 million went", "US$ 20 million"),
])  # fmt: skip
def test_what_reads_as_one_is_kept_together_where_a_line_can_be(table: FaceTable, text: str, kept: str) -> None:
    start = text.index(kept)
    inside = set(range(start + 1, start + len(kept)))
    least = set_lines(shape(table, kept), 10**6)[0].width
    for measure in range(max(5_000, least + 300), 12_000, 250):
        assert not inside & set(ends(set_lines(shape(table, text), measure, justify=False))), measure


def test_a_compound_goes_over_after_its_hyphen(table: FaceTable) -> None:
    lines = [set_lines(shape(table, "the well-known bridge of old"), measure) for measure in range(5_000, 9_000, 100)]
    assert any(line.text.endswith("well-") and not line.parted for found in lines for line in found)
    assert not any(line.text.endswith("e-") for measure in range(6_500, 9_000, 100) for line in set_lines(shape(table, "by e-mail or e-commerce"), measure))


def test_a_possessive_gets_a_hyphen_as_its_word_does(table: FaceTable) -> None:
    assert any(set_lines(shape(table, "the government’s bridge"), measure)[0].hyphen for measure in range(5_000, 7_000, 100))


@pytest.mark.parametrize("text", [
    'He said, "We will go" and "they" went', "He said, 'We will go' and 'they' went", 'The ("old") bridge and "new" one',
])  # fmt: skip
def test_straight_quotation_marks_stay_with_what_they_enclose(table: FaceTable, text: str) -> None:
    for measure in range(3_500, 12_000, 100):
        for line in set_lines(shape(table, text), measure, justify=False):
            shown = line.text.strip()
            assert not re.search(r"""(?:^|[ (])["']$""", shown), (measure, shown)
            assert not re.match(r"""["'](?:[ )]|$)""", shown), (measure, shown)
    seen = {line.text[:2] for measure in range(3_500, 9_000, 100) for line in set_lines(shape(table, text), measure, justify=False)}
    assert any(start[0] in "\"'(" for start in seen), "no line opens with a quotation"


def test_a_straight_mark_in_chinese_copy_is_what_it_was() -> None:
    assert [unit.kind for unit in units_of('他说"好"就')][2] is units_of('"')[0].kind


def test_units_know_which_words_are_in_pieces() -> None:
    text = "Open Mountains"
    cut = units_of(text, words="pieces", wide=frozenset({5}))
    assert [text[unit.start : unit.end] for unit in cut] == ["Open", *"Mountains"]


def test_no_line_of_copy_begins_or_ends_wrong(table: FaceTable) -> None:
    for measure in range(6_000, 20_000, 250):
        lines = set_lines(shape(table, COPY), measure, 2_000)
        for line, after in pairwise(lines):
            assert line.text.strip()[-1] not in "“(", line.text
            assert after.text[0] not in ",.;:”’)", after.text


def test_latin_quotation_marks_are_as_wide_as_their_ink(table: FaceTable) -> None:
    """“ and ’ are full-width in a Chinese face: in Latin text neither they nor their blank take half an em."""
    for text in ("“We will go”", "it’s the board’s", "called it “the best” yet", "本报讯 called the survey “the best of all”. Then"):
        shaped = shape(table, text)
        for unit, start in enumerate(shaped.starts[:-1]):
            if text[start] in "“”‘’":
                assert shaped.widths[unit] < 500, text
                assert not shaped.leads[unit] | shaped.tails[unit]
    # The apostrophe takes no more than it does when it is typed straight, and some.
    assert shape(table, "board’s").widths[0] < shape(table, "board's").widths[0] + 150


@pytest.mark.parametrize("text", ["他说“Hello”就走", "“OpenDay”在今天", "用“A”“B”表示", "说 “Hello” 的人", "的“it’s”字"])
def test_chinese_quotation_marks_keep_their_em(table: FaceTable, text: str) -> None:
    shaped = shape(table, text)
    opening = [unit for unit, start in enumerate(shaped.starts[:-1]) if text[start] == "“"]
    assert opening
    assert all(shaped.leads[unit] == 500 for unit in opening)


def test_no_gap_opens_between_a_quotation_and_its_marks(table: FaceTable) -> None:
    for measure in range(8_000, 16_000, 500):
        for line in set_lines(shape(table, COPY), measure, 2_000):
            for unit in range(line.start, line.end - 1):
                if not line.shaped.gaps[unit]:
                    gap = line.places[unit - line.start + 1] - line.places[unit - line.start] - line.shaped.widths[unit]
                    assert gap == 0, line.text


def test_a_narrow_column_of_english_has_no_line_of_half_a_word(table: FaceTable) -> None:
    """One dreadful line is no better than two loose ones."""
    text = COPY[:160]
    for measure in range(9_000, 14_000, 500):
        for line in set_lines(shape(table, text), measure, 2_000)[:-1]:
            assert " " in line.text.strip(), (measure, line.text)
