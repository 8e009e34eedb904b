"""What holds is said to hold, in whatever order and at whatever time; what is no ledger is told and raises nothing (T28)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.chain.ledgers import broken, event_of, events_of, forged, line, made, placed

from jixiao.chain import GENESIS, canonical_json, event_digest, verify


def test_whole_ledger_is_intact():
    found = verify(placed(made()))

    assert found.broken is None
    assert (found.events, found.snapshots, len(found.chains)) == (15, 15, 3)


def test_chains_may_come_in_any_order_among_each_other():
    lines = made()
    by_chain = sorted(events_of(lines), key=lambda at: event_of(lines[at])["chain"])

    assert broken([each for each in lines if each.startswith(b'{"snapshot"')] + [lines[at] for at in by_chain]) is None


def test_versions_may_come_before_or_behind_their_events():
    lines = made()
    events = [lines[at] for at in events_of(lines)]
    versions = [each for each in lines if each not in events]

    assert broken([*events, *versions]) is None
    assert broken([*versions, *events]) is None


def test_time_that_jumps_is_no_break():
    lines, previous = [], GENESIS
    for seq, at in enumerate(["2026-11-28T05:00:00.000000Z", "2026-11-28T04:00:00.000000Z", "2026-06-30T23:59:60.000000Z"], 1):
        told = {"chain": "person:1", "seq": seq, "at": at, "actor": {"name": "a"}, "action": "person.login", "object": ""}
        told |= {"result": "done", "before": None, "after": None, "data": {}, "previous": previous}
        previous = event_digest(**told)
        lines.append(line("event", {**told, "digest": previous}))

    assert broken(lines) is None
    assert broken([lines[1], lines[0], lines[2]]).kind == "gap", "the order is that of the numbers, though the second is earlier"


def test_changed_version_is_named():
    lines = made(chains=1)
    changed = lines[2].replace(b"1200000.00", b"1300000.00")

    found = broken([*lines[:2], changed, *lines[3:]])
    assert (found.kind, found.place) == ("snapshot", "a.ledger.jsonl:3")


def test_missing_version_is_named_with_its_event():
    lines = made(chains=2)
    found = broken([each for at, each in enumerate(lines) if at not in (2, 4)])

    assert (found.kind, found.place, found.chain, found.seq) == ("no_snapshot", "a.ledger.jsonl:3", "declaration:1", 1)


def test_letters_beyond_the_first_plane_in_keys_are_ordered_as_in_utf_16():
    (_, told) = made(chains=1, events=1)
    event = forged(event_of(told), data={"\ufb33": 1, "\U0001f600": "，", "a": 2}, after=None)

    assert broken([line("event", event)]) is None


EVENT = event_of(made(chains=1, events=1)[1])
NO_LINES = {
    "nothing": b"",
    "blanks": b"   ",
    "no JSON": b"hello",
    "half a line": line("event", EVENT)[:-9],
    "a list": b"[1]",
    "a text": b'"event"',
    "two kinds": b'{"event":{},"snapshot":{}}',
    "another kind": b'{"events":{}}',
    "a field more": line("event", {**EVENT, "more": ""}),
    "a field less": line("event", {key: value for key, value in EVENT.items() if key != "before"}),
    "a number that is text": line("event", {**EVENT, "seq": "1"}),
    "a number that is true": line("event", {**EVENT, "seq": True}),
    "a fraction": line("event", EVENT).replace(b'"seq":1', b'"seq":1.0'),
    "no number": line("event", EVENT).replace(b'"seq":1', b'"seq":NaN'),
    "a large number": line("event", EVENT).replace(b'"version":1', b'"version":9007199254740993'),
    "a very large number": line("event", EVENT).replace(b'"version":1', b'"version":' + b"9" * 5000),
    "very deep": line("event", EVENT).replace(b'"version":1', b'"version":' + b"[" * 50_000 + b"]" * 50_000),
    "half a surrogate pair": line("event", EVENT).replace(b'"reason":"', b'"reason":"\\ud83d'),
    "half a pair among far letters": line("event", EVENT).replace(b'"reason":"', '"，":"，","reason":"\\ud83d'.encode()),
    "a chain that is no text": line("event", {**EVENT, "chain": ["a"]}),
    "data that is no object": line("event", {**EVENT, "data": [1]}),
    "a digest that is a number": line("event", forged(EVENT, after=5)),
    "a digest that is a list": line("event", forged(EVENT, before=[])),
    "a digest of a version that is none": line("event", forged(EVENT, after="zz")),
    "UTF-16": line("event", EVENT).decode().encode("utf-16"),
    "a mark of the order of bytes": b"\xef\xbb\xbf" + line("event", EVENT),
    "no UTF-8": line("event", EVENT).replace("林晓".encode(), "林晓".encode("gb18030")),
    "a version without its digest": line("snapshot", {"content": "{}"}),
    "a version that is no text": line("snapshot", {"content": {}, "sha256": "0" * 64}),
    "a key that is none": line("key", {"id": "1", "public": "AAAA"}),
    "a key with another name": line("key", {"id": "0" * 16, "public": "A" * 43 + "="}),
    "a checkpoint that is none": line("checkpoint", {"number": 1}),
    "a head of a ledger that is none": b'{"ledger":1}',
}


@pytest.mark.parametrize("told", NO_LINES.values(), ids=NO_LINES)
def test_line_that_is_none_of_a_ledger_is_named(told):
    found = broken([*made(chains=1, events=1)[:1], told])

    assert (found.kind, found.place) == ("line", "a.ledger.jsonl:2")


COMPACT = {"ensure_ascii": False, "separators": (",", ":")}
SPELT = {
    "a blank": lambda told: told.replace(b'"seq":1', b'"seq": 1'),
    "a blank at the end": lambda told: told + b" ",
    "the end of a line of Windows": lambda told: told + b"\r",
    "an escape": lambda told: told.replace("林".encode(), b"\\u6797"),
    "another order of keys": lambda told: json.dumps({"event": dict(sorted(EVENT.items())[::-1])}, **COMPACT).encode(),
    "a key said twice": lambda told: told.replace(b'"result":"done"', b'"result":"refused","result":"done"'),
    "another number for nought": lambda told: told.replace(b'"seq":1', b'"seq":1,"seq":1'),
    "a digest said twice": lambda told: told.replace(b'"digest":', b'"digest":"' + b"0" * 64 + b'","digest":'),
}


@pytest.mark.parametrize("spell", SPELT.values(), ids=SPELT)
def test_same_content_in_other_bytes_is_named(spell):
    changed = spell(line("event", EVENT))
    assert changed != line("event", EVENT)

    found = broken([*made(chains=1, events=1)[:1], changed])
    assert (found.kind, found.place) == ("spelling", "a.ledger.jsonl:2")


def test_line_of_a_version_in_other_bytes_is_named():
    lines = made(chains=1, events=1)

    assert broken([lines[0].replace(b'{"content"', b'{ "content"'), lines[1]]).kind == "spelling"


def test_digest_in_what_somebody_says_is_not_taken_for_that_of_the_event():
    said = {"digest": "0" * 64, "reason": ',"digest":"' + "0" * 64 + '",'}
    event = forged(EVENT, data=said, object=',"digest":"', after=None)

    assert broken([line("event", event)]) is None


@given(
    st.binary(max_size=80) | st.recursive(st.none() | st.integers(-9, 9) | st.text(max_size=3), st.lists, max_leaves=5).map(canonical_json)
)
def test_whatever_a_line_holds_nothing_is_raised(told):
    assert broken([told]).place == "a.ledger.jsonl:1"


VALUES = st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=2) | st.just([]) | st.just({})


@given(st.dictionaries(st.sampled_from(sorted(EVENT)), VALUES, min_size=1))
def test_event_with_other_values_is_named(changes):
    changed = {**EVENT, **changes}
    if changed != EVENT or any(type(changed[key]) is not type(EVENT[key]) for key in EVENT):
        assert broken([*made(chains=1, events=1)[:1], line("event", changed)]).place == "a.ledger.jsonl:2"
