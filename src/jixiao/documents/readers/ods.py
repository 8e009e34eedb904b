"""ODS."""

from __future__ import annotations

from jixiao.documents.archive import Archive
from jixiao.documents.grid import OpenedDocument
from jixiao.documents.limits import Limits
from jixiao.documents.readers.shape import Shape


def read(archive: Archive, document: OpenedDocument, shape: Shape, limits: Limits) -> None:
    """Read."""
