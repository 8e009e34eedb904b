"""What a child process is made to do in the tests of the worker: each function takes the job and returns the answer, if it lives."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import time
from pathlib import Path


def do(job: bytes) -> bytes:
    """The victim whose name the job begins with; what follows the first blank is its argument."""
    name, _, argument = job.partition(b" ")
    return globals()[name.decode()](argument)


def echo(job: bytes) -> bytes:
    return job


def number(_job: bytes) -> bytes:
    return str(os.getpid()).encode()


def segfault(_job: bytes) -> bytes:
    return ctypes.string_at(0)


def abort(_job: bytes) -> bytes:
    os.abort()


def kill(_job: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def leave(_job: bytes) -> bytes:
    os._exit(7)


def sleep(job: bytes) -> bytes:
    time.sleep(float(job))
    return b"awake"


def spin(_job: bytes) -> bytes:
    """Busy inside C, where no signal handler and no other thread of Python gets its turn."""
    return str(pow(3, 10**9)).encode()


def eat(_job: bytes) -> bytes:
    return b"".join(bytes(10_000_000) for _ in range(100_000))


def eat_and_abort(_job: bytes) -> bytes:
    """As libraries in Rust end when memory is refused."""
    sys.stderr.write("memory allocation of 17179869184 bytes failed\n")
    sys.stderr.flush()
    os.abort()


def fail(_job: bytes) -> bytes:
    raise LookupError("nothing there")


def leave_by_exit(_job: bytes) -> bytes:
    raise SystemExit(0)


def chatter(_job: bytes) -> bytes:
    """Prints at the place where the answers go."""
    print("noise" * 10_000)  # noqa: T201 - what a library prints
    os.write(1, b"noise" * 10_000)
    return b"answer"


def flood(_job: bytes) -> bytes:
    """An answer of more bytes than the child may have memory."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"A" + (1 << 60).to_bytes(8, "big") + bytes(8))
        except OSError:
            continue
    time.sleep(60)
    return b""


def write_file(job: bytes) -> bytes:
    Path(job.decode()).write_bytes(bytes(100 * 1024 * 1024))
    return b"written"


def open_many(_job: bytes) -> bytes:
    return str(len([socket.socket() for _ in range(1000)])).encode()


def megabytes(job: bytes) -> bytes:
    """Touches so many megabytes for a moment."""
    return str(len(b"x" * (int(job) * 1024 * 1024))).encode()


def where(_job: bytes) -> bytes:
    return os.fsencode("\n".join(sys.path))
