"""Bad input of every kind: one clear message with file and line, the right exit code, and no PDF."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import Result

from tests.commanding import BACK, FRONT, change, copy_edition, into_body, names, objects, run

RARE = "ᚠ"  # a rune: no face that comes with the package has it


class Fault(NamedTuple):
    """What is to be said: where (`file:line`), and the code."""

    place: str
    code: str


def a_story(root: Path) -> Path:
    return root / "articles" / "poem.md"


def a_picture(root: Path) -> tuple[Path, str]:
    """The first picture of page 4, and the place where a story names it."""
    for file in sorted((root / "articles").iterdir()):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if "file: " in line:
                return root / line.partition("file: ")[2].strip(), f"articles/{file.name}:{number}"
    raise AssertionError("no story has a picture")


def line_of(file: Path, text: str) -> int:
    return next(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if text in line)


def unknown_page(root: Path) -> Fault:
    (root / "articles" / "x.md").write_text('---\nid: x\npage: "9"\nheadline: 没有这个版\n---\n\n正文一段。\n', "utf-8")
    return Fault("articles/x.md:1", "unknown-page")


def ad_for_unknown_page(root: Path) -> Fault:
    picture, _ = a_picture(root)
    name = picture.relative_to(root).as_posix()
    toml = root / "edition.toml"
    table = f'\n[[ads]]\npage = "7"\nfile = "{name}"\ncolumns = 2\nlines = 10\n'
    toml.write_text(toml.read_text("utf-8") + table, "utf-8")
    line = line_of(toml, 'page = "7"')
    return Fault(f"edition.toml:{line}", "unknown-page")


def page_in_tag_unknown(root: Path) -> Fault:
    """A saved text whose own print tag says a page that the edition does not have."""
    said = "这是正文的一段话，说的是城里的一件小事。" * 5
    text = f"2026年10月16日《岚江日报》7版\n\n城里新开一家小店\n\n{said}\n\n第二段。{said}\n"
    (root / "articles" / "x.txt").write_text(text, "utf-8")
    return Fault("articles/x.txt:1", "unknown-page")


def story_not_there(root: Path) -> Fault:
    change(root / "edition.toml", f'"{FRONT[0]}"', f'"{FRONT[0]}", "gone"')
    return Fault(f"edition.toml:{line_of(root / 'edition.toml', 'gone')}", "unknown-article")


def two_with_one_id(root: Path) -> Fault:
    shutil.copy(root / "articles" / f"{FRONT[2]}.md", root / "articles" / "zz.md")
    return Fault("articles/zz.md:1", "id-twice")


def picture_missing(root: Path) -> Fault:
    picture, place = a_picture(root)
    picture.unlink()
    return Fault(place, "file-missing")


def picture_cut_short(root: Path) -> Fault:
    picture, place = a_picture(root)
    picture.write_bytes(picture.read_bytes()[:2000])
    return Fault(place, "picture-broken")


def picture_is_text(root: Path) -> Fault:
    picture, place = a_picture(root)
    picture.write_text("这不是图片", "utf-8")
    return Fault(place, "picture-format")


def toml_broken(root: Path) -> Fault:
    change(root / "edition.toml", 'preset = "tabloid"', 'preset = "tabloid')
    return Fault("edition.toml:3", "toml-broken")


def paper_toml_broken(root: Path) -> Fault:
    (root / "paper.toml").write_text("name = \n", "utf-8")
    return Fault("paper.toml:1", "toml-broken")


def yaml_broken(root: Path) -> Fault:
    line = line_of(a_story(root), "id: poem")
    change(a_story(root), "id: poem", "id: [poem")
    return Fault(f"articles/poem.md:{line + 1}", "front-matter-broken")


def yaml_alias(root: Path) -> Fault:
    line = line_of(a_story(root), "id: poem")
    change(a_story(root), "id: poem", "id: poem\ndeck: *poem")
    return Fault(f"articles/poem.md:{line + 1}", "yaml-refused")


def not_text(root: Path) -> Fault:
    (root / "articles" / "x.md").write_bytes(bytes(range(256)) * 4)
    return Fault("articles/x.md:1", "not-text")


def empty_file(root: Path) -> Fault:
    (root / "articles" / "x.md").write_text("\n", "utf-8")
    return Fault("articles/x.md:1", "empty-article")


def headline_alone(root: Path) -> Fault:
    (root / "articles" / "x.md").write_text(f'---\npage: "{BACK}"\nheadline: 只有标题\n---\n', "utf-8")
    return Fault("articles/x.md:1", "body-missing")


def path_leaves_the_folder(root: Path) -> Fault:
    picture, place = a_picture(root)
    (root.parent / picture.name).write_bytes(picture.read_bytes())
    file = root / place.partition(":")[0]
    change(file, picture.relative_to(root).as_posix(), f"../{picture.name}")
    return Fault(place, "path-outside")


def link_leaves_the_folder(root: Path) -> Fault:
    picture, place = a_picture(root)
    shutil.move(picture, root.parent / picture.name)
    picture.symlink_to(root.parent / picture.name)
    return Fault(place, "path-outside")


def xml_bomb(root: Path) -> Fault:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 12))
    html = f'<?xml version="1.0"?>\n<!DOCTYPE html [\n<!ENTITY a0 "哈">\n{laughs}]>\n<html><body><p>&a11;</p></body></html>'
    (root / "articles" / "x.html").write_text(html, "utf-8")
    return Fault("articles/x.html:3", "entities-refused")


def style_unknown(root: Path) -> Fault:
    change(root / "edition.toml", '"tabloid"', '"berliner"')
    return Fault("edition.toml:", "style-unknown")


CASES = (
    unknown_page,
    ad_for_unknown_page,
    page_in_tag_unknown,
    story_not_there,
    two_with_one_id,
    picture_missing,
    picture_cut_short,
    picture_is_text,
    toml_broken,
    paper_toml_broken,
    yaml_broken,
    yaml_alias,
    not_text,
    empty_file,
    headline_alone,
    path_leaves_the_folder,
    link_leaves_the_folder,
    xml_bomb,
    style_unknown,
)
Case = Callable[[Path], Fault]

# Those that can all stand in one edition.
TOGETHER = (page_in_tag_unknown, story_not_there, two_with_one_id, picture_missing, yaml_alias, not_text, xml_bomb)


@pytest.fixture
def edition(demo: Path, tmp_path: Path) -> Path:
    return copy_edition(demo, tmp_path / "edition")


@pytest.fixture
def small(demo: Path, tmp_path: Path) -> Path:
    """The same with two stories on its page 4: what is wrong with a file is wrong on any page."""
    return copy_edition(demo, tmp_path / "edition", back=("ferryman", "poem"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def said_once(ran: Result, root: Path, fault: Fault) -> bool:
    """Whether a line begins with the place and names the code, and no other does."""
    start = f"{root}/{fault.place}"
    lines = [line for line in ran.stderr.splitlines() if line.startswith(start) and f" {fault.code}: " in line]
    return len(lines) == 1 and " / " in lines[0]


def test_the_edition_is_sound_before(small: Path, out: Path) -> None:
    """Else the cases below would prove nothing."""
    assert run("build", small, "--out", out).exit_code == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_bad_input(small: Path, out: Path, case: Case) -> None:
    fault = case(small)
    ran = run("build", small, "--out", out)
    assert ran.exit_code == 3, ran.output
    assert said_once(ran, small, fault), ran.stderr
    assert ran.stdout == ""
    assert not out.exists()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_check_says_the_same(small: Path, case: Case) -> None:
    before = sorted(small.rglob("*"))
    fault = case(small)
    ran = run("check", small, "--format", "json")
    assert ran.exit_code == 3
    assert objects(ran.stdout)[0]["passed"] is False
    found = [(f"{said['span']['file']}:{said['span']['line']}", said["code"]) for said in objects(ran.stderr) if said["span"]]
    assert any(code == fault.code and place.startswith(fault.place) for place, code in found), found
    assert {path.suffix for path in set(small.rglob("*")) - set(before)} <= {".md", ".txt", ".html"}  # of the case


def test_all_problems_in_one_run(edition: Path, out: Path) -> None:
    faults = [case(edition) for case in TOGETHER]
    line = into_body(edition / "articles" / f"{FRONT[1]}.md", RARE)
    into_body(edition / "articles" / f"{FRONT[0]}.md", "城里的事情一件接着一件，说也说不完。\n\n" * 700)
    out.write_text("in the way", "utf-8")
    ran = run("build", edition, "--out", out)
    assert ran.exit_code == 3
    missing = [fault for fault in faults if not said_once(ran, edition, fault)]
    assert missing == [], ran.stderr
    assert said_once(ran, edition, Fault(f"articles/{FRONT[1]}.md:{line}", "missing-glyph")), ran.stderr
    assert "overset-text" in ran.stderr
    assert "cannot-write" in ran.stderr


def test_every_message_says_what_to_do(edition: Path, out: Path) -> None:
    for case in TOGETHER:
        case(edition)
    ran = run("build", edition, "--out", out)
    *lines, count = ran.stderr.splitlines()
    heads = [n for n, line in enumerate(lines) if line.startswith(str(edition))]
    assert len(heads) >= len(TOGETHER)
    assert all(lines[n + 1].startswith("    ") and " / " in lines[n + 1] for n in heads)
    assert len(lines) == 2 * len(heads)
    assert count.startswith(f"{len(heads)} 个错误") or "警告" in ran.stderr


def test_missing_glyph(edition: Path, out: Path) -> None:
    """The character, its code point, article and line; exit code 6 goes before 4, and nothing is printed."""
    line = into_body(a_story(edition), RARE)
    into_body(edition / "articles" / f"{FRONT[0]}.md", "城里的事情一件接着一件，说也说不完。\n\n" * 700)
    ran = run("build", edition, "--out", out, "--report", out.parent / "report.json")
    assert ran.exit_code == 6
    assert said_once(ran, edition, Fault(f"articles/poem.md:{line}", "missing-glyph")), ran.stderr
    (said,) = [text for text in ran.stderr.splitlines() if "missing-glyph" in text]
    assert RARE in said
    assert "U+16A0" in said
    assert "poem" in said
    assert "overset-text" in ran.stderr
    assert not out.exists()


@pytest.mark.parametrize("part", ["headline", "caption", "kicker"])
def test_missing_glyph_outside_the_body(edition: Path, out: Path, part: str) -> None:
    file = next(f for f in sorted((edition / "articles").iterdir()) if f'{part}: "' in f.read_text("utf-8"))
    change(file, f'{part}: "', f'{part}: "{RARE}')
    ran = run("build", edition, "--out", out)
    assert ran.exit_code == 6
    said = [text for text in ran.stderr.splitlines() if "missing-glyph" in text]
    assert len(said) == 1, ran.stderr
    assert f"articles/{file.name}:" in said[0]


def test_font_file_that_is_none(edition: Path, out: Path) -> None:
    (edition / "fonts").mkdir()
    (edition / "fonts" / "ours.ttf").write_text("no font", "utf-8")
    toml = edition / "paper.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[fonts]\nsong = "fonts/ours.ttf"\n', "utf-8")
    ran = run("build", edition, "--out", out)
    assert ran.exit_code == 6
    assert "font-file" in ran.stderr
    assert "ours.ttf" in ran.stderr
    assert not out.exists()


def test_no_such_edition(tmp_path: Path) -> None:
    ran = run("build", tmp_path / "gone", "--out", tmp_path / "out")
    assert ran.exit_code == 3
    assert "no-such-edition" in ran.stderr
    assert names(tmp_path) == []


def test_page_that_is_not_there(edition: Path, out: Path) -> None:
    ran = run("build", edition, "--out", out, "--pages", "1,9")
    assert ran.exit_code == 3
    assert "unknown-page" in ran.stderr
    assert "9" in ran.stderr
    assert not out.exists()


# What cannot be written


@pytest.mark.parametrize("below", ["", "deep/er"])
def test_file_in_place_of_the_folder(edition: Path, out: Path, below: str) -> None:
    out.write_text("in the way", "utf-8")
    ran = run("build", edition, "--out", out / below)
    assert ran.exit_code == 3
    assert ran.stderr.count("cannot-write") == 1
    assert str(out) in ran.stderr
    assert out.read_text("utf-8") == "in the way"


def test_folder_in_place_of_the_pdf(edition: Path, out: Path) -> None:
    (out / "岚江日报-2026-10-16.pdf").mkdir(parents=True)
    ran = run("build", edition, "--out", out, "--report", out / "report.json")
    assert ran.exit_code == 3
    assert "cannot-write" in ran.stderr
    assert ran.stdout == ""
    assert names(out) == ["report.json", "岚江日报-2026-10-16.pdf"]
    assert '"pdf": null' in (out / "report.json").read_text("utf-8")


def test_report_that_cannot_be_written(edition: Path, out: Path) -> None:
    (out.parent / "file").write_text("in the way", "utf-8")
    ran = run("build", edition, "--out", out, "--report", out.parent / "file" / "report.json")
    assert ran.exit_code == 3
    assert "cannot-write" in ran.stderr


def test_terminal_is_not_obeyed(edition: Path, out: Path) -> None:
    """Text from strangers is shown without what would colour or rewrite the screen."""
    change(a_story(edition), "rank: ", 'rank: "\\e[2Jx" #')
    ran = run("build", edition, "--out", out)
    assert ran.exit_code == 3
    assert "bad-value" in ran.stderr
    assert "\x1b" not in ran.stderr
