"""Where an export goes: checked before anything is read, written completely or not at all.

Everything is written beside the destination under a name of its own and moved there when it is whole, so that neither a fault nor an
interruption leaves half a file under the name that somebody will open.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.errors import CallerError
from jixiao.exports.schema import schemas


def check_folder(folder: str | Path, suffix: str, *, with_contacts: bool = False) -> Path:
    """A folder that tables can be written to; it need not be there yet.

    Args:
        folder: as the caller gave it.
        suffix: of the files that will be written, such as ``.csv``.
        with_contacts: tables with personal data will be written too.

    Returns:
        The folder, links followed.

    Raises:
        CallerError: a file is there, the folder above is missing, it may not be written, or it holds personal data of an earlier export
            that would stay beside the new tables.
    """
    path = Path(folder)
    with _as_errors_of_the_caller(folder):
        if path.exists() and not path.is_dir():
            raise CallerError("error.not_a_folder", file=str(folder))
        _check_writable(path, path if path.exists() else path.absolute().parent)
    stale = [path / f"{schema.name}{suffix}" for schema in schemas().values() if schema.is_personal and not with_contacts]
    for file in stale:
        if file.exists():
            raise CallerError("error.export_stale", file=str(file))
    return path.resolve()


def check_file(file: str | Path) -> Path:
    """A file that can be written; it need not be there yet.

    Returns:
        The file, links followed.

    Raises:
        CallerError: a folder is there, or something else that is no regular file; the folder is missing; it may not be written.
    """
    path = Path(file)
    with _as_errors_of_the_caller(file):
        if path.exists() and not path.is_file():
            raise CallerError("error.export_no_file", file=str(file))
        _check_writable(path, path.absolute().parent)
    return path.resolve()


def _check_writable(path: Path, folder: Path) -> None:
    if not folder.is_dir():
        raise CallerError("error.export_no_folder", file=str(path), folder=str(folder))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CallerError("error.cannot_write", file=str(path), reason=os.strerror(13))


@contextmanager
def whole_file(file: str | Path) -> Iterator[Path]:
    """A name to write to; what stands there in the end takes the place of ``file``, and nothing if an exception passes."""
    path = check_file(file)
    part = _beside(path)
    try:
        with _as_errors_of_the_caller(file):
            yield part
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_folder(folder: str | Path, suffix: str, *, with_contacts: bool = False) -> Iterator[Path]:
    """An empty folder to write to; its files go to ``folder`` in the end, and none of them if an exception passes."""
    path = check_folder(folder, suffix, with_contacts=with_contacts)
    part = _beside(path)
    try:
        with _as_errors_of_the_caller(folder):
            part.mkdir()
            yield part
            if path.exists():
                for file in sorted(part.iterdir()):
                    file.replace(path / file.name)
            else:
                part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


@contextmanager
def _as_errors_of_the_caller(path: str | Path) -> Iterator[None]:
    """A full disk or a missing permission in words."""
    try:
        yield
    except OSError as error:
        raise CallerError("error.cannot_write", file=str(path), reason=error.strerror or str(error)) from error
