"""The style of a newspaper: every measure and every choice that is not copy, read from a TOML file.

A preset is a file in `layout/styles/`; a newspaper copies one and edits it. What a style file leaves out is taken
from the tabloid preset. Lengths are points unless the name ends in `_mm` or `_em`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_origin, get_type_hints

from editions.diagnostic import Diagnostic, Span
from editions.model import ArticleKind, PageKind
from editions.toml_places import Toml, read_toml
from fonts.roles import ROLES
from layout import messages
from layout.items import BLACK, Colour
from layout.setting.rules import Language, Level, MarkStyle, Rules

PRESETS = ("tabloid", "broadsheet", "tabloid-large", "broadsheet-large")
MM = 72 / 25.4


class Sheet(NamedTuple):
    trim_mm: tuple[float, float]
    bleed_mm: float
    top_mm: float


class GridStyle(NamedTuple):
    """`middle_em` is the gutter in which the fold is; only a spread has one (`layout.spread`)."""

    columns: int
    characters: int
    gutter: int
    lines: int
    body_pt: float
    leading_pt: float
    middle_em: float = 0.0

    def measure(self, columns: int) -> int:
        """长栏: the width of so many base columns with the gutters between, in body em."""
        return columns * self.characters + (columns - 1) * self.gutter

    @property
    def fold_em(self) -> float:
        """By how much the gutter in the middle is wider than the others, which only a spread's is."""
        return self.middle_em - self.gutter if self.middle_em else 0.0

    def serves(self, inner: int, columns: int) -> bool:
        """Whether a story over so many base columns may have `inner` text columns wherever it stands. On a spread, where
        it will stand is not known when its columns are set: base columns are on no fold wherever that is, an even number
        of columns across the whole spread is parted by it."""
        return not self.middle_em or inner == columns or (columns == self.columns and inner % 2 == 0)


class Ladder(NamedTuple):
    sizes: tuple[float, ...]

    def at_most(self, size: float) -> float:
        """The largest ladder size that is not above `size` (the least of all if none is)."""
        return max((step for step in self.sizes if step <= size), default=self.sizes[0])


class HeadlineStyle(NamedTuple):
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


class Roles(NamedTuple):
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

    def of_headline(self, kind: ArticleKind, rank: int) -> str:
        """The role of a headline: that of features, or of its rank."""
        return self.feature if kind == "feature" else self.headline[rank - 1]


class CaptionStyle(NamedTuple):
    size_pt: float
    leading_pt: float


class MastheadStyle(NamedTuple):
    """`columns`: how many base columns the masthead leaves to itself where something stands in the ear (报眼); 0: all."""

    lines: int
    columns: int


class RuleStyle(NamedTuple):
    hairline_pt: float
    folio_pt: float
    frame_pt: float
    tint: float


class ColourStyle(NamedTuple):
    accent: tuple[float, float, float, float]


class PictureStyle(NamedTuple):
    """`share`: how much of its story's width a picture had best be wide, for ranks 1 and 2 and for the others."""

    crop_taller: float
    crop_flatter: float
    caption_air: float
    share: tuple[float, float]


Means = Literal["smaller", "hold", "jump"]  # against too much copy


class MakeupStyle(NamedTuple):
    """What is done with too much and too little copy, first things first; what is not named is not done. Overset and
    white space are what is left."""

    too_much: tuple[Means, ...]
    too_little: tuple[Literal["larger", "fillers"], ...]


class ScoreStyle(NamedTuple):
    """What makeup minimises: the cost of each fault, in cells of the grid (a base column of one line), and how long it
    looks for less (`blocks`, `layouts`, `steps`)."""

    white: float
    uneven: float
    loose: float
    worst_paragraph: float
    widow: float
    lonely: float
    stacked: float
    poor_line: float
    air: float
    headline: float
    headline_line: float
    headline_short: float
    deck: float
    columns: float
    crop: float
    picture_width: float
    thin: float
    picture_narrow: float
    coarse: float
    tall: float
    squat: float
    narrow: float
    wide: float
    overset: float
    inverted: float
    turned: float
    abreast: tuple[float, float]
    position: float
    clash: float
    gutter: float
    seam: float
    cut: float
    pictures: float
    related: float
    vertical: float
    blocks: int
    layouts: int
    steps: int


class SettingStyle(NamedTuple):
    """`merge_em`: where text is to be set wider than the base columns (破栏), the em that its columns have at the least;
    0: by the kind of each story. `vertical`: for what stands (`Style.standing`)."""

    indent_em: int
    merge_em: int
    level: Level
    marks: MarkStyle
    language: Language
    hanging: bool
    hyphenation: bool
    vertical: bool = False

    @property
    def rules(self) -> Rules:
        """The rules of setting, as every paragraph takes them."""
        return Rules(self.level, self.marks, self.language, self.hanging, self.hyphenation, vertical=self.vertical)


class KindStyle(NamedTuple):
    """What a page of one kind has otherwise than a page of news. `scale`: headlines are of the ladder's size at or
    under this times that of their rank; `headline`: the role that sets all of them."""

    scale: float
    headline: str
    air_above: float
    air_below: float
    air_preferred: int
    crop_taller: float
    crop_flatter: float
    caption_air: float
    picture_share: tuple[float, float]
    merge_em: int


class Kinds(NamedTuple):
    features: KindStyle
    briefs: KindStyle


class Style(NamedTuple):
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
    makeup: MakeupStyle
    score: ScoreStyle
    kinds: Kinds

    @property
    def accent(self) -> Colour:
        return Colour("cmyk", self.colour.accent)

    @property
    def tint(self) -> Colour:
        return Colour("gray", (1.0 - self.rules.tint,))

    @property
    def standing(self) -> Style:
        """The same style for vertical lines: whatever is set with it stands (竖题, 竖排)."""
        return self._replace(setting=self.setting._replace(vertical=True))

    def in_language(self, language: Language | Literal[""]) -> Style:
        """The style for a paper in a language of its own; "" leaves it as it is."""
        return self._replace(setting=self.setting._replace(language=language)) if language else self

    def for_page(self, kind: PageKind) -> Style:
        """The style for a page of a kind (副刊, 简讯 …)."""
        return self if kind == "news" else _of_kind(self, kind)

    def accent_on(self, colour_page: bool) -> Colour:
        """The second colour of a page, which a page printed in black alone does not have."""
        return self.accent if colour_page else BLACK


@lru_cache(maxsize=64)
def _of_kind(style: Style, kind: Literal["features", "briefs"]) -> Style:
    own: KindStyle = getattr(style.kinds, kind)
    headline, roles, picture = style.headline, style.roles, style.picture

    def sizes(rank: int) -> tuple[float, ...]:
        return tuple(dict.fromkeys(style.ladder.at_most(size * own.scale) for size in headline.sizes(rank)))

    return style._replace(
        headline=HeadlineStyle(
            sizes(1), sizes(2), sizes(3), sizes(4), sizes(5), headline.secondary, headline.least_secondary,
            own.air_above, own.air_below, own.air_preferred,
        ),
        roles=roles._replace(headline=(own.headline,) * len(roles.headline), feature=own.headline),
        picture=picture._replace(
            crop_taller=own.crop_taller, crop_flatter=own.crop_flatter, caption_air=own.caption_air,
            share=own.picture_share,
        ),
        setting=style.setting._replace(merge_em=own.merge_em),
    )


def load_style(name: str, folder: Path, span: Span | None = None) -> tuple[Style | None, tuple[Diagnostic, ...]]:
    """The name of a preset, or a style file's path from `folder`, in; the style and what is wrong with it out. That
    the path stays in the newspaper's folders was seen to when the edition was read."""
    if name in PRESETS:
        return _preset(name), ()
    path = folder / name
    if "\0" in name or not path.is_file():
        return None, (messages.STYLE_UNKNOWN.at(span, style=name, presets=", ".join(PRESETS)),)
    given, faults = read_toml(path.read_bytes(), name)
    if given is None:
        return None, tuple(messages.STYLE_BROKEN.at(fault.span, reason=fault.message) for fault in faults)
    problems: list[Diagnostic] = []
    style = _build(Style, _merged(_read_preset("tabloid"), given.values), (), given, problems)
    if not problems:
        problems += [
            messages.STYLE_VALUE.at(given.span(*key), key=".".join(key), value=value)
            for key, value, serves in _sense(style)
            if not serves
        ]
        problems += _rising(style, given)
    return (None if problems else style), tuple(problems)


def _sense(style: Style) -> list[tuple[tuple[str, ...], object, bool]]:
    """(key, value, whether a page can be made with it) for what a value's type alone does not tell."""
    sheet, grid, roles = style.sheet, style.grid, style.roles
    measure_mm = grid.measure(grid.columns) * grid.body_pt / MM
    height_mm = grid.lines * grid.leading_pt / MM
    found: list[tuple[tuple[str, ...], object, bool]] = [
        (("grid", name), getattr(grid, name), getattr(grid, name) > 0)
        for name in ("columns", "characters", "lines", "body_pt", "leading_pt")
    ]
    found += [
        (("headline", f"rank{rank}"), style.headline.sizes(rank), min(style.headline.sizes(rank)) > 0)
        for rank in range(1, 6)
    ]
    found += [
        (("caption", "size_pt"), style.caption.size_pt, style.caption.size_pt > 0),
        (("masthead", "lines"), style.masthead.lines, style.masthead.lines < grid.lines * 0.75),
        (("sheet", "trim_mm"), sheet.trim_mm, measure_mm <= sheet.trim_mm[0]),
        (("sheet", "top_mm"), sheet.top_mm, sheet.top_mm + height_mm <= sheet.trim_mm[1]),
        (("picture", "share"), style.picture.share, _are_shares(style.picture.share)),
        (("roles", "headline"), roles.headline, len(roles.headline) == 5 and set(roles.headline) <= set(ROLES)),
    ]
    named = [name for name in Roles._fields if name != "headline"]
    found += [(("roles", name), getattr(roles, name), getattr(roles, name) in ROLES) for name in named]
    for name, own in zip(Kinds._fields, style.kinds, strict=True):
        found += [
            (("kinds", name, "scale"), own.scale, own.scale > 0),
            (("kinds", name, "headline"), own.headline, own.headline in ROLES),
            (("kinds", name, "picture_share"), own.picture_share, _are_shares(own.picture_share)),
        ]
    return found


def _are_shares(values: tuple[float, ...]) -> bool:
    return all(0 < value <= 1 for value in values)


def _rising(style: Style, given: Toml) -> Iterator[Diagnostic]:
    """Ranks of which a size is above one of the rank before: the page plan counts on it that sizes fall with the rank."""
    for rank in range(2, 6):
        above, below = style.headline.sizes(rank - 1), style.headline.sizes(rank)
        if 0 < min(above) < max(below):  # a size of nothing has been said
            keys = (f"rank{rank}", f"rank{rank - 1}")
            own = next((key for key in keys if key in given.values.get("headline", {})), keys[0])
            yield messages.STYLE_RANKS.at(
                given.span("headline", own), rank=rank, size=max(below), before=rank - 1, least=min(above)
            )


def style_text(preset: str) -> str:
    """The style file of a preset, as a newspaper copies it."""
    return (Path(__file__).parent / "styles" / f"{preset}.toml").read_text("utf-8")


def _read_preset(name: str) -> dict[str, Any]:
    return tomllib.loads(style_text(name))


@lru_cache(maxsize=len(PRESETS))
def _preset(name: str) -> Style:
    problems: list[Diagnostic] = []
    given = Toml(f"{name}.toml", _merged(_read_preset("tabloid"), _read_preset(name)), {})
    style: Style = _build(Style, given.values, (), given, problems)
    assert not problems, problems
    return style


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both_tables = isinstance(value, dict) and isinstance(base.get(key), dict)
        merged[key] = _merged(base[key], value) if both_tables else value
    return merged


def _build(
    kind: Any, data: Mapping[str, Any], where: tuple[str, ...], given: Toml, problems: list[Diagnostic]
) -> Any:
    """A table in, a value of `kind` out; what does not fit its field is added to `problems`. A field with a default is not
    for the file."""
    hints = get_type_hints(kind)
    known = [name for name in kind._fields if name not in kind._field_defaults]
    problems.extend(
        messages.STYLE_KEY.at(given.span(*where, key), key=".".join((*where, key))) for key in data if key not in known
    )
    values = {}
    for name in known:
        hint, value, key = hints[name], data.get(name), (*where, name)
        if hasattr(hint, "_fields"):
            if isinstance(value, dict):
                values[name] = _build(hint, value, key, given, problems)
                continue
        elif (fitting := _fitting(value, hint)) is not None:
            values[name] = fitting
            continue
        problems.append(messages.STYLE_VALUE.at(given.span(*key), key=".".join(key), value=value))
    return kind(**values) if len(values) == len(known) else None


def _fitting(value: Any, hint: Any) -> Any:
    """`value` as the type `hint` wants it, or None. Numbers are positive or zero; tuples of numbers are not
    empty."""
    if hint is str:
        return value if isinstance(value, str) else None
    if hint is int:
        return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1000 else None
    if hint is float:
        good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 10_000
        return float(value) if good else None
    if hint is bool:
        return value if isinstance(value, bool) else None
    members = hint.__args__
    if get_origin(hint) is Literal:
        return value if isinstance(value, str) and value in members else None
    may_be_empty = get_origin(members[0]) is Literal  # what is never done needs no measure
    if not isinstance(value, list) or not (value or may_be_empty) or (Ellipsis not in members and len(value) != len(members)):
        return None
    fitted = tuple(_fitting(member, members[0]) for member in value)
    return None if None in fitted else fitted
