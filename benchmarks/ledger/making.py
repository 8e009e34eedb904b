"""Ledgers of invented declarations, as large as those of a city or a province, written line by line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jixiao.chain import GENESIS, canonical_json, event_digest, keep, make_keys, sha256_of, sign

_SIGNED_EACH = 1000
_VERSION_EACH = 5
_WORDS = (
    "道路交通安全设施维护",
    "目标值与上年相同，请说明依据。",
    "一线执勤装备购置",
    "已按要求修改；",
    "城乡居民满意度",
    "每季度末前完成",
)
_ACTIONS = ("declaration.save", "declaration.submit", "declaration.approve", "declaration.return", "comment.write")


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger with its checkpoints and the folder of its keys."""

    file: Path
    checkpoints: Path
    keys: Path
    events: int
    versions: int


def make(folder: Path, events: int, *, chains: int, version_bytes: int) -> Ledger:
    """Write a ledger: each fifth event froze a version, and each thousandth is signed."""
    folder.mkdir(parents=True)
    draw = random.Random(events)  # noqa: S311 - the same ledger each time
    made = Ledger(folder / "all.ledger.jsonl", folder / "checkpoints", folder / "keys", events, events // _VERSION_EACH)
    key, number, before = make_keys(made.keys), 0, GENESIS
    heads = [(0, GENESIS)] * chains
    grown: dict[str, tuple[int, str]] = {}
    with made.file.open("wb") as opened:
        opened.write(canonical_json({"ledger": {"schema": "jixiao-ledger/1", "complete": True}}) + b"\n")
        for at in range(1, events + 1):
            own = draw.randrange(chains)
            chain = f"declaration:{own:08x}-0000-4000-8000-000000000000"
            version = _version(at, version_bytes, draw) if at % _VERSION_EACH == 0 else None
            for line, head in _lines(chain, *heads[own], at, version, draw):
                opened.write(line)
                heads[own] = grown[chain] = head
            if at % _SIGNED_EACH == 0:
                number += 1
                signed = sign(number, f"2026-{1 + number * 12 // (events // _SIGNED_EACH + 2):02}-01T00:00:00Z", grown, before, key)
                before, grown = signed.digest, {}
                keep(signed, made.checkpoints)
    return made


def _version(at: int, size: int, draw: random.Random) -> str:
    content = "".join(draw.choices(_WORDS, k=size // 24))
    return canonical_json({"schema": "jixiao-declaration/1", "number": at, "project": {"name": content}}).decode()


def _lines(
    chain: str, seq: int, previous: str, at: int, version: str | None, draw: random.Random
) -> Iterator[tuple[bytes, tuple[int, str]]]:
    frozen = None if version is None else sha256_of(version.encode())
    told = {
        "chain": chain,
        "seq": seq + 1,
        "at": f"2026-11-28T01:{at // 60 % 60:02}:{at % 60:02}.{at % 1000000:06}Z",
        "actor": {"id": str(at % 977), "login": f"user{at % 977}", "name": "林晓", "role": "clerk", "agency": "岚江市公安局交通警察支队"},
        "action": _ACTIONS[at % len(_ACTIONS)],
        "object": "",
        "result": "done",
        "before": None,
        "after": frozen,
        "data": {"reason": draw.choice(_WORDS)} | ({} if version is None else {"version": seq + 1}),
        "previous": previous,
    }
    digest = event_digest(**told)  # type: ignore[arg-type] - a dictionary of all of them
    if version is not None:
        yield canonical_json({"snapshot": {"sha256": frozen, "content": version}}) + b"\n", (seq + 1, digest)
    yield canonical_json({"event": {**told, "digest": digest}}) + b"\n", (seq + 1, digest)
