"""Which project a declaration is of, and what becomes of projects (入库、匹配、结束)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from jixiao.declaring import Draft
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Agency, AgencyYear, Declaration, Project, Stage, in_force
from jixiao.web.records.refusals import RefusedError

_GONE = (Stage.DISCARDED,)
_WITH_THE_UNIT = (Stage.DRAFT, Stage.RETURNED)
_RECURRING = "经常"
LONGEST = 255


def is_recurring(draft: Draft) -> bool:
    """Its attribute says that it is needed every year (经常性项目)."""
    return _RECURRING in draft.text("attribute")


def project_for(declaration: Declaration) -> Project:
    """The project that a declaration is of: by code, else by name, within its agency; a new one where there is none.

    One that was ended, or has a declaration of the same year, is another project.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=declaration.agency_id)  # of two that would make the same one, one does
    same_year = Declaration.objects.reached().filter(fiscal_year=declaration.fiscal_year, agency_id=declaration.agency_id)
    taken = same_year.exclude(stage__in=_GONE).exclude(pk=declaration.pk).exclude(project=None).values("project_id")
    free = Project.objects.reached().filter(agency_id=declaration.agency_id, closed_at=None).exclude(pk__in=taken)
    found = free.filter(code=declaration.code).order_by("created_at").first() if declaration.code else None
    if found is None and declaration.name:
        named = free.filter(name=declaration.name)
        named = named.filter(Q(code="") | Q(code=declaration.code)) if declaration.code else named
        found = named.order_by("created_at").first()
    return found or Project.objects.create(
        agency_id=declaration.agency_id,
        department_id=declaration.department_id,
        finance_id=declaration.finance_id,
        agency_name=declaration.agency_name,
        name=declaration.name,
        code=declaration.code,
        created_at=clock.now(),
    )


def belong(declaration: Declaration) -> bool:
    """Give a declaration its project, where it has none and says what it is; whether it got one."""
    if declaration.project_id is not None or declaration.is_whole_department or not (declaration.name or declaration.code):
        return False
    declaration.project = project_for(declaration)
    return True


def follow(declaration: Declaration) -> None:
    """Let a project say what its declarations say, after one of them changed."""
    if declaration.project_id is None:
        return
    project = Project.objects.reached().select_for_update().get(pk=declaration.project_id)
    alive = in_force(Declaration.objects.reached().filter(project=project)).exclude(stage__in=_GONE).order_by("fiscal_year", "created_at")
    rows = list(alive.values_list("pk", "fiscal_year", "stage", "submitted_at", "annual_yuan"))
    years = [year for _, year, *_ in rows]
    ratified = [year for _, year, stage, *_ in rows if stage == Stage.RATIFIED]
    handed_in = [at for *_, at, _ in rows if at is not None]
    project.first_year, project.last_year = (years[0], years[-1]) if years else (None, None)
    project.ratified_from, project.ratified_until = (min(ratified), max(ratified)) if ratified else (None, None)
    project.is_declared = any(stage not in (*_WITH_THE_UNIT, Stage.RATIFIED) for _, _, stage, *_ in rows)
    project.submitted_at = min(filter(None, (project.submitted_at, *handed_in)), default=None)
    project.annual_yuan = rows[-1][-1] if rows else project.annual_yuan
    if rows and rows[-1][0] == declaration.pk:
        project.name, project.code = declaration.name or project.name, declaration.code or project.code
        project.agency_name = declaration.agency_name
        project.department_id, project.finance_id = declaration.department_id, declaration.finance_id
        project.is_recurring = is_recurring(Draft.from_plain(declaration.draft))
    project.save()


@transaction.atomic
def add_project(agency: Agency, fiscal_year: int, *, name: str, code: str = "", actor: Actor) -> Project:
    """Put a project into the reserve before it is declared (储备入库).

    Raises:
        RefusedError: the actor does not declare for the agency, it has no such year, the name is missing, or the project is there.
    """
    name, code = name.strip()[:LONGEST], code.strip()[:64]
    row = AgencyYear.objects.filter(agency=agency, fiscal_year=fiscal_year).first()
    if agency.pk not in actor.scope.agencies_of("clerk") or row is None:
        raise RefusedError("web.refused.not_clerk", agency=agency.name)
    if not name:
        raise RefusedError("web_library.no_name")
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    same = Project.objects.reached().filter(agency=agency, closed_at=None)
    if same.filter(Q(name=name) | Q(code=code) if code else Q(name=name)).exists():
        raise RefusedError("web_library.there_already", name=name)
    told = {"department_id": row.department_id, "finance_id": row.finance_id, "agency_name": row.name}
    made = Project.objects.create(agency=agency, name=name, code=code, created_at=clock.now(), **told)
    record(actor, "project.add", chain=made.chain, role="clerk", agency_id=agency.pk, data={"name": name, "code": code})
    return made


@transaction.atomic
def close_project(pk: Any, *, reason: str, actor: Actor) -> Project:
    """End a project (结束): it is carried over no more.

    Raises:
        Project.DoesNotExist: there is none that the actor may see.
        RefusedError: it is not the actor's, it is ended, a declaration of it is on its way, or there is no reason.
    """
    project = _own(pk, actor)
    if not reason.strip():
        raise RefusedError("web.refused.no_reason")
    if project.closed_at is not None:
        raise RefusedError("web_library.ended_already", name=project.name)
    if project.is_declared:
        raise RefusedError("web_library.under_review", name=project.name)
    project.closed_at = clock.now()
    return _kept(project, "project.close", actor, {"reason": reason.strip()})


@transaction.atomic
def reopen_project(pk: Any, *, actor: Actor) -> Project:
    """Take the end of a project back (恢复).

    Raises:
        Project.DoesNotExist: there is none that the actor may see.
        RefusedError: it is not the actor's, or nobody ended it.
    """
    project = _own(pk, actor)
    if project.closed_at is None:
        raise RefusedError("web_library.not_ended", name=project.name)
    project.closed_at = None
    return _kept(project, "project.reopen", actor, {})


def _own(pk: Any, actor: Actor) -> Project:
    project = Project.objects.visible_to(actor.scope).select_for_update(of=("self",)).get(pk=pk)
    if project.agency_id not in actor.scope.agencies_of("clerk"):
        raise RefusedError("web.refused.not_clerk", agency=project.agency_name)
    return project


def _kept(project: Project, action: str, actor: Actor, data: dict[str, str]) -> Project:
    project.save(update_fields=["closed_at"])
    told = {"name": project.name, "state": str(project.state)} | data
    record(actor, action, chain=project.chain, role="clerk", agency_id=project.agency_id, data=told)
    return project
