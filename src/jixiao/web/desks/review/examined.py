"""What rules say of a declaration (审核提示)."""

from __future__ import annotations

from jixiao.declaring import Examination
from jixiao.web.records.actions.declarations import examination_of
from jixiao.web.records.models import Declaration


def examined(declaration: Declaration) -> Examination:
    """The examination of a declaration as it is now."""
    return examination_of(declaration)
