"""Pages as browsers save them, made from seeds: a story of the demo's copy among all that a site puts about it.

The copy is that of the demo's articles, its sentences in another order for each seed, so that no two paragraphs are alike.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from prose import ROOT

DEMO = ROOT / "editions" / "demo" / "articles"
KNOWN, UNKNOWN = "rm_txt_con", "wz_zhengwen"  # classes of the body: one that a rule for a site names, one that none does
STORY = (1500, 3000)  # characters of a story
LARGE = 400_000  # bytes of a large page

_COPY = re.compile(r"[^。！？\n#*<>|!`\[\]_\\]{8,120}[。！？]”?")
_HAN = re.compile("[\u4e00-\u9fff]{2,6}")
_FLAT = str.maketrans("，。：；？！（）", ",.:;?!()")


@lru_cache(maxsize=1)
def sentences() -> tuple[str, ...]:
    """The demo's sentences, those whose quotations are closed."""
    found = []
    for file in sorted(DEMO.glob("*.md")):
        body = file.read_text("utf-8").split("\n---\n", 1)[1]
        found += [text.strip() for text in _COPY.findall(body) if text.count("“") == text.count("”")]
    return tuple(found)


def paragraphs(chance: random.Random, length: int) -> list[str]:
    """Paragraphs of one to five sentences that have `length` characters or a few more."""
    found: list[str] = []
    while length > 0:
        text = "".join(chance.choices(sentences(), k=chance.randint(1, 5)))
        found.append(text)
        length -= len(text)
    return found


def headline(chance: random.Random) -> str:
    return "".join(_HAN.findall(chance.choice(sentences()))[:4])[:18]


def web_page(seed: int, *, body: str = UNKNOWN, size: int = LARGE, comments: int = 8, prose: bool = False) -> str:
    """A page of about `size` bytes with its story in a `<div>` of class `body`: the story alone of 1,500 to 3,000
    characters, the rest scripts, styles, menus, lists of links, comments of readers; or, with `prose`, most of it running
    text. With a hundred comments nobody can tell for sure where the story ends."""
    chance = random.Random(seed)
    title = headline(chance)
    around = size // 40 if prose else size
    length = (size - around) // 3 if prose else chance.randint(*STORY)
    copy = "\n".join(f"<p>　　{text}</p>" for text in _linked(chance, paragraphs(chance, length)))
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}--岚江新闻网</title>
<style>{_filled(around * 12 // 100, _rule, chance)}</style>
<script>window.__DATA__={{{_filled(around * 38 // 100, _record, chance)}}};</script></head>
<body class="page"><div class="header"><ul class="nav">{_filled(around * 12 // 100, _link, chance)}</ul></div>
<!-- {"位置 " * (around // 1000)} -->
<div class="wrap"><div class="left"><h1>{title}</h1>
<div class="info">2026年10月16日 08:30 来源：<a href="http://paper.example/">岚江日报</a></div>
<div class="{body}">
<p>　　本报讯（记者 沈知远 通讯员 何小满）{chance.choice(sentences())}</p>
{copy}
<p>（责编：林夏、江照临）</p></div>
<div class="share">分享到：<a href="#wx">微信</a><a href="#wb">微博</a></div></div>
<div class="right"><h3>相关新闻</h3><ul class="rel">{_filled(around * 24 // 100, _teaser, chance)}</ul></div>
<div class="comments" id="comments"><h3>网友评论</h3>{"".join(_comment(chance) for _ in range(comments))}</div></div>
<script>{_filled(around * 8 // 100, _record, chance)}</script>
<div class="footer"><p>关于我们 | 联系我们 | 版权声明</p><p>岚江新闻网 版权所有 ICP备00000000号</p></div></body></html>
"""


def text_page(seed: int, *, damaged: bool = False) -> str:
    """The text of a page, menus and footer with it; `damaged`: its marks are flattened to ASCII."""
    chance = random.Random(seed)
    copy = [f"　　{text}" for text in paragraphs(chance, chance.randint(*STORY))]
    story = "\n\n".join((f"　　本报讯（记者 沈知远）{chance.choice(sentences())}", *copy))
    menu = "\n".join("".join(_HAN.findall(chance.choice(sentences()))[:1]) for _ in range(12))
    return f"""{menu}

{headline(chance)}

来源：岚江日报  2026-10-16 08:30:00

2026年10月16日《岚江日报》2版

{story.translate(_FLAT) if damaged else story}

编辑：林夏 审核：江照临

相关推荐
{headline(chance)}
{headline(chance)}
关于我们 版权所有
"""


def markdown(seed: int, length: int = 1000) -> str:
    """A story as an edition's folder has it, of about `length` characters."""
    chance = random.Random(seed)
    copy = paragraphs(chance, length)
    body = "\n\n".join(("本报讯（记者 沈知远）" + copy[0], *copy[1:3], f"## {headline(chance)}", *copy[3:]))
    return f"---\nheadline: {headline(chance)}\npage: {seed % 8 + 1}\nrank: 3\nbyline: 记者 何小满\n---\n\n{body}\n"


def _linked(chance: random.Random, copy: list[str]) -> Iterator[str]:
    """Paragraphs with a link, or a word in bold, in every fourth."""
    for text in copy:
        word = _HAN.search(text, len(text) // 2)
        if word and chance.random() < 0.25:
            around = chance.choice(('<a href="http://so.example/tag">{}</a>', "<strong>{}</strong>"))
            text = text[: word.start()] + around.format(word.group()) + text[word.end() :]
        yield text


def _filled(size: int, make: Callable[[random.Random], str], chance: random.Random) -> str:
    parts: list[str] = []
    while size > 0:
        parts.append(make(chance))
        size -= len(parts[-1].encode())
    return "".join(parts)


def _rule(chance: random.Random) -> str:
    return f".c{chance.randrange(9999)} a:hover{{color:#{chance.randrange(4096):03x};margin:0 {chance.randrange(40)}px}}\n"


def _record(chance: random.Random) -> str:
    return f'"k{chance.randrange(99999)}":{{"id":{chance.randrange(9**9)},"title":"{chance.choice(sentences())}","n":[1,2,3]}},\n'


def _link(chance: random.Random) -> str:
    return f'<li><a href="http://news.example/{chance.randrange(99999)}.html" target="_blank">{"".join(_HAN.findall(chance.choice(sentences()))[:1])}</a></li>\n'


def _teaser(chance: random.Random) -> str:
    number = chance.randrange(9**7)
    return f'<li class="item"><a href="http://news.example/n1/2026/c{number}.html" title="{headline(chance)}">{headline(chance)}</a><span class="time">10-{number % 30 + 1:02}</span></li>\n'


def _comment(chance: random.Random) -> str:
    return f'<div class="one"><span class="who">网友{chance.randrange(9999)}</span><p>{chance.choice(sentences())}</p><a href="#r">回复</a></div>\n'
