"""What can be wrong, or in doubt, when sources are made into an edition's folder (`import`)."""

from __future__ import annotations

from editions.diagnostic import Message

NO_STORIES = Message(
    "import-empty",
    "error",
    "来源里没有一篇可用的稿件",
    "there is no story in the sources that could be used",
    "检查路径；各个文件的问题见上",
    "see whether the paths are right; what is wrong with the files is said above",
)
NO_DATE = Message(
    "import-date",
    "error",
    "来源里没有见报日期",
    "nothing in the sources tells the date",
    "用 --date 2026-10-16 指定",
    "give it with --date 2026-10-16",
)
NO_PAGES = Message(
    "import-pages",
    "error",
    "没有一篇稿件说明上哪个版",
    "nothing says of any story which page it is for",
    "用 --page 1 指定没有版次的稿件上哪个版",
    "say with --page 1 where stories without a page go",
)
NO_NAME = Message(
    "import-name",
    "error",
    "来源里没有报名，上层文件夹里也没有 paper.toml",
    "nothing in the sources tells the paper's name, and no paper.toml is in a folder above",
    "用 --name 岚江日报 指定",
    "give it with --name 岚江日报",
)
TOO_MANY_FILES = Message(
    "import-too-many",
    "error",
    "{file} 里的文件超过 {limit} 个",
    "there are more than {limit} files in {file}",
    "分开导入，一次一期",
    "take in one issue at a time",
)
LINK_LEFT_OUT = Message(
    "import-link",
    "warning",
    "{file} 是指向文件夹之外的链接，没有读",
    "{file} is a link that leads out of the folder; it was not read",
    "要用就把文件复制进来",
    "copy the file into the folder to use it",
)
SOURCE_LEFT_OUT = Message(
    "import-left-out",
    "warning",
    "没有导入 {file}：{why_zh}",
    "{file} was left out: {why}",
    "要用就改正这个文件",
    "correct the file to use it",
)
NOTHING_IN_FILE = Message(
    "import-nothing",
    "note",
    "{file} 里没有稿件",
    "there is no story in {file}",
    "不必处理",
    "there is nothing to do",
)
AD_LEFT_OUT = Message(
    "import-ad",
    "warning",
    "这是广告，没有导入：{text}",
    "this is an advertisement and was left out: {text}",
    "广告放进 ads/，写在 [[ads]] 里",
    "put the advertisement into ads/ and name it under [[ads]]",
)
STORY_MISSING = Message(
    "import-story-missing",
    "warning",
    "第{page}版列有 {file}，来源里没有这个文件",
    "page {page} lists {file}, which is not in the sources",
    "补存这一页再导入",
    "save that page, too, and import again",
)
NO_PAGE = Message(
    "import-no-page",
    "warning",
    "稿件 {article} 没有版次，放在 unplaced/",
    "nothing says which page the story {article} is for; it is in unplaced/",
    "在文件头写 page，移到 articles/；或导入时写 --page",
    "write `page` in its front matter and move it to articles/, or import with --page",
)
PAGES_DIFFER = Message(
    "import-pages-differ",
    "warning",
    "稿件 {article} 在版面页上是第{page}版，自己写的是第{tag}版；按版面页",
    "the story {article} is listed on page {page} and says itself {tag}; the list holds",
    "核对版次",
    "compare the page",
)
PICTURE_LEFT_OUT = Message(
    "import-picture",
    "warning",
    "图片 {file} 没有取用：{why_zh}。图片说明：{caption}",
    "the picture {file} was left out: {why}. Its caption: {caption}",
    "把图片放进 pictures/，写进稿件的 pictures",
    "put it into pictures/ and name it in the story's front matter",
)
BARE_LEFT_OUT = Message(
    "import-bare",
    "warning",
    "图片新闻 {article} 没有可用的图片，没有导入",
    "the picture story {article} was left out: its picture cannot be had",
    "补上图片再导入",
    "save its picture, too, and import again",
)
JOINED = Message(
    "jump-joined",
    "note",
    "第{page}版的 {article} 接上了第{other_page}版的 {other}",
    "the story {article} on page {page} was joined with {other} on page {other_page}",
    "核对接口处",
    "compare where the two meet",
)
JOINED_UNSURE = Message(
    "jump-joined-unsure",
    "warning",
    "第{page}版的 {article} 接上了第{other_page}版的 {other}，但两处标题不像：{headline}；{other_headline}",
    "{article} on page {page} was joined with {other} on page {other_page}, but their headlines are unlike: {headline}; {other_headline}",
    "核对是不是同一篇",
    "see whether they are one story",
)
JUMP_OPEN = Message(
    "jump-open",
    "warning",
    "稿件 {article} 的另一半没有找到（{way_zh}第{other_page}版）",
    "the other part of the story {article} was not found ({way} page {other_page})",
    "补上另一半，或核对文章是否完整",
    "add the other part, or see whether the story is whole",
)
