"""A pack by its name or its file, and everything that is wrong with one."""

from __future__ import annotations

import os
from functools import cache

from jixiao.packs.building import pack_of
from jixiao.packs.checks import content_faults
from jixiao.packs.fault import PackError, PackFault
from jixiao.packs.pack import Pack
from jixiao.packs.read_back import read_back_faults
from jixiao.packs.reading import pack_ids, statements_of


def load_pack(pack: str | os.PathLike[str]) -> Pack:
    """A pack, ready to be used (地区包).

    Args:
        pack: id of a shipped pack (:func:`pack_ids`), or the path of a file.

    Raises:
        PackError: there is none, or it has a fault; the message names file, key and remedy, the error all of them.

    >>> load_pack("pingluo").review_levels
    ('unit_review', 'finance_review')
    """
    name = os.fspath(pack)
    return _shipped(name) if name in pack_ids() else _loaded(name)


@cache
def _shipped(name: str) -> Pack:
    return _loaded(name)


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
        pack: id of a shipped pack, or the path of a file.
    """
    try:
        found = statements_of(pack)
    except PackError as error:
        return list(error.faults)
    faults = [*found.faults, *content_faults(found)]
    return faults or read_back_faults(pack_of(found), found.file)
