"""`proof`: one page as PDF and PNG, with marks, whatever the state of the others."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from tests.commanding import change, copy_edition, into_body, names, objects, run

PROOF = ("岚江日报-2026-10-16-4-proof.pdf", "岚江日报-2026-10-16-4-proof.png")
# The inks of the marks, as the content stream sets them for strokes.
INKS = {
    "grid": rb"(?<![\d.])0\.45 0\.05 0 0 K\b",
    "frames": rb"(?<![\d.])0\.7 0 0\.7 0 K\b",
    "problems": rb"(?<![\d.])0 1 0\.4 0 K\b",
}


@pytest.fixture
def edition(demo: Path, tmp_path: Path) -> Path:
    return copy_edition(demo, tmp_path / "edition")


def inks(pdf: Path) -> set[str]:
    """Which marks a PDF of one page bears."""
    with pikepdf.open(pdf) as file:
        (page,) = file.pages
        page.contents_coalesce()
        stream = page.Contents.read_bytes()
    return {kind for kind, ink in INKS.items() if re.search(ink, stream)}


@pytest.mark.parametrize("page", ["4", "4版", "04", "A04", "第四版", "４"])
def test_page_and_picture(edition: Path, tmp_path: Path, page: str) -> None:
    ran = run("proof", edition, "--page", page, "--out", tmp_path / "out")
    assert ran.exit_code == 0, ran.output
    assert names(tmp_path / "out") == sorted(PROOF)
    assert ran.stdout.splitlines() == [str(tmp_path / "out" / name) for name in PROOF]
    assert inks(tmp_path / "out" / PROOF[0]) == set()


def test_page_with_a_section_letter(edition: Path, tmp_path: Path) -> None:
    for old, new in (('"4"', '"B02"'), ('"1"', '"A01"')):
        change(edition / "edition.toml", f"no = {old}", f"no = {new}")
    assert run("proof", edition, "--page", "b02", "--out", tmp_path / "out").exit_code == 0
    assert run("proof", edition, "--page", "1", "--out", tmp_path / "out").exit_code == 0
    ran = run("proof", edition, "--page", "2", "--out", tmp_path / "out")
    assert ran.exit_code == 3
    assert "A01、B02" in ran.stderr


@pytest.mark.parametrize("dpi", [30, 100])
def test_resolution(edition: Path, tmp_path: Path, dpi: int) -> None:
    ran = run("proof", edition, "--page", "4", "--out", tmp_path / "out", "--dpi", dpi, "--format", "json")
    assert ran.exit_code == 0, ran.output
    (result,) = objects(ran.stdout)
    assert [Path(path).name for path in (*result["pdfs"], *result["pngs"])] == list(PROOF)
    header = (tmp_path / "out" / PROOF[1]).read_bytes()[:24]
    size = int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")
    assert size == pytest.approx((275 / 25.4 * dpi, 390 / 25.4 * dpi), abs=2)


@pytest.mark.parametrize("marks", ["grid", "frames", "problems", "grid,frames,problems", "frames，grid"])
def test_marks(edition: Path, tmp_path: Path, marks: str) -> None:
    """A problem is marked where the page has one: the story that a warning names."""
    change(edition / "articles" / "poem.md", 'headline: "', 'headline: "，')
    into_body(edition / "articles" / "poem.md", "标点，，重复了。\n\n")
    ran = run("proof", edition, "--page", "4", "--out", tmp_path / "out", "--overlay", marks, "--dpi", "20")
    assert ran.exit_code in (0, 4), ran.output
    assert "doubled-mark" in ran.stderr
    assert inks(tmp_path / "out" / PROOF[0]) == set(marks.replace("，", ",").split(","))


def test_trouble_elsewhere_is_not_of_this_page(edition: Path, tmp_path: Path) -> None:
    change(edition / "articles" / "weather.md", "rank: ", "rank: 7")
    into_body(edition / "articles" / "windows.md", "城里的事情一件接着一件，说也说不完。\n\n" * 700)
    ran = run("proof", edition, "--page", "4", "--out", tmp_path / "out")
    assert (ran.exit_code, ran.stderr) == (0, "")
    ran = run("proof", edition, "--page", "1", "--out", tmp_path / "out")
    assert ran.exit_code == 3
    assert "bad-value" in ran.stderr
    assert "overset-text" in ran.stderr


def test_jump_is_the_business_of_both_its_pages(demo: Path, tmp_path: Path) -> None:
    """The page that a story continues on is composed without any other that jumps."""
    ran = run("proof", demo, "--page", "3", "--out", tmp_path / "out", "--dpi", "20")
    assert ran.exit_code == 0, ran.output


def test_overset_page_is_proofed(edition: Path, tmp_path: Path) -> None:
    into_body(edition / "articles" / "windows.md", "城里的事情一件接着一件，说也说不完。\n\n" * 700)
    ran = run("proof", edition, "--page", "1", "--out", tmp_path / "out", "--overlay", "problems")
    assert ran.exit_code == 4
    assert "overset-text" in ran.stderr
    assert inks(tmp_path / "out" / "岚江日报-2026-10-16-1-proof.pdf") == {"problems"}


def test_page_that_is_not_there(edition: Path, tmp_path: Path) -> None:
    ran = run("proof", edition, "--page", "2", "--out", tmp_path / "out")
    assert ran.exit_code == 3
    assert "unknown-page" in ran.stderr
    assert "1、4" in ran.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--page", "two"),
        ("--page", "1,4"),
        ("--page", ""),
        ("--page", "4", "--overlay", "grids"),
        ("--page", "4", "--dpi", "0"),
        (),
    ],
)
def test_misused(edition: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = run("proof", edition, "--out", tmp_path / "out", *words)
    assert ran.exit_code == 2
    assert not (tmp_path / "out").exists()
