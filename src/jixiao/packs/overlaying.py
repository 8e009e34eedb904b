"""What a ledger sets over a pack: days of a budget year, numbers and severities of rules, rules switched off or on (本级设置).

The pack stays as it is on disk. :func:`overlaid` gives it as it holds with the settings, with a digest of its own, so that what is frozen
tells what was in force.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from jixiao.law import Status
from jixiao.law.parameters import parameters
from jixiao.packs.pack import DEADLINES, Basis, Deadline, NotApplied, Pack, ParameterSetting, RuleSettings, SeveritySetting
from jixiao.packs.whole_department import WHOLE
from jixiao.rules import Severity, load_catalogue

KINDS = ("deadline", "parameter", "severity", "applied")
"""What may be set: a day of the calendar, a number of the rules, how grave a rule is, whether it is applied."""
ON, OFF = "on", "off"
_LEDGER = "ledger"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that is set for a jurisdiction (一项设置).

    Attributes:
        kind: one of :data:`KINDS`.
        name: of the deadline, the parameter or the rule.
        value: a day, a number or a text, a severity, ``on`` or ``off``.
        since: day from which it holds.
        reason: why.
        by: who set it.
        fiscal_year: of the deadline; 0 for the others, which hold for whatever is examined from then on.
        pack: id of the pack for which it was set: the one that it is laid over, or one that this extends.
    """

    kind: str
    name: str
    value: str
    since: date
    reason: str
    by: str
    fiscal_year: int = 0
    pack: str = ""


def fault_of(kind: str, name: str, value: str, fiscal_year: int = 0) -> str:
    """What is wrong with a setting: ``unknown``, ``value`` or ``day``; empty where it may be made."""
    if kind == "deadline":
        return "unknown" if name not in DEADLINES else _day_fault(value, fiscal_year)
    if kind == "parameter":
        return "unknown" if name not in parameters() else "" if _number_of(name, value) is not None else "value"
    if name not in load_catalogue().entries:
        return "unknown"
    return "" if value in (set(Severity) if kind == "severity" else {ON, OFF}) else "value"


def _day_fault(value: str, fiscal_year: int) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return "day"
    return "" if fiscal_year - 1 <= day.year <= fiscal_year + 1 else "day"


def _number_of(name: str, value: str) -> Decimal | str | None:
    """A number where the parameter is one, a text where it is a text; ``None`` where it is neither."""
    if isinstance(parameters()[name].latest.value, str):
        return value.strip() if 0 < len(value.strip()) <= _LONGEST else None
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < 10**12 else None


def overlaid(pack: Pack, settings: Sequence[Setting]) -> Pack:
    """A pack as it holds with some settings; itself where there are none.

    Args:
        pack: as its files state it.
        settings: those in force: one at most for each kind, name and year. What cannot be (a parameter that there is no more) is left out.
    """
    held = [each for each in settings if not fault_of(each.kind, each.name, each.value, each.fiscal_year)]
    if not held:
        return pack
    told = json.dumps([pack.digest, *sorted([each.kind, each.name, each.fiscal_year, each.value] for each in held)], ensure_ascii=False)
    digest = hashlib.sha256(told.encode()).hexdigest()
    return replace(pack, calendar=_calendar(pack, held), rule_settings=_rules(pack, held), digest=digest)


def inherited(pack: Pack, settings: Mapping[str, Sequence[Setting]]) -> tuple[Setting, ...]:
    """What holds for a pack of what was set for it and for those that it extends: the nearest of each kind, name and year (沿用上级设置).

    A setting gives way to what a nearer pack states of the same; a day of the calendar holds for its own jurisdiction alone, which
    includes its whole departments.

    Args:
        pack: as its files state it.
        settings: those in force, by the id of the pack for which they were set.
    """
    stated = {("parameter", each.parameter): each.basis.pack for each in pack.rule_settings.parameters}
    stated |= {("severity", each.rule): each.basis.pack for each in pack.rule_settings.severities}
    stated |= {("applied", each.rule): each.basis.pack for each in pack.rule_settings.not_applied}
    line = (pack.id, *pack.lineage)
    found: dict[tuple[str, str, int], Setting] = {}
    for distance, above in enumerate(line):
        for each in settings.get(above, ()):
            by = stated.get((each.kind, each.name), "")
            is_ours = above.removesuffix(WHOLE) == pack.id.removesuffix(WHOLE)
            if is_ours or (each.kind != "deadline" and not (by in line and line.index(by) < distance)):
                found.setdefault((each.kind, each.name, each.fiscal_year), each)
    return tuple(found.values())


def _calendar(pack: Pack, settings: Iterable[Setting]) -> dict[str, Deadline]:
    found = dict(pack.calendar)
    for each in settings:
        if each.kind == "deadline":
            own = found.get(each.name) or Deadline(each.name, _basis(pack, each))
            found[each.name] = replace(own, set_days={**own.set_days, each.fiscal_year: date.fromisoformat(each.value)})
    return {name: found[name] for name in DEADLINES if name in found}


def _rules(pack: Pack, settings: Sequence[Setting]) -> RuleSettings:
    numbers = {each.parameter: each for each in pack.rule_settings.parameters}
    off = {each.rule: each for each in pack.rule_settings.not_applied}
    graver = {each.rule: each for each in pack.rule_settings.severities}
    for each in settings:
        reason, basis = {"zh": each.reason, "en": each.reason}, _basis(pack, each)
        if each.kind == "parameter" and (number := _number_of(each.name, each.value)) is not None:
            numbers[each.name] = ParameterSetting(each.name, number, None, reason, basis)
        elif each.kind == "severity":
            graver[each.name] = SeveritySetting(each.name, Severity(each.value), reason, basis)
        elif each.kind == "applied" and each.value == OFF:
            off[each.name] = NotApplied(each.name, each.since, reason, basis)
        elif each.kind == "applied":
            off.pop(each.name, None)
    return RuleSettings(tuple(numbers.values()), tuple(off.values()), tuple(graver.values()))


def _basis(pack: Pack, setting: Setting) -> Basis:
    words = {"zh": f"{setting.by}：{setting.reason}", "en": f"{setting.by}: {setting.reason}"}
    return Basis(_LEDGER, Status.PRACTICE, words, pack=setting.pack or pack.id)
