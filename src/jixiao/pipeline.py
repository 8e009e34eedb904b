"""Open, recognise, and from step to step load, audit and score: read this page first."""

from __future__ import annotations

from pathlib import Path

from jixiao.documents import open_document
from jixiao.layouts.recognise import recognise
from jixiao.model import Document


def read(path: str | Path, *, name: str | None = None) -> Document:
    """Read one published document into typed data.

    Args:
        path: the file.
        name: how places in the result name it; the path as given by default.

    Raises:
        CallerError: there is no such file, or it may not be read.
    """
    return recognise(open_document(Path(path), name=name))
