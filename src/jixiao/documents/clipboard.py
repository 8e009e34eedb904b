"""A table that was copied from a spreadsheet (剪贴板): the HTML that Excel, WPS and Word put there, or text parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from jixiao.documents.readers.html_clean import BREAK, clean, text_in
from jixiao.documents.readers.html_table import cells_of, rows_of
from jixiao.documents.readers.plain import cleaned

MOST_CHARACTERS = 4_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 100

_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’"
_WRAPPED_WIDE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n]\\s*(?=[{_WIDE}])")
"""A line of the source that ends between two Chinese characters: no blank belongs there."""
_WRAPPED = re.compile("(?<![ \t])[ \t]*[\r\n]\\s*")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r\n|\n|\r|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_DIGITS = re.compile(r"\s*(\d{1,5})")


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table as it was copied (复制的表格).

    Attributes:
        texts: rows of one length; a cell that another one covers is blank.
        covering: place of a cell that a merged one covers, to the place of that one.
        is_cut: there were more rows or columns than are taken.
    """

    texts: tuple[tuple[str, ...], ...]
    covering: dict[tuple[int, int], tuple[int, int]]
    is_cut: bool = False

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.texts[0]) if self.texts else 0

    def text(self, row: int, col: int) -> str:
        """What a cell shows; a merged one shows it in every place that it covers."""
        row, col = self.covering.get((row, col), (row, col))
        return self.texts[row][col]

    def filled(self) -> Iterator[tuple[int, int, str]]:
        """Row, column and text of every cell that shows something."""
        for row, texts in enumerate(self.texts):
            yield from ((row, col, text) for col, text in enumerate(texts) if text)


def copied_table(html: str, text: str) -> CopiedTable:
    r"""The table on a clipboard: that of the HTML where there is one, otherwise that of the text.

    Args:
        html: what the clipboard has as ``text/html``; empty where it has none.
        text: what it has as ``text/plain``.

    >>> copied_table("<table><tr><td rowspan=2>产出指标<td>数量<tr><td>质量</table>", "").text(1, 0)
    '产出指标'
    >>> copied_table("", '"两\n行"\t2\r\n').texts
    (('两\n行', '2'),)
    """
    rows = _rows_of_html(html[:MOST_CHARACTERS]) if "<t" in html.lower() else None
    if rows:
        return _laid_out(rows)
    return _laid_out([[(cell, 1, 1) for cell in row] for row in _rows_of_text(text[:MOST_CHARACTERS])])


_Cells = list[list[tuple[str, int, int]]]
"""Text, colspan and rowspan of the cells of each row."""


def _rows_of_html(html: str) -> _Cells:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    encoded = _NOT_XML.sub("", html).encode("utf-8", "replace")
    try:
        root = etree.fromstring(encoded, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    for part in list(root.iter("script", "style", "head")):  # the head of Excel's HTML is all style
        part.clear()
    clean(root, may_hide=False)  # rows that a filter hides are copied by Excel too
    found: _Cells = []
    for table in root.iter("table"):
        if next(table.iterancestors("table"), None) is None:
            found += [[_cell(cell) for cell in cells_of(row)] for row in rows_of(table)]
    return found


def _cell(element: etree._Element) -> tuple[str, int, int]:
    text = _WRAPPED.sub(" ", _WRAPPED_WIDE.sub("", text_in(element)))
    lines = [cleaned(line) for line in text.replace("\t", " ").split(BREAK)]
    shown = "\n".join(line for line in lines if line)
    if shown and not shown.strip("#") and (number := element.get("x:num")):
        shown = number  # the column was too narrow for it
    return shown, _span(element.get("colspan")), _span(element.get("rowspan"))


def _span(value: str | None) -> int:
    found = _DIGITS.match(value or "")
    return max(1, int(found[1])) if found else 1


def _rows_of_text(text: str) -> list[list[str]]:
    """Rows of text parted by tabs; a cell in quotation marks may hold tabs, lines and doubled marks."""
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        quoted = _QUOTED.match(text, at)
        found = quoted or _PLAIN.match(text, at)
        cell = quoted[1].replace('""', '"') if quoted else found[0] if found else ""
        rows[-1].append("\n".join(part for line in cell.splitlines() if (part := cleaned(line))))
        at = found.end() if found else at
        if text.startswith("\t", at):
            at += 1
        elif at < len(text):
            at += 2 if text.startswith("\r\n", at) else 1
            if at == len(text):
                break
            rows.append([])
        else:
            break
    return rows


def _laid_out(rows: _Cells) -> CopiedTable:
    placed: list[dict[int, str]] = [{} for _ in rows[:MOST_ROWS]]
    covering: dict[tuple[int, int], tuple[int, int]] = {}
    is_cut = len(rows) > MOST_ROWS
    for at, cells in enumerate(rows[:MOST_ROWS]):
        col = 0
        for text, colspan, rowspan in cells:
            while (at, col) in covering or col in placed[at]:
                col += 1
            if col >= MOST_COLUMNS:
                is_cut = is_cut or bool(text)
                continue
            placed[at][col] = text
            for down in range(min(rowspan, len(placed) - at)):
                for right in range(min(colspan, MOST_COLUMNS - col)):
                    if down or right:
                        covering[at + down, col + right] = (at, col)
            col += colspan
    width = max((col + 1 for cells in placed for col, text in cells.items() if text), default=0)
    height = max((at + 1 for at, cells in enumerate(placed) if any(cells.values())), default=0)
    texts = tuple(tuple(cells.get(col, "") for col in range(width)) for cells in placed[:height])
    inside = {place: by for place, by in covering.items() if place[0] < height and place[1] < width and by[0] < height and by[1] < width}
    return CopiedTable(texts, inside, is_cut)
