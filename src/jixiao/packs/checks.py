"""What is wrong with what a pack says: every fault, one by one (地区包检查)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from jixiao.codes import ListId, code_list
from jixiao.law import Status, citation
from jixiao.law.parameters import parameters
from jixiao.layouts.lay_out import Declaration, declaration, form_names
from jixiao.packs.building import is_source
from jixiao.packs.fault import PackFault
from jixiao.packs.labels import paths_of
from jixiao.packs.optional_parts import OPTIONAL_PARTS, optional_faults
from jixiao.packs.pack import DEADLINES, EVENTS, REVIEW_LEVELS
from jixiao.packs.reading import Statements, shipped_ids
from jixiao.packs.schema import joined, missing_faults, sound_part
from jixiao.rules import Severity, load_catalogue
from jixiao.values import MoneyUnit
from jixiao.values.taxonomy import labels_of_level1, labels_of_level2, level1, level2

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_DAY = re.compile(r"\d\d-\d\d")
_YEARS = re.compile(r"(\d{1,3})年")
_COMMON_YEAR = 2001
_YEARS_AROUND = (-1, 0, 1)
_MOST_DECIMALS = 6
_LONGEST = 99
_IN_ORDER = ("start_by", "declare_by", "department_review_by", "finance_review_by", "revise_by")
_RANKS = {Status.VERIFIED: 0, Status.SECONDARY: 1, Status.UNVERIFIED: 2, Status.PRACTICE: 2}


@dataclass(frozen=True, slots=True)
class _Looked:
    """A pack under examination: its statements, those of them that can be read, and its form where there is one of that name."""

    found: Statements
    raw: Mapping[str, Any]
    form: Declaration | None

    def fault(self, key: str, what: str, **values: object) -> PackFault:
        return PackFault(self.found.file, key, f"pack_fault.{what}", values)

    def at(self, *names: str, default: object = None) -> Any:  # noqa: ANN401 - what a file states has no type before it is looked at
        """What stands at a place, where it can be read."""
        part: Any = self.raw
        for name in names:
            if not isinstance(part, Mapping) or name not in part:
                return default
            part = part[name]
        return part


def content_faults(found: Statements) -> list[PackFault]:
    """Every fault of a pack but those of its keys and types: what is missing, and what names something that there is not."""
    raw = sound_part(found.whole)
    name = raw.get("form", {}).get("name")
    form = declaration(name) if name in _project_forms() else None
    looked = _Looked(found, raw, form)
    wrong = {fault.key for fault in found.faults}
    missing = [fault for fault in missing_faults(found.whole, found.file) if fault.key not in wrong]
    return [*missing, *(fault for check in _CHECKS for fault in check(looked)), *optional_faults(raw, found.file)]


def _names(looked: _Looked) -> Iterator[PackFault]:
    if not _ID.fullmatch(looked.found.id):
        yield looked.fault("—", "id", id=looked.found.id)
    if looked.found.id in shipped_ids() and looked.found.file != looked.found.id:
        yield looked.fault("—", "id_shipped", id=looked.found.id)
    division = looked.at("region", "division")
    if division is not None and code_list(ListId.DIVISIONS).find(division) is None:
        yield looked.fault("region.division", "division", code=division)


def _form(looked: _Looked) -> Iterator[PackFault]:
    name = looked.at("form", "name")
    if name is None:
        return
    if looked.form is None:
        yield looked.fault("form.name", "form", form=name, forms="、".join(_project_forms()))


def _project_forms() -> list[str]:
    return [form for form in form_names() if declaration(form).subject == "project"]


def _fields(looked: _Looked) -> Iterator[PackFault]:
    if looked.form is None:
        return
    known = paths_of(looked.form)
    for path in looked.at("labels", default={}):
        if path not in known:
            yield looked.fault(joined("labels", path), "no_place", path=path, form=looked.form.id, paths=_near(path, known))
    fields = looked.at("required", "fields", default=[])
    for at, path in enumerate(fields):
        place = joined("required.fields", at)
        if path not in known:
            yield looked.fault(place, "no_place", path=path, form=looked.form.id, paths=_near(path, known))
        elif path in fields[:at]:
            yield looked.fault(place, "twice", name=path)


def _levels(looked: _Looked) -> Iterator[PackFault]:
    options = looked.at("levels", "options", default=[])
    if "levels" in looked.raw and "options" in looked.raw["levels"] and not options:
        yield looked.fault("levels.options", "no_level")
    firsts: list[str] = []
    seconds: list[str] = []
    for at, item in enumerate(options):
        place = joined("levels.options", at)
        yield from _coded(looked, [item.get("level1")], joined(place, "level1"), labels_of_level1(), firsts)
        yield from _coded(looked, item.get("level2", []), joined(place, "level2"), labels_of_level2(), seconds)
        if "level2" in item and not item["level2"]:
            yield looked.fault(joined(place, "level2"), "no_level")
    if options:
        yield from _mandatory(looked, [*firsts, *seconds])
        yield from _level_labels(looked, firsts, seconds)


def _coded(looked: _Looked, codes: Sequence[str | None], place: str, known: Mapping[str, str], seen: list[str]) -> Iterator[PackFault]:
    """Codes that the taxonomy does not have, or that the pack has had before."""
    for at, code in enumerate(codes):
        key = place if place.endswith("level1") else joined(place, at)
        if code is None:
            continue
        if code not in known:
            yield looked.fault(key, "level", code=code, codes=_near(code, list(known)))
        elif code in seen:
            yield looked.fault(key, "twice", name=code)
        seen.append(code)


def _mandatory(looked: _Looked, options: Sequence[str]) -> Iterator[PackFault]:
    mandatory = looked.at("levels", "mandatory", default=[])
    for at, code in enumerate(mandatory):
        place = joined("levels.mandatory", at)
        if code not in options:
            yield looked.fault(place, "mandatory", code=code, codes="、".join(options))
        elif code in mandatory[:at]:
            yield looked.fault(place, "twice", name=code)


def _level_labels(looked: _Looked, firsts: Sequence[str], seconds: Sequence[str]) -> Iterator[PackFault]:
    """Labels of levels that the pack does not have, or that would be read as another level or none."""
    for code, label in looked.at("levels", "labels", default={}).items():
        place = joined("levels.labels", code)
        if code not in firsts and code not in seconds:
            yield looked.fault(place, "label_of_nothing", code=code, codes="、".join([*firsts, *seconds]))
            continue
        known = labels_of_level1() if code in firsts else labels_of_level2()
        match = level1(label) if code in firsts else level2(label)
        if code in known and (match is None or match.code != code or not match.exact):
            read = known[match.code] if match is not None else "—"
            yield looked.fault(place, "level_label", label=label, read=read, usual=known[code])


def _review(looked: _Looked) -> Iterator[PackFault]:
    levels = looked.at("review", "levels")
    if levels is None:
        return
    if not levels:
        yield looked.fault("review.levels", "no_review", levels="、".join(REVIEW_LEVELS))
    for at, level in enumerate(levels):
        place = joined("review.levels", at)
        if level not in REVIEW_LEVELS:
            yield looked.fault(place, "review", level=level, levels="、".join(REVIEW_LEVELS))
        elif level in levels[:at]:
            yield looked.fault(place, "twice", name=level)
    known = [level for level in dict.fromkeys(levels) if level in REVIEW_LEVELS]
    if known != sorted(known, key=REVIEW_LEVELS.index):
        yield looked.fault("review.levels", "review_order", levels="、".join(sorted(known, key=REVIEW_LEVELS.index)))


def _calendar(looked: _Looked) -> Iterator[PackFault]:
    days: dict[str, tuple[int, str]] = {}
    for name, entry in looked.at("calendar", default={}).items():
        place = joined("calendar", name)
        if name not in DEADLINES:
            yield looked.fault(place, "deadline", name=name, names=_near(name, DEADLINES))
        yield from _deadline(looked, place, entry)
        if _is_day(entry.get("day", "")) and entry.get("year", 0) in _YEARS_AROUND:
            days[name] = (entry.get("year", 0), entry["day"])
    dated = [name for name in _IN_ORDER if name in days]
    for before, after in pairwise(dated):
        if days[after] < days[before]:
            yield looked.fault(joined("calendar", after), "deadline_order", name=after, before=before)


def _deadline(looked: _Looked, place: str, entry: Mapping[str, Any]) -> Iterator[PackFault]:
    if ("day" in entry) == ("days" in entry or "after" in entry) or ("days" in entry) != ("after" in entry):
        yield looked.fault(place, "deadline_kind")
    if "day" in entry and not _is_day(entry["day"]):
        yield looked.fault(joined(place, "day"), "no_date", day=entry["day"])
    if entry.get("year", 0) not in _YEARS_AROUND or ("year" in entry and "day" not in entry):
        yield looked.fault(joined(place, "year"), "deadline_year", year=entry["year"])
    if "days" in entry and not 1 <= entry["days"] <= 366:
        yield looked.fault(joined(place, "days"), "number", number=entry["days"], least=1, most=366)
    if "after" in entry and entry["after"] not in EVENTS:
        yield looked.fault(joined(place, "after"), "event", event=entry["after"], events="、".join(EVENTS))


def _is_day(text: str) -> bool:
    """A day that every year has: 02-29 is none."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    except ValueError:
        return False
    return True


def _money(looked: _Looked) -> Iterator[PackFault]:
    unit = looked.at("money", "unit")
    if unit is not None and unit not in set(MoneyUnit):
        yield looked.fault("money.unit", "unit", unit=unit, units="、".join(MoneyUnit))
    elif unit is not None and looked.form is not None and unit != looked.form.money.unit:
        yield looked.fault("money.unit", "unit_of_form", unit=unit, form=looked.form.id, printed=looked.form.money.unit)
    least, most = looked.at("money", "least_decimals"), looked.at("money", "most_decimals")
    for key, number in (("least_decimals", least), ("most_decimals", most)):
        if number is not None and not 0 <= number <= _MOST_DECIMALS:
            yield looked.fault(f"money.{key}", "number", number=number, least=0, most=_MOST_DECIMALS)
    if least is not None and most is not None and least > most:
        yield looked.fault("money.most_decimals", "number", number=most, least=least, most=_MOST_DECIMALS)


def _attributes(looked: _Looked) -> Iterator[PackFault]:
    least, most = looked.at("period", "least", default=1), looked.at("period", "most", default=_LONGEST)
    if not 1 <= least <= most:
        yield looked.fault("period.most", "number", number=most, least=max(least, 1), most=_LONGEST)
        least, most = 1, _LONGEST
    endless = looked.at("period", "endless")
    if endless is not None and not least <= endless <= most:
        yield looked.fault("period.endless", "number", number=endless, least=least, most=most)
    options = looked.at("attributes", "options", default=[])
    if options and looked.form is not None and "attribute" not in looked.form.fields:
        yield looked.fault("attributes.options", "no_attribute", form=looked.form.id)
    for at, item in enumerate(options):
        place = joined("attributes.options", at)
        for name in ("code", "label"):
            if name in item and any(item[name] == before.get(name) for before in options[:at]):
                yield looked.fault(joined(place, name), "twice", name=item[name])
        years = _YEARS.fullmatch(item.get("period", "1年"))
        if years is None or ("period" in item and not least <= int(years[1]) <= most):
            yield looked.fault(joined(place, "period"), "period", period=item["period"], least=least, most=most)


def _rules(looked: _Looked) -> Iterator[PackFault]:
    for name, item in looked.at("rules", "parameters", default={}).items():
        place = joined(joined("rules", "parameters"), name)
        if name not in parameters():
            yield looked.fault(place, "parameter", parameter=name, parameters=_near(name, list(parameters())))
        elif "value" in item and isinstance(item["value"], str) != isinstance(parameters()[name].latest.value, str):
            usual = parameters()[name].latest.value
            yield looked.fault(joined(place, "value"), "parameter_value", value=item["value"], usual=usual)
    named = [(kind, name, item) for kind in ("not_applied", "severities") for name, item in looked.at("rules", kind, default={}).items()]
    rules = list(load_catalogue().entries) if named else []
    for kind, name, item in named:
        place = joined(joined("rules", kind), name)
        if name not in rules:
            yield looked.fault(place, "rule", rule=name, rules=_near(name, rules, least=rules[:8]))
        if kind == "severities" and item.get("value", "error") not in set(Severity):
            yield looked.fault(joined(place, "value"), "severity", value=item["value"], severities="、".join(Severity))


def _sources(looked: _Looked) -> Iterator[PackFault]:
    for twice in looked.found.renamed_sources:
        yield looked.fault(joined("sources", twice), "source_twice", source=twice)
    for place, statement in _statements(looked.raw):
        name = statement.get("source")
        if name is None:
            continue
        if not is_source(looked.found, name):
            own = "、".join(looked.at("sources", default={})) or "—"
            yield looked.fault(joined(place, "source"), "source", source=name, sources=own)
            continue
        stated, held = statement.get("status"), _status(looked, name)
        if stated is not None and held is not None and _RANKS[Status(stated)] < _RANKS[held]:
            yield looked.fault(joined(place, "status"), "status", status=stated, source=name, held=held.value)


def _status(looked: _Looked, source: str) -> Status | None:
    """How far a source is verified; ``None`` where a source of the pack does not say so in a way that can be read."""
    if source not in looked.at("sources", default={}):
        return citation(source).status
    stated = looked.at("sources", source, "status")
    return Status(stated) if stated is not None else None


def _statements(raw: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tables that carry a source, with their places."""
    for part in ("form", "levels", "review", "phrases", "money", "attributes", "period", "required"):
        yield part, raw.get(part, {})
    yield from ((part, raw[part]) for part in OPTIONAL_PARTS if part in raw)
    for name, entry in raw.get("calendar", {}).items():
        yield joined("calendar", name), entry
    for kind in ("parameters", "not_applied", "severities"):
        for name, entry in raw.get("rules", {}).get(kind, {}).items():
            yield joined(f"rules.{kind}", name), entry


def _near(name: str, known: Sequence[str], *, least: Sequence[str] = ()) -> str:
    """The names that somebody may have meant: the nearest, or else some, or all."""
    return "、".join(get_close_matches(name, known, 3) or least or known)


_CHECKS: tuple[Callable[[_Looked], Iterator[PackFault]], ...] = (
    _names,
    _form,
    _fields,
    _levels,
    _review,
    _calendar,
    _money,
    _attributes,
    _rules,
    _sources,
)
