"""The table of contents of a document (目录): its lines are no headings and no tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.documents.grid import Block, Cell, Grid, Paragraph
from jixiao.layouts import heads
from jixiao.layouts.draft import squash, tidy
from jixiao.layouts.ledger import Ledger
from jixiao.model import ContentsEntry
from jixiao.provenance import SourceRef

_HEADING = re.compile(r"目\s*[录次]$")
_LEADER = re.compile(r"(?:[.．·…。-]\s?){3,}\s*[（(]?\d{0,4}[)）]?$|[.…]{2,}$")
_PAGE = re.compile(r"^[-—\s]*\d{1,4}[-—\s]*$")
_LEADERS = ".．·…。_- \t"
_PAGE_MARKS = "-— \t)）"
_NUMBER = re.compile(r"\d{0,4}")
_MARKS = re.compile(r"</?b>|\*\*")
_LONGEST = 60


def mark_contents(blocks: Sequence[Block], ledger: Ledger) -> tuple[list[Block], list[ContentsEntry]]:
    """The blocks without those of the contents, which are accounted for, and the entries of the contents."""
    inside: set[int] = set()
    for at, block in enumerate(blocks):
        if at not in inside and isinstance(block, Paragraph) and _HEADING.search(squash(block.text)) and len(block.text) < 30:
            end = _end_by_entries(blocks, at + 1)
            end = end if end > at + 1 else _end_by_repetition(blocks, at + 1)
            end = end if end > at + 1 else _end_by_page(blocks, at)
            if end > at + 1:
                inside.update(range(at, end))
    at = 0
    while at < len(blocks):
        end = _end_by_entries(blocks, at) if at not in inside and _is_leader(blocks[at]) else at
        if end - at >= 3:
            inside.update(range(at, end))
        at = max(end, at + 1)
    for index in inside:
        ledger.ignore("contents", *_cells(blocks[index]))
    entries = [entry for index in sorted(inside) for entry in _entries(blocks[index])]
    return [block for index, block in enumerate(blocks) if index not in inside], entries


def _entries(block: Block) -> Iterator[ContentsEntry]:
    """What a block of the contents announces: a line, or the rows of a grid."""
    if isinstance(block, Paragraph):
        if not _HEADING.search(squash(block.text)):
            yield from _entry(block.text, block.source)
        return
    for row in block.rows:
        cells = row.filled()
        if cells and not _PAGE.match(cells[0].text):
            yield from _entry("\t".join(cell.text for cell in cells), cells[0].source)


def _entry(text: str, source: SourceRef) -> Iterator[ContentsEntry]:
    """An entry without leaders and page.

    >>> [(entry.text, entry.page) for entry in _entry("部门收支总表......(3)", SourceRef("a.txt", line=9))]
    [('部门收支总表', 3)]
    """
    plain = _MARKS.sub("", text).strip()
    before, page = _without_page(plain)
    title = before.rstrip(_LEADERS)
    leaders = before[len(title) :]
    has_leaders = len(leaders) > 1 or "\t" in leaders
    if not has_leaders and not (page and len(page) < 4 and not leaders and len(title) > 3 and not title[-1:].isascii()):
        title, page = plain, ""
    if title := tidy(title):
        yield ContentsEntry(text=title, page=int(page) if page else None, source=source)


def _without_page(plain: str) -> tuple[str, str]:
    """An entry without the number of the page at its end, and that number; empty where there is none."""
    end = plain.rstrip(_PAGE_MARKS)
    digits = _NUMBER.match(end[:-5:-1])
    page = digits[0][::-1] if digits else ""
    before = end[: len(end) - len(page)]
    if not page or before[-1:].isdigit():
        return plain, ""
    return before.rstrip("（("), page


def _cells(block: Block) -> list[Cell | Paragraph]:
    return [block] if isinstance(block, Paragraph) else list(block.cells())


def _is_leader(block: Block) -> bool:
    if isinstance(block, Paragraph):  # nothing but …… is a row of a blank form
        return len(block.text) < 400 and _LEADER.search(block.text) is not None and bool(block.text.strip(_LEADERS))
    return bool(block.rows) and all(_is_entry_row(row.filled()) for row in block.rows)


def _is_entry_row(cells: Sequence[Cell]) -> bool:
    """Text and a page number; a row of leader dots without a number."""
    if not cells or len(cells) > 3:
        return False
    if len(cells) == 1:
        return len(cells[0].text) < 400 and _LEADER.search(cells[0].text) is not None
    return _PAGE.match(cells[-1].text) is not None and not any(_PAGE.match(cell.text) for cell in cells[:-1])


def _end_by_entries(blocks: Sequence[Block], start: int) -> int:
    """Index behind the last entry; lines without a page number may stand between entries."""
    end, between = start, 0
    for at in range(start, len(blocks)):
        block = blocks[at]
        if _is_leader(block):
            end, between = at + 1, 0
        elif isinstance(block, Grid) or len(block.text) > _LONGEST or "。" in block.text or between >= 3:
            break
        else:
            between += 1
    return end


def _end_by_repetition(blocks: Sequence[Block], start: int) -> int:
    """Contents without page numbers end where their first entry stands again, as a heading."""
    texts: list[str] = []
    for at in range(start, min(start + 80, len(blocks))):
        block = blocks[at]
        if isinstance(block, Grid) or len(block.text) > _LONGEST or "。" in block.text:
            break
        flat = squash(block.text)
        if texts and flat == texts[0] and len(texts) > 2:
            return at
        head = heads.read_head(block.text) if not texts else None
        if flat and (head is None or head.kind != "date"):  # 公开时间：… below 目录
            texts.append(flat)
    return start


def _end_by_page(blocks: Sequence[Block], start: int) -> int:
    """Contents without page numbers that fill a page of their own: short lines, no sentence, up to the next page."""
    if not blocks[start].after_page_break:
        return start
    for at in range(start + 1, min(start + 80, len(blocks))):
        block = blocks[at]
        if block.after_page_break:
            return at if at > start + 3 else start
        if isinstance(block, Grid) or len(block.text) > _LONGEST or "。" in block.text:
            break
    return start
