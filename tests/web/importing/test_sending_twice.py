"""The same document sent twice, half, and at once: one import, or none (T25)."""

import hashlib
import socket
import threading
from urllib.parse import urlsplit

import pytest
from django.db import connections
from tests.web.crashing import _form
from tests.web.sending import document
from tests.web.tree import YEAR

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import importing
from jixiao.web.records.models import Event, Import, StoredFile

MANY = 16


def together(count, act):
    """What each of many got who began at the same moment."""
    begin, got = threading.Barrier(count), []

    def one(number):
        try:
            begin.wait(60)
            got.append(act(number))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return got


@pytest.mark.both_databases
@pytest.mark.parametrize("logins", [["clerk_a"], ["clerk_a", "clerk_a2"]], ids=["one person", "two people"])
def test_same_document_sent_by_many_at_once_is_one_import(logins, transactional_db, tree):
    actors = [actor_of(tree.people[login]) for login in logins]

    def send(number):
        actor = actors[number % len(actors)]
        return importing.receive(tree.agencies["unit_a"], YEAR, f"{number}.txt", document(1), actor=actor).pk

    got = together(MANY, send)

    assert len(got) == MANY
    assert len(set(got)) == 1
    found = Import.objects.get()
    assert found.file_id == hashlib.sha256(document(1)).hexdigest()
    assert (StoredFile.objects.count(), Event.objects.filter(action="import.receive").count()) == (1, 1)


@pytest.mark.both_databases
def test_different_documents_sent_at_once_are_as_many_imports(transactional_db, tree):
    actor = actor_of(tree.people["clerk_a"])

    got = together(MANY, lambda number: importing.receive(tree.agencies["unit_a"], YEAR, "a.txt", document(number), actor=actor).pk)

    assert len(set(got)) == MANY == Import.objects.count() == Event.objects.filter(action="import.receive").count()


@pytest.mark.both_databases
def test_project_taken_over_by_many_at_once_is_one_declaration(transactional_db, tree):
    actor = actor_of(tree.people["clerk_a"])
    found = importing.receive(tree.agencies["unit_a"], YEAR, "a.txt", document(1), actor=actor)
    importing.read_import.call(str(found.pk))

    def take(number):
        try:
            return len(importing.take_over(found.pk, [1], actor=actor))
        except importing.RefusedError as error:
            return error.key

    got = together(8, take)

    assert sorted(map(str, got)) == ["1"] + ["web_importing.taken_before"] * 7
    assert Event.objects.filter(action="declaration.create").count() == 1


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_half_a_document_is_no_import_and_the_whole_one_is_taken_afterwards(share, transactional_db, tree, live_server, acting_by_token):
    headers = acting_by_token("clerk_a")
    body, kind = _form(tree.agencies["unit_a"].pk, "a.txt", document(1) * 200)
    place = urlsplit(live_server.url)
    head = "".join(f"{name}: {value}\r\n" for name, value in {**headers, **kind, "Content-Length": len(body)}.items())
    request = f"POST /api/v1/imports HTTP/1.1\r\nHost: {place.netloc}\r\n{head}\r\n".encode()

    with socket.create_connection((place.hostname, place.port), timeout=30) as half:
        half.sendall(request + body[: int(len(body) * share)])
        half.shutdown(socket.SHUT_WR)
        half.recv(1 << 16)
    assert (Import.objects.count(), StoredFile.objects.count(), Event.objects.filter(action="import.receive").count()) == (0, 0, 0)

    with socket.create_connection((place.hostname, place.port), timeout=30) as whole:
        whole.sendall(request + body)
        assert b" 202 " in whole.recv(1 << 16).split(b"\r\n")[0]
    assert Import.objects.count() == 1
