"""What belongs to one version of a day's edition, and its one form on disk."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal, get_args

Role = Literal["source", "pdf", "report"]

SCHEMA = 1
MAX_BYTES = 32_000_000

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:@([1-9]\d{0,5}))?")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the edition: its path as restored, the SHA-256 and size of its content, what it is."""

    path: str
    sha256: str
    size: int
    role: Role


@dataclass(frozen=True, slots=True)
class StoredArticle:
    id: str
    page: str
    headline: str
    bylines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`sequence` counts the additions to the store from 1, `version` those of the same day."""

    sequence: int
    previous: str
    paper: str
    date: str
    version: int
    issue_no: str
    files: tuple[StoredFile, ...]
    articles: tuple[StoredArticle, ...]

    @property
    def name(self) -> str:
        return edition_name(self.date, self.version)


def edition_name(date: str, version: int) -> str:
    """`2024-12-20` for the first version of a day, `2024-12-20@2` for the second."""
    return date if version == 1 else f"{date}@{version}"


def parse_name(name: str) -> tuple[str, int | None] | None:
    """Date and version (None if it is not said) of `2024-12-20` or `2024-12-20@2`; None if it is neither."""
    match = _NAME.fullmatch(name)
    if not match or not _is_date(match[1]):
        return None
    return match[1], int(match[2]) if match[2] else None


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def encode(manifest: Manifest) -> bytes:
    """The canonical bytes of a manifest."""
    raw = dataclasses.asdict(manifest) | {"schema": SCHEMA}
    return (json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def decode(data: bytes) -> Manifest | None:
    """The manifest that these bytes are the canonical form of; None if they are none, or not sound.

    A sound manifest restores into its folder and nowhere else, whoever wrote it.
    """
    try:
        raw = json.loads(data)
        if raw.pop("schema") != SCHEMA:
            return None
        raw["files"] = tuple(StoredFile(**file) for file in raw["files"])
        raw["articles"] = tuple(
            StoredArticle(**article | {"bylines": tuple(article["bylines"])}) for article in raw["articles"]
        )
        manifest = Manifest(**raw)
        return manifest if is_sound(manifest) and encode(manifest) == data else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def is_sound(manifest: Manifest) -> bool:
    """Whether all values have their types, and all paths stay within the folder and apart."""
    return (
        _count(manifest.sequence, 1)
        and _count(manifest.version, 1)
        and _text(manifest.previous, manifest.paper, manifest.date, manifest.issue_no)
        and (bool(_DIGEST.fullmatch(manifest.previous)) if manifest.sequence > 1 else not manifest.previous)
        and _is_date(manifest.date)
        and all(_sound_file(file) for file in manifest.files)
        and all(_text(item.id, item.page, item.headline, *item.bylines) for item in manifest.articles)
        and overlap([file.path for file in manifest.files]) is None
    )


def _sound_file(file: StoredFile) -> bool:
    return (
        _text(file.path, file.sha256)
        and is_sound_path(file.path)
        and bool(_DIGEST.fullmatch(file.sha256))
        and _count(file.size, 0)
        and file.role in get_args(Role)
    )


def is_sound_path(path: str) -> bool:
    """Whether `path` is relative, in its shortest form, without hidden parts, and fit for any system."""
    parts = path.split("/")
    return len(path) <= 1000 and all(
        part and not part.startswith(".") and not set(part) & set('\\:*?"<>|') and part.isprintable()
        for part in parts
    )


def overlap(paths: Iterable[str]) -> str | None:
    """The first path that is there twice or is the folder of another."""
    paths = tuple(paths)
    folders = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    seen: set[str] = set()
    for path in paths:
        if path in seen or path in folders:
            return path
        seen.add(path)
    return None


def _count(value: object, least: int) -> bool:
    return type(value) is int and value >= least


def _text(*values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
