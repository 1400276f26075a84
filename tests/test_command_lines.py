"""`lines`: how text is set, a paragraph a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from make_edition import commands
from tests.commanding import objects, run, spawn

TEXT = "“岚江三桥，昨日通车。”两岸居民（约3.14万人）奔走相告：“终于不用绕路了！！”市长说——今后五年，还要再建两座桥……"


def lines(text: str | bytes, *words: object) -> Result:
    return CliRunner().invoke(commands, ["lines", *map(str, words)], input=text)


def set_(text: str, *words: object) -> list[dict[str, Any]]:
    """The objects that `--format json` prints."""
    ran = lines(text, *words, "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    return objects(ran.stdout)


def test_lines_for_people() -> None:
    ran = lines(f"{TEXT}\n第二段。\n", "--measure", 13)
    assert ran.exit_code == 0, ran.stderr
    assert ran.stdout.split("\n") == [
        "“岚江三桥，昨日通车。”",
        "两岸居民（约3.14万人）奔走",
        "相告：“终于不用绕路了！！”市",
        "长说——今后五年，还要再建",
        "两座桥……",
        "",
        "第二段。",
        "",
    ]
    assert lines(f"{TEXT}\n第二段。\n", "--measure", 13, "--format", "text").stdout == ran.stdout


def test_an_object_a_paragraph() -> None:
    found = set_(f"{TEXT}\n\n第二段。", "--measure", 13)
    assert [tried["text"] for tried in found] == [TEXT, "", "第二段。"]
    first = found[0]
    assert "".join(line["text"] for line in first["lines"]) == TEXT
    assert [set(line) for line in first["lines"]] == [{"text", "glyphs", "natural_em", "adjust", "hyphen", "last"}] * 5
    assert [line["last"] for line in first["lines"]] == [False] * 4 + [True]
    glyphs = first["lines"][0]["glyphs"]
    assert glyphs[:2] == [["“", 1.5, 1.0], ["岚", 2.5, 1.0]]  # the opening mark gives up its blank half
    for line in first["lines"][:-1]:
        _, x, advance = line["glyphs"][-1]
        assert x + advance == pytest.approx(13)


def test_what_was_done_to_a_line() -> None:
    (tried,) = set_("（二）四五六七八九十一二三四", "--measure", 10, "--indent", 0)
    line = tried["lines"][0]
    assert line["natural_em"] == 10.5  # the blank half before （ is gone, that after ） is not
    assert line["adjust"] == [{"step": "bracket", "em_per_gap": -0.5}]
    (tried,) = set_("一二三四五六七八九，十一二三", "--measure", 9.5, "--indent", 0)
    assert tried["lines"][0]["natural_em"] == 10.0
    assert tried["lines"][0]["adjust"] == [{"step": "line-end", "em_per_gap": -0.5}]
    (tried,) = set_("一二三四五六，七八九十", "--measure", 6, "--indent", 0)
    assert tried["lines"][0]["adjust"] == [{"step": "all", "em_per_gap": 0.25}]
    (tried,) = set_("用 hot type 排版的书一共有多少本", "--measure", 8, "--indent", 0)
    steps = [step["step"] for step in tried["lines"][0]["adjust"]]
    assert steps == [step for step in ("word-space", "han-latin", "all") if step in steps]
    assert steps[0] == "word-space"


def test_levels() -> None:
    text = "一二三四五六……七八九十"
    assert [line["text"] for line in set_(text, "--measure", 6, "--indent", 0)[0]["lines"]][1].startswith("……")
    strict = set_(text, "--measure", 6, "--indent", 0, "--level", "strict")[0]["lines"]
    assert not any(line["text"].startswith("……") for line in strict)
    (basic,), (gb,) = (
        set_("一二三四五六七，八九十一", "--measure", 8, "--indent", 0, "--level", level) for level in ("basic", "gb")
    )
    assert basic["lines"][0]["adjust"] == []
    assert gb["lines"][0]["adjust"][0] == {"step": "line-end", "em_per_gap": -0.5}


def test_a_hyphen() -> None:
    (tried,) = set_("引入internationalization这个很长的词", "--measure", 8, "--indent", 0)
    hyphened = [line for line in tried["lines"] if line["hyphen"]]
    assert hyphened
    for line in hyphened:
        assert line["glyphs"][-1][0] == "-"
        assert not line["text"].endswith("-")
    assert "".join(line["text"] for line in tried["lines"]) == tried["text"]


def test_the_text_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "段落.txt"
    file.write_text("\ufeff岚江三桥昨日通车。\r\n", "utf-8")
    ran = run("lines", "--measure", 13, file)
    assert (ran.exit_code, ran.stdout) == (0, "岚江三桥昨日通车。\n")


def test_a_headline() -> None:
    text = "岚江三桥昨日通车|过江车程缩至六分钟\n"
    (fitted,) = set_(text, "--style", "headline", "--measure", 24, "--size", "fit")
    assert fitted["size_pt"] == 24  # 9 characters of 24 pt go into 24 em of 9 pt
    assert [line["text"] for line in fitted["lines"]] == ["岚江三桥昨日通车|", "过江车程缩至六分钟"]
    (sized,) = set_("岚江三桥昨日通车\n", "--style", "headline", "--measure", 24, "--size", 42)
    assert [line["text"] for line in sized["lines"]] == ["岚江三桥", "昨日通车"]
    (own,) = set_("岚江三桥昨日通车\n", "--style", "headline", "--measure", 6)
    assert [line["text"] for line in own["lines"]] == ["岚江三桥", "昨日通车"]


def test_the_papers_lexicon(tmp_path: Path) -> None:
    text = "城南大埠港扩建工程昨开工\n"
    paper = tmp_path / "paper.toml"
    paper.write_text('name = "试报"\nlexicon = ["南大埠港扩建"]\n', "utf-8")
    plain = lines(text, "--style", "headline", "--measure", 7)
    named = lines(text, "--style", "headline", "--measure", 7, "--paper", paper)
    assert plain.exit_code == named.exit_code == 0
    assert any("南大埠港扩建" in line for line in named.stdout.splitlines())
    assert not any("南大埠港扩建" in line for line in plain.stdout.splitlines())


def test_lines_of_unlike_widths() -> None:
    text = "江边的步道修好以后，傍晚出来走走的人多了，两岸的灯也一盏一盏地亮起来。"
    (tried,) = set_(text, "--measure", "8,8,13", "--indent", 0)
    ends = [line["glyphs"][-1][1] + line["glyphs"][-1][2] for line in tried["lines"][:-1]]
    assert ends == pytest.approx([8, 8, 13])


def test_looseness() -> None:
    text = "江边的步道修好以后，傍晚出来走走的人多了，两岸的灯也一盏一盏地亮起来，（孩子们）最高兴。"
    best = len(set_(text, "--measure", 11)[0]["lines"])
    assert len(set_(text, "--measure", 11, "--looseness", 1)[0]["lines"]) == best + 1


def test_vertical_lines() -> None:
    (tried,) = set_("今后5年，还要再建12座桥：共100座？", "--measure", 30, "--vertical", "--indent", 0)
    (line,) = tried["lines"]
    assert line["natural_em"] == 17  # 12 and 100 are in a cell each
    advances = {glyph: advance for glyph, _, advance in line["glyphs"]}
    assert advances["："] == 1.0
    assert "".join(glyph for glyph, _, _ in line["glyphs"]) == tried["text"]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("成交12,345,678,901元", ("--measure", 4), "parted-unit"),
        ("网址https://example.com/a-long-way/home", ("--measure", 6), "ragged-line"),
        ("中文", ("--measure", 0.5), "overfull-line"),
        ("很长很长很长很长很长的标题", ("--measure", 2, "--style", "headline"), "headline-too-long"),
    ],
)
def test_what_cannot_be_had_is_said(text: str, words: tuple[object, ...], code: str) -> None:
    ran = lines(f"前面\n{text}\n", *words, "--format", "json")
    assert ran.exit_code == 0
    found = [json.loads(line) for line in ran.stderr.splitlines()]
    assert code in {fault["code"] for fault in found if fault["span"]["line"] == 2}
    assert lines(text, *words, "--strict").exit_code in (4, 5)


def test_a_character_that_no_face_has() -> None:
    ran = lines("一\U0001f9ff二\n", "--measure", 8, "--format", "json")
    assert ran.exit_code == 6
    assert json.loads(ran.stderr.splitlines()[0])["code"] == "missing-glyph"


def test_what_is_no_text() -> None:
    ran = lines("中文\n坏".encode() + b"\xff\n", "--measure", 8, "--format", "json")
    assert ran.exit_code == 3
    assert ran.stdout == ""
    fault = json.loads(ran.stderr.splitlines()[0])
    assert (fault["code"], fault["span"]["line"], fault["span"]["column"]) == ("text-unreadable", 2, 2)


@pytest.mark.parametrize(
    "words",
    [
        (), ("--measure", 0), ("--measure", "x"), ("--measure", 13, "--style", "song"),
        ("--measure", 13, "--level", "none"), ("--measure", 13, "--size", 0), ("--measure", 13, "/no/such/file"),
    ],
)  # fmt: skip
def test_misuse(words: tuple[object, ...]) -> None:
    ran = lines("中文", *words)
    assert ran.exit_code == 2
    assert ran.stdout == ""


def test_a_style_that_is_not_there() -> None:
    ran = lines("中文", "--measure", 13, "--preset", "berliner")
    assert ran.exit_code == 3
    assert "style-unknown" in ran.stderr


def test_the_same_bytes_in_another_process() -> None:
    one, other = (
        spawn("lines", "--measure", 13, "--format", "json", "README.md", PYTHONHASHSEED=seed) for seed in ("1", "2")
    )
    assert one.stdout == other.stdout
    assert len(one.stdout.splitlines()) > 100
