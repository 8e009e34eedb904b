"""Draws a form on a page with reportlab, in the ways in which programs draw tables."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.rendering.blocks import merged

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

SIZE = 10
LEADING = 13
PADDING = 3


@dataclass(frozen=True)
class Box:
    """A cell on the page, in points from its lower left corner; ``row`` is its first row, ``text`` its lines."""

    row: int
    x: float
    y: float
    width: float
    height: float
    text: list[str]


def boxes(rows: Sequence[Sequence[str]], widths: Sequence[float], left: float = 50, top: float = 760) -> list[Box]:
    """The cells of a table whose lowest row begins at ``top``; rows are as high as their texts."""
    grid = merged(rows)
    texts: dict[tuple[int, int], list[str]] = {}
    heights = [20.0] * len(rows)
    for at, row in enumerate(grid.rows):
        for cell in row.cells:
            if cell.text:
                width = sum(widths[cell.col : cell.col + cell.colspan])
                texts[at, cell.col] = wrapped(cell.text, width - 2 * PADDING)
                if cell.rowspan == 1:
                    heights[at] = max(heights[at], len(texts[at, cell.col]) * LEADING + 2 * PADDING)
    xs = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
    ys = [top - sum(heights[:at]) for at in range(len(heights) + 1)]
    found = []
    covered: set[tuple[int, int]] = set()
    for at, row in enumerate(grid.rows):
        for cell in row.cells:
            if (at, cell.col) in covered:
                continue
            covered |= {(at + i, cell.col + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            bottom, right = ys[at + cell.rowspan], xs[cell.col + cell.colspan]
            found.append(Box(at, xs[cell.col], bottom, right - xs[cell.col], ys[at] - bottom, texts.get((at, cell.col), [])))
    return found


def wrapped(text: str, width: float) -> list[str]:
    """A text in lines that are no wider."""
    lines = [""]
    for char in text:
        if lines[-1] and pdfmetrics.stringWidth(lines[-1] + char, FONT, SIZE) > width:
            lines.append("")
        lines[-1] += char
    return lines


def print_texts(canvas: Canvas, cells: Sequence[Box], write: Callable[[Canvas, float, float, str], None] | None = None) -> None:
    """The text of each cell in its middle."""
    for cell in cells:
        y = cell.y + (cell.height + LEADING * len(cell.text)) / 2 - SIZE
        for number, line in enumerate(cell.text):
            x = cell.x + (cell.width - pdfmetrics.stringWidth(line, FONT, SIZE)) / 2
            (write or (lambda c, x, y, text: c.drawString(x, y, text)))(canvas, x, y - LEADING * number, line)


def make(draw: Callable[[Canvas], None], size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF of one page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    canvas.setFont(FONT, SIZE)
    draw(canvas)
    canvas.save()
    return out.getvalue()


WHITE, GREY, BLUE, BLACK = Color(1, 1, 1), Color(0.9, 0.9, 0.9), Color(0.75, 0.85, 0.95), Color(0, 0, 0)
