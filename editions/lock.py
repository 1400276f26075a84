"""plan.lock.toml: where the stories of accepted pages stand, so that a later build leaves them there.

Written by `plan --lock`, read with the edition. It knows columns and lines as numbers only; whether they serve is for
whoever plans the page.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from editions.diagnostic import Span
from editions.files import Diagnostics, read_file
from editions.model import FixedSetting, FixedStory, PageLock, Place
from editions.page_no import normal_page_no
from editions.toml_places import read_toml
from editions.toml_shape import LOCK, fit

PLAN_LOCK = "plan.lock.toml"
LOCK_BYTES = 1_000_000

_HEAD = """\
# Written by `make-edition plan --lock`: where the stories of accepted pages stand. A page without its table is planned anew.
# 由 plan --lock 写出：定稿版面各篇稿件的位置。删去一个版的表，那个版就重新画版。
"""


def read_lock(root: Path) -> tuple[Mapping[str, PageLock], Diagnostics]:
    """The edition's folder in; the locks by page number, and what is wrong with the file, out. No file is no lock."""
    path = root / PLAN_LOCK
    if not os.path.lexists(path):
        return {}, ()
    data, trouble = read_file(path, PLAN_LOCK, LOCK_BYTES)
    if data is None:
        return {}, trouble
    toml, faults = read_toml(data, PLAN_LOCK)
    if toml is None:
        return {}, (*trouble, *faults)
    values, misfits = fit(toml, LOCK)
    locks = {}
    for n, table in enumerate(values.get("pages", ())):
        if table is None:
            continue
        stories = tuple(
            _fixed(story, toml.span("pages", n, "stories", k)) for k, story in enumerate(table["stories"]) if story is not None
        )
        span: Span = toml.span("pages", n)
        no = str(table["no"])
        locks[normal_page_no(no) or no] = PageLock(
            table["style"], (table["columns"], table["lines"]), stories, span,
            *(tuple(filter(None, table.get(name, ()))) for name in ("turns", "left_out")),
        )  # fmt: skip
    return locks, (*trouble, *faults, *misfits)


def lock_text(locks: Iterable[tuple[str, PageLock]]) -> str:
    """Page numbers and their locks in, the text of the file out; the same for the same locks."""
    parts = [_HEAD]
    for no, lock in locks:
        columns, lines = lock.grid
        parts.append(
            f"\n[[pages]]\nno = {_quoted(no)}\nstyle = {_quoted(lock.style)}\ncolumns = {columns}\nlines = {lines}\nstories = [\n"
        )
        parts.extend(
            f"  {{ article = {_quoted(story.article)}, column = {story.place.column}, line = {story.place.line}, "
            f"columns = {story.columns}, lines = {story.lines}{_parts_text(story)}{_set_text(story.setting)} }},\n"
            for story in lock.stories
        )
        parts.append("]\n")
        for name, texts in (("turns", lock.turns), ("left_out", lock.left_out)):
            if texts:
                parts.append(f"{name} = [{', '.join(map(_quoted, texts))}]\n")
    return "".join(parts)


def _fixed(table: Mapping[str, Any], span: Span) -> FixedStory:
    jump = str(table.get("jump", ""))
    return FixedStory(
        table["article"], Place(table["column"], table["line"]), table["columns"], table["lines"], span,
        _setting(table.get("set")), tuple(member for member in table.get("articles", ()) if member),
        normal_page_no(jump) or jump, table.get("jump_at", 0),
    )  # fmt: skip


def _setting(table: Mapping[str, Any] | None) -> FixedSetting | None:
    if table is None:
        return None
    lists = {name: tuple(n for n in table.get(name, ()) if n) for name in ("picture_lines", "longer", "shorter")}
    known = {**table, "headline_pt": float(table["headline_pt"]), **lists}
    return FixedSetting(**known)


def _parts_text(story: FixedStory) -> str:
    members = f", articles = [{', '.join(map(_quoted, story.members))}]" if story.members else ""
    return members + (f", jump = {_quoted(story.jump)}, jump_at = {story.jump_at}" if story.jump else "")


def _set_text(setting: FixedSetting | None) -> str:
    if setting is None:
        return ""
    pictures = ""
    if setting.picture_columns:
        pictures = f", picture_columns = {setting.picture_columns}, picture_lines = {list(setting.picture_lines)}"
        pictures += ", pictures_low = true" if setting.pictures_low else ""
        pictures += f", apart_columns = {setting.apart_columns}" if setting.apart_columns else ""
    named = (("longer", setting.longer), ("shorter", setting.shorter))
    moved = "".join(f", {name} = {list(numbers)}" for name, numbers in named if numbers)
    return (
        f", set = {{ lines = {setting.lines}, headline_pt = {setting.headline_pt:g}, deck = {str(setting.deck).lower()}, "
        f"inner_columns = {setting.inner_columns}{pictures}, head_lines = {setting.head_lines}{moved}, "
        f"characters = {setting.characters} }}"
    )


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's escapes are among its own."""
    return json.dumps(text, ensure_ascii=False)
