"""Word-processor files made for tests: the parts that one has, with the copy that a test asks for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_STYLES = {
    "a0": "heading 1", "a1": "heading 2", "a2": "caption", "a3": "诗歌", "a4": "Subtitle", "a5": "标题"
}  # fmt: skip
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="jpeg" ContentType="image/jpeg"/></Types>'
)


def run(text: str, *properties: str) -> str:
    """A run of text, `b`, `i` or `vertAlign w:val="superscript"` its properties; `\\n` breaks the line."""
    made = "".join(f"<w:{one}/>" for one in properties)
    inside = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{made}</w:rPr>{inside}</w:r>"


def paragraph(*runs: str, style: str = "", numbered: int = 0) -> str:
    """A paragraph of runs or plain texts; `style` is the name of one, `numbered` a list of `numbering`."""
    code = next((code for code, name in _STYLES.items() if name == style), "")
    properties = f'<w:pStyle w:val="{code}"/>' if code else ""
    properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbered}"/></w:numPr>' if numbered else ""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        + "".join(one if one.startswith("<") else run(one) for one in runs)
        + "</w:p>"
    )


def picture(relation: str = "rId1", *, linked: bool = False) -> str:
    """A picture in line; `relation` leads to its file."""
    how = "r:link" if linked else "r:embed"
    return (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip {how}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def table(*rows: tuple[str, ...], first: str = "") -> str:
    """A table of rows of texts; `first` is a property of its first cell, `gridSpan w:val="2"`."""
    made = ""
    for number, row in enumerate(rows):
        cells = ""
        for place, text in enumerate(row):
            properties = f"<w:{first}/>" if first and not number and not place else ""
            cells += f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"
        made += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def parts(*body: str, media: Mapping[str, bytes] | None = None, relations: str = "") -> dict[str, bytes]:
    """What is in a document: its parts by their names. Media are related to it as rId1, rId2 …"""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{code}"><w:name w:val="{name}"/></w:style>'
        for code, name in _STYLES.items()
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{code}"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/></w:lvl></w:abstractNum>'
        for code, form in ((1, "decimal"), (2, "bullet"))
    ) + "".join(f'<w:num w:numId="{code}"><w:abstractNumId w:val="{code}"/></w:num>' for code in (1, 2))
    media = media or {}
    relations += "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/image" Target="media/{name}"/>'
        for number, name in enumerate(media, 1)
    )
    return {
        "[Content_Types].xml": CONTENT_TYPES.encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{"".join(body)}</w:body></w:document>'.encode(),
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>".encode(),
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>".encode(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'.encode(),
        **{f"word/media/{name}": data for name, data in media.items()},
    }


def packed(files: Mapping[str, bytes]) -> bytes:
    """Parts in, the bytes of the file out."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return archive.getvalue()


def docx(*body: str, media: Mapping[str, bytes] | None = None, relations: str = "") -> bytes:
    """Paragraphs and tables in, a document out."""
    return packed(parts(*body, media=media, relations=relations))
