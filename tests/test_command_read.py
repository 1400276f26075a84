"""`read`, `check`, `fonts`: the commands that write nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commanding import change, copy_edition, objects, run

KEYS = [
    "paper", "print_date", "page", "pages", "kicker", "headline", "deck", "dateline", "bylines", "byline_text",
    "bylines_detail", "photo_credit", "source", "editors", "reviewers", "subheads", "paragraphs", "blocks",
    "sidebars", "pictures", "repairs",
]  # fmt: skip


@pytest.fixture
def edition(demo: Path, tmp_path: Path) -> Path:
    return copy_edition(demo, tmp_path / "edition")


# read


def test_one_object_an_article(demo: Path) -> None:
    files = sorted((demo / "articles").iterdir())
    ran = run("read", *files, "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    articles = objects(ran.stdout)
    assert len(articles) == len(files)
    assert all(list(article) == KEYS for article in articles)
    assert all(article["headline"] for article in articles)


def test_seed_is_read_rightly(shared: Path) -> None:
    """The page of a mirror: converted to Traditional script by machine, with pinyin and ASCII marks."""
    ran = run("read", shared / "seeds" / "000_e547de4f37f4e0f0.txt", "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    (article,) = objects(ran.stdout)
    assert (article["paper"], article["print_date"], article["page"]) == ("聊城日报", "2024-12-20", "2")
    assert article["headline"] == "追高逐新的飞跃“密码”"
    assert article["bylines"] == ["夏旭光", "韩庆阳"]
    assert (article["editors"], article["reviewers"]) == (["李明"], ["刘飞"])
    assert len(article["paragraphs"]) == 10
    assert len(article["sidebars"][0]["paragraphs"]) == 3


def test_article_for_people(demo: Path) -> None:
    ran = run("read", demo / "articles" / "poem.md", demo / "articles" / "bridge.md")
    assert ran.exit_code == 0
    assert "主题 headline: " in ran.stdout
    assert "署名 byline: 记者 沈知远、" in ran.stdout
    assert "\n## " in ran.stdout


def test_every_file_is_read_whatever_is_wrong_with_others(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "bytes.md").write_bytes(bytes(range(256)))
    (tmp_path / "empty.txt").write_text("", "utf-8")
    good = demo / "articles" / "poem.md"
    ran = run("read", tmp_path / "gone.md", tmp_path / "bytes.md", tmp_path, tmp_path / "empty.txt", good, "--format", "json")
    assert ran.exit_code == 3
    assert len(objects(ran.stdout)) == 1
    said = [(Path(fault["span"]["file"]).name, fault["code"]) for fault in objects(ran.stderr)]
    assert said == [
        ("gone.md", "file-missing"),
        ("bytes.md", "not-text"),
        (tmp_path.name, "file-unreadable"),
        ("empty.txt", "empty-article"),
    ]


# check


def test_sound_edition_passes(edition: Path) -> None:
    before = sorted(edition.rglob("*"))
    ran = run("check", edition)
    assert ran.exit_code == 0, ran.stderr
    assert "通过 / passed" in ran.stdout
    assert "未通过" not in ran.stdout
    assert sorted(edition.rglob("*")) == before


def test_demo_passes_strictly(demo: Path) -> None:
    ran = run("check", demo, "--strict", "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    (result,) = objects(ran.stdout)
    assert (result["pages"], result["errors"], result["warnings"]) == (4, 0, 0)
    assert result["stories"] >= 24


def test_copy_and_pages_are_checked_in_one_run(edition: Path) -> None:
    change(edition / "articles" / "weather.md", 'headline: "', 'headline: "，。')
    change(edition / "articles" / "windows.md", "rank: 2", "rank: 3")
    ran = run("check", edition)
    assert "警告 doubled-mark" in ran.stderr  # of the copy
    assert "警告 no-lead" in ran.stderr  # of the pages
    assert ran.exit_code == 0
    assert run("check", edition, "--strict").exit_code in (3, 5)


# fonts


@pytest.mark.parametrize("words", [(), ("demo",)])
def test_roles_and_their_faces(words: tuple[str, ...]) -> None:
    ran = run("fonts", *words, "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    entries = {entry["role"]: entry for entry in objects(ran.stdout)}
    assert {"song", "song-heavy", "hei", "kai", "fangsong"} <= set(entries)
    assert entries["song"]["face"] == "Noto Serif SC Regular"
    assert entries["song"]["lacks"] == []
    assert entries["kai"]["stand_in"] == "song"
    assert len(entries["further"]["lacks"]) > 6000  # a Western face
    assert all(Path(entry["file"]).is_file() and len(entry["sha256"]) == 64 for entry in entries.values())


def test_faces_for_people(edition: Path) -> None:
    ran = run("fonts", edition)
    assert ran.exit_code == 0
    assert "song        Noto Serif SC Regular" in ran.stdout
    assert "NotoSerifSC-Regular.otf" in ran.stdout


def test_face_of_the_paper_itself(edition: Path) -> None:
    source = next(entry for entry in objects(run("fonts", "--format", "json").stdout) if entry["role"] == "hei")
    (edition / "fonts").mkdir()
    (edition / "fonts" / "ours.ttf").symlink_to(source["file"])
    (edition / "fonts" / "none.ttf").write_text("no font", "utf-8")
    toml = edition / "paper.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[fonts]\nkai = "fonts/none.ttf"\n', "utf-8")
    ran = run("fonts", edition)
    assert ran.exit_code == 6
    assert "font-file" in ran.stderr
    assert "none.ttf" in ran.stderr
