"""Attempts (试排): plans of pages as an edition may come to be settled, those of two pages at once in two processes.

Each page stays with the process that planned it first: copyfit tables of its stories are remembered there, and the next
attempt at it is cheap. A plan that the other process made is remembered here, too, for who makes the page up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.model import Edition, PageSpec
from layout.abreast import answering
from layout.desk import Desk
from layout.plan.estimates import Desks
from layout.plan.planner import plan_page
from layout.plan.types import PagePlan
from layout.setting.words import take_over
from layout.style import Means


class Attempt(NamedTuple):
    """A page of an edition that may come to be; `means` against too much copy where they are not those of its style."""

    edition: Edition
    page: PageSpec
    means: tuple[Means, ...] | None = None

    @property
    def is_first(self) -> bool:
        return self.edition.pages[0].no == self.page.no

    def desk(self, desks: Desks) -> Desk:
        desk = desks(self.page)
        return desk if self.means is None else desk.with_means(self.means)


Plans = Callable[[Sequence[Attempt]], list[PagePlan]]


@contextmanager
def attempting(desks: Desks) -> Iterator[Plans]:
    """What each page is made up with, in; a context with what makes plans of attempts, in their order, out."""
    here, there = set[str](), set[str]()  # the pages of each process

    def plan(one: Attempt) -> tuple[PagePlan, tuple[Diagnostic, ...]]:
        return plan_page(one.edition, one.page, one.desk(desks), first=one.is_first)

    def plan_all(attempts: Sequence[Attempt]) -> list[tuple[PagePlan, tuple[Diagnostic, ...]]]:
        return [plan(one) for one in attempts]

    def is_new(one: Attempt) -> bool:
        return not plan_page.knows(one.edition, one.page, one.desk(desks), first=one.is_first)

    with answering(plan_all, take_over) as ask:

        def plans(attempts: Sequence[Attempt]) -> list[PagePlan]:
            new = [one for one in attempts if is_new(one)]
            pages = {one.page.no for one in new}
            if len(pages) > 1 and not pages & there and pages - here:
                there.add(max(pages - here))
            here.update(pages - there)
            theirs = [one for one in new if one.page.no in there]
            if theirs:
                bring = ask(theirs)
                plan_all([one for one in new if one not in theirs])
                for one, planned in zip(theirs, bring(), strict=True):
                    plan_page.tell(planned, one.edition, one.page, one.desk(desks), first=one.is_first)
            return [page_plan for page_plan, _ in plan_all(attempts)]

        yield plans
