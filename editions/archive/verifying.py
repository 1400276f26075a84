"""Prove that nothing in an archive was changed, lost or added."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from editions.archive.manifest import Manifest, StoredFile
from editions.archive.store import (
    ADDING,
    LOCK,
    MANIFESTS,
    NAMES,
    OBJECTS,
    RECORD,
    TMP,
    Diagnostics,
    check_object,
    hash_file,
    locked,
    manifest_file,
    manifest_names,
    missing,
    object_file,
    read_manifest,
    read_record,
    unrecorded,
)
from editions.diagnostic import Diagnostic
from editions.files import shown
from editions.messages_archive import (
    ADDED,
    CHAIN_BROKEN,
    CHANGED,
    DIGEST_UNKNOWN,
    LEFTOVER,
    LOST,
    PROVED,
    UNFINISHED,
)


class Link(NamedTuple):
    """A manifest of the chain: what is in its file now, and what its digest should be by the record."""

    name: str
    recorded: str
    manifest: Manifest | None
    digest: str
    trouble: Diagnostics


def verify(
    store: Path, expect: str | None = None, tick: Callable[[int, int], None] | None = None
) -> Diagnostics:
    """Everything that is wrong with the archive: no error among it, and every byte is as it was added.

    `expect` is a digest that `add` printed: a note then says up to which edition it proves the archive, an
    error that it is unknown. `tick` hears how many of how many files have been looked at.
    """
    if trouble := missing(store):
        return trouble
    with locked(store, shared=True):
        record = read_record(store)
        chain, record_trouble = _chain(store, record)
        found = [*record_trouble, *_check_chain(chain)]
        found += _check_objects(store, chain, tick or (lambda done, total: None))
        found += _strays(store, chain)
        if expect is not None:
            found += _prove(chain, expect.strip().lower(), sound=not found or _passes(found))
    return tuple(found)


def _passes(found: list[Diagnostic]) -> bool:
    return all(fault.severity != "error" for fault in found)


def _chain(store: Path, record: Mapping[str, str] | None) -> tuple[list[Link], list[Diagnostic]]:
    """The manifests in the order of addition, by the record or, if that cannot be read, by what they say."""
    names = manifest_names(store)
    found: list[Diagnostic] = []
    if record is None:
        if not names and not any((store / OBJECTS).glob("*/*")):
            return [], found  # a store in which nothing was stored yet
        lost = not os.path.lexists(store / RECORD)
        found.append((LOST if lost else CHANGED).at(file=RECORD, what=MANIFESTS))
        read = {name: read_manifest(store, name) for name in names}
        order = sorted(
            names, key=lambda name: (manifest.sequence if (manifest := read[name][0]) else 0, name)
        )
        return [Link(name, read[name][1], *read[name]) for name in order], found
    last = unrecorded(store, record)
    if last:
        found.append(UNFINISHED.at(file=manifest_file(last[0])))
        record = {**record, last[0]: last[1]}
    return [Link(name, digest, *read_manifest(store, name)) for name, digest in record.items()], found


def _check_chain(chain: list[Link]) -> Iterator[Diagnostic]:
    """Every manifest against the record, and against the one before it."""
    record_is_wrong = False
    turn = 0
    for n, link in enumerate(chain):
        turn += 1
        after = chain[n + 1].manifest if n + 1 < len(chain) else None
        yield from link.trouble
        if link.manifest is None:
            continue
        if link.digest != link.recorded:
            if after and after.previous == link.digest:
                record_is_wrong = True  # its successor vouches for the manifest
            else:
                yield CHANGED.at(file=manifest_file(link.name), what=link.name)
        before = chain[n - 1] if n else None
        follows = before is None or link.manifest.previous in (before.digest, before.recorded)
        if link.manifest.sequence != turn or not follows:
            yield CHAIN_BROKEN.at(file=manifest_file(link.name), before=before.name if before else "-")
            turn = link.manifest.sequence
    if record_is_wrong:
        yield CHANGED.at(file=RECORD, what=MANIFESTS)


def _check_objects(store: Path, chain: list[Link], tick: Callable[[int, int], None]) -> Iterator[Diagnostic]:
    """The content of every file of every edition, each content once."""
    wanted: dict[str, tuple[StoredFile, str]] = {}
    for link in chain:
        for file in link.manifest.files if link.manifest else ():
            wanted.setdefault(file.sha256, (file, link.name))
    for done, (file, name) in enumerate(wanted.values(), 1):
        yield from check_object(store, file, name)
        tick(done, len(wanted))


def _strays(store: Path, chain: list[Link]) -> Iterator[Diagnostic]:
    """What is in the store and belongs to no edition."""
    known = {RECORD, LOCK, *(manifest_file(link.name) for link in chain)}
    known |= {object_file(file.sha256) for link in chain if link.manifest for file in link.manifest.files}
    unsure = any(link.manifest is None for link in chain)
    leftovers = 0
    for name in _files(store):
        if name in known or name.startswith(f"{TMP}/"):
            continue
        if (unsure or (store / ADDING).exists()) and _is_object(store, name):
            leftovers += 1
        else:
            yield ADDED.at(file=shown(name))
    if leftovers:
        yield LEFTOVER.at(count=leftovers)


def _files(store: Path) -> Iterator[str]:
    """Everything in the store that is not a folder it should have, by name."""
    for folder, below, names in os.walk(store):
        here = Path(folder).relative_to(store)
        links = [name for name in below if (Path(folder) / name).is_symlink()]
        for name in sorted((*names, *links)):
            yield (here / name).as_posix()
        if here == Path() and (foreign := sorted({*below} - {*NAMES, *links})):
            yield from foreign
            below[:] = [name for name in below if name in NAMES]
        below.sort()


def _is_object(store: Path, name: str) -> bool:
    """Whether a file is content under its right name."""
    path = store / name
    if not name.startswith(f"{OBJECTS}/") or path.is_symlink() or not path.is_file():
        return False
    try:
        return object_file(hash_file(path)[0]) == name
    except OSError:
        return False


def _prove(chain: list[Link], expect: str, *, sound: bool) -> Iterator[Diagnostic]:
    for link in chain:
        if link.digest == expect and link.manifest:
            if sound:
                yield PROVED.at(name=link.name, sequence=link.manifest.sequence, total=len(chain))
            return
    yield DIGEST_UNKNOWN.at(digest=expect)
