"""``jixiao demo``: invented documents in as many layouts and five kinds of file, written to a folder and read back."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

from jixiao.cli import summary
from jixiao.cli.read import read_files
from jixiao.cli.show import show_project
from jixiao.errors import CallerError, ExitCode
from jixiao.messages import text


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [click.Argument(["folder"], type=click.Path(path_type=Path), default=Path("jixiao-demo"))]
    return click.Command("demo", callback=run, params=params, help=text("help.demo"))


def run(folder: Path) -> int:
    """Write the documents, read them, print the overview and one project as typed."""
    if folder.exists() and not folder.is_dir():
        raise CallerError("error.not_a_folder", file=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for document in sorted(resources.files("jixiao").joinpath("demo_documents").iterdir(), key=lambda entry: entry.name):
        if document.name[:1].isdigit():
            path = folder / document.name
            path.write_bytes(document.read_bytes())
            written.append(path)
    click.echo(text("cli.demo_written", count=len(written), folder=str(folder)) + "\n")
    outcomes = read_files(written, None)
    documents = [outcome.document for outcome in outcomes if outcome.document is not None]
    click.echo(summary.overview(documents))
    click.echo(show_project(documents[0].projects[0]), nl=False)
    click.echo("\n" + text("cli.demo_next", folder=str(folder), file=str(written[-1])))
    return ExitCode.CLEAN if len(documents) == len(written) else ExitCode.FAULT
