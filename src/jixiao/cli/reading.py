"""Reading many files: in order, several at a time, one failure never stops the others."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jixiao.documents.limits import Limits
from jixiao.errors import JixiaoError
from jixiao.messages import text
from jixiao.model import Document
from jixiao.pipeline import pool, read

T = TypeVar("T")
_FEW = 4  # fewer files than this are read faster by one process


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a document, or the failure that kept us from reading it."""

    path: Path
    document: Document | None = None
    failure: str | None = None


def default_jobs(files: Sequence[Path]) -> int:
    """As many processes as there are processors, and one where there is little to do."""
    return 1 if len(files) < _FEW else min(os.cpu_count() or 1, len(files))


def read_all(
    files: Sequence[Path], *, jobs: int, lang: str, progress: Callable[[int, Path], None], limits: Limits | None = None
) -> Iterator[Outcome]:
    """Read files and yield an outcome each, in their order.

    Args:
        files: what to read.
        jobs: number of processes that read; a thread waits for each.
        lang: language of failure messages.
        progress: called before each outcome with the number of files done and the next one.
        limits: what each file may cost.
    """
    yield from in_threads(lambda path: _read_one(path, lang, limits), files, jobs=jobs, progress=progress, limits=limits)


def in_threads(
    task: Callable[[Path], T], files: Sequence[Path], *, jobs: int, progress: Callable[[int, Path], None], limits: Limits | None = None
) -> Iterator[T]:
    """What becomes of each file, in their order, several at a time.

    Args:
        task: what is done with one; a child process does the work.
        files: in their order.
        jobs: how many at a time.
        progress: called before each result with the number of files done and the next one.
        limits: those of the child processes, which are ended when the caller gives up.
    """
    threads = ThreadPoolExecutor(max_workers=jobs)
    try:
        futures: list[Future[Any]] = [threads.submit(task, path) for path in files]
        for done, path in enumerate(files):
            progress(done, path)
            yield futures[done].result()
            futures[done] = threads.submit(int)  # what was handed over is let go of
    except BaseException:  # the caller gives up: what is being read is ended, not waited for
        threads.shutdown(wait=False, cancel_futures=True)
        pool(limits).close()
        raise
    threads.shutdown()


def _read_one(path: Path, lang: str, limits: Limits | None) -> Outcome:
    try:
        return Outcome(path, read(path, limits=limits))
    except JixiaoError as error:
        if os.environ.get("JIXIAO_DEBUG") and error.__cause__:
            traceback.print_exception(error.__cause__)
        return Outcome(path, failure=error.message(lang))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not keep the caller from the others
        if os.environ.get("JIXIAO_DEBUG"):
            traceback.print_exc()
        return Outcome(path, failure=text("error.internal", lang, file=str(path), error=f"{type(error).__name__}: {error}"))
