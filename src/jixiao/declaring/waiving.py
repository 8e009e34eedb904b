"""Findings that were waived (豁免): shown as such, with who and why, and counted no more, as long as what they rest on stays as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jixiao.declaring.draft import Draft
from jixiao.declaring.examining import Examination, FieldFinding
from jixiao.declaring.paths import INDICATORS, WHOLE, of_indicator
from jixiao.rules.finding import Waiver


@dataclass(frozen=True, slots=True)
class Granted:
    """A waiver that was granted to one finding of a declaration (豁免).

    Attributes:
        rule: number of the rule.
        path: of the field where it was found.
        digest: of what stood in all fields that the finding names: another text, and the waiver has lapsed.
        by: who granted it.
        why: the reason for which it was asked.
        until: last day, as ``2027-03-01``; whoever gives waivers leaves out those that are over.
    """

    rule: str
    path: str
    digest: str
    by: str
    why: str
    until: str


def evidence_digest(draft: Draft, paths: Sequence[str]) -> str:
    """Digest of what stands at the places of a finding; of the whole form where it names none.

    >>> before = Draft().with_field("goal", "更新信号灯")
    >>> evidence_digest(before, ["goal"]) == evidence_digest(before.with_field("name", "更新"), ["goal"])
    True
    >>> evidence_digest(before, ["goal"]) == evidence_digest(before.with_field("goal", "更新信号灯42处"), ["goal"])
    False
    """
    told = _texts(draft)
    if any(path != WHOLE for path in paths):
        told = [(path, text) for path, text in told if any(path == place or path.startswith(f"{place}.") for place in paths if place)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def evidence_text(draft: Draft, path: str) -> str:
    """What stands at a place, in one line."""
    return "；".join(text for own, text in _texts(draft) if own == path or (path and own.startswith(f"{path}.")))


def _texts(draft: Draft) -> list[tuple[str, str]]:
    rows = [(of_indicator(row.id, key), text) for row in draft.indicators for key, text in row.texts.items()]
    return sorted((path, text) for path, text in [*draft.fields.items(), *rows])


def places_of(found: FieldFinding) -> tuple[str, ...]:
    """The places that a finding rests on; all indicators are the form as a whole."""
    return tuple(path for path in found.paths if path != INDICATORS) or (WHOLE,)


def waived(examination: Examination, draft: Draft, waivers: Iterable[Granted]) -> Examination:
    """An examination in which findings that were waived say so.

    Args:
        examination: of the draft.
        draft: as typed.
        waivers: those that were granted to the declaration and are not over.
    """
    known = {(each.rule, each.path): each for each in waivers}
    if not known:
        return examination
    return replace(
        examination, findings=tuple(_waived(found, draft, known.get((found.rule_id, found.path))) for found in examination.findings)
    )


def _waived(found: FieldFinding, draft: Draft, waiver: Granted | None) -> FieldFinding:
    if waiver is None or evidence_digest(draft, places_of(found)) != waiver.digest:
        return found
    told = Waiver(waiver.rule, waiver.by, waiver.why, waiver.until)
    return replace(found, finding=replace(found.finding, waiver=told))
