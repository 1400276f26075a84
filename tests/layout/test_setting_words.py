"""Words of headlines: the same from a child process as from here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from layout.setting.words import borders

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = ("岚江三桥昨日通车", "68个办事大厅午间不打烊", "", "“纺”出三条线", "AI新品C919首飞 两岸同庆")

SCRIPT = """
import os
import sys
from layout.abreast import processes
from layout.setting import words
if sys.argv[1] == "ahead":
    words.load_ahead()
    words.load_ahead()
    assert len(words._children) == processes()
if sys.argv[1] == "forked":
    words.load_ahead()
    words.borders("版面")
    pid = os.fork()
    if not pid:
        words.take_over(1)
    else:
        words.borders("大样")
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
if sys.argv[1] == "gone":
    words.load_ahead()
    words._children[0].questions.close()
print([sorted(words.borders(text)) for text in sys.argv[2:]])
print("rjieba" in sys.modules)
"""


def _run(how: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, how, *TEXTS], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.splitlines()


def test_borders_are_places_in_the_text() -> None:
    assert borders("岚江三桥昨日通车") >= {0, 4, 6}
    assert borders("") == frozenset()


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="the system has no fork")
def test_a_child_gives_the_same_answers() -> None:
    here, ahead, forked = _run("here"), _run("ahead"), _run("forked")
    assert here[0] == ahead[0] == forked[0]
    assert (here[1], ahead[1], forked[1]) == ("True", "False", "False")


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="the system has no fork")
def test_without_its_child_the_work_is_done_here() -> None:
    assert _run("gone") == _run("here")
