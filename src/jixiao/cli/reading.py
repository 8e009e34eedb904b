"""Reading many files: in order, in several processes, one failure never stops the others."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.messages import text
from jixiao.model import Document
from jixiao.pipeline import read

_FEW = 4  # fewer files than this are read faster without further processes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a document, or the failure that kept us from reading it."""

    path: Path
    document: Document | None = None
    failure: str | None = None


def default_jobs(files: Sequence[Path]) -> int:
    """As many processes as there are processors, and one where there is little to do."""
    return 1 if len(files) < _FEW else min(os.cpu_count() or 1, len(files))


def read_all(files: Sequence[Path], *, jobs: int, lang: str, progress: Callable[[int, Path], None]) -> Iterator[Outcome]:
    """Read files and yield an outcome each, in their order.

    Args:
        files: what to read.
        jobs: number of processes.
        lang: language of failure messages.
        progress: called before each outcome with the number of files done and the next one.
    """
    if jobs <= 1 or len(files) < 2:
        for done, path in enumerate(files):
            progress(done, path)
            yield _read_one(path, lang)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        futures = [(path, pool.submit(_read_one, path, lang)) for path in files]
        for done, (path, future) in enumerate(futures):
            progress(done, path)
            try:
                yield future.result()
            except BrokenProcessPool:
                yield Outcome(path, failure=text("error.worker_died", lang, file=str(path)))


def _read_one(path: Path, lang: str) -> Outcome:
    try:
        return Outcome(path, read(path))
    except JixiaoError as error:
        return Outcome(path, failure=error.message(lang))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not keep the caller from the others
        if os.environ.get("JIXIAO_DEBUG"):
            traceback.print_exc()
        return Outcome(path, failure=text("error.internal", lang, file=str(path), error=f"{type(error).__name__}: {error}"))
