"""What users write after an option of the command line: a text in, its value out; `ValueError` says in both languages why
it has none."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress

from editions.page_no import normal_page_no

WIDEST = 1000  # em
SMALLEST, LARGEST = 1, 400  # points


def read_words(text: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Words with commas between them, each one of those `known`, if there are any."""
    words = tuple(word for word in (part.strip() for part in re.split("[,，、]", text)) if word)
    for word in words:
        if known and word not in known:
            raise ValueError(f"没有“{word}”，只有 / {word!r} is none of: {', '.join(known)}")
    return words


def read_page_numbers(text: str) -> tuple[str, ...]:
    """Page numbers, each as it may be written: 2, 2版, 02, A02."""
    words = read_words(text)
    for word in words or (text,):
        if not normal_page_no(word):
            raise ValueError(f"“{word}”不是版次 / {word!r} is not a page number")
    return words


def read_page_number(text: str) -> tuple[str, ...]:
    words = read_page_numbers(text)
    if len(words) != 1:
        raise ValueError("一次看一个版 / one page at a time")
    return words


def read_baseline_grid(text: str) -> tuple[float, float]:
    """Leading and first baseline in points."""
    with suppress(ValueError):
        leading, first = map(float, read_words(text))
        if 0 < leading < 1000 and abs(first) < 100_000:
            return leading, first
    raise ValueError(f"“{text}”不是行距和首行基线 / {text!r} is no leading and first baseline: 11.54,72.97")


def read_date(text: str) -> datetime.date:
    """A day, written 2026-10-16."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return datetime.date.fromisoformat(text)
    raise ValueError(f"“{text}”不是日期 / {text!r} is no date: 2026-10-16")


def read_paper_name(text: str) -> str:
    """What a paper is called: on one line, not blank, of characters that can be written down."""
    name = text.strip()
    if not name or not name.isprintable():
        raise ValueError(f"“{text}”不能做报名 / {text!r} is no name of a paper".encode("utf-8", "backslashreplace").decode())
    return name


def read_measures(text: str) -> tuple[float, ...]:
    """Widths of lines in em."""
    with suppress(ValueError):
        widths = tuple(map(float, read_words(text)))
        if widths and all(0 < width <= WIDEST for width in widths):
            return widths
    raise ValueError(f"“{text}”不是行长 / {text!r} is no measure: 13, or 9,9,13")


def read_type_size(text: str) -> float | str:
    """A size of type in points, or the word «fit»."""
    if text == "fit":
        return text
    with suppress(ValueError):
        if SMALLEST <= float(text) <= LARGEST:
            return float(text)
    raise ValueError(f"“{text}”不是字号 / {text!r} is no size: 42, or fit")
