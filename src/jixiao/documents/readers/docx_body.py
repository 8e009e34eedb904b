"""The body of a Word document: paragraphs and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from jixiao.documents.grid import Block, Cell, Paragraph, Row
from jixiao.documents.readers.docx_clean import Cleaning
from jixiao.documents.readers.docx_names import PPR, RENDERED_BREAK, TBL, VAL, WRAPPERS, P, T, W, is_on
from jixiao.documents.readers.docx_styles import Styles, outline_level
from jixiao.documents.readers.docx_table import TableRows, only_cell
from jixiao.documents.readers.docx_text import PSTYLE, SIGNS, Labels, sign
from jixiao.documents.readers.plain import cleaned, lines
from jixiao.documents.readers.shape import Shape
from jixiao.provenance import SourceRef

_SIGNS = (*SIGNS, RENDERED_BREAK)
_TEXT = (T, *_SIGNS)
_BREAK_BEFORE, _OUTLINE = W + "pageBreakBefore", W + "outlineLvl"


class Body:
    """Reads the parts of one document, which share the numbers of tables and paragraphs.

    Args:
        shape: of the document.
        styles: of its paragraphs.
        labels: numbers that are printed before paragraphs.
    """

    def __init__(self, shape: Shape, styles: Styles, labels: Labels) -> None:
        self.blocks: list[Block] = []
        self.hidden = 0
        self._shape = shape
        self._file = shape.source.file
        self._styles = styles
        self._labels = labels
        self._has_labels = bool(labels)
        self._part = Cleaning()
        self._with_signs: set[etree._Element] = set()
        self._tables = 0
        self._paragraphs = 0
        self._tabbed: list[list[Cell]] = []
        self._new_page = False

    def read(self, container: etree._Element, part: Cleaning) -> None:
        """Append the blocks of a container of paragraphs and tables: body of the document, header, footer or note."""
        self._part = part
        self._find_signs(container)
        self._flow(container)
        self._end_tabbed()

    def _find_signs(self, container: etree._Element) -> None:
        """Most paragraphs hold nothing but text, which is read faster."""
        self._with_signs.update(found for element in container.iter(*_SIGNS) for found in element.iterancestors(P))

    def _flow(self, container: etree._Element) -> None:
        beside = self._part.beside
        for child in _descend(container):
            if child.tag == TBL:
                self._end_tabbed()
                self._table(child)
            else:
                self._paragraph(child)
                if beside and child in beside:
                    self._end_tabbed()
                    self._read_beside(child)

    def _read_beside(self, holder: etree._Element) -> None:
        """Text boxes that are fastened to a paragraph."""
        for box in self._part.beside.get(holder, ()):
            self._find_signs(box)
            self._flow(box)
            self._end_tabbed()

    # --- paragraphs --------------------------------------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> None:
        self._paragraphs += 1
        has_signs = element in self._with_signs
        text = text_of(element) if has_signs else "".join([found.text or "" for found in element.iter(T)])
        level = 0
        if len(element) and (properties := element[0]).tag == PPR and len(properties):
            level = self._level(properties)
            if self._has_labels:
                text = self._labels.of(properties) + text
        if has_signs:
            if "\t" in text and not level and self._reads_tabbed(text):
                return
            head, _, rest = text.partition("\f")
            self._new_page |= bool(rest) and not head.strip()
        self._end_tabbed()
        printed = lines(text)
        for at, line in enumerate(printed):
            place = self._place(line=at + 1 if len(printed) > 1 else 0)
            self.blocks.append(Paragraph(cleaned(line.replace("\t", " ")), place, level=level, after_page_break=self._new_page))
            self._new_page = False
        self._shape.count(len(printed))
        self._new_page |= "\f" in text

    def _level(self, properties: etree._Element) -> int:
        """Depth of a heading; a page that begins with the paragraph is noted."""
        level: int | None = None
        for child in properties:
            tag = child.tag
            if tag == PSTYLE:
                level = self._styles.levels.get(child.get(VAL, ""), 0) if level is None else level
            elif tag == _OUTLINE:
                level = outline_level(properties)
            elif tag == _BREAK_BEFORE:
                self._new_page |= is_on(child.get(VAL))
        return level or 0

    def _place(self, line: int = 0, cell: int = 0) -> SourceRef:
        return SourceRef(self._file, line=line, cell=cell, paragraph=self._paragraphs)

    def _reads_tabbed(self, text: str) -> bool:
        """A line with several cells parted by tabs waits for the next one."""
        parts = [cleaned(part) for part in text.replace("\f", "").split("\t")]
        if "\n" in text or sum(1 for part in parts if part) < 2:
            return False
        self._tabbed.append([Cell(part, col, self._place(cell=col + 1)) for col, part in enumerate(parts)])
        return True

    def _end_tabbed(self) -> None:
        """Paragraphs with tabs, one below the other, are the rows of a table; a single one is a line."""
        if not self._tabbed:
            return
        run, self._tabbed = self._tabbed, []
        if len(run) > 1 or _is_entry(run[0]):
            grid = self._shape.grid([Row(cells) for cells in run])
            if grid is not None:
                grid.spanned = False
                self.blocks.append(grid)
            return
        printed = [cell for cell in run[0] if cell.text]
        self._shape.count(len(printed))
        self.blocks += [Paragraph(cell.text, cell.source) for cell in printed]

    # --- tables ------------------------------------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> None:
        self._tables += 1
        if (only := only_cell(element)) is not None:
            self._flow(only)
            self._end_tabbed()
            for inner in self._part.beside.get(only, ()):
                self._table(inner)
            return
        table = TableRows(self._shape, self._tables, self._labels)
        table.read(element, self._part.beside)
        self.hidden += table.hidden
        rows: list[Row] = []
        later: list[etree._Element] = []
        for row, held in zip(table.rows, table.inner, strict=True):
            rows.append(row)
            if held and not row.filled():  # a row that only holds other tables in their places
                self._append(rows)
                rows = []
                self._read_inner(held)
            else:
                later += held
        self._append(rows)
        self._read_inner(later)

    def _append(self, rows: list[Row]) -> None:
        grid = self._shape.grid(rows)
        if grid is not None:
            grid.after_page_break, self._new_page = self._new_page, False
            self.blocks.append(grid)

    def _read_inner(self, elements: list[etree._Element]) -> None:
        for element in elements:
            if element.tag == TBL:
                self._table(element)
            else:
                self._read_beside(element)


def text_of(paragraph: etree._Element) -> str:
    """What a paragraph prints: line breaks as line feeds, page breaks as form feeds, tabs as tabs."""
    return "".join([element.text or "" if element.tag == T else sign(element) for element in paragraph.iter(*_TEXT)])


def _descend(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls."""
    for child in container:
        tag = child.tag
        if tag in (P, TBL):
            yield child
        elif tag in WRAPPERS:
            yield from _descend(child)


def _is_entry(cells: list[Cell]) -> bool:
    """A line of the contents: text and the number of a page."""
    printed = [cell.text for cell in cells if cell.text]
    return len(printed) == 2 and printed[1].isdigit() and len(printed[1]) < 4
