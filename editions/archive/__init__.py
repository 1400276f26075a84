"""The archive of past editions: a folder that can prove that nothing in it has changed.

    manifests.sha256            digest and name of every manifest in the order of addition (`sha256sum -c`
                                reads it, too)
    manifests/2024-12-20.json   what belongs to an edition; 2024-12-20@2.json is its second version
    objects/ab/cdef…            the content of every file, by its SHA-256
    tmp/                        work under way
    lock                        held by who adds (alone) or reads (together)

A manifest is canonical JSON: UTF-8, keys sorted, no blanks, a newline at the end. It lists the files of the
edition (`path`, `sha256`, `size`, `role`: source, pdf or report), its articles (`id`, `page`, `headline`,
`bylines`), and the digest of the manifest added before it (`previous`). The digest of a manifest is the
SHA-256 of its file, so that the newest digest vouches for all that was ever added, and a digest written down
on paper proves the archive up to its day.

Adding goes: objects, manifest, record. Every file appears whole or not at all. Killed before the manifest
has its name, an addition has not happened: what it left (in tmp/, or objects that no manifest names) is
cleared by the next one. Killed after that, the addition has happened, and the next one completes the record.
`verify` passes in each of these states. The file tmp/adding says that an addition is under way or was killed:
without it, an unrecorded manifest or an object that no manifest names is a foreign file.

No clock is read and no time stored: the same edition gives the same manifest.
"""

from editions.archive.adding import Added, add
from editions.archive.manifest import Manifest, StoredArticle, StoredFile
from editions.archive.restoring import restore
from editions.archive.store import Stored, list_editions, show
from editions.archive.verifying import verify

__all__ = [
    "Added",
    "Manifest",
    "Stored",
    "StoredArticle",
    "StoredFile",
    "add",
    "list_editions",
    "restore",
    "show",
    "verify",
]
