"""A pack by its name or its file, and everything that is wrong with one."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from jixiao.packs.building import pack_of
from jixiao.packs.checks import content_faults
from jixiao.packs.fault import PackError, PackFault
from jixiao.packs.pack import Pack
from jixiao.packs.read_back import read_back_faults
from jixiao.packs.reading import own_files, shipped_ids, statements_of


def load_pack(pack: str | os.PathLike[str]) -> Pack:
    """A pack, ready to be used (地区包).

    Args:
        pack: one of :func:`pack_ids`, or the path of a file.

    Raises:
        PackError: there is none, or it has a fault; the message names file, key and remedy, the error all of them.

    >>> load_pack("pingluo").review_levels
    ('unit_review', 'finance_review')
    """
    name = os.fspath(pack)
    if name in shipped_ids():
        return _kept(name, ())
    own = own_files()
    return _kept(name, tuple(_stamp(file) for file in own.values())) if name in own else _loaded(name)


@lru_cache(maxsize=256)
def _kept(name: str, stamps: tuple[tuple[str, int, int], ...]) -> Pack:
    """A pack, read once; where a file of its folder has changed, the stamps are others and it is read again."""
    return _loaded(name)


def _stamp(file: Path) -> tuple[str, int, int]:
    """What tells that a file is another one: a pack may extend any other of its folder."""
    told = file.stat()
    return str(file), told.st_mtime_ns, told.st_size


def _loaded(name: str) -> Pack:
    found = statements_of(name)
    faults = [*found.faults, *content_faults(found)]
    if faults:
        raise PackError(faults)
    return pack_of(found)


def check_pack(pack: str | os.PathLike[str]) -> list[PackFault]:
    """Every fault of a pack; none where it can be used (检查地区包).

    Where there is no other fault, a project is laid out by the pack and read again: what is not read as what it is, is one.

    Args:
        pack: one of :func:`pack_ids`, or the path of a file.
    """
    try:
        found = statements_of(pack)
    except PackError as error:
        return list(error.faults)
    faults = [*found.faults, *content_faults(found)]
    return faults or read_back_faults(pack_of(found), found.file)
