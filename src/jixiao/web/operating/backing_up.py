"""A copy of an installation in one file, taken while people work (备份)."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from jixiao.errors import CallerError
from jixiao.version import VERSION
from jixiao.web.operating import postgresql
from jixiao.web.operating.manifest import CHECKPOINTS, DUMP, KEYS, MANIFEST, SECRET, SQLITE, Manifest
from jixiao.web.operating.preparing import reachable
from jixiao.web.records.actions.checkpointing import alone

_BLOCK = 1 << 20


def back_up(file: Path, *, with_secrets: bool = False) -> Manifest:
    """Copy the database as it is at one moment, the checkpoints until then, and the public keys into one file.

    Nobody waits meanwhile: SQLite and PostgreSQL both let others write. No checkpoint is made, so that none in the copy is newer than its
    database.

    Args:
        file: which must not be there.
        with_secrets: also the signing key and the secret of the sessions; whoever has the file can then sign.

    Raises:
        CallerError: the file is there, cannot be written, or the database cannot be copied.
    """
    if file.exists():
        raise CallerError("web_backup.exists", file=str(file))
    try:
        with tempfile.TemporaryDirectory(prefix=".jixiao-backup-", dir=file.absolute().parent) as folder:
            return _made(Path(folder), file, with_secrets)
    except (OSError, sqlite3.Error) as error:
        raise CallerError("web_backup.not_written", file=str(file), reason=getattr(error, "strerror", None) or str(error)) from error


def digest_of(file: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            found.update(block)
        return opened.tell(), found.hexdigest()


def _made(folder: Path, file: Path, with_secrets: bool) -> Manifest:
    with alone(settings.CHECKPOINTS):
        _copy_all(sorted(settings.CHECKPOINTS.glob("*.checkpoints.jsonl")), folder / CHECKPOINTS)
        _copy_all(sorted(settings.KEYS.glob("*.pem" if with_secrets else "*.pub.pem")), folder / KEYS)
        with reachable():
            _copy_database(folder)
            migrations = tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))
    if with_secrets and (settings.HOME / SECRET).exists():
        _copy_all([settings.HOME / SECRET], folder)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    files = {name: digest_of(folder / name) for name in names}
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    manifest = Manifest(at, VERSION, connection.vendor, migrations, with_secrets, files)
    (folder / MANIFEST).write_bytes(manifest.as_json())
    packed = folder / "packed"
    with os.fdopen(os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        with tarfile.open(fileobj=opened, mode="w:gz", compresslevel=1) as tar:
            for name in (MANIFEST, *names):
                tar.add(folder / name, name, recursive=False, filter=_nobodys)
        opened.flush()
        os.fsync(opened.fileno())
    os.link(packed, file)  # never over a file that came meanwhile
    return manifest


def _copy_database(folder: Path) -> None:
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=60)) as source,
            closing(sqlite3.connect(folder / SQLITE)) as target,
        ):
            source.backup(target)  # in one step, which reads one moment while others write
            target.execute("PRAGMA journal_mode=DELETE")
        return
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--file={folder / DUMP}"]
    postgresql.run("pg_dump", arguments, connection.settings_dict)


def _copy_all(files: Iterable[Path], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry
