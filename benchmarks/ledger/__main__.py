"""Cost of verifying a ledger, against decoding and hashing the same lines, and its memory: python -m benchmarks.ledger [EVENTS]"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.forms.race import Race
from benchmarks.ledger.making import Ledger, make
from benchmarks.read.memory import own_peak
from jixiao.chain import event_digest, kept, load_public_key, verify

_RESULTS = Path(__file__).parent / "results.md"
_EVENTS, _CHAINS, _VERSION_BYTES = 1_000_000, 20_000, 4_000
_TARGET = 4.0  # of what decoding and hashing take: 30 s where a million events with their versions take 7.5 s
_HEAD = "| Task | What | Against | Ours, min / median | Theirs, min / median | Ratio | Aim | Met |\n|---|---|---|---|---|---|---|---|"


def verified(ledger: Ledger) -> int:
    """All events, versions and checkpoints recomputed."""
    with ledger.file.open("rb") as opened:
        lines = ((f"{ledger.file.name}:{number}", line) for number, line in enumerate(opened, 1))
        found = verify(lines, kept(ledger.checkpoints), [load_public_key(ledger.keys)])
    counts = (found.events, found.snapshots, found.unsigned, found.torn)
    if found.broken is not None or counts != (ledger.events, ledger.versions, 0, []):
        raise AssertionError(found.broken or found)
    return found.checkpoints


def floor(ledger: Ledger) -> int:
    """The same lines decoded and hashed, and nothing compared."""
    count = 0
    for file in (*ledger.checkpoints.iterdir(), ledger.file):
        with file.open("rb") as opened:
            for line in opened:
                json.loads(line)
                hashlib.sha256(line).hexdigest()
                count += 1
    return count


def digests(events: list[dict[str, object]]) -> int:
    """What appending costs beside the database: the digest of each event."""
    return sum(len(event_digest(**event)) for event in events)  # type: ignore[arg-type] - a dictionary of all of them


def dumped(events: list[dict[str, object]]) -> int:
    """The same events written as JSON by the standard library and hashed."""
    return sum(len(hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()) for event in events)


def peak_megabytes(folder: Path) -> float:
    """Memory of a process of its own that verifies the ledger of a folder."""
    command = [sys.executable, "-m", "benchmarks.ledger", "--peak", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own module
    return float(done.stdout.split()[-1])


def _events(ledger: Ledger, count: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    with ledger.file.open("rb") as opened:
        for line in opened:
            if line.startswith(b'{"event"'):
                event = json.loads(line)["event"]
                del event["digest"]
                found.append(event)
            if len(found) == count:
                break
    return found


def _memory_rows(folder: Path) -> list[str]:
    rows = []
    for name, events, version_bytes in (("few", 20_000, 1_000), ("few-large", 20_000, 100_000), ("many", 200_000, 1_000)):
        ledger = make(folder / name, events, chains=2_000, version_bytes=version_bytes)
        size = ledger.file.stat().st_size / 1e6
        row = (
            f"| {events:,} | {ledger.versions:,} of {version_bytes // 1000} kB | {size:,.0f} MB | {peak_megabytes(folder / name):.0f} MB |"
        )
        sys.stdout.write(row + "\n")
        sys.stdout.flush()
        rows.append(row)
    return rows


def main() -> None:
    """Measure, print and write the results."""
    if sys.argv[1:2] == ["--peak"]:
        folder = Path(sys.argv[2])
        verified(Ledger(folder / "all.ledger.jsonl", folder / "checkpoints", folder / "keys", *_counts(folder)))
        sys.stdout.write(f"{own_peak():.1f}\n")
        return
    events = int(sys.argv[1]) if len(sys.argv) > 1 else _EVENTS
    with tempfile.TemporaryDirectory() as name:
        ledger = make(Path(name) / "all", events, chains=min(_CHAINS, events), version_bytes=_VERSION_BYTES)
        what = f"{events:,} events, {ledger.versions:,} versions"
        race = Race("verify", what, lambda run: ledger, verified, floor, "json.loads and SHA-256", _TARGET)
        few = _events(ledger, 50_000)
        append = Race("digest of an event", f"{len(few):,} events", lambda run: few, digests, dumped, "json.dumps and SHA-256")
        rows = [race.row(), append.row()]
        ledger.file.unlink()
        memory = _memory_rows(Path(name))
    if events == _EVENTS:
        _RESULTS.write_text(_page(rows, memory), encoding="utf-8")


def _counts(folder: Path) -> tuple[int, int]:
    with (folder / "all.ledger.jsonl").open("rb") as opened:
        kinds = [line[:9] for line in opened]
    return kinds.count(b'{"event":'), kinds.count(b'{"snapsho')


def _page(rows: list[str], memory: list[str]) -> str:
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, {platform.python_implementation()} {platform.python_version()}"
    )
    parts = [
        "# Verifying a ledger, measured",
        "",
        f"Written by `make bench` on {machine}. Processor time in seconds; the ratio is the median of the pairs of runs, with the lowest",
        "and the highest. Every thousand events the heads that grew are signed, and every signature is verified. The other side decodes",
        "and hashes the same lines and compares nothing; ours writes each line again as well, so that no byte of it can be another.",
        "",
        _HEAD,
        *rows,
        "",
        "Memory of `verify` in a process of its own, everything imported: it grows with the number of events, because every head that was",
        "signed is kept, and of versions, each of which is remembered by its digest; not with how large versions are.",
        "",
        "| Events | Versions | File | Most memory |\n|---|---|---|---|",
        *memory,
        "",
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    main()
