"""Memory: what a function has made, by its arguments, as `functools.lru_cache` has it; but it can be told what was made
elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Remembered(Generic[Arguments, Result]):
    """A function that remembers the last `most` results."""

    def __init__(self, made: Callable[Arguments, Result], most: int) -> None:
        self._make, self._most = made, most
        self._results: dict[object, Result] = {}
        self.__doc__ = made.__doc__

    def __call__(self, *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        key = (arguments, tuple(named.items()))
        result = self._results.pop(key) if key in self._results else self._make(*arguments, **named)
        return self._keep(key, result)

    def knows(self, *arguments: Arguments.args, **named: Arguments.kwargs) -> bool:
        return (arguments, tuple(named.items())) in self._results

    def tell(self, result: Result, *arguments: Arguments.args, **named: Arguments.kwargs) -> None:
        """The result for these arguments, as another process made it."""
        self._keep((arguments, tuple(named.items())), result)

    def cache_clear(self) -> None:
        self._results.clear()

    def _keep(self, key: object, result: Result) -> Result:
        self._results.pop(key, None)
        self._results[key] = result
        while len(self._results) > self._most:
            del self._results[next(iter(self._results))]
        return result


def remembering(most: int) -> Callable[[Callable[Arguments, Result]], Remembered[Arguments, Result]]:
    """A decorator: the last `most` results are remembered. The arguments must be hashable."""
    return lambda made: Remembered(made, most)
