"""The manifest and the record: one form on disk, nothing in them that leads out of a folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.archive import Manifest, StoredArticle, StoredFile
from editions.archive.manifest import decode, encode, is_sound_path, parse_name
from editions.archive.store import is_name, read_record

TEXTS = st.text(st.characters(codec="utf-8"), max_size=6)
DIGESTS = st.binary(max_size=3).map(lambda data: hashlib.sha256(data).hexdigest())
FILES = st.builds(
    StoredFile,
    path=st.sampled_from(["edition.toml", "articles/a.md", "articles/版.md", "ads/x.png", "paper.toml"]),
    sha256=DIGESTS,
    size=st.integers(0, 10**9),
    role=st.sampled_from(["source", "pdf", "report"]),
)
MANIFESTS = st.builds(
    Manifest,
    sequence=st.integers(2, 9),
    previous=DIGESTS,
    paper=TEXTS,
    date=st.dates().map(str),
    version=st.integers(1, 9),
    issue_no=TEXTS,
    files=st.lists(FILES, max_size=4, unique_by=lambda file: file.path).map(tuple),
    articles=st.lists(
        st.builds(StoredArticle, id=TEXTS, page=TEXTS, headline=TEXTS, bylines=st.lists(TEXTS).map(tuple))
    ).map(tuple),
)


@given(MANIFESTS)
def test_manifest_survives_the_disk(manifest: Manifest) -> None:
    assert decode(encode(manifest)) == manifest
    assert is_name(manifest.name)


@given(
    st.binary(max_size=60)
    | st.recursive(st.integers() | TEXTS, st.lists).map(lambda x: json.dumps(x).encode())
)
def test_noise_is_no_manifest(data: bytes) -> None:
    assert decode(data) is None


GOOD = Manifest(1, "", "试报", "2024-12-20", 1, "1", (StoredFile("a/b", "0" * 64, 1, "source"),), ())


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw["files"][0].update(path="../b"),
        lambda raw: raw["files"][0].update(path="/b"),
        lambda raw: raw["files"][0].update(path="a//b"),
        lambda raw: raw["files"][0].update(path="a/./b"),
        lambda raw: raw["files"][0].update(path="a\\b"),
        lambda raw: raw["files"][0].update(path="c:b"),
        lambda raw: raw["files"][0].update(path=".ssh/b"),
        lambda raw: raw["files"][0].update(path=""),
        lambda raw: raw["files"][0].update(path="a\nb"),
        lambda raw: raw["files"][0].update(path=1),
        lambda raw: raw["files"].append({**raw["files"][0]}),
        lambda raw: raw["files"].append({**raw["files"][0], "path": "a"}),
        lambda raw: raw["files"][0].update(sha256="../../x"),
        lambda raw: raw["files"][0].update(size=-1),
        lambda raw: raw["files"][0].update(size=True),
        lambda raw: raw["files"][0].update(role="program"),
        lambda raw: raw["files"][0].update(more=1),
        lambda raw: raw["files"][0].pop("size"),
        lambda raw: raw.update(date="2024-12-32"),
        lambda raw: raw.update(version=0),
        lambda raw: raw.update(sequence="1"),
        lambda raw: raw.update(sequence=2),
        lambda raw: raw.update(previous="0" * 64),
        lambda raw: raw.update(schema=2),
        lambda raw: raw.update(more=1),
        lambda raw: raw.update(files=None),
        lambda raw: raw.update(articles=[{"id": "a"}]),
        lambda raw: raw.pop("paper"),
    ],
)
def test_unsound_manifest(change: Callable[[dict[str, object]], object]) -> None:
    raw = json.loads(encode(GOOD))
    assert decode(encode(GOOD)) == GOOD
    change(raw)
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    assert decode(text.encode()) is None


def test_manifest_has_one_form() -> None:
    loose = json.dumps(json.loads(encode(GOOD)), indent=1).encode()
    assert decode(loose) is None
    assert decode(encode(GOOD) + b"\n") is None
    assert decode(b"[" * 100_000) is None


@given(st.text("ab./\\:~ 版\0\n", max_size=12))
def test_sound_paths_stay_inside(path: str) -> None:
    if is_sound_path(path):
        assert (Path("/store") / path).resolve().is_relative_to("/store")
        assert ".." not in Path(path).parts


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("2024-12-20", ("2024-12-20", None)),
        ("2024-12-20@1", ("2024-12-20", 1)),
        ("2024-12-20@12", ("2024-12-20", 12)),
        ("2024-12-20@0", None),
        ("2024-12-20@", None),
        ("2024-2-1", None),
        ("20241220", None),
        ("2024-02-30", None),
    ],
)
def test_names_of_days(text: str, parsed: tuple[str, int | None] | None) -> None:
    assert parse_name(text) == parsed


def test_record_reads_only_its_own_form(tmp_path: Path) -> None:
    line = f"{'0' * 64}  manifests/2024-12-20.json\n"
    for text, sound in [
        ("", True),
        (line, True),
        (line + line, False),
        (line[:-1], False),
        (line.upper(), False),
        (line + "# note\n", False),
        (line.replace("12-20", "13-20"), False),
    ]:
        (tmp_path / "manifests.sha256").write_text(text)
        assert (read_record(tmp_path) is not None) == sound, text
