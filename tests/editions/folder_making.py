"""An edition's folder to be changed at will, and what was read of one."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from editions.diagnostic import BAD_INPUT, Diagnostic
from editions.folder import read_edition
from editions.model import Edition

PAPER = """\
name = "试报"
cn = "CN 00-0000"
publisher = "试报社"
lexicon = ["新桥", "江滨路"]

[imprint]
address = "江滨路1号"
price = "1.00元"
"""
DAY = """\
date = 2024-12-20
issue_no = 1234
preset = "tabloid"

[[pages]]
no = "1"
name = "要闻"
editors = ["责编　甲", "美编 乙"]
articles = ["lead", "second"]

[[pages]]
no = "02"
ready = false
colour = false
"""


def story(page: str = "", body: str = "大桥昨日通车。", **more: str) -> str:
    head = {"headline": "标题", **({"page": page} if page else {}), **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + f"---\n{body}\n"


def png(width: int = 30, height: int = 20) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (width, height)).save(out, "PNG")
    return out.getvalue()


GOOD: dict[str, str | bytes] = {
    "paper.toml": PAPER,
    "edition.toml": DAY,
    "articles/lead.md": story(rank="1", jump="2"),
    "articles/second.md": story(rank="2", page="1"),
    "articles/x-third.md": story(page="2", rank="3"),
    "articles/y-fourth.md": story(page="2版", rank="2"),
    "fillers/short.md": story(),
}
PICTURE = "[{file: pictures/a.png, caption: 说明, credit: 摄影}]"
AD = '\n[[ads]]\npage = "2"\nfile = "ads/x.png"\ncolumns = 3\nlines = 30\n'


Make = Callable[..., Path]


def edition_of(root: Path, paper: Path | None = None) -> Edition:
    edition, found = read_edition(root, paper=paper)
    assert edition, found
    assert not errors(found), found
    return edition


def errors(found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [fault for fault in found if fault.severity == "error"]


def fault_in(root: Path) -> Diagnostic:
    """The one error that the folder has, complete as every message must be."""
    (fault,) = errors(read_edition(root)[1])
    assert fault.exit_code == BAD_INPUT
    assert fault.hint
    assert fault.hint_zh
    assert fault.message_zh
    return fault
