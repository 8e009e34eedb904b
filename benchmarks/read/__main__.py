"""Time and memory of reading, against floors and peers in one run: python -m benchmarks.read"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.read import peers
from benchmarks.read.documents import generated, published, repeated
from benchmarks.read.memory import peak_megabytes
from jixiao.documents import open_document
from jixiao.documents.limits import Limits
from jixiao.pipeline import pool, read

_RUNS = 7
_SLOW_RUNS = 3
_RESULTS = Path(__file__).parent / "results.md"
_LENGTHS = (100, 500, 2000)

Task = Callable[[Path], object]


@dataclass(frozen=True)
class Measure:
    """What is held against what.

    Attributes:
        name: of the row.
        ours: what jixiao does with a file.
        peer: what is done otherwise.
        peer_name: by whom.
        target: the ratio that it may have at most; 0 where the peer is only a comparison.
        runs: how often.
    """

    name: str
    ours: Task
    peer: Task
    peer_name: str
    target: float = 0.0
    runs: int = _RUNS


def to_grids(path: Path) -> object:
    """A file in neutral form."""
    return open_document(path, limits=Limits(seconds=10_000))


def to_json(path: Path) -> object:
    """A reading, in this process."""
    return read(path, isolated=False).model_dump_json()


def seconds(task: Task, path: Path) -> float:
    """Processor time of one run in this process: what else the machine does is not counted."""
    start = time.process_time()
    task(path)
    return time.process_time() - start


def waited(task: Task, path: Path) -> float:
    """Time that passes in one run."""
    start = time.perf_counter()
    task(path)
    return time.perf_counter() - start


def ratios(measure: Measure, files: Iterable[Path]) -> list[str]:
    """Rows of the table: both sides by turns on each file."""
    rows = []
    for path in files:
        measure.ours(path), measure.peer(path)  # imports, caches
        pairs = [(seconds(measure.ours, path), seconds(measure.peer, path)) for _ in range(measure.runs)]
        ours, other = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
        each = sorted(a / b for a, b in pairs)
        verdict = "–" if not measure.target else "yes" if ours / other <= measure.target else "**no**"
        target = f"≤ {measure.target:g}" if measure.target else "–"
        cells = [measure.name, path.name, measure.peer_name, f"{ours * 1000:.1f}", f"{other * 1000:.1f}"]
        rows.append(f"| {' | '.join(cells)} | {ours / other:.2f} ({each[0]:.2f}–{each[-1]:.2f}) | {target} | {verdict} |")
        sys.stdout.write(rows[-1] + "\n")
        sys.stdout.flush()
    return rows


def memory(folder: Path, sources: list[Path]) -> list[str]:
    """Rows: peak memory by number of pages."""
    idle = peak_megabytes(None)
    rows = [f"| imports only | {idle:.0f} | – | – |"]
    for pages in _LENGTHS:
        target = folder / f"{pages}.pdf"
        repeated(sources, pages, target)
        peak = peak_megabytes(target)
        rows.append(f"| {pages} pages, {target.stat().st_size / 1e6:.1f} MB | {peak:.0f} | ≤ 150 | {'yes' if peak <= 150 else '**no**'} |")
        sys.stdout.write(rows[-1] + "\n")
        sys.stdout.flush()
    return rows


def start_of_child(path: Path) -> list[str]:
    """Rows: the first file in a new child process, and the next ones."""
    first, later = [], []
    for _ in range(5):
        pool().close()
        first.append(waited(read, path))
        later.append(waited(read, path))
    return [
        f"| first file, with the start of the child | {statistics.median(first) * 1000:.0f} |",
        f"| next file in the same child | {statistics.median(later) * 1000:.0f} |",
        f"| in this process | {statistics.median(waited(to_json, path) for _ in range(5)) * 1000:.0f} |",
    ]


def main() -> None:
    """Measure, print and write the results."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = generated(folder)
        pdfs = [*published("pdf"), *([files["pdf"]] if "pdf" in files else [])]
        sheets = [*published("xlsx"), files["xlsx"]]
        table = [
            *ratios(Measure("PDF to grids", to_grids, peers.pdfium_text, "pypdfium2, text only", 5.0), pdfs),
            *ratios(Measure("PDF to grids", to_grids, peers.pdfplumber_tables, "pdfplumber, tables", runs=_SLOW_RUNS), pdfs[:4]),
            *ratios(Measure("PDF to JSON", to_json, peers.pdfium_text, "pypdfium2, text only", 15.0), pdfs),
            *ratios(Measure("DOCX to grids", to_grids, peers.lxml_docx, "lxml, bare walk", 2.0), [files["docx"]]),
            *ratios(Measure("XLSX to grids", to_grids, peers.calamine_sheets, "calamine", 2.0), sheets),
            *ratios(Measure("HTML to grids", to_grids, peers.lxml_html, "lxml.html, bare walk", 2.0), [files["html"]]),
        ]
        peaks = memory(folder, pdfs) if pdfs else []
        starts = start_of_child(pdfs[0] if pdfs else files["docx"])
    _RESULTS.write_text(_page(table, peaks, starts), encoding="utf-8")


def _page(table: list[str], peaks: list[str], starts: list[str]) -> str:
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, {platform.python_implementation()} {platform.python_version()}"
    )
    parts = [
        "# Reading, measured",
        "",
        f"Written by `make bench` on {machine}. Processor time in milliseconds, medians; ratios with the lowest and the highest run.",
        "",
        "| Task | File | Against | Ours | Theirs | Ratio | Aim | Met |",
        "|---|---|---|---|---|---|---|---|",
        *table,
        "",
        "## Memory of PDF to JSON",
        "",
        "Most memory of a process that reads one file, in MB; the pages are those of the PDFs above, repeated.",
        "",
        "| File | Peak | Aim | Met |",
        "|---|---|---|---|",
        *peaks,
        "",
        "## Start of the child process",
        "",
        "Files are read in a child process that is kept. Milliseconds for the first of the files above:",
        "",
        "| What | ms |",
        "|---|---|",
        *starts,
        "",
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    main()
