"""Work abreast: jobs that do not depend on one another, done in several processes at once.

The processes are forks, so that all that is loaded is there and nothing is sent to them; each takes the next job as soon
as it is done with one. Where the system has no fork, or one core, or where a process is lost, the jobs are done here: the
results are the same, in the same order.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple, TypeVar

MOST = 4  # processes, this one among them: each holds fonts and copy of its own
NUMBER = 2  # bytes of a job's number

Job = TypeVar("Job")
Result = TypeVar("Result")


class _Process(NamedTuple):
    pid: int
    results: BinaryIO


def processes() -> int:
    """How many processes are worth their while on this machine."""
    if not hasattr(os, "fork"):
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST, cores)


def each(work: Callable[[Job], Result], jobs: Sequence[Job], count: int) -> list[Result]:
    """What `work` makes of each job, in order, by `count` processes. An error that `work` raises is raised here."""
    if min(count, len(jobs)) < 2:
        return [work(job) for job in jobs]
    numbers = _queue(len(jobs))
    found: dict[int, Result] = {}
    others: list[_Process] = []
    try:
        while len(others) < min(count, len(jobs)) - 1 and (started := _start(work, jobs, numbers)):
            others.append(started)
        for number in _taken(numbers):
            found[number] = work(jobs[number])
        for other in others:
            # A process that was lost brings nothing; its jobs are done below.
            with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
                found |= pickle.load(other.results)
    finally:
        os.close(numbers)
        for other in others:
            _end(other)
    return [found[number] if number in found else work(job) for number, job in enumerate(jobs)]


def _queue(count: int) -> int:
    """A pipe with the numbers of the jobs, of which each process reads the next: the end to read from."""
    numbers, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(NUMBER, "big") for number in range(count)))
    os.close(end)
    return numbers


def _taken(numbers: int) -> Iterator[int]:
    while data := os.read(numbers, NUMBER):
        yield int.from_bytes(data, "big")


def _start(work: Callable[[Job], Result], jobs: Sequence[Job], numbers: int) -> _Process | None:
    """Another process that takes jobs, too, and brings all its results when there are no more; None if the system has
    none to spare."""
    results, end = os.pipe()
    with warnings.catch_warnings():
        # Python warns of threads. Those of libraries sleep, and ours only draw on the terminal.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            pid = os.fork()
        except OSError:
            os.close(results)
            os.close(end)
            return None
    if pid == 0:
        with contextlib.suppress(BaseException):
            os.close(results)
            data = pickle.dumps({number: work(jobs[number]) for number in _taken(numbers)}, pickle.HIGHEST_PROTOCOL)
            with os.fdopen(end, "wb") as file:
                file.write(data)
        os._exit(0)
    os.close(end)
    return _Process(pid, os.fdopen(results, "rb"))


def _end(process: _Process) -> None:
    """A process that has brought its results is gone already; one that has not is not waited for."""
    import signal

    process.results.close()
    with contextlib.suppress(OSError):
        os.kill(process.pid, signal.SIGKILL)
        os.waitpid(process.pid, 0)
