"""Time of an audit after reading, against the floor of its data: python -m benchmarks.audit

The floor: the facts of the document are put into DuckDB, and every column of every table is read once.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.audit import scale
from jixiao.facts import Database, Facts, fact_tables, facts_of
from jixiao.model import Document
from jixiao.pipeline import read
from jixiao.rules import Catalogue, audit, load_catalogue

_RUNS = 5
_AIM_SECONDS = 1.5
_COPIES = (5, 10)
_RESULTS = Path(__file__).parent / "results.md"
_INVENTED = Path(__file__).parents[2] / "tests" / "audit"


def seconds(task: Callable[[], object]) -> list[float]:
    """Wall time of some runs."""
    found = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        task()
        found.append(time.perf_counter() - start)
    return found


def floor(facts: Facts) -> None:
    """Put the facts into the database and read every column once."""
    with Database() as database:
        database.insert(facts)
        for name, table in fact_tables().items():
            columns = ", ".join(f'count("{column.name}"), max("{column.name}")' for column in table.columns)
            database.fetch(f"SELECT {columns} FROM {name}")  # noqa: S608 - names of the schema


def whole(documents: list[Document], catalogue: Catalogue) -> int:
    """Facts and all rules."""
    result = audit(facts_of(documents), catalogue)
    if result.failures:
        raise RuntimeError(result.failures[0].reason)
    return len(result.findings)


def files() -> list[Path]:
    """Published documents where they are at hand, and invented ones."""
    corpus = os.environ.get("JIXIAO_CORPUS")
    published = [*sorted((Path(corpus) / "seeds").glob("*.txt")), *sorted((Path(corpus) / "realdocs").glob("*.pdf"))] if corpus else []
    return [*published, *sorted(_INVENTED.glob("*.html"))]


def row(name: str, documents: list[Document], catalogue: Catalogue) -> str:
    """A row of the table."""
    facts = facts_of(documents)
    rows = sum(len(found) for found in facts.tables.values())
    found = whole(documents, catalogue)
    ours = seconds(lambda: whole(documents, catalogue))
    theirs = seconds(lambda: floor(facts))
    ratio = statistics.median(ours) / statistics.median(theirs)
    aim = ("yes" if statistics.median(ours) <= _AIM_SECONDS else "**no**") if len(documents) == 1 else "–"
    spread = f"{min(ours):.2f}–{max(ours):.2f}"
    cells = (
        name,
        f"{rows:,}",
        str(found),
        f"{statistics.median(ours):.2f} ({spread})",
        f"{statistics.median(theirs):.3f}",
        f"{ratio:.1f}",
        aim,
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure and write the page."""
    catalogue = load_catalogue()
    read_files = {path.name: read(path, isolated=False) for path in files()}
    rows = [row(name, [document], catalogue) for name, document in read_files.items()]
    for copies in _COPIES:
        some = [
            document.model_copy(update={"source": document.source.model_copy(update={"sha256": f"{number:064x}", "file": f"{number}"})})
            for number, document in enumerate([*read_files.values()] * copies)
        ]
        rows.append(row(f"all of them {copies} times ({len(some)} documents)", some, catalogue))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, CPython {platform.python_version()}"
    head = (
        f"# Audits, measured\n\nWritten by `make bench` on {machine}: {len(catalogue.rules)} rules, one thread. Seconds after reading,\n"
        "medians, the quickest and the slowest run in brackets. The floor: the same facts put into DuckDB and every\n"
        "column of every table read once.\n"
        "The aim: a document of 50 pages in 1.5 s.\n\n"
        "| Document | Rows of facts | Findings | Facts and rules, s | Floor, s | Ratio | ≤ 1.5 s |\n|---|---|---|---|---|---|---|\n"
    )
    page = head + "\n".join(rows) + "\n"
    page += (
        "\n## National corpora\n\n"
        "Generated corpora of so many projects (`python -m benchmarks.corpora`), as Parquet files, audited with two threads.\n"
        "The floor: every column of every table decoded and summed once by DuckDB with the same settings. Peak is that of the\n"
        "whole process. What was planted, and nothing else, must be found.\n\n"
    )
    _RESULTS.write_text(page + "\n".join(scale.rows()) + "\n", encoding="utf-8")
    print(_RESULTS.read_text(encoding="utf-8"))  # noqa: T201 - a program


if __name__ == "__main__":
    main()
