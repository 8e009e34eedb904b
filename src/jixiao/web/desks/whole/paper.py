"""An ex-ante assessment on paper (事前绩效评估表)."""

from __future__ import annotations

from jixiao.documents.grid import Cell, Row
from jixiao.documents.printout import NOWHERE, Align, Page, PrintedCell, PrintedGrid, PrintedLine, Printout, Style
from jixiao.messages import text
from jixiao.web.desks.whole.assessed import Assessed
from jixiao.web.records.models import Declaration
from jixiao.web.records.wan import in_wan

_WIDTHS = (34.0, 100.0, 20.0, 20.0)


def assessment_paper(declaration: Declaration, assessed: Assessed) -> Printout:
    """The assessment as one page in Chinese: project, the five heads with their points, the conclusion."""

    def said(key: str, **values: object) -> str:
        return text(f"web_assess_paper.{key}", "zh", **values)

    money = in_wan(declaration.annual_yuan) if declaration.annual_yuan is not None else ""
    rows = [
        _row(0, (said("project"), 1), (declaration.name, 3)),
        _row(1, (said("agency"), 1), (declaration.agency_name, 1), (said("money"), 1), (money, 1)),
        _row(2, (said("head"), 1), (said("text"), 1), (said("most"), 1), (said("points"), 1)),
    ]
    for each in assessed.heads:
        label = text(f"assessment_head.{each.name}", "zh")
        rows.append(_row(len(rows), (label, 1), (each.said.text, 1), (str(each.most), 1), (each.said.points, 1)))
    total = "" if assessed.total is None else f"{assessed.total:f}"
    rows.append(_row(len(rows), (said("total"), 2), (str(assessed.most), 1), (total, 1)))
    conclusion = text(f"assessment_conclusion.{assessed.conclusion}", "zh") if assessed.conclusion else ""
    rows.append(_row(len(rows), (said("conclusion"), 1), (conclusion, 3)))
    rows.append(_row(len(rows), (said("reason"), 1), (assessed.reason, 3)))
    lines = [
        PrintedLine(said("title"), NOWHERE, style=Style.TITLE, align=Align.CENTER),
        PrintedLine(said("year", year=declaration.fiscal_year), NOWHERE, style=Style.SUBTITLE, align=Align.CENTER),
    ]
    return Printout(str(declaration), [Page(said("title"), [*lines, PrintedGrid(rows, spanned=True, widths=_WIDTHS)])])


def _row(number: int, *cells: tuple[str, int]) -> Row:
    """A row of texts, each with how many columns it covers; long texts stand at the left."""
    col = 0
    made: list[Cell] = []
    for words, span in cells:
        align = Align.LEFT if len(words) > 12 else Align.CENTER
        made.append(PrintedCell(words, col, NOWHERE, colspan=span, align=align))
        col += span
    return Row(made)
