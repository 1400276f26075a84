"""Names of files: which lead into a folder, and which can be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.files import showable, within


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("a.png", True),
        ("pictures/a.png", True),
        ("./a.png", True),
        ("", False),
        (".", False),
        ("..", False),
        ("../a.png", False),
        ("pictures/../../a.png", False),
        ("/etc/hostname", False),
        ("//host/share", False),
        ("..\\a.png", False),
        ("C:/a.png", False),
        ("a\0b", False),
    ],
)
def test_within(tmp_path: Path, name: str, inside: bool) -> None:
    assert (within(tmp_path, name) is not None) == inside


def test_within_a_folder_whose_name_begins_alike(tmp_path: Path) -> None:
    (tmp_path / "day").mkdir()
    (tmp_path / "day2").mkdir()
    (tmp_path / "day" / "link").symlink_to(tmp_path / "day2")
    assert within(tmp_path / "day", "link/x") is None


def test_showable_names() -> None:
    assert showable("articles/新桥 “通车” (1).md")
    assert not showable("a\x1b[31m.md")
    assert not showable("a\udcff.md")
