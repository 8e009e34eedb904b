"""Writers of SQLite stand in a queue: nobody is overtaken for ever, and nobody is told that the database is locked (T54 in short)."""

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from itertools import pairwise

import pytest
from django.db import connection, transaction
from tests.web.processes import wait_until
from tests.web.programs import PYTHON, environment

from jixiao.web.records.models import Agency, Chain
from jixiao.web.sqlite.turns import Turns

HOLDER = """
import time
from pathlib import Path
from jixiao.web.sqlite.turns import Turns
turns = Turns(Path("file"))
turns.take()
print(1, flush=True)
time.sleep(600)
"""


def test_of_many_who_want_at_once_each_comes_to_turn(tmp_path):
    """Each wants again as soon as it has had its turn; between two turns of one, others have had theirs."""
    order, stop = [], threading.Event()

    def want(name):
        turns = Turns(tmp_path / "file")
        while not stop.is_set():
            turns.take()
            order.append(name)
            time.sleep(0.001)
            turns.give()
        turns.close()

    threads = [threading.Thread(target=want, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    wait_until(lambda: len(order) > 400)
    stop.set()
    for thread in threads:
        thread.join()

    taken = Counter(order[50:400])
    assert len(taken) == 8
    assert min(taken.values()) > 350 / 8 / 3
    assert sum(before == after for before, after in pairwise(order[50:400])) < 35, "somebody goes twice"


def test_only_one_has_the_turn(tmp_path):
    first, second = Turns(tmp_path / "file"), Turns(tmp_path / "file")
    first.take()
    waiting = threading.Thread(target=second.take)
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()

    first.give()

    waiting.join(10)
    assert not waiting.is_alive()
    first.close()
    second.close()


@pytest.mark.parametrize("end", [signal.SIGKILL, None])
def test_turn_of_a_process_that_dies_goes_to_the_next(tmp_path, end):
    holder = subprocess.Popen([PYTHON, "-c", HOLDER], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE)
    holder.stdout.readline()
    own = Turns(tmp_path / "file")
    waiting = threading.Thread(target=own.take)
    waiting.start()

    holder.send_signal(end or signal.SIGTERM)

    waiting.join(10)
    assert not waiting.is_alive()
    holder.wait()
    holder.stdout.close()
    own.close()


def test_child_that_inherits_has_locks_of_its_own(tmp_path):
    own = Turns(tmp_path / "file")
    own.take()
    child = os.fork()
    if child == 0:
        own.give()  # is not the child's to give
        os._exit(0)
    os.waitpid(child, 0)

    other = Turns(tmp_path / "file")
    waiting = threading.Thread(target=other.take)
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive(), "the parent still has its turn"
    own.give()
    waiting.join(10)
    own.close()
    other.close()


def free(path):
    """Nobody has the turn."""
    turns = Turns(path)
    found = []

    def take():
        turns.take()
        found.append(True)
        turns.give()

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    thread.join(0.3)
    return bool(found)


@pytest.fixture
def file(transactional_db, database):
    return database.home / "jixiao.sqlite3"


def test_transaction_has_the_turn_until_its_end(file):
    with transaction.atomic():
        assert not free(file)
    wait_until(lambda: free(file), 5)


def test_transaction_that_fails_gives_its_turn(file):
    with pytest.raises(ValueError, match="nothing"), transaction.atomic():
        raise ValueError("nothing")

    assert free(file)


def test_part_of_a_transaction_keeps_the_turn(file):
    with transaction.atomic():
        with pytest.raises(ValueError, match="nothing"), transaction.atomic():
            raise ValueError("nothing")
        with transaction.atomic():
            Agency.objects.create(code="1", name="云川市财政局")
        assert not free(file)


def test_connection_that_is_closed_gives_its_turn(file):
    transaction.set_autocommit(False)
    Chain.objects.create(key="system", digest="0" * 64)
    connection.close()

    assert free(file)


def test_statement_that_writes_waits_for_its_turn_and_one_that_reads_does_not(file):
    others = Turns(file)
    others.take()
    done = []

    def act(name, what):
        what()
        done.append(name)
        connection.close()

    reading = threading.Thread(target=act, args=("read", lambda: list(Agency.objects.all())))
    writing = threading.Thread(target=act, args=("written", lambda: Chain.objects.filter(key="x").update(seq=1)))
    for thread in (reading, writing):
        thread.start()
    reading.join(10)
    writing.join(0.3)
    assert done == ["read"]

    others.give()
    writing.join(10)
    assert done == ["read", "written"]
    others.close()
    assert free(file)
