"""One module per file format; which one reads a file is decided by its content."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from jixiao.documents.grid import OpenedDocument
from jixiao.documents.limits import Limits, Refusal, over_limit
from jixiao.documents.sniff import BINARY, UNREAD, is_encrypted, media_type_of
from jixiao.errors import CallerError
from jixiao.provenance import Problem, SourceRef

READERS = {
    "application/pdf": "pdf",
    "application/vnd.ms-excel": "sheet",
    "application/vnd.oasis.opendocument.spreadsheet": "sheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "html",
    "text/html": "html",
    "text/plain": "text",
}
"""Module of this folder for each type of file. Each has ``read(data, document, limits)``, which appends the blocks, problems and notes
of the file to the document, or raises :class:`~jixiao.documents.limits.Refusal`. They are imported when first needed."""

_MB = 1024 * 1024


def open_document(path: Path, *, name: str | None = None, limits: Limits | None = None) -> OpenedDocument:
    """Open a file and bring it into neutral form.

    Args:
        path: the file.
        name: how places name it; the path as given by default.
        limits: what the file may cost.

    Raises:
        CallerError: there is no such file, or it may not be read.
    """
    label = name or str(path)
    limits = limits or Limits()
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limits.megabytes * _MB else None
    except OSError as error:
        raise CallerError("error.cannot_open", file=label, reason=error.strerror or str(error)) from error
    if data is None:
        document = OpenedDocument(label, "", "application/octet-stream")
        found = f"{size / _MB:.0f} MB"
        document.problems.append(over_limit(SourceRef(label), "size", found, f"{limits.megabytes} MB", "--max-megabytes").problem)
        return document
    return read_bytes(data, name=label, limits=limits)


def read_bytes(data: bytes, *, name: str, limits: Limits | None = None) -> OpenedDocument:
    """Bring the bytes of a file into neutral form; what keeps it from being read is a problem of the document."""
    document = OpenedDocument(name, hashlib.sha256(data).hexdigest(), media_type_of(data))
    try:
        module = READERS.get(document.media_type)
        if module is None:
            raise _refusal_of_type(document.media_type, SourceRef(name))
        reader = import_module(f"jixiao.documents.readers.{module}")
        with _without_collector():
            reader.read(data, document, limits or Limits())
    except Refusal as refusal:
        document.problems.append(refusal.problem)
        if refusal.problem.id == "READ-001":
            document.media_type = BINARY
    if not document.blocks and not document.problems:
        document.problems.append(Problem("READ-003", SourceRef(name)))
    return document


@contextmanager
def _without_collector() -> Iterator[None]:
    """A reader makes very many small objects that refer to each other in no circle: looking for circles among them only costs time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _refusal_of_type(media_type: str, source: SourceRef) -> Refusal:
    if is_encrypted(media_type):
        return Refusal("READ-032", source)
    if media_type not in UNREAD:
        return Refusal("READ-001", source)
    kind, way = UNREAD[media_type]
    return Refusal("READ-030", source, type=kind, way=way)
