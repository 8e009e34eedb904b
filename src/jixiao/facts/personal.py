"""Rows of personal data: where it stands and of what kind; what it says is masked, never kept (个人信息)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, place
from jixiao.layouts.personal import is_person_name, personal_spans
from jixiao.provenance import SourceRef

_CONTACT_KINDS = {
    "联系电话": "mobile",
    "经办人": "person_name",
    "负责人": "person_name",
    "联系人": "person_name",
    "财务负责人": "person_name",
    "填报人": "person_name",
}
_NUMBER = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_CLAUSES = re.compile(r"[^。；;\n]+")
_AMOUNT = re.compile(r"\d[\d,.]{0,20}\s{0,3}(?:万元|亿元|元)")
_HIDDEN = {
    "mobile": "手机号",
    "landline": "固定电话",
    "id_number": "身份证号",
    "bank_card": "银行卡号",
    "plate": "车牌号",
    "address": "地址",
}
_FINGERPRINT = 12


@dataclass(frozen=True, slots=True)
class _Found:
    project_id: str | None
    kind: str
    value: str
    context: str
    label: str | None
    with_kinds: tuple[str, ...]
    has_amount: bool
    source: SourceRef


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``personal_data``: contacts of forms, then texts of forms, then the narrative, then what tables hold."""
    found = [*_contacts(reading), *_of_forms(reading), *_of_sections(reading)]
    seen = {item.source for item in found}
    for number, item in enumerate(found, start=1):
        yield "personal_data", {"document_id": reading.id, "finding_no": number, **_row(reading, item)}
    rest = [item for item in reading.document.personal_data if item.source not in seen]
    for number, known in enumerate(rest, start=len(found) + 1):
        yield (
            "personal_data",
            {
                "document_id": reading.id,
                "finding_no": number,
                "kind": known.kind,
                "masked": f"〔{_HIDDEN.get(known.kind, '个人信息')}〕",
                "fingerprint": None,
                "context": "table",
                "has_amount": False,
                "source": place(known.source),
            },
        )


def masked_value(kind: str, value: str) -> str:
    """Personal data as a finding may quote it: the surname, or the kind of number.

    >>> masked_value("person_name", "王小明"), masked_value("mobile", "13812345678")
    ('王**', '〔手机号〕')
    """
    return f"{value[:1]}**" if kind in ("person_name", "health") else f"〔{_HIDDEN.get(kind, '个人信息')}〕"


def _row(reading: FactReading, item: _Found) -> Row:
    salted = f"{reading.document.source.sha256}{item.value}".encode("utf-8", "surrogatepass")
    return {
        "project_id": item.project_id,
        "kind": item.kind,
        "masked": masked_value(item.kind, item.value),
        "fingerprint": hashlib.sha256(salted).hexdigest()[:_FINGERPRINT],
        "context": item.context,
        "label": item.label,
        "with_kinds": f";{';'.join(item.with_kinds)};" if item.with_kinds else None,
        "has_amount": item.has_amount,
        "source": place(item.source),
    }


def _contacts(reading: FactReading) -> Iterator[_Found]:
    """The foot of a form, once for each of its prints."""
    for _, project_id, _, item in reading.projects():
        for label, text in (item.contacts or {}).items():
            kind = _CONTACT_KINDS.get(label)
            if not text or kind is None or not _is_of(kind, text):
                continue
            for source in item.sources.get(f"contacts.{label}") or [item.source]:
                yield _Found(project_id, kind, text, "contact", label, (), False, source)


def _is_of(kind: str, text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None if kind == "mobile" else is_person_name(text)


def _of_forms(reading: FactReading) -> Iterator[_Found]:
    for _, project_id, _, item in reading.projects():
        texts = {"goal": item.goal, "goal_of_period": item.goal_of_period}
        texts |= {f"narratives.{label}": text for label, text in item.narratives.items()}
        for key, text in texts.items():
            if text:
                source = next(iter(item.sources.get(key, ())), item.source)
                yield from _in_text(text, project_id, key.removeprefix("narratives."), source)


def _of_sections(reading: FactReading) -> Iterator[_Found]:
    for section in reading.document.sections:
        if section.text:
            yield from _in_text(section.text, None, section.heading, section.source)


def _in_text(text: str, project_id: str | None, label: str | None, source: SourceRef) -> Iterator[_Found]:
    """Personal data of a text, sentence by sentence: what stands in one sentence belongs together."""
    for match in _CLAUSES.finditer(text):
        sentence = match.group()
        spans = list(personal_spans(sentence))
        if not spans:
            continue
        kinds = tuple(sorted(Counter(kind for kind, _, _ in spans)))
        has_amount = _AMOUNT.search(sentence) is not None
        for kind, value in dict.fromkeys(_values(sentence, spans)):
            yield _Found(project_id, kind, value, "text", label, tuple(other for other in kinds if other != kind), has_amount, source)


def _values(sentence: str, spans: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    return ((kind, sentence[start:end]) for kind, start, end in spans)
