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
from functools import partial
from typing import Any, BinaryIO, NamedTuple, TypeVar

MOST = 4  # processes, this one among them: each holds fonts and copy of its own
NUMBER = 2  # bytes of a job's number

Job = TypeVar("Job")
Result = TypeVar("Result")


class _Fork(NamedTuple):
    pid: int
    results: BinaryIO


def processes() -> int:
    """How many processes are worth their while on this machine."""
    if not hasattr(os, "fork"):
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST, cores)


def each(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    count: int,
    begin: Callable[[int], object] = lambda _: None,
) -> list[Result]:
    """What `work` makes of each job, in order, by `count` processes. An error that `work` raises is raised here. Each
    process but this one begins with `begin` of its number, from 1."""
    if min(count, len(jobs)) < 2:
        return [work(job) for job in jobs]
    numbers = _queue(len(jobs))

    def share() -> dict[int, Result]:
        return {number: work(jobs[number]) for number in _taken(numbers)}

    def begin_and_share(process: int, file: BinaryIO) -> None:
        begin(process)
        _give(share(), file)

    others: list[_Fork] = []
    try:
        for process in range(1, min(count, len(jobs))):
            others += _start(partial(begin_and_share, process))
        found = share()
        for other in others:
            found |= _result(other) or {}
    finally:
        os.close(numbers)
        for other in others:
            _end(other)
    # What a process that was lost took upon itself is done here.
    return [found[number] if number in found else work(job) for number, job in enumerate(jobs)]


@contextlib.contextmanager
def answering(
    work: Callable[[Job], Result], begin: Callable[[int], object] = lambda _: None
) -> Iterator[Callable[[Job], Callable[[], Result]]]:
    """A context in which another process does one job after another and keeps what it remembers, if there is a core for
    one. What it is given has a job begun, which can be pickled, and returns what brings that job's result, or raises what
    the work raises; no other may be begun before. The process is started with the first job."""
    others: list[_Fork] = []
    jobs: list[BinaryIO] = []

    def serve(questions: BinaryIO, answers: BinaryIO) -> None:
        begin(1)
        while True:
            _give((work(pickle.load(questions)),), answers)

    def ask(job: Job) -> Callable[[], Result]:
        if not jobs and processes() > 1:
            read, write = os.pipe()
            jobs.append(os.fdopen(write, "wb"))
            with os.fdopen(read, "rb") as theirs:
                others.extend(_start(partial(serve, theirs)))
        with contextlib.suppress(OSError):  # lost: no answer comes
            for end in jobs:
                _give(job, end)
        return partial(_brought, others, partial(work, job))

    try:
        yield ask
    finally:
        for other in others:
            _end(other)
        for end in jobs:
            with contextlib.suppress(OSError):
                end.close()


@contextlib.contextmanager
def beside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """A context in which another process does the work, if there is a core for one; what it is given brings what `work`
    makes, or raises what it raises."""
    others = _start(lambda file: _give((work(),), file)) if processes() > 1 else []
    try:
        yield partial(_brought, others, work)
    finally:
        for other in others:
            _end(other)


def _queue(count: int) -> int:
    """A pipe with the numbers of the jobs, of which each process reads the next: the end to read from."""
    numbers, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(NUMBER, "big") for number in range(count)))
    os.close(end)
    return numbers


def _taken(numbers: int) -> Iterator[int]:
    while data := os.read(numbers, NUMBER):
        yield int.from_bytes(data, "big")


def _start(work: Callable[[BinaryIO], object]) -> list[_Fork]:
    """Another process that does the work and writes what it makes; none if the system has none to spare."""
    results, end = os.pipe()
    with warnings.catch_warnings():
        # Python warns of threads. Those of libraries sleep, and ours only draw on the terminal.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            pid = os.fork()
        except OSError:
            os.close(results)
            os.close(end)
            return []
    if pid == 0:
        with contextlib.suppress(BaseException):
            os.close(results)
            with os.fdopen(end, "wb") as file:
                work(file)
        os._exit(0)
    os.close(end)
    return [_Fork(pid, os.fdopen(results, "rb"))]


def _give(value: object, file: BinaryIO) -> None:
    """Send a value to another process. It is pickled as a whole first: of what cannot be, nothing goes out."""
    file.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    file.flush()


def _result(process: _Fork) -> Any:
    """What a process brings; None if it was lost."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        return pickle.load(process.results)
    return None


def _brought(others: Sequence[_Fork], work: Callable[[], Result]) -> Result:
    """What the other process brings of the work, a tuple of it alone; done here if there is none or it was lost."""
    found = [result for other in others if (result := _result(other)) is not None]
    return found[0][0] if found else work()


def _end(process: _Fork) -> None:
    """A process that has brought its results is gone already; one that has not is not waited for."""
    import signal

    process.results.close()
    with contextlib.suppress(OSError):
        os.kill(process.pid, signal.SIGKILL)
        os.waitpid(process.pid, 0)
