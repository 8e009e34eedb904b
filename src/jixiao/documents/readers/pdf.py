"""PDF with a text layer: what a person sees on its pages, as paragraphs and grids."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument  # noqa: F401 - loads and starts pdfium

from jixiao.documents.grid import Block, Grid, OpenedDocument
from jixiao.documents.limits import Limits, Refusal, over_limit
from jixiao.documents.pdf.breaks import Open, go_on, is_rest, opened, repeats_head
from jixiao.documents.pdf.frames import Frame, find_frames
from jixiao.documents.pdf.page import Char, Page
from jixiao.documents.pdf.prose import read_prose, right_edge
from jixiao.documents.pdf.seeing import read_page
from jixiao.documents.pdf.tables import grid_of, set_large_apart, share_out
from jixiao.provenance import Problem, SourceRef

_MIN_FILLED = 2  # cells with text that make a frame a table
_MOST_UNKNOWN = 0.3  # share of characters without a meaning with which a page cannot be read
_MOST_QUOTED = 60
_STRETCH = 100  # pages after which the file is opened anew: pdfium keeps what it has unpacked until it closes it
_PAGE_MARK = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–\s]*")


def read(data: bytes, document: OpenedDocument, limits: Limits) -> None:
    """Read the pages of a PDF and append their blocks.

    Raises:
        Refusal: it is protected, damaged, or has too many pages.
    """
    place = SourceRef(document.file)
    handle = _load(data, place)
    try:
        count = pdfium.FPDF_GetPageCount(handle)
        if count > limits.pages:
            raise over_limit(place, "pages", count, limits.pages, "--max-pages")
        if not count:
            raise Refusal("READ-031", place, reason="0 pages")
        document.pages = count
        reader = _Reader(document, limits)
        for index in range(count):
            if index and index % _STRETCH == 0:
                pdfium.FPDF_CloseDocument(handle)
                handle = None
                handle = _load(data, place)
            reader.read(handle, index)
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _load(data: bytes, place: SourceRef) -> Any:  # noqa: ANN401 - handles of pdfium have no public type
    """A handle of the file, whose bytes must outlive it."""
    handle = pdfium.FPDF_LoadMemDocument64(ctypes.c_char_p(data), len(data), None)
    if not handle:
        error = pdfium.FPDF_GetLastError()
        if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Refusal("READ-032", place)
        raise Refusal("READ-031", place, reason="PDF")
    return handle


class _Reader:
    """Reads page after page; a table that goes on behind the end of a page is put together."""

    def __init__(self, document: OpenedDocument, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.last: Open | None = None
        self.lines: set[str] = set()
        """What stands above the tables of the page before."""
        self.cells = 0

    def read(self, handle: Any, index: int) -> None:  # noqa: ANN401 - handles of pdfium have no public type
        """Read a page, counted from 0."""
        with read_page(handle, index, self.limits.paths) as page:
            self._see(page, SourceRef(self.document.file, page=index + 1))
        if self.cells > self.limits.cells:
            raise over_limit(SourceRef(self.document.file), "cells", self.cells, self.limits.cells, "--max-cells")

    def _see(self, page: Page | None, place: SourceRef) -> None:
        """A page, or what keeps it from being read."""
        if page is None:
            self.document.problems.append(Problem("READ-031", place, {"reason": f"PDF, {place.page}"}))
        elif page.drawn > self.limits.paths:
            values = {"found": str(page.drawn), "limit": str(self.limits.paths), "option": "--max-lines-per-page"}
            self.document.problems.append(Problem("READ-037", place, values))
        else:
            frames = find_frames(page)
            set_large_apart(page, frames)
            self._note(page, place)
            self._read_page(page, frames)

    def _note(self, page: Page, place: SourceRef) -> None:
        """What of the page nobody can read."""
        if not page.chars and page.images:
            self.document.problems.append(Problem("READ-038", place))
        if page.unseen:
            self.document.notes.append(Problem("READ-043", place, {"count": str(page.unseen)}))
        if page.leaning:
            self.document.notes.append(Problem("READ-048", place, {"text": _quoted(page.leaning)}))
        if page.unknown:
            share = page.unknown / (len(page.chars) + page.unknown)
            found = self.document.problems if share > _MOST_UNKNOWN else self.document.notes
            found.append(Problem("READ-044", place, {"count": str(page.unknown)}))

    def _read_page(self, page: Page, frames: list[Frame]) -> None:
        cells, outside = share_out(page, frames)
        kept: list[tuple[Frame, int]] = []
        for number, frame in enumerate(frames):
            is_table = len(cells[number]) >= _MIN_FILLED or _looks_ruled(frame)
            if not is_table and not (number == 0 and self.last is not None and is_rest(self.last, frame, cells[number])):
                outside += [char for chars in cells[number].values() for char in chars]
            else:
                kept.append((frame, number))
        edge = right_edge(page, outside, [frame for frame, _ in kept])
        blocks: list[Block] = []
        line = 0
        for frame, number in kept:
            above = [char for char in outside if char.y < frame.top]
            outside = [char for char in outside if char.y >= frame.top]
            line = self._add_prose(page, above, blocks, line, edge)
            made = grid_of(page, frame, cells[number], self.document.file, after_page_break=not blocks)
            rest: Grid | None = made
            if self.last is not None and self._goes_on(blocks, made):
                rest = go_on(self.last, frame, made, cells[number])
            if rest is not None and rest.rows:
                blocks.append(rest)
                self.last = opened(frame, rest, cells[number])
        self.lines = {block.text for block in blocks if not isinstance(block, Grid)}
        before = len(blocks)
        self._add_prose(page, outside, blocks, line, edge)
        if not kept or not all(_is_page_mark(block) for block in blocks[before:]):
            self.last = None
        self.cells += sum(1 if not isinstance(block, Grid) else sum(1 for _ in block.cells()) for block in blocks)
        self.document.blocks += blocks

    def _goes_on(self, blocks: list[Block], grid: Grid) -> bool:
        """A table goes on with that of the page before: nothing stands between, or what the page before printed too, with the header."""
        above = [block for block in blocks if not _is_page_mark(block)]
        if not above or self.last is None:
            return self.last is not None
        return repeats_head(self.last, grid) and all(not isinstance(block, Grid) and block.text in self.lines for block in above)

    def _add_prose(self, page: Page, chars: list[Char], blocks: list[Block], line: int, edge: float) -> int:
        found, line = read_prose(page, chars, self.document.file, line, edge, after_page_break=not blocks)
        blocks += found
        return line


def _quoted(texts: list[str]) -> str:
    """Each of some texts once, and no more than a line of them."""
    line = " ".join(dict.fromkeys(texts))
    return line if len(line) <= _MOST_QUOTED else line[: _MOST_QUOTED - 1] + "…"


def _is_page_mark(block: Block) -> bool:
    """The number of a page."""
    return not isinstance(block, Grid) and _PAGE_MARK.fullmatch(block.text) is not None


def _looks_ruled(frame: Frame) -> bool:
    """Many cells, even if nearly all are empty: an empty form."""
    return len(frame.places) >= 6
