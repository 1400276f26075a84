"""Chinese type for signs, charts and the advertisement, in the fonts that pip brings."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .noise import Floats, look
from .shapes import Items, Material, Point, face, point

Role = Literal["hei", "song"]
_FILES: dict[Role, tuple[str, str]] = {
    "hei": ("textflowkit_fonts", "fonts/NotoSansSC.ttf"),
    "song": ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"),
}


@cache
def type_file(role: Role) -> Path:
    """Return the font file of a role, wherever its package keeps it."""
    package, name = _FILES[role]
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"package {package} is not installed")
    root = Path(spec.origin).parent
    return next(iter([root / name] if (root / name).exists() else root.rglob(Path(name).name)))


@cache
def typeface(role: Role, size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    """Return a face at a size in pixels; `weight` sets the axis of the variable Hei."""
    font = ImageFont.truetype(str(type_file(role)), size)
    if role == "hei":
        font.set_variation_by_axes([weight])
    return font


def lettered(
    text: str,
    size: tuple[int, int],
    ink: str,
    ground: str,
    weight: int = 700,
    fill: float = 0.72,
    role: Role = "hei",
    spacing: float = 0.06,
) -> Image.Image:
    """Return a board with one line of text, as large as it fits."""
    board = Image.new("RGB", size, ground)
    width, height = size
    length = len(text) + spacing * (len(text) - 1)
    em = max(8, int(min(height * fill, width * 0.94 / length)))
    font = typeface(role, em, weight)
    pen = ImageDraw.Draw(board)
    advances = [font.getlength(c) for c in text]
    x = (width - sum(advances) - spacing * em * (len(text) - 1)) / 2
    for character, advance in zip(text, advances, strict=True):
        pen.text((x, height / 2), character, fill=ink, font=font, anchor="lm")
        x += advance + spacing * em
    return board


def painted(
    image: Image.Image,
    corner: Point,
    right: Point,
    down: Point,
    gloss: float = 0.0,
    glow: float = 0.0,
    mirror: float = 0.0,
) -> Items:
    """Return a flat board that carries an image: its upper left corner, and its edges to the right and down."""
    pixels = linear_image(image)
    origin, across, along = point(corner), point(right), point(down)
    rows, columns = pixels.shape[:2]

    def texture(p: Floats, _n: Floats) -> Floats:
        local = p - origin.astype(np.float32)
        u = np.clip(local @ across / (across @ across), 0, 0.9999) * (1 - 1 / columns)
        v = np.clip(local @ along / (along @ along), 0, 0.9999) * (1 - 1 / rows)
        return np.stack([look(pixels[..., k], u, v) for k in range(3)], axis=-1)

    stuff = Material(texture, gloss=gloss, glow=glow, mirror=mirror)
    return face([origin, origin + across, origin + across + along, origin + along], stuff)


def sign(
    text: str,
    corner: Point,
    right: Point,
    down: Point,
    ink: str = "#FFFFFF",
    ground: str = "#1F5C4A",
    weight: int = 700,
    glow: float = 0.0,
    fill: float = 0.72,
) -> Items:
    """Return a board lettered with `text`."""
    ratio = float(np.linalg.norm(point(right)) / np.linalg.norm(point(down)))
    height = 160
    return painted(
        lettered(text, (max(8, round(height * ratio)), height), ink, ground, weight, fill),
        corner,
        right,
        down,
        glow=glow,
    )


def linear_image(image: Image.Image) -> Floats:
    value = np.asarray(image.convert("RGB"), dtype=np.float32) / 255
    light: Floats = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4).astype(np.float32)
    return light
