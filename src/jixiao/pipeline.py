"""Open, recognise, load, audit, score and monitor: read this page first.

A file is opened and recognised in a child process (:mod:`jixiao.worker`): what crashes, hangs or eats memory there is a problem of its
document. What comes back is JSON that is read like any other input.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import stat
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.documents.limits import Limits, over_limit
from jixiao.documents.sniff import media_type_of
from jixiao.errors import CallerError, JixiaoError
from jixiao.provenance import Problem, SourceRef
from jixiao.worker import Death, Pool, WorkerError

if TYPE_CHECKING:
    from jixiao.comparison import Comparison
    from jixiao.documents import OpenedDocument
    from jixiao.facts.load import Dates
    from jixiao.facts.rows import DocumentRows
    from jixiao.model import Document
    from jixiao.monitoring.from_reading import ProjectRound
    from jixiao.rules import Audit, Catalogue
    from jixiao.rules.engine import Progress
    from jixiao.rules.waivers import Exceptions
    from jixiao.scoring.from_reading import FormScore

_HEAD = 4096
_pools: dict[int, Pool] = {}
_pools_lock = threading.Lock()


def read(path: str | Path, *, name: str | None = None, limits: Limits | None = None, isolated: bool = True) -> Document:
    """Read one published document into typed data. It may be called from several threads: each has a child process of its own.

    Args:
        path: the file.
        name: how places in the result name it; the path as given by default.
        limits: what the file may cost.
        isolated: read it in a child process; otherwise in this one, without limits of time and memory.

    Raises:
        CallerError: there is no such file, or it may not be read.
    """
    label = printable(name or str(path))
    limits = limits or Limits()
    _check_file(Path(path), label)
    if not isolated:
        return _read_here(Path(path), label, limits)
    children = pool(limits)
    children.start()
    import jixiao.model  # noqa: F401 - it loads here while it loads in the child

    job = json.dumps({"path": os.path.abspath(path), "name": label, "limits": asdict(limits)}).encode()  # noqa: PTH100 - a text is sent
    try:
        answer = children.call(job, limits.seconds)
    except WorkerError as error:
        raise JixiaoError("error.internal", file=label, error=str(error)) from error
    return _ended(Path(path), label, limits, answer) if isinstance(answer, Death) else _document(answer)


def audit(
    documents: Sequence[Document],
    *,
    catalogue: Catalogue | None = None,
    exceptions: Exceptions | None = None,
    dates: Mapping[str, Dates] | None = None,
    memory_megabytes: int = 1024,
    progress: Progress | None = None,
) -> Audit:
    """Audit documents together (审核): documents become facts, and the rules are run over them.

    Args:
        documents: readings, of :func:`read` or out of JSON.
        catalogue: the rules, of :func:`jixiao.rules.load_catalogue`; all of ours by default.
        exceptions: suspensions and waivers, of :func:`jixiao.rules.waivers.load_exceptions`.
        dates: when documents were approved and published, by name of the file as the reading has it.
        memory_megabytes: what the database of the facts may use.
        progress: called before each rule with the number of rules done.

    Returns:
        The findings, and beside them the rules that failed, which accuse no document.
    """
    from jixiao import rules  # the database loads when something is audited
    from jixiao.facts import facts_of

    facts = facts_of(documents, dates)
    chosen = catalogue or rules.load_catalogue()
    return rules.audit(facts, chosen, exceptions=exceptions, memory_megabytes=memory_megabytes, progress=progress)


def score(documents: Sequence[Document], *, scheme: str | Path | None = None, day: date | None = None) -> list[FormScore]:
    """Score the self-evaluations of documents again (自评计分): declared beside computed, in the order of the documents.

    Args:
        documents: readings, of :func:`read` or out of JSON; those without a self-evaluation give nothing.
        scheme: id or file of a scheme; by default the one whose weights each form prints.
        day: whose edition of the scheme holds; by default the first day after the budget year.
    """
    from jixiao.scoring.from_reading import score_document  # it loads when something is scored

    return [form for document in documents for form in score_document(document, scheme, day)]


def monitor(documents: Sequence[Document], *, day: date | None = None, lights: str | None = None) -> list[ProjectRound]:
    """Watch the projects of monitoring tables (绩效运行监控): money against plan and time, results against time, what to expect.

    Args:
        documents: readings, of :func:`read` or out of JSON: tables of one or more rounds, and target forms for their payment plans.
        day: of the round where a table names no month; such a table without a day is left out.
        lights: set of lights; by default by the deviation adjusted for time.
    """
    from jixiao.monitoring.from_reading import watch_documents  # it loads when something is watched

    return watch_documents(documents, day, lights=lights or "by_time")


def compare(old_documents: Sequence[Document], new_documents: Sequence[Document]) -> Comparison:
    """Compare two versions or two years of the documents of agencies (对比): money, projects, targets, sentences that did not change.

    Args:
        old_documents: the older ones, of :func:`read` or out of JSON.
        new_documents: the newer ones; agencies are matched by name, projects across new names.
    """
    from jixiao.comparison import compare as compare_sides  # it loads when something is compared

    return compare_sides(old_documents, new_documents)


def read_rows(
    path: str | Path, document_id: str, *, name: str | None = None, limits: Limits | None = None, dates: Dates | None = None
) -> DocumentRows:
    """Read one document into rows of the fact tables; both are done in the child process.

    Args:
        path: the file.
        document_id: key of the document.
        name: how places name it; the path as given by default.
        limits: what the file may cost.
        dates: when the document was approved and published.

    Raises:
        CallerError: there is no such file, or it may not be read.
    """
    from jixiao.facts.rows import DocumentRows, rows_of

    label = printable(name or str(path))
    limits = limits or Limits()
    _check_file(Path(path), label)
    children = pool(limits)
    children.start()
    asked: dict[str, Any] = {"path": os.path.abspath(path), "name": label, "limits": asdict(limits), "document_id": document_id}  # noqa: PTH100 - a text is sent
    asked["dates"] = [day.isoformat() if day else None for day in (dates.approved_on, dates.published_on)] if dates else []
    try:
        answer = children.call(json.dumps(asked).encode(), limits.seconds)
    except WorkerError as error:
        raise JixiaoError("error.internal", file=label, error=str(error)) from error
    if isinstance(answer, Death):
        return rows_of(_ended(Path(path), label, limits, answer), document_id, dates)
    told = json.loads(answer)
    if isinstance(told, list):  # the file went away meanwhile
        raise CallerError(told[0], **told[1])
    return DocumentRows(**told)


def pool(limits: Limits | None = None) -> Pool:
    """The child processes that read under some limit of memory, started as they are needed and ended with this process."""
    memory = (limits or Limits()).memory_megabytes
    with _pools_lock:
        if memory not in _pools:
            _pools[memory] = Pool(f"{__name__}:answer", memory_megabytes=memory)
            atexit.register(_pools[memory].close)
        return _pools[memory]


def answer(job: bytes) -> bytes:
    """In the child process: read a file.

    Args:
        job: JSON with ``path``, ``name`` and ``limits``, and ``document_id`` and ``dates`` where rows of the facts are wanted.

    Returns:
        JSON of the document or of its rows, or ``[key, values]`` of an error of the caller.
    """
    asked = json.loads(job)
    try:
        document = _read_here(Path(asked["path"]), asked["name"], Limits(**asked["limits"]))
    except CallerError as error:
        return json.dumps([error.key, {name: str(value) for name, value in error.values.items()}]).encode()
    if "document_id" not in asked:
        return document.json_bytes()
    from jixiao.facts.load import Dates
    from jixiao.facts.rows import rows_of

    dates = Dates(*(date.fromisoformat(day) if day else None for day in asked["dates"]))
    return json.dumps(asdict(rows_of(document, asked["document_id"], dates)), ensure_ascii=False).encode()


def _read_here(path: Path, name: str, limits: Limits) -> Document:
    from jixiao.documents import open_document  # the process that only asks needs neither
    from jixiao.layouts.recognise import recognise

    opened = open_document(path, name=name, limits=limits)
    count = sum(1 for _ in opened.cells())
    if count > limits.cells:
        opened = _refused(opened, count, limits)
    return recognise(opened, consume=True)


def _refused(opened: OpenedDocument, count: int, limits: Limits) -> OpenedDocument:
    """A document of too many cells, without them."""
    opened.blocks.clear()
    opened.problems.append(over_limit(SourceRef(opened.file), "cells", count, limits.cells, "--max-cells").problem)
    return opened


def printable(name: str) -> str:
    """A name of a file that is no UTF-8, as archives from other systems bring them, in characters that JSON can hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _check_file(path: Path, label: str) -> None:
    """There is a file that may be read."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise CallerError("error.is_folder" if stat.S_ISDIR(mode) else "error.no_regular_file", file=label)
        path.open("rb").close()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CallerError("error.cannot_open", file=label, reason=reason) from error


def _document(answer: bytes) -> Document:
    from jixiao.model import Document

    if answer.startswith(b"["):  # the file went away meanwhile
        key, values = json.loads(answer)
        raise CallerError(key, **values)
    return Document.model_validate_json(answer)


def _ended(path: Path, label: str, limits: Limits, death: Death) -> Document:
    """The document of a file that ended the process that read it."""
    from jixiao.model import Document, FileSource

    place = SourceRef(label)
    if death.reason == "time":
        problem = Problem("READ-035", place, {"limit": f"{limits.seconds:g}", "option": "--max-seconds"})
    else:
        detail = {"memory": f"{limits.memory_megabytes} MB", "processor": f"{limits.seconds:g} s"}.get(death.reason, death.detail)
        problem = Problem("READ-034", place, {"reason": f"death.{death.reason}", "detail": detail})
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        media_type = media_type_of(file.read(_HEAD))  # an archive is not looked into: that may be what ended the child
    return Document(source=FileSource(file=label, sha256=digest, media_type=media_type), problems=[problem])
