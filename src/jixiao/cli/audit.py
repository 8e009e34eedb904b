"""``jixiao audit``: documents held against all rules."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao import pipeline
from jixiao.cli import audit_spark
from jixiao.cli.audit_html import html_options, write_page
from jixiao.cli.dating import dates_of
from jixiao.cli.files import find_files
from jixiao.cli.form_files import clear_progress
from jixiao.cli.limiting import limit_options, limits_of
from jixiao.cli.loading import load
from jixiao.errors import CallerError, ExitCode
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.model import Document
    from jixiao.rules import Audit, Catalogue, Rule, Severity
    from jixiao.rules.engine import Progress
    from jixiao.rules.waivers import Exceptions

SEVERITIES = ("error", "warning", "info")
_NEVER = "never"
_LEAST_MEMORY = 64


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
        click.Option(["--json", "as_json"], is_flag=True, help=text("help.audit_json")),
        click.Option(["-o", "--output"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.output")),
        click.Option(["--xlsx"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.audit_xlsx")),
        *html_options(),
        click.Option(["--sarif"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.audit_sarif")),
        click.Option(["--findings"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.audit_findings")),
        click.Option(["--severity"], type=click.Choice(SEVERITIES), default="info", show_default=True, help=text("help.audit_severity")),
        click.Option(["--all", "everything"], is_flag=True, help=text("help.audit_all")),
        click.Option(
            ["--fail-on"], type=click.Choice([*SEVERITIES, _NEVER]), default="error", show_default=True, help=text("help.audit_fail_on")
        ),
        *rule_options(),
        click.Option(["--exceptions"], type=click.Path(path_type=Path), help=text("help.audit_exceptions")),
        *(
            click.Option([f"--{name}"], multiple=True, metavar=text("help.metavar_dated"), help=text(f"help.{name}"))
            for name in ("approved", "published")
        ),
        click.Option(["-j", "--jobs"], type=click.IntRange(min=1), metavar="N", help=text("help.jobs")),
        click.Option(
            ["--memory-megabytes"],
            type=click.IntRange(min=_LEAST_MEMORY),
            default=1024,
            show_default=True,
            metavar="N",
            help=text("help.audit_memory"),
        ),
        *audit_spark.engine_options(),
        *limit_options(),
    ]
    return click.Command("audit", callback=run, params=params, help=text("help.audit"))


def rule_options() -> list[click.Option]:
    """Which rules: some of them, and those of a user's own folders."""
    return [
        click.Option(["--rule", "named"], multiple=True, metavar=text("help.metavar_rule"), help=text("help.audit_rule")),
        click.Option(["--rules", "folders"], type=click.Path(path_type=Path), multiple=True, help=text("help.audit_rules")),
    ]


def run(paths: tuple[str, ...], as_json: bool, output: Path | None, jobs: int | None, **options: Any) -> int:  # noqa: ANN401 - by name
    """Read, audit, print, write, and tell by the exit code what was found."""
    _check_destinations((output, options["xlsx"], options["html"], options["sarif"]), options["findings"])
    catalogue = chosen_rules(options["named"], options["folders"])
    exceptions = _exceptions(options["exceptions"])
    if (folder := corpus_among(paths)) is not None:
        return _run_corpus(folder, catalogue, exceptions, as_json, output, options)
    files, errors = find_files(paths)
    audited = audit_spark.audit_files if options["engine"] == "spark" else _audit_files
    documents, failures, audit = audited(files, catalogue, exceptions, {**options, "jobs": jobs}, _progress(len(catalogue.rules)))
    clear_progress()
    failures = [error.message() for error in errors] + failures
    for failure in failures:
        click.echo(failure, err=True)
    if audit is None:
        return ExitCode.FAULT
    _print(documents, audit, as_json, output, options)
    if options["xlsx"]:
        _write_paper(documents, audit, options["xlsx"], options["severity"])
    if options["html"]:
        write_page(documents, audit, options, limits_of(options))
    if options["sarif"]:
        _write_sarif(documents, audit, options["sarif"], options["severity"])
    _write_findings(audit, options["findings"], options["severity"])
    is_fault = failures or not audit.is_complete or any(is_unread(document) for document in documents)
    if is_fault:
        return ExitCode.FAULT
    return ExitCode.PROBLEMS if _is_found(audit, options["fail_on"]) else ExitCode.CLEAN


def _audit_files(
    files: Sequence[Path], catalogue: Catalogue, exceptions: Exceptions | None, options: dict[str, Any], progress: Progress | None
) -> tuple[list[Document], list[str], Audit | None]:
    """Read files and run the rules over them on this machine: readings, messages of files that have none, and what was found."""
    documents, failures = load(files, options["jobs"], limits_of(options))
    if not documents:
        return documents, failures, None
    audit = pipeline.audit(
        documents,
        catalogue=catalogue,
        exceptions=exceptions,
        dates=dates_of(documents, options["approved"], options["published"]),
        memory_megabytes=options["memory_megabytes"],
        progress=progress,
    )
    return documents, failures, audit


def corpus_among(paths: Sequence[str]) -> Path | None:
    """The corpus that is to be audited, where the caller names one.

    Raises:
        CallerError: other files are named beside it.
    """
    from jixiao.corpus.folder import is_corpus

    folders = [Path(path) for path in paths if is_corpus(Path(path))]
    if folders and len(paths) > 1:
        raise CallerError("error.corpus_alone", folder=str(folders[0]))
    return folders[0] if folders else None


def _run_corpus(
    folder: Path, catalogue: Catalogue, exceptions: Exceptions | None, as_json: bool, output: Path | None, options: dict[str, Any]
) -> int:
    """Audit a corpus on disk, print, write, and tell by the exit code what was found."""
    from jixiao.cli import audit_corpus
    from jixiao.rules import Severity

    if refused := audit_corpus.refused(options):
        raise CallerError("error.corpus_option", options=" ".join(refused))
    if options["engine"] == "spark":
        corpus, audit = audit_spark.audit_corpus(folder, catalogue, exceptions, options, _progress(len(catalogue.rules)))
    else:
        corpus, audit = audit_corpus.audit_corpus(
            folder, catalogue, exceptions=exceptions, memory_megabytes=options["memory_megabytes"], progress=_progress(len(catalogue.rules))
        )
    clear_progress()
    audit_corpus.show(corpus, audit, as_json_=as_json, least=Severity(options["severity"]), output=output)
    _write_findings(audit, options["findings"], options["severity"])
    if not audit.is_complete:
        return ExitCode.FAULT
    return ExitCode.PROBLEMS if _is_found(audit, options["fail_on"]) else ExitCode.CLEAN


def _write_findings(audit: Audit, file: Path | None, severity: str) -> None:
    if file is None:
        return
    from jixiao.exports.finding_rows import write_findings
    from jixiao.rules import Severity

    rows = write_findings([finding for finding in audit.findings if finding.severity.rank <= Severity(severity).rank], file)
    click.echo(text("cli.findings_written", path=file, rows=f"{rows:,}"), err=True)


def chosen_rules(named: Sequence[str], folders: Sequence[Path]) -> Catalogue:
    """The rules that the options ask for.

    Raises:
        RuleError: a file is wrong, or nothing has such a name.
    """
    from jixiao.rules import load_catalogue  # its libraries load when rules are asked for

    catalogue = load_catalogue(folders)
    return catalogue.select(named) if named else catalogue


def is_unread(document: Document) -> bool:
    """Nothing was read of the document, so that nothing can be said about it."""
    return bool(document.problems) and not (document.projects or document.whole_department or document.tables or document.sections)


def _exceptions(file: Path | None) -> Exceptions | None:
    from jixiao.rules.waivers import load_exceptions

    return load_exceptions(file) if file is not None else None


def _check_destinations(files: Sequence[Path | None], table: Path | None) -> None:
    """What was asked for can be written; asked before anything is read."""
    from jixiao.exports import check_file
    from jixiao.exports.finding_rows import writer_for

    for file in (*files, table):
        if file is not None:
            check_file(file)
    if table is not None:
        writer_for(table)


def _progress(total: int) -> Any:  # noqa: ANN401 - a function, or nothing where nobody looks
    if not sys.stderr.isatty():
        return None

    def show(done: int, rule: Rule) -> None:
        click.echo(f"\r\x1b[K{text('cli.audit_progress', done=done + 1, total=total, rule=rule.id)}", err=True, nl=False)

    return show


def _print(documents: Sequence[Document], audit: Audit, as_json: bool, output: Path | None, options: dict[str, Any]) -> None:
    from jixiao.cli import audit_json, findings
    from jixiao.rules import Severity

    least = Severity(options["severity"])
    if as_json:
        printed = audit_json.as_json(documents, audit, least=least)
    else:
        printed = findings.report(documents, audit, least=least, everything=options["everything"], is_plain=output is not None)
    if output is None:
        click.echo(printed, nl=False)
        return
    try:
        output.write_text(printed, encoding="utf-8")
    except OSError as error:
        raise CallerError("error.cannot_write", file=str(output), reason=error.strerror or str(error)) from error


def _write_paper(documents: Sequence[Document], audit: Audit, file: Path, severity: str) -> None:
    from jixiao.exports.working_paper import write_working_paper
    from jixiao.rules import Severity

    rows = write_working_paper(documents, audit, file, least=Severity(severity))
    click.echo(text("cli.audit_paper", path=file, rows=f"{rows:,}"), err=True)


def _write_sarif(documents: Sequence[Document], audit: Audit, file: Path, severity: str) -> None:
    from jixiao.exports.sarif import write_sarif
    from jixiao.rules import Severity

    rows = write_sarif(documents, audit, file, least=Severity(severity))
    click.echo(text("cli.sarif_written", path=file, rows=f"{rows:,}"), err=True)


def _is_found(audit: Audit, fail_on: str) -> bool:
    """There is a finding of that severity or a graver one that nobody has waived."""
    if fail_on == _NEVER:
        return False
    from jixiao.rules import Severity

    least: Severity = Severity(fail_on)
    return any(finding.severity.rank <= least.rank and finding.waiver is None for finding in audit.findings)
