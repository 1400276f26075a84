"""The bodies of an edition as a web page that browsers flow in columns on sheets of its size.

    python benchmarks/column_page.py EDITION FILE
"""

from __future__ import annotations

import html
import sys
from importlib.util import find_spec
from pathlib import Path

from first_edition import FACE_NAME, FACE_PACKAGE, ROOT

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # a checkout that is not installed

from editions.folder import read_edition
from layout.style import MM, load_style


def column_page(edition: Path) -> str:
    """An edition's folder in, the page out: justified, one named face, no headlines, no pictures."""
    found, _ = read_edition(edition)
    style = load_style(found.preset, edition)[0] if found else None
    if found is None or style is None:
        raise RuntimeError(f"{edition} cannot be read")
    grid, (width, height) = style.grid, style.sheet.trim_mm
    measure = (grid.columns * grid.characters + (grid.columns - 1) * grid.gutter) * grid.body_pt
    deep = grid.lines * grid.leading_pt
    paragraphs = [html.escape(block.text) for story in found.articles for block in story.body if block.text.strip()]
    return "\n".join(
        (
            '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>',
            f'@font-face {{ font-family: "{FACE_NAME}"; src: url("{_face_file().as_uri()}") }}',
            f"@page {{ size: {width}mm {height}mm; margin: {style.sheet.top_mm}mm {(width * MM - measure) / 2}pt "
            f"{height * MM - style.sheet.top_mm * MM - deep}pt }}",
            f"body {{ margin: 0; columns: {grid.columns}; column-gap: {grid.gutter}em; column-fill: auto; "
            f'font: {grid.body_pt}pt/{grid.leading_pt}pt "{FACE_NAME}"; text-align: justify }}',
            f"p {{ margin: 0; text-indent: {style.setting.indent_em}em; orphans: 1; widows: 1 }}",
            "</style>",
            *(f"<p>{text}</p>" for text in paragraphs),
        )
    )


def _face_file() -> Path:
    spec = find_spec(FACE_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise RuntimeError(f"{FACE_PACKAGE} is not installed")
    return next(Path(folders[0]).glob(f"{FACE_NAME.replace(' ', '')}-Regular.*"))


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(column_page(Path(sys.argv[1])), "utf-8")
