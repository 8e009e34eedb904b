"""What changed between two states of a declaration, field by field (前后对比)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.declaring.draft import Draft
from jixiao.declaring.paths import INDICATORS, name_of, of_indicator
from jixiao.messages import text


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A text that changed (字段变化).

    Attributes:
        path: of the field.
        before: as it was; empty where nothing was typed.
        after: as it is; empty where nothing is.
        rule: where it is not the field that changed but why a finding of this rule is none there; empty otherwise.
    """

    path: str
    before: str
    after: str
    rule: str = ""

    @property
    def kind(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"

    def label(self, lang: str | None = None) -> str:
        """What the field is called."""
        named = name_of(self.path, lang)
        return text("difference.explanation", lang, what=named, rule=self.rule) if self.rule else named

    def describe(self, lang: str | None = None) -> str:
        """The change in words."""
        values = {"what": self.label(lang), "before": self.before, "after": self.after}
        return text(f"difference.{self.kind}", lang, **values)


@dataclass(frozen=True, slots=True)
class RowMove:
    """A row of the indicators that stands elsewhere (指标行移动): its path, and its places from 1 in both states."""

    path: str
    before: int
    after: int

    def describe(self, lang: str | None = None) -> str:
        """The move in words."""
        return text("difference.moved", lang, what=name_of(self.path, lang), before=self.before, after=self.after)


def difference(old: Draft, new: Draft) -> list[FieldChange]:
    """The fields that changed, in the order of the newer draft; those that went come last.

    Rows of indicators are the same where their ids are; that a row was moved is no change of a field (:func:`moved_rows`).
    """
    return _changes(*({path: draft.text(path) for path in draft.paths()} for draft in (old, new)))


def changed_explanations(old: Draft, new: Draft) -> list[FieldChange]:
    """Reasons why findings are none that were given, changed or taken back, each at the field that it is about."""
    found = []
    for change in _changes(old.explanations, new.explanations):
        rule, _, path = change.path.partition("@")
        found.append(FieldChange(path, change.before, change.after, rule))
    return found


def moved_rows(old: Draft, new: Draft) -> list[RowMove]:
    """Rows that were moved past others, as few as tell the new order; rows that came or went move nothing."""
    before = {row.id: at for at, row in enumerate(old.indicators, start=1)}
    after = [(row.id, at) for at, row in enumerate(new.indicators, start=1) if row.id in before]
    kept = _longest_rise([before[id_] for id_, _ in after])
    return [RowMove(of_indicator(id_), before[id_], at) for number, (id_, at) in enumerate(after) if number not in kept]


def patched(old: Draft, changes: Sequence[FieldChange]) -> Draft:
    """A draft with some changes made: what :func:`difference` found between two drafts makes the fields of the newer out of the older.

    Raises:
        DraftError: a path is none, or its text cannot be kept.
    """
    draft = old
    for change in changes:
        group, _, rest = change.path.partition(".")
        id_ = rest.partition(".")[0] if group == INDICATORS else ""
        if id_ and all(row.id != id_ for row in draft.indicators):
            draft = draft.with_indicator(id_=id_)
        draft = draft.with_field(change.path, change.after)
    return draft


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[FieldChange]:
    paths = [*after, *(path for path in before if path not in after)]
    return [FieldChange(path, before.get(path, ""), after.get(path, "")) for path in paths if before.get(path, "") != after.get(path, "")]


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """Places of a longest series of rising numbers."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [at]
        before.append(places[length - 1] if length else -1)
    found, at = [], places[-1] if places else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return frozenset(found)
