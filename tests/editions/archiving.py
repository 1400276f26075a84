"""A small edition to be archived, and a store to look into."""

from __future__ import annotations

import datetime
from pathlib import Path

from editions.archive import Added, add
from editions.diagnostic import Diagnostic, Span
from editions.model import Ad, Article, Edition, Imprint, PageSpec, Paper, Person, Picture

ROOT = Path(__file__).resolve().parents[2]
DAY = datetime.date(2024, 12, 20)


def edition_in(root: Path, day: datetime.date = DAY, headline: str = "新桥通车") -> Edition:
    """A small edition with files on disk; its paper.toml is in the folder above."""
    files = {
        "../paper.toml": 'name = "试报"\nmasthead = "art/name.svg"\nfonts = { song = "art/song.otf" }\n',
        "../art/name.svg": "<svg/>",
        "../art/song.otf": "no font, but content",
        "edition.toml": f"date = {day}\n",
        "articles/bridge.md": f"---\nheadline: {headline}\npage: 1\n---\n正文。\n",
        "articles/page_files/photo.jpg": "a picture that a browser saved",
        "fillers/short.md": "---\nheadline: 补白\n---\n短文。\n",
        "pictures/bridge.png": "picture",
        "ads/fair.pdf": "advertisement",
        "art/map.png": "a picture elsewhere",
        ".hidden": "x",
        "articles/.draft.md": "x",
        "articles/bridge.md~": "x",
        "out/edition.pdf": "old output",
        "notes.txt": "not in the contract",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    span = Span("articles/bridge.md")
    story = Article(
        id="bridge",
        headline=headline,
        span=span,
        page_no="1",
        bylines=(Person("记者", "甲乙"),),
        pictures=(Picture("pictures/bridge.png"), Picture("art/map.png")),
    )
    house = root.parent
    return Edition(
        paper=Paper(
            "试报",
            imprint=Imprint(),
            masthead="art/name.svg",
            fonts=(("song", "art/song.otf"),),
            root=str(house),
            file="paper.toml",
        ),
        date=day,
        issue_no="1234",
        preset="tabloid",
        pages=(PageSpec("1", span),),
        articles=(story,),
        root=str(root),
        span=span,
        ads=(Ad("1", "ads/fair.pdf", 1, 1, span),),
    )


SOURCES = [
    "ads/fair.pdf",
    "art/map.png",
    "art/name.svg",
    "art/song.otf",
    "articles/bridge.md",
    "articles/page_files/photo.jpg",
    "edition.toml",
    "fillers/short.md",
    "paper.toml",
    "pictures/bridge.png",
]


def added(
    store: Path, root: Path, edition: Edition, pdf: Path | None = None, report: Path | None = None
) -> Added:
    result, trouble = add(store, root, edition, pdf, report)
    assert result, trouble
    return result


def errors(found: tuple[Diagnostic, ...]) -> list[str]:
    return [fault.message for fault in found if fault.severity == "error"]


def codes(found: tuple[Diagnostic, ...]) -> set[str]:
    return {fault.code for fault in found}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
