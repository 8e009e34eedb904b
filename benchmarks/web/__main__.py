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
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

_RUNS, _SECONDS = 5, 1.0
_RESULTS = Path(__file__).parent / "results"
_HEAD = """# The web application, measured on {database}

Written by `make bench` on {machine}. One process, one thread, no network. Requests or writes a second, medians of five
runs; floors in the same process: fifty rows by raw SQL as JSON, a bare page of Django with the same rows for somebody
logged in, an update of one row in a transaction that waits for the disk.

"""
_AIMS = {"list": 0.25, "page": 0.65, "write": 0.45}


def rate(task: Callable[[], object]) -> float:
    """How often a second: the median of some runs, which take turns with nothing else."""
    task()
    rates = []
    for _ in range(_RUNS):
        count, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < _SECONDS:
            task()
            count += 1
        rates.append(count / spent)
    return statistics.median(rates)


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


def measured(count: int) -> dict[str, float]:
    """Rates with so many declarations."""
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

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    people = filling.fill(count)
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
    return {
        "raw": rate(lambda: bare.raw_list(finance_id)),
        "list": rate(lambda: called(ours, "/api/v1/declarations", bearer)),
        "bare": rate(lambda: called(floor_page, "/bare", cookie)),
        "page": rate(lambda: called(ours, "/declarations?role=finance_reviewer&tab=to_review", cookie)),
        "inbox": rate(lambda: called(ours, "/", cookie)),
        "row": rate(lambda: bare.write(floor_row)),
        "write": rate(save),
    }


def told(database: str, found: dict[int, dict[str, float]]) -> str:
    """The page of results."""
    columns = ["Declarations", "Raw SQL", "JSON list of 50", "Ratio", "≥ 0.25", "Bare page", "List page", "Ratio", "≥ 0.65", "Inbox"]
    columns += ["Bare write", "Write with event", "Ratio", "≥ 0.45"]
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for count, rates in found.items():
        ratios = {"list": rates["list"] / rates["raw"], "page": rates["page"] / rates["bare"], "write": rates["write"] / rates["row"]}
        verdict = {key: "yes" if ratios[key] >= aim else "**no**" for key, aim in _AIMS.items()}
        cells = [f"{count:,}"]
        for key, parts in (("list", ("raw", "list")), ("page", ("bare", "page")), ("write", ("row", "write"))):
            cells += [*(f"{rates[part]:,.0f}" for part in parts), f"{ratios[key]:.2f}", verdict[key]]
            cells += [f"{rates['inbox']:,.0f}"] if key == "page" else []
        lines.append(f"| {' | '.join(cells)} |")
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, CPython {platform.python_version()}"
    return _HEAD.format(database=database, machine=machine) + "\n".join(lines) + "\n"


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
