"""What is on a page besides its stories: masthead (报头), folio (报眉), imprint, advertisements, rules between."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from editions.model import Edition, PageSpec
from editions.model import Picture as PictureFile
from layout.compose.story import FRAME_OUT
from layout.desk import Desk
from layout.drawing import compose_drawing
from layout.grid import Grid, Region
from layout.items import WHITE, Box, Colour, Frame, Group, Picture, Placed, Rule
from layout.pictures import crop_to
from layout.plan.types import AdSlot, PagePlan
from layout.setting.display import one_line, put
from layout.setting.headlines import without_turns

WEEKDAYS = "一二三四五六日"
FACTS_PT, LEAST_FACTS_PT = 9.0, 8.0  # of the masthead's facts; where less would be needed they stand in two rows
FACTS_GAP = 6.0
LEAST_FOR_ROWS = 8  # grid lines of a masthead that has room for two rows
MOST_ENLARGED = 1.4  # times that the masthead's contents may be set larger
RULE_INSET = 0.32  # grid lines from the top of a rectangle to the hairline above it


def chinese_date(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日　星期{WEEKDAYS[date.weekday()]}"


def compose_masthead(edition: Edition, spec: PageSpec, plan: PagePlan, grid: Grid, desk: Desk) -> Placed:
    """The masthead at the head of page 1: name, contents, and the line with date and numbers. Where something stands in
    the ear or the contents stand on the page, the name has all of the masthead's width."""
    style, table = desk.style, desk.table
    width = grid.width(plan.masthead_columns or grid.columns)
    height = plan.masthead_lines * grid.leading
    facts = _facts(edition, width, desk, 2 if plan.masthead_lines >= LEAST_FOR_ROWS else 1)
    strip = (0.5 + 1.4 * len(facts)) * grid.leading
    # The frame of what stands in the ear and the masthead's last rule end on one line.
    below = (FRAME_OUT if plan.masthead_columns else 0.75) * grid.leading
    accent = style.accent
    items: list[Placed] = []
    alone = bool(plan.masthead_columns) or spec.contents
    left = width if alone else width * 0.62
    room = left if alone else left - 14
    upper = max(0.3 * height, height - strip - below - 0.35 * grid.leading)
    if edition.paper.masthead:
        picture = _name_picture(edition, room * 0.96, upper * 0.96, accent)
        x, y = (room - picture.frame.width) / 2, (upper - picture.frame.height) / 2
        items.append(Placed(x, y, picture))
    else:
        across = room * 0.96 if alone else width * 0.6
        size = min(height * 0.66, upper * 0.88, across / max(len(edition.paper.name), 1))
        name = one_line(edition.paper.name, style.roles.masthead, size, table, accent)
        items.extend(put(name, (room - name.width) / 2, (upper - size) / 2))
    if not alone:
        items.extend(_contents(edition, left, width - left, upper, grid, desk))
    items.extend(_strip(facts, width, height - strip - below, strip, desk))
    return Placed(grid.left, grid.top, Group(Frame(width, height, tuple(items)), "masthead", edition.paper.name))


def _name_picture(edition: Edition, width: float, height: float, accent: Colour) -> Group:
    """The calligraphy of the paper's name, as large as it can be in width × height without being stretched."""
    paper = edition.paper
    across, down = paper.masthead_size if all(paper.masthead_size) else (width, height)
    scale = min(width / across, height / down)
    if paper.masthead_drawing is not None:
        return compose_drawing(paper.masthead_drawing, across * scale, accent, paper.masthead)
    file = paper.masthead
    if paper.root and paper.root != edition.root:  # the house's folder is above the edition's, or elsewhere
        file = str((Path(paper.root) / file).resolve())
    picture = Picture(file, across * scale, down * scale)
    return Group(Frame(picture.width, picture.height, (Placed(0, 0, picture),)), "picture", paper.masthead)


def _facts(edition: Edition, width: float, desk: Desk, most_rows: int) -> list[list[Frame]]:
    """Date, CN number, issue, pages and publisher in one row, or in two where that would be too small to read."""
    role, paper = desk.style.roles.folio, edition.paper
    facts = [
        chinese_date(edition.date),
        f"国内统一连续出版物号　{paper.cn}" if paper.cn else "",
        f"邮发代号　{paper.post_code}" if paper.post_code else "",
        f"第{edition.issue_no}期" if edition.issue_no else "",
        f"今日{edition.page_count}版",
        f"{paper.publisher}出版" if paper.publisher else "",
    ]
    shown = [fact for fact in facts if fact]
    whole = _fitting(shown, role, FACTS_PT, width, FACTS_GAP, desk)
    if whole[0].height >= LEAST_FACTS_PT or most_rows < 2 or len(shown) < 4:
        return [whole]
    half = len(shown) // 2
    rows = [shown[:half], shown[half:]]
    natural = [[one_line(fact, role, FACTS_PT, desk.table) for fact in row] for row in rows]
    across = sum(_columns_of(natural)) + FACTS_GAP * (len(rows[1]) - 1)
    size = min(FACTS_PT, FACTS_PT * width / across)
    return [[one_line(fact, role, size, desk.table) for fact in row] for row in rows]


def _columns_of(rows: Sequence[Sequence[Frame]]) -> list[float]:
    """The widths of the columns that rows of texts stand in."""
    most = max(len(row) for row in rows)
    return [max(row[place].width for row in rows if place < len(row)) for place in range(most)]


def _strip(rows: Sequence[Sequence[Frame]], width: float, y: float, height: float, desk: Desk) -> list[Placed]:
    """Rows of facts, in columns from edge to edge, between two rules of the second colour."""
    accent = desk.style.accent
    items = [Placed(0, y, Rule(width, 0, 1.6, accent)), Placed(0, y + height, Rule(width, 0, 0.4, accent))]
    pitch = FACTS_PT * 1.45
    first = y + (height - pitch * (len(rows) - 1) - FACTS_PT) / 2
    columns = _columns_of(rows)
    last = max(1, len(columns) - 1)
    gap = (width - sum(columns)) / last
    for number, row in enumerate(rows):
        for place, frame in enumerate(row):
            x = sum(columns[:place]) + place * gap + (columns[place] - frame.width) * place / last
            items.extend(put(frame, x, first + number * pitch))
    return items


def _fitting(texts: Sequence[str], role: str, size: float, width: float, gap: float, desk: Desk) -> list[Frame]:
    """Texts of one line at `size`, or at what is less if they are wider together than `width` with gaps between."""
    frames = [one_line(text, role, size, desk.table) for text in texts]
    wide = sum(frame.width for frame in frames)
    room = width - gap * (len(frames) - 1)
    if wide <= room or not wide:
        return frames
    return [one_line(text, role, max(1.0, size * room / wide), desk.table) for text in texts]


def _contents(edition: Edition, x: float, width: float, height: float, grid: Grid, desk: Desk) -> list[Placed]:
    """The ear (报眼): today's contents, the first story of every other page with its page number; few of them in a high
    masthead are set larger."""
    style, table = desk.style, desk.table
    entries = []
    for page in edition.pages[1:]:
        lead = edition.strongest(page.no)
        if lead is not None:
            entries.append((page, lead))
    if not entries:
        return []
    items = [Placed(x, 2.0, Rule(0, height - 4.0, style.rules.hairline_pt, style.accent))]
    inner = x + 10.0
    scale = min(MOST_ENLARGED, max(1.0, height / (21.0 + 26.0 * len(entries))))
    title = one_line("今日导读", style.roles.lead_in, 12.0 * scale, table, style.accent, tracking=0.12)
    items.extend(put(title, inner, 3.0))
    y, step = 3.0 + 18.0 * scale, 26.0 * scale
    room = int((height + 4.0 - y) // step)
    labels = [
        one_line(f"{page.no}版", style.roles.lead_in, 10.5 * scale, table, style.accent) for page, _ in entries[:room]
    ]
    names = [one_line(page.name, style.roles.folio, 8.0 * scale, table) for page, _ in entries[:room]]
    text_x = max([32.0 * scale, *(frame.width + 6.0 for frame in (*labels, *names))])
    for (_, lead), label, name in zip(entries, labels, names, strict=False):
        items.append(Placed(inner, y - 3.0, Rule(x + width - inner, 0, style.rules.hairline_pt)))
        items.extend(put(label, inner, y))
        items.extend(put(name, inner, y + 12.5 * scale))
        text = _shortened(without_turns(lead.headline), x + width - inner - text_x, 10.0 * scale, desk)
        for number, line in enumerate(text):
            items.extend(put(line, inner + text_x, y + number * 12.0 * scale))
        y += step
    return items


def _shortened(text: str, width: float, size: float, desk: Desk) -> list[Frame]:
    """A headline in at most two lines of the contents, by words."""
    from layout.setting.drawing import glyph_runs
    from layout.setting.headlines import set_headline

    role, measure = desk.style.roles.folio, int(width / size * 1000)
    lines = set_headline(text, role, desk.table, measure, desk.lexicon, 2, desk.style.setting.rules)
    if not lines:  # longer than two lines: its beginning, with an ellipsis
        room = max(1, 2 * measure // 1000 - 4)
        lines = set_headline(f"{text[:room]}……", role, desk.table, measure, desk.lexicon, 3, desk.style.setting.rules)
    return [
        Frame(
            line.width * size / 1000,
            size,
            tuple(Placed(run.x, size * 0.88 + run.y, run.item) for run in glyph_runs(line, size)),
        )
        for line in lines
    ]


def compose_folio(edition: Edition, spec: PageSpec, grid: Grid, desk: Desk, *, odd: bool) -> Placed:
    """报眉: page number and name at the outer edge, the paper's name in the middle, date and editors inside, on a
    heavy rule above the type area. Each half of a spread has its own, as the page that it is."""
    width = grid.across(0, grid.columns)
    height = 30.0
    base = height - 6.0
    items: list[Placed] = [Placed(0, base, Rule(width, 0, desk.style.rules.folio_pt))]
    if spec.is_spread:
        left, right = spec.page_nos
        half = grid.across(0, grid.columns // 2)
        items.extend(_folio(edition, spec, left, half, base, desk, odd=False))
        items.extend(
            Placed(width - half + item.x, item.y, item.item)
            for item in _folio(edition, spec, right, half, base, desk, odd=True)
        )
    else:
        items.extend(_folio(edition, spec, spec.no, width, base, desk, odd=odd))
    return Placed(grid.left, grid.top - height, Group(Frame(width, height, tuple(items)), "folio", spec.no))


def _folio(
    edition: Edition, spec: PageSpec, no: str, width: float, base: float, desk: Desk, *, odd: bool
) -> list[Placed]:
    """What stands on the rule at `base` over one page: its number at the right if it is `odd`, else at the left."""
    style, table = desk.style, desk.table
    accent = style.accent_on(spec.colour)
    number = one_line(f"{no}版" if no[-1:].isdigit() else no, style.roles.masthead, 16.0, table, accent)
    name = one_line(spec.name, style.roles.lead_in, 16.0, table, tracking=0.15)
    paper = one_line(edition.paper.name, style.roles.masthead, 10.5, table, tracking=0.3)
    date = one_line(chinese_date(edition.date), style.roles.folio, 8.0, table)
    (editors,) = _fitting(["　".join(spec.editors)], style.roles.folio, 8.0, width * 0.42, 0.0, desk)
    date_y = base - (21.0 if spec.editors else 13.0)  # in two lines, or level with the paper's name
    items: list[Placed] = []
    if odd:
        items.extend(put(number, width, base - 20.0, align="end"))
        items.extend(put(name, width - number.width - 10.0, base - 20.0, align="end"))
        items.extend(put(date, 0, date_y))
        items.extend(put(editors, 0, base - 11.0))
    else:
        items.extend(put(number, 0, base - 20.0))
        items.extend(put(name, number.width + 10.0, base - 20.0))
        items.extend(put(date, width, date_y, align="end"))
        items.extend(put(editors, width, base - 11.0, align="end"))
    items.extend(put(paper, width / 2, base - 15.0, align="middle"))
    return items


def compose_imprint(edition: Edition, spec: PageSpec, grid: Grid, desk: Desk) -> Placed | None:
    """The imprint in one line under the type area, of a spread under its right page: address, telephone, printer, price."""
    imprint = edition.paper.imprint
    facts = [
        f"本报地址：{imprint.address}" if imprint.address else "",
        f"电话：{imprint.phone}" if imprint.phone else "",
        f"印刷：{imprint.printer}" if imprint.printer else "",
        f"零售价：{imprint.price}" if imprint.price else "",
    ]
    text = "　　".join(fact for fact in facts if fact)
    if not text:
        return None
    first = grid.columns // 2 if spec.is_spread else 0
    width = grid.across(first, grid.columns - first)
    items = [Placed(0, 5.0, Rule(width, 0, desk.style.rules.hairline_pt))]
    (line,) = _fitting([text], desk.style.roles.folio, 7.5, width, 0.0, desk)
    items.extend(put(line, width / 2, 9.0, align="middle"))
    frame = Frame(width, 18.0, tuple(items))
    return Placed(grid.x(first), grid.type_area[3], Group(frame, "folio", "imprint"))


def compose_ad(slot: AdSlot, grid: Grid, desk: Desk) -> Placed:
    """An advertisement in its rectangle, marked 广告 as the law asks, framed off from the copy."""
    region = slot.region
    width, above, inner = _room_of_ad(slot, grid)
    height = region.lines * grid.leading
    picture = PictureFile(slot.ad.file, size=slot.ad.size)
    if slot.ad.ear:  # whose shape is the style's, so that the advertisement may well have another: it stands whole
        across, down = slot.ad.size if all(slot.ad.size) else (width, inner)
        scale = min(width / across, inner / down)
        whole = Picture(slot.ad.file, across * scale, down * scale)
        items = [Placed((width - whole.width) / 2, above + (inner - whole.height) / 2, whole)]
    else:
        items = [Placed(0, above, Picture(slot.ad.file, width, inner, _within_ad(picture, width, inner)))]
    items += [
        Placed(0, above, Box(width, inner, stroke=desk.style.tint, thickness=desk.style.rules.frame_pt)),
    ]
    mark = one_line("广告", desk.style.roles.caption, 7.0, desk.table)
    items.append(Placed(width - mark.width - 5.0, above + 1.0, Box(mark.width + 4.0, 9.0, fill=WHITE)))
    items.extend(put(mark, width - mark.width - 3.0, above + 2.0))
    frame = Frame(width, height, tuple(items))
    return Placed(grid.x(region.column), grid.y(region.line), Group(frame, "ad", slot.ad.file))


def _room_of_ad(slot: AdSlot, grid: Grid) -> tuple[float, float, float]:
    """How wide an advertisement is, the air above it in its rectangle, and how high it is, in points."""
    region = slot.region
    above = (FRAME_OUT if slot.ad.ear else 0.6 if region.line else 0.0) * grid.leading
    inner = region.lines * grid.leading - above - (FRAME_OUT * grid.leading if slot.ad.ear else 0.0)
    return grid.across(region.column, region.columns), above, inner


def cropped_of_ad(slot: AdSlot, grid: Grid) -> float:
    """How much of an advertisement its rectangle cuts off, as a part of it."""
    if slot.ad.ear:
        return 0.0
    width, _, inner = _room_of_ad(slot, grid)
    left, top, right, bottom = _within_ad(PictureFile(slot.ad.file, size=slot.ad.size), width, inner)
    return 1.0 - (right - left) * (bottom - top)


def _within_ad(picture: PictureFile, width: float, height: float) -> tuple[float, float, float, float]:
    """An advertisement is paid for whole: it is stretched by up to 3 %, beyond that cropped evenly."""
    if not picture.size[0]:
        return (0.0, 0.0, 1.0, 1.0)
    ratio = (width / height) / (picture.size[0] / picture.size[1])
    return (0.0, 0.0, 1.0, 1.0) if 0.97 <= ratio <= 1.03 else crop_to(picture, width, height)


def compose_rules(plan: PagePlan, grid: Grid, desk: Desk) -> Placed:
    """Hairlines between stories: above every block that does not stand at the head of the page, and in the gutters
    between neighbours. A boxed story has its own frame, and under a label runs a rule of its own."""
    thickness = desk.style.rules.hairline_pt
    items: list[Placed] = []
    boxed = {slot.region for slot in plan.slots if slot.story.box}
    labelled = {slot.region for slot in plan.slots if slot.story.label}
    regions = [slot.region for slot in plan.slots]
    top = plan.masthead_lines
    for region in regions:
        if region.line > top and region not in boxed | labelled and not _under_box(region, boxed):
            y = grid.y(region.line) + RULE_INSET * grid.leading
            items.append(Placed(grid.x(region.column), y, Rule(grid.across(region.column, region.columns), 0, thickness)))
        for other in regions:
            if other.column != region.end_column or region in boxed or other in boxed:
                continue
            if grid.fold and 2 * other.column == grid.columns:
                continue  # the fold parts them
            start, end = max(region.line, other.line), min(region.end_line, other.end_line)
            if start < end:
                x = grid.x(other.column) - grid.gutter / 2
                y0 = grid.y(start) + (RULE_INSET if start > top else 0.5) * grid.leading
                y1 = grid.y(end) - (0.1 if end == grid.lines else -RULE_INSET) * grid.leading
                items.append(Placed(x, y0, Rule(0, y1 - y0, thickness)))
    frame = Frame(grid.trim[0], grid.trim[1], tuple(sorted(items, key=lambda item: (item.y, item.x))))
    return Placed(0, 0, Group(frame, "rules"))


def _under_box(region: Region, boxed: Sequence[Region] | set[Region]) -> bool:
    return any(
        other.end_line == region.line and other.column <= region.column and other.end_column >= region.end_column
        for other in boxed
    )
