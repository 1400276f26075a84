"""Who signed a story, told from a line.

It must not take running text for a signature: `记者17日从市教育局获悉` and `记者手记` name nobody.
"""

from __future__ import annotations

import re
from dataclasses import replace

from editions.model import Person
from editions.read.labels import labelled, of_group, signed_behind, spaced
from editions.read.later import later
from editions.read.names import has_surname, is_short
from editions.read.roles import Byline, is_in_house, people, role_of, takes_only_pictures
from editions.read.shapes import is_han

_MARKS = "□■◆◇●○◎▲△☐▇▎▌◤★☆※►◼◾✎"
MAX_LINE = 120  # characters; nothing that is longer signs a story
# What one is, or where one works, behind a name.
_AFFILIATION = later(
    r"(?<=[^\W\da-zA-Z_])(?:\s*[（(](?:[^（）()]{4,40}|实习|见习)[）)]|[\s，,；;]+(?:作者)?(?:单位|[系为是])[^，。；]{2,40}"
    r"|[，,]\s*[^，,、。\s]{2,20}(?:教授|研究员|讲师|博士|院长|主任|馆长|会长))$"
)


def byline(line: str, *, bare: bool = False) -> Byline | None:
    """A whole line in, the byline that it is out. With `bare`, a line of mere names counts too (under a
    headline they sign the story)."""
    text = line.strip()
    if not 2 <= len(text) <= MAX_LINE or re.search("[。！？]", text):
        return None
    unmarked = text.lstrip(_MARKS).strip()
    bracketed = re.fullmatch(r"[（(【]([^（）()【】]+)[）)】]", unmarked)
    inner = bracketed.group(1).strip() if bracketed else unmarked
    inner = _AFFILIATION.sub("", inner)
    marked = unmarked != text
    if before := labelled(inner) or spaced(inner, alone=bare) or of_group(inner):
        return replace(before, text=text)
    if is_in_house(inner):  # signs under a headline, in brackets or behind a mark
        return Byline((Person("", inner),), inner if bracketed else text) if bare or marked or bracketed else None
    if (behind := signed_behind(inner, enclosed=marked or bool(bracketed))) and (
        bare or marked or not takes_only_pictures(behind)
    ):
        return replace(behind, text=inner if bracketed else text)
    found = people(inner)
    role = role_of(inner)
    if role:
        signed = bool(bracketed) or marked or _is_signed(inner, role, found)
    else:
        signed = (
            (marked and not bracketed)
            or any(person.role for person in found[:1])  # `南都记者 …`
            or (bare and all(has_surname(person.name) for person in found))
        )
    return Byline(found, inner if bracketed else text) if found and signed else None


def _is_signed(text: str, role: re.Match[str], found: tuple[Person, ...]) -> bool:
    """Whether a line that begins with a role, with no mark or bracket, signs the story. `记者调查` does
    not."""
    # Behind a colon there may be what the reporter of an interview says.
    apart = text[role.end() : role.end() + 1] in tuple(" \u3000\u00a0/")
    return apart or all(has_surname(person.name) for person in found)


def mere_names(text: str) -> tuple[Person, ...]:
    """A text in, the names that it consists of out; () unless all of it reads like Chinese names and nothing else."""
    names = [name for name in re.split(r"[\s、，,]+", text) if name] if 2 <= len(text) <= 24 else []
    if all(has_surname(name) and is_short(name) and all(map(is_han, name.replace("·", ""))) for name in names):
        return tuple(Person("", name) for name in names)
    return ()
