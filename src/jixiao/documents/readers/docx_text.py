"""What the runs of a Word paragraph print besides letters: tabs, breaks, signs, and the number before it."""

from __future__ import annotations

from lxml import etree

from jixiao.documents.readers.docx_names import (
    BR,
    CR,
    MATH_TEXT,
    NO_BREAK_HYPHEN,
    PTAB,
    RENDERED_BREAK,
    SYM,
    TAB,
    TABS,
    VAL,
    W,
)
from jixiao.documents.readers.docx_numbering import Numbering
from jixiao.documents.readers.docx_styles import Styles, list_place

SIGNS = (TAB, BR, CR, SYM, NO_BREAK_HYPHEN, PTAB, MATH_TEXT)
"""Elements that print something else than the text of ``w:t``."""

PSTYLE = W + "pStyle"
_PLAIN = {CR: "\n", NO_BREAK_HYPHEN: "-", RENDERED_BREAK: "\f"}
_PICTURES = {
    **dict.fromkeys((0xA3, 0xA8, 0x6F), "□"),
    **dict.fromkeys((0x52, 0xFE), "☑"),
    **dict.fromkeys((0x51, 0x53, 0x54, 0xFD), "☒"),
    **dict.fromkeys((0x50, 0xFC), "✓"),
}
"""What the picture fonts Wingdings and Wingdings 2 draw at places that forms use."""


def sign(element: etree._Element) -> str:
    """What an element of a run prints: line breaks as line feeds, page breaks as form feeds."""
    tag = str(element.tag)
    if tag in (TAB, PTAB):
        parent = element.getparent()
        return "\t" if parent is None or parent.tag != TABS else ""
    if tag == BR:
        return "\f" if element.get(W + "type") == "page" else "\n"
    if tag == SYM:
        return _symbol(element.get(W + "char", ""), element.get(W + "font", ""))
    return element.text or "" if tag == MATH_TEXT else _PLAIN.get(tag, "")


def _symbol(code: str, font: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    is_picture = 0xF000 <= value <= 0xF0FF
    low = value & 0xFF
    if "Wingdings" in font and low in _PICTURES:
        return _PICTURES[low]
    value = low if is_picture else value
    return chr(value) if 0x20 <= value <= 0xD7FF else ""


class Labels:
    """The numbers that Word prints before paragraphs.

    Args:
        styles: of the document.
        numbering: of its lists.
    """

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def __bool__(self) -> bool:
        return bool(self._numbering)

    def of(self, properties: etree._Element) -> str:
        """The number of the paragraph with these properties; a blank stands behind one that ends in a Latin sign or digit."""
        place = list_place(properties)
        if place is None or not place[0]:
            style = next(properties.iterchildren(PSTYLE), None)
            place = self._styles.numbers.get(style.get(VAL, ""), place) if style is not None else place
        label = self._numbering.label(*place) if place is not None else ""
        return f"{label} " if label and label[-1].isascii() and label[-1] != ")" else label
