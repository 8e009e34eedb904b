"""``jixiao backup``: an installation in one file, taken while people work."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli.up import home_option
from jixiao.errors import CallerError, ExitCode
from jixiao.messages import text

_MB = 1 << 20
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
"""Databases, for people."""


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["file"], type=click.Path(path_type=Path)),
        home_option(),
        click.Option(["--with-secrets"], is_flag=True, help=text("help.backup_secrets")),
    ]
    return click.Command("backup", callback=run, params=params, help=text("help.backup"))


def run(file: Path, home: Path | None, with_secrets: bool) -> int:
    """Copy, and say what was copied."""
    from jixiao.web.operating.installation import Installation, home_of

    place = home_of(home)
    if not place.is_dir():
        raise CallerError("error.no_such_file", file=str(place))
    installation = Installation(place)
    installation.open()
    installation.set_up()
    from jixiao.web.operating.backing_up import back_up  # needs what was set up

    made = back_up(file, with_secrets=with_secrets)
    size = f"{file.stat().st_size / _MB:.1f}"
    click.echo(text("web_backup.written", file=file, size=size, database=NAMES[made.database], at=made.at))
    click.echo(text("web_backup.with_secrets" if with_secrets else "web_backup.without_secrets"))
    return ExitCode.CLEAN
