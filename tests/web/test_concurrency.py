"""Two, eight, sixteen people act on one declaration at once (T50, T51 in short; the long form is in ``tools/long_tests.py``)."""

from datetime import date

import pytest
from django.db import connection, transaction
from tests.web.rounds import ONE_MOVE, Desk, play_assessment, play_lost_update, play_one_move, play_whole_department
from tests.web.tree import PASSWORD

from jixiao.chain import verify
from jixiao.declaring.assessing import Assessment
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import assessing, chaining
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.whole_department import begin_whole
from jixiao.web.records.exporting import ledger_lines
from jixiao.web.records.models import Comment, Declaration, Event, ExAnteAssessment, Involvement, Person, Post, Stage, Version

pytestmark = pytest.mark.both_databases
ROUNDS, MANY = 50, 8


@pytest.fixture
def desk(transactional_db, tree):
    for login, name in (("clerk_1", "钱进"), ("clerk_1b", "孙立")):
        tree.people[login] = Person.objects.create_user(login, name, PASSWORD)
        Post.objects.create(person=tree.people[login], agency=tree.agencies["department_1"], role="clerk", valid_from=date(2020, 1, 1))
    return Desk(tree)


@pytest.mark.parametrize("kind", ONE_MOVE)
def test_of_decisions_at_the_same_moment_one_is_taken(desk, kind):
    for _ in range(ROUNDS):
        play_one_move(desk, kind, MANY)

    assert verify((str(number), line) for number, line in enumerate(ledger_lines())).broken is None


@pytest.mark.parametrize("play", [play_whole_department, play_assessment])
def test_of_those_who_begin_or_write_the_same_one_is_kept(desk, play):
    for _ in range(ROUNDS // 5):
        play(desk, MANY)

    assert verify((str(number), line) for number, line in enumerate(ledger_lines())).broken is None


def test_nothing_typed_is_lost_when_many_save_at_once(desk):
    for _ in range(ROUNDS // 5):
        play_lost_update(desk, MANY)

    assert verify((str(number), line) for number, line in enumerate(ledger_lines())).broken is None


@pytest.mark.parametrize("play", [lambda desk, many: play_one_move(desk, "double click", many), play_assessment])
def test_without_the_lock_the_rounds_fail(desk, play, monkeypatch):
    """They can fail: PostgreSQL locks the row, SQLite begins with the lock of writing."""
    for module in (actions, assessing):
        monkeypatch.setattr(module, "locked", lambda pk, actor: Declaration.objects.visible_to(actor.scope).get(pk=pk))
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED") if connection.vendor == "sqlite" else None

    with pytest.raises(AssertionError):
        for _ in range(ROUNDS):
            play(desk, MANY)


ACTIONS = {
    "create": (None, "clerk_a", lambda own, **told: actions.create(own.agency, own.fiscal_year, actions.Draft(), actor=told["actor"])),
    "save": (Stage.DRAFT, "clerk_a", lambda own, **told: actions.save(own.pk, lambda draft: draft.with_field("goal", "新的目标"), **told)),
    "submit": (Stage.DRAFT, "clerk_a", lambda own, **told: actions.submit(own.pk, **told)),
    "withdraw": ("first", "clerk_a", lambda own, **told: actions.withdraw(own.pk, **told)),
    "approve": (Stage.FINANCE_REVIEW, "finance", lambda own, **told: actions.approve(own.pk, **told)),
    "return": (Stage.FINANCE_REVIEW, "finance", lambda own, **told: actions.send_back(own.pk, reason="请补充", **told)),
    "ratify": (
        Stage.APPROVED,
        "finance",
        lambda own, **told: actions.ratify(own.pk, number="云财预〔2027〕1号", on=own.created_at.date(), **told),
    ),
    "discard": (Stage.RETURNED, "clerk_a", lambda own, **told: actions.discard(own.pk, reason="项目取消", **told)),
    "begin whole": (None, "clerk_1", lambda own, **told: begin_whole(own.department, own.fiscal_year, actor=told["actor"])),
    "assess": (
        Stage.DRAFT,
        "clerk_a",
        lambda own, **told: assessing.assess(own.pk, Assessment.from_plain({"conclusion": "support"}), seen=0, actor=told["actor"]),
    ),
    "comment": (Stage.FINANCE_REVIEW, "finance", lambda own, **told: actions.comment(own.pk, path="goal", text="请量化", **told)),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_change_is_undone_when_its_event_cannot_be_written(desk, name, monkeypatch):
    """T40: there is no change without an event."""
    stage, login, act = ACTIONS[name]
    own = desk.waiting(desk.first_level if stage == "first" else stage or Stage.DRAFT)
    before = contents()
    actor = actor_of(desk.tree.people[login])

    with monkeypatch.context() as failing:
        failing.setattr(chaining.NEW_EVENT, "row", broken)
        with pytest.raises(OSError, match="no event"):
            act(own, seen=own.revision, actor=actor)

    assert contents() == before
    act(own, seen=own.revision, actor=actor)  # and it is done where the event can be written
    assert contents() != before


def broken(**told):
    raise OSError("no event")


def contents():
    """Everything of declarations that an action may change, row by row."""
    return [
        sorted(map(repr, model.objects.values_list())) for model in (Declaration, Version, Comment, Involvement, ExAnteAssessment, Event)
    ]


def test_event_outside_of_a_transaction_is_refused(transactional_db, tree):
    with pytest.raises(transaction.TransactionManagementError):
        chaining.record(actor_of(tree.people["clerk_a"]), "declaration.save")

    assert Event.objects.count() == 0
