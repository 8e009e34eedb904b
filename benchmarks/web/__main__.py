"""Requests a second of the web application, as ratios to bare floors in the same process: python -m benchmarks.web

With ``DATABASE_URL`` it runs on PostgreSQL, in an empty database that it fills; otherwise on SQLite in a folder of its own.
"""

from __future__ import annotations

import io
import os
import platform
import secrets
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

_RUNS, _SECONDS = 9, 0.6
_RESULTS = Path(__file__).parent / "results"
_HEAD = """# The web application, measured on {database}

Written by `make bench` on {machine}; the disk takes {disk:,.0f} writes of 4 KiB a second that are waited for.
One process, one thread, no network. Requests or writes a second, medians of nine runs in which all take turns; a ratio is the
median of those of the runs. Floors in the same process: fifty rows by raw SQL as JSON, a bare page of Django with the same rows
for somebody logged in, an update of one row in a transaction that waits for the disk.

"""
_AIMS = {"list": 0.25, "page": 0.65, "write": 0.45}


def rates(tasks: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """How often a second each task is done, in some runs: they take turns, so that whatever else the machine does meets all of them."""
    found: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(_RUNS):
        for name, task in tasks.items():
            count, start = 0, time.perf_counter()
            while (spent := time.perf_counter() - start) < _SECONDS:
                task()
                count += 1
            found[name].append(count / spent)
    return found


def called(application: Any, path: str, headers: dict[str, str]) -> bytes:  # noqa: ANN401 - any WSGI application
    """The body of an answer of 200."""
    told: list[str] = []
    query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": query[0],
        "QUERY_STRING": query[2],
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }
    response = application(environ, lambda status, headers: told.append(status))
    body = b"".join(response)
    response.close()
    if not told[0].startswith("200"):
        raise RuntimeError(f"{path}: {told[0]}")
    return body


def measured(count: int) -> dict[str, list[float]]:
    """Rates with so many declarations, run by run."""
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test import Client, override_settings

    from benchmarks.web import bare, filling
    from jixiao.web.records.acting import actor_of
    from jixiao.web.records.actions import declarations
    from jixiao.web.records.actions.administration import digest_of
    from jixiao.web.records.clock import now
    from jixiao.web.records.models import Agency, ApiToken, Declaration

    _clear()
    call_command("migrate", verbosity=0)
    people = filling.fill(count)
    bare.place.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    reviewer, clerk = people["finance_reviewer"], people["clerk"]
    token = "jx_" + secrets.token_urlsafe(24)
    ApiToken.objects.create(
        person=reviewer, name="bench", digest=digest_of(token), ends_with=token[-4:], expires_at=now() + timedelta(days=1)
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(reviewer)
    cookie = {"HTTP_COOKIE": f"sessionid={client.cookies['sessionid'].value}"}
    ours = get_wsgi_application()
    with override_settings(
        MIDDLEWARE=[
            "benchmarks.web.bare.other_addresses",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ]
    ):
        floor_page = get_wsgi_application()
    finance_id = Agency.objects.get(code="900").pk
    draft = Declaration.objects.filter(stage="draft", agency__posts__person=clerk).first()
    if draft is None:
        raise RuntimeError("no draft")
    actor = actor_of(clerk)
    seen = {"revision": draft.revision, "typed": 0}

    def save() -> None:
        seen["typed"] += 1
        text = f"采购标志标线{seen['typed']}处"
        seen["revision"] = declarations.save(
            draft.pk, lambda own: own.with_field("goal", text), seen=seen["revision"], actor=actor
        ).revision

    floor_row = Declaration.objects.exclude(pk=draft.pk).values_list("pk", flat=True)[0]
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    return rates(
        {
            "raw": lambda: bare.raw_list(finance_id),
            "list": lambda: called(ours, "/api/v1/declarations", bearer),
            "bare": lambda: called(floor_page, "/bare", cookie),
            "page": lambda: called(ours, "/declarations?role=finance_reviewer&tab=to_review", cookie),
            "inbox": lambda: called(ours, "/", cookie),
            "row": lambda: bare.write(floor_row),
            "write": save,
        }
    )


def _clear() -> None:
    """Fresh tables: events cannot be deleted from those that there are."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.close()
        for file in Path(connection.settings_dict["NAME"]).parent.glob("jixiao.sqlite3*"):
            file.unlink()
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def told(database: str, found: Mapping[int, dict[str, list[float]]]) -> str:
    """The page of results."""
    columns = ["Declarations", "Raw SQL", "JSON list of 50", "Ratio", "≥ 0.25", "Bare page", "List page", "Ratio", "≥ 0.65", "Inbox"]
    columns += ["Bare write", "Write with event", "Ratio", "≥ 0.45"]
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for count, runs in found.items():
        cells = [f"{count:,}"]
        for name, floor in (("list", "raw"), ("page", "bare"), ("write", "row")):
            ratio = statistics.median(own / under for own, under in zip(runs[name], runs[floor], strict=True))
            cells += [f"{statistics.median(runs[each]):,.0f}" for each in (floor, name)]
            cells += [f"{ratio:.2f}", "yes" if ratio >= _AIMS[name] else "**no**"]
            cells += [f"{statistics.median(runs['inbox']):,.0f}"] if name == "page" else []
        lines.append(f"| {' | '.join(cells)} |")
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, CPython {platform.python_version()}"
    return _HEAD.format(database=database, machine=machine, disk=_syncs()) + "\n".join(lines) + "\n"


def _syncs() -> float:
    """How often a second the disk says that something is written: what a bare write waits for."""
    with tempfile.TemporaryFile(dir=os.environ.get("JIXIAO_BENCH_FOLDER")) as file:
        count, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < _SECONDS:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            count += 1
        return count / spent


def main() -> None:
    """Measure with few and with many declarations, and write the page of results."""
    home = tempfile.mkdtemp(prefix="jixiao-bench-", dir=os.environ.get("JIXIAO_BENCH_FOLDER"))
    os.environ |= {"JIXIAO_HOME": home, "DJANGO_SETTINGS_MODULE": "jixiao.web.settings"}
    import django

    django.setup()
    from django.db import connection

    try:
        counts = [int(given) for given in sys.argv[1:]] or [1_000, 100_000]
        page = told(connection.vendor, {count: measured(count) for count in counts})
        print(page)  # noqa: T201 - a program
        if len(counts) > 1:
            _RESULTS.with_name(f"results-{connection.vendor}.md").write_text(page, encoding="utf-8")
    finally:
        connection.close()
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
