"""Rows of results: what a form prints beside the target of an indicator: the actual value, and last year's (实际完成值、上年实际值)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.matching.keys import key_of
from jixiao.values import parse_target

_COLUMNS = (
    ("last_actual", re.compile(r"上年(?:度)?(?:实际)?(?:值|完成值|完成情况)$|上年(?:度)?实际")),
    ("last_target", re.compile(r"上年(?:度)?(?:指标|目标)值")),
    ("actual", re.compile(r"^(?:全年|年度|本年)?(?:实际)?完成值$|实际(?:完成)?值$|全年实际值|实际完成情况$|完成情况$")),
    ("reason", re.compile(r"偏差|未完成原因")),
)


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``indicator_results``."""
    for _, project_id, _, project in reading.projects():
        for number, item in enumerate(project.indicators, start=1):
            for label, text in item.extra.items():
                kind = next((name for name, pattern in _COLUMNS if pattern.search(label)), None)
                if kind is None or item.placeholder or not key_of(text):
                    continue
                value = parse_target(text, name=item.name, level2_code=item.level2_code)
                is_number = kind != "reason" and value.kind.value == "numeric"
                yield (
                    "indicator_results",
                    {
                        "document_id": reading.id,
                        "project_id": project_id,
                        "indicator_id": f"{project_id}/i{number}",
                        "result": kind,
                        "label": label,
                        "text": text,
                        "value": value.value if is_number else None,
                        "unit": value.unit if is_number else None,
                        "source": first_place(item.sources, f"extra.{label}") or place(item.source),
                    },
                )
