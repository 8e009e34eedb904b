"""The body of a web page: paragraphs, headings and tables in their order."""

from __future__ import annotations

from lxml import etree

from jixiao.documents.grid import OpenedDocument, Paragraph
from jixiao.documents.readers.html_clean import BLOCKS, BREAK, line_of, text_in
from jixiao.documents.readers.html_table import TableRows, cells_of, is_layout, rows_of
from jixiao.documents.readers.plain import cleaned
from jixiao.documents.readers.shape import Shape
from jixiao.documents.readers.text import read_text
from jixiao.provenance import SourceRef

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(BLOCKS)


class Flow:
    """Walks over a page and appends its blocks to the document.

    Args:
        document: takes up the blocks.
        shape: of the document.
    """

    def __init__(self, document: OpenedDocument, shape: Shape) -> None:
        self._document = document
        self._shape = shape
        self._text: list[str] = []
        self._line = 0
        self._level = 0
        self._paragraphs = 0
        self._tables = 0
        self._last_line = 0
        self._holders: dict[etree._Element, set[etree._Element]] = {}

    def read(self, root: etree._Element) -> None:
        """Read a page that was cleaned."""
        for table in root.iter("table"):
            cell = next(table.iterancestors("td", "th"), None)
            outer = next(cell.iterancestors("table"), None) if cell is not None else None
            if cell is not None and outer is not None:
                self._holders.setdefault(outer, set()).add(cell)
        self._walk(root)
        self._end_line()

    def _walk(self, element: etree._Element) -> None:
        if element.text:
            self._text.append(element.text)
        for child in element:
            tag = child.tag
            if tag == "table":
                self._end_line()
                self._table(child)
            elif tag == "pre":
                self._end_line()
                self._lines(child)
            elif tag in _BLOCKS:
                self._end_line()
                self._line, self._level = line_of(child), _LEVELS.get(str(tag), self._level)
                if tag == "li":
                    self._number(child)
                self._walk(child)
                self._end_line()
                self._level = 0 if tag in _LEVELS else self._level
            elif len(child):
                self._walk(child)
            elif child.text:
                self._text.append(child.text)
            if child.tail:
                self._line = self._line or line_of(child)
                self._text.append(child.tail)

    def _number(self, item: etree._Element) -> None:
        """Browsers print the number of an item of a numbered list."""
        parent = item.getparent()
        if parent is not None and parent.tag == "ol" and parent.get("type", "1") == "1" and "none" not in parent.get("style", ""):
            start = parent.get("start", "1")
            number = (int(start) if start.isdigit() and len(start) < 6 else 1) + sum(1 for _ in item.itersiblings("li", preceding=True))
            self._text.append(f"{number}. ")
            item.text = (item.text or "").lstrip(BREAK + " \r\n\t")

    def _end_line(self) -> None:
        """What was gathered since the last line ended is a paragraph for each of its lines."""
        if not self._text:
            return
        texts, self._text = "".join(self._text).split(BREAK), []
        for text in texts:
            if line := cleaned(" ".join(text.split())):
                self._paragraphs += 1
                place = SourceRef(self._document.file, line=self._line, paragraph=self._paragraphs)
                self._document.blocks.append(Paragraph(line, place, level=self._level))
                self._shape.count(1)
        self._line = 0

    def _lines(self, element: etree._Element) -> None:
        """Text that keeps its blanks and line breaks is read as plain text is, at the lines of the page."""
        text = text_in(element).replace(BREAK, "\n").strip("\n")
        if not text.strip():
            return
        first = max(line_of(element), self._last_line + 1)
        self._last_line = first + text.count("\n") + 1
        read_text("\n" * (first - 1) + text, self._document)

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        number = self._tables
        holders = self._holders.get(table, set())
        for caption in table.iterchildren("caption"):
            self._walk(caption)
            self._end_line()
        rows = rows_of(table)
        if is_layout(rows, holders):
            for row in rows:
                for cell in cells_of(row):
                    self._line = line_of(cell)
                    self._walk(cell)
                    self._end_line()
        else:
            reader = TableRows(self._shape, number)
            grid = self._shape.grid(reader.read(rows, holders))
            if grid is not None:
                grid.spanned = reader.states_spans
                self._document.blocks.append(grid)
            for cell in (cell for row in rows for cell in cells_of(row) if cell in holders):
                for inner in cell.iter("table"):
                    if next(inner.iterancestors("table")) is table:
                        self._table(inner)
        self._strays(table)

    def _strays(self, table: etree._Element) -> None:
        """Text between the rows of a table, which browsers show before it."""
        parts = [table.text or "", *(child.tail or "" for child in table)]
        if any(part.strip() for part in parts):
            self._text += parts
            self._end_line()
