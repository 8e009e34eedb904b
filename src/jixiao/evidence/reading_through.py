"""A document from its beginning to its end, as its rows and paragraphs were read, a part at a time (通读)."""

from __future__ import annotations

from jixiao.evidence.excerpting import rows_shown
from jixiao.evidence.finding_cells import Lines
from jixiao.evidence.shown import ExcerptRow

LINES_OF_PART = 300
"""So many rows are one part: a page that somebody scrolls, and no browser that stands still."""


def parts_of(lines: Lines) -> int:
    """How many parts a document has."""
    return max(-(-len(_printed(lines)) // LINES_OF_PART), 1)


def rows_through(lines: Lines, part: int) -> list[ExcerptRow]:
    """The rows of a part, from 1."""
    numbers = _printed(lines)[(part - 1) * LINES_OF_PART : part * LINES_OF_PART]
    return list(rows_shown(lines, numbers, {}, {}, is_whole=True)) if part > 0 and numbers else []


def _printed(lines: Lines) -> list[int]:
    return [number for number, line in enumerate(lines.all) if not line.is_empty]
