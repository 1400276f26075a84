"""Markdown with YAML front matter.

The body is CommonMark with tables, read for a newspaper:

| in the file | on the page |
|---|---|
| `## 小标题` | subhead (小标题); deeper headings too |
| `> …` | editor's note (编者按) |
| `# 标题` | a sidebar with its own headline begins; `# 采访手记丨标题` gives it a label |
| `# 标题` before any body, no headline in the front matter | the story's own headline |
| a fence ```` ```verse ```` | verse, line for line |
| a paragraph each of whose lines ends in `\\` or two spaces | verse too |
| a table | table |
| `**重点**`, `*楷体*` | bold, Kai (楷体) |
| `<em>重</em>` | emphasis dots (着重号) |
| `<sup>2</sup>`, `<sub>2</sub>` | superior and inferior figures; other HTML is printed as it stands |
| `![说明](file.jpg)` | a picture of the story |
| `1. …`, `- …` | paragraphs with the number, or with ● |

What CommonMark would swallow or turn round is switched off: indented paragraphs are not code, `---` under a
line makes no heading, `[1]: …` is no link definition. A line in a paragraph that begins with a full-width
space begins a new paragraph, as it does in any Chinese typescript. Lines of a paragraph are joined without
a space beside Han or a Chinese mark, with one between Latin words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from editions.diagnostic import Span
from editions.messages_feeds import STORY_TOO_LONG
from editions.messages_read import BYLINE_UNCLEAR
from editions.model import HANS, Article, Block, BlockKind, HouseStyle, Sidebar
from editions.read.decode import MAX_CHARACTERS, shown
from editions.read.front_matter import Scalar, split_front_matter, texts
from editions.read.head import Head, read_head
from editions.read.headline import split_headline
from editions.read.markdown_body import TITLE, Body
from editions.read.reading import Reading, finished
from editions.read.repair import look, repair_text
from editions.read.roles import people
from editions.read.signed import Piece, signs_again, split_off
from editions.read.traced import Source, block

_KINDS: dict[str, BlockKind] = {kind: kind for kind in ("paragraph", "subhead", "note", "verse", "table")}


def read_markdown(text: str, name: str, house: HouseStyle = HANS) -> Reading:
    """The text of a Markdown file in, its one article out."""
    source = Source(name, text, house)
    matter = split_front_matter(text, name)
    given = matter.fields.get("id")
    article_id = (given.text.strip() if isinstance(given, Scalar) else "") or PurePosixPath(name).stem
    body_start = source.line_starts[min(matter.body_line, len(source.line_starts)) - 1]
    if matter.body_line > len(source.line_starts):
        body_start = len(text)
    if not matter.fields.entries and not text[body_start:].strip():
        return Reading((), matter.diagnostics)
    if len(text) - body_start > MAX_CHARACTERS:
        return Reading((), (*matter.diagnostics, STORY_TOO_LONG.at(source.span(body_start), limit=MAX_CHARACTERS)))
    # The commas of YAML are not the copy's.
    damage = look("\n".join((*texts(matter.fields), text[body_start:])), house)
    repairs: Counter[str] = Counter()

    def mend(value: str) -> str:
        mended, counts = repair_text(value, damage)
        repairs.update(counts)
        return mended

    head = read_head(matter.fields, article_id, mend)
    body = Body(source, damage, repairs)
    body.read(text[:body_start].count("\n"), text[body_start:])
    if any(fault.severity == "error" for fault in matter.diagnostics):
        # Without its head an article would only give rise to complaints about what the head says.
        return Reading((), (*matter.diagnostics, *body.diagnostics))
    article = _article(head, body, article_id)
    return finished(article, (*matter.diagnostics, *head.diagnostics, *body.diagnostics), source)


def _article(head: Head, body: Body, article_id: str) -> Article:
    source = body.source
    pieces = list(body.pieces)
    kicker, headline, deck = head.text("kicker"), head.text("headline"), head.text("deck")
    if not headline and pieces and pieces[0].hint == TITLE:
        titles = split_headline(pieces.pop(0).text)
        kicker, headline, deck = kicker or titles.kicker, titles.headline, deck or titles.deck
    first_title = next((index for index, piece in enumerate(pieces) if piece.hint == TITLE), len(pieces))
    dateline = head.text("dateline")
    in_dateline = _in_brackets(dateline)
    main = split_off(pieces[:first_title], source, datelines=not dateline, bylines=not head.byline_text)
    sidebars = []
    for title, parts in _by_title(pieces[first_title:]):
        # A byline at the end of a sidebar is the story's; it is where the typescript ends.
        unsigned = not (head.byline_text or main.byline_text)
        signed = split_off(parts, source, datelines=False, bylines=unsigned)
        main = main.and_also(signed)
        titles = split_headline(title.text, with_deck=False)
        sidebars.append(Sidebar(titles.headline, _blocks(signed.pieces, source), titles.kicker))
    body.diagnostics += main.diagnostics
    if head.byline_text and (again := signs_again(main.pieces)):
        body.diagnostics.append(BYLINE_UNCLEAR.at(source.span(again.copy.start), text=shown(again.text, 60)))
    return Article(
        id=article_id,
        headline=headline,
        span=Span(source.name),
        body=_blocks(main.pieces, source),
        page_no=head.page_no,
        pages=head.pages,
        rank=head.rank,
        kind=head.kind,
        vertical=head.vertical,
        pin=head.pin,
        hold=head.hold,
        kicker=kicker,
        deck=deck,
        bylines=head.bylines or main.bylines or people(in_dateline),
        byline_text=head.byline_text or main.byline_text or in_dateline,
        dateline=dateline or main.dateline,
        source=head.text("source"),
        credit=head.text("credit") or main.photo_credit,
        box=head.box,
        jump=head.jump,
        group=head.text("group"),
        label=head.text("label"),
        pictures=(*head.pictures, *body.pictures),
        sidebars=tuple(sidebars),
        tag=main.tag,
        jump_marks=main.jump_marks,
        editors=main.editors,
        reviewers=main.reviewers,
        repairs=tuple(sorted(body.repairs.items())),
    )


def _in_brackets(dateline: str) -> str:
    """The people in the brackets of a dateline that the front matter gives, as text."""
    match = re.search(r"[（(]([^（）()]+)[）)]$", dateline)
    return match.group(1) if match and people(match.group(1)) else ""


def _by_title(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Sequence[Piece]]]:
    starts = [index for index, piece in enumerate(pieces) if piece.hint == TITLE]
    for start, end in zip(starts, [*starts[1:], len(pieces)][: len(starts)], strict=True):
        yield pieces[start], pieces[start + 1 : end]


def _blocks(pieces: tuple[Piece, ...], source: Source) -> tuple[Block, ...]:
    return tuple(block(_KINDS[piece.kind], piece.copy, source, piece.rows) for piece in pieces)
