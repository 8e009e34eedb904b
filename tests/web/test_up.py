"""``jixiao up``: starts, tells its address, starts again what dies, and ends everything."""

import contextlib
import json
import os
import re
import signal
import socket
import sys
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.db import connection
from tests.web.processes import below, children_of, is_gone, wait_until
from tests.web.programs import jixiao
from tests.web.running import Running

from jixiao.web.operating.supervising import Child, Supervisor

EVERYWHERE = "0.0.0.0"  # noqa: S104 - it is refused


@pytest.fixture
def up(tmp_path):
    with contextlib.ExitStack() as stack:

        def start(*arguments, **own):
            running = Running(tmp_path, *arguments, **own)
            stack.callback(lambda: running.process.poll() is None and running.end(signal.SIGKILL))
            return running

        yield start


def child(running, word):
    return next(pid for pid, command in children_of(running.process.pid).items() if word in command)


def answers(address):
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname, parts.port, timeout=10)
    connection.request("GET", "/health")
    return connection.getresponse().status == 200


def test_it_starts_answers_and_ends(up, tmp_path):
    running = up("--home", "home")

    address = running.address()

    assert answers(address)
    assert "nobody can log in" in running.printed()
    children = children_of(running.process.pid)
    assert len(children) == 2
    assert running.end(signal.SIGINT) == 0
    assert "Ended." in running.printed()
    assert all(is_gone(process) for process in children)
    modes = {file.name: file.stat().st_mode & 0o077 for file in (tmp_path / "home").iterdir()}
    assert modes
    assert not any(modes.values())


@pytest.mark.parametrize("word", ["gunicorn", "jixiao.web work"])
def test_what_dies_is_started_again(up, word):
    running = up("--home", "home")
    address = running.address()
    killed = child(running, word)
    left = [killed, *below(killed)]

    os.kill(killed, signal.SIGKILL)

    wait_until(lambda: any(word in command for pid, command in children_of(running.process.pid).items() if pid != killed))
    wait_until(lambda: answers(address))
    wait_until(lambda: all(is_gone(process) for process in left), seconds=15)
    assert f"The {'server' if word == 'gunicorn' else 'worker'} ended unexpectedly (signal SIGKILL)" in running.printed()
    assert running.end() == 0


def test_when_it_is_killed_its_children_end(up):
    running = up("--home", "home")
    address = running.address()
    wait_until(lambda: len(below(running.process.pid)) == 4)
    started = below(running.process.pid)

    running.end(signal.SIGKILL)

    wait_until(lambda: all(is_gone(process) for process in started))
    with pytest.raises(OSError, match="refused"):
        answers(address)


def test_two_do_not_run_in_one_folder(up, tmp_path):
    running = up("--home", "home")
    running.address()

    code, _, complained = jixiao("up", "--home", "home", "--port", "0", cwd=tmp_path)

    assert code == 2
    assert f"running already (process {running.process.pid})" in complained
    assert running.end() == 0


def test_port_that_is_taken_is_told_with_what_to_do(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, _, complained = jixiao("up", "--home", "home", "--port", port, cwd=tmp_path)

    assert code == 2
    assert f"Port {port} of 127.0.0.1 is taken" in complained
    assert "--port" in complained


def test_demonstration_is_ready_with_its_logins(up, tmp_path):
    """The story of the demonstration is told to an empty ledger, once; and it is never started for real use."""
    running = up("--demo", "--home", "home")
    address = running.address(400)

    printed = running.printed()
    assert answers(address)
    assert "agencies, people and data are invented" in printed
    assert "Everybody's password: " in printed
    assert len(re.findall(r"^\w+ +[\u4e00-\u9fff]{2,4} ", printed, re.MULTILINE)) > 10
    assert running.end() == 0

    code, _, complained = jixiao("up", "--home", "home", "--port", "0", cwd=tmp_path)
    assert code == 2
    assert "not started for real use" in complained
    again = up("--demo", "--home", "home")
    assert answers(again.address())
    assert "Writing the invented data" not in again.printed()
    assert again.end() == 0
    looked = json.loads(jixiao("doctor", "--deep", "--json", "--home", "home", cwd=tmp_path)[1])
    assert {item["name"]: item["state"] for item in looked["items"]}["chains"] == "ok"


def test_demonstration_is_reached_from_this_machine_only(tmp_path):
    code, _, complained = jixiao("up", "--demo", "--host", EVERYWHERE, "--home", "home", cwd=tmp_path)

    assert code == 2
    assert "reached from this machine only" in complained
    assert not (tmp_path / "home").exists()


def test_open_network_needs_a_name(tmp_path):
    code, _, complained = jixiao("up", "--host", EVERYWHERE, "--home", "home", cwd=tmp_path)

    assert code == 2
    assert "JIXIAO_HOSTS" in complained


@pytest.mark.parametrize("address", ["mysql://name:geheim@host/x", "postgresql://name:geheim@127.0.0.1:1/x"])
def test_database_that_cannot_be_used_is_told_without_its_password(tmp_path, address):
    code, printed, complained = jixiao("up", "--home", "home", "--port", "0", cwd=tmp_path, DATABASE_URL=address)

    assert code == 2
    assert "DATABASE_URL" in complained
    assert "geheim" not in printed + complained
    assert "Traceback" not in complained


def test_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    code, _, complained = jixiao("up", "--home", "file/home", "--port", "0", cwd=tmp_path)

    assert code == 2
    assert "cannot be made" in complained


@pytest.mark.both_databases
def test_real_data_and_a_demonstration_are_not_mixed(transactional_db, tree, database, tmp_path):
    code, _, complained = jixiao("up", "--demo", "--port", "0", cwd=tmp_path, **database.environment)

    assert code == 2
    assert "holds real data" in complained


@pytest.mark.both_databases
def test_database_of_a_newer_version_is_not_opened(transactional_db, database, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('records', '9999_tomorrow', '2027-01-01')")

    code, _, complained = jixiao("up", "--port", "0", cwd=tmp_path, **database.environment)

    assert code == 2
    assert "newer version of the program" in complained


def test_child_that_dies_again_and_again_ends_everything(monkeypatch):
    monkeypatch.setattr("jixiao.web.operating.supervising.time.sleep", lambda seconds: None)
    told = []
    steady = Child("steady", [sys.executable, "-c", "import sys; sys.stdin.read()"], os.environ)
    weak = Child("weak", [sys.executable, "-S", "-c", "raise SystemExit(7)"], os.environ)
    supervisor = Supervisor([steady, weak], lambda child, death, again: told.append((child.name, death, again)))
    supervisor.start()

    assert supervisor.watch() is False
    supervisor.stop()

    assert told == [("weak", 7, True)] * 5 + [("weak", 7, False)]
    assert steady.process_id is None


def test_child_that_does_not_end_is_ended_by_force(monkeypatch):
    monkeypatch.setattr("jixiao.web.operating.supervising._GRACE_SECONDS", 0.5)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
    child = Child("deaf", [sys.executable, "-c", deaf], os.environ)
    supervisor = Supervisor([child], lambda *told: None)
    supervisor.start()
    time.sleep(0.5)

    supervisor.stop()

    assert child.process_id is None
    assert child.death() in (-signal.SIGKILL, -signal.SIGTERM)
