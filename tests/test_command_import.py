"""`import`: sources in, an edition that builds out; and what keeps one from being made."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editions.folder import read_edition
from editions.model import Article, Edition
from tests.commanding import names, objects, run, spawn
from tests.editions.docx_making import docx, paragraph
from tests.editions.docx_making import picture as docx_picture
from tests.editions.founder_issue import (
    BRIDGE,
    BRIDGE_ON,
    LAMPS,
    STORIES,
    WATER,
    Copy,
    put,
    story_file,
    story_page,
    write_issue,
)

GENERATIONS = (1, 2, 3)


def take_in(source: Path, into: Path, *words: object) -> tuple[dict[str, Any], list[str]]:
    """What the report says, and the codes of all that was said, after an import that succeeded."""
    ran = run("import", source, "--into", into, "--format", "json", *words)
    assert ran.exit_code == 0, ran.stderr
    (report,) = objects(ran.stdout)
    return report, [fault["code"] for fault in objects(ran.stderr)]


def refused(*words: object) -> list[str]:
    """The codes of what is said; nothing is on stdout and the run ends as bad input does."""
    ran = run("import", *words, "--format", "json")
    assert (ran.exit_code, ran.stdout) == (3, "")
    found = objects(ran.stderr)
    assert all(fault["message_zh"] and fault["hint_zh"] and fault["hint"] for fault in found if fault["severity"] == "error")
    return [fault["code"] for fault in found if fault["severity"] == "error"]


def edition(folder: Path) -> Edition:
    made, found = read_edition(folder)
    assert made, found
    assert [fault for fault in found if fault.severity == "error"] == []
    return made


def article(folder: Path, id_: str) -> Article:
    return next(story for story in edition(folder).articles if story.id == id_)


# The issue of a digital paper


@pytest.mark.parametrize("generation", ["gen1", "gen3"])
def test_the_sample_issues_build(shared: Path, tmp_path: Path, generation: str) -> None:
    report, said = take_in(shared / "samples" / "founder" / generation, tmp_path / "new")
    assert (report["paper"], report["date"], report["stories"], report["unplaced"]) == ("青禾日报", "2024-12-20", 4, [])
    assert [page["name"] for page in report["pages"]] == ["要闻", "民生"]
    assert sorted(code for code in said if code != "import-nothing") == ["import-picture", "jump-open"]
    assert run("build", tmp_path / "new", "--out", tmp_path / "out").exit_code == 0
    assert names(tmp_path / "out") == ["青禾日报-2024-12-20.pdf"]


def test_the_seed_builds(shared: Path, tmp_path: Path) -> None:
    report, _ = take_in(shared / "seeds", tmp_path / "new")
    assert (report["paper"], report["date"]) == ("聊城日报", "2024-12-20")
    (page,) = report["pages"]
    assert (page["no"], len(page["articles"])) == ("2", 1)
    assert run("build", tmp_path / "new", "--out", tmp_path / "out").exit_code == 0


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_whole_issue(tmp_path: Path, generation: int) -> None:
    source = write_issue(tmp_path / "issue", generation)
    report, said = take_in(source, tmp_path / "new")
    assert (report["stories"], report["joined"], report["pictures"]) == (3, 1, 1)
    assert [(page["no"], page["name"], len(page["articles"])) for page in report["pages"]] == [("1", "要闻", 2), ("2", "民生", 1)]
    assert said == ["jump-joined"]
    made = edition(tmp_path / "new")
    bridge, water, lamps = made.articles
    assert [story.headline for story in (bridge, water, lamps)] == ["岚江三桥昨日通车", "城西水厂通水", "南码头的灯"]
    assert [story.page_no for story in made.articles] == ["1", "1", "2"]
    assert [block.text for block in bridge.body] == [
        "10月15日6时30分，雾还没有散尽。",
        "第一辆公交车开上了桥，车上坐满了人。",
        "桥位选在岚江拐弯处，江底先扎稳了脚。",
        "完工比预定早了两个月。",
    ]
    assert (bridge.jump, bridge.rank, water.rank, lamps.rank) == ("2", 1, 2, 1)
    assert (bridge.kind, lamps.kind) == ("news", "feature")
    assert (bridge.pictures[0].caption, bridge.pictures[0].credit) == ("晨雾中的岚江三桥。", "周野 摄")
    assert bridge.pictures[0].size == (640, 400)
    assert run("build", tmp_path / "new", "--out", tmp_path / "out").exit_code == 0


def test_hot_zones_are_kept_with_their_pages(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 3)
    take_in(source, tmp_path / "new")
    origin = json.loads((tmp_path / "new" / "origin.json").read_text("utf-8"))
    assert origin["stories"][0] == {
        "id": "content_101",
        "files": ["issue/pc/content/202610/16/content_101.html", "issue/pc/content/202610/16/content_201.html"],
    }
    front, back = origin["pages"]
    assert (front["no"], front["file"], front["picture"]) == ("1", "issue/pc/layout/202610/16/node_01.html", "../../../res/01.jpg")
    assert front["zones"][0] == {"article": "content_101", "points": "0,0 300,0 300,200 0,200"}
    assert [zone["article"] for zone in back["zones"]] == ["content_101", "content_202"]  # where the story went on


def test_the_list_says_the_page_and_a_story_that_says_another_is_told(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 3)
    put(source, story_file(3, WATER), story_page(3, replace(WATER, page="3")))
    report, said = take_in(source, tmp_path / "new")
    assert "content_102" in report["pages"][0]["articles"]
    assert said == ["import-pages-differ", "jump-joined"]


def test_a_story_that_was_not_saved(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 2)
    (source / story_file(2, WATER)).unlink()
    report, said = take_in(source, tmp_path / "new")
    assert (report["stories"], said) == (2, ["import-story-missing", "jump-joined"])


def test_a_page_that_tells_no_number(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 3)
    page = source / "pc/layout/202610/16/node_02.html"
    page.with_name("last.html").write_text(page.read_text("utf-8").replace("第02版：<STRONG>", "<STRONG>"), "utf-8")
    page.unlink()
    report, said = take_in(source, tmp_path / "new")
    assert (report["stories"], said) == (3, ["import-left-out", "jump-joined"])


def test_a_story_that_two_pages_list_is_on_the_first(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 3)
    page = source / "pc/layout/202610/16/node_02.html"
    page.write_text(page.read_text("utf-8").replace("<li>", '<li><a href="../../../content/202610/16/content_102.html">城西水厂</a></li><li>', 1), "utf-8")
    report, said = take_in(source, tmp_path / "new")
    assert report["pages"][0]["articles"] == ["content_101", "content_102"]
    assert said == ["jump-joined"]


def test_a_page_of_features(tmp_path: Path) -> None:
    take_in(write_issue(tmp_path / "issue", 3, (WATER, replace(LAMPS, id="401", page="4"))), tmp_path / "new")
    assert [(page.name, page.kind) for page in edition(tmp_path / "new").pages] == [("要闻", "news"), ("副刊", "features")]


def test_an_advertisement_is_left_out_and_said(tmp_path: Path) -> None:
    report, said = take_in(write_issue(tmp_path / "issue", 1, (*STORIES, Copy("203", "2", "广告", ""))), tmp_path / "new", "--skip")
    assert report["stories"] == 3
    assert "import-left-out" in said
    report, said = take_in(write_issue(tmp_path / "other", 1, (*STORIES, Copy("203", "2", "公益广告", "　　节约用水。"))), tmp_path / "more")
    assert report["stories"] == 3
    assert "import-ad" in said


def test_other_files_of_the_site_are_no_stories(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 3)
    put(source, "index.html", "<html><head><meta http-equiv=refresh content='0; url=pc/layout/202610/16/node_01.html'></head></html>")
    put(source, "about.html", "<html><body><p>关于我们</p></body></html>")
    put(source, "pc/mp.js", "var a = '。';")
    put(source, ".cache/x.html", "<html>")
    report, said = take_in(source, tmp_path / "new")
    assert report["stories"] == 3
    assert sorted(said) == ["import-left-out", "import-nothing", "jump-joined"]


# Jumps


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_story_whose_other_half_is_not_there(tmp_path: Path, generation: int) -> None:
    _, said = take_in(write_issue(tmp_path / "issue", generation, (BRIDGE, WATER, LAMPS)), tmp_path / "new")
    assert said == ["jump-open"]
    assert [story.jump for story in edition(tmp_path / "new").articles] == ["", "", ""]
    _, said = take_in(write_issue(tmp_path / "other", generation, (WATER, BRIDGE_ON)), tmp_path / "more")
    assert said == ["jump-open"]


def test_two_stories_that_jump_to_one_page(tmp_path: Path) -> None:
    water = replace(WATER, body=WATER.body + "（下转第二版）")
    on = Copy("204", "2", "城西水厂通水", "　　（上接第一版）水厂用的是南山水库的水。")
    _, said = take_in(write_issue(tmp_path / "issue", 3, (BRIDGE, water, BRIDGE_ON, LAMPS, on)), tmp_path / "new")
    assert said == ["jump-joined", "jump-joined"]
    assert article(tmp_path / "new", "content_102").body[-1].text == "水厂用的是南山水库的水。"
    assert article(tmp_path / "new", "content_101").body[-1].text == "完工比预定早了两个月。"


def test_parts_that_cannot_be_told_apart_are_left_apart(tmp_path: Path) -> None:
    twin = replace(BRIDGE, id="103", picture="")
    report, said = take_in(write_issue(tmp_path / "issue", 3, (BRIDGE, twin, BRIDGE_ON)), tmp_path / "new")
    assert (report["joined"], sorted(said)) == (0, ["jump-open"] * 3)


def test_unlike_headlines_are_joined_with_a_warning(tmp_path: Path) -> None:
    on = replace(BRIDGE_ON, headline="江底先扎稳了脚（上接第一版）")
    report, said = take_in(write_issue(tmp_path / "issue", 3, (BRIDGE, on)), tmp_path / "new")
    assert (report["joined"], said) == (1, ["jump-joined-unsure"])
    assert [(page["no"], len(page["articles"])) for page in report["pages"]] == [("1", 1), ("2", 0)]
    assert run("build", tmp_path / "new", "--out", tmp_path / "out").exit_code == 0


def test_a_sentence_that_was_parted_is_whole_again(tmp_path: Path) -> None:
    first = replace(BRIDGE, body="　　本报讯　第一辆公交车开上了（下转第二版）")
    on = replace(BRIDGE_ON, body="　　桥，车上坐满了人。")
    take_in(write_issue(tmp_path / "issue", 3, (first, on, LAMPS)), tmp_path / "new")
    assert [block.text for block in article(tmp_path / "new", "content_101").body] == ["第一辆公交车开上了桥，车上坐满了人。"]


def test_sections_with_letters(tmp_path: Path) -> None:
    """第二版 of a paper whose pages are called A01, A02 is A02."""
    source = write_issue(tmp_path / "issue", 1)
    for file in (source / "html/2026-10/16").iterdir():
        text = file.read_text("utf-8").replace("第0", "第A0").replace("<founder-pagenum>0", "<founder-pagenum>A0")
        file.write_text(text, "utf-8")
    report, said = take_in(source, tmp_path / "new")
    assert ([page["no"] for page in report["pages"]], said) == (["A01", "A02"], ["jump-joined"])
    assert article(tmp_path / "new", "content_101").jump == "A02"


# Texts and saved pages


TEXT = "南码头的灯\n\n2026年10月16日《岚江日报》2版\n\n□ 许望津\n\n　　灯亮了，看灯的人站满了台阶。\n"
BARE = "江上的船\n\n　　船来了，一盏一盏过去。\n\n　　船走了，江面又黑下来。\n"


def test_stories_go_where_their_tags_say_and_others_are_put_aside(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", TEXT)
    put(tmp_path, "in/b.txt", BARE)
    ran = run("import", tmp_path / "in", "--into", tmp_path / "new")
    assert ran.exit_code == 0
    assert "  2: a\n" in ran.stdout
    assert "without a page (unplaced/): b\n" in ran.stdout
    assert "警告 import-no-page" in ran.stderr
    assert names(tmp_path / "new") == ["articles", "edition.toml", "origin.json", "paper.toml", "unplaced"]
    assert names(tmp_path / "new" / "unplaced") == ["b.md"]
    assert [story.id for story in edition(tmp_path / "new").articles] == ["a"]


def test_a_page_date_and_name_for_what_has_none(tmp_path: Path) -> None:
    put(tmp_path, "in/b.txt", BARE)
    report, said = take_in(tmp_path / "in", tmp_path / "new", "--page", "第3版", "--date", "2026-10-17", "--name", "岚江日报", "--preset", "broadsheet")
    assert (report["date"], report["paper"], [page["no"] for page in report["pages"]], said) == ("2026-10-17", "岚江日报", ["3"], [])
    assert edition(tmp_path / "new").preset == "broadsheet"


def test_a_saved_page_brings_its_pictures(tmp_path: Path, demo: Path) -> None:
    html = (
        "<html><head><title>南码头的灯</title></head><body><h1>南码头的灯</h1><p>来源：岚江客户端 2026-10-16 09:00</p><div><p>　　灯亮了，看灯的人站满了台阶。</p>"
        "<p><img src='a_files/lamp.jpg'></p><p>　　图为南码头的灯。</p><p>　　人来了，站满了台阶。</p></div></body></html>"
    )
    put(tmp_path, "in/a.html", html)
    picture = next((demo / "pictures").glob("*.jpg"))
    (tmp_path / "in" / "a_files").mkdir()
    (tmp_path / "in" / "a_files" / "lamp.jpg").write_bytes(picture.read_bytes())
    report, _ = take_in(tmp_path / "in" / "a.html", tmp_path / "new", "--page", "1", "--date", "2026-10-16", "--name", "岚江日报")
    assert report["pictures"] == 1
    assert (tmp_path / "new" / "pictures" / "a-1.jpg").read_bytes() == picture.read_bytes()
    assert article(tmp_path / "new", "a").pictures[0].caption == "图为南码头的灯。"


def test_the_paper_above_is_this_paper(tmp_path: Path) -> None:
    put(tmp_path, "paper/paper.toml", 'name = "岚江日报"\n')
    put(tmp_path, "in/a.txt", TEXT)
    report, said = take_in(tmp_path / "in", tmp_path / "paper" / "2026-10-16")
    assert (report["paper"], said) == ("岚江日报", [])
    assert "paper.toml" not in names(tmp_path / "paper" / "2026-10-16")
    report, said = take_in(tmp_path / "in", tmp_path / "paper" / "more", "--name", "江口晨报")
    assert (report["paper"], said) == ("江口晨报", ["tag-paper"])
    assert tomllib.loads((tmp_path / "paper" / "more" / "edition.toml").read_text("utf-8"))["name"] == "江口晨报"


def test_a_story_of_another_day_is_told(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", TEXT)
    put(tmp_path, "in/b.txt", TEXT.replace("灯", "船"))
    put(tmp_path, "in/c.txt", TEXT.replace("灯", "桥").replace("16日", "15日"))
    report, said = take_in(tmp_path / "in", tmp_path / "new")
    assert (report["date"], said) == ("2026-10-16", ["tag-date"])


def test_names_are_told_apart(tmp_path: Path) -> None:
    for name in ("one/a.txt", "two/a.txt", "two/A.txt", "two/contents.txt", "two/岚江 一.txt"):
        put(tmp_path, f"in/{name}", TEXT)
    report, _ = take_in(tmp_path / "in", tmp_path / "new")
    (page,) = report["pages"]
    assert len(set(map(str.lower, page["articles"]))) == 5
    assert "contents" not in page["articles"]
    assert "岚江-一" in page["articles"]


def test_many_files_are_read_by_several_processes_as_by_one(tmp_path: Path) -> None:
    for number in range(130):
        put(tmp_path, f"in/{number:03}.txt", TEXT.replace("灯", f"灯{number}"))
    ran = spawn("import", tmp_path / "in", "--into", tmp_path / "new", "--format", "json")
    assert ran.returncode == 0, ran.stderr
    (report,) = objects(ran.stdout)
    assert report["pages"][0]["articles"] == [f"{number:03}" for number in range(130)]


def test_the_same_sources_make_the_same_files(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 2)
    for name in ("one", "two"):
        take_in(source, tmp_path / name)
    files = [sorted(path.relative_to(tmp_path / name) for path in (tmp_path / name).rglob("*.*")) for name in ("one", "two")]
    assert files[0] == files[1]
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files[0])


# What keeps an edition from being made


def test_it_refuses_to_overwrite(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 3)
    put(tmp_path, "new/mine.txt", "mine")
    assert refused(source, "--into", tmp_path / "new") == ["folder-taken"]
    assert names(tmp_path / "new") == ["mine.txt"]


def test_sources_that_are_not_there_are_all_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "a", tmp_path / "b", "--into", tmp_path / "new") == ["file-missing", "file-missing"]


def test_nothing_to_take_in(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert refused(tmp_path / "in", "--into", tmp_path / "new") == ["import-empty"]


def test_what_nobody_says_is_asked_for_at_once(tmp_path: Path) -> None:
    put(tmp_path, "in/b.txt", BARE)
    assert refused(tmp_path / "in", "--into", tmp_path / "new") == ["import-pages", "import-date", "import-name"]
    assert names(tmp_path) == ["in"]


def test_a_source_with_errors_stops_all_unless_it_is_to_be_skipped(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", TEXT)
    (tmp_path / "in" / "b.txt").write_bytes(TEXT.encode() + b"\0")
    put(tmp_path, "in/c.html", "<html><body><p>灯亮了，人来了。</p></body></html>")
    assert refused(tmp_path / "in", "--into", tmp_path / "new") == ["not-text", "headline-missing"]
    assert names(tmp_path) == ["in"]
    report, said = take_in(tmp_path / "in", tmp_path / "new", "--skip")
    assert (report["stories"], said) == (1, ["import-left-out", "import-left-out"])


def test_an_unknown_preset(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", TEXT)
    assert refused(tmp_path / "in", "--into", tmp_path / "new", "--preset", "a3") == ["preset-unknown"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    put(tmp_path, "secret.txt", TEXT.replace("灯", "密"))
    put(tmp_path, "in/a.txt", TEXT)
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "deep").symlink_to(tmp_path)
    report, said = take_in(tmp_path / "in", tmp_path / "new")
    assert (report["stories"], said) == (1, ["import-link"])


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_pictures_out_of_the_folder_and_pictures_that_are_none(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 3)
    picture = source / "pc/content/202610/16/../../../res/b1.jpg"
    picture = picture.resolve()
    picture.unlink()
    put(tmp_path, "secret.jpg", "secret")
    picture.symlink_to(tmp_path / "secret.jpg")
    report, said = take_in(source, tmp_path / "new")
    assert (report["pictures"], said) == (0, ["jump-joined", "import-picture"])
    picture.unlink()
    picture.write_bytes(b"GIF89a")
    ran = run("import", source, "--into", tmp_path / "more", "--format", "json")
    (fault,) = [fault for fault in objects(ran.stderr) if fault["code"] == "import-picture"]
    assert "晨雾中的岚江三桥" in fault["message"]
    assert fault["span"]["file"].endswith("content_101.html")


def test_a_picture_story_without_its_picture(tmp_path: Path) -> None:
    alone = Copy("103", "1", "", "", picture="c.jpg", caption="晨雾中的岚江三桥。　周野　摄")
    source = write_issue(tmp_path / "issue", 2, (*STORIES, alone))
    report, said = take_in(source, tmp_path / "new")
    assert (report["stories"], report["pictures"], said) == (4, 2, ["jump-joined"])
    assert [story.kind for story in edition(tmp_path / "new").articles] == ["news", "news", "picture", "feature"]
    (source / story_file(2, alone)).parent.joinpath("../../../res/c.jpg").resolve().unlink()
    report, said = take_in(source, tmp_path / "more")
    assert (report["stories"], said) == (3, ["jump-joined", "import-picture", "import-bare"])


def test_a_picture_bomb(tmp_path: Path) -> None:
    source = write_issue(tmp_path / "issue", 3)
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (100_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    picture = (source / "pc/content/202610/16/../../../res/b1.jpg").resolve()
    picture.write_bytes(head)
    report, said = take_in(source, tmp_path / "new")
    assert (report["pictures"], "import-picture" in said) == (0, True)


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
def test_a_name_that_turns_the_direction(tmp_path: Path) -> None:
    put(tmp_path, "in/a\u202etxt.exe", TEXT)
    assert refused(tmp_path / "in", "--into", tmp_path / "new") == ["file-name", "import-empty"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", TEXT)
    assert refused(tmp_path / "in", "--into", tmp_path / "in" / "a.txt" / "new") == ["cannot-write"]


@pytest.mark.parametrize("words", [(), ("--into", "x"), ("in", "--into", "x", "--date", "x"), ("in", "--into", "x", "--page", "x"), ("in",)])
def test_misuse(words: tuple[str, ...]) -> None:
    ran = run("import", *words)
    assert (ran.exit_code, ran.stdout) == (2, "")


# The demo as a digital paper


AREAS = {1: 40, 2: 20, 3: 12, 4: 5, 5: 2}  # of a hot zone, by rank


def digital_demo(demo: Path, root: Path, generation: int) -> dict[str, Article]:
    """The demo's stories as an issue of a digital paper in `root`, without what its pages cannot show; the stories by their new ids."""
    made, _ = read_edition(demo)
    assert made
    copies: list[Copy] = []
    by_id: dict[str, Article] = {}
    for number, story in enumerate(made.articles, 101):
        kinds = {block.kind for block in story.body}
        if story.sidebars or story.jump or not kinds <= {"paragraph", "subhead"} or not story.headline:
            continue
        lines = [f"<strong>{block.text}</strong>" if block.kind == "subhead" else f"　　{block.text}" for block in story.body]
        lines[0] = lines[0] if lines[0].startswith("<") else f"　　{story.dateline}　{lines[0].strip()}" if story.dateline else lines[0]
        author = " ".join(f"{person.role} {person.name}".strip() for person in story.bylines if person.role != "图")
        picture = story.pictures[0] if story.pictures else None
        file = f"{number}{Path(picture.file).suffix}" if picture else ""
        copies.append(
            Copy(
                str(number), story.page_no, story.headline.replace("|", ""), "\n".join(lines), kicker=story.kicker, deck=story.deck, author=author,
                picture=file, caption=picture.caption if picture else "", zone=(0, 0, AREAS[story.rank], 10),
            )
        )  # fmt: skip
        by_id[f"content_{number}"] = story
    write_issue(root, generation, tuple(copies))
    for copy in copies:
        if copy.picture:
            place = (root / story_file(generation, copy)).parent / f"../../../res/{copy.picture}"
            place.resolve().write_bytes((demo / by_id[f"content_{copy.id}"].pictures[0].file).read_bytes())
    return by_id


@pytest.mark.parametrize("generation", [1, 3])
def test_the_demo_as_a_digital_paper(demo: Path, tmp_path: Path, generation: int) -> None:
    by_id = digital_demo(demo, tmp_path / "issue", generation)
    assert len(by_id) >= 12
    report, said = take_in(tmp_path / "issue", tmp_path / "new")
    assert set(said) <= {"byline-unclear"}
    assert report["stories"] == len(by_id)
    for story in edition(tmp_path / "new").articles:
        source = by_id[story.id]
        assert (story.headline, story.kicker, story.deck) == (source.headline.replace("|", ""), source.kicker, source.deck)
        assert [block.text for block in story.body if block.kind == "paragraph"] == [block.text for block in source.body if block.kind == "paragraph"]
        assert [block.text for block in story.body if block.kind == "subhead"] == [block.text for block in source.body if block.kind == "subhead"]
        assert (story.page_no, len(story.pictures)) == (source.page_no, min(1, len(source.pictures)))
    pages = ("--pages", "2") if generation == 1 else ()  # what is made up does not depend on the generation
    assert run("build", tmp_path / "new", "--out", tmp_path / "out", *pages).exit_code in (0, 4)


# Other formats


def test_pictures_that_came_inside_a_file(demo: Path, tmp_path: Path) -> None:
    picture = next((demo / "pictures").glob("*.jpg")).read_bytes()
    body = paragraph("南码头的灯", style="heading 1"), paragraph("灯亮了，看灯的人站满了台阶。"), paragraph(docx_picture()), paragraph("晨雾中的南码头。", style="caption")
    (tmp_path / "灯.docx").write_bytes(docx(*body, media={"image1.jpeg": picture}))
    report, _ = take_in(tmp_path / "灯.docx", tmp_path / "new", "--page", "1", "--date", "2026-10-16", "--name", "岚江日报")
    assert report["pictures"] == 1
    assert (tmp_path / "new" / "pictures" / "灯-1.jpg").read_bytes() == picture
    assert edition(tmp_path / "new").articles[0].headline == "南码头的灯"
