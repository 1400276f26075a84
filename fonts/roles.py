"""Roles of type, and the faces found for them: `find_faces` makes a `FaceTable` of what there is.

A style names roles, never files. For each role the paper's own file comes first, then the packages that pip
brings, then, only if asked, the machine's fonts, so that two machines print one page alike. Search looks for
exact file names in a fixed order and starts no other program.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from fonts.face import Face, Fault, coverage, covers, draws_nothing, look_into
from fonts.shape import shape

SYSTEM_DIRECTORIES = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)


class Candidates(NamedTuple):
    """Where a role's face may come from. `weight` pins a variable font (CSS scale); `packaged` are
    (package, file in it), `system` file names; what `falls_to` names stands in when nothing is found,
    `lenders` give the characters that the face lacks."""

    weight: float
    packaged: tuple[tuple[str, str], ...]
    system: tuple[str, ...]
    falls_to: tuple[str, ...]
    lenders: tuple[str, ...]


_SERIF = ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf")
_SANS = ("textflowkit_fonts", "fonts/NotoSansSC.ttf")

# Debian's fonts-noto-cjk has Regular and Bold, fonts-noto-cjk-extra the other weights. No free FangSong
# is complete enough to set a page in (gaps filled from another face show at once), so that role has no
# face of its own here.
CANDIDATES: Mapping[str, Candidates] = {
    "song": Candidates(
        400,
        (_SERIF,),
        ("NotoSerifCJK-Regular.ttc", "NotoSerifSC-Regular.otf", "SourceHanSerifSC-Regular.otf"),
        (),
        ("hei",),
    ),
    "song-heavy": Candidates(
        900,
        (),
        (
            "NotoSerifCJK-Black.ttc",
            "NotoSerifSC-Black.otf",
            "SourceHanSerifSC-Heavy.otf",
            "NotoSerifCJK-Bold.ttc",
            "NotoSerifSC-Bold.otf",
            "SourceHanSerifSC-Bold.otf",
        ),
        ("hei-heavy",),
        ("hei-heavy", "hei", "song"),
    ),
    "hei": Candidates(
        500,
        (_SANS,),
        (
            "NotoSansCJK-Medium.ttc",
            "NotoSansSC-Medium.otf",
            "SourceHanSansSC-Medium.otf",
            "NotoSansCJK-Regular.ttc",
        ),
        (),
        ("song",),
    ),
    "hei-heavy": Candidates(
        800,  # at 900 the counters of 城 and 更 close up on newsprint
        (_SANS,),
        (
            "NotoSansCJK-Black.ttc",
            "NotoSansSC-Black.otf",
            "SourceHanSansSC-Heavy.otf",
            "NotoSansCJK-Bold.ttc",
        ),
        ("hei",),
        ("hei", "song"),
    ),
    "kai": Candidates(
        400,
        (),
        ("LXGWWenKai-Regular.ttf", "LXGWWenKaiGB-Regular.ttf"),
        ("song",),
        ("song", "hei"),
    ),
    "fangsong": Candidates(400, (), (), ("kai", "song"), ("song", "hei")),
}

ROLES = tuple(CANDIDATES)

# Signs that the Chinese faces lack (⅓, ⁿ, rare accents): the last face of every chain.
_FURTHER = (("textflowkit_fonts", "fonts/NotoSans.ttf"),)

# Characters that Chinese sets a full em wide. A face that has them narrow (the quotes of LXGW WenKai are
# 0.35 em) has them for Western text, and the next face of the chain is asked.
_FULL_WIDTH = frozenset("“”‘’—…")


class Fall(NamedTuple):
    """No face of its own for `role`: the face of role `instead`, named `face`, stands in."""

    role: str
    instead: str
    face: str


class Missing(NamedTuple):
    """A role for which no face was found (`file` empty), or whose own `file` cannot be used, and why."""

    role: str
    file: str
    reason: Fault


class Stretch(NamedTuple):
    """text[start:end] is set in `face`."""

    start: int
    end: int
    face: Face


class FaceTable(NamedTuple):
    """Which face each role is set in: `faces` in the order of `ROLES`, then what further faces there are."""

    faces: tuple[tuple[str, Face], ...]
    further: tuple[Face, ...] = ()
    falls: tuple[Fall, ...] = ()
    missing: tuple[Missing, ...] = ()

    def face(self, role: str) -> Face:
        """The face of a role. Raises `KeyError` for no role of ours, or one that is in `missing`."""
        for name, face in self.faces:
            if name == role:
                return face
        raise KeyError(role)

    def chain(self, role: str) -> tuple[Face, ...]:
        """The face of a role, then those that lend it characters that it lacks, the most alike first."""
        return _chain(self, role)


@lru_cache(maxsize=64)
def _chain(table: FaceTable, role: str) -> tuple[Face, ...]:
    found = dict(table.faces)
    faces = [found[name] for name in (role, *CANDIDATES[role].lenders) if name in found]
    return tuple(dict.fromkeys([*faces, *table.further]))


def find_faces(
    own: Mapping[str, str], *, system: bool, directories: Iterable[str] = SYSTEM_DIRECTORIES
) -> FaceTable:
    """The paper's own files by role, and whether to look at the machine's fonts, in; the face of every
    role out.

    `own` maps a role to the path of a font file (the caller resolves it and sees that it stays in its
    folder). What falls back and what is missing stands in the table as values; a role of which nothing at
    all was found is in `missing` with an empty file."""
    installed = _installed(tuple(directories)) if system else {}
    missing: list[Missing] = [
        Missing(role, own[role], "no-such-role") for role in own if role not in CANDIDATES
    ]
    found: dict[str, Face] = {}
    for role, candidates in CANDIDATES.items():
        if role in own:
            given = look_into(own[role], role, candidates.weight)
            if isinstance(given, Face):
                found[role] = given
                continue
            missing.append(Missing(role, own[role], given))
        face = _first_face(role, candidates, installed)
        if face is not None:
            found[role] = face
    falls: list[Fall] = []
    faces: list[tuple[str, Face]] = []
    for role in CANDIDATES:
        stands_in = next((name for name in _falls_of(role) if name in found), None)
        if role in found:
            faces.append((role, found[role]))
        elif stands_in is not None:
            faces.append((role, found[stands_in]))
            falls.append(Fall(role, stands_in, found[stands_in].name))
        else:
            missing.append(Missing(role, "", "not-found"))
    further = [_look_into_package(package, file, "further", 400) for package, file in _FURTHER]
    return FaceTable(tuple(faces), tuple(face for face in further if face), tuple(falls), tuple(missing))


def _falls_of(role: str) -> tuple[str, ...]:
    """The roles that may stand in, nearest first: its own list, then what those fall to."""
    direct = CANDIDATES[role].falls_to
    return tuple(dict.fromkeys([*direct, *(name for near in direct for name in _falls_of(near))]))


def _first_face(role: str, candidates: Candidates, installed: Mapping[str, str]) -> Face | None:
    for package, file in candidates.packaged:
        face = _look_into_package(package, file, role, candidates.weight)
        if face is not None:
            return face
    for name in candidates.system:
        if name in installed:
            found = look_into(installed[name], role, candidates.weight)
            if isinstance(found, Face):
                return found
    return None


def _look_into_package(package: str, file: str, role: str, weight: float) -> Face | None:
    folder = _package_folder(package)
    if folder is None:
        return None
    face = look_into(str(folder / file), role, weight)
    return face if isinstance(face, Face) else None


@lru_cache(maxsize=16)
def _package_folder(package: str) -> Path | None:
    """Where a package lies, found without importing it: its own imports would cost the command its start."""
    from importlib.util import find_spec

    spec = find_spec(package)
    locations = spec.submodule_search_locations if spec else None
    return Path(next(iter(locations))).resolve() if locations else None


def _installed(directories: tuple[str, ...]) -> Mapping[str, str]:
    """Font files below the directories by name; of two with one name, the first directory and path win."""
    files: dict[str, str] = {}
    for directory in directories:
        for folder, subfolders, names in os.walk(directory):
            subfolders.sort()
            for name in sorted(names):
                files.setdefault(name, str(Path(folder, name)))
    return files


class _Choices(dict[str, Face | None]):
    """Character → the first face of a chain that has it (None: none has); filled as characters turn up.

    `plain` are those known to be set in the first face, kept as a set because nearly all text is within it.
    """

    def __init__(self, chain: tuple[Face, ...]) -> None:
        super().__init__()
        self.chain = chain
        self.plain: set[str] = set()

    def __missing__(self, char: str) -> Face | None:
        able: Iterator[Face] = (face for face in self.chain if covers(face, char))
        if char in _FULL_WIDTH:
            every = list(able)
            able = iter([face for face in every if shape(face, char).advances == (1000,)] or every)
        choice = self[char] = next(able, None)
        if choice is self.chain[0]:
            self.plain.add(char)
        return choice


@lru_cache(maxsize=64)
def _choices(table: FaceTable, role: str) -> _Choices:
    return _Choices(table.chain(role))


def missing_characters(table: FaceTable, role: str, text: str) -> tuple[str, ...]:
    """The characters of a text, in its order and each once, that no face of the role's chain has."""
    choices = _choices(table, role)
    if choices.plain.issuperset(text):
        return ()
    return tuple(char for char in dict.fromkeys(text) if choices[char] is None)


def lacks(face: Face) -> tuple[str, ...]:
    """The characters of GB/T 2312 (6,763 Han characters, marks, signs, letters) that a face does not have."""
    places = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    chars = (place.decode("gb2312", "ignore") for place in places)
    return tuple(char for char in chars if char and not covers(face, char))


def divide(table: FaceTable, role: str, text: str) -> tuple[Stretch, ...]:
    """A text and its role in; the text cut where the face changes out, in order and without gaps.

    Nearly always one stretch. A character that no face has stays in the role's own face (and shows as its
    missing-glyph box), a blank one stays with what stands before it.
    """
    if not text:
        return ()
    choices = _choices(table, role)
    own = choices.chain[0]
    unknown = set(text) - choices.plain
    if unknown:
        covered = coverage(own)
        choices.plain.update([char for char in unknown if ord(char) in covered and char not in _FULL_WIDTH])
        unknown -= choices.plain
    if all(choices[char] in (own, None) for char in unknown):
        return (Stretch(0, len(text), own),)
    stretches: list[Stretch] = []
    start, face = 0, own
    for place, letter in _letters(text):
        wanted = _face_of(letter, choices, face)
        if wanted != face:
            if place:
                stretches.append(Stretch(start, place, face))
            start, face = place, wanted
    return (*stretches, Stretch(start, len(text), face))


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Where each character begins, with the marks that combine with it: they are set in one face."""
    starts = [place for place, char in enumerate(text) if not place or unicodedata.category(char)[0] != "M"]
    return ((start, text[start:end]) for start, end in pairwise([*starts, len(text)]))


def _face_of(letter: str, choices: _Choices, before: Face) -> Face:
    if draws_nothing(letter[0]):
        return before
    if len(letter) > 1:
        for face in choices.chain:
            if all(covers(face, char) for char in letter):
                return face
    return choices[letter[0]] or choices.chain[0]
