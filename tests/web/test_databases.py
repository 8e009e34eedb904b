"""What the other tests of this folder stand on: both databases, set up as in production, and fresh for each test."""

import threading

import pytest
from django.db import connection, transaction

from jixiao.web.records.models import Agency, Person, Post

pytestmark = pytest.mark.both_databases


def test_database_is_the_one_of_the_name(db, database):
    assert connection.vendor == database.kind


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_writes_is_gone_in_the_next(db, turn):
    assert not Agency.objects.exists()
    Agency.objects.create(code="1", name="云川市财政局")


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_is_gone_in_the_next(transactional_db, turn):
    assert not Agency.objects.exists()
    with transaction.atomic():
        Agency.objects.create(code="1", name="云川市财政局")


def test_other_threads_see_what_was_committed(transactional_db):
    Agency.objects.create(code="1", name="云川市财政局")
    seen = []

    def look():
        seen.extend(Agency.objects.values_list("name", flat=True))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == ["云川市财政局"]


def test_tree_has_people_in_every_role(tree):
    roles = set(Post.objects.values_list("role", flat=True))

    assert len(roles) == 10
    assert Person.objects.count() == len(tree.people) == 19
