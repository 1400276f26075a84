"""Page numbers as they are printed, brought to one form.

Digits lose leading zeros (`02` → `2`), Chinese numerals become digits (`第二版` → `2`), a number with a
section letter keeps all its figures (`A02`), because that is what the paper prints.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_PRINTED = re.compile(r"第?(?:([A-Z]{0,2}\d{1,5})|([〇零一二两三四五六七八九十百]{1,5})|(头))版?")


def normal_page_no(text: str) -> str:
    """A page number as somebody wrote it in, the number as the paper prints it out; `""` if there is none.

    Understood are `2`, `2版`, `02`, `第 02 版`, `第二版`, `头版`, `A02`, `第A02版`, full-width figures.
    """
    compact = "".join(unicodedata.normalize("NFKC", text).split()).upper()
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
