"""The JSON of an audit: its keys are stable, and described in docs/reference/audit.md (审核结果的 JSON)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jixiao import __version__
from jixiao.facts.numbers import LeftOut
from jixiao.facts.reading import place_of, readings
from jixiao.messages import language
from jixiao.rules import Audit, Finding, Severity
from jixiao.rules.folding import by_document

if TYPE_CHECKING:
    from jixiao.facts.reading import FactReading
    from jixiao.model import Document

SCHEMA = "jixiao-audit/1"
"""Changes when a key is taken away or means something else."""


def as_json(documents: Sequence[Document], audit: Audit, *, least: Severity) -> str:
    """One object: what was audited, what was found, and what was not looked at.

    Args:
        documents: that were audited, in their order.
        audit: what was found.
        least: lowest severity of the findings that are listed; the summary counts all.
    """
    by_id = {reading.id: reading for reading in readings(documents)}
    findings = by_document(audit.findings)
    found = {
        "schema": SCHEMA,
        "version": __version__,
        "lang": language(),
        "documents": [_document(reading, findings.get(reading.id, [])) for reading in by_id.values()],
        "findings": [finding.as_json(language()) for finding in audit.findings if finding.severity.rank <= least.rank],
        "summary": _summary(audit),
        "rules": {
            "run": [rule.id for rule in audit.run],
            "suspended": [{"rule": rule, "why": why} for rule, why in audit.suspended.items()],
            "failed": [{"rule": failure.rule.id, "reason": failure.reason} for failure in audit.failures],
        },
        "left_out": [_left_out(item, by_id) for item in audit.left_out],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _document(reading: FactReading, findings: Sequence[Finding]) -> dict[str, Any]:
    document = reading.document
    return {
        "document_id": reading.id,
        "file": document.source.file,
        "sha256": document.source.sha256,
        "publisher": document.publisher,
        "fiscal_year": document.fiscal_year,
        "kind": document.kind.value,
        "projects": len(document.projects),
        "whole_department": len(document.whole_department),
        "indicators": sum(len(project.indicators) for project in document.projects),
        "tables": len(document.tables),
        "problems": [problem.as_json(language()) for problem in document.problems],
        "findings": _counts(findings),
    }


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counts = Counter(finding.severity for finding in findings if finding.waiver is None)
    return {severity.value: counts[severity] for severity in Severity} | {"waived": sum(finding.waiver is not None for finding in findings)}


def _summary(audit: Audit) -> dict[str, Any]:
    themes = dict.fromkeys(finding.rule.theme for finding in audit.findings)
    by_theme = {theme: _counts([finding for finding in audit.findings if finding.rule.theme == theme]) for theme in themes}
    return {"complete": audit.is_complete, **_counts(audit.findings), "themes": by_theme}


def _left_out(item: LeftOut, by_id: dict[str, FactReading]) -> dict[str, Any]:
    reading = by_id.get(item.document_id)
    file = reading.document.source.file if reading else item.document_id
    source = place_of(item.source, file)
    return {
        "document_id": item.document_id,
        "file": file,
        "table": item.table,
        "column": item.column,
        "value": f"{item.value:f}",
        "source": source.as_json() if source else None,
    }
