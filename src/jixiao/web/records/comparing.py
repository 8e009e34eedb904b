"""What a declaration is held against while it is written (参照): the unit's own of the year before, figures of approved ones of others."""

from __future__ import annotations

from typing import Any

from jixiao.declaring import Draft
from jixiao.matching.names import name_stem
from jixiao.web.records.models import Declaration, Stage
from jixiao.web.records.scope import Scope

MOST = 500
"""Approved declarations that are looked through, the latest first."""
_APPROVED = (Stage.APPROVED, Stage.RATIFIED)
_SHOWN = ("name", "code", "stage", "fiscal_year", "draft")


def of_last_year(declaration: Declaration, scope: Scope) -> Declaration | None:
    """The declaration of the same agency for the year before that has the same code, or else the same name but for its year.

    Args:
        declaration: that of this year.
        scope: of whoever asks; nothing outside of it is found.
    """
    own = Declaration.objects.visible_to(scope).filter(agency_id=declaration.agency_id, fiscal_year=declaration.fiscal_year - 1)
    told = list(own.exclude(stage=Stage.DISCARDED).only(*_SHOWN).order_by("-stage_since", "id"))
    by_code = [one for one in told if declaration.code and one.code == declaration.code]
    by_name = [one for one in told if name_stem(declaration.name) and name_stem(one.name) == name_stem(declaration.name)]
    found = by_code or by_name
    return next((one for one in found if one.stage in _APPROVED), found[0] if found else None)


def approved_with(declaration: Declaration, name: str) -> list[tuple[Any, Draft]]:
    """Agency and draft of approved declarations of other units of the same finance authority, for this year and the one before.

    Only those that have an indicator of a name, but for its year.

    They lie outside of what the person may see: only one figure of several of them may be shown, never one of them
    (:func:`jixiao.declaring.comparing.peers_of`).
    """
    years = (declaration.fiscal_year, declaration.fiscal_year - 1)
    others = Declaration.objects.reached().filter(finance_id=declaration.finance_id, fiscal_year__in=years, stage__in=_APPROVED)
    rows = others.exclude(agency_id=declaration.agency_id).order_by("-stage_since").values_list("agency_id", "draft")[:MOST]
    wanted = name_stem(name)
    found = [(agency, draft) for agency, draft in rows if any(name_stem(row.get("name")) == wanted for row in draft["indicators"])]
    return [(agency, Draft.from_plain(draft)) for agency, draft in found]
