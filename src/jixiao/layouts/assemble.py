"""From drafts to the model: targets typed, places kept, nothing changed any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from jixiao.documents.grid import Cell
from jixiao.layouts.draft import AmountValue, FundingDraft, IndicatorDraft, ProjectDraft, RepairNote, Value, squash, tidy
from jixiao.layouts.kinds import kind_of
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.lines import typed_lines
from jixiao.layouts.results import evaluation_of, result_of, weight_in_name
from jixiao.layouts.rounds import record_of, round_of
from jixiao.layouts.tables import TableDraft, is_empty
from jixiao.model import FundingLine, Indicator, Line, Project, Repair, Table
from jixiao.provenance import SourceRef
from jixiao.values import Kind, Target, parse_target, printed_number, step_of

_NOTHING = {"0", "/", "无", "—", "-", "--", "——", "不涉及", "不适用", "**", "\\"}
_DIRECT = ("name", "code", "department", "department_code", "unit", "unit_code", "attribute", "period", "goal", "goal_of_period")


def project(draft: ProjectDraft, year: int | None) -> Project:
    """A form that was read, as the model has it."""
    sources: dict[str, list[SourceRef]] = {key: _places(value.cells) for key, value in draft.fields.items() if key in _DIRECT}
    money = (("amounts", draft.amounts), ("amounts_of_period", draft.amounts_of_period))
    for prefix, amounts in money:
        sources |= {f"{prefix}.{key}": _places(value.cells) for key, value in amounts.items() if value.cells}
    for prefix, texts in (("narratives", draft.narratives), ("contacts", draft.contacts), ("payment_plan", draft.plan)):
        sources |= {f"{prefix}.{key}": _places(value.cells) for key, value in texts.items() if value is not None}
    sources |= {f"funding.{row.key}": _places(row.cells) for row in draft.funding if row.cells}
    evaluation, cells = evaluation_of(draft)
    sources |= {key: _places(value.cells) for key, value in cells.items()}
    first = draft.first or next(iter(draft.fields.values())).cells[0]
    return Project(
        **{key: value.text for key, value in draft.fields.items() if key in _DIRECT},
        amounts=_amounts(draft.amounts),
        amounts_of_period=_amounts(draft.amounts_of_period),
        steps={key: step for prefix, amounts in money for key, step in _steps(prefix, amounts)},
        funding=[_funding(row) for row in draft.funding],
        evaluation=evaluation,
        monitoring=record_of(draft),
        payment_plan={month: value.text if value else None for month, value in draft.plan.items()} or None,
        narratives={label: value.text if value else None for label, value in draft.narratives.items()},
        contacts={label: value.text if value else None for label, value in draft.contacts.items()} or None,
        indicators=[_indicator(item, draft, year) for item in draft.indicators if "name" in item.texts],
        copies=[cell.source for cell in draft.copies],
        source=first.source,
        sources=sources,
        repairs=[_repair(note) for note in draft.repairs],
        confidence=draft.confidence,
    )


def _funding(row: FundingDraft) -> FundingLine:
    return FundingLine(key=row.key, source=row.label.source, reason=row.reason.text if row.reason else None, **row.values)


def _amounts(amounts: dict[str, AmountValue]) -> dict[str, object]:
    return {key: value.yuan for key, value in amounts.items()}


def _steps(prefix: str, amounts: dict[str, AmountValue]) -> Iterator[tuple[str, Decimal]]:
    """How precisely amounts are printed: as the most precise of their prints."""
    for key, value in amounts.items():
        if value.yuan is not None:
            found = [step for cell in value.cells if (step := step_of(cell.text, value.yuan)) is not None]
            if found:
                yield f"{prefix}.{key}", min(found)


def _repair(note: RepairNote) -> Repair:
    return Repair(kind=note.kind, source=note.cell.source, printed=note.printed, read_as=note.read_as)


def _places(cells: Iterable[Cell]) -> list[SourceRef]:
    return list(dict.fromkeys(cell.source for cell in cells))


def _indicator(item: IndicatorDraft, draft: ProjectDraft, year: int | None) -> Indicator:
    target = _target(item, "value", year)
    period = _target(item, "value_of_period", year) if "value_of_period" in item.texts else None
    name = item.text("name")
    is_blank = target.kind in (Kind.PLACEHOLDER, Kind.EMPTY) or squash(target.text) in _NOTHING
    sources = {_model_key(role): _places(value.cells) for role, value in item.texts.items()}
    if any(role in item.texts for role in ("operator", "unit")):
        cells = [cell for role in ("operator", "value", "unit") if role in item.texts for cell in item.texts[role].cells]
        sources["target"] = _places(cells)
    sources["levels"] = _places(item.level_cells)
    sources |= {f"extra.{key}": _places(value.cells) for key, value in item.extra.items()}
    result, cells_of_result = result_of(item, target, draft, year)
    sources |= {key: _places(value.cells) for key, value in cells_of_result.items()}
    in_round, cells_of_round = round_of(item, target, draft, year)
    sources |= {key: _places(value.cells) for key, value in cells_of_round.items()}
    weight = printed_number(item.text("weight").rstrip("分%％")) if "weight" in item.texts else weight_in_name(item, draft)
    return Indicator(
        level1=item.level1,
        level2=item.level2,
        level1_code=item.level1_code,
        level2_code=item.level2_code,
        name=name,
        description=_optional(item, "description", draft),
        basis=_optional(item, "basis", draft),
        target=target,
        target_of_period=period,
        weight=weight,
        value_type=item.text("value_type") or None,
        extra={key: value.text for key, value in item.extra.items()},
        result=result,
        monitoring=in_round,
        placeholder=squash(name) in _NOTHING and is_blank,
        source=item.anchor.source,
        sources=sources,
        confidence=item.confidence,
    )


def _model_key(role: str) -> str:
    return {"value": "target", "value_of_period": "target_of_period", "operator": "target", "unit": "target"}.get(role, role)


def _optional(item: IndicatorDraft, role: str, draft: ProjectDraft) -> str | None:
    return item.text(role) if role in draft.columns else None


def _target(item: IndicatorDraft, role: str, year: int | None) -> Target:
    return parse_target(
        item.text(role),
        name=item.text("name"),
        description=item.text("description"),
        level2_code=item.level2_code,
        fiscal_year=year,
        operator_text=item.text("operator") or None if role == "value" else None,
        unit_text=item.text("unit") or None if role == "value" else None,
    )


def table(draft: TableDraft, ledger: Ledger) -> Table | None:
    """A table that was read, as the model has it; what stands for an amount and is none is reported."""
    cells = [cell for row in draft.rows for _, value in sorted(row.items()) for cell in value.cells]
    first = next((cell for cell in [*draft.header, *cells]), None)
    if first is None:
        return None
    title = draft.title.text if draft.title else None
    empty = is_empty(draft.rows, draft.notes)
    rows = [] if empty else draft.rows
    doubts: list[tuple[str, Value]] = []
    lines = typed_lines(draft.names, rows, draft.unit, doubts)
    for name, value in doubts:
        ledger.note("READ-014", value.cells[0], label=name)
    sources = {"columns": _places(draft.header), "cells": _places(cells), "unit": _places(draft.unit_cells)}
    sources["rows"] = [] if empty else [row[min(row)].cells[0].source for row in rows]
    if draft.title:
        sources["title"] = _places(draft.title.cells)
    if draft.notes:
        sources["note"] = [place for note in draft.notes for place in note.places]
    return Table(
        title=title,
        kind=kind_of(title),
        unit=draft.unit.value if draft.unit else None,
        empty=empty,
        note="\n".join(note.text for note in draft.notes) or None,
        columns=[tidy(name) for name in draft.names],
        rows=[[row[col].text if col in row else "" for col in range(len(draft.names))] for row in rows],
        lines=[
            Line(code=line.code, name=line.name, level=line.level, values_yuan=line.values, source=line.source or first.source)
            for line in lines
        ],
        source=first.source,
        sources={key: places for key, places in sources.items() if places},
        repairs=[_repair(note) for note in draft.repairs],
    )


def typed_places(projects: Sequence[Project], tables: Sequence[Table]) -> set[SourceRef]:
    """Every place that some typed value points at."""
    found: set[SourceRef] = set()
    for item in projects:
        for places in item.sources.values():
            found.update(places)
        for indicator in item.indicators:
            for places in indicator.sources.values():
                found.update(places)
    for tab in tables:
        for places in tab.sources.values():
            found.update(places)
    return found
