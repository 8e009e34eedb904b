"""The files of packs: where they lie, what they inherit, and the text of a file as tables."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jixiao.packs.fault import PackError, PackFault
from jixiao.packs.schema import shape_faults

FOLDER_VARIABLE = "JIXIAO_PACKS"
"""Environment variable that names a folder with packs of one's own."""
_FOLDER = "jurisdictions"
_ENDING = ".toml"
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Statements:
    """What the file of a pack states, with what it inherits.

    Attributes:
        id: name of the file without its ending.
        file: how messages name it.
        own: what it states itself.
        whole: that, and what it inherits.
        lineage: ids of the packs that it starts from, the nearest first.
        origins: for each table of the first level (``levels``) and each entry of ``calendar``, ``sources`` and the settings of rules,
            the id of the pack that states it.
        faults: keys that nobody knows and values of the wrong type, its own.
        renamed_sources: its own sources that have the name of an inherited one, which would change what inherited statements rest on.
    """

    id: str
    file: str
    own: Mapping[str, Any]
    whole: Mapping[str, Any]
    lineage: tuple[str, ...]
    origins: Mapping[str, str]
    faults: tuple[PackFault, ...]
    renamed_sources: tuple[str, ...] = ()


def shipped_ids() -> list[str]:
    """Ids of the packs that are shipped, the national default first (内置地区包)."""
    names = (entry.name for entry in resources.files("jixiao.packs").joinpath(_FOLDER).iterdir())
    found = sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))
    return sorted(found, key=lambda name: name != "national")


def own_files() -> dict[str, Path]:
    """Packs of the folder that the environment variable ``JIXIAO_PACKS`` names, by id; none where it is not set (自有地区包).

    Raises:
        PackError: that is no folder.
    """
    name = os.environ.get(FOLDER_VARIABLE)
    if not name:
        return {}
    if not Path(name).is_dir():
        raise PackError([PackFault(name, "—", "pack_fault.no_folder", {"variable": FOLDER_VARIABLE})])
    return {file.stem: file for file in sorted(Path(name).glob(f"*{_ENDING}")) if file.is_file()}


def pack_ids() -> list[str]:
    """Ids of all packs: those that are shipped, and those of the caller's own folder (:func:`own_files`)."""
    shipped = shipped_ids()
    return [*shipped, *(name for name in own_files() if name not in shipped)]


def statements_of(pack: str | os.PathLike[str]) -> Statements:
    """What the file of a pack states.

    Args:
        pack: one of :func:`pack_ids`, or the path of a file.

    Raises:
        PackError: the file cannot be read, is no TOML, or what it extends is not there or is wrong itself.
    """
    return _statements(os.fspath(pack), None, ())


def _statements(name: str, beside: Path | None, above: tuple[str, ...]) -> Statements:
    file, shown = _find(name, beside)
    if shown in above or len(above) >= _DEEPEST:
        raise PackError([PackFault(above[0], "extends", "pack_fault.extends_circle", {"packs": " → ".join((*above, shown))})])
    own = _tables(file, shown)
    faults = tuple(shape_faults(own, shown))
    id_ = file.name.removesuffix(_ENDING)
    extends = own.get("extends")
    if not isinstance(extends, str):
        return Statements(id_, shown, own, own, (), _origins(own, id_), faults)
    base = _base(extends, file, shown, above, faults)
    return Statements(
        id=id_,
        file=shown,
        own=own,
        whole=_merged(base.whole, own),
        lineage=(base.id, *base.lineage),
        origins={**base.origins, **_origins(own, id_)},
        faults=faults,
        renamed_sources=tuple(name for name in _table(own, "sources") if name in _table(base.whole, "sources")),
    )


def _base(extends: str, file: Traversable, shown: str, above: tuple[str, ...], faults: tuple[PackFault, ...]) -> Statements:
    """The pack that another one starts from; it must be right itself."""
    try:
        base = _statements(extends, file.parent if isinstance(file, Path) else None, (*above, shown))
        if base.faults:
            raise PackError(base.faults)
    except PackError as error:
        if above or error.faults[0].what == "pack_fault.extends_circle":
            raise
        wrong = PackFault(shown, "extends", "pack_fault.extends_wrong", {"extends": extends, "reason": error})
        raise PackError([*faults, wrong]) from error
    return base


def _table(tables: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = tables.get(name)
    return found if isinstance(found, dict) else {}


def _find(name: str, beside: Path | None) -> tuple[Traversable, str]:
    """The file of a pack and how messages name it; a name is one of ours first, then one of the caller's folder, and a path otherwise."""
    if name in shipped_ids():
        return resources.files("jixiao.packs").joinpath(_FOLDER, f"{name}{_ENDING}"), name
    if name in (own := own_files()):
        return own[name], str(own[name])
    path = Path(name)
    if beside is not None and not path.is_absolute():
        path = beside / path
    if not path.is_file():
        raise PackError([PackFault(str(path), "—", "pack_fault.no_pack", {"pack": name, "packs": "、".join(pack_ids())})])
    return path, str(path)


def _tables(file: Traversable, shown: str) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackError([PackFault(shown, "—", "pack_fault.unreadable", {"reason": str(error)})]) from error


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Tables into each other, anything else instead of what was there; a statement about a day does not keep parts of another one."""
    found = dict(base)
    for name, item in own.items():
        before = found.get(name)
        if (
            name in ("calendar", "parameters", "not_applied", "severities", "sources")
            and isinstance(before, dict)
            and isinstance(item, dict)
        ):
            found[name] = {**before, **item}
        elif isinstance(before, dict) and isinstance(item, dict):
            found[name] = _merged(_without_status(before, item), item)
        else:
            found[name] = item
    return found


def _without_status(before: Mapping[str, Any], item: Mapping[str, Any]) -> dict[str, Any]:
    """A status goes with its source: who names another source does not inherit the status of the one before."""
    return {key: value for key, value in before.items() if not (key == "status" and "source" in item)}


def _origins(own: Mapping[str, Any], id_: str) -> dict[str, str]:
    found = dict.fromkeys(own, id_)
    rules = own.get("rules")
    groups = {"calendar": own.get("calendar"), "sources": own.get("sources")}
    for kind in ("parameters", "not_applied", "severities"):
        groups[f"rules.{kind}"] = rules.get(kind) if isinstance(rules, dict) else None
    for place, group in groups.items():
        if isinstance(group, dict):
            found |= {f"{place}.{name}": id_ for name in group}
    return found
