"""Whatever is changed in a ledger is seen, and the first bad entry is named (T41, T42, T28)."""

import itertools
import json
import random

import pytest
from tests.unit.chain.ledgers import events_of, heads_of, line, made, placed

from jixiao.chain import GENESIS, event_digest, keep, kept, last_of, make_keys, sign, verify


def broken(lines, *args):
    return verify(placed(lines), *args).broken


def test_whole_ledger_is_intact():
    found = verify(placed(made()))

    assert found.broken is None
    assert (found.events, found.snapshots, len(found.chains)) == (15, 15, 3)


def test_every_changed_byte_of_every_field_is_named():
    lines = made(chains=2, events=3)
    victim = events_of(lines)[2]
    event = json.loads(lines[victim])["event"]
    tried = 0
    for key, value in event.items():
        text = json.dumps(value, ensure_ascii=False)
        for at in range(len(text)):
            for other in "x70e":
                changed_text = text[:at] + other + text[at + 1 :]
                try:
                    changed = json.loads(changed_text)
                except ValueError:
                    continue
                if changed == value:
                    continue
                tried += 1
                found = broken([*lines[:victim], line("event", {**event, key: changed}), *lines[victim + 1 :]])
                assert found is not None, (key, changed)
                assert found.place == f"a.ledger.jsonl:{victim + 1}", (key, changed, found)
    assert tried >= 1000


def test_changed_bytes_of_the_file_are_seen():
    lines = made(chains=1, events=3)
    victim = events_of(lines)[1]
    raw = lines[victim]
    for at in range(len(raw)):
        changed = raw[:at] + (b"#" if raw[at : at + 1] != b"#" else b"+") + raw[at + 1 :]
        assert broken([*lines[:victim], changed, *lines[victim + 1 :]]) is not None, at


def test_deleted_event_is_named():
    lines = made()
    for victim in events_of(lines)[:-3]:
        event = json.loads(lines[victim])["event"]
        found = broken(lines[:victim] + lines[victim + 1 :])
        assert (found.kind, found.chain, found.seq) == ("gap", event["chain"], event["seq"])


def test_inserted_event_is_named():
    lines = made()
    for victim in events_of(lines):
        event = json.loads(lines[victim])["event"]
        found = broken([*lines[: victim + 1], lines[victim], *lines[victim + 1 :]])
        assert (found.kind, found.place) == ("gap", f"a.ledger.jsonl:{victim + 2}"), event


def test_swapped_events_of_a_chain_are_named():
    lines = made(chains=1)
    own = events_of(lines)
    for first, second in itertools.pairwise(own):
        swapped = list(lines)
        swapped[first], swapped[second] = lines[second], lines[first]
        assert broken(swapped).place == f"a.ledger.jsonl:{first + 1}"


def test_chains_may_come_in_any_order_among_each_other():
    lines = made()
    by_chain = sorted(events_of(lines), key=lambda at: json.loads(lines[at])["event"]["chain"])

    assert broken([each for each in lines if each.startswith(b'{"snapshot"')] + [lines[at] for at in by_chain]) is None


def test_changed_version_is_named():
    lines = made(chains=1)
    changed = lines[2].replace(b"1200000.00", b"1300000.00")

    assert broken([*lines[:2], changed, *lines[3:]]).kind == "snapshot"


def test_missing_version_is_named():
    lines = made(chains=1)
    found = broken(lines[:2] + lines[3:])

    assert (found.kind, found.seq) == ("no_snapshot", 2)


def test_time_that_jumps_is_no_break():
    lines, previous = [], GENESIS
    for seq, at in enumerate(["2026-11-28T05:00:00.000000Z", "2026-11-28T04:00:00.000000Z", "2026-02-30T99:00:00.000000Z"], 1):
        told = {"chain": "person:1", "seq": seq, "at": at, "actor": {"name": "a"}, "action": "person.login", "object": ""}
        told |= {"result": "done", "before": None, "after": None, "data": {}, "previous": previous}
        previous = event_digest(**told)
        lines.append(line("event", {**told, "digest": previous}))

    assert broken(lines) is None


@pytest.fixture
def signed(tmp_path):
    """A ledger, three checkpoints of it kept elsewhere, and the key."""
    lines = made(chains=3, events=6)
    key = make_keys(tmp_path / "keys")
    own = events_of(lines)
    for number, until in enumerate((own[5], own[11], own[17]), 1):
        _, previous = last_of(kept(tmp_path / "checkpoints"))
        keep(sign(number, f"2026-11-28T0{number}:00:00Z", heads_of(lines[: until + 1]), previous, key), tmp_path / "checkpoints")
    return lines, tmp_path / "checkpoints", [key.public_key()]


def test_signed_ledger_is_intact(signed):
    lines, folder, keys = signed
    found = verify(placed(lines), kept(folder), keys)

    assert (found.broken, found.checkpoints, found.unsigned) == (None, 3, 0)


def test_cut_off_tail_is_seen(signed):
    lines, folder, keys = signed
    found = broken(lines[:-2], kept(folder), keys)

    assert (found.kind, found.chain, found.seq) == ("tail", "declaration:2", 6)


def test_database_of_last_week_is_seen(signed):
    lines, folder, keys = signed
    found = broken(lines[: events_of(lines)[8] + 1], kept(folder), keys)

    assert (found.kind, found.seq) == ("tail", 4)


def test_rebuilt_chain_is_seen(signed):
    lines, folder, keys = signed
    previous, rebuilt = GENESIS, list(lines)
    for at in events_of(lines):
        event = json.loads(lines[at])["event"]
        if event["chain"] != "declaration:1":
            continue
        told = {key: value for key, value in event.items() if key not in ("digest", "previous")}
        told["data"] = {**told["data"], "reason": "改过"}
        digest = event_digest(**told, previous=previous)
        rebuilt[at] = line("event", {**told, "previous": previous, "digest": digest})
        previous = digest

    assert broken(rebuilt) is None, "nobody sees it without checkpoints"
    found = broken(rebuilt, kept(folder), keys)
    assert (found.kind, found.chain, found.seq) == ("head", "declaration:1", 2)


def test_chain_that_is_gone_is_seen_in_a_whole_ledger(signed):
    lines, folder, keys = signed
    others = [each for each in lines if b'"declaration:2"' not in each]

    assert broken(others, kept(folder), keys) is None, "the proof of one declaration holds no others"
    found = broken([line("ledger", {"complete": True}), *others], kept(folder), keys)
    assert (found.kind, found.chain) == ("chain", "declaration:2")


def test_checkpoint_by_another_key_is_refused(signed, tmp_path):
    lines, folder, _ = signed
    other = make_keys(tmp_path / "other").public_key()

    assert broken(lines, kept(folder), [other]).kind == "signature"


def test_changed_or_missing_checkpoint_is_seen(signed):
    lines, folder, keys = signed
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b'"seq"', b'"seq"').replace(b"2026-11-28T02", b"2026-11-28T05"))
    assert broken(lines, kept(folder), keys).kind == "signature"
    file.write_bytes(b"".join(whole.splitlines(keepends=True)[1:]))
    assert broken(lines, kept(folder), keys).kind == "checkpoint"


def test_torn_line_is_told_and_does_not_spoil_the_rest(signed):
    lines, folder, keys = signed
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes() + b'{"checkpoint":{"num')
    number, previous = last_of(kept(folder))
    key = make_keys(folder.parent / "keys")
    keep(sign(number + 1, "2026-11-28T09:00:00Z", {}, previous, key), folder)
    found = verify(placed(lines), kept(folder), keys)

    assert (found.broken, found.checkpoints) == (None, 4)
    assert found.torn == ["2026-11.checkpoints.jsonl:4"]


def test_random_damage_of_a_large_ledger_is_seen():
    lines = made(chains=100, events=100)
    draw = random.Random(20261128)  # noqa: S311 - a seeded choice of damage
    own = events_of(lines)
    assert broken(lines) is None
    for _ in range(8):
        at = draw.choice(own)
        event = json.loads(lines[at])["event"]
        key = draw.choice(["at", "action", "result", "after", "previous", "digest"])
        changed = line("event", {**event, key: event[key][:-1] + ("0" if event[key][-1] != "0" else "1")})
        found = broken([*lines[:at], changed, *lines[at + 1 :]])
        assert (found.place, found.chain, found.seq) == (f"a.ledger.jsonl:{at + 1}", event["chain"], event["seq"])
