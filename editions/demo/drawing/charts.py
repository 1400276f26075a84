"""The two charts of the business page: one accent of red, greys, every figure written where it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from .lettering import typeface

RED, INK, GREY, PALE, RULE = "#B3202A", "#1E1E1E", "#5E5E5E", "#B7B7B5", "#D4D4D2"
YEARS = ("2021", "2022", "2023", "2024", "2025", "2026")
HARVEST = (18.6, 20.1, 22.4, 23.9, 26.5, 29.8)
ONLINE = (12, 17, 23, 28, 34, 41)
CARGO = (("建材", 412), ("集装箱折算", 355), ("粮食", 268), ("果蔬冷链", 96), ("其他", 143))


class Paper:
    """A white sheet with text and shapes in units of the finished picture."""

    def __init__(self, size: tuple[int, int], scale: int) -> None:
        self.size, self.scale = size, scale
        self.image = Image.new("RGB", (size[0] * scale, size[1] * scale), "#FFFFFF")
        self.pen = ImageDraw.Draw(self.image)

    def text(
        self, x: float, y: float, words: str, size: int, colour: str = INK, weight: int = 400, anchor: str = "ls"
    ) -> float:
        """Write at the baseline and return the width."""
        font = typeface("hei", size * self.scale, weight)
        self.pen.text((x * self.scale, y * self.scale), words, fill=colour, font=font, anchor=anchor)
        return float(font.getlength(words)) / self.scale

    def bar(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        s = self.scale
        self.pen.rectangle((round(x0 * s), round(y0 * s), round(x1 * s) - 1, round(y1 * s) - 1), fill=colour)

    def hatched(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Fill a bar with slanting lines: a figure that is still expected."""
        s = self.scale
        size = (round((x1 - x0) * s), round((y1 - y0) * s))
        patch = Image.new("RGB", size, "#FFFFFF")
        pen = ImageDraw.Draw(patch)
        for x in range(-size[1], size[0], 16 * s):
            pen.line([(x, size[1]), (x + size[1], 0)], fill=GREY, width=6 * s)
        pen.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=GREY, width=3 * s)
        self.image.paste(patch, (round(x0 * s), round(y0 * s)))

    def line(self, spots: Sequence[tuple[float, float]], width: float, colour: str) -> None:
        s = self.scale
        self.pen.line([(x * s, y * s) for x, y in spots], fill=colour, width=round(width * s), joint="curve")

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        s = self.scale
        for r, tone in ((radius + 5, "#FFFFFF"), (radius, colour)):
            self.pen.ellipse(((x - r) * s, (y - r) * s, (x + r) * s, (y + r) * s), fill=tone)

    def headed(self, title: str, size: int) -> None:
        """Set the rule, the red tab and the title."""
        self.bar(0, 0, self.size[0], 5, INK)
        self.bar(0, 0, 150, 20, RED)
        self.text(0, 110, title, size, weight=800)

    def footed(self, source: str) -> None:
        self.bar(0, self.size[1] - 84, self.size[0], self.size[1] - 82, RULE)
        self.text(0, self.size[1] - 18, "资料来源：" + source, 50, GREY)

    def finished(self) -> Image.Image:
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        return small.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def orange_chart(scale: float = 2.0) -> Image.Image:
    """Return the harvest as columns, the share sold online as a line above them, year by year.

    The type is large enough to be read where the chart is only two columns (54 mm) wide.
    """
    paper = Paper((1400, 900), max(1, round(scale)))
    paper.headed("岚江脐橙：五年增六成，四成网上卖", 82)
    foot, step = 742.0, 1400 / len(YEARS)
    centres = [step * (k + 0.5) for k in range(len(YEARS))]
    # Upper field: the line. 0 % stands at 470, 45 % at 240.
    rise = [470 - share / 45 * 230 for share in ONLINE]
    label = paper.text(0, 198, "线上销售占比", 54, RED, 700)
    paper.text(label + 14, 198, "%", 54, RED)
    spots = list(zip(centres, rise, strict=True))
    paper.line(spots[:-1], 9, RED)
    for t in (0.12, 0.28, 0.44, 0.60, 0.76):  # the year that is not over is dashed
        part = [(centres[-2] + step * u, rise[-2] + (rise[-1] - rise[-2]) * u) for u in (t, t + 0.09)]
        paper.line(part, 9, RED)
    for (x, y), share in zip(spots, ONLINE, strict=True):
        paper.dot(x, y, 15, RED)
        paper.text(x, y - 32, str(share), 60, RED, 700, "ms")
    paper.bar(0, 462, 1400, 464, RULE)
    # Lower field: the columns. One 万吨 is 5.4 pixels.
    label = paper.text(0, 530, "产量", 54, INK, 700)
    paper.text(label + 14, 530, "万吨", 54, GREY)
    for k, (x, tons) in enumerate(zip(centres, HARVEST, strict=True)):
        top = foot - tons * 5.4
        last = k == len(YEARS) - 1
        paper.bar(x - step * 0.32, top, x + step * 0.32, foot, PALE)
        if last:
            paper.hatched(x - step * 0.32, top, x + step * 0.32, foot)
        paper.text(x, top - 14, f"{tons:.1f}", 60, INK, 800 if last else 500, "ms")
        paper.text(x, foot + 58, YEARS[k] + "预计" * last, 50, INK if last else GREY, 700 if last else 400, "ms")
    paper.bar(0, foot, 1400, foot + 4, INK)
    paper.footed("岚江市农业农村局")
    return paper.finished()


def port_chart(scale: float = 2.0) -> Image.Image:
    """Return the cargo of the port as bars, longest first, the rest at the end."""
    paper = Paper((1300, 900), max(1, round(scale)))
    paper.headed("大埠港前三季度货物吞吐量", 86)
    total = sum(tons for _, tons in CARGO)
    paper.text(0, 192, "单位：万吨", 54, GREY)
    paper.text(1300, 192, f"合计 {total}", 58, INK, 700, "rs")
    left, right, top, pitch = 326.0, 1160.0, 232.0, 113.0
    longest = max(tons for _, tons in CARGO)
    for k, (name, tons) in enumerate(CARGO):
        y = top + pitch * k
        end = left + (right - left) * tons / longest
        first = k == 0
        paper.text(left - 22, y + 66, name, 58, INK, 700 if first else 400, "rs")
        paper.bar(left, y + 6, end, y + 84, RED if first else PALE if name == "其他" else "#8F8F8D")
        paper.text(end + 18, y + 68, str(tons), 64, RED if first else INK, 800 if first else 500)
    paper.bar(left - 4, top - 6, left, top + pitch * len(CARGO) - 18, INK)
    paper.footed("市港航事务中心")
    return paper.finished()
