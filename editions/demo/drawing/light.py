"""From the depth buffer to light: sun with shadows, sky, lamps, nearness of corners, haze.

Everything is computed once for each pixel that is seen, however many items the scene has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from .noise import Floats, linear, mix, ramp
from .shapes import Items, Point, flipped, point, unit
from .view import Buffer, Camera, Traits, draw, lamp_view, number

Sky: TypeAlias = Callable[[Floats], Floats]


class Lamp(NamedTuple):
    """A small light without shadow; `reach` is where it has fallen to half."""

    place: Point
    colour: str
    strength: float
    reach: float


@dataclass(frozen=True, eq=False)
class Light:
    """The light of a scene. `sky` gives the light from a direction, `haze` its veil: share at a distance in metres."""

    sun: Point
    sun_colour: Floats
    sky: Sky
    above: Floats
    below: Floats
    lamps: tuple[Lamp, ...] = ()
    shadow_centre: Point = (0, 0, 0)
    shadow_reach: float = 30.0
    shadow_pixels: int = 2600
    penumbra: float = 0.05
    haze: Callable[[Floats, Floats], Floats] | None = None
    haze_colour: Sky | None = None
    corner_reach: float = 0.6
    corner_strength: float = 1.0


def colour(text: str, strength: float = 1.0) -> Floats:
    return linear(text) * np.float32(strength)


class Seen(NamedTuple):
    """A lit picture in linear light with the places seen (metres) and the item number at each pixel."""

    light: Floats
    places: Floats
    buffer: Buffer
    traits: Traits


def render(items: Items, view: Camera, light: Light, mirrored: bool = False) -> Seen:
    """Return the scene as the camera sees it; `mirrored`: as it stands on its head in water at y = 0."""
    traits = number(items)
    buffer = draw(flipped(items) if mirrored else items, view)
    rays = view.rays()
    if mirrored:
        rays = rays * np.array([1, -1, 1], dtype=np.float32)
    eye = view.eye * np.array([1, -1 if mirrored else 1, 1])
    hit = buffer.ident >= 0
    result = light.sky(unit(rays)).astype(np.float32)
    places = rays * np.float32(1e4) + eye.astype(np.float32)
    if not hit.any():
        return Seen(result, places, buffer, traits)
    ident = buffer.ident[hit]
    far = 1 / buffer.near[hit]
    places[hit] = rays[hit] * far[:, None] + eye.astype(np.float32)
    p = places[hit]
    way = unit(p - eye.astype(np.float32))
    normal = _carved(traits, ident, p, _normals(traits, ident, p, way))
    corners = _corners(places, normal, hit, view, light)
    shadow = _shadow(items, p, normal, light)
    lit = _lit(traits, ident, p, normal, way, shadow, corners, light)
    if light.haze is not None:
        veil = light.haze_colour or light.sky
        lit = mix(lit, veil(way), light.haze(far * np.linalg.norm(rays[hit], axis=-1), p))
    result[hit] = lit
    return Seen(result, places, buffer, traits)


def _normals(traits: Traits, ident: npt.NDArray[np.int32], p: Floats, way: Floats) -> Floats:
    normal = traits.normal[ident].copy()
    rounds = traits.is_round[ident]
    if rounds.any():
        which = ident[rounds]
        out = p[rounds] - traits.centre[which]
        axis = traits.axis[which]
        normal[rounds] = unit(out - axis * (out * axis).sum(-1, keepdims=True))
    # Face the viewer; points of a cloud keep theirs, for a leaf behind the crown's edge is in the shade.
    away = ((normal * way).sum(-1) > 0) & ~traits.is_leaf[ident]
    normal[away] *= -1
    return normal


def _carved(traits: Traits, ident: npt.NDArray[np.int32], p: Floats, normal: Floats) -> Floats:
    kinds = traits.material[ident]
    for k, material in enumerate(traits.materials):
        if material.relief is not None:
            here = kinds == k
            normal[here] = material.relief(p[here], normal[here])
    return normal


def _shadow(items: Items, p: Floats, normal: Floats, light: Light) -> Floats:
    """Return the share of the sun that reaches each place, softened over `penumbra` metres."""
    view = lamp_view(light.sun, light.shadow_centre, light.shadow_reach, light.shadow_pixels)
    depth = draw(items, view).near
    texel = 2 * light.shadow_reach / light.shadow_pixels
    slope = 1 - np.clip((normal * unit(point(light.sun)).astype(np.float32)).sum(-1), 0, 1)
    seen = view.project(p + normal * (texel * (0.8 + 1.5 * slope))[:, None])
    rng = np.random.default_rng(11)
    angle = rng.random(len(p), dtype=np.float32) * np.float32(2 * np.pi)
    total = np.zeros(len(p), dtype=np.float32)
    taps = 9
    spread = max(light.penumbra / texel, 0.7)
    for k in range(taps):
        radius = spread * np.sqrt((k + 0.5) / taps)
        x = np.clip((seen[:, 0] + radius * np.cos(angle + 2.4 * k)).astype(np.int32), 0, light.shadow_pixels - 1)
        y = np.clip((seen[:, 1] + radius * np.sin(angle + 2.4 * k)).astype(np.int32), 0, light.shadow_pixels - 1)
        total += seen[:, 2] > depth[y, x] - texel * 1.5
    outside = (np.abs(seen[:, :2] / light.shadow_pixels - 0.5) > 0.498).any(-1)
    open_air: Floats = np.where(outside, 1, total / taps)
    return open_air


def _corners(places: Floats, normal: Floats, hit: npt.NDArray[np.bool_], view: Camera, light: Light) -> Floats:
    """Return how open each place is to the sky: corners and undersides are dark (ambient occlusion)."""
    height, width = hit.shape
    full = np.zeros((height, width, 3), dtype=np.float32)
    full[hit] = normal
    step = 2
    p, n = places[::step, ::step], full[::step, ::step]
    rows, columns = p.shape[:2]
    far = np.maximum(((p - view.eye) @ view.forward), 0.1) if view.perspective else np.ones(p.shape[:2])
    reach = light.corner_reach
    spread = np.clip(reach * view.focal / step / far, 1.5, 90).astype(np.float32)
    rng = np.random.default_rng(5)
    angle = rng.random((rows, columns), dtype=np.float32) * np.float32(2 * np.pi)
    iy, ix = np.mgrid[0:rows, 0:columns].astype(np.int32)
    shut = np.zeros((rows, columns), dtype=np.float32)
    taps = 14
    for k in range(taps):
        radius = spread * np.sqrt((k + 0.5) / taps)
        x = np.clip(ix + (radius * np.cos(angle + 2.4 * k)).astype(np.int32), 0, columns - 1)
        y = np.clip(iy + (radius * np.sin(angle + 2.4 * k)).astype(np.int32), 0, rows - 1)
        v = p[y, x] - p
        d2 = (v * v).sum(-1) + 1e-6
        facing = (v * n).sum(-1) / np.sqrt(d2)
        shut += np.clip(facing - 0.12, 0, 1) / (1 + d2 / (reach * reach))
    shut = _smooth(shut / taps, 2)
    whole = np.repeat(np.repeat(shut, step, 0), step, 1)[:height, :width]
    openness: Floats = np.clip(1 - 1.9 * light.corner_strength * whole[hit], 0.12, 1)
    return openness


def _smooth(field: Floats, radius: int) -> Floats:
    steps = range(-radius, radius + 1)
    for axis in (0, 1):
        field = np.mean([np.roll(field, k, axis) for k in steps], axis=0)
    return field


def _lit(
    traits: Traits,
    ident: npt.NDArray[np.int32],
    p: Floats,
    normal: Floats,
    way: Floats,
    shadow: Floats,
    corners: Floats,
    light: Light,
) -> Floats:
    kinds = traits.material[ident]
    base = np.zeros_like(p)
    gloss, shine, mirror, glow, soft = (np.zeros(len(p), dtype=np.float32) for _ in range(5))
    for k, material in enumerate(traits.materials):
        here = kinds == k
        if not here.any():
            continue
        base[here] = material.texture(p[here], normal[here])
        gloss[here], shine[here], mirror[here] = material.gloss, material.shine, material.mirror
        glow[here], soft[here] = material.glow, material.soft
    base *= traits.tint[ident]
    toward = unit(point(light.sun)).astype(np.float32)
    facing = normal @ toward
    wrapped = np.clip((facing + soft) / (1 + soft), 0, 1)
    rise = (0.5 + 0.5 * normal[:, 1])[:, None]
    ambient = (light.above * rise + light.below * (1 - rise)) * corners[:, None]
    total = ambient + light.sun_colour * (wrapped * shadow)[:, None]
    half = unit(toward - way)
    spark = gloss * np.power(np.clip((normal * half).sum(-1), 0, 1), shine) * shadow * (facing > 0)
    extra = light.sun_colour * spark[:, None]
    for lamp in light.lamps:
        v = point(lamp.place).astype(np.float32) - p
        d2 = (v * v).sum(-1)
        cosine = np.clip((v * normal).sum(-1) / np.sqrt(d2 + 1e-6) * 0.8 + 0.2, 0, 1)
        fall = lamp.strength * cosine / (1 + d2 / lamp.reach**2) * (0.4 + 0.6 * corners)
        total += linear(lamp.colour) * fall[:, None]
        v /= np.sqrt(d2 + 1e-6)[:, None]
        spark = gloss * np.power(np.clip((normal * unit(v - way)).sum(-1), 0, 1), shine)
        extra += linear(lamp.colour) * (spark * lamp.strength / (1 + d2 / lamp.reach**2))[:, None]
    lit = base * total + extra + base * glow[:, None]
    shiny = mirror > 0
    if shiny.any():
        n, w = normal[shiny], way[shiny]
        cosine = np.clip(-(n * w).sum(-1), 0, 1)
        share = mirror[shiny] + (1 - mirror[shiny]) * np.power(1 - cosine, 5) * ramp(mirror[shiny], 0, 0.05)
        bounced = light.sky(unit(w - 2 * n * (n * w).sum(-1, keepdims=True)))
        lit[shiny] = mix(lit[shiny], bounced * corners[shiny][:, None], share)
    whole: Floats = lit
    return whole
