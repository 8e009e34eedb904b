"""Texts in which bars part the cells of a table (竖线分隔的文字), as tools write them that turn a web page into text.

Either a line is a row of the table; or bars only follow the cells, wherever the lines break, and a bar without a text is a blank cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jixiao.documents.grid import Paragraph
from jixiao.documents.readers.aligned import TextLine
from jixiao.documents.readers.plain import in_one_line
from jixiao.provenance import SourceRef

BAR = "|"
_FEWEST = 3
_MOST_BETWEEN = 4  # lines of a cell that holds line breaks
_MANY = 12
_MOSTLY = 0.9
_MOST_IN_ROW = 24
"""Filled cells of a row: a line with more of them holds several rows."""
_RULE = re.compile(r"[\s|:+-]+")


def cells_in(lines: Sequence[TextLine]) -> tuple[int, int]:
    """The lines from which to which bars follow single cells, the last one not included; equal where none do."""
    runs: list[list[int]] = []
    for at in (at for at, line in enumerate(lines) if BAR in line.text):
        if runs and at - runs[-1][-1] <= _MOST_BETWEEN:
            runs[-1].append(at)
        else:
            runs.append([at])
    found = next((run for run in runs if _follow_cells([lines[at] for at in run])), None)
    return (found[0], found[-1] + 1) if found else (0, 0)


def _follow_cells(lines: Sequence[TextLine]) -> bool:
    """A bar alone in its line is a blank cell, and a line of very many cells holds several rows."""
    blank = sum(line.text.strip() == BAR for line in lines)
    longest = max(sum(bool(part.strip()) for part in line.text.split(BAR)) for line in lines)
    single = sum(line.text.rstrip().endswith(BAR) and line.text.count(BAR) == 1 for line in lines)
    is_one_a_line = len(lines) >= _MANY and single > _MOSTLY * len(lines)
    return blank >= _FEWEST or is_one_a_line or (longest > _MOST_IN_ROW and len(lines) >= _FEWEST)


def cells_of(lines: Sequence[TextLine], file: str) -> list[Paragraph]:
    """A paragraph for each cell, also for the blank ones; each has the line in which its text begins, and its number in that line."""
    found: list[Paragraph] = []
    pieces: list[tuple[int, str]] = []

    def end(number: int) -> None:
        nonlocal pieces
        texts = [(line, text) for line, text in pieces if text.strip()]
        place, text = (texts[0][0], " ".join(text for _, text in texts)) if texts else (number, "")
        before = next((cell.source for cell in reversed(found) if cell.source.line == place), None)
        source = SourceRef(file, place, before.cell + 1 if before is not None else 1)
        found.append(Paragraph(in_one_line(text), source, is_cell=True, after_gap=not found))
        pieces = []

    for line in lines:
        *closed, rest = line.text.split(BAR)
        for text in closed:
            pieces.append((line.number, text))
            end(line.number)
        pieces.append((line.number, rest))
    if any(text.strip() for _, text in pieces):
        end(lines[-1].number)
    return found


def with_tabs(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with tabs for bars where each line is a row; the same lines where there are too few of them.

    A cell that holds a line break has broken its row: its rest begins with a bar.
    """
    if sum(line.text.count(BAR) > 1 for line in lines) < _FEWEST:
        return list(lines)
    joined: list[TextLine] = []
    for at, line in enumerate(lines):
        is_open = at + 1 < len(lines) and BAR not in line.text and _is_rest(lines, at + 1)
        if joined and BAR in line.text and _is_rest(lines, at) and BAR not in joined[-1].text:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text.lstrip()}")
        elif not _is_rule(line.text) or is_open:
            joined.append(line)
    ruled = [line.text.lstrip().startswith(BAR) for line in joined if BAR in line.text]
    is_framed = 2 * sum(ruled) > len(ruled)
    return [replace(line, text=_tabbed(line.text, is_framed=is_framed)) if BAR in line.text else line for line in joined]


def _is_rule(text: str) -> bool:
    """The line only draws: |---|---|."""
    return BAR in text and "--" in text and _RULE.fullmatch(text) is not None


def _is_rest(lines: Sequence[TextLine], at: int) -> bool:
    """The line begins with a bar although the rows of the table do not."""
    framed = sum(line.text.lstrip().startswith(BAR) for line in lines if BAR in line.text)
    return lines[at].text.lstrip().startswith(BAR) and framed * 4 < sum(BAR in line.text for line in lines)


def _tabbed(text: str, *, is_framed: bool) -> str:
    """The cells of a row with tabs between them, without the bars around the row; a bar at the left of some rows only ends a blank cell."""
    bare = text.strip()
    cells = (bare[1:] if is_framed and bare.startswith(BAR) else bare).removesuffix(BAR).split(BAR)
    return "\t".join(cell.strip() for cell in cells) if len(cells) > 1 else f"{cells[0].strip()}\t"
