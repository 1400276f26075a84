"""Reading an edition's folder: everything that can be wrong with it, all told at once."""

from __future__ import annotations

import os
import re
import string
from pathlib import Path
from types import ModuleType

import pytest

from editions import messages_archive, messages_copy, messages_edition
from editions.diagnostic import BAD_INPUT, Message, Span
from editions.folder import read_edition
from tests.editions.folder_making import AD, DAY, PAPER, PICTURE, Make, edition_of, errors, fault_in, png, story

LONG = "长" * 6_000_000


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"edition.toml": "date = \n"}, "toml-broken", "edition.toml:1:8"),
        ({"edition.toml": DAY.encode("gb18030")}, "toml-encoding", "edition.toml:7:10"),
        ({"edition.toml": "#" * 1_100_000}, "file-too-large", "edition.toml:1:1"),
        ({"edition.toml": None}, "toml-missing", "edition.toml:1:1"),
        ({"paper.toml": "name = '试报"}, "toml-broken", "paper.toml:1:11"),
        ({"paper.toml": "cn = '1'"}, "key-missing", "paper.toml:1:1"),
        ({"edition.toml": DAY.replace("date = 2024-12-20\n", "")}, "key-missing", "edition.toml:1:1"),
        ({"edition.toml": DAY.replace("2024-12-20", '"2024-12-20"')}, "wrong-type", "edition.toml:1:1"),
        (
            {"edition.toml": DAY.replace("2024-12-20", "2024-12-20T10:00:00")},
            "wrong-type",
            "edition.toml:1:1",
        ),
        ({"edition.toml": DAY.replace("1234", "0x" + "f" * 9000)}, "wrong-type", "edition.toml:2:1"),
        ({"edition.toml": DAY.replace("ready = false", "ready = 0")}, "wrong-type", "edition.toml:13:1"),
        ({"edition.toml": DAY.replace('"责编　甲"', "7")}, "wrong-type", "edition.toml:8:12"),
        ({"edition.toml": DAY.replace('"要闻"', '"要\\u0000闻"')}, "wrong-type", "edition.toml:7:1"),
        ({"edition.toml": "date = 2024-12-20\n"}, "key-missing", "edition.toml:1:1"),
        ({"edition.toml": "date = 2024-12-20\npages = []\n"}, "no-pages", "edition.toml:2:1"),
        ({"edition.toml": "date = 2024-12-20\npages = 4\n"}, "wrong-type", "edition.toml:2:1"),
        ({"edition.toml": DAY.replace('no = "02"', "")}, "key-missing", "edition.toml:11:1"),
        ({"edition.toml": DAY.replace('no = "02"', 'no = "封底"')}, "page-no", "edition.toml:12:1"),
        ({"edition.toml": DAY + '[[pages]]\nno = "2"\n'}, "page-twice", "edition.toml:15:1"),
        ({"edition.toml": DAY + '[[pages]]\nno = "2-3"\n'}, "page-twice", "edition.toml:15:1"),
        ({"edition.toml": DAY + '[[pages]]\nno = "4-6"\n'}, "spread-numbers", "edition.toml:16:1"),
        ({"edition.toml": DAY + '[[pages]]\nno = "5-4"\n'}, "spread-numbers", "edition.toml:16:1"),
        ({"edition.toml": DAY + '[[pages]]\nno = "A04-B05"\n'}, "spread-numbers", "edition.toml:16:1"),
        ({"edition.toml": DAY + '[[pages]]\nno = "4-5-6"\n'}, "page-no", "edition.toml:16:1"),
        (
            {"edition.toml": DAY.replace("[[pages]]", '[[pages]]\nno = "4-5"\n\n[[pages]]', 1)},
            "spread-first",
            "edition.toml:6:1",
        ),
        ({"articles/more.md": story("2-3")}, "unknown-page", "articles/more.md:1:1"),
        (
            {"articles/more.md": story("4", jump="5"), "edition.toml": DAY + '[[pages]]\nno = "4-5"\n'},
            "jump-to-self",
            "articles/more.md:1:1",
        ),
        ({"edition.toml": DAY.replace('"second"', '"secnod"')}, "unknown-article", "edition.toml:9:21"),
        ({"edition.toml": DAY + 'articles = ["lead"]\n'}, "listed-twice", "edition.toml:15:13"),
        ({"articles/more.md": story("3")}, "unknown-page", "articles/more.md:1:1"),
        ({"articles/more.md": story()}, "no-page", "articles/more.md:1:1"),
        ({"articles/more.md": story("2", id="lead")}, "id-twice", "articles/more.md:1:1"),
        ({"fillers/lead.md": story()}, "id-twice", "fillers/lead.md:1:1"),
        ({"articles/lead.md": story(jump="1")}, "jump-to-self", "articles/lead.md:1:1"),
        ({"articles/lead.md": story(jump="9")}, "unknown-page", "articles/lead.md:1:1"),
        ({"articles/empty.md": ""}, "empty-article", "articles/empty.md:1:1"),
        ({"articles/binary.md": b"\0\1\2\xff"}, "not-text", "articles/binary.md"),
        ({"articles/long.md": LONG}, "file-too-large", "articles/long.md:1:1"),
        ({"articles/lead.md": story(pictures=PICTURE)}, "file-missing", "articles/lead.md:3:"),
        (
            {"articles/lead.md": story(pictures=PICTURE.replace("a.png", ""))},
            "file-missing",
            "articles/lead.md:3:",
        ),
        (
            {"articles/lead.md": story(pictures=PICTURE), "pictures/a.png": png()[:-20]},
            "picture-broken",
            "articles/lead.md:3:",
        ),
        (
            {"articles/lead.md": story(pictures=PICTURE), "pictures/a.png": "GIF89a"},
            "picture-format",
            "articles/lead.md:3:",
        ),
        (
            {"articles/lead.md": story(pictures=PICTURE.replace("pictures/a.png", "../../secret.png"))},
            "path-outside",
            "articles/lead.md:3:",
        ),
        (
            {"articles/lead.md": story(pictures=PICTURE.replace("pictures/a.png", "/etc/hostname"))},
            "path-outside",
            "articles/lead.md:3:",
        ),
        (
            {"edition.toml": DAY + AD.replace('"2"', '"3"'), "ads/x.png": png()},
            "unknown-page",
            "edition.toml:17:1",
        ),
        ({"edition.toml": DAY + AD}, "file-missing", "edition.toml:18:1"),
        ({"edition.toml": DAY + AD.replace("lines = 30", "")}, "key-missing", "edition.toml:16:1"),
        (
            {"edition.toml": DAY + AD.replace("30", "0"), "ads/x.png": png()},
            "wrong-type",
            "edition.toml:20:1",
        ),
        ({"edition.toml": DAY + AD.replace("ads/x.png", "../x.png")}, "path-outside", "edition.toml:18:1"),
        ({"edition.toml": 'masthead = "../name.svg"\n' + DAY}, "path-outside", "edition.toml:1:1"),
        (
            {"edition.toml": 'masthead = "name.png"\n' + DAY, "name.png": "x"},
            "picture-format",
            "edition.toml:1:1",
        ),
        ({"paper.toml": PAPER + "[fonts]\nsong = 'f.otf'\n"}, "file-missing", "paper.toml:10:1"),
        (
            {"edition.toml": DAY.replace('"tabloid"', '"styles/mine.toml"')},
            "file-missing",
            "edition.toml:3:1",
        ),
        (
            {
                "edition.toml": DAY
                + 'plan = [{ article = "second", column = 1, line = 1, columns = 1, lines = 9 }]\n'
            },
            "plan-other-page",
            "edition.toml:15:9",
        ),
        (
            {
                "edition.toml": DAY
                + 'plan = [{ article = "no", column = 1, line = 1, columns = 1, lines = 9 }]\n'
            },
            "unknown-article",
            "edition.toml:15:9",
        ),
        ({"edition.toml": DAY + 'plan = [{ article = "x-third" }]\n'}, "key-missing", "edition.toml:15:9"),
    ],
)
def test_one_clear_message(
    folder: Make, changes: dict[str, str | bytes | None], code: str, place: str
) -> None:
    found = errors(read_edition(folder(changes))[1])
    assert {fault.code for fault in found} == {code}, found
    assert all(str(fault.span).startswith(place) for fault in found), found
    assert all(fault.exit_code == BAD_INPUT and fault.hint and fault.hint_zh for fault in found)
    if code != "key-missing":
        assert len(found) == 1, found


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    edition, (fault,) = read_edition(tmp_path / "none")
    assert edition is None
    assert fault.code == "no-such-edition"
    (tmp_path / "articles").mkdir()
    edition, (fault,) = read_edition(tmp_path)
    assert (fault.code, fault.span) == ("toml-missing", Span("edition.toml"))


def test_articles_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text(
        "name = '试报'\n" + DAY.replace('["lead", "second"]', "[]"), "utf-8"
    )
    edition, (fault,) = read_edition(tmp_path)
    assert edition
    assert (fault.code, fault.span) == ("folder-missing", Span("articles"))


def test_unknown_keys_are_warnings_with_a_guess(folder: Make) -> None:
    day = DAY.replace("editors", "editor").replace("issue_no", "isue_no") + AD.replace("page =", "pagge =")
    edition, found = read_edition(
        folder({"edition.toml": day, "paper.toml": PAPER.replace("publisher", "publsher")})
    )
    unknown = [fault for fault in found if fault.code == "unknown-key"]
    assert [str(fault.span) for fault in unknown] == [
        "edition.toml:2:1",
        "edition.toml:8:1",
        "edition.toml:17:1",
        "paper.toml:3:1",
    ]
    assert {fault.severity for fault in unknown} == {"warning"}
    for fault, meant in zip(unknown, ("issue_no", "editors", "page", "publisher"), strict=True):
        assert f"did you mean {meant}?" in fault.message
        assert meant in fault.message_zh
    assert edition
    assert edition.ads == ()


def test_all_problems_in_one_run(folder: Make) -> None:
    root = folder(
        {
            "edition.toml": DAY.replace('"second"', '"nobody"').replace('"要闻"', "1") + AD,
            "articles/lead.md": story(jump="9", pictures=PICTURE),
            "articles/empty.md": "",
            "articles/more.md": story("5"),
            "fillers/lead.md": story(),
        }
    )
    codes = sorted(fault.code for fault in errors(read_edition(root)[1]))
    assert codes == [
        "empty-article",
        "file-missing",
        "file-missing",
        "id-twice",
        "unknown-article",
        "unknown-page",
        "unknown-page",
        "wrong-type",
    ]


def test_broken_toml_does_not_hide_broken_stories(folder: Make) -> None:
    root = folder({"edition.toml": "date =", "articles/empty.md": "", "paper.toml": "name ="})
    edition, found = read_edition(root)
    assert edition is None
    assert sorted(fault.code for fault in found) == ["empty-article", "toml-broken", "toml-broken"]


def test_broken_story_is_not_also_unknown(folder: Make) -> None:
    root = folder({"articles/lead.md": b"\0"})
    assert [fault.code for fault in errors(read_edition(root)[1])] == ["not-text"]


def test_partial_edition_has_what_is_good(folder: Make) -> None:
    edition, found = read_edition(folder({"articles/more.md": story("5"), "articles/empty.md": ""}))
    assert edition
    assert len(errors(found)) == 2
    assert [story.id for story in edition.articles][:2] == ["lead", "second"]


def test_missing_picture_names_article_and_near_file(folder: Make) -> None:
    bad = PICTURE.replace("a.png", "brigde.png")
    fault = fault_in(folder({"articles/lead.md": story(pictures=bad), "pictures/bridge.png": png()}))
    assert fault.article == "lead"
    assert "did you mean pictures/bridge.png?" in fault.message


def test_links_out_of_the_folder(folder: Make, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(story("2"), "utf-8")
    (tmp_path / "a.png").write_bytes(png())
    root = folder({"articles/lead.md": story(pictures=PICTURE)})
    (root / "articles" / "linked.md").symlink_to(secret)
    (root / "pictures").symlink_to(tmp_path)
    found = errors(read_edition(root)[1])
    assert [(fault.code, fault.span.file) for fault in found if fault.span] == [
        ("path-outside", "articles/linked.md"),
        ("path-outside", "articles/lead.md"),
    ]


def test_link_within_the_folder(folder: Make) -> None:
    root = folder({"drafts/new.md": story("2")})
    (root / "articles" / "new.md").symlink_to("../drafts/new.md")
    assert "new" in [story.id for story in edition_of(root).articles]


def test_what_cannot_be_opened(folder: Make) -> None:
    root = folder({"articles/lead.md": story(pictures=PICTURE)})
    (root / "articles" / "loop.md").symlink_to("loop.md")
    os.mkfifo(root / "articles" / "pipe.md")
    (root / "pictures" / "a.png").mkdir(parents=True)
    found = errors(read_edition(root)[1])
    assert [(fault.code, fault.span.file) for fault in found if fault.span] == [
        ("file-unreadable", "articles/loop.md"),
        ("file-unreadable", "articles/pipe.md"),
        ("file-missing", "articles/lead.md"),
    ]


def test_folder_in_the_place_of_a_file(folder: Make) -> None:
    root = folder({"edition.toml": None})
    (root / "edition.toml").mkdir()
    fault = fault_in(root)
    assert (fault.code, fault.span) == ("file-unreadable", Span("edition.toml"))


def test_file_name_that_is_no_text(folder: Make) -> None:
    root = folder()
    (root / "articles" / os.fsdecode(b"\xff\xfe.md")).write_text(story("2"), "utf-8")
    fault = fault_in(root)
    assert fault.code == "file-name"
    fault.message.encode("utf-8")


def test_subfolder_of_stories_is_told(folder: Make) -> None:
    _, found = read_edition(folder({"articles/later/a.md": story("2")}))
    assert [(fault.code, fault.severity) for fault in found] == [("folder-ignored", "warning")]


@pytest.mark.parametrize("name", ["~$lead.docx", "Thumbs.db", "desktop.ini", ".DS_Store", "lead.md~"])
def test_what_systems_and_editors_leave_beside_the_copy_is_none(folder: Make, name: str) -> None:
    root = folder({})
    (root / "articles" / name).write_bytes(b"\x05word")
    assert errors(read_edition(root)[1]) == []


def test_pdf_of_two_pages(folder: Make) -> None:
    from reportlab.pdfgen.canvas import Canvas

    root = folder({"edition.toml": DAY + AD.replace("x.png", "x.pdf"), "ads/keep": ""})
    canvas = Canvas(str(root / "ads/x.pdf"), pagesize=(300, 200))
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    edition, (warning,) = read_edition(root)
    assert edition
    assert edition.ads[0].size == (300, 200)
    assert (warning.code, warning.severity, warning.page) == ("pdf-pages", "warning", "2")


@pytest.mark.parametrize("module", [messages_edition, messages_copy, messages_archive])
def test_messages_are_whole(module: ModuleType) -> None:
    """Every message is in both languages, with the same values, and has a slug of its own."""
    messages = [value for value in vars(module).values() if isinstance(value, Message)]
    assert len({message.code for message in messages}) == len(messages)
    for message in messages:
        assert re.fullmatch("[a-z]+(-[a-z]+)+", message.code)
        assert bool(message.hint_zh) == bool(message.hint_en)
        assert fields(message.zh) == fields(message.en), message.code
        assert fields(message.hint_zh) == fields(message.hint_en), message.code


def fields(template: str) -> set[str]:
    return {name.removesuffix("_zh") for _, name, _, _ in string.Formatter().parse(template) if name}
