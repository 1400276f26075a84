"""Cold caches: what is measured starts with nothing remembered but the fonts."""

from __future__ import annotations

import gc
import sys


def forget() -> None:
    """Clear every cache of fonts/ and layout/ but the faces as they were loaded."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("fonts", "layout") and name != "fonts.face":
            for value in list(vars(module).values()):
                if not isinstance(value, type) and callable(clear := getattr(value, "cache_clear", None)):
                    clear()
    gc.collect()
