"""Many jobs of one kind, in turn: what is made of each, in their order, by as many processes as there are cores if they are many.

The processes are forks where the system has them: what is loaded is there. What a process that is lost does not bring is done here,
as is everything if the jobs are few or there is one core.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

MANY = 120  # jobs; for fewer, starting other processes takes longer than they save
MOST = 4  # processes: each holds what it is at work on
_AT_ONCE = 10  # jobs that a process takes

Job = TypeVar("Job")
Result = TypeVar("Result")


def in_turn(
    work: Callable[[Job], Result], jobs: Sequence[Job], tell: Callable[[str], None] = lambda _: None
) -> Iterator[Result]:
    """What `work` makes of each job, in order; `tell` hears how many are done."""
    for number, result in enumerate(_results(work, jobs), 1):
        yield result
        if number % 10 == 0:
            tell(f"read {number}/{len(jobs)}")


def _results(work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    done = 0
    if len(jobs) >= MANY and _cores() > 1:
        from concurrent.futures.process import BrokenProcessPool

        with contextlib.suppress(BrokenProcessPool):
            for result in _abreast(work, jobs):
                yield result
                done += 1
    yield from map(work, jobs[done:])


def _abreast(work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    way = get_context("fork" if sys.platform == "linux" else "spawn")
    # An interrupt is for this process, which then ends the others.
    pool = ProcessPoolExecutor(min(_cores(), MOST), way, signal.signal, (signal.SIGINT, signal.SIG_IGN))
    try:
        with warnings.catch_warnings():
            # Python warns of threads. Those of libraries sleep, and ours only draw on the terminal.
            warnings.simplefilter("ignore", DeprecationWarning)
            results = pool.map(work, jobs, chunksize=_AT_ONCE)
        yield from results
    finally:
        pool.shutdown(cancel_futures=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
