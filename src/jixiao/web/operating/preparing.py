"""A database before it is used: tables of today, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction

from jixiao.errors import CallerError
from jixiao.web.operating.installation import Installation
from jixiao.web.records.acting import system
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Event, Person, Post

DEMO = "demo.load"
"""The event by which a database says that it holds the demonstration."""


def migrate() -> None:
    """Make the tables, or bring those of an earlier version up to date.

    Raises:
        CallerError: the database cannot be reached or written to.
    """
    with reachable():
        call_command("migrate", verbosity=0, interactive=False)


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


def load_demo() -> str:
    """Write the demonstration, all of it or nothing.

    Returns:
        the password of everybody in it.
    """
    loading = import_module("jixiao.web.demo.loading")
    with reachable(), transaction.atomic():
        record(system(), DEMO)
        loading.load()
    return demo_password()


def demo_password() -> str:
    """The password of everybody in the demonstration."""
    return str(import_module("jixiao.web.demo.loading").PASSWORD)


def logins() -> list[tuple[str, str, str, str]]:
    """Login, name, role and agency of everybody who holds a post, by agency and role."""
    with reachable():
        posts = Post.objects.select_related("person", "agency").order_by("agency__code", "id")
        return [(post.person.login, post.person.name, post.role, post.agency.name) for post in posts]


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
