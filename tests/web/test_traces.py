"""Every change leaves an event in its own transaction, and so do refusals and exports, over all addresses of ``routes.toml`` (T40)."""

from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction
from tests.unit.declaring.test_workbook import GOOD, GOOD_INDICATORS, book
from tests.web.matrix import LOGINS
from tests.web.sending import document
from tests.web.test_matrix import ROUTES, Caller, expected, ident, world  # noqa: F401 - a fixture of that module
from tests.web.tree import PASSWORD, YEAR

from jixiao.web.records import clock
from jixiao.web.records.actions import administration, chaining, importing, phrases, sessions, workbooks
from jixiao.web.records.models import Chain, Event, Import, Person, SecondFactor
from jixiao.web.records.why import why

CHANGING = [route for route in ROUTES if set(route["methods"]) - {"GET"} and len(route["methods"]) == 1]
UNCHANGED = {
    "language",  # of the browser only
    "second_factor",  # a wrong code
    "explain",  # a page that asks on
    "token_create",  # not by a token
    "paste",  # a question: what a page would do
    # what is sent here is refused, or is so already; their actions stand at the end of this module
    "login",
    "password",
    "agency_remove",
    "person_activate",
    "person_unlock",
    "edit",
    "imports",
    "import",
    "take_over",
    "import_workbook",
    "queued_take_up",  # of what was left out: tests/web/importing/test_confirming.py
    "person_remove_factor",
    "phrase_drop",
    "bulk",  # of rows as they were before; each is a move of its own
    "waiver_ask",  # tests/web/test_waivers.py
    "adjust_number",  # tests/web/test_adjusting.py
    "whole_begin",  # tests/web/test_whole_department.py
    # what stands in tests/web/test_planning_undone.py
    "ceilings",
    "ceilings_send",
    "project_declare",
    "project_end",
    "carry_over",
    "copies",
}
"""Addresses whose call here changes nothing that is kept."""
_LISTS = {"agencies_export", "declarations_export", "people_export", "posts_export", "projects_export", "waivers_export"}
EXPORTS = _LISTS | {"ceilings_file", "form_file", "ledger", "attachment", "import_file", "events_export", "event_export"}
"""Addresses by which contents leave the system as a file."""
EXPORTS_ELSEWHERE = {"assessment_file"}
"""Those that have nothing to give here: tests/web/test_assessment.py."""
NO_EXPORT = {"import_evidence", "attachment_preview", "attachment_picture", "queued_file"}
"""What a page shows: pictures that were drawn anew, and what was read."""


def plain(route):
    """The name of an address, the same on a page and in the interface for programs."""
    return route["name"].removeprefix("api:")


def kept():
    """Everything that is kept, events and sessions apart."""
    models = [*apps.get_app_config("records").get_models(), *apps.get_app_config("django_tasks_database").get_models()]
    return {model.__name__: sorted(map(repr, model._base_manager.values_list())) for model in models if model not in (Event, Chain)}


class Watched(Caller):
    """Calls addresses, and sees what became of everything that is kept before it is undone."""

    def call(self, route, method, variant):
        """The status of an answer; ``events`` are those that it left, ``has_changed`` whether anything else became another."""
        self._before = None
        return super().call(route, method, variant)[0]

    def _counts(self):
        if self._before is None:
            self._before = kept(), _last()
        else:
            content, last = self._before
            self.events = list(Event.objects.filter(pk__gt=last).order_by("pk"))
            self.has_changed = kept() != content
        return 0


def _last():
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def attempts(route, world, is_wanted):  # noqa: F811 - handed on
    """Calls of an address whose answer is one that is wanted: caller, what it is about."""
    for role in LOGINS:
        for variant in world.variants(route.get("object", "none"), role):
            if any(is_wanted(status) for status in expected(route, role, variant)):
                yield Watched(world, role, is_api=route["name"].startswith("api:")), variant


@pytest.mark.parametrize("route", CHANGING, ids=ident)
def test_change_leaves_an_event_or_does_not_happen(route, world, monkeypatch):  # noqa: F811 - the fixture
    (method,) = route["methods"]
    changed = 0
    for caller, variant in attempts(route, world, lambda status: status < 400):
        status = caller.call(route, method, variant)
        if not caller.has_changed:
            continue
        changed += 1
        assert status < 400
        assert [event.result for event in caller.events if event.result == "done"], (
            f"{caller.role} {variant.name}: a change without an event"
        )
        with monkeypatch.context() as failing:
            failing.setattr(chaining.NEW_EVENT, "row", _broken)
            status = caller.call(route, method, variant)
        assert (caller.events, caller.has_changed) == ([], False), f"{caller.role} {variant.name}: {status}, and changed without its event"
        assert status == 500 or plain(route) == "logout", "whoever leaves has left"
        if changed == 2:
            break

    assert changed or plain(route) in UNCHANGED


def _broken(**told):
    raise OSError("no event")


@pytest.mark.parametrize("route", CHANGING, ids=ident)
def test_refusal_leaves_an_event(route, world):  # noqa: F811 - the fixture
    (method,) = route["methods"]
    statuses = Counter()
    for caller, variant in attempts(route, world, lambda status: status in (403, 404, 409, 422)):
        if caller.role == "nobody":
            continue
        status = caller.call(route, method, variant)
        statuses[status] += 1
        if status >= 400:
            told = [event.result for event in caller.events]
            assert told == ["refused"] * (2 if plain(route) == "password" else 1), f"{caller.role} {variant.name}: {status}"
            assert caller.events[0].actor["login"] == LOGINS[caller.role]
            assert not caller.has_changed or plain(route) == "password", "a wrong password is counted"
        if statuses.total() == 8:
            break


@pytest.mark.parametrize("route", [route for route in ROUTES if plain(route) in EXPORTS], ids=ident)
def test_export_leaves_an_event(route, world):  # noqa: F811 - the fixture
    count = 0
    for caller, variant in attempts(route, world, lambda status: status == 200):
        status = caller.call(route, "GET", variant)
        if status != 200:
            continue
        count += 1
        assert [event.result for event in caller.events] == ["done"], f"{caller.role} {variant.name}"
        if count == 3:
            break

    assert count


def test_whatever_answers_with_a_file_is_an_export():
    names = {plain(route) for route in ROUTES if route["methods"] == ["GET"]}
    files = {name for name in names if any(word in name for word in ("file", "export", "ledger", "attachment", "evidence"))}

    assert files - {"attachments"} == EXPORTS | EXPORTS_ELSEWHERE | NO_EXPORT


def log_in_wrongly(world):  # noqa: F811 - handed on
    return lambda: sessions.log_in("clerk_b", "wrong", address="10.0.0.9")


def log_in(world):  # noqa: F811 - handed on
    return lambda: sessions.log_in("clerk_b", PASSWORD, address="10.0.0.9")


def change_password(world):  # noqa: F811 - handed on
    return lambda: sessions.change_password(world.actor("clerk_b"), "another-password-2027")


def receive(world):  # noqa: F811 - handed on
    return lambda: importing.receive(world.tree.agencies["unit_a"], YEAR, "a.txt", document(7), actor=world.actor("clerk_a"))


def keep_reading(world):  # noqa: F811 - handed on
    waiting = Import.objects.create(
        agency=world.tree.agencies["unit_a"], fiscal_year=YEAR, file=importing.store(b"x"), name="x.txt", by=world.people["clerk_a"]
    )
    return lambda: importing.keep_reading(waiting.pk, None, why("web_importing.no_projects"))


def take_over(world):  # noqa: F811 - handed on
    sent = importing.receive(world.tree.agencies["unit_a"], YEAR, "b.txt", document(8), actor=world.actor("clerk_a"))
    importing.keep_reading(sent.pk, *importing.reading_of("b.txt", document(8)))
    return lambda: importing.take_over(sent.pk, [1], actor=world.actor("clerk_a"))


def import_workbook(world):  # noqa: F811 - handed on
    agency, actor = world.tree.agencies["unit_a"], world.actor("clerk_a")
    return lambda: workbooks.import_workbook(agency, YEAR, "a.xlsx", book(GOOD, GOOD_INDICATORS), actor=actor)


def remove_agency(world):  # noqa: F811 - handed on
    actor = world.actor("system_admin")
    row = administration.add_agency(
        year=str(YEAR), code="201009", name="云川市公安局车辆管理所", level="unit", parent="201", pack="national", actor=actor
    )
    seen = administration.seen_digest(row)
    return lambda: administration.remove_agency(row.agency_id, YEAR, seen=seen, actor=actor)


def activate(world):  # noqa: F811 - handed on
    Person.objects.filter(login="clerk_b").update(is_active=False)
    return lambda: administration.activate(world.people["clerk_b"].pk, actor=world.actor("system_admin"))


def remove_factor(world):  # noqa: F811 - handed on
    SecondFactor.objects.create(person=world.people["clerk_b"], sealed="x", is_confirmed=True)
    Person.objects.filter(login="clerk_b").update(has_second_factor=True)
    return lambda: administration.remove_factor(world.people["clerk_b"].pk, actor=world.actor("security_admin"))


def drop_phrase(world):  # noqa: F811 - handed on
    kept_one = phrases.keep_phrase(move="approve", text="同意，请按批注办理。", actor=world.actor("finance"))
    return lambda: phrases.drop_phrase(kept_one.pk, actor=world.actor("finance"))


def unlock(world):  # noqa: F811 - handed on
    Person.objects.filter(login="clerk_b").update(locked_until=clock.now() + timedelta(minutes=9))
    return lambda: administration.unlock(world.people["clerk_b"].pk, actor=world.actor("security_admin"))


@pytest.mark.parametrize(
    "act",
    [
        log_in_wrongly,
        log_in,
        change_password,
        receive,
        keep_reading,
        take_over,
        import_workbook,
        remove_agency,
        activate,
        unlock,
        remove_factor,
        drop_phrase,
    ],
    ids=lambda act: act.__name__,
)
def test_action_without_its_event_does_not_happen(act, world, monkeypatch):  # noqa: F811 - the fixture
    with transaction.atomic():
        do = act(world)
        before, last = kept(), _last()
        with monkeypatch.context() as failing:
            failing.setattr(chaining.NEW_EVENT, "row", _broken)
            with pytest.raises(OSError, match="no event"):
                do()
        assert kept() == before

        do()

        assert kept() != before
        assert Event.objects.filter(pk__gt=last).exists()
        transaction.set_rollback(True)
