"""An article written as Markdown is the same article when it is read again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions.article_markdown import as_markdown
from editions.diagnostic import Span
from editions.model import Article, Block, Person, Picture, Pin, Place, Run, Sidebar, WantedVariant
from editions.read import read

HERE = Span("a.md")


def essence(article: Article) -> dict[str, Any]:
    """What of an article is printed, without places in files."""
    return {
        **{key: getattr(article, key) for key in ("headline", "kicker", "deck", "dateline", "source", "label", "group", "box", "jump", "hold")},
        **{key: getattr(article, key) for key in ("rank", "kind", "vertical", "page_no", "pages", "editors", "reviewers", "bylines")},
        "body": blocks(article.body),
        "sidebars": [(sidebar.label, sidebar.headline, blocks(sidebar.body)) for sidebar in article.sidebars],
        "pictures": [(picture.file, picture.caption, picture.credit) for picture in article.pictures],
        "pin": article.pin and (article.pin.place, article.pin.columns, article.pin.headline_pt, article.pin.variant),
    }


def blocks(body: Iterable[Block]) -> list[tuple[Any, ...]]:
    return [(block.kind, block.runs, block.rows) for block in body]


def again(article: Article) -> Article:
    reading = read(as_markdown(article).encode(), f"articles/{article.id}.md")
    assert [fault for fault in reading.diagnostics if fault.severity != "note"] == []
    (found,) = reading.articles
    return found


def test_the_demo(demo: Path) -> None:
    files = sorted((demo / "articles").iterdir())
    assert len(files) > 20
    for file in files:
        (article,) = read(file.read_bytes(), file.name).articles
        assert essence(again(article)) == essence(article), file.name


def test_prose(shared: Path) -> None:
    for file in sorted((shared / "prose").rglob("*.txt"))[::4]:
        for article in read(file.read_bytes(), file.name).articles:
            found = read(as_markdown(article).encode(), f"{article.id}.md").articles[0]
            assert essence(found) == essence(article), file.name


def test_everything_that_an_article_can_have() -> None:
    article = Article(
        id="a", headline='“灯”: #1|又 "亮"了', span=HERE, kicker="@水边", deck="——第1、2夜", page_no="2", pages=("2", "3"), rank=2, kind="feature",
        vertical="headline", hold="may", source="岚江客户端", box=True, group="灯", label="夜读", dateline="本报讯",
        bylines=(Person("记者", "江照临"), Person("记者", "许望津"), Person("通讯员", "何小满")), editors=("林夏",), reviewers=("周野", "何小满"),
        pin=Pin(HERE, Place(1, 20), 3, 36, WantedVariant(2, 1, False)),
        pictures=(Picture("pictures/a b.jpg", '说明："灯", 亮', "周野 摄"), Picture("pictures/c.png")),
        sidebars=(Sidebar("灯下的人", (Block("paragraph", (Run("坐了一夜。"),), HERE),), "采访手记"), Sidebar("又一篇", (Block("paragraph", (Run("走了。"),), HERE),))),
        body=(
            Block("note", (Run("编者按：灯亮了。"),), HERE),
            Block("paragraph", (Run("1. 一盏"), Run("“重点”", "bold"), Run("说明 3*4_5 `x` [6] <7> & ~ | \\ !"), Run("2", "sup"), Run("着重", "dots"), Run("楷", "kai")), HERE),
            Block("subhead", (Run("# 夜里"),), HERE),
            Block("paragraph", (Run("- 不是列表。"),), HERE),
            Block("paragraph", (Run("+ 也不是。"),), HERE),
            Block("paragraph", (Run("=== 不是标题。"),), HERE),
            Block("verse", (Run("灯亮了\n*人*来了"),), HERE),
            Block("table", (), HERE, (("年份", "盏|数"), ("2024", "7*2"))),
            Block("paragraph", (Run("> 完了。"),), HERE),
        ),
    )  # fmt: skip
    assert essence(again(article)) == essence(article)


def test_a_credit_and_a_byline_nobody_understood() -> None:
    article = Article("a", "灯", HERE, (Block("paragraph", (Run("亮了。"),), HERE),), byline_text="岚江边上的老读者", credit="资料图")
    reading = read(as_markdown(article).encode(), "a.md")
    assert (reading.articles[0].byline_text, reading.articles[0].credit) == ("岚江边上的老读者", "资料图")
    assert [fault.code for fault in reading.diagnostics] == ["byline-unclear"]


@pytest.mark.parametrize("text", ["---", "***", "```", "~~~", "# 题", "1) 一", "2. 二", "* 星", "|a|b|", "[1]: x", "![图](a.jpg)", "A&B", "<b>粗</b>", "a\\"])
def test_a_paragraph_that_looks_like_markup(text: str) -> None:
    article = Article("a", "灯", HERE, (Block("paragraph", (Run(f"{text}。亮了。"),), HERE),))
    (found,) = read(as_markdown(article).encode(), "a.md").articles
    assert [(block.kind, block.text) for block in found.body] == [("paragraph", f"{text}。亮了。")]


def test_a_reference_left_as_text_is_mended_and_counted() -> None:
    """Nobody means `&amp;` in a newspaper: somewhere on its way the copy was written as markup twice."""
    article = Article("a", "灯", HERE, (Block("paragraph", (Run("甲&amp;乙的灯亮了。"),), HERE),))
    (found,) = read(as_markdown(article).encode(), "a.md").articles
    assert found.body[0].text == "甲&乙的灯亮了。"
    assert sum(count for _, count in found.repairs) == 1


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="灯亮了人来，。“”*_`#>-+=|[]()!&~\\1.: a", min_size=1, max_size=30), st.sampled_from(["", "bold", "kai"]))
def test_any_words_in_any_style(text: str, style: Any) -> None:
    words = " ".join(text.split())
    if not words:
        return
    article = Article("a", "灯", HERE, (Block("paragraph", (Run("夜里，"), Run(words, style), Run("，亮了。")), HERE),))
    (found,) = read(as_markdown(article).encode(), "a.md").articles
    assert "".join(block.text for block in found.body) == f"夜里，{words}，亮了。" or found.repairs
