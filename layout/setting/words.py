"""Words: a Chinese text in, the places between its words out.

Loading the dictionary takes a tenth of a second and needs one core. A command that is going to break headlines may call
`load_ahead` first: a child process then loads it beside the reading of the copy, and is asked over a pipe. Without
that, or where the system has no fork, the dictionary is loaded here when it is first needed; the answers are the same.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import BinaryIO, NamedTuple


class _Child(NamedTuple):
    questions: BinaryIO
    answers: BinaryIO


_children: list[_Child] = []


def load_ahead() -> None:
    """Start loading the dictionary in a child process, if there is a second core for it."""
    if _children or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return
    ask_end, ask = os.pipe()
    answer, answer_end = os.pipe()
    if os.fork() == 0:
        os.close(ask)
        os.close(answer)
        try:
            _serve(os.fdopen(ask_end, "rb"), os.fdopen(answer_end, "wb"))
        finally:
            os._exit(0)
    os.close(ask_end)
    os.close(answer_end)
    _children.append(_Child(os.fdopen(ask, "wb"), os.fdopen(answer, "rb")))


def _serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """One text a line in, its places a line out, until the parent is gone."""
    cut = _cut
    cut("版面")  # loads the dictionary
    for line in questions:
        answers.write(b" ".join(b"%d" % place for place in cut(line.decode("utf-8").rstrip("\n"))) + b"\n")
        answers.flush()


@lru_cache(maxsize=2048)
def borders(text: str) -> frozenset[int]:
    """Indices of the characters at which a word begins, 0 among them."""
    if _children and "\n" not in text:
        child = _children[0]
        try:
            child.questions.write(text.encode("utf-8") + b"\n")
            child.questions.flush()
            answer = child.answers.readline()
            if answer:
                return frozenset(map(int, answer.split()))
        except (OSError, ValueError):
            pass
        _children.clear()  # the child is gone: the rest is done here
    return frozenset(_cut(text))


def _cut(text: str) -> list[int]:
    import rjieba

    places, at = [], 0
    for word in rjieba.cut(text):
        places.append(at)
        at += len(word)
    return places
