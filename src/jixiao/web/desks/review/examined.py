"""What rules say of a declaration, kept for whoever looks at the same revision next (审核提示)."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from jixiao.declaring import Examination
from jixiao.web.records.actions.declarations import examination_of
from jixiao.web.records.models import Declaration

_MOST = 64
_lock = threading.Lock()
_kept: OrderedDict[tuple[Any, int], Examination] = OrderedDict()


def examined(declaration: Declaration) -> Examination:
    """The examination of a declaration as it is now; a revision is examined once in a process."""
    key = (declaration.pk, declaration.revision)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = examination_of(declaration)
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found
