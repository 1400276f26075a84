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

    def text(self, x: float, y: float, words: str, size: int, colour: str = INK, weight: int = 400, anchor: str = "ls") -> float:
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

    def headed(self, title: str, unit: str) -> None:
        """Set the red tab, the title and the unit."""
        self.bar(0, 0, self.size[0], 4, INK)
        self.bar(0, 0, 132, 16, RED)
        self.text(0, 92, title, 60, weight=800)
        self.text(0, 150, unit, 38, GREY)

    def footed(self, source: str) -> None:
        self.bar(0, self.size[1] - 66, self.size[0], self.size[1] - 64, RULE)
        self.text(0, self.size[1] - 16, "资料来源：" + source, 35, GREY)

    def finished(self) -> Image.Image:
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        return small.quantize(48, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")


def orange_chart(scale: float = 2.0) -> Image.Image:
    """Return the harvest as columns, the share sold online as a line above them, year by year."""
    paper = Paper((1400, 900), max(1, round(scale)))
    paper.headed("岚江脐橙：五年增产六成，四成将在网上卖", "2021—2026年，2026年为预计数")
    left, right, foot = 250.0, 1400.0, 752.0
    step = (right - left) / len(YEARS)
    # Upper field: the line. 0 % stands at 420, 45 % at 200.
    rise = [420 - share / 45 * 220 for share in ONLINE]
    centres = [left + step * (k + 0.5) for k in range(len(YEARS))]
    paper.text(0, 300, "线上销售占比", 38, RED, 700)
    paper.text(0, 350, "单位：%", 36, RED)
    paper.bar(0, 440, right, 442, RULE)
    paper.line(list(zip(centres, rise, strict=True))[:-1], 7, RED)
    for t in (0.11, 0.27, 0.43, 0.59, 0.75):  # the year that is not over is dashed
        part = [(centres[-2] + step * u, rise[-2] + (rise[-1] - rise[-2]) * u) for u in (t, t + 0.10)]
        paper.line(part, 7, RED)
    for x, y, share in zip(centres, rise, ONLINE, strict=True):
        paper.dot(x, y, 12, RED)
        paper.text(x, y - 28, str(share), 44, RED, 700, "ms")
    # Lower field: the columns. One 万吨 is 8.1 pixels.
    paper.text(0, 600, "产量", 38, INK, 700)
    paper.text(0, 650, "单位：万吨", 36, GREY)
    for k, (x, tons) in enumerate(zip(centres, HARVEST, strict=True)):
        top = foot - tons * 8.1
        last = k == len(YEARS) - 1
        paper.bar(x - step * 0.31, top, x + step * 0.31, foot, PALE)
        if last:
            paper.hatched(x - step * 0.31, top, x + step * 0.31, foot)
        paper.text(x, top - 14, f"{tons:.1f}", 44, INK, 800 if last else 500, "ms")
        paper.text(x, foot + 52, YEARS[k] + "预计" * last, 38, INK if last else GREY, 700 if last else 400, "ms")
    paper.bar(left, foot, right, foot + 3, INK)
    paper.footed("岚江市农业农村局")
    return paper.finished()


def port_chart(scale: float = 2.0) -> Image.Image:
    """Return the cargo of the port as bars, longest first, the rest at the end."""
    paper = Paper((1300, 900), max(1, round(scale)))
    paper.headed("大埠港前三季度货物吞吐量", "单位：万吨")
    left, right, top, pitch = 250.0, 1180.0, 196.0, 116.0
    longest = max(tons for _, tons in CARGO)
    for k, (name, tons) in enumerate(CARGO):
        y = top + pitch * k
        end = left + (right - left) * tons / longest
        paper.text(left - 26, y + 58, name, 42, INK, 600 if k == 0 else 400, "rs")
        paper.bar(left, y + 10, end, y + 76, RED if k == 0 else PALE if name == "其他" else "#8F8F8D")
        paper.text(end + 18, y + 59, str(tons), 46, RED if k == 0 else INK, 800 if k == 0 else 500)
    paper.bar(left - 3, top - 6, left, top + pitch * len(CARGO) - 16, INK)
    total = sum(tons for _, tons in CARGO)
    paper.text(1300, 812, f"合计 {total} 万吨", 42, INK, 700, "rs")
    paper.footed("大埠港务中心")
    return paper.finished()
