"""A copy becomes an installation again (恢复)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection, connections
from django_tasks_db.models import DBTaskResult

from jixiao.chain import Verification, kept, verify
from jixiao.errors import CallerError
from jixiao.web.operating import postgresql
from jixiao.web.operating.manifest import CHECKPOINTS, DUMP, KEYS, SQLITE
from jixiao.web.operating.preparing import is_known, migrate, reachable
from jixiao.web.operating.unpacking import Unpacked
from jixiao.web.records.actions.checkpointing import public_keys
from jixiao.web.records.exporting import ledger_lines


def restore(unpacked: Unpacked) -> Verification:
    """Fill the database of the settings, which lies in the unpacked folder or is empty, and verify all chains against the checkpoints.

    Tables become those of today. What was going on when the copy was taken is over: sessions end, tasks begin again.

    Raises:
        CallerError: the copy is of a newer version or of the other kind of database, damaged, or the database is not empty.
    """
    if not is_known(unpacked.manifest.migrations):
        raise CallerError("web_backup.newer", version=unpacked.manifest.version)
    _fill(unpacked)
    migrate()
    with reachable():
        Session.objects.all().delete()
        DBTaskResult.objects.running().update(status="READY", started_at=None)
        numbered = ((str(number), line) for number, line in enumerate(ledger_lines(), 1))
        found = verify(numbered, kept(unpacked.folder / CHECKPOINTS), public_keys(unpacked.folder / KEYS))
    connections.close_all()
    return found


def _fill(unpacked: Unpacked) -> None:
    if unpacked.manifest.database != connection.vendor:
        raise CallerError("web_backup.is_sqlite" if unpacked.manifest.database == "sqlite" else "web_backup.is_postgresql")
    if connection.vendor == "sqlite":
        _check_sqlite(unpacked.folder / SQLITE)
        (unpacked.folder / SQLITE).rename(connection.settings_dict["NAME"])
        return
    name = connection.settings_dict["NAME"]
    with reachable():
        if connection.introspection.table_names():
            raise CallerError("web_backup.database_not_empty", name=name)
        connection.close()
    arguments = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={name}"]
    postgresql.run("pg_restore", [*arguments, str(unpacked.folder / DUMP)], connection.settings_dict)
    (unpacked.folder / DUMP).unlink()


def _check_sqlite(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as opened:
            said = opened.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        said = str(error)
    if said != "ok":
        raise CallerError("web_backup.damaged", file=SQLITE, reason=said)
