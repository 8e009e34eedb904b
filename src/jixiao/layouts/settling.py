"""What is settled when a form was read to its end (表读完后的整理): its unit, its amounts, its levels, what is in doubt."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.layouts import lexicon
from jixiao.layouts.columns import LEVELS
from jixiao.layouts.draft import IndicatorDraft, ProjectDraft, RepairNote, squash, tidy
from jixiao.layouts.funding_pairs import take_execution
from jixiao.layouts.gaps import report_gaps
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import level1, level2, resolve
from jixiao.layouts.money import settle_counties
from jixiao.layouts.results import report_scores
from jixiao.layouts.rounds import report_marks
from jixiao.values import printed_number

_NOTHING = {"", "0", "/", "无", "—", "-"}
_HEADS = {"number", "grade", "total_score", "rate_pct", "executed_amount", "remark"}
_RESULT_LEVELS = ("output", "benefit", "satisfaction", "cost")


def settle(draft: ProjectDraft, ledger: Ledger) -> None:
    """Settle a form, and report what is in doubt."""
    _settle_unit(draft)
    settle_counties(draft.amounts)
    settle_counties(draft.amounts_of_period)
    _settle_levels(draft.indicators, draft.repairs)
    take_execution(draft, ledger)
    report_scores(draft, ledger)
    report_gaps(draft, ledger)
    report_marks(draft, ledger)
    has_free_levels = draft.is_whole_department or not draft.columns & {"value", "value_of_period", "operator"}  # a frame of evaluation
    _report_doubts(draft.indicators, draft.columns, ledger, has_free_levels=has_free_levels)


def is_list_head(draft: ProjectDraft) -> bool:
    """The header of a list whose rows were lost (项目名称 | 预算数 | 得分 | 等次): no project, and its cells stay open and are reported."""
    return not draft.indicators and bool(_HEADS.intersection(lexicon.roles("summary", draft.name)))


def _settle_unit(draft: ProjectDraft) -> None:
    """The agency printed above a form is its unit, where the form has no such cell."""
    unit, code = draft.fields.pop("head_unit", None), draft.fields.pop("head_unit_code", None)
    if unit is not None and "unit" not in draft.fields:
        draft.fields["unit"] = unit
        if code is not None:
            draft.fields.setdefault("unit_code", code)


def _settle_levels(indicators: Sequence[IndicatorDraft], repairs: list[RepairNote]) -> None:
    """Give every indicator its full labels; the second level decides where the two columns disagree."""
    has_cost_family = any((item.level2_code or "").startswith("cost.") for item in indicators)
    for item in indicators:
        first, second = level1(item.level1 or ""), level2(item.level2 or "")
        code, label = resolve(first, second, has_cost_family=has_cost_family)
        if first is not None and code is not None and code != first.code and item.level_cells:
            repairs.append(RepairNote("level1_by_level2", item.level_cells[0], item.level1 or "", label or ""))
            item.confidence = min(item.confidence, 0.8)
        item.level1_code = code
        is_own = first is None and code not in _RESULT_LEVELS and bool(item.level1)  # a frame of evaluation words its first level itself
        item.level1 = label if label is not None and not is_own else (tidy(item.level1) if item.level1 else None)
        if second is not None:
            item.level2_code, item.level2 = second.code, second.label
        elif item.level2:
            item.level2 = tidy(item.level2)


def _report_doubts(indicators: Sequence[IndicatorDraft], columns: set[str], ledger: Ledger, *, has_free_levels: bool) -> None:
    """Report indicators without a target or without a level, and levels that stand on no list; they are kept as printed.

    Args:
        indicators: of one form.
        columns: roles that its table has.
        ledger: where they are reported.
        has_free_levels: the second level is worded by each department itself (部门整体支出), or by the frame.
    """
    unknown: set[str] = set()
    for item in indicators:
        weight = item.texts.get("weight")
        if weight is not None and printed_number(weight.text.rstrip("分%％")) is None and squash(weight.text) not in _NOTHING:
            ledger.problem("READ-020", weight.cells[0])
            del item.texts["weight"]
        if "value" in columns and not item.text("value") and not item.text("operator") and squash(item.text("name")) not in _NOTHING:
            ledger.note("READ-017", item.anchor)
        if columns & set(LEVELS) and not item.level1 and not item.level2:
            ledger.note("READ-021", item.anchor)
        for text, code in ((item.level1, item.level1_code), (item.level2, item.level2_code)):
            if text and code is None and text not in unknown and not has_free_levels:
                unknown.add(text)
                cell = next((cell for cell in item.level_cells if squash(cell.text) == squash(text)), item.anchor)
                ledger.note("READ-019", cell, label=text)
