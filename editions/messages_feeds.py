"""What can be wrong with files of agencies and of content systems: XML, JSON, feeds, and with those of word processors."""

from __future__ import annotations

from editions.diagnostic import Message

# XML and JSON

XML_BROKEN = Message(
    "xml-broken",
    "error",
    "不是合格的 XML：{why}",
    "this is not well-formed XML: {why}",
    "重新导出，或检查这一处的 & 和 < 是否写成了 &amp; 和 &lt;",
    "export it again, or see whether & and < are written as &amp; and &lt; here",
)
XINCLUDE_REFUSED = Message(
    "xinclude-refused",
    "error",
    "文件要求并入另一个文件（XInclude），不予读取：{text}",
    "the file wants another one to be included (XInclude) and is not read: {text}",
    "导出时把内容直接写在文件里",
    "export it with all of its content inside",
)
TOO_MANY_ELEMENTS = Message(
    "too-many-elements",
    "error",
    "超过 {limit} 个元素",
    "more than {limit} elements",
    "分成几个文件导出",
    "export it as several files",
)
JSON_BROKEN = Message(
    "json-broken",
    "error",
    "不是合格的 JSON：{why}",
    "this is not JSON: {why}",
    "重新导出，检查文件是否完整",
    "export it again and see whether the file is whole",
)
STORY_TOO_LONG = Message(
    "story-too-long",
    "error",
    "一篇稿件超过 {limit} 字",
    "one story has more than {limit} characters",
    "检查文件是否放错、是否完整",
    "see whether the file is whole and in the right place",
)

# Items

ITEM_LEFT_OUT = Message(
    "item-left-out",
    "warning",
    "有一条没有收入（{why_zh}）：{text}",
    "an item was left out ({why}): {text}",
    "要用，就在来源系统里改过再导出",
    "to have it, change it where it comes from and export it again",
)
ITEMS_ELSEWHERE = Message(
    "items-elsewhere",
    "error",
    "文件只列出了稿件，没有稿件内容：{text}",
    "the file only names its items and does not hold them: {text}",
    "把各条稿件本身导出来",
    "export the items themselves",
)
EMBARGOED = Message(
    "embargoed",
    "warning",
    "此稿在 {text} 之前不得发表",
    "not for publication before {text}",
    "核对见报日期",
    "compare the date of the edition",
)
NOTE_TO_EDITORS = Message(
    "note-to-editors",
    "note",
    "发稿方附言：{text}",
    "the sender says: {text}",
    "附言不印出",
    "this is not printed",
)
USAGE_TERMS = Message(
    "usage-terms",
    "warning",
    "发稿方限定用途：{text}",
    "the sender limits its use: {text}",
    "核对本报是否可用",
    "see whether this paper may use it",
)
SUMMARY_LEFT_OUT = Message(
    "summary-left-out",
    "note",
    "摘要不在正文里，没有收入：{text}",
    "a summary that is not in the body was left out: {text}",
    "要印出来，就写进正文或副题",
    "to print it, write it into the body or the deck",
)
BYLINES_DIFFER = Message(
    "bylines-differ",
    "warning",
    "两处署名不一致：正文署“{first}”，另有“{other}”。按正文",
    "two bylines differ: the body has “{first}”, elsewhere there is “{other}”. The body's is taken",
    "核对署名",
    "compare the byline",
)
AUTHOR_UNCLEAR = Message(
    "author-unclear",
    "warning",
    "作者栏看不出人名，没有当作署名：{text}",
    "the author's field names no person and was not taken for a byline: {text}",
    "要署名，就写成“记者 张三”",
    "to sign the story, write 记者 and the name",
)
EMBED_LEFT_OUT = Message(
    "embed-left-out",
    "warning",
    "嵌入的内容（{tag}）不能印，没有收入：{text}",
    "embedded content ({tag}) cannot be printed and was left out: {text}",
    "如是图片，请存成 JPEG 或 PNG",
    "if it is a picture, save it as JPEG or PNG",
)

# .docx

DOCX_BROKEN = Message(
    "docx-broken",
    "error",
    "这个 .docx 已损坏：{why_zh}",
    "this .docx is damaged: {why}",
    "在文字处理软件里打开，另存一份",
    "open it in a word processor and save it anew",
)
DOCX_PATH = Message(
    "docx-path",
    "error",
    "这个 .docx 里有指到外面去的文件名，不予读取：{text}",
    "this .docx has a file whose name leads outside and is not read: {text}",
    "不要用来历不明的文件；在文字处理软件里另存一份",
    "do not use files of unknown origin; save it anew in a word processor",
)
DOCX_MEMBERS = Message(
    "docx-members",
    "error",
    "这个 .docx 里的文件超过 {limit} 个",
    "this .docx holds more than {limit} files",
    "不是正常的文档；在文字处理软件里另存一份",
    "no ordinary document does; save it anew in a word processor",
)
DOCX_SIZE = Message(
    "docx-size",
    "error",
    "这个 .docx 解开后太大，或与所报大小不符：{text}",
    "this .docx is too large when unpacked, or not as large as it says: {text}",
    "不是正常的文档；在文字处理软件里另存一份，图片缩小",
    "no ordinary document is; save it anew in a word processor, with smaller pictures",
)
DOCX_IGNORED = Message(
    "docx-ignored",
    "warning",
    "文档里有读不出的内容，没有收入：{text}",
    "the document holds what cannot be read and was left out: {text}",
    "公式、图表等请改成文字或图片",
    "make text or pictures of formulas, charts and the like",
)
DOCX_REVISED = Message(
    "docx-revised",
    "warning",
    "文档里有未定的修订（插入 {inserted} 处，删除 {deleted} 处），按接受全部修订读取",
    "the document has changes that are not settled ({inserted} insertions, {deleted} deletions); it was read with all accepted",
    "在文字处理软件里接受或拒绝修订后再存",
    "accept or reject them in the word processor and save it again",
)
DOCX_PICTURE = Message(
    "docx-picture",
    "note",
    "文档里的图片须存成文件：{text}",
    "a picture inside the document is to be saved as a file: {text}",
    "导入（import）时自动存好",
    "import saves it",
)
