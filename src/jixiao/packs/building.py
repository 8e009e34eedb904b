"""A pack out of what its file states; whoever builds one has looked for faults before (:mod:`jixiao.packs.checks`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jixiao.errors import CallerError
from jixiao.law import Status, citation
from jixiao.layouts.lay_out import declaration
from jixiao.packs.labels import clean, labels_of
from jixiao.packs.pack import (
    DEADLINES,
    HEADS,
    PHRASED,
    Attribute,
    Basis,
    Deadline,
    ExAnte,
    Level1Option,
    Level2Option,
    NotApplied,
    Pack,
    ParameterSetting,
    PeriodRule,
    RuleSettings,
    SeveritySetting,
    WholeDepartment,
)
from jixiao.packs.reading import Statements
from jixiao.rules import Severity
from jixiao.values import MoneyUnit
from jixiao.values.taxonomy import labels_of_level1, labels_of_level2

_PARTS = ("form", "levels", "review", "phrases", "money", "attributes", "period", "required")


def pack_of(found: Statements) -> Pack:
    """The pack that some statements make."""
    raw = found.whole
    form = declaration(raw["form"]["name"])
    own = dict(raw.get("labels", {}))
    bases = {part: basis_of(found, raw[part], part) for part in _PARTS}
    options = _options(raw["levels"], form.levels.labels)
    region = raw["region"]
    levels = {first.code: first.label for first in options} | {second.code: second.label for first in options for second in first.level2}
    return Pack(
        id=found.id,
        title=raw["title"],
        region={"zh": region["zh"], "en": region["en"]},
        division=region.get("division"),
        lineage=found.lineage,
        form=form.id,
        labels={**labels_of(form, own), **levels},
        own_labels={**own, **raw["levels"].get("labels", {})},
        level_options=options,
        mandatory_levels=tuple(raw["levels"]["mandatory"]),
        review_levels=tuple(raw["review"]["levels"]),
        phrases={move: tuple(raw["phrases"][move]) for move in PHRASED},
        calendar=_calendar(found),
        money_unit=MoneyUnit(raw["money"]["unit"]),
        least_decimals=raw["money"]["least_decimals"],
        most_decimals=raw["money"]["most_decimals"],
        attributes=tuple(Attribute(item["label"], item.get("code"), item.get("period")) for item in raw["attributes"].get("options", [])),
        period=PeriodRule(raw["period"]["least"], raw["period"]["most"], raw["period"].get("endless"), bases["period"]),
        required_fields=tuple(raw["required"]["fields"]),
        rule_settings=_settings(found),
        digest=_digest(found),
        whole_department=_whole_department(found),
        ex_ante=_ex_ante(found),
        bases=bases,
    )


def _whole_department(found: Statements) -> WholeDepartment | None:
    raw = found.whole.get("whole_department")
    if raw is None:
        return None
    firsts = dict.fromkeys(code.partition(".")[0] for code in raw["levels"])
    options = [{"level1": first, "level2": [code for code in raw["levels"] if code.partition(".")[0] == first]} for first in firsts]
    return WholeDepartment(
        form=raw["form"],
        agencies=tuple(raw["agencies"]),
        level_options=_options({"options": options}, declaration(raw["form"]).levels.labels),
        mandatory_levels=tuple(raw["mandatory"]),
        required_fields=tuple(raw["required"]),
        basis=basis_of(found, raw, "whole_department"),
    )


def _ex_ante(found: Statements) -> ExAnte | None:
    raw = found.whole.get("ex_ante")
    if raw is None:
        return None
    points = {head: raw["points"][head] for head in HEADS}
    return ExAnte(Decimal(raw["threshold_yuan"]), points, basis_of(found, raw, "ex_ante"))


def _digest(found: Statements) -> str:
    """The same for the same statements, however the files are written."""
    told = json.dumps(found.whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def basis_of(found: Statements, statement: Mapping[str, Any], part: str) -> Basis:
    """What a statement rests on: a source of the pack, or a citation of the law."""
    name = statement["source"]
    own = found.whole.get("sources", {}).get(name)
    if own is not None:
        status, words, address = Status(own["status"]), {"zh": own["zh"], "en": own["en"]}, own.get("address", "")
    else:
        cited = citation(name)
        status, words, address = cited.status, {lang: cited.describe(lang) for lang in ("zh", "en")}, ""
    return Basis(name, Status(statement.get("status", status)), words, address, found.origins.get(part, found.id))


def is_source(found: Statements, name: str) -> bool:
    """The pack or the law has a source of that name."""
    if name in found.whole.get("sources", {}):
        return True
    try:
        citation(name)
    except CallerError:
        return False
    return True


def _options(levels: Mapping[str, Any], printed: Mapping[str, str]) -> tuple[Level1Option, ...]:
    def label(code: str, usual: Mapping[str, str]) -> str:
        return str(levels.get("labels", {}).get(code) or clean(printed.get(code, "")) or usual[code])

    return tuple(
        Level1Option(
            item["level1"],
            label(item["level1"], labels_of_level1()),
            tuple(Level2Option(code, label(code, labels_of_level2())) for code in item["level2"]),
        )
        for item in levels["options"]
    )


def _calendar(found: Statements) -> dict[str, Deadline]:
    calendar = found.whole.get("calendar", {})
    return {name: _deadline(found, name, calendar[name]) for name in DEADLINES if name in calendar}


def _deadline(found: Statements, name: str, entry: Mapping[str, Any]) -> Deadline:
    basis = basis_of(found, entry, f"calendar.{name}")
    if "day" in entry:
        month, _, day = entry["day"].partition("-")
        return Deadline(name, basis, int(month), int(day), entry.get("year", 0))
    return Deadline(name, basis, days=entry["days"], after=entry["after"])


def _settings(found: Statements) -> RuleSettings:
    rules = found.whole.get("rules", {})
    numbers, suspended, graver = (rules.get(kind, {}) for kind in ("parameters", "not_applied", "severities"))
    return RuleSettings(
        tuple(_number(found, name, numbers[name]) for name in numbers),
        tuple(_not_applied(found, name, suspended[name]) for name in suspended),
        tuple(_severity(found, name, graver[name]) for name in graver),
    )


def _number(found: Statements, name: str, entry: Mapping[str, Any]) -> ParameterSetting:
    basis = basis_of(found, entry, f"rules.parameters.{name}")
    return ParameterSetting(name, _value(entry["value"]), entry.get("from"), entry["reason"], basis)


def _not_applied(found: Statements, name: str, entry: Mapping[str, Any]) -> NotApplied:
    return NotApplied(name, entry["since"], entry["reason"], basis_of(found, entry, f"rules.not_applied.{name}"))


def _severity(found: Statements, name: str, entry: Mapping[str, Any]) -> SeveritySetting:
    return SeveritySetting(name, Severity(entry["value"]), entry["reason"], basis_of(found, entry, f"rules.severities.{name}"))


def _value(raw: object) -> Decimal | str:
    return raw if isinstance(raw, str) else Decimal(str(raw))
