"""Bad input: nothing is lost, what cannot be set is said, and the time is linear in the length."""

from __future__ import annotations

import time

import pytest

from layout.desk import Desk
from layout.setting.lines import set_lines
from layout.setting.rules import Rules
from layout.setting.shaping import StyledRun, shape_runs
from layout.trial import Wish, find_desk, try_lines
from tests.layout.law.clauses import EM
from tests.layout.law.faults import faults
from tests.layout.law.setting import judged

LENGTH = 20_000  # characters, and twice as many
LONGEST = 100_000
BAD: dict[str, str] = {
    "han": "江边的步道修好以后傍晚来走走的人多了",
    "letters": "a",
    "syllables": "abcdefghij",
    "digits": "7",
    "opening": "（",
    "closing": "）",
    "spaces": " ",
    "dots": "a.",
    "controls": "\x00\x07\x1b\x7f",
    "surrogates": "\ud800",
    "unassigned": "\u0378\U000e0fff",
    "combining": "\u0301",
    "exclamations": "！",
    "dashes": "—",
    "signs": "+-",
    "at": "a@",
    "hyphens": "bridges-",
    "words": "bridges ",
    "mixed": "江3.5%，",
    "address": "www.a.cn/",
    "standards": "GB 1—",
    "joined": "\U0001f468\u200d",
}


@pytest.fixture(scope="module")
def desk() -> Desk:
    found, trouble = find_desk("tabloid", None, system_fonts=False)
    assert found is not None, trouble
    return found


def _repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _seconds(text: str, measure: float, desk: Desk) -> float:
    """How long it takes to shape and set a text that was not set before."""
    start = time.process_time()
    lines = set_lines(shape_runs((StyledRun(text, "song"),), desk.table), round(measure * EM), 2 * EM)
    used = time.process_time() - start
    assert "".join(line.text for line in lines) == text
    return used


@pytest.mark.long
@pytest.mark.parametrize("measure", [0.5, 13.0])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_takes_time_linear_in_its_length(desk: Desk, name: str, measure: float) -> None:
    """Twice the length takes about twice the time; the least of several ratios, since the machine may be busy."""
    ratios = []
    for attempt in "甲乙丙丁戊":
        once = _seconds(attempt + "一" + _repeated(BAD[name], LENGTH), measure, desk)
        twice = _seconds(attempt + "二" + _repeated(BAD[name], 2 * LENGTH), measure, desk)
        ratios.append((twice + 0.01) / (once + 0.01))
        if ratios[-1] < 3:
            return
    pytest.fail(f"twice the length took {min(ratios):.1f} times as long")


@pytest.mark.long
@pytest.mark.parametrize("name", ["han", "letters", "digits", "opening", "spaces", "dots", "combining", "surrogates"])
def test_the_longest_paragraph_ends(desk: Desk, name: str) -> None:
    """100,000 characters, tried as `lines` tries them: half a minute is more than the slowest machine needs."""
    text = "江" + _repeated(BAD[name], LONGEST)
    start = time.process_time()
    (trial,) = try_lines([text], Wish((13.0,), indent=2.0), desk, Rules())
    paragraph = judged(trial)
    assert time.process_time() - start < 30
    assert "".join(line["text"] for line in paragraph["lines"]) == text
    if name == "han":
        assert not faults(paragraph, 13, 2, "basic")


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("measure", [0.5, 6.0])
def test_bad_input_ends_in_a_setting_or_a_diagnostic(desk: Desk, name: str, measure: float) -> None:
    """Nothing is lost; what a line cannot hold is said."""
    text = "江" + (BAD[name] * 100)[:100]
    (trial,) = try_lines([text], Wish((measure,), indent=0.0), desk, Rules())
    assert "".join(trial.texts) == text
    said = {code for code, _ in judged(trial)["said"]}
    assert "overfull-line" in said or not any(line.overfull for line in trial.lines)
    assert "overfull-line" in said or measure > 1
