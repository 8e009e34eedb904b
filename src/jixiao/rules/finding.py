"""What a rule has found: the rule, the object, the quoted values with their places, and how sure the reading was (审核发现)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from jixiao.layouts.masking import masked
from jixiao.matching.keys import key_of
from jixiao.provenance import SourceRef
from jixiao.rules.header import Rule, Severity
from jixiao.rules.wording import filled, shown

_PLACES = "_source"
_QUOTED = ("", "_yuan", "_text", "_value", "_pct", "_name", "_year")
_OWN = frozenset({"document_id", "project_id", "source", "severity", "confidence"})
_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Quote:
    """A value that a finding rests on, and where it stands (引用的数值)."""

    name: str
    value: Any
    source: SourceRef | None

    def describe(self, lang: str | None = None) -> str:
        """The value for people."""
        return shown(self.name, self.value, lang)


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception granted to one document (豁免): who granted it, why, and until when."""

    rule: str
    by: str
    why: str
    until: str
    finding: str = ""
    document: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation that a rule returned (审核发现).

    Attributes:
        id: the same for the same rule, object and evidence, whatever place or file format it was read from.
        rule: the rule.
        severity: how it is shown.
        document_id, file: the document.
        project_id, project_name: the project, where it is one's.
        values: the row that the rule returned.
        quotes: values with places of their own.
        source: the place of the finding.
        is_doubtful: it rests on what was read with doubt, and says so.
        waiver: the exception that was granted to it.
    """

    id: str
    rule: Rule
    severity: Severity
    document_id: str
    file: str
    project_id: str | None
    project_name: str | None
    values: Mapping[str, Any] = field(hash=False)
    quotes: tuple[Quote, ...] = field(hash=False)
    source: SourceRef | None
    is_doubtful: bool = False
    waiver: Waiver | None = None

    def message(self, lang: str | None = None) -> str:
        """What was found, with its values."""
        return filled(self.rule.message, self.values, lang)

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it."""
        return filled(self.rule.remedy, self.values, lang)

    def title(self, lang: str | None = None) -> str:
        """What is wrong, without values."""
        return filled(self.rule.title, {}, lang)

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """Everything about it, texts in both languages where they are the rule's own."""
        return {
            "id": self.id,
            "rule": self.rule.id,
            "theme": self.rule.theme,
            "severity": self.severity.value,
            "title": self.title(lang),
            "message": self.message(lang),
            "remedy": self.remedy(lang),
            "legal_basis": [citation.describe(lang or "zh") for citation in self.rule.legal_basis],
            "document_id": self.document_id,
            "file": self.file,
            "project_id": self.project_id,
            "project": self.project_name,
            "source": self.source.as_json() if self.source else None,
            "place": self.source.where(lang) if self.source else None,
            "quotes": [
                {"name": quote.name, "text": quote.describe(lang), "source": quote.source.as_json() if quote.source else None}
                for quote in self.quotes
            ],
            "values": {name: _plain(value) for name, value in self.values.items() if name not in _OWN and not name.endswith(_PLACES)},
            "doubtful": self.is_doubtful,
            "waiver": None if self.waiver is None else {"by": self.waiver.by, "why": self.waiver.why, "until": self.waiver.until},
        }


def quoted_column(name: str, columns: Collection[str]) -> str | None:
    """The column whose place another column is: ``budget_source`` is that of ``budget``, ``budget_yuan``, ``budget_text`` …

    >>> quoted_column("budget_source", ["budget_yuan", "budget_source"])
    'budget_yuan'
    """
    if not name.endswith(_PLACES):
        return None
    stem = name.removesuffix(_PLACES)
    return next((other for ending in _QUOTED for other in (stem + ending,) if other in columns), None)


def finding_id(rule: str, document: str, obj: str | None, values: Mapping[str, Any]) -> str:
    """Identity of a finding: rule, document, object and normalised evidence, without places.

    Args:
        rule: id of the rule.
        document: what stays the same when the document is read again: publisher and year, or its file.
        obj: name of the project; ``None`` where it is of none.
        values: the row that the rule returned.
    """
    evidence = {
        name: key_of(str(value)) for name, value in sorted(values.items()) if name not in _OWN and not name.endswith((_PLACES, "_id"))
    }
    text = json.dumps([rule, key_of(document), key_of(obj), evidence], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    if value is None or isinstance(value, int | float | bool):
        return value
    return masked(str(value))
