"""``jixiao diff``: two versions or two years of documents against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao import __version__, pipeline
from jixiao.cli.files import find_files
from jixiao.cli.form_files import clear_progress
from jixiao.cli.limiting import limit_options, limits_of
from jixiao.cli.loading import load
from jixiao.errors import CallerError, ExitCode
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.comparison import Comparison
    from jixiao.documents.limits import Limits
    from jixiao.model import Document

PARTS = ("sentences", "targets", "projects", "money")
"""What can be listed by itself, in the order in which it is told."""


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["old"], metavar="OLD"),
        click.Argument(["new"], metavar="NEW"),
        click.Option(["--only"], type=click.Choice(PARTS), multiple=True, help=text("help.diff_only")),
        click.Option(["--all", "everything"], is_flag=True, help=text("help.diff_all")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("help.diff_json")),
        click.Option(["--html"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.diff_html")),
        click.Option(["-o", "--output"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.output")),
        click.Option(["-j", "--jobs"], type=click.IntRange(min=1), metavar="N", help=text("help.jobs")),
        *limit_options(),
    ]
    return click.Command("diff", callback=run, params=params, help=text("help.diff"))


def run(old: str, new: str, only: tuple[str, ...], as_json: bool, html: Path | None, output: Path | None, **options: Any) -> int:  # noqa: ANN401 - by name
    """Read both sides, compare, print, write, and tell by the exit code whether anything differs."""
    _check_destinations((old, new), (output, html))
    limits = limits_of(options)
    (left, left_failures), (right, right_failures) = (_side(side, options["jobs"], limits) for side in (old, new))
    clear_progress()
    failures = [*left_failures, *right_failures]
    for failure in failures:
        click.echo(failure, err=True)
    if not left or not right:
        return ExitCode.FAULT
    comparison = pipeline.compare(left, right)
    _print(comparison, as_json=as_json, output=output, only=only or PARTS, everything=options["everything"])
    if html is not None:
        _write_page(comparison, html)
    if failures or not comparison.documents:
        return ExitCode.FAULT
    return ExitCode.CLEAN if comparison.is_same else ExitCode.PROBLEMS


def _side(argument: str, jobs: int | None, limits: Limits) -> tuple[list[Document], list[str]]:
    """The readings of one side, and messages for what could not be read."""
    files, errors = find_files([argument])
    documents, failures = load(files, jobs, limits)
    return documents, [*(error.message() for error in errors), *failures]


def _check_destinations(sides: tuple[str, str], results: tuple[Path | None, Path | None]) -> None:
    """What was asked for can be written, and overwrites nothing that is compared; asked before anything is read."""
    from jixiao.exports import check_file

    inputs = {file.resolve() for side in sides for file in find_files([side])[0]}
    for file in results:
        if file is not None:
            check_file(file)
            if file.resolve() in inputs:
                raise CallerError("error.form_over_input", file=str(file))


def _print(comparison: Comparison, *, as_json: bool, output: Path | None, only: tuple[str, ...], everything: bool) -> None:
    from jixiao.cli import diff_json, diff_report

    if as_json:
        printed = diff_json.as_json(comparison, only)
    else:
        printed = diff_report.report(comparison, only=only, everything=everything, is_plain=output is not None)
    if output is None:
        click.echo(printed, nl=False)
    else:
        _write(output, printed)


def _write_page(comparison: Comparison, file: Path) -> None:
    from jixiao.reports.comparison_page import comparison_page

    _write(file, comparison_page(comparison, __version__))
    click.echo(text("diff.written", path=file), err=True)


def _write(file: Path, content: str) -> None:
    try:
        file.write_text(content, encoding="utf-8")
    except OSError as error:
        raise CallerError("error.cannot_write", file=str(file), reason=error.strerror or str(error)) from error
