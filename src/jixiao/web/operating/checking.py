"""Whether an installation is well, item by item (体检)."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jixiao.documents.writers.fonts import compiler
from jixiao.errors import CallerError
from jixiao.version import VERSION
from jixiao.web.operating import checking_chains, checking_mail
from jixiao.web.operating.installation import Installation
from jixiao.web.operating.items import Item, bad, note, ok
from jixiao.web.operating.working import last_beat
from jixiao.web.records import guarding
from jixiao.web.records.models import Event

LEAST_FREE_GB = 2
OLDEST_BEAT = timedelta(minutes=3)
LONGEST_WAIT = timedelta(minutes=10)
CLOCK_SLACK = timedelta(minutes=2)
LEAST_POSTGRESQL = 140000
_GB = 1 << 30


def examine(installation: Installation, *, is_deep: bool = False) -> Iterator[Item]:
    """Look at everything; what needs the database is left out where it cannot be reached.

    Args:
        installation: whose settings are in force.
        is_deep: recompute every event.
    """
    yield ok("program", "program", version=VERSION, python=platform.python_version())
    yield _fonts()
    yield from _permissions(installation.home)
    yield _encryption()
    yield _second_factor()
    yield _disk(installation.home)
    reached = _database()
    yield reached
    if reached.key == "web_doctor.database_lost":
        return
    checks: list[Callable[[], Iterator[Item]]] = [
        _migrations,
        _guards,
        lambda: checking_chains.look(is_deep=is_deep),
        lambda: _worker(installation),
        _tasks,
        checking_mail.look,
        _clock,
    ]
    for check in checks:
        try:
            yield from check()
        except DatabaseError as error:  # such as a table that is not there yet
            yield bad("database", "database_fails", reason=_short(error))


def _fonts() -> Item:
    try:
        compiler()
    except CallerError as error:
        return bad("fonts", "fonts", reason=error.message())
    return ok("fonts", "fonts_ok")


def _permissions(home: Path) -> Iterator[Item]:
    own = [home, home / "secret", settings.KEYS, *settings.KEYS.glob("*.pem"), *home.glob("jixiao.sqlite3*")]
    open_ones = [path for path in own if path.exists() and not path.name.endswith(".pub.pem") and path.stat().st_mode & 0o077]
    if open_ones:
        names = " ".join(str(path) for path in open_ones)
        yield bad("permissions", "permissions", files=names)
    else:
        yield ok("permissions", "permissions_ok", folder=home)


def _names() -> list[str]:
    """Names under which others than this machine reach it."""
    return [host for host in settings.ALLOWED_HOSTS if host not in ("127.0.0.1", "localhost", "[::1]", "testserver")]


def _second_factor() -> Item:
    is_open = bool(_names()) and not settings.SECOND_FACTOR
    return note("second_factor", "factor_nobody") if is_open else ok("second_factor", "factor_ok", who=settings.SECOND_FACTOR or "-")


def _encryption() -> Item:
    names = _names()
    if names and not settings.HTTPS:
        return bad("reach", "reach_open", names=", ".join(names))
    return ok("reach", "reach_https", names=", ".join(names)) if names else ok("reach", "reach_local")


def _disk(home: Path) -> Item:
    free = shutil.disk_usage(home).free
    size = sum(file.stat().st_size for file in home.glob("jixiao.sqlite3*"))
    needed = max(LEAST_FREE_GB * _GB, 2 * size)
    values = {"free": f"{free / _GB:.1f}", "needed": f"{needed / _GB:.1f}"}
    return ok("disk", "disk_ok", **values) if free >= needed else bad("disk", "disk", **values)


def _database() -> Item:
    try:
        connection.ensure_connection()
        return _sqlite() if connection.vendor == "sqlite" else _postgresql()
    except DatabaseError as error:
        return bad("database", "database_lost", reason=_short(error))


def _sqlite() -> Item:
    with connection.cursor() as cursor:
        asked = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")}
        version = cursor.execute("SELECT sqlite_version()").fetchone()[0]
        said = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        return bad("database", "database_damaged", reason=said)
    if asked != {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}:
        return bad("database", "database_settings", settings=_told(asked))
    return ok("database", "database_ok", name=f"SQLite {version}", settings=_told(asked))


def _postgresql() -> Item:
    wanted = {"fsync": ("on",), "full_page_writes": ("on",), "synchronous_commit": ("on", "remote_apply", "remote_write", "local")}
    wanted |= {"server_encoding": ("UTF8",)}
    with connection.cursor() as cursor:
        asked = {}
        for name in ("server_version_num", *wanted):
            cursor.execute("SELECT current_setting(%s)", [name])
            asked[name] = cursor.fetchone()[0]
    version = int(asked.pop("server_version_num"))
    if version < LEAST_POSTGRESQL:
        return bad("database", "database_old", version=f"{version // 10000}.{version % 10000}")
    if any(asked[name] not in values for name, values in wanted.items()):
        return bad("database", "database_settings", settings=_told(asked))
    return ok("database", "database_ok", name=f"PostgreSQL {version // 10000}.{version % 10000}", settings=_told(asked))


def _migrations() -> Iterator[Item]:
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if left:
        yield bad("tables", "tables", count=len(left), first=f"{left[0][0].app_label}.{left[0][0].name}")
    else:
        yield ok("tables", "tables_ok")


def _guards() -> Iterator[Item]:
    gone = guarding.missing(connection)
    yield bad("guards", "guards", names=", ".join(gone)) if gone else ok("guards", "guards_ok")


def _worker(installation: Installation) -> Iterator[Item]:
    runner, beat = installation.runner(), last_beat(installation.home)
    if runner is None:
        yield note("worker", "worker_stopped", folder=installation.home)
    elif beat is None or datetime.now(UTC) - beat[1] > OLDEST_BEAT:
        yield bad("worker", "worker_silent", since=beat[1].isoformat() if beat else "-")
    else:
        yield ok("worker", "worker_ok", process=beat[0])


def _tasks() -> Iterator[Item]:
    now = timezone.now()
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - LONGEST_WAIT).count()
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=now - timedelta(days=7)).count()
    if waiting:
        yield bad("tasks", "tasks_wait", count=waiting)
    elif failed:
        yield note("tasks", "tasks_failed", count=failed)
    else:
        yield ok("tasks", "tasks_ok")


def _clock() -> Iterator[Item]:
    latest = Event.objects.order_by("-id").values_list("at", flat=True).first()
    now = datetime.now(UTC)
    told = timezone.localtime().strftime("%Y-%m-%d %H:%M %Z")
    if latest and datetime.fromisoformat(latest) > now + CLOCK_SLACK:
        yield bad("clock", "clock_behind", now=told, event=latest)
    else:
        yield ok("clock", "clock_ok", now=told)


def _told(asked: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in asked.items())


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
