"""Rows of self-evaluations (绩效自评): forms with their totals, and indicators with claimed points beside those of the formula.

Scoring itself stands above this room. What is computed here is only what arithmetic says of two numbers in one unit, so that rules can
hold claimed points against it: no tiers, no lateness, no judgement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Case, Compared, compare, half_up, is_absence, is_without_value, judge_reason, read_actual
from jixiao.facts.database import Row, Value
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.matching.keys import key_of
from jixiao.model import FundingLine, Indicator, Project, listed_project
from jixiao.values import Kind, Target
from jixiao.values.normal import squash

_NUMBERS = frozenset({Kind.NUMERIC, Kind.RANGE, Kind.RELATIVE_NUMERIC})
_DATES = frozenset({Kind.DEADLINE, Kind.PERIOD})
_NOTHING = frozenset({Kind.PLACEHOLDER, Kind.EMPTY})
_PARTS = ("fiscal", "carryover", "other", "special_account", "unit_funds", "self_raised")
_COARSEST = Decimal(10_000)
"""Forms print 万元."""
_WITHOUT_EXECUTION = (Decimal(80), Decimal(90))
"""What the indicators of a form make that leaves the rest to execution without printing it."""
_SCORING = re.compile(r"评[（(]?扣?[)）]?分|得分计算|计分|扣分|考核标准|评价标准")
_GRADES = {"excellent": ("优", "优秀"), "good": ("良", "良好"), "medium": ("中", "中等", "合格", "一般"), "poor": ("差", "较差", "不合格")}


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``evaluations`` and ``evaluation_items``."""
    for _, project_id, _, project in reading.projects():
        if project.evaluation is None:
            continue
        key: Row = {"document_id": reading.id, "project_id": project_id}
        asks = project.evaluation.asks_reasons
        items = [_item(item, reading.document.fiscal_year, asks_reason=asks) for item in project.indicators]
        yield "evaluations", key | _form(project, items)
        for number, row in enumerate(items, start=1):
            yield "evaluation_items", key | {"indicator_id": f"{project_id}/i{number}", "indicator_no": number} | row
    listed = [listed_project(row) for summary in reading.document.summaries for row in summary.rows]
    forms = _forms_of_rows(reading, listed)
    for number, (project, form) in enumerate(zip(listed, forms, strict=True), start=1):
        key = {"document_id": reading.id, "project_id": f"{reading.id}/e{number}", "listed_no": number, "listed_name": project.name}
        yield "evaluations", key | _form(project, []) | {"unscored_items": 1, "listed_key": key_of(project.name), "listed_form_id": form}


def _forms_of_rows(reading: FactReading, listed: Sequence[Project]) -> list[str | None]:
    """The form of the project of each row; where several projects of a list, or several forms, have the name, there is none."""
    named: dict[str | None, list[str]] = {}
    for _, project_id, scope, project in reading.projects():
        if project.evaluation is not None and scope == "project":
            named.setdefault(key_of(project.name), []).append(project_id)
    often = Counter(key_of(project.name) for project in listed)
    found = [(key_of(project.name), named.get(key_of(project.name), [])) for project in listed]
    return [forms[0] if key and len(forms) == often[key] == 1 else None for key, forms in found]


def _form(project: Project, items: Sequence[Row]) -> Row:
    said = project.evaluation
    money = _money(project.funding)
    weights = [row["weight_points"] for row in items if row["weight_points"] is not None]
    scores = [row["score_points"] for row in items if row["score_points"] is not None]
    weight, score = money["execution_weight"], money["execution_score"]
    open_items = sum(1 for row in items if row["weight_points"] and row["score_points"] is None and not row["is_empty"])
    grade = said.grade if said else None
    is_unprinted = weight is None and score is None and money["rate_pct"] is not None and _sum(weights) in _WITHOUT_EXECUTION
    return {
        "weighted_items": len(weights),
        "unscored_items": open_items + (1 if (weight and score is None) or is_unprinted else 0),
        "weights_sum": _sum([*weights, weight]) if weights else None,
        "scores_sum": _sum([*scores, score]) if scores else None,
        "printed_total": said.total_score if said else None,
        "printed_total_source": first_place(project.sources, "evaluation.total_score"),
        "grade_text": grade,
        "grade_code": next((code for code, words in _GRADES.items() if squash(grade or "") in words), None),
        "grade_source": first_place(project.sources, "evaluation.grade"),
        **money,
        "source": place(project.source),
        "confidence": project.confidence,
    }


def _sum(values: Sequence[Value]) -> Decimal:
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def _money(lines: Sequence[FundingLine]) -> Row:
    total = next((line for line in lines if line.key == "annual"), None)
    parts = [line for line in lines if line.key in _PARTS and (line.adjusted_budget or line.executed_amount)]
    is_blank = total is not None and not (total.adjusted_budget or total.executed_amount) and bool(parts)
    counted = parts if is_blank or total is None else [total]
    amounts = {
        name: _added([getattr(line, field) for line in counted])
        for name, field in (("initial_yuan", "initial_budget"), ("adjusted_yuan", "adjusted_budget"), ("executed_yuan", "executed_amount"))
    }
    weight = total.weight if total else None
    rate = _rate(amounts["executed_yuan"], amounts["adjusted_yuan"])
    return {
        **amounts,
        "is_total_row_blank": is_blank,
        "parts_yuan": _added([line.adjusted_budget for line in parts]),
        "printed_rate_pct": total.rate_pct if total else None,
        "rate_pct": None if rate is None else half_up(rate * 100),
        "execution_weight": weight,
        "execution_score": total.score if total else None,
        "execution_points": _points(weight, rate),
        "adjusted_step": _coarse_step(amounts["adjusted_yuan"]),
        "executed_step": _coarse_step(amounts["executed_yuan"]),
        "initial_points": _points(weight, _rate(amounts["executed_yuan"], amounts["initial_yuan"])),
        "execution_fault": _fault((total.reason if total else None) or "", ()),
        "execution_source": place(total.source if total else next((line.source for line in lines), None)),
    }


def _added(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _coarse_step(amount: Decimal | None) -> Decimal | None:
    """What the last digit of an amount that is not 0 counts: it may have been rounded so far, whatever unit it is printed in."""
    if not amount:
        return None
    return min(Decimal(1).scaleb(int(amount.normalize().as_tuple().exponent)), _COARSEST)


def _rate(executed: Decimal | None, budget: Decimal | None) -> Fraction | None:
    return Fraction(executed) / Fraction(budget) if executed is not None and budget else None


def _points(weight: Decimal | None, share: Fraction | None) -> Decimal | None:
    """Weight by a share, kept within 0 and the weight."""
    if weight is None or share is None or weight < 0:
        return None
    return half_up(min(max(share, Fraction(0)), Fraction(1)) * Fraction(weight))


def _item(item: Indicator, year: int | None, *, asks_reason: bool) -> Row:
    result = item.result
    target = (result.adjusted_target if result else None) or item.target
    printed = result.actual if result else None
    found = _compared(item, target, printed, year)
    compared = found if isinstance(found, Compared) else None
    reason = (result.reason if result else None) or (result.measure if result else None) or ""
    return {
        "level2_code": item.level2_code,
        "name": item.name,
        "target_text": target.text,
        "target_source": first_place(item.sources, "target") or place(item.source),
        "target_yuan": _yuan(target),
        "actual_text": printed.text if printed else None,
        "actual_source": first_place(item.sources, "result.actual"),
        "actual_yuan": _yuan(printed),
        "weight_points": item.weight,
        "score_points": result.score if result else None,
        "score_source": first_place(item.sources, "result.score") or place(item.source),
        "is_empty": item.placeholder or _declares_nothing(item, target, printed),
        "has_standard": any(text.strip() and _SCORING.search(label) for label, text in item.extra.items()),
        "comparison": found if isinstance(found, str) else "compared",
        "is_met": compared.is_met if compared else None,
        "formula_points": _points(item.weight, share_of(compared)) if compared else None,
        "times_over": half_up(compared.over) if compared and compared.over is not None else None,
        "reason_text": reason or None,
        "reason_fault": _fault(reason, (target.text, printed.text if printed else "")) if reason or asks_reason else None,
        "source": place(item.source),
        "confidence": item.confidence,
    }


def _declares_nothing(item: Indicator, target: Target, actual: Target | None) -> bool:
    """A mark stands for the target, and nothing was achieved of it."""
    is_mark = target.kind in _NOTHING and bool(squash(target.text))
    return is_mark and not is_absence(item.name, target.text) and not is_without_value(target, actual)


def _yuan(value: Target | None) -> Decimal | None:
    return value.value if value is not None and value.unit == "yuan" else None


def _fault(reason: str, repeats: tuple[str, ...]) -> str | None:
    fault = judge_reason(reason, repeats=repeats)
    return fault.value if fault else None


def _compared(item: Indicator, target: Target, printed: Target | None, year: int | None) -> Compared | str:
    """Target and actual value in one unit, or why they are not: ``judged``, ``missing``, ``not_comparable``, ``dated``."""
    if target.kind in _DATES:
        return "dated" if printed else "missing"
    if target.kind not in _NUMBERS:
        return "judged"
    if printed is None:
        return "missing"
    actual = read_actual(printed.text, target, name=item.name, level2_code=item.level2_code, fiscal_year=year)
    found = compare(target, actual)
    if isinstance(found, Compared):
        return found
    return "not_comparable" if found.rule == "EVA-015" else "missing" if found.key == "unanswered.actual_missing" else "judged"


def share_of(found: Compared) -> Fraction | None:
    """Degree of attainment (完成程度), not capped; ``None`` where a proportion says nothing. Handbook 04 §4.1."""
    a, b = found.a, found.b
    if found.case is Case.RANGE and found.high is not None:
        if b > found.high:
            return found.high / b
        return Fraction(1) if b >= a or a <= 0 else b / a
    if found.case is Case.NEGATIVE:
        return Fraction(1) if b <= a else Fraction(0) if a <= 0 else a / b
    return b / a if a > 0 else None
