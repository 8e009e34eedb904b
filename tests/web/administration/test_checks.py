"""The check of the chains that an audit administrator starts, and what it finds."""

import pytest
from django.db import connection

from jixiao.web.records.actions import checkpointing, sessions
from jixiao.web.records.actions.administration import PowerError, check_chains, start_check
from jixiao.web.records.actions.administration.checks import recompute
from jixiao.web.records.models import ChainCheck, Event
from jixiao.web.records.refusals import RefusedError


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.CHECKPOINTS = tmp_path / "checkpoints"
    settings.KEYS = tmp_path / "keys"


@pytest.fixture
def history(acting):
    for login in ("clerk_a", "clerk_b", "head_a"):
        for number in range(4):
            sessions.note(acting(login), "declaration.export", object=f"declaration:{number}")


def done(actor):
    check = start_check(actor=actor)
    check_chains.func(check.pk)
    return ChainCheck.objects.get(pk=check.pk)


def test_untouched_chains_are_whole(acting, history, events):
    checkpointing.checkpoint()
    check = done(acting("audit_admin"))

    assert (check.outcome, check.events, check.chains, check.checkpoints) == ("whole", 13, 4, 1)
    assert check.unsigned == 1, "the start of the check itself"
    assert check.broken is None
    assert [event.data["outcome"] for event in events("check.end")] == ["whole"]
    assert events("check.start")[0].actor["login"] == "audit_admin"


def test_changed_event_is_named(acting, history):
    victim = Event.objects.filter(action="declaration.export").order_by("id")[5]
    with connection.cursor() as cursor:  # somebody who owns the file of the database
        cursor.execute("DROP TRIGGER records_event_kept_update")
        cursor.execute("UPDATE records_event SET object = 'declaration:x' WHERE id = %s", [victim.pk])

    check = done(acting("audit_admin"))

    assert check.outcome == "broken"
    assert (check.broken["kind"], check.broken["chain"], check.broken["seq"]) == ("digest", victim.chain_id, victim.seq)


def test_tail_that_was_cut_off_is_seen_by_the_checkpoint(acting, history):
    checkpointing.checkpoint()
    last = Event.objects.order_by("-id")[0]
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER records_event_kept_delete")
        cursor.execute("DELETE FROM records_event WHERE id = %s", [last.pk])

    found = recompute()

    assert (found.broken.kind, found.broken.chain, found.broken.seq) == ("tail", last.chain_id, last.seq)


def test_check_that_cannot_be_done_says_why(acting, history, settings):
    checkpointing.checkpoint()
    next(settings.KEYS.glob("*.pub.pem")).write_text("no key")

    check = done(acting("audit_admin"))

    assert check.outcome == "failed"
    assert "signing.pub.pem" in check.error


def test_one_check_at_a_time_and_each_is_done_once(acting):
    check = start_check(actor=acting("audit_admin"))
    with pytest.raises(RefusedError):
        start_check(actor=acting("audit_admin"))
    check_chains.func(check.pk)
    ended = ChainCheck.objects.get().ended_at
    check_chains.func(check.pk)

    assert ChainCheck.objects.get().ended_at == ended
    start_check(actor=acting("audit_admin"))


@pytest.mark.parametrize("login", ["system_admin", "security_admin", "clerk_a", "finance", "observer"])
def test_nobody_else_starts_a_check(acting, login):
    with pytest.raises(PowerError):
        start_check(actor=acting(login))
