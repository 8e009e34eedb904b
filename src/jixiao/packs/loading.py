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
from jixiao.packs.whole_department import WHOLE, for_whole_department


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
    if name.endswith(WHOLE):
        found = _whole(load_pack(name.removesuffix(WHOLE)))
        if found is None:
            raise PackError([PackFault(name, "whole_department", "pack_fault.missing", {"name": "whole_department"})])
        return found
    if name in shipped_ids():
        return _kept(name, ())
    own = own_files()
    return _kept(name, tuple(_stamp(file) for file in own.values())) if name in own else _loaded(name)


class _Whole:
    """What was derived of packs that are kept: the same pack gives the same, so that its form is made once."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Pack, Pack | None]] = {}

    def __call__(self, pack: Pack) -> Pack | None:
        kept = self._made.get(id(pack))
        if kept is None or kept[0] is not pack:
            kept = self._made[id(pack)] = (pack, for_whole_department(pack))
        return kept[1]


_whole = _Whole()


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
