"""Put an edition into the archive: objects first, then its manifest, then the record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from editions.archive.manifest import (
    Manifest,
    Role,
    StoredArticle,
    StoredFile,
    digest_of,
    encode,
    overlap,
)
from editions.archive.sources import Source, find_sources
from editions.archive.store import (
    ADDING,
    MANIFESTS,
    OBJECTS,
    RECORD,
    TMP,
    Diagnostics,
    Stored,
    find,
    hash_file,
    locked,
    manifest_file,
    manifest_names,
    missing,
    object_file,
    read_manifest,
    read_record,
    unrecorded,
    write_record,
)
from editions.atomic import replacing, sweep, sync_folder, write_bytes
from editions.diagnostic import Span
from editions.messages_archive import DAMAGED, NAME_TAKEN, OTHER_PAPER, SOURCE_CHANGED
from editions.messages_edition import FILE_UNREADABLE, cannot_write
from editions.model import Article, Edition

PRINTED = {"pdf": "printed/edition.pdf", "report": "printed/report.json"}


class Added(NamedTuple):
    """The digest and name of the edition in the archive; `changed` if it was not there before."""

    digest: str
    name: str
    changed: bool


def add(
    store: Path, edition_root: Path, edition: Edition, pdf: Path | None = None, report: Path | None = None
) -> tuple[Added | None, Diagnostics]:
    """Put the edition in folder `edition_root` with its PDF and report into the archive `store`.

    The archive is made if it is not there. If the newest version of that day has the same files, nothing is
    written. What cannot be read or written comes back as a diagnostic, and then nothing is added.
    """
    try:
        files, trouble = _files(store, edition_root, edition, pdf, report)
        if trouble:
            return None, trouble
        if store.exists() and (trouble := missing(store)):
            return None, trouble
        store.mkdir(parents=True, exist_ok=True)
        with locked(store, shared=False):
            return _add(store, edition, files)
    except OSError as error:
        return None, (cannot_write(Path(error.filename or store), error),)


_Hashed = tuple[tuple[StoredFile, Path], ...]


def _files(
    store: Path, root: Path, edition: Edition, pdf: Path | None, report: Path | None
) -> tuple[_Hashed, Diagnostics]:
    """Every file of the edition with its digest."""
    sources, trouble = find_sources(root, edition, leave_out=store)
    roles: dict[Role, Iterable[Source]] = {
        "source": sources,
        "pdf": (Source(PRINTED["pdf"], pdf),) if pdf else (),
        "report": (Source(PRINTED["report"], report),) if report else (),
    }
    files: list[tuple[StoredFile, Path]] = []
    found = [*trouble]
    for role, group in roles.items():
        for source in group:
            try:
                files.append((StoredFile(source.path, *hash_file(source.file), role), source.file))
            except OSError as error:
                name = source.path if role == "source" else str(source.file)
                found.append(FILE_UNREADABLE.at(Span(name), file=name, why=error.strerror or error))
    taken = overlap(file.path for file, _ in files)
    if taken is not None and not found:
        first, *others = [path for file, path in files if PurePosixPath(file.path).is_relative_to(taken)]
        found.append(NAME_TAKEN.at(file=taken, first=first, second=others[0]))
    return tuple(files), tuple(found)


def _add(store: Path, edition: Edition, files: _Hashed) -> tuple[Added | None, Diagnostics]:
    trouble = _make_ready(store)
    record = read_record(store)
    if trouble or record is None:
        return None, trouble or (DAMAGED.at(file=RECORD),)
    last, previous = next(reversed(record.items()), ("", ""))
    before, digest, damage = read_manifest(store, last) if last else (None, "", ())
    if damage or digest != previous:
        return None, damage or (DAMAGED.at(file=manifest_file(last)),)
    date = edition.date.isoformat()
    newest: Stored | None = None
    if any(name.partition("@")[0] == date for name in record):
        newest, damage = find(store, date)
        if newest is None:
            return None, damage
        if newest.manifest.files == tuple(file for file, _ in files):
            return Added(newest.digest, newest.name, False), ()
    # From here on there is something to clear up if the addition is killed.
    (store / ADDING).touch()
    sync_folder(store / TMP)
    for file, path in files:
        if not _put(store, file, path):
            return None, (SOURCE_CHANGED.at(Span(file.path), file=file.path),)
    manifest = Manifest(
        sequence=len(record) + 1,
        previous=previous,
        paper=_plain(edition.paper.name),
        date=date,
        version=newest.manifest.version + 1 if newest else 1,
        issue_no=_plain(edition.issue_no),
        files=tuple(file for file, _ in files),
        articles=tuple(_index_entry(story) for story in edition.articles),
    )
    added = Added(_commit(store, manifest, record), manifest.name, True)
    (store / ADDING).unlink()
    if before and before.paper != manifest.paper:
        return added, (OTHER_PAPER.at(before=before.paper, paper=manifest.paper),)
    return added, ()


def _index_entry(story: Article) -> StoredArticle:
    bylines = tuple(_plain(person.name) for person in story.bylines)
    return StoredArticle(_plain(story.id), _plain(story.page_no), _plain(story.headline), bylines)


def _plain(text: str) -> str:
    """Text as UTF-8 can hold it: a lone surrogate, which an escape may bring in, becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def _put(store: Path, file: StoredFile, path: Path) -> bool:
    """The content of `path` is in the store, or False if it is no longer what it was."""
    target = store / object_file(file.sha256)
    if target.is_file() and hash_file(target) == (file.sha256, file.size):
        return True
    if not target.parent.is_dir():
        target.parent.mkdir()
        sync_folder(target.parent.parent)
    copied = hashlib.sha256()
    try:
        with path.open("rb") as source, replacing(target, by_way_of=store / TMP) as copy:
            while chunk := source.read(1 << 20):
                copied.update(chunk)
                copy.write(chunk)
            if copied.hexdigest() != file.sha256:
                raise _SourceChangedError
    except _SourceChangedError:
        return False
    return True


class _SourceChangedError(Exception):
    """Keeps a copy that is not what its name says from taking that name."""


def _commit(store: Path, manifest: Manifest, record: dict[str, str]) -> str:
    """The edition is in the archive from the moment its manifest has its name."""
    data = encode(manifest)
    write_bytes(store / manifest_file(manifest.name), data, by_way_of=store / TMP, exclusive=True)
    _record(store, record | {manifest.name: digest_of(data)})
    return digest_of(data)


def _record(store: Path, record: dict[str, str]) -> None:
    write_bytes(store / RECORD, write_record(record).encode(), by_way_of=store / TMP)


def _make_ready(store: Path) -> Diagnostics:
    """A store with all its folders, and without the traces of an addition that was killed."""
    for folder in (TMP, MANIFESTS, OBJECTS):
        (store / folder).mkdir(exist_ok=True)
    is_new = not manifest_names(store) and not any((store / OBJECTS).iterdir())
    if is_new and not (store / RECORD).exists():
        _record(store, {})
    sweep(store / TMP)
    if not (store / ADDING).exists():
        return ()
    record = read_record(store)
    if record is None:
        return (DAMAGED.at(file=RECORD),)
    if last := unrecorded(store, record):
        record |= dict([last])
        _record(store, record)
    _clear_objects(store, record)
    (store / ADDING).unlink()
    return ()


def _clear_objects(store: Path, record: dict[str, str]) -> None:
    """Remove intact objects that no edition names; while a manifest is missing, no one can tell."""
    manifests = [read_manifest(store, name)[0] for name in record]
    if not all(manifests):
        return
    wanted = {object_file(file.sha256) for manifest in manifests if manifest for file in manifest.files}
    for path in (store / OBJECTS).glob("*/*"):
        name = path.relative_to(store).as_posix()
        if name not in wanted and path.is_file() and object_file(hash_file(path)[0]) == name:
            path.unlink()
