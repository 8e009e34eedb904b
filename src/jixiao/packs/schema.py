"""The keys that a pack may have (``keys.toml``), and whether a pack has them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any

from jixiao.law import Status
from jixiao.packs.fault import PackFault, Word

ANY, LIST = "*", "[]"
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a pack may have (键).

    Attributes:
        path: its place, with ``*`` for a name that the pack chooses and ``[]`` for the entries of a list.
        type: what stands there: ``text``, ``texts`` (by language), ``list`` (of texts), ``integer``, ``value`` (number or text), ``date``,
            ``source``, ``status``.
        is_required: it must be there wherever its table is.
        meaning: what it is for, by language.
    """

    path: str
    type: str
    is_required: bool
    meaning: Mapping[str, str]


@dataclass(slots=True)
class _Node:
    key: Key | None = None
    children: dict[str, _Node] = field(default_factory=dict)


@cache
def keys() -> tuple[Key, ...]:
    """All keys, in the order in which a pack states them."""
    raw = tomllib.loads(resources.files("jixiao.packs").joinpath("keys.toml").read_text(encoding="utf-8"))
    return tuple(
        Key(entry["path"], entry["type"], entry.get("required", False), {"zh": entry["zh"], "en": entry["en"]}) for entry in raw["key"]
    )


@cache
def _tree() -> _Node:
    root = _Node()
    for key in keys():
        node = root
        for part in key.path.replace(LIST, f".{LIST}").split("."):
            node = node.children.setdefault(part, _Node())
        node.key = key
    return root


def joined(place: str, name: str | int) -> str:
    """The place of something in a table or list; a name with a point stands in quotes, entries of lists count from 1.

    >>> joined("rules.parameters", "targets.low"), joined("levels.options", 0)
    ('rules.parameters."targets.low"', 'levels.options[1]')
    """
    if isinstance(name, int):
        return f"{place}[{name + 1}]"
    written = name if _PLAIN.fullmatch(name) else f'"{name}"'
    return f"{place}.{written}" if place else written


def shape_faults(raw: Mapping[str, Any], file: str) -> Iterator[PackFault]:
    """Keys that nobody knows, and values of the wrong type."""
    yield from _shape(raw, _tree(), "", file)


def sound_part(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What is left of a pack without keys that nobody knows and values of the wrong type: what else is wrong can be told of the rest."""
    found = _sound(raw, _tree())
    return found if isinstance(found, dict) else {}


def missing_faults(raw: Mapping[str, Any], file: str) -> Iterator[PackFault]:
    """Keys that are required and not there; the pack is looked at with what it inherits."""
    for place in _missing(raw, _tree(), ""):
        yield PackFault(file, place, "pack_fault.missing", {"name": place})


def _shape(found: object, node: _Node, place: str, file: str) -> Iterator[PackFault]:
    if node.key is not None:
        if not _fits(found, node.key.type):
            yield PackFault(file, place, "pack_fault.type", {"found": _shown(found), "type": Word(f"pack_type.{node.key.type}")})
    elif LIST in node.children:
        if not isinstance(found, list):
            yield PackFault(file, place, "pack_fault.type", {"found": _shown(found), "type": Word("pack_type.list")})
            return
        for at, item in enumerate(found):
            yield from _shape(item, node.children[LIST], joined(place, at), file)
    elif not isinstance(found, dict):
        yield PackFault(file, place, "pack_fault.type", {"found": _shown(found), "type": Word("pack_type.table")})
    else:
        for name, item in found.items():
            child = node.children.get(name) or node.children.get(ANY)
            if child is not None:
                yield from _shape(item, child, joined(place, name), file)
            else:
                known = sorted(node.children)
                near = get_close_matches(name, known, 1)
                values = {"name": name, "known": "、".join(near or known)}
                yield PackFault(file, joined(place, name), "pack_fault.unknown_key", values)


def _sound(found: object, node: _Node) -> object:
    if node.key is not None:
        return found if _fits(found, node.key.type) else None
    if LIST in node.children:
        items = [_sound(item, node.children[LIST]) for item in found] if isinstance(found, list) else None
        return None if items is None else [item for item in items if item is not None]
    if not isinstance(found, dict):
        return None
    parts = {name: _sound(item, child) for name, item in found.items() if (child := node.children.get(name) or node.children.get(ANY))}
    return {name: item for name, item in parts.items() if item is not None}


def _missing(found: object, node: _Node, place: str) -> Iterator[str]:
    if LIST in node.children and isinstance(found, list):
        for at, item in enumerate(found):
            yield from _missing(item, node.children[LIST], joined(place, at))
    elif isinstance(found, dict):
        for name, child in node.children.items():
            if name == ANY:
                for own, item in found.items():
                    yield from _missing(item, child, joined(place, own))
            elif name in found:
                yield from _missing(found[name], child, joined(place, name))
            elif (child.key is not None and child.key.is_required) or LIST in child.children:
                yield joined(place, name)
            elif child.key is None and ANY not in child.children and _requires(child):
                yield from _missing({}, child, joined(place, name))


def _requires(node: _Node) -> bool:
    """Something below must be there, so the table must be there as well."""
    if node.key is not None:
        return node.key.is_required
    return LIST in node.children or any(_requires(child) for name, child in node.children.items() if name != ANY)


def _fits(found: object, type_: str) -> bool:
    if type_ in ("text", "source"):
        return isinstance(found, str) and bool(found.strip())
    if type_ == "texts":
        return isinstance(found, dict) and set(found) == {"zh", "en"} and all(_fits(text, "text") for text in found.values())
    if type_ == "list":
        return isinstance(found, list) and all(_fits(item, "text") for item in found)
    if type_ == "integer":
        return isinstance(found, int) and not isinstance(found, bool)
    if type_ == "date":
        return isinstance(found, date) and not isinstance(found, datetime)
    if type_ == "status":
        return isinstance(found, str) and found in set(Status)
    if isinstance(found, Decimal):
        return found.is_finite()
    return isinstance(found, int | str) and not isinstance(found, bool)


def _shown(found: object) -> str:
    text = str(found)
    return text if len(text) <= 60 else text[:60] + "…"
