"""RSS, Atom and exports of WordPress."""

from __future__ import annotations

import pytest

from editions.diagnostic import Span
from editions.model import Article, Person
from editions.read import Reading, read
from tests.editions.places import misplaced


def codes(reading: Reading) -> list[str]:
    return [fault.code for fault in reading.diagnostics]


def body(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.body]


ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom"><title>岚江新闻网</title>
<entry><title type="html">南码头的灯 &amp;amp; 江</title><author><name>江照临</name></author>
<summary>这是摘要，正文里没有。</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>灯亮了。</p>
<figure><img src="img/lamp.jpg"/><figcaption>江上的灯。</figcaption></figure><p>人都出来看。</p></div></content></entry>
<entry><title>乙</title><author><name>admin</name></author><source><title>大埠日报</title></source>
<content type="html">&lt;p&gt;灯亮了。&lt;/p&gt;&lt;iframe src="http://a.invalid"&gt;&lt;/iframe&gt;&lt;p&gt;船来&amp;hellip;&lt;/p&gt;</content></entry>
<entry><title>丙</title><author><name>岚江新闻网</name></author><content>平文。
第二行。</content></entry></feed>
"""


def test_atom() -> None:
    reading = read(ATOM.encode(), "feed.xml")
    first, second, third = reading.articles
    assert (first.headline, first.bylines) == ("南码头的灯 & 江", (Person("", "江照临"),))
    assert body(first) == [("paragraph", "灯亮了。"), ("paragraph", "人都出来看。")]
    assert [(one.file, one.caption) for one in first.pictures] == [("img/lamp.jpg", "江上的灯。")]
    assert (second.source, second.bylines) == ("大埠日报", ())
    assert body(second) == [("paragraph", "灯亮了。"), ("paragraph", "船来…")]
    assert (third.source, third.bylines) == ("岚江新闻网", ())  # the feed itself is no person
    assert body(third) == [("paragraph", "平文。"), ("paragraph", "第二行。")]
    assert codes(reading) == ["summary-left-out", "author-unclear", "embed-left-out"]
    for article in reading.articles:
        assert misplaced(article, ATOM) == []


def test_rss_1() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>网</title></channel>'
        "<item><title>题</title><description>灯亮了。</description><dc:creator>记者 江照临</dc:creator>"
        "<dc:source>大埠日报</dc:source></item></rdf:RDF>"
    )
    (article,) = read(text.encode(), "a.rdf").articles
    assert (article.headline, article.source, article.bylines) == ("题", "大埠日报", (Person("记者", "江照临"),))
    assert body(article) == [("paragraph", "灯亮了。")]


@pytest.mark.parametrize("address", ["http://a.invalid/b.jpg", "//a.invalid/b.jpg", "/etc/b.jpg", "../b.jpg", "%2e%2e/b.jpg", "b%00.jpg", "b%E2%80%AE.jpg", "C:\\b.jpg", "file:///b.jpg", "data:image/png;base64,AA", "http://[b.jpg"])  # fmt: skip
def test_pictures_elsewhere_are_told_of_and_their_captions_are_no_body(address: str) -> None:
    html = f'<p>灯亮了。</p><figure><img src="{address}"><figcaption>江上的灯。</figcaption></figure>'
    text = f"<rss><channel><item><title>题</title><description><![CDATA[{html}]]></description></item></channel></rss>"
    reading = read(text.encode(), "a.xml")
    assert codes(reading) == ["picture-elsewhere", "caption-left-out"]
    assert reading.articles[0].pictures == ()
    assert body(reading.articles[0]) == [("paragraph", "灯亮了。")]


def test_an_enclosure_beside_the_feed() -> None:
    text = (
        "<rss><channel><item><title>题</title><description>灯亮了。</description>"
        '<enclosure url="a.jpg" type="image/jpeg"/><enclosure url="a.mp3" type="audio/mpeg"/></item></channel></rss>'
    )
    assert [one.file for one in read(text.encode(), "a.xml").articles[0].pictures] == ["a.jpg"]


@pytest.mark.parametrize(
    ("title", "kicker", "headline"),
    [
        ("三千座大棚（“冬闲变冬忙”系列报道①）", "“冬闲变冬忙”系列报道①", "三千座大棚"),
        ("江上的灯（水边人家之二）", "水边人家之二", "江上的灯"),
        ("水边人家丨江上的灯", "水边人家", "江上的灯"),
        ("江上的灯（组图）", "", "江上的灯（组图）"),
    ],
)
def test_a_series_in_the_title_is_the_kicker(title: str, kicker: str, headline: str) -> None:
    text = f"<rss><channel><item><title>{title}</title><description>灯。</description></item></channel></rss>"
    (article,) = read(text.encode(), "a.xml").articles
    assert (article.kicker, article.headline) == (kicker, headline)


def test_damage_is_undone_and_counted() -> None:
    text = "<rss><channel><item><title>燈</title><description>這個(gè)燈(dēng)亮了，人們都來(lái)看，說時間過得快。</description></item></channel></rss>"
    reading = read(text.encode("big5", "xmlcharrefreplace"), "a.xml")
    assert body(reading.articles[0]) == [("paragraph", "这个灯亮了，人们都来看，说时间过得快。")]
    assert reading.articles[0].headline == "灯"
    assert codes(reading) == ["guessed-encoding", "text-repaired"]


def test_a_feed_that_declares_gb2312_is_read_as_gb18030() -> None:
    text = '<?xml version="1.0" encoding="gb2312"?><rss><channel><item><title>朱镕基路的灯㙍</title><description>灯亮了，人们都出来看，江上的船也来了。</description></item></channel></rss>'
    reading = read(text.encode("gb18030"), "a.xml")
    assert reading.articles[0].headline == "朱镕基路的灯㙍"
    assert codes(reading) == ["guessed-encoding"]


# WordPress

WXR = """\
<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" created="2026-10-16" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>岚江日报</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[shen]]></wp:author_login><wp:author_display_name><![CDATA[沈知远]]></wp:author_display_name></wp:author>
<item><title>岚江三桥通车</title><dc:creator><![CDATA[shen]]></dc:creator>
<content:encoded><![CDATA[本报讯 雾散了。<strong>桥</strong>通了，两岸的人从清早起就站在江边等着看第一辆车开过去。
第二行还在这一段里，说的是桥，也说的是人。

[caption id="a" width="600"]<img src="uploads/bridge.jpg" width="600" /> 晨雾初散。[/caption]

人来了。

[gallery ids="1,2"]]]></content:encoded><excerpt:encoded><![CDATA[一桥飞架。]]></excerpt:encoded>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta></item>
<item><title>草稿</title><content:encoded><![CDATA[x]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
<item><title>关于我们</title><content:encoded><![CDATA[x]]></content:encoded><wp:post_type>page</wp:post_type><wp:status>publish</wp:status></item>
<item><title>附件</title><wp:post_id>7</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>uploads/front.jpg</wp:attachment_url></item>
<item><title>区块</title><dc:creator>someone</dc:creator><content:encoded><![CDATA[<!-- wp:paragraph -->
<p>灯亮了。</p>
<!-- /wp:paragraph -->

<!-- wp:heading -->
<h2>江风</h2>
<!-- /wp:heading -->
<!-- wp:verse --><pre class="wp-block-verse">江上有灯
岸上有人</pre><!-- /wp:verse -->
<figure class="wp-block-table"><table><tbody><tr><td>甲</td><td>1</td></tr></tbody></table><figcaption>表的说明。</figcaption></figure>
<ul><li>第一条。</li><li>第二条。</li></ul>
<blockquote class="wp-block-quote"><p>一句话。</p></blockquote>]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>
</channel></rss>
"""


def test_wordpress() -> None:
    reading = read(WXR.encode(), "site.xml")
    first, second = reading.articles
    assert (first.headline, first.bylines, first.dateline) == ("岚江三桥通车", (Person("", "沈知远"),), "本报讯")
    assert [text for _, text in body(first)] == [
        "雾散了。桥通了，两岸的人从清早起就站在江边等着看第一辆车开过去。",
        "第二行还在这一段里，说的是桥，也说的是人。",
        "人来了。",
    ]
    assert [(one.file, one.caption) for one in first.pictures] == [("uploads/bridge.jpg", "晨雾初散。"), ("uploads/front.jpg", "")]
    assert body(second) == [
        ("paragraph", "灯亮了。"),
        ("subhead", "江风"),
        ("verse", "江上有灯\n岸上有人"),
        ("table", ""),
        ("paragraph", "表的说明。"),
        ("paragraph", "●第一条。"),
        ("paragraph", "●第二条。"),
        ("note", "一句话。"),
    ]
    assert [(fault.code, fault.span) for fault in reading.diagnostics] == [
        ("item-left-out", Span("site.xml", 17, 1)),
        ("summary-left-out", Span("site.xml", 6, 1)),
        ("embed-left-out", Span("site.xml", 14, 1)),
        ("author-unclear", Span("site.xml", 20, 1)),
    ]
    assert misplaced(first, WXR) == []


@pytest.mark.parametrize("status", ["draft", "pending", "private", "future", "trash"])
def test_what_is_not_published_is_left_out(status: str) -> None:
    reading = read(WXR.replace(">publish<", f">{status}<").encode(), "a.xml")
    assert reading.articles == ()
    assert codes(reading) == ["item-left-out"] * 3


def test_a_post_with_a_password_is_left_out() -> None:
    text = WXR.replace("<wp:status>publish", "<wp:post_password>x</wp:post_password><wp:status>publish")
    assert read(text.encode(), "a.xml").articles == ()
