"""The databases on which tests of the web application run: each test begins with fresh tables."""

import shutil
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from tests.web.postgresql import Cluster

from jixiao.web.configuring import database_of

KINDS = ("sqlite", "postgresql")
_in_use: list["Database"] = []


class Database:
    """A database with the tables of today, to which ``default`` leads while it is in use.

    Several may exist at the same time, as those of two folders of tests do; :meth:`use` says which one is meant.

    Args:
        kind: ``sqlite`` or ``postgresql``.
        home: an own folder, the ``JIXIAO_HOME`` of programs that are started on it.
        is_durable: PostgreSQL waits for the disk, as SQLite does here in any case.
    """

    def __init__(self, kind: str, home: Path, *, is_durable: bool = False) -> None:
        self.kind = kind
        self.home = home
        self.cluster = None
        home.mkdir(parents=True, exist_ok=True)
        self._before = connections.settings[DEFAULT_DB_ALIAS]
        try:
            if kind == "postgresql":
                self.cluster = Cluster(is_durable=is_durable)
                self.cluster.start()
            self._make()
        except BaseException:
            self.leave()
            raise

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to work on it."""
        return {"JIXIAO_HOME": str(self.home), "DATABASE_URL": self.cluster.address("jixiao") if self.cluster else ""}

    def use(self) -> None:
        """``default`` leads here from now on, if it does not yet."""
        if _in_use and _in_use[-1] is self:
            return
        if self in _in_use:
            _in_use.remove(self)
        _in_use.append(self)
        lead_to(self._settings(template=False))

    def renew(self) -> None:
        """Forget everything that was written; also what no statement could delete."""
        self._copy("template")

    def keep(self) -> None:
        """Take a copy of what is in it now."""
        connections.close_all()
        if self.cluster:
            self.cluster.sql("DROP DATABASE IF EXISTS jixiao_kept WITH (FORCE)")
            self.cluster.sql("CREATE DATABASE jixiao_kept TEMPLATE jixiao")
        else:
            shutil.copyfile(self.home / "jixiao.sqlite3", self.home / "kept.sqlite3")

    def roll_back(self) -> None:
        """Put the copy of :meth:`keep` in its place, as somebody does who wants later events gone."""
        self._copy("kept")

    def leave(self) -> None:
        """``default`` leads again to where it led before, unless another one is in use."""
        if not _in_use or _in_use[-1] is self:
            lead_to(self._before)
        if self in _in_use:
            _in_use.remove(self)
        if self.cluster:
            self.cluster.remove()

    def _copy(self, name: str) -> None:
        connections.close_all()
        if self.cluster:
            self.cluster.sql("DROP DATABASE IF EXISTS jixiao WITH (FORCE)")
            self.cluster.sql(f"CREATE DATABASE jixiao TEMPLATE jixiao_{name}")
        else:
            for end in ("", "-wal", "-shm"):
                (self.home / f"jixiao.sqlite3{end}").unlink(missing_ok=True)
            shutil.copyfile(self.home / f"{name}.sqlite3", self.home / "jixiao.sqlite3")

    def _make(self) -> None:
        if self.cluster:
            self.cluster.sql("CREATE DATABASE jixiao_template")
        lead_to(self._settings(template=True))
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        self.use()
        self.renew()

    def _settings(self, *, template: bool) -> dict:
        found = database_of(self.cluster.address("jixiao_template" if template else "jixiao") if self.cluster else "", self.home)
        if template and not self.cluster:
            found["NAME"] = str(self.home / "template.sqlite3")
        return found


def renew() -> None:
    """Fresh tables in the one that is in use."""
    _in_use[-1].renew()


def lead_to(settings: dict) -> None:
    """Let ``default`` be the database of these settings from now on, in every thread."""
    connections.close_all()
    connections.settings[DEFAULT_DB_ALIAS] = connections.configure_settings({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS]
    if hasattr(connections._connections, DEFAULT_DB_ALIAS):
        delattr(connections._connections, DEFAULT_DB_ALIAS)  # the next use makes one with these settings, in whatever thread
