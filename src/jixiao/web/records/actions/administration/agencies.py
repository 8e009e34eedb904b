"""Agencies and their tree, by the system administrator (机构管理)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import transaction

from jixiao.chain import canonical_json, sha256_of
from jixiao.packs import Pack, PackError, load_pack, pack_ids
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.administration.refusing import LATEST_YEAR, Faults, StaleError, need
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.agency_tree import Tree
from jixiao.web.records.models import Agency, AgencyYear, Declaration, Import, Level, Stage
from jixiao.web.records.refusals import RefusedError

POWER = "system_admin"
EARLIEST_YEAR = 2000
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,31}")
_WITH_THE_UNIT = (Stage.DRAFT, Stage.RETURNED)
_UNDER_REVIEW = (Stage.UNIT_REVIEW, Stage.DEPARTMENT_REVIEW, Stage.FINANCE_REVIEW, Stage.PERFORMANCE_REVIEW, Stage.APPROVED)


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of an agency (变更结果).

    Attributes:
        row: as it is now.
        followed: declarations that are with the unit and go to the new department and authority, under the new name.
        staying: those under review, which end where they are.
    """

    row: AgencyYear
    followed: int
    staying: int


@lru_cache(maxsize=1)
def packs() -> Mapping[str, Pack]:
    """The packs that an agency may have, by id; one of the installation's own that is faulty is none (``jixiao pack check`` says why)."""
    found = {}
    for pack_id in pack_ids():
        with suppress(PackError):
            found[pack_id] = load_pack(pack_id)
    return found


def seen_digest(row: AgencyYear) -> str:
    """Digest of an agency in a year: whoever changes it says which one was seen."""
    ids = [str(each) for each in (row.agency_id, row.parent_id, row.department_id, row.finance_id)]
    return sha256_of(canonical_json([*ids, row.fiscal_year, row.name, str(row.level), row.pack, row.is_open]))


@transaction.atomic
def add_agency(*, year: str, code: str, name: str, level: str, parent: str, pack: str, actor: Actor) -> AgencyYear:
    """Put an agency into the tree of a year; one that exists already keeps its records (新增机构).

    Args:
        year: fiscal year, as typed.
        code: of the agency (单位编码).
        name: as it is called in the year.
        level: one of :class:`Level`.
        parent: code of the agency that it stands under; empty at the top.
        pack: id of the pack whose forms it fills in.
        actor: a system administrator.

    Raises:
        NotAcceptedError: something is missing or wrong.
    """
    need(actor, POWER)
    faults = Faults()
    number = year_of(year, faults)
    code, name = check_new(faults, code=code, name=name, level=level, pack=pack)
    tree = Tree.of(number, locked=True)
    if any(row.agency.code == code for row in tree.rows.values()):
        faults.add("code", "code_taken", code=code, year=number)
    above = _parent(tree, parent, faults) if number else None
    faults.stop()
    agency, is_new = Agency.objects.get_or_create(code=code, defaults={"name": name})
    row = AgencyYear(
        agency=agency, fiscal_year=number, name=name, level=level, parent_id=above, finance=agency, pack=pack, is_open=_is_open(tree)
    )
    moved = _check_place(Tree([*tree.rows.values(), row]), [row], faults)
    row.save(force_insert=True)
    AgencyYear.objects.bulk_update([each for each in moved if each is not row], _FIELDS)
    _name_after_latest(agency)
    record(actor, "agency.add", role=POWER, object=f"agency:{agency.pk}", data={"after": _plain(row, _codes(tree, row)), "is_new": is_new})
    return row


@transaction.atomic
def change_agency(pk: Any, year: int, *, seen: str, name: str, level: str, parent: str, pack: str, is_open: bool, actor: Actor) -> Changed:
    """Rename an agency in a year, put it elsewhere in the tree, open or close it (变更机构).

    Declarations that are with the unit follow it to its new department; those under review end where they are.

    Args:
        pk: id of the agency.
        year: fiscal year.
        seen: :func:`seen_digest` of what the administrator saw.
        name: as it is called in the year.
        level: one of :class:`Level`.
        parent: code of the agency that it stands under; empty at the top.
        pack: id of the pack of declarations that are begun from now on.
        is_open: declarations of the year may be made.
        actor: a system administrator.

    Raises:
        AgencyYear.DoesNotExist: it is not in the tree of the year.
        StaleError: somebody else changed it meanwhile.
        NotAcceptedError: something is missing or wrong, here or for an agency below.
    """
    need(actor, POWER)
    tree = Tree.of(year, locked=True)
    row = _row(tree, pk)
    if seen_digest(row) != seen:
        raise StaleError(row.name)
    faults, codes = Faults(), _codes(tree)
    before = _plain(row, codes)
    name = faults.text("name", name)
    _check_choices(faults, level, pack, old=row.pack)
    above = _parent(tree, parent, faults)
    faults.stop()
    row.name, row.level, row.parent_id, row.pack, row.is_open = name, level, above, pack, is_open
    if seen_digest(row) == seen:
        return Changed(row, 0, 0)
    tree = Tree(tree.rows.values())
    under = [each for each in tree.rows.values() if tree.is_under(each, row.agency_id)]
    moved = _check_place(tree, under, faults)
    AgencyYear.objects.bulk_update({each.pk: each for each in (row, *moved)}.values(), _FIELDS)
    _name_after_latest(row.agency)
    followed, staying = _follow({each.pk: each for each in (row, *moved)}.values(), codes, actor)
    told = {"before": before, "after": _plain(row, codes), "also": sorted(each.agency.code for each in moved if each is not row)}
    told["declarations"] = {"followed": followed, "staying": staying}
    record(actor, "agency.change", role=POWER, object=f"agency:{pk}", data=told)
    return Changed(row, followed, staying)


@transaction.atomic
def remove_agency(pk: Any, year: int, *, seen: str, actor: Actor) -> None:
    """Take an agency out of the tree of a year in which it does not exist (移出年度).

    Raises:
        AgencyYear.DoesNotExist: it is not there.
        StaleError: somebody else changed it meanwhile.
        NotAcceptedError: agencies stand below it, or there are declarations or documents of the year.
    """
    need(actor, POWER)
    tree = Tree.of(year, locked=True)
    row = _row(tree, pk)
    if seen_digest(row) != seen:
        raise StaleError(row.name)
    faults = Faults()
    if below := tree.below.get(pk):
        faults.add("", "has_below", name=row.name, count=len(below))
    declared = Declaration.objects.reached().filter(agency_id=pk, fiscal_year=year).count()
    declared += Import.objects.reached().filter(agency_id=pk, fiscal_year=year).count()
    if declared:
        faults.add("", "has_declarations", name=row.name, year=year, count=declared)
    faults.stop()
    before = _plain(row, _codes(tree))
    row.delete()
    record(actor, "agency.remove", role=POWER, object=f"agency:{pk}", data={"before": before})


@transaction.atomic
def carry_over(year: int, *, actor: Actor) -> int:
    """Take the whole tree of a year over to the next, closed; what is in the next year already stays as it is (结转机构树).

    Returns:
        how many agencies were added.

    Raises:
        RefusedError: there are no agencies in the year, or all of them are in the next already.
        NotAcceptedError: agencies that are added would stand wrong among those that are in the next year already.
    """
    need(actor, POWER)
    old, new = Tree.of(year, locked=True), Tree.of(year + 1, locked=True)
    if year + 1 > LATEST_YEAR:
        raise RefusedError("web_administration.no_such_year", year=year + 1)
    if not old.rows:
        raise RefusedError("web_administration.empty_year", year=year)
    made = [
        AgencyYear(
            agency=row.agency,
            fiscal_year=year + 1,
            name=row.name,
            level=row.level,
            parent_id=row.parent_id,
            department_id=row.department_id,
            finance_id=row.finance_id,
            pack=row.pack,
            is_open=False,
        )
        for row in old.rows.values()
        if row.agency_id not in new.rows
    ]
    if not made:
        raise RefusedError("web_administration.carried_over", year=year + 1)
    tree = Tree([*new.rows.values(), *made])
    moved = _check_place(tree, made, Faults(), names=False)
    AgencyYear.objects.bulk_create(made, batch_size=500)
    AgencyYear.objects.bulk_update([each for each in moved if each.agency_id in new.rows], _FIELDS, batch_size=500)
    codes = _codes(tree)
    whole = sha256_of(canonical_json([_plain(row, codes) for row in sorted(tree.rows.values(), key=lambda each: each.agency.code)]))
    told = {"from": year, "to": year + 1, "added": len(made), "kept": len(new.rows)}
    record(actor, "agency.carry_over", role=POWER, object=f"year:{year + 1}", after=whole, data=told)
    return len(made)


@transaction.atomic
def open_year(year: int, is_open: bool, *, actor: Actor) -> int:
    """Open or close a year for all agencies at once (开放或关闭年度).

    Returns:
        how many agencies changed.

    Raises:
        RefusedError: there are no agencies in the year.
    """
    need(actor, POWER)
    tree = Tree.of(year, locked=True)
    if not tree.rows:
        raise RefusedError("web_administration.empty_year", year=year)
    codes = sorted(row.agency.code for row in tree.rows.values() if row.is_open != is_open)
    if codes:
        AgencyYear.objects.filter(fiscal_year=year).exclude(is_open=is_open).update(is_open=is_open)
        told = {"before": {"is_open": not is_open}, "after": {"is_open": is_open}, "agencies": codes}
        record(actor, "agency.open" if is_open else "agency.close", role=POWER, object=f"year:{year}", data=told)
    return len(codes)


_FIELDS = ["name", "level", "parent", "department", "finance", "pack", "is_open"]


def year_of(given: str, faults: Faults) -> int:
    """A fiscal year as typed; 0 where it is none, which is a fault."""
    text = given.strip()
    if text.isascii() and text.isdigit() and EARLIEST_YEAR <= int(text[:5]) <= LATEST_YEAR:
        return int(text)
    faults.add("year", "not_a_year", text=text[:20], least=EARLIEST_YEAR, most=LATEST_YEAR)
    return 0


def check_new(faults: Faults, *, code: str, name: str, level: str, pack: str) -> tuple[str, str]:
    """Code and name of a new agency, without blanks around them."""
    code, name = code.strip(), faults.text("name", name)
    if not _CODE.fullmatch(code):
        faults.add("code", "not_a_code" if code else "missing", text=code[:40])
    _check_choices(faults, level, pack)
    return code, name


def _row(tree: Tree, pk: Any) -> AgencyYear:
    if pk not in tree.rows:
        raise AgencyYear.DoesNotExist
    return tree.rows[pk]


def _is_open(tree: Tree) -> bool:
    """A new agency is open where the year is."""
    return not tree.rows or any(row.is_open for row in tree.rows.values())


def _check_choices(faults: Faults, level: str, pack: str, *, old: str = "") -> None:
    if level not in Level.values:
        faults.add("level", "missing")
    if pack not in packs() and (pack != old or not pack):
        faults.add("pack", "no_pack" if pack else "missing", pack=pack[:40])


def _parent(tree: Tree, code: str, faults: Faults) -> Any:
    """The agency of a code, or of a name that only one has; ``None`` at the top."""
    text = code.strip()
    if not text:
        return None
    found = [row for row in tree.rows.values() if row.agency.code == text] or [row for row in tree.rows.values() if row.name == text]
    if len(found) == 1:
        return found[0].agency_id
    faults.add("parent", "no_agency" if not found else "many_agencies", text=text[:80])
    return None


def _check_place(tree: Tree, rows: list[AgencyYear], faults: Faults, *, names: bool = True) -> list[AgencyYear]:
    """Rows whose department or authority changes because of where some rows stand now; all faults at once."""
    levels = {pack_id: pack.review_levels for pack_id, pack in packs().items()}
    for key, told in tree.faults(rows, levels):
        faults.add("parent", key, **told)
    for row in rows[:1] if names else ():
        if any(each.name == row.name for each in tree.below.get(row.parent_id, ()) if each is not row):
            faults.add("name", "name_taken", name=row.name)
    faults.stop()
    return tree.settle()


def _follow(rows: Iterable[AgencyYear], codes: Mapping[Any, str], actor: Actor) -> tuple[int, int]:
    """Declarations of agencies that changed: those with the unit go along, each with an event; those under review are counted."""
    followed = staying = 0
    for row in rows:
        now = {"agency_name": row.name, "department_id": row.department_id, "finance_id": row.finance_id}
        of_year = Declaration.objects.reached().filter(agency_id=row.agency_id, fiscal_year=row.fiscal_year)
        for declaration in of_year.filter(stage__in=_WITH_THE_UNIT).select_for_update(of=("self",)).defer("draft").order_by("pk"):
            before = {name: getattr(declaration, name) for name in now}
            if before == now:
                continue
            for name, value in now.items():
                setattr(declaration, name, value)
            declaration.save(update_fields=["agency_name", "department", "finance"])
            told = {"before": _told(before, codes), "after": _told(now, codes)}
            record(actor, "declaration.agency", chain=declaration.chain, role=POWER, object=f"agency:{row.agency_id}", data=told)
            followed += 1
        staying += of_year.filter(stage__in=_UNDER_REVIEW).exclude(**now).count()
    return followed, staying


def _told(values: Mapping[str, Any], codes: Mapping[Any, str]) -> dict[str, str | None]:
    """Values of a record, agencies by their codes."""
    return {name.removesuffix("_id"): codes.get(value, value) if name.endswith("_id") else value for name, value in values.items()}


def _codes(tree: Tree, *more: AgencyYear) -> dict[Any, str]:
    return {row.agency_id: row.agency.code for row in (*tree.rows.values(), *more)}


def _name_after_latest(agency: Agency) -> None:
    """An agency is called as in its latest year."""
    latest = AgencyYear.objects.filter(agency=agency).order_by("-fiscal_year").values_list("name", flat=True).first()
    if latest and latest != agency.name:
        agency.name = latest
        agency.save(update_fields=["name"])


def _plain(row: AgencyYear, codes: Mapping[Any, str]) -> dict[str, Any]:
    """An agency in a year, as an event tells it: other agencies by their codes."""
    told = {"code": row.agency.code, "year": row.fiscal_year, "name": row.name, "level": str(row.level)}
    places = {"parent": row.parent_id, "department": row.department_id, "finance": row.finance_id}
    return told | {name: codes.get(pk) for name, pk in places.items()} | {"pack": row.pack, "is_open": row.is_open}
