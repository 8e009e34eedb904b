"""A database before it is used: tables of today, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from jixiao.errors import CallerError
from jixiao.messages import language, text
from jixiao.web.operating.installation import Installation
from jixiao.web.records.acting import system
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Event, Person
from jixiao.workflow import titles

DEMO = "demo.load"
"""The event by which a database says that it holds the demonstration."""


def migrate() -> None:
    """Make the tables, or bring those of an earlier version up to date.

    Raises:
        CallerError: the database cannot be reached or written to, or a newer version of the program made it.
    """
    with reachable():
        if not is_known(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()):
            raise CallerError("web_up.newer", database=database_name())
        call_command("migrate", verbosity=0, interactive=False)


def is_known(migrations: Iterable[str]) -> bool:
    """This version of the program has all these changes of tables, such as ``records.0001_initial``."""
    return set(migrations) <= {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def check_kind(installation: Installation) -> None:
    """A demonstration is never started for real use, nor the other way round.

    Raises:
        CallerError: the database holds the other one.
    """
    with reachable():
        holds_demo = Event.objects.filter(chain_id="system", action=DEMO).exists()
        if installation.is_demo and not holds_demo and not is_empty():
            raise CallerError("web_up.not_demo", folder=str(installation.home))
        if holds_demo and not installation.is_demo:
            raise CallerError("web_up.is_demo", folder=str(installation.home))


def is_empty() -> bool:
    """Nobody is in it yet."""
    with reachable():
        return not Person.objects.exists()


def load_demo(progress: Callable[[int, int], None] | None = None) -> None:
    """Write the demonstration, all of it or nothing.

    Args:
        progress: called with how many steps are done, and how many there are.
    """
    from jixiao.web.demo.loading import load

    with reachable(), transaction.atomic():
        load(progress)
        record(system(), DEMO)


def logins() -> list[tuple[str, str, str, str]]:
    """Who can come into the demonstration: login, name, roles, where."""
    from jixiao.web.demo.loading import logins as told

    roles = titles()["roles"]
    return [
        (each.login, each.name, text("web_up.and").join(roles[role].title(language()) for role in each.roles), each.office)
        for each in told()
    ]


def demo_password() -> str:
    """The password of everybody in the demonstration."""
    from jixiao.web.demo.loading import PASSWORD

    return PASSWORD


def let_go() -> None:
    """Close the database, which other processes will use."""
    connections.close_all()


def database_name() -> str:
    """Which database it is, for people."""
    return "SQLite" if connection.vendor == "sqlite" else f"PostgreSQL {connection.settings_dict['NAME']}"


@contextmanager
def reachable() -> Iterator[None]:
    """What the database complains of is told as a fault of the caller: its address, its rights, its disk."""
    try:
        yield
    except DatabaseError as error:
        raise CallerError("web_up.database", reason=" ".join(str(error).split())[:300]) from error
