"""A tail that was cut off, an old copy, a chain that was built anew: seen against checkpoints that were kept elsewhere (T42)."""

import json

import pytest
from tests.unit.chain.ledgers import broken, event_of, events_of, forged, heads_of, key_line, line, placed, sign_next

from jixiao.chain import GENESIS, keep, kept, last_of, make_keys, sign, verify

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def rebuilt(lines, chain, **changes):
    """The ledger with all events of a chain computed anew, from the second on with something changed."""
    previous, found = GENESIS, list(lines)
    for at in events_of(lines):
        event = event_of(lines[at])
        if event["chain"] == chain:
            new = forged(event, previous=previous, **(changes if event["seq"] > 1 else {}))
            found[at], previous = line("event", new), new["digest"]
    return found


def test_signed_ledger_is_intact(signed):
    found = verify(placed(signed.lines), kept(signed.folder), signed.keys)

    assert (found.broken, found.checkpoints, found.unsigned, found.absent) == (None, 3, 0, 0)
    assert found.signed_until == "2026-11-28T03:00:00Z"


def test_every_cut_off_tail_is_seen_with_its_first_event(signed):
    """Three chains by turns: what is left of the first that is too short says which event is missing."""
    own = events_of(signed.lines)
    for kept_events in range(1, 18):
        expected = ("declaration:0", (kept_events - 1) // 3 + 2) if kept_events < 16 else (f"declaration:{kept_events - 15}", 6)
        found = broken(signed.lines[: own[kept_events - 1] + 1], kept(signed.folder), signed.keys)
        assert (found.kind, found.chain, found.seq) == ("tail", *expected), kept_events


def test_place_of_a_tail_is_the_checkpoint_that_has_it(signed):
    found = broken(signed.lines[:-2], kept(signed.folder), signed.keys)

    assert (found.chain, found.seq, found.place) == ("declaration:2", 6, "2026-11.checkpoints.jsonl:3")


def test_database_of_last_week_is_seen(signed):
    found = broken(signed.lines[: events_of(signed.lines)[8] + 1], kept(signed.folder), signed.keys)

    assert (found.kind, found.seq) == ("tail", 4)


def test_database_of_last_week_is_seen_though_it_was_signed_again(signed):
    """The program goes on with the old database, and signs what is there: events 4 to 6 stay lost."""
    old = signed.lines[: events_of(signed.lines)[8] + 1]
    sign_next(signed.folder, heads_of(old), signed.key)

    found = broken(old, kept(signed.folder), signed.keys)
    assert (found.kind, found.seq, found.place) == ("tail", 4, "2026-11.checkpoints.jsonl:3")


def test_rebuilt_chain_is_seen(signed):
    lines = rebuilt(signed.lines, "declaration:1", object="改过")

    assert broken(lines) is None, "nobody sees it without checkpoints"
    found = broken(lines, kept(signed.folder), signed.keys)
    assert (found.kind, found.chain, found.seq) == ("head", "declaration:1", 2)


def test_rebuilt_chain_is_seen_though_it_was_signed_again(signed):
    """By somebody who has the server, and so its key; the checkpoints of before lie elsewhere."""
    lines = rebuilt(signed.lines, "declaration:1", object="改过")
    sign_next(signed.folder, heads_of(lines), signed.key)

    found = broken(lines, kept(signed.folder), signed.keys)
    assert (found.kind, found.chain, found.seq) == ("contradiction", "declaration:1", 6)
    assert found.place == "2026-11.checkpoints.jsonl:4"


def test_chain_that_is_gone_is_seen_in_a_whole_ledger(signed):
    others = [each for each in signed.lines if b"declaration:2" not in each]

    found = verify(placed(others), kept(signed.folder), signed.keys)
    assert (found.broken, found.absent) == (None, 1), "the proof of one declaration holds no others"
    found = broken([line("ledger", {"complete": True}), *others], kept(signed.folder), signed.keys)
    assert (found.kind, found.chain, found.seq) == ("chain", "declaration:2", 6)


def test_events_after_the_last_checkpoint_are_counted(signed):
    event = event_of(signed.lines[-1])
    more = line("event", forged(event, seq=7, previous=event["digest"]))

    assert verify(placed([*signed.lines, more]), kept(signed.folder), signed.keys).unsigned == 1


def test_checkpoint_by_another_key_is_refused(signed, tmp_path):
    other = make_keys(tmp_path / "other").public_key()

    assert broken(signed.lines, kept(signed.folder), [other]).kind == "signature"
    assert broken(signed.lines, kept(signed.folder), []).kind == "signature"


def test_keys_of_before_and_of_today_both_sign(signed, tmp_path):
    new = make_keys(tmp_path / "new")
    sign_next(signed.folder, {}, new)

    found = verify(placed(signed.lines), kept(signed.folder), [new.public_key(), *signed.keys])
    assert found.broken is None
    assert len(found.keys) == 2


def test_each_changed_byte_of_the_checkpoints_is_seen(signed):
    """A line that is no checkpoint any more counts as torn, and breaks the order of the numbers unless it is the last."""
    (file,) = signed.folder.iterdir()
    whole = file.read_bytes()
    last = whole.rindex(b"\n", 0, -1)
    for at in range(len(whole) - 1):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        found = verify((), kept(signed.folder), signed.keys)
        if found.broken is None:
            assert at >= last, at
            assert found.torn, at
            assert found.checkpoints == (1 if at == last else 2)
        else:
            assert found.broken.kind in ("signature", "checkpoint"), at


def test_missing_and_swapped_checkpoints_are_seen(signed):
    (file,) = signed.folder.iterdir()
    first, second, third = file.read_bytes().splitlines(keepends=True)
    for lines in ([second, third], [first, third], [second, first, third], [first, second, second, third], [first, third, second]):
        file.write_bytes(b"".join(lines))
        assert broken(signed.lines, kept(signed.folder), signed.keys).kind == "checkpoint"


def test_checkpoint_that_was_made_anew_breaks_the_next(signed):
    """By somebody who has the key, and forgets an event."""
    (file,) = signed.folder.iterdir()
    first, second, third = file.read_bytes().splitlines(keepends=True)
    told = json.loads(second)["checkpoint"]
    anew = sign(2, told["at"], {"declaration:0": tuple(told["heads"]["declaration:0"])}, told["previous"], signed.key)
    file.write_bytes(first + line("checkpoint", anew.plain()) + b"\n" + third)

    found = broken(signed.lines, kept(signed.folder), signed.keys)
    assert (found.kind, found.place) == ("checkpoint", "2026-11.checkpoints.jsonl:3")


def test_signature_in_other_letters_of_the_same_bytes_is_seen(signed):
    """Base64 of 64 bytes ends in four bits that say nothing."""
    (file,) = signed.folder.iterdir()
    content, (_, first) = file.read_bytes(), next(kept(signed.folder))
    letter = first.signature[-3]
    others = [each for each in LETTERS if LETTERS.index(each) >> 4 == LETTERS.index(letter) >> 4 and each != letter]
    assert len(others) == 15
    for other in others:
        file.write_bytes(content.replace(first.signature.encode(), f"{first.signature[:-3]}{other}==".encode()))
        assert broken(signed.lines, kept(signed.folder), signed.keys).kind == "signature"


def test_checkpoint_in_other_bytes_is_none(signed):
    (file,) = signed.folder.iterdir()
    file.write_bytes(file.read_bytes().replace(b'{"checkpoint":', b'{"checkpoint": ', 1))

    assert [made and made.number for _, made in kept(signed.folder)] == [None, 2, 3]
    assert broken(signed.lines, kept(signed.folder), signed.keys).kind == "checkpoint"


def test_checkpoint_that_was_torn_at_any_byte_is_told_and_spoils_nothing(signed):
    number, previous = last_of(kept(signed.folder))
    (file,) = signed.folder.iterdir()
    whole = file.read_bytes()
    more = keep(sign(number + 1, "2026-11-28T08:00:00Z", heads_of(signed.lines), previous, signed.key), signed.folder).read_bytes()
    for length in range(len(whole) + 1, len(more)):
        file.write_bytes(more[:length])
        is_whole = length == len(more) - 1  # only the end of the line is missing
        sign_next(signed.folder, {}, signed.key)
        found = verify(placed(signed.lines), kept(signed.folder), signed.keys)
        assert found.broken is None, length
        assert found.torn == ([] if is_whole else ["2026-11.checkpoints.jsonl:4"]), length
        assert found.checkpoints == (5 if is_whole else 4), length


def test_months_follow_each_other(signed):
    sign_next(signed.folder, {}, signed.key, "2026-12-01T00:10:00Z")

    assert sorted(file.name for file in signed.folder.iterdir()) == ["2026-11.checkpoints.jsonl", "2026-12.checkpoints.jsonl"]
    assert [made.number for _, made in kept(signed.folder)] == [1, 2, 3, 4]
    assert verify(placed(signed.lines), kept(signed.folder), signed.keys).broken is None


def test_checkpoint_holds_only_what_it_was_given(signed):
    _, checkpoint = list(kept(signed.folder))[-1]

    assert checkpoint.heads == heads_of(signed.lines)
    assert json.loads(canonical := line("checkpoint", checkpoint.plain()))["checkpoint"]["number"] == 3
    assert canonical + b"\n" == next(iter(signed.folder.iterdir())).read_bytes().splitlines(keepends=True)[-1]


@pytest.fixture
def proof(signed):
    """A ledger file that brings its key and its checkpoints along, but for the second."""
    first, _, third = [line("checkpoint", made.plain()) for _, made in kept(signed.folder)]
    return [key_line(signed.key), first, third, *signed.lines]


def test_file_that_brings_its_checkpoints_along_is_held_against_them(signed, proof):
    found = verify(placed(proof))
    assert (found.broken, found.checkpoints, found.unsigned, found.is_own_key) == (None, 2, 0, True)

    found = verify(placed(proof), (), signed.keys)
    assert (found.broken, found.is_own_key) == (None, False)
    assert broken(proof[:-2]).kind == "tail"
    assert broken(rebuilt(proof, "declaration:1", object="改过")).kind == "head"


def test_key_that_was_given_is_believed_and_not_that_of_the_file(signed, proof, tmp_path):
    other = make_keys(tmp_path / "other")
    forger = [key_line(other), line("checkpoint", sign(1, "2026-11-28T01:00:00Z", {}, GENESIS, other).plain()), *signed.lines]

    assert verify(placed(forger)).is_own_key
    assert broken(forger, (), signed.keys).kind == "signature"


def test_checkpoints_of_a_file_go_up_and_follow_each_other(signed, proof):
    key, first, third, *rest = proof
    forged_second = line("checkpoint", sign(2, "2026-11-28T01:00:00Z", {}, "0" * 64, signed.key).plain())

    assert broken([key, third, first, *rest]).kind == "checkpoint"
    assert broken([key, first, forged_second, *rest]).kind == "checkpoint"


def test_checkpoint_behind_the_events_that_it_signed_is_compared_or_refused(signed, proof):
    key, first, third, *rest = proof

    assert broken([key, *rest, third]) is None, "the last event of each chain is still known"
    assert broken([key, *rebuilt(rest, "declaration:1", object="改过"), third]).kind == "head"
    assert broken([key, *rest, first]).kind == "late"


def test_key_is_spelt_in_one_way_only(signed, proof):
    """The last sign of 32 bytes in base64 has two bits to spare: three other signs stand for the same key."""
    told = json.loads(proof[0])
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = alphabet.index(told["key"]["public"][-2])
    for spare in (1, 2, 3):
        public = told["key"]["public"][:-2] + alphabet[last + spare] + "="
        changed = line("key", told["key"] | {"public": public})
        assert broken([changed, *proof[1:]], (), signed.keys) is not None


def test_each_changed_byte_of_key_and_checkpoints_in_a_file_is_named(signed, proof):
    for victim in (0, 1, 2):
        for at in range(len(proof[victim])):
            changed = proof[victim][:at] + bytes([proof[victim][at] ^ 1]) + proof[victim][at + 1 :]
            found = broken([*proof[:victim], changed, *proof[victim + 1 :]], (), signed.keys)
            assert found is not None, (victim, at)
            assert found.place == f"a.ledger.jsonl:{victim + 1}", (victim, at, found)
