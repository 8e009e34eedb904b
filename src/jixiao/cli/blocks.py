"""Lines of prose on a terminal: Chinese breaks between characters and never before a closing mark; labels stand in a column."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from jixiao.cli import wording

LABEL = 4
"""Columns before a label."""
_LABEL_WIDTH = 8


def lines(said: str, width: int, *, indent: int, style: str = "") -> Iterator[Text]:
    """A text in lines of at most so many columns."""
    for line in wording.wrap(said, max(width - indent, 20)):
        yield Text(" " * indent + line, style=style, no_wrap=True)


def line_of(label: str, said: str, width: int, *, style: str = "") -> Iterator[Text]:
    """A label, and beside it a text in lines that hang below their first."""
    first = LABEL + _LABEL_WIDTH
    for at, line in enumerate(wording.wrap(said, max(width - first, 20))):
        head = Text(" " * first, no_wrap=True)
        if not at:
            head = Text(" " * LABEL, no_wrap=True)
            head.append(label + " " * (_LABEL_WIDTH - wording.width(label)), style="dim")
        yield head.append(line, style=style)
