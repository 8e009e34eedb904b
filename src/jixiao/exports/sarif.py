"""Findings for tools that show and compare results of checks: SARIF 2.1.0 (OASIS), one run for an audit.

A rule is a reporting descriptor with its help, a finding a result: its place, its fingerprint (the id of the finding, which stays the same
when a document is read again), a suppression where somebody has waived it. Rules that failed are notifications, never results.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jixiao.exports.destination import whole_file
from jixiao.messages import language
from jixiao.model import Document
from jixiao.provenance import SourceRef
from jixiao.rules import Audit, Finding, Rule, Severity
from jixiao.rules.quoting import brief, law_of
from jixiao.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "jixiao/v1"
_OPAQUE = "application/octet-stream"
_PLACEHOLDER = re.compile(r"\{\w+\}")


def write_sarif(documents: Sequence[Document], audit: Audit, file: str | Path, *, least: Severity = Severity.INFO) -> int:
    """Write the findings of an audit as a SARIF log, texts in the language in force.

    Args:
        documents: that were audited.
        audit: what was found.
        file: where to.
        least: lowest severity that is listed.

    Returns:
        Number of results.

    Raises:
        CallerError: the file cannot be written.
    """
    log = sarif_log(documents, audit, least=least)
    with whole_file(file) as part:
        part.write_text(json.dumps(log, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(log["runs"][0]["results"])


def sarif_log(documents: Sequence[Document], audit: Audit, *, least: Severity = Severity.INFO) -> dict[str, Any]:
    """The log as an object; see :func:`write_sarif`."""
    lang = language()
    at = {document.source.file: number for number, document in enumerate(documents)}
    rules = sorted(
        {rule.id: rule for rule in [*audit.run, *(failure.rule for failure in audit.failures)]}.values(), key=lambda rule: rule.id
    )
    index = {rule.id: number for number, rule in enumerate(rules)}
    listed = [finding for finding in audit.findings if finding.severity.rank <= least.rank]
    run = {
        "tool": {
            "driver": {
                "name": "jixiao",
                "version": VERSION,
                "language": lang,
                "rules": [_rule(rule, lang) for rule in rules],
            }
        },
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(audit, index)],
        "artifacts": [_artifact(document) for document in documents],
        "results": [_result(finding, index, at, lang) for finding in listed],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    texts = {"law": law_of(rule, lang), "remedy": _described(rule.remedy[lang]), "not_covered": rule.not_covered[lang]}
    heads = {"zh": ("依据", "建议", "不包括"), "en": ("Law", "What to do", "Not covered")}[lang]
    said = list(zip(heads, texts.values(), strict=True))
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in Path(rule.file).stem.partition("_")[2].split("_")) or rule.id,
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": _described(rule.message[lang])},
        "help": {
            "text": "\n".join(f"{head}: {text}" for head, text in said),
            "markdown": "\n\n".join(f"**{head}** {text}" for head, text in said),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.theme], "stage": rule.stage, "scope": rule.scope.value},
    }


def _described(text: str) -> str:
    """A text of a rule, which has no values yet."""
    return _PLACEHOLDER.sub("…", text)


def _invocation(audit: Audit, index: Mapping[str, int]) -> dict[str, Any]:
    failed = [
        {
            "level": "error",
            "message": {"text": failure.reason or failure.rule.id},
            "associatedRule": {"id": failure.rule.id, "index": index[failure.rule.id]},
        }
        for failure in audit.failures
    ]
    found: dict[str, Any] = {"executionSuccessful": audit.is_complete, "endTimeUtc": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    return found | ({"toolExecutionNotifications": failed} if failed else {})


def _artifact(document: Document) -> dict[str, Any]:
    source = document.source
    return {
        "location": {"uri": _uri(source.file)},
        "mimeType": source.media_type or mimetypes.guess_type(source.file)[0] or _OPAQUE,
        "hashes": {"sha-256": source.sha256},
    }


def _uri(file: str) -> str:
    """A name of a file as a reference: relative as given, blanks and Chinese characters escaped."""
    return quote(Path(file).as_posix(), safe="/") if not Path(file).is_absolute() else Path(file).as_uri()


def _result(finding: Finding, index: Mapping[str, int], at: Mapping[str, int], lang: str) -> dict[str, Any]:
    related = [quoted.source for quoted in finding.quotes if quoted.source is not None and quoted.source != finding.source]
    found: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": index[finding.rule.id],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message(lang)} {finding.remedy(lang)}"},
        "locations": [_location(finding.source or SourceRef(finding.file), at, lang, project=finding.project_name)],
        "partialFingerprints": {_FINGERPRINT: finding.id},
        "properties": {"project": finding.project_name or "", "isDoubtful": finding.is_doubtful, "documentId": finding.document_id},
    }
    if related:
        found["relatedLocations"] = [
            {"id": number, **_location(source, at, lang)} for number, source in enumerate(dict.fromkeys(related), start=1)
        ]
    if finding.waiver is not None:
        found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": f"{finding.waiver.by}: {finding.waiver.why}"}]
    return found


def _location(source: SourceRef, at: Mapping[str, int], lang: str, *, project: str | None = None) -> dict[str, Any]:
    """A place: the line of a text as a region; what no region can say (page, sheet, table) in words and as properties."""
    artifact: dict[str, Any] = {"uri": _uri(source.file)}
    if source.file in at:
        artifact["index"] = at[source.file]
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if source.line and not source.page:
        physical["region"] = {"startLine": source.line}
    found: dict[str, Any] = {"physicalLocation": physical}
    if words := brief(source, lang):
        found["message"] = {"text": words}
    if project:
        found["logicalLocations"] = [{"name": project, "kind": "object"}]
    told = {key: value for key, value in source.as_json().items() if key != "file"}
    return found | ({"properties": told} if told else {})
