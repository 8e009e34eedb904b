"""A declaration frozen (快照): what canonical JSON and its digest are made of when it moves from desk to desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jixiao.declaring.draft import Draft
from jixiao.declaring.projects import Typed

SCHEMA = "urn:jixiao:declaration:1"
"""Name of the shape; another shape gets another name."""
_OF_READING = {"source", "sources", "confidence", "repairs", "copies", "steps"}
_SURENESS = {"confidence"}
_EXCLUDED: dict[str, Any] = {
    **dict.fromkeys((*_OF_READING, "evaluation", "monitoring"), True),
    "funding": {"__all__": {"source", "reason", "forecast_amount"}},
    "indicators": {
        "__all__": {
            "result": True,
            "monitoring": True,
            "source": True,
            "sources": True,
            "confidence": True,
            "target": _SURENESS,
            "target_of_period": _SURENESS,
        }
    },
}
"""What only says how a value was read, and what became of it later: it is no part of what is declared."""


def snapshot(
    draft: Draft,
    typed: Typed,
    identity: Mapping[str, str | int],
    *,
    attachments: Sequence[Mapping[str, str]] = (),
    assessment: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A declaration as plain JSON, whole: who declares, what it means, what was typed.

    Args:
        draft: as typed.
        typed: what was understood of it.
        identity: of the declaration, such as ``declaration``, ``agency_code``, ``fiscal_year``, ``pack``, ``stage``, ``version``.
        attachments: ``name`` and ``sha256`` of each file that belongs to it.
        assessment: the ex-ante assessment, where there is one.

    Returns:
        Texts, whole numbers, truth values, lists and objects only; amounts are decimal strings.
    """
    return {
        "schema": SCHEMA,
        "identity": dict(identity),
        "project": typed.project.model_dump(mode="json", exclude=_EXCLUDED),
        "draft": draft.plain(),
        "attachments": [dict(each) for each in attachments],
        **({} if assessment is None else {"assessment": dict(assessment)}),
    }
