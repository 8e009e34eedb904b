"""Write paragraphs and tables as a web page with ``rowspan`` and ``colspan``."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from jixiao.documents.grid import Block, Cell, Grid
from jixiao.documents.printout import placed


def write_html(blocks: Sequence[Block], path: Path) -> None:
    """Write a page in UTF-8."""
    parts = ["<!DOCTYPE html>", '<html lang="zh-CN"><head><meta charset="utf-8"><title>公开</title>']
    parts.append("<style>table { border-collapse: collapse } td { border: 1px solid black }</style></head><body>")
    for block in blocks:
        if isinstance(block, Grid):
            parts.append("<table>")
            parts += [f"<tr>{''.join(_cell(cell) for cell in row if cell is not None)}</tr>" for row in placed(block)]
            parts.append("</table>")
        elif block.level:
            parts.append(f"<h{min(block.level, 6)}>{escape(block.text)}</h{min(block.level, 6)}>")
        else:
            parts.append(f"<p>{_text(block.text)}</p>")
    parts.append("</body></html>")
    path.write_text("\n".join(parts), encoding="utf-8")


def _cell(cell: Cell) -> str:
    spans = "".join(f' {name}="{span}"' for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span > 1)
    return f"<td{spans}>{_text(cell.text)}</td>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
