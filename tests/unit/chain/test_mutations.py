"""Whatever is changed in a ledger is seen, and the first bad entry is named: 100 % of what is tried (T41)."""

import itertools
import json
import random

from tests.unit.chain.ledgers import broken, event_of, events_of, forged, line, made

BYTES = b'x0a1"\\,:{}[] \n\r\t\x00\xff\xe6'


def of_file(content: bytes):
    """The first broken link of what a file holds."""
    return broken(content.split(b"\n")[:-1])


def test_each_changed_byte_of_an_entry_is_named():
    lines = made(chains=2, events=3)
    content = b"".join(each + b"\n" for each in lines)
    draw = random.Random(41)  # noqa: S311 - a seeded choice of damage
    tried = 0
    for victim in (events_of(lines)[2], events_of(lines)[2] - 1):
        start = sum(len(each) + 1 for each in lines[:victim])
        for at in range(start, start + len(lines[victim])):
            others = [byte for byte in BYTES if byte != content[at]]
            tries = [content[:at] + bytes([byte]) + content[at + 1 :] for byte in draw.sample(others, 3)]
            tries += [content[:at] + content[at + 1 :], content[:at] + bytes([draw.choice(BYTES)]) + content[at:]]
            for changed in tries:
                found = of_file(changed)
                assert found is not None, (at - start, changed[start : start + 900])
                assert found.place == f"a.ledger.jsonl:{victim + 1}", (at - start, found)
            tried += len(tries)
    assert tried >= 3000


def test_each_changed_letter_of_each_field_is_named():
    """As somebody changes it who writes JSON as well as we do, and leaves the digest."""
    lines = made(chains=2, events=3)
    victim = events_of(lines)[2]
    event = event_of(lines[victim])
    tried = 0
    for key, value in event.items():
        told = json.dumps(value, ensure_ascii=False)
        for at, other in itertools.product(range(len(told)), "x70e"):
            try:
                changed = json.loads(told[:at] + other + told[at + 1 :])
            except ValueError:
                continue
            if changed == value or isinstance(changed, float):
                continue
            tried += 1
            found = broken([*lines[:victim], line("event", {**event, key: changed}), *lines[victim + 1 :]])
            assert found is not None, (key, changed)
            assert found.place == f"a.ledger.jsonl:{victim + 1}", (key, changed, found)
    assert tried >= 1000


def test_entry_that_was_changed_with_its_digest_breaks_the_next():
    lines = made(chains=2, events=4)
    own = events_of(lines)
    for victim in own[:-2]:
        event = event_of(lines[victim])
        for key in ("at", "action", "object", "result"):
            changed = line("event", forged(event, **{key: event[key] + "x"}))
            found = broken([*lines[:victim], changed, *lines[victim + 1 :]])
            assert (found.kind, found.chain, found.seq) == ("previous", event["chain"], event["seq"] + 1)


def test_deleted_entry_is_named():
    lines = made()
    for victim in events_of(lines)[:-3]:
        event = event_of(lines[victim])
        found = broken(lines[:victim] + lines[victim + 1 :])
        assert (found.kind, found.chain, found.seq) == ("gap", event["chain"], event["seq"])


def test_entry_that_is_there_twice_is_named():
    lines = made()
    for victim in events_of(lines):
        found = broken([*lines[: victim + 1], lines[victim], *lines[victim + 1 :]])
        assert (found.kind, found.place) == ("gap", f"a.ledger.jsonl:{victim + 2}")


def test_entry_that_was_inserted_with_its_digest_is_named():
    """It follows what is before it; what is behind it no longer does."""
    lines = made(chains=2)
    for victim in events_of(lines)[:-2]:
        event = event_of(lines[victim])
        more = line("event", forged(event, seq=event["seq"] + 1, previous=event["digest"], action="declaration.return"))
        found = broken([*lines[: victim + 1], more, *lines[victim + 1 :]])
        assert (found.kind, found.chain, found.seq) == ("gap", event["chain"], event["seq"] + 2)


def test_entries_of_a_chain_that_were_swapped_are_named():
    lines = made(chains=2)
    of_first = [at for at in events_of(lines) if event_of(lines[at])["chain"] == "declaration:0"]
    for first, second in itertools.combinations(of_first, 2):
        swapped = list(lines)
        swapped[first], swapped[second] = lines[second], lines[first]
        assert broken(swapped).place == f"a.ledger.jsonl:{first + 1}"


def test_entry_that_was_moved_is_named():
    lines = made(chains=1, events=6)
    own = events_of(lines)
    for source, target in itertools.permutations(own, 2):
        moved = list(lines)
        moved.insert(target, moved.pop(source))
        assert broken(moved).kind == "gap", (source, target)


def test_entries_of_two_chains_that_changed_places_are_named():
    """Each says that it is of the other chain."""
    lines = made(chains=2)
    first, second = events_of(lines)[2:4]
    changed = list(lines)
    changed[first] = line("event", {**event_of(lines[second]), "chain": "declaration:0"})
    changed[second] = line("event", {**event_of(lines[first]), "chain": "declaration:1"})

    assert broken(changed).place == f"a.ledger.jsonl:{first + 1}"


def test_damage_of_ten_thousand_entries_is_named():
    lines = made(chains=100, events=100)
    draw = random.Random(20261128)  # noqa: S311 - a seeded choice of damage
    own = events_of(lines)
    assert len(own) == 10_000
    assert broken(lines) is None
    for kind in ["byte", "delete", "twice", "swap"] * 8:
        at = draw.choice(own[:9000])
        event, changed, place = event_of(lines[at]), list(lines), at
        if kind == "byte":
            byte = draw.randrange(len(lines[at]))
            changed[at] = lines[at][:byte] + bytes([lines[at][byte] ^ 1]) + lines[at][byte + 1 :]
        elif kind == "delete":
            del changed[at]
            place = at + 199  # the next of the chain, which moved up
        elif kind == "twice":
            changed.insert(at, lines[at])
            place = at + 1
        else:
            changed[at], changed[at + 200] = lines[at + 200], lines[at]
        found = broken(changed)
        assert found.place == f"a.ledger.jsonl:{place + 1}", (kind, at)
        assert kind == "byte" or (found.kind, found.chain) == ("gap", event["chain"])
