"""The first sheet of a working paper: what was read, what was found, what was not looked at, and how to use the paper (概况)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jixiao.exports.paper_styles import MUTED, Styles, fitted, height_of, print_across
from jixiao.facts.reading import FactReading
from jixiao.messages import catalogue, text
from jixiao.rules import Audit, Finding, Severity
from jixiao.rules.folding import by_document

_WIDTHS = (5, 26, 8, 16, 8, 8, 8, 8, 8, 8, 8, 44)
_LAST = len(_WIDTHS) - 1
_FEW = 200
_HEADS = ("number", "unit", "year", "kind", "projects", "indicators", "tables", "unread")


def write_overview(sheet: Any, found: Sequence[FactReading], audit: Audit, styles: Styles) -> None:  # noqa: ANN401 - a sheet of XlsxWriter, which ships no types
    """Write the sheet from top to bottom.

    Args:
        sheet: an empty sheet.
        found: the documents.
        audit: what was found.
        styles: formats of the workbook.
    """
    for col, width in enumerate(_WIDTHS):
        sheet.set_column(col, col, width)
    sheet.set_row(0, 32)
    sheet.merge_range(0, 0, 0, _LAST, text("paper.title"), styles.title())
    row = _documents(sheet, 2, found, audit, styles)
    row = _themes(sheet, row + 1, audit, styles)
    row = _limits(sheet, row + 1, found, audit, styles)
    _how_to(sheet, row + 1, styles)
    print_across(sheet)


def _section(sheet: Any, row: int, key: str, styles: Styles) -> int:  # noqa: ANN401 - as above
    """A heading over the whole width; the row below it."""
    sheet.set_row(row, 20)
    sheet.merge_range(row, 0, row, _LAST, text(key), styles.section())
    return row + 1


def _paragraph(sheet: Any, row: int, said: str, style: Any) -> int:  # noqa: ANN401 - as above
    """Words over the whole width, as high as they need; the row below them."""
    said = fitted(said)
    sheet.set_row(row, height_of([(sum(_WIDTHS), said)]))
    sheet.merge_range(row, 0, row, _LAST, said, style)
    return row + 1


def _documents(sheet: Any, row: int, found: Sequence[FactReading], audit: Audit, styles: Styles) -> int:  # noqa: ANN401 - as above
    row = _section(sheet, row, "paper.section_documents", styles)
    heads = [*(text(f"paper.{key}") for key in _HEADS), *(text(f"severity.{severity.value}") for severity in Severity), text("paper.file")]
    for col, head in enumerate(heads):
        sheet.write_string(row, col, head, styles.header())
    findings = by_document(audit.findings)
    for number, reading in enumerate(found, start=1):
        row += 1
        document = reading.document
        projects = [*document.projects, *document.whole_department]
        sheet.write_number(row, 0, number, styles.cell(align="center"))
        sheet.write_string(row, 1, fitted(document.publisher or text("cli.unknown")), styles.cell())
        sheet.write_string(row, 2, str(document.fiscal_year or text("cli.unknown")), styles.cell(align="center"))
        sheet.write_string(row, 3, text(f"kind.{document.kind.value}"), styles.cell())
        counts = (len(projects), sum(len(item.indicators) for item in projects), len(document.tables), len(document.problems))
        for col, count in enumerate(counts, start=4):
            sheet.write_number(row, col, count, styles.cell(align="center"))
        _counts(sheet, row, 8, findings.get(reading.id, []), styles)
        sheet.write_string(row, _LAST, Path(document.source.file).name, styles.cell())
    return row + 1


def _counts(sheet: Any, row: int, col: int, findings: Sequence[Finding], styles: Styles) -> None:  # noqa: ANN401 - as above
    for at, severity in enumerate(Severity):
        count = sum(finding.severity is severity and finding.waiver is None for finding in findings)
        sheet.write_number(row, col + at, count, styles.graded(severity) if count else styles.cell(align="center", font_color=MUTED))


def _themes(sheet: Any, row: int, audit: Audit, styles: Styles) -> int:  # noqa: ANN401 - as above
    row = _section(sheet, row, "paper.section_findings", styles)
    themes = {finding.rule.theme for finding in audit.findings if finding.waiver is None}
    if not audit.findings:
        return _paragraph(sheet, row, text("report.clean"), styles.prose())
    sheet.merge_range(row, 0, row, 3, text("column.theme"), styles.header())
    for at, severity in enumerate(Severity):
        sheet.write_string(row, 4 + at, text(f"severity.{severity.value}"), styles.header())
    for theme in sorted(themes, key=lambda theme: _weight(theme, audit)):
        row += 1
        name = text(f"theme.{theme}") if f"theme.{theme}" in catalogue() else theme
        sheet.merge_range(row, 0, row, 3, name, styles.cell())
        _counts(sheet, row, 4, [finding for finding in audit.findings if finding.rule.theme == theme], styles)
    row += 1
    sheet.merge_range(row, 0, row, 3, text("paper.total"), styles.cell(bold=True))
    _counts(sheet, row, 4, audit.findings, styles)
    waived = sum(finding.waiver is not None for finding in audit.findings)
    return _paragraph(sheet, row + 1, text("paper.waived", count=waived), styles.note()) if waived else row + 1


def _weight(theme: str, audit: Audit) -> tuple[int, ...]:
    severities = [finding.severity for finding in audit.findings if finding.rule.theme == theme]
    return tuple(-severities.count(severity) for severity in Severity)


def _limits(sheet: Any, row: int, found: Sequence[FactReading], audit: Audit, styles: Styles) -> int:  # noqa: ANN401 - as above
    row = _section(sheet, row, "paper.section_limits", styles)
    row = _paragraph(sheet, row, text("report.rules_run", count=len(audit.run)), styles.prose())
    for heading, said in _not_looked_at(found, audit):
        row = _paragraph(sheet, row, heading, styles.get(text_wrap=True, bold=True))
        for line in said[:_FEW]:
            row = _paragraph(sheet, row, line, styles.get(text_wrap=True, indent=1))
        if len(said) > _FEW:
            row = _paragraph(sheet, row, text("paper.and_more", count=len(said) - _FEW), styles.note())
    return row


def _not_looked_at(found: Sequence[FactReading], audit: Audit) -> Iterator[tuple[str, list[str]]]:
    """What the audit leaves open, each with its list."""
    if audit.failures:
        said = [f"{failure.rule.id}  {failure.reason}" for failure in audit.failures]
        yield text("report.rules_failed", count=len(audit.failures)), said
    problems = [problem for reading in found for problem in reading.document.problems]
    if problems:
        yield text("report.problems", count=len(problems)), [problem.describe() for problem in problems]
    if audit.left_out:
        yield (
            text("report.left_out", count=len(audit.left_out)),
            [f"{item.table}.{item.column} = {item.value:f}" for item in audit.left_out],
        )
    if audit.suspended:
        yield text("paper.suspended", count=len(audit.suspended)), [f"{rule}  {why}" for rule, why in audit.suspended.items()]


def _how_to(sheet: Any, row: int, styles: Styles) -> int:  # noqa: ANN401 - as above
    row = _section(sheet, row, "paper.section_use", styles)
    for key in ("use_rows", "use_decision", "use_doubtful", "use_law", "use_personal"):
        row = _paragraph(sheet, row, text(f"paper.{key}"), styles.prose())
    return row
