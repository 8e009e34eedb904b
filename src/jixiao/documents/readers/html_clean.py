"""A web page as it is seen: without programs, styles and hidden parts; fields with what is filled in."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

BREAK = "\u2028"
"""Stands in the text of an element where a line ends."""

BLOCKS = (
    *("p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main", "nav", "aside"),
    *(
        "ul",
        "ol",
        "dl",
        "blockquote",
        "pre",
        "center",
        "address",
        "fieldset",
        "legend",
        "form",
        "figure",
        "figcaption",
        "details",
        "summary",
    ),
    *("hr", "body", "html", "caption", "option", "td", "th", "tr", "tbody", "thead", "tfoot"),
)
"""Elements that begin and end a line."""

_ENDS = ("p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "option", "textarea", "blockquote", "center")
_NOT_SEEN = ("script", "style", "head", "noscript", "template", "iframe", "object", "rt", "rp", "datalist", "audio", "video", "canvas")
HIDING_WORDS = (b"display", b"Display", b"DISPLAY", b"isibility", b"ISIBILITY", b"mso-hide", b"hidden", b"HIDDEN")
"""A page without any of these words hides nothing."""

_HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)|mso-hide\s{0,9}:\s{0,9}all", re.IGNORECASE)
_TEXT = etree.XPath("string()", smart_strings=False)
_STYLED = etree.XPath("//*[@hidden or @style]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TYPED = ("", "text", "number", "date", "tel", "email", "url", "search", "month")


def text_in(element: etree._Element) -> str:
    """All the text in an element."""
    return cast("str", _TEXT(element))


def line_of(element: etree._Element) -> int:
    """The line of the source in which an element begins; 0 where it is not known."""
    return cast("int | None", element.sourceline) or 0


def clean(root: etree._Element, *, may_hide: bool) -> int:
    """Take out of a page what nobody sees, and mark the ends of lines; the tree is changed.

    Args:
        root: of the page.
        may_hide: some part of the page is hidden.

    Returns:
        Letters of the parts that the page hides.
    """
    for element in list(root.iter(*_NOT_SEEN)):
        _take_out(element)
    hidden = 0
    for element in _styled(root) if may_hide else ():
        if element is root or (element.get("hidden") is None and not _HIDING.search(element.get("style", ""))):
            continue
        hidden += len("".join(text_in(element).split()))
        _take_out(element)
    for element in list(root.iter("input", "select")):
        _fill_in(element)
    for element in root.iter("br"):
        _set_tail(element, BREAK + (element.tail or ""))
    for element in root.iter(*_ENDS):
        _set_text(element, BREAK + (element.text or ""))
        _set_tail(element, BREAK + (element.tail or ""))
    return hidden


def _styled(root: etree._Element) -> list[etree._Element]:
    found = _STYLED(root)
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []


def _fill_in(element: etree._Element) -> None:
    """A field of a form shows its value, a box its mark, a list the choice that was made."""
    text = ""
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        text = " ".join(text_in(option).strip() for option in chosen)
    elif (kind := element.get("type", "").lower()) in _TYPED:
        text = element.get("value", "")
    elif kind in ("checkbox", "radio"):
        text = "☑" if element.get("checked") is not None else "□"
    _set_tail(element, text + (element.tail or ""))
    _take_out(element)


def _take_out(element: etree._Element) -> None:
    """Remove an element and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if tail := element.tail:
        before = element.getprevious()
        if before is not None:
            _set_tail(before, (before.tail or "") + tail)
        else:
            _set_text(parent, (parent.text or "") + tail)
    parent.remove(element)


def _set_text(element: etree._Element, text: str) -> None:
    try:
        element.text = text
    except ValueError:  # a page may hold signs that XML does not know
        element.text = _CONTROL.sub("", text)


def _set_tail(element: etree._Element, text: str) -> None:
    try:
        element.tail = text
    except ValueError:
        element.tail = _CONTROL.sub("", text)
