"""Writing so that the old file stands until the new one is whole.

Bytes go into a temporary file (or folder) beside the target, are forced to disk, and then take the target's
name in one step. Killed at any moment, the writer leaves the old target or the new one, never half of it.

A temporary is called `.banmian-….tmp` and is locked by its writer as long as that lives; the kernel drops the
lock of a killed one, so the next write into the same folder tells leftovers from the work of others and
clears them away. (Where there are no such locks, on Windows, leftovers stay.)

`OSError` is the caller's: `messages_edition.cannot_write` makes a diagnostic of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

PREFIX = ".banmian-"
SUFFIX = ".tmp"


def write_bytes(path: Path, data: bytes, *, by_way_of: Path | None = None, exclusive: bool = False) -> None:
    """`path` holds `data` afterwards, or what it held before. The keywords are those of `replacing`."""
    with replacing(path, by_way_of=by_way_of, exclusive=exclusive) as file:
        file.write(data)


def write_json(path: Path, value: object) -> None:
    """Write `value` as JSON: UTF-8, keys in their own order, a newline at the end."""
    write_bytes(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


@contextlib.contextmanager
def replacing(path: Path, *, by_way_of: Path | None = None, exclusive: bool = False) -> Iterator[BinaryIO]:
    """A binary file to write into; it becomes `path` when the block ends and vanishes if the block raises.

    The temporary is in the folder `by_way_of`, on the same file system, or else beside `path`. If
    `exclusive`, `path` must not be there: FileExistsError, also if somebody else makes it meanwhile.
    """
    folder = by_way_of or path.parent
    sweep(folder)
    temporary, descriptor = _create(folder)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
            if sys.platform != "win32":
                _take_name(temporary, path, exclusive)  # while it is locked
        if sys.platform == "win32":
            _take_name(temporary, path, exclusive)  # an open file cannot be renamed there
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextlib.contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """A new folder to fill; it becomes `path`, which must be absent or an empty folder, when the block ends.

    Who writes into it forces each file and folder to disk (`write_bytes` does, or `sync`). Raises FileExistsError or
    another OSError if `path` has content.
    """
    sweep(path.parent)
    temporary, descriptor = _create(path.parent, folder=True)
    try:
        yield temporary
        sync_folder(temporary)
        temporary.rename(path)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    finally:
        if descriptor >= 0:
            os.close(descriptor)
    sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Clear away the temporaries that killed writers left in `folder`."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX) and not entry.is_symlink():
                _discard(Path(entry.path))


def lock(descriptor: int, *, shared: bool = False, wait: bool = True) -> bool:
    """Lock an open file until it is closed; False if another holds the lock and `wait` is off."""
    if sys.platform != "win32":
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def sync_folder(folder: Path) -> None:
    """Force the names in `folder` to disk."""
    sync(folder)


def sync(path: Path) -> None:
    """Force what is in a file, or the names in a folder, to disk."""
    if sys.platform != "win32":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _take_name(temporary: Path, path: Path, exclusive: bool) -> None:
    if not exclusive:
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        temporary.rename(path)
    else:
        temporary.unlink()


def _create(parent: Path, *, folder: bool = False) -> tuple[Path, int]:
    """A new, locked temporary in `parent` and its descriptor (-1 for a folder where none can be had)."""
    serial = 0
    while True:
        path = parent / f"{PREFIX}{os.getpid()}-{serial}{SUFFIX}"
        serial += 1
        try:
            if folder:
                path.mkdir()
                descriptor = -1 if sys.platform == "win32" else os.open(path, os.O_RDONLY)
            else:
                binary = getattr(os, "O_BINARY", 0)
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | binary, 0o666)
        except FileExistsError:
            continue
        if descriptor < 0:
            return path, descriptor
        # Between the two calls a sweeper may have taken the file for a leftover.
        lock(descriptor)
        if path.exists():
            return path, descriptor
        os.close(descriptor)


def _discard(path: Path) -> None:
    """Remove the temporary at `path` unless its writer lives."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        try:
            if lock(descriptor, wait=False):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()
        finally:
            os.close(descriptor)
