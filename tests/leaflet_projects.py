"""Small projects with leaflets, and tables of local organisations, for tests of print."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.projects import write_project

HEAD = ("organisation", "phone", "address", "logo", "language", "help_line")

_LEAFLET = """\
---
title: {title}
description: A leaflet.
lead: 不是五分钟的说教，是一直聊下去。
reader: 写给爸爸妈妈
drawing: listening
formats: [{formats}]
audience: [parents]
reviewed: 2026-11-22
review_by: 2027-02-22
---

# {title}，从一顿饭开始

## 早点聊，常常聊

父母尽早谈、经常谈，规矩清楚，孩子使用成瘾物质的可能性更低。[@unodc-2020]

## 先听，再说

多问“你怎么看”。开放的问题加上倾听，比说教有用。

## 规矩说清楚

几条就够，大人也做到。认识孩子的朋友。

---

## 可以这样开口

饭桌上

> “今天在学校，有什么新鲜事？”

/// urgent | 有人叫不醒，怎么办
1. **拨打120**。说：“有人呼吸不正常。”
2. 大声叫，拍肩膀。
///
"""


def write_leaflets(folder: Path, leaflets: dict[str, str]) -> Path:
    """Write a project with Chinese leaflets of these names, each in these formats; give its root."""
    texts: dict[str, str | bytes | None] = {
        f"content/zh/leaflets/{name}.md": _LEAFLET.format(title=f"聊一聊{number}", formats=formats)
        for number, (name, formats) in enumerate(leaflets.items())
    }
    return write_project(folder, texts)


def write_imprints(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a table of organisations."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def offices(count: int) -> list[tuple[str, ...]]:
    """Give good rows."""
    return [(f"第{number}社区禁毒办", f"0855-82{number:05}", "北京东路1号", "", "zh", "") for number in range(count)]
