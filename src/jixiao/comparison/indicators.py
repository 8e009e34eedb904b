"""Indicators of one project in two documents (指标对比)."""

from __future__ import annotations

from jixiao.comparison.results import IndicatorChange
from jixiao.matching import TargetChange, Verdict, compare_targets, match_indicators
from jixiao.matching.readings import indicator_subjects
from jixiao.matching.years import moved_key
from jixiao.model import Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import Target


def indicator_changes(old: Project, new: Project, years: tuple[int | None, int | None]) -> list[IndicatorChange]:
    """What became of each indicator, in the order of the newer document, those that are gone at the end."""
    matching = match_indicators(indicator_subjects(old), indicator_subjects(new))
    changes = {pair.new.key: _of_pair(old, new, (int(pair.old.key), int(pair.new.key)), years) for pair in matching.pairs}
    changes |= {item.key: _of_one(new.indicators[int(item.key)], "new") for item in matching.new}
    ordered = [changes[key] for key in sorted(changes, key=int)]
    return ordered + [_of_one(old.indicators[int(item.key)], "gone") for item in matching.gone]


def _of_pair(old_project: Project, new_project: Project, numbers: tuple[int, int], years: tuple[int | None, int | None]) -> IndicatorChange:
    old, new = old_project.indicators[numbers[0]], new_project.indicators[numbers[1]]
    found = compare_targets(old.target, new.target, name=new.name, level2_code=new.level2_code, years=years)
    is_order = found.verdict in (Verdict.LOOSENED, Verdict.TIGHTENED)
    follows = is_order and _is_money_of(old_project, old.target) and _is_money_of(new_project, new.target)
    if follows:
        found = TargetChange(found.verdict, "with_money")
    is_name = moved_key(old.name, years[0]) == moved_key(new.name, years[1])
    is_same = found.verdict is Verdict.SAME and is_name and old.weight == new.weight and old.level2_code == new.level2_code
    return IndicatorChange(
        status="same" if is_same else "changed",
        old_name=old.name,
        new_name=new.name,
        level2=new.level2 or new.level1,
        old_target=old.target.text,
        new_target=new.target.text,
        target=found,
        old_weight=old.weight,
        new_weight=new.weight,
        follows_money=follows,
        old_place=_place(old),
        new_place=_place(new),
        old_number=numbers[0] + 1,
        new_number=numbers[1] + 1,
    )


def _is_money_of(project: Project, target: Target) -> bool:
    """A target that is the budget of the project, or that the whole budget is spent."""
    return target.unit == "yuan" and not target.per and target.value is not None and target.value in project.amounts.values()


def _of_one(item: Indicator, status: str) -> IndicatorChange:
    """An indicator that one document has."""
    place = _place(item)
    if status == "new":
        return IndicatorChange(
            status, None, item.name, item.level2 or item.level1, None, item.target.text, new_weight=item.weight, new_place=place
        )
    return IndicatorChange(
        status, item.name, None, item.level2 or item.level1, item.target.text, None, old_weight=item.weight, old_place=place
    )


def _place(item: Indicator) -> SourceRef:
    """Where the target stands, or the name where the cell is not known."""
    return next(iter(item.sources.get("target", ())), item.source)
