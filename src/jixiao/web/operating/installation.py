"""The folder of an installation, and the one program that runs it."""

from __future__ import annotations

import fcntl
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from jixiao.errors import CallerError
from jixiao.web.configuring import database_of

_LOCK, TEMPORARY = "running", "tmp"


@dataclass(slots=True)
class Installation:
    """A folder with everything that must be kept, and a database in it or elsewhere (安装).

    Attributes:
        home: the folder.
        is_demo: with invented agencies and known passwords.
    """

    home: Path
    is_demo: bool = False
    _lock: IO[str] | None = field(default=None, repr=False)

    @property
    def environment(self) -> dict[str, str]:
        """What each of its processes is told."""
        return {**os.environ, "JIXIAO_HOME": str(self.home), "JIXIAO_DEMO": "1" if self.is_demo else "0", "PYTHONUNBUFFERED": "1"}

    def open(self) -> None:
        """Make the folder, and everything that this process makes from now on, readable for its owner only.

        Raises:
            CallerError: the folder cannot be made, or ``DATABASE_URL`` is no address.
        """
        os.umask(0o077)
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CallerError("web_up.no_folder", folder=str(self.home), reason=error.strerror or str(error)) from error
        try:
            database_of(os.environ.get("DATABASE_URL", ""), self.home)
        except ValueError as error:
            raise CallerError("web_up.no_database_address") from error

    def lock(self) -> None:
        """Be the only program that runs this installation, as long as this process lives.

        Raises:
            CallerError: another one does, or the folder cannot be written.
        """
        try:
            file = (self.home / _LOCK).open("a+", encoding="ascii")
        except OSError as error:
            raise CallerError("web_up.not_writable", folder=str(self.home), reason=error.strerror or str(error)) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            process = _first_line(file)
            file.close()
            raise CallerError("web_up.runs_already", folder=str(self.home), process=process) from error
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        self._lock = file

    def clear(self) -> None:
        """Remove what processes that were killed left half done. Nobody else may run the installation."""
        shutil.rmtree(self.home / TEMPORARY, ignore_errors=True)
        (self.home / TEMPORARY).mkdir()

    def unlock(self) -> None:
        """Let another program run it."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def runner(self) -> int | None:
        """The process that runs it."""
        try:
            file = (self.home / _LOCK).open(encoding="ascii")
        except OSError:
            return None
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                process = _first_line(file)
                return int(process) if process.isdigit() else 0
        return None

    def set_up(self) -> None:
        """Prepare Django in this process for this installation."""
        os.environ.update({name: self.environment[name] for name in ("JIXIAO_HOME", "JIXIAO_DEMO")})
        os.environ["DJANGO_SETTINGS_MODULE"] = "jixiao.web.settings"
        import django  # it is slow to load, and reads the environment

        django.setup()


def home_of(given: Path | None) -> Path:
    """The folder that was named, that of ``JIXIAO_HOME``, or ``jixiao-data`` here."""
    return (given or Path(os.environ.get("JIXIAO_HOME") or "jixiao-data")).absolute()


def _first_line(file: IO[str]) -> str:
    file.seek(0)
    return file.readline().strip()
