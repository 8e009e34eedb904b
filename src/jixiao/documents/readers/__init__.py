"""One module per file format; which one reads a file is decided by its content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from jixiao.documents.grid import OpenedDocument
from jixiao.documents.readers import text
from jixiao.documents.readers.encoding import decode
from jixiao.errors import CallerError
from jixiao.provenance import Problem, SourceRef


def open_document(path: Path, *, name: str | None = None) -> OpenedDocument:
    """Open a file and bring it into neutral form.

    Args:
        path: the file.
        name: how places name it; the path as given by default.

    Raises:
        CallerError: there is no such file, or it may not be read.
    """
    label = name or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CallerError("error.cannot_open", file=label, reason=error.strerror or str(error)) from error
    return read_bytes(data, name=label)


def read_bytes(data: bytes, *, name: str) -> OpenedDocument:
    """Bring the bytes of a file into neutral form."""
    digest = hashlib.sha256(data).hexdigest()
    decoded = decode(data)
    if isinstance(decoded, str):
        return OpenedDocument(name, digest, "application/octet-stream", problems=[Problem(decoded, SourceRef(name))])
    document = OpenedDocument(name, digest, "text/plain", pages=decoded.text.count("\f") + 1 if "\f" in decoded.text else None)
    text.read_text(decoded.text, document)
    if not document.blocks and not document.problems:
        document.problems.append(Problem("READ-003", SourceRef(name)))
    return document
