"""The pictures of taken stories: found beside their sources, looked at, given names in the edition's folder."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from editions.diagnostic import Diagnostic
from editions.files import named_picture, relative, shown, within
from editions.images import Fault, Look, look
from editions.importing.sources import Found
from editions.importing.stories import Story
from editions.messages_import import BARE_LEFT_OUT, PICTURE_LEFT_OUT
from editions.model import Picture
from editions.read.roles import people

_CREDIT = re.compile(r"(?P<caption>.*[。！？”…）])[\s（(]*(?P<who>[^。！？”…（）()]{2,40}?)\s*(?P<what>摄影报道|摄影|摄|供图)[\s）)]*", re.S)
_SMALL = "_brief."  # in the name of a digital paper's small picture; the large one lies beside it without


def find_pictures(stories: Sequence[Story]) -> tuple[tuple[Story, ...], Mapping[str, Path | bytes], Found]:
    """Stories whose pictures are named as their sources name them in; the stories with the pictures' names in the edition's folder,
    where each picture is now, or what it holds, and what had to be left out, out. A picture story without its picture is left out,
    too."""
    found: list[Diagnostic] = []
    copies: dict[str, Path | bytes] = {}
    named: list[Story] = []
    for story in stories:
        pictures: list[Picture] = []
        for picture in story.article.pictures:
            copy, form, trouble = _find(story, picture)
            if copy is None:
                why, why_zh = (trouble[0].message, trouble[0].message_zh) if trouble else ("", "")
                found.append(
                    PICTURE_LEFT_OUT.at(
                        picture.span, page=story.page, article=story.article.id, file=shown(picture.file),
                        why=why, why_zh=why_zh, caption=picture.caption or "—",
                    )
                )  # fmt: skip
                continue
            name = f"pictures/{story.article.id}-{len(pictures) + 1}.{form}"
            copies[name] = copy
            pictures.append(_credited(picture._replace(file=name)))
        article = story.article._replace(pictures=tuple(pictures))
        if article.kind == "picture" and not any(picture.caption for picture in pictures):
            if not article.body:
                found.append(BARE_LEFT_OUT.at(article.span, page=story.page, article=article.id))
                continue
            article = article._replace(kind="news")
        named.append(replace(story, article=article))
    return tuple(named), copies, tuple(found)


def _find(story: Story, picture: Picture) -> tuple[Path | bytes | None, str, Found]:
    """Where a picture is, or what it holds, and the ending of its form; or what is wrong with it."""
    trouble: Found = ()
    for inner in story.inner:
        if inner.name == picture.file:
            seen = look(inner.data)
            if isinstance(seen, Fault):
                return None, "", (seen.at(picture.span, picture.file, article=story.article.id),)
            return inner.data, _ending(seen), ()
    for file in story.files:
        home = relative(file.path.parent, file.root)
        for name in dict.fromkeys((picture.file.replace(_SMALL, "."), picture.file)):
            place = posixpath.normpath(posixpath.join(home, name))
            seen_there, faults = named_picture(
                file.root, place, picture.span or story.article.span, home=file.root.name or ".", article=story.article.id
            )
            if seen_there:
                return within(file.root, place), _ending(seen_there), ()
            trouble = trouble if trouble and not faults else faults
    return None, "", trouble


def _credited(picture: Picture) -> Picture:
    """A picture whose caption ends in its credit (`…果农背下山。　本报记者　林夏　摄`) with the two apart."""
    match = None if picture.credit else _CREDIT.fullmatch(picture.caption)
    if not match or not people(match["who"]):
        return picture
    return picture._replace(caption=match["caption"].strip(), credit=f"{' '.join(match['who'].split())} {match['what']}")


def _ending(seen: Look) -> str:
    return "png" if seen.form == "PNG" else "jpg"
