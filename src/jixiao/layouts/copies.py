"""Repeated and partial prints of one form: copies are found and merged into one project.

A scan that was recognised in overlapping tiles prints a form several times, each time another part of it. Copies have the same name
and nothing that tells them apart; where two copies differ in a letter, what most of them print is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts.draft import AmountValue, IndicatorDraft, ProjectDraft, RepairNote, Value, squash
from jixiao.layouts.halves import text_likeness

_SAME_NAME = 0.75
_SAME_VALUE = 0.75
_TELLING = ("code", "unit", "department")


def merge_copies(drafts: Sequence[ProjectDraft]) -> list[ProjectDraft]:
    """Drafts in the order of the document, copies merged into the first of them."""
    groups: list[list[ProjectDraft]] = []
    for draft in drafts:
        group = _group_of(draft, groups)
        if group is None:
            groups.append([draft])
        else:
            group.append(draft)
    return [_merge(group) if len(group) > 1 else group[0] for group in groups]


def _group_of(draft: ProjectDraft, groups: Sequence[list[ProjectDraft]]) -> list[ProjectDraft] | None:
    """The group of prints that this one belongs to, the nearest above first."""
    for group in reversed(groups):
        if squash(group[0].name) == squash(draft.name) and draft.name and all(_is_copy(draft, other) for other in group):
            return group
    return None


def _is_copy(a: ProjectDraft, b: ProjectDraft) -> bool:
    """Nothing tells the two apart, and one of them is partial or they print the same."""
    for key in _TELLING:
        if key in a.fields and key in b.fields and text_likeness(a.fields[key].text, b.fields[key].text) < 0.8:
            return False
    for key in ("annual", "total"):
        mine, other = a.amounts.get(key), b.amounts.get(key)
        if mine and other and mine.yuan is not None and other.yuan is not None and mine.yuan != other.yuan:
            return False
    stamps = [squash(value.text) for draft in (a, b) if (value := draft.contacts.get("填报日期")) is not None]
    if len(stamps) == 2 and stamps[0] != stamps[1]:
        return False
    has_code = "code" in a.fields and "code" in b.fields
    return has_code or _agree(a, b)


def _agree(a: ProjectDraft, b: ProjectDraft) -> bool:
    """Their indicators do not contradict each other: one has none, or some are in both, or they cover different levels."""
    if not a.indicators or not b.indicators:
        return True
    if any(same_indicator(x, y) for x in a.indicators for y in b.indicators):
        return True
    return not {x.level2_code for x in a.indicators} & {y.level2_code for y in b.indicators}


def same_indicator(a: IndicatorDraft, b: IndicatorDraft) -> bool:
    """The same row, printed twice with letters that may differ."""
    if a.level2_code != b.level2_code and a.level2_code and b.level2_code and a.is_level2_own and b.is_level2_own:
        return False
    names = text_likeness(a.text("name"), b.text("name"))
    values = text_likeness(a.text("value"), b.text("value"))
    return names >= _SAME_NAME and (values == 1.0 or (names > 0.9 and values >= _SAME_VALUE))


def _merge(group: Sequence[ProjectDraft]) -> ProjectDraft:
    """The union of the prints; the fullest leads, and every text is the one that most of them print."""
    lead = max(group, key=_fullness)
    merged = ProjectDraft(first=group[0].first, title=group[0].title, columns=set().union(*(draft.columns for draft in group)))
    merged.copies = [draft.first for draft in group[1:] if draft.first is not None]
    merged.repairs = [note for draft in group for note in draft.repairs]
    merged.confidence = min(draft.confidence for draft in group)
    merged.is_whole_department = lead.is_whole_department
    ordered = [lead, *(draft for draft in group if draft is not lead)]
    for key in dict.fromkeys(key for draft in ordered for key in draft.fields):
        merged.fields[key] = _vote([draft.fields[key] for draft in ordered if key in draft.fields], merged)
    for key in dict.fromkeys(key for draft in ordered for key in draft.contacts):
        merged.contacts[key] = _vote_optional([draft.contacts.get(key) for draft in ordered], merged)
    _merge_narratives(ordered, merged)
    for place in ("amounts", "amounts_of_period"):
        _merge_amounts([getattr(draft, place) for draft in ordered], getattr(merged, place))
    for month in dict.fromkeys(month for draft in ordered for month in draft.plan):
        merged.plan[month] = next((draft.plan[month] for draft in ordered if draft.plan.get(month)), None)
    merged.indicators = _merge_indicators(ordered, merged)
    return merged


def _fullness(draft: ProjectDraft) -> tuple[int, int, int]:
    filled = sum(1 for value in draft.narratives.values() if value)
    return len(draft.indicators), filled + len(draft.fields) + len(draft.amounts), len(draft.contacts)


def _vote(values: Sequence[Value], merged: ProjectDraft) -> Value:
    """The text that most prints have; a clipped one counts for the one that it begins."""
    counts: Counter[str] = Counter()
    texts: dict[str, str] = {}
    for value in values:
        key = squash(value.text)
        longest = next((other for other in texts if other.startswith(key) and len(key) >= 3), None)
        shorter = next((other for other in texts if key.startswith(other) and other != key and len(other) >= 3), None)
        if longest is None and shorter is not None:
            counts[key] += counts.pop(shorter)
            del texts[shorter]
        texts.setdefault(longest or key, value.text)
        counts[longest or key] += 1
    best = max(texts, key=lambda key: counts[key])
    for value in values:
        if not best.startswith(squash(value.text)):
            merged.repairs.append(RepairNote("copies_differ", value.cells[0], value.text[:80], texts[best][:80]))
    return Value(texts[best], _cells(values))


def _cells(values: Iterable[Value]) -> list[Cell]:
    return list(dict.fromkeys(cell for value in values for cell in value.cells))


def _vote_optional(values: Sequence[Value | None], merged: ProjectDraft) -> Value | None:
    filled = [value for value in values if value is not None]
    return _vote(filled, merged) if filled else None


def _merge_narratives(ordered: Sequence[ProjectDraft], merged: ProjectDraft) -> None:
    """Narratives come from the prints in which most labels are filled: in the others texts may have slid to the label before."""
    most = max((sum(1 for value in draft.narratives.values() if value) for draft in ordered), default=0)
    full = [draft for draft in ordered if sum(1 for value in draft.narratives.values() if value) == most]
    for key in dict.fromkeys(key for draft in ordered for key in draft.narratives):
        merged.narratives[key] = _vote_optional([draft.narratives.get(key) for draft in full], merged)
    for draft in ordered:
        for key, value in draft.narratives.items():
            if value is None or any(draft is other for other in full):
                continue
            home = _home_of(value, key, merged)
            merged.repairs.append(RepairNote("copies_differ", value.cells[0], value.text[:80], home))
            target = merged.narratives.get(home) or next((v for v in merged.narratives.values() if v), None)
            if target is not None:
                target.cells += [cell for cell in value.cells if cell not in target.cells]


def _home_of(value: Value, key: str, merged: ProjectDraft) -> str:
    """The label under which the fullest print has this text."""
    texts = {label: other.text for label, other in merged.narratives.items() if other is not None}
    return max(texts, key=lambda label: (text_likeness(texts[label], value.text), label == key), default=key)


def _merge_amounts(places: Sequence[dict[str, AmountValue]], merged: dict[str, AmountValue]) -> None:
    for key in dict.fromkeys(key for place in places for key in place):
        values = [place[key] for place in places if key in place]
        filled = [value for value in values if value.yuan is not None]
        if not filled:
            merged[key] = AmountValue(None)
            continue
        best = Counter(value.yuan for value in filled).most_common(1)[0][0]
        merged[key] = AmountValue(best, list(dict.fromkeys(cell for value in filled for cell in value.cells)))


def _merge_indicators(ordered: Sequence[ProjectDraft], merged: ProjectDraft) -> list[IndicatorDraft]:
    """The union, in the order of the fullest print; rows that only another print has go where its neighbours are."""
    result = list(ordered[0].indicators)
    prints: dict[int, list[IndicatorDraft]] = {id(item): [item] for item in result}
    for draft in ordered[1:]:
        before = -1
        for item in draft.indicators:
            match = next((at for at, other in enumerate(result) if any(same_indicator(item, p) for p in prints[id(other)])), None)
            if match is None:
                before = _insertion(result, item, before)
                result.insert(before, item)
                prints[id(item)] = [item]
            else:
                prints[id(result[match])].append(item)
                before = match
    for item in result:
        _unite(item, prints[id(item)], merged)
    return result


def _insertion(result: Sequence[IndicatorDraft], item: IndicatorDraft, before: int) -> int:
    """Behind the last row of the same level, else behind the row that preceded it in its own print, else where its level belongs."""
    same = [at for at, other in enumerate(result) if other.level2_code == item.level2_code]
    if same:
        return same[-1] + 1
    later = [at for at, other in enumerate(result) if _rank(other) > _rank(item)]
    return later[0] if later else max(before + 1, len(result))


_RANKS = ("output.quantity", "output.quality", "output.timeliness", "output.cost", "benefit", "satisfaction")


def _rank(item: IndicatorDraft) -> int:
    code = item.level2_code or ""
    return next((at for at, prefix in enumerate(_RANKS) if code.startswith(prefix)), len(_RANKS))


def _unite(item: IndicatorDraft, prints: Sequence[IndicatorDraft], merged: ProjectDraft) -> None:
    if len(prints) < 2:
        return
    for role in dict.fromkeys(role for p in prints for role in p.texts):
        item.texts[role] = _vote([p.texts[role] for p in prints if role in p.texts], merged)
    item.level_cells = list(dict.fromkeys(cell for p in prints for cell in p.level_cells))
