"""Plain text in its three shapes: cells parted by tabs, one cell per line, columns aligned by blanks.

What the shape does not say is left open here: a line without a tab is a paragraph, and whether a run of paragraphs is a table that
was printed one cell per line is for recognition to tell, which knows labels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from itertools import pairwise

from jixiao.documents.grid import Block, Cell, Grid, OpenedDocument, Paragraph, Row
from jixiao.documents.limits import Limits, Refusal
from jixiao.documents.readers import bars
from jixiao.documents.readers.aligned import TextLine, later_starts, read_aligned, segment_count
from jixiao.documents.readers.encoding import decode
from jixiao.provenance import Problem, SourceRef

ToGrids = Callable[[Sequence[TextLine]], list[Grid]]

MAX_LINE = 100_000
"""Characters of a line that is still read; a longer one is a problem."""
_MAX_QUOTED_LINES = 60
_FEWEST_BLANK = 5  # cells without a text that tell that blank cells were kept
_MOSTLY = 0.8
_MOST_LONE = 9  # lines of one segment inside a block in columns: the text of a goal

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_RESIDUE = re.compile(r"\[bookmark:[^\]\n]{0,80}\]|</?(?:b|i|u|strong|em|span|p|sup|sub)>|<br\s{0,3}/?>", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_BULLET = re.compile(r"[-*•·]\s+(?=\S)")
_BLANKS = " \t\u3000\r\n"
_SPACES = f"{_BLANKS}\xa0"
_FEWEST_SPACED = 30
_MOST_EMPTY = 60
_BOLD_CELL = re.compile(r"\*\*([^*\n]{1,200})\*\*")
_BOLD = re.compile(r"\*\*(?=[\u4e00-\u9fff“（(]|$)|(?<=[\u4e00-\u9fff：:”）)])\*\*")


class BlankCells(Enum):
    """How blank cells stand in a text of one cell per line."""

    NONE = "none"
    """They are not kept, or the text is in another shape."""
    EMPTY = "empty"
    """An empty line more for each of them."""
    OF_BLANKS = "of_blanks"
    """A line of nothing but blanks for each of them."""


def read(data: bytes, document: OpenedDocument, limits: Limits) -> None:
    """Decode the bytes of a text and append its paragraphs and grids to ``document``."""
    del limits  # the size of the file bounds what it can hold
    decoded = decode(data)
    if isinstance(decoded, str):
        raise Refusal(decoded, SourceRef(document.file))
    document.pages = decoded.text.count("\f") + 1 if "\f" in decoded.text else None
    read_text(decoded.text, document)


def read_text(text: str, document: OpenedDocument) -> None:
    """Split a decoded text into paragraphs and grids and append them to ``document``."""
    lines = list(_lines(text, document))
    if bars.BAR in text:
        start, end = bars.cells_in(lines)
        if end > start:
            _read_lines(lines[:start], document)
            document.blocks += bars.cells_of(lines[start:end], document.file)
            lines = lines[end:]
        lines = bars.with_tabs(lines)
    _read_lines(lines, document)


def _read_lines(lines: Sequence[TextLine], document: OpenedDocument) -> None:
    has_rows = any(sum(1 for part in line.text.split("\t") if part.strip(_BLANKS)) > 1 for line in lines if "\t" in line.text)
    pending: list[TextLine] = []
    run: list[TextLine] = []
    gap = False
    for line in lines:
        if has_rows and not line.text.strip(_BLANKS):
            gap = True
            continue
        line.after_gap, gap = line.after_gap or gap, False
        tabbed = has_rows and "\t" in line.text
        if run and (not tabbed or line.after_gap or line.after_page_break):
            _end_run(run, document)
            run = []
        if tabbed:
            _end_lines(pending, document)
            pending = []
            run.append(line)
        else:
            pending.append(line)
    _end_run(run, document)
    _end_lines(pending, document)


def _lines(text: str, document: OpenedDocument) -> Iterator[TextLine]:
    """The lines that print something, or that are empty cells, with the gaps before them."""
    gap = page_break = False
    lines = re.split(r"\r\n|\r|\n", text)
    kept, blanks = _blank_cells(lines), 0
    for number, raw in _joined_quotes(lines):
        if kept is BlankCells.OF_BLANKS and raw and not raw.strip(_SPACES):
            raw = "\t"
        if "\f" in raw:
            page_break = True
            raw = raw.replace("\f", "")
        if len(raw) > MAX_LINE:
            place = SourceRef(document.file, number)
            document.problems.append(Problem("READ-004", place, {"length": str(len(raw)), "limit": str(MAX_LINE)}))
            document.blocks.append(Paragraph(raw[:60], place))
            continue
        if not raw.strip(_BLANKS) and "\t" not in raw:
            gap, blanks = True, blanks + 1
            continue
        for _ in range(min(blanks - 1, _MOST_EMPTY) if kept is BlankCells.EMPTY and not page_break else 0):
            yield TextLine(number, "\t", True)
        blanks = 0
        yield TextLine(number, _INVISIBLE.sub("", raw).replace("\xa0", " "), gap, page_break)
        gap = page_break = False


def _blank_cells(lines: Sequence[str]) -> BlankCells:
    """How a text that prints one cell per line, with empty lines between them, keeps its blank cells."""
    filled = [at for at, line in enumerate(lines) if line.strip(_SPACES)]
    below = sum(not lines[at + 1] for at in filled if at + 1 < len(lines))
    blank = sum(bool(line) and not line.strip(_SPACES) for line in lines)
    if blank >= _FEWEST_BLANK and below > _MOSTLY * len(filled):
        return BlankCells.OF_BLANKS
    beside = sum(b - a == 1 for a, b in pairwise(filled))
    is_spaced = not any("\t" in line for line in lines) and len(filled) >= _FEWEST_SPACED and beside * 20 <= len(filled)
    return BlankCells.EMPTY if is_spaced else BlankCells.NONE


def _joined_quotes(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Numbered lines; cells that a spreadsheet quoted because they hold line breaks are one line again."""
    at = 0
    while at < len(lines):
        line = lines[at]
        number = at + 1
        end = _end_of_quote(lines, at)
        if end > at:
            line = " ".join(lines[at : end + 1])
        if '"' in line and "\t" in line:
            line = "\t".join(_unquoted(part) for part in line.split("\t"))
        yield number, line
        at = end + 1


def _end_of_quote(lines: Sequence[str], at: int) -> int:
    """Index of the line where a quoted cell that opens in line ``at`` closes; ``at`` itself where none stays open."""
    if not _is_open(lines[at]):
        return at
    for end in range(at + 1, min(at + _MAX_QUOTED_LINES, len(lines))):
        if lines[end].count('"') % 2:
            return end
    return at


def _is_open(line: str) -> bool:
    last = line.rsplit("\t", 1)[-1]
    return last.startswith('"') and last.count('"') % 2 == 1


def _unquoted(part: str) -> str:
    if len(part) > 1 and part.startswith('"') and part.endswith('"'):
        return part[1:-1].replace('""', '"')
    return part


def _end_run(run: Sequence[TextLine], document: OpenedDocument) -> None:
    """Lines with tabs, one below the other, are the rows of a grid."""
    if not run:
        return
    grid = Grid(after_page_break=run[0].after_page_break)
    for line in run:
        cells = [
            Cell(_cleaned(part), col, SourceRef(document.file, line.number, col + 1)) for col, part in enumerate(line.text.split("\t"))
        ]
        grid.rows.append(Row(cells, line.after_gap))
    document.blocks.append(grid)


def _end_lines(lines: Sequence[TextLine], document: OpenedDocument) -> None:
    document.blocks += blocks_of(lines, document.file)


def blocks_of(
    lines: Sequence[TextLine], file: str, to_grids: ToGrids | None = None, end_of_table: Callable[[int], int] | None = None
) -> list[Block]:
    """Lines without tabs are paragraphs, except where they fall into columns.

    Args:
        lines: printed lines, none of them empty.
        file: name of the file, for the places.
        to_grids: what makes grids of the lines of a block; by default they are found by positions.
        end_of_table: what tells for a line the index behind the block that begins there, or its own index; by default the positions do.
    """
    blocks: list[Block] = []
    at = 0
    table: Sequence[TextLine] = ()
    while at < len(lines):
        end = end_of_table(at) if end_of_table else _end_of_columns(lines, at)
        if end > at:
            if to_grids is None:
                grids, table = read_aligned(lines[at:end], file, table)
            else:
                grids = to_grids(lines[at:end])
            blocks += grids
            at = end
        else:
            blocks.append(_paragraph(lines[at], file))
            at += 1
    return blocks


def _end_of_columns(lines: Sequence[TextLine], at: int) -> int:
    """Index behind the last line of a block in columns that begins at ``at``; ``at`` where none begins."""
    if segment_count(lines[at].text) < 2 or "\t" in lines[at].text:
        return at
    end, lone, ruled = at, 0, 0
    for index in range(at, len(lines)):
        line = lines[index]
        if index > at and line.after_page_break:
            break
        count = segment_count(line.text)
        if count > 1:
            end, lone, ruled = index + 1, 0, ruled + 1
        else:
            lone += 3 if line.after_gap else 1
            if lone > _MOST_LONE or not _may_be_cell(line.text):
                break
    starts = {start for line in lines[at:end] for start in later_starts(line.text)} if ruled > 1 else set()
    while end < len(lines) and _is_tail(lines[end], starts):
        end += 1
    return end if ruled > 1 else at


def _may_be_cell(text: str) -> bool:
    """A lone segment inside a block in columns: indented, or short."""
    stripped = text.strip(_BLANKS)
    if text.startswith(" " * 8):
        return len(stripped) < 80
    return 0 < len(stripped) < 40 and not stripped.endswith("。") and (text.startswith(("  ", "\u3000")) or len(stripped) < 12)


def _is_tail(line: TextLine, starts: set[int]) -> bool:
    """The last lines of a cell that was broken over lines: they begin where cells of the block begin."""
    if line.after_gap or line.after_page_break or segment_count(line.text) != 1:
        return False
    indent = len(line.text) - len(line.text.lstrip(_BLANKS))
    return indent >= 4 and any(abs(indent - start) <= 1 for start in starts)


def _paragraph(line: TextLine, file: str) -> Paragraph:
    text = _RESIDUE.sub("", line.text).strip(_BLANKS)
    level = 0
    if heading := _HEADING.match(text):
        level, text = len(heading.group(1)), text[heading.end() :]
    elif bullet := _BULLET.match(text):
        text = text[bullet.end() :]
    return Paragraph(
        _BOLD.sub("", text).strip(_BLANKS),
        SourceRef(file, line.number),
        level=level,
        is_cell=line.text.startswith("\t"),
        after_gap=line.after_gap,
        after_page_break=line.after_page_break,
    )


def _cleaned(part: str) -> str:
    text = _RESIDUE.sub("", part).strip(_BLANKS)
    if "**" in text:
        text = _BOLD_CELL.sub(r"\1", text)
    return _BULLET.sub("", text, count=1) if text.startswith(("- ", "• ", "* ")) else text
