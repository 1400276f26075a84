"""Saved web pages as HTML."""

from __future__ import annotations

from textwrap import dedent

from editions.diagnostic import Span
from editions.model import Article, Person, Picture, Run
from editions.read import Reading, read

PAGE = dedent("""\
    <!DOCTYPE html>
    <html><head><meta charset="gb2312"><title>南码头的灯_岚江新闻网</title>
    <style>p { color: red }</style><script>var x = "<p>灯亮了。</p>";</script></head>
    <body>
    <nav><a href="/">首页</a> <a href="/n">要闻</a></nav>
    <div class="menu"><a href="/1">视听</a><a href="/2">图说</a></div>
    <h3>水边人家</h3>
    <h1>南码头的灯</h1>
    <p class="meta">来源：岚江日报&nbsp;&nbsp;2024-12-20 10:00</p>
    <div id="text">
    <p>　　<strong>灯亮了。</strong>看灯的人
    站满了台阶，also some
    English words。</p>
    <p><img src="a_files/lamp.jpg" width="600"></p>
    <p>　　江上的灯。　许望津 摄</p>
    <p><strong>夜里的江风</strong></p>
    <p>　　水深3 m<sup>2</sup>，&ldquo;好看&rdquo;。<br>　　船来了。</p>
    <table><tr><th>年份</th><th>盏</th></tr><tr><td>2024</td><td>72</td></tr></table>
    <p>　　完了。（记者 江照临）</p>
    <p>2024年12月20日《岚江日报》2版</p>
    </div>
    <div>责任编辑：何小满</div>
    <div>相关新闻</div><ul><li><a href="/x">又一座桥今天通车了，车来车往好不热闹。</a></li></ul>
    <p style="display:none">看不见的文字，不应当印出来。</p>
    <footer>版权所有</footer>
    </body></html>
    """)


def page(html: str = PAGE, encoding: str = "utf-8") -> Reading:
    return read(html.encode(encoding), "articles/a.html")


def article() -> Article:
    reading = page()
    assert reading.diagnostics == ()
    return reading.articles[0]


def test_headlines_source_and_signature() -> None:
    found = article()
    assert (found.kicker, found.headline, found.source) == ("水边人家", "南码头的灯", "岚江日报")
    assert found.bylines == (Person("记者", "江照临"),)
    assert found.editors == ("何小满",)
    assert found.tag
    assert found.tag.pages == ("2",)


def test_the_body() -> None:
    assert [(block.kind, block.text) for block in article().body] == [
        ("paragraph", "灯亮了。看灯的人站满了台阶，also some English words。"),
        ("subhead", "夜里的江风"),
        ("paragraph", "水深3 m2，“好看”。"),
        ("paragraph", "船来了。"),
        ("table", ""),
        ("paragraph", "完了。"),
    ]
    assert article().body[4].rows == (("年份", "盏"), ("2024", "72"))
    assert article().body[0].runs[0] == Run("灯亮了。", "bold")
    assert Run("2", "sup") in article().body[2].runs


def test_a_picture_with_its_caption() -> None:
    assert article().pictures == (
        Picture("a_files/lamp.jpg", "江上的灯。　许望津 摄", span=Span("articles/a.html", 14, 1)),
    )


def test_places() -> None:
    body = article().body
    assert body[0].span == Span("articles/a.html", 11, 14)
    assert body[0].mends[1].span == Span("articles/a.html", 12, 1)
    assert body[3].span.line == 17
    lines = PAGE.split("\n")
    for block in body:
        for index, char in enumerate(block.text):
            offset, span = max(mend for mend in [(0, block.span), *block.mends] if mend[0] <= index)
            written = lines[span.line - 1][span.column - 1 + index - offset :]
            assert char == " " or written.startswith((char, "&")), (block.text, index)


def test_a_page_that_declares_gb2312_is_read_as_gb18030() -> None:
    html = PAGE.replace("船来了", "朱镕基路的船来了㙍")
    reading = page(html, "gb18030")
    assert [fault.code for fault in reading.diagnostics] == ["guessed-encoding"]
    assert "㙍" in reading.articles[0].body[3].text


def test_the_window_title_tells_the_headline() -> None:
    reading = page(PAGE.replace("<h1>", "<div>").replace("</h1>", "</div>").replace("<h3>水边人家</h3>", ""))
    assert reading.articles[0].headline == "南码头的灯"


def test_a_picture_elsewhere_is_reported() -> None:
    for source in ("https://a.example/b.jpg", "//a.example/b.jpg", "/etc/x.jpg", "../../b.jpg", "C:\\b.jpg"):
        reading = page(PAGE.replace("a_files/lamp.jpg", source))
        assert "picture-elsewhere" in [fault.code for fault in reading.diagnostics]
        assert reading.articles[0].pictures == ()


def test_what_strangers_try() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body><p>&b;。</p></body></html>'
    assert [fault.code for fault in page(bomb).diagnostics] == ["entities-refused"]
    assert [fault.code for fault in page("<html><body>" + "<div>" * 5000).diagnostics] == ["too-deep"]
    flood = page("<html><body><h1>题</h1>" + "<p>字。</p>" * 30_000)
    assert [fault.code for fault in flood.diagnostics] == ["too-many-lines"]


def test_a_page_of_nothing() -> None:
    assert page("<html></html>").articles == ()
