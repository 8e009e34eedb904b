"""Tests of the web application: a folder of their own, fresh tables, a small tree of agencies with people in every role.

Tests marked ``both_databases`` run on SQLite and on PostgreSQL, all others on SQLite, which is set up as in production. A test that needs
what other processes or threads see takes ``transactional_db``, any other ``db``.
"""

import shutil
from pathlib import Path

import pytest
from django.test import Client, TransactionTestCase
from tests.web.beginning import HOME
from tests.web.databases import KINDS, Database, renew
from tests.web.tree import PASSWORD, plant

_HERE = Path(__file__).parent


def pytest_configure(config):
    config.addinivalue_line("markers", "both_databases: runs on SQLite and on PostgreSQL")


def pytest_unconfigure():
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_generate_tests(metafunc):
    kinds = KINDS if metafunc.definition.get_closest_marker("both_databases") else KINDS[:1]
    metafunc.parametrize("database", kinds, indirect=True, scope="session")


def pytest_collection_modifyitems(items):
    for item in items:
        if _HERE in item.path.parents and getattr(item, "callspec", None) and item.callspec.params.get("database") == "postgresql":
            item.add_marker(pytest.mark.xdist_group("postgresql"))  # one server for all of them


@pytest.fixture(scope="session", autouse=True)
def database(request, django_test_environment, django_db_blocker, tmp_path_factory):
    """The database that ``default`` leads to: its ``kind``, and the ``environment`` of programs that shall use it too."""
    with django_db_blocker.unblock():
        found = Database(request.param, tmp_path_factory.mktemp(f"home-{request.param}"))
        TransactionTestCase._fixture_teardown = lambda case: renew()  # events cannot be deleted by a flush
        yield found
        found.leave()


@pytest.fixture(autouse=True)
def leading(database, django_db_blocker):
    """Each test is led to the database of its folder, whatever tests of other folders ran before it in this process."""
    with django_db_blocker.unblock():
        database.use()


@pytest.fixture(scope="session")
def django_db_setup(database):
    """There is one already: ``database``."""


@pytest.fixture
def tree(db):
    """Agencies and people; see :mod:`tests.web.tree`."""
    return plant()


@pytest.fixture
def agencies(tree):
    """Agencies by their name in :mod:`tests.web.tree`, such as ``unit_a``."""
    return tree.agencies


@pytest.fixture
def people(tree):
    """People by login, such as ``clerk_a``."""
    return tree.people


@pytest.fixture
def logged_in(people):
    """``logged_in("clerk_a")`` is a client of somebody who came in with the password."""

    def enter(login, **headers):
        client = Client(**headers)
        client.force_login(people[login])
        return client

    return enter


@pytest.fixture
def password(people):
    """Of everybody in the tree."""
    return PASSWORD
