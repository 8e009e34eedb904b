"""Options that write readings as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.model import Document


def export_options() -> list[click.Option]:
    """An option for each format, and one for personal data."""
    return [
        click.Option(["--csv"], type=click.Path(file_okay=False, path_type=Path), help=text("help.csv")),
        click.Option(["--xlsx"], type=click.Path(dir_okay=False, path_type=Path), help=text("help.xlsx")),
        click.Option(["--parquet"], type=click.Path(file_okay=False, path_type=Path), help=text("help.parquet")),
        click.Option(["--with-contacts"], is_flag=True, help=text("help.with_contacts")),
    ]


def check_destinations(options: Mapping[str, Any]) -> None:
    """What was asked for can be written; asked before the files are read, which may take long.

    Raises:
        CallerError: it cannot.
    """
    if not _is_asked(options):
        return
    from jixiao.exports import check_file, check_folder  # its libraries load when an export is asked for

    for name in ("csv", "parquet"):
        if options[name]:
            check_folder(options[name], f".{name}", with_contacts=options["with_contacts"])
    if options["xlsx"]:
        check_file(options["xlsx"])


def write_exports(documents: Sequence[Document], options: Mapping[str, Any]) -> None:
    """Write what was asked for, and say so where what is printed is not disturbed.

    Raises:
        CallerError: it cannot be written.
    """
    if not _is_asked(options):
        return
    from jixiao.exports import write_csv, write_parquet, write_xlsx

    writers: dict[str, Callable[..., dict[str, int]]] = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}
    for name, write in writers.items():
        if options[name]:
            counts = write(documents, options[name], with_contacts=options["with_contacts"])
            click.echo(text("cli.exported", path=options[name], tables=len(counts), rows=f"{sum(counts.values()):,}"), err=True)


def _is_asked(options: Mapping[str, Any]) -> bool:
    return any(options[name] for name in ("csv", "xlsx", "parquet"))
