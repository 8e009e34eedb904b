"""What is settled when a form was read to its end (表读完后的整理): its unit, its amounts, its levels, what is in doubt."""

from __future__ import annotations

from jixiao.layouts.draft import ProjectDraft
from jixiao.layouts.funding_pairs import take_execution
from jixiao.layouts.indicators import report_doubts, settle_levels
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.money import settle_counties
from jixiao.layouts.results import report_scores
from jixiao.layouts.rounds import report_marks


def settle(draft: ProjectDraft, ledger: Ledger) -> None:
    """Settle a form, and report what is in doubt."""
    _settle_unit(draft)
    settle_counties(draft.amounts)
    settle_counties(draft.amounts_of_period)
    settle_levels(draft.indicators, draft.repairs)
    take_execution(draft, ledger)
    report_scores(draft, ledger)
    report_marks(draft, ledger)
    report_doubts(draft.indicators, draft.columns, ledger, has_free_levels=draft.is_whole_department)


def _settle_unit(draft: ProjectDraft) -> None:
    """The agency printed above a form is its unit, where the form has no such cell."""
    unit, code = draft.fields.pop("head_unit", None), draft.fields.pop("head_unit_code", None)
    if unit is not None and "unit" not in draft.fields:
        draft.fields["unit"] = unit
        if code is not None:
            draft.fields.setdefault("unit_code", code)
