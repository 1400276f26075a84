"""A picture and its caption in, a block of whole grid lines out: crop, caption, credit."""

from __future__ import annotations

from functools import lru_cache

from editions.model import Picture
from fonts.roles import FaceTable
from layout import items
from layout.items import Frame, Group, Placed
from layout.setting.drawing import glyph_runs
from layout.setting.lines import Line, set_lines, set_short
from layout.setting.shaping import StyledRun, shape_runs
from layout.style import Style

EM = 1000
LEAST_PPI = 150  # pixels an inch that newsprint asks for
ABOVE = 0.12  # grid lines from the top of its first line to a picture
BELOW = 0.38  # and from its caption to the foot of its last line
ABOVE_LOW, BELOW_LOW = 0.5, 0.0  # under text, at the foot of a story: the caption stands on the last line of the columns
LONGEST_NAME = 4  # characters of one that is not parted; longer are agencies, and foreign names
CUT = 0.004  # of the picture: what rounding to grid lines may take from `keep`


@lru_cache(maxsize=1024)
def caption_lines(picture: Picture, width: float, style: Style, table: FaceTable) -> tuple[Line, ...]:
    """A picture's caption with its credit, set `width` points wide. A credit that does not go in behind the caption as a whole
    has the next line to itself."""
    runs = []
    if picture.caption:
        runs.append(StyledRun(picture.caption, style.roles.caption))
    if picture.credit:
        runs.append(StyledRun(("　" if picture.caption else "") + picture.credit, style.roles.byline, kept=True))
    if not runs:
        return ()
    shaped = shape_runs(tuple(runs), table, style.setting.rules)
    measure = int(width / style.caption.size_pt * EM)
    lines = set_short(shaped, measure)
    if len(runs) > 1 and len(lines) > 1 and picture.credit not in lines[-1].text:
        credit = set_short(shape_runs((runs[-1]._replace(text=picture.credit),), table, style.setting.rules), measure)
        if len(credit) == 1:
            return (*set_short(shape_runs(tuple(runs[:1]), table, style.setting.rules), measure), *credit)
    if _parts_a_name(lines, picture.credit):
        # A name of two characters costs less than an em of stretch; ragged lines keep it for nothing.
        ragged = set_lines(shaped, measure, justify=False)
        if not _parts_a_name(ragged, picture.credit):
            return ragged
    return lines


def _parts_a_name(lines: tuple[Line, ...], credit: str) -> bool:
    """Whether a word of a credit that may be a name is in no line as a whole."""
    return any(all(word not in line.text for line in lines) for word in credit.split() if len(word) <= LONGEST_NAME)


def crop_to(picture: Picture, width: float, height: float) -> tuple[float, float, float, float]:
    """The part of a picture (fractions of the upright image) that fills width × height: as large as it can be, about
    the focus, with `keep` inside wherever that is possible."""
    pixels = picture.size if picture.size[0] and picture.size[1] else (4, 3)
    wanted = (width / height) / (pixels[0] / pixels[1])
    across, down = (1.0, 1.0 / wanted) if wanted >= 1 else (wanted, 1.0)
    keep = picture.keep or (picture.focus[0], picture.focus[1], picture.focus[0], picture.focus[1])
    left = _slide(across, picture.focus[0], keep[0], keep[2])
    top = _slide(down, picture.focus[1], keep[1], keep[3])
    return (left, top, left + across, top + down)


def _slide(extent: float, focus: float, low: float, high: float) -> float:
    """Where a window of `extent` in 0 … 1 begins: about the focus, then moved to hold low … high, then kept inside."""
    start = focus - extent / 2
    start = min(start, low) if start > low else max(start, high - extent)
    return min(max(start, 0.0), 1.0 - extent)


def _placed(picture: Picture, width: float, height: float, above: float) -> Placed:
    """The picture cropped to the rectangle or, if that would cut into `keep`, whole and as large as goes in."""
    crop = crop_to(picture, width, height)
    keep = picture.keep or (0.5, 0.5, 0.5, 0.5)
    cuts = crop[0] > keep[0] + CUT or crop[1] > keep[1] + CUT or crop[2] < keep[2] - CUT or crop[3] < keep[3] - CUT
    if not cuts or not picture.size[0]:
        return Placed(0, above, items.Picture(picture.file, width, height, crop))
    scale = min(width / picture.size[0], height / picture.size[1])
    inner, tall = picture.size[0] * scale, picture.size[1] * scale
    return Placed((width - inner) / 2, above + (height - tall) / 2, items.Picture(picture.file, inner, tall))


def compose_picture(
    picture: Picture,
    width: float,
    lines: int,
    style: Style,
    table: FaceTable,
    caption_place: tuple[float, float] | None = None,
    above_lines: float = ABOVE,
    below_lines: float = BELOW,
) -> Group:
    """A picture over `width` points and so many grid lines, caption included; it starts a little (`above_lines`) under
    the top of its first line and leaves air (`below_lines`) below the caption, which is as wide as the picture or where it is told
    to be."""
    caption_x, caption_width = caption_place or (0.0, width)
    caption = caption_lines(picture, caption_width, style, table)
    leading = style.caption.leading_pt
    total = lines * style.grid.leading_pt
    gap = style.picture.caption_air * style.grid.leading_pt if caption else 0.0
    above = above_lines * style.grid.leading_pt
    height = total - above - gap - len(caption) * leading - below_lines * style.grid.leading_pt
    shown = _placed(picture, width, height, above)
    placed = [shown]
    if len(caption) == 1 and shown.x and caption_place is None:  # both in the middle
        caption_x = max(0.0, (width - caption[0].width * style.caption.size_pt / EM) / 2)
    text: list[Placed] = []
    for index, line in enumerate(caption):
        x = caption_x
        if index and line.text.strip() == picture.credit:  # by itself, at the end of the line
            x += caption_width - line.width * style.caption.size_pt / EM
        y = above + height + gap + index * leading + style.caption.size_pt * 0.88
        text.extend(
            Placed(x + run.x, y + run.y, run.item)
            for run in glyph_runs(line, style.caption.size_pt, span=picture.span)
        )
    if text:
        placed.append(Placed(0, 0, Group(Frame(width, total, tuple(text)), "caption")))
    return Group(Frame(width, total, tuple(placed)), "picture", picture.file)
