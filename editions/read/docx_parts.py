"""The parts of a .docx, taken out of its archive with care.

An archive may say what it likes: how many members it has, how large they are, what they are called. So members are counted
before the archive is opened, names are looked at before anything is read, sizes hold while unpacking, and every part
in XML is gone through by expat before anybody builds a tree of it. Nothing is written to disk.
(ECMA-376, part 2: the archive; part 1, chapter 17: what is in `word/document.xml`.)
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from editions.diagnostic import Diagnostic, Span
from editions.messages_feeds import DOCX_BROKEN, DOCX_MEMBERS, DOCX_PATH, DOCX_SIZE, TOO_MANY_ELEMENTS, XINCLUDE_REFUSED
from editions.messages_read import ENTITIES_REFUSED, TOO_DEEP, UNKNOWN_FORMAT
from editions.read.decode import shown

_DOCUMENT = re.compile(r"word/document\d*\.xml")

MAX_MEMBERS = 2000
MAX_XML = 16_000_000  # bytes of all parts in XML
MAX_MEDIA = 120_000_000  # bytes of all pictures
MAX_DEPTH = 60
MAX_ELEMENTS = 25_000  # of one part; a long feature has some ten thousand
MAX_ATTRIBUTES = 100_000  # of one part

_ENTRY = b"PK\x01\x02"  # begins each entry of the archive's directory
_CHUNK = 1 << 16
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/_rels/[\w.-]+\.rels|word/(?:document|styles|numbering|footnotes|endnotes)\d*\.xml"
)
_MEDIA = re.compile(r"word/media/[^/\\]+")
_XINCLUDE = "http://www.w3.org/2001/XInclude "


class Parts(NamedTuple):
    """`files` has the bytes of each part by its name; `seen` counts elements of the document that its reader
    does not read, or that tell of changes."""

    files: dict[str, bytes]
    seen: Counter[str]


class RefusedError(Exception):
    """Why a .docx is not read."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__()
        self.fault = fault


def read_parts(data: bytes, name: str) -> Parts:
    """The bytes of a .docx in, those of its parts that make up an article out. Raises `RefusedError`."""
    span = Span(name)
    if data.count(_ENTRY) > MAX_MEMBERS:
        raise RefusedError(DOCX_MEMBERS.at(span, limit=MAX_MEMBERS))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            for member in members:
                _look_at_name(member, span)
            if not any(map(_DOCUMENT.fullmatch, archive.namelist())):
                raise RefusedError(UNKNOWN_FORMAT.at(span, format="ZIP"))
            files = dict(_unpacked(archive, members, span))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        if b"word/document" not in data:
            raise RefusedError(UNKNOWN_FORMAT.at(span, format="ZIP")) from None
        raise RefusedError(DOCX_BROKEN.at(span, why=shown(str(error), 80), why_zh="压缩包不完整或已损坏")) from None
    return Parts(files, _seen(files, span))


def _look_at_name(member: zipfile.ZipInfo, span: Span) -> None:
    # What the archive holds, not what the zip module makes of it on this machine.
    name = member.orig_filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or re.match("[A-Za-z]:", name) or "\0" in name:
        raise RefusedError(DOCX_PATH.at(span, text=shown(name, 60)))


def _unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], span: Span) -> Iterator[tuple[str, bytes]]:
    left = {True: MAX_MEDIA, False: MAX_XML}
    for member in members:
        is_media = bool(_MEDIA.fullmatch(member.filename))
        if not is_media and not _READ.fullmatch(member.filename):
            continue
        if member.file_size > left[is_media]:
            raise RefusedError(DOCX_SIZE.at(span, text=member.filename))
        unpacked = bytearray()
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                unpacked += chunk
                if len(unpacked) > left[is_media]:
                    raise RefusedError(DOCX_SIZE.at(span, text=member.filename))
        if len(unpacked) != member.file_size:
            raise RefusedError(DOCX_SIZE.at(span, text=member.filename))
        left[is_media] -= len(unpacked)
        yield member.filename, bytes(unpacked)


def _seen(files: dict[str, bytes], span: Span) -> Counter[str]:
    """What the reader will meet; whoever builds trees of the parts then knows that they are small and plain."""
    seen: Counter[str] = Counter()
    for name, data in files.items():
        if _MEDIA.fullmatch(name):
            continue
        look = _Look(span)
        parser = expat.ParserCreate(None, " ")
        parser.StartElementHandler = look.start
        parser.EndElementHandler = look.end
        parser.StartDoctypeDeclHandler = look.doctype
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            why = f"{name}:{error.lineno}:{error.offset + 1} {expat.ErrorString(error.code)}"
            raise RefusedError(DOCX_BROKEN.at(span, why=why, why_zh=why)) from None
        seen += look.seen
    return seen


class _Look:
    """One part being gone through."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.elements = self.attributes = 0
        self.open: list[str] = []
        self.boxes = [0]  # text boxes for whose like no older form is given, by alternative
        self.seen: Counter[str] = Counter()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.attributes += len(attributes)
        if name.startswith(_XINCLUDE):
            raise RefusedError(XINCLUDE_REFUSED.at(self.span, text=shown(attributes.get("href", ""), 60)))
        if len(self.open) >= MAX_DEPTH:
            raise RefusedError(TOO_DEEP.at(self.span, limit=MAX_DEPTH))
        if self.elements > MAX_ELEMENTS or self.attributes > MAX_ATTRIBUTES:
            raise RefusedError(TOO_MANY_ELEMENTS.at(self.span, limit=MAX_ELEMENTS))
        tag = name.rpartition(" ")[2]
        if tag in {"ins", "del"} and "rPr" not in self.open[-2:] and "trPr" not in self.open[-1:]:
            self.seen[tag] += 1
        elif tag == "chart" or (tag == "relIds" and "graphicData" in self.open[-1:]):
            self.seen["chart"] += 1
        elif tag == "AlternateContent":
            self.boxes.append(0)
        elif tag == "Fallback":
            self.boxes[-1] = 0
        elif tag == "txbxContent" and "drawing" in self.open and "Fallback" not in self.open:
            self.boxes[-1] += 1
        self.open.append(tag)

    def end(self, name: str) -> None:
        if self.open.pop() == "AlternateContent":
            self.seen["textbox"] += self.boxes.pop()
        if not self.open:
            self.seen["textbox"] += self.boxes[0]

    def doctype(self, *declaration: object) -> None:
        raise RefusedError(ENTITIES_REFUSED.at(self.span))
