"""How the money was spent, where no table says it: labels each before its figure, or a row among the indicators.

调整后预算 | 209.3 | 实际支出 | 209.3 | 预算执行率 | 100%, and 预算执行率 | 100% | 96% | 10 | 9.6 in the grid of the indicators. Both are
the year as a whole (年度资金总额) of :class:`~jixiao.model.FundingLine`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import AmountValue, FundingDraft, IndicatorDraft, ProjectDraft, Value, squash
from jixiao.layouts.funding import ARRIVED, CHANGE, points_in
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.results import columns_of
from jixiao.layouts.rounds import named_month
from jixiao.values import MoneyUnit, money_unit, parse_amount, parse_share, printed_number

ANNUAL = "annual"
_MONEY = ("initial_budget", "adjusted_budget", "executed_amount", "forecast_amount")
_TELLING = {"adjusted_budget", "executed_amount", "rate_pct", "forecast_amount"}
_NO_FIGURES = ("reason", "method", "forecast_rate")
_TOTAL = "total"
_ASIDE = (ARRIVED, CHANGE, _TOTAL)
_EXECUTION = re.compile(r"(?:项目|专项|年度|全年|部门)?(?:预算|资金|经费)(?:资金)?(?:执行|支出|支付|使用)(?:率|情况|进度)?|执行率")


def read_funding_pairs(cells: Sequence[Cell], draft: ProjectDraft, ledger: Ledger, unit: MoneyUnit | None) -> bool:
    """Read a row in which each label stands before its figure; false, and nothing is read, where the row is none.

    Args:
        cells: of the row.
        draft: the form.
        ledger: where labels are accounted for.
        unit: of money, where a label has none of its own.
    """
    labels, figures = cells[::2], cells[1::2]
    roles = _roles(labels, has_row=any(row.key == ANNUAL for row in draft.funding))
    if len(labels) != len(figures) or len(roles) != len(labels):
        return False
    values = [_figure(role, label, figure, unit) for role, label, figure in zip(roles, labels, figures, strict=True)]
    if any(value is None for value in values):
        return False
    row = next((row for row in draft.funding if row.key == ANNUAL), None)
    if row is None:
        row = FundingDraft(ANNUAL, labels[0])
        draft.funding.append(row)
    for role, label, figure, value in zip(roles, labels, figures, values, strict=True):
        row.month = named_month(label.text) or row.month
        if role in _ASIDE:
            _set_aside(role, label, AmountValue(value, [figure]), draft, ledger)
            continue
        row.cells.append(figure)
        if value is not None:
            row.values[role] = value
        if role == "score" and (points := points_in([label])) is not None:
            row.values.setdefault("weight", points)
        if role in ("initial_budget", "adjusted_budget"):
            draft.amounts.setdefault(ANNUAL, AmountValue(value, [figure]))
    known = draft.amounts.get(ANNUAL)
    if known is not None and known.yuan is not None and not row.values.keys() & {"initial_budget", "adjusted_budget"}:
        row.values["adjusted_budget"] = known.yuan
    ledger.ignore("label", *labels)
    return True


def _roles(labels: Sequence[Cell], *, has_row: bool) -> list[str]:
    """The columns that some labels name, each once; fewer than labels where one names none, or none tells of the execution."""
    taken: list[str] = []
    certain = {options[0] for cell in labels if len(options := _options(cell)) == 1}
    for cell in labels:
        options = _options(cell)
        if len(options) > 1:
            options = tuple(role for role in reversed(options) if role not in certain)
        role = next((role for role in options if role not in taken and role not in _NO_FIGURES), None)
        if role is None:
            return []
        taken.append(role)
    is_told = bool(set(taken) & (_TELLING - {"adjusted_budget"})) or {"initial_budget", "adjusted_budget"} <= set(taken) or has_row
    return taken if is_told and (len(taken) > 1 or has_row) else []


def _set_aside(role: str, label: Cell, amount: AmountValue, draft: ProjectDraft, ledger: Ledger) -> None:
    """What stands in such a row and is no part of the execution: money of all years, that arrived, or by which the budget was changed."""
    if role == _TOTAL:
        draft.amounts.setdefault(_TOTAL, amount)
    elif role == ARRIVED:
        draft.narratives.setdefault(squash(label.text).rstrip(":："), Value.of(*amount.cells))
    else:
        ledger.ignore("note", *amount.cells)


def _options(cell: Cell) -> tuple[str, ...]:
    if found := lexicon.roles("funding", cell.text):
        return found
    if ARRIVED in lexicon.roles("funding_groups", cell.text):
        return (ARRIVED,)
    if "execution_score" in lexicon.roles("summary", cell.text):
        return ("score",)
    if any((label.group, label.key) == ("amounts", _TOTAL) for label in lexicon.form_labels(cell.text)):
        return (_TOTAL,)
    is_budget = any((label.group, label.key) == ("amounts", ANNUAL) for label in lexicon.form_labels(cell.text))
    if not is_budget:
        return ()
    is_open = lexicon.fold(cell.text).split("(")[0].endswith("度预算数")  # 预算数 alone is that of the year
    return ("initial_budget", "adjusted_budget") if is_open else ("initial_budget",)


def _figure(role: str, label: Cell, figure: Cell, unit: MoneyUnit | None) -> Decimal | None:
    if role in (*_MONEY, *_ASIDE):
        amount = parse_amount(figure.text, money_unit(label.text) or unit)
        return amount.yuan if amount else None
    if role == "rate_pct":
        return parse_share(figure.text)
    return printed_number(figure.text.rstrip("分"))


def take_execution(draft: ProjectDraft, ledger: Ledger) -> None:
    """A row of the indicators that is the execution of the budget becomes the points of the year as a whole.

    Only a row that claims points, stands in no level of indicators, and for which the funding table has no points.
    """
    at = next((at for at, item in enumerate(draft.indicators) if _is_execution(item)), None)
    if at is None:
        return
    row = next((row for row in draft.funding if row.key == ANNUAL), None)
    if row is not None and row.values.keys() & {"weight", "score"}:
        return
    item = draft.indicators[at]
    found = {key: value for key, _, value in columns_of(item)}
    values = {
        "weight": printed_number(item.text("weight").rstrip("分")),
        "score": printed_number(found["score"].text.rstrip("分")) if "score" in found else None,
        "rate_pct": parse_share(found["actual"].text) if "actual" in found and _is_share(found["actual"], item) else None,
    }
    if values["weight"] is None or values["score"] is None:
        return
    if row is None:
        row = FundingDraft(ANNUAL, item.anchor)
        draft.funding.insert(0, row)
    for key, number in values.items():
        if number is not None:
            row.values.setdefault(key, number)
    reason = found.get("reason")
    if row.reason is None and reason is not None and squash(reason.text):
        row.reason = Value.of(*reason.cells)
    taken = [*item.texts.values(), *item.extra.values()]
    row.cells += [cell for value in taken for cell in value.cells]
    ledger.ignore("label", *item.level_cells)
    del draft.indicators[at]


def _is_share(actual: Value, item: IndicatorDraft) -> bool:
    """The actual value is a rate, not the money that was spent: it or the target beside it has a percent sign."""
    return any(text.strip().endswith(("%", "％")) for text in (actual.text, item.text("value"), item.text("unit")))


def _is_execution(item: IndicatorDraft) -> bool:
    names = [squash(text) for text in (item.text("name"), item.level2 or "", item.level1 or "") if text]
    is_named = bool(names) and all(_EXECUTION.fullmatch(name.split("（")[0].split("(")[0]) for name in names)
    return is_named and item.level1_code is None and item.level2_code is None
