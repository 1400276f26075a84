"""What can be wrong with an edition's folder, its pages and the files that are read and written; `messages_copy` has its copy."""

from __future__ import annotations

from pathlib import Path

from editions.diagnostic import CHECK_FAILED, Diagnostic, Message

# Files and folders

NO_FOLDER = Message(
    "no-such-edition",
    "error",
    "没有这个文件夹：{path}",
    "there is no folder {path}",
    "给出含有 edition.toml 的文件夹",
    "name the folder that holds edition.toml",
)
TOML_MISSING = Message(
    "toml-missing",
    "error",
    "找不到 {file}",
    "there is no {file}",
    "给出含有 edition.toml 的文件夹；paper.toml 用 --paper 指定",
    "name the folder that holds edition.toml; paper.toml is named by --paper",
)
FOLDER_MISSING = Message(
    "folder-missing",
    "error",
    "没有 {file}/ 文件夹",
    "there is no folder {file}/",
    "稿件放在 {file}/ 里，一篇一个文件",
    "the stories belong into {file}/, a file each",
)
FILE_MISSING = Message(
    "file-missing",
    "error",
    "找不到文件 {file}{near_zh}",
    "the file {file} does not exist{near}",
    "路径从 {base} 所在文件夹算起，用 / 分隔",
    "paths start from the folder of {base} and are written with /",
)
PICTURE_INSIDE = Message(
    "picture-inside",
    "error",
    "图片 {file} 还在文档里",
    "the picture {file} is still inside its document",
    "用 import 导入这个文档，或从文档里把图片另存为 {file}",
    "take the document in with import, or save the picture from it as {file}",
)
FILE_UNREADABLE = Message(
    "file-unreadable",
    "error",
    "文件 {file} 读不出来：{why}",
    "the file {file} cannot be read: {why}",
    "检查文件权限，文件须是普通文件",
    "check its permissions; it must be an ordinary file",
)
FILE_TOO_LARGE = Message(
    "file-too-large",
    "error",
    "文件 {file} 超过 {limit} MB",
    "the file {file} is larger than {limit} MB",
    "检查是否放错了文件",
    "see whether it is in the right place",
)
FILE_NAME = Message(
    "file-name",
    "error",
    "文件名 {file} 含有无法显示的字符",
    "the file name {file} holds characters that cannot be shown",
    "改用普通的汉字、字母和数字",
    "rename it with plain characters, letters and digits",
)
PATH_OUTSIDE = Message(
    "path-outside",
    "error",
    "路径 {file} 不在 {base} 所在的文件夹之内",
    "the path {file} leaves the folder of {base}",
    "把文件放进该文件夹，用 / 写相对路径，不用 .. 和绝对路径，也不用指向外面的链接",
    "put the file into the folder and write a relative path with /: no .., no link that leads out",
)
FOLDER_IGNORED = Message(
    "folder-ignored",
    "warning",
    "子文件夹 {file} 里的稿件不会读取",
    "copy in the folder {file} is not read",
    "把稿件直接放进 {parent}/",
    "put the stories directly into {parent}/",
)
FOLDER_TAKEN = Message(
    "folder-taken",
    "error",
    "{path} 已经存在，不是空文件夹；什么也没有写",
    "{path} is there and is no empty folder; nothing was written",
    "换一个名字，或先清空",
    "give another name, or empty it first",
)
FOLDER_HERE = Message(
    "folder-here",
    "error",
    "{path} 是当前所在的文件夹，不能整个换掉；什么也没有写",
    "{path} is the folder that you are in, which cannot be replaced; nothing was written",
    "先退到上一层（cd ..），再写文件夹的名字",
    "go to the folder above (cd ..) and give the folder by its name",
)
CANNOT_WRITE = Message(
    "cannot-write",
    "error",
    "不能写入 {path}：{why}",
    "cannot write {path}: {why}",
    "检查文件夹是否存在、是否有写权限、磁盘是否已满",
    "see whether the folder exists and may be written to, and whether the disk is full",
)

# TOML

TOML_BROKEN = Message(
    "toml-broken",
    "error",
    "TOML 语法错误：{why}",
    "this is not TOML: {why}",
    "检查引号、括号和等号；文字要放在引号里",
    "look at quotes, brackets and equals signs; text stands in quotes",
)
TOML_ENCODING = Message(
    "toml-encoding",
    "error",
    "文件不是 UTF-8 编码",
    "the file is not in UTF-8",
    "在编辑器里另存为 UTF-8",
    "save it as UTF-8",
)
UNKNOWN_KEY = Message(
    "unknown-key",
    "warning",
    "不认识的键 {key}{near_zh}",
    "the key {key} is unknown{near}",
    "可用的键：{known}",
    "known here: {known}",
)
WRONG_TYPE = Message(
    "wrong-type",
    "error",
    "{key} 应当是{wanted_zh}",
    "{key} must be {wanted}",
    "例如 {example}",
    "for example {example}",
)
KEY_MISSING = Message(
    "key-missing",
    "error",
    "缺少 {key}",
    "{key} is missing",
    "加上一行，例如 {example}",
    "add a line such as {example}",
)
NO_PRESET = Message(
    "preset-missing",
    "note",
    "没有指定开本，按四开（tabloid）排",
    "no preset is named; the edition is set as a tabloid",
    '在 edition.toml 里写 preset = "tabloid" 或 "broadsheet"',
    'write preset = "tabloid" or "broadsheet" into edition.toml',
)

# Pages

NO_PAGES = Message(
    "no-pages",
    "error",
    "本期没有任何版面",
    "the edition has no pages",
    '每个版写一个 [[pages]]，例如 no = "1"',
    'write a [[pages]] table for each, for example no = "1"',
)
PAGE_NO = Message(
    "page-no",
    "error",
    "{number} 不是版次",
    "{number} is not a page number",
    '写 no = "1" 或 no = "A02"，跨版写 no = "4-5"',
    'write no = "1" or no = "A02", or no = "4-5" for a spread',
)
SPREAD_NUMBERS = Message(
    "spread-numbers",
    "error",
    "跨版 {page} 的两个版次不相连",
    "the pages of the spread {page} do not follow on one another",
    '写同一叠里相连的两个版，左小右大，例如 no = "4-5"、no = "A04-A05"',
    'name two pages of one section that are neighbours, the lower one first: no = "4-5", no = "A04-A05"',
)
SPREAD_SIDES = Message(
    "spread-sides",
    "warning",
    "{left} 版和 {right} 版是一张纸的两面，摊开看不到一起",
    "pages {left} and {right} are the two sides of one leaf: no reader sees them side by side",
    "跨版的左边是双数版，例如 4-5",
    "a spread has the even number on the left: 4-5",
    exit_code=CHECK_FAILED,
)
SPREAD_FIRST = Message(
    "spread-first",
    "error",
    "第一个版要登报头，不能是跨版 {page}",
    "the first page carries the masthead and cannot be the spread {page}",
    "[[pages]] 里先写有报头的版",
    "let [[pages]] begin with the page that has the masthead",
)
PAGE_TWICE = Message(
    "page-twice",
    "error",
    "{page} 版写了两次",
    "page {page} is there twice",
    "前一次在 {first}；改版号或合并",
    "the first is at {first}; give one another number or merge the two",
)
UNKNOWN_PAGE = Message(
    "unknown-page",
    "error",
    "{what_zh}要上 {page} 版，本期没有这个版",
    "{what} is for page {page}, which the edition does not have",
    "本期的版：{pages}",
    "the pages of this edition: {pages}",
)
LOCK_PAGE = Message(
    "lock-page",
    "warning",
    "plan.lock.toml 锁定了 {page} 版，本期没有这个版",
    "plan.lock.toml locks page {page}, which the edition does not have",
    "本期的版：{pages}；删去这个版的表",
    "the pages of this edition: {pages}; remove the table",
    CHECK_FAILED,
)
NO_PAGE = Message(
    "no-page",
    "error",
    "稿件 {article} 没有说明上哪个版",
    "nothing says which page the story {article} is for",
    "写进某个 [[pages]] 的 articles，或在稿件开头写 page；留作补白则放进 fillers/",
    "list it in a [[pages]] table or give it a page in its front matter; spare copy goes into fillers/",
)
PAGE_CONFLICT = Message(
    "page-conflict",
    "warning",
    "稿件 {article} 的版次有两种说法：{used_by_zh}是 {used} 版，{other_by_zh}是 {other} 版；按前者排",
    "the story {article} has two pages: {used} by {used_by}, {other} by {other_by}; the first is taken",
    "改正其中一处",
    "correct one of the two",
)
TAG_DATE = Message(
    "tag-date",
    "warning",
    "稿件 {article} 的见报日期是 {tag}，本期是 {date}",
    "the print tag of the story {article} says {tag}, the edition is of {date}",
    "确认是否放错了稿件",
    "see whether the story belongs here",
)
TAG_PAPER = Message(
    "tag-paper",
    "warning",
    "稿件 {article} 原载《{tag}》，本报是《{paper}》",
    "the print tag of the story {article} names the paper {tag}, this one is {paper}",
    "转载须写明来源（source）",
    "a reprint should name its source",
)

# Articles

ID_TWICE = Message(
    "id-twice",
    "error",
    "稿件编号 {article} 用了两次",
    "two stories have the id {article}",
    "另一篇在 {first}；改其中一个 id",
    "the other is at {first}; change one id",
)
UNKNOWN_ARTICLE = Message(
    "unknown-article",
    "error",
    "没有编号为 {article} 的稿件{near_zh}",
    "there is no story with the id {article}{near}",
    "id 写在稿件开头，没写就是文件名",
    "the id stands in the front matter; without one it is the file's name",
)
LISTED_TWICE = Message(
    "listed-twice",
    "error",
    "稿件 {article} 在 {first} 版已经列过",
    "the story {article} is already listed on page {first}",
    "只保留一处；转版用稿件里的 jump",
    "keep one of the two; a story that continues elsewhere has a jump in its front matter",
)
EMPTY_ARTICLE = Message(
    "empty-article",
    "error",
    "{file} 里没有稿件",
    "there is no story in {file}",
    "补上标题和正文，或删去这个文件",
    "give it a headline and a body, or remove the file",
)
JUMP_TO_SELF = Message(
    "jump-to-self",
    "error",
    "稿件 {article} 转到它自己要上的 {page} 版",
    "the story {article} jumps to page {page}, which is its own",
    "改 jump，或删去",
    "change the jump or remove it",
)
PLAN_OTHER_PAGE = Message(
    "plan-other-page",
    "error",
    "{page} 版的 plan 里有稿件 {article}，它不在这个版",
    "the plan of page {page} places the story {article}, which is not on that page",
    "它在 {home} 版；从 plan 里删去，或改它的版次",
    "it is on page {home}; take it out of the plan or change its page",
)
PIN_OTHER_PAGE = Message(
    "pin-other-page",
    "error",
    "{page} 版的 pins 里有稿件 {article}，{where_zh}",
    "the pins of page {page} name the story {article}, which is {where}",
    "移到那个版的 pins 里，或改稿件的版次；转版接排的部分不能定位",
    "move it to the pins of its own page or change its page; what goes on after a jump cannot be pinned",
)
PIN_TWICE = Message(
    "pin-twice",
    "error",
    "稿件 {article} 在 {first} 已经定位",
    "the story {article} is already pinned at {first}",
    "合并成一处",
    "make one of the two",
)
PIN_IN_PLAN = Message(
    "pin-in-plan",
    "error",
    "稿件 {article} 的 {key} 既写在 {page} 版的 pins 里，又由它的 plan 规定",
    "the {key} of the story {article} is in the pins of page {page} and also in its plan",
    "plan 在 {first}；只留一处",
    "the plan has it at {first}; keep one of the two",
)
PIN_CONTRADICTION = Message(
    "pin-contradiction",
    "error",
    "稿件 {article} 的定位自相矛盾：{key} 是 {value}，比 {other} 的 {most} 还多",
    "the pin of the story {article} contradicts itself: {key} is {value}, more than {other}, which is {most}",
    "改其中一个；inner_columns 不多于 columns，picture_columns 不多于 inner_columns",
    "change one of the two: no more inner_columns than columns, no more picture_columns than inner_columns",
)
NO_EFFECT = Message(
    "no-effect",
    "warning",
    "{key} 对稿件 {article} 不起作用：{why_zh}",
    "{key}: no effect on the story {article}, because {why}",
    "删去这一项，或改正起因",
    "remove it, or change what is in its way",
)
PLAN_EAR = Message(
    "plan-ear",
    "error",
    "{page} 版的 plan 里有稿件 {article}，它已经在报眼里",
    "the plan of page {page} places the story {article}, which stands in the ear",
    "从 plan 里删去，或删去 ear",
    "take it out of the plan, or remove `ear`",
)
EAR_PAGE = Message(
    "ear-page",
    "error",
    "{page} 版没有报眼",
    "page {page} has no ear",
    "报眼在第一个版的报头旁；删去 ear，或移到第一个版",
    "the ear is beside the masthead of the first page; remove `ear`, or move it there",
)
EAR_TAKEN = Message(
    "ear-taken",
    "error",
    "报眼里已经有 {first}",
    "{first} already stands in the ear",
    "报眼只放一样：只留一个 ear",
    "the ear holds one thing: keep one `ear`",
)

# Pictures and advertisements

PICTURE_FORMAT = Message(
    "picture-format",
    "error",
    "{file} 不是能印的图片格式（看来是 {form}）",
    "{file} is not a picture that can be printed (it looks like {form})",
    "转成下列格式之一：{wanted}",
    "convert it to one of {wanted}",
)
PICTURE_BROKEN = Message(
    "picture-broken",
    "error",
    "图片 {file} 已损坏：{why_zh}",
    "the picture {file} is broken: {why}",
    "重新取一份原图",
    "get the original again",
)
PDF_BROKEN = Message(
    "pdf-broken",
    "error",
    "PDF {file} 打不开：{why}",
    "the PDF {file} cannot be opened: {why}",
    "重新导出，不加密码",
    "export it again, without a password",
)
PDF_PAGES = Message(
    "pdf-pages",
    "warning",
    "PDF {file} 有 {pages} 页，只印第一页",
    "the PDF {file} has {pages} pages; only the first is printed",
    "每则广告一个单页 PDF",
    "give each advertisement a PDF of one page",
)
PDF_MENDED = Message(
    "pdf-mended",
    "warning",
    "PDF {file} 有损伤，已尽量修补",
    "the PDF {file} is damaged and was mended as far as possible",
    "重新导出；若照用，请在样张上核对",
    "export it again, or compare it with the proof",
)
PDF_ANNOTATIONS = Message(
    "pdf-annotations",
    "warning",
    "PDF {file} 的批注和表单不会印出",
    "annotations and form fields of the PDF {file} are not printed",
    "要印的内容须在页面本身：合并图层（拼合）后重新导出",
    "what is to be printed must be on the page itself: flatten it and export it again",
)
PDF_TOO_COMPLEX = Message(
    "pdf-too-complex",
    "error",
    "PDF {file} 的页面内容展开后超过 {limit} MB",
    "the page of the PDF {file} unpacks to more than {limit} MB",
    "简化图形，或把复杂部分转成图片后重新导出",
    "simplify it, or turn the complex part into a picture, and export it again",
)
SVG_BROKEN = Message(
    "svg-broken",
    "error",
    "SVG {file} 读不出来：{why_zh}",
    "the SVG {file} cannot be read: {why}",
    "用绘图软件重新导出 SVG，或改用 PDF",
    "export it again from the drawing program, or use a PDF",
)
SVG_ENTITIES = Message(
    "svg-entities",
    "error",
    "SVG {file} 第 {line} 行定义了实体，不予读取",
    "the SVG {file} defines entities (line {line}) and is not read",
    "导出时不要保留编辑功能，或改用 PDF",
    "export it without editing capabilities, or use a PDF",
)
SVG_TOO_COMPLEX = Message(
    "svg-too-complex",
    "error",
    "SVG {file} 的线段超过 {limit} 段",
    "the SVG {file} has more than {limit} segments",
    "简化路径后重新导出",
    "simplify its paths and export it again",
)
MASTHEAD_FEATURE = Message(
    "masthead-feature",
    "error",
    "报头 {file} 里有画不出的内容：{what_zh}",
    "the masthead {file} holds what cannot be drawn: {what}",
    "文字和效果转成曲线，颜色写成 fill、stroke 属性（不用样式表）；或改用 PDF",
    "turn text and effects into outlines and write colours as attributes, with no style sheet; or use a PDF",
)
PICTURE_TOO_LARGE = Message(
    "picture-too-large",
    "error",
    "图片 {file} 超过 {limit} MB",
    "the picture {file} is larger than {limit} MB",
    "按印刷尺寸缩小",
    "scale it down to the size of print",
)
PICTURE_TOO_MANY_PIXELS = Message(
    "picture-too-many-pixels",
    "error",
    "图片 {file} 有 {width}×{height} 像素，超过 {limit} 百万像素的上限",
    "the picture {file} has {width}×{height} pixels; the limit is {limit} million",
    "按印刷尺寸缩小，300 dpi 足够",
    "scale it down to the size of print; 300 dpi is enough",
)


def cannot_write(path: Path, error: OSError) -> Diagnostic:
    """The diagnostic of a file or folder that could not be written."""
    return CANNOT_WRITE.at(path=path, why=error.strerror or error)
