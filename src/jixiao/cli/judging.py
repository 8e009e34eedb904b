"""What commands share that read files, hold what they say against formulas, and print and write what they found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao.cli.files import find_files
from jixiao.cli.form_files import clear_progress
from jixiao.cli.limiting import limit_options, limits_of
from jixiao.cli.loading import load
from jixiao.errors import CallerError
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.model import Document

_FEW = 3


def options_of(command: str, fail_on: Sequence[str]) -> list[click.Parameter]:
    """Options on what is shown, where it is written, when it fails and how it is read; ``command`` names their help texts."""
    return [
        click.Option(["--project", "named"], metavar=text("help.metavar_text"), help=text(f"help.{command}_project")),
        click.Option(["--all", "everything"], is_flag=True, help=text(f"help.{command}_all")),
        click.Option(["--json", "as_json"], is_flag=True, help=text(f"help.{command}_json")),
        click.Option(["-o", "--output"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.output")),
        click.Option(["--xlsx"], type=click.Path(dir_okay=False, path_type=Path), help=text(f"help.{command}_xlsx")),
        click.Option(["--html"], type=click.Path(dir_okay=False, path_type=Path), help=text(f"help.{command}_html")),
        click.Option(["--fail-on"], type=click.Choice(fail_on), default="any", show_default=True, help=text(f"help.{command}_fail_on")),
        click.Option(["-j", "--jobs"], type=click.IntRange(min=1), metavar="N", help=text("help.jobs")),
        *limit_options(),
    ]


def check_files(*files: Path | None) -> None:
    """They can be written; asked before anything is read.

    Raises:
        CallerError: one cannot.
    """
    from jixiao.exports import check_file

    for file in files:
        if file is not None:
            check_file(file)


def read_all(paths: Sequence[str], options: dict[str, Any]) -> tuple[list[Document], list[str]]:
    """Documents that were read, and what was told of those that could not be."""
    files, errors = find_files(paths)
    documents, failures = load(files, options["jobs"], limits_of(options))
    clear_progress()
    told = [error.message() for error in errors] + failures
    for failure in told:
        click.echo(failure, err=True)
    return documents, told


def nothing_in(documents: Sequence[Document], key: str) -> CallerError:
    """No document has what was looked for; the message of ``key`` names the first of them."""
    names = [Path(document.source.file).name for document in documents]
    return CallerError(key, files=text("cli.comma").join(names[:_FEW]) + ("……" if len(names) > _FEW else ""))


def put(printed: str, output: Path | None) -> None:
    """Print it, or write it to a file.

    Raises:
        CallerError: it cannot be written.
    """
    if output is None:
        click.echo(printed, nl=False)
        return
    try:
        output.write_text(printed, encoding="utf-8")
    except OSError as error:
        raise CallerError("error.cannot_write", file=str(output), reason=error.strerror or str(error)) from error
