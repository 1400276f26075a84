"""The editor's hand on single stories (定位): what edition.toml pins, laid over what the stories say themselves.

A pin of a `[[pages]]` table comes before the story's own, key by key. What comes out is in each `Article`: whoever plans
the page looks nowhere else. Whether a pin can be had on its page is for the planner to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from editions.diagnostic import Diagnostic
from editions.files import Diagnostics
from editions.messages_edition import (
    NO_EFFECT,
    PIN_CONTRADICTION,
    PIN_IN_PLAN,
    PIN_OTHER_PAGE,
    PIN_TWICE,
    UNKNOWN_ARTICLE,
)
from editions.model import Article, FixedStory, PageSpec, Pin, Place, WantedVariant
from editions.near import near_match
from editions.toml_places import Toml


def read_pins(
    day: Toml, n: int, tables: Sequence[Mapping[str, Any] | None]
) -> tuple[tuple[tuple[str, Pin], ...], Diagnostics]:
    """The `pins` of page table `n` in (None for one that is unfit); each story's id with its pin out."""
    pins: list[tuple[str, Pin]] = []
    found: list[Diagnostic] = []
    for k, table in enumerate(tables):
        if table is None:
            continue
        span, id_ = day.span("pages", n, "pins", k), table["article"]
        if set(day.values["pages"][n]["pins"][k]) == {"article"}:  # as written: what was unfit has been told
            found.append(
                NO_EFFECT.at(
                    span, article=id_, key="pins",
                    why="it says neither place, columns, headline_pt nor variant",
                    why_zh="没有写 place、columns、headline_pt 或 variant",
                )
            )  # fmt: skip
        place, variant = table.get("place"), table.get("variant", {})
        pin = Pin(
            span=span,
            place=Place(place["column"], place["line"]) if place else None,
            columns=table.get("columns", 0),
            headline_pt=float(table.get("headline_pt", 0)),
            variant=WantedVariant(
                variant.get("inner_columns", 0), variant.get("picture_columns", 0), variant.get("deck")
            ),
        )
        pins.append((id_, pin))
    return tuple(pins), tuple(found)


def laid_over(upper: Pin, lower: Pin | None) -> Pin:
    """Two pins of a story in; one out that has what `upper` says and, where that leaves a key free, what `lower` does."""
    if lower is None:
        return upper
    above, below = upper.variant, lower.variant
    return Pin(
        span=upper.span,
        place=upper.place or lower.place,
        columns=upper.columns or lower.columns,
        headline_pt=upper.headline_pt or lower.headline_pt,
        variant=WantedVariant(
            above.inner_columns or below.inner_columns,
            above.picture_columns or below.picture_columns,
            below.deck if above.deck is None else above.deck,
        ),
    )


def _if_any(pin: Pin) -> Pin | None:
    """The pin, or None if it leaves everything free."""
    return None if pin == Pin(pin.span) else pin


def pin_stories(
    stories: Sequence[Article], pages: Sequence[PageSpec], *, spare: frozenset[str], faulty: frozenset[str]
) -> tuple[tuple[Article, ...], Diagnostics]:
    """The stories, which have their pages, with the pins of edition.toml laid over their own.

    `spare` are ids of fillers, on which no pin has a hold. `faulty` are names (stems) of files with errors in them,
    which have been reported.
    """
    given, found = _given(stories, pages, spare, faulty)
    pinned: list[Article] = []
    for story in stories:
        if story.id in spare:
            found += _idle_filler(story)
            pinned.append(story._replace(pages=(), pin=None, hold=""))
            continue
        fixed = _fixed(story, pages)
        own = story.pin
        if fixed and own:
            found += _planned_otherwise(story, own, fixed)
            own = _if_any(own._replace(place=None, columns=0))
        if upper := given.get(story.id):
            found += _planned_too(story, upper, fixed)
            own = _if_any(laid_over(upper, own))
        story = story._replace(pin=own)
        found += _contradictions(story)
        found += _idle(story)
        pinned.append(story)
    return tuple(pinned), tuple(found)


def _given(
    stories: Sequence[Article], pages: Sequence[PageSpec], spare: frozenset[str], faulty: frozenset[str]
) -> tuple[dict[str, Pin], list[Diagnostic]]:
    """The pins of edition.toml by the story that each holds, and what is wrong with those that hold none."""
    by_id = {story.id: story for story in stories}
    seen: dict[str, Pin] = {}
    given: dict[str, Pin] = {}
    found: list[Diagnostic] = []
    for page, id_, pin in ((spec, *entry) for spec in pages for entry in spec.pins):
        home = by_id[id_].page_no if id_ in by_id else ""
        if id_ in seen:
            found.append(PIN_TWICE.at(pin.span, page=page.no, article=id_, first=seen[id_].span))
        elif id_ not in by_id:
            if id_ not in faulty:
                found.append(UNKNOWN_ARTICLE.at(pin.span, page=page.no, article=id_, **near_match(id_, by_id)))
        elif id_ in spare:
            found.append(PIN_OTHER_PAGE.at(pin.span, page=page.no, article=id_, where="a filler", where_zh="它是补白"))
        elif home == page.no:
            given[id_] = pin
        elif home:  # that a story has no page is said already
            where, where_zh = f"on page {home}", f"它在 {home} 版"
            found.append(PIN_OTHER_PAGE.at(pin.span, page=page.no, article=id_, where=where, where_zh=where_zh))
        seen.setdefault(id_, pin)
    return given, found


def _fixed(story: Article, pages: Sequence[PageSpec]) -> FixedStory | None:
    """The rectangle in the plan of the story's page that is the story's."""
    return next(
        (fixed for page in pages if page.no == story.page_no for fixed in page.plan if fixed.article == story.id), None
    )


def _planned_too(story: Article, pin: Pin, fixed: FixedStory | None) -> Iterator[Diagnostic]:
    for key in ("place", "columns"):
        if fixed and getattr(pin, key):
            yield PIN_IN_PLAN.at(pin.span, page=story.page_no, article=story.id, key=key, first=fixed.span)


def _planned_otherwise(story: Article, pin: Pin, fixed: FixedStory) -> Iterator[Diagnostic]:
    """The story's own wishes that differ from the rectangle which its page's plan gives it."""
    for key in ("place", "columns"):
        if getattr(pin, key) not in (None, 0, getattr(fixed, key)):
            yield NO_EFFECT.at(
                pin.span, page=story.page_no, article=story.id, key=key,
                why=f"the plan of page {story.page_no} has the story at {fixed.span}",
                why_zh=f"{story.page_no} 版的 plan 在 {fixed.span} 规定了这篇的位置",
            )  # fmt: skip


def _contradictions(story: Article) -> Iterator[Diagnostic]:
    if not (pin := story.pin):
        return
    widths = {
        "columns": pin.columns,
        "inner_columns": pin.variant.inner_columns,
        "picture_columns": pin.variant.picture_columns,
    }
    for (other, most), (key, value) in pairwise((key, value) for key, value in widths.items() if value):
        if value > most:
            yield PIN_CONTRADICTION.at(
                pin.span, page=story.page_no, article=story.id, key=key, value=value, other=other, most=most
            )


def _idle(story: Article) -> Iterator[Diagnostic]:
    """What the story has nothing for."""
    if not (pin := story.pin):
        return
    if pin.variant.picture_columns and not story.pictures:
        yield NO_EFFECT.at(
            pin.span, page=story.page_no, article=story.id, key="picture_columns",
            why="it has no pictures", why_zh="它没有图片",
        )  # fmt: skip
    if pin.variant.deck and not story.deck:
        yield NO_EFFECT.at(
            pin.span,
            page=story.page_no,
            article=story.id,
            key="variant.deck",
            why="it has no deck",
            why_zh="它没有副题",
        )


def _idle_filler(story: Article) -> Iterator[Diagnostic]:
    said = (("pages", story.pages), ("hold", story.hold), ("pin", story.pin))
    keys = [key for key, value in said if value]
    if keys:
        span = story.pin.span if story.pin else story.span
        yield NO_EFFECT.at(
            span, article=story.id, key=", ".join(keys), why="a filler is put in where there is room",
            why_zh="补白放在有空的地方",
        )  # fmt: skip
