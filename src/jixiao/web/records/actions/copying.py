"""The next year of what was declared before: copies, many at once, and examples (复制上年、结转、案例)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from jixiao.declaring import Draft
from jixiao.errors import CallerError
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import declarations
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.changing import locked
from jixiao.web.records.models import Agency, Case, Declaration, Project, Stage, in_force
from jixiao.web.records.refusals import RefusedError

_KNOWN = ("unit", "unit_code", "department", "department_code")
"""What the ledger fills in itself: names and places may be others in another year."""
_OF_ONE = (*_KNOWN, "name", "code")
_NOT_SHOWN = ("contacts.", "amounts.")
_GOOD = (Stage.APPROVED, Stage.RATIFIED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of many (逐项结果).

    Attributes:
        source: what was to be copied.
        made: the copy; ``None`` where there is none.
        why: the reason against it.
    """

    source: Declaration
    made: Declaration | None = None
    why: CallerError | None = None


@transaction.atomic
def copy_declaration(pk: Any, fiscal_year: int, *, actor: Actor) -> Declaration:
    """Begin a declaration of another year with what was declared before (复制到另一年度).

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        RefusedError: the actor does not declare for the agency, the year is not open for it, or the project is declared for it already.
    """
    source = Declaration.objects.visible_to(actor.scope).select_related("agency", "project").get(pk=pk)
    if source.fiscal_year == fiscal_year:
        raise RefusedError("web_library.same_year", year=fiscal_year)
    if source.is_whole_department:
        raise RefusedError("web_whole.not_copied", name=source.name)
    if source.project_id is not None:
        _check_project(source.project_id, fiscal_year)
    data = {"copied_from": str(source.pk), "from_year": source.fiscal_year}
    draft = copied(Draft.from_plain(source.draft), _KNOWN)
    return declarations.create(source.agency, fiscal_year, draft, actor=actor, data=data, project=source.project, copied_from=source)


def copy_many(keys: Iterable[Any], fiscal_year: int, *, actor: Actor) -> list[Outcome]:
    """Copy each of some declarations, one after another: what is refused keeps nobody else back (批量结转)."""
    found = {each.pk: each for each in Declaration.objects.visible_to(actor.scope).filter(pk__in=list(keys)).defer("draft")}
    outcomes = []
    for source in sorted(found.values(), key=lambda each: (each.agency_name, each.name)):
        try:
            outcomes.append(Outcome(source, made=copy_declaration(source.pk, fiscal_year, actor=actor)))
        except CallerError as error:
            outcomes.append(Outcome(source, why=error))
    return outcomes


@transaction.atomic
def begin_project(pk: Any, fiscal_year: int, *, actor: Actor) -> Declaration:
    """Declare a project of the library for a year: with what its last declaration said, or its name where it has none (从项目库申报).

    Raises:
        Project.DoesNotExist: there is none that the actor may see.
        RefusedError: it was ended, or as for :func:`copy_declaration`.
    """
    project = Project.objects.visible_to(actor.scope).select_related("agency").get(pk=pk)
    if project.closed_at is not None:
        raise RefusedError("web_library.ended_already", name=project.name)
    earlier = in_force(Declaration.objects.reached().filter(project=project, fiscal_year__lt=fiscal_year)).exclude(stage=Stage.DISCARDED)
    last = earlier.order_by("-fiscal_year", "-created_at").values_list("pk", flat=True).first()
    if last is not None:
        return copy_declaration(last, fiscal_year, actor=actor)
    _check_project(project.pk, fiscal_year)
    draft = Draft().with_field("name", project.name).with_field("code", project.code)
    return declarations.create(project.agency, fiscal_year, draft, actor=actor, data={"project": str(project.pk)}, project=project)


@transaction.atomic
def use_case(pk: Any, agency: Agency, fiscal_year: int, *, actor: Actor) -> Declaration:
    """Begin a declaration after an example: its goal and its indicators, to be made one's own (参照案例新建).

    Raises:
        Case.DoesNotExist: there is none that the actor may see.
        RefusedError: the actor does not declare for the agency, or the year is not open for it.
    """
    case = Case.objects.visible_to(actor.scope).get(pk=pk)
    source = Declaration.objects.reached().get(pk=case.pk)
    draft = Draft.from_plain(case.draft)
    return declarations.create(agency, fiscal_year, draft, actor=actor, data={"case": str(case.pk)}, copied_from=source)


@transaction.atomic
def mark_case(pk: Any, *, note: str = "", actor: Actor) -> Case:
    """Hold a declaration up as an example (列为案例); another note replaces the one before.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        RefusedError: the actor is not of the performance desk, or it is not approved.
    """
    declaration = _of_performance(pk, actor)
    if declaration.is_whole_department:
        raise RefusedError("web_whole.no_case", name=declaration.name)
    if declaration.stage not in _GOOD:
        raise RefusedError("web_library.not_approved", name=declaration.name)
    told = {
        "finance_id": declaration.finance_id,
        "fiscal_year": declaration.fiscal_year,
        "agency_name": declaration.agency_name,
        "name": declaration.name,
        "annual_yuan": declaration.annual_yuan,
        "pack": declaration.pack,
        "note": note.strip()[:400],
        "by": actor.somebody,
        "at": clock.now(),
        "draft": copied(Draft.from_plain(declaration.draft), _OF_ONE, is_shown=True).plain(),
    }
    case, _ = Case.objects.reached().update_or_create(declaration=declaration, defaults=told)
    _leave(declaration, "declaration.case", actor, {"note": case.note} if case.note else {})
    return case


@transaction.atomic
def unmark_case(pk: Any, *, actor: Actor) -> None:
    """Hold a declaration up as an example no more (移出案例).

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        RefusedError: the actor is not of the performance desk.
    """
    declaration = _of_performance(pk, actor)
    if Case.objects.reached().filter(pk=declaration.pk).delete()[0]:
        _leave(declaration, "declaration.uncase", actor, {})


def copied(draft: Draft, without: Iterable[str], *, is_shown: bool = False) -> Draft:
    """A draft to begin with: without some fields, and without what was explained of findings.

    Args:
        draft: as it was typed before.
        without: fields that are not taken along.
        is_shown: others read it, so that people and money are left out as well.
    """
    left_out = set(without)
    fields = {
        path: typed for path, typed in draft.fields.items() if path not in left_out and not (is_shown and path.startswith(_NOT_SHOWN))
    }
    return replace(draft, fields=fields, explanations={})


def _check_project(project_id: Any, fiscal_year: int) -> None:
    project = Project.objects.reached().select_for_update().get(pk=project_id)
    if project.closed_at is not None:
        raise RefusedError("web_library.ended_already", name=project.name)
    of_year = Declaration.objects.reached().filter(project_id=project_id, fiscal_year=fiscal_year)
    if of_year.exclude(stage=Stage.DISCARDED).exists():
        raise RefusedError("web_library.declared_already", name=project.name, year=fiscal_year)


def _of_performance(pk: Any, actor: Actor) -> Declaration:
    declaration = locked(pk, actor)
    if "performance_reviewer" not in actor.scope.roles_on(declaration):
        raise RefusedError("web_library.not_performance")
    return declaration


def _leave(declaration: Declaration, action: str, actor: Actor, data: dict[str, str]) -> None:
    role = "performance_reviewer"
    record(actor, action, chain=declaration.chain, role=role, agency_id=declaration.finance_id, data=data)
