"""ninjs (News in JSON) 2 and 3, and what 1 calls otherwise: one item, or a list of them.

| in the file | of the article |
|---|---|
| `headlines` (`main`; `kicker`; `sub…`, `deck`), `headline` | headline, kicker, deck |
| `by` | byline |
| `bodies`, marked up rather than plain; `body_xhtml`, `body_text` | body |
| `infoSources`, else `copyrightHolder` of a picture | source, credit |
| `renditions` of a picture, its `descriptions` | a picture story |
| `associations` that are pictures | pictures |

An item that is cancelled or withheld is left out with a warning, one under embargo is read with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from editions.diagnostic import Diagnostic, Span
from editions.messages_feeds import EMBARGOED, ITEM_LEFT_OUT, NOTE_TO_EDITORS, USAGE_TERMS
from editions.messages_read import UNKNOWN_FORMAT
from editions.model import HANS, HouseStyle
from editions.read.decode import shown
from editions.read.json_places import Json, Mapping, read_json
from editions.read.markup import html_events, is_marked_up, plain_events
from editions.read.markup_body import Body, beside
from editions.read.reading import Reading
from editions.read.told import Told, merged, numbered, story
from editions.read.traced import Source, Traced

_KEYS = frozenset(
    {
        "headlines",
        "bodies",
        "headline",
        "body_text",
        "body_xhtml",
        "renditions",
        "associations",
        "versioncreated",
        "versionCreated",
    }
)
_TEXTS = frozenset({"", "text", "composite"})
_PICTURES = frozenset({"picture", "graphic"})
_MARKED = ("xhtml", "html")
_PLAIN_ROLES = ("", "main", "simple", "headline")


def read_ninjs(text: str, name: str, stem: str, house: HouseStyle = HANS) -> Reading:
    """The text of a JSON file in, its articles out; `stem` is what their ids begin with."""
    source = Source(name, text, house)
    value, faults = read_json(source)
    if faults:
        return Reading((), faults)
    items = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Mapping)]
    if not items or not all(_KEYS & set(item.entries) for item in items):
        return Reading((), (UNKNOWN_FORMAT.at(Span(name), format="JSON"),))
    left: list[Diagnostic] = []
    wanted = []
    for item in items:
        status, kind = item.text("pubStatus") or item.text("pubstatus") or "usable", item.text("type")
        if status != "usable":
            left.append(_left_out(item, source, status, "已撤销或扣发"))
        elif kind not in _TEXTS | _PICTURES:
            left.append(_left_out(item, source, kind, "不是文字或图片"))
        else:
            wanted.append(item)
    ids = numbered(stem, len(wanted))
    return merged([_story(item, source, next(ids)) for item in wanted], left)


def _left_out(item: Mapping, source: Source, why: str, why_zh: str) -> Diagnostic:
    title = _headlines(item)[0] or item.text("uri") or "?"
    return ITEM_LEFT_OUT.at(source.span(item.at), text=shown(title, 60), why=shown(why), why_zh=why_zh)


def _story(item: Mapping, source: Source, name: str) -> Reading:
    headline, kicker, deck = _headlines(item)
    body = Body(source)
    told = Told(
        id=name,
        at=item.at,
        headline=headline,
        kicker=kicker,
        deck=deck,
        by=item.text("by") or item.text("byline"),
        source=" ".join(one.text("name") for one in item.mappings("infoSources")[:1]) or item.text("source"),
        diagnostics=tuple(_remarks(item, source)),
    )
    if item.text("type") in _PICTURES:
        _take_picture(item, body)
        return story(replace(told, kind="picture"), body)
    if copy := _body(item):
        body.read(html_events(copy) if is_marked_up(copy.text) else plain_events(copy))
    for association in item.mappings("associations"):
        if association.text("type") in _PICTURES:
            _take_picture(association, body)
    return story(replace(told, summary=_description(item)), body)


def _in_language(item: Mapping, key: str) -> tuple[Mapping, ...]:
    """What stands under a key in the language of the item, or in Chinese if the item does not say its own; all if none does."""
    given = item.mappings(key)
    wanted = _language(item) or "zh"
    return tuple(one for one in given if _language(one) == wanted) or given


def _language(item: Mapping) -> str:
    return item.text("language").partition("-")[0].lower()


def _headlines(item: Mapping) -> tuple[str, str, str]:
    """Headline, kicker and deck."""
    given = [(one.text("role").lower(), one.text("value")) for one in _in_language(item, "headlines")]
    first = next((text for role in _PLAIN_ROLES for known, text in given if known == role), "")
    kicker = next((text for role, text in given if role.startswith(("kicker", "over"))), "")
    deck = next((text for role, text in given if role.startswith(("sub", "deck"))), "")
    rest = next((text for role, text in given if text not in (kicker, deck)), "")
    return first or rest or item.text("headline"), kicker or item.text("kicker"), deck


def _body(item: Mapping) -> Traced | None:
    """The body that tells most: one with markup before a plain one."""
    bodies = _in_language(item, "bodies")
    marked = (one for one in bodies if any(kind in (one.text("contentType") or one.text("contenttype")) for kind in _MARKED))
    main = (one for one in bodies if one.text("role") in {"main", ""})
    for one in (*marked, *main, *bodies):
        if copy := one.copy("value"):
            return copy
    return next(filter(None, (item.copy(key) for key in ("body_xhtml", "body_html", "body_text"))), None)


def _description(item: Mapping) -> str:
    texts = [one.text("value") for one in _in_language(item, "descriptions")]
    return "".join(texts[:1]) or item.text("description_text")


def _take_picture(item: Mapping, body: Body) -> None:
    """The largest rendition of a picture that is a file beside the source, with caption and credit."""
    renditions = sorted(item.mappings("renditions"), key=_width, reverse=True)
    addresses = [one.text("href") for one in renditions if one.text("href")] or [item.text("uri")]
    address = next((one for one in addresses if beside(one)), addresses[0])
    if body.picture(address, item.at):
        last = body.pictures.pop()
        caption = _caption(item)
        credit = (
            item.text("creditLine") or item.text("by") or item.text("copyrightHolder") or item.text("copyrightholder")
        )
        body.pictures.append(last._replace(caption=caption, credit=credit))


def _caption(item: Mapping) -> str:
    given = [(one.text("role").lower(), one.text("value")) for one in _in_language(item, "descriptions")]
    return next((text for role, text in given if role == "caption"), "") or _description(item)


def _width(rendition: Json) -> float:
    width = rendition.get("width") if isinstance(rendition, Mapping) else 0
    return float(width) if isinstance(width, float) else 0


def _remarks(item: Mapping, source: Source) -> Iterator[Diagnostic]:
    for key in ("embargoedUntil", "embargoed"):
        if until := item.copy(key):
            yield EMBARGOED.at(source.span(until.start), text=shown(until.text, 40))
    for key in ("edNote", "ednote"):
        if note := item.copy(key):
            yield NOTE_TO_EDITORS.at(source.span(note.start), text=shown(note.text, 200))
    for key in ("usageTerms", "usageterms"):
        if terms := item.copy(key):
            yield USAGE_TERMS.at(source.span(terms.start), text=shown(terms.text, 200))
