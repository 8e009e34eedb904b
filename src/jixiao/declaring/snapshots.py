"""A declaration frozen (快照): what canonical JSON and its digest are made of when it moves from desk to desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jixiao.declaring.draft import Draft
from jixiao.declaring.projects import Typed

SCHEMA = "urn:jixiao:declaration:1"
"""Name of the shape; another shape gets another name."""
_OF_READING = frozenset({"source", "sources", "confidence", "repairs", "copies", "steps"})
"""What only says how a value was read."""


def snapshot(
    draft: Draft, typed: Typed, identity: Mapping[str, str | int], *, attachments: Sequence[Mapping[str, str]] = ()
) -> dict[str, Any]:
    """A declaration as plain JSON, whole: who declares, what it means, what was typed.

    Args:
        draft: as typed.
        typed: what was understood of it.
        identity: of the declaration, such as ``declaration``, ``agency_code``, ``fiscal_year``, ``pack``, ``stage``, ``version``.
        attachments: ``name`` and ``sha256`` of each file that belongs to it.

    Returns:
        Texts, whole numbers, truth values, lists and objects only; amounts are decimal strings.
    """
    return {
        "schema": SCHEMA,
        "identity": dict(identity),
        "project": _meaning(typed.project.model_dump(mode="json")),
        "draft": draft.plain(),
        "attachments": [dict(each) for each in attachments],
    }


def _meaning(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _meaning(part) for key, part in value.items() if key not in _OF_READING}
    return [_meaning(part) for part in value] if isinstance(value, list) else value
