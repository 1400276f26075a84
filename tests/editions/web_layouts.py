"""Pages of news sites made by hand: layouts that differ in all that a reader of pages could lean on, and stories to put into them.

A layout is a page with `{title}`, `{meta}`, `{body}` … in it; what stands about them (menus, teasers, comments, footers) is what sites
have there. The stories are of the demo's city.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MENU = '<a href="/">首页</a><a href="/yw">要闻</a><a href="/sh">社会</a><a href="/wh">文化</a><a href="/spec">专题</a>'
RELATED = (
    '<div class="rel"><h3>相关新闻</h3><ul><li><a href="/1">岚江两岸亮化工程月底完工，市民夜游有了新去处。</a></li>'
    '<li><a href="/2">南码头轮渡增加班次</a></li></ul></div>'
)
SHARE = '<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>'
FOOT = '<div class="footer"><p>关于我们 | 联系我们 | 版权声明</p><p>岚江新闻网 版权所有 ICP备00000000号</p></div>'


@dataclass(frozen=True)
class Told:
    """A story, and what is to be read from its page."""

    headline: str
    paragraphs: tuple[str, ...]
    source: str = "岚江日报"
    kicker: str = ""
    deck: str = ""
    opening: str = ""  # stands before the first paragraph
    sign: str = ""  # a line of its own below the body
    subhead: str = ""  # before the last paragraph
    caption: str = ""
    editor: str = ""
    tag: str = ""
    bylines: tuple[str, ...] = ()
    dateline: str | None = None
    page: str | None = None


STORIES = (
    Told(
        "岚江三桥昨日通车",
        ("10月15日6时30分，雾还没有从岚江江面上散尽，第一辆公交车开上了桥。", "桥面双向六车道，两侧设观江步道，过江车程缩至六分钟。", "“等了三年多。”住在桥头的居民说，以前要绕行二十公里。"),
        opening="本报讯（记者 沈知远 通讯员 何小满）", bylines=("沈知远", "何小满"), dateline="本报讯（记者 沈知远 通讯员 何小满）",
        caption="晨雾中的岚江三桥。 周野 摄", editor="林夏", tag="2026年10月16日《岚江日报》1版", page="1",
    ),
    Told(
        "南码头的灯",
        ("灯亮了，看灯的人站满了七十二级台阶，江上的船一盏一盏过去。", "守灯的人说，水位每涨一尺，灯就要往上挪一级。", "夜深了，台阶上只剩下江风，和一把忘了拿走的伞。"),
        source="岚江客户端", deck="——记岚江边的一夜", subhead="夜里的江风", sign="文/记者 江照临 许望津 图/资料图", bylines=("江照临", "许望津"), editor="何小满",
    ),
    Told(
        "岚江市新增普惠托位三千个",
        ("记者17日从市教育局获悉，今年全市新增普惠托位3000个，其中公办占六成。", "新建的托育点设在社区里，离家不超过十五分钟，收费每月不到一千元。", "（相关报道见第二版）有家长说，孩子送得放心，上班也安心。"),
        source="岚江新闻网", tag="（原载《岚江日报》2026年10月17日第3版）", page="3",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A page with fields; `between` stands between two paragraphs, `opens` and `closes` about each."""

    name: str
    page: str
    opens: str = "<p>　　"
    closes: str = "</p>"
    extra: dict[str, str] = field(default_factory=dict)

    def html(self, told: Told) -> str:
        lines = list(told.paragraphs)
        lines[0] = told.opening + lines[0]
        parts = [f"{self.opens}{line}{self.closes}" for line in lines]
        if told.subhead:
            parts.insert(-1, f"{self.opens.rstrip('　')}<strong>{told.subhead}</strong>{self.closes}")
        if told.caption:
            parts.insert(1, f'{self.opens.rstrip("　")}<img src="img/1.jpg" width="600">{self.closes}{self.opens}{told.caption}{self.closes}')
        parts += [f"{self.opens}{line}{self.closes}" for line in (told.sign, told.tag) if line]
        fields = {
            "title": told.headline,
            "deck": f"<h2>{told.deck}</h2>" if told.deck else "",
            "source": told.source,
            "body": "\n".join(parts),
            "editor": f"责任编辑：{told.editor}" if told.editor else "",
            "menu": MENU, "related": RELATED, "share": SHARE, "foot": FOOT,
        }  # fmt: skip
        page = self.page
        for key, value in fields.items():
            page = page.replace("{" + key + "}", value)
        return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{told.headline}_岚江新闻网</title></head>\n<body>\n{page}\n</body></html>'


LAYOUTS = (
    Layout("people", '<div class="nav">{menu}</div><div class="rm_txt"><h1>{title}</h1>{deck}<div class="channel">2026年10月16日08:20 | 来源：{source}</div><div class="rm_txt_con cf">{body}</div><div class="edit">（{editor}）</div>{share}</div><div class="rm_rec">热门排行<ol><li>江鲜上市</li></ol></div>{foot}'),
    Layout("xinhua", '<div class="domPC">{menu}</div><div class="header"><span class="title">{title}</span>{deck}<div class="info">2026-10-16 08:20:00 来源：{source}</div></div><div id="detail"><span id="detailContent">{body}</span></div><div class="editor">{editor}</div>{related}{foot}'),
    Layout("chinanews", '<div>{menu}</div><div class="content_maincontent_more"><h1 class="content_left_title">{title}</h1>{deck}<div class="content_left_time">2026年10月16日 08:20　来源：{source}</div><div class="left_zw" style="position:relative">{body}</div><div class="left_name">{editor}</div></div>{related}{foot}'),
    Layout("cctv", '<div class="nav">{menu}</div><div class="title_area"><h1>{title}</h1>{deck}<div class="info1">来源：{source} | 2026年10月16日 08:20</div></div><div class="content_area" id="content_area">{body}</div><div class="zebian"><span>{editor}</span></div><div class="comments"><p>网友：好消息。</p></div>{foot}'),
    Layout("gmw", '<div>{menu}</div><h1 class="u-title">{title}</h1>{deck}<div class="m-con-time">2026-10-16 08:20　来源：{source}</div><div class="u-mainText">{body}</div><div class="m-zbTool">{editor}</div>{related}{foot}'),
    Layout("government", '<div>{menu}</div><div class="article"><h1 id="ti">{title}</h1>{deck}<div class="pages-date">2026-10-16 08:20 来源：{source}</div><div class="pages_content" id="UCAP-CONTENT">{body}</div><div class="editor">{editor}</div></div>{share}{foot}'),
    Layout("sina", '<h1 class="logo">岚江新闻</h1>{menu}<h1 class="main-title">{title}</h1>{deck}<div class="date-source">2026年10月16日 08:20 来源：{source}</div><div class="article" id="artibody">{body}<p class="show_author">{editor}</p></div>{related}{foot}'),
    Layout("sohu", '<div>{menu}</div><div class="text-title"><h1>{title}</h1>{deck}<div class="article-info">2026-10-16 08:20 来源: {source}</div></div><article class="article" id="mp-editor">{body}</article><p>{editor}</p>{share}{related}'),
    Layout("netease", '<div class="nav">{menu}</div><h1 class="post_title">{title}</h1>{deck}<div class="post_info">2026-10-16 08:20:00　来源: {source}</div><div class="post_body">{body}</div><div class="post_author">{editor}</div><div class="post_recommends"><a href="#">更多精彩内容，请看岚江新闻，天天有新鲜事。</a></div>{foot}'),
    Layout("tencent", '<div class="nav">{menu}</div><h1>{title}</h1>{deck}<div class="info">来源：{source} 2026-10-16 08:20</div><div class="content-article">{body}</div><div>{editor}</div>{foot}', '<p class="one-p">　　'),
    Layout("ifeng", '<div>{menu}</div><h1 class="index_title_x1">{title}</h1>{deck}<div class="index_timeBref">2026年10月16日 08:20:00 来源：{source}</div><div class="index_text_D0U1y">{body}</div><div>{editor}</div>{related}{foot}'),
    Layout("thepaper", '<div>{menu}</div><h1 class="index_title__B8mhI">{title}</h1>{deck}<div class="index_left__LfzyH">2026-10-16 08:20 来源：{source}</div><div class="index_cententWrap__Jv8jK">{body}</div><div class="index_copyright">{editor}</div>{share}{foot}'),
    Layout("wechat", '<div id="page-content"><h1 id="activity-name">{title}</h1>{deck}<div id="meta_content">来源：{source} 2026-10-16 08:20</div><div class="rich_media_content" id="js_content">{body}<p>{editor}</p></div></div>', "<section><span>　　", "</span></section>"),
    Layout("trs", '<table><tr><td>{menu}</td></tr></table><div class="title"><h1>{title}</h1>{deck}</div><div class="laiyuan">来源：{source}　　发布时间：2026-10-16 08:20</div><div class="TRS_Editor">{body}</div><div class="bianji">{editor}</div>{related}{foot}', '<p style="text-indent:2em">'),
    Layout("wordpress", '<header>{menu}</header><main><article><h1 class="entry-title">{title}</h1>{deck}<div class="entry-meta">2026-10-16 08:20 来源：{source}</div><div class="entry-content">{body}<p>{editor}</p></div></article><div id="comments"><ol><li>沙发！</li></ol></div></main><aside>{related}</aside><footer>版权所有</footer>', "<p>"),
    Layout("county", '<div>{menu}</div><div class="con"><h1>{title}</h1>{deck}<div>发布时间：2026-10-16　来源：{source}</div><div id="zoom">{body}</div><div>{editor}</div></div>{foot}', "<div>　　", "</div>"),
    Layout("plain article", '<nav>{menu}</nav><article><h1>{title}</h1>{deck}<p class="by">来源：{source} 2026-10-16 08:20</p>{body}<p>{editor}</p></article>{related}{foot}'),
    Layout("tables", '<table width="100%"><tr><td>{menu}</td></tr></table><table><tr><td width="160">热点<br>江鲜<br>夜市</td><td><table><tr><td align="center"><h1>{title}</h1>{deck}</td></tr><tr><td>2026-10-16 08:20　来源：{source}</td></tr><tr><td class="zw">{body}</td></tr><tr><td>{editor}</td></tr></table></td></tr></table>{foot}'),
    Layout("breaks", '<div class="m">{menu}</div><div class="news"><h1>{title}</h1>{deck}<div class="src">来源：{source}　2026-10-16 08:20</div><div class="txt">{body}</div><div class="ed">{editor}</div></div><div class="side"><ul><li>江鲜上市</li><li>夜市开张</li></ul></div>{foot}', "　　", "<br><br>"),
    Layout("title of the window", '<div class="m">{menu}</div><div class="wrap"><div class="bt">{title}</div>{deck}<div class="ly">2026-10-16 08:20 来源：{source}</div><div class="nr">{body}</div><div class="bj">{editor}</div></div><div class="hot"><h3>热门</h3><p>江鲜上市</p><p>夜市开张</p></div>{foot}'),
)  # fmt: skip
