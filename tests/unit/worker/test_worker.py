"""A child process may crash, hang and eat memory: the caller gets an answer and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jixiao.worker import Death, Pool, Worker, WorkerError

TARGET = "tests.unit.worker.victims:do"
MEMORY = 256
needs_limits = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory and processor time are tested on Linux")


@pytest.fixture
def worker():
    child = Worker(TARGET, memory_megabytes=MEMORY)
    yield child
    child.close()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize("job", [b"", b"x", bytes(range(256)), b"y" * 3_000_000], ids=len)
def test_job_and_answer_are_any_bytes(worker, job):
    assert worker.call(b"echo " + job, 20) == job


def test_child_is_reused(worker):
    assert worker.call(b"number", 20) == worker.call(b"number", 20) == str(worker.pid).encode()


@pytest.mark.parametrize(
    ("job", "death"),
    [
        (b"segfault", Death("signal", "SIGSEGV")),
        (b"abort", Death("signal", "SIGABRT")),
        (b"kill", Death("signal", "SIGKILL")),
        (b"leave", Death("exit", "7")),
        (b"eat_and_abort", Death("memory")),
    ],
    ids=lambda value: value.decode() if isinstance(value, bytes) else "",
)
def test_death_is_an_answer_and_the_next_job_is_done(worker, job, death):
    worker.call(b"echo", 20)

    assert worker.call(job, 20) == death
    assert worker.call(b"echo again", 20) == b"again"


@needs_limits
def test_memory_is_limited(worker):
    assert worker.call(b"eat", 60) == Death("memory")
    assert worker.call(b"echo again", 20) == b"again"


def test_time_is_limited_although_no_python_runs(worker):
    worker.call(b"echo", 20)
    start = time.monotonic()

    assert worker.call(b"spin", 0.5) == Death("time")
    assert time.monotonic() - start < 10
    assert worker.call(b"echo again", 20) == b"again"


@needs_limits
def test_processor_time_is_limited_for_each_job_and_not_for_all(worker):
    assert worker.call(b"spin", 60, processor_seconds=1) == Death("processor")
    for _ in range(3):
        assert worker.call(b"sleep 0.4", 60, processor_seconds=1) == b"awake"


@needs_limits
def test_child_writes_no_large_files_and_opens_few(worker, tmp_path):
    path = tmp_path / "large"
    with pytest.raises(WorkerError, match="File too large"):
        worker.call(b"write_file " + os.fsencode(path), 20)
    assert path.stat().st_size <= 16 * 1024 * 1024
    with pytest.raises(WorkerError, match="Too many open files"):
        worker.call(b"open_many", 20)


def test_exception_is_raised_with_its_traceback_and_the_child_lives(worker):
    worker.call(b"echo", 20)
    pid = worker.pid
    for job, error in ((b"fail", "LookupError: nothing there"), (b"leave_by_exit", "SystemExit: 0")):
        with pytest.raises(WorkerError, match=error) as raised:
            worker.call(job, 20)
        assert "victims.py" in raised.value.trace
    assert worker.pid == pid


def test_what_is_printed_is_no_answer(worker):
    assert worker.call(b"chatter", 20) == b"answer"
    assert worker.call(b"echo again", 20) == b"again"


def test_answer_beyond_the_memory_of_the_child_is_refused(worker):
    assert worker.call(b"flood", 20) == Death("answer")
    assert worker.call(b"echo again", 20) == b"again"


def test_child_that_died_while_it_waited_is_replaced(worker):
    worker.call(b"echo", 20)
    os.kill(worker.pid, signal.SIGKILL)
    assert wait_until(lambda: is_zombie(worker.pid) or not is_running(worker.pid))

    assert worker.call(b"echo again", 20) == b"again"


def test_child_is_replaced_after_so_many_jobs():
    worker = Worker(TARGET, memory_megabytes=MEMORY, jobs=2)
    try:
        pids = [worker.call(b"number", 20) for _ in range(5)]
    finally:
        worker.close()

    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


@needs_limits
def test_child_that_has_grown_is_replaced(worker):
    first = worker.call(b"number", 20)
    assert worker.call(b"megabytes 20", 20)
    assert worker.call(b"number", 20) == first
    assert worker.used_megabytes > 20
    assert worker.call(b"megabytes 150", 20)
    assert worker.call(b"number", 20) != first


def test_target_that_cannot_be_imported_is_a_death():
    worker = Worker("tests.unit.worker.victims:nobody", memory_megabytes=MEMORY)

    assert worker.call(b"", 20) == Death("exit", "1")


def test_close_leaves_no_process(worker):
    worker.call(b"echo", 20)
    pid = worker.pid
    worker.close()

    assert not is_running(pid)


def test_current_folder_is_not_where_modules_come_from(worker, tmp_path, monkeypatch):
    """Who reads a folder of files from strangers must not run what lies there."""
    (tmp_path / "struct.py").write_text("raise SystemExit(99)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert str(tmp_path) not in worker.call(b"where", 20).decode().splitlines()


def test_threads_have_a_child_each_and_do_not_wait_for_each_other():
    pool = Pool(TARGET, memory_megabytes=MEMORY)
    try:
        with ThreadPoolExecutor(3) as threads:
            slow = threads.submit(pool.call, b"sleep 3", 20)
            time.sleep(0.2)
            start = time.monotonic()
            assert pool.call(b"echo meanwhile", 20) == b"meanwhile"
            assert time.monotonic() - start < 2.5
            assert not slow.done()
            assert slow.result() == b"awake"
    finally:
        pool.close()


def test_many_threads_get_their_own_answers():
    pool = Pool(TARGET, memory_megabytes=MEMORY, jobs=7)
    try:
        with ThreadPoolExecutor(4) as threads:
            jobs = [str(number).encode() * 1000 for number in range(60)]
            assert list(threads.map(lambda job: pool.call(b"echo " + job, 20), jobs)) == jobs
    finally:
        pool.close()


def test_closing_the_pool_ends_what_is_being_done():
    pool = Pool(TARGET, memory_megabytes=MEMORY)
    answers = []
    thread = threading.Thread(target=lambda: answers.append(pool.call(b"sleep 60", 90)))
    thread.start()
    time.sleep(1)
    start = time.monotonic()
    pool.close()
    thread.join(20)

    assert time.monotonic() - start < 10
    assert answers == [Death("signal", "SIGKILL")]
    pool.close()


PARENT = """
import os, sys
from jixiao.worker import Worker
worker = Worker("{target}", memory_megabytes=256)
worker.call(b"echo", 20)
print(worker.pid, flush=True)
{then}
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes end otherwise there")
@pytest.mark.parametrize(
    "then", ["sys.stdin.read()", "worker.call(b'sleep 300', 600)", "os._exit(3)"], ids=["idle", "busy", "parent leaves without a word"]
)
def test_child_ends_with_its_parent(then):
    code = PARENT.format(target=TARGET, then=then)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    try:
        pid = int(parent.stdout.readline())
        assert is_running(pid) or then.startswith("os")
        parent.kill()
    finally:
        parent.kill()
        parent.wait()
        parent.stdin.close()
        parent.stdout.close()

    assert wait_until(lambda: not is_running(pid) or is_zombie(pid))


def is_zombie(pid: int) -> bool:
    """A process that has ended and that nobody has asked for: its new parent is slow, or there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_copy_of_the_process_starts_children_of_its_own():
    code = (
        "import os\nfrom jixiao.worker import Pool\n"
        f"pool = Pool('{TARGET}', memory_megabytes=256)\n"
        "first = pool.call(b'number', 20)\n"
        "copy = os.fork()\n"
        "if copy == 0:\n"
        "    second = pool.call(b'number', 20); pool.close()\n"
        "    os._exit(0 if second != first else 1)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]), pool.call(b'number', 20) == first)\n"
        "pool.close()"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True)

    assert result.stdout.split() == ["0", "True"]
