"""What the tests of editions share: a folder that is read, and a store of the archive."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from editions.archive import Added
from tests.editions.archiving import DAY, added, edition_in
from tests.editions.folder_making import GOOD, Make


@pytest.fixture
def folder(tmp_path: Path) -> Make:
    def make(changes: dict[str, str | bytes | None] | None = None) -> Path:
        root = tmp_path / "house" / "day"
        for name, content in (GOOD | (changes or {})).items():
            if content is None:
                continue
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "paper" / "2024-12-20"


@pytest.fixture
def three(store: Path, root: Path) -> list[Added]:
    """A store with two versions of one day and one of the next."""
    first = added(store, root, edition_in(root))
    second = added(store, root, edition_in(root, headline="新桥昨日通车"))
    day = DAY + datetime.timedelta(days=1)
    third = added(store, root, edition_in(root, day))
    return [first, second, third]
