"""When two printed names are the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_LEVEL = re.compile(r"\([类款项]\)$")


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """A name as names are compared: half-width brackets, no white space, without （类）, （款） or （项） at its end.

    >>> fold_name("维修（护）费") == fold_name("维修(护) 费")
    True
    >>> fold_name("行政运行（项）")
    '行政运行'
    """
    return _LEVEL.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", name)))
