"""Tasks that a worker left, or that failed because the database was away, are done by the next one."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.tree import YEAR

from jixiao.web.operating.tasks import LONGEST, MOST_ATTEMPTS, take_up, try_again
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import importing
from jixiao.web.records.actions.importing import read_import
from jixiao.web.records.models import Import


@pytest.fixture
def begun(db):
    """Makes a task that a worker began."""

    def make(worker):
        result = read_import.enqueue("00000000-0000-4000-8000-00000000000a")
        kept = DBTaskResult.objects.get(pk=result.id)
        kept.claim(worker)
        return kept

    return make


def status(task):
    task.refresh_from_db()
    return task.status


def test_task_of_a_killed_worker_of_this_place_is_offered_again(begun):
    own, other = begun("here:11"), begun("there:12")

    assert take_up("here") == 1

    assert (status(own), status(other)) == ("READY", "RUNNING")
    assert own.started_at is None


def test_task_that_lasts_too_long_is_offered_again_wherever_it_was_begun(begun):
    task = begun("there:12")
    DBTaskResult.objects.update(started_at=timezone.now() - LONGEST - timedelta(minutes=1))

    assert take_up("here") == 1
    assert status(task) == "READY"


def test_task_that_lost_its_database_is_tried_again(begun):
    lost, wrong = begun("here:11"), begun("here:11")
    lost.set_failed(OperationalError("server closed the connection unexpectedly"))
    wrong.set_failed(ValueError("a fault of ours"))

    assert try_again() == 1

    assert (status(lost), status(wrong)) == ("READY", "FAILED")


def test_task_is_not_tried_for_ever(begun):
    task = begun("here:11")
    task.worker_ids = ["here:11"] * MOST_ATTEMPTS
    task.save(update_fields=["worker_ids"])
    task.set_failed(OperationalError("server closed the connection unexpectedly"))

    assert try_again() == 0
    assert status(task) == "FAILED"


def test_task_is_enqueued_with_what_it_is_about_or_not_at_all(transactional_db, tree):
    unit, actor = tree.agencies["unit_a"], actor_of(tree.people["clerk_a"])
    with pytest.MonkeyPatch.context() as failing:
        failing.setattr(DBTaskResult.objects, "create", _broken)
        with pytest.raises(OSError, match="no row"):
            importing.receive(unit, YEAR, "a.txt", b"x", actor=actor)
    assert not Import.objects.exists()

    importing.receive(unit, YEAR, "a.txt", b"x", actor=actor)
    assert Import.objects.count() == DBTaskResult.objects.count() == 1


def _broken(**told):
    raise OSError("no row")
