"""Ledgers made for tests: chains of events with versions, as lines of a file."""

import json

from jixiao.chain import GENESIS, canonical_json, event_digest, sha256_of


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


def placed(lines: list[bytes]):
    """Lines with their places."""
    return [(f"a.ledger.jsonl:{number}", each) for number, each in enumerate(lines, 1)]


def events_of(lines: list[bytes]) -> list[int]:
    """Which lines are events."""
    return [number for number, each in enumerate(lines) if each.startswith(b'{"event"')]


def heads_of(lines: list[bytes]) -> dict[str, tuple[int, str]]:
    """The last event of each chain."""
    heads = {}
    for number in events_of(lines):
        event = json.loads(lines[number])["event"]
        heads[event["chain"]] = (event["seq"], event["digest"])
    return heads
