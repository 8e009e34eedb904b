"""Damage that only the other forms of the same document show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jixiao.layouts.draft import ProjectDraft, RepairNote, Value, squash

_NEIGHBOURS = (("department", "attribute"), ("department", "unit"), ("unit", "attribute"), ("attribute", "period"), ("unit", "period"))


def mend_slid_tails(drafts: Sequence[ProjectDraft]) -> None:
    """A character at the end of one cell belongs to the beginning of the next, as all other forms print the two.

    ``某局一`` and ``次性项目`` beside the ``某局`` and ``一次性项目`` of every other form.
    """
    common = {key: _common(key, drafts) for pair in _NEIGHBOURS for key in pair}
    for draft in drafts:
        for first, second in _NEIGHBOURS:
            one, two = draft.fields.get(first), draft.fields.get(second)
            usual, other = common[first], common[second]
            if one is None or two is None or usual is None or other is None:
                continue
            tail = squash(one.text).removeprefix(usual)
            if tail and squash(one.text) != tail and len(tail) <= 4 and tail + squash(two.text) == other:
                draft.repairs.append(RepairNote("slid_tail", two.cells[0], f"{one.text} | {two.text}", f"{usual} | {other}"))
                draft.fields[first] = Value(usual, one.cells)
                draft.fields[second] = Value(other, [*one.cells, *two.cells])


def _common(key: str, drafts: Sequence[ProjectDraft]) -> str | None:
    """The text that more than half of the forms print for a field."""
    counts = Counter(squash(draft.fields[key].text) for draft in drafts if key in draft.fields)
    if not counts:
        return None
    text, count = counts.most_common(1)[0]
    return text if count * 2 > sum(counts.values()) and count > 2 else None
