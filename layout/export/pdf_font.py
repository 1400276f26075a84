"""A composite font of a PDF: glyph ids in the content stream, exact text behind them.

A Type 0 font with Identity-H (ISO 32000-1, 9.7) on a subset font program: CIDFontType0C for CFF outlines,
CIDFontType2 for TrueType. The codes are the program's glyph ids, two bytes each.

ToUnicode gives each code one text, but a glyph may stand for several: a space and a no-break space, a
character and its compatibility twin. Then a second Type 0 dictionary, with a ToUnicode of its own, stands on
the same descendant font and program, and the content stream names that one for these glyphs. This costs some
hundred bytes, works for both kinds of outlines and in every reader, where an ActualText is read by few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from fonts.subset import FontProgram
from layout.export.pdf_document import PackedStream, PdfCanvas

# Level 3 packs font programs within 1 % of level 6 in three quarters of the time.
_PACKED = 3

_SYMBOLIC = 4  # flag 3 of a font descriptor: not the Latin character set
_ITALIC = 64


_NOTHING = "\u200b"


class Code(NamedTuple):
    """How the content stream shows a glyph: `font` is the resource name (without the slash) for `Tf`, `code`
    four hexadecimal digits."""

    font: str
    code: str


class Codes(NamedTuple):
    """How the glyphs of a face are shown: by glyph in the face and text, those that are in font `font`, which are nearly
    all, and the others. `layers` are the texts by code of each font, the first one first."""

    font: str
    codes: Mapping[tuple[int, str], str]
    others: Mapping[tuple[int, str], Code]
    layers: Mapping[str, Mapping[int, str]]


def codes_of(name: str, glyphs: Sequence[int], texts: Iterable[tuple[int, str]]) -> Codes:
    """The glyphs of a font program, and each (glyph id in the face, text it stands for) that the pages use, in; their
    codes out. `name` is the resource name, such as "F1", on every page; more grow from it ("F1b" …).

    The text of a glyph that only completes the one before it is "" (read back as U+200B, for a reader that
    finds no text gives the code itself instead). Raises `KeyError` for a glyph that is not in the program.
    """
    new_ids = {old: new for new, old in enumerate(glyphs)}
    first, *others = _layers((new_ids[glyph], text) for glyph, text in texts)
    names = [name + suffix for suffix in _suffixes(len(others))]
    return Codes(
        name,
        {(glyphs[glyph], text): f"{glyph:04X}" for glyph, text in first.items()},
        {
            (glyphs[glyph], text): Code(other_name, f"{glyph:04X}")
            for other_name, other in zip(names, others, strict=True)
            for glyph, text in other.items()
        },
        dict(zip([name, *names], [first, *others], strict=True)),
    )


def embed(canvas: PdfCanvas, codes: Codes, program: FontProgram) -> None:
    """Put a font program, and the fonts that show its glyphs by these codes, into the file."""
    document = canvas._doc
    descendant = _descendant(document, program)
    fonts = document.idToObject[pdfdoc.BasicFonts].dict
    for name, layer in codes.layers.items():
        fonts[name] = document.Reference(_type0(document, program, descendant, layer))


def change_fonts(stream: str, others: Mapping[str, Code], fonts: Mapping[str, str]) -> str:
    """The stream of a plate in; the same with the codes of glyphs that are in other fonts than the first of their face
    out: the font changes before each and back after it. `others` are those glyphs by their characters, `fonts` the names
    of first fonts by theirs."""

    def changed(match: re.Match[str]) -> str:
        text = match.group()
        if others.keys().isdisjoint(text):
            return text
        char, size = match.groups()
        begin, end = ("[<", ">] TJ") if "] TJ" in text else ("<", "> Tj")
        for other, code in others.items():
            if other in text:
                back = f"{end} /{fonts[char]} {size} Tf {begin}"
                text = text.replace(other, f"{end} /{code.font} {size} Tf {begin}{code.code}{back}")
        return text.replace("<> Tj ", "").replace("<>", "").replace("[] TJ ", "")

    return re.sub(r"BT [^/\n]*/(.) (\S+) Tf [^\n]* ET", changed, stream)


def _layers(pairs: Iterable[tuple[int, str]]) -> list[dict[int, str]]:
    """(glyph, text) pairs in, maps out that give every glyph one text each; the first holds nearly all."""
    first: dict[int, str] = {}
    layers = [first]
    for glyph, text in sorted(set(pairs)):
        if glyph not in first:
            first[glyph] = text
            continue
        free = next((layer for layer in layers if glyph not in layer), None)
        if free is None:
            layers.append(free := {})
        free[glyph] = text
    return layers


def _suffixes(count: int) -> list[str]:
    return [chr(ord("b") + i) if i < 25 else f"_{i}" for i in range(count)]


def _type0(document: Any, program: FontProgram, descendant: Any, texts: Mapping[int, str]) -> Any:
    base = _base_name(program) + ("-Identity-H" if program.kind == "CFF" else "")
    return _dictionary(
        Type="/Font",
        Subtype="/Type0",
        BaseFont=pdfdoc.PDFName(base),
        Encoding="/Identity-H",
        DescendantFonts=pdfdoc.PDFArray([descendant]),
        ToUnicode=document.Reference(PackedStream(to_unicode(texts), _PACKED)),
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
        descriptor["FontFile3"] = document.Reference(PackedStream(program.data, _PACKED, Subtype="/CIDFontType0C"))
    else:
        descriptor["FontFile2"] = document.Reference(PackedStream(program.data, _PACKED, Length1=len(program.data)))
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
