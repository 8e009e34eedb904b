"""Writers with a journal, a server that is killed under them, and what must be there afterwards (T20, T21).

Writers are programs that call the interface; each keeps a journal of what was acknowledged. What was sent when the server died may be there
or not; they look, and go on from what they find. A declaration that has less than was acknowledged, or anything else than what was sent, is
a loss.
"""

import contextlib
import hashlib
import json
import os
import random
import secrets
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.drafts import complete
from tests.web.processes import below, children_of, is_gone
from tests.web.running import Running
from tests.web.sending import document
from tests.web.tree import YEAR

from jixiao.chain import kept, verify
from jixiao.declaring import Draft
from jixiao.web.records.actions.administration.tokens import PREFIX, digest_of
from jixiao.web.records.actions.checkpointing import public_keys
from jixiao.web.records.actions.declarations import draft_digest
from jixiao.web.records.exporting import ledger_lines
from jixiao.web.records.models import ApiToken, Declaration, Event, Import, ImportState, Version

_PATH = "narratives.立项依据"


@dataclass
class Journal:
    """What was acknowledged, and what went wrong.

    Attributes:
        written: declaration to the last text that was acknowledged.
        created: declarations whose beginning was acknowledged.
        sent: documents whose arrival was acknowledged.
        losses: what was acknowledged and is not there, or is there and was never sent.
        answers: how often each status was answered; 0 for none.
        slowest: seconds that the slowest acknowledged write took.
    """

    written: dict[str, int] = field(default_factory=dict)
    created: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    losses: list[str] = field(default_factory=list)
    answers: Counter = field(default_factory=Counter)
    slowest: float = 0.0


class Caller:
    """A program that calls the interface with the token of a person."""

    def __init__(self, address, person, journal):
        self.place = urlsplit(address)
        self.journal = journal
        token = PREFIX + secrets.token_hex(16)
        ends = timezone.now() + timedelta(days=1)
        ApiToken.objects.create(person=person, name="journal", digest=digest_of(token), ends_with=token[-4:], expires_at=ends)
        self.headers = {"Authorization": f"Bearer {token}"}

    def call(self, method, path, body=None, headers=()):
        """Status and content of the answer; 0 where there was none."""
        sent = dict(self.headers) | dict(headers)
        if isinstance(body, dict):
            body, sent["Content-Type"] = json.dumps(body).encode(), "application/json"
        calling = HTTPConnection(self.place.hostname, self.place.port, timeout=60)
        began = time.monotonic()
        try:
            calling.request(method, f"/api/v1{path}", body=body, headers=sent)
            answer = calling.getresponse()
            content = answer.read()
            status, told = answer.status, json.loads(content) if content.startswith((b"{", b"[")) else {}
        except (OSError, HTTPException):
            status, told = 0, {}
        finally:
            calling.close()
        self.journal.answers[status] += 1
        if 200 <= status < 300 and method != "GET":
            self.journal.slowest = max(self.journal.slowest, time.monotonic() - began)
        return status, told


def keep_typing(caller, pk, stop):
    """Type 1, 2, 3 … into a field, each after the last was acknowledged or seen not to have come."""
    last, revision = _look(caller, pk, {None}, stop)
    while not stop.is_set() and revision is not None:
        next_one = (last or 0) + 1
        body = {"fields": {_PATH: str(next_one)}}
        status, told = caller.call("PATCH", f"/declarations/{pk}", body, {"If-Match": f'"{revision}"'})
        if status == 200:
            last, revision = next_one, told["revision"]
            caller.journal.written[pk] = last
            continue
        last, revision = _look(caller, pk, {last, next_one}, stop)


def _look(caller, pk, possible, stop):
    """What is there now, which must be one of what is possible."""
    while True:
        status, told = caller.call("GET", f"/declarations/{pk}")
        if status == 200:
            text = told["draft"]["fields"].get(_PATH)
            found = int(text) if text else None
            if found not in possible:
                caller.journal.losses.append(f"{pk}: {found} where {possible} was possible")
            return found, told["revision"]
        if stop.is_set():
            return None, None
        time.sleep(0.05)


def keep_beginning(caller, agency, stop):
    """Begin declarations."""
    while not stop.is_set():
        body = {"agency_id": str(agency), "fiscal_year": YEAR, "draft": complete().plain()}
        status, told = caller.call("POST", "/declarations", body)
        if status == 201:
            caller.journal.created.add(told["id"])
        else:
            time.sleep(0.05)


def keep_sending(caller, agency, stop, most=50):
    """Send documents in, each until it is acknowledged; the same one twice is one import."""
    number = 0
    while not stop.is_set() and number < most:
        status = 0
        while status != 202 and not stop.is_set():
            status, told = caller.call("POST", "/imports", *_form(agency, f"{number}.txt", document(number + 1)))
            if status == 202:
                caller.journal.sent.add(told["id"])
            else:
                time.sleep(0.05)
        number += 1
        stop.wait(0.3)


def _form(agency, name, content):
    mark = "0f3d9c"
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in _fields(agency)]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    body = ("".join(parts) + head).encode() + content + f"\r\n--{mark}--\r\n".encode()
    return body, {"Content-Type": f"multipart/form-data; boundary={mark}"}


def _fields(agency):
    return [("agency_id", str(agency)), ("fiscal_year", str(YEAR))]


class Installation:
    """``jixiao up`` on a database, and everything that can be killed of it."""

    def __init__(self, database, folder):
        self.database = database
        self.folder = folder
        self.recoveries: Counter = Counter()
        self.slowest_recovery = 0.0
        self.running = self._started(0)
        self.address = self.running.address()

    def victims(self):
        """What can be killed."""
        found = {"web worker": self._kill_web_worker, "server": self._kill_server, "task worker": self._kill_task_worker}
        found["everything"] = self._kill_everything
        if self.database.cluster:
            found |= {"backend": self._kill_backend, "postmaster": self._kill_postmaster}
        return found

    def kill(self, name):
        """Kill one thing, and wait until the service is back; a service manager or a person starts what has nobody above it."""
        began = time.monotonic()
        self.victims()[name]()
        while not self.answers():
            if time.monotonic() - began > 60:
                raise AssertionError(f"not back after the {name} was killed:\n{self.running.printed()[-3000:]}")
            time.sleep(0.02)
        self.recoveries[name] += 1
        self.slowest_recovery = max(self.slowest_recovery, time.monotonic() - began)

    def answers(self):
        """The server answers and reaches its database."""
        place = urlsplit(self.address)
        asking = HTTPConnection(place.hostname, place.port, timeout=30)
        try:
            asking.request("GET", "/health")
            return asking.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            asking.close()

    def end(self):
        """End it in good order."""
        if self.running.process.poll() is None:
            self.running.end()

    def _started(self, port):
        return Running(self.folder, "--port", str(port), workers=4, **self.database.environment)

    def _below(self, word):
        return [pid for pid, command in children_of(self.running.process.pid).items() if word in command]

    def _kill_web_worker(self):
        for server in self._below("gunicorn"):
            if workers := list(children_of(server)):
                _kill(random.choice(workers))  # noqa: S311 - no secret

    def _kill_server(self):
        for server in self._below("gunicorn"):
            _kill(server)

    def _kill_task_worker(self):
        for worker in self._below("jixiao.web work"):
            _kill(worker)

    def _kill_backend(self):
        with contextlib.suppress(Exception):  # who asks may be killed by it
            rows = self.database.cluster.sql("SELECT pid FROM pg_stat_activity WHERE datname = 'jixiao' AND pid <> pg_backend_pid()")
            if rows:
                _kill(random.choice(rows)[0])  # noqa: S311 - no secret

    def _kill_postmaster(self):
        self.database.cluster.kill()
        self.database.cluster.start_again()

    def _kill_everything(self):
        """As if the power failed: all at once, and then everything is started again."""
        all_of_it = [self.running.process.pid, *below(self.running.process.pid)]
        if self.database.cluster:
            self.database.cluster.kill()
        for process in all_of_it:
            _kill(process)
        self.running.process.wait()
        while not all(is_gone(process) for process in all_of_it):
            time.sleep(0.01)
        if self.database.cluster:
            self.database.cluster.start_again()
        self.running = self._started(urlsplit(self.address).port)
        self.running.address()


def _kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def crash(installation, tree, *, seconds=None, cycles=None, writers=6, pause=(0.3, 1.5)):
    """Kill one thing after the other under writers, for some time or some cycles.

    Returns:
        the journal.
    """
    journal, stop = Journal(), threading.Event()
    own = _declarations(tree, writers)
    threads = [_thread(keep_typing, Caller(installation.address, tree.people["clerk_a"], journal), pk, stop) for pk in own]
    agency = tree.agencies["unit_b"].pk
    threads.append(_thread(keep_beginning, Caller(installation.address, tree.people["clerk_b"], journal), agency, stop))
    threads.append(_thread(keep_sending, Caller(installation.address, tree.people["clerk_b"], journal), agency, stop))
    connections.close_all()
    for thread in threads:
        thread.start()
    until = time.monotonic() + (seconds or 10**9)
    names = list(installation.victims())
    try:
        for cycle in range(cycles or 10**9):
            if time.monotonic() > until or journal.losses:
                break
            time.sleep(random.uniform(*pause))  # noqa: S311 - no secret
            installation.kill(names[cycle % len(names)])
    finally:
        stop.set()
        for thread in threads:
            thread.join(90)
    _wait_for_imports(installation, journal)
    return journal


def _declarations(tree, count):
    from tests.web.rounds import Desk

    desk = Desk(tree)
    return [str(desk.waiting("draft").pk) for _ in range(count)]


def _thread(work, *arguments):
    return threading.Thread(target=work, args=arguments, daemon=True)


def _wait_for_imports(installation, journal, seconds=90):
    """What was sent in is read in the end, whoever was killed meanwhile."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and installation.running.process.poll() is None:
        waiting = Import.objects.filter(pk__in=list(journal.sent), state=ImportState.WAITING).count()
        connections.close_all()
        unfinished = DBTaskResult.objects.exclude(status="SUCCESSFUL").count()
        if not waiting and not unfinished:
            return
        time.sleep(0.2)


def look(installation, journal):
    """Everything that must hold when all is over; gives the figures."""
    checkpoints, keys = installation.database.home / "checkpoints", installation.database.home / "keys"
    found = verify(((str(number), line) for number, line in enumerate(ledger_lines(), 1)), kept(checkpoints), public_keys(keys))
    assert journal.losses == []
    assert found.broken is None, found.broken.message("en")
    _look_at_declarations(journal)
    _look_at_imports(journal)
    _look_at_database(installation.database)
    left = [path for path in (installation.database.home / "tmp").rglob("*") if path.is_file()]
    assert left == []
    return {
        "kills": dict(installation.recoveries),
        "slowest recovery (s)": round(installation.slowest_recovery, 2),
        "acknowledged writes": sum(journal.written.values()) + len(journal.created) + len(journal.sent),
        "slowest acknowledged write (s)": round(journal.slowest, 2),
        "answers": dict(sorted(journal.answers.items())),
        "documents": len(journal.sent),
        "events": found.events,
        "checkpoints": found.checkpoints,
        "torn checkpoints": len(found.torn),
    }


def _look_at_declarations(journal):
    """Nothing acknowledged is missing, and nothing is half there: record, events and versions tell the same."""
    heads = {}
    for event in Event.objects.filter(chain__key__startswith="declaration:").order_by("id").iterator():
        heads[event.chain_id] = event
    begun = set()
    for own in Declaration.objects.iterator():
        text = own.draft["fields"].get(_PATH)
        assert int(text or 0) >= journal.written.get(str(own.pk), 0), (
            f"{own.pk}: acknowledged {journal.written[str(own.pk)]}, there is {text}"
        )
        head = heads.get(own.chain)
        if head is None:  # put there by the test itself, and nobody could write yet
            assert own.revision == 1
            continue
        begun.add(str(own.pk))
        assert head.after == draft_digest(Draft.from_plain(own.draft)), f"{own.pk}: the record is not what its last event says"
        assert head.data.get("revision", 1) == own.revision
    assert journal.created <= begun
    assert not {chain.partition(":")[2] for chain in heads} - {str(pk) for pk in Declaration.objects.values_list("pk", flat=True)}
    assert not Version.objects.filter(declaration__in=Declaration.objects.filter(stage="draft")).exists()


def _look_at_imports(journal):
    """Each document that was acknowledged was read once, and nothing waits."""
    imports = {str(own.pk): own for own in Import.objects.defer("reading")}
    assert journal.sent <= imports.keys()
    assert {own.state for own in imports.values()} <= {ImportState.READ}, list(DBTaskResult.objects.values_list("status", "traceback"))
    read = Counter(Event.objects.filter(action="import.read").values_list("object", flat=True))
    received = Counter(Event.objects.filter(action="import.receive").values_list("object", flat=True))
    assert set(read) == set(received) == {f"import:{pk}" for pk in imports}
    assert set(read.values()) | set(received.values()) <= {1}
    assert set(DBTaskResult.objects.values_list("status", flat=True)) <= {"SUCCESSFUL"}
    for own in Import.objects.select_related("file"):
        assert hashlib.sha256(bytes(own.file.content)).hexdigest() == own.file_id


def _look_at_database(database):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]
            cursor.execute("PRAGMA foreign_key_check")
            assert cursor.fetchall() == []
            return
    database.cluster.check("jixiao")
