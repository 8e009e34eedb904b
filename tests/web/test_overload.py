"""More at once than can be answered: some are told to come again, the others are served, none gets a fault, and it passes (T56)."""

import socket
import threading
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

import pytest
from django.test import Client
from tests.web.running import Running

from jixiao.web import overload

AT_ONCE = 48
SECONDS = 6


@pytest.fixture
def waiting(monkeypatch):
    """``waiting(seconds)``: whoever comes now would wait so long."""
    return lambda seconds: monkeypatch.setattr(overload.Queue, "wait_seconds", property(lambda queue: seconds))


@pytest.mark.parametrize(
    ("seconds", "reads", "sends"), [(0, 200, 401), (0.9, 200, 401), (1.1, 503, 401), (5.9, 503, 401), (6.1, 503, 503), (600, 503, 503)]
)
def test_who_would_wait_too_long_comes_again_and_typing_is_refused_last(seconds, reads, sends, waiting, db):
    waiting(seconds)

    assert Client().get("/login").status_code == reads
    assert Client().post("/login", {"login": "x", "password": "x" * 300_000}).status_code == sends
    assert Client().get("/health").status_code == 200


@pytest.mark.parametrize(("address", "kind"), [("/login", "text/html"), ("/api/v1/me", "application/problem+json")])
def test_it_is_told_when_to_come_again(address, kind, waiting, db):
    waiting(4.2)
    answer = Client().get(address)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "6"
    assert answer.headers["Content-Type"].startswith(kind)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Content-Security-Policy" in answer.headers


def test_queue_is_counted_by_the_system():
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        queue = overload.Queue()
        queue.watch([listening], 2)
        assert (queue.length, queue.wait_seconds) == (0, 0)
        clients = [socket.create_connection(listening.getsockname()) for _ in range(10)]
        queue.took(0.05)
        assert queue.length == 10
        assert queue.wait_seconds == pytest.approx(10 * 0.05 / 2)
        for client in clients:
            client.close()


def test_server_under_too_much_answers_or_says_when_to_come_again(tmp_path):
    """Two workers and 48 who ask as fast as they can."""
    running = Running(tmp_path, "--home", "home")
    try:
        place = urlsplit(running.address())
        statuses, without, slowest = Counter(), [], []
        stop = time.monotonic() + SECONDS

        def ask():
            while time.monotonic() < stop:
                asking = HTTPConnection(place.hostname, place.port, timeout=60)
                began = time.monotonic()
                try:
                    asking.request("GET", "/login")
                    answer = asking.getresponse()
                    answer.read()
                except (OSError, HTTPException) as error:
                    statuses[type(error).__name__] += 1
                    continue
                finally:
                    asking.close()
                statuses[answer.status] += 1
                slowest.append(time.monotonic() - began)
                if answer.status == 503:
                    without.append(answer.getheader("Retry-After"))

        threads = [threading.Thread(target=ask) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(statuses) <= {200, 503}, statuses
        assert statuses[200] > 0
        assert None not in without
        until = time.monotonic() + 10
        again = 0
        while again != 200 and time.monotonic() < until:
            asking = HTTPConnection(place.hostname, place.port, timeout=10)
            asking.request("GET", "/login")
            again = asking.getresponse().status
            asking.close()
        assert again == 200
        assert "Traceback" not in running.printed()
        assert running.end() == 0
    finally:
        if running.process.poll() is None:
            running.end(9)
