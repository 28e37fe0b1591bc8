"""Print a page of the site in the browser, and read the paper back."""

from __future__ import annotations

import base64
import re
import unicodedata
from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

_TWINS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳‒",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟–",
)
"""Signs of which a font has one drawing for two characters: reading a PDF may give the rarer one."""


def print_page(page: Page) -> PdfReader:
    """Print a page as the browser's own dialog does: on the paper that its stylesheet names, without grounds."""
    session = page.context.new_cdp_session(page)
    made = session.send("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})
    return PdfReader(BytesIO(base64.b64decode(made["data"])))


def letters(text: str) -> str:
    """Give a text's letters alone: lines end anywhere on paper."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(_TWINS)))
