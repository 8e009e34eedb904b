"""``jixiao restore``: a copy becomes an installation again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jixiao.cli.backup import NAMES
from jixiao.errors import ExitCode
from jixiao.messages import text


def command() -> click.Command:
    """The command with its help in the language in force."""
    folder = click.Path(file_okay=False, path_type=Path)
    params: list[click.Parameter] = [
        click.Argument(["file"], type=click.Path(path_type=Path)),
        click.Option(["--home"], type=folder, required=True, metavar=text("help.metavar_home"), help=text("help.restore_home")),
    ]
    return click.Command("restore", callback=run, params=params, help=text("help.restore"))


def run(file: Path, home: Path) -> int:
    """Unpack, fill the database, verify, and say what was found."""
    from jixiao.web.operating.installation import Installation
    from jixiao.web.operating.unpacking import discard, settle, unpack

    home = home.absolute()
    unpacked = unpack(file, home)
    try:
        installation = Installation(unpacked.folder)
        installation.open()
        installation.set_up()
        from jixiao.web.operating import restoring  # needs what was set up

        found = restoring.restore(unpacked)
        settle(unpacked, home)
    except BaseException:
        discard(unpacked)
        raise
    manifest = unpacked.manifest
    database = NAMES[manifest.database]
    click.echo(text("web_backup.restored", folder=home, database=database, at=manifest.at, version=manifest.version))
    if found.broken is not None:
        click.echo(text("web_backup.broken", what=found.broken.message()))
        click.echo(found.broken.remedy())
        return ExitCode.PROBLEMS
    told: dict[str, Any] = {
        "events": found.events,
        "chains": len(found.chains),
        "checkpoints": found.checkpoints,
        "unsigned": found.unsigned,
    }
    click.echo(text("web_backup.intact", until=found.signed_until or "-", **told))
    click.echo(text("web_backup.next", folder=home))
    return ExitCode.CLEAN
