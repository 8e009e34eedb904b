"""Rows of the tables of a file as texts, read in a child process: for lists that people fill in and send back (表格读取)."""

from __future__ import annotations

import json

from jixiao.documents.grid import Grid
from jixiao.documents.limits import Limits
from jixiao.documents.readers import read_bytes
from jixiao.worker import Death, Pool

_pools: dict[int, Pool] = {}


def rows_in(content: bytes, *, limits: Limits | None = None) -> list[list[str]]:
    """All rows of all tables in a file, as texts; none where it could not be read.

    Args:
        content: bytes of the file.
        limits: what it may cost.
    """
    limits = limits or Limits()
    children = _pools.setdefault(limits.memory_megabytes, Pool(f"{__name__}:answer", memory_megabytes=limits.memory_megabytes))
    told = children.call(content, limits.seconds)
    return [] if isinstance(told, Death) else json.loads(told)


def answer(job: bytes) -> bytes:
    """In the child process: the rows of a file as JSON."""
    document = read_bytes(job, name="table")
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    rows = [[cell.text for cell in sorted(row.cells, key=lambda each: each.col)] for grid in grids for row in grid.rows]
    return json.dumps(rows, ensure_ascii=False).encode()
