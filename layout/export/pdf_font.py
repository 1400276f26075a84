"""A composite font of a PDF: glyph ids in the content stream, exact text behind them.

A Type 0 font with Identity-H (ISO 32000-1, 9.7) on a subset font program: CIDFontType0C for CFF outlines,
CIDFontType2 for TrueType. The codes are the program's glyph ids, two bytes each.

ToUnicode gives each code one text, but a glyph may stand for several: a space and a no-break space, a
character and its compatibility twin. Then a second Type 0 dictionary, with a ToUnicode of its own, stands on
the same descendant font and program, and the content stream names that one for these glyphs. This costs some
hundred bytes, works for both kinds of outlines and in every reader, where an ActualText is read by few.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from threading import Thread
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from fonts.subset import FontProgram
from layout.export.pdf_document import PdfCanvas
from layout.export.plate import FIRST_GLYPH, Text

# Level 3 packs font programs within 1 % of level 6 in three quarters of the time.
_ZLIB_LEVEL = 3

_SYMBOLIC = 4  # flag 3 of a font descriptor: not the Latin character set
_ITALIC = 64


_NOTHING = "\u200b"


class Code(NamedTuple):
    """How the content stream shows a glyph: `font` is the resource name (without the slash) for `Tf`, `code`
    four hexadecimal digits."""

    font: str
    code: str


def embed(
    canvas: PdfCanvas, name: str, program: FontProgram, texts: Iterable[tuple[int, str]]
) -> Mapping[tuple[int, str], Code]:
    """A font program, and each (glyph id in the face, text it stands for) that the pages use, in; a `Code`
    for each out. `name` is the resource name, such as "F1", on every page; more grow from it ("F1b" …).

    The text of a glyph that only completes the one before it is "" (read back as U+200B, for a reader that
    finds no text gives the code itself instead). Raises `KeyError` for a glyph that is not in the program.
    """
    new_ids = program.glyph_map
    layers = _layers((new_ids[glyph], text) for glyph, text in texts)
    document = canvas._doc
    descendant = _descendant(document, program)
    fonts = document.idToObject[pdfdoc.BasicFonts].dict
    names = [name + suffix for suffix in _suffixes(len(layers))]
    for layer_name, layer in zip(names, layers, strict=True):
        fonts[layer_name] = document.Reference(_type0(document, program, descendant, layer))
    return {
        (program.glyphs[glyph], text): Code(layer_name, f"{glyph:04X}")
        for layer_name, layer in zip(names, layers, strict=True)
        for glyph, text in layer.items()
    }


class Codes:
    """How the glyphs of a plate are shown in one of its faces: `codes` are those of the whole edition, `glyphs` what the
    plate's characters stand for, in order."""

    def __init__(self, codes: Mapping[tuple[int, str], Code], glyphs: Sequence[tuple[int, str]]) -> None:
        self.font = min((code.font for code in codes.values()), key=lambda name: (len(name), name))
        own = {FIRST_GLYPH + number: codes[pair] for number, pair in enumerate(glyphs)}
        self.table = {char: code.code for char, code in own.items()}
        self.others = {char: code for char, code in own.items() if code.font != self.font}

    def write(self, text: Text) -> str:
        """A text in, the operators that show it out."""
        font, shown = f"{self.font} {text.size:g}", text.shown
        if self.others and not {chr(char) for char in self.others}.isdisjoint(shown):
            shown = self._with_others(text)
        return f"BT {text.set_up} /{font} Tf {shown.translate(self.table)} ET"

    def _with_others(self, text: Text) -> str:
        """What is shown with the glyphs of other fonts in place: the font changes before each and back after it."""
        begin, end = ("<", "> Tj") if text.is_apart else ("[<", ">] TJ")
        table = {
            char: f"{end} /{code.font} {text.size:g} Tf {begin}{code.code}{end} /{self.font} {text.size:g} Tf {begin}"
            for char, code in self.others.items()
        }
        shown = text.shown.translate(table)
        if text.is_apart:
            return shown.replace("<> Tj ", "")
        return shown.replace("<>", "").replace("[] TJ ", "")


def _layers(pairs: Iterable[tuple[int, str]]) -> list[dict[int, str]]:
    """(glyph, text) pairs in, maps out that give every glyph one text each; the first holds nearly all."""
    layers: list[dict[int, str]] = [{}]
    for glyph, text in sorted(set(pairs)):
        free = next((layer for layer in layers if glyph not in layer), None)
        if free is None:
            layers.append(free := {})
        free[glyph] = text
    return layers


def _suffixes(count: int) -> list[str]:
    return ["", *(chr(ord("b") + i) if i < 25 else f"_{i}" for i in range(count - 1))]


def _type0(document: Any, program: FontProgram, descendant: Any, texts: Mapping[int, str]) -> Any:
    base = _base_name(program) + ("-Identity-H" if program.kind == "CFF" else "")
    return _dictionary(
        Type="/Font",
        Subtype="/Type0",
        BaseFont=pdfdoc.PDFName(base),
        Encoding="/Identity-H",
        DescendantFonts=pdfdoc.PDFArray([descendant]),
        ToUnicode=document.Reference(_Stream(to_unicode(texts))),
    )


def _descendant(document: Any, program: FontProgram) -> Any:
    """The CIDFont with its widths; its CIDs are the program's glyph ids."""
    is_cff = program.kind == "CFF"
    font = _dictionary(
        Type="/Font",
        Subtype="/CIDFontType0" if is_cff else "/CIDFontType2",
        BaseFont=pdfdoc.PDFName(_base_name(program)),
        CIDSystemInfo="<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
        FontDescriptor=document.Reference(_descriptor(document, program)),
        DW=1000,
        W=widths(program.advances),
    )
    if not is_cff:
        font["CIDToGIDMap"] = "/Identity"
    return document.Reference(font)


def _descriptor(document: Any, program: FontProgram) -> Any:
    descriptor = _dictionary(
        Type="/FontDescriptor",
        FontName=pdfdoc.PDFName(_base_name(program)),
        Flags=_SYMBOLIC | (_ITALIC if program.italic_angle else 0),
        FontBBox=pdfdoc.PDFArray(program.bbox),
        ItalicAngle=program.italic_angle,
        Ascent=program.ascent,
        Descent=program.descent,
        CapHeight=program.cap_height,
        StemV=program.stem_v,
        FontWeight=min(max(round(program.weight, -2), 100), 900),
    )
    if program.kind == "CFF":
        descriptor["FontFile3"] = document.Reference(_Stream(program.data, Subtype="/CIDFontType0C"))
    else:
        descriptor["FontFile2"] = document.Reference(_Stream(program.data, Length1=len(program.data)))
    return descriptor


def _base_name(program: FontProgram) -> str:
    return f"{program.tag}+{program.name}"


def widths(advances: tuple[int, ...], default: int = 1000) -> str:
    """Advances by CID in, the W array out (ISO 32000-1, 9.7.4.3): runs of what differs from the default
    width, which Han characters and Chinese marks have."""
    parts: list[str] = []
    start = 0
    while start < len(advances):
        if advances[start] == default:
            start += 1
            continue
        end = start
        while end < len(advances) and advances[end] != default:
            end += 1
        parts.append(f"{start} [{' '.join(map(str, advances[start:end]))}]")
        start = end
    return f"[{' '.join(parts)}]"


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """Code → text in, a ToUnicode CMap out (ISO 32000-1, 9.10.3); a text may be of several characters."""
    rows = [
        f"<{code:04X}> <{(text or _NOTHING).encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(texts.items())
    ]
    blocks = [
        rows[i : i + 100] for i in range(0, len(rows), 100)
    ]  # 100 entries are the most a block may have
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (_CMAP_HEAD + body + _CMAP_FOOT).encode("ascii")


_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""

_CMAP_FOOT = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def _dictionary(**entries: Any) -> Any:
    return pdfdoc.PDFDictionary(entries)


class _Stream(pdfdoc.PDFStream):  # type: ignore[misc]  # reportlab has no types
    """A stream that a thread packs while the pages are written: zlib needs no turn of the interpreter's."""

    def __init__(self, data: bytes, **entries: Any) -> None:
        super().__init__(_dictionary(Filter="/FlateDecode", **entries))
        self._packing = Thread(target=self._pack, args=(data,))
        self._packing.start()

    def _pack(self, data: bytes) -> None:
        self.content = zlib.compress(data, _ZLIB_LEVEL)

    def format(self, document: Any) -> bytes:
        self._packing.join()
        formatted: bytes = super().format(document)
        return formatted
