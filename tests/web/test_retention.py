"""No address, role, command or migration takes an event away (T45)."""

import ast
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.db import connection, transaction
from tests.web.matrix import LOGINS
from tests.web.test_matrix import ROUTES, Caller, ident, world

from jixiao.web.records import guarding
from jixiao.web.records.acting import system
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.models import Chain, Event, Version

__all__ = ["world"]

MIGRATIONS = Path(guarding.__file__).parent / "migrations"
KEPT = ("Event", "Version", "Chain")
_SAFE = """
    administrators changepassword check checkpoint collectstatic compilemessages createcachetable createsuperuser db_worker dbshell
    diffsettings dumpdata export_ledger export_openapi_schema findstatic guard inspectdb makemessages makemigrations optimizemigration
    runserver sendtestemail shell showmigrations sqlflush sqlmigrate sqlsequencereset squashmigrations startapp startproject test
    testserver work
    """
SAFE = frozenset(_SAFE.split())
"""Commands that write no table of ours, or only by actions; ``dbshell`` and ``shell`` are held by the triggers, as everything is."""


def happen(count=3):
    for _ in range(count):
        with transaction.atomic():
            record(system(), "declaration.save", chain="declaration:00000000-0000-4000-8000-00000000000b")


def kept():
    return list(Event.objects.order_by("id").values_list("id", "digest"))


@pytest.mark.parametrize("route", [route for route in ROUTES if route["methods"] != ["GET"]], ids=ident)
def test_no_address_takes_an_event_away(route, world):
    lost = []
    for role in LOGINS:
        caller = Caller(world, role, is_api=route["name"].startswith("api:"))
        for variant in list(world.variants(route.get("object", "none"), role))[:3]:
            for method in route["methods"]:
                with transaction.atomic():
                    before = kept()
                    caller.call(route, method, variant)
                    if kept()[: len(before)] != before:
                        lost.append(f"{method} {role} {variant.name}")
                    transaction.set_rollback(True)

    assert lost == []


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "command", [("flush", "--no-input"), ("migrate", "records", "zero"), ("migrate", "records", "0001"), ("migrate", "records", "0004")]
)
def test_no_command_takes_an_event_away(command, transactional_db, tree):
    happen()
    before = kept()

    with pytest.raises(CommandError):
        call_command(*command, verbosity=0, interactive=False)

    connection.close()
    assert kept() == before
    assert guarding.missing(connection) == []


def test_migration_of_an_empty_ledger_may_be_undone(transactional_db):
    """Nothing is there that must be kept."""
    guarding.refuse_backwards(plan=[(type("M", (), {"app_label": "records", "name": "0002"}), True)])


@pytest.mark.both_databases
def test_migrating_again_changes_nothing(transactional_db):
    happen()
    before = kept()
    call_command("migrate", verbosity=0, interactive=False)

    assert kept() == before


@pytest.mark.parametrize("file", sorted(MIGRATIONS.glob("0*.py")), ids=lambda file: file.stem)
def test_no_migration_deletes_what_is_kept(file):
    tables = {model._meta.db_table for model in (Event, Version, Chain)}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in (
            "DeleteModel",
            "RemoveField",
            "RenameModel",
            "AlterModelTable",
        ):
            named = {value.value.casefold() for value in ast.walk(node) if isinstance(value, ast.Constant) and isinstance(value.value, str)}
            assert not named & {name.casefold() for name in KEPT}
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and any(word in node.value.upper() for word in ("DELETE", "DROP", "TRUNCATE"))
        ):
            assert not any(table in node.value for table in tables)


def test_every_command_was_looked_at():
    ours = {name for name, app in get_commands().items() if not app.startswith("django.contrib.gis")}

    looked_at = SAFE | {"flush", "migrate", "loaddata", "clearsessions", "remove_stale_contenttypes", "prune_db_task_results"}
    assert sorted(ours - looked_at) == [], "does it take events away? try it here"
