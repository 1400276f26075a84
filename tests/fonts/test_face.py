"""Faces: what is read from font files, and what is said of files that are none."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path

import pytest

from fonts import face as faces
from fonts.face import Face, ascent, covers, descent, look_into, postscript_name, sha256, units_per_em
from fonts.roles import FaceTable, find_faces


@pytest.fixture(scope="module")
def table() -> FaceTable:
    return find_faces({}, system=False)


@pytest.mark.parametrize(
    ("role", "name", "postscript"),
    [
        ("song", "Noto Serif SC Regular", "NotoSerifSC-Regular"),
        ("hei", "Noto Sans SC Medium", "NotoSansSC-Medium"),
        ("hei-heavy", "Noto Sans SC ExtraBold", "NotoSansSC-ExtraBold"),
    ],
)
def test_names_come_from_the_name_table(table: FaceTable, role: str, name: str, postscript: str) -> None:
    face = table.face(role)
    assert face.name == name
    assert postscript_name(face) == postscript


def test_a_face_is_a_plain_value(table: FaceTable) -> None:
    face = table.face("hei")
    copy = pickle.loads(pickle.dumps(face))
    assert copy == face
    assert hash(copy) == hash(face)
    assert copy.variations == (("wght", 500.0),)


def test_measures_of_the_em_box(table: FaceTable) -> None:
    song = table.face("song")
    assert units_per_em(song) == 1000
    assert (ascent(song), descent(song)) == (0.88, 0.12)


def test_coverage(table: FaceTable) -> None:
    song, hei = table.face("song"), table.face("hei")
    assert all(covers(song, char) for char in "版面，。“”——……·A龘㐂〇①")
    assert not covers(song, "𠮷")
    assert (covers(song, "𰻞"), covers(hei, "𰻞")) == (False, True)


def test_what_draws_nothing_is_lacked_by_no_face(table: FaceTable) -> None:
    assert all(covers(table.face("song"), char) for char in "\u200b\ufeff\n\u2060\ufe00\U000e0100")


def test_sha256_is_that_of_the_file(table: FaceTable) -> None:
    song = table.face("song")
    assert sha256(song) == hashlib.sha256(Path(song.file).read_bytes()).hexdigest()


def test_files_that_are_no_fonts(tmp_path: Path, table: FaceTable) -> None:
    (tmp_path / "text.ttf").write_bytes(b"no font at all\n" * 100)
    (tmp_path / "empty.otf").touch()
    (tmp_path / "folder.ttf").mkdir()
    cut = Path(table.face("song").file).read_bytes()[:20_000]
    (tmp_path / "cut.otf").write_bytes(cut)
    found = {
        name: look_into(str(tmp_path / name), "song", 400)
        for name in ("text.ttf", "empty.otf", "folder.ttf", "cut.otf", "none.ttf")
    }
    assert found == {
        "text.ttf": "not-a-font",
        "empty.otf": "not-a-font",
        "folder.ttf": "not-found",
        "cut.otf": "not-a-font",
        "none.ttf": "not-found",
    }


def test_a_file_too_large_is_not_loaded(
    tmp_path: Path, table: FaceTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faces, "LARGEST_FILE", 1_000_000)
    assert look_into(table.face("song").file, "song", 400) == "too-large"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "locked.ttf"
    file.touch(mode=0)
    assert look_into(str(file), "song", 400) == "unreadable"


def test_of_a_collection_the_simplified_chinese_face_is_taken(tmp_path: Path, table: FaceTable) -> None:
    file = tmp_path / "collection.ttc"
    _write_collection(file, table.face("song").file, ["Noto Serif CJK JP", "Noto Serif CJK SC"])
    found = look_into(str(file), "song", 400)
    assert isinstance(found, Face)
    assert (found.index, found.name) == (1, "Noto Serif CJK SC Regular")
    assert covers(found, "版")


def test_an_axis_is_kept_within_its_range(table: FaceTable) -> None:
    found = look_into(table.face("hei").file, "hei", 2000)
    assert isinstance(found, Face)
    assert (found.variations, found.name) == ((("wght", 900.0),), "Noto Sans SC Black")
    between = look_into(table.face("hei").file, "hei", 450)
    assert isinstance(between, Face)
    assert between.name == "Noto Sans SC wght=450"


def _write_collection(file: Path, source: str, families: list[str]) -> None:
    """A small .ttc of subsets of one font, each under a family name of its own."""
    from fontTools import subset
    from fontTools.ttLib import TTCollection, TTFont

    collection = TTCollection()
    for family in families:
        font = TTFont(source)
        subsetter = subset.Subsetter(subset.Options(name_IDs=["*"], name_languages=["*"]))
        subsetter.populate(text="版面A")
        subsetter.subset(font)
        font["name"].setName(family, 1, 3, 1, 0x409)
        collection.fonts.append(font)
    collection.save(file)
