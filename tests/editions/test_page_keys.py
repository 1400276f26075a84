"""The keys of a page's kind, its contents (导读) and its ear (报眼): what they say, and what can be wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.check import check_copy
from editions.diagnostic import BAD_INPUT
from editions.folder import read_edition
from tests.editions.folder_making import png, story

HEAD = 'name = "试报"\ndate = 2024-12-20\nissue_no = 1\npreset = "tabloid"\n'
ONE = '\n[[pages]]\nno = "1"\nname = "要闻"\narticles = ["lead"]\n'
TWO = '\n[[pages]]\nno = "2"\nname = "民生"\narticles = ["second"]\n'
AD = '\n[[ads]]\npage = "{page}"\nfile = "ads/x.png"\near = true\n'
PLAN = 'plan = [{{ article = "{article}", column = 1, line = 13, columns = 6, lines = 74 }}]\n'


def folder(root: Path, day: str, **articles: str) -> Path:
    (root / "articles").mkdir()
    (root / "ads").mkdir()
    (root / "ads" / "x.png").write_bytes(png())
    (root / "edition.toml").write_text(HEAD + day, "utf-8")
    for name, text in ({"lead": story(), "second": story(headline="其二"), "third": story(headline="其三")} | articles).items():
        (root / "articles" / f"{name}.md").write_text(text, "utf-8")
    return root


def test_what_a_page_says_of_itself(tmp_path: Path) -> None:
    day = ONE + 'contents = true\near = "third"\n' + TWO + 'kind = "features"\n'
    edition, found = read_edition(folder(tmp_path, day))
    assert edition is not None
    assert not [fault for fault in found if fault.severity == "error"]
    first, second = edition.pages
    assert (first.kind, first.contents, first.ear) == ("news", True, "third")
    assert (second.kind, second.contents, second.ear) == ("features", False, "")
    # The story in the ear is one of the page, listed or not.
    assert [article.id for article in edition.on_page("1")] == ["lead", "third"]


def test_an_advertisement_in_the_ear_needs_no_size(tmp_path: Path) -> None:
    edition, found = read_edition(folder(tmp_path, ONE + TWO + AD.format(page=1), third=story("2")))
    assert edition is not None
    assert not [fault for fault in found if fault.severity == "error"]
    (ad,) = edition.ads
    assert (ad.ear, ad.columns, ad.lines, ad.size) == (True, 0, 0, (30, 20))


def test_the_contents_may_have_a_place_in_a_plan(tmp_path: Path) -> None:
    day = ONE + "contents = true\n" + PLAN.format(article="contents") + TWO
    _, found = read_edition(folder(tmp_path, day, third=story("2")))
    assert not [fault for fault in found if fault.severity == "error"]


@pytest.mark.parametrize(
    ("day", "code", "place"),
    [
        (ONE + 'kind = "sport"\n' + TWO, "wrong-type", "edition.toml:10:1"),
        (ONE + "kind = 3\n" + TWO, "wrong-type", "edition.toml:10:1"),
        (ONE + 'contents = "yes"\n' + TWO, "wrong-type", "edition.toml:10:1"),
        (ONE + "ear = true\n" + TWO, "wrong-type", "edition.toml:10:1"),
        (ONE + 'ear = "nobody"\n' + TWO, "unknown-article", "edition.toml:10:1"),
        (ONE + TWO + 'ear = "second"\n', "ear-page", "edition.toml:15:1"),
        (ONE + 'ear = "second"\n' + TWO, "listed-twice", "edition.toml:15:13"),
        (ONE + TWO + AD.format(page=2), "ear-page", "edition.toml:16:1"),
        (ONE + 'ear = "lead"\n' + TWO + AD.format(page=1), "ear-taken", "edition.toml:17:1"),
        (ONE + TWO + AD.format(page=1) * 2, "ear-taken", "edition.toml:21:1"),
        (ONE + 'ear = "lead"\n' + PLAN.format(article="lead") + TWO, "plan-ear", "edition.toml:11:9"),
        (ONE + PLAN.format(article="contents") + TWO, "unknown-article", "edition.toml:10:9"),
        (ONE + TWO + AD.format(page=1).replace("ear = true", "ear = 1"), "wrong-type", "edition.toml:19:1"),
        (ONE + TWO + AD.format(page=1).replace("ear = true", "columns = 2"), "key-missing", "edition.toml:16:1"),
    ],
)
def test_one_clear_message(tmp_path: Path, day: str, code: str, place: str) -> None:
    _, found = read_edition(folder(tmp_path, day, third=story("2")))
    errors = [fault for fault in found if fault.severity == "error" and str(fault.span).startswith(place)]
    assert [fault.code for fault in errors] == [code], found
    (fault,) = errors
    assert fault.exit_code == BAD_INPUT
    assert fault.hint
    assert fault.hint_zh


def test_an_article_may_not_have_the_id_of_the_contents(tmp_path: Path) -> None:
    _, found = read_edition(folder(tmp_path, ONE + "contents = true\n" + TWO, third=story("2"), contents=story("2")))
    (fault,) = (fault for fault in found if fault.severity == "error")
    assert (fault.code, fault.article) == ("id-twice", "contents")


@pytest.mark.parametrize("day", [ONE + "contents = true\n", ONE + "contents = true\n" + TWO.replace('["second"]', "[]")])
def test_contents_with_nothing_to_list_are_said(tmp_path: Path, day: str) -> None:
    edition, _ = read_edition(folder(tmp_path, day, second=story("1", headline="其二"), third=story("1", headline="其三")))
    assert edition is not None
    (fault,) = (fault for fault in check_copy(edition) if fault.code == "contents-empty")
    assert (str(fault.span), fault.page) == ("edition.toml:6:1", "1")
