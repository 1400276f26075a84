"""Jobs in several processes: the same results in the same order, whatever becomes of the processes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editions.model import Edition
from layout.abreast import answering, beside, each, processes
from layout.edition import Setup, compose_edition, plan_edition_page, plan_pages
from layout.items import Page
from layout.plan import planner
from layout.plan.moving import settle
from layout.plan.planner import plan_page

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
HERE = os.getpid()


def square(number: int) -> int:
    return number * number


def who(_: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def lost(number: int) -> int:
    """Any process but this one comes to its end over its first job."""
    if os.getpid() != HERE:
        os._exit(1)
    return number


def heavy(number: int) -> bytes:
    """More than a pipe holds."""
    return bytes([number]) * 300_000


def is_bad(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def waits(number: int) -> int:
    """The other process is at work while this one fails."""
    if os.getpid() == HERE:
        raise KeyboardInterrupt
    time.sleep(60)
    return number


def open_files() -> list[str]:
    folder = Path("/proc/self/fd")
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("jobs", [0, 1, 2, 7, 300])
def test_results_are_in_the_order_of_the_jobs(jobs: int, count: int) -> None:
    assert each(square, range(jobs), count) == [square(number) for number in range(jobs)]


@forks
def test_jobs_are_shared() -> None:
    found = each(who, range(12), 2)
    assert len(set(found)) == 2
    assert HERE in found


@pytest.mark.parametrize("count", [0, 1])
def test_one_process_is_this_one(count: int) -> None:
    assert set(each(who, range(3), count)) == {HERE}
    assert each(who, range(1), 4) == [HERE]


@pytest.mark.parametrize("work", [lost, heavy])
def test_what_another_process_does_not_bring_is_done_here(work: Callable[[int], object]) -> None:
    assert each(work, range(9), 3) == [work(number) for number in range(9)]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_an_error_is_raised_here(count: int) -> None:
    with pytest.raises(ValueError, match="three"):
        each(is_bad, range(6), count)


@forks
def test_nothing_is_left_behind() -> None:
    """Neither a process that works on for nobody nor an open pipe."""
    began = time.monotonic()
    open_before = open_files()
    with pytest.raises(KeyboardInterrupt):
        each(waits, range(4), 3)
    assert each(square, range(4), 3) == [0, 1, 4, 9]
    assert time.monotonic() - began < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert open_files() == open_before


@forks
def test_where_no_process_can_be_had_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fork() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", fork)
    open_before = open_files()
    assert set(each(who, range(3), 2)) == {HERE}
    assert open_files() == open_before


def nothing() -> None:
    pass


def lost_or_here() -> int:
    return lost(7)


def fails() -> int:
    raise ValueError("three")


def brought(work: Callable[[], object]) -> object:
    with beside(work) as bring:
        return bring()


def test_work_beside_brings_its_result() -> None:
    assert brought(lambda: 7) == 7
    assert brought(nothing) is None


@pytest.mark.parametrize("cores", [1, 2])
def test_work_beside_is_done_here_where_it_is_lost(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.abreast.processes", lambda: cores)
    assert brought(lost_or_here) == 7
    with pytest.raises(ValueError, match="three"):
        brought(fails)
    with pytest.raises(ValueError, match="three"), beside(nothing):
        fails()
    with beside(lost_or_here):
        pass  # nobody waits for what is not asked for
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@forks
def test_work_beside_is_done_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.abreast.processes", lambda: 2)
    assert brought(os.getpid) != HERE
    monkeypatch.setattr("layout.abreast.processes", lambda: 1)
    assert brought(os.getpid) == HERE


def answer(question: tuple[str, int]) -> Any:
    """As the question says: fall silent, fail, or tell who answers and how often that was asked before."""
    how, number = question
    if how == "lost":
        return lost(number)
    if how == "nothing":
        return None
    if how == "bad":
        return is_bad(number)
    if how == "heavy":
        return heavy(number)
    asked.append(number)
    return os.getpid(), len(asked)


asked: list[int] = []


@forks
def test_a_process_answers_one_question_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.abreast.processes", lambda: 2)
    open_before = open_files()
    with answering(answer) as ask:
        assert ask(("nothing", 0))() is None
        assert ask(("heavy", 7))() == heavy(7)
        (one, first), (same, second) = ask(("who", 1))(), ask(("who", 1))()
        assert one == same != HERE
        assert (first, second) == (1, 2)  # it remembers
        assert not asked
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert open_files() == open_before


@pytest.mark.parametrize("cores", [1, 2])
def test_what_is_not_answered_is_done_here(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.abreast.processes", lambda: cores)
    open_before = open_files()
    with answering(answer) as ask:
        pass  # nothing was asked
    with answering(answer) as ask:
        for number in (1, 2, 3):  # the first of them ends the process
            assert ask(("lost", number))() == number
        with pytest.raises(ValueError, match="three"):
            ask(("bad", 3))()
    with answering(answer) as ask:
        ask(("heavy", 1))  # and nobody waits for it
    assert open_files() == open_before


def test_there_is_a_process_at_least() -> None:
    assert 1 <= processes() <= 4


@forks
def test_pages_of_two_processes_are_those_of_one(
    demo_edition: Edition, demo_setup: Setup, demo_pages: tuple[Page, ...]
) -> None:
    numbers = [page.no for page in demo_edition.pages]
    plan_page.cache_clear()  # what was planned here is not to be had from memory there
    assert compose_edition(demo_edition, numbers, demo_setup, processes=2) == demo_pages


@forks
def test_plans_of_two_processes_are_those_of_one(demo_edition: Edition, demo_setup: Setup) -> None:
    numbers = [page.no for page in demo_edition.pages]
    one = plan_pages(demo_edition, numbers, demo_setup, processes=1)
    plan_page.cache_clear()
    two = plan_pages(demo_edition, numbers, demo_setup, processes=2)
    assert one == two
    assert [plan.page_no for plan in two[0]] == numbers


@forks
def test_an_edition_is_settled_by_two_processes_as_by_one(
    demo_edition: Edition, demo_setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layout.abreast.processes", lambda: 1)
    plan_page.cache_clear()
    expected, _ = settle(demo_edition, demo_setup.desk_for)
    plans = [plan_edition_page(expected, no, demo_setup) for no in "13"]
    monkeypatch.setattr("layout.abreast.processes", lambda: 2)
    plan_page.cache_clear()
    assert settle(demo_edition, demo_setup.desk_for)[0] == expected
    monkeypatch.setattr(planner, "plan_choices", None)  # both plans are known already, whoever made them
    assert [plan_edition_page(expected, no, demo_setup) for no in "13"] == plans
