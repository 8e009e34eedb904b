"""Checkpoints outside of the database, ledger files, and what ``verify`` sees when somebody changes the database behind them (T42, T45)."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from jixiao.chain import kept, verify
from jixiao.web.records.acting import system
from jixiao.web.records.actions import checkpointing
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.checkpointing import Due, checkpoint, last_kept, public_keys
from jixiao.web.records.exporting import ledger_lines
from jixiao.web.records.models import Chain

pytestmark = pytest.mark.both_databases
A, B = "declaration:00000000-0000-4000-8000-00000000000a", "declaration:00000000-0000-4000-8000-00000000000b"


@pytest.fixture(autouse=True)
def elsewhere(settings, tmp_path):
    """A folder of checkpoints and a key of each test's own."""
    settings.CHECKPOINTS, settings.KEYS = tmp_path / "checkpoints", tmp_path / "keys"
    return settings.CHECKPOINTS


def happen(chain, count=1, action="declaration.save"):
    for _ in range(count):
        with transaction.atomic():
            record(system(), action, chain=chain)


def verified(folder, lines=None):
    """The whole database against the checkpoints of a folder, as ``jixiao verify`` does it."""
    lines = list(ledger_lines()) if lines is None else lines
    numbered = [(str(number), line) for number, line in enumerate(lines, 1)]
    return verify(numbered, kept(folder), public_keys(folder.parent / "keys"))


def test_checkpoint_signs_the_heads_that_grew(db, elsewhere):
    happen(A, 3)
    happen("system")

    first = checkpoint()
    happen("system", 2)
    second = checkpoint()

    assert {chain: seq for chain, (seq, _) in first.heads.items()} == {A: 3, "system": 1}
    assert {chain: seq for chain, (seq, _) in second.heads.items()} == {"system": 3}
    assert (second.number, second.previous) == (2, first.digest)
    assert last_kept(elsewhere) == (2, second.digest)


def test_without_anything_new_there_is_no_checkpoint(db, elsewhere):
    happen("system")

    assert checkpoint() is not None
    assert checkpoint() is None
    assert len(list(kept(elsewhere))) == 1


def test_ledger_of_the_database_is_verified_against_the_checkpoints(db, elsewhere):
    happen(A, 3)
    checkpoint()
    happen(A, 2)

    found = verified(elsewhere)

    assert found.broken is None
    assert (found.events, found.checkpoints, found.unsigned) == (5, 1, 2)


def test_rolled_back_database_is_seen(transactional_db, database, elsewhere):
    happen(A, 3)
    happen(B, 2)
    database.keep()
    happen(A, 2)
    checkpoint()

    database.roll_back()

    broken = verified(elsewhere).broken
    assert (broken.kind, broken.chain, broken.seq) == ("tail", A, 4)


def test_chain_that_is_missing_as_a_whole_is_seen(transactional_db, database, elsewhere):
    database.keep()
    happen(A)
    checkpoint()

    database.roll_back()

    broken = verified(elsewhere).broken
    assert (broken.kind, broken.chain) == ("chain", A)


def test_chain_that_was_built_again_is_seen(transactional_db, database, elsewhere):
    happen(A, 3)
    database.keep()
    happen(A, 2, action="declaration.return")
    checkpoint()

    database.roll_back()
    happen(A, 4, action="declaration.approve")

    broken = verified(elsewhere).broken
    assert (broken.kind, broken.chain, broken.seq) == ("head", A, 5)


def test_ledger_of_one_chain_holds_no_other(db, elsewhere):
    happen(A, 2)
    happen(B, 2)
    checkpoint()

    lines = list(ledger_lines([A]))
    found = verified(elsewhere, lines)

    assert found.broken is None
    assert found.chains.keys() == {A}
    assert B.encode() not in b"".join(lines)


def test_line_breaks_in_what_somebody_says_make_no_lines(db):
    """T45: no event can be written into the file by what an event says."""
    said = 'x"}}\r\n{"event": {"chain": "system"}}\r\n\x1b[2J\u2028'
    with transaction.atomic():
        record(system(), "declaration.return", chain=A, data={"reason": said})

    lines = list(ledger_lines())

    assert len(lines) == 2
    assert all(line.count(b"\n") == 1 and b"\r" not in line and b"\x1b" not in line for line in lines)
    assert json.loads(lines[1])["event"]["data"]["reason"] == said


def test_machine_that_stops_before_the_database_notes_it_signs_twice(db, elsewhere, monkeypatch):
    happen(A, 2)
    with monkeypatch.context() as stopping:
        stopping.setattr(checkpointing, "_note", lambda rows: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            checkpoint()
    happen(A)

    again = checkpoint()

    assert (again.number, again.heads[A][0]) == (2, 3)
    assert verified(elsewhere).broken is None


def test_torn_line_is_told_and_gone_past(db, elsewhere):
    happen("system")
    checkpoint()
    file = next(elsewhere.glob("*.checkpoints.jsonl"))
    with file.open("ab") as opened:
        opened.write(b'{"checkpoint":{"number":2,"at":"2026')
    happen("system")

    checkpoint()

    found = verified(elsewhere)
    assert found.broken is None
    assert (found.checkpoints, found.torn) == (2, [f"{file.name}:2"])


def test_last_checkpoint_is_found_in_a_long_file(db, elsewhere, monkeypatch):
    monkeypatch.setattr(checkpointing, "_BLOCK", 100)
    for _ in range(3):
        happen(A)
        last = checkpoint()

    assert last_kept(elsewhere) == (3, last.digest)


def test_checkpoints_are_made_when_they_are_due(db, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(checkpointing.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(checkpointing, "EVENTS", 5)
    due = Due()
    happen("system")

    assert due() is not None, "the first look finds what was left"
    happen("system", 4)
    assert due() is None, "too few, too early"
    happen("system")
    assert due() is not None, "as many as make one"
    happen("system")
    clock[0] += 599
    assert due() is None
    clock[0] += 1
    assert due() is not None, "as long as makes one"
    clock[0] += 10_000
    assert due() is None, "nothing new"


def test_sixteen_writers_and_checkpoints_between_them_make_one_chain(transactional_db, elsewhere):
    """T44 in short; ``tools/long_tests.py`` writes 100,000."""

    def write(writer):
        try:
            happen(A, 20)
            happen(f"person:{writer}", 5)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        running = [pool.submit(write, writer) for writer in range(16)]
        while not all(each.done() for each in running):
            checkpoint()
        for each in running:
            each.result()
    checkpoint()

    found = verified(elsewhere)
    assert found.broken is None
    assert (found.events, found.unsigned) == (16 * 25, 0)
    assert found.chains[A][0] == 320
    assert Chain.objects.get(key=A).checkpointed_seq == 320


def test_commands_make_a_checkpoint_and_a_file(db, elsewhere, tmp_path, capsys):
    happen(A, 2)
    happen("system")

    call_command("checkpoint")
    call_command("export_ledger", tmp_path / "all.ledger.jsonl")
    call_command("export_ledger", tmp_path / "one.ledger.jsonl", "--chain", A)

    assert capsys.readouterr().out == "checkpoint 1 of 2 chains\n4 lines\n3 lines\n"
    assert (tmp_path / "all.ledger.jsonl").read_bytes() == b"".join(ledger_lines())
