"""What can be wrong with the file of an article: its bytes, its front matter, its markup, what it leaves in
doubt.

What any story must have (a headline, a body, a known key) is in `messages_edition`.
"""

from __future__ import annotations

from editions.diagnostic import Message

# The file as bytes

NOT_TEXT = Message(
    "not-text",
    "error",
    "这不是文本文件（{why_zh}）",
    "this is not a text file ({why})",
    "稿件用 Markdown（.md）、Word 文档（.docx）、保存的网页（.html）、文字（.txt）或通稿、订阅文件（.xml、.json）",
    "an article is Markdown (.md), a .docx, a saved web page (.html), text (.txt), or a feed or agency file (.xml, .json)",
)
BAD_BYTES = Message(
    "bad-bytes",
    "error",
    "这里的字节不是 {encoding} 文字：{octets}",
    "these bytes are not text in {encoding}: {octets}",
    "从原处重新复制，另存为 UTF-8",
    "copy the text again from where it came from and save it as UTF-8",
)
GUESSED_ENCODING = Message(
    "guessed-encoding",
    "note",
    "文件不是 UTF-8，按 {encoding} 读取",
    "the file is not in UTF-8 and was read as {encoding}",
    "如有乱码，请另存为 UTF-8",
    "if characters are wrong, save it as UTF-8",
)
MOJIBAKE = Message(
    "mojibake",
    "error",
    "乱码，无法还原：{text}",
    "this text was decoded wrongly somewhere and cannot be undone: {text}",
    "从原处重新复制这一段",
    "copy this passage again from where it came from",
)
MOJIBAKE_UNDONE = Message(
    "mojibake-undone",
    "warning",
    "从这一行起有 {count} 行乱码，已还原",
    "from this line on {count} lines had been decoded wrongly, which was undone",
    "与原处核对；列号按还原后的文字计",
    "compare them with where they came from; columns are those of the text as it is now",
)
CONTROL_CHARACTER = Message(
    "control-character",
    "warning",
    "有看不见的控制字符 {code}，已删去",
    "an invisible control character {code} was removed",
    "检查这一处的文字顺序和内容",
    "see whether the words around it stand in the right order",
)
UNKNOWN_FORMAT = Message(
    "unknown-format",
    "error",
    "还不能读这种格式：{format}",
    "articles cannot be read from this format yet: {format}",
    "存成 Markdown（.md）、Word 文档（.docx）、网页（.html）或文字（.txt）；能读的格式见 docs/formats.md",
    "save it as Markdown (.md), .docx, a web page (.html) or text (.txt); docs/formats.md lists what can be read",
)
ENTITIES_REFUSED = Message(
    "entities-refused",
    "error",
    "文件自己定义了实体（<!ENTITY …>），不予读取",
    "the file declares entities of its own (<!ENTITY …>) and is not read",
    "在浏览器里打开后另存，或只存文字",
    "open it in a browser and save it anew, or save the text alone",
)
TOO_DEEP = Message(
    "too-deep",
    "error",
    "嵌套超过 {limit} 层",
    "nested deeper than {limit} levels",
    "检查文件是否完整、是否放错",
    "see whether the file is whole and in the right place",
)
TOO_MANY_LINES = Message(
    "too-many-lines",
    "error",
    "超过 {limit} 行，不是一篇稿件",
    "more than {limit} lines cannot be one article",
    "检查是否放错了文件",
    "see whether the file is in the right place",
)

PAGE_LIST = Message(
    "page-list",
    "error",
    "这是数字报的版面页，不是稿件",
    "this page of a digital paper lists the stories of a printed page and is none",
    "用 import 读入整期数字报的文件夹",
    "take in the folder of the whole issue with `import`",
)

# Front matter

FRONT_MATTER_OPEN = Message(
    "front-matter-open",
    "error",
    "文件头的 --- 没有结束",
    "the front matter that begins with --- does not end",
    "在正文之前另起一行写 ---",
    "write a line --- before the body",
)
FRONT_MATTER_BROKEN = Message(
    "front-matter-broken",
    "error",
    "文件头不是正确的 YAML：{why}",
    "the front matter is not YAML: {why}",
    "含有冒号、# 或以引号、括号、@、* 等开头的文字要放在英文引号里",
    "text with a colon or #, or that begins with a quote, bracket, @ or *, must stand in quotation marks",
)
FRONT_MATTER_SHAPE = Message(
    "front-matter-shape",
    "error",
    "文件头应当是一行一个“键: 值”",
    "the front matter must be lines of `key: value`",
    "例如 headline: 标题",
    "for example headline: …",
)
YAML_REFUSED = Message(
    "yaml-refused",
    "error",
    "文件头里不允许用 YAML 的{what_zh}：{text}",
    "YAML {what} are not allowed in front matter: {text}",
    "把内容直接写出来；以 & * ! 开头的文字放在引号里",
    "write the value itself; text that begins with & * or ! must stand in quotation marks",
)
FRONT_MATTER_LARGE = Message(
    "front-matter-large",
    "error",
    "文件头太大或嵌套太深（超过 {limit}）",
    "the front matter is too large or too deep (more than {limit})",
    "正文写在第二个 --- 之后",
    "the body belongs after the second ---",
)
KEY_TWICE = Message(
    "key-twice",
    "error",
    "键 {key} 写了两次，前一次在第 {line} 行",
    "the key {key} is there twice; the first is on line {line}",
    "只留一处",
    "keep one of the two",
)
VALUE_CUT = Message(
    "value-cut",
    "warning",
    "# 之后的文字被 YAML 当作注释，不会印出：{text}",
    "YAML takes what follows # for a comment, it is not printed: {text}",
    "要印出来，就把整个值放在引号里",
    "put the whole value in quotation marks to print it",
)
BAD_VALUE = Message(
    "bad-value",
    "error",
    "{key} 不能是 {value}，应当是{wanted_zh}{near_zh}",
    "{key} cannot be {value}; it must be {wanted}{near}",
    "例如 {example}",
    "for example {example}",
)
BYLINE_UNCLEAR = Message(
    "byline-unclear",
    "warning",
    "署名拿不准：{text}",
    "this byline may not have been understood: {text}",
    "写成“记者 张三 李四”；看不出人名的照原样印出",
    "write 记者 and the names with spaces between; what names nobody is printed as it stands",
)

# Markup and structure

HTML_SHOWN = Message(
    "html-shown",
    "warning",
    "稿件里的 HTML 标记不起作用，会照样印出：{text}",
    "HTML is not interpreted and will be printed as it stands: {text}",
    "删去标记；粗体写 **…**",
    "take the tag out; bold is written **…**",
)
LINK_DROPPED = Message(
    "link-dropped",
    "note",
    "链接地址不印出：{text}",
    "the address of a link is not printed: {text}",
    "要印出来，就写成文字",
    "write it as text to print it",
)
FENCE_OPEN = Message(
    "fence-open",
    "warning",
    "从这里开始的 {mark} 没有结束，以下全文都算在内",
    "the {mark} that begins here does not end and takes in all that follows",
    "另起一行写 {mark}",
    "write {mark} on a line of its own where it ends",
)
FENCE_UNKNOWN = Message(
    "fence-unknown",
    "warning",
    "不认识的 {mark}{info}，按诗歌分行排",
    "{mark}{info} is not known and is set line for line like verse",
    "诗歌写 {mark}verse",
    "verse is marked {mark}verse",
)
BREAK_IGNORED = Message(
    "break-ignored",
    "warning",
    "段落中间的硬换行不起作用",
    "a forced line break inside a paragraph has no effect",
    "诗歌每行都要换行；分段则空一行",
    "in verse every line ends with one; leave a blank line to begin a paragraph",
)
PICTURE_ELSEWHERE = Message(
    "picture-elsewhere",
    "warning",
    "图片不在文件里，没有取用：{text}",
    "a picture that is not beside the file was left out: {text}",
    "把图片存进 pictures/，写在 pictures 里",
    "save it into pictures/ and name it under pictures",
)
TAG_DATE_IMPOSSIBLE = Message(
    "tag-date-impossible",
    "warning",
    "见报日期不存在：{text}",
    "there is no such date: {text}",
    "改正日期",
    "correct the date",
)
TAGS_DIFFER = Message(
    "tags-differ",
    "warning",
    "有两处见报说明，不一致：{first}；{other}。按前者",
    "two print tags differ: {first}; {other}. The first is taken",
    "删去不对的一处",
    "delete the wrong one",
)
TAG_UNCLEAR = Message(
    "tag-unclear",
    "warning",
    "这一行像见报版次，但拿不准，留在正文里：{text}",
    "this line may be a print tag, which is not certain; it was left in the body: {text}",
    "是版次就删去，在稿件里写 page；是正文则不必改",
    "if it is one, delete it and give the story a page; if it is copy, nothing need be done",
)
CONTINUED = Message(
    "continued",
    "note",
    "{text}：原报此处转版，已删去",
    "{text}: a jump line of the paper it was printed in was removed",
    "检查另一半是否在稿件里",
    "see whether the other part of the story is here",
)
LEFT_OUT = Message(
    "text-left-out",
    "warning",
    "这一行看不出是正文，没有收入：{text}",
    "this line was not understood as part of the story and was left out: {text}",
    "如属正文，请改存为 Markdown 稿件",
    "if it belongs to the story, write the story as Markdown",
)
STORY_UNCERTAIN = Message(
    "story-uncertain",
    "warning",
    "网页里稿件的起止拿不准，链接、别的文字可能混在正文里",
    "where the story begins and ends on this page is uncertain: links or other text may stand in its body",
    "核对正文；装上 trafilatura（pip install 'banmian[web]'）再读一次",
    "compare the body; try again with trafilatura (pip install 'banmian[web]')",
)
CAPTION_LEFT_OUT = Message(
    "caption-left-out",
    "warning",
    "图片说明没有配图，没有收入正文：{text}",
    "a caption without its picture was left out of the body: {text}",
    "图片和说明写在 pictures 里",
    "name the picture and its caption under pictures",
)
HEADLINE_UNCERTAIN = Message(
    "headline-uncertain",
    "warning",
    "标题拿不准：{text}",
    "the headline is uncertain: {text}",
    "核对引题、主题、副题",
    "compare kicker, headline and deck",
)
LINE_UNCLEAR = Message(
    "line-unclear",
    "warning",
    "这一行拿不准是正文还是小标题，按正文排：{text}",
    "this line may be body or a subhead and is set as body: {text}",
    "核对这一行",
    "compare this line",
)
NO_CONVERTER = Message(
    "no-opencc",
    "warning",
    "稿件是繁体字，没有装 OpenCC，不能转为简体，照原样排",
    "the copy is Traditional; OpenCC, which would make it Simplified, is not installed, and it is set as it stands",
    "装上 OpenCC（pip install OpenCC）；报纸用繁体字，就在 paper.toml 写 language = \"zh-Hant\"",
    "install it (pip install OpenCC); if the paper is Traditional, write language = \"zh-Hant\" in paper.toml",
)
REPAIRED = Message(
    "text-repaired",
    "note",
    "修复了损坏的文字：{what_zh}",
    "damaged text was repaired: {what}",
    "可与原文件核对",
    "compare it with the file if in doubt",
)
