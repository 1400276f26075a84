"""One face of one font file, and what is known of it without shaping a line.

A `Face` is a plain value; the HarfBuzz objects behind it are loaded once a run and found again by its file,
index and variations. HarfBuzz maps the file into memory, so a face that is only named costs next to nothing.
All lengths that HarfBuzz gives are in 1/1000 em, whatever the font's own units are.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

EM = 1000
LARGEST_FILE = 256 * 1024 * 1024

Fault = Literal["not-found", "unreadable", "too-large", "not-a-font", "no-such-role"]


@dataclass(frozen=True, slots=True)
class Face:
    """`name` is family and style as the font's name table says them, `file` an absolute path, `index` the
    place in a collection (.ttc), `variations` the axes at which a variable font is pinned. `role` is the
    role that it was found for; what stands in for another role keeps its own."""

    role: str
    name: str
    file: str
    index: int = 0
    variations: tuple[tuple[str, float], ...] = ()


class Loaded(NamedTuple):
    """HarfBuzz's objects: the font file and one instance of it at a scale of 1000 units an em."""

    hb_face: Any
    hb_font: Any


@lru_cache(maxsize=64)
def _load(file: str, index: int, variations: tuple[tuple[str, float], ...]) -> Loaded:
    import uharfbuzz  # 25 ms, and the command line itself needs no glyphs

    hb_face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file), index)
    hb_font = uharfbuzz.Font(hb_face)
    hb_font.scale = (EM, EM)
    if variations:
        hb_font.set_variations(dict(variations))
    return Loaded(hb_face, hb_font)


def load(face: Face) -> Loaded:
    """A face in, its HarfBuzz objects out. `look_into` has seen the file, so it is there."""
    return _load(face.file, face.index, face.variations)


def units_per_em(face: Face) -> int:
    """The font's own units to the em (measures are normalised to 1000 all the same)."""
    return int(load(face).hb_face.upem)


@lru_cache(maxsize=64)
def descent(face: Face) -> float:
    """How far the ideographic em box reaches below the baseline, in em, as a positive number (mostly 0.12).

    Source: the `ideo` baseline of the BASE table (OpenType 1.9, baseline tags); a font without one is
    taken to stand as nearly all Chinese fonts do."""
    baseline = load(face).hb_font.get_layout_baseline("ideo", "ltr", "Hani", "zh-Hans")
    return 0.12 if baseline is None else -baseline / EM


def ascent(face: Face) -> float:
    """How far the ideographic em box reaches above the baseline, in em (mostly 0.88)."""
    return 1.0 - descent(face)


@lru_cache(maxsize=64)
def coverage(face: Face) -> Any:
    """A face in, the code points of its cmap out: HarfBuzz's bit set, which knows `in` and `len`."""
    return load(face).hb_face.unicodes


def covers(face: Face, char: str) -> bool:
    """Whether the face has a glyph for one character, or the character is one that draws nothing."""
    return ord(char) in coverage(face) or draws_nothing(char)


def draws_nothing(char: str) -> bool:
    """Controls, format characters, separators and variation selectors: HarfBuzz sets them without a glyph of
    the font's own, so that a font cannot lack them."""
    return (
        unicodedata.category(char) in _BLANK
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
    )


_BLANK = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


@lru_cache(maxsize=64)
def sha256(face: Face) -> str:
    """The SHA-256 of the whole font file in hexadecimal, by which a report names it beyond doubt."""
    import hashlib

    with Path(face.file).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def look_into(file: str, role: str, weight: float) -> Face | Fault:
    """A font file in, the face in it that suits Simplified Chinese out, or what is wrong with the file.

    Of a collection the first face whose family ends in SC is taken, else the first. A variable font is
    pinned at `weight` (CSS scale, 400 is regular) and at normal width, each kept within the axis."""
    path = Path(file)
    if not path.is_file():
        return "not-found"
    if path.stat().st_size > LARGEST_FILE:
        return "too-large"
    try:
        with path.open("rb"):
            pass
    except OSError:
        return "unreadable"
    faces = [_load(file, index, ()) for index in range(min(_load(file, 0, ()).hb_face.count, 64))]
    usable = [index for index, loaded in enumerate(faces) if _is_usable(loaded)]
    if not usable:
        return "not-a-font"
    index = next((i for i in usable if _family(faces[i].hb_face).endswith(" SC")), usable[0])
    wishes = {"wght": weight, "wdth": 100.0}
    variations = tuple(
        (axis.tag, float(min(max(wishes.get(axis.tag, axis.default_value), axis.min_value), axis.max_value)))
        for axis in faces[index].hb_face.axis_infos
    )
    return Face(role, _name(faces[index].hb_face, variations), file, index, variations)


def _is_usable(loaded: Loaded) -> bool:
    """A text font with outlines that a PDF can carry: pixel, colour-only, cut-off and empty fonts are not."""
    hb_face, hb_font = loaded
    if {"glyf", "CFF ", "CFF2"}.isdisjoint(hb_face.table_tags):
        return False
    samples = [hb_font.get_nominal_glyph(ord(char)) for char in "永一Aa1"]
    inks = [hb_font.get_glyph_extents(glyph) for glyph in samples if glyph]
    return any(ink is not None and ink.width for ink in inks)


def _family(hb_face: Any) -> str:
    """The typographic family name (name id 16), else the plain one (1)."""
    return str(hb_face.get_name(16, "en") or hb_face.get_name(1, "en") or hb_face.get_name(1) or "")


def _name(hb_face: Any, variations: tuple[tuple[str, float], ...]) -> str:
    """Family and style: of an instance the named one at these coordinates, else the weight as a number."""
    family = _family(hb_face) or "Unnamed"
    if not variations:
        style = str(hb_face.get_name(17, "en") or hb_face.get_name(2, "en") or "Regular")
        return f"{family} {style}"
    place = [value for _, value in variations]
    for instance in hb_face.named_instances:
        if list(instance.design_coords) == place:
            return f"{family} {hb_face.get_name(instance.subfamily_name_id, 'en')}"
    return family + "".join(f" {tag}={value:g}" for tag, value in variations)


def postscript_name(face: Face) -> str:
    """The name that a PDF gives the font: ASCII letters, digits and hyphens; of an instance family-style."""
    if not face.variations:
        own = str(load(face).hb_face.get_name(6, "en") or "")
    else:
        family = _family(load(face).hb_face)
        own = family.replace(" ", "") + "-" + face.name.removeprefix(family).strip().replace(" ", "")
    clean = "".join(char for char in own if char.isascii() and (char.isalnum() or char == "-"))
    return clean[:63] or "Unnamed"
