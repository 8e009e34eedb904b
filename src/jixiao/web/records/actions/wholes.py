"""What the targets of a whole agency are called, and who reviews them (部门整体目标的名称和审核层级)."""

from __future__ import annotations

from jixiao.packs import Pack
from jixiao.web.records.models import AgencyYear, Declaration, Level

WHOLE_NAME = "{agency}整体支出绩效目标"


def name_of_whole(declaration: Declaration) -> str:
    """What lists call it; its form asks for no name."""
    return WHOLE_NAME.format(agency=declaration.agency_name)


def levels_of_whole(year: AgencyYear, pack: Pack) -> list[str]:
    """Levels of review: a department has no unit head over it, only itself and finance."""
    own = [level for level in pack.review_levels if level != "unit_review" or year.level != Level.DEPARTMENT]
    return own or list(pack.review_levels)
