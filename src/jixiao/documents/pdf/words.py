"""Characters become lines and texts: on a page and within a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from jixiao.documents.pdf.page import Char

_OVERLAP = 0.5  # share of the lower height in which two characters of one line overlap
_LEVEL = 0.2  # of the height: characters that differ by less stand on one line beyond doubt
_SPACE = 0.33  # of the height: a wider gap parts two words
_by_height = attrgetter("y", "left")
_by_left = attrgetter("left")
_ASCII = re.compile(r"[A-Za-z]")
_WIDE = 1.5  # of the height: no single character is as wide
_TWICE = 0.25  # of the width: the same character drawn again this near is printed bold


class TextLine:
    """Characters on one line, from left to right; ``height`` is the size of its type, in points."""

    __slots__ = ("bottom", "chars", "height", "left", "right", "top")

    def __init__(self, chars: list[Char]) -> None:
        self.chars = chars
        self.left = chars[0].left
        self.right = max([char.right for char in chars])
        self.top = min([char.top for char in chars])
        self.bottom = max([char.bottom for char in chars])
        self.height = sorted([char.height for char in chars])[len(chars) // 2]

    def text(self) -> str:
        """What it prints; gaps wider than a third of the type are blanks."""
        return _joined(self.chars)

    def segments(self, gap: float) -> list[list[Char]]:
        """The line cut where a gap is wider than ``gap`` times the height."""
        parts: list[list[Char]] = [[self.chars[0]]]
        limit = gap * self.height
        edge = self.chars[0].right
        for char in self.chars[1:]:
            if char.left - edge > limit:
                parts.append([])
            parts[-1].append(char)
            edge = max(edge, char.right)
        return parts


def to_lines(chars: Sequence[Char]) -> list[TextLine]:
    """Characters by lines from top to bottom: those of one line overlap in height."""
    if not chars:
        return []
    first = chars[0]
    reach = _LEVEL * first.height
    level = [char.y for char in chars]
    if max(level) - first.y < reach and first.y - min(level) < reach:
        return [TextLine(_once(sorted(chars, key=_by_left)))]
    lines: list[list[Char]] = []
    edges: list[tuple[float, float]] = []
    for char in sorted(chars, key=_by_height):
        if lines:
            top, bottom = edges[-1]
            shared = min(bottom, char.bottom) - max(top, char.top)
            if shared >= _OVERLAP * min(bottom - top, char.height):
                lines[-1].append(char)
                if char.height > bottom - top:
                    edges[-1] = (char.top, char.bottom)
                continue
        lines.append([char])
        edges.append((char.top, char.bottom))
    return [TextLine(_once(sorted(line, key=_by_left))) for line in lines]


def _once(chars: list[Char]) -> list[Char]:
    """Without characters drawn twice at one place, as programs do that have no bold type."""
    kept: list[Char] = []
    for char in chars:
        if (
            not kept
            or char.left - kept[-1].left > char.height
            or char.right - char.left > _WIDE * char.height  # one glyph for two characters: ——
            or not any(
                char.text == other.text
                and abs(char.left - other.left) < _TWICE * max(char.right - char.left, 1)
                and abs(char.top - other.top) < _TWICE * max(char.height, 1)
                for other in kept[-2:]
            )
        ):
            kept.append(char)
    return kept


def _joined(chars: Sequence[Char]) -> str:
    parts: list[str] = []
    edge, height = chars[0].left, max([char.height for char in chars])
    limit = _SPACE * height
    for char in chars:
        gap = char.left - edge
        if (gap > limit or char.after_blank) and parts and is_apart(parts[-1], char, gap, height):
            parts.append(" ")
        parts.append(char.text)
        if char.right > edge:
            edge = char.right
    return "".join(parts)


def is_apart(before: str, char: Char, gap: float, height: float) -> bool:
    """Whether a blank stands before a character: by the gap, and between two words of letters by the blank of the file."""
    if gap > _SPACE * height:
        return True
    return char.after_blank and gap > 0 and before.isascii() and char.text.isascii() and (before.isalpha() or char.text.isalpha())


def join_lines(lines: Sequence[str]) -> str:
    """Lines of one text put together: a blank only between two words of letters."""
    text = ""
    for line in lines:
        if text and line and _ASCII.match(text[-1]) and _ASCII.match(line[0]):
            text += " "
        text += line
    return text


def cell_text(chars: Sequence[Char]) -> str:
    """What a cell prints; a word that was broken where its writer allowed it is one again."""
    text = ""
    for line in to_lines(chars):
        text = text + line.text() if line.chars[0].goes_on else join_lines([text, line.text()])
    return text


def box_of(chars: Sequence[Char]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    return (
        min(char.left for char in chars),
        min(char.top for char in chars),
        max(char.right for char in chars),
        max(char.bottom for char in chars),
    )
