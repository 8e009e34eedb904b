"""More requests than can be answered: some are refused at once, so that those that are served do not wait for long (过载保护).

Workers answer one request at a time, and connections wait in the queue of the socket. How long a new one would wait is its length times the
usual time of a request, by the number of workers. Whoever would wait too long is told to come again; what somebody typed is refused last.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Sequence
from time import perf_counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.web.api.problems import problem
from jixiao.web.middleware import PROGRAMS

Answer = Callable[[HttpRequest], HttpResponse]
LONGEST_WAIT = 1.0
"""Seconds that whoever only reads may wait in the queue."""
LONGEST_WAIT_OF_TYPING = 6.0
"""Seconds that whoever sends something may wait."""
_ALWAYS = frozenset({"/health"})
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_QUEUE_AT, _INFO_BYTES = 24, 104
_LONGEST_COUNTED = 2.0
_PIECE, _MOST_PIECES = 1 << 16, 512


class Queue:
    """The queue of connections before the workers of this server.

    Attributes:
        sockets: that listen; none where the program does not run under our server.
        workers: processes that answer.
        usual_seconds: that a request takes, by those that this process answered of late.
    """

    def __init__(self) -> None:
        self.sockets: Sequence[socket.socket] = ()
        self.workers = 1
        self.usual_seconds = 0.05

    def watch(self, sockets: Sequence[socket.socket], workers: int) -> None:
        """Look at these sockets from now on."""
        self.sockets, self.workers = sockets, max(workers, 1)

    @property
    def length(self) -> int:
        """Connections that wait, as Linux tells it of a socket that listens; nothing is known elsewhere."""
        return sum(_waiting(each) for each in self.sockets)

    @property
    def wait_seconds(self) -> float:
        """How long a connection that comes now would wait; nothing as long as each worker has one to come."""
        length = self.length
        return length * self.usual_seconds / self.workers if length > self.workers else 0.0

    def took(self, seconds: float) -> None:
        """A request was answered."""
        self.usual_seconds += 0.1 * (min(seconds, _LONGEST_COUNTED) - self.usual_seconds)


def _waiting(listening: socket.socket) -> int:
    if not hasattr(socket, "TCP_INFO") or listening.family not in (socket.AF_INET, socket.AF_INET6):
        return 0
    told = listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _INFO_BYTES)
    return int(struct.unpack_from("I", told, _QUEUE_AT)[0])


queue = Queue()


def shed(get_response: Answer) -> Answer:
    """Refuse what would wait too long, with the time after which to come again."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info in _ALWAYS:
            return get_response(request)
        wait = queue.wait_seconds
        if wait > (LONGEST_WAIT if request.method in _READING else LONGEST_WAIT_OF_TYPING):
            return busy(request, wait)
        begun = perf_counter()
        response = get_response(request)
        queue.took(perf_counter() - begun)
        return response

    return answer


def busy(request: HttpRequest, wait: float) -> HttpResponse:
    """Come again in some seconds."""
    for _ in range(_MOST_PIECES):  # a connection that is closed with something unread takes the answer with it
        if not request.read(_PIECE):
            break
    headers = {"Retry-After": str(min(30, 2 + int(wait))), "Cache-Control": "no-store"}
    if request.path_info.startswith(PROGRAMS):
        return problem(request, 503, "busy", headers=headers)
    response = render(request, "503.html", {"about": "busy", "is_reading": request.method == "GET"}, status=503)
    for name, value in headers.items():
        response.headers[name] = value
    return response
