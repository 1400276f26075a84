"""What can be wrong with an edition's copy, and what makes one doubt it."""

from __future__ import annotations

from editions.diagnostic import CHECK_FAILED, Message

HEADLINE_MISSING = Message(
    "headline-missing",
    "error",
    "稿件 {article} 没有标题",
    "the story {article} has no headline",
    "在稿件开头写 headline",
    "give it a headline in its front matter",
)
BODY_MISSING = Message(
    "body-missing",
    "error",
    "稿件 {article} 没有正文",
    "the story {article} has no body",
    "补上正文；只有图片和说明的稿件写 kind: picture",
    "write the body; a picture with a caption alone has kind: picture",
)
PICTURE_STORY_BARE = Message(
    "picture-story-bare",
    "error",
    "图片新闻 {article} 没有图片或图片说明",
    "the picture story {article} has no picture or no caption",
    "在 pictures 里写 file 和 caption",
    "give it a picture with file and caption",
)
HEADLINE_TWICE = Message(
    "headline-twice",
    "warning",
    "标题“{headline}”与稿件 {other} 相同",
    "the headline “{headline}” is also that of the story {other}",
    "确认是否重稿",
    "see whether the story is there twice",
    exit_code=CHECK_FAILED,
)
STORY_TWICE = Message(
    "story-twice",
    "warning",
    "稿件 {article} 的正文与稿件 {other} 相同",
    "the story {article} has the same body as the story {other}",
    "删去其中一篇",
    "take one of them out",
    exit_code=CHECK_FAILED,
)
PARAGRAPH_TWICE = Message(
    "paragraph-twice",
    "warning",
    "这一段在 {first} 已经有了：{text}…",
    "this paragraph is already at {first}: {text}…",
    "删去其中一处",
    "delete one of the two",
    exit_code=CHECK_FAILED,
)
PAGE_EMPTY = Message(
    "page-empty",
    "warning",
    "{page} 版没有稿件",
    "page {page} has no stories",
    "给稿件写上 page，或在 [[pages]] 的 articles 里列出",
    "give stories that page, or list them in its articles",
    exit_code=CHECK_FAILED,
)
CONTENTS_EMPTY = Message(
    "contents-empty",
    "warning",
    "{page} 版要排导读，可是别的版没有标题可列",
    "page {page} asks for contents, but no other page has a headline to list",
    "删去 contents，或给别的版排上稿件",
    "remove `contents`, or put stories on other pages",
    exit_code=CHECK_FAILED,
)
PAGE_NOT_READY = Message(
    "page-not-ready",
    "warning",
    "{page} 版还没有定稿（ready = false）",
    "page {page} is not ready (ready = false)",
    "定稿后改为 ready = true",
    "set ready = true when it is done",
    exit_code=CHECK_FAILED,
)
IMPRINT_MISSING = Message(
    "imprint-missing",
    "warning",
    "报纸应刊登的出版信息缺少{what_zh}（{key}）",
    "the {what} that every paper must carry is missing ({key})",
    "写进 {file}：{example}",
    "write it into {file}: {example}",
    exit_code=CHECK_FAILED,
)
UNBALANCED = Message(
    "unbalanced-mark",
    "warning",
    "{mark} 没有配对：{text}",
    "{mark} has no partner: {text}",
    "补上或删去一半",
    "add the other half or delete this one",
    exit_code=CHECK_FAILED,
)
ASCII_MARK = Message(
    "ascii-mark",
    "warning",
    "汉字之间用了半角标点 {mark}：{text}",
    "an ASCII mark {mark} stands in Chinese text: {text}",
    "改用全角标点 {better}",
    "write {better}",
    exit_code=CHECK_FAILED,
)
DOUBLED_MARK = Message(
    "doubled-mark",
    "warning",
    "标点重复：{text}",
    "doubled marks: {text}",
    "只留一个；省略号是 ……",
    "keep one; an ellipsis is ……",
    exit_code=CHECK_FAILED,
)
CAPTION_MISSING = Message(
    "caption-missing",
    "warning",
    "图片 {file} 没有说明",
    "the picture {file} has no caption",
    "写 caption",
    "give it a caption",
    exit_code=CHECK_FAILED,
)
CREDIT_MISSING = Message(
    "credit-missing",
    "warning",
    "图片 {file} 没有署名",
    "the picture {file} has no credit",
    "写 credit，例如 credit: 记者 某某 摄",
    "give it a credit",
    exit_code=CHECK_FAILED,
)
HEADLINE_STOP = Message(
    "headline-stop",
    "warning",
    "标题以 {mark} 结尾：{headline}",
    "the headline ends with {mark}: {headline}",
    "标题末尾不用句号、逗号一类的点号",
    "a headline ends without a stop or comma",
    exit_code=CHECK_FAILED,
)
HELD_LEAD = Message(
    "held-lead",
    "warning",
    "头条 {article} 写了 hold: may，排不下时可能整篇撤下",
    "the lead {article} has hold: may and may be left out when its page is over",
    "头条不宜撤下：删去 hold，或改 rank",
    "a page keeps its lead: remove hold or change its rank",
    exit_code=CHECK_FAILED,
)
JUMP_SHORT = Message(
    "jump-short",
    "warning",
    "稿件 {article} 只有 {characters} 字，不够转到 {target} 版",
    "the story {article} has {characters} characters, too few to jump to page {target}",
    "转版的稿件至少 {least} 字；删去 jump 或加长",
    "a story that jumps has {least} or more; remove the jump or let it grow",
    exit_code=CHECK_FAILED,
)
JUMP_WHOLE = Message(
    "jump-whole",
    "warning",
    "稿件 {article} 只有一段，没有转到 {target} 版的地方",
    "the story {article} has one paragraph, and no place to jump to page {target} at",
    "把正文分段，或删去 jump",
    "part its body into paragraphs, or remove the jump",
    exit_code=CHECK_FAILED,
)
WEEKDAY_WRONG = Message(
    "weekday-wrong",
    "warning",
    "{date} 是{right_zh}，不是{wrong_zh}",
    "{date} is a {right}, not a {wrong}",
    "查日历，改日期或星期",
    "look at a calendar and correct one of the two",
    exit_code=CHECK_FAILED,
)
DATELINE_AHEAD = Message(
    "dateline-ahead",
    "warning",
    "电头的日期 {dateline} 晚于出版日期 {date}",
    "the date in the dateline {dateline} is after the edition's, {date}",
    "改电头，或查稿件是否放错了日子",
    "correct the dateline, or see whether the story is for another day",
    exit_code=CHECK_FAILED,
)
