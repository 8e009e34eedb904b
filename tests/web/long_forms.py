"""The long form of what the tests here show in short (T15, T20, T21, T44, T50, T51, T54); ``tools/long_tests.py`` runs them."""

from __future__ import annotations

import argparse
import atexit
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from tests.web import beginning  # first: it sets Django up
from tests.web.crashing import Installation, crash, look
from tests.web.databases import KINDS, Database, lead_to
from tests.web.rounds import ONE_MOVE, Desk, play_lost_update, play_one_move
from tests.web.sending import everything, killed_at, send, work
from tests.web.tree import plant

from jixiao.chain import verify
from jixiao.web.configuring import database_of
from jixiao.web.records.acting import system
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.exporting import ledger_lines

MANY = 16
P99_SECONDS = 0.5


@contextmanager
def database(kind: str) -> Iterator[Database]:
    """A database that waits for the disk, with fresh tables."""
    with tempfile.TemporaryDirectory(prefix="jixiao-long-") as folder:
        found = Database(kind, Path(folder) / "home", is_durable=True)
        try:
            yield found
        finally:
            found.leave()


def rounds(kind: str, share: float) -> dict[str, Any]:
    """1,000 rounds of 16 who decide or type at once: one is first each time, with one event, and nothing typed is lost."""
    count = max(1, round(1000 * share))
    with database(kind):
        desk = Desk(plant())
        for name in ONE_MOVE:
            for _ in range(count):
                play_one_move(desk, name, MANY)
        for _ in range(max(1, count // 10)):
            play_lost_update(desk, MANY)
        return {"rounds of each": count, "who": MANY, "events": _intact()}


def chains(kind: str, share: float) -> dict[str, Any]:
    """100,000 events by 16 writers: no gap, no fork."""
    each = max(1, round(100_000 * share / MANY))
    with database(kind):
        began = time.monotonic()
        with ThreadPoolExecutor(MANY) as pool:
            list(pool.map(_append, [each] * MANY))
        seconds = time.monotonic() - began
        events = _intact()
        if events != each * MANY:
            raise AssertionError(f"{events} events of {each * MANY}")
        return {"events": events, "writers": MANY, "a second": round(events / seconds)}


def crashes(kind: str, share: float) -> dict[str, Any]:
    """100 kills of whatever can be killed under writers with a journal."""
    with database(kind) as found, tempfile.TemporaryDirectory(prefix="jixiao-long-") as folder:
        installation = Installation(found, Path(folder))
        try:
            journal = crash(installation, plant(), cycles=max(1, round(100 * share)), writers=MANY)
        finally:
            installation.end()
        return look(installation, journal)


def documents(kind: str, share: float) -> dict[str, Any]:
    """A worker is killed before and after each statement, and at 200 random ones among 50 documents."""
    with database(kind) as found:
        send(found, 1)
        of_one = work(found)
        undisturbed = everything(found)
        statements = [sign * number for number in range(1, of_one + 1) for sign in (1, -1)]
        for statement in statements[:: max(1, round(1 / share))]:
            _same(killed_at(found, statement, 1), undisturbed, statement)
        send(found, 50)
        of_fifty = work(found)
        undisturbed = everything(found)
        for _ in range(max(1, round(200 * share))):
            statement = random.randint(1, of_fifty)  # noqa: S311 - no secret
            _same(killed_at(found, statement, 50), undisturbed, statement)
        return {"statements of one document": of_one, "of fifty": of_fifty}


def writers(kind: str, share: float) -> dict[str, Any]:
    """16 processes that write for a minute: nobody is told that the database is locked, and 99 of 100 wait less than half a second."""
    with database(kind) as found:
        context = multiprocessing.get_context("spawn")
        with context.Pool(MANY) as pool:
            waits = [wait for each in pool.starmap(_write, [(found.environment, 60 * share)] * MANY) for wait in each]
        _intact()
        waits.sort()
        p99 = waits[int(len(waits) * 0.99)]
        if p99 > P99_SECONDS:
            raise AssertionError(f"99 of 100 wait {p99:.3f} s")
        return {"writes": len(waits), "median (ms)": round(waits[len(waits) // 2] * 1000, 1), "p99 (ms)": round(p99 * 1000, 1)} | {
            "longest (ms)": round(waits[-1] * 1000)
        }


def requests(kind: str, share: float) -> dict[str, Any]:
    """10,000 requests to the interface and 10,000 forms, as described and spoilt: none is a fault of ours (T15)."""
    if kind != KINDS[0]:
        return {"skipped": "the requests are the same on every database"}
    count = max(50, round(10_000 * share))
    files = ["tests/web/api/test_fuzz.py", "tests/web/test_form_fuzz.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]
    done = subprocess.run(
        command,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"JIXIAO_REQUESTS": str(count)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(done.stdout[-4000:] + done.stderr[-1000:])
    return {"requests": count, "forms": count, "faults of ours": 0}


def _append(count: int) -> None:
    for _ in range(count):
        _one_event("declaration:00000000-0000-4000-8000-00000000000a")
    connection.close()


def _write(environment: dict[str, str], seconds: float) -> list[float]:
    """In a process of its own: write events into a chain of one's own for some time; how long each took."""
    lead_to(database_of(environment["DATABASE_URL"], Path(environment["JIXIAO_HOME"])))
    chain, waits = f"person:{multiprocessing.current_process().pid}", []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        _one_event(chain)
        waits.append(time.monotonic() - began)
    connection.close()
    return waits


def _one_event(chain: str) -> None:
    with transaction.atomic():
        record(system(), "declaration.save", chain=chain, data={"revision": 1})


def _intact() -> int:
    found = verify((str(number), line) for number, line in enumerate(ledger_lines(), 1))
    if found.broken is not None:
        raise AssertionError(found.broken.message("en"))
    return found.events


def _same(found: object, wanted: object, statement: int) -> None:
    if found != wanted:
        raise AssertionError(f"killed at statement {statement}: {found}")


TESTS: dict[str, Callable[[str, float], dict[str, Any]]] = {
    test.__name__: test for test in (rounds, chains, crashes, documents, writers, requests)
}


def main() -> int:
    """Run what was asked for, whatever failed before."""
    asked = argparse.ArgumentParser()
    asked.add_argument("tests", nargs="*", choices=[[], *TESTS])
    asked.add_argument("--database", choices=KINDS, action="append")
    asked.add_argument("--share", type=float, default=1.0)
    given = asked.parse_args()
    failed = 0
    atexit.register(shutil.rmtree, beginning.HOME, ignore_errors=True)
    for name in given.tests or TESTS:
        for kind in given.database or KINDS:
            began = time.monotonic()
            try:
                figures: object = TESTS[name](kind, given.share)
            except Exception:  # noqa: BLE001 - the others run as well
                figures, failed = traceback.format_exc(), failed + 1
            print(f"{name} on {kind}, {time.monotonic() - began:.0f} s: {figures}", flush=True)  # noqa: T201 - figures
    return 1 if failed else 0
