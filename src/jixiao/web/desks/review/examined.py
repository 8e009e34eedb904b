"""What rules say of a declaration, kept for whoever looks at the same texts next (审核提示)."""

from __future__ import annotations

import threading
from collections import OrderedDict

from jixiao.declaring import Draft, Examination, waived
from jixiao.web.records.actions.declarations import bare_examination_of, draft_digest, pack_of
from jixiao.web.records.models import Declaration
from jixiao.web.records.waivers import granted_to

_MOST = 64
_lock = threading.Lock()
_kept: OrderedDict[tuple[str, str, int, str], Examination] = OrderedDict()


def examined(declaration: Declaration) -> Examination:
    """The examination of a declaration as it is now; what is typed alike is examined once in a process, whichever desk it is on."""
    draft = Draft.from_plain(declaration.draft)
    return waived(_bare(declaration, draft_digest(draft)), draft, granted_to(declaration))


def _bare(declaration: Declaration, typed: str) -> Examination:
    key = (pack_of(declaration.pack).digest, declaration.agency_name, declaration.fiscal_year, typed)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = bare_examination_of(declaration)
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found
