"""Draws pages for the tests: tables with lines of every kind, text where one wants it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from jixiao.documents.grid import Grid, OpenedDocument
from jixiao.documents.limits import Limits
from jixiao.documents.readers.pdf import read

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], None]


def make(*pages: Draw, size: tuple[float, float] = A4, **options: object) -> bytes:
    """A PDF with a page for each function that draws one."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True, **options)
    for page in pages:
        canvas.setFont(FONT, 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def opened(data: bytes, limits: Limits | None = None) -> OpenedDocument:
    """The document in neutral form."""
    document = OpenedDocument("a.pdf", "", "application/pdf")
    read(data, document, limits or Limits())
    return document


def grids(document: OpenedDocument) -> list[list[list[str]]]:
    """Texts of the grids."""
    return [[[cell.text for cell in row.cells] for row in block.rows] for block in document.blocks if isinstance(block, Grid)]


def paragraphs(document: OpenedDocument) -> list[str]:
    """Texts of the paragraphs."""
    return [block.text for block in document.blocks if not isinstance(block, Grid)]


def table(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    *,
    left: float = 60,
    top: float = 760,
    widths: Sequence[float] = (120, 120, 160),
    height: float = 24,
    line: Callable[[Canvas, float, float, float, float], None] | None = None,
    sides: str = "tblr",
    align: str = "left",
) -> None:
    """A table with all its lines, but for the outer sides that ``sides`` leaves out."""
    draw = line or (lambda c, x0, y0, x1, y1: c.line(x0, y0, x1, y1))
    xs = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
    ys = [top - height * at for at in range(len(rows) + 1)]
    for at, y in enumerate(ys):
        if (at or "t" in sides) and (at < len(rows) or "b" in sides):
            draw(canvas, xs[0], y, xs[-1], y)
    for at, x in enumerate(xs):
        if (at or "l" in sides) and (at < len(widths) or "r" in sides):
            draw(canvas, x, ys[-1], x, ys[0])
    texts(canvas, rows, xs, ys, align)


def texts(canvas: Canvas, rows: Sequence[Sequence[str]], xs: Sequence[float], ys: Sequence[float], align: str = "left") -> None:
    """The texts of a table without its lines."""
    for row, y in zip(rows, ys[1:], strict=False):
        for col, text in enumerate(row):
            for number, part in enumerate(text.split("\n")):
                height = y + 8 + 10 * (text.count("\n") - number)
                if align == "right":
                    canvas.drawRightString(xs[col + 1] - 2, height, part)
                else:
                    canvas.drawString(xs[col] + 2, height, part)
