"""What was acknowledged is there after anything was killed (T20, T21 in short; the long form is in ``tools/long_tests.py``)."""

import pytest
from tests.web.crashing import Installation, crash, look
from tests.web.databases import KINDS, Database
from tests.web.sending import everything, killed_at, send, work
from tests.web.tree import plant

ROUNDS = 1
pytestmark = pytest.mark.xdist_group("crashes")  # one after the other: each keeps the machine busy


@pytest.fixture(params=KINDS)
def durable(request, django_db_blocker, tmp_path):
    """A database that waits for the disk."""
    with django_db_blocker.unblock():
        found = Database(request.param, tmp_path / "home", is_durable=True)
        yield found
        found.leave()


def test_acknowledged_writes_outlive_every_kill(durable, tmp_path):
    tree = plant()
    installation = Installation(durable, tmp_path)
    try:
        journal = crash(installation, tree, cycles=ROUNDS * len(installation.victims()))
    finally:
        installation.end()

    figures = look(installation, journal)

    print(durable.kind, figures)  # noqa: T201 - figures
    assert figures["kills"] == dict.fromkeys(installation.victims(), ROUNDS)
    assert figures["acknowledged writes"] > 20
    assert figures["documents"] > 0
    assert figures["checkpoints"] > 0
    assert figures["slowest recovery (s)"] < 60


@pytest.mark.both_databases
def test_document_is_read_once_at_whatever_statement_the_worker_is_killed(transactional_db, database):
    """T20 in short: a few of the statements; the long form takes each, before and after it."""
    send(database, 1)
    count = work(database)
    undisturbed = everything(database)
    assert [state for _, state, *_ in undisturbed["imports"]] == ["read"]

    few = (-count // 2, count)
    for statement in few if database.cluster else (count // 4, *few, -3 * count // 4):
        assert killed_at(database, statement, 1) == undisturbed, f"killed at statement {statement} of {count}"
