"""Repeated and partial prints of one form: copies are found and merged into one project.

A scan that was recognised in overlapping tiles prints a form several times, each time another part of it. Copies have the same name
and nothing that tells them apart; where two copies differ in a letter, what most of them print is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from jixiao.documents.grid import Cell
from jixiao.layouts.draft import AmountValue, IndicatorDraft, ProjectDraft, RepairNote, Value, squash
from jixiao.layouts.halves import is_like, text_likeness
from jixiao.layouts.results import has_results
from jixiao.layouts.rounds import is_monitored, month_of

_SAME_NAME = 0.75
_SAME_VALUE = 0.75
_SAME_TELLING = 0.8
_TELLING = ("code", "unit", "department")
_TELLING_AMOUNTS = ("annual", "total")
_MOST_GROUPS = 50  # of one name, the nearest above: prints of a form stand together
_SAME_TEXT = 0.8
_EXCERPT = 80  # characters of a text that a note of a difference quotes
_BEFORE = 20  # of them, those before the difference
_MOST_PRINTS = 50  # that differ, in one group; a print that equals one of them is compared with no other

Signature = tuple[object, ...]
"""All that a comparison looks at: prints or rows with the same signature compare the same."""


@dataclass(slots=True)
class _Group:
    """Prints of one form.

    Attributes:
        prints: in the order of the document.
        different: the first print of each signature.
    """

    prints: list[ProjectDraft] = field(default_factory=list)
    different: dict[Signature, ProjectDraft] = field(default_factory=dict)

    def add(self, draft: ProjectDraft, signature: Signature) -> None:
        """Take a print."""
        self.prints.append(draft)
        self.different.setdefault(signature, draft)

    def takes(self, draft: ProjectDraft, signature: Signature) -> bool:
        """The print is a copy of those of the group."""
        if signature in self.different:
            return True
        return len(self.different) < _MOST_PRINTS and all(_is_copy(draft, other) for other in self.different.values())


def merge_copies(drafts: Sequence[ProjectDraft]) -> list[ProjectDraft]:
    """Drafts in the order of the document, copies merged into the first of them."""
    groups: list[_Group] = []
    named: defaultdict[str, list[_Group]] = defaultdict(list)
    for draft in drafts:
        name, signature = squash(draft.name), _signature(draft)
        group = _group_of(draft, signature, named[name]) if name else None
        if group is None:
            group = _Group()
            groups.append(group)
            named[name].append(group)
        group.add(draft, signature)
    return [_merge(group.prints) if len(group.prints) > 1 else group.prints[0] for group in groups]


def _group_of(draft: ProjectDraft, signature: Signature, named: Sequence[_Group]) -> _Group | None:
    """The group of prints that this one belongs to, among those of its name, the nearest above first."""
    near = islice(reversed(named), _MOST_GROUPS)
    return next((group for group in near if group.takes(draft, signature)), None)


def _signature(draft: ProjectDraft) -> Signature:
    telling = tuple(squash(draft.fields[key].text) if key in draft.fields else None for key in _TELLING)
    amounts = tuple(amount.yuan if (amount := draft.amounts.get(key)) else None for key in _TELLING_AMOUNTS)
    kind = (month_of(draft), has_results(draft))
    return (telling, amounts, _stamp(draft), kind, tuple(_signature_of_row(item) for item in draft.indicators))


def _signature_of_row(item: IndicatorDraft) -> Signature:
    return (item.level2_code, item.is_level2_own, squash(item.text("name")), squash(item.text("value")))


def _stamp(draft: ProjectDraft) -> str | None:
    """The date on which the form was filled in."""
    value = draft.contacts.get("填报日期")
    return squash(value.text) if value is not None else None


def _is_copy(a: ProjectDraft, b: ProjectDraft) -> bool:
    """Nothing tells the two apart, and one of them is partial or they print the same."""
    for key in _TELLING_AMOUNTS:
        mine, other = a.amounts.get(key), b.amounts.get(key)
        if mine and other and mine.yuan is not None and other.yuan is not None and mine.yuan != other.yuan:
            return False
    stamps = (_stamp(a), _stamp(b))
    if None not in stamps and stamps[0] != stamps[1]:
        return False
    for key in _TELLING:
        if key in a.fields and key in b.fields and not is_like(a.fields[key].text, b.fields[key].text, _SAME_TELLING):
            return False
    months = (month_of(a), month_of(b))
    is_plan = a.indicators and b.indicators and is_monitored(a) != is_monitored(b)
    if is_plan or (None not in months and months[0] != months[1]):
        return False  # the plan of a project, and its rounds of monitoring
    if a.indicators and b.indicators and has_results(a) != has_results(b):
        return False  # the plan of a project and its self-evaluation
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
    if not is_like(a.text("name"), b.text("name"), _SAME_NAME):
        return False
    if squash(a.text("value")) == squash(b.text("value")):
        return True
    return text_likeness(a.text("name"), b.text("name")) > 0.9 and is_like(a.text("value"), b.text("value"), _SAME_VALUE)


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
    merged.funding = next((draft.funding for draft in ordered if draft.funding), [])
    merged.totals = next((draft.totals for draft in ordered if draft.totals), {})
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
        if key in texts:
            counts[key] += 1
            continue
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
            merged.repairs.append(_difference(value, texts[best]))
    return Value(texts[best], _cells(values))


def _difference(value: Value, taken: str) -> RepairNote:
    """Two prints side by side where they begin to differ."""
    same = next((at for at, (mine, other) in enumerate(zip(value.text, taken, strict=False)) if mine != other), 0)
    start = max(0, same - _BEFORE) if same + 1 > _EXCERPT - _BEFORE else 0
    printed, read_as = (text[start : start + _EXCERPT] for text in (value.text, taken))
    return RepairNote("copies_differ", value.cells[0], f"…{printed}" if start else printed, f"…{read_as}" if start else read_as)


def _cells(values: Iterable[Value]) -> list[Cell]:
    return list(dict.fromkeys(cell for value in values for cell in value.cells))


def _vote_optional(values: Sequence[Value | None], merged: ProjectDraft) -> Value | None:
    filled = [value for value in values if value is not None]
    return _vote(filled, merged) if filled else None


def _merge_narratives(ordered: Sequence[ProjectDraft], merged: ProjectDraft) -> None:
    """Narratives come from the prints in which most labels are filled: in the others texts may have slid to the label before."""
    most = max((sum(1 for value in draft.narratives.values() if value) for draft in ordered), default=0)
    full = [draft for draft in ordered if sum(1 for value in draft.narratives.values() if value) == most]
    fullest = {id(draft) for draft in full}
    homes: dict[tuple[str, str], str] = {}
    slid: dict[int, tuple[Value, list[Cell]]] = {}
    for key in dict.fromkeys(key for draft in ordered for key in draft.narratives):
        merged.narratives[key] = _vote_optional([draft.narratives.get(key) for draft in full], merged)
    for draft in ordered:
        for key, value in draft.narratives.items():
            if value is None or id(draft) in fullest:
                continue
            home = homes.get((value.text, key)) or homes.setdefault((value.text, key), _home_of(value, key, merged))
            if home != key:
                merged.repairs.append(RepairNote("slid_label", value.cells[0], value.text[:_EXCERPT], home))
            target = merged.narratives.get(home)
            if target is not None and _contradicts(value.text, target.text):
                merged.repairs.append(_difference(value, target.text))
            target = target or next((v for v in merged.narratives.values() if v), None)
            if target is not None:
                slid.setdefault(id(target), (target, []))[1].extend(value.cells)
    for target, cells in slid.values():
        target.cells = list(dict.fromkeys([*target.cells, *cells]))


def _contradicts(text: str, taken: str) -> bool:
    """The same text, not merely cut off or glued to another one, with other letters."""
    a, b = squash(text), squash(taken)
    return not a.startswith(b) and not b.startswith(a) and is_like(a, b, _SAME_TEXT)


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
    different: dict[int, dict[Signature, IndicatorDraft]] = {id(item): {_signature_of_row(item): item} for item in result}
    rows: dict[Signature, IndicatorDraft] = {}
    for draft in ordered[1:]:
        taken: dict[int, Signature] = {}
        for item in draft.indicators:
            signature = _signature_of_row(item)
            row = rows.get(signature)
            if row is None or taken.get(id(row), signature) != signature:  # two rows of one print are two rows
                free = [other for other in result if id(other) not in taken]
                row = _row_of(item, free, different) or row or _row_of(item, result, different)
            if row is None:
                row = item
                result.insert(_insertion(result, item), item)
                prints[id(item)] = []
                different[id(item)] = {}
            rows[signature] = row
            taken[id(row)] = signature
            prints[id(row)].append(item)
            different[id(row)].setdefault(signature, item)
    for item in result:
        _unite(item, prints[id(item)], merged)
    return result


def _row_of(
    item: IndicatorDraft, result: Sequence[IndicatorDraft], different: Mapping[int, Mapping[Signature, IndicatorDraft]]
) -> IndicatorDraft | None:
    """The first row of which some print is the same as this one."""
    return next((row for row in result if any(same_indicator(item, other) for other in different[id(row)].values())), None)


def _insertion(result: Sequence[IndicatorDraft], item: IndicatorDraft) -> int:
    """Behind the last row of the same level, else before the first row of a later level, else at the end."""
    same = [at for at, other in enumerate(result) if other.level2_code == item.level2_code]
    if same:
        return same[-1] + 1
    later = [at for at, other in enumerate(result) if _rank(other) > _rank(item)]
    return later[0] if later else len(result)


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
