"""``jixiao audit --html``: the report as one web page, with its evidence, and how large it became."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao import __version__
from jixiao.cli.form_files import clear_progress
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.documents.limits import Limits
    from jixiao.model import Document
    from jixiao.reports.audit import Progress
    from jixiao.rules import Audit

_MB = 1_000_000


def write_page(documents: Sequence[Document], audit: Audit, file: Path, *, severity: str, limits: Limits) -> None:
    """Write the report and say where it is."""
    from jixiao.evidence import Evidence
    from jixiao.exports.destination import whole_file
    from jixiao.reports.audit import Report, audit_report
    from jixiao.rules import Severity

    report = Report(__version__, evidence=Evidence.of(documents, limits=limits), least=Severity(severity), progress=_progress())
    page = audit_report(documents, audit, report).encode("utf-8")
    clear_progress()
    with whole_file(file) as part:
        part.write_bytes(page)
    listed = sum(finding.severity.rank <= report.least.rank for finding in audit.findings)
    click.echo(text("cli.audit_html", path=file, findings=f"{listed:,}", megabytes=f"{len(page) / _MB:.1f}"), err=True)


def _progress() -> Progress | None:
    """Tells how far the collecting of evidence is, where somebody looks."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        click.echo(f"\r\x1b[K{text('cli.audit_html_progress', done=done + 1, total=total)}", err=True, nl=False)

    return show
