"""What lies at y = 0 and mirrors what stands on it: a river broken by waves, a polished floor, wet stone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .light import Seen
from .noise import Floats, look, mix, ramp, tile
from .view import Camera


@dataclass(frozen=True)
class Waves:
    """Steepness of long and short waves, their length in metres, and how far off (metres) they calm down."""

    long: float = 0.010
    short: float = 0.016
    length: float = 40.0
    calm: float = 400.0
    seed: int = 31


def with_water(
    seen: Seen, mirror: Seen, view: Camera, body: Floats, waves: Waves, haze: Floats | None = None
) -> Floats:
    """Return the light of the scene with water: the mirrored picture, displaced by the slope of the waves, over
    the colour of the water's body."""
    rays = view.rays()
    height, width = seen.buffer.near.shape
    down = rays[..., 1] < -1e-5
    far = np.where(down, -float(view.eye[1]) / np.minimum(rays[..., 1], -1e-5), 1e6).astype(np.float32)
    nearest = np.where(seen.buffer.ident >= 0, 1 / np.maximum(seen.buffer.near, 1e-6), 1e9)
    wet = down & (far < nearest)
    t, way = far[wet], rays[wet]
    x = (view.eye[0] + way[:, 0] * t).astype(np.float32)
    z = (view.eye[2] + way[:, 2] * t).astype(np.float32)
    across, along = slopes(x, z, t, waves)
    rows, columns = np.nonzero(wet)
    # A slope tips the mirrored ray by twice its angle; towards the horizon only the near flanks are seen.
    dx = np.clip(columns + 2 * view.focal * across, 0, width - 1).astype(np.int32)
    dy = np.clip(rows + 2.6 * view.focal * along, 0, height - 1).astype(np.int32)
    cosine = -way[:, 1] / np.linalg.norm(way, axis=-1)
    tipped = np.clip(cosine + along * 1.5, 0.02, 1)
    share = 0.03 + 0.97 * np.power(1 - tipped, 4)
    reflected = mirror.light[dy, dx]
    result = seen.light.copy()
    result[wet] = body * (1 - share)[:, None] + reflected * share[:, None]
    if haze is not None:
        veil = 1 - np.exp(-t / 2600)
        result[wet] += (haze - result[wet]) * veil[:, None]
    return result


def slopes(x: Floats, z: Floats, far: Floats, waves: Waves) -> tuple[Floats, Floats]:
    """Return how the water leans to the right and away at each place."""
    swell, ripple = tile(waves.seed, 2.1, 3), tile(waves.seed + 1, 1.7, 8)
    patch = look(tile(waves.seed + 2, 2.2, 2), x / 900, z / 420)
    fade = 1 / (1 + far / waves.calm)
    size = waves.length
    a = look(swell, x / (size * 9), z / (size * 4))
    b = look(swell, x / (size * 7) + 0.37, z / (size * 3.4) + 0.11)
    c = look(ripple, x / (size * 1.6), z / (size * 0.7))
    d = look(ripple, x / (size * 1.3) + 0.53, z / (size * 0.6) + 0.71)
    wind = 0.55 + 0.6 * ramp(patch, -0.6, 1.1)
    short = waves.short * wind * fade
    long = waves.long * np.sqrt(fade)
    return 0.5 * (long * a + short * c), long * b + short * d


def with_polish(seen: Seen, mirror: Seen, view: Camera, share: Floats, rough: float = 0.004) -> Floats:
    """Return the light of the scene with a floor that mirrors: `share` (rows × columns) says how much where seen
    head on; `rough` is the scatter of the mirrored rays."""
    floor = (seen.buffer.ident >= 0) & (np.abs(seen.places[..., 1]) < 0.02)
    rows, columns = np.nonzero(floor)
    height, width = floor.shape
    rng = np.random.default_rng(9)
    total = np.zeros((len(rows), 3), dtype=np.float32)
    taps = 6
    # Far mirrored things blur more, and more along the line of sight than across it.
    blur = rough * view.focal * np.clip(1 - np.abs(seen.buffer.near[floor]) * 1.2, 0.25, 1)
    for _ in range(taps):
        dx = np.clip(columns + 0.5 * blur * rng.standard_normal(len(rows)), 0, width - 1).astype(np.int32)
        dy = np.clip(rows + 2.5 * blur * rng.standard_normal(len(rows)), 0, height - 1).astype(np.int32)
        total += np.minimum(mirror.light[dy, dx], 6.0)
    way = seen.places[floor] - view.eye.astype(np.float32)
    cosine = np.abs(way[:, 1]) / np.linalg.norm(way, axis=-1)
    amount = np.clip(share[floor] * (0.25 + 1.6 * np.power(1 - cosine, 3)), 0, 0.9)
    result = seen.light.copy()
    result[floor] = mix(result[floor], total / taps, amount)
    return result
