"""The archive: nothing changes unseen."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from editions.archive import Added, list_editions, restore, show, verify
from tests.editions.archiving import added, codes, edition_in, errors


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
