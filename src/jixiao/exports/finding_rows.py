"""All findings as one table, for programs that sort, join and count: CSV, Parquet or JSON lines (发现清单)."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from jixiao.errors import CallerError
from jixiao.exports.destination import whole_file
from jixiao.exports.formulas import neutralise
from jixiao.messages import language
from jixiao.rules import Finding
from jixiao.rules.quoting import brief, law_of

COLUMNS = (
    "finding_id",
    "rule",
    "theme",
    "severity",
    "title",
    "message",
    "remedy",
    "law",
    "document_id",
    "file",
    "project_id",
    "project",
    "place",
    "is_doubtful",
    "waived_by",
)
_BOOLEANS = frozenset({"is_doubtful"})


def write_findings(findings: Sequence[Finding], file: str | Path) -> int:
    """Write findings as a table, one row each, texts in the language in force.

    Args:
        findings: in their order.
        file: its ending says the format: ``.csv``, ``.parquet`` or ``.jsonl``.

    Returns:
        Number of rows.

    Raises:
        CallerError: the file cannot be written, or has another ending.
    """
    write = writer_for(file)
    with whole_file(file) as part:
        write(findings, part)
    return len(findings)


def writer_for(file: str | Path) -> Callable[[Sequence[Finding], Path], None]:
    """What writes a file of that name.

    Raises:
        CallerError: the ending is none of ours.
    """
    found = _WRITERS.get(Path(file).suffix.lower())
    if found is None:
        raise CallerError("error.findings_format", file=str(file), known=" ".join(_WRITERS))
    return found


def _row(finding: Finding, lang: str) -> tuple[str | bool | None, ...]:
    return (
        finding.id,
        finding.rule.id,
        finding.rule.theme,
        finding.severity.value,
        finding.title(lang),
        finding.message(lang),
        finding.remedy(lang),
        law_of(finding.rule, lang),
        finding.document_id,
        finding.file,
        finding.project_id,
        finding.project_name,
        brief(finding.source, lang),
        finding.is_doubtful,
        finding.waiver.by if finding.waiver else None,
    )


def _write_csv(findings: Sequence[Finding], file: Path) -> None:
    lang = language()
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream, lineterminator="\r\n")
        out.writerow(COLUMNS)
        for finding in findings:
            out.writerow([_printed(value) for value in _row(finding, lang)])


def _printed(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutralise(value) if value else ""


def _write_json(findings: Sequence[Finding], file: Path) -> None:
    lang = language()
    with file.open("w", encoding="utf-8") as stream:
        for finding in findings:
            stream.write(json.dumps(dict(zip(COLUMNS, _row(finding, lang), strict=True)), ensure_ascii=False) + "\n")


def _write_parquet(findings: Sequence[Finding], file: Path) -> None:
    lines = file.with_name(f"{file.name}.lines")
    types = ", ".join(f"'{name}': '{'BOOLEAN' if name in _BOOLEANS else 'VARCHAR'}'" for name in COLUMNS)
    try:
        _write_json(findings, lines)
        with duckdb.connect(config={"threads": 1, "temp_directory": ""}) as connection:
            source = f"read_json({_quoted(lines)}, format='newline_delimited', columns={{{types}}})"
            connection.execute(f"COPY (SELECT * FROM {source}) TO {_quoted(file)} (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608 - quoted names of our own
    finally:
        lines.unlink(missing_ok=True)


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"


_WRITERS: dict[str, Callable[[Sequence[Finding], Path], None]] = {".csv": _write_csv, ".parquet": _write_parquet, ".jsonl": _write_json}
