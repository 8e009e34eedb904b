"""National corpora: all rules against the floor of their data, at three sizes and under two limits of memory.

The floor: every column of every table is decoded from Parquet and summed once, by DuckDB with the same settings. Corpora lie in
``build/corpora`` and are made where they are missing. Each audit runs in a process of its own, whose highest memory is told.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.audit.in_polars import CHECKS, tables_of
from benchmarks.audit.named_checks import NAMED
from benchmarks.corpora.checking import differences
from benchmarks.corpora.generator import is_current, make
from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import open_corpus
from jixiao.facts.schema import FactColumn, fact_tables
from jixiao.rules import Catalogue, load_catalogue
from jixiao.rules.engine import ACROSS, audit_in
from jixiao.rules.subject import subject_in

SIZES = (10_000, 100_000, 1_000_000)
_ROOT = Path(__file__).resolve().parents[2] / "build" / "corpora"
_RUNS = 3
_WHOLE, _LESS = 2048, 1024
_AIM_ALL, _AIM_NAMED, _AIM_MEMORY = 60, 4, 1.3


@dataclass(frozen=True, slots=True)
class Run:
    """One audit in a process of its own: seconds of the rules, highest memory, findings, and what was not as planted."""

    seconds: float
    peak_megabytes: int
    findings: int
    failures: int
    differences: list[str]
    slowest: dict[str, float]


def corpus(projects: int) -> Path:
    """The corpus of so many projects; made where it is missing, or where rules or facts have changed since."""
    folder = _ROOT / str(projects)
    if not is_current(folder):
        shutil.rmtree(folder, ignore_errors=True)
        make(folder, projects)
    return folder


def floor(folder: Path) -> float:
    """Seconds to decode and sum every column once; the median of some runs after one that warms up."""
    with CorpusDatabase(open_corpus(folder), memory_megabytes=_WHOLE) as database:
        found = []
        for _ in range(_RUNS + 1):
            start = time.perf_counter()
            for name, table in fact_tables().items():
                database.fetch(f"SELECT {', '.join(_sum(column) for column in table.columns)} FROM {name}")  # noqa: S608 - names of the schema
            found.append(time.perf_counter() - start)
    return statistics.median(found[1:])


def _sum(column: FactColumn) -> str:
    if column.type == "VARCHAR":
        return f'sum(strlen("{column.name}"))'
    if column.type == "BOOLEAN":
        return f'sum(CAST("{column.name}" AS INTEGER))'
    return f'max("{column.name}")' if column.type == "DATE" else f'sum("{column.name}")'


def audited(folder: Path, megabytes: int, *, named: bool = False) -> Run:
    """An audit in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.audit.scale", str(folder), str(megabytes), "named" if named else "all"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - this program
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _audit_here(folder: Path, megabytes: int, catalogue: Catalogue, *, whole: bool) -> Run:
    start = time.perf_counter()
    with CorpusDatabase(open_corpus(folder), memory_megabytes=megabytes) as database:
        result = audit_in(database, subject_in(database), catalogue, seconds=3600)
    seconds = time.perf_counter() - start
    slowest = {name: round(took, 2) for name, took in sorted(result.seconds.items(), key=lambda item: -item[1])[:5]}
    wrong = differences(folder, result.findings) if whole else []
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Run(
        seconds, peak, len(result.findings), len(result.failures), wrong[:20], {name: round(took, 2) for name, took in slowest.items()}
    )


def rows() -> list[str]:
    """Lines of the page of results."""
    found = [
        "| Projects | Rows | Floor, s | All rules, s | Floors | ≤ 60 | Peak, MB | With 1 GB, s | × | ≤ 1.3 | 13 named, s | Floors | ≤ 4 "
        "| Findings | Not as planted |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    slowest = ""
    for size in SIZES:
        folder = corpus(size)
        base = floor(folder)
        whole = audited(folder, _WHOLE)
        less = audited(folder, _LESS)
        named = audited(folder, _WHOLE, named=True)
        cells = (
            f"{size:,}",
            f"{open_corpus(folder).rows:,}",
            f"{base:.2f}",
            f"{whole.seconds:.1f}",
            f"{whole.seconds / base:.1f}",
            _yes(whole.seconds <= _AIM_ALL * base and not whole.failures),
            f"{whole.peak_megabytes:,}",
            f"{less.seconds:.1f}",
            f"{less.seconds / whole.seconds:.2f}",
            _yes(less.seconds <= _AIM_MEMORY * whole.seconds and not less.failures),
            f"{named.seconds:.2f}",
            f"{named.seconds / base:.2f}",
            _yes(named.seconds <= _AIM_NAMED * base and not named.failures),
            f"{whole.findings:,}",
            str(len(whole.differences)),
        )
        found.append(f"| {' | '.join(cells)} |")
        slowest = ", ".join(f"{name} {took:.1f} s" for name, took in whole.slowest.items())
    found += [
        "",
        "The named checks at the last size, each once after a first run that warms up, beside the same check by hand in polars:",
        "",
    ]
    found += ["| Check | DuckDB, s | polars, s |", "|---|---|---|", *_peers(corpus(SIZES[-1]))]
    return [*found, "", f"The slowest rules at the last size: {slowest}.", f"The named checks: {', '.join(NAMED)}."]


def _peers(folder: Path) -> Iterator[str]:
    """The named checks in DuckDB and in polars, in this process."""
    entries = load_catalogue().entries
    frames = tables_of(folder)
    sums = [0.0, 0.0]
    with CorpusDatabase(open_corpus(folder), memory_megabytes=_WHOLE) as database:
        for name in NAMED:
            rule = entries[name].rule
            parameters = {key: known.latest.value for key, known in rule.parameters.items()}
            ask = database.fetch if rule.scope in ACROSS else database.fetch_by_document
            ours = _seconds(lambda: ask(rule.sql, parameters))  # noqa: B023 - called at once
            theirs = _seconds(lambda: CHECKS[name](frames, parameters))  # noqa: B023 - as above
            sums = [sums[0] + ours, sums[1] + theirs]
            yield f"| {name} | {ours:.2f} | {theirs:.2f} |"
    yield f"| all | {sums[0]:.2f} | {sums[1]:.2f} |"


def _seconds(task: Callable[[], object]) -> float:
    task()
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def _yes(is_met: bool) -> str:
    return "yes" if is_met else "**no**"


def main() -> None:
    """In the process of one audit: print what came out as JSON."""
    folder, megabytes, which = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    catalogue = load_catalogue()
    chosen = catalogue.select(NAMED) if which == "named" else catalogue
    print(json.dumps(asdict(_audit_here(folder, megabytes, chosen, whole=which == "all"))))  # noqa: T201 - read by the process above


if __name__ == "__main__":
    main()
