"""Reading an edition's folder: what the contract promises."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest

from editions.diagnostic import Span
from editions.folder import house_style_beside, read_edition
from editions.model import FixedStory, Imprint, Place
from layout.style import PRESETS, style_text
from tests.editions.folder_making import AD, DAY, PAPER, PICTURE, Make, edition_of, errors, png, story


def test_copy_stays_traditional_in_a_traditional_paper_only(folder: Make) -> None:
    copy = story(page="1", body="這個燈亮了，人們都來看，說時間過得快。")
    for language, text in (("", "这个灯亮了"), ('language = "zh-Hant"\n', "這個燈亮了")):
        for files in ({"paper.toml": language + PAPER}, {"edition.toml": language + DAY}):
            edition = edition_of(folder({**files, "articles/second.md": copy}))
            (second,) = (one for one in edition.articles if one.id == "second")
            assert second.body[0].text.startswith(text)


def test_a_style_file_in_traditional_script_keeps_the_copy_so(folder: Make) -> None:
    copy = story(page="1", body="這個燈亮了，人們都來看，說時間過得快。")
    hant = '[setting]\nlanguage = "zh-Hant"\n'
    styles = (('style = "own.toml"\n', False), ('style = "styles/own.toml"\n', False), ('preset = "own.toml"\n', True))
    for named, in_day in styles:
        file = named.split('"')[1]
        day = DAY.replace('preset = "tabloid"\n', "")
        files = {"paper.toml": named + PAPER, "edition.toml": day} if not in_day else {"edition.toml": named + day}
        for setting, text in ((hant, "這個燈亮了"), ("", "这个灯亮了"), ("[setting\n", "这个灯亮了")):
            root = folder({**files, file: setting, "articles/second.md": copy})
            edition = read_edition(root)[0]
            assert edition
            (second,) = (one for one in edition.articles if one.id == "second")
            assert second.body[0].text.startswith(text), (named, setting)
            assert house_style_beside(root / "articles" / "second.md").script == ("zh-Hant" if setting == hant and not in_day else "zh-Hans")
    root = folder({"paper.toml": 'language = "zh-Hans"\nstyle = "own.toml"\n' + PAPER, "own.toml": hant, "articles/second.md": copy})
    assert house_style_beside(root / "articles" / "second.md").script == "zh-Hans"  # the paper's own comes before the style's


def test_the_reader_need_not_know_presets() -> None:
    # If one is ever set in Traditional script, `house_style_beside` and `read_edition` must learn of it.
    assert {tomllib.loads(style_text(preset))["setting"]["language"] for preset in PRESETS} == {"zh-Hans"}


def test_the_lexicon_keeps_names_of_traditional_copy(folder: Make) -> None:
    pytest.importorskip("opencc")
    copy = story(page="1", body="這個燈亮了，人們都來看，鍾乾後說時間過得快。")
    for files in ({"paper.toml": PAPER.replace("新桥", "鍾乾後")}, {"edition.toml": 'lexicon = ["鍾乾後", ""]\n' + DAY}):
        edition = edition_of(folder({**files, "articles/second.md": copy}))
        (second,) = (one for one in edition.articles if one.id == "second")
        assert second.body[0].text == "这个灯亮了，人们都来看，鍾乾後说时间过得快。"


PAGE = (
    "<!DOCTYPE html><html><body><article><h1>南码头的灯</h1><p>　　灯亮了，看灯的人站满了七十二级台阶，江上的船一盏一盏过去。</p>"
    '<p><img src="{src}"></p><p>　　图为南码头的灯。周野 摄</p><p>　　夜深了，台阶上只剩下江风，和一把忘了拿走的伞。</p></article></body></html>'
)


@pytest.mark.parametrize(
    ("there", "name"),
    [
        (["articles/second_files/lamp.png"], "articles/second_files/lamp.png"),
        (["second_files/lamp.png"], "second_files/lamp.png"),
        (["articles/second_files/lamp.png", "second_files/lamp.png"], "articles/second_files/lamp.png"),
    ],
)
def test_pictures_of_a_saved_page_are_beside_it_or_in_the_editions_folder(folder: Make, there: list[str], name: str) -> None:
    page = {"articles/second.md": None, "articles/second.html": PAGE.format(src="second_files/lamp.png")}
    edition = read_edition(folder(page | dict.fromkeys(there, png(20, 30))))[0]
    assert edition
    (story,) = (one for one in edition.articles if one.id == "second")
    assert [(picture.file, picture.size) for picture in story.pictures] == [(name, (20, 30))]


@pytest.mark.parametrize("src", ["../../second.png", "second_files/../../../second.png", "/second.png"])
def test_a_picture_of_a_saved_page_outside_the_folder_is_left_out(folder: Make, src: str) -> None:
    root = folder({"articles/second.md": None, "articles/second.html": PAGE.format(src=src)})
    for beyond in (root / "second.png", root.parent / "second.png"):
        beyond.write_bytes(png(20, 30))
    edition, found = read_edition(root)
    assert edition
    assert not any(story.pictures for story in edition.articles if story.id == "second")
    assert "picture-elsewhere" in {fault.code for fault in found}


def test_a_picture_of_a_saved_page_that_is_a_link_out_of_the_folder_is_refused(folder: Make, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(png(20, 30))
    page = PAGE.format(src="second_files/lamp.png")
    root = folder({"articles/second.md": None, "articles/second.html": page, "second_files/lamp.png": png(20, 30)})
    (root / "articles" / "second_files").mkdir()
    (root / "articles" / "second_files" / "lamp.png").symlink_to(tmp_path / "outside.png")
    assert "path-outside" in {fault.code for fault in errors(read_edition(root)[1])}


# The contract


def test_everything_is_read(folder: Make) -> None:
    edition = edition_of(folder())
    assert (edition.paper.name, edition.paper.cn, edition.paper.publisher) == ("试报", "CN 00-0000", "试报社")
    assert edition.paper.imprint == Imprint(address="江滨路1号", price="1.00元")
    assert edition.paper.lexicon == ("新桥", "江滨路")
    assert (edition.date, edition.issue_no, edition.preset) == (
        datetime.date(2024, 12, 20),
        "1234",
        "tabloid",
    )
    first, second = edition.pages
    assert (first.no, first.name, first.editors) == ("1", "要闻", ("责编　甲", "美编 乙"))
    assert (first.articles, first.ready, first.colour) == (("lead", "second"), True, True)
    assert first.span == Span("edition.toml", 5, 1)
    assert (second.no, second.ready, second.colour) == ("2", False, False)
    assert [(story.id, story.page_no, story.jump) for story in edition.articles] == [
        ("lead", "1", "2"),
        ("second", "1", ""),
        ("y-fourth", "2", ""),
        ("x-third", "2", ""),
    ]
    assert [filler.id for filler in edition.fillers] == ["short"]
    assert read_edition(folder())[1] == ()


def test_order_is_list_then_rank_then_name(folder: Make) -> None:
    day = DAY.replace('["lead", "second"]', '["second", "lead"]') + 'articles = ["z"]\n'
    root = folder(
        {"edition.toml": day, "articles/z.md": story(rank="5"), "articles/a.md": story("2", rank="3")}
    )
    ids = [story.id for story in edition_of(root).articles]
    assert ids == ["second", "lead", "z", "y-fourth", "a", "x-third"]


def test_paper_in_the_nearest_folder_above(folder: Make, tmp_path: Path) -> None:
    root = folder({"paper.toml": None})
    (tmp_path / "paper.toml").write_text('name = "远报"', "utf-8")
    assert edition_of(root).paper.name == "远报"
    (root.parent / "paper.toml").write_text('name = "近报"', "utf-8")
    paper = edition_of(root).paper
    assert (paper.name, Path(paper.root), paper.file) == ("近报", root.parent.resolve(), "paper.toml")


def test_paper_named_by_the_caller(folder: Make, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for name in ("paper.toml", "special.toml"):
        (tmp_path / "other" / name).write_text(f'name = "{name}"', "utf-8")
    root = folder()
    assert edition_of(root, tmp_path / "other").paper.name == "paper.toml"
    assert edition_of(root, tmp_path / "other" / "special.toml").paper.file == "special.toml"
    _, found = read_edition(root, paper=tmp_path / "none.toml")
    assert [fault.code for fault in errors(found)] == ["toml-missing"]


def test_edition_repeats_keys_of_the_paper(folder: Make) -> None:
    extra = 'publisher = "另一社"\nimprint = { price = "2.00元" }\nlexicon = ["甲"]\n'
    paper = edition_of(folder({"edition.toml": extra + DAY})).paper
    assert paper.publisher == "另一社"
    assert paper.cn == "CN 00-0000"
    assert paper.imprint == Imprint(address="江滨路1号", price="2.00元")
    assert paper.lexicon == ("甲",)


def test_no_paper_toml_is_needed_if_the_edition_has_a_name(folder: Make) -> None:
    edition = edition_of(folder({"paper.toml": None, "edition.toml": 'name = "独报"\n' + DAY}))
    assert (edition.paper.name, edition.paper.file) == ("独报", "")


def test_files_of_the_paper(folder: Make) -> None:
    """Those of paper.toml are beside it, those of edition.toml in the edition's folder."""
    root = folder(
        {
            "paper.toml": None,
            "../paper.toml": PAPER.replace(
                "[imprint]", 'masthead = "name.svg"\nstyle = "house.toml"\n[imprint]'
            )
            + '[fonts]\nsong = "fonts/song.otf"\nkai = "fonts/kai.ttf"\n',
            "../name.svg": '<svg viewBox="0 0 40 10"><path d="M0 0h40v10z"/></svg>',
            "../house.toml": "",
            "../fonts/song.otf": "x",
            "../fonts/kai.ttf": "x",
            "kai.ttf": "x",
            "edition.toml": DAY.replace('preset = "tabloid"', 'fonts = { kai = "kai.ttf" }'),
        }
    )
    edition = edition_of(root)
    assert edition.paper.masthead == "name.svg"
    assert dict(edition.paper.fonts) == {"song": "fonts/song.otf", "kai": "day/kai.ttf"}
    assert edition.paper.style == "house.toml"
    assert edition.preset == "../house.toml"
    for name in (edition.paper.masthead, *dict(edition.paper.fonts).values()):
        assert (Path(edition.paper.root) / name).is_file()


@pytest.mark.parametrize(
    ("paper", "day", "preset", "codes"),
    [
        ("", 'preset = "broadsheet"', "broadsheet", []),
        ('style = "broadsheet"', "", "broadsheet", []),
        ('style = "broadsheet"', 'preset = "tabloid"', "tabloid", []),
        ("", 'preset = "my.toml"', "my.toml", []),
        ("", "", "tabloid", ["preset-missing"]),
    ],
)
def test_preset(folder: Make, paper: str, day: str, preset: str, codes: list[str]) -> None:
    toml = DAY.replace('preset = "tabloid"', day)
    edition, found = read_edition(
        folder({"edition.toml": toml, "paper.toml": f"{paper}\n{PAPER}", "my.toml": ""})
    )
    assert edition
    assert edition.preset == preset
    assert [fault.code for fault in found] == codes


def test_plan(folder: Make) -> None:
    plan = """\
plan = [
  { article = "x-third", column = 1, line = 20, columns = 3, lines = 30 },
  { article = "lead", column = 4, line = 1, columns = 2, lines = 50 },
]
"""
    page = edition_of(folder({"edition.toml": DAY + plan})).pages[1]
    assert page.plan == (
        FixedStory("x-third", Place(1, 20), 3, 30, Span("edition.toml", 16, 3)),
        FixedStory("lead", Place(4, 1), 2, 50, Span("edition.toml", 17, 3)),
    )


def test_pictures_and_ads_are_looked_at(folder: Make) -> None:
    day = DAY + AD + "place = { column = 4, line = 57 }\n"
    root = folder(
        {
            "edition.toml": day,
            "articles/x-third.md": story("2", pictures=PICTURE),
            "pictures/a.png": png(40, 25),
            "ads/x.png": png(60, 50),
        }
    )
    edition = edition_of(root)
    (picture,) = edition.articles[-1].pictures
    assert picture.size == (40, 25)
    (ad,) = edition.ads
    assert (ad.page_no, ad.size, ad.place, ad.span) == (
        "2",
        (60, 50),
        Place(4, 57),
        Span("edition.toml", 16, 1),
    )


def test_hidden_files_and_backups_are_left_alone(folder: Make) -> None:
    root = folder({"articles/.lead.md": "\0", "articles/lead.md~": "\0", "articles/page_files/x.js": "x"})
    assert len(edition_of(root).articles) == 4


def test_filler_on_a_page_list_is_a_story(folder: Make) -> None:
    day = DAY.replace('"second"]', '"second", "short"]')
    edition = edition_of(folder({"edition.toml": day}))
    assert edition.fillers == ()
    assert [story.id for story in edition.on_page("1")] == ["lead", "second", "short"]


def test_read_twice_is_the_same(folder: Make) -> None:
    root = folder()
    assert read_edition(root) == read_edition(root)


# Which page


TAGGED = (
    "<html><body><h1>新桥昨日通车</h1><p>2024年12月{day}日《{paper}》{page}版</p><p>{body}</p></body></html>"
)
PARAGRAPH = "昨日上午，新桥举行通车仪式，数百名市民走上桥面，成为首批过江的人。大桥全长三公里，双向六车道。"


@pytest.mark.parametrize(
    ("page", "tag", "listed", "lands", "codes"),
    [
        ("", "2", False, "2", []),
        ("", "2", True, "1", ["page-conflict"]),
        ("", "1", True, "1", []),
        ("", "7", True, "1", ["page-conflict"]),
        ("", "7", False, "7", ["unknown-page"]),
    ],
)
def test_print_tag(folder: Make, page: str, tag: str, listed: bool, lands: str, codes: list[str]) -> None:
    day = DAY.replace('"second"]', '"second", "web"]') if listed else DAY
    text = TAGGED.format(day=20, paper="试报", page=tag, body=PARAGRAPH * 3)
    edition, found = read_edition(folder({"edition.toml": day, "articles/web.html": text}))
    assert edition
    (web,) = (story for story in edition.articles if story.id == "web")
    assert web.page_no == lands
    assert [fault.code for fault in found if fault.span and "web" in fault.span.file] == codes


def test_tag_of_another_day_and_paper(folder: Make) -> None:
    text = TAGGED.format(day=19, paper="别报", page=2, body=PARAGRAPH * 3)
    edition, found = read_edition(folder({"articles/web.html": text}))
    assert edition
    assert sorted(fault.code for fault in found) == ["tag-date", "tag-paper"]
    assert {fault.severity for fault in found} == {"warning"}


def test_list_before_front_matter(folder: Make) -> None:
    edition, (fault,) = read_edition(folder({"articles/second.md": story("2")}))
    assert edition
    assert [story.page_no for story in edition.articles if story.id == "second"] == ["1"]
    assert (fault.code, fault.severity) == ("page-conflict", "warning")
    assert fault.span == Span("articles/second.md", 1, 1) or (
        fault.span and fault.span.file == "articles/second.md"
    )


def test_saved_page_of_the_shared_material(folder: Make, shared: Path) -> None:
    (seed,) = (shared / "seeds").glob("000_*.txt")
    day = DAY.replace("issue_no", 'name = "聊城日报"\nissue_no')
    edition, found = read_edition(folder({"edition.toml": day, "articles/web.txt": seed.read_bytes()}))
    assert edition
    assert not errors(found)
    (web,) = (story for story in edition.articles if story.id == "web")
    assert web.page_no == "2"
    assert not {fault.code for fault in found} & {"tag-date", "tag-paper", "page-conflict"}


def test_demo_is_sound(demo: Path) -> None:
    if not (demo / "edition.toml").exists() or not any((demo / "pictures").glob("*.jpg")):
        pytest.skip("the demo edition is not complete")
    edition = edition_of(demo)
    assert len(edition.articles) >= 24
    assert all(picture.size != (0, 0) for story in edition.articles for picture in story.pictures)


SPREAD = '[[pages]]\nno = "4-5"\n'
LOCK = '[[pages]]\nno = "{no}"\nstyle = "s"\ncolumns = 12\nlines = 86\nstories = []\n'


@pytest.mark.parametrize("page", ["4", "5版", "4-5", "4、5版", "第四、五版"])
def test_either_number_leads_to_the_spread(folder: Make, page: str) -> None:
    ad = AD.replace('"2"', f'"{page}"')
    changes = {
        "edition.toml": DAY + SPREAD + ad,
        "ads/x.png": png(),
        "articles/more.md": story(page),
        "articles/long.md": story("2", jump=page),
        "plan.lock.toml": LOCK.format(no="第4、5版"),
    }
    edition, found = read_edition(folder(changes))
    assert not errors(found), found
    assert edition
    stories = {story.id: story for story in edition.articles}
    assert (stories["more"].page_no, stories["long"].jump, edition.ads[0].page_no) == ("4-5", "4-5", "4-5")
    spread = edition.page(page.removesuffix("版")) or edition.page("4-5")
    assert spread is not None
    assert (spread.no, spread.page_nos, edition.page_count) == ("4-5", ("4", "5"), 4)
    assert spread.lock is not None


def test_the_lock_of_a_half_is_none_of_the_spread(folder: Make) -> None:
    edition, found = read_edition(folder({"edition.toml": DAY + SPREAD, "plan.lock.toml": LOCK.format(no="4")}))
    assert edition
    assert [page.lock for page in edition.pages] == [None, None, None]
    assert [(fault.code, str(fault.span)) for fault in found if "lock" in fault.code] == [("lock-page", "plan.lock.toml:1:1")]


def test_a_print_tag_and_the_front_matter_may_name_either_half(folder: Make) -> None:
    tagged = story("5", body="大桥昨日通车。\n\n（《试报》2024年12月20日 第4版）")
    edition, found = read_edition(folder({"edition.toml": DAY + SPREAD, "articles/more.md": tagged}))
    assert edition
    assert [story.page_no for story in edition.articles if story.id == "more"] == ["4-5"]
    assert "page-conflict" not in {fault.code for fault in found}


def test_two_sides_of_a_leaf_are_no_spread(folder: Make) -> None:
    edition, found = read_edition(folder({"edition.toml": DAY + '[[pages]]\nno = "A05-A06"\n'}))
    assert edition
    (fault,) = [fault for fault in found if fault.code == "spread-sides"]
    assert (str(fault.span), fault.severity, fault.page) == ("edition.toml:16:1", "warning", "A05-A06")
