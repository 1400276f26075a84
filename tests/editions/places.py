"""Whether what was read knows where it stood."""

from __future__ import annotations

from editions.model import Article


def misplaced(article: Article, text: str) -> list[str]:
    """The characters of an article's body that do not stand in the source where their spans say, each with its
    neighbours. A character that was written as an entity or an escape stands where that begins."""
    lines = text.split("\n")
    found = []
    for block in article.body:
        for index, char in enumerate(block.text):
            offset, span = max(mend for mend in [(0, block.span), *block.mends] if mend[0] <= index)
            written = lines[span.line - 1][span.column - 1 + index - offset :]
            if not (written.startswith((char, "&", "\\")) or char.isspace()):
                found.append(f"{block.text[max(0, index - 5) : index + 5]} at {span}: {written[:10]}")
    return found
