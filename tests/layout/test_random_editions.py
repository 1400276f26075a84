"""What must hold of any edition: no copy is lost, locks keep what they say, pins are kept or told of. Editions are dealt by
a seed, with whatever an article or a page may ask for."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest

from editions.diagnostic import Diagnostic
from editions.model import Article, Block, Edition, PageSpec, Pin, Place
from fonts.roles import FaceTable
from layout.bylines import body_runs
from layout.compose.page import compose_page
from layout.edition import Setup, plan_edition_page, set_up
from layout.items import Page
from layout.plan.lock import lock_of
from layout.plan.moving import settle
from layout.plan.types import PagePlan
from layout.stories import Part, jump_point, stories_of
from tests.layout.making import HAN, SPAN, ad, article, block, edition, picture, table_block

ENGLISH = "The path along the river was mended in the spring, and people walk there in the evening now."
PAGES = ("1", "2", "3")
LONG_SEEDS = [pytest.param(seed, marks=pytest.mark.long) for seed in (0, *range(2, 16))]


class Made(NamedTuple):
    """An edition with its pages planned and composed, and all that was said of them."""

    edition: Edition
    plans: dict[str, PagePlan]
    pages: dict[str, Page]
    told: dict[str, tuple[Diagnostic, ...]]


def make(of: Edition, setup: Setup) -> Made:
    settled, _ = settle(of, setup.desk_for)
    plans, pages, told = {}, {}, {}
    for spec in settled.pages:
        mine = setup.for_spec(spec)
        plans[spec.no], problems = plan_edition_page(settled, spec.no, setup)
        pages[spec.no] = compose_page(settled, spec, plans[spec.no], mine.grid, mine.desk)
        told[spec.no] = (*problems, *pages[spec.no].diagnostics)
    return Made(settled, plans, pages, told)


def dealt(seed: int) -> Edition:
    deal = random.Random(seed)
    chance = deal.random
    articles = [_article(deal, f"{no}-{number}", no) for no in PAGES for number in range(deal.randint(3, 9))]
    pages = tuple(
        PageSpec(no, SPAN, name="要闻", kind=deal.choice(("news", "news", "news", "features", "briefs"))) for no in PAGES
    )
    ads = [ad(deal.randint(1, 6), deal.randint(6, 40))._replace(page_no=no) for no in PAGES if chance() < 0.4]
    fillers = [article(f"f{number}", HAN, page_no="", rank=5) for number in range(deal.randint(0, 4))]
    preset = deal.choice(("tabloid", "tabloid-large", "broadsheet"))
    return edition(articles, page_nos=PAGES, preset=preset)._replace(pages=pages, ads=tuple(ads), fillers=tuple(fillers))


def _article(deal: random.Random, name: str, no: str) -> Article:
    chance = deal.random
    text = HAN if chance() < 0.9 else ENGLISH
    body: list[Block] = [block(text * deal.randint(1, 3)) for _ in range(deal.choice((1, 1, 2, 3, 5, 8, 13)))]
    if len(body) > 3 and chance() < 0.3:
        body.insert(2, block("江边的新桥", "subhead"))
    if chance() < 0.1:
        body.append(table_block(*[["线路", "上行"]] * deal.randint(2, 6)))
    others = [other for other in PAGES if other != no]
    pin = None
    if chance() < 0.08:
        place = Place(deal.randint(1, 4), deal.randint(1, 60)) if chance() < 0.5 else None
        pin = Pin(SPAN._replace(line=deal.randint(1, 10_000)), place=place, columns=deal.randint(1, 3))
    return article(
        name, *body, page_no=no, rank=deal.randint(1, 5), box=chance() < 0.1, pin=pin,
        headline=deal.choice(("江边新步道", "江边新步道添了好去处", "两岸新添一条慢行步道|傍晚多了走路的人")),
        deck="走路的人一天比一天多" if chance() < 0.3 else "", group=f"组{no}" if chance() < 0.15 else "",
        label="江边" if chance() < 0.1 else "", hold="may" if chance() < 0.1 else "",
        pages=(no, deal.choice(others)) if chance() < 0.1 else (), jump=deal.choice(others) if chance() < 0.07 else "",
        pictures=tuple(picture(deal.choice(("wide", "tall"))) for _ in range(deal.choice((0, 0, 0, 1, 1, 2)))),
    )  # fmt: skip


def characters_of(part: Part) -> int:
    """What of a part stands in columns of text, with the words that a news story opens with."""
    texts = []
    for one, runs in zip(part.blocks, body_runs(part), strict=True):
        if one.kind != "subhead":
            texts += [*(run.text for run in runs), *(cell for row in one.rows for cell in row)]
    return sum(len("".join(text.split())) for text in texts)


def whole(of: Edition) -> dict[str, int]:
    return {one.id: characters_of(Part(one, 0, len(one.body))) for one in of.articles}


def accounted(made: Made) -> dict[str, int]:
    """The characters of each article that stand on a page or are said not to."""
    found = dict.fromkeys((one.id for one in made.edition.articles), 0)
    for no, page in made.pages.items():
        for record in page.stories:
            if record.id in found:
                found[record.id] += record.characters + record.overset_characters
        held = {fault.article for fault in made.told[no] if fault.code == "story-held"}
        waiting = [story for story in stories_of(made.edition, no) if story.id in held]
        for story in (*made.plans[no].unplaced, *waiting):
            for part in story.parts:
                found[part.article.id] += characters_of(part)
    return found


def regions(made: Made) -> dict[str, dict[str, tuple[int, ...]]]:
    return {no: {slot.story.id: tuple(slot.region) for slot in plan.slots} for no, plan in made.plans.items()}


@pytest.fixture(params=[1, *LONG_SEEDS])
def dealt_edition(request: pytest.FixtureRequest, table: FaceTable) -> tuple[Edition, Setup]:
    of = dealt(request.param)
    setup, problems = set_up(of, table)
    assert setup is not None
    assert not problems
    return of, setup


def test_of_any_edition(dealt_edition: tuple[Edition, Setup]) -> None:
    of, setup = dealt_edition
    made = make(of, setup)
    assert accounted(made) == whole(of)
    _check_pins(made)
    locks = {no: lock_of(plan, setup.for_spec(page).desk, SPAN) for (no, plan), page in zip(made.plans.items(), of.pages, strict=True)}
    locked = of._replace(pages=tuple(page._replace(lock=locks[page.no]) for page in of.pages))
    _check_lock(made, make(locked, setup))
    deal = random.Random(len(of.articles))
    gone, longer = deal.sample(of.articles, 2)
    changed = locked._replace(
        articles=tuple(
            one._replace(body=(*one.body, block(HAN))) if one is longer else one for one in of.articles if one is not gone
        )
    )
    after = make(changed, setup)
    assert accounted(after) == whole(changed)
    _check_stays(made, after)


def _check_pins(made: Made) -> None:
    told = {fault.article for problems in made.told.values() for fault in problems if fault.code == "pin-dropped"}
    for plan in made.plans.values():
        for slot in plan.slots:
            for part in slot.story.parts:
                pin = part.article.pin
                if pin is None or part.jump_from or {part.article.id, slot.story.id} & told:
                    continue
                assert pin.place in (None, Place(slot.region.column + 1, slot.region.line + 1))
                assert pin.columns in (0, slot.region.columns)


def _check_lock(before: Made, after: Made) -> None:
    """Nothing changed but that it is locked: nothing changes."""
    homes, now = ([(one.id, one.page_no, one.jump, jump_point(one)) for one in made.edition.articles] for made in (before, after))
    assert now == homes
    for no in before.plans:
        assert regions(after)[no] == regions(before)[no]


def _check_stays(before: Made, after: Made) -> None:
    """What is still there stands where it stood, or it is said that the page is planned anew."""
    for no, places in regions(before).items():
        if {"lock-dropped", "lock-place"} & {fault.code for fault in after.told[no]}:
            continue
        now = regions(after)[no]
        assert {name: now[name] for name in places if name in now} == {name: places[name] for name in places if name in now}
