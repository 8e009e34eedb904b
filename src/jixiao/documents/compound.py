"""Names of the streams of a compound file (OLE2), the form of office files until 2007: enough to tell one program from another."""

from __future__ import annotations

from collections.abc import Iterator

_ENTRY = 128
_SECTORS = 4096
"""Sectors of the list of streams that are followed; real files have a handful."""
_HEADER = 512
_LAST = 0xFFFFFFFA
_HEADER_TABLES = 109


def stream_names(data: bytes) -> set[str]:
    """Names of the streams and storages; what is damaged is left out.

    The list of streams is a chain of sectors, and the table that chains them lies in sectors that the header names.
    """
    size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    if size < _ENTRY:
        return set()
    names: set[str] = set()
    for sector in _chain(data, size, int.from_bytes(data[48:52], "little")):
        start = _HEADER + sector * size if size <= _HEADER else (sector + 1) * size
        for at in range(start, min(start + size, len(data)), _ENTRY):
            length = int.from_bytes(data[at + 64 : at + 66], "little")
            if 2 <= length <= 64:
                names.add(data[at : at + length - 2].decode("utf-16-le", "replace"))
    return names


def _chain(data: bytes, size: int, sector: int) -> Iterator[int]:
    """The sectors of a chain, each once."""
    seen: set[int] = set()
    while sector < _LAST and sector not in seen and len(seen) < _SECTORS:
        seen.add(sector)
        yield sector
        sector = _next(data, size, sector)


def _next(data: bytes, size: int, sector: int) -> int:
    table, at = divmod(sector, size // 4)
    if table >= _HEADER_TABLES:
        return _LAST
    where = int.from_bytes(data[76 + 4 * table : 80 + 4 * table], "little")
    if where >= _LAST:
        return _LAST
    entry = (where + 1) * size + 4 * at if size > _HEADER else _HEADER + where * size + 4 * at
    found = data[entry : entry + 4]
    return int.from_bytes(found, "little") if len(found) == 4 else _LAST
