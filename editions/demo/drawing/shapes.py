"""What stands in a scene: faces, strands and clouds of points, and the solids that are made of them.

Metres, y up, x to the right, z away from the viewer. A shape is a list of items; scenes are sums of lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from .noise import Floats, linear, look, tile

Texture: TypeAlias = Callable[[Floats, Floats], Floats]
Point: TypeAlias = Sequence[float] | Floats


@dataclass(frozen=True, eq=False)
class Material:
    """How a surface answers light. `texture` takes places and normals and returns linear colours; `gloss` is the
    strength of the highlight and `shine` its sharpness, `mirror` the share of sky it reflects when seen head on,
    `glow` light of its own, `soft` how far light creeps round it (leaves). `relief` takes places and normals and
    returns the normals of what is carved or folded there."""

    texture: Texture
    gloss: float = 0.0
    shine: float = 30.0
    mirror: float = 0.0
    glow: float = 0.0
    soft: float = 0.0
    relief: Texture | None = None


class Face(NamedTuple):
    """A flat polygon. With `centre` its normal points away from there (from the line along `axis`, if any)."""

    corners: Floats
    material: Material
    centre: Floats | None = None
    axis: Floats | None = None


class Strand(NamedTuple):
    """A straight thread from `start` to `end`, never thinner on the picture than a hair."""

    start: Floats
    end: Floats
    radius: float
    material: Material


class Cloud(NamedTuple):
    """Many small discs that face the viewer: leaves, fruit far off. `tints` multiply the material's colour."""

    points: Floats
    normals: Floats
    tints: Floats
    radii: Floats
    material: Material


Item: TypeAlias = Face | Strand | Cloud
Items: TypeAlias = list[Item]


def plain(
    colour: str, gloss: float = 0.0, shine: float = 30.0, mirror: float = 0.0, glow: float = 0.0, soft: float = 0.0
) -> Material:
    """Return a material of one colour."""
    light = linear(colour)
    return Material(lambda p, _n: np.broadcast_to(light, p.shape), gloss, shine, mirror, glow, soft)


def wavy(field: Floats, length: float, depth: float) -> Texture:
    """Return a relief of bumps and folds: noise of the given wave length (metres) tips the normal."""

    def relief(p: Floats, n: Floats) -> Floats:
        u, v = p[:, 0] + 0.7 * p[:, 2], p[:, 1] + 0.3 * p[:, 2]
        here = look(field, u / length, v / length)
        aside = look(field, u / length + 0.004, v / length) - here
        above = look(field, u / length, v / length + 0.004) - here
        tipped: Floats = unit(n + depth * np.stack([aside, above, 0.7 * aside], axis=-1))
        return tipped

    return relief


def cloth(colour: str) -> Material:
    """Return stuff that falls in folds."""
    light = linear(colour)
    folds = tile(17, 2.0, 3, stretch=2.0)

    def texture(p: Floats, n: Floats) -> Floats:
        shade = look(folds, p[:, 0] / 1.1 + p[:, 2] / 1.3, p[:, 1] / 1.9)
        shaded: Floats = light * np.clip(1 + 0.06 * shade, 0.4, 1.6)[:, None]
        return shaded

    return Material(texture, soft=0.12, relief=wavy(folds, 1.2, 1.3))


def point(p: Point) -> Floats:
    return np.asarray(p, dtype=np.float64)


def unit(v: Floats) -> Floats:
    direction: Floats = v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-9)
    return direction


def face(corners: Sequence[Point] | Floats, material: Material) -> Items:
    return [Face(np.asarray(corners, dtype=np.float64), material)]


def strand(start: Point, end: Point, radius: float, material: Material) -> Items:
    return [Strand(point(start), point(end), radius, material)]


def wire(places: Sequence[Point], radius: float, material: Material) -> Items:
    """Return a line through several places."""
    return [Strand(point(a), point(b), radius, material) for a, b in pairwise(places)]


def box(low: Point, high: Point, material: Material, top: Material | None = None) -> Items:
    """Return the six faces of an upright box between two corners."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    sides = [
        [(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)],
        [(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)],
        [(x0, y0, z0), (x0, y0, z1), (x0, y1, z1), (x0, y1, z0)],
        [(x1, y0, z0), (x1, y0, z1), (x1, y1, z1), (x1, y1, z0)],
        [(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)],
    ]
    lid = face([(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)], top or material)
    return [item for side in sides for item in face(side, material)] + lid


def prism(profile: Sequence[tuple[float, float]], low: float, high: float, axis: str, material: Material) -> Items:
    """Return a solid with the given outline, drawn out from `low` to `high` along `axis`.

    The outline is in (x, y) for axis z, in (z, y) for axis x, in (x, z) for axis y, and may be hollow-sided.
    """

    def place(a: float, b: float, along: float) -> Point:
        return {"z": (a, b, along), "x": (along, b, a), "y": (a, along, b)}[axis]

    items = face([place(a, b, low) for a, b in profile], material)
    items += face([place(a, b, high) for a, b in profile], material)
    for (a, b), (c, d) in zip(profile, [*profile[1:], profile[0]], strict=True):
        items += face([place(a, b, low), place(c, d, low), place(c, d, high), place(a, b, high)], material)
    return items


def tube(
    start: Point,
    end: Point,
    radius: float,
    material: Material,
    tip: float | None = None,
    sides: int = 12,
    caps: bool = True,
) -> Items:
    """Return a round bar from `start` to `end`, tapered to the radius `tip`."""
    a, b = point(start), point(end)
    axis = unit(b - a)
    side = unit(np.cross(axis, [0.3, 0.1, 1.0] if abs(axis[2]) < 0.8 else [1.0, 0.2, 0.1]))
    other = np.cross(axis, side)
    turns = np.linspace(0, 2 * np.pi, sides + 1)
    ring = np.cos(turns)[:, None] * side + np.sin(turns)[:, None] * other
    foot, head = a + ring * radius, b + ring * (radius if tip is None else tip)
    items: Items = [
        Face(np.stack([foot[i], foot[i + 1], head[i + 1], head[i]]), material, a, axis) for i in range(sides)
    ]
    if caps:
        items += [Face(foot[:-1], material), Face(head[:-1], material)]
    return items


def ball(
    centre: Point,
    radius: float,
    material: Material,
    stretch: Point = (1, 1, 1),
    fine: int = 10,
    top: float = 1.0,
    foot: float = -1.0,
) -> Items:
    """Return a ball or egg; `top` and `foot` (from -1 to 1) cut a cap or a bowl out of it."""
    middle, size = point(centre), point(stretch) * radius
    rise = np.linspace(np.arcsin(foot), np.arcsin(top), fine + 1)
    turn = np.linspace(0, 2 * np.pi, 2 * fine + 1)
    grid = np.stack(
        [
            np.cos(rise)[:, None] * np.cos(turn)[None],
            np.broadcast_to(np.sin(rise)[:, None], (fine + 1, 2 * fine + 1)),
            np.cos(rise)[:, None] * np.sin(turn)[None],
        ],
        axis=-1,
    )
    skin = middle + grid * size
    return [
        Face(np.stack([skin[i, j], skin[i, j + 1], skin[i + 1, j + 1], skin[i + 1, j]]), material, middle)
        for i in range(fine)
        for j in range(2 * fine)
    ]


def sheet(grid: Floats, material: Material) -> Items:
    """Return a surface through a grid of places (rows × columns × 3)."""
    a, b, c, d = grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]
    halves = np.concatenate([np.stack([a, b, c], axis=2), np.stack([a, c, d], axis=2)]).reshape(-1, 3, 3)
    return [Face(patch, material) for patch in halves]


def moved(items: Items, shift: Point = (0, 0, 0), turn: float = 0.0, size: float = 1.0) -> Items:
    """Return the items made larger by `size`, turned by `turn` degrees about the upright, then shifted."""
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    matrix = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    offset = point(shift)

    def place(p: Floats) -> Floats:
        turned: Floats = p @ matrix.T * size + offset
        return turned

    result: Items = []
    for item in items:
        match item:
            case Face(corners, material, centre, axis):
                middle = None if centre is None else place(centre)
                result.append(Face(place(corners), material, middle, None if axis is None else axis @ matrix.T))
            case Strand(start, end, radius, material):
                result.append(Strand(place(start), place(end), radius * size, material))
            case Cloud(points, normals, tints, radii, material):
                result.append(Cloud(place(points), normals @ matrix.T, tints, radii * size, material))
    return result


def flipped(items: Items) -> Items:
    """Return the items as the water at y = 0 mirrors them."""
    over = np.array([1.0, -1.0, 1.0])
    result: Items = []
    for item in items:
        match item:
            case Face(corners, material, centre, axis):
                middle = None if centre is None else centre * over
                result.append(Face(corners * over, material, middle, None if axis is None else axis * over))
            case Strand(start, end, radius, material):
                result.append(Strand(start * over, end * over, radius, material))
            case Cloud(points, normals, tints, radii, material):
                result.append(Cloud(points * over, normals * over, tints, radii, material))
    return result
