"""How a story is signed: bylines, datelines, sources and credits in, what is printed of them and where out."""

from __future__ import annotations

from collections.abc import Sequence

from editions.model import Article, Person, Run
from layout.stories import Part


def people_line(people: Sequence[Person]) -> str:
    """Names with each role once, as printed: `记者 沈知远 陆明溪 通讯员 何小满`."""
    words: list[str] = []
    role = None
    for person in people:
        if person.role != role:
            role = person.role
            if role:
                words.append(role)
        words.append(person.name)
    return " ".join(words)


def latin_line(people: Sequence[Person]) -> str:
    """Names as English copy has them, their roles behind them: `A and B`, `A, B and C`."""
    names = [f"{name}, {role}" if role else name for role, name in people]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _people(article: Article) -> str:
    line = latin_line(article.bylines) if _is_latin(article) else people_line(article.bylines)
    return line or article.byline_text


def _is_latin(article: Article) -> bool:
    """Whether an article is in Latin script, as far as its headline, the beginning of its body and its byline tell."""
    text = "".join((article.headline, *(block.text[:200] for block in article.body[:1]), *(one.role for one in article.bylines)))
    return bool(text) and all(char < "\u2e80" for char in text if char.isalpha())


def byline_under_headline(article: Article) -> bool:
    """Features and commentaries carry the byline under the headline, and so does what has no paragraph to run it into;
    news runs it in, others sign at the end."""
    return _stands_alone(article) and not _opens_with_note(article)


def byline_under_note(article: Article) -> bool:
    """What would be the byline under the headline stands below the editor's note (编者按) that opens the story: the note
    is the paper's, what comes after it the author's."""
    return _stands_alone(article) and _opens_with_note(article)


def _opens_with_note(article: Article) -> bool:
    return bool(article.body) and article.body[0].kind == "note"


def _stands_alone(article: Article) -> bool:
    """Whether the byline has lines of its own."""
    if not _has_paragraph(article):
        return bool(article.bylines or article.byline_text or article.dateline)
    return article.kind in ("feature", "commentary") and bool(article.bylines or article.byline_text)


def _has_paragraph(article: Article) -> bool:
    return any(block.kind == "paragraph" for block in article.body)


def byline_of(article: Article) -> str:
    line = _people(article)
    if article.bylines and _is_latin(article):
        line = f"By {line}"
    if article.dateline and not _has_paragraph(article):
        return f"{article.dateline}　{line}".strip()
    if article.kind == "feature" and line.startswith("记者"):
        return f"本报{line}"
    signed_by_name = article.bylines and not line.startswith("By ") and not any(person.role for person in article.bylines)
    return f"□ {line}" if signed_by_name else line


def body_runs(part: Part) -> tuple[tuple[Run, ...], ...]:
    """The runs of each block of a part as they are set: dateline and byline run in at the head of a news story,
    or signed at the end (the trade's convention)."""
    article = part.article
    blocks = [block.runs for block in part.blocks]
    paragraphs = [index for index, block in enumerate(part.blocks) if block.kind == "paragraph"]
    if not paragraphs:
        return tuple(blocks)
    people = _people(article)
    if not part.jump_from:
        lead_in = _lead_in(article, people)
        if lead_in:
            blocks[paragraphs[0]] = (*lead_in, *blocks[paragraphs[0]])
    # A saved page's source is where it was published, and its credit belongs to pictures that were not saved.
    notes = () if article.tag or part.jump_to else _notes(article)
    if notes:
        blocks[paragraphs[-1]] = (*blocks[paragraphs[-1]], *notes)
    signed = people and article.kind in ("brief", "notice", "picture") and not part.jump_to
    if signed:
        blocks[paragraphs[-1]] = (*blocks[paragraphs[-1]], Run(f"（{people}）", "byline"))
    return tuple(blocks)


def is_signature(run: Run) -> bool:
    """Whether a run at the end of a story's last paragraph signs it."""
    return run.style == "byline" and run.text.startswith("（")


def _notes(article: Article) -> tuple[Run, ...]:
    """Source and credit at the end of a story that does not open with them."""
    source = article.source if article.kind != "news" else ""
    texts = [f"来源：{source}" if source else "", article.credit]
    return tuple(Run(f"（{text}）", "kai") for text in texts if text)


def _names(dateline: str, article: Article) -> bool:
    """Whether a dateline names reporters: `本报讯（记者 …）`, `【本报记者…北京2月1日电】`, but not `（据新华社电）`."""
    compact = "".join(dateline.split())
    return "（" in compact[1:] or any(person.name in compact for person in article.bylines)


def _lead_in(article: Article, people: str) -> tuple[Run, ...]:
    if not article.dateline and article.kind != "news":
        return ()
    if article.dateline:
        opening = article.dateline
    elif article.source and not article.tag and not article.source.startswith("本报"):
        opening = f"据{article.source}"
    else:
        opening = "本报讯"
    run_in = people and article.kind == "news" and not _names(opening, article)
    rest = f"（{people}）" if run_in else ""
    return (Run(opening, "hei"), Run(rest, "byline")) if rest else (Run(opening, "hei"), Run("　"))
