"""What became of indicators and of a project (指标完成情况、自评结果), from the cells that print it to the model.

Self-evaluations and monitoring tables print the same columns beside their targets. They are kept under their printed headers, and typed
here by what the header may be called (``[results]`` of ``labels.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jixiao.attainment import read_actual
from jixiao.layouts import lexicon
from jixiao.layouts.draft import IndicatorDraft, ProjectDraft, Value, squash, tidy
from jixiao.layouts.ledger import Ledger
from jixiao.model import Result, SelfEvaluation
from jixiao.values import Target, parse_target, printed_number

NUMBERS = ("score", "coefficient_pct")
_POINTS = re.compile(r"[（(]\s*(\d{1,3}(?:\.\d{1,2})?)\s*分\s*[)）]$")
_BARE_POINTS = re.compile(r"(?<!\d)(\d{1,3}(?:\.\d{1,2})?)分$")
_TICKED = re.compile(r"(优|良|中|差)[☑√✓✔■]")
"""The grade that is ticked among all of them: 优☑ 良□ 中□ 差□."""
_NOTED = re.compile(r"(-?\d{1,3}(?:\.\d{1,2})?)分?[（(](\D.{2,199})[)）]", re.DOTALL)
"""Points with the reason for them behind them in one cell: 4.6（因参训人数减少）."""
_NOTHING = {"", "/", "—", "-", "--", "——", "\\", "－"}


def columns_of(item: IndicatorDraft) -> Iterator[tuple[str, str, Value]]:
    """The cells of an indicator that say what became of it: key of :class:`~jixiao.model.Result`, printed header, cell."""
    taken: set[str] = set()
    for header, value in item.extra.items():
        if lexicon.roles("monitoring", header):
            continue
        key = next((key for key in lexicon.roles("results", header) if key not in taken), None)
        if key is not None:
            taken.add(key)
            yield key, header, value


def has_results(draft: ProjectDraft) -> bool:
    """The table of the form has columns for what became of its indicators."""
    headers = [role.removeprefix("extra:") for role in draft.columns if role.startswith("extra:")]
    return any(lexicon.roles("results", header) and not lexicon.roles("monitoring", header) for header in headers)


def is_scored(draft: ProjectDraft) -> bool:
    """The form claims points: it is a self-evaluation."""
    return bool(_keys_of_columns(draft) & {"score", "coefficient_pct"}) or any("score" in row.values for row in draft.funding)


def _keys_of_columns(draft: ProjectDraft) -> set[str]:
    """What the columns beside the targets may hold, by their headers."""
    return {key for role in draft.columns if role.startswith("extra:") for key in lexicon.roles("results", role.removeprefix("extra:"))}


def result_of(item: IndicatorDraft, target: Target, draft: ProjectDraft, year: int | None) -> tuple[Result | None, dict[str, Value]]:
    """What became of an indicator, and the cells that print it."""
    cells = {key: value for key, _, value in columns_of(item) if squash(value.text)}
    if not cells and not has_results(draft):
        return None, {}
    found: dict[str, Any] = {}
    for key, value in cells.items():
        if key in NUMBERS:
            found[key] = _number(value.text)
        elif key == "actual":
            found[key] = read_actual(value.text, target, name=item.text("name"), level2_code=item.level2_code, fiscal_year=year).value
        elif key == "adjusted_target":
            found[key] = _adjusted(item, value, year)
        else:
            found[key] = value.text
    if "reason" not in found and "score" in cells and (noted := _NOTED.fullmatch(cells["score"].text.strip())) is not None:
        found["reason"], cells["reason"] = tidy(noted[2]), cells["score"]
    return Result(**found), {f"result.{key}": value for key, value in cells.items()}


def weight_in_name(item: IndicatorDraft, draft: ProjectDraft) -> Decimal | None:
    """Points that the name of an indicator gives in brackets (检查次数（10分）), in a self-evaluation without a column of weights."""
    if item.has_weight_column or not is_scored(draft):
        return None
    match = _POINTS.search(item.text("name"))
    if match is None and item.level_cells:  # 数量指标（20分） over a single indicator
        level = item.level_cells[-1]
        is_only = sum(level in other.level_cells for other in draft.indicators) == 1
        match = (_POINTS.search(level.text) or _BARE_POINTS.search(squash(level.text))) if is_only else None
    return Decimal(match[1]) if match else None


def _adjusted(item: IndicatorDraft, value: Value, year: int | None) -> Target | None:
    """A target after its adjustment; a mark for nothing is none."""
    if squash(value.text) in _NOTHING:
        return None
    return parse_target(
        value.text,
        name=item.text("name"),
        description=item.text("description"),
        level2_code=item.level2_code,
        fiscal_year=year,
        operator_text=item.text("operator") or None,
        unit_text=item.text("unit") or None,
    )


def _number(text: str) -> Decimal | None:
    noted = _NOTED.fullmatch(text.strip())
    return printed_number(squash(noted[1] if noted else text).rstrip("分%％"))


def report_scores(draft: ProjectDraft, ledger: Ledger) -> None:
    """Report cells in a column of points that are no number."""
    for item in draft.indicators:
        for key, header, value in columns_of(item):
            if key in NUMBERS and squash(value.text) not in _NOTHING and _number(value.text) is None:
                ledger.note("READ-064", value.cells[0], label=header)


def evaluation_of(draft: ProjectDraft) -> tuple[SelfEvaluation | None, dict[str, Value]]:
    """What a self-evaluation says as a whole, and the cells that print it; ``None`` for any other form."""
    cells = dict(draft.totals)
    for label, text in draft.narratives.items():
        for key in lexicon.roles("evaluation", label):
            if text is not None:
                cells.setdefault(key, text)
    is_rated = "total_score" in cells or "grade" in cells
    if not is_scored(draft) and not (is_rated and has_results(draft)):
        return None, {}
    found: dict[str, Any] = {
        key: _number(value.text) if key in ("total_weight", "total_score") else value.text for key, value in cells.items()
    }
    if "grade" in found and (ticked := _TICKED.search(squash(found["grade"]))) is not None:
        found["grade"] = ticked[1]
    found["asks_reasons"] = bool({"reason", "measure"} & _keys_of_columns(draft))
    return SelfEvaluation(**found), {f"evaluation.{key}": value for key, value in cells.items()}
