"""The JSON of a comparison: its keys are stable, and described in docs/reference/diff.md (对比结果的 JSON)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao import __version__
from jixiao.comparison import telling
from jixiao.comparison.results import Comparison, DocumentComparison, IndicatorChange, MoneyChange, ProjectChange, StaleText, TextChange
from jixiao.matching import Verdict
from jixiao.messages import language
from jixiao.values.target import plain_decimal

if TYPE_CHECKING:
    from jixiao.provenance import SourceRef

SCHEMA = "jixiao-diff/1"
"""Changes when a key is taken away or means something else."""


def as_json(comparison: Comparison, only: Sequence[str]) -> str:
    """One object: pairs of documents with what differs in each, and documents on one side.

    Args:
        comparison: what was compared.
        only: parts that are given: ``money``, ``projects``, ``targets``, ``sentences``.
    """
    found = {
        "schema": SCHEMA,
        "version": __version__,
        "lang": language(),
        "is_same": comparison.is_same,
        "documents": [_document(item, only) for item in comparison.documents],
        "one_sided": [
            {"side": item.side, "agency": item.agency, "file": item.file, "fiscal_year": item.year} for item in comparison.one_sided
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _document(item: DocumentComparison, only: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "agency": item.agency,
        "old": {"agency": item.old_agency, "file": item.old_file, "fiscal_year": item.old_year},
        "new": {"agency": item.agency, "file": item.new_file, "fiscal_year": item.new_year},
        "agency_likeness": item.likeness,
        "is_same": item.is_same,
        "is_reversed": item.is_reversed,
        "notices": telling.notices(item),
        "summary": _summary(item),
    }
    if "sentences" in only:
        found["stale"] = [_stale(stale) for stale in item.stale]
        found["passages"] = [_text(change) for change in item.passages]
    if "targets" in only:
        found["targets"] = [{"project": project.name, **_indicator(change)} for project, change in item.targets]
    if "projects" in only:
        found["projects"] = [_project(project) for project in item.projects]
        found["regrouped"] = [{"kind": hint.kind, "whole": hint.whole, "parts": list(hint.parts)} for hint in item.regrouped]
    if "money" in only:
        found["money"] = [_money(change) for change in item.money]
        found["lines"] = [_money(change) for change in item.lines]
    return found


def _summary(item: DocumentComparison) -> dict[str, Any]:
    money = telling.leading_money(item)
    return {
        "money": _money(money) if money else None,
        "projects": {status: item.count_projects(status) for status in ("same", "changed", "new", "gone")},
        "renamed": sum(project.is_renamed for project in item.projects),
        "targets": {verdict.value: item.count(verdict) for verdict in Verdict if verdict is not Verdict.SAME},
        "stale": len(item.stale),
    }


def _money(change: MoneyChange) -> dict[str, Any]:
    return {
        "metric": change.metric,
        "name": telling.metric_name(change),
        "label": change.label or None,
        "old_yuan": _number(change.old),
        "new_yuan": _number(change.new),
        "change_yuan": _number(change.change),
        "percent": _number(change.percent),
        "old_source": _place(change.old_place),
        "new_source": _place(change.new_place),
    }


def _project(project: ProjectChange) -> dict[str, Any]:
    return {
        "status": project.status,
        "scope": project.scope,
        "old_name": project.old_name,
        "new_name": project.new_name,
        "code": project.code,
        "basis": project.basis.value if project.basis else None,
        "likeness": project.likeness,
        "is_renamed": project.is_renamed,
        "money": [_money(change) for change in project.money],
        "texts": [_text(change) for change in project.texts],
        "payment_plan": [_text(change) for change in project.payment_plan],
        "indicators": [_indicator(change) for change in project.indicators],
        "old_source": _place(project.old_place),
        "new_source": _place(project.new_place),
    }


def _indicator(change: IndicatorChange) -> dict[str, Any]:
    return {
        "status": change.status,
        "old_name": change.old_name,
        "new_name": change.new_name,
        "level2": change.level2,
        "old_target": change.old_target,
        "new_target": change.new_target,
        "verdict": change.verdict.value if change.verdict else None,
        "reason": change.target.reason if change.target else None,
        "follows_money": change.follows_money,
        "old_weight": _number(change.old_weight),
        "new_weight": _number(change.new_weight),
        "old_source": _place(change.old_place),
        "new_source": _place(change.new_place),
    }


def _text(change: TextChange) -> dict[str, Any]:
    return {
        "label": change.label,
        "old": change.old,
        "new": change.new,
        "pieces": [list(piece) for piece in change.pieces],
        "old_source": _place(change.old_place),
        "new_source": _place(change.new_place),
    }


def _stale(item: StaleText) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "text": item.text,
        "label": item.label,
        "project": item.project,
        "is_copied": item.is_copied,
        "stated": item.stated,
        "expected": item.expected,
        "message": telling.stale_words(item),
        "old_source": _place(item.old_place),
        "new_source": _place(item.new_place),
        "other_source": _place(item.other_place),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain_decimal(value)


def _place(place: SourceRef | None) -> dict[str, Any] | None:
    return place.as_json() if place else None
