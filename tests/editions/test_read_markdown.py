"""Markdown with front matter: every key, every construct, every mistake with its place."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections import Counter
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.diagnostic import Diagnostic, Span
from editions.model import Article, Block, Person, Picture, Run
from editions.read import read
from editions.read.markdown_body import Body
from editions.read.repair import Damage
from editions.read.traced import Source

ROOT = Path(__file__).resolve().parents[2]
HEAD = "---\nheadline: 题目\n---\n"


def article_of(body: str, head: str = HEAD) -> Article:
    """The article of a body that must give no diagnostics above a note."""
    reading = read((head + body).encode(), "articles/a.md")
    assert [fault for fault in reading.diagnostics if fault.severity != "note"] == []
    return reading.articles[0]


def faults_of(text: str) -> list[tuple[str, str, int, int]]:
    """Severity, code, line and column of every diagnostic."""
    return [_short(fault) for fault in read(dedent(text).encode(), "articles/a.md").diagnostics]


def _short(fault: Diagnostic) -> tuple[str, str, int, int]:
    assert fault.span
    assert fault.span.file == "articles/a.md"
    return fault.severity, fault.code, fault.span.line, fault.span.column


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


# Front matter


def test_every_key() -> None:
    text = dedent("""\
        ---
        id: 010
        page: 02
        rank: 1
        kicker: 引题
        headline: 12:30
        deck: no
        byline: [记者 江照临 何　苗, 通讯员 许望津]
        dateline: 本报讯
        source: 市气象局
        credit: 资料图
        box: yes
        jump: 第三版
        group: 简讯
        label: 岚江时评
        kind: commentary
        pictures:
          - file: pictures/a.jpg
            caption: 江上的桥。
            credit: 许望津 摄
            focus: [0.5, 0.3]
            keep: [0.1, 0, 0.9, 1]
          - { file: pictures/b.jpg }
        ---
        正文。
    """)
    reading = read(text.encode(), "articles/a.md")
    assert [fault.code for fault in reading.diagnostics] == ["text-repaired"]
    article = reading.articles[0]
    assert article == Article(
        id="010",
        headline="12:30",
        span=Span("articles/a.md"),
        body=(Block("paragraph", (Run("正文。"),), Span("articles/a.md", 25, 1)),),
        page_no="2",
        rank=1,
        kind="commentary",
        kicker="引题",
        deck="no",
        bylines=(Person("记者", "江照临"), Person("记者", "何苗"), Person("通讯员", "许望津")),
        byline_text="记者 江照临 何苗 通讯员 许望津",
        dateline="本报讯",
        source="市气象局",
        credit="资料图",
        box=True,
        jump="3",
        group="简讯",
        label="岚江时评",
        pictures=(
            Picture(
                "pictures/a.jpg",
                "江上的桥。",
                "许望津 摄",
                (0.5, 0.3),
                (0.1, 0.0, 0.9, 1.0),
                Span("articles/a.md", 18, 11),
            ),
            Picture("pictures/b.jpg", span=Span("articles/a.md", 23, 13)),
        ),
        repairs=(("spaces", 1),),
    )


def test_the_id_is_the_files_stem_when_none_is_given() -> None:
    assert article_of("正文。").id == "a"


def test_every_mistake_of_a_head_is_reported_in_one_run_with_its_place() -> None:
    assert faults_of("""\
        ---
        headline: 题目
        rank: 6
        kindd: news
        kind: newss
        page: 要闻
        box: maybe
        jump: 下转
        byline: 某个说不清楚的人说的话
        pictures:
          - file: a.jpg
            focus: [1.2, 0]
            keep: [0.9, 0, 0.1, 1]
            captoin: 说明
          - just a name
        ---
        正文。
    """) == [
        ("error", "bad-value", 3, 7),
        ("warning", "unknown-key", 4, 1),
        ("error", "bad-value", 5, 7),
        ("error", "bad-value", 6, 7),
        ("error", "bad-value", 7, 6),
        ("error", "bad-value", 8, 7),
        ("warning", "byline-unclear", 9, 9),
        ("error", "bad-value", 12, 12),
        ("error", "bad-value", 13, 11),
        ("warning", "unknown-key", 14, 5),
        ("error", "wrong-type", 15, 5),
    ]


def test_a_key_that_is_near_is_named() -> None:
    faults = read("---\nheadline: 题\nhedline: x\n---\n正文。".encode(), "a.md").diagnostics
    assert "headline" in faults[0].message
    assert "headline" in faults[0].message_zh


@pytest.mark.parametrize(
    ("head", "code", "line", "column"),
    [
        ("headline: &x 题\ndeck: 副题", "yaml-refused", 2, 11),
        ("headline: 题\ndeck: *x", "yaml-refused", 3, 7),
        ("headline: &x 题\ndeck: *x", "yaml-refused", 2, 11),
        ("headline: !!python/object/apply:os.getcwd [x]", "yaml-refused", 2, 11),
        ("headline: 甲\nheadline: 乙", "key-twice", 3, 1),
        ("headline: 甲: 乙", "front-matter-broken", 2, 12),
        ("headline: [甲", "front-matter-broken", 3, 1),
        ("- 甲", "front-matter-shape", 2, 1),
        ("甲", "front-matter-shape", 2, 1),
        ("a: [[[[[[[[1]]]]]]]]", "front-matter-large", 2, 9),
        ("a: " + "甲" * 65_000, "front-matter-large", 1, 1),
        ('headline: "\\ud800"', "front-matter-broken", 2, 14),
    ],
)
def test_what_is_refused_in_a_head(head: str, code: str, line: int, column: int) -> None:
    reading = read(f"---\n{head}\n---\n正文。".encode(), "a.md")
    assert reading.articles == ()  # no complaint follows from what the head would have said
    first = reading.diagnostics[0]
    assert (first.severity, first.code, first.span) == ("error", code, Span("a.md", line, column))


def test_the_commas_of_yaml_are_no_damage() -> None:
    head = "---\nheadline: 题\npictures:\n  - {file: a.jpg, caption: 江上的桥, credit: 许望津 摄}\n---\n"
    assert kinds(article_of("灯（3盏）亮了，时间:晚上(八点)。", head)) == [
        ("paragraph", "灯（3盏）亮了，时间:晚上(八点)。")
    ]


def test_a_head_that_does_not_end() -> None:
    assert faults_of("---\nheadline: 题\n\n正文。") == [("error", "front-matter-open", 1, 1)]


def test_copy_that_yaml_takes_for_a_comment_is_reported() -> None:
    assert faults_of("---\nheadline: 话题 #冬天# 来了\nid: x\n---\n正文。") == [("warning", "value-cut", 2, 14)]


def test_headline_and_body_are_required() -> None:
    assert [code for _, code, *_ in faults_of("---\nid: x\n---\n")] == ["headline-missing", "body-missing"]


def test_a_picture_story_needs_a_picture_with_its_caption() -> None:
    head = "---\nkind: picture\npictures:\n  - file: a.jpg\n"
    assert faults_of(head + "    caption: 说明\n---\n") == []
    assert [code for _, code, *_ in faults_of(head + "---\n")] == ["picture-story-bare"]


def test_a_file_that_holds_nothing_gives_nothing() -> None:
    assert read(b" \n\n", "a.md").articles == ()
    assert read(b"---\n---\n \n", "a.md").articles == ()


def test_a_file_without_a_head_may_begin_with_its_headline() -> None:
    article = article_of("# 系列报道①丨桥通了——过江只要六分钟\n\n正文。", head="")
    assert (article.kicker, article.headline, article.deck) == ("系列报道①", "桥通了", "——过江只要六分钟")
    assert kinds(article) == [("paragraph", "正文。")]


# The body


def test_blocks() -> None:
    article = article_of(
        dedent("""\
        > 编者按：桥通了。

        　　第一段
        接着写，and English
        words。

        ## 小标题

        　　第二段。
        　　第三段，没有空行。

        1. 第一条
        2. 第二条

        - 要点

        | 年份 | 产量 |
        |---|---|
        | 2021 | **18.6** |

        ```verse
        江上的灯
        　　一盏一盏
        ```

        甲板上的风\\
        吹到桥头

            缩进的段落。
        """)
    )
    assert kinds(article) == [
        ("note", "编者按：桥通了。"),
        ("paragraph", "第一段接着写，and English words。"),
        ("subhead", "小标题"),
        ("paragraph", "第二段。"),
        ("paragraph", "第三段，没有空行。"),
        ("paragraph", "1.第一条"),
        ("paragraph", "2.第二条"),
        ("paragraph", "●要点"),
        ("table", ""),
        ("verse", "江上的灯\n　　一盏一盏"),
        ("verse", "甲板上的风\n吹到桥头"),
        ("paragraph", "缩进的段落。"),
    ]
    assert article.body[8].rows == (("年份", "产量"), ("2021", "18.6"))
    assert article.body[8].span == Span("articles/a.md", 20, 1)


@pytest.mark.parametrize(
    ("body", "runs"),
    [
        ("**“重点”**说明", [("“重点”", "bold"), ("说明", "")]),
        ("他说**“重点”**说明", [("他说", ""), ("“重点”", "bold"), ("说明", "")]),
        ("看**《江灯》**了", [("看", ""), ("《江灯》", "bold"), ("了", "")]),
        ("**（一）**说明**甲。**乙", [("（一）", "bold"), ("说明", ""), ("甲。", "bold"), ("乙", "")]),
        ("**甲**乙**丙**", [("甲", "bold"), ("乙", ""), ("丙", "bold")]),
        ("**重点：**abc", [("重点：", "bold"), ("abc", "")]),
        ("*楷体*宋体", [("楷体", "kai"), ("宋体", "")]),
        ("2 * 3 * 4", [("2 * 3 * 4", "")]),
        ("** 不是 **", [("** 不是 **", "")]),
        ("say **(no)** or **no**.", [("say ", ""), ("(no)", "bold"), (" or ", ""), ("no", "bold"), (".", "")]),
        ("CO<sub>2</sub>与m<sup>3</sup>", [("CO", ""), ("2", "sub"), ("与m", ""), ("3", "sup")]),
        ("这是<em>重要的</em>话", [("这是", ""), ("重要的", "dots"), ("话", "")]),
        (r"星号\*和&amp;", [("星号*和&", "")]),
        ("snake_case_name", [("snake_case_name", "")]),
    ],
)
def test_inline_styles(body: str, runs: list[tuple[str, str]]) -> None:
    assert [tuple(run) for run in article_of(body).body[0].runs] == runs


def test_every_character_knows_its_line_and_column() -> None:
    body = dedent("""\
        　　第一**“段”**，见[链接](http://a.example/第)和\\*号，
        CO<sub>2</sub>与 and
        Latin&amp;more *words*。

        > 注，**注**。
        > 再注。

        甲板上的风\\
        吹到桥头
        """)
    lines = (HEAD + body).split("\n")
    for block in article_of(body).body:
        for index, char in enumerate(block.text):
            if char in " \n":  # stands for the end of a line
                continue
            offset, span = max(mend for mend in [(0, block.span), *block.mends] if mend[0] <= index)
            written = lines[span.line - 1][span.column - 1 + index - offset :]
            assert written.startswith({"*": "\\*", "&": "&amp;"}.get(char, char)), (block.text, index, written)


def test_what_markdown_would_swallow_is_kept() -> None:
    article = article_of("[1]: 这是注释\n\n上一段\n---\n\n下一段")
    assert [text for _, text in kinds(article)] == ["[1]: 这是注释", "上一段", "下一段"]


def test_a_sidebar() -> None:
    article = article_of("正文。\n\n# 采访手记丨桥头的灯\n\n## 小题\n\n手记。\n\n# 链接\n\n资料。")
    assert kinds(article) == [("paragraph", "正文。")]
    assert [(item.label, item.headline, [block.text for block in item.body]) for item in article.sidebars] == [
        ("采访手记", "桥头的灯", ["小题", "手记。"]),
        ("", "链接", ["资料。"]),
    ]


def test_a_picture_in_the_body_is_a_picture_of_the_story() -> None:
    article = article_of("正文。\n\n![江上的桥](pictures/桥.jpg)\n\n再说。")
    assert article.pictures == (Picture("pictures/桥.jpg", "江上的桥", span=Span("articles/a.md", 6, 1)),)
    assert kinds(article) == [("paragraph", "正文。"), ("paragraph", "再说。")]


def test_what_is_not_body_is_split_off() -> None:
    article = article_of(
        dedent("""\
        本报讯（记者 江照临）**12月**19日，桥通了。

        灯亮了。（下转第二版）

        编辑：何小满 审核：许望津

        2024年12月20日《岚江日报》2版
        """)
    )
    assert kinds(article) == [("paragraph", "12月19日，桥通了。"), ("paragraph", "灯亮了。")]
    assert article.body[0].runs == (Run("12月", "bold"), Run("19日，桥通了。"))
    assert article.body[0].span == Span("articles/a.md", 4, 14)
    assert article.dateline == "本报讯（记者 江照临）"
    assert article.bylines == (Person("记者", "江照临"),)
    assert (article.editors, article.reviewers) == (("何小满",), ("许望津",))
    assert article.tag
    assert (article.tag.pages, article.tag.paper) == (("2",), "岚江日报")
    assert article.tag.date == datetime.date(2024, 12, 20)
    assert article.tag.span == Span("articles/a.md", 10, 1)
    assert article.page_no == ""  # whether a tag decides is for the edition to say


def test_the_heads_byline_and_dateline_leave_the_body_alone() -> None:
    head = "---\nheadline: 题\nbyline: 许望津\ndateline: 本报讯\n---\n"
    article = article_of("本报讯（记者 江照临）桥通了。", head)
    assert kinds(article) == [("paragraph", "本报讯（记者 江照临）桥通了。")]
    assert article.bylines == (Person("", "许望津"),)


@pytest.mark.parametrize(
    ("body", "code", "line", "column"),
    [
        ("看<b>这</b>里", "html-shown", 4, 2),
        ("```verse\n江上的灯", "fence-open", 4, 1),
        ("```python\n江上的灯\n```", "fence-unknown", 4, 1),
        ("甲\\\n乙\n丙", "break-ignored", 4, 1),
        ("《岚江日报》2024年2月30日第2版\n\n正文。", "tag-date-impossible", 4, 1),
        ("《岚江日报》2024年2月3日第2版\n\n正文。\n\n《岚江日报》2024年2月3日第3版", "tags-differ", 8, 1),
        ("正\u202e文。", "control-character", 4, 2),
        ("正文锟斤拷。", "mojibake", 4, 3),
    ],
)
def test_what_is_doubtful_in_a_body(body: str, code: str, line: int, column: int) -> None:
    assert (code, line, column) in [item[1:] for item in faults_of(HEAD + body)]


def test_html_is_shown_as_text() -> None:
    article = read((HEAD + "看<b>这</b>里\n\n<div>块</div>").encode(), "a.md").articles[0]
    assert kinds(article) == [("paragraph", "看<b>这</b>里"), ("paragraph", "<div>块</div>")]


# What needs no parser

WORDS = ["江上的灯", "，", "。", "Bus ", " ", "\n", "\n\n", "\u3000", "\xa0", "## ", "# ", "#", "-", "+", "1.", "12) ", "=", ":", "\t", "3", "(", "\x1c"]
MARKS = ["*", "_", "`", "[", "]", "\\", "<", ">", "&", "|", "~"]


def read_by(way: str, text: str, skipped: int = 2) -> list[tuple[object, ...]]:
    body = Body(Source("a.md", "甲\n" * skipped + text), Damage(), Counter())
    getattr(body, way)(skipped, text)
    pieces = [(piece.text, list(piece.copy.at), piece.copy.styles, piece.kind, piece.hint) for piece in body.pieces]
    return [*pieces, *((fault.code, fault.span) for fault in body.diagnostics)]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
def test_plain_copy_is_read_as_the_parser_reads_it(text: str) -> None:
    assert read_by("read", text) == read_by("read_tokens", text)


@given(st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=25).map("".join))
def test_marked_up_copy_is_read_as_the_parser_reads_it(text: str) -> None:
    assert read_by("read", text) == read_by("read_tokens", text)


def test_plain_copy_loads_no_parser() -> None:
    code = "import sys; from editions.read import read; read('# 题\\n\\n江上的灯亮了。\\n\\n## 灯\\n\\n灯亮了。'.encode(), 'a.md'); print('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "False\n"
