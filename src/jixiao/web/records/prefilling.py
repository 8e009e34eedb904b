"""What the ledger knows is not typed again (自动带出)."""

from __future__ import annotations

from jixiao.declaring import Draft
from jixiao.declaring.places import fields_of
from jixiao.packs import Pack, declaration_for
from jixiao.web.records.models import AgencyYear


def prefilled(draft: Draft, year: AgencyYear, pack: Pack) -> Draft:
    """A draft with the unit and its department, where the form has a place and nothing was typed.

    Args:
        draft: as typed, or as it was read in a file.
        year: the unit in the fiscal year.
        pack: its jurisdiction.
    """
    known = {"unit": year.name, "unit_code": year.agency.code}
    if year.department_id and year.department_id != year.agency_id:
        above = AgencyYear.objects.filter(agency_id=year.department_id, fiscal_year=year.fiscal_year).select_related("agency").first()
        known |= {"department": above.name, "department_code": above.agency.code} if above else {}
    there = fields_of(declaration_for(pack))
    for path, text in known.items():
        if path in there and not draft.text(path):
            draft = draft.with_field(path, text)
    return draft
