"""``jixiao up``: the web application, its server and its worker, until Ctrl-C."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click
from rich.table import Table as Grid

from jixiao.cli import summary
from jixiao.errors import CallerError, ExitCode
from jixiao.messages import text

if TYPE_CHECKING:
    from jixiao.web.operating.installation import Installation
    from jixiao.web.operating.supervising import Child, Supervisor

PORT = 8000
LOCAL = ("127.0.0.1", "localhost", "::1")
_READY_SECONDS = 120.0
_MOST_WORKERS = 9
_WIDE = 200


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Option(["--demo", "is_demo"], is_flag=True, help=text("help.up_demo")),
        click.Option(["--host"], default="127.0.0.1", show_default=True, metavar=text("help.metavar_host"), help=text("help.up_host")),
        click.Option(["--port"], type=click.IntRange(0, 65535), metavar="N", help=text("help.up_port")),
        home_option(),
        click.Option(["--workers"], type=click.IntRange(1, 64), metavar="N", help=text("help.up_workers")),
    ]
    return click.Command("up", callback=run, params=params, help=text("help.up"))


def home_option() -> click.Option:
    """``--home``."""
    folder = click.Path(file_okay=False, path_type=Path)
    return click.Option(["--home"], type=folder, metavar=text("help.metavar_home"), help=text("help.home"))


def run(is_demo: bool, host: str, port: int | None, home: Path | None, workers: int | None) -> int:
    """Make or upgrade the database, start everything, and stay until it is told to stop."""
    from jixiao.web.operating.installation import Installation, home_of
    from jixiao.web.operating.supervising import Supervisor

    _check_host(host, is_demo)
    installation = Installation(home_of(home), is_demo)
    installation.open()
    installation.lock()
    installation.clear()
    with _listen(host, PORT if port is None else port, may_change=is_demo and port is None) as listening:
        how_to_enter = _prepare(installation)
        supervisor = Supervisor(_children(installation, listening, workers or _worker_count()), _tell)
        supervisor.listen()
        supervisor.start()
        try:
            if not _wait_until_ready(supervisor, listening):
                return ExitCode.CLEAN if supervisor.is_stopping else ExitCode.FAULT
            click.echo(_greeting(listening, installation, how_to_enter))
            if not supervisor.watch():
                return ExitCode.FAULT
            click.echo(text("web_up.stopped"))
        finally:
            supervisor.stop()
    return ExitCode.CLEAN


def _check_host(host: str, is_demo: bool) -> None:
    if is_demo and host not in LOCAL:
        raise CallerError("web_up.demo_local")
    if host not in LOCAL and not os.environ.get("JIXIAO_HOSTS"):
        raise CallerError("web_up.no_hosts", host=host)


def _listen(host: str, port: int, *, may_change: bool = False) -> socket.socket:
    """The socket of the server: ours, so that whoever connects while it starts again waits instead of being refused."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(1024)
    except OSError as error:
        if error.errno == errno.EADDRINUSE and may_change:
            return _listen(host, 0)
        if error.errno == errno.EADDRINUSE:
            raise CallerError("web_up.port_taken", host=host, port=port, other=port + 1 if port < 65535 else 8001) from error
        raise CallerError("web_up.port_refused", host=host, port=port, reason=error.strerror or str(error)) from error
    return listening


def _prepare(installation: Installation) -> str:
    """Tables of today, and with ``--demo`` the invented data; tells how to come in."""
    installation.set_up()
    from jixiao.web.operating import preparing  # needs what was set up

    preparing.migrate()
    preparing.check_kind(installation)
    told = ""
    if installation.is_demo:
        if preparing.is_empty():
            click.echo(text("web_up.demo_loading"))
            preparing.load_demo(_progress if sys.stderr.isatty() else None)
        password = text("web_up.demo_password", password=preparing.demo_password())
        told = f"\n{text('web_up.demo_note')}\n\n{_table(preparing.logins())}\n{password}\n"
    elif preparing.is_empty():
        told = text("web_up.nobody", home=installation.home) + "\n"
    preparing.let_go()
    return told


def _progress(done: int, of: int) -> None:
    click.echo(f"\r{done}/{of} ", nl=done == of, err=True)


def _table(logins: list[tuple[str, str, str, str]]) -> str:
    """Who can come in, a row for each."""
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for key in ("login", "person", "role", "agency"):
        grid.add_column(text(f"web_up.{key}"), no_wrap=True)
    for row in logins:
        grid.add_row(*row)
    return "\n".join(line.rstrip() for line in summary.render(grid, width=_WIDE).splitlines()) + "\n"


def _children(installation: Installation, listening: socket.socket, workers: int) -> list[Child]:
    from jixiao.web.operating.installation import TEMPORARY
    from jixiao.web.operating.supervising import Child

    environment = installation.environment | {
        "DJANGO_SETTINGS_MODULE": "jixiao.web.settings",
        "JIXIAO_SUPERVISED": "1",
        "TMPDIR": str(installation.home / TEMPORARY),
        "JIXIAO_BIND": f"fd://{listening.fileno()}",
        "JIXIAO_WORKERS": str(workers),
    }
    python = [sys.executable, "-m"]
    serve = [*python, "gunicorn", "--config", "python:jixiao.web.operating.serving", "jixiao.web.wsgi"]
    return [
        Child("server", serve, environment, files=[listening.fileno()]),
        Child("worker", [*python, "jixiao.web", "work"], environment),
    ]


def _worker_count() -> int:
    return min(_MOST_WORKERS, 2 * (os.cpu_count() or 1) + 1)


def _tell(child: Child, death: int, starts_again: bool) -> None:
    how = text("web_up.by_signal", signal=signal.Signals(-death).name) if death < 0 else text("web_up.by_exit", code=death)
    name = text("web_up.server") if child.name == "server" else text("web_up.worker")
    said = text("web_up.died", name=name, how=how) if starts_again else text("web_up.died_often", name=name, how=how)
    click.echo(said, err=True)


def _wait_until_ready(supervisor: Supervisor, listening: socket.socket) -> bool:
    """The server answers and reaches its database; what dies meanwhile is started again."""
    until = monotonic() + _READY_SECONDS

    def is_ready() -> bool:
        return _answers(listening) or monotonic() > until

    if not supervisor.watch(is_ready):
        return False
    if not supervisor.is_stopping and monotonic() > until:
        click.echo(text("web_up.silent", seconds=int(_READY_SECONDS)), err=True)
        return False
    return not supervisor.is_stopping


def _answers(listening: socket.socket) -> bool:
    host, port = listening.getsockname()[:2]
    name = next(iter(os.environ.get("JIXIAO_HOSTS", "").split(",")))
    headers = {"Host": "127.0.0.1" if name in ("", "*") else name.replace("*", "www"), "X-Forwarded-Proto": "https"}
    connection = HTTPConnection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, timeout=2)  # noqa: S104 - every address is reached by this one
    try:
        connection.request("GET", "/health", headers=headers)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _greeting(listening: socket.socket, installation: Installation, how_to_enter: str) -> str:
    from jixiao.web.operating import preparing

    host, port = listening.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    is_https = os.environ.get("JIXIAO_HTTPS") == "1"
    names = [each for each in os.environ.get("JIXIAO_HOSTS", "").split(",") if each and each != "*"]
    address = f"https://{names[0]}/" if is_https and names else f"http://{name}:{port}/"
    lines = [how_to_enter] if how_to_enter else []
    lines += [text("web_up.ready", address=address), text("web_up.place", home=installation.home, database=preparing.database_name())]
    if host not in LOCAL and not is_https:
        lines.append(text("web_up.unencrypted"))
    return "\n".join([*lines, "", text("web_up.stop_with")])
