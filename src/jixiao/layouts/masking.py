"""Personal data in the words of a document is masked before it goes out (个人信息脱敏).

Readings tell where personal data stands; the kinds are those that :func:`jixiao.layouts.personal.find_personal` knows. What is masked is
the clause that holds it, and the whole text where no clause alone tells.
"""

from __future__ import annotations

import re

from jixiao.layouts.personal import find_personal

MASK = "〔个人信息〕"
_BETWEEN = re.compile(r"([，。；！？、,;!?\n\t])")


def masked(text: str) -> str:
    """A text without its personal data.

    >>> masked("维护泵站3座，联系人：王小明，电话13812345678。")
    '维护泵站3座，〔个人信息〕，〔个人信息〕。'
    """
    if not _holds(text):
        return text
    parts = [MASK if _holds(part) else part for part in _BETWEEN.split(text)]
    found = "".join(parts)
    return MASK if _holds(found) or MASK not in parts else found


def _holds(text: str) -> bool:
    return next(find_personal(text), None) is not None
