"""``jixiao read``: documents into typed data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from jixiao.cli import summary
from jixiao.cli.exporting import check_destinations, export_options, write_exports
from jixiao.cli.files import find_files
from jixiao.cli.limiting import limit_options, limits_of
from jixiao.cli.reading import Outcome, default_jobs, read_all
from jixiao.documents.limits import Limits
from jixiao.errors import ExitCode
from jixiao.messages import language, text


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
        click.Option(["--json", "as_json"], is_flag=True, help=text("help.json")),
        click.Option(["--problems", "only_problems"], is_flag=True, help=text("help.problems")),
        click.Option(["-o", "--output"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.output")),
        click.Option(["-j", "--jobs"], type=click.IntRange(min=1), metavar="N", help=text("help.jobs")),
        *export_options(),
        *limit_options(),
    ]
    return click.Command("read", callback=run, params=params, help=text("help.read"))


def run(paths: tuple[str, ...], as_json: bool, only_problems: bool, output: Path | None, jobs: int | None, **options: Any) -> int:  # noqa: ANN401 - limits and exports, by name
    """Read, print, export, and tell by the exit code how it went."""
    check_destinations(options)
    files, errors = find_files(paths)
    outcomes = read_files(files, jobs, limits_of(options))
    failures = [error.message() for error in errors] + [outcome.failure for outcome in outcomes if outcome.failure]
    documents = [outcome.document for outcome in outcomes if outcome.document is not None]
    if as_json:
        _write(summary.as_json(documents), output)
    elif only_problems:
        _write("".join(f"{problem.describe()}\n" for document in documents for problem in document.problems), output)
    elif documents:
        _write(summary.overview(documents), output)
    for failure in failures:
        click.echo(failure, err=True)
    if documents:
        write_exports(documents, options)
    if failures:
        return ExitCode.FAULT
    return ExitCode.PROBLEMS if any(document.problems for document in documents) else ExitCode.CLEAN


def read_files(files: list[Path], jobs: int | None, limits: Limits | None = None) -> list[Outcome]:
    """Read files with a line of progress on a terminal."""
    shown = sys.stderr.isatty() and len(files) > 1

    def progress(done: int, path: Path) -> None:
        if shown:
            line = text("cli.progress", done=done + 1, total=len(files), file=path.name)
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    outcomes = list(read_all(files, jobs=jobs or default_jobs(files), lang=language(), progress=progress, limits=limits))
    if shown:
        click.echo("\r\x1b[K", err=True, nl=False)
    return outcomes


def _write(printed: str, output: Path | None) -> None:
    if output is None:
        click.echo(printed, nl=False)
    else:
        output.write_text(printed, encoding="utf-8")
