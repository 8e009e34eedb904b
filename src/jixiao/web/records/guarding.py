"""Triggers by which the database itself refuses to change or delete what is written once (不可更改).

They hold against every statement of every program, ours included. Whoever owns the tables can remove them, which the chains and the
signed checkpoints show afterwards. A later migration that rebuilds one of these tables on SQLite ends with :func:`guard`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError
from django.db import connections

EVENTS, VERSIONS, CHAINS = "records_event", "records_version", "records_chain"
_NAMES = (
    f"{EVENTS}_kept_update",
    f"{EVENTS}_kept_delete",
    f"{EVENTS}_kept_replace",
    f"{VERSIONS}_kept_update",
    f"{VERSIONS}_kept_delete",
    f"{VERSIONS}_kept_replace",
    f"{CHAINS}_kept_update",
    f"{CHAINS}_kept_delete",
)
"""On SQLite; PostgreSQL has none for ``REPLACE``, and one for ``TRUNCATE``."""
_TWIN = {
    EVENTS: "id = NEW.id OR (chain_id = NEW.chain_id AND seq = NEW.seq)",
    VERSIONS: "id = NEW.id OR (declaration_id = NEW.declaration_id AND number = NEW.number)",
}
_GOES_BACK = "NEW.key <> OLD.key OR NEW.seq < OLD.seq OR NEW.checkpointed_seq < OLD.checkpointed_seq"
_FUNCTION = """
CREATE OR REPLACE FUNCTION records_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is written once and never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def statements(vendor: str) -> list[str]:
    """SQL that makes the triggers, on a database without them or with them."""
    if vendor == "sqlite":
        return [each for table in (EVENTS, VERSIONS) for each in _sqlite(table)] + _sqlite_chains()
    return [_FUNCTION, *(each for table in (EVENTS, VERSIONS) for each in _postgresql(table)), *_postgresql_chains()]


def guard(apps: Any, schema_editor: Any) -> None:
    """Make the triggers, in a migration."""
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def missing(connection: Any) -> list[str]:
    """Names of triggers that the database should have and has not, or has switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = set(_NAMES)
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'")
            wanted = {name for name in _NAMES if not name.endswith("replace")} | {
                f"{each}_kept_truncate" for each in (EVENTS, VERSIONS, CHAINS)
            }
        return sorted(wanted - {name for (name,) in cursor.fetchall()})


class BackwardsError(CommandError):
    """A migration would take away tables in which something stands that must be kept."""


def refuse_backwards(*, using: str = "default", plan: Sequence[tuple[Any, bool]] = (), **told: Any) -> None:
    """Before migrations: none of ours is undone where events were written (至少保留六个月).

    Undoing the first of them would drop the table of events, which no trigger sees.

    Raises:
        BackwardsError: one would be undone.
    """
    undone = [f"{migration.app_label}.{migration.name}" for migration, is_back in plan if is_back and migration.app_label == "records"]
    if not undone:
        return
    connection = connections[using]
    if EVENTS not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {EVENTS} LIMIT 1")  # noqa: S608 - our own name
        if cursor.fetchone():
            raise BackwardsError(f"{', '.join(undone)}: events are kept, so that tables of theirs are not undone; restore a copy instead")


def _sqlite(table: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is written once and never changed or deleted'); END"
    made = [f"CREATE TRIGGER {table}_kept_{verb.lower()} BEFORE {verb} ON {table} {refuse}" for verb in ("UPDATE", "DELETE")]
    twin = f"EXISTS (SELECT 1 FROM {table} WHERE {_TWIN[table]})"  # noqa: S608 - our own names; REPLACE deletes without the trigger of DELETE
    made.append(f"CREATE TRIGGER {table}_kept_replace BEFORE INSERT ON {table} WHEN {twin} {refuse}")
    return [f"DROP TRIGGER IF EXISTS {each.split()[2]}" for each in made] + made


def _sqlite_chains() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{CHAINS} only grows'); END"
    made = [
        f"CREATE TRIGGER {CHAINS}_kept_update BEFORE UPDATE ON {CHAINS} WHEN {_GOES_BACK} {refuse}",
        f"CREATE TRIGGER {CHAINS}_kept_delete BEFORE DELETE ON {CHAINS} {refuse}",
    ]
    return [f"DROP TRIGGER IF EXISTS {each.split()[2]}" for each in made] + made


def _postgresql(table: str) -> list[str]:
    return _always(table, "UPDATE", "ROW") + _always(table, "DELETE", "ROW") + _always(table, "TRUNCATE", "STATEMENT")


def _postgresql_chains() -> list[str]:
    return (
        _always(CHAINS, "UPDATE", "ROW", f"WHEN ({_GOES_BACK})")
        + _always(CHAINS, "DELETE", "ROW")
        + _always(CHAINS, "TRUNCATE", "STATEMENT")
    )


def _always(table: str, verb: str, each: str, when: str = "") -> list[str]:
    name = f"{table}_kept_{verb.lower()}"
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH {each} {when} EXECUTE FUNCTION records_kept()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ]
