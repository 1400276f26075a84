"""A daily of eight broadsheet pages, made to be timed and judged: the demo's copy, filled up with prose.

    python benchmarks/broadsheet.py FOLDER

writes it as an edition folder: about 7,500 characters a page, five to nine stories of ranks 1 to 5 whose lengths have
the long tail of a daily's (median 880 characters, 90th percentile 2,570), pictures of several shapes, two advertisements,
the demo's fillers. The copy of the demo (editions/demo) stands as it is; the rest is prose from $BANMIAN_SHARED/prose,
else ../shared/prose, whose headlines are clauses of it. The same seed makes the same edition.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import NormalDist

from prose import ROOT, prose_folder, read_prose

DEMO = ROOT / "editions" / "demo"
SEED = 1015
MEDIAN, TENTH_LONGEST = 880, 2570  # characters of a story
LONG, SHORT = 900, 300  # characters of a story of rank 3 at least, of one of rank 4 at least
SUBHEAD_EVERY = 700  # characters
PICTURES = 2  # of a page, at least


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be filled with so many stories of about so many characters; its advertisement, columns × lines."""

    name: str
    stories: int
    characters: int
    ad: tuple[int, int] | None = None


# What the masthead and the advertisements take is wanting in the copy.
SHEETS = (
    Sheet("要闻", 6, 6500),
    Sheet("综合", 9, 7700),
    Sheet("民生", 8, 7100, (4, 18)),
    Sheet("经济", 6, 8000),
    Sheet("县区", 7, 8000),
    Sheet("文化", 5, 8200),
    Sheet("读书", 5, 8200),
    Sheet("副刊", 6, 6200, (6, 26)),
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A story before it has a page: lines of front matter, pictures as lines of front matter, body."""

    id: str
    head: tuple[str, ...]
    body: str
    rank: int | None = None
    pictures: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return sum(not char.isspace() for char in self.body)


def write_broadsheet(root: Path, prose: Sequence[str], seed: int = SEED) -> None:
    """Write the edition into folder `root`, which may not exist yet; `prose` is a list of paragraphs."""
    pages = shared_out(copy_of(prose, seed))
    pictures = [copy.pictures for page in pages for copy in page if copy.pictures]
    for folder in ("articles", "pictures", "ads", "fillers"):
        shutil.copytree(DEMO / folder, root / folder, ignore=shutil.ignore_patterns("*.md") if folder == "articles" else None)
    for name in ("paper.toml", "masthead.svg"):
        shutil.copy(DEMO / name, root)
    tables = ['date = 2026-10-16\nissue_no = "8614"\npreset = "broadsheet"\n']
    for number, (sheet, page) in enumerate(zip(SHEETS, pages, strict=True), 1):
        stories = illustrated(ranked(page), pictures[3 * number % len(pictures) :] + pictures)
        for copy in stories:
            (root / "articles" / f"{copy.id}.md").write_text(markdown(copy), "utf-8")
        ids = ", ".join(f'"{copy.id}"' for copy in stories)
        tables.append(f'[[pages]]\nno = "{number}"\nname = "{sheet.name}"\neditors = ["责编 韩逐浪"]\narticles = [{ids}]\n')
        if sheet.ad:
            columns, lines = sheet.ad
            tables.append(f'[[ads]]\npage = "{number}"\nfile = "ads/bookfair.png"\ncolumns = {columns}\nlines = {lines}\n')
    (root / "edition.toml").write_text("\n".join(tables), "utf-8")


def markdown(copy: Copy) -> str:
    pictures = ("pictures:", *copy.pictures) if copy.pictures else ()
    return "\n".join(("---", f"id: {copy.id}", f"rank: {copy.rank}", *copy.head, *pictures, "---", "", copy.body))


# -- copy --


def copy_of(prose: Sequence[str], seed: int) -> list[Copy]:
    """Prose in, all stories of the edition out: those of the demo, and as many of prose as it takes to have a daily's
    lengths."""
    found = list(demo_copy())
    lengths = lengths_wanted(sum(sheet.stories for sheet in SHEETS))
    for copy in found:  # each stands for the wanted length that is nearest to its own
        lengths.remove(min(lengths, key=lambda length: abs(length - copy.length)))
    chance = random.Random(seed)
    chance.shuffle(lengths)
    paragraphs = [text for text in prose if is_plain(text)]
    at = chance.randrange(len(paragraphs))
    for number, length in enumerate(lengths, 1):
        body, at = taken(paragraphs, at, length)
        found.append(Copy(f"prose-{number:02}", head_of(body, number), "\n\n".join(with_subheads(body)) + "\n"))
    return found


def lengths_wanted(count: int) -> list[int]:
    """Lengths in even steps through a log-normal distribution of the daily's median and 90th percentile."""
    normal = NormalDist()
    spread = TENTH_LONGEST / MEDIAN
    return [
        round(MEDIAN * spread ** (normal.inv_cdf((place + 0.5) / count) / normal.inv_cdf(0.9))) for place in range(count)
    ]


def demo_copy() -> Iterator[Copy]:
    """The demo's stories without their places."""
    for file in sorted((DEMO / "articles").glob("*.md")):
        head, _, body = file.read_text("utf-8").removeprefix("---\n").partition("\n---\n\n")
        fields = dict(field.split(":", 1) for field in re.split(r"\n(?! )", head))
        pictures = tuple(fields.pop("pictures", "").split("\n")[1:])
        rank, id_ = int(fields.pop("rank")), fields.pop("id").strip()
        kept = tuple(f"{key}:{value}" for key, value in fields.items() if key not in ("page", "jump"))
        yield Copy(id_, kept, body, rank, pictures)


_MARKUP = re.compile(r"[*#>|\\<`\[\]_~^$&+=/A-Za-zＡ-Ｚａ-ｚ※〔〕○×□△]|^[-0-9—…]|[，。；：、]{2}")
_END = re.compile(r"[。！？]”?$")


def is_plain(text: str) -> bool:
    """Whether a paragraph is one of prose, and nothing in it is markup in Markdown."""
    return 30 <= len(text) <= 900 and bool(_END.search(text)) and is_paired(text) and not _MARKUP.search(text)


def is_paired(text: str) -> bool:
    """Whether every quotation that a text opens is closed in it."""
    return text.count("“") == text.count("”") and text.count("‘") == text.count("’")


def taken(paragraphs: Sequence[str], at: int, length: int) -> tuple[list[str], int]:
    """Paragraphs from `at` on, the last cut after a sentence, that have about so many characters; where they end."""
    found: list[str] = []
    while length > 30:
        text = paragraphs[at % len(paragraphs)]
        at += 1
        if len(text) > length:
            ends = [match.end() for match in re.finditer(r"[。！？]”?", text) if is_paired(text[: match.end()])]
            text = text[: min(ends, key=lambda end: abs(end - length))]  # the last end is that of the paragraph
        found.append(text)
        length -= len(text)
    return found, at


CLAUSE = re.compile(r"[\u4e00-\u9fff]{8,20}(?=[，。；！？])")


def clauses(text: str) -> list[str]:
    return [match.group() for match in CLAUSE.finditer(text)]


def head_of(body: Sequence[str], number: int) -> tuple[str, ...]:
    """A headline of 8 to 20 characters that the body says, for every other story a deck, for every third a kicker."""
    found = clauses("".join(body)) or [re.sub(r"\W", "", body[0])[:12]]
    fields = ["kind: feature" if number % 4 == 0 else "kind: news", f'headline: "{found[0]}"']
    if number % 2 == 0 and len(found) > 2:
        fields.append(f'deck: "{found[1]}"')
    if number % 3 == 0 and len(found) > 2:
        fields.append(f'kicker: "{found[2]}"')
    return tuple(fields)


def with_subheads(body: Sequence[str]) -> Iterator[str]:
    """A long story's paragraphs with a clause of its own over every few of them."""
    since = 0
    for paragraph in body:
        found = [clause for clause in clauses(paragraph) if len(clause) <= 13]
        if since > SUBHEAD_EVERY and found:
            yield f"## {found[0]}"
            since = 0
        yield paragraph
        since += len(paragraph)


# -- pages --


def shared_out(stories: Sequence[Copy]) -> list[list[Copy]]:
    """Stories in, those of each page out: the longest first, each to the page whose places are to hold most."""
    scale = sum(copy.length for copy in stories) / sum(sheet.characters for sheet in SHEETS)
    lacking = [sheet.characters * scale for sheet in SHEETS]
    places = [sheet.stories for sheet in SHEETS]
    pages: list[list[Copy]] = [[] for _ in SHEETS]
    for copy in sorted(stories, key=lambda copy: (-copy.length, copy.id)):
        at = max((at for at in range(len(SHEETS)) if places[at]), key=lambda at: lacking[at] / places[at])
        pages[at].append(copy)
        lacking[at] -= copy.length
        places[at] -= 1
    return pages


def ranked(page: Sequence[Copy]) -> list[Copy]:
    """A page's stories, longest first, in; the same with ranks, highest first, out."""
    found = []
    for place, copy in enumerate(page):
        by_length = 3 if copy.length >= LONG else 4 if copy.length >= SHORT else 5
        own = max(copy.rank or by_length, 3)
        found.append(replace(copy, rank=place + 1 if place < 2 else own))
    return sorted(found, key=lambda copy: copy.rank or 0)


def illustrated(page: Sequence[Copy], pictures: Sequence[tuple[str, ...]]) -> list[Copy]:
    """A page's stories and pictures in, the same with pictures in at least two, the first ones, out; none twice."""
    own = [copy.pictures for copy in page if copy.pictures]
    bare = [copy.id for copy in page if not copy.pictures and copy.length >= LONG]
    added = dict(zip(bare[: max(0, PICTURES - len(own))], (one for one in pictures if one not in own), strict=False))
    return [replace(copy, pictures=added.get(copy.id, copy.pictures)) for copy in page]


def main() -> int:
    parser = argparse.ArgumentParser(description="Write an edition of eight broadsheet pages.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    prose = read_prose(prose_folder()) if prose_folder().is_dir() else []
    if not prose:
        print(f"no prose below {prose_folder()} (set BANMIAN_SHARED)", file=sys.stderr)
        return 1
    write_broadsheet(options.folder, prose, options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
