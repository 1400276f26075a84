"""The style of a newspaper: every measure and every choice that is not copy, read from a TOML file.

A preset is a file in `layout/styles/`; a newspaper copies one and edits it. What a style file leaves out is taken
from the tabloid preset. Lengths are points unless the name ends in `_mm` or `_em`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_type_hints

from editions.diagnostic import Diagnostic, Span
from layout import messages
from layout.items import BLACK, Colour

PRESETS = ("tabloid", "broadsheet")
MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    trim_mm: tuple[float, float]
    bleed_mm: float
    top_mm: float


@dataclass(frozen=True, slots=True)
class GridStyle:
    columns: int
    characters: int
    gutter: int
    lines: int
    body_pt: float
    leading_pt: float


@dataclass(frozen=True, slots=True)
class Ladder:
    sizes: tuple[float, ...]

    def at_most(self, size: float) -> float:
        """The largest ladder size that is not above `size` (the least of all if none is)."""
        return max((step for step in self.sizes if step <= size), default=self.sizes[0])


@dataclass(frozen=True, slots=True)
class HeadlineStyle:
    rank1: tuple[float, ...]
    rank2: tuple[float, ...]
    rank3: tuple[float, ...]
    rank4: tuple[float, ...]
    rank5: tuple[float, ...]
    secondary: float
    least_secondary: float
    air_above: float
    air_below: float
    air_preferred: int

    def sizes(self, rank: int) -> tuple[float, ...]:
        return (self.rank1, self.rank2, self.rank3, self.rank4, self.rank5)[rank - 1]


@dataclass(frozen=True, slots=True)
class Roles:
    body: str
    headline: tuple[str, ...]
    feature: str
    kicker: str
    deck: str
    byline: str
    subhead: str
    caption: str
    lead_in: str
    masthead: str
    folio: str


@dataclass(frozen=True, slots=True)
class CaptionStyle:
    size_pt: float
    leading_pt: float


@dataclass(frozen=True, slots=True)
class MastheadStyle:
    lines: int


@dataclass(frozen=True, slots=True)
class RuleStyle:
    hairline_pt: float
    folio_pt: float
    frame_pt: float
    tint: float


@dataclass(frozen=True, slots=True)
class ColourStyle:
    accent: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PictureStyle:
    crop_taller: float
    crop_flatter: float
    caption_air: float


@dataclass(frozen=True, slots=True)
class SettingStyle:
    indent_em: int
    level: str


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    sheet: Sheet
    grid: GridStyle
    ladder: Ladder
    headline: HeadlineStyle
    roles: Roles
    caption: CaptionStyle
    masthead: MastheadStyle
    rules: RuleStyle
    colour: ColourStyle
    picture: PictureStyle
    setting: SettingStyle

    @property
    def accent(self) -> Colour:
        return Colour("cmyk", self.colour.accent)

    @property
    def tint(self) -> Colour:
        return Colour("gray", (1.0 - self.rules.tint,))

    def accent_on(self, colour_page: bool) -> Colour:
        """The second colour of a page, which a page printed in black alone does not have."""
        return self.accent if colour_page else BLACK


def load_style(name: str, folder: Path, span: Span | None = None) -> tuple[Style | None, tuple[Diagnostic, ...]]:
    """The name of a preset, or a style file's path from `folder`, in; the style and what is wrong with it out. That
    the path stays in the newspaper's folders was seen to when the edition was read."""
    if name in PRESETS:
        return _preset(name), ()
    path = folder / name
    if not path.is_file():
        return None, (messages.STYLE_UNKNOWN.at(span, style=name, presets=", ".join(PRESETS)),)
    try:
        data = tomllib.loads(path.read_bytes().decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, (messages.STYLE_BROKEN.at(Span(name), reason=error),)
    problems: list[Diagnostic] = []
    style = _build(Style, _merged(_read_preset("tabloid"), data), "", Span(name), problems)
    return (None if problems else style), tuple(problems)


def _read_preset(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "styles" / f"{name}.toml").read_text("utf-8"))


@lru_cache(maxsize=len(PRESETS))
def _preset(name: str) -> Style:
    problems: list[Diagnostic] = []
    style: Style = _build(Style, _read_preset(name), "", Span(f"{name}.toml"), problems)
    assert not problems, problems
    return style


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both_tables = isinstance(value, dict) and isinstance(base.get(key), dict)
        merged[key] = _merged(base[key], value) if both_tables else value
    return merged


def _build(kind: Any, data: dict[str, Any], where: str, span: Span, problems: list[Diagnostic]) -> Any:
    """A table in, a dataclass of `kind` out; what does not fit its field is added to `problems`."""
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}
    problems.extend(messages.STYLE_KEY.at(span, key=where + key) for key in data if key not in known)
    values = {}
    for field in fields(kind):
        hint, value = hints[field.name], data.get(field.name)
        if is_dataclass(hint):
            if isinstance(value, dict):
                values[field.name] = _build(hint, value, f"{where}{field.name}.", span, problems)
                continue
        elif (fitting := _fitting(value, hint)) is not None:
            values[field.name] = fitting
            continue
        problems.append(messages.STYLE_VALUE.at(span, key=where + field.name, value=value))
    return kind(**values) if len(values) == len(known) else None


def _fitting(value: Any, hint: Any) -> Any:
    """`value` as the type `hint` wants it, or None. Numbers are positive or zero; tuples are not empty."""
    if hint is str:
        return value if isinstance(value, str) else None
    if hint is int:
        return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1000 else None
    if hint is float:
        good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 10_000
        return float(value) if good else None
    members = hint.__args__
    if not isinstance(value, list) or not value or (Ellipsis not in members and len(value) != len(members)):
        return None
    fitted = tuple(_fitting(member, members[0]) for member in value)
    return None if None in fitted else fitted
