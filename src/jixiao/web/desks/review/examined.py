"""What rules say of a declaration, kept for whoever looks at the same texts next (审核提示)."""

from __future__ import annotations

import threading
from collections import OrderedDict

from jixiao.declaring import Draft, Examination
from jixiao.web.records.actions.declarations import draft_digest, typed_examination_of, with_assessment
from jixiao.web.records.models import Declaration

_MOST = 64
_lock = threading.Lock()
_kept: OrderedDict[tuple[str, str, int, str], Examination] = OrderedDict()


def examined(declaration: Declaration) -> Examination:
    """The examination of a declaration as it is now; what is typed alike is examined once in a process, whichever desk it is on."""
    typed = draft_digest(Draft.from_plain(declaration.draft))
    key = (declaration.pack, declaration.agency_name, declaration.fiscal_year, typed)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return with_assessment(declaration, _kept[key])
    found = typed_examination_of(declaration)
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return with_assessment(declaration, found)
