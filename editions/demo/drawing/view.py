"""From shapes to the nearest item at each pixel: the camera and the depth buffer.

Nearness is what the buffer compares: 1 ÷ distance in perspective, minus the distance without it. Both are
linear over the picture of a flat face, so that one routine draws the scene and the shadow map.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from .noise import Floats
from .shapes import Cloud, Face, Items, Material, Point, Strand, point, unit

HAIR = 1.1  # thinnest strand in pixels of the enlarged picture
NEAR = 0.05


@dataclass(frozen=True, eq=False)
class Camera:
    """An eye with its axes; `focal` is pixels for one unit at distance 1 (or a pixel density without perspective)."""

    eye: Floats
    right: Floats
    up: Floats
    forward: Floats
    focal: float
    centre: tuple[float, float]
    size: tuple[int, int]
    perspective: bool = True

    def project(self, places: Floats) -> Floats:
        """Return x, y in pixels and the nearness of each place (n × 3)."""
        local = places - self.eye
        z = local @ self.forward
        scale = self.focal / z if self.perspective else np.full_like(z, self.focal)
        x = self.centre[0] + local @ self.right * scale
        y = self.centre[1] - local @ self.up * scale
        return np.stack([x, y, 1 / z if self.perspective else -z], axis=-1)

    def rays(self) -> Floats:
        """Return for each pixel the way from the eye to distance 1 along the axis (rows × columns × 3)."""
        width, height = self.size
        x = ((np.arange(width) + 0.5 - self.centre[0]) / self.focal).astype(np.float32)
        y = ((self.centre[1] - np.arange(height) - 0.5) / self.focal).astype(np.float32)
        axes = [v.astype(np.float32) for v in (self.right, self.up, self.forward)]
        ways: Floats = x[None, :, None] * axes[0] + y[:, None, None] * axes[1] + axes[2]
        return ways


def camera(eye: Point, target: Point, width: float, size: tuple[int, int], horizon: float | None = None) -> Camera:
    """Return a camera at `eye` that sees `width` units across at distance 1.

    With `horizon` (share of the height from the top) the axis stays level, as with a shift lens, and uprights
    stay upright; `target` then gives the bearing alone.
    """
    start, aim = point(eye), point(target)
    if horizon is not None:
        aim = np.array([aim[0], start[1], aim[2]])
    forward = unit(aim - start)
    right = unit(np.cross([0.0, 1.0, 0.0], forward))
    up = np.cross(forward, right)
    middle = size[1] * (0.5 if horizon is None else horizon)
    return Camera(start, right, up, forward, size[0] / width, (size[0] / 2, middle), size)


def lamp_view(sun: Point, centre: Point, reach: float, pixels: int) -> Camera:
    """Return the view from the sun on a disc of radius `reach` about `centre`."""
    toward = unit(point(sun))
    right = unit(np.cross([0.0, 1.0, 0.0], -toward))
    up = np.cross(-toward, right)
    eye = point(centre) + toward * reach * 4
    return Camera(eye, right, up, -toward, pixels / (2 * reach), (pixels / 2, pixels / 2), (pixels, pixels), False)


@dataclass(frozen=True, eq=False)
class Buffer:
    """Nearness and item number (-1 = nothing) at each pixel."""

    near: Floats
    ident: npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Traits:
    """What is known of each item number: material, normal, tint, and the centre and axis of round ones, whether it is a
    point of a cloud."""

    materials: tuple[Material, ...]
    material: npt.NDArray[np.int32]
    normal: Floats
    tint: Floats
    centre: Floats
    axis: Floats
    is_round: npt.NDArray[np.bool_]
    is_leaf: npt.NDArray[np.bool_]


def number(items: Items) -> Traits:
    """Return the traits of every item number, in the order in which `draw` counts: a cloud counts its points."""
    kinds: dict[int, int] = {}
    materials: list[Material] = []
    rows: list[tuple[Floats, ...]] = []  # kind, normal, tint, centre, axis, round, leaf of each item or cloud
    for item in items:
        kind = kinds.setdefault(id(item.material), len(kinds))
        if kind == len(materials):
            materials.append(item.material)
        count = len(item.points) if isinstance(item, Cloud) else 1
        normals: Floats = np.zeros((count, 3))
        tints: Floats = np.ones((count, 3))
        centre: Floats = np.zeros(3)
        axis: Floats = np.zeros(3)
        is_round = False
        match item:
            case Cloud():
                normals, tints = item.normals, item.tints
            case Strand():
                way = unit(item.end - item.start)
                normals, centre, axis, is_round = np.array([[0.0, 1.0, 0.0]]) - way * way[1], item.start, way, True
            case Face():
                normals, is_round = _normal(item.corners)[None], item.centre is not None
                centre = centre if item.centre is None else item.centre
                axis = axis if item.axis is None else item.axis
        alike = [np.full(count, v, dtype=np.float32) for v in (kind, is_round, isinstance(item, Cloud))]
        spread = [np.broadcast_to(v, (count, 3)) for v in (centre, axis)]
        rows.append((alike[0], normals, tints, *spread, alike[1], alike[2]))
    kind_of, normal, tint, centres, axes, rounds, leaves = (
        np.concatenate([row[k] for row in rows]).astype(np.float32) for k in range(7)
    )
    return Traits(tuple(materials), kind_of.astype(np.int32), normal, tint, centres, axes, rounds > 0, leaves > 0)


def _normal(corners: Floats) -> Floats:
    """Newell's sum: right for hollow-sided polygons too."""
    ahead = np.roll(corners, -1, axis=0)
    total = np.cross(corners, ahead).sum(axis=0)
    return unit(total)


def draw(items: Items, view: Camera) -> Buffer:
    """Return what the camera sees: the nearest item at each pixel."""
    width, height = view.size
    near = np.full((height, width), 0.0 if view.perspective else -1e9, dtype=np.float32)
    buffer = Buffer(near, np.full((height, width), -1, dtype=np.int32))
    count = 0
    clouds: list[tuple[int, Cloud]] = []
    faces: dict[int, list[tuple[int, Floats]]] = {}
    for item in items:
        match item:
            case Face(corners, _, _, _):
                faces.setdefault(len(corners), []).append((count, corners))
            case Strand(start, end, radius, _):
                _draw_strand(buffer, view, start, end, radius, count)
            case Cloud():
                clouds.append((count, item))
        count += len(item.points) if isinstance(item, Cloud) else 1
    for group in faces.values():
        idents = np.array([ident for ident, _ in group])
        _draw_faces(buffer, view, np.stack([corners for _, corners in group]), idents)
    _draw_clouds(buffer, view, clouds)
    return buffer


def _draw_faces(buffer: Buffer, view: Camera, corners: Floats, idents: npt.NDArray[np.int64]) -> None:
    """Enter polygons of one number of corners: small ones all at once, large ones and those cut by the eye singly."""
    height, width = buffer.near.shape
    if view.perspective:
        ahead = (corners - view.eye) @ view.forward > NEAR
        for k in np.nonzero(ahead.any(axis=1) & ~ahead.all(axis=1))[0]:
            _fill(buffer, view.project(_clip(corners[k], view)), int(idents[k]))
        whole = ahead.all(axis=1)
        corners, idents = corners[whole], idents[whole]
    if not len(corners):
        return
    seen = view.project(corners.reshape(-1, 3)).reshape(corners.shape)
    low, high = np.floor(seen[..., :2].min(axis=1)), np.ceil(seen[..., :2].max(axis=1))
    inside = (high > 0).all(axis=1) & (low[:, 0] < width) & (low[:, 1] < height)
    extent = (high - low).max(axis=1)
    small = inside & (extent <= 24) & (corners.shape[1] <= 4)
    for k in np.nonzero(inside & ~small)[0]:
        _fill(buffer, seen[k], int(idents[k]))
    for least, most in ((0, 3), (3, 6), (6, 12), (12, 24)):
        group = np.nonzero(small & (extent > least) & (extent <= most))[0]
        step = max(1, 3_000_000 // (most * most))
        for start in range(0, len(group), step):
            part = group[start : start + step]
            _fill_small(buffer, seen[part], low[part], most, idents[part])


def _fill_small(buffer: Buffer, shapes: Floats, low: Floats, most: int, idents: npt.NDArray[np.int64]) -> None:
    """Enter polygons that fit in `most` × `most` pixels from `low` on; convex, of three or four corners."""
    height, width = buffer.near.shape
    x, y, near = (shapes[..., i] - (low[:, i, None] if i < 2 else 0) for i in range(3))
    grid = np.arange(most) + 0.5
    gx, gy = grid[None, None, :], grid[None, :, None]
    turn = np.sign((x * np.roll(y, -1, 1) - y * np.roll(x, -1, 1)).sum(axis=1))[:, None, None]
    inside = np.ones((len(shapes), most, most), dtype=bool)
    count = shapes.shape[1]
    for i in range(count):
        j = (i + 1) % count
        dx, dy = (x[:, j] - x[:, i])[:, None, None], (y[:, j] - y[:, i])[:, None, None]
        inside &= turn * (dx * (gy - y[:, i, None, None]) - dy * (gx - x[:, i, None, None])) >= 0
    local = np.stack([x, y, near], axis=-1)
    local = local - local[:, :1]
    n = np.cross(local, np.roll(local, -1, axis=1)).sum(axis=1)
    level = np.where(np.abs(n[:, 2]) < 1e-9, np.inf, n[:, 2])
    a, b = -n[:, 0] / level, -n[:, 1] / level
    c = near.mean(1) - a * x.mean(1) - b * y.mean(1)
    value = a[:, None, None] * gx + b[:, None, None] * gy + c[:, None, None]
    value = np.clip(value, near.min(1)[:, None, None], near.max(1)[:, None, None]).astype(np.float32)
    columns = (low[:, 0, None, None] + np.arange(most)[None, None, :]).astype(np.int64)
    rows = (low[:, 1, None, None] + np.arange(most)[None, :, None]).astype(np.int64)
    inside &= (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    place = (rows * width + columns)[inside]
    numbers = np.broadcast_to(idents[:, None, None], inside.shape)[inside]
    _enter(buffer, place, value[inside], numbers)


def _enter(buffer: Buffer, place: npt.NDArray[np.int64], near: Floats, idents: npt.NDArray[np.int64]) -> None:
    """Write many single pixels; of several at one place the nearest stays."""
    flat_near, flat_ident = buffer.near.reshape(-1), buffer.ident.reshape(-1)
    wins = near > flat_near[place]
    place, near, idents = place[wins], near[wins], idents[wins]
    order = np.argsort(near, kind="stable")
    flat_near[place[order]] = near[order]
    flat_ident[place[order]] = idents[order]


def _clip(corners: Floats, view: Camera) -> Floats:
    """Cut away what lies behind the eye."""
    depth = (corners - view.eye) @ view.forward - NEAR
    kept: list[Floats] = []
    for i in range(len(corners)):
        j = (i + 1) % len(corners)
        if depth[i] > 0:
            kept.append(corners[i])
        if (depth[i] > 0) != (depth[j] > 0):
            kept.append(corners[i] + (corners[j] - corners[i]) * (depth[i] / (depth[i] - depth[j])))
    return np.array(kept)


def _fill(buffer: Buffer, shape: Floats, count: int) -> None:
    """Enter a polygon given as x, y, nearness."""
    height, width = buffer.near.shape
    x, y = shape[:, 0], shape[:, 1]
    x0, x1 = max(int(np.floor(x.min())), 0), min(int(np.ceil(x.max())), width)
    y0, y1 = max(int(np.floor(y.min())), 0), min(int(np.ceil(y.max())), height)
    if x0 >= x1 or y0 >= y1:
        return
    plane = _plane(shape)
    if plane is None:
        return
    gx = np.arange(x0, x1, dtype=np.float64) + 0.5
    gy = np.arange(y0, y1, dtype=np.float64)[:, None] + 0.5
    if len(shape) > 4:  # may be hollow-sided: let Pillow find the inside
        stencil = Image.new("L", (x1 - x0, y1 - y0), 0)
        ImageDraw.Draw(stencil).polygon([(a - x0, b - y0) for a, b in zip(x, y, strict=True)], fill=1)
        inside = np.asarray(stencil) > 0
    else:
        turn = np.sign(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
        inside = np.ones((y1 - y0, x1 - x0), dtype=bool)
        for i in range(len(shape)):
            j = (i + 1) % len(shape)
            inside &= turn * ((x[j] - x[i]) * (gy - y[i]) - (y[j] - y[i]) * (gx - x[i])) >= 0
    near = (plane[0] * gx + plane[1] * gy + plane[2]).astype(np.float32)
    # A sliver extrapolates wildly beyond its corners.
    np.clip(near, shape[:, 2].min(), shape[:, 2].max(), out=near)
    window = buffer.near[y0:y1, x0:x1]
    wins = inside & (near > window)
    window[wins] = near[wins]
    buffer.ident[y0:y1, x0:x1][wins] = count


def _plane(shape: Floats) -> tuple[float, float, float] | None:
    """Nearness as a·x + b·y + c, by Newell's normal in picture space; None for a face seen edge on."""
    local = shape - shape[0]
    n = np.cross(local, np.roll(local, -1, axis=0)).sum(axis=0)
    if abs(n[2]) < 1e-9:
        return None
    a, b = -n[0] / n[2], -n[1] / n[2]
    middle = shape.mean(axis=0)
    return a, b, middle[2] - a * middle[0] - b * middle[1]


def _draw_strand(buffer: Buffer, view: Camera, start: Floats, end: Floats, radius: float, count: int) -> None:
    ends = np.stack([start, end])
    if view.perspective:
        depth = (ends - view.eye) @ view.forward - NEAR
        if (depth <= 0).all():
            return
        if (depth <= 0).any():
            cut = ends[0] + (ends[1] - ends[0]) * (depth[0] / (depth[0] - depth[1]))
            ends = np.stack([cut, ends[1]]) if depth[0] <= 0 else np.stack([ends[0], cut])
    seen = view.project(ends)
    way = seen[1, :2] - seen[0, :2]
    length = float(np.hypot(way[0], way[1]))
    if length < 1e-6:
        return
    across = np.array([-way[1], way[0]]) / length
    scale = view.focal * seen[:, 2] if view.perspective else np.full(2, view.focal)
    half = np.maximum(radius * scale, HAIR / 2)[:, None]
    corners = np.concatenate([seen, seen[::-1]])
    corners[:, :2] += np.concatenate([across * half, -across * half[::-1]])
    _fill(buffer, corners, count)


def _draw_clouds(buffer: Buffer, view: Camera, clouds: list[tuple[int, Cloud]]) -> None:
    """Enter all points: far ones first, so that of several on one pixel the nearest is written last."""
    if not clouds:
        return
    idents = np.concatenate([np.arange(first, first + len(c.points)) for first, c in clouds])
    points = np.concatenate([c.points for _, c in clouds])
    radii = np.concatenate([c.radii for _, c in clouds])
    if view.perspective:
        ahead = (points - view.eye) @ view.forward > 0.3
        idents, points, radii = idents[ahead], points[ahead], radii[ahead]
    seen = view.project(points)
    order = np.argsort(seen[:, 2], kind="stable")
    seen, idents = seen[order], idents[order]
    spread = radii[order] * (view.focal * seen[:, 2] if view.perspective else view.focal)
    for least, most in ((0.0, 1.5), (1.5, 4.0), (4.0, 10.0), (10.0, 40.0)):
        group = (spread >= least) & (spread < most)
        if group.any():
            _splat(buffer, seen[group], spread[group], idents[group])


def _splat(buffer: Buffer, seen: Floats, spread: Floats, idents: npt.NDArray[np.int64]) -> None:
    """Enter discs of about one size, given from far to near."""
    height, width = buffer.near.shape
    flat_near, flat_ident = buffer.near.reshape(-1), buffer.ident.reshape(-1)
    column, row = np.floor(seen[:, 0]).astype(np.int64), np.floor(seen[:, 1]).astype(np.int64)
    nearness = seen[:, 2].astype(np.float32)
    most = int(np.ceil(spread.max()))
    for dy in range(-most, most + 1):
        for dx in range(-most, most + 1):
            x, y = column + dx, row + dy
            keep = (np.hypot(dx, dy) <= np.maximum(spread, 0.6)) & (x >= 0) & (x < width) & (y >= 0) & (y < height)
            if not keep.any():
                continue
            place, near = y[keep] * width + x[keep], nearness[keep]
            wins = near > flat_near[place]
            place = place[wins]
            flat_near[place] = near[wins]
            flat_ident[place] = idents[keep][wins]
