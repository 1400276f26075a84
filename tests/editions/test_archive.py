"""The archive: what goes in comes out, and nothing that would harm it goes in."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path

import pytest

from editions.archive import Added, StoredFile, add, list_editions, restore, show, verify
from editions.archive.adding import _put
from editions.folder import read_edition
from editions.model import Picture
from tests.editions.archiving import DAY, SOURCES, added, codes, contents, edition_in, errors


def test_what_goes_in_comes_out(tmp_path: Path, store: Path, root: Path) -> None:
    edition = edition_in(root)
    pdf, report = tmp_path / "today.pdf", tmp_path / "r.json"
    pdf.write_bytes(b"%PDF-1.7 pages")
    report.write_text("{}")
    result = added(store, root, edition, pdf, report)
    assert result.changed
    assert result.name == "2024-12-20"
    stored, trouble = restore(store, "2024-12-20", tmp_path / "back" / "day")
    assert stored
    assert not trouble
    back = contents(tmp_path / "back" / "day")
    assert sorted(back) == sorted([*SOURCES, "printed/edition.pdf", "printed/report.json"])
    assert back["printed/edition.pdf"] == b"%PDF-1.7 pages"
    for name in SOURCES:
        base = root if (root / name).exists() else root.parent
        assert back[name] == (base / name).read_bytes(), name
    assert sorted(path.name for path in (tmp_path / "back").iterdir()) == ["day"]


def test_manifest_on_disk(store: Path, root: Path) -> None:
    result = added(store, root, edition_in(root))
    data = (store / "manifests/2024-12-20.json").read_bytes()
    assert result.digest == hashlib.sha256(data).hexdigest()
    raw = json.loads(data)
    assert raw["sequence"] == 1
    assert raw["previous"] == ""
    assert (raw["paper"], raw["date"], raw["issue_no"]) == ("试报", "2024-12-20", "1234")
    assert raw["articles"] == [{"bylines": ["甲乙"], "headline": "新桥通车", "id": "bridge", "page": "1"}]
    assert [file["path"] for file in raw["files"]] == SOURCES
    assert (store / "manifests.sha256").read_text() == f"{result.digest}  manifests/2024-12-20.json\n"


def test_twice_the_same_is_no_change(store: Path, root: Path) -> None:
    edition = edition_in(root)
    first = added(store, root, edition)
    before = contents(store)
    again = added(store, root, edition)
    assert again == Added(first.digest, first.name, False)
    assert contents(store) == before


def test_versions_of_a_day(store: Path, root: Path, three: list[Added]) -> None:
    assert [result.name for result in three] == ["2024-12-20", "2024-12-20@2", "2024-12-21"]
    editions, trouble = list_editions(store)
    assert not trouble
    assert [(one.name, one.newest) for one in editions] == [
        ("2024-12-20", False),
        ("2024-12-20@2", True),
        ("2024-12-21", True),
    ]
    assert [one.digest for one in editions] == [result.digest for result in three]
    assert [one.manifest.previous for one in editions] == ["", three[0].digest, three[1].digest]
    for day, name in [
        ("2024-12-20", "2024-12-20@2"),
        ("2024-12-20@2", "2024-12-20@2"),
        ("2024-12-20@1", "2024-12-20"),
        ("2024-12-21", "2024-12-21"),
    ]:
        stored, trouble = show(store, day)
        assert stored, trouble
        assert stored.name == name
    # The first version once more is a third one, not the first.
    assert added(store, root, edition_in(root)).name == "2024-12-20@3"
    assert not verify(store)


@pytest.mark.parametrize("day", ["2024-12-22", "2024-12-20@3", "yesterday", "2024-13-01", "../x", ""])
def test_day_that_is_not_there(store: Path, three: list[Added], tmp_path: Path, day: str) -> None:
    assert codes(show(store, day)[1]) == {"archive-no-such-day"}
    assert codes(restore(store, day, tmp_path / "out")[1]) == {"archive-no-such-day"}
    assert not (tmp_path / "out").exists()


def test_other_paper_is_told(store: Path, root: Path) -> None:
    edition = edition_in(root)
    added(store, root, edition)
    other = edition._replace(paper=edition.paper._replace(name="别报"), date=DAY + datetime.timedelta(days=1))
    result, notes = add(store, root, other)
    assert result
    assert codes(notes) == {"archive-other-paper"}


# Adding


def test_store_inside_the_edition_does_not_archive_itself(root: Path) -> None:
    store = root / "pictures" / "store"
    edition = edition_in(root)
    added(store, root, edition)
    again = added(store, root, edition)
    assert not again.changed
    stored, _ = show(store, "2024-12-20")
    assert stored
    assert [file.path for file in stored.manifest.files] == SOURCES


def test_links(root: Path, store: Path, tmp_path: Path) -> None:
    edition = edition_in(root)
    (tmp_path / "secret").write_text("outside")
    (root / "pictures/out.png").symlink_to(tmp_path / "secret")
    (root / "pictures/folder").symlink_to(tmp_path)
    (root / "pictures/in.png").symlink_to("bridge.png")
    added(store, root, edition)
    stored, _ = show(store, "2024-12-20")
    assert stored
    assert {file.path for file in stored.manifest.files} == {*SOURCES, "pictures/in.png"}


def test_two_files_of_one_name(root: Path, store: Path) -> None:
    edition = edition_in(root)
    (root / "art/name.svg").write_text("another picture of that name, on a page")
    story = edition.articles[0]._replace(pictures=(Picture("art/name.svg"),))
    result, found = add(store, root, edition._replace(articles=(story,)))
    assert result is None
    assert codes(found) == {"archive-name-taken"}
    assert not store.exists()


@pytest.mark.parametrize("name", ["pictures/a?.png", "pictures/.a.png", "a\\b.png", "ads/\x1b[m.png"])
def test_names_that_do_not_suit_an_archive(root: Path, store: Path, name: str) -> None:
    edition = edition_in(root)
    (root / name).write_text("x")
    story = edition.articles[0]._replace(pictures=(Picture(name),))
    result, found = add(store, root, edition._replace(articles=(story,)))
    if "\\" in name:  # does not count as a name within the folder
        assert result
    else:
        assert result is None
        assert codes(found) == {"archive-file-name"}
        found[0].message.encode("utf-8")
        assert "\x1b" not in found[0].message


def test_folder_that_is_no_store(root: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").touch()
    result, found = add(tmp_path / "letters", root, edition_in(root))
    assert result is None
    assert codes(found) == {"archive-not-a-store"}
    assert codes(verify(tmp_path / "letters")) == {"archive-not-a-store"}
    assert codes(list_editions(tmp_path / "letters")[1]) == {"archive-not-a-store"}
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["a.txt"]


def test_place_that_cannot_be_written(root: Path, tmp_path: Path) -> None:
    edition = edition_in(root)
    (tmp_path / "file").touch()
    result, found = add(tmp_path / "file" / "store", root, edition)
    assert result is None
    assert codes(found) == {"cannot-write"}
    added(tmp_path / "store", root, edition)
    _, found = restore(tmp_path / "store", "2024-12-20", tmp_path / "file" / "out")
    assert codes(found) == {"cannot-write"}


def test_missing_pdf_is_named(root: Path, store: Path, tmp_path: Path) -> None:
    result, (fault,) = add(store, root, edition_in(root), tmp_path / "none.pdf")
    assert result is None
    assert fault.code == "file-unreadable"
    assert "none.pdf" in fault.message
    assert not store.exists()


@pytest.mark.parametrize("name", ["manifests.sha256", "manifests/2024-12-21.json"])
@pytest.mark.parametrize("how", ["changed", "lost"])
def test_damaged_store_takes_nothing_in(
    store: Path, root: Path, three: list[Added], name: str, how: str
) -> None:
    (store / name).unlink()
    if how == "changed":
        (store / name).write_text("{}")
    before = contents(store)
    result, found = add(store, root, edition_in(root, DAY + datetime.timedelta(days=9)))
    assert result is None
    assert all(fault.exit_code == 5 for fault in found)
    assert errors(found)
    assert contents(store) == before


def test_changed_object_is_mended_by_its_own_content(store: Path, root: Path) -> None:
    edition = edition_in(root)
    added(store, root, edition)
    digest = hashlib.sha256((root / "ads/fair.pdf").read_bytes()).hexdigest()
    (store / "objects" / digest[:2] / digest[2:]).write_bytes(b"rotten")
    assert errors(verify(store))
    added(store, root, edition._replace(date=DAY + datetime.timedelta(days=1)))
    assert verify(store) == ()


def test_source_that_changes_meanwhile(store: Path, root: Path) -> None:
    edition = edition_in(root)
    added(store, root, edition)
    hashed_before = StoredFile("ads/fair.pdf", hashlib.sha256(b"as it was").hexdigest(), 9, "source")
    before = contents(store)
    assert not _put(store, hashed_before, root / "ads/fair.pdf")
    assert contents(store) == before


def test_no_content_is_stored_twice(store: Path, three: list[Added]) -> None:
    files = {file.sha256 for one in list_editions(store)[0] for file in one.manifest.files}
    assert len(list((store / "objects").glob("*/*"))) == len(files)


# Restoring


def test_restore_refuses_a_folder_with_content(store: Path, three: list[Added], tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine").write_text("kept")
    stored, found = restore(store, "2024-12-20", out)
    assert stored is None
    assert codes(found) == {"restore-not-empty"}
    assert contents(out) == {"mine": b"kept"}
    (out / "mine").unlink()
    assert restore(store, "2024-12-20", out)[0]
    assert (out / "edition.toml").is_file()


def test_restore_writes_nothing_from_a_damaged_store(store: Path, three: list[Added], tmp_path: Path) -> None:
    digest = hashlib.sha256(b"picture").hexdigest()
    (store / "objects" / digest[:2] / digest[2:]).write_bytes(b"Picture")
    stored, (fault,) = restore(store, "2024-12-20", tmp_path / "out")
    assert stored is None
    assert fault.code == "archive-file-changed"
    assert "pictures/bridge.png" in fault.message
    assert not (tmp_path / "out").exists()


def test_restored_folder_is_the_same_edition(store: Path, tmp_path: Path) -> None:
    """Read, archive, restore, read: paper.toml, found above the first folder, is now inside."""
    house = tmp_path / "house"
    day = house / "day"
    (day / "articles").mkdir(parents=True)
    (house / "paper.toml").write_text('name = "试报"\nmasthead = "name.svg"\n', "utf-8")
    (house / "name.svg").write_text('<svg viewBox="0 0 4 1"><path d="M0 0h4v1z"/></svg>')
    (day / "edition.toml").write_text('date = 2024-12-20\npreset = "tabloid"\n[[pages]]\nno = "1"\n', "utf-8")
    (day / "articles" / "a.md").write_text(
        "---\nheadline: 新桥通车\npage: 1\n---\n昨日，大桥通车。\n", "utf-8"
    )
    edition, trouble = read_edition(day)
    assert edition, trouble
    added(store, day, edition)
    restore(store, "2024-12-20", tmp_path / "back")
    again, trouble = read_edition(tmp_path / "back")
    assert again, trouble
    assert not trouble
    paper = again.paper._replace(root=edition.paper.root)
    assert again._replace(root=edition.root, paper=paper) == edition


def test_restore_from_a_store_with_a_hostile_manifest(store: Path, root: Path, tmp_path: Path) -> None:
    """The manifest, the record and the objects agree, but a path leads out of the folder."""
    added(store, root, edition_in(root))
    path = store / "manifests/2024-12-20.json"
    path.write_bytes(path.read_bytes().replace(b'"pictures/bridge.png"', b'"../../pictures.png"'))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (store / "manifests.sha256").write_text(f"{digest}  manifests/2024-12-20.json\n")
    stored, found = restore(store, "2024-12-20", tmp_path / "out" / "deep")
    assert stored is None
    assert codes(found) == {"archive-file-changed"}
    assert not (tmp_path / "out").exists()
