"""What can go wrong between the user and the command line, before or beyond any edition."""

from __future__ import annotations

from editions.diagnostic import Message

PAGE_ASKED = Message(
    "unknown-page",
    "error",
    "本期没有 {asked} 版",
    "the edition has no page {asked}",
    "本期的版：{pages}；几个版用逗号隔开",
    "the pages of this edition: {pages}; of several, one after another with commas",
)
NO_FILE = Message(
    "file-missing",
    "error",
    "找不到文件 {file}",
    "the file {file} does not exist",
    "检查路径",
    "see whether the path is right",
)
INTERNAL = Message(
    "internal-error",
    "error",
    "程序内部错误：{what}",
    "internal error: {what}",
    "这是程序的错，请报告；加 --debug 可看详情",
    "the fault is the program's: please report it; --debug shows the details",
    exit_code=1,
)
