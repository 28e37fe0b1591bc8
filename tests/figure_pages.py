"""A small site with our own figures: their page, and a leaflet that shows two of them, in both languages."""

from __future__ import annotations

from pathlib import Path

from tests.projects import MINIMAL, REPOSITORY, write_project

LEAFLET = """\
---
title: {title}
description: {title}
lead: {title}
drawing: welcome-back
formats: [a4, large]
audience: [adults]
tags: [recovery]
reviewed: 2026-11-22
review_by: 2030-01-01
---

# {title}

## {title}

{title}[@unodc-2020]

## {title}

{title}

---

## {title}

```figure
recovered
```

```figure
treatment-reach
```
"""


def write_figures(folder: Path) -> Path:
    """Write the project; give its root."""
    ours = {name: (REPOSITORY / name).read_text("utf-8") for name in ("content/sources.yml", "content/figures.yml")}
    files: dict[str, str | bytes | None] = {
        "content/figures.yml": ours["content/figures.yml"],
        "content/sources.yml": MINIMAL["content/sources.yml"] + ours["content/sources.yml"],
    }
    for code, title in (("en", "People recover"), ("zh", "人可以康复")):
        page = f"content/{code}/figures/index.md"
        files[page] = (REPOSITORY / page).read_text("utf-8")
        files[f"content/{code}/leaflets/recover.md"] = LEAFLET.format(title=title)
    return write_project(folder, files)
