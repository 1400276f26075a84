"""The archive: what goes in comes out, nothing changes unseen, and no kill breaks it."""

from __future__ import annotations

import datetime
import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editions.archive import Added, StoredFile, add, list_editions, restore, show, verify
from editions.archive.adding import _put
from editions.diagnostic import Diagnostic, Span
from editions.folder import read_edition
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


# Verifying


def test_expect_proves_the_chain_up_to_a_digest(store: Path, three: list[Added]) -> None:
    assert verify(store) == ()
    for n, result in enumerate(three, 1):
        (note,) = verify(store, result.digest)
        assert note.code == "archive-proved"
        assert note.severity == "note"
        assert result.name in note.message
        assert f"{n} of 3" in note.message
    (fault,) = verify(store, hashlib.sha256(b"").hexdigest())
    assert fault.code == "archive-digest-unknown"
    assert fault.exit_code == 5


def test_expect_finds_a_store_that_was_made_anew(store: Path, root: Path, three: list[Added]) -> None:
    shutil.rmtree(store)
    added(store, root, edition_in(root, headline="另一件事"))
    assert verify(store) == ()
    assert codes(verify(store, three[2].digest)) == {"archive-digest-unknown"}


def test_every_changed_file_is_named(store: Path, three: list[Added]) -> None:
    files = [path for path in sorted(store.rglob("*")) if path.is_file() and path.name != "lock"]
    assert len(files) > 12
    for path in files:
        name = path.relative_to(store).as_posix()
        data = path.read_bytes()
        damages = [data[:-1], data + b"x", data.replace(b"\n", b"\r\n")]
        damages += [
            data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in {0, len(data) // 2, len(data) - 1}
        ]
        for damage in {*damages} - {data}:
            path.write_bytes(damage)
            found = errors(verify(store))
            assert any(name in message for message in found), (name, found)
        path.write_bytes(data)
    assert verify(store) == ()


def test_a_change_names_no_innocent_file(store: Path, three: list[Added]) -> None:
    manifest = store / "manifests/2024-12-20@2.json"
    data = manifest.read_bytes()
    manifest.write_bytes(data.replace("新桥昨日通车".encode(), "新桥今日通车".encode()))
    (message,) = errors(verify(store))
    assert "2024-12-20@2.json" in message
    assert "changed" in message


def test_changed_record_is_told_from_changed_manifest(store: Path, three: list[Added]) -> None:
    record = store / "manifests.sha256"
    record.write_text(record.read_text().replace(three[0].digest, "0" * 64))
    (message,) = errors(verify(store))
    assert "manifests.sha256" in message


def test_rewritten_history_breaks_the_chain(store: Path, three: list[Added]) -> None:
    """Someone changes an old manifest and puts its new digest into the record."""
    manifest = store / "manifests/2024-12-20.json"
    manifest.write_bytes(manifest.read_bytes().replace("新桥通车".encode(), "旧桥通车".encode()))
    record = store / "manifests.sha256"
    new = hashlib.sha256(manifest.read_bytes()).hexdigest()
    record.write_text(record.read_text().replace(three[0].digest, new))
    (message,) = errors(verify(store))
    assert "2024-12-20@2.json does not follow upon 2024-12-20" in message
    assert "archive-proved" not in codes(verify(store, three[2].digest))


def test_every_lost_file_is_named(store: Path, three: list[Added]) -> None:
    for path in sorted(path for path in store.rglob("*") if path.is_file() and path.name != "lock"):
        name = path.relative_to(store).as_posix()
        data = path.read_bytes()
        path.unlink()
        found = errors(verify(store))
        assert any(name in message and "lost" in message for message in found), (name, found)
        path.write_bytes(data)
    assert verify(store) == ()


def test_two_lost_manifests_are_both_named(store: Path, three: list[Added]) -> None:
    for name in ("2024-12-20@2", "2024-12-21"):
        (store / f"manifests/{name}.json").unlink()
    found = errors(verify(store))
    assert len(found) == 2
    assert "2024-12-20@2.json" in found[0]
    assert "2024-12-21.json" in found[1]


@pytest.mark.parametrize(
    "name",
    [
        "note.txt",
        "manifests/2024-12-25.json",
        "manifests/x.json",
        "manifests/2024-12-20@1.json",
        "objects/ab/cd",
        "objects/readme",
        "extra/deep/file",
        f"objects/{hashlib.sha256(b'added').hexdigest()[:2]}/{hashlib.sha256(b'added').hexdigest()[2:]}",
    ],
)
def test_every_added_file_is_named(store: Path, three: list[Added], name: str) -> None:
    path = store / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"added")
    (message,) = errors(verify(store))
    assert "added" in message
    assert name.split("/")[0] in message


def test_added_manifest_copy_and_links_are_named(store: Path, three: list[Added], tmp_path: Path) -> None:
    copy = (store / "manifests/2024-12-21.json").read_bytes()
    (store / "manifests/2024-12-21@2.json").write_bytes(copy)
    (store / "objects/link").symlink_to(tmp_path)
    found = errors(verify(store))
    assert len(found) == 2
    assert "2024-12-21@2.json" in "".join(found)
    assert "objects/link" in "".join(found)


def test_object_replaced_by_a_link_is_lost(store: Path, three: list[Added], tmp_path: Path) -> None:
    path = next(path for path in sorted((store / "objects").rglob("*")) if path.is_file())
    shutil.move(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert "archive-file-lost" in codes(verify(store))


def test_progress_is_told(store: Path, three: list[Added]) -> None:
    heard: list[tuple[int, int]] = []
    verify(store, tick=lambda done, total: heard.append((done, total)))
    total = heard[0][1]
    assert heard == [(n, total) for n in range(1, total + 1)]


def test_no_store(tmp_path: Path) -> None:
    for found in (
        verify(tmp_path / "none"),
        list_editions(tmp_path / "none")[1],
        show(tmp_path / "none", "2024-12-20")[1],
        restore(tmp_path / "none", "2024-12-20", tmp_path / "out")[1],
    ):
        assert codes(found) == {"archive-missing"}
    assert list(tmp_path.iterdir()) == []


def test_copy_without_work_files_is_whole(store: Path, three: list[Added], tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "copy")
    shutil.rmtree(tmp_path / "copy" / "tmp")
    (tmp_path / "copy" / "lock").unlink()
    assert codes(verify(tmp_path / "copy", three[2].digest)) == {"archive-proved"}
    assert not (tmp_path / "copy" / "lock").exists()


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


# Killed while adding

ADD = """
import datetime, pickle, sys
from pathlib import Path
from editions.archive import add
store, root, pickled, days = sys.argv[1:]
edition = pickle.loads(Path(pickled).read_bytes())
edition = edition._replace(date=edition.date + datetime.timedelta(days=int(days)))
print("go", flush=True)
result, trouble = add(Path(store), Path(root), edition)
print(result.name if result else trouble, flush=True)
"""


def big_edition(root: Path, pickled: Path) -> Edition:
    """With enough pictures that adding takes a while."""
    import pickle

    edition = edition_in(root)
    noise = random.Random(7)
    for n in range(30):
        (root / "pictures" / f"{n}.png").write_bytes(noise.randbytes(60_000))
    pickled.write_bytes(pickle.dumps(edition))
    return edition


def adder(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", ADD, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


def test_kill_at_random_moments(store: Path, root: Path, tmp_path: Path) -> None:
    """SIGKILL at 20 moments over the whole time that an addition takes, the first to the store included."""
    pickled = tmp_path / "edition.pickle"
    edition = big_edition(root, pickled)
    with adder(tmp_path / "measure", root, pickled, 0) as process:
        assert process.stdout
        process.stdout.readline()
        begun = time.monotonic()
        process.stdout.readline()
        duration = time.monotonic() - begun
    moments = random.Random(20241220)
    unfinished = 0
    for n in range(20):
        for path in (root / "pictures").glob("?.png"):
            path.write_bytes(moments.randbytes(60_000))  # new content to copy every time
        with adder(store, root, pickled, n // 3) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(duration * (n + moments.random()) / 20)
            process.kill()
        assert not store.exists() or not errors(verify(store)), n
        unfinished += (store / "tmp" / "adding").exists()
    assert unfinished >= 5, "hardly a kill hit an addition: the test proved nothing"
    result = added(store, root, edition._replace(date=DAY + datetime.timedelta(days=99)))
    assert codes(verify(store, result.digest)) == {"archive-proved"}
    assert not (store / "tmp" / "adding").exists()


EVERY_STEP = """
import os, pickle, shutil, signal, sys
from pathlib import Path
from editions.archive import add, verify

base, root, pickled = map(Path, sys.argv[1:])
edition = pickle.loads(pickled.read_bytes())
store = base.with_name("killed")
STEPS = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.truncate"}

def killed_at(step):
    count = 0
    def hook(event, arguments):
        nonlocal count
        if event in STEPS:
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    add(store, root, edition)
    os._exit(0)

step, states = 0, set()
while True:
    step += 1
    shutil.rmtree(store, ignore_errors=True)
    if base.exists():
        shutil.copytree(base, store)
    pid = os.fork()
    if not pid:
        killed_at(step)
    _, status = os.waitpid(pid, 0)
    if store.exists():
        found = verify(store)
        states.add(tuple(sorted(fault.code for fault in found)))
        assert all(fault.severity == "note" for fault in found), (step, found)
    result, trouble = add(store, root, edition)
    assert result, (step, trouble)
    assert verify(store) == (), (step, verify(store))
    assert result.digest == add(store, root, edition)[0].digest
    if not os.WIFSIGNALED(status):
        break
print(step, sorted(states))
"""


@pytest.mark.parametrize("begun", [False, True], ids=["new store", "old store"])
def test_kill_at_every_step(store: Path, root: Path, tmp_path: Path, begun: bool) -> None:
    """SIGKILL before every single call that opens, makes, renames or removes a file."""
    import pickle

    if begun:
        added(store, root, edition_in(root))
    edition = edition_in(root, headline="新桥昨日通车")
    for folder in ("ads", "art", "pictures", "fillers"):
        shutil.rmtree(root / folder)  # fewer files: every step costs two additions
    pickled = tmp_path / "edition.pickle"
    pickled.write_bytes(pickle.dumps(edition))
    command = [sys.executable, "-c", EVERY_STEP, store, root, pickled]
    done = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    steps = int(done.stdout.split()[0])
    assert steps > 25
    for state in ("archive-leftover", "archive-unfinished", "()"):
        assert state in done.stdout, done.stdout


def test_two_at_once(store: Path, root: Path, tmp_path: Path) -> None:
    pickled = tmp_path / "edition.pickle"
    big_edition(root, pickled)
    adders = [adder(store, root, pickled, n % 2) for n in range(4)]
    for process in adders:
        with process:
            process.communicate()
    editions, _ = list_editions(store)
    assert [one.name for one in editions] == ["2024-12-20", "2024-12-21"]
    assert verify(store) == ()
