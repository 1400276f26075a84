"""Roles: which face each is set in, what stands in for what, and which character comes from where."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fonts.roles import ROLES, FaceTable, Fall, Missing, divide, find_faces, lacks, missing_characters


@pytest.fixture(scope="module")
def table() -> FaceTable:
    return find_faces({}, system=False)


def test_the_packages_alone_give_every_role_a_face(table: FaceTable) -> None:
    assert tuple(role for role, _ in table.faces) == ROLES
    assert table.missing == ()
    assert table.falls == (
        Fall("song-heavy", "hei-heavy", "Noto Sans SC ExtraBold"),
        Fall("kai", "song", "Noto Serif SC Regular"),
        Fall("fangsong", "song", "Noto Serif SC Regular"),
    )
    assert table.face("kai") is table.face("song")


def test_the_faces_lack_nothing_of_gb2312(table: FaceTable) -> None:
    assert lacks(table.face("song")) == ()
    assert lacks(table.face("hei")) == ()
    assert "版" in lacks(table.further[0])


def test_a_table_is_a_plain_value(table: FaceTable) -> None:
    copy = pickle.loads(pickle.dumps(table))
    assert copy == table
    assert hash(copy) == hash(table)


def test_no_such_role(table: FaceTable) -> None:
    with pytest.raises(KeyError):
        table.face("lishu")


def test_own_files_come_first(table: FaceTable) -> None:
    own = find_faces({"kai": table.face("hei").file}, system=False)
    assert own.face("kai").name == "Noto Sans SC Regular"
    assert own.face("kai").role == "kai"
    assert [fall.role for fall in own.falls] == ["song-heavy", "fangsong"]
    assert own.face("fangsong") == own.face("kai")


def test_own_files_that_cannot_be_used_are_named_and_replaced(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0" * 100)
    gone = str(tmp_path / "gone.ttf")
    table = find_faces({"song": str(broken), "kai": gone, "lishu": gone}, system=False)
    assert table.missing == (
        Missing("lishu", gone, "no-such-role"),
        Missing("song", str(broken), "not-a-font"),
        Missing("kai", gone, "not-found"),
    )
    assert table.face("song").name == "Noto Serif SC Regular"


def test_system_faces_only_when_asked(tmp_path: Path, table: FaceTable) -> None:
    folder = tmp_path / "truetype" / "kai"
    folder.mkdir(parents=True)
    shutil.copy(table.face("hei").file, folder / "LXGWWenKai-Regular.ttf")
    directories = (str(tmp_path / "absent"), str(tmp_path))
    assert find_faces({}, system=False, directories=directories).face("kai") == table.face("song")
    asked = find_faces({}, system=True, directories=directories)
    assert asked.face("kai").file == str(folder / "LXGWWenKai-Regular.ttf")
    assert [(fall.role, fall.instead) for fall in asked.falls] == [
        ("song-heavy", "hei-heavy"),
        ("fangsong", "kai"),
    ]


def test_a_chain_holds_each_face_once(table: FaceTable) -> None:
    names = [face.name for face in table.chain("song-heavy")]
    assert names == [
        "Noto Sans SC ExtraBold",
        "Noto Sans SC Medium",
        "Noto Serif SC Regular",
        "Noto Sans Regular",
    ]


def test_characters_that_no_face_has(table: FaceTable) -> None:
    assert missing_characters(table, "song", "版面，⅓𰻞\u200b\n") == ()
    assert missing_characters(table, "song", "𠮷野家𠮷\ue000") == ("𠮷", "\ue000")


def test_text_is_divided_where_the_face_changes(table: FaceTable) -> None:
    text = "版⅓面𠮷𰻞，A"
    parts = [(text[part.start : part.end], part.face.name) for part in divide(table, "song", text)]
    assert parts == [
        ("版", "Noto Serif SC Regular"),
        ("⅓", "Noto Sans Regular"),
        ("面𠮷", "Noto Serif SC Regular"),
        ("𰻞", "Noto Sans SC Medium"),
        ("，A", "Noto Serif SC Regular"),
    ]


def test_plain_text_is_one_stretch(table: FaceTable) -> None:
    (only,) = divide(table, "hei", "老城区 2024 “更新”——\u200b……")
    assert (only.start, only.end, only.face) == (0, 18, table.face("hei"))
    assert divide(table, "hei", "") == ()


def test_a_letter_and_its_accent_are_set_in_one_face(table: FaceTable) -> None:
    text = "版q\u0308面"
    parts = [(text[part.start : part.end], part.face.name) for part in divide(table, "song", text)]
    assert parts[1] == ("q\u0308", "Noto Sans Regular")


def test_a_blank_does_not_change_the_face(table: FaceTable) -> None:
    text = "⅓\u200b ⅓版"
    parts = [text[part.start : part.end] for part in divide(table, "song", text)]
    assert parts == ["⅓\u200b ⅓", "版"]


def test_narrow_quotes_are_borrowed_from_the_song_face(table: FaceTable) -> None:
    """A face whose “ ” are Western (here Noto Sans; LXGW WenKai in earnest) leaves them to the next one."""
    own = find_faces({"kai": table.further[0].file}, system=False)
    text = "A“A"
    parts = [(text[part.start : part.end], part.face.name) for part in divide(own, "kai", text)]
    assert parts == [("A", "Noto Sans Regular"), ("“", "Noto Serif SC Regular"), ("A", "Noto Sans Regular")]


def test_neither_the_packages_nor_fonttools_are_imported() -> None:
    code = (
        "import sys; from fonts.roles import find_faces; find_faces({}, system=False);"
        "heavy = ('fontTools', 'pylopdf_fonts_zh_cn', 'textflowkit_fonts');"
        "print([name for name in heavy if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
