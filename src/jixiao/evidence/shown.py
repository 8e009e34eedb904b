"""What evidence is shown as: the picture of a page, the rows around a cell, or the reason why there is nothing to show (证据)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A whole page, once for many marks (整页图片).

    Attributes:
        sha256: of the file.
        page: its number, from 1.
        image: the picture as a file holds it.
        media_type: ``image/webp`` or ``image/png``.
        width, height: in pixels.
        points_width, points_height: size of the page in points; boxes of places are points from the upper left corner.
    """

    sha256: str
    page: int
    image: bytes
    media_type: str
    width: int
    height: int
    points_width: float
    points_height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page with the mark drawn into it: what a person saves or mails (标记图).

    Attributes:
        sha256: of the file.
        page: its number, from 1.
        image: the picture as a PNG file holds it.
        media_type: ``image/png``.
        width, height: in pixels.
    """

    sha256: str
    page: int
    image: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ExcerptCell:
    """A cell of an excerpt (单元格).

    Attributes:
        text: what is printed.
        colspan, rowspan: how many columns and rows of the excerpt it covers, itself included.
        is_marked: the evidence stands in it.
    """

    text: str
    colspan: int = 1
    rowspan: int = 1
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """A row of an excerpt.

    Attributes:
        label: the number of its line or row as a person finds it in the file; the page, in its first row of it.
        cells: from left to right; what a cell of a row above covers is left out.
        is_gap: rows are left out here.
    """

    label: str
    cells: tuple[ExcerptCell, ...]
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The rows around marked cells (表格摘录).

    Attributes:
        sha256: of the file.
        caption: title of the table, and where it stands.
        rows: from top to bottom.
        is_table: the marked cells stand in a table; otherwise its rows are lines of prose.
    """

    sha256: str
    caption: str
    rows: tuple[ExcerptRow, ...]
    is_table: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it can be shown, a part at a time (预览).

    Attributes:
        kind: ``pages``: pictures of its pages; ``picture``: it is one; ``rows``: its tables and texts as read.
        parts: pages, or runs of rows.
        part: which of them, from 1.
        rows: of that part.
    """

    kind: str
    parts: int
    part: int
    rows: tuple[ExcerptRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no evidence, and why, in words with a remedy (证据缺失)."""

    reason: str
