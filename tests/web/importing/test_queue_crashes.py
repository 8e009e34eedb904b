"""A worker that is killed while it reads a queue: the next one goes on, and every file is entirely read or not at all (T20)."""

import pytest
from django.db import connections
from tests.web.importing.queued import document
from tests.web.sending import work
from tests.web.tree import YEAR, plant

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import queueing
from jixiao.web.records.models import Event, QueuedFile

pytestmark = pytest.mark.xdist_group("crashes")  # as tests/web/test_crashes.py


def begin(database):
    """Fresh tables, and a queue of one file that nobody has read yet."""
    database.renew()
    tree = plant()
    queueing.send(YEAR, [("1.txt", document(1))], actor=actor_of(tree.people["clerk_a"]))
    connections.close_all()


def told():
    """What the database says of the queue, without ids and times."""
    files = [
        (own.name, own.state, own.doubtful, [(each.number, each.name, each.doubtful) for each in own.projects.all()])
        for own in QueuedFile.objects.all()
    ]
    found = files, Event.objects.filter(action="import.queue_read").count()
    connections.close_all()
    return found


def test_file_is_read_once_when_the_worker_is_killed_in_the_middle(transactional_db, database):
    begin(database)
    count = work(database)
    undisturbed = told()
    assert undisturbed[1] == 1
    assert undisturbed[0][0][:3] == ("1.txt", "ready", 5)

    begin(database)
    work(database, -3 * count // 4)
    work(database)

    assert told() == undisturbed
