"""Ledgers made for tests: chains of events with versions, as lines of a file, and checkpoints of them."""

import base64
import json

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from jixiao.chain import GENESIS, canonical_json, event_digest, keep, kept, key_id_of, last_of, sha256_of, sign, verify


def made(chains: int = 3, events: int = 5) -> list[bytes]:
    """Some chains whose events come in turns; each event froze a version."""
    heads = {f"declaration:{number}": GENESIS for number in range(chains)}
    lines = []
    for seq in range(1, events + 1):
        for chain, previous in heads.items():
            content = canonical_json({"project": {"name": f"项目{chain}", "annual": "1200000.00"}, "version": seq}).decode()
            frozen = sha256_of(content.encode())
            told = {
                "chain": chain,
                "seq": seq,
                "at": f"2026-11-28T01:{seq % 60:02}:00.000000Z",
                "actor": {"id": "7", "login": "lin", "name": "林晓", "role": "clerk"},
                "action": "declaration.submit",
                "object": "",
                "result": "done",
                "before": None,
                "after": frozen,
                "data": {"version": seq, "reason": "目标值与上年相同"},
                "previous": previous,
            }
            digest = event_digest(**told)
            heads[chain] = digest
            lines.append(line("snapshot", {"sha256": frozen, "content": content}))
            lines.append(line("event", {**told, "digest": digest}))
    return lines


def line(kind: str, content: dict) -> bytes:
    """A line of a file."""
    return canonical_json({kind: content})


def event_of(told: bytes) -> dict:
    """The event of a line."""
    return json.loads(told)["event"]


def forged(event: dict, **changes: object) -> dict:
    """An event that somebody changed who knows how digests are computed."""
    told = {key: value for key, value in {**event, **changes}.items() if key != "digest"}
    return {**told, "digest": event_digest(**told)}


def placed(lines: list[bytes]):
    """Lines with their places."""
    return [(f"a.ledger.jsonl:{number}", each) for number, each in enumerate(lines, 1)]


def broken(lines: list[bytes], *args):
    """The first broken link."""
    return verify(placed(lines), *args).broken


def events_of(lines: list[bytes]) -> list[int]:
    """Which lines are events."""
    return [number for number, each in enumerate(lines) if each.startswith(b'{"event"')]


def heads_of(lines: list[bytes]) -> dict[str, tuple[int, str]]:
    """The last event of each chain."""
    heads = {}
    for number in events_of(lines):
        event = event_of(lines[number])
        heads[event["chain"]] = (event["seq"], event["digest"])
    return heads


def sign_next(folder, heads, key, at="2026-11-28T09:00:00Z"):
    """One more checkpoint in a folder."""
    number, previous = last_of(kept(folder))
    checkpoint = sign(number + 1, at, heads, previous, key)
    keep(checkpoint, folder)
    return checkpoint


def key_line(key) -> bytes:
    """The public half of a key as a ledger file brings it along."""
    public = key.public_key()
    return line("key", {"id": key_id_of(public), "public": base64.b64encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()})
