"""A project that was read, as it is confirmed: its fields, what is doubtful in each, and what is put in their place (导入确认).

The content is plain JSON, so that a desk shows it without reading the file again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jixiao import messages
from jixiao.declaring.candidates import Candidate
from jixiao.declaring.draft import Draft
from jixiao.declaring.examining import Examination, FieldFinding
from jixiao.declaring.faults import Fault
from jixiao.declaring.paths import INDICATORS, WHOLE, is_field, is_indicator_key, name_of, split
from jixiao.declaring.places import fields_of
from jixiao.messages import LANGUAGES
from jixiao.packs import Pack, declaration_for
from jixiao.provenance import SourceRef

SEVERE = ("error", "warning")
_SHOWN = 40


def content_of(candidate: Candidate) -> dict[str, Any]:
    """What a desk shows of a project: ``draft``, ``lines`` in the order of the form, ``places`` by path, ``left_out``, ``doubts``."""
    return {
        "draft": candidate.draft.plain(),
        "lines": [[path, said] for path, said in candidate.shown],
        "places": {path: [place.as_json() for place in places] for path, places in candidate.places.items()},
        "left_out": list(candidate.left_out),
        "doubts": [
            {
                "path": doubt.path,
                "code": doubt.key,
                "severity": "doubt",
                "message": {lang: doubt.said(lang) for lang in LANGUAGES},
                "remedy": {lang: doubt.remedy(lang) for lang in LANGUAGES},
                "places": [doubt.source.as_json()] if doubt.source else [],
            }
            for doubt in candidate.doubts
        ],
    }


def corrected(draft: Draft, corrections: Mapping[str, str]) -> Draft:
    """The draft with what a person put in the place of what was read.

    Raises:
        DraftError: there is no such path, or a text cannot be kept.
    """
    for path, typed in corrections.items():
        draft = draft.with_field(path, typed)
    return draft


def remarks_of(doubts: Sequence[Mapping[str, Any]], examination: Examination, corrections: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Everything that one should look at: doubts of reading, what is missing or not understood, and what the rules find.

    Args:
        doubts: of the content; where a person put another text, what was doubtful about the one that was read is answered.
        examination: of the draft with the corrections.
        corrections: paths of those.
    """
    answered = set(corrections)
    told = [dict(doubt) for doubt in doubts if doubt["path"] not in answered and not str(doubt["code"]).startswith("fault.")]
    told += [_of_fault(fault) for fault in examination.faults]
    told += [_of_finding(found) for found in examination.findings if found.severity in SEVERE]
    seen: dict[tuple[str, str, str], dict[str, Any]] = {}
    for remark in told:
        seen.setdefault((remark["path"], remark["code"], remark["message"][LANGUAGES[0]]), remark)
    return list(seen.values())


def doubtful_paths(content: Mapping[str, Any], remarks: Iterable[Mapping[str, Any]]) -> list[str]:
    """Paths that are to be looked at, each once: in the order of the form, what is missing in it behind, the form as a whole last."""
    named = {str(remark["path"]): None for remark in remarks}
    shown = [path for path, _ in content["lines"] if path in named]
    rest = [path for path in named if path not in shown]
    return [*shown, *sorted(rest, key=lambda path: path in (WHOLE, INDICATORS))]


def label_of(path: str, draft: Draft, lang: str | None = None) -> str:
    """What a field is called; one of an indicator with the name of the indicator."""
    id_, key = split(path)
    row = next((item for item in draft.indicators if item.id == id_), None)
    name = row.text("name") if row is not None and key != "name" else ""
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    return messages.text("declared.of_row", lang, name=shown, field=name_of(path, lang)) if shown else name_of(path, lang)


def is_open_to(path: str, draft: Draft, pack: Pack, shown: Iterable[str] = ()) -> bool:
    """A person may type something at a path: it was read there, or the form has a place for it and nothing was read.

    A total that is shown and stands in no draft sums itself.
    """
    id_, key = split(path)
    if id_:
        return any(item.id == id_ for item in draft.indicators) and is_indicator_key(key)
    if not is_field(path):
        return False
    return path in draft.fields or (path in fields_of(declaration_for(pack)) and path not in set(shown))


def places_at(content: Mapping[str, Any], path: str, remarks: Iterable[Mapping[str, Any]] = ()) -> list[SourceRef]:
    """Where a value stands in the file; that of what is said of it where the value itself has no place; nothing for what is missing."""
    found = content["places"].get(path, [])
    if not found or path == WHOLE:
        found = [place for remark in remarks if remark["path"] == path for place in remark["places"]] or found
    id_, _ = split(path)
    if not found and id_:
        found = next(_of_row(content, id_), [])
    return [SourceRef(**{**place, "box": tuple(place.get("box", ()))}) for place in found]


def place_of_project(content: Mapping[str, Any]) -> list[SourceRef]:
    """Where a project begins in the file."""
    return [SourceRef(**{**place, "box": tuple(place.get("box", ()))}) for place in content["places"].get(WHOLE, [])]


def _of_row(content: Mapping[str, Any], id_: str) -> Iterator[list[dict[str, Any]]]:
    yield from (places for path, places in content["places"].items() if split(path)[0] == id_ and places)


def _of_fault(fault: Fault) -> dict[str, Any]:
    return _remark(fault, fault.key, "error" if fault.is_blocking else "warning")


def _of_finding(found: FieldFinding) -> dict[str, Any]:
    return _remark(found, found.rule_id, found.severity)


def _remark(told: Fault | FieldFinding, code: str, severity: str) -> dict[str, Any]:
    return {
        "path": told.path,
        "code": code,
        "severity": severity,
        "message": {lang: told.message(lang) for lang in LANGUAGES},
        "remedy": {lang: told.remedy(lang) for lang in LANGUAGES},
        "places": [],
    }
