"""Projects of two documents: what became of money, goal, indicators and payment plan (项目对比)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.comparison.indicators import indicator_changes
from jixiao.comparison.results import MoneyChange, ProjectChange, Regrouped, TextChange
from jixiao.comparison.word_diff import text_change
from jixiao.matching import match_projects
from jixiao.matching.keys import key_of
from jixiao.matching.readings import subjects_of
from jixiao.matching.subjects import Pair, Subject
from jixiao.matching.years import moved_key
from jixiao.model import Project
from jixiao.provenance import SourceRef

_YEAR_KEYS = ("annual", "adjusted", "total")
_FIELDS = ("code", "department", "unit", "attribute", "period")
_SILENT_BETWEEN_YEARS = frozenset({"code"})
Years = tuple[int | None, int | None]


def project_changes(
    old: Sequence[Project], new: Sequence[Project], scope: str, years: Years
) -> tuple[list[ProjectChange], list[Regrouped]]:
    """All projects of two documents and what became of them, those whose money changed most first; and hints of splits and mergers.

    Args:
        old: projects of the older document.
        new: projects of the newer one.
        scope: ``project`` or ``whole_department``.
        years: fiscal years of the two.
    """
    matching = match_projects(subjects_of(old), subjects_of(new))
    changes = [_of_pair(pair, old, new, scope, years) for pair in matching.pairs]
    changes += [_of_one(item, old, "gone", scope) for item in matching.gone]
    changes += [_of_one(item, new, "new", scope) for item in matching.new]
    hints = [Regrouped(item.kind, item.whole.name or "", tuple(part.name or "" for part in item.parts)) for item in matching.regroupings]
    return sorted(changes, key=lambda change: (-change.size, change.status == "same")), hints


def _of_pair(pair: Pair[Subject], olds: Sequence[Project], news: Sequence[Project], scope: str, years: Years) -> ProjectChange:
    old_at, new_at = int(pair.old.key), int(pair.new.key)
    old, new = olds[old_at], news[new_at]
    money = tuple(_money(old, new))
    texts = tuple(_texts(old, new, years))
    indicators = indicator_changes(old, new, years)
    plan = tuple(_plan(old, new))
    is_same = all(item.is_same for item in money) and not texts and not plan and all(item.status == "same" for item in indicators)
    return ProjectChange(
        status="same" if is_same and moved_key(old.name, years[0]) == moved_key(new.name, years[1]) else "changed",
        scope=scope,
        old_name=old.name,
        new_name=new.name,
        basis=pair.basis,
        likeness=pair.likeness,
        code=new.code or old.code,
        money=money,
        texts=texts,
        indicators=tuple(indicators),
        payment_plan=plan,
        old_place=_place(old, "name"),
        new_place=_place(new, "name"),
        old_number=old_at + 1,
        new_number=new_at + 1,
    )


def _of_one(subject: Subject, items: Sequence[Project], status: str, scope: str) -> ProjectChange:
    """A project that one document has."""
    number = int(subject.key) + 1
    item = items[number - 1]
    is_new = status == "new"
    place = _place(item, "name")
    amount, amount_place = _amount(item)
    money = (
        MoneyChange("annual", "", None, amount, None, amount_place)
        if is_new
        else MoneyChange("annual", "", amount, None, amount_place, None)
    )
    return ProjectChange(
        status=status,
        scope=scope,
        old_name=None if is_new else item.name,
        new_name=item.name if is_new else None,
        code=item.code,
        money=(money,),
        old_place=None if is_new else place,
        new_place=place if is_new else None,
        old_number=None if is_new else number,
        new_number=number if is_new else None,
    )


def _amount(item: Project) -> tuple[Decimal | None, SourceRef | None]:
    """Money of the year and its place."""
    for key in _YEAR_KEYS:
        if (amount := item.amounts.get(key)) is not None:
            return amount, _place(item, f"amounts.{key}")
    return None, _place(item, "amounts.annual")


def _money(old: Project, new: Project) -> Iterator[MoneyChange]:
    """Money of the year, then every source that a form prints; a blank cell and one that is not there are the same."""
    (left, left_place), (right, right_place) = _amount(old), _amount(new)
    yield MoneyChange("annual", "", left, right, left_place, right_place)
    for key in dict.fromkeys([*new.amounts, *old.amounts]):
        if key == "annual":
            continue
        pair = old.amounts.get(key), new.amounts.get(key)
        if pair != (None, None) and not (key in _YEAR_KEYS and pair == (left, right)):
            yield MoneyChange(key, "", *pair, _place(old, f"amounts.{key}"), _place(new, f"amounts.{key}"))


def _texts(old: Project, new: Project, years: Years) -> Iterator[TextChange]:
    """Goal, narratives and other fields whose words changed; blanks, punctuation and years that moved along are no change."""
    is_one_year = years[0] is not None and years[0] == years[1]
    pairs: list[tuple[str, str | None, str | None, str]] = [
        ("goal", old.goal, new.goal, "goal"),
        ("goal_of_period", old.goal_of_period, new.goal_of_period, "goal_of_period"),
    ]
    pairs += [
        (label, old.narratives.get(label), new.narratives.get(label), f"narratives.{label}")
        for label in dict.fromkeys([*new.narratives, *old.narratives])
    ]
    pairs += [
        (field, getattr(old, field), getattr(new, field), field) for field in _FIELDS if is_one_year or field not in _SILENT_BETWEEN_YEARS
    ]
    for label, left, right, key in pairs:
        if moved_key(left, years[0]) != moved_key(right, years[1]):
            yield text_change(label, left, right, (_place(old, key), _place(new, key)))


def _plan(old: Project, new: Project) -> Iterator[TextChange]:
    """Checkpoints of the payment plan that changed (资金支出计划)."""
    left, right = old.payment_plan or {}, new.payment_plan or {}
    for month in sorted(left.keys() | right.keys(), key=lambda key: (len(key), key)):
        if (key_of(left.get(month)) or "") != (key_of(right.get(month)) or ""):
            key = f"payment_plan.{month}"
            yield TextChange(month, left.get(month), right.get(month), (), _place(old, key), _place(new, key))


def _place(item: Project, key: str) -> SourceRef:
    return next(iter(item.sources.get(key, ())), item.source)
