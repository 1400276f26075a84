"""Issues of a digital paper made by hand, in three generations of pages, for tests to change at will."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

MENU = "上一篇 下一篇 放大 缩小 默认 打印"


@dataclass
class Copy:
    """A story as its page says it. `body` has a line a paragraph, `zone` is its rectangle on the page's picture."""

    id: str
    page: str
    headline: str
    body: str
    kicker: str = ""
    deck: str = ""
    author: str = ""
    picture: str = ""
    caption: str = ""
    zone: tuple[int, int, int, int] = (0, 0, 100, 100)


NAMES = {"1": "要闻", "2": "民生", "3": "经济", "4": "副刊"}
BRIDGE = Copy(
    "101", "1", "岚江三桥昨日通车", "　　本报讯　10月15日6时30分，雾还没有散尽。\n　　第一辆公交车开上了桥，车上坐满了人。（下转第二版）",
    kicker="历时38个月", deck="——过江车程缩至六分钟", author="本报记者 沈知远 通讯员 何小满",
    picture="b1.jpg", caption="晨雾中的岚江三桥。　周野　摄", zone=(0, 0, 300, 200),
)  # fmt: skip
WATER = Copy("102", "1", "城西水厂通水", "　　本报讯（记者 江照临）十万户居民喝上了新水。\n　　水质比过去好。", zone=(0, 210, 300, 260))
BRIDGE_ON = Copy("201", "2", "岚江三桥昨日通车（上接第一版）", "　　桥位选在岚江拐弯处，江底先扎稳了脚。\n　　完工比预定早了两个月。", zone=(0, 0, 200, 150))
LAMPS = Copy("202", "2", "南码头的灯", "　　灯亮了，看灯的人站满了台阶。\n　　江上的船一盏一盏过去。", author="□ 许望津", zone=(0, 160, 200, 300))
STORIES = (BRIDGE, WATER, BRIDGE_ON, LAMPS)


def write_issue(root: Path, generation: int, stories: tuple[Copy, ...] = STORIES) -> Path:
    """An issue of 岚江日报, 16 October 2026, in folder `root`; the file of every picture lies where its page says."""
    pages = sorted({story.page for story in stories})
    for page in pages:
        put(root, map_file(generation, page), map_page(generation, page, pages, [story for story in stories if story.page == page]))
    for story in stories:
        put(root, story_file(generation, story), story_page(generation, story))
        if story.picture:
            place = root / Path(story_file(generation, story)).parent / f"../../../res/{story.picture}"
            place.parent.mkdir(parents=True, exist_ok=True)
            Image.new("L", (640, 400), 150).save(place)
    return root


def put(root: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding)


def order(story: Copy) -> str:
    return str(int(story.id) % 100)


def map_file(generation: int, page: str) -> str:
    return (
        f"html/2026-10/16/node_{int(page) + 1}.htm",
        f"html/2026-10/16/nbs.D110000lanjiang_0{page}.htm",
        f"pc/layout/202610/16/node_0{page}.html",
    )[generation - 1]


def story_file(generation: int, story: Copy) -> str:
    return (
        f"html/2026-10/16/content_{story.id}.htm",
        f"html/2026-10/16/nw.D110000lanjiang_20261016_{order(story)}-0{story.page}.htm",
        f"pc/content/202610/16/content_{story.id}.html",
    )[generation - 1]


def link(generation: int, story: Copy) -> str:
    name = Path(story_file(generation, story)).name
    return f"../../../content/202610/16/{name}" if generation == 3 else f"{name}?div=-1" if generation == 1 else f"./{name}"


def map_page(generation: int, page: str, pages: list[str], stories: list[Copy]) -> str:
    zones = "".join(
        f'<area shape="{"rect" if generation == 2 else "polygon"}" coords="{_coords(story, generation)}" href="{link(generation, story)}">'
        for story in stories
    )
    nav = "".join(f'<a id="pageLink" href="{Path(map_file(generation, no)).name}">第0{no}版：{NAMES[no]}</a>' for no in pages)
    titles = "".join(f'<li><a href="{link(generation, story)}">{story.headline}</a></li>' for story in stories)
    tail = (
        f"<!--enpproperty <founder-date>2026-10-16 23:59:57</founder-date><founder-pagenum>0{page}</founder-pagenum>"
        "<founder-papername>岚江日报</founder-papername> /enpproperty-->"
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>岚江日报</title></head><body>'
        f'<div id="pageList">{nav}</div><p class="ban">第0{page}版：<STRONG>{NAMES[page]}</STRONG></p><img src="../../../res/0{page}.jpg" usemap="#PagePicMap">'
        f'<map name="PagePicMap">{zones}</map><a href="0{page}.pdf">PDF</a><ul id="titleList">{titles}</ul></body></html>'
        + (tail if generation == 1 else "")
    )


def _coords(story: Copy, generation: int) -> str:
    x0, y0, x1, y1 = story.zone
    corners = (x0, y0, x1, y1) if generation == 2 else (x0, y0, x1, y0, x1, y1, x0, y1)
    return ",".join(map(str, corners))


def story_page(generation: int, story: Copy) -> str:
    body = "".join(f"<P>{line}</P>" for line in story.body.split("\n"))
    head = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>岚江日报</title></head><body>'
    image = f"../../../res/{story.picture}"
    if generation == 1:
        parts = (("pretitle", story.kicker), ("title", story.headline), ("subtitle", story.deck), ("author", story.author))
        cells = "".join(f"<tr><td><!--<npm:article-{key}>-->{text}<!--</npm:article-{key}>--></td></tr>" for key, text in parts)
        picture = (
            f"<table><tr><td><!--<npm:article-pic>--><IMG src={image}><!--</npm:article-pic>--></td></tr>"
            f"<tr><td><!--<npm:article-pic-text>--><P>{story.caption}</P><!--</npm:article-pic-text>--></td></tr></table>"
        )
        return (
            f"{head}<table><tr><td>第0{story.page}版：<STRONG>{NAMES[story.page]}</STRONG></td><td>{MENU}</td></tr></table><table>{cells}</table>"
            f"{picture if story.picture else ''}<div id=ozoom><!--enpcontent-->{body}<!--/enpcontent--></div>岚江日报版权所有</body></html>"
            f"<!--enpproperty <founder-date>2026-10-16 23:59:57</founder-date><founder-author>{story.author}</founder-author><founder-title>{story.headline}"
            f"</founder-title><founder-pagenum>0{story.page}</founder-pagenum><founder-papername>岚江日报</founder-papername> /enpproperty-->"
        )
    if generation == 2:
        picture = f'<table class="pci_c"><tr><td><IMG src="{image}"></td></tr><tr><td><p>{story.caption}</p></td></tr></table>'
        return (
            f'{head}<div class="ban">{MENU}</div><div class="text_c"><h3>{story.kicker}</h3><h1>{story.headline}</h1><h2>{story.deck}</h2><h4>{story.author}</h4>'
            f'<div class="lai">《 岚江日报 》（ 2026年10月16日 　 0{story.page} 版）</div>{picture if story.picture else ""}'
            f'<div id="ozoom" style="ZOOM: 100%"><!--enpcontent-->{body}<!--/enpcontent--></div></div><div class="foot">岚江日报社版权所有</div></body></html>'
        )
    picture = f'<div class="attachment"><img class="picture-illustrating" src="{image}" data-original-title="{story.caption}"></div>'
    return (
        f'{head}<div class="art-btn">{MENU}</div><div class="article"><h3>{story.kicker}</h3><h1>{story.headline}</h1><h2>{story.deck}</h2>'
        f'<p class="sec" id="Author">{story.author}<span class="date">　《岚江日报》（2026年10月16日　 第 0{story.page} 版）</span></p>'
        f"{picture if story.picture else ''}<div id=\"ozoom\">{body}</div></div></body></html>"
    )
