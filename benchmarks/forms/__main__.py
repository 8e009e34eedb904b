"""Cost of writing forms and exports, against floors and peers in one run: python -m benchmarks.forms"""

from __future__ import annotations

import os
import platform
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.forms import peers
from benchmarks.forms.projects import Forms, forms, readings
from benchmarks.forms.race import Race
from jixiao import exports
from jixiao.forms import write_forms
from jixiao.model import Document

_RESULTS = Path(__file__).parent / "results.md"
_COUNT = 300
_DOCX_COUNT = 30
_FORMS = ("shijiazhuang", "xinzhou", "national")
_COPIES = 40
_TARGET = 1.5


def one_file(kind: str, content: Forms) -> int:
    """Projects laid out and written as one file."""
    return len(write_forms([item.laid_out() for item in content.examples], kind, "forms"))


def a_file_each(kind: str, content: Forms) -> int:
    """Projects laid out and written as a file each."""
    return sum(len(write_forms([item.laid_out()], kind, "form")) for item in content.examples)


def pdf_rows() -> list[str]:
    """The aim, and the same against a type setter that is kept."""
    rows = []
    for form in _FORMS:
        prepare = partial(forms, form, _COUNT)
        content = f"{_COUNT} × {form}"
        for task, ours in (("PDF, one file", partial(one_file, "pdf")), ("PDF, a file each", partial(a_file_each, "pdf"))):
            rows.append(Race(task, content, prepare, ours, lambda c: peers.typst_compile(c.sources), "typst.compile", _TARGET).row())
        kept = Race(task, content, prepare, ours, lambda c: peers.typst_kept(c.sources), "typst, fonts loaded once")
        rows.append(kept.row())
    return rows


def other_rows() -> list[str]:
    """The other kinds of file."""
    few, many = f"{_DOCX_COUNT} × shijiazhuang", f"{_COUNT} × shijiazhuang"
    some, all_ = (partial(forms, "shijiazhuang", count) for count in (_DOCX_COUNT, _COUNT))
    docx = Race(
        "DOCX, a file each", few, some, partial(a_file_each, "docx"), lambda c: peers.python_docx(c.pages), "python-docx, cell by cell"
    )
    sheets = Race("XLSX, one file", many, all_, partial(one_file, "xlsx"), lambda c: peers.bare_xlsxwriter(c.pages), "XlsxWriter, bare")
    alone = [Race(f"{kind}, one file", many, all_, partial(one_file, kind.lower())) for kind in ("DOCX", "HTML", "TXT")]
    return [docx.row(), sheets.row(), *(race.row() for race in alone)]


def export_rows(folder: Path) -> list[str]:
    """Readings as tables; the peers get rows that are already made."""
    documents = readings(_COPIES)
    tables = exports.tables_of(documents)
    rows = {table.name: list(table.rows()) for table in tables}
    content = f"{len(documents)} readings, {sum(map(len, rows.values())):,} rows"

    def same(run: int) -> list[Document]:
        return documents

    return [
        Race(
            "CSV", content, same, lambda d: exports.write_csv(d, folder / "csv"),
            lambda d: peers.bare_csv(tables, rows, folder), "csv.writer, rows made", runs=3,
        ).row(),
        Race(
            "XLSX", content, same, lambda d: exports.write_xlsx(d, folder / "ours.xlsx"),
            lambda d: peers.bare_sheets(tables, rows, folder / "bare.xlsx"), "XlsxWriter, rows made", runs=3,
        ).row(),
        Race("Parquet", content, same, lambda d: exports.write_parquet(d, folder / "parquet"), runs=3).row(),
    ]  # fmt: skip


def main() -> None:
    """Measure, print and write the results."""
    with tempfile.TemporaryDirectory() as name:
        written = [*pdf_rows(), *other_rows()]
        exported = export_rows(Path(name))
    _RESULTS.write_text(_page(written, exported), encoding="utf-8")


def _page(written: list[str], exported: list[str]) -> str:
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, {platform.python_implementation()} {platform.python_version()}"
    )
    head = "| Task | What | Against | Ours, min / median | Theirs, min / median | Ratio | Aim | Met |\n|---|---|---|---|---|---|---|---|"
    parts = [
        "# Writing, measured",
        "",
        f"Written by `make bench` on {machine}. Processor time in seconds; the ratio is the median of the pairs of runs, with the lowest",
        "and the highest. Each run has other projects, so that nothing is remembered.",
        "",
        "## Forms",
        "",
        "Ours lays projects out and writes them. `typst.compile` gets the source of the same pages, ready made, one call for each.",
        "",
        head,
        *written,
        "",
        "## Exports",
        "",
        "Ours makes the rows of all tables from readings and writes them; the peers get the same rows ready made.",
        "",
        head,
        *exported,
        "",
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    main()
