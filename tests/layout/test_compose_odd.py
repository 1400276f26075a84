"""Pages that ask for too much or too little, and stories that are odd: nothing is lost in silence."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from editions.model import Person, Place, Sidebar
from layout.edition import Setup, compose_one
from layout.items import Page
from tests.layout.conftest import Compose
from tests.layout.making import HAN, ad, article, block, edition, picture, table_block
from tests.layout.measuring import (
    glyphs_of,
    groups_of,
    inside,
    names,
    text_of,
)


def codes(page: Page) -> set[str]:
    return {found.code for found in page.diagnostics}


@pytest.mark.parametrize("paragraphs", [100, 4, 1])
def test_a_story_of_15000_characters_is_overset_and_quickly(compose: Compose, paragraphs: int) -> None:
    piece = (HAN * 400)[: 15_000 // paragraphs]
    start = time.process_time()
    page = compose(article("a", *[piece] * paragraphs, kind="feature", rank=1))
    assert time.process_time() - start < 5
    (record,) = page.stories
    assert record.characters + record.overset_characters == len(piece) * paragraphs
    assert record.overset_lines > 500


@pytest.mark.parametrize("count", [60, pytest.param(12, marks=pytest.mark.long), 8])
def test_many_briefs(compose: Compose, count: int) -> None:
    briefs = [article(f"b{n}", HAN * 2, headline=f"简讯第{n}条讲江边的事", kind="brief", rank=5) for n in range(count)]
    page = compose(*briefs)
    assert names(page) == {brief.id for brief in briefs}
    on_page = text_of(page.frame, ["body"])
    assert len(on_page) + sum(record.overset_characters for record in page.stories) == count * len(HAN) * 2


def test_a_group_of_sixty_briefs(compose: Compose) -> None:
    briefs = [
        article(f"b{n}", HAN * 2, headline=f"简讯第{n}条讲江边的事", kind="brief", rank=5, group="简讯")
        for n in range(60)
    ]
    page = compose(*briefs)
    assert names(page) == {brief.id for brief in briefs}
    assert sum(record.characters + record.overset_characters for record in page.stories) == 60 * len(HAN) * 2
    reported = {found.article for found in page.diagnostics if found.code == "overset-text"}
    assert reported == {record.id for record in page.stories if record.overset_lines}


ODD = {
    "one character": article("a", "一"),
    "one mark": article("a", "。"),
    "headline of 200": article("a", *[HAN] * 6, headline="岚江两岸新添步道" * 25),
    "headline of 1000": article("a", *[HAN] * 6, headline="岚江两岸新添步道" * 125),
    "headline with turns": article("a", *[HAN] * 6, headline="岚江|" * 12),
    "long kicker": article("a", *[HAN] * 6, kicker="引题说得很长" * 20),
    "long deck": article("a", *[HAN] * 6, deck="副题说得很长" * 20),
    "long label": article("a", *[HAN] * 6, label="栏目名字很长" * 20),
    "one long word": article("a", "Donaudampfschifffahrtsgesellschaft" * 20, kind="feature"),
    "table of one column": article("a", table_block(*[("停水",)] * 9), kind="notice"),
    "table of 200 rows": article("a", table_block(*[("时间", "地段")] * 200), kind="notice"),
    "verse of long lines": article("a", block("\n".join([HAN] * 12), "verse"), kind="feature"),
    "five pictures": article("a", *[HAN] * 6, pictures=tuple(picture(n) for n in ("wide", "tall", "chart", "wide", "tall"))),
    "picture 100:1": article("a", *[HAN] * 6, pictures=(picture("band"),)),
    "picture 1:100": article("a", *[HAN] * 6, pictures=(picture("pole"),)),
    "picture without body": article("a", kind="picture", pictures=(picture("wide"),)),
    "long caption": article("a", *[HAN] * 6, pictures=(picture("wide", caption=HAN * 12),)),
    "boxed": article("a", *[HAN] * 6, box=True, pictures=(picture("tall"),)),
    "sidebar": article("a", *[HAN] * 9, kind="feature", sidebars=(Sidebar("记者手记", (block(HAN), block(HAN)), "采访手记"),)),
    "long sidebar": article("a", *[HAN] * 3, kind="feature", sidebars=(Sidebar("记者手记", tuple([block(HAN)] * 30)),)),
    "sidebar with a table": article(
        "a", *[HAN] * 9, kind="feature", sidebars=(Sidebar("时刻表", (table_block(("头班", "六点")), block("诗\n行", "verse"))),)
    ),
    "60 authors": article("a", *[HAN] * 6, kind="feature", bylines=tuple(Person("", "许望津") for _ in range(60))),
    "only subheads": article("a", *[block("小标题", "subhead")] * 9),
    "only notes": article("a", *[block(HAN, "note")] * 3),
    "spaces": article("a", "   ", "\u3000"),
}  # fmt: skip


OddPage = Callable[[str, bool], Page]


@pytest.fixture(scope="module")
def odd_page(root: Path, setup: Setup) -> OddPage:
    """The page with an odd story and one other, or with three that leave it hardly any room."""

    @functools.cache
    def made(what: str, crowded: bool) -> Page:
        others = [article(f"o{n}", *[HAN * 2] * 20, rank=2 + n) for n in range(3)] if crowded else []
        others = others or [article("o0", *[HAN] * 12, rank=2)]
        return compose_one(edition((ODD[what], *others), root=str(root)), "2", setup)

    return made


def _odd(**bugs: str) -> list[object]:
    """The names of the odd stories (with _ for what no identifier has), those with a known bug marked."""
    marked = {_identifier(what): what for what in ODD}
    reasons = {marked[key]: reason for key, reason in bugs.items()}
    return [
        pytest.param(what, marks=pytest.mark.xfail(reason=reasons[what], strict=True)) if what in reasons else what
        for what in ODD
    ]


def _identifier(what: str) -> str:
    return what.replace(" ", "_").replace(":", "_")


@pytest.mark.parametrize("what", ODD)
def test_odd_stories_stay_in_their_place(odd_page: OddPage, what: str) -> None:
    page = odd_page(what, False)
    assert names(page) == {"a", "o0"}
    inside(page)


@pytest.mark.parametrize("what", ODD)
def test_odd_stories_crowded_out_stay_in_their_place(odd_page: OddPage, what: str) -> None:
    page = odd_page(what, True)
    assert names(page) == {"a", "o0", "o1", "o2"}
    inside(page)
    assert "overset-text" in codes(page)




@pytest.mark.parametrize("what", _odd())
@pytest.mark.parametrize("crowded", [False, True])
def test_nothing_of_an_odd_story_is_lost_in_silence(odd_page: OddPage, what: str, crowded: bool) -> None:
    """Headline, kicker, deck, body, captions and sidebars are on the page, or a problem names the story."""
    odd = ODD[what]
    page = odd_page(what, crowded)
    said = {found.article for found in page.diagnostics if found.code not in ("white-space", "loose-line")}
    on_page = "".join(glyph.text for glyph in glyphs_of(page.frame) if glyph.story == "a")
    wanted = [odd.headline.replace("|", ""), odd.kicker, odd.deck, odd.label]
    wanted += [shot.caption for shot in odd.pictures]
    wanted += ["".join(cell for row in piece.rows for cell in row) for piece in odd.body if piece.kind == "table"]
    wanted += [piece.text.replace("\n", "").strip() for piece in odd.body]
    wanted += [
        "".join(cell for row in piece.rows for cell in row) + piece.text.replace("\n", "")
        for sidebar in odd.sidebars
        for piece in sidebar.body
    ]
    missing = [text for text in wanted if text not in on_page]
    assert not missing or "a" in said, missing


def test_a_page_of_one_advertisement(compose: Compose) -> None:
    page = compose(article("a", HAN), ads=(ad(6, 86),))
    assert codes(page) == {"no-room", "ad-cropped"}  # its picture has another shape
    assert page.white_ratio == 0.0
    assert "广告" in text_of(page.frame, ["ad"])


def test_an_advertisement_is_marked_and_in_its_place(compose: Compose, setup: Setup) -> None:
    page = compose(article("a", *[HAN] * 30), ads=(ad(2, 20, place=Place(5, 67)),))
    ((rect, group),) = groups_of(page, "ad")
    grid = setup.grid
    assert rect.x0 == pytest.approx(grid.x(4))
    assert rect.y1 == pytest.approx(grid.type_area[3])
    assert "".join(glyph.text for glyph in glyphs_of(group.frame)) == "广告"
