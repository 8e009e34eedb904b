"""pdfplumber finds tables in its own way; on ruled pages it finds the cells that we find."""

import os
from collections import Counter
from pathlib import Path

import pytest

from jixiao.documents import open_document
from jixiao.documents.grid import Grid

CORPUS = os.environ.get("JIXIAO_CORPUS")
FILES = sorted((Path(CORPUS) / "realdocs").glob("*.pdf")) if CORPUS else []
ROWS_JOINED = 0.002
"""Share of the cells that may differ: pdfplumber keeps the halves of a row that a page break cut, and loses some there."""


def squash(text):
    return "".join((text or "").split())


def ours(path):
    """Texts of the cells of ruled tables by page; a cell that goes on belongs to the page on which it begins."""
    found = {}
    for block in open_document(path).blocks:
        if isinstance(block, Grid) and not block.wrapped:
            for cell in block.cells():
                found.setdefault(cell.source.page, Counter())[squash(cell.text)] += 1
    return found


def lines(path):
    """Texts of the lines outside of tables, which it takes for cells where a white area lies behind them."""
    return {squash(block.text) for block in open_document(path).blocks if not isinstance(block, Grid)}


def theirs(path):
    pdfplumber = pytest.importorskip("pdfplumber")
    found = {}
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for table in page.extract_tables():
                texts = Counter(squash(cell) for row in table for cell in row if squash(cell))
                if len(texts) > 1:
                    found.setdefault(page.page_number, Counter()).update(texts)
    return found


@pytest.mark.skipif(not CORPUS, reason="JIXIAO_CORPUS is not set: the published documents are not here")
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_cells_are_those_that_pdfplumber_finds(path):
    mine, other = ours(path), theirs(path)

    assert set(mine) <= set(other)
    for page in set(other) - set(mine):  # it takes the white areas behind lines of prose for cells
        assert not any(text.replace(",", "").replace(".", "").isdigit() for text in other[page]), page
    outside = lines(path)
    differing = {
        page: (mine[page] - other[page], Counter({text: n for text, n in (other[page] - mine[page]).items() if text not in outside}))
        for page in mine
        if mine[page] != other[page]
    }
    count = sum(sum(left.values()) + sum(right.values()) for left, right in differing.values())
    assert count <= ROWS_JOINED * sum(sum(cells.values()) for cells in mine.values()), differing
