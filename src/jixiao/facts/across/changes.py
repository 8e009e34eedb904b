"""What became of the projects and targets of one document in another one (项目与指标的变化)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jixiao.facts.across.documents import DocumentPair
from jixiao.facts.across.subjects import subject_of
from jixiao.facts.database import Row
from jixiao.matching import IndicatorSubject, compare_targets, match_indicators, match_projects
from jixiao.matching.keys import likeness
from jixiao.values.numbers import EXACT

_COUNTED = ("same", "reworded", "loosened", "tightened", "changed", "unit_changed", "stale")
Grouped = Mapping[str, Sequence[Row]]


def project_rows(pair: DocumentPair, projects: Grouped, indicators: Grouped) -> Iterator[tuple[str, Row]]:
    """Rows of ``project_pairs`` and ``indicator_pairs`` of two documents.

    Args:
        pair: the documents.
        projects: rows of ``projects`` by document.
        indicators: rows of ``indicators`` by project.
    """
    sides = [_forms(projects.get(str(row["document_id"]), ())) for row in (pair.earlier, pair.later)]
    if not all(sides):
        return
    known = [{str(row["project_id"]): row for row in side} for side in sides]
    matching = match_projects(*([subject_of(row, indicators.get(str(row["project_id"]), ())) for row in side] for side in sides))
    keys: Row = {
        "document_id": pair.later["document_id"],
        "earlier_document_id": pair.earlier["document_id"],
        "relation": pair.relation,
    }
    for found in matching.pairs:
        earlier, later = known[0][found.old.key], known[1][found.new.key]
        ids: Row = {**keys, "project_id": later["project_id"], "earlier_project_id": earlier["project_id"]}
        compared = list(_indicators(pair, found.old.indicators, found.new.indicators))
        counts = Counter(str(row["verdict"] or row["state"]) for row in compared)
        reason: Row = {"state": "both", "basis": found.basis.value, "likeness": found.likeness}
        yield "project_pairs", {**ids, **reason, **_compared(earlier, later), **_counts(found.old.indicators, found.new.indicators, counts)}
        for row in compared:
            yield "indicator_pairs", {**ids, **row}
    for gone in matching.gone:
        # It stands in another document of the agency for the same year.
        if gone.name_key and gone.name_key in pair.names_later:
            continue
        yield "project_pairs", {**keys, "earlier_project_id": gone.key, "state": "gone"}
    for new in matching.new:
        yield "project_pairs", {**keys, "project_id": new.key, "state": "new"}


def _forms(projects: Sequence[Row]) -> list[Row]:
    """Projects with a form of their own, in the order of the document."""
    found = [row for row in projects if row.get("scope") == "project" and not row.get("is_described")]
    return sorted(found, key=_number)


def _number(row: Row) -> int:
    number = row.get("project_no")
    return number if isinstance(number, int) else 0


def _indicators(pair: DocumentPair, old: Sequence[IndicatorSubject], new: Sequence[IndicatorSubject]) -> Iterator[Row]:
    matching = match_indicators(old, new)
    for found in matching.pairs:
        verdict = reason = None
        if found.old.target is not None and found.new.target is not None:
            change = compare_targets(
                found.old.target, found.new.target, name=found.new.name, level2_code=found.new.level2_code, years=pair.years
            )
            verdict, reason = change.verdict.value, change.reason
        yield {
            "indicator_id": found.new.key,
            "earlier_indicator_id": found.old.key,
            "state": "both",
            "basis": found.basis.value,
            "likeness": found.likeness,
            "verdict": verdict,
            "reason": reason,
        }
    for item in matching.gone:
        yield {"indicator_id": None, "earlier_indicator_id": item.key, "state": "gone", "verdict": None}
    for item in matching.new:
        yield {"indicator_id": item.key, "earlier_indicator_id": None, "state": "new", "verdict": None}


def _compared(earlier: Row, later: Row) -> Row:
    """Money and goal of a project in both."""
    before, now = earlier.get("budget_yuan"), later.get("budget_yuan")
    change = None
    if isinstance(before, Decimal) and isinstance(now, Decimal) and before > 0:
        change = EXACT.multiply(EXACT.divide(EXACT.subtract(now, before), before), Decimal(100)).quantize(Decimal("0.01"))
    goals = [str(row["goal_key"]) if row.get("goal_key") else None for row in (earlier, later)]
    return {
        "budget_change_pct": change,
        "is_goal_same": goals[0] == goals[1] if all(goals) else None,
        "goal_likeness": likeness(*goals),
    }


def _counts(old: Sequence[IndicatorSubject], new: Sequence[IndicatorSubject], counts: Counter[str]) -> Row:
    return {
        "indicator_count": len(new),
        "earlier_indicator_count": len(old),
        **{f"{verdict}_count": counts[verdict] for verdict in _COUNTED},
        "gone_count": counts["gone"],
        "new_count": counts["new"],
    }
