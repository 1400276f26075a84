"""Bring an edition back from the archive."""

from __future__ import annotations

import hashlib
from pathlib import Path

from editions.archive.manifest import StoredFile
from editions.archive.store import Diagnostics, Stored, check_object, find, locked, missing, object_file
from editions.atomic import replacing_folder, sync_folder, write_bytes
from editions.diagnostic import Diagnostic
from editions.messages_archive import CHANGED, NOT_EMPTY
from editions.messages_edition import cannot_write


def restore(store: Path, day: str, out: Path) -> tuple[Stored | None, Diagnostics]:
    """The edition of a day (`2024-12-20`, or `2024-12-20@1` for an older version) as the folder `out`.

    Its sources stand in `out` as they stood in the edition's folder, PDF and report in `out/printed`. The
    folder appears whole, every file checked against its digest, or not at all; it must be absent or empty.
    """
    if trouble := missing(store):
        return None, trouble
    with locked(store, shared=True):
        stored, trouble = find(store, day)
        if stored is None:
            return None, trouble
        files = stored.manifest.files
        trouble = tuple(fault for file in files for fault in check_object(store, file, stored.name))
        if trouble:
            return None, trouble
        try:
            if out.exists() and (not out.is_dir() or any(out.iterdir())):
                return None, (NOT_EMPTY.at(path=out),)
            out.parent.mkdir(parents=True, exist_ok=True)
            with replacing_folder(out) as folder:
                for file in files:
                    _write(store, file, folder, stored.name)
                for path in folder.rglob("*"):
                    if path.is_dir():
                        sync_folder(path)
        except _ChangedError as changed:
            return None, (changed.fault,)
        except OSError as error:
            return None, (cannot_write(Path(error.filename or out), error),)
    return stored, ()


class _ChangedError(Exception):
    """Keeps a folder with a wrong file in it from taking its name: the content changed after the check."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _write(store: Path, file: StoredFile, folder: Path, name: str) -> None:
    source = store / object_file(file.sha256)
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise _ChangedError(CHANGED.at(file=object_file(file.sha256), what=f"{file.path}, {name}"))
    target = folder / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(target, data, exclusive=True)  # A.md and a.md are one file to some systems
