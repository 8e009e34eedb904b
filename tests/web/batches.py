"""A batch against single edits (T53): one approves many while others decide some of the same, and write elsewhere."""

import random
import threading
import time
from collections import Counter

from django.db import connection
from tests.web.rounds import trace

from jixiao.errors import CallerError
from jixiao.web.records.actions import bulk
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.bulk import Chosen, Said
from jixiao.web.records.models import Declaration, Stage

EDITORS = ("department_1b", "clerk_a", "clerk_a2", "department_1b")
P99_SECONDS = 2.0


def play_batch(desk, count):
    """One batch of so many declarations; nothing is decided twice, nothing is lost, nobody waits long.

    Returns:
        how many were decided by the batch and by others, the slowest single edit and the whole batch in seconds.
    """
    rows = [desk.waiting(Stage.DEPARTMENT_REVIEW) for _ in range(count)]
    drafts = [desk.waiting(Stage.DRAFT) for _ in range(2)]
    waits, failures, others, done = [], [], Counter(), threading.Event()

    def edit(number, login):
        draw, own, saved = random.Random(number), drafts[number % 2], 0  # noqa: S311 - no secret
        actor = desk.actor(login)
        try:
            while not done.is_set():
                began = time.monotonic()
                try:
                    if login.startswith("department"):
                        row = draw.choice(rows)
                        actions.send_back(row.pk, seen=row.revision, actor=actor, reason="请补充测算依据。")
                        others[row.pk] += 1
                    else:
                        saved += 1
                        seen = Declaration.objects.get(pk=own.pk).revision
                        said = f"第{number}人第{saved}次"
                        actions.save(own.pk, lambda draft, said=said: draft.with_field("goal", said), seen=seen, actor=actor)
                except CallerError:
                    pass
                waits.append(time.monotonic() - began)
                time.sleep(0.01)
        except BaseException as failure:  # noqa: BLE001 - it is looked at below
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=edit, args=each) for each in enumerate(EDITORS)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    chosen = [Chosen(row.pk, row.revision) for row in rows]
    outcomes = bulk.decide("approve", chosen, Said(grade="excellent"), actor=desk.actor("department_1"), seconds=600)
    spent = time.monotonic() - began
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    waits.sort()
    p99 = waits[int(len(waits) * 0.99)] if waits else 0.0
    assert p99 <= P99_SECONDS, p99
    _hold(rows, outcomes, others)
    told = Counter(outcome.result for outcome in outcomes)
    return {
        "approved": told["done"],
        "returned by others": sum(others.values()),
        "single edits": len(waits),
        "batch (s)": round(spent, 2),
        "p99 of single edits (s)": round(p99, 3),
    }


def _hold(rows, outcomes, others):
    """Every outcome is what the ledger says."""
    for row, outcome in zip(rows, outcomes, strict=True):
        now, acted, versions = trace(row)
        assert now.revision == row.revision + 1
        assert versions == 1
        if outcome.result == "done":
            assert (now.stage, acted, others[row.pk]) == (Stage.FINANCE_REVIEW, ["declaration.approve"], 0)
        else:
            assert outcome.result == "changed", outcome
            assert (now.stage, acted, others[row.pk]) == (Stage.RETURNED, ["declaration.return"], 1)
