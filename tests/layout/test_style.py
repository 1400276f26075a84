"""Styles: presets, a newspaper's own file, and what is wrong with one."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from editions.diagnostic import Diagnostic, Span
from editions.folder import read_edition
from fonts.roles import ROLES, FaceTable
from layout.edition import compose_one, set_up
from layout.grid import Region, baseline_in_line, make_grid
from layout.style import PRESETS, Style, load_style
from tests.layout.making import HAN, article, edition

MM = 72 / 25.4


def preset(name: str) -> Style:
    style, problems = load_style(name, Path("/nowhere"))
    assert not problems
    assert style is not None
    return style


def load(folder: Path, text: str | bytes) -> tuple[Style | None, tuple[Diagnostic, ...]]:
    """A style file of this text, loaded."""
    (folder / "own.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_style("own.toml", folder, Span("edition.toml", 3))


def codes(problems: tuple[Diagnostic, ...]) -> list[str]:
    return [problem.code for problem in problems]


# Presets


@pytest.mark.parametrize(
    ("name", "trim", "area", "columns", "characters", "lines", "measure", "body", "leading"),
    [
        ("tabloid", (275, 390), (225.4, 350), 6, 11, 86, 71, 9, 11.54),
        ("broadsheet", (390, 550), (352.4, 490), 8, 13, 120, 111, 9, 11.57),
        ("tabloid-large", (275, 390), (225.8, 350), 5, 12, 77, 64, 10, 12.88),
        ("broadsheet-large", (390, 550), (351.9, 490), 6, 15, 103, 95, 10.5, 13.48),
    ],
)
def test_the_presets_are_those_of_the_design(
    name: str, trim: tuple[float, float], area: tuple[float, float], columns: int, characters: int, lines: int,
    measure: int, body: float, leading: float,
) -> None:  # fmt: skip
    style = preset(name)
    grid = make_grid(style)
    x0, y0, x1, y1 = grid.type_area
    assert (grid.columns, grid.characters, grid.lines) == (columns, characters, lines)
    assert grid.measure(columns) == measure
    assert style.grid.leading_pt == leading
    assert style.grid.body_pt == body
    assert grid.trim == pytest.approx((trim[0] * MM, trim[1] * MM))
    assert (x1 - x0) / MM == pytest.approx(area[0], abs=0.05)
    assert (y1 - y0) / MM == pytest.approx(area[1], abs=0.25)
    assert x0 == pytest.approx(grid.trim[0] - x1)  # as wide a margin on either side
    assert 0 < y0 < y1 < grid.trim[1]


@pytest.mark.parametrize("name", PRESETS)
def test_headline_sizes_are_on_the_ladder_and_step_down(name: str) -> None:
    style = preset(name)
    preferred = [style.headline.sizes(rank)[0] for rank in range(1, 6)]
    assert preferred == sorted(preferred, reverse=True)
    assert all(larger >= 1.25 * smaller for larger, smaller in pairwise(preferred))
    ranks = [style.headline.sizes(rank) for rank in range(1, 6)]
    assert all(min(above) >= max(below) for above, below in pairwise(ranks))
    assert {size for sizes in ranks for size in sizes} <= set(style.ladder.sizes)


@pytest.mark.parametrize("name", PRESETS)
def test_captions_and_secondary_type_keep_their_proportion_to_the_body(name: str) -> None:
    style = preset(name)
    assert 0.8 <= style.caption.size_pt / style.grid.body_pt <= 0.9
    assert 1.25 <= style.grid.leading_pt / style.grid.body_pt <= 1.3
    assert style.headline.least_secondary > style.grid.body_pt
    assert min(style.headline.rank5) > style.grid.body_pt


@pytest.mark.parametrize(("size", "step"), [(9, 9), (11, 10.5), (72, 72), (500, 72), (1, 9), (20.99, 18)])
def test_the_ladder_step_at_or_below_a_size(size: float, step: float) -> None:
    assert preset("tabloid").ladder.at_most(size) == step


def test_regions_overlap_where_they_share_a_cell() -> None:
    region = Region(1, 10, 2, 5)
    assert region.overlaps(Region(2, 14, 1, 1))
    for beside in (Region(3, 10, 1, 5), Region(0, 10, 1, 5), Region(1, 15, 2, 5), Region(1, 5, 2, 5)):
        assert not region.overlaps(beside)
        assert not beside.overlaps(region)


def test_the_baseline_leaves_the_em_box_in_the_middle_of_its_line() -> None:
    style = preset("tabloid")
    baseline = baseline_in_line(style)
    above = baseline - 0.88 * style.grid.body_pt
    below = style.grid.leading_pt - baseline - 0.12 * style.grid.body_pt
    assert above == pytest.approx(below)


# A newspaper's own file


def test_what_a_file_leaves_out_is_the_tabloids(tmp_path: Path) -> None:
    style, problems = load(tmp_path, "[grid]\nlines = 80\n[headline]\nrank1 = [36]\n")
    assert not problems
    assert style is not None
    tabloid = preset("tabloid")
    assert style.grid.lines == 80
    assert style.headline.rank1 == (36,)
    assert style.headline.rank2 == tabloid.headline.rank2
    assert style.grid.columns == tabloid.grid.columns
    assert style.roles == tabloid.roles


@pytest.mark.parametrize("name", PRESETS)
def test_a_copy_of_a_preset_is_the_preset(tmp_path: Path, name: str) -> None:
    import layout

    shutil.copy(Path(layout.__path__[0]) / "styles" / f"{name}.toml", tmp_path / "own.toml")
    style, problems = load_style("own.toml", tmp_path)
    assert not problems
    assert style == preset(name)


def test_a_page_is_made_up_in_a_newspapers_own_style(tmp_path: Path, table: FaceTable) -> None:
    (tmp_path / "own.toml").write_text(
        "[grid]\ncolumns = 5\ncharacters = 12\nbody_pt = 9.5\nleading_pt = 12.5\nlines = 78\n"
    )
    made = edition([article("a", *[HAN] * 9), article("b", *[HAN] * 20, rank=1)], preset="own.toml", root=str(tmp_path))
    setup, problems = set_up(made, table)
    assert not problems
    assert setup is not None
    page = compose_one(made, "2", setup)
    assert {record.id for record in page.stories} == {"a", "b"}
    assert page.type_area[2] - page.type_area[0] == pytest.approx((5 * 12 + 4) * 9.5)


@pytest.mark.parametrize(("count", "code"), [(40, "overset-text"), (6, "white-space")])
def test_a_newspaper_may_forbid_all_that_is_done_with_too_much_or_too_little_copy(
    tmp_path: Path, table: FaceTable, count: int, code: str
) -> None:
    (tmp_path / "own.toml").write_text("[makeup]\ntoo_much = []\ntoo_little = []\n")
    stories = [article("a", *[HAN * 3] * count, rank=1), article("b", *[HAN] * 20, rank=2)]
    made = edition(stories, preset="own.toml", root=str(tmp_path))
    setup, problems = set_up(made, table)
    assert not problems
    assert setup is not None
    assert setup.desk.style.makeup == ((), ())
    page = compose_one(made, "2", setup)
    assert code in [fault.code for fault in page.diagnostics]
    preferred = {record.id: setup.desk.style.headline.sizes(record.rank)[0] for record in page.stories}
    assert {record.id: record.headline_pt for record in page.stories} == preferred


# What can be wrong with it


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("colour_of_night = 1", "colour_of_night"),
        ("[grid]\nrows = 4", "grid.rows"),
        ("[grid.more]\nx = 1", "grid.more"),
    ],
)
def test_an_unknown_key_is_named(tmp_path: Path, text: str, key: str) -> None:
    style, problems = load(tmp_path, text)
    assert style is None
    assert codes(problems) == ["style-key"]
    assert key in problems[0].message
    assert problems[0].span is not None
    assert problems[0].span.file == "own.toml"
    assert problems[0].exit_code == 3


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[grid]\ncolumns = 'six'", "grid.columns"),
        ("[grid]\ncolumns = 6.5", "grid.columns"),
        ("[grid]\ncolumns = true", "grid.columns"),
        ("[grid]\ncolumns = -6", "grid.columns"),
        ("[grid]\ncolumns = 1000000", "grid.columns"),
        ("[grid]\nbody_pt = nan", "grid.body_pt"),
        ("[grid]\nbody_pt = inf", "grid.body_pt"),
        ("[grid]\nbody_pt = '9'", "grid.body_pt"),
        ("[sheet]\ntrim_mm = [275]", "sheet.trim_mm"),
        ("[sheet]\ntrim_mm = [275, 390, 1]", "sheet.trim_mm"),
        ("[headline]\nrank1 = []", "headline.rank1"),
        ("[headline]\nrank1 = 42", "headline.rank1"),
        ("[headline]\nrank1 = [42, 'large']", "headline.rank1"),
        ("[colour]\naccent = [0, 1, 1]", "colour.accent"),
        ("[roles]\nbody = 9", "roles.body"),
        ("[makeup]\ntoo_much = ['wish']", "makeup.too_much"),
        ("grid = 5", "grid"),
        ("name = 7", "name"),
    ],
)
def test_a_value_that_does_not_serve_is_named(tmp_path: Path, text: str, key: str) -> None:
    style, problems = load(tmp_path, text)
    assert style is None
    assert codes(problems) == ["style-value"]
    assert repr(key) in problems[0].message


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    _, problems = load(tmp_path, "[grid]\ncolumns = 'six'\nrows = 2\n[headline]\nrank1 = []\n[night]\nx = 1\n")
    assert sorted(codes(problems)) == ["style-key", "style-key", "style-value", "style-value"]


@pytest.mark.parametrize("text", ["[grid", "a = ", "x = 1\nx = 2", b"\xff\xfe\x00", b'name = "\xc4\xe3"'])
def test_a_file_that_is_no_toml(tmp_path: Path, text: str | bytes) -> None:
    style, problems = load(tmp_path, text)
    assert style is None
    assert codes(problems) == ["style-broken"]


@pytest.mark.parametrize(
    "text",
    ["name = 'x'\n\n[grid]\ncolumns = 'six'\n", "name = 'x'\n\n[grid]\nrows = 6\n", "name = 'x'\n\n[grid]\nrows = \n"],
)
def test_the_line_is_told(tmp_path: Path, text: str) -> None:
    _, problems = load(tmp_path, text)
    assert problems[0].span is not None
    assert problems[0].span.line == 4


@pytest.mark.parametrize("name", ["newspaper", "none.toml", "", ".", "a\0b.toml"])
def test_a_style_that_is_not_there(tmp_path: Path, name: str) -> None:
    style, problems = load_style(name, tmp_path, Span("edition.toml", 3))
    assert style is None
    assert codes(problems) == ["style-unknown"]
    assert problems[0].span == Span("edition.toml", 3)
    assert "tabloid" in problems[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "[roles]\nbody = 'blackletter'",
        "[roles]\nheadline = ['hei', 'gothic', 'song', 'hei', 'hei']",
        "[roles]\nheadline = ['hei']",
        "[setting]\nlevel = 'severe'",
        "[grid]\ncolumns = 0",
        "[grid]\nlines = 0",
        "[grid]\nbody_pt = 0",
        "[grid]\nleading_pt = 0",
        "[grid]\ncharacters = 0",
        "[headline]\nrank3 = [0]",
        "[caption]\nsize_pt = 0",
        "[masthead]\nlines = 86",
        "[sheet]\ntrim_mm = [100, 390]",
        "[sheet]\ntop_mm = 300",
        "[grid]\nlines = 200",
    ],
)
def test_a_value_that_no_page_can_be_made_with_is_reported(tmp_path: Path, text: str) -> None:
    style, problems = load(tmp_path, text)
    assert style is None
    assert set(codes(problems)) == {"style-value"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name = 'x'\n[headline]\nrank2 = [28, 44]\n", 3, ("44", "rank2", "36", "rank1")),
        ("[headline]\nrank1 = [26]\n", 2, ("28", "rank2", "26", "rank1")),
        ("[headline]\nrank5 = [10.5]\nrank4 = [21, 16]\n", 3, ("21", "rank4", "18", "rank3")),
        ("[headline]\nrank3 = [24]\nrank4 = [24.5]\n", 3, ("24.5", "rank4", "24", "rank3")),
    ],
)
def test_sizes_that_rise_as_the_rank_falls_are_refused(
    tmp_path: Path, text: str, line: int, said: tuple[str, ...]
) -> None:
    style, problems = load(tmp_path, text)
    assert style is None
    assert codes(problems) == ["style-ranks"]
    (fault,) = problems
    assert fault.span == Span("own.toml", line, 1)
    assert all(word in fault.message for word in said)
    assert fault.hint
    assert fault.exit_code == 3


def test_every_rank_that_rises_is_said(tmp_path: Path) -> None:
    _, problems = load(tmp_path, "[headline]\nrank2 = [56]\nrank4 = [32]\n")
    assert codes(problems) == ["style-ranks", "style-ranks"]


def test_a_rank_may_have_the_size_of_the_one_before(tmp_path: Path) -> None:
    assert load(tmp_path, "[headline]\nrank1 = [36, 28]\nrank2 = [28]\n")[1] == ()


def test_roles_of_the_presets_are_roles_of_fonts() -> None:
    for name in PRESETS:
        roles = preset(name).roles
        named = {roles.body, roles.feature, roles.kicker, roles.deck, roles.byline, roles.subhead, roles.caption}
        assert named | {roles.lead_in, roles.masthead, roles.folio, *roles.headline} <= set(ROLES)
        assert len(roles.headline) == 5


def test_a_style_nested_without_end_is_reported(tmp_path: Path) -> None:
    assert codes(load(tmp_path, "name = " + "[" * 10_000)[1]) == ["style-broken"]


# A style beside paper.toml in a folder above the edition's (the one way up that is allowed)

PAPER = 'name = "江口晨报"\nstyle = "own.toml"\n'
EDITION = 'date = 2026-10-16\nissue_no = "7"\n[[pages]]\nno = "1"\nname = "要闻"\narticles = ["a"]\n'


def test_the_style_of_a_paper_above_the_edition(tmp_path: Path, table: FaceTable) -> None:
    day = tmp_path / "2026-10-16"
    (day / "articles").mkdir(parents=True)
    (tmp_path / "paper.toml").write_text(PAPER)
    (tmp_path / "own.toml").write_text("[grid]\nlines = 80\n")
    (day / "edition.toml").write_text(EDITION)
    (day / "articles" / "a.md").write_text(f"---\nid: a\nheadline: 新桥通车\n---\n\n{HAN}\n")
    read, found = read_edition(day)
    assert read is not None, found
    setup, problems = set_up(read, table)
    assert not problems
    assert setup is not None
    assert setup.grid.lines == 80
