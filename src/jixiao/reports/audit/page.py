"""The report of an audit: one file of HTML that needs no other (审核报告)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader

from jixiao.evidence import Evidence
from jixiao.facts.reading import FactReading, place_of, readings
from jixiao.layouts.masking import masked
from jixiao.messages import language, text
from jixiao.model import Document
from jixiao.reports.audit import words
from jixiao.reports.audit.charts import Bar, bars_by, counted, whole_bar
from jixiao.reports.audit.contents import DocumentPart, document_part, folds_of, kind_of_file
from jixiao.reports.audit.exhibits import Exhibits, Progress
from jixiao.reports.environment import digest_of, environment, own, resource
from jixiao.rules import Audit, Finding, Rule, Severity
from jixiao.rules.folding import by_document
from jixiao.rules.quoting import seen
from jixiao.rules.wording import money

MEGABYTES = 40.0
"""Pictures and rows of the documents in one report."""
_FEW_BARS = 24
_FEW_NAMES = 60
_NOTHING_ELSE = "base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported, and how.

    Attributes:
        version: of the program, for the head of the page.
        evidence: where pictures and rows come from; ``None`` for a report without any.
        least: lowest severity of the findings that are listed; the totals count all.
        made: when; now by default.
        megabytes: of pictures and rows.
        progress: called while evidence is collected.
    """

    version: str
    evidence: Evidence | None = None
    least: Severity = Severity.INFO
    made: datetime = field(default_factory=lambda: datetime.now().astimezone())
    megabytes: float = MEGABYTES
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in the index, with the findings that it has made."""

    rule: Rule
    title: str
    remedy: str
    not_covered: str
    count: int
    waived: int


def audit_report(documents: Sequence[Document], audit: Audit, report: Report) -> str:
    """The report as HTML, in the language in force (审核报告).

    Args:
        documents: that were audited, in their order.
        audit: what was found in them.
        report: how much of it is shown, and the evidence beside it.
    """
    found = list(readings(documents))
    names = words.short_names(document.source.file for document in documents)
    listed = [finding for finding in audit.findings if finding.severity.rank <= report.least.rank]
    by_id, shown = by_document(audit.findings), by_document(listed)
    folds = {reading.id: folds_of(shown.get(reading.id, [])) for reading in found}
    exhibits = Exhibits(report.evidence, documents, names, report.megabytes)
    evidence = exhibits.of([fold for some in folds.values() for fold in some], report.progress)
    parts = [
        document_part(reading, names[reading.document.source.file], by_id.get(reading.id, []), folds[reading.id], evidence)
        for reading in found
    ]
    style = resource("design.css") + _own_file("page.css")
    script = _own_file("page.js")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            parts=parts,
            audit=audit,
            report=report,
            listed=listed,
            counts=counted(audit.findings),
            waived=sum(finding.waiver is not None for finding in audit.findings),
            hidden=len(audit.findings) - len(listed),
            doubtful=sum(finding.is_doubtful for finding in listed),
            whole=whole_bar(counted(audit.findings)),
            themes=bars_by(audit.findings, lambda finding: finding.rule.theme, words.theme_name),
            by_documents=_document_bars(audit.findings, parts),
            few_bars=_FEW_BARS,
            rules=_rule_lines(audit),
            left_out=_left_out(audit, found, names),
            exhibits=exhibits,
            total=_total(parts),
            lang="zh-CN" if language() == "zh" else "en",
            version=report.version,
            style=own(style),
            script=own(script),
            policy=own(f"default-src 'none'; img-src data:; style-src {digest_of(style)}; script-src {digest_of(script)}; {_NOTHING_ELSE}"),
        )
    )


@cache
def _environment() -> Environment:
    found = environment().overlay(loader=PackageLoader("jixiao.reports.audit", "templates"))
    found.globals |= {
        "Severity": Severity,
        "seen": seen,
        "masked": masked,
        "theme_name": words.theme_name,
        "cited": words.cited,
        "named_few": words.named_few,
        "few_names": _FEW_NAMES,
        "not_covered": lambda rule: rule.not_covered[language()],
        "kind_of_file": kind_of_file,
        "share": _share,
        "money": _money,
    }
    return found


@cache
def _own_file(name: str) -> str:
    return resources.files("jixiao.reports.audit").joinpath(name).read_text(encoding="utf-8")


def _document_bars(findings: Sequence[Finding], parts: Sequence[DocumentPart]) -> list[Bar]:
    names = {part.id: f"{part.name} {part.year}" for part in parts}
    return bars_by(findings, lambda finding: finding.document_id, lambda key: names.get(key, key))


def _rule_lines(audit: Audit) -> list[RuleLine]:
    """Rules that ran, by theme, those that found something first in each."""
    found: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        found.setdefault(finding.rule.id, []).append(finding)
    lang = language()
    lines = []
    for rule in audit.run:
        own_findings = found.get(rule.id, [])
        waived = sum(finding.waiver is not None for finding in own_findings)
        title, remedy, not_covered = (words.without_values(each[lang]) for each in (rule.title, rule.remedy, rule.not_covered))
        lines.append(RuleLine(rule, title, remedy, not_covered, len(own_findings) - waived, waived))
    return sorted(lines, key=lambda line: (not line.count, not line.waived, line.rule.severity.rank, line.rule.id))


def _left_out(audit: Audit, found: Sequence[FactReading], names: Mapping[str, str]) -> list[str]:
    """Numbers that were too long to be compared, each with its place."""
    files = {reading.id: reading.document.source.file for reading in found}
    lines = []
    for item in audit.left_out:
        file = files.get(item.document_id, item.document_id)
        source = place_of(item.source, file)
        place = source.where() if source else ""
        said = text("place.in_file", file=names.get(file, file), place=place) if place else names.get(file, file)
        lines.append(f"{said}: {item.table}.{item.column} = {item.value:f}")
    return lines


def _total(parts: Sequence[DocumentPart]) -> dict[str, int]:
    """What was read of all documents together."""
    documents = [part.document for part in parts]
    projects = [project for document in documents for project in (*document.projects, *document.whole_department)]
    return {
        "documents": len(documents),
        "projects": len(projects),
        "indicators": sum(len(project.indicators) for project in projects),
        "tables": sum(len(document.tables) for document in documents),
        "cells": sum(document.account.cells for document in documents),
        "unread": sum(document.account.problems for document in documents),
        "problems": sum(len(document.problems) for document in documents),
    }


def _share(cells: int, unread: int) -> str:
    """Share of cells that were understood; never 100 % where one was not.

    >>> _share(100000, 1), _share(10, 0), _share(0, 0)
    ('99.9%', '100%', '—')
    """
    if not cells:
        return "—"
    if not unread:
        return "100%"
    return f"{min(100 * (cells - unread) / cells, 99.9):.1f}%"


def _money(amount: Decimal) -> str:
    return money(amount, language())
