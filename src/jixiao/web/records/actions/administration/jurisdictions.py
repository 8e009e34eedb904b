"""What the system administrator sets for a jurisdiction over its pack: days, rules, and who goes by which pack (地区设置)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from jixiao.declaring import Draft, Fault, to_project
from jixiao.declaring.completeness import missing_fields, missing_levels
from jixiao.declaring.printed import as_printed
from jixiao.packs import WHOLE, Pack, declaration_for
from jixiao.packs.overlaying import fault_of
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.administration.agencies import EARLIEST_YEAR, change_agency, packs
from jixiao.web.records.actions.administration.refusing import LATEST_YEAR, Faults, need
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.changing import keep
from jixiao.web.records.actions.deadlines import STAGES_DUE_BY, due_of
from jixiao.web.records.jurisdictions import forget, pack_of, settings_in_force
from jixiao.web.records.models import AgencyYear, Declaration, JurisdictionSetting, Stage
from jixiao.web.records.refusals import RefusedError

POWER = "system_admin"
LONGEST_REASON = 500
_WITH_THE_UNIT = (Stage.DRAFT, Stage.RETURNED)
_FIELD_OF = {"deadline": "day", "parameter": "value", "severity": "severity", "applied": "applied"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be set (拟设置). An empty ``value`` gives the pack back its word.

    Attributes:
        kind: one of :data:`jixiao.packs.overlaying.KINDS`.
        name: of the deadline, the parameter or the rule.
        value: as typed.
        fiscal_year: of a deadline.
    """

    kind: str
    name: str
    value: str
    fiscal_year: int = 0


@dataclass(frozen=True, slots=True)
class Set:
    """What became of it (设置结果).

    Attributes:
        made: what was written; less than was wanted where some stood so already.
        moved: declarations that are due on another day now.
    """

    made: tuple[JurisdictionSetting, ...]
    moved: int = 0


@transaction.atomic
def set_for(pack_id: str, wanted: Iterable[Wanted], *, reason: str, since: str = "", actor: Actor) -> Set:
    """Set something for a jurisdiction, from a day on (地区设置): all of it or nothing, an event for each.

    What waits with a stage whose day changed is due by the new one at once, unless a round of the year has a day of its own.

    Args:
        pack_id: of the jurisdiction.
        wanted: what.
        reason: why.
        since: day from which it holds, as typed; today where it is empty.
        actor: a system administrator.

    Raises:
        RefusedError: there is no such pack.
        NotAcceptedError: a value cannot be, or there is no reason.
    """
    need(actor, POWER)
    if pack_id not in packs():
        raise RefusedError("web_packs.no_pack", pack=pack_id)
    faults = Faults()
    why = faults.text("reason", " ".join(reason.split()), longest=LONGEST_REASON)
    begin = faults.day("since", since, is_needed=False) or clock.today()
    new = [each for each in wanted if _differs(pack_id, each)]
    for each in new:
        if each.value and (wrong := fault_of(each.kind, each.name, each.value, each.fiscal_year)):
            faults.add(_FIELD_OF[each.kind], f"setting_{wrong}", text=each.value[:40], name=each.name)
        if each.kind == "deadline" and not EARLIEST_YEAR <= each.fiscal_year <= LATEST_YEAR:
            faults.add("day", "not_a_year", text=each.fiscal_year, least=EARLIEST_YEAR, most=LATEST_YEAR)
    faults.stop()
    made, moved = [], 0
    for each in new:
        was, before = _now(pack_id, each), pack_of(pack_id).digest
        told = {"kind": each.kind, "name": each.name, "fiscal_year": each.fiscal_year, "value": each.value}
        made.append(JurisdictionSetting.objects.create(pack=pack_id, since=begin, reason=why, by=actor.somebody, at=clock.now(), **told))
        forget()
        after = pack_of(pack_id).digest
        data: dict[str, Any] = {"name": each.name, "before": {"value": was}, "after": {"value": each.value}}
        data |= {"since": begin.isoformat(), "reason": why} | ({"year": each.fiscal_year} if each.fiscal_year else {})
        if each.kind == "deadline" and begin <= clock.today():
            data["declarations"] = _due_again(pack_id, each)
            moved += data["declarations"]
        chain = f"pack:{pack_id}"
        record(actor, f"jurisdiction.{each.kind}", chain=chain, role=POWER, object=chain, before=before, after=after, data=data)
    return Set(tuple(made), moved)


def value_now(pack_id: str, kind: str, name: str, fiscal_year: int = 0) -> str:
    """What is set of something today; empty where the pack holds."""
    held = settings_in_force().get(pack_id, ())
    return next((each.value for each in held if (each.kind, each.name, each.fiscal_year) == (kind, name, fiscal_year)), "")


def _now(pack_id: str, wanted: Wanted) -> str:
    return value_now(pack_id, wanted.kind, wanted.name, wanted.fiscal_year)


def _differs(pack_id: str, wanted: Wanted) -> bool:
    return wanted.value.strip() != _now(pack_id, wanted)


def _due_again(pack_id: str, wanted: Wanted) -> int:
    """Declarations at the stages that a deadline ends get the day that holds now; how many had another."""
    pack, moved = pack_of(pack_id), 0
    of_year = Declaration.objects.reached().filter(pack__in=(pack_id, pack_id + WHOLE), fiscal_year=wanted.fiscal_year)
    for stage in STAGES_DUE_BY.get(wanted.name, ()):
        waiting = of_year.filter(stage=stage)
        for finance in sorted(set(waiting.values_list("finance_id", flat=True)), key=str):
            day = due_of(pack, stage, wanted.fiscal_year, finance)
            moved += waiting.filter(finance_id=finance).exclude(due_on=day).update(due_on=day)
    return moved


@dataclass(frozen=True, slots=True)
class Lacking:
    """A draft that would lack something under another pack (缺项的申报)."""

    declaration: Declaration
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What another pack changes for an agency in a year (换包预览).

    Attributes:
        row: the agency.
        old, new: the packs.
        drafts: declarations that are with the unit and stand under the old pack.
        lacking: those of them that would lack something that they do not lack now.
        other_unit: amounts are typed in another unit, so that drafts cannot go along.
    """

    row: AgencyYear
    old: Pack
    new: Pack
    drafts: tuple[Declaration, ...]
    lacking: tuple[Lacking, ...]

    @property
    def other_unit(self) -> bool:
        """Amounts would mean something else: drafts stay where they are."""
        return self.old.money_unit != self.new.money_unit

    @property
    def new_mandatory(self) -> list[str]:
        """Levels that are mandatory only there, as they are called."""
        return [self.new.level_labels.get(code, code) for code in self.new.mandatory_levels if code not in self.old.mandatory_levels]

    @property
    def free_again(self) -> list[str]:
        """Levels that are mandatory only here."""
        return [self.old.level_labels.get(code, code) for code in self.old.mandatory_levels if code not in self.new.mandatory_levels]


MOST_DRAFTS = 200
"""Drafts that a preview looks at."""


def preview(row: AgencyYear, pack_id: str) -> Preview:
    """What another pack would change for an agency in a year."""
    old, new = pack_of(row.pack), pack_of(pack_id)
    found = Declaration.objects.reached().filter(agency_id=row.agency_id, fiscal_year=row.fiscal_year, pack=row.pack)
    drafts = tuple(found.filter(stage__in=_WITH_THE_UNIT).order_by("name", "id")[:MOST_DRAFTS]) if old.id != new.id else ()
    lacking = (Lacking(each, tuple(_missing(each, new, old))) for each in drafts)
    return Preview(row, old, new, drafts, tuple(each for each in lacking if each.faults))


def _missing(declaration: Declaration, new: Pack, old: Pack) -> list[Fault]:
    """What a draft lacks under one pack and not under another."""
    now = {(each.path, each.values.get("code", "")) for each in _all_missing(declaration, old)}
    return [each for each in _all_missing(declaration, new) if (each.path, each.values.get("code", "")) not in now]


def _all_missing(declaration: Declaration, pack: Pack) -> list[Fault]:
    draft = Draft.from_plain(declaration.draft)
    typed = to_project(draft, pack, agency=declaration.agency_name, fiscal_year=declaration.fiscal_year)
    shown = as_printed(typed.project, declaration_for(pack), declaration.fiscal_year)
    return [*missing_fields(draft, shown, pack), *missing_levels(shown, pack)]


@transaction.atomic
def assign_pack(pk: Any, year: int, pack_id: str, *, seen: str, with_drafts: bool, reason: str, actor: Actor) -> int:
    """Another pack for an agency in a year (更换地区包), for what is begun from now on, and for drafts too where that is wanted.

    Args:
        pk: id of the agency.
        year: fiscal year.
        pack_id: of the new pack.
        seen: :func:`~jixiao.web.records.actions.administration.seen_digest` of what the administrator saw.
        with_drafts: what is with the unit goes along: its form, its mandatory levels and its levels of review become those of the new pack.
        reason: why.
        actor: a system administrator.

    Returns:
        how many drafts went along.

    Raises:
        AgencyYear.DoesNotExist: the agency is not in the year.
        StaleError: somebody else changed it meanwhile.
        RefusedError: amounts are typed in another unit there, and drafts should go along.
        NotAcceptedError: there is no such pack or no reason, or the agency cannot have it where it stands.
    """
    need(actor, POWER)
    faults = Faults()
    why = faults.text("reason", " ".join(reason.split()), longest=LONGEST_REASON)
    if pack_id not in packs():
        faults.add("pack", "no_pack", pack=pack_id[:40])
    faults.stop()
    row = AgencyYear.objects.select_related("parent", "agency").get(agency_id=pk, fiscal_year=year)
    old = pack_of(row.pack)
    told = {"name": row.name, "level": row.level, "parent": row.parent.code if row.parent else "", "is_open": row.is_open}
    changed = change_agency(pk, year, seen=seen, pack=pack_id, actor=actor, **told)
    new = pack_of(pack_id)
    if with_drafts and old.money_unit != new.money_unit:
        raise RefusedError("web_packs.other_unit", old=old.money_unit.value, new=new.money_unit.value)
    moved = 0
    if with_drafts and old.id != new.id:
        drafts = Declaration.objects.reached().filter(agency_id=pk, fiscal_year=year, pack=old.id, stage__in=_WITH_THE_UNIT)
        for declaration in drafts.select_for_update(of=("self",)).order_by("pk"):
            declaration.pack, declaration.levels = new.id, list(new.review_levels)
            declaration.due_on = due_of(new, declaration.stage, year, declaration.finance_id)
            keep(declaration, "pack", "levels", "due_on")
            data = {"before": {"pack": old.id}, "after": {"pack": new.id}, "reason": why}
            record(actor, "declaration.repack", chain=declaration.chain, role=POWER, data=data)
            moved += 1
    event_data: dict[str, Any] = {
        "before": {"pack": old.id},
        "after": {"pack": new.id},
        "agency": row.agency.code,
        "year": year,
        "reason": why,
        "drafts": moved,
    }
    record(actor, "jurisdiction.assign", chain=f"pack:{new.id}", role=POWER, object=f"agency:{changed.row.agency_id}", data=event_data)
    return moved
