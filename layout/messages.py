"""What can be wrong with a page, in Chinese and in English. `editions` has the messages about copy."""

from __future__ import annotations

from editions.diagnostic import CHECK_FAILED, DOES_NOT_FIT, FONT_MISSING, Message

STYLE_UNKNOWN = Message(
    "style-unknown", "error",
    "没有名为“{style}”的版式", "there is no style {style!r}",
    "用 {presets}，或写出版式文件的路径", "use one of {presets}, or give the path of a style file",
)
PRESET_UNKNOWN = Message(
    "preset-unknown", "error",
    "没有名为“{preset}”的现成版式", "there is no preset {preset!r}",
    "用其中之一：{presets}", "use one of {presets}",
)
STYLE_BROKEN = Message(
    "style-broken", "error",
    "版式文件读不懂：{reason}", "the style file cannot be read: {reason}",
    "照 TOML 的写法改正", "correct its TOML",
)
STYLE_KEY = Message(
    "style-key", "error",
    "版式文件里没有“{key}”这一项", "a style has no key {key!r}",
    "删去，或改成 layout/styles/tabloid.toml 里有的项", "remove it, or use a key of layout/styles/tabloid.toml",
)
STYLE_VALUE = Message(
    "style-value", "error",
    "版式文件里“{key}”的值不合用：{value!r}", "the value of {key!r} does not serve: {value!r}",
    "照 layout/styles/tabloid.toml 里同一项的写法", "write it as layout/styles/tabloid.toml does",
)
STYLE_RANKS = Message(
    "style-ranks", "error",
    "{rank} 级标题的 {size:g}pt 大于 {before} 级的 {least:g}pt", "the {size:g} pt of headline.rank{rank} are larger than the {least:g} pt of headline.rank{before}",
    "改小 rank{rank} 或改大 rank{before}：级别越低，字号不能越大；没有写的一级取自 tabloid.toml",
    "make rank{rank} smaller or rank{before} larger: no size may be above one of the rank before; a rank left out is that of tabloid.toml",
)
FONT_FILE = Message(
    "font-file", "error",
    "字体角色“{role}”的文件“{file}”不能用：{reason}", "the file {file!r} of font role {role!r} cannot be used: {reason}",
    "改正 paper.toml 的 fonts，或删去这一项", "correct `fonts` in paper.toml, or remove the entry",
    FONT_MISSING,
)
FONT_ROLE = Message(
    "font-role", "error",
    "字体角色“{role}”没有可用的字体", "no face was found for font role {role!r}",
    "在 paper.toml 的 fonts 里指定，或用 --fonts system", "name one in `fonts` of paper.toml, or use --fonts system",
    FONT_MISSING,
)
FONT_FALL = Message(
    "font-fallback", "note",
    "字体角色“{role}”没有自己的字体，用“{instead}”的 {face} 代替", "font role {role!r} has no face of its own: {face} of {instead!r} stands in",
    "在 paper.toml 的 fonts 里指定，或用 --fonts system", "name one in `fonts` of paper.toml, or use --fonts system",
)
MISSING_GLYPH = Message(
    "missing-glyph", "error",
    "没有字形：“{char}”（U+{code:04X}），角色 {role}", "no glyph for {char!r} (U+{code:04X}) in role {role}",
    "换一个字，或在 paper.toml 的 fonts 里指定有此字的字体", "change the character, or name a font in paper.toml that has it",
    FONT_MISSING,
)
OVERSET = Message(
    "overset-text", "error",
    "“{headline}”排不下：多出 {lines} 行、{characters} 字", "{headline!r} does not fit: {lines} lines, {characters} characters too many",
    "删去 {characters} 字，或换到有空的版", "cut {characters} characters, or move it to a page with room",
    DOES_NOT_FIT,
)
CUT_BESIDE_FILLER = Message(
    "overset-beside-filler", "warning",
    "第 {page} 版“{headline}”排不下，补白“{filler}”却排上了：围着定位的“{pinned}”只能这样分", "on page {page} {headline!r} is cut while the filler {filler!r} stands: about the pinned {pinned!r} the page cannot be shared out otherwise",
    "去掉“{pinned}”的 place，或删去“{headline}”{characters} 字；plan --page {page} 画出现在的版面", "take `place` out of the pin of {pinned!r}, or cut {characters} characters of {headline!r}; plan --page {page} draws the page as it is",
    DOES_NOT_FIT,
)
DECK_LEFT_OUT = Message(
    "deck-left-out", "warning",
    "“{headline}”的副题没有排", "the deck of {headline!r} is not set",
    "缩短副题，或给这一版减稿", "shorten the deck, or take copy off the page",
    DOES_NOT_FIT,
)
PICTURES_LEFT_OUT = Message(
    "pictures-left-out", "error",
    "“{headline}”的 {count} 张图片排不下", "{count} pictures of {headline!r} do not go in",
    "换一张形状合适的图片，或移到有空的版", "use a picture of another shape, or move it to a page with room",
    DOES_NOT_FIT,
)
SIDEBARS_LEFT_OUT = Message(
    "sidebars-left-out", "error",
    "“{headline}”的 {count} 篇链接稿（{characters} 字）排不下", "{count} sidebars of {headline!r}, {characters} characters, do not go in",
    "缩短链接稿，或给这篇稿件更大的位置", "shorten them, or give the story a larger place",
    DOES_NOT_FIT,
)
HEAD_TOO_HIGH = Message(
    "head-too-high", "error",
    "“{headline}”的标题比版面位置还高", "the head of {headline!r} is higher than its place",
    "缩短标题，或给这一版减稿", "shorten the headline, or take copy off the page",
    DOES_NOT_FIT,
)
NO_ROOM = Message(
    "no-room", "error",
    "第 {page} 版容不下“{headline}”，{part_zh}{characters} 字未排", "page {page} has no room at all for {headline!r}: {part} {characters} characters are not placed",
    "把它移到别的版", "move it to another page",
    DOES_NOT_FIT,
)
LOOSE_LINE = Message(
    "loose-line", "warning",
    "“{headline}”有 {count} 行字距过松", "{count} lines of {headline!r} are set too loose",
    "改几个字，或放宽栏", "change a few words, or set it in a wider column",
    CHECK_FAILED,
)
PARTED_UNIT = Message(
    "parted-unit", "warning",
    "“{headline}”有 {count} 行拆开了不该拆的词或数字，如“{text}”", "{count} lines of {headline!r} end within a word or a numeral, as {text!r} does",
    "整个排，这一栏容不下，或行里要留大空：改几个字，或放宽栏", "the column does not hold it whole, or only with a hole in the line: change a few words, or set it in a wider column",
    CHECK_FAILED,
)
RAGGED_LINE = Message(
    "ragged-line", "warning",
    "“{headline}”有 {count} 行没有排齐，如“{text}”", "{count} lines of {headline!r} are not flush, as {text!r} is not",
    "改几个字，或放宽栏", "change a few words, or set it in a wider column",
    CHECK_FAILED,
)
WIDOW = Message(
    "widow", "warning",
    "“{headline}”有段末一行独占栏首", "{headline!r} has the last line of a paragraph alone at the head of a column",
    "增删一行字", "add or cut a line of copy",
    CHECK_FAILED,
)
PARTED_SUBHEAD = Message(
    "parted-subhead", "warning",
    "“{headline}”有小标题或表格跨在两栏，或小标题落在栏末", "a subhead or a table of {headline!r} is parted between two columns, or a subhead stands at the foot of one",
    "增删几行字", "add or cut some lines of copy",
    CHECK_FAILED,
)
WHITE = Message(
    "white-space", "warning",
    "第 {page} 版留白 {percent:.1f}%", "{percent:.1f} % of page {page} is white",
    "添一条补白或放大图片", "add a filler or a larger picture",
    CHECK_FAILED,
)
LOW_RESOLUTION = Message(
    "picture-resolution", "warning",
    "图片“{file}”印出来只有 {ppi} ppi", "the picture {file!r} prints at {ppi} ppi only",
    "换一张更大的，报纸至少要 {least} ppi", "use a larger one; newsprint asks for {least} ppi at least",
    CHECK_FAILED,
)
PLAN_STORY = Message(
    "plan-story", "error",
    "第 {page} 版的 plan 里的“{article}”不在这一版", "the plan of page {page} names {article!r}, which is not on that page",
    "改正 plan，或把稿件排到这一版", "correct the plan, or put the story on this page",
)
PLAN_OUTSIDE = Message(
    "plan-outside", "error",
    "第 {page} 版 plan 里“{article}”的位置超出版心或压住别的稿件", "the place of {article!r} in the plan of page {page} leaves the type area or overlaps another",
    "版心是 {columns} 栏 × {lines} 行", "the type area is {columns} columns × {lines} lines",
)
PLAN_TWICE = Message(
    "plan-twice", "error",
    "第 {page} 版的 plan 两次写到“{article}”", "the plan of page {page} names {article!r} twice",
    "留下一处", "keep one of the two",
)
PLAN_INCOMPLETE = Message(
    "plan-incomplete", "warning",
    "第 {page} 版的 plan 漏了 {articles}，改用自动排版", "the plan of page {page} leaves out {articles}; the page is planned automatically",
    "把它们也写进 plan，或删去 plan", "add them to the plan, or remove the plan",
    CHECK_FAILED,
)
LOCK_STYLE = Message(
    "lock-other-style", "warning",
    "第 {page} 版的锁定是按版式“{locked}”的，现在用“{style}”，重新画版", "the lock of page {page} is of the style {locked!r}, the page now has {style!r}: it is planned anew",
    "看过新版面以后再 plan --lock", "look at the new page, then plan --lock",
    CHECK_FAILED,
)
LOCK_PLACE = Message(
    "lock-place", "warning",
    "第 {page} 版锁定的“{article}”压住了别的稿件或广告，或超出版心", "on page {page} the locked place of {article!r} overlaps another story or an advertisement, or leaves the type area",
    "改 plan.lock.toml，或重新 plan --lock", "correct plan.lock.toml, or plan --lock again",
    CHECK_FAILED,
)
LOCK_DEMO = Message(
    "lock-demo", "error",
    "随程序的样报不能锁定", "the demo that comes with the program cannot be locked",
    "把它的文件夹拷到别处，再锁定", "copy its folder to another place and lock it there",
)
LOCK_GONE = Message(
    "lock-story-gone", "note",
    "第 {page} 版锁定的“{article}”已不在这一版{then_zh}", "what was locked is no longer on page {page}: {article}{then}",
)
LOCK_REGROUPED = Message(
    "lock-regrouped", "note",
    "第 {page} 版锁定的“{article}”已和别的稿件重新编组，它的位置给别的稿件", "the locked {article!r} of page {page} now stands with other stories; its place is free for others",
)
LOCK_DROPPED = Message(
    "lock-dropped", "warning",
    "第 {page} 版新来的稿件没有空位，锁定保不住，重新画版：{articles}", "page {page} has no place for {articles} beside the locked stories: it is planned anew",
    "看过新版面以后再 plan --lock", "look at the new page, then plan --lock",
    CHECK_FAILED,
)
EAR_CLOSED = Message(
    "ear-closed", "warning",
    "版式“{style}”的报头占满全宽，没有报眼，“{article}”排在下面", "the masthead of style {style!r} leaves no ear; {article!r} stands below",
    "在版式文件里写 [masthead] columns，小于总栏数", "set [masthead] columns in the style file to fewer than all columns",
)
EAR_AD = Message(
    "ear-ad", "error",
    "版式“{style}”的报头占满全宽，没有报眼，广告未排", "the masthead of style {style!r} leaves no ear; the advertisement is not placed",
    "在版式文件里写 [masthead] columns，或给广告写 columns 和 lines", "set [masthead] columns in the style file, or give the advertisement columns and lines",
)
AD_TOO_LARGE = Message(
    "ad-too-large", "error",
    "广告“{file}”（{columns} 栏 × {lines} 行）超出版心或压住别的广告", "the advertisement {file!r} ({columns} columns × {lines} lines) leaves the type area or overlaps another",
    "改小，或改 place：版心是 {all_columns} 栏 × {all_lines} 行，稿件和广告从第 {first} 行起", "make it smaller, or change its place: the type area is {all_columns} columns × {all_lines} lines, free from line {first} on",
)
NAME_TOO_SMALL = Message(
    "masthead-small", "error",
    "第 1 版报名不是最大的字（报名 {name_pt:g}pt，标题 {headline_pt:g}pt）", "the paper's name is not the largest text of page 1 ({name_pt:g} pt against {headline_pt:g} pt)",
    "缩小头条标题", "make the lead's headline smaller",
    CHECK_FAILED,
)
RANK_ORDER = Message(
    "rank-order", "warning",
    "第 {page} 版“{small}”的标题（{small_pt:g}pt）小于级别更低的“{large}”（{large_pt:g}pt）", "on page {page} the headline of {small!r} ({small_pt:g} pt) is smaller than that of lower-ranked {large!r} ({large_pt:g} pt)",
    "改 rank", "change their ranks",
    CHECK_FAILED,
)
NO_LEAD = Message(
    "no-lead", "warning",
    "第 {page} 版没有头条（rank 1）", "page {page} has no lead (rank 1)",
    "给一篇稿件 rank: 1", "give one story rank: 1",
    CHECK_FAILED,
)
LIES = Message(
    "not-vertical", "warning",
    "“{headline}”没有竖着排：{why_zh}", "{headline!r} is not set vertically: {why}",
    "删去 vertical，或去掉那一项", "remove `vertical`, or what is in its way",
    CHECK_FAILED,
)
VERTICAL_HEADLINES = Message(
    "vertical-headlines", "warning",
    "第 {page} 版有 {count} 个竖题", "page {page} has {count} vertical headlines",
    "最多留两个竖题，其余的删去 vertical", "keep two at the most, and remove `vertical` from the others",
    CHECK_FAILED,
)
TOO_MANY_STORIES = Message(
    "many-stories", "note",
    "第 {page} 版有 {count} 块稿件，较小的合并成栏排", "page {page} has {count} blocks; the smaller ones are run together in columns",
)
SEARCH_STOPPED = Message(
    "search-stopped", "note",
    "第 {page} 版的画版算到 {steps} 步为止，可能还有更好的", "the search for page {page} stopped after {steps} steps; there may be a better page",
    "加大版式文件里 [score] 的 steps", "raise `steps` in the style file's [score]",
)
PIN_DROPPED = Message(
    "pin-dropped", "warning",
    "第 {page} 版“{article}”的定位保不住：{reason_zh}", "the pin of {article!r} on page {page} cannot be kept: {reason}",
    "改 place、columns、headline_pt 或 variant；plan --page {page} 画出现在的版面", "change place, columns, headline_pt or variant; plan --page {page} draws the page as it is now",
    CHECK_FAILED,
)
PINS_COST = Message(
    "pins-cost", "warning",
    "第 {page} 版排不好，是因为定位：{articles}；去掉这些定位，{gain_zh}", "page {page} is as it is for its pins, those of {articles}: without these {gain}",
    "去掉一个定位，或换个位置；plan --page {page} 画出现在的版面", "take out one of the pins, or choose another place; plan --page {page} draws the page as it is now",
    CHECK_FAILED,
)
HELD = Message(
    "story-held", "warning",
    "第 {page} 版排不下，备用稿“{headline}”没有排", "page {page} is full: {headline!r}, which may be left out, is not on it",
    "", "", DOES_NOT_FIT,
)
AD_CROPPED = Message(
    "ad-cropped", "warning",
    "广告“{file}”比版位窄或扁，裁去了 {percent:.0f}%", "{percent:.0f} % of the advertisement {file!r} is cropped: its place has another shape",
    "把 lines 或 columns 改成与广告的形状相近的", "choose `lines` and `columns` that are more like its shape",
    CHECK_FAILED,
)
FEW_PLANS = Message(
    "few-plans", "warning",
    "第 {page} 版只有 {count} 个不同的版面可选，没有第 {number} 个", "page {page} has only {count} plans that differ, not {number}",
    "选较小的数，或用 pins 指定位置", "choose a smaller number, or pin stories where you want them",
    CHECK_FAILED,
)
MOVED = Message(
    "story-moved", "note",
    "“{headline}”可上 {pages} 版，排在第 {page} 版", "{headline!r} may be on pages {pages}; it is on page {page}",
)
JUMPS = Message(
    "story-jumps", "note",
    "第 {page} 版排不下，“{headline}”转到第 {to} 版", "page {page} is full: {headline!r} goes on on page {to}",
)
