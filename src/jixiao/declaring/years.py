"""A declaration held against that of another year: rows of indicators are the same where their names are (与上年对比)."""

from __future__ import annotations

from dataclasses import replace

from jixiao.declaring.draft import Draft, DraftIndicator
from jixiao.matching.assignment import assign
from jixiao.matching.keys import key_of, likeness

_LEAST_LIKENESS = 0.6
_SAME_LEVEL = 0.1
"""How much more a pair under the same second level counts than under others."""
_GONE = "gone"


def aligned(old: Draft, new: Draft) -> Draft:
    """The older draft with the row ids of the newer one, so that the difference tells what became of each indicator.

    Rows are paired by their names, alike ones too, those of the same level first; a row without a partner gets an id that the newer
    draft does not have. Explanations are left out: they name rows of the older draft.
    """
    scores = {}
    for at, before in enumerate(old.indicators):
        for number, after in enumerate(new.indicators):
            score = _score(before, after)
            if score > 0:
                scores[at, number] = score
    partner, free = dict(assign(scores)), _GONE
    while any(row.id.startswith(free) for row in new.indicators):
        free += "x"
    rows = tuple(
        replace(row, id=new.indicators[partner[at]].id if at in partner else f"{free}{at}") for at, row in enumerate(old.indicators)
    )
    return replace(old, indicators=rows, explanations={})


def _score(before: DraftIndicator, after: DraftIndicator) -> float:
    alike = likeness(key_of(before.text("name")), key_of(after.text("name"))) or 0.0
    if alike < _LEAST_LIKENESS:
        return 0.0
    is_level = key_of(before.text("level2")) == key_of(after.text("level2"))
    return (alike + (_SAME_LEVEL if is_level else 0.0)) / (1 + _SAME_LEVEL)
