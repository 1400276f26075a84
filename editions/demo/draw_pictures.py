"""Draw the pictures of the demo newspaper anew: `python editions/demo/draw_pictures.py [NAME…]`.

Run by a maintainer, never by a build: the files it writes are part of the edition. The same Pillow and numpy give
the same bytes. All pictures take some minutes; names choose among them (bridge, harvest, …).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
# What can be drawn: the file, and the module and function of `drawing` that draws it.
PICTURES = {
    "bridge": ("pictures/bridge.jpg", "bridge", "drawing"),
    "harvest": ("pictures/harvest.jpg", "harvest", "drawing"),
    "clinic": ("pictures/clinic.jpg", "clinic", "drawing"),
    "bus": ("pictures/bus.jpg", "bus", "drawing"),
    "orange": ("pictures/chart_orange.png", "charts", "orange_chart"),
    "port": ("pictures/chart_port.png", "charts", "port_chart"),
    "factory": ("pictures/factory.jpg", "factory", "drawing"),
    "oldstreet": ("pictures/oldstreet.jpg", "oldstreet", "drawing"),
    "woodcut": ("pictures/wood_print.jpg", "woodcut", "drawing"),
    "bookfair": ("ads/bookfair.png", "bookfair", "drawing"),
}


def save(image: Image.Image, path: Path) -> None:
    """Write a PNG, or a JPEG of quality 88 with colours at full resolution (4:4:4); untagged, that is sRGB."""
    path.parent.mkdir(exist_ok=True)
    if path.suffix == ".png":
        image.save(path, "PNG", optimize=True)
    else:
        image.save(path, "JPEG", quality=88, subsampling=0, optimize=True)


def main(names: list[str]) -> int:
    """Draw the pictures named, or all; return the exit code (2: a name is unknown)."""
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(PICTURES)}", file=sys.stderr)
        return 2
    for name in names or PICTURES:
        file, module, function = PICTURES[name]
        draw: Callable[[], Image.Image] = getattr(importlib.import_module(f"drawing.{module}"), function)
        image = draw()
        save(image, HERE / file)
        print(f"{file}  {image.width} × {image.height}  {(HERE / file).stat().st_size / 1000:.0f} kB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
