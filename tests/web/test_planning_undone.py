"""T40 for rounds, ceilings, projects, copies, examples and adjustments: there is no change without its event."""

from decimal import Decimal

import pytest
from tests.web.rounds import Desk
from tests.web.tree import YEAR

from jixiao.web.records.actions import adjusting, budget, chaining, copying, declarations, projects
from jixiao.web.records.models import (
    Adjustment,
    AgencyYear,
    BudgetCeiling,
    BudgetClaim,
    BudgetRound,
    Case,
    Declaration,
    Event,
    Project,
    Stage,
    Version,
)

pytestmark = pytest.mark.both_databases
MODELS = (Adjustment, BudgetCeiling, BudgetClaim, BudgetRound, Case, Declaration, Event, Project, Version)


@pytest.fixture
def desk(transactional_db, tree):
    for row in list(AgencyYear.objects.filter(fiscal_year=YEAR)):
        row.pk, row.fiscal_year = None, YEAR + 1
        row.save(force_insert=True)
    found = Desk(tree)
    limit = {tree.agencies["unit_a"].pk: budget.Given(Decimal(9_000_000))}
    budget.set_ceilings(YEAR, limit, actor=found.actor("finance"))
    return found


def given(desk, own):
    return budget.set_ceilings(YEAR, {own.agency_id: budget.Given(Decimal(8_000_000))}, actor=desk.actor("finance"))


def closed(desk, own):
    return projects.close_project(own.project_id, reason="任务完成", actor=desk.actor("clerk_a"))


ACTIONS = {
    "round": (Stage.DRAFT, lambda desk, own: budget.open_round(own.finance, YEAR, "first_up", actor=desk.actor("finance"))),
    "ceiling": (Stage.DRAFT, given),
    "submit": (Stage.DRAFT, lambda desk, own: declarations.submit(own.pk, seen=own.revision, actor=desk.actor("clerk_a"))),
    "reserve": (Stage.DRAFT, lambda desk, own: projects.add_project(own.agency, YEAR, name="新项目", actor=desk.actor("clerk_a"))),
    "end": (Stage.DRAFT, closed),
    "copy": (Stage.RATIFIED, lambda desk, own: copying.copy_declaration(own.pk, YEAR + 1, actor=desk.actor("clerk_a"))),
    "case": (Stage.RATIFIED, lambda desk, own: copying.mark_case(own.pk, actor=desk.actor("performance"))),
    "adjust": (Stage.RATIFIED, lambda desk, own: adjusting.adjust(own.pk, reason="年中追加", actor=desk.actor("clerk_a"))),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_change_is_undone_when_its_event_cannot_be_written(desk, name, monkeypatch):
    stage, act = ACTIONS[name]
    own = desk.waiting(stage)
    before = contents()

    with monkeypatch.context() as failing:
        failing.setattr(chaining.NEW_EVENT, "row", broken)
        with pytest.raises(OSError, match="no event"):
            act(desk, own)

    assert contents() == before
    act(desk, own)
    assert contents() != before


def broken(**told):
    raise OSError("no event")


def contents():
    """Everything that these actions may change, row by row."""
    return [sorted(map(repr, model.objects.values_list())) for model in MODELS]
