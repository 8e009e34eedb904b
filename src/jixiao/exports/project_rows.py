"""Rows of the tables that tell of projects: the project, its money, its texts, its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao import messages
from jixiao.exports.places import first, located
from jixiao.exports.reading import Reading, Row, parts_of
from jixiao.model import Indicator, Repair
from jixiao.values import Target, parse_share

_TARGET = (
    "text",
    "operator",
    "value",
    "value_high",
    "unit",
    "unit_text",
    "dimension",
    "approx",
    "deadline",
    "period",
    "schedule",
    "level",
    "direction",
    "baseline",
    "state",
    "hint_value",
)
"""Fields of a target that are columns as they are."""
JOINED_BY = ";"
"""What parts the words of a column that holds several."""


def projects(reading: Reading) -> Iterator[Row]:
    """A row for each project and each whole department."""
    for number, scope, item in reading.projects():
        yield located(
            {
                **reading.named(),
                "project_no": number,
                "scope": scope,
                "name": item.name,
                "code": item.code,
                "department": item.department,
                "department_code": item.department_code,
                "unit": item.unit,
                "unit_code": item.unit_code,
                "attribute": item.attribute,
                "period": item.period,
                "goal": item.goal,
                "goal_of_period": item.goal_of_period,
                "indicator_count": len(item.indicators),
                "confidence": _exact(item.confidence),
            },
            item.source,
        )


def amounts(reading: Reading) -> Iterator[Row]:
    """Money of the year and of the whole implementation period, one row for each key."""
    for number, scope, item in reading.projects():
        for part, money in (("amounts", item.amounts), ("amounts_of_period", item.amounts_of_period)):
            for key, amount in money.items():
                yield located(
                    {
                        **reading.named(),
                        "project_no": number,
                        "scope": scope,
                        "project_name": item.name,
                        "horizon": "period" if part == "amounts_of_period" or key == "total" else "year",
                        "key": key,
                        "term": _term(key),
                        "amount_yuan": amount,
                        "step_yuan": item.steps.get(f"{part}.{key}"),
                    },
                    first(item.sources, f"{part}.{key}"),
                )


def funding(reading: Reading) -> Iterator[Row]:
    """How the money of self-evaluations was spent, one row for each source."""
    for project_no, scope, item in reading.projects():
        for number, line in enumerate(item.funding, start=1):
            yield located(
                {
                    **reading.named(),
                    "project_no": project_no,
                    "funding_no": number,
                    "scope": scope,
                    "project_name": item.name,
                    "key": line.key,
                    "term": _term(line.key),
                    "initial_budget_yuan": line.initial_budget,
                    "adjusted_budget_yuan": line.adjusted_budget,
                    "executed_amount_yuan": line.executed_amount,
                    "forecast_amount_yuan": line.forecast_amount,
                    "rate_pct": line.rate_pct,
                    "weight": line.weight,
                    "score": line.score,
                    "reason": reading.shown(line.reason),
                },
                line.source,
            )


def payment_plan(reading: Reading) -> Iterator[Row]:
    """Cumulative shares by month."""
    for number, _, item in reading.projects():
        for month, share in (item.payment_plan or {}).items():
            yield located(
                {
                    "document_id": reading.id,
                    "project_no": number,
                    "month": month,
                    "share": share,
                    "share_pct": parse_share(share) if share else None,
                },
                first(item.sources, f"payment_plan.{month}"),
            )


def narratives(reading: Reading) -> Iterator[Row]:
    """Texts under labels, in parts."""
    for project_no, _, item in reading.projects():
        for number, (label, words) in enumerate(item.narratives.items(), start=1):
            for part_no, part in parts_of(reading.shown(words)):
                yield located(
                    {
                        "document_id": reading.id,
                        "project_no": project_no,
                        "narrative_no": number,
                        "part_no": part_no,
                        "label": label,
                        "text": part,
                    },
                    first(item.sources, f"narratives.{label}"),
                )


def contacts(reading: Reading) -> Iterator[Row]:
    """The foot of a form: personal data."""
    for number, _, item in reading.projects():
        for label, words in (item.contacts or {}).items():
            row: Row = {"document_id": reading.id, "project_no": number, "label": label, "text": words}
            yield located(row, first(item.sources, f"contacts.{label}"))


def copies(reading: Reading) -> Iterator[Row]:
    """Where a form is printed again."""
    for project_no, _, item in reading.projects():
        for number, source in enumerate(item.copies, start=1):
            yield located({"document_id": reading.id, "project_no": project_no, "copy_no": number}, source)


def indicators(reading: Reading) -> Iterator[Row]:
    """A row for each indicator."""
    for project_no, scope, project in reading.projects():
        for number, item in enumerate(project.indicators, start=1):
            target = first(item.sources, "target")
            row: Row = {
                **reading.named(),
                "project_no": project_no,
                "indicator_no": number,
                "scope": scope,
                "project_name": project.name,
                "weight": item.weight,
                "confidence": _exact(item.confidence),
                "target_place": target.where() if target else None,
            }
            yield row | _declared(item)


def _declared(item: Indicator) -> Row:
    names = ("level1", "level1_code", "level2", "level2_code", "name", "value_type", "description", "basis", "placeholder")
    row: Row = {name: getattr(item, name) for name in names}
    targets = target_columns("target_", item.target) | target_columns("target_of_period_", item.target_of_period)
    return located(row | targets, item.source)


def indicator_extras(reading: Reading) -> Iterator[Row]:
    """Cells of indicators under other headers."""
    for project_no, _, project in reading.projects():
        for number, item in enumerate(project.indicators, start=1):
            for label, words in item.extra.items():
                row: Row = {"document_id": reading.id, "project_no": project_no, "indicator_no": number, "label": label, "text": words}
                yield located(row, first(item.sources, f"extra.{label}") or item.source)


def repairs(reading: Reading) -> Iterator[Row]:
    """What was mended, in projects and then in tables."""
    for number, _, item in reading.projects():
        yield from _repairs(reading, item.repairs, project_no=number, table_no=None)
    for number, table in enumerate(reading.document.tables, start=1):
        yield from _repairs(reading, table.repairs, project_no=None, table_no=number)


def _repairs(reading: Reading, found: Sequence[Repair], *, project_no: int | None, table_no: int | None) -> Iterator[Row]:
    for number, repair in enumerate(found, start=1):
        said = messages.text(f"repair.{repair.kind}", printed=repair.printed, read_as=repair.read_as)
        yield located(
            {
                "document_id": reading.id,
                "project_no": project_no,
                "table_no": table_no,
                "repair_no": number,
                "kind": repair.kind,
                "message": reading.shown(said, repair.source),
                "printed": reading.shown(repair.printed, repair.source),
                "read_as": reading.shown(repair.read_as, repair.source),
            },
            repair.source,
        )


def target_columns(prefix: str, target: Target | None) -> Row:
    """The columns of a typed target; all blank where there is none."""
    if target is None:
        return {prefix + name: None for name in (*_TARGET, "kind", "per", "polarity", "issues", "confidence")}
    row: Row = {prefix + name: getattr(target, name) for name in _TARGET}
    return row | {
        f"{prefix}kind": target.kind.value,
        f"{prefix}per": JOINED_BY.join(target.per),
        f"{prefix}polarity": target.polarity.value,
        f"{prefix}issues": JOINED_BY.join(target.issues),
        f"{prefix}confidence": _exact(target.confidence),
    }


def _term(key: str) -> str | None:
    entry = messages.catalogue().get(f"amount.{key}")
    return entry["zh"] if entry else None


def _exact(confidence: float) -> Decimal:
    return Decimal(str(confidence))
