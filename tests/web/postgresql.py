"""A PostgreSQL server of our own, in a temporary folder, reached by a socket in it and ended by whoever started it."""

import getpass
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import pytest

NEEDED = ("initdb", "pg_ctl", "postgres")
USER = "jixiao"


def programs() -> Path | None:
    """The folder of the newest server on this machine."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    return next((folder for folder in [*installed, *on_path] if all((folder / name).exists() for name in NEEDED)), None)


def need_postgresql() -> Path:
    """The programs; without them the test is skipped, and with CI=true fails."""
    found = programs()
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("PostgreSQL must be here: run tools/system.sh")
    if found is None:
        pytest.skip("PostgreSQL is not here: run tools/system.sh")
    return found


class Cluster:
    """A server with its data.

    Args:
        is_durable: it waits for the disk, as a server does that must lose nothing; without it tests are fast.
    """

    def __init__(self, *, is_durable: bool) -> None:
        self.programs = need_postgresql()
        self.folder = Path(tempfile.mkdtemp(prefix="jixiao-pg-"))
        self.data = self.folder / "data"
        self.is_durable = is_durable
        self.owner = _unprivileged()
        if self.owner:
            os.chown(self.folder, self.owner.pw_uid, self.owner.pw_gid)
        self._run("initdb", "-D", self.data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=100"
        options += "" if self.is_durable else " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        self._run("pg_ctl", "-D", self.data, "-l", self.folder / "server.log", "-w", "-t", "60", "-o", options, "start")

    def kill(self) -> None:
        """End the server as a machine does that loses its power; its children end by themselves."""
        os.kill(self.process_id, signal.SIGKILL)

    def start_again(self, seconds: float = 30) -> None:
        """Start a server that was killed, as soon as nothing of the old one is left."""
        until = time.monotonic() + seconds
        while True:
            try:
                return self.start()
            except RuntimeError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def stop(self, mode: str = "fast") -> None:
        """Stop the server, if it runs."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop", check=False)

    def remove(self) -> None:
        """Stop the server and delete its data."""
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def check(self, database: str) -> None:
        """Look at every page of every table and index, where the program for it is installed."""
        if (self.programs / "pg_amcheck").exists():
            self._run("pg_amcheck", "-h", self.folder, "-U", USER, "--install-missing", "--heapallindexed", "-d", database)

    def address(self, database: str) -> str:
        """What ``DATABASE_URL`` says for one of its databases."""
        return f"postgresql://{USER}@/{database}?host={quote(str(self.folder))}"

    def sql(self, statement: str, database: str = "postgres") -> list[tuple]:
        """Run one statement as the superuser, outside of transactions."""
        import psycopg  # a library of one extra

        with psycopg.connect(host=str(self.folder), user=USER, dbname=database, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    @property
    def process_id(self) -> int:
        """Of the server that was started last."""
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def _run(self, program: str, *arguments: object, check: bool = True) -> None:
        command = [str(self.programs / program), *map(str, arguments)]
        as_owner = {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []} if self.owner else {}
        with (self.folder / "log").open("a") as log:  # a pipe would stay open as long as the server runs
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False, cwd=self.folder, **as_owner)
        if check and done.returncode:
            said = "".join(file.read_text()[-2000:] for file in self.folder.glob("*log"))
            raise RuntimeError(f"{program} failed: {said}")


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom the server runs as, where we are root: PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError(f"{getpass.getuser()} is root, and there is no other user for PostgreSQL")
