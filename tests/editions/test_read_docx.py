"""Word-processor files."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from editions.diagnostic import Span
from editions.folder import read_edition
from editions.model import Article, Person, Run
from editions.read import Reading, read
from tests.editions.docx_making import docx, packed, paragraph, parts, picture, run, table

LONG = "灯亮了，江上的人都出来看，桥上桥下站满了等船的人。"


def png(width: int = 2, height: int = 1) -> bytes:
    """A PNG that says it is so large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    pixels = zlib.compress(b"\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def story(*body: str, **media: bytes) -> Reading:
    files = {f"{name}.png": data for name, data in media.items()}
    return read(docx(*body, media=files), "articles/story.docx")


def codes(reading: Reading) -> list[str]:
    return [fault.code for fault in reading.diagnostics]


def body(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


def test_a_document() -> None:
    reading = story(
        paragraph("江畔新事"),
        paragraph("南码头的灯", style="heading 1"),
        paragraph("一盏灯和一条江", style="Subtitle"),
        paragraph("□ 本报记者 江照临"),
        paragraph(run("灯亮了，"), run("江上", "b"), run("的人都", "i"), run("出来看。水深3 m"), run("2", 'vertAlign w:val="superscript"')),
        paragraph(run("夜里的江风", "b")),
        paragraph(LONG),
        paragraph("桥头人家", style="heading 2"),
        paragraph("最后一段。（通讯员 何小满）"),
    )
    (article,) = reading.articles
    assert reading.diagnostics == ()
    assert (article.id, article.kicker, article.headline, article.deck) == ("story", "江畔新事", "南码头的灯", "一盏灯和一条江")
    assert article.bylines == (Person("本报记者", "江照临"), Person("通讯员", "何小满"))
    assert body(article) == [
        ("paragraph", "灯亮了，江上的人都出来看。水深3 m2"),
        ("subhead", "夜里的江风"),
        ("paragraph", LONG),
        ("subhead", "桥头人家"),
        ("paragraph", "最后一段。"),
    ]
    assert article.body[0].runs == (Run("灯亮了，"), Run("江上", "bold"), Run("的人都", "kai"), Run("出来看。水深3 m"), Run("2", "sup"))
    assert [block.span for block in article.body][:2] == [Span("articles/story.docx", 5), Span("articles/story.docx", 6)]


@pytest.mark.parametrize(
    ("lines", "titles", "uncertain"),
    [
        (["南码头的灯"], ("", "南码头的灯", ""), 0),
        (["南码头的灯", "——江边见闻"], ("", "南码头的灯", "——江边见闻"), 0),
        (["江畔新事", "南码头的灯", "——江边见闻"], ("江畔新事", "南码头的灯", "——江边见闻"), 0),
        (["南码头的灯亮了！"], ("", "南码头的灯亮了！", ""), 0),
        (["南码头的灯", "江照临"], ("", "南码头的灯", ""), 0),
        (["江畔新事", "南码头的灯"], ("江畔新事", "南码头的灯", ""), 2),
    ],
)
def test_the_headline_of_a_document_without_styles(lines: list[str], titles: tuple[str, str, str], uncertain: int) -> None:
    reading = story(*map(paragraph, lines), paragraph(LONG), paragraph(LONG))
    (article,) = reading.articles
    assert (article.kicker, article.headline, article.deck) == titles
    assert body(article) == [("paragraph", LONG)] * 2
    assert codes(reading) == ["headline-uncertain"] * uncertain


def test_verse_stays_verse() -> None:
    reading = story(
        paragraph("江上", style="标题"),
        paragraph("江上有灯\n岸上有人\n都在等风"),
        paragraph(LONG),
        paragraph("春眠不觉晓，", style="诗歌"),
        paragraph("处处闻啼鸟。", style="诗歌"),
    )
    assert body(reading.articles[0]) == [
        ("verse", "江上有灯\n岸上有人\n都在等风"),
        ("paragraph", LONG),
        ("verse", "春眠不觉晓，\n处处闻啼鸟。"),
    ]


def test_a_poem_of_short_paragraphs() -> None:
    reading = story(*map(paragraph, ["江上", "江照临", "江上有灯", "岸上有人", "都在等风"]))
    (article,) = reading.articles
    assert (article.headline, article.bylines) == ("江上", (Person("", "江照临"),))
    assert body(article) == [("verse", "江上有灯\n岸上有人\n都在等风")]
    assert codes(reading) == ["line-unclear"]


def test_tables_stay_tables() -> None:
    made = table(("年份", "盏数", "说明"), ("2024", "72", "新"), first='gridSpan w:val="2"')
    framed = table(("框里的话，说的是灯。",))
    reading = story(paragraph("表", style="标题"), paragraph(LONG), made, framed)
    (article,) = reading.articles
    assert [block.kind for block in article.body] == ["paragraph", "table", "paragraph"]
    assert article.body[1].rows == (("年份", "", "盏数", "说明"), ("2024", "72", "新", ""))
    assert article.body[2].text == "框里的话，说的是灯。"


def test_lists_keep_their_numbers() -> None:
    items = [paragraph("守时。", numbered=1), paragraph("守信。", numbered=1), paragraph("没有次序。", numbered=2)]
    (article,) = story(paragraph("约", style="标题"), paragraph(LONG), *items).articles
    assert [text for _, text in body(article)][1:] == ["1. 守时。", "2. 守信。", "●没有次序。"]


def test_pictures_come_out_as_files() -> None:
    reading = story(
        paragraph("灯", style="标题"),
        paragraph(LONG),
        paragraph(picture("rId1")),
        paragraph("江上的灯，夜里八点。", style="caption"),
        paragraph(LONG),
        paragraph(picture("rId2")),
        paragraph("图为桥上的人群。许望津 摄"),
        a=png(2),
        b=png(3),
    )
    (article,) = reading.articles
    assert [(one.file, one.caption) for one in article.pictures] == [
        ("pictures/story-1.png", "江上的灯，夜里八点。"),
        ("pictures/story-2.png", "图为桥上的人群。许望津 摄"),
    ]
    assert [(file.name, file.data) for file in reading.files] == [("pictures/story-1.png", png(2)), ("pictures/story-2.png", png(3))]
    assert body(article) == [("paragraph", LONG)] * 2
    assert codes(reading) == ["docx-picture", "docx-picture"]


def test_content_decides_and_not_the_name() -> None:
    assert read(docx(paragraph("题"), paragraph(LONG)), "a.txt").articles[0].headline == "题"


def test_a_document_of_nothing() -> None:
    assert story().articles == ()
    assert story().diagnostics == ()


def test_footnotes_are_not_lost() -> None:
    files = parts(paragraph("题", style="标题"), f'<w:p>{run(LONG)}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    files["word/footnotes.xml"] = files["word/document.xml"].replace(b"w:document", b"w:footnotes").split(b"<w:body>")[0] + (
        '<w:footnote w:id="2"><w:p><w:r><w:t>注的话。</w:t></w:r></w:p></w:footnote></w:footnotes>'.encode()
    )
    (article,) = read(packed(files), "a.docx").articles
    assert article.body[0].runs[-1] == Run("[1]", "sup")
    assert article.body[1].text == "1. 注的话。"


# What is said


def test_what_is_not_read_is_told() -> None:
    formula = "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"
    reading = story(paragraph("题", style="标题"), paragraph(LONG), formula)
    assert codes(reading) == ["docx-ignored"]
    assert "formula" in reading.diagnostics[0].message


def test_a_text_box_without_an_older_form_is_told_of() -> None:
    box = f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{paragraph("框")}</w:txbxContent></w:drawing></mc:Choice>{{}}</mc:AlternateContent></w:r></w:p>'
    fallback = f"<mc:Fallback><w:pict><w:txbxContent>{paragraph('框里的话，不能丢。')}</w:txbxContent></w:pict></mc:Fallback>"
    assert codes(story(paragraph("题", style="标题"), paragraph(LONG), box.format(""))) == ["docx-ignored"]
    reading = story(paragraph("题", style="标题"), paragraph(LONG), box.format(fallback))
    assert codes(reading) == []
    assert "框里的话，不能丢。" in [text for _, text in body(reading.articles[0])]


def test_changes_that_are_not_settled_are_told_of() -> None:
    changed = f'<w:p><w:ins>{run("添上的话。")}</w:ins><w:del><w:r><w:delText>删去的话。</w:delText></w:r></w:del></w:p>'
    reading = story(paragraph("题", style="标题"), paragraph(LONG), changed)
    assert codes(reading) == ["docx-revised"]
    assert body(reading.articles[0])[-1] == ("paragraph", "添上的话。")


def test_a_linked_picture_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    target = (tmp_path / "a.png").as_uri()
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rId9" Type="{image}" Target="{target}" TargetMode="External"/>'
    made = docx(paragraph("题", style="标题"), paragraph(LONG), paragraph(picture("rId9", linked=True)), relations=relation)
    reading = read(made, "a.docx")
    assert codes(reading) == ["picture-elsewhere"]
    assert reading.articles[0].pictures == ()
    assert reading.files == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png(100_000, 100_000), "picture-too-many-pixels"),
        (png()[:-8], "picture-broken"),
        (b"GIF89a", "picture-format"),
    ],
)
def test_a_picture_that_cannot_be_printed(data: bytes, code: str) -> None:
    reading = story(paragraph("题", style="标题"), paragraph(LONG), paragraph(picture()), a=data)
    assert codes(reading) == [code]
    assert reading.files == ()
    assert reading.articles[0].pictures == ()


def test_a_picture_whose_part_is_missing() -> None:
    files = parts(paragraph("题", style="标题"), paragraph(LONG), paragraph(picture()), media={"a.png": png()})
    del files["word/media/a.png"]
    assert codes(read(packed(files), "a.docx")) == ["docx-ignored"]


# In an edition


def test_a_picture_inside_a_document_is_asked_for(tmp_path: Path) -> None:
    made = docx(paragraph("灯", style="标题"), paragraph(LONG), paragraph(picture()), media={"a.png": png(3)})
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "lamp.docx").write_bytes(made)
    toml = 'date = 2026-10-16\nname = "岚江日报"\n[[pages]]\nno = "1"\narticles = ["lamp"]\n'
    (tmp_path / "edition.toml").write_text(toml, "utf-8")
    (fault,) = (fault for fault in read_edition(tmp_path)[1] if fault.severity == "error")
    assert (fault.code, fault.article) == ("picture-inside", "lamp")
    assert "pictures/lamp-1.png" in fault.message

    (file,) = read(made, "articles/lamp.docx").files
    (tmp_path / "pictures").mkdir()
    (tmp_path / file.name).write_bytes(file.data)
    edition, found = read_edition(tmp_path)
    assert edition
    assert edition.articles[0].pictures[0].size == (3, 1)
    assert not [fault for fault in found if fault.severity == "error"]

