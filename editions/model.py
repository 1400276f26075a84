"""What is printed, as frozen values: articles, pages, advertisements, the edition.

No geometry and no fonts here. `page_no` is as printed, normalised (`"2"`, `"A02"`); a spread's is `"4-5"`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from editions.diagnostic import Span
from editions.drawing import Drawing
from editions.page_no import page_nos

BlockKind = Literal["paragraph", "subhead", "note", "verse", "table"]
ArticleKind = Literal["news", "feature", "commentary", "brief", "picture", "notice"]
Script = Literal["zh-Hans", "zh-Hant"]


class HouseStyle(NamedTuple):
    """How a paper prints its copy: in which script, and which names (of its lexicon) keep their characters."""

    script: Script = "zh-Hans"
    lexicon: tuple[str, ...] = ()


HANS = HouseStyle()
Vertical = Literal["", "headline", "story"]
Hold = Literal["", "may"]
CONTENTS = "contents"  # the id of the block that lists what is on the other pages
PageKind = Literal["news", "features", "briefs"]
RunStyle = Literal["", "bold", "hei", "kai", "byline", "dots", "sup", "sub"]


class Run(NamedTuple):
    """Text in one inline style: bold, 黑体 (`hei`), 楷体 (`kai`), names that are run in or signed (`byline`), emphasis dots (`dots`), super- and subscript."""

    text: str
    style: RunStyle = ""


class Mend(NamedTuple):
    """From character `offset` of a block's text on, the source stands at `span` (text was repaired before it)."""

    offset: int
    span: Span


class Block(NamedTuple):
    """A piece of the body. A table holds its cells in `rows`, a verse its lines as `\\n` in the runs."""

    kind: BlockKind
    runs: tuple[Run, ...]
    span: Span
    rows: tuple[tuple[str, ...], ...] = ()
    mends: tuple[Mend, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Person(NamedTuple):
    """A name in a byline with its role as printed: 记者, 通讯员, 文, 图, 摄 … (may be empty)."""

    role: str
    name: str


class Picture(NamedTuple):
    """`focus` is the point to keep in view, `keep` the rectangle never to crop, both as fractions 0 … 1 from
    the upper left corner. `size` is in pixels as the viewer sees it (orientation applied); (0, 0) = not looked at."""

    file: str
    caption: str = ""
    credit: str = ""
    focus: tuple[float, float] = (0.5, 0.5)
    keep: tuple[float, float, float, float] | None = None
    span: Span | None = None
    size: tuple[int, int] = (0, 0)


class Sidebar(NamedTuple):
    """A second text inside a story, with its own headline and perhaps a label (采访手记)."""

    headline: str
    body: tuple[Block, ...]
    label: str = ""


class PrintTag(NamedTuple):
    """What a source says of the paper it was printed in: `2024年12月20日《聊城日报》2版`."""

    pages: tuple[str, ...]
    span: Span
    paper: str = ""
    date: datetime.date | None = None
    page_name: str = ""


class JumpMark(NamedTuple):
    """What a source says of a jump in the paper it was printed in: `（下转第二版）` leads onward, `（上接第一版）` back;
    `page` is empty where it leads to the paper of another day."""

    onward: bool
    page: str
    span: Span


class Place(NamedTuple):
    """Upper left cell of a block on the page grid: base column and line, both 1-based."""

    column: int
    line: int


# The most that a pin may ask for. No page is so large: what is beyond is a slip.
MOST_COLUMNS, MOST_LINES = 99, 999
LEAST_POINTS, MOST_POINTS = 5, 400


class WantedVariant(NamedTuple):
    """What the editor wants of the way a story is set; 0 and None leave it free. `picture_columns` are inner columns."""

    inner_columns: int = 0
    picture_columns: int = 0
    deck: bool | None = None


class Pin(NamedTuple):
    """The editor's hand on one story (定位): the upper left cell, the width in base columns, the size of the headline,
    the variant. None and 0 leave it free. `span` is where it was given."""

    span: Span
    place: Place | None = None
    columns: int = 0
    headline_pt: float = 0
    variant: WantedVariant = WantedVariant()


class Article(NamedTuple):
    """One story. `rank` runs from 1 (lead) to 5 (brief). `span` is the head of its source file. `vertical` is what of it
    the editor wants to stand: its headline (竖题), all of it (竖排), or nothing. `pages` are those between which the planner
    may choose, the preferred one (`page_no`) first; empty if there is no choice. One with `hold` `may`
    may be left out when its page is over. `jump_at` is the block that goes on elsewhere first, 0 if nobody has said."""

    id: str
    headline: str
    span: Span
    body: tuple[Block, ...] = ()
    page_no: str = ""
    pages: tuple[str, ...] = ()
    rank: int = 3
    kind: ArticleKind = "news"
    vertical: Vertical = ""
    pin: Pin | None = None
    hold: Hold = ""
    kicker: str = ""
    deck: str = ""
    bylines: tuple[Person, ...] = ()
    byline_text: str = ""
    dateline: str = ""
    source: str = ""
    credit: str = ""
    box: bool = False
    jump: str = ""
    jump_at: int = 0
    group: str = ""
    label: str = ""
    pictures: tuple[Picture, ...] = ()
    sidebars: tuple[Sidebar, ...] = ()
    tag: PrintTag | None = None
    jump_marks: tuple[JumpMark, ...] = ()
    editors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    repairs: tuple[tuple[str, int], ...] = ()


class Imprint(NamedTuple):
    """Who prints the paper, where it can be had and for how much."""

    address: str = ""
    phone: str = ""
    printer: str = ""
    price: str = ""


class Paper(NamedTuple):
    """What every day shares. `style`, `masthead` and the `fonts` files are paths relative to paper.toml's folder
    (`style` may be the name of a preset); `lexicon` lists names that a headline must not part. `file` is the
    name of paper.toml itself in `root`, empty if there is none. `masthead_size` is width and height of the
    masthead's picture in units of its own (pixels, points, those of the drawing); one that is an SVG has been
    read into `masthead_drawing`."""

    name: str
    cn: str = ""
    post_code: str = ""
    publisher: str = ""
    language: Literal[""] | Script = ""  # "" leaves it to the style
    imprint: Imprint = Imprint()
    style: str = ""
    masthead: str = ""
    lexicon: tuple[str, ...] = ()
    fonts: tuple[tuple[str, str], ...] = ()
    root: str = ""
    file: str = ""
    masthead_size: tuple[float, float] = (0, 0)
    masthead_drawing: Drawing | None = None


class FixedSetting(NamedTuple):
    """How a story was set when its page was accepted, `lines` high, and how many characters it had then. With
    `pictures_low` its pictures stand at the foot of its last columns; with `apart_columns` the last half of them at the foot of
    so many first ones. `longer` and `shorter` are the numbers, from 1, of the
    paragraphs of its body that were set a line longer or shorter."""

    lines: int
    headline_pt: float
    deck: bool
    inner_columns: int
    head_lines: int
    characters: int
    picture_columns: int = 0
    picture_lines: tuple[int, ...] = ()
    pictures_low: bool = False
    longer: tuple[int, ...] = ()
    shorter: tuple[int, ...] = ()
    apart_columns: int = 0


class FixedStory(NamedTuple):
    """A rectangle of a `[[pages]] plan` or of a lock: where the editor wants a story, in base columns and lines. A lock
    knows how it was set, too; the `members` of what runs together; and the page that a story jumps to, with the
    block that goes on there first (`jump_at`), in the lock of either page."""

    article: str
    place: Place
    columns: int
    lines: int
    span: Span
    setting: FixedSetting | None = None
    members: tuple[str, ...] = ()
    jump: str = ""
    jump_at: int = 0

    def has(self, article: Article) -> bool:
        """Whether the article stands here, alone or with others."""
        return article.id == self.article or article.id in self.members


class PageLock(NamedTuple):
    """What plan.lock.toml says of a page: where its stories stand, and the name of the style and the base columns and
    lines (`grid`) that this was accepted for. `turns`: its display lines of more than one, a `|` at each turn. `left_out`:
    the articles that had no room on it."""

    style: str
    grid: tuple[int, int]
    stories: tuple[FixedStory, ...]
    span: Span
    turns: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class PageSpec(NamedTuple):
    """A `[[pages]]` table: the page as the editor asks for it, or two that are made up as one (跨版). `pins` are the table's own, each with its article's id;
    an `Article` of the edition has its pin with them laid over it. `contents`: it lists what is on the other pages
    (导读). `ear` is the id of the story beside the masthead (报眼), or empty."""

    no: str
    span: Span
    name: str = ""
    kind: PageKind = "news"
    contents: bool = False
    ear: str = ""
    editors: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    ready: bool = True
    colour: bool = True
    plan: tuple[FixedStory, ...] = ()
    pins: tuple[tuple[str, Pin], ...] = ()
    lock: PageLock | None = None

    @property
    def page_nos(self) -> tuple[str, ...]:
        """The numbers of the pages that are printed: two for a spread."""
        return page_nos(self.no)

    @property
    def is_spread(self) -> bool:
        return len(self.page_nos) > 1


def page_of(no: str, pages: Iterable[PageSpec]) -> PageSpec | None:
    """The page with this number; the spread of which it is a half."""
    return next((page for page in pages if no == page.no or no in page.page_nos), None)


class Ad(NamedTuple):
    """`ear`: it stands beside the masthead and is as large as there is room; it has no columns and lines of its own."""

    page_no: str
    file: str
    columns: int
    lines: int
    span: Span
    place: Place | None = None
    size: tuple[int, int] = (0, 0)
    ear: bool = False


class Edition(NamedTuple):
    """All that is printed on one day. `root` is the edition's folder; every file name in it is relative to that."""

    paper: Paper
    date: datetime.date
    issue_no: str
    preset: str
    pages: tuple[PageSpec, ...]
    articles: tuple[Article, ...]
    root: str
    span: Span
    ads: tuple[Ad, ...] = ()
    fillers: tuple[Article, ...] = ()

    def page(self, no: str) -> PageSpec | None:
        return page_of(no, self.pages)

    @property
    def page_count(self) -> int:
        """Pages as the reader counts them: a spread is two."""
        return sum(len(page.page_nos) for page in self.pages)

    def strongest(self, no: str) -> Article | None:
        """The article of page `no` that stands for the page on page 1: the first of its highest rank with a headline."""
        headed = (article for article in self.on_page(no) if article.headline)
        return min(headed, key=lambda article: article.rank, default=None)

    def on_page(self, no: str) -> Iterator[Article]:
        """The articles whose home is page `no`, in reading order of the edition."""
        return (article for article in self.articles if article.page_no == no)
