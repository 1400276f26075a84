"""Page numbers as they are printed, brought to one form.

Digits lose leading zeros (`02` → `2`), Chinese numerals become digits (`第二版` → `2`), a number with a
section letter keeps all its figures (`A02`), because that is what the paper prints. A spread (跨版) has the numbers
of both its pages (`4-5`, `A04-A05`).
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_BETWEEN = re.compile("[-–—~/、和至]")
_PRINTED = re.compile(r"第?(?:([A-Z]{0,2}\d{1,5})|([〇零一二两三四五六七八九十百]{1,5})|(头))版?")


def normal_page_no(text: str) -> str:
    """A page number as somebody wrote it in, the number as the paper prints it out; `""` if there is none.

    Understood are `2`, `2版`, `02`, `第 02 版`, `第二版`, `头版`, `A02`, `第A02版`, full-width figures; and for a spread
    `4-5`, `4-5版`, `第4、5版`, `第四至五版`, `A04-05`.
    """
    compact = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    left, *right = _BETWEEN.split(compact)
    if not right:
        return _single_no(left)
    first = _single_no(left)
    letters = first.rstrip("0123456789")
    last = _single_no(letters + right[0] if letters and right[0][:1].isdigit() else right[0])
    return f"{first}-{last}" if first and last and len(right) == 1 else ""


def page_nos(no: str) -> tuple[str, ...]:
    """A normalised number in; the single pages that it stands for out, two for a spread."""
    return tuple(no.split("-"))


def is_spread(no: str) -> bool:
    return len(page_nos(no)) > 1


def follow(left: str, right: str) -> bool:
    """Whether two page numbers are those of neighbours: the second next to the first, in one section."""
    letters = left.rstrip("0123456789")
    same = right.rstrip("0123456789") == letters
    return same and int(right[len(letters) :]) == int(left[len(letters) :]) + 1


def _single_no(compact: str) -> str:
    match = _PRINTED.fullmatch(compact)
    if not match:
        return ""
    figures, numeral, front = match.groups()
    if front:
        return "1" if compact.endswith("版") else ""
    if numeral:
        value = chinese_number(numeral)
        return str(value) if value else ""
    if figures.isdigit():
        return str(int(figures)) if int(figures) else ""
    return figures if int(figures.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) else ""


def chinese_number(numeral: str) -> int | None:
    """A Chinese numeral below 10 000 in (`十二`, `二十`, `一百零八`, `二〇二四`), its value out; None if it
    is none."""
    if not numeral or any(char not in _DIGITS and char not in "十百千" for char in numeral):
        return None
    if not any(char in "十百千" for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
            continue
        total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
        digit = 0
    return total + digit
