"""Child processes for work that may crash, hang or eat memory: what becomes of it is an answer, never an accident.

A child imports a function and calls it with the jobs that come through a pipe, one after another, under limits of the operating system.
It knows nothing of documents. Jobs and answers are bytes; nothing that a child sends is ever unpickled or run. The child ends when the
parent does: a thread of it waits at the pipe, and the limit of processor time ends whatever keeps that thread from running.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import queue
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

try:
    import resource
except ImportError:  # Windows: no limits but that of time
    resource = None  # type: ignore[assignment]  # the name stays, and says by None that there are no limits

_HEAD = struct.Struct(">cQd")
"""Kind of a frame, bytes that follow, and of a job its seconds of processor time."""
_START = "import sys; sys.path += [path for path in sys.argv[3:] if path not in sys.path]; from jixiao.worker import main; main()"
"""What the child runs: modules come from where ours come from, but never from the current folder, nor before those of Python itself."""
_JOB, _READY, _ANSWER, _ERROR, _MEMORY = b"J", b"R", b"A", b"E", b"M"
_START_SECONDS = 60.0
_JOBS = 200
"""Jobs after which a child is replaced, so that nothing can grow for ever."""
_GROWN = 0.5
"""Share of its memory at which a child is replaced after a job."""
_MB = 1024 * 1024
_FILE_MB = 16
_ALLOCATION = (b"memory allocation of", b"MemoryError", b"bad_alloc", b"Out of memory", b"out of memory", b"Cannot allocate memory")
"""What libraries write before they end their process because memory was refused."""

Reason = Literal["signal", "memory", "processor", "exit", "answer", "time"]


@dataclass(frozen=True, slots=True)
class Death:
    """A job ended its child.

    Attributes:
        reason: ended by a ``signal``; ``memory`` was refused; out of ``processor`` time; ``exit`` of its own; it sent no
            ``answer``; out of ``time``.
        detail: name of the signal, number of the exit.
    """

    reason: Reason
    detail: str = ""


class WorkerError(Exception):
    """The function raised: a fault of ours, with the last line of the traceback as its text.

    Args:
        trace: the traceback in the child.
    """

    def __init__(self, trace: str) -> None:
        super().__init__(trace.strip().rpartition("\n")[2])
        self.trace = trace


class Worker:
    """One child, started when it is first needed and again after it died. Not for several threads at once: that is a :class:`Pool`.

    Args:
        target: ``module:function`` from bytes to bytes.
        memory_megabytes: address space of the child.
        jobs: after how many it is replaced.
    """

    def __init__(self, target: str, *, memory_megabytes: int, jobs: int = _JOBS) -> None:
        self._target = target
        self._memory = memory_megabytes
        self._jobs = jobs
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._done = 0
        self._is_ready = False
        self.used_megabytes = 0.0
        """The most memory that the child has had until its last answer."""

    @property
    def pid(self) -> int | None:
        """Number of the child that is running."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the child where none is running; it makes itself ready while the caller goes on."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the child
        paths = [path for path in sys.path if path]
        command = [sys.executable, "-P", "-c", _START, self._target, str(self._memory), *paths]
        environment = os.environ | {"MALLOC_ARENA_MAX": "1"}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, env=environment
        )

    def call(self, job: bytes, seconds: float, *, processor_seconds: float | None = None) -> bytes | Death:
        """Have the child do a job.

        Args:
            job: argument of the function.
            seconds: when the child is ended.
            processor_seconds: when the operating system ends it; a little after ``seconds`` by default.

        Raises:
            WorkerError: the function raised.
        """
        try:
            answer = self._make_ready() or self._call(job, seconds, processor_seconds or seconds + 1)
        except WorkerError:
            raise
        except BaseException:  # interrupted: whatever is still to come through the pipe answers no other job
            self.close()
            raise
        if isinstance(answer, Death):
            self.close()
        return answer

    def kill(self) -> None:
        """End the child from another thread; the call that waits for it hears so."""
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        self._done, self._is_ready, self.used_megabytes = 0, False, 0.0
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()
        if self._errors:
            self._errors.close()
            self._errors = None

    def forget(self) -> None:
        """In a copy of this process: let go of the child, which belongs to the original."""
        process, self._process = self._process, None
        if process is not None:
            process.returncode = 0
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()

    def _make_ready(self) -> Death | None:
        """A child that waits for a job."""
        self.start()
        if not self._is_ready:
            frame = self._receive(_START_SECONDS)
            if isinstance(frame, Death):
                return frame
            self._is_ready = True
        return None

    def _call(self, job: bytes, seconds: float, processor_seconds: float) -> bytes | Death:
        frame = self._receive(seconds, _HEAD.pack(_JOB, len(job), processor_seconds) + job)
        if isinstance(frame, Death):
            return frame
        kind, body, used = frame
        if kind == _MEMORY:
            return Death("memory")
        if kind == _ERROR:
            raise WorkerError(body.decode("utf-8", "replace"))
        self._done, self.used_megabytes = self._done + 1, used
        if self._done >= self._jobs or used > self._memory * _GROWN:
            self.close()
        return body

    def _receive(self, seconds: float, sent: bytes = b"") -> tuple[bytes, bytes, float] | Death:
        """Send something, and wait for a frame: its kind, its bytes, and the megabytes that the child has used."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return Death("exit")
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                _write(process.stdin, sent)
            kind, length, used = _HEAD.unpack(_exactly(process.stdout, _HEAD.size))
            if kind not in (_READY, _ANSWER, _ERROR, _MEMORY) or length > self._memory * _MB:
                return Death("answer")
            return kind, _exactly(process.stdout, length), used
        except EOFError:
            return Death("time") if late.is_set() else self._death(process)
        finally:
            timer.cancel()

    def _death(self, process: subprocess.Popen[bytes]) -> Death:
        """Why the child has closed its pipe."""
        try:
            code = process.wait(5)
        except subprocess.TimeoutExpired:
            return Death("answer")
        if code < 0 and _signal_name(-code) == "SIGXCPU":
            return Death("processor")
        if self._errors:
            self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - 4000))
            if any(word in self._errors.read() for word in _ALLOCATION):
                return Death("memory")
        return Death("signal", _signal_name(-code)) if code < 0 else Death("exit", str(code))


class Pool:
    """As many children as there are threads that call at the same time; idle ones wait for the next job.

    Args:
        target: ``module:function`` from bytes to bytes.
        memory_megabytes: address space of each child.
        jobs: after how many a child is replaced.
    """

    def __init__(self, target: str, *, memory_megabytes: int, jobs: int = _JOBS) -> None:
        self._new: Callable[[], Worker] = lambda: Worker(target, memory_megabytes=memory_megabytes, jobs=jobs)
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._busy: set[Worker] = set()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    def call(self, job: bytes, seconds: float) -> bytes | Death:
        """Have a child do a job; see :meth:`Worker.call`."""
        worker = self._take()
        try:
            return worker.call(job, seconds)
        finally:
            self._give_back(worker)

    def start(self) -> None:
        """Start a child ahead of the first job."""
        worker = self._take()
        try:
            worker.start()
        finally:
            self._give_back(worker)

    def most_megabytes(self) -> float:
        """The most memory that one of the idle children has had."""
        return max((worker.used_megabytes for worker in list(self._idle.queue)), default=0.0)

    def close(self) -> None:
        """End all children; a job that one of them is doing gets its death for an answer."""
        for worker in list(self._busy):
            worker.kill()
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return

    def _take(self) -> Worker:
        try:
            worker = self._idle.get_nowait()
        except queue.Empty:
            worker = self._new()
        self._busy.add(worker)
        return worker

    def _give_back(self, worker: Worker) -> None:
        self._busy.discard(worker)
        self._idle.put(worker)

    def _forget(self) -> None:
        """A copy of this process has the threads and children no longer."""
        workers = [*self._busy, *self._idle.queue]
        self._idle, self._busy = queue.LifoQueue(), set()
        for worker in workers:
            worker.forget()


def _write(stream: IO[bytes], data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]


def _exactly(stream: IO[bytes], length: int) -> bytes:
    """So many bytes from a pipe.

    Raises:
        EOFError: it was closed before.
    """
    parts: list[bytes] = []
    while length:
        part = stream.read(min(length, _MB))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def main() -> None:
    """In the child: do the jobs that come through the standard input, until it is closed."""
    target, memory = sys.argv[1], int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends us
    jobs, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)  # what a library prints is no answer
    module, _, name = target.partition(":")
    function: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    _limit_process(memory)
    gc.set_threshold(100_000, 20, 20)  # a file is hundreds of thousands of small objects that refer to each other in no circle
    waiting: queue.SimpleQueue[tuple[bytes, float]] = queue.SimpleQueue()
    threading.stack_size(256 * 1024)
    threading.Thread(target=_receive_jobs, args=(jobs, waiting), daemon=True).start()
    _write(answers, _HEAD.pack(_READY, 0, 0))
    while True:
        job, processor_seconds = waiting.get()
        _limit_processor(processor_seconds)
        kind, body = _do(function, job)
        _write(answers, _HEAD.pack(kind, len(body), _megabytes_used()) + body)
        if kind == _MEMORY:
            os._exit(0)


def _do(function: Callable[[bytes], bytes], job: bytes) -> tuple[bytes, bytes]:
    try:
        return _ANSWER, function(job)
    except MemoryError:
        return _MEMORY, b""
    except BaseException:  # noqa: BLE001 - whatever it is, the parent is told; panics of Rust are no Exception
        return _ERROR, traceback.format_exc().encode("utf-8", "backslashreplace")


def _receive_jobs(jobs: IO[bytes], waiting: queue.SimpleQueue[tuple[bytes, float]]) -> None:
    """Put the jobs of the parent in the queue; where the parent is gone, end, whatever is being done."""
    try:
        while True:
            _, length, seconds = _HEAD.unpack(_exactly(jobs, _HEAD.size))
            waiting.put((_exactly(jobs, length), seconds))
    finally:
        os._exit(0)


def _limit_process(memory_megabytes: int) -> None:
    if resource is None:
        return
    _limit("RLIMIT_AS", memory_megabytes * _MB)
    _limit("RLIMIT_FSIZE", _FILE_MB * _MB)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_NOFILE", 64)


def _limit(name: str, value: int) -> None:
    """Lower a limit for good; where the system knows it not or has a lower one, nothing changes."""
    with contextlib.suppress(AttributeError, ValueError, OSError):
        resource.setrlimit(getattr(resource, name), (value, value))


def _limit_processor(seconds: float) -> None:
    """From now on so many seconds of processor time."""
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime + seconds) + 1, hard))


def _megabytes_used() -> float:
    """The most memory that this process has had at a time; where there is no /proc, its parent may be counted in."""
    with contextlib.suppress(OSError, ValueError), Path("/proc/self/status").open(errors="replace") as status:
        return next((int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:")), 0.0)
    if resource is None:
        return 0.0
    used = float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return used / _MB if sys.platform == "darwin" else used / 1024
