"""A whole department beside its projects: what they come to, and which of them no main task names (部门整体与项目对照)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from jixiao.declaring import Draft
from jixiao.declaring.task_rows import TASK_ROWS, task_path
from jixiao.packs import WHOLE, Pack, load_pack
from jixiao.values import parse_amount
from jixiao.web.records.models import AgencyYear, Declaration, Stage, in_force

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class BranchProject:
    """A project that an agency or one below it declares for a year.

    Attributes:
        pk: of its declaration.
        name, agency_name, stage: of the declaration.
        yuan: money of the year.
        is_named: a main task names it.
    """

    pk: Any
    name: str
    agency_name: str
    stage: str
    yuan: Decimal
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """The targets of a whole department beside its projects (整体与项目对照).

    Attributes:
        projects: of its branch, those with most money first.
        projects_yuan: what they come to.
        declared_yuan: money of projects as the form says; ``None`` where it does not.
        tasks_yuan: what the main tasks come to.
    """

    projects: tuple[BranchProject, ...]
    projects_yuan: Decimal
    declared_yuan: Decimal | None
    tasks_yuan: Decimal

    @property
    def difference_yuan(self) -> Decimal | None:
        """How much more the form says than the projects come to; ``None`` where it says nothing."""
        return None if self.declared_yuan is None else self.declared_yuan - self.projects_yuan

    @property
    def unnamed(self) -> list[BranchProject]:
        """Projects that no main task names."""
        return [each for each in self.projects if not each.is_named]


def may_declare_whole(year: AgencyYear) -> bool:
    """Agencies of this level declare targets as a whole in their jurisdiction."""
    whole = load_pack(year.pack.removesuffix(WHOLE)).whole_department
    return whole is not None and year.level in whole.agencies


def branch_of(agency_id: Any, fiscal_year: int) -> list[BranchProject]:
    """Projects of an agency and, where it is a department, of its units: its own, and what was once handed in."""
    own = Q(agency_id=agency_id) | Q(department_id=agency_id, submitted_at__isnull=False)
    found = in_force(Declaration.objects.reached().filter(own, fiscal_year=fiscal_year)).exclude(stage=Stage.DISCARDED)
    rows = found.order_by().values_list("pk", "name", "code", "agency_name", "stage", "annual_yuan")
    made = [BranchProject(pk, name or code, agency, stage, yuan or _NOTHING) for pk, name, code, agency, stage, yuan in rows]
    return sorted(made, key=lambda each: (-each.yuan, each.agency_name, each.name))


def beside(declaration: Declaration, pack: Pack) -> Beside:
    """The projects beside a declaration of a whole department that the caller may see, in one query.

    What a department declares as a whole is the sum of what its units declare: whoever may read the one reads names and
    money of the others.
    """
    draft = Draft.from_plain(declaration.draft)
    named = _flat(" ".join(draft.text(task_path(number, key)) for number in range(1, TASK_ROWS + 1) for key in ("name", "content")))
    found = branch_of(declaration.agency_id, declaration.fiscal_year)
    projects = tuple(
        BranchProject(each.pk, each.name, each.agency_name, each.stage, each.yuan, bool(each.name) and _flat(each.name) in named)
        for each in found
    )
    tasks = [_task_yuan(draft, pack, number) for number in range(1, TASK_ROWS + 1)]
    return Beside(
        projects,
        sum((each.yuan for each in projects), _NOTHING),
        _yuan(draft.text("amounts.project"), pack),
        sum((yuan for yuan in tasks if yuan is not None), _NOTHING),
    )


def _task_yuan(draft: Draft, pack: Pack, number: int) -> Decimal | None:
    """The money of a task as typed, or what its sources come to."""
    total = _yuan(draft.text(task_path(number, "total")), pack)
    if total is not None:
        return total
    parts = [_yuan(draft.text(task_path(number, key)), pack) for key in ("fiscal", "other")]
    return sum((part for part in parts if part is not None), _NOTHING)


def _yuan(typed: str, pack: Pack) -> Decimal | None:
    amount = parse_amount(typed, pack.money_unit) if typed.strip() else None
    return None if amount is None else amount.yuan


def _flat(text: str) -> str:
    """Letters and digits alone, so that brackets and blanks of one kind or the other make no difference."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())
