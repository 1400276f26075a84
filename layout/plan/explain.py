"""Explain: a page plan in, what it was chosen by out: every named cost of every story and of the page, for people and
for programs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from layout.plan.score import page_terms, story_terms
from layout.plan.types import PagePlan, Term
from layout.style import Style

# The names of the costs in Chinese and English, those of stories and cuts first, then those of the whole page.
NAMES = {
    "filling": ("齐底：段落增减行", "paragraphs a line longer or shorter"),
    "uneven": ("不齐底", "columns that do not end together"),
    "white": ("空白", "white space"),
    "overset": ("排不下", "copy that does not go in"),
    "headline": ("标题字号和行数", "headline size and lines"),
    "deck": ("副题未排", "deck left out"),
    "pictures": ("图片宽窄和裁切；图片扎堆、没有主图", "width and crop of pictures; pictures in a heap, none that leads"),
    "columns": ("破栏", "inner columns"),
    "air": ("标题上下空", "air about the headline"),
    "shape": ("块的形状", "shape of the block"),
    "standing": ("竖题、竖排", "vertical headline or story"),
    "cuts": ("上下左右的次序", "order of ranks across the cuts"),
    "position": ("位置强弱与级别", "strength of places by rank"),
    "clash": ("碰题", "headlines that clash"),
    "gutter": ("通缝", "a gutter through the whole height"),
    "seam": ("长缝", "a straight gutter through most of the height"),
    "cut": ("断版", "a cut through the whole width in the middle"),
    "related": ("相关稿分开", "related stories apart"),
    "vertical": ("竖题过多", "too many vertical headlines"),
}
LEAST = 0.05  # cells: what costs less is not worth a word


def terms_of(plan: PagePlan, style: Style) -> tuple[Term, ...]:
    """What a plan was chosen by; of one that was given, by an editor or a lock, what it costs as far as its slots tell."""
    if plan.terms:
        return plan.terms
    own = [term for slot in plan.slots for term in story_terms(slot, style)]
    return (*own, *page_terms(plan.slots, plan.ads, plan.masthead_lines, style))


def as_text(plan: PagePlan, style: Style) -> str:
    """The costs as lines: the sum, each name with its share, each story with what it costs and why."""
    terms = terms_of(plan, style)
    rows = [f"   得分 score {sum(term.cost for term in terms):.1f}（格 cells，越小越好 less is better）"]
    for name, cost in _by_name(terms):
        chinese, english = NAMES[name]
        rows.append(f"{cost:>9.1f}  {name}  {chinese} / {english}")
    for number, slot in enumerate(plan.slots, 1):
        mine = [term for term in terms if term.article == slot.story.id]
        detail = "，".join(f"{name} {cost:.1f}" for name, cost in _by_name(mine))
        rows.append(f"{number:>4} {slot.story.id}  {sum(term.cost for term in mine):.1f}" + (f"：{detail}" if detail else ""))
    return "\n".join(rows)


def as_json(plan: PagePlan, style: Style) -> dict[str, Any]:
    """The costs as the object that `plan --explain --format json` adds to a page as `score`."""
    terms = terms_of(plan, style)
    stories = {slot.story.id: [term for term in terms if term.article == slot.story.id] for slot in plan.slots}
    return {
        "total": round(sum(term.cost for term in terms), 2),
        "terms": dict(_by_name(terms)),
        "page": dict(_by_name([term for term in terms if not term.article])),
        "stories": {id_: dict(_by_name(mine)) for id_, mine in stories.items()},
    }


def _by_name(terms: list[Term] | tuple[Term, ...]) -> Iterator[tuple[str, float]]:
    """(name, sum), the dearest first; what costs next to nothing left out."""
    sums: dict[str, float] = defaultdict(float)
    for term in terms:
        sums[term.name] += term.cost
    for name, cost in sorted(sums.items(), key=lambda item: (-item[1], item[0])):
        if abs(cost) >= LEAST:
            yield name, round(cost, 2)
