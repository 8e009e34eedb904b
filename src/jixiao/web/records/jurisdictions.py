"""Packs as they hold in this ledger: what is on disk, with what was set over it (生效的地区包)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from jixiao.packs import Pack, Setting, inherited, load_pack, overlaid
from jixiao.web.records import clock
from jixiao.web.records.models import JurisdictionSetting
from jixiao.web.records.prepared import Prepared, Slot

Settings = dict[str, tuple[Setting, ...]]
_known: ContextVar[dict[str, Settings] | None] = ContextVar("settings_known", default=None)


def pack_of(pack_id: str) -> Pack:
    """The pack of a jurisdiction, with what was set up to today for it and for those that it extends.

    Raises:
        PackError: there is none, or it has a fault.
    """
    return _held(pack_id, settings_of(pack_id))


def settings_of(pack_id: str) -> tuple[Setting, ...]:
    """What is set for a pack, by itself or by one that it extends: ``pack`` of each says which."""
    told = settings_in_force()
    return inherited(load_pack(pack_id), told) if told else ()


def pack_as_inherited(pack_id: str) -> Pack:
    """The pack as it holds where nothing is set for itself: what :func:`pack_of` falls back to when a setting is taken back."""
    others = {above: told for above, told in settings_in_force().items() if above != pack_id}
    return _held(pack_id, inherited(load_pack(pack_id), others) if others else ())


def pack_as_shipped(pack_id: str) -> Pack:
    """The pack as its files state it."""
    return _held(pack_id, ())


@lru_cache(maxsize=256)
def _held(pack_id: str, settings: tuple[Setting, ...]) -> Pack:
    return overlaid(load_pack(pack_id), settings)


@contextmanager
def remembered() -> Iterator[None]:
    """Inside, which is a request, settings are asked for once."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def forget() -> None:
    """Something was set: what is known is asked for again."""
    known = _known.get()
    if known is not None:
        known.clear()


def settings_in_force() -> Settings:
    """What was set, by pack: of each kind, name and year the newest that has begun, where it did not give the pack back its word."""
    known = _known.get()
    if known is None:
        return _read()
    if "settings" not in known:
        known["settings"] = _read()
    return known["settings"]


def _read() -> Settings:
    newest: dict[tuple[Any, ...], tuple[str, Setting]] = {}
    for pack, kind, name, year, value, since, reason, by in _IN_FORCE.rows(today=clock.today()):
        newest[pack, kind, name, year] = (pack, Setting(kind, name, value, since, reason, by, year, pack))
    found: dict[str, list[Setting]] = {}
    for pack, setting in newest.values():
        if setting.value:
            found.setdefault(pack, []).append(setting)
    return {pack: tuple(settings) for pack, settings in found.items()}


def _in_force() -> Any:
    begun = JurisdictionSetting.objects.filter(since__lte=Slot("today", JurisdictionSetting._meta.get_field("since")))
    return begun.order_by("since", "id").values_list("pack", "kind", "name", "fiscal_year", "value", "since", "reason", "by__name")


_IN_FORCE = Prepared(_in_force)
