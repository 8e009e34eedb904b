"""Begin the targets of a whole department, with what the ledger knows of its money and its projects (部门整体支出绩效目标)."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from jixiao.declaring import Draft
from jixiao.declaring.projects import exact_text
from jixiao.declaring.task_rows import TASK_ROWS, task_path
from jixiao.packs import WHOLE, Pack
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import declarations
from jixiao.web.records.actions.changing import pack_of
from jixiao.web.records.models import Agency, AgencyYear, BudgetCeiling, Declaration, Stage, Subject
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.whole_department import BranchProject, branch_of, may_declare_whole

_FROM_LAST_YEAR = ("goal", "contacts.负责人", "contacts.经办人", "contacts.联系电话")


@transaction.atomic
def begin_whole(agency: Agency, fiscal_year: int, *, actor: Actor) -> Declaration:
    """Begin the targets of an agency as a whole: one a year, with proposals to be made one's own.

    The money of projects is what its branch declared, and its ceiling as long as nothing was; the projects with most money become main
    tasks; goal and indicators are those of the year before. Basic expenditure is nothing that the ledger knows.

    Raises:
        RefusedError: the actor does not declare for the agency, the year is not open, agencies of its level declare none here, or there
            is one.
    """
    year, last = may_begin_whole(agency, fiscal_year, actor)
    draft = _proposed(year, pack_of(year.pack + WHOLE), last)
    return declarations.create(agency, fiscal_year, draft, actor=actor, kind=Subject.WHOLE_DEPARTMENT, copied_from=last)


def may_begin_whole(agency: Agency, fiscal_year: int, actor: Actor) -> tuple[AgencyYear, Declaration | None]:
    """The agency in the year, locked, and what it declared as a whole before.

    Raises:
        RefusedError: the actor does not declare for the agency, agencies of its level declare none here, or there is one for the year.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)  # of two who would begin it, one does
    year = AgencyYear.objects.filter(agency=agency, fiscal_year=fiscal_year).select_related("agency").first()
    if year is None or agency.pk not in actor.scope.agencies_of("clerk"):
        raise RefusedError("web.refused.not_clerk", agency=agency.name)
    if not may_declare_whole(year):
        raise RefusedError("web_whole.not_here", agency=year.name)
    own = Declaration.objects.reached().filter(agency=agency, kind=Subject.WHOLE_DEPARTMENT).exclude(stage=Stage.DISCARDED)
    if own.filter(fiscal_year=fiscal_year).exists():
        raise RefusedError("web_whole.there_already", agency=year.name, year=fiscal_year)
    return year, own.filter(fiscal_year__lt=fiscal_year).order_by("-fiscal_year", "-created_at").first()


def _proposed(year: AgencyYear, pack: Pack, last: Declaration | None) -> Draft:
    draft = Draft() if last is None else _after(Draft.from_plain(last.draft))
    draft = draft.with_field("department", year.name)
    projects = branch_of(year.agency_id, year.fiscal_year)
    of_projects = sum((each.yuan for each in projects), Decimal(0)) if projects else _ceiling_of(year)
    if of_projects is not None:
        draft = draft.with_field("amounts.project", exact_text(of_projects, pack))
    for number, each in enumerate(projects[:TASK_ROWS], 1):
        draft = _with_task(draft, number, each, pack)
    return draft


def _ceiling_of(year: AgencyYear) -> Decimal | None:
    """What the projects of an agency may come to, where that was given."""
    given = BudgetCeiling.objects.reached().filter(agency_id=year.agency_id, fiscal_year=year.fiscal_year).first()
    return None if given is None else given.amount_yuan


def _after(draft: Draft) -> Draft:
    """What stays from one year to the next: the goal and the indicators, to be gone through again."""
    made = Draft()
    for path in _FROM_LAST_YEAR:
        made = made.with_field(path, draft.text(path))
    for row in draft.indicators:
        made = made.with_indicator(row.texts)
    return made


def _with_task(draft: Draft, number: int, project: BranchProject, pack: Pack) -> Draft:
    draft = draft.with_field(task_path(number, "name"), project.name).with_field(task_path(number, "content"), project.name)
    return draft.with_field(task_path(number, "total"), exact_text(project.yuan, pack)) if project.yuan else draft
