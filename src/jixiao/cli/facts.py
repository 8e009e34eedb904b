"""``jixiao facts``: documents into a corpus on disk, which is audited as often as wanted."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import click

from jixiao.cli.dating import dates_of_files
from jixiao.cli.files import find_files
from jixiao.cli.form_files import clear_progress
from jixiao.cli.limiting import limit_options, limits_of
from jixiao.cli.reading import default_jobs, in_threads
from jixiao.corpus.writer import CorpusWriter, check_destination
from jixiao.errors import ExitCode, JixiaoError
from jixiao.facts.rows import DocumentRows
from jixiao.messages import text
from jixiao.pipeline import read_rows


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
        click.Option(["-o", "--output"], type=click.Path(file_okay=False, path_type=Path), required=True, help=text("help.facts_output")),
        *(
            click.Option([f"--{name}"], multiple=True, metavar=text("help.metavar_dated"), help=text(f"help.{name}"))
            for name in ("approved", "published")
        ),
        click.Option(["-j", "--jobs"], type=click.IntRange(min=1), metavar="N", help=text("help.jobs")),
        *limit_options(),
    ]
    return click.Command("facts", callback=run, params=params, help=text("help.facts"))


def run(paths: tuple[str, ...], output: Path, jobs: int | None, **options: Any) -> int:  # noqa: ANN401 - limits, by name
    """Read every file, keep its facts, and say which were not understood."""
    check_destination(output)
    files, errors = find_files(paths)
    failures = [error.message() for error in errors]
    limits = limits_of(options)
    dates = dates_of_files([str(path) for path in files], options["approved"], options["published"])
    problems: list[DocumentRows] = []
    left_out = 0
    with CorpusWriter(output) as writer:
        ids = {path: writer.id_of(_digest(path)) for path in files}

        def read_one(path: Path) -> DocumentRows | str:
            try:
                return read_rows(path, ids[path], limits=limits, dates=dates[str(path)])
            except JixiaoError as error:
                return error.message()

        for rows in in_threads(read_one, files, jobs=jobs or default_jobs(files), progress=_progress(len(files)), limits=limits):
            if isinstance(rows, str):
                failures.append(rows)
                continue
            writer.add(rows)
            left_out += rows.left_out
            if rows.problems:
                problems.append(rows)
    clear_progress()
    counts = writer.counts
    said = {"documents": f"{counts['documents']:,}", "projects": f"{counts['projects']:,}", "rows": f"{sum(counts.values()):,}"}
    click.echo(text("cli.facts_written", folder=output, **said))
    if left_out:
        click.echo(text("cli.facts_left_out", count=f"{left_out:,}"), err=True)
    for rows in problems:
        click.echo(text("cli.facts_problems", file=rows.file, count=len(rows.problems)), err=True)
    for failure in failures:
        click.echo(failure, err=True)
    if failures or any(rows.is_unread for rows in problems):
        return ExitCode.FAULT
    return ExitCode.PROBLEMS if problems else ExitCode.CLEAN


def _digest(path: Path) -> str:
    """SHA-256 of a file; of one that cannot be read its name, since reading it says what is wrong."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()


def _progress(total: int) -> Any:  # noqa: ANN401 - a function
    shown = sys.stderr.isatty() and total > 1

    def show(done: int, path: Path) -> None:
        if shown:
            click.echo(f"\r\x1b[K{text('cli.progress', done=done + 1, total=total, file=path.name)}", err=True, nl=False)

    return show
