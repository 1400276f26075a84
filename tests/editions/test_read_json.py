"""The JSON object of an article."""

from __future__ import annotations

import json

from editions.article_json import as_json
from editions.read import read

KEYS = (
    "paper print_date page pages kicker headline deck dateline bylines byline_text bylines_detail photo_credit source "
    "editors reviewers subheads paragraphs blocks sidebars pictures repairs"
)

TEXT = """---
page: A02
headline: 题
byline: [记者 江照临, 摄影 许望津]
pictures:
  - { file: a.jpg, caption: 说明 }
---
> 按语。

第一**段**。

## 小题

| 甲 | 乙 |
|---|---|
| 1 | 2 |

江上\\
有灯

# 手记丨灯下

话。

《岚江日报》2024年12月20日第2版
"""


def test_the_object() -> None:
    found = as_json(read(TEXT.encode(), "a.md").articles[0])
    assert list(found) == KEYS.split()
    assert json.loads(json.dumps(found)) == found
    assert found == {
        "paper": "岚江日报",
        "print_date": "2024-12-20",
        "page": "A02",
        "pages": ["A02"],
        "kicker": None,
        "headline": "题",
        "deck": None,
        "dateline": None,
        "bylines": ["江照临"],
        "byline_text": "记者 江照临 摄影 许望津",
        "bylines_detail": [{"role": "记者", "name": "江照临"}, {"role": "摄影", "name": "许望津"}],
        "photo_credit": None,
        "source": None,
        "editors": [],
        "reviewers": [],
        "subheads": ["小题"],
        "paragraphs": ["第一段。", "江上\n有灯"],
        "blocks": [
            {"kind": "note", "runs": [{"text": "按语。", "style": ""}]},
            {
                "kind": "paragraph",
                "runs": [
                    {"text": "第一", "style": ""},
                    {"text": "段", "style": "bold"},
                    {"text": "。", "style": ""},
                ],
            },
            {"kind": "subhead", "runs": [{"text": "小题", "style": ""}]},
            {"kind": "table", "runs": [], "rows": [["甲", "乙"], ["1", "2"]]},
            {"kind": "verse", "runs": [{"text": "江上\n有灯", "style": ""}]},
        ],
        "sidebars": [{"headline": "灯下", "subheads": [], "paragraphs": ["话。"], "label": "手记"}],
        "pictures": [{"file": "a.jpg", "caption": "说明", "credit": None}],
        "repairs": {},
    }


def test_the_pages_of_a_print_tag() -> None:
    text = "---\nheadline: 题\n---\n话。\n\n《岚江日报》2024年12月20日第1、3版\n"
    found = as_json(read(text.encode(), "a.md").articles[0])
    assert (found["page"], found["pages"]) == ("1", ["1", "3"])
