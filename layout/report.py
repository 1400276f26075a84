"""The report of an edition: what fits and what does not, as one JSON object that is the same for the same input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from editions.diagnostic import Diagnostic
from fonts.face import sha256
from fonts.roles import FaceTable
from layout.export.plate import Plate
from layout.items import Page

SCHEMA = 1
LIBRARIES = ("banmian", "reportlab", "lxml", "fonttools", "uharfbuzz", "pypdfium2", "pikepdf", "pillow", "numpy", "pyphen", "rjieba")


def report(
    plates: Sequence[Plate],
    table: FaceTable,
    diagnostics: Iterable[Diagnostic],
    *,
    pdf: str | None,
) -> dict[str, Any]:
    """Finished pages as plates and all trouble in; the report out. `pdf` is the path that the report gives, relative to the
    report's own folder; lengths are points, y from the top of the page."""
    return {
        "schema": SCHEMA,
        "pdf": pdf,
        "pages": [_page(plate.page, index) for index, plate in enumerate(plates)],
        "fonts": _fonts(plates, table),
        "versions": versions(),
        "diagnostics": [diagnostic.as_json() for diagnostic in diagnostics],
    }


def _page(page: Page, index: int) -> dict[str, Any]:
    return {
        "page_nos": list(page.page_nos),
        "index": index,
        "type_area_pt": _rounded(page.type_area),
        "white_ratio": round(page.white_ratio, 5),
        "overset_lines": sum(story.overset_lines for story in page.stories),
        "stories": [
            {
                "id": story.id,
                "headline": story.headline,
                "rank": story.rank,
                "columns": story.columns,
                "headline_pt": story.headline_pt,
                "rects_pt": [_rounded(rect) for rect in story.rects],
                "characters": story.characters,
                "overset_lines": story.overset_lines,
                "overset_characters": story.overset_characters,
                "short_lines": story.short_lines,
            }
            for story in page.stories
        ],
    }


def _rounded(rect: tuple[float, float, float, float]) -> list[float]:
    return [round(value, 2) for value in rect]


def _fonts(plates: Sequence[Plate], table: FaceTable) -> list[dict[str, str]]:
    """Every face that set a glyph, by role; a face that stands in for several roles is named for each."""
    used = {face for plate in plates for face in plate.faces}
    found = [
        {"role": role, "face": face.name, "sha256": sha256(face)} for role, face in table.faces if face in used
    ]
    found.extend(
        {"role": "further", "face": face.name, "sha256": sha256(face)} for face in table.further if face in used
    )
    return found


def versions() -> dict[str, str]:
    """The versions of what shapes the bytes: libraries by name, and the interpreter's zlib."""
    import zlib
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    return found
