"""Two halves side by side, period and year: each checks the other, and together they are one list of indicators.

A print clips the names in the narrower half, drops a label in one and keeps it in the other, or slides a row. The first half leads in
a project of one year, where both say the same; in a project of several years the halves have values of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from jixiao.layouts.draft import IndicatorDraft, ProjectDraft, RepairNote, Value, squash
from jixiao.layouts.ledger import Ledger

_ONE_YEAR = re.compile(r"一年|1年|一次性|当年|0101")
_LIKE = 0.6
_SAME = 0.97
_PERIOD = "value_of_period"


def merge_halves(
    rows: Sequence[tuple[IndicatorDraft | None, IndicatorDraft | None]], project: ProjectDraft, ledger: Ledger
) -> list[IndicatorDraft]:
    """One list of indicators from the rows of both halves."""
    one_year = is_one_year(project)
    merged: list[IndicatorDraft] = []
    taken: set[int] = set()
    lefts = [(at, left) for at, (left, _) in enumerate(rows) if left is not None]
    partner: dict[int, list[IndicatorDraft]] = {}
    alone: dict[int, IndicatorDraft] = {}
    for at, (_, right) in enumerate(rows):
        if right is None:
            continue
        match = _partner(at, right, lefts, taken, one_year=one_year)
        if match is None:
            alone[at] = right
        else:
            taken.add(match)
            partner.setdefault(match, []).append(right)
    if one_year:
        _compare(lefts, partner, project)
    levels: IndicatorDraft | None = None
    for at, (left, _) in enumerate(rows):
        if left is not None:
            if left.is_level2_own:
                levels = None
            elif levels is not None:
                left.level1, left.level2, left.level2_code = levels.level1, levels.level2, levels.level2_code
            for right in partner.get(at, []):
                if _merge(left, right, project, one_year=one_year):
                    levels = left
            if not partner.get(at) and not one_year and alone:
                _only_period(left)
            merged.append(left)
        if at in alone:
            _take_alone(alone[at], merged, ledger, one_year=one_year, has_left=bool(lefts))
    return merged


def _compare(lefts: Sequence[tuple[int, IndicatorDraft]], partner: Mapping[int, Sequence[IndicatorDraft]], project: ProjectDraft) -> None:
    """Both halves of a project of one year should say the same: what the second lacks or has in another order is noted."""
    if len(partner) * 2 < len(lefts):
        return  # the second half was lost in printing, or tells of something else
    orders: dict[str | None, list[tuple[int, IndicatorDraft]]] = {}
    for at, left in lefts:
        if at not in partner:
            if left.text("name") and left.text("value"):
                project.repairs.append(RepairNote("half_missing", left.anchor, "", left.text("name")))
            continue
        orders.setdefault(left.level2_code, []).append((partner[at][0].order, left))
    for pairs in orders.values():
        for (before, _), (after, left) in pairwise(pairs):
            if after < before:
                project.repairs.append(RepairNote("halves_order", left.anchor, left.text("name"), pairs[0][1].text("name")))
                break


def is_one_year(project: ProjectDraft) -> bool:
    """The implementation period is the year itself (一年期项目)."""
    total, annual = project.amounts.get("total"), project.amounts.get("annual")
    if total and annual and total.yuan is not None and annual.yuan is not None and total.yuan != annual.yuan:
        return False
    texts = [project.fields[key].text for key in ("attribute", "period") if key in project.fields]
    if texts:
        return any(_ONE_YEAR.search(squash(text)) for text in texts)
    return bool(total and annual and total.yuan == annual.yuan)


def _partner(at: int, right: IndicatorDraft, lefts: Sequence[tuple[int, IndicatorDraft]], taken: set[int], *, one_year: bool) -> int | None:
    """Row of the left half that says the same; the same row first, then one that is still alone, then any."""
    candidates = [(index, left, _likeness(left, right, one_year=one_year)) for index, left in lefts]
    enough = _LIKE if one_year else _SAME
    fitting = [c for c in candidates if c[2] >= (enough if c[0] == at else min(enough + 0.15, _SAME))]
    if not fitting:
        return None
    return max(fitting, key=lambda c: (c[2] + (0.2 if c[0] == at else 0.0) - (0.3 if c[0] in taken else 0.0), -abs(c[0] - at)))[0]


def _likeness(left: IndicatorDraft, right: IndicatorDraft, *, one_year: bool) -> float:
    names = text_likeness(left.text("name"), right.text("name"))
    if not one_year:
        return names
    values = text_likeness(left.text("value"), right.text("value"))
    if not left.text("value") or not right.text("value"):
        values = 0.8
    if not right.text("name"):
        return 0.9 * values if left.level2_code == right.level2_code else 0.0
    return 0.65 * names + 0.35 * values


def text_likeness(a: str, b: str) -> float:
    """1 for equal texts, nearly 1 where one is the clipped beginning of the other, else the share of common characters."""
    a, b = squash(a), squash(b)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    short, long = sorted((a, b), key=len)
    if long.startswith(short) and len(short) >= 3:
        return 0.97
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def is_like(a: str, b: str, least: float) -> bool:
    """The likeness of two texts is at least so much; quicker than the likeness itself where it is not.

    >>> is_like("设备验收合格率", "设备验收合格", 0.9), is_like("设备验收合格率", "培训人次", 0.75)
    (True, False)
    """
    a, b = squash(a), squash(b)
    if a == b:
        return least <= 1.0
    if a.startswith(b) or b.startswith(a):
        return text_likeness(a, b) >= least
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared >= least * (len(a) + len(b)) and text_likeness(a, b) >= least


def _merge(left: IndicatorDraft, right: IndicatorDraft, project: ProjectDraft, *, one_year: bool) -> bool:
    """Merge the right half of a row into the left; whether the left took its level from there."""
    takes_level = right.is_level2_own and not left.is_level2_own and bool(right.level2_code) and right.level2_code != left.level2_code
    if takes_level:
        note = RepairNote("level_from_other_half", left.anchor, left.level2 or "", right.level2 or "")
        project.repairs.append(note)
        left.level1, left.level2 = right.level1 or left.level1, right.level2
        left.level2_code = right.level2_code
    left.level_cells += [cell for cell in right.level_cells if cell not in left.level_cells]
    _merge_text(left, right, "name", project)
    if one_year or squash(left.text("value")) == squash(right.text("value")):
        _merge_text(left, right, "value", project)
        return takes_level
    if "value" in left.texts:
        left.texts[_PERIOD] = left.texts["value"]
    if "value" in right.texts:
        left.texts["value"] = right.texts["value"]
    return takes_level


def _merge_text(left: IndicatorDraft, right: IndicatorDraft, role: str, project: ProjectDraft) -> None:
    mine, other = left.texts.get(role), right.texts.get(role)
    if other is None:
        return
    if mine is None:
        left.texts[role] = other
        return
    a, b = squash(mine.text), squash(other.text)
    if b.startswith(a) and len(b) > len(a) and len(a) >= 3:
        mine.text = other.text
    elif not a.startswith(b):
        project.repairs.append(RepairNote("halves_differ", other.cells[0], other.text, mine.text))
    mine.cells += other.cells


def _only_period(left: IndicatorDraft) -> None:
    """The year has no such indicator: its value is one of the period."""
    if "value" in left.texts:
        left.texts[_PERIOD] = Value(left.texts["value"].text, list(left.texts["value"].cells))


def _take_alone(right: IndicatorDraft, merged: list[IndicatorDraft], ledger: Ledger, *, one_year: bool, has_left: bool) -> None:
    """An indicator that only the second half prints: one of the year; in a project of one year nothing is taken that the first lacks."""
    if "name" in right.texts and "value" in right.texts and (not one_year or not has_left):
        merged.append(right)
        return
    for value in right.texts.values():
        for cell in value.cells:
            ledger.problem("READ-012", cell)
