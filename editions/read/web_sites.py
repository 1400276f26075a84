"""Where the story is on pages of known sites and publishing systems.

A rule names the element that holds the body by what no other page has; the headline's element where `<h1>` is not it. Rules say nothing of
what is inside: lines are read as on any page. Of the sites only what their pages show to every reader is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class SiteRule(NamedTuple):
    """`body` and `title` are an id (`#x`), a class (`.x`) or the beginning of a class (`.x*`); the first that is there counts."""

    name: str
    body: tuple[str, ...]
    title: tuple[str, ...] = ()


SITES = (
    SiteRule("人民网", (".rm_txt_con", "#rwb_zw", "#p_content")),
    SiteRule("新华网", ("#detailContent", "#p-detail", "#detail"), (".h-title", ".title")),
    SiteRule("中新网", (".left_zw",), (".content_left_title",)),
    SiteRule("央视网", ("#content_area", ".cnt_bd")),
    SiteRule("光明网", (".u-mainText", "#articleContent"), (".u-title",)),
    SiteRule("政府网站", ("#UCAP-CONTENT", ".pages_content"), ("#ti",)),
    SiteRule("新浪", ("#artibody",), (".main-title",)),
    SiteRule("搜狐", ("#mp-editor",)),
    SiteRule("网易", (".post_body", "#endText"), (".post_title",)),
    SiteRule("腾讯", (".content-article", "#Cnt-Main-Article-QQ")),
    SiteRule("凤凰网", ("#main_content", ".index_text_*")),
    SiteRule("澎湃新闻", (".index_cententWrap*", ".news_txt"), (".index_title*", ".news_title")),
    SiteRule("微信公众号", ("#js_content",), ("#activity-name",)),
    SiteRule("拓尔思 TRS", (".TRS_Editor", ".trs_editor_view", ".trs_web")),
    SiteRule("WordPress", (".entry-content",), (".entry-title",)),
    SiteRule("政务网站", ("#zoom", "#Zoom")),
)


class Site(NamedTuple):
    """The elements that a rule found on a page; `title` is None where `<h1>` is the headline."""

    rule: SiteRule
    body: Element
    title: Element | None


def find_site(root: Element) -> Site | None:
    """A page in; where its story is, if a rule knows it, out. An element without running text is no body."""
    by_name = _by_name(root)
    for rule in SITES:
        body = next((element for name in rule.body if (element := _find(by_name, name, text=True)) is not None), None)
        if body is not None:
            title = next((element for name in rule.title if (element := _find(by_name, name)) is not None), None)
            return Site(rule, body, title)
    return None


def _by_name(root: Element) -> dict[str, Element]:
    """The elements of a page by `#id` and `.class`; of several, the first."""
    found: dict[str, Element] = {}
    for element in root.iter("*"):
        if named := element.get("id"):
            found.setdefault(f"#{named}", element)
        if classes := element.get("class"):
            for part in classes.split()[:20]:
                found.setdefault(f".{part}", element)
    return found


def _find(by_name: dict[str, Element], name: str, *, text: bool = False) -> Element | None:
    if name.endswith("*"):
        found = next((element for key, element in by_name.items() if key.startswith(name[:-1])), None)
    else:
        found = by_name.get(name)
    return None if found is None or (text and not any("。" in part for part in found.itertext())) else found
