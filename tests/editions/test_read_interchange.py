"""The samples of agencies' formats and of a feed, each with all of its fields as its golden entry has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from editions.article_json import as_json
from editions.model import Article
from editions.read import read
from tests.editions.places import misplaced

GOLDEN = json.loads((Path(__file__).parent / "golden_interchange.json").read_text("utf-8"))["files"]


@pytest.mark.parametrize("name", GOLDEN)
def test_a_sample_is_read_as_its_golden_entry_says(shared: Path, name: str) -> None:
    reading = read((shared / "samples" / name).read_bytes(), name)
    assert [_fields(article) for article in reading.articles] == GOLDEN[name]["articles"]
    assert sorted(fault.code for fault in reading.diagnostics) == GOLDEN[name]["codes"]


@pytest.mark.parametrize("name", GOLDEN)
def test_every_character_of_a_sample_knows_its_place(shared: Path, name: str) -> None:
    data = (shared / "samples" / name).read_bytes()
    text = data.decode()
    for article in read(data, name).articles:
        assert misplaced(article, text) == []


def test_no_sample_is_without_a_golden_entry(shared: Path) -> None:
    samples = [*(shared / "samples" / "interchange").iterdir(), *(shared / "samples" / "web").glob("*.xml")]
    names = {path.relative_to(shared / "samples").as_posix() for path in samples if "schema" not in path.name}
    assert {name for name in names if "LICENSE" not in name} == set(GOLDEN)


def _fields(article: Article) -> dict[str, Any]:
    found = as_json(article)
    paragraphs = found["paragraphs"]
    kept = ("paper", "print_date", "page", "kicker", "headline", "deck", "dateline", "bylines", "byline_text")
    further = ("bylines_detail", "photo_credit", "source", "subheads")
    return {
        **{key: found[key] for key in (*kept, *further)},
        "notes": [block.text[:40] for block in article.body if block.kind == "note"],
        "pictures": [
            {
                "file": picture.file,
                "caption_first20": picture.caption[:20],
                "caption_last20": picture.caption[-20:],
                "credit": picture.credit,
            }
            for picture in article.pictures
        ],
        "n_paragraphs": len(paragraphs),
        "body_first20": paragraphs[0][:20] if paragraphs else None,
        "body_last20": paragraphs[-1][-20:] if paragraphs else None,
    }
