"""Many at once on one declaration: each round everybody acts at the same moment on what all of them saw (T50, T51)."""

import copy
import threading
import uuid
from collections import Counter
from dataclasses import dataclass

from django.db import connection
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.declaring.assessing import Assessment
from jixiao.errors import CallerError
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import assessing
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.whole_department import begin_whole
from jixiao.web.records.models import Declaration, Event, ExAnteAssessment, Involvement, Stage, Subject, Version
from jixiao.web.records.refusals import ConflictError, RefusedError


@dataclass
class Outcome:
    """What became of a round.

    Attributes:
        done: numbers of those who succeeded.
        refused: how often each kind of refusal was told.
        failures: everything else, which must not happen.
    """

    done: list[int]
    refused: Counter
    failures: list[BaseException]


def all_at_once(*attempts):
    """Call each in a thread of its own, all starting at the same moment."""
    outcome, refused = Outcome([], Counter(), []), []
    gate = threading.Barrier(len(attempts))

    def attempt(number, what):
        try:
            connection.ensure_connection()
            gate.wait(30)
            what()
            outcome.done.append(number)
        except CallerError as refusal:
            refused.append(type(refusal).__name__)  # one step, whereas a count that many threads add to misses some
        except BaseException as failure:  # noqa: BLE001 - it is looked at by the test
            outcome.failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(number, what)) for number, what in enumerate(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcome.refused.update(refused)
    return outcome


class Desk:
    """Declarations that wait at a stage, one for each round.

    Args:
        tree: agencies and people.
    """

    def __init__(self, tree):
        self.tree = tree
        self._drafted = actions.create(tree.agencies["unit_a"], YEAR, complete(), actor=self.actor("clerk_a"))

    def actor(self, login):
        """Somebody at work; each request makes one anew."""
        return actor_of(self.tree.people[login])

    @property
    def first_level(self):
        """Where a declaration is when it has just been submitted."""
        return Stage(self._drafted.levels[0])

    def waiting(self, stage):
        """A declaration of unit_a at a stage, submitted by its clerk."""
        own = copy.copy(self._drafted)
        own.pk, own._state = uuid.uuid4(), copy.copy(own._state)
        own._state.adding = True
        own.stage = stage
        if stage != Stage.DRAFT:
            own.submitted_at, own.submitted_by = own.created_at, own.created_by
        own.save(force_insert=True)
        Involvement.objects.create(person=self.tree.people["clerk_a"], declaration=own, at=own.created_at, made=True)
        return own


def trace(declaration):
    """What stands in the ledger of a declaration: stage, revision, actions, versions, and whether its parts agree."""
    now = Declaration.objects.get(pk=declaration.pk)
    events = list(Event.objects.filter(chain_id=declaration.chain).order_by("seq"))
    versions = list(Version.objects.filter(declaration=declaration).order_by("number"))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [version.number for version in versions] == list(range(1, len(versions) + 1))
    assert [version.sha256 for version in versions] == [event.after for event in events if "version" in event.data]
    return now, [event.action for event in events], len(versions)


# What two people can do to each other. Each gives the attempts of one round, by the number of the round.


def approve(desk, own, login):
    actor, seen = desk.actor(login), own.revision
    return lambda: actions.approve(own.pk, seen=seen, actor=actor)


def send_back(desk, own, login):
    actor, seen = desk.actor(login), own.revision
    return lambda: actions.send_back(own.pk, seen=seen, actor=actor, reason="请补充测算依据")


def withdraw(desk, own, login):
    actor, seen = desk.actor(login), own.revision
    return lambda: actions.withdraw(own.pk, seen=seen, actor=actor)


def type_in(desk, own, login, path, text, seen=None):
    actor, seen = desk.actor(login), own.revision if seen is None else seen
    return lambda: actions.save(own.pk, lambda draft: draft.with_field(path, text), seen=seen, actor=actor)


def double_approval(desk, many):
    own = desk.waiting(Stage.DEPARTMENT_REVIEW)
    return own, [approve(desk, own, ("department_1", "department_1b")[number % 2]) for number in range(many)]


def double_click(desk, many):
    own = desk.waiting(Stage.DEPARTMENT_REVIEW)
    return own, [approve(desk, own, "department_1") for _ in range(many)]


def approve_against_return(desk, many):
    own = desk.waiting(Stage.FINANCE_REVIEW)
    return own, [(approve, send_back)[number % 2](desk, own, ("finance", "finance_2")[number % 2]) for number in range(many)]


def approve_against_withdraw(desk, many):
    own = desk.waiting(desk.first_level)
    reviewer = {"unit_review": "head_a", "department_review": "department_1"}.get(own.stage, "finance")
    return own, [approve(desk, own, reviewer) if number % 2 else withdraw(desk, own, "clerk_a") for number in range(many)]


ONE_MOVE = {
    "double approval": double_approval,
    "double click": double_click,
    "approve against return": approve_against_return,
    "approve against withdraw": approve_against_withdraw,
}


def play_one_move(desk, kind, many):
    """One round of decisions against each other: one is taken, with one event and one version, and everybody else is told why not."""
    own, attempts = ONE_MOVE[kind](desk, many)
    outcome = all_at_once(*attempts)
    now, acted, versions = trace(own)
    assert outcome.failures == []
    assert len(outcome.done) == 1, (kind, outcome)
    assert sum(outcome.refused.values()) == many - 1
    assert (len(acted), versions) == (1, 1)
    assert now.revision == own.revision + 1
    assert now.stage != own.stage
    return outcome


def play_lost_update(desk, many):
    """One round of people who type into one declaration: one is first, the others are told and try again, and nothing typed is lost."""
    own = desk.waiting(Stage.DRAFT)
    logins = ("clerk_a", "clerk_a2")
    said = {f"narratives.{number}": f"第{number}人写的内容" for number in range(many)}
    attempts = [type_in(desk, own, logins[number % 2], path, text) for number, (path, text) in enumerate(said.items())]
    outcome = all_at_once(*attempts)
    assert outcome.failures == []
    assert len(outcome.done) == 1, outcome
    assert outcome.refused == {ConflictError.__name__: many - 1}
    winner = f"narratives.{outcome.done[0]}"
    now, acted, _ = trace(own)
    assert acted == ["declaration.save"]
    assert {path: text for path, text in now.draft["fields"].items() if path in said} == {winner: said[winner]}
    assert now.revision == own.revision + 1
    everybody = all_at_once(*(lambda path=path, text=text: _insist(desk, own, path, text) for path, text in said.items() if path != winner))
    assert everybody.failures == []
    now, acted, _ = trace(own)
    assert {path: text for path, text in now.draft["fields"].items() if path in said} == said
    assert len(acted) == many
    return outcome


def play_whole_department(desk, many):
    """One round of people who begin the targets of a department as a whole: there is one a year, and who came later is told."""
    agency = desk.tree.agencies["department_1"]
    logins = ("clerk_1", "clerk_1b")
    attempts = [lambda login=logins[number % 2]: begin_whole(agency, YEAR, actor=desk.actor(login)) for number in range(many)]
    outcome = all_at_once(*attempts)
    assert outcome.failures == []
    assert len(outcome.done) == 1, outcome
    assert outcome.refused == {RefusedError.__name__: many - 1}
    made = Declaration.objects.get(kind=Subject.WHOLE_DEPARTMENT, stage=Stage.DRAFT)
    assert trace(made)[1:] == (["declaration.create"], 0)
    actions.discard(made.pk, seen=made.revision, reason="重新填报", actor=desk.actor("clerk_1"))
    return outcome


def play_assessment(desk, many):
    """One round of people who write the assessment of a declaration: one is kept as typed, and who did not see it is told."""
    own = desk.waiting(Stage.DRAFT)
    said = [Assessment.from_plain({"heads": {}, "conclusion": "support", "reason": f"第{number}人"}) for number in range(many)]
    logins = ("clerk_a", "clerk_a2")
    attempts = [
        lambda text=text, login=logins[number % 2]: assessing.assess(own.pk, text, seen=0, actor=desk.actor(login))
        for number, text in enumerate(said)
    ]
    outcome = all_at_once(*attempts)
    assert outcome.failures == []
    assert len(outcome.done) == 1, outcome
    assert outcome.refused == {ConflictError.__name__: many - 1}
    kept = ExAnteAssessment.objects.get(declaration=own)
    assert (kept.revision, kept.content) == (1, said[outcome.done[0]].plain())
    now, acted, versions = trace(own)
    assert (acted, versions, now.revision) == (["declaration.assess"], 0, own.revision)
    return outcome


def _insist(desk, own, path, text):
    """What somebody does who is told that another was first: look again, and type it again."""
    while True:
        seen = Declaration.objects.get(pk=own.pk).revision
        try:
            return type_in(desk, own, "clerk_a2", path, text, seen)()
        except ConflictError:
            continue
