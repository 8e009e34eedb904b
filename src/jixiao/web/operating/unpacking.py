"""A copy is checked against its manifest and unpacked beside where it will be; nothing here knows a database."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path

from jixiao.chain import key_id_of, load_public_key
from jixiao.errors import CallerError
from jixiao.web.operating.manifest import CHECKPOINTS, DUMP, KEYS, MANIFEST, SECRET, SQLITE, Manifest

_NAME = re.compile(rf"{SQLITE}|{DUMP}|{SECRET}|{CHECKPOINTS}/[\w-]+\.checkpoints\.jsonl|{KEYS}/[\w.-]+\.pem")
_MOST_MANIFEST = 1 << 24
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A copy, unpacked beside where it will be.

    Attributes:
        manifest: what it holds.
        folder: where it lies.
    """

    manifest: Manifest
    folder: Path


def unpack(file: Path, home: Path) -> Unpacked:
    """Check a copy against its manifest and unpack it beside ``home``, which must be empty or not there.

    Raises:
        CallerError: there is something in ``home``, or the file is no copy, or a damaged one.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise CallerError("web_backup.not_empty", folder=str(home))
    folder = home.with_name(f".{home.name}-restoring-{os.getpid()}")
    try:
        folder.mkdir(parents=True, mode=0o700)
        with tarfile.open(file, "r:gz") as tar:
            manifest = _unpacked(tar, file, folder)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, FileNotFoundError) and not file.exists():
            raise CallerError("error.no_such_file", file=str(file)) from error
        raise CallerError("web_backup.damaged", file=str(file), reason=str(error)[:200]) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _keep_public_key(folder / KEYS)
    return Unpacked(manifest, folder)


def settle(unpacked: Unpacked, home: Path) -> None:
    """Put the folder in its place."""
    unpacked.folder.replace(home)


def discard(unpacked: Unpacked) -> None:
    """Take away what was unpacked."""
    shutil.rmtree(unpacked.folder, ignore_errors=True)


def _unpacked(tar: tarfile.TarFile, file: Path, folder: Path) -> Manifest:
    first = tar.next()
    told = tar.extractfile(first) if first is not None and first.name == MANIFEST and first.size <= _MOST_MANIFEST else None
    if told is None:
        raise ValueError("no manifest")
    manifest = Manifest.from_json(told.read())
    missing = dict(manifest.files)
    while (entry := tar.next()) is not None:
        size, digest = missing.pop(entry.name, (-1, ""))
        content = tar.extractfile(entry) if entry.isreg() and _NAME.fullmatch(entry.name) else None
        if content is None or entry.size != size:
            raise ValueError(entry.name)
        target = folder / entry.name
        target.parent.mkdir(exist_ok=True, mode=0o700)
        found = hashlib.sha256()
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            while block := content.read(_BLOCK):
                found.update(block)
                opened.write(block)
        if found.hexdigest() != digest:
            raise ValueError(f"{entry.name}: SHA-256")
    if missing:
        raise ValueError(f"{next(iter(missing))}: missing")
    return manifest


def _keep_public_key(folder: Path) -> None:
    """Without its private half a public key only verifies; it steps aside for the key that will sign from now on."""
    public = folder / "signing.pub.pem"
    if public.exists() and not (folder / "signing.pem").exists():
        public.rename(folder / f"before-{key_id_of(load_public_key(public))}.pub.pem")
