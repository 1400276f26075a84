"""Bylines and datelines in English copy of the agencies."""

from __future__ import annotations

import re
from typing import NamedTuple

from editions.model import Person
from editions.read.bylines import byline
from editions.read.later import later
from editions.read.names import has_surname
from editions.read.roles import Byline, people
from editions.read.shapes import is_han

_BY = later(r"(?:(?:written|reported|photos?|story|text)\s+)?by[:\s]\s*", re.I)
_AND = later(r"\s*(?:[,;/&]|\band\b)\s*", re.I)
_NAME = later(r"(?:[^\W\d_]|[.'’-])+(?: (?:[^\W\d_]|[.'’-])+){0,5}")
_TITLE = later(
    r"\b(?:reporter|writer|correspondent|editor|photographer|columnist|contributor|staff|bureau|chief|desk)\b", re.I
)
_WITHIN_NAMES = "d de da del della der den di du el la le van von bin ibn al y"
_PARTICLES = frozenset(_WITHIN_NAMES.split())

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DASH = r"\s*(?:--|[—–-])\s+"
_PLACE = r"[A-Z][A-Z .'’-]{1,30}(?:, [A-Z][\w .'’-]{1,30}){0,2}"
_DATELINE = later(
    rf"(?P<place>{_PLACE}(?:, {_MONTH} \d{{1,2}})? \([A-Z][\w .&/-]{{1,30}}\)){_DASH}"
    rf"|(?P<date>\([A-Z][\w .,'’-]{{1,40}} [—–-] {_MONTH} \d{{1,2}}\))(?:{_DASH}|\s+)"
    rf"|(?P<agency>\([A-Z][\w .,&/'’-]{{1,40}}\)){_DASH}"
)


_MAX_LINE = 120  # characters


class Opening(NamedTuple):
    """A dateline, and how many characters it takes with the dash behind it."""

    text: str
    length: int


def western_dateline(paragraph: str) -> Opening | None:
    """The first paragraph of a body in, its dateline out: `GROSSETO, Italy (AP) --`, `(New York, NY - October 21)`."""
    found = _DATELINE.match(paragraph)
    if not found or found.end() >= len(paragraph):
        return None
    return Opening(next(text for text in found.groups() if text), found.end())


_DESK = later(r"[（(]?Reporting by ([^;()]+?)(?:; Writing by ([^;()]+?))?; Editing by ([^;()]+?)[）)]?")


def western_desk(line: str) -> tuple[Byline, tuple[str, ...]] | None:
    """A whole line in, the byline and the editors that it names out: `(Reporting by Ann Brook; Editing by Li Ming)`."""
    found = _DESK.fullmatch(line.strip()) if "Reporting by" in line and len(line) <= _MAX_LINE else None
    writers, editing = (_western(found[1]), _western(found[3])) if found else ((), ())
    return (Byline(writers, line.strip("（）() ")), tuple(one.name for one in editing)) if writers and editing else None


def given_byline(text: str) -> Byline:
    """What a feed gives as a story's byline in; the people named in it, none if it is not understood, out.

    A Chinese name without a role counts if it begins with a surname: accounts and offices stand here, too.
    """
    text = " ".join(text.split())
    if mailed := re.fullmatch(r"\S+@\S+ \(([^()]+)\)|([^<>@]+?) <\S+@\S+>", text):
        text = next(filter(None, mailed.groups()))
    if any(map(is_han, text)):
        signed = byline(text, bare=True)
        if signed:
            return signed
        named = people(text)
        return Byline(named if all(person.role or has_surname(person.name) for person in named) else (), text)
    return Byline(_western(text), text)


def people_in(text: str) -> tuple[Person, ...]:
    """An entry of a list of bylines in, in Chinese or in English, the people named in it out."""
    return people(text) if any(map(is_han, text)) else _western(text)


def western_byline(line: str) -> Byline | None:
    """A whole line in, the byline that it is out: `By Ann Brook and Li Ming`."""
    text = line.strip()
    if text[:2].lower() != "by" or len(text) > _MAX_LINE or any(map(is_han, text)):
        return None
    named = _western(text)
    return Byline(named, text) if named else None


def _western(text: str) -> tuple[Person, ...]:
    named = _BY.match(text)
    found: list[Person] = []
    for part in filter(None, _AND.split(text[named.end() if named else 0 :])):
        if found and _TITLE.search(part):
            found[-1] = Person(part, found[-1].name)
        elif _is_name(part):
            found.append(Person("", part))
        else:
            return ()
    return tuple(found)


def _is_name(text: str) -> bool:
    if not _NAME.fullmatch(text):
        return False
    words = text.split(" ")
    lower = [word for word in words if not word[:1].isupper()]
    return len(lower) < len(words) and all(
        word in _PARTICLES or re.match(r"[a-z]{1,3}['’][A-Z]", word) for word in lower
    )
