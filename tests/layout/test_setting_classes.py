"""What each character is when lines are broken: clreq, GB/T 15834-2011."""

from __future__ import annotations

import pytest

from layout.setting.classes import NEVER_FIRST, NEVER_LAST, Kind, kind_of
from layout.setting.marks import marks_of
from layout.setting.rules import BASIC
from layout.setting.units import units_of

# Written down from the standards, on purpose not from the classes themselves.
NEVER_FIRST_CHARS = "，。、；：！？．‼⁇⁈⁉”’」』）〕】〗］｝》〉～–·・‧/／-—％‰℃°′″"
NEVER_LAST_CHARS = "“‘「『（〔【〖［｛《〈￥＄±№"


@pytest.mark.parametrize("char", NEVER_FIRST_CHARS)
def test_never_first_on_a_line(char: str) -> None:
    assert kind_of(char) in NEVER_FIRST


@pytest.mark.parametrize("char", NEVER_LAST_CHARS)
def test_never_last_on_a_line(char: str) -> None:
    assert kind_of(char) in NEVER_LAST


@pytest.mark.parametrize("char", "一丁龘〇々あア한")
def test_what_else_is_wide_may_begin_and_end_a_line(char: str) -> None:
    expected = Kind.SUFFIX if char == "々" else Kind.HAN
    assert kind_of(char) is expected


@pytest.mark.parametrize("char", "AzßéΩЖ09")
def test_letters_and_digits_are_western(char: str) -> None:
    assert kind_of(char) is Kind.WESTERN


@pytest.mark.parametrize(("text", "kind"), [("……", Kind.RIGID), ("⸺", Kind.RIGID), ("——", Kind.RIGID), ("…", Kind.LEADER)])
def test_ellipses_and_the_two_em_dash_are_rigid(text: str, kind: Kind) -> None:
    assert [unit.kind for unit in units_of(text)] == [kind]


@pytest.mark.parametrize(
    ("chars", "before", "after"),
    [
        ("“‘（《【", True, False),
        ("”’）》】", False, True),
        ("，、；：", False, True),
        ("。？！", False, True),
        ("·—～", False, False),
    ],
)
def test_on_which_side_the_blank_half_is(chars: str, before: bool, after: bool) -> None:
    for char in chars:
        mark = marks_of(BASIC).get(char)
        assert (bool(mark and mark.lead), bool(mark and mark.tail)) == (before, after), char


def test_nothing_is_barred_at_both_ends_but_what_is_between_two_words() -> None:
    assert NEVER_FIRST.isdisjoint(NEVER_LAST)
