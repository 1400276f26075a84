"""What can be wrong with an archive of past editions, and what it has to say for itself."""

from __future__ import annotations

from editions.diagnostic import CHECK_FAILED, Message

NO_STORE = Message(
    "archive-missing",
    "error",
    "这里没有档案库：{path}",
    "there is no archive at {path}",
    "检查 --store 的路径；第一次归档时会自动建立",
    "see whether --store is right; the first `archive add` makes one",
)
NOT_A_STORE = Message(
    "archive-not-a-store",
    "error",
    "文件夹 {path} 里有别的东西，不是档案库",
    "the folder {path} holds other things and is not an archive",
    "换一个空文件夹，或新文件夹",
    "choose an empty folder or a new one",
)
NO_SUCH_DAY = Message(
    "archive-no-such-day",
    "error",
    "档案库里没有 {day}{near_zh}",
    "the archive has no edition {day}{near}",
    "写成 2024-12-20，旧版本写 2024-12-20@1；用 archive list 看有哪些",
    "write 2024-12-20, or 2024-12-20@1 for an older version; `archive list` shows what there is",
)
BAD_NAME = Message(
    "archive-file-name",
    "error",
    "文件 {file} 不能以这个名字归档",
    "the file {file} cannot be archived under this name",
    '改名：不以 . 开头，不含控制字符和 \\ : * ? " < > |',
    'rename it: no leading dot, no control characters, none of \\ : * ? " < > |',
)
NAME_TAKEN = Message(
    "archive-name-taken",
    "error",
    "两个不同的文件都要存为 {file}：{first} 和 {second}",
    "two files would be archived as {file}: {first} and {second}",
    "改其中一个的名字",
    "rename one of them",
)
SOURCE_CHANGED = Message(
    "archive-source-changed",
    "error",
    "归档的时候文件 {file} 又改了，没有归档",
    "the file {file} changed while it was being archived; nothing was added",
    "改完以后再归档一次",
    "add the edition again when it is finished",
)
OTHER_PAPER = Message(
    "archive-other-paper",
    "warning",
    "档案库里上一期是《{before}》，这一期是《{paper}》",
    "the edition before this one in the archive is of {before}, this is of {paper}",
    "一份报纸用一个档案库",
    "keep an archive for each paper",
)
NOT_EMPTY = Message(
    "restore-not-empty",
    "error",
    "{path} 已有内容，没有写入",
    "{path} is there and not empty; nothing was written",
    "换一个空文件夹，或新文件夹",
    "choose an empty folder or a new one",
)
DAMAGED = Message(
    "archive-damaged",
    "error",
    "档案库有损坏，不再往里加：{file}",
    "the archive is damaged and takes nothing in: {file}",
    "用 archive verify 查看，从备份恢复损坏的文件",
    "see `archive verify`, and bring the damaged files back from a backup",
    CHECK_FAILED,
)

# What verify finds; {file} is a path in the store, {what} says what it holds

CHANGED = Message(
    "archive-file-changed",
    "error",
    "文件改动过：{file}（{what}）",
    "this file was changed: {file} ({what})",
    "从备份恢复这个文件",
    "bring this file back from a backup",
    CHECK_FAILED,
)
LOST = Message(
    "archive-file-lost",
    "error",
    "文件丢失：{file}（{what}）",
    "this file was lost: {file} ({what})",
    "从备份恢复这个文件",
    "bring this file back from a backup",
    CHECK_FAILED,
)
ADDED = Message(
    "archive-file-added",
    "error",
    "多出的文件：{file}",
    "this file was added: {file}",
    "不是档案库的文件，移走它",
    "it does not belong to the archive; move it away",
    CHECK_FAILED,
)
CHAIN_BROKEN = Message(
    "archive-chain-broken",
    "error",
    "{file} 与前一期 {before} 接不上",
    "{file} does not follow upon {before}",
    "其中之一改动过；从备份恢复",
    "one of the two was changed; bring them back from a backup",
    CHECK_FAILED,
)
UNREADABLE = Message(
    "archive-file-unreadable",
    "error",
    "文件读不出来：{file}（{why}）",
    "this file cannot be read: {file} ({why})",
    "检查权限和磁盘",
    "see to its permissions and to the disk",
    CHECK_FAILED,
)
DIGEST_UNKNOWN = Message(
    "archive-digest-unknown",
    "error",
    "档案库里没有摘要为 {digest} 的一期",
    "no edition in the archive has the digest {digest}",
    "应是 archive add 打印的 64 位十六进制数；若无误，则档案库被改写过",
    "it is the 64 hex digits that `archive add` printed; if they are right, the archive was rewritten",
    CHECK_FAILED,
)
PROVED = Message(
    "archive-proved",
    "note",
    "摘要属于 {name}：从第一期到这一期（第 {sequence} 次归档，共 {total} 次）未经改动",
    "the digest is that of {name}: nothing has changed up to it (addition {sequence} of {total})",
)
UNFINISHED = Message(
    "archive-unfinished",
    "note",
    "上一次归档在最后一步中断，{file} 已完整存入",
    "the last addition was interrupted at its last step; {file} is stored in full",
    "下一次归档会自动补记",
    "the next addition puts it into the record",
)
LEFTOVER = Message(
    "archive-leftover",
    "note",
    "有 {count} 个文件不属于任何能读出的一期：归档中断所留，或清单已丢失",
    "{count} files belong to no edition that can be read: an addition was interrupted, or a manifest is lost",
    "中断所留的，下一次归档会自动清除",
    "what an interrupted addition left is cleared away by the next one",
)
