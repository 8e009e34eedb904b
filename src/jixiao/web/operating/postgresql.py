"""Programs of PostgreSQL for copies of a database, told how to reach it without a password in their arguments."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jixiao.errors import CallerError

_INSTALLED = Path("/usr/lib/postgresql")
_SAID = 400


def run(program: str, arguments: Sequence[str], settings: dict[str, Any]) -> None:
    """Run ``pg_dump`` or ``pg_restore`` on the database of the settings.

    Raises:
        CallerError: it is not on this machine, or it failed; with what it said.
    """
    found = _find(program)
    if found is None:
        raise CallerError("web_backup.no_program", program=program)
    done = subprocess.run(  # noqa: S603 - a program of the database
        [found, *arguments], env=environment_of(settings), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = " ".join(done.stderr.split())[:_SAID]
        raise CallerError("web_backup.program_failed", program=program, said=said or f"exit code {done.returncode}")


def environment_of(settings: dict[str, Any]) -> dict[str, str]:
    """What the programs read from the environment: where the database is, who asks, and options of the connection."""
    told = {"PGHOST": settings["HOST"], "PGPORT": settings["PORT"], "PGUSER": settings["USER"], "PGPASSWORD": settings["PASSWORD"]}
    told |= {"PGDATABASE": settings["NAME"], "LC_ALL": "C"}
    told |= {f"PG{name.upper()}": value for name, value in settings["OPTIONS"].items() if isinstance(value, str)}
    return {**os.environ, **{name: str(value) for name, value in told.items() if value}}


def _find(program: str) -> str | None:
    """The newest one: an older one refuses to copy a newer server."""
    folders = [folder for folder in _INSTALLED.glob("*/bin") if (folder / program).exists() and folder.parent.name.isdigit()]
    newest = max(folders, key=lambda folder: int(folder.parent.name), default=None)
    return str(newest / program) if newest else shutil.which(program)
