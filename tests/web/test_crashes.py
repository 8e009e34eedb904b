"""What was acknowledged is there after anything was killed (T20, T21 in short; the long form is in ``tools/long_tests.py``)."""

import pytest
from tests.web.crashing import Installation, crash, look
from tests.web.databases import KINDS, Database
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
