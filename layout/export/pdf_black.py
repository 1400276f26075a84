"""Whether a page of a PDF prints in black alone, so that it may stand as it is on a page without colour.

Every operator that sets a colour or paints one is looked at (ISO 32000-1, 8.6), in the page and in all that it draws.
In doubt the answer is no: black that is mixed of three screen colours, too, would be several inks on a press.
"""

from __future__ import annotations

import io
from typing import Any

_DEEPEST = 30  # forms within forms
_BLACK_INKS = frozenset({"/Black", "/All", "/None"})


def prints_black(data: bytes) -> bool:
    """The bytes of a PDF that `read_pdf_page` has let pass in; whether its first page uses no ink but black out."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        try:
            return _Looker().content(page, page.obj.get("/Resources", {}), 0)
        except (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError):
            return False  # what cannot be read might be of any colour


class _Looker:
    """Looks at content streams, each of them once."""

    def __init__(self) -> None:
        self.seen: set[tuple[int, int]] = set()

    def content(self, stream: Any, resources: Any, depth: int) -> bool:
        import pikepdf

        if depth > _DEEPEST:
            return False
        for step in pikepdf.parse_content_stream(stream):
            if not self._step(str(step.operator), step.operands, resources, depth):
                return False
        drawn_with = [thing for kind in ("/Pattern", "/Font") for _, thing in resources.get(kind, {}).items()]
        return all(self._painted(thing, resources, depth) for thing in drawn_with)

    def _step(self, operator: str, operands: Any, resources: Any, depth: int) -> bool:
        match operator:
            case "rg" | "RG":
                return False
            case "k" | "K":
                return not any(operands[:3])
            case "cs" | "CS":
                return _is_gray(operands[0], resources)
            case "sh":
                return _is_gray(resources["/Shading"][operands[0]]["/ColorSpace"], resources)
            case "Do":
                return self._painted(resources["/XObject"][operands[0]], resources, depth)
            case "INLINE IMAGE":
                image = operands[0].obj
                return bool(image.get("/ImageMask", image.get("/IM"))) or _is_gray(
                    image.get("/ColorSpace", image.get("/CS")), resources
                )
        return True

    def _painted(self, thing: Any, resources: Any, depth: int) -> bool:
        """An image, a form, a pattern or a font."""
        if thing.is_indirect:
            if thing.objgen in self.seen:
                return True
            self.seen.add(thing.objgen)
        own = thing.get("/Resources", resources)
        if thing.get("/Subtype") == "/Image":
            return bool(thing.get("/ImageMask")) or _is_gray(thing.get("/ColorSpace"), resources)
        if thing.get("/Subtype") == "/Form" or thing.get("/PatternType") == 1:
            return self.content(thing, own, depth + 1)
        if thing.get("/PatternType") == 2:
            return _is_gray(thing["/Shading"]["/ColorSpace"], resources)
        if thing.get("/Subtype") == "/Type3":
            return all(self.content(glyph, own, depth + 1) for _, glyph in thing["/CharProcs"].items())
        return True


def _is_gray(space: Any, resources: Any) -> bool:
    """Whether a colour space, by name or written out, has black alone."""
    import pikepdf

    if isinstance(space, pikepdf.Name):
        if space in ("/DeviceGray", "/G", "/CalGray", "/Pattern"):
            return True
        named = resources.get("/ColorSpace", {}).get(str(space))
        return named is not None and not isinstance(named, pikepdf.Name) and _is_gray(named, resources)
    match str(space[0]):
        case "/CalGray":
            return True
        case "/ICCBased":
            return bool(space[1].get("/N") == 1)
        case "/Separation":
            return str(space[1]) in _BLACK_INKS
        case "/Indexed" | "/I" | "/Pattern":
            return len(space) < 2 or _is_gray(space[1], resources)
    return False
