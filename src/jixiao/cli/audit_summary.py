"""The first and the last lines of an audit: a table of the documents, and what was counted, left out and failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table as Grid
from rich.text import Text

from jixiao.cli.blocks import lines
from jixiao.facts.reading import FactReading
from jixiao.messages import catalogue, text
from jixiao.rules import Audit, Finding, Severity
from jixiao.rules.folding import by_document

if TYPE_CHECKING:
    from rich.console import RenderableType

_FEW = 5
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}


def counted(findings: Sequence[Finding]) -> dict[Severity, int]:
    """Findings by severity, without those that are waived."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += finding.waiver is None
    return counts


def theme_name(theme: str) -> str:
    """A theme in words; a folder of the user's own is called as it is."""
    return text(f"theme.{theme}") if f"theme.{theme}" in catalogue() else theme


def overview(found: Sequence[FactReading], audit: Audit) -> Iterator[RenderableType]:
    """A row for each document: what was read, and what was found."""
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    grid.add_column(text("column.publisher"), overflow="fold", min_width=16)
    for key in ("year", "projects", "indicators", "tables", "problems"):
        grid.add_column(text(f"column.{'unread' if key == 'problems' else key}"), justify="right", no_wrap=True)
    for severity in Severity:
        grid.add_column(text(f"severity.{severity.value}"), justify="right", no_wrap=True)
    findings = by_document(audit.findings)
    for reading in found:
        document = reading.document
        problems = len(document.problems)
        counts = counted(findings.get(reading.id, []))
        grid.add_row(
            escape(document.publisher or Path(document.source.file).name),
            str(document.fiscal_year or text("cli.unknown")),
            str(len(document.projects) + len(document.whole_department)),
            str(sum(len(project.indicators) for project in (*document.projects, *document.whole_department))),
            str(len(document.tables)),
            Text(str(problems), style="yellow" if problems else "dim"),
            *(marked(severity, counts[severity]) for severity in Severity),
        )
    yield grid


def marked(severity: Severity, count: int) -> Text:
    """A number of findings in the colour of their severity; a dim zero."""
    return Text(str(count), style=STYLES[severity] if count else "dim")


def summary(audit: Audit, width: int, *, least: Severity, everything: bool) -> Iterator[RenderableType]:
    """What was found, by theme and severity, and what was not looked at."""
    yield Text()
    yield Text("━" * width, style="dim")
    counts = counted(audit.findings)
    total = Text()
    for severity in Severity:
        total.append(f"{text(f'severity.{severity.value}')} ").append_text(marked(severity, counts[severity])).append("   ")
    if waived := sum(finding.waiver is not None for finding in audit.findings):
        total.append(text("report.waived_count", count=waived), style="dim")
    yield total
    if hidden := sum(counts[severity] for severity in Severity if severity.rank > least.rank):
        yield from lines(text("report.hidden", count=hidden), width, indent=0, style="dim")
    yield from _themes(audit)
    yield Text()
    yield from _not_looked_at(audit, width, everything=everything)


def _themes(audit: Audit) -> Iterator[RenderableType]:
    themes = {finding.rule.theme for finding in audit.findings if finding.waiver is None}
    if not themes:
        return
    grid = Grid(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    grid.add_column(text("column.theme"))
    for severity in Severity:
        grid.add_column(text(f"severity.{severity.value}"), justify="right")
    for theme in sorted(themes, key=lambda theme: _weight(theme, audit)):
        counts = counted([finding for finding in audit.findings if finding.rule.theme == theme])
        grid.add_row(theme_name(theme), *(marked(severity, counts[severity]) for severity in Severity))
    yield Text()
    yield grid


def _weight(theme: str, audit: Audit) -> tuple[int, ...]:
    counts = counted([finding for finding in audit.findings if finding.rule.theme == theme])
    return tuple(-counts[severity] for severity in Severity)


def _not_looked_at(audit: Audit, width: int, *, everything: bool) -> Iterator[Text]:
    """Rules that ran, were suspended or failed, and numbers that could not be compared."""
    yield from lines(text("report.rules_run", count=len(audit.run)), width, indent=0, style="dim")
    if audit.suspended:
        yield from lines(text("report.rules_suspended", count=len(audit.suspended)), width, indent=0, style="dim")
        for rule, why in audit.suspended.items() if everything else ():
            yield from lines(f"{rule}  {why}", width, indent=2, style="dim")
    if audit.left_out:
        yield from lines(text("report.left_out", count=len(audit.left_out)), width, indent=0, style="yellow")
        for item in audit.left_out if everything else audit.left_out[:_FEW]:
            yield from lines(f"{item.table}.{item.column} = {item.value:f}", width, indent=2, style="dim")
    if audit.failures:
        yield from lines(text("report.rules_failed", count=len(audit.failures)), width, indent=0, style="bold red")
        for failure in audit.failures:
            yield from lines(f"{failure.rule.id}  {failure.reason}", width, indent=2, style="red")
