"""The masthead's file: its size from whatever form it has, and what is wrong with it, said where it is named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from editions.folder import read_edition
from editions.model import Paper

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 62.5 20"><path d="M0 0h62.5v20z"/></svg>'
BOMB = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg viewBox="0 0 9 9"><title>&b;</title></svg>'


def picture(form: str, size: tuple[int, int] = (300, 80), orientation: int = 1) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("L", size, 90).save(out, form, exif=exif)
    return out.getvalue()


def pdf(width: float = 283.46, height: float = 85.04) -> bytes:
    import pikepdf

    with pikepdf.new() as made:
        made.add_blank_page(page_size=(width, height))
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def house(folder: Path, name: str, data: bytes | None) -> Path:
    """A house's folder whose paper.toml names a masthead on line 2; the edition is in a folder below."""
    day = folder / "day"
    (day / "articles").mkdir(parents=True)
    (folder / "paper.toml").write_text(f'name = "试报"\n  masthead = "{name}"\n', "utf-8")
    (day / "edition.toml").write_text('date = 2024-12-20\npreset = "tabloid"\n[[pages]]\nno = "1"\n', "utf-8")
    (day / "articles" / "lead.md").write_text("---\nheadline: 标题\npage: 1\n---\n大桥昨日通车。\n", "utf-8")
    if data is not None:
        (folder / name).write_bytes(data)
    return day


def paper_of(root: Path) -> Paper:
    edition, found = read_edition(root)
    assert edition is not None
    assert found == ()
    return edition.paper


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("name.png", picture("PNG"), (300, 80)),
        ("name.jpg", picture("JPEG", (80, 300), orientation=6), (300, 80)),
        ("name.pdf", pdf(), (283.46, 85.04)),
        ("name.svg", SVG, (62.5, 20)),
        ("NAME.SVG", SVG, (62.5, 20)),
    ],
)
def test_size(tmp_path: Path, name: str, data: bytes, size: tuple[float, float]) -> None:
    paper = paper_of(house(tmp_path, name, data))
    assert paper.masthead == name
    assert paper.masthead_size == pytest.approx(size)
    assert (paper.masthead_drawing is not None) == name.lower().endswith("svg")


def test_none_is_set_in_type(tmp_path: Path) -> None:
    root = house(tmp_path, "name.svg", SVG)
    (tmp_path / "paper.toml").write_text('name = "试报"\n', "utf-8")
    paper = paper_of(root)
    assert (paper.masthead, paper.masthead_size, paper.masthead_drawing) == ("", (0, 0), None)


def test_that_of_the_day_goes_before_that_of_the_house(tmp_path: Path) -> None:
    root = house(tmp_path, "name.svg", SVG)
    (root / "red.png").write_bytes(picture("PNG"))
    toml = root / "edition.toml"
    toml.write_text('masthead = "red.png"\n' + toml.read_text("utf-8"), "utf-8")
    paper = paper_of(root)
    assert (paper.masthead, paper.masthead_size, paper.masthead_drawing) == ("day/red.png", (300, 80), None)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("name.svg", None, "file-missing"),
        ("name.png", None, "file-missing"),
        ("name.svg", b"", "svg-broken"),
        ("name.svg", b"<svg/>", "svg-broken"),
        ("name.svg", SVG[:-9], "svg-broken"),
        ("name.svg", BOMB, "svg-entities"),
        ("name.svg", SVG + b" " * 4_000_000, "file-too-large"),
        ("name.svg", SVG.replace(b"<path", b"<text/><path"), "masthead-feature"),
        ("name.png", picture("PNG")[:-20], "picture-broken"),
        ("name.png", picture("GIF"), "picture-format"),
        ("name.png", SVG, "picture-format"),
        ("name.pdf", pdf()[:40], "pdf-broken"),
        ("../name.svg", None, "path-outside"),
    ],
)
def test_trouble_is_said_where_it_is_named(tmp_path: Path, name: str, data: bytes | None, code: str) -> None:
    root = house(tmp_path / "house", name, data)
    edition, found = read_edition(root)
    assert [(fault.code, fault.severity, str(fault.span)) for fault in found] == [(code, "error", "../paper.toml:2:3")]
    assert found[0].exit_code == 3
    assert name in found[0].message
    assert str(tmp_path) not in found[0].message
    assert edition is not None
    assert edition.paper.masthead == ""


def test_link_out_of_the_folder(tmp_path: Path) -> None:
    root = house(tmp_path / "house", "name.svg", None)
    (tmp_path / "secret.svg").write_bytes(SVG)
    (tmp_path / "house" / "name.svg").symlink_to(tmp_path / "secret.svg")
    assert [fault.code for fault in read_edition(root)[1]] == ["path-outside"]


def test_damaged_pdf_is_told_and_used(tmp_path: Path) -> None:
    data = pdf()
    root = house(tmp_path, "name.pdf", data[: data.index(b"startxref")])
    edition, found = read_edition(root)
    assert [(fault.code, fault.severity, str(fault.span)) for fault in found] == [("pdf-mended", "warning", "../paper.toml:2:3")]
    assert edition is not None
    assert edition.paper.masthead == "name.pdf"
