"""The words by which the parts of a Chinese news page are known: menus, sharing, source line, labels, footer.

Every function takes one line of repaired text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from editions.model import Person
from editions.read.bylines import byline
from editions.read.later import later
from editions.read.roles import PAPER, people, role_of
from editions.read.tags import find_tag
from editions.read.traced import SPACES
from editions.read.western import western_byline

_MAX_WORD = 45  # characters; buttons and links are short
_MAX_LINE = 160  # characters; so are lines of source and time, captions and most of a footer


def _any_of(*patterns: str) -> re.Pattern[str]:
    return later("|".join(patterns))


_BUTTON = r"(?:我要)?(?:分享|打印|收藏|关注|关闭|举报|评论|点赞|转发|投稿|纠错|听新闻|复制链接|返回顶部|放大图片)(?:按钮|本页|窗口|\s*\d+|[:：])?"
_NOISE = _any_of(
    r"A\s*[+＋]\s*A\s*[-－]",
    r"(?:您的|当前|所在)?位置\s*[:：].*",
    r".*首页\s*[>»›].*",
    "(?:字号|字体|扫一扫|扫码|微信扫|分享到).*",
    rf"{_BUTTON}(?:[\s|｜丨]+{_BUTTON})*",
    "点击(?:图片|进入|查看|放大|订阅|报名|下载|购买|收听|收看).{0,10}|广告",
    "[+＋-]放大.*",
    r"(?:设为首页|加入收藏)(?:\s*[|｜丨]?\s*(?:设为首页|加入收藏|联系我们))*",
    r"首页(?:\s+[^\s，。：]{2,4}){2,}",
    r"今天是\s*\d{4}\s*年.*",
    "点击(?:上方|下方)?蓝字.*|关注我们|立即订阅|打开APP.*|展开全文|阅读原文",
    r"字数\s*[:：]\s*\d+字?|(?:关键词|关键字|标签)\s*[:：]\s*\S{1,10}(?:[\s,，、;；]+\S{1,10})+",
    r"[-—–·\s]*END[-—–·\s]*|[-—–·]+\s*完\s*[-—–·]+|_{3,}|[-=]{5,}|正文\s*[:：]",
    "Advertisement",
)
_ENGLISH_NOISE = _any_of("Sign up (?:for|to) .*", "Subscribe to .*", "The post .* appeared first on .*")
_NOTICE_OF_RIGHTS = (
    r"[【（(]?(?:声明|版权声明|本[文网站]|以上|凡本[网站]|转载)[^。]*(?:未经[^。]*(?:授权|许可|允许)|不得转载|请注明)[^。]*。?[】）)]?"
)
_NOTICE = later(_NOTICE_OF_RIGHTS)
_FOOT = _any_of(
    "(?:相关|热门|推荐|精彩|更多|今日|图片|往期)(?:精彩)?(?:推荐|阅读|新闻|文章|资讯|链接|热点|专题|回顾|精选|精彩)[:：]?",
    "(?:长按|扫描|扫一扫|微信扫)(?:识别|下方|上方)*二维码(?:.{0,6}关注.*)?|.{0,8}点[个亮].{0,3}(?:在看|赞).*",
    _NOTICE_OF_RIGHTS,
    "(?:更多|想了解).{0,12}(?:资讯|新闻|内容|精彩|信息).*(?:下载|关注|搜索|扫码).*",
    r"[^：:。，]{2,30}\s+\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?",  # who commented, and when
    "猜你喜欢|为您推荐|(?:网友|我要|最新|发表)评论|网友留言",
    "[上下]一[篇条页版].*|返回(?:首页|目录|列表).*",
    r"(?:关于我们|版权声明|免责声明|联系我们)\b.*",
    ".*(?:版权所有|ICP备|许可证).*|Copyright.*",
)
_OF_THE_HOUSE = later(r"版权|ICP|公网安备|许可证|举报|热线|邮箱|主办|承办|技术支持|Copyright|联系电话|本网|\|")
_LABEL = _any_of(
    "(?:采访|记者|编辑|创作|驻村|一线|现场)?(?:手记|札记|感言|观察|随笔)",
    "编后[语记]?|编者的话",
    "(?:新闻|延伸|知识)?(?:链接|背景|阅读|资料)",
    "(?:记者|专家|现场)?(?:短评|点评|快评|评论)",
    "小贴士|温馨提示|名词解释|对话|声音",
)
_NOTE = later(
    r"[\[【（(]?\s*(?:编者按|编者语|开栏的话|开栏语|核心提示|(?:内容)?(?:提要|摘要)|阅读提示|导读|写在前面)\s*[\]】）)：:丨|]"
)
_OPENS_CAPTION = "图片说明[:：]|[▲△↑→←↓▼]|[上下左右]?图为|[上下左右]图[:：]|图①|图\\s*[\\d一二三四]{1,2}\\s*[:：]"
_CAPTION = _any_of(
    rf"(?:{_OPENS_CAPTION}).{{4,}}",
    r".{8,}[\s\u3000）)](?:摄|供图|资料图|图/.{2,8})[）)]?",
    r".{8,}(?:[。！？]\s*|[（(])[^，。！？（）()文]{2,20}摄[）)]?",
    "[（(]?资料图片?[）)]?",
    ".{6,}[（(](?:资料(?:图片?|照片)|视频截图|受访者供图|图片来[源自].{2,12})[）)]",
)

_CAPTION_OPENING = later(_OPENS_CAPTION)

_SOURCE = "(?:信息|文章|新闻)?来源|稿源"
_META = later(
    rf"({_SOURCE}|作者|(?:见习|实习|首席|特约)?记者|通讯员|责任编辑|责编|编辑|发布时间|发布日期|时间|日期|点击数?|浏览(?:次数|量)?|阅读量?|访问量"
    r"|(?<=[【\s])字体|字号)\s*[:：]\s*"
)
_SOURCE_LINE = later(rf"[（(]?\s*(?:{_SOURCE})\s*[:：|｜丨].*")
_TIME = later(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"(?:\s*(?:星期.)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_TIME_LINE = later(
    rf"(?:\S{{2,15}}[ \u3000]+|(?:发布)?(?:时间|日期)\s*[:：]\s*){_TIME.pattern}"
    r"|[^\W\d]{2,15}\s*(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d{2}"
    rf"|原创\s.*{_TIME.pattern}.{{0,12}}"
    r"|(?:Published|Updated|Posted)\b.*\b\d{4}\b.*"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}(?:\s*[|·].*)?"
    r"|(?:The )?Associated Press|Reuters|Agence France-Presse"
)
# Spans that run together: `清河新闻2026-10-16 07:12更新于 2026-10-16 09:40阅读 1.2万`.
_TIMES_WITHIN = later(r"[^\W\d]{2,15}\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}[:：]\d{2}(?::\d{2})?\s*(?:更新|阅读|浏览|点击|评论|已编辑)[^，。；]{0,40}")
_SIGNED_BY_PAPER = later(rf"\s*({PAPER})\s+(?=\S)")  # behind the date: `平川日报 摄影/孙秀英`
_OF_AN_EVENT = later(r"(?:时间|日期)\s*[:：]")
_DETAIL = later(r"(?:活动|举办|报名|联系)?(?:时间|日期|地点|地址|人|电话|方式|对象)\s*[:：].+")


_SHORT_TIME = later(r"\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d{2}")
_LABEL_OF_SOURCE = later(rf"({_SOURCE})\s*[|｜丨]")
_SIGNED_SOURCE = later(r"\s+(?=(?:本报|见习|实习)?(?:记者|通讯员)\s*\S)")  # `来源：岚江日报 记者 江照临`
_NAME_OF_SOURCE = later(r"[^\s：:·—][^\s：:]{0,14}")
_NO_SOURCE = ("Published", "Updated", "Posted")


def is_noise(text: str) -> bool:
    """Whether a line is a button, a breadcrumb, a call to share."""
    if len(text) <= _MAX_WORD and _NOISE.fullmatch(text):
        return True
    return text.startswith(("Sign", "Subscribe", "The post")) and len(text) <= _MAX_LINE and bool(_ENGLISH_NOISE.fullmatch(text))


def is_foot(text: str) -> bool:
    """Whether the story is over where this line stands: `相关推荐`, `上一篇：…`, `版权所有`."""
    return len(text) <= _MAX_LINE and bool(_FOOT.fullmatch(text))


def is_notice(text: str) -> bool:
    """Whether a line tells of copyright and no more: `本文为…原创，未经授权不得转载`."""
    return len(text) <= _MAX_LINE and bool(_NOTICE.fullmatch(text))


def is_of_the_house(text: str) -> bool:
    """Whether a line below the story tells of the site, its licences and telephones."""
    return bool(_OF_THE_HOUSE.search(text))


def is_label(text: str) -> bool:
    """Whether a line names a kind of sidebar: `采访手记`, `新闻链接`."""
    return len(text) <= _MAX_WORD and bool(_LABEL.fullmatch(text))


def is_note(text: str) -> bool:
    """Whether a line begins as an editor's note does: `编者按：`."""
    return bool(_NOTE.match(text))


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a picture: `图为…`, `… 记者 张三 摄`."""
    return len(text) <= _MAX_LINE and bool(_CAPTION.fullmatch(text))


def is_detail(text: str) -> bool:
    """Whether a line is one of those in which a notice gives time and place: `地点：县体育广场`."""
    return bool(_DETAIL.fullmatch(text))


def opens_caption(text: str) -> bool:
    """Whether a line begins as only captions do: `▲…`, `右图为…`."""
    return bool(_CAPTION_OPENING.match(text))


def is_source(text: str) -> bool:
    """Whether a line tells of the source, be it above the story or below: `（来源：新华社）`."""
    return len(text) <= _MAX_LINE and "。" not in text and bool(_SOURCE_LINE.fullmatch(text)) and not find_tag(text)


def is_meta(text: str) -> bool:
    """Whether a line above the story tells of source and time: `来源：新聊城客户端  2024-12-20 14:44:41`."""
    if len(text) > _MAX_LINE or "。" in text or find_tag(text):
        return False
    if _SOURCE_LINE.fullmatch(text) or _TIME_LINE.fullmatch(text) or _TIMES_WITHIN.fullmatch(text):
        return True
    if time := _TIME.match(text):
        return time.end() == len(text) or ":" in time.group() or bool(_META.search(text, time.end()) or byline(_without_paper(text, time.end())))
    if not _META.match(text):
        return False
    time = _TIME.search(text)
    # `时间：10月20日上午9时` is what a notice says.
    told = time and (not _OF_AN_EVENT.match(text) or not (rest := text[time.end() :].strip(SPACES)) or _META.match(rest))
    return bool(told or "来源" in text)


def _without_paper(text: str, start: int) -> str:
    """What stands from a place on, a paper's name before who signs left out."""
    paper = _SIGNED_BY_PAPER.match(text, start)
    return text[paper.end() if paper else start :]


class Meta(NamedTuple):
    """What the lines of source and time say."""

    source: str = ""
    bylines: tuple[Person, ...] = ()
    byline_text: str = ""
    editors: tuple[str, ...] = ()
    photo_credit: str = ""


def read_meta(lines: Iterable[str]) -> Meta:
    """Lines of source and time in, what they say out."""
    found = Meta()
    for line in lines:
        text = line.strip("（）()")
        time = _TIME.match(text)
        if time and (signed := byline(_without_paper(text, time.end()))):
            paper = _SIGNED_BY_PAPER.match(text, time.end())
            source = paper[1] if paper else found.source
            found = found._replace(bylines=signed.people, byline_text=signed.text, source=source, photo_credit=signed.photo_credit)
            continue
        if western := next(filter(None, map(western_byline, text.split("|"))), None):
            found = found._replace(bylines=western.people, byline_text=western.text)
            continue
        first, *rest = _META.split(_LABEL_OF_SOURCE.sub(r"\1：", _SHORT_TIME.sub("  ", _TIME.sub("  ", text))))
        name = first.split("  ", maxsplit=1)[0] if _TIMES_WITHIN.fullmatch(text) else first.strip(SPACES)
        if name and not found.source and _NAME_OF_SOURCE.fullmatch(name) and not name.startswith(_NO_SOURCE):
            found = found._replace(source=name)
        for label, value in zip(rest[::2], rest[1::2], strict=True):
            value = re.split(r"[ \u3000\u00a0]{2,}|[|｜丨]", value.strip(SPACES))[0].strip(SPACES)
            if re.fullmatch(_SOURCE, label) and value:
                name, *signing = _SIGNED_SOURCE.split(value, maxsplit=1)
                found = found._replace(source=name)
                if signing and (signed := byline(signing[0])):
                    found = found._replace(bylines=signed.people, byline_text=signed.text)
            elif (label == "作者" or role_of(label)) and (names := people(f"{label} {value}")):
                text = " ".join(filter(None, (found.byline_text, f"{label}：{value}")))
                found = found._replace(bylines=(*found.bylines, *names), byline_text=text)
            elif label in {"编辑", "责编", "责任编辑"}:
                found = found._replace(editors=tuple(person.name for person in people(value)))
    return found
