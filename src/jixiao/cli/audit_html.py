"""``jixiao audit --html``: the report as one web page, with how much evidence it holds, and how large it became."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao.cli.form_files import clear_progress
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.documents.limits import Limits
    from jixiao.model import Document
    from jixiao.rules import Audit

_MB = 1_000_000
_ALL, _NONE = "all", "none"


def html_options() -> list[click.Option]:
    """Where the page goes, and how much evidence into it."""
    return [
        click.Option(["--html"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.page_html")),
        click.Option(
            ["--evidence"],
            default="40",
            show_default=True,
            callback=_amount,
            metavar=text("help.metavar_evidence"),
            help=text("help.audit_evidence"),
        ),
    ]


def _amount(_context: click.Context, _option: click.Parameter, value: str) -> str | float:
    """``all`` and ``none`` as they are, and megabytes as a number."""
    if value in (_ALL, _NONE):
        return value
    try:
        megabytes = float(value)
    except ValueError:
        megabytes = -1.0
    if not 0 <= megabytes < float("inf"):
        raise click.BadParameter(text("error.evidence_amount", value=value))
    return megabytes


def write_page(documents: Sequence[Document], audit: Audit, options: dict[str, Any], limits: Limits) -> None:
    """Write the report where ``--html`` says, and tell where it is and how large.

    Args:
        documents: that were audited.
        audit: what was found.
        options: of the call: ``html``, ``evidence``, ``severity``.
        limits: what opening a file for its evidence may cost.
    """
    from jixiao.evidence import Evidence
    from jixiao.exports.destination import whole_file
    from jixiao.reports import Shown, audit_report
    from jixiao.rules import Severity

    amount, file = options["evidence"], options["html"]
    shown = Shown(None) if amount == _ALL else Shown(0, is_any=False) if amount == _NONE else Shown(amount)
    page = audit_report(
        documents,
        audit,
        evidence=Evidence.of(documents, limits=limits),
        shown=shown,
        least=Severity(options["severity"]),
        progress=_progress(),
    )
    clear_progress()
    with whole_file(file) as part:
        part.write_text(page, encoding="utf-8")
        size = part.stat().st_size
    listed = sum(finding.severity.rank <= Severity(options["severity"]).rank for finding in audit.findings)
    click.echo(text("cli.page_written", path=file, findings=f"{listed:,}", megabytes=f"{size / _MB:.1f}"), err=True)


def _progress() -> Callable[[int, int], None] | None:
    """How far the collecting of evidence is, where somebody looks."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        click.echo(f"\r\x1b[K{text('cli.page_progress', done=done, total=total)}", err=True, nl=False)

    return show
