"""Words: a Chinese text in, the places between its words out.

Loading the dictionary takes a tenth of a second and needs one core. A locked page knows its turns and does without. A
command that is going to break headlines may call `load_ahead` first: a child process then loads it beside the reading of
the copy, and is asked over a pipe. Processes that are forked later (layout.abreast) each have a child of their own to
ask, a fork of the first (`take_over`). Without that, or where the system has no fork, the dictionary is loaded here when
it is first needed; the answers are the same.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from layout.abreast import processes


class _Child(NamedTuple):
    questions: BinaryIO
    answers: BinaryIO


_children: list[_Child] = []  # the first is asked; each of the others is for a process that this one will fork


def load_ahead() -> None:
    """Start loading the dictionary in a child process, if there is a second core for it."""
    count = processes()
    if _children or count < 2:
        return
    to_children, from_children = [os.pipe() for _ in range(count)], [os.pipe() for _ in range(count)]
    theirs = [(questions, answers) for (questions, _), (_, answers) in zip(to_children, from_children, strict=True)]
    ours = [(ask, answer) for (_, ask), (answer, _) in zip(to_children, from_children, strict=True)]
    if os.fork() == 0:
        try:
            _close(ours)
            _serve_all(theirs)
        finally:
            os._exit(0)
    _close(theirs)
    _children.extend(_Child(os.fdopen(ask, "wb"), os.fdopen(answer, "rb")) for ask, answer in ours)


def take_over(process: int) -> None:
    """Called in a process that was forked: from now on it asks a child of its own, or loads the dictionary itself."""
    _children[:] = _children[process : process + 1]


def _close(pipes: list[tuple[int, int]]) -> None:
    for ends in pipes:
        for end in ends:
            os.close(end)


def _serve_all(pipes: list[tuple[int, int]]) -> None:
    """Serve the first pipes here and each of the others in a fork, all with one dictionary."""
    _cut("版面")  # loads it
    first, *others = pipes
    while others:
        last = others.pop()
        if os.fork() == 0:
            _close([first, *others])
            first, others = last, []
        else:
            _close([last])
    questions, answers = first
    _serve(os.fdopen(questions, "rb"), os.fdopen(answers, "wb"))


def _serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """One text a line in, its places a line out, until the parent is gone."""
    for line in questions:
        answers.write(b" ".join(b"%d" % place for place in _cut(line.decode("utf-8").rstrip("\n"))) + b"\n")
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
