"""The folder of an archive: where things are in it, and reading them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editions.archive.manifest import (
    MAX_BYTES,
    Manifest,
    StoredFile,
    decode,
    digest_of,
    edition_name,
    parse_name,
)
from editions.atomic import lock
from editions.diagnostic import Diagnostic
from editions.files import is_folder
from editions.messages_archive import CHANGED, LOST, NO_STORE, NO_SUCH_DAY, NOT_A_STORE, UNREADABLE
from editions.near import near_match

Diagnostics = tuple[Diagnostic, ...]

RECORD = "manifests.sha256"
MANIFESTS = "manifests"
OBJECTS = "objects"
TMP = "tmp"
LOCK = "lock"
ADDING = "tmp/adding"
NAMES = frozenset((RECORD, MANIFESTS, OBJECTS, TMP, LOCK))

_RECORDED = re.compile(rf"([0-9a-f]{{64}})  {MANIFESTS}/([0-9@-]+)\.json\n")


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of a day's edition as it is in the archive; `newest` if the day has no later one."""

    manifest: Manifest
    digest: str
    newest: bool

    @property
    def name(self) -> str:
        return self.manifest.name


def manifest_file(name: str) -> str:
    return f"{MANIFESTS}/{name}.json"


def object_file(sha256: str) -> str:
    return f"{OBJECTS}/{sha256[:2]}/{sha256[2:]}"


def missing(root: Path) -> Diagnostics:
    """That `root` is no folder, or the folder of something else. An empty one may become an archive."""
    if not is_folder(root):
        return (NO_STORE.at(path=root),)
    names = {path.name for path in root.iterdir()}
    return (NOT_A_STORE.at(path=root),) if names and not names & NAMES else ()


@contextlib.contextmanager
def locked(root: Path, *, shared: bool) -> Iterator[None]:
    """Wait until no one else adds to the store (or, to add, until no one uses it), and keep it so."""
    try:
        descriptor = os.open(root / LOCK, os.O_RDONLY if shared else os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        if not shared:
            raise
        yield  # nothing was ever added here, or it is a copy without its lock: no one adds
        return
    try:
        lock(descriptor, shared=shared)
        yield
    finally:
        os.close(descriptor)


def read_record(root: Path) -> dict[str, str] | None:
    """Name and digest of every manifest in the order of addition; None if the record is lost or no record."""
    try:
        text = (root / RECORD).read_bytes().decode("ascii")  # read as text, other line ends would pass
    except (OSError, UnicodeDecodeError):
        return None
    lines = _RECORDED.findall(text)
    record = {name: digest for digest, name in lines}
    sound = write_record(record) == text and len(record) == len(lines)
    return record if sound and all(parse_name(name) for name in record) else None


def write_record(record: Mapping[str, str]) -> str:
    """The text of `manifests.sha256`."""
    return "".join(f"{digest}  {manifest_file(name)}\n" for name, digest in record.items())


def manifest_names(root: Path) -> tuple[str, ...]:
    """The names of the manifests that are there, sorted."""
    with contextlib.suppress(FileNotFoundError):
        files = sorted((root / MANIFESTS).iterdir())
        return tuple(path.stem for path in files if path.suffix == ".json" and is_name(path.stem))
    return ()


def is_name(name: str) -> bool:
    """Whether an edition can be called `name`: the first version of a day has no number."""
    parsed = parse_name(name)
    return parsed is not None and edition_name(parsed[0], parsed[1] or 1) == name


def unrecorded(root: Path, record: Mapping[str, str]) -> tuple[str, str] | None:
    """Name and digest of the manifest that a killed addition had named but not recorded."""
    extra = [name for name in manifest_names(root) if name not in record]
    if len(extra) != 1 or not (root / ADDING).exists():
        return None
    manifest, digest, _ = read_manifest(root, extra[0])
    last = next(reversed(list(record.values())), "")
    if manifest is None or manifest.sequence != len(record) + 1 or manifest.previous != last:
        return None
    return extra[0], digest


def read_manifest(root: Path, name: str) -> tuple[Manifest | None, str, Diagnostics]:
    """The manifest of that name, the digest of its file (empty if there is none), and what is wrong."""
    file = manifest_file(name)
    try:
        if (root / file).is_symlink():
            return None, "", (LOST.at(file=file, what=name),)
        with (root / file).open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None, "", (LOST.at(file=file, what=name),)
    except OSError as error:
        return None, "", (UNREADABLE.at(file=file, why=error.strerror or error),)
    manifest = decode(data) if len(data) <= MAX_BYTES else None
    if manifest is None or manifest.name != name:
        return None, digest_of(data), (CHANGED.at(file=file, what=name),)
    return manifest, digest_of(data), ()


def hash_file(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file. Raises OSError."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def check_object(root: Path, file: StoredFile, name: str) -> Diagnostics:
    """What is wrong with the content of one file of the edition `name`."""
    stored, what = object_file(file.sha256), f"{file.path}, {name}"
    path = root / stored
    if path.is_symlink() or not path.exists():
        return (LOST.at(file=stored, what=what),)
    try:
        intact = hash_file(path) == (file.sha256, file.size)
    except OSError as error:
        return (UNREADABLE.at(file=stored, why=error.strerror or error),)
    return () if intact else (CHANGED.at(file=stored, what=what),)


def list_editions(root: Path) -> tuple[tuple[Stored, ...], Diagnostics]:
    """Every version of every day, by date and version; and which manifests cannot be used."""
    if trouble := missing(root):
        return (), trouble
    with locked(root, shared=True):
        record = read_record(root)
        names = sorted({*manifest_names(root), *(record or ())}, key=_by_day)
        stored: list[Stored] = []
        found: list[Diagnostic] = []
        for name in names:
            one, trouble = _stored(root, name, record or {}, names)
            found += trouble
            stored += [one] if one else []
    return tuple(stored), tuple(found)


def show(root: Path, day: str) -> tuple[Stored | None, Diagnostics]:
    """The edition of a day, its newest version unless `day` names one (`2024-12-20@1`)."""
    if trouble := missing(root):
        return None, trouble
    with locked(root, shared=True):
        return find(root, day)


def find(root: Path, day: str) -> tuple[Stored | None, Diagnostics]:
    """The same, for who has the lock."""
    record = read_record(root)
    names = {*manifest_names(root), *(record or ())}
    parsed = parse_name(day)
    if parsed is not None:
        date, version = parsed
        versions = sorted((name for name in names if _by_day(name)[0] == date), key=_by_day)
        name = versions[-1] if version is None and versions else edition_name(date, version or 1)
        if name in names:
            return _stored(root, name, record or {}, versions)
    return None, (NO_SUCH_DAY.at(day=day, **near_match(day, names)),)


def _stored(
    root: Path, name: str, record: Mapping[str, str], names: list[str]
) -> tuple[Stored | None, Diagnostics]:
    manifest, digest, trouble = read_manifest(root, name)
    if manifest is None:
        return None, trouble
    if record.get(name, digest) != digest:
        return None, (CHANGED.at(file=manifest_file(name), what=name),)
    date, version = _by_day(name)
    newest = not any(other[0] == date and other[1] > version for other in map(_by_day, names))
    return Stored(manifest, digest, newest), ()


def _by_day(name: str) -> tuple[str, int]:
    date, version = parse_name(name) or (name, None)
    return date, version or 1
