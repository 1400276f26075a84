"""The whole way from an `Edition` to its `Page`s: plan each page, compose each page. Every page is a job of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from editions.diagnostic import Diagnostic, Span
from editions.model import Edition, PageKind, PageSpec, Paper
from editions.page_no import is_spread
from fonts.roles import FaceTable, find_faces
from layout import messages
from layout.abreast import each
from layout.compose.page import compose_page
from layout.desk import Desk
from layout.grid import Grid, make_grid
from layout.items import Page
from layout.plan.planner import plan_choices, plan_page
from layout.plan.types import PagePlan
from layout.setting.headlines import Lexicon
from layout.setting.words import take_over
from layout.spread import page_style
from layout.style import load_style

Result = TypeVar("Result")


class Setup(NamedTuple):
    """What all pages of an edition share, but for its spreads."""

    grid: Grid
    desk: Desk

    def for_page(self, page_no: str, kind: PageKind = "news", turns: tuple[str, ...] = ()) -> Setup:
        """What a page is made up with: a kind has a style of its own, a spread a grid and a style, a locked page the turns
        of its display lines."""
        style = page_style(self.desk.style, page_no, kind)
        grid = make_grid(style) if is_spread(page_no) else self.grid
        return Setup(grid, self.desk._replace(style=style, lexicon=self.desk.lexicon._replace(turns=turns)))

    def for_spec(self, spec: PageSpec) -> Setup:
        """The same for a page as the edition asks for it."""
        return self.for_page(spec.no, spec.kind, spec.lock.turns if spec.lock else ())

    def desk_for(self, spec: PageSpec) -> Desk:
        return self.for_spec(spec).desk


def find_faces_of(edition: Edition, *, system: bool) -> tuple[FaceTable, tuple[Diagnostic, ...]]:
    """The faces for an edition's roles, with notes on what stands in for what and errors for what is missing."""
    return find_faces_for(edition.paper, Path(edition.root), edition.span, system=system)


def find_faces_for(
    paper: Paper, folder: Path, span: Span | None, *, system: bool
) -> tuple[FaceTable, tuple[Diagnostic, ...]]:
    """The same for a paper whose files are in its own folder, else in `folder`."""
    root = Path(paper.root) if paper.root else folder
    own = {role: str((root / file).resolve()) for role, file in paper.fonts}
    table = find_faces(own, system=system)
    problems: list[Diagnostic] = []
    for role, file, reason in table.missing:
        message = messages.FONT_FILE if file else messages.FONT_ROLE
        problems.append(message.at(span, role=role, file=Path(file).name, reason=reason))
    problems.extend(
        messages.FONT_FALL.at(span, role=fall.role, instead=fall.instead, face=fall.face) for fall in table.falls
    )
    return table, tuple(problems)


def set_up(edition: Edition, table: FaceTable) -> tuple[Setup | None, tuple[Diagnostic, ...]]:
    """An edition and its faces in; the grid and desk that its pages are made up with out."""
    style, problems = load_style(edition.preset, Path(edition.root), edition.span)
    if style is None:
        return None, problems
    style = style.in_language(edition.paper.language)
    return Setup(make_grid(style), Desk(style, table, Lexicon(edition.paper.lexicon))), problems


def plan_edition_page(edition: Edition, page_no: str, setup: Setup) -> tuple[PagePlan, tuple[Diagnostic, ...]]:
    """The plan of one page, and what could not be done as asked."""
    spec = _page(edition, page_no)
    return plan_page(edition, spec, setup.for_spec(spec).desk, first=_is_first(edition, page_no))


def choose_plan(
    edition: Edition, page_no: str, setup: Setup, number: int
) -> tuple[PagePlan, tuple[Diagnostic, ...]]:
    """The same with plan `number` of those that are a choice, 1 the best, planned anew if the page is locked; the last
    one, with a word, if there are not so many."""
    spec = _page(edition, page_no)._replace(lock=None)
    desk = setup.for_spec(spec).desk
    plans, problems = plan_choices(edition, spec, desk, first=_is_first(edition, page_no), count=number)
    if len(plans) < number:
        problems += (messages.FEW_PLANS.at(spec.span, page=page_no, count=len(plans), number=number),)
    return plans[-1], problems


def _is_first(edition: Edition, page_no: str) -> bool:
    return bool(edition.pages) and edition.pages[0].no == page_no


def _page(edition: Edition, page_no: str) -> PageSpec:
    spec = edition.page(page_no)
    assert spec is not None
    return spec


def plan_pages(
    edition: Edition,
    page_nos: Sequence[str],
    setup: Setup,
    progress: Callable[[str], None] | None = None,
    *,
    choice: int = 0,
    processes: int = 1,
) -> tuple[tuple[PagePlan, ...], tuple[Diagnostic, ...]]:
    """The plans of the pages asked for, in order, made in so many processes, and what could not be done as asked.
    `choice`: plan number so many of each page anew, 0 as it is built."""

    def plan(page_no: str) -> tuple[PagePlan, tuple[Diagnostic, ...]]:
        if progress is not None:
            progress(page_no)
        if choice:
            return choose_plan(edition, page_no, setup, choice)
        return plan_edition_page(edition, page_no, setup)

    made = each(plan, page_nos, processes, take_over)
    return tuple(plan for plan, _ in made), tuple(problem for _, problems in made for problem in problems)


def compose_one(edition: Edition, page_no: str, setup: Setup) -> Page:
    """One page of an edition, planned and composed; it flows no other story than those that stand on it."""
    plan, problems = plan_edition_page(edition, page_no, setup)
    spec = _page(edition, page_no)
    mine = setup.for_spec(spec)
    page = compose_page(edition, spec, plan, mine.grid, mine.desk)
    return page._replace(diagnostics=(*problems, *page.diagnostics))


def compose_edition(
    edition: Edition,
    page_nos: Sequence[str],
    setup: Setup,
    progress: Callable[[str], None] | None = None,
    *,
    processes: int = 1,
) -> tuple[Page, ...]:
    """The pages asked for, in order, made in so many processes. `progress` is told each page number before its page is
    begun in this one."""
    return finish_edition(edition, page_nos, setup, lambda page: page, progress, processes=processes)


def finish_edition(
    edition: Edition,
    page_nos: Sequence[str],
    setup: Setup,
    finish: Callable[[Page], Result],
    progress: Callable[[str], None] | None = None,
    *,
    processes: int = 1,
) -> tuple[Result, ...]:
    """The same with what `finish` makes of each page, which is done where the page was made."""

    def make(page_no: str) -> Result:
        if progress is not None:
            progress(page_no)
        return finish(compose_one(edition, page_no, setup))

    return tuple(each(make, page_nos, processes, take_over))
