"""Pages like a daily's, made from a seed: what makeup is measured on.

Four to twelve stories whose lengths follow a long-tailed law (median 880 characters, 90th percentile 2,570), up to five
pictures of mixed shapes, six fillers at hand, on a quarter of the pages an advertisement. All lengths of a page are
then scaled so that its copy is between 80 % and 110 % of what the page holds with the preferred variants; where the
pictures alone leave no room for that, the lowest in rank are left off. The sentences are the demo edition's, dealt anew.
"""

from __future__ import annotations

import datetime
import math
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import editions
from editions.diagnostic import Span
from editions.folder import read_edition
from editions.model import Ad, Article, ArticleKind, Block, Edition, PageSpec, Paper, Person, Picture, Run
from layout.desk import Desk
from layout.plan.blocks import preferred_cells
from layout.stories import stories_of

MEDIAN, NINETIETH = 880, 2570
SIGMA = math.log(NINETIETH / MEDIAN) / 1.2816  # of a normal law, whose 90th percentile is 1.2816 deviations up
LEAST_CHARACTERS = 60
FULLNESS = (0.80, 1.10)
NEAR, MOST_SCALES = 0.01, 10  # how near to the fullness that is wanted, in so many steps
TEXT_SHARE, LEAST_TEXT = 0.7, 0.3  # of the cells that copy takes, about: the rest is headlines and pictures
FILLER_CHARACTERS = (60, 90, 120, 160, 210, 270)
SHAPES = {"3x2": (3000, 2000), "2x3": (2000, 3000), "4x3": (2800, 2100), "1x1": (2200, 2200), "16x9": (3200, 1800), "3x1": (3600, 1200)}
PAGE = "2"


@dataclass(frozen=True, slots=True)
class DailyPage:
    """A page made from a seed: an edition whose page `PAGE` it is, and its copy by what that page holds."""

    seed: int
    edition: Edition
    fullness: float

    @property
    def spec(self) -> PageSpec:
        found = self.edition.page(PAGE)
        assert found is not None
        return found

    @property
    def characters(self) -> int:
        return sum(len(block.text) for article in self.edition.articles for block in article.body)


def make_page(seed: int, preset: str, desk: Desk, root: Path = Path()) -> DailyPage:
    """A seed, the name of a preset and the desk that makes up with it in, a page out. Its pictures are named below
    `root`, where `draw_pictures` draws them."""
    deal = random.Random(f"{preset} {seed}")
    count = deal.randint(4, 12)
    lengths = [max(LEAST_CHARACTERS, deal.lognormvariate(math.log(MEDIAN), SIGMA)) for _ in range(count)]
    lengths.sort(key=lambda length: length * deal.uniform(0.5, 1.5), reverse=True)
    wanted = deal.uniform(*FULLNESS)
    pictures = _deal_pictures(deal, count)
    ads = (_ad(deal, desk),) if deal.random() < 0.25 else ()
    free = desk.style.grid.columns * desk.style.grid.lines - sum(ad.columns * ad.lines for ad in ads)
    text_seed = deal.random()
    scale = TEXT_SHARE * wanted * free * desk.style.grid.characters / sum(lengths)

    def at(scale: float) -> DailyPage:
        scaled = [max(LEAST_CHARACTERS, round(length * scale)) for length in lengths]
        made = _edition(_articles(random.Random(text_seed), scaled, pictures), preset, ads, root)
        cells = sum(preferred_cells(story, desk) for story in stories_of(made, PAGE))
        return DailyPage(seed, made, cells / free)

    page = _filled(at, wanted, scale)
    least = LEAST_TEXT * wanted * free * desk.style.grid.characters
    while any(pictures) and not (FULLNESS[0] <= page.fullness <= FULLNESS[1] and page.characters >= least):
        # Pictures that leave no room for text: the lowest in rank is not printed.
        lowest = max(number for number, images in enumerate(pictures) if images)
        pictures[lowest] -= 1
        page = _filled(at, wanted, scale)
    return page


def _filled(at: Callable[[float], DailyPage], wanted: float, scale: float) -> DailyPage:
    """The page whose copy is nearest to what is wanted of it, of those `at` scales about the first. A page gets fuller
    by leaps, as its headlines turn and its pictures grow, so a step is never trusted beyond what is known to be too
    little and too much."""
    low, high = 0.0, math.inf
    best = page = at(scale)
    for _ in range(MOST_SCALES):
        if abs(page.fullness - wanted) < abs(best.fullness - wanted):
            best = page
        if abs(best.fullness - wanted) < NEAR and FULLNESS[0] <= best.fullness <= FULLNESS[1]:
            break
        low, high = (scale, high) if page.fullness < wanted else (low, scale)
        scale *= min(3.0, max(0.3, wanted / page.fullness))
        if not low < scale < high:
            scale = (low + high) / 2
        page = at(scale)
    return best


def draw_pictures(root: Path) -> None:
    """Draws a gray picture of each shape, which the pages' pictures and advertisements name."""
    from PIL import Image

    (root / "pictures").mkdir(exist_ok=True)
    for shade, (name, size) in enumerate(SHAPES.items()):
        Image.new("L", (size[0] // 10, size[1] // 10), 120 + 15 * shade).save(root / f"pictures/{name}.png")


def _edition(articles: tuple[Article, ...], preset: str, ads: tuple[Ad, ...], root: Path) -> Edition:
    deal = random.Random(len(articles))
    fillers = tuple(
        _article(deal, f"filler{n}", length, 5)._replace(page_no="") for n, length in enumerate(FILLER_CHARACTERS)
    )
    return Edition(
        paper=Paper("岚江日报"), date=datetime.date(2026, 10, 16), issue_no="1", preset=preset,
        pages=(PageSpec(PAGE, Span("edition.toml", 5), name="要闻"),), articles=articles, root=str(root),
        span=Span("edition.toml"), ads=ads, fillers=fillers,
    )  # fmt: skip


def _ad(deal: random.Random, desk: Desk) -> Ad:
    grid = desk.style.grid
    columns = deal.choice((grid.columns, grid.columns // 2, grid.columns // 3))
    lines = round(grid.lines * deal.uniform(0.15, 0.35))
    return Ad(PAGE, "pictures/4x3.png", columns, lines, Span("edition.toml", 40), size=SHAPES["4x3"])


def _deal_pictures(deal: random.Random, count: int) -> list[int]:
    """How many pictures each story has: none to five in all, at most two a story, the upper ranks first."""
    dealt = [0] * count
    for _ in range(deal.randint(0, 5)):
        story = min(deal.randrange(count), deal.randrange(count))
        if dealt[story] < 2:
            dealt[story] += 1
    return dealt


def _articles(deal: random.Random, lengths: Sequence[int], pictures: Sequence[int]) -> tuple[Article, ...]:
    found = []
    for number, (length, images) in enumerate(zip(lengths, pictures, strict=True)):
        rank = 1 if not number else 5 if length < 200 else min(4, 2 + (number - 1) // 2)
        found.append(_article(random.Random(deal.random()), f"s{number}", length, rank, images))
    return tuple(found)


def _article(deal: random.Random, name: str, length: int, rank: int, images: int = 0) -> Article:
    """An article of about so many characters. Nothing but its body follows from its length, so that a page can be scaled."""
    _, clauses = _material()
    headline, kicker, deck = (deal.choice(clauses) for _ in range(3))
    has_kicker, has_deck = rank < 4 and deal.random() < 0.3, rank < 4 and deal.random() < 0.3
    newslike: ArticleKind = deal.choice(("news",) * 7 + ("feature", "feature", "commentary"))
    kind: ArticleKind = "brief" if rank == 5 else newslike
    shapes = tuple(SHAPES)
    shown = tuple(_picture(deal, deal.choice(shapes), clauses) for _ in range(images))
    span = Span(f"articles/{name}.md")
    return Article(
        name, headline, span, body=tuple(_body(random.Random(deal.random()), length, span)), page_no=PAGE, rank=rank, kind=kind,
        kicker=kicker if has_kicker else "", deck=deck if has_deck else "", bylines=(Person("记者", "沈知远"),),
        box=kind == "commentary", pictures=shown,
    )  # fmt: skip


def _body(deal: random.Random, length: int, span: Span) -> Iterator[Block]:
    """Paragraphs of the demo's sentences, a subhead after every fifth."""
    sentences, clauses = _material()
    left, count = length, 0
    while left > 0:
        wanted = min(left, max(30, round(deal.lognormvariate(math.log(110), 0.5))))
        text = ""
        while len(text) < wanted:
            text += deal.choice(sentences)
        text = text[:wanted].rstrip("，、；：。！？“”") + "。"
        left -= len(text)
        count += 1
        yield Block("paragraph", (Run(text),), span)
        if count % 5 == 4 and left > 200:
            yield Block("subhead", (Run(deal.choice(clauses)),), span)


def _picture(deal: random.Random, shape: str, clauses: Sequence[str]) -> Picture:
    caption = f"{deal.choice(clauses)}，{deal.choice(clauses)}。"
    return Picture(f"pictures/{shape}.png", caption, "记者 沈知远 摄", size=SHAPES[shape], span=Span("articles/s.md"))


@lru_cache(maxsize=1)
def _material() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences of the demo edition, and its clauses that can be headlines."""
    demo, _ = read_edition(Path(editions.__path__[0]) / "demo")
    assert demo is not None
    text = [
        block.text for story in demo.articles for block in story.body if block.kind == "paragraph" and "“" not in block.text
    ]
    sentences = [sentence for piece in text for sentence in re.findall(r"[^。！？]+[。！？]", piece) if len(sentence) > 8]
    clauses = [clause for piece in text for clause in re.split(r"[，。！？；：、（）《》]", piece) if 8 <= len(clause) <= 20]
    return tuple(dict.fromkeys(sentences)), tuple(dict.fromkeys(clauses))
