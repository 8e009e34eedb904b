"""Rows of measures in monitoring tables (改进措施、处理意见): what is said to be done, and the words that warn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from jixiao.attainment.actual import says_nothing
from jixiao.facts.database import Row
from jixiao.facts.reading import first_place, place
from jixiao.model import Project

_ACTIONS = ("stop_payment", "suspend", "resume")
_OF_MEASURES = re.compile(r"措施")
_OF_OPINION = re.compile(r"意见|结论|处理|结果")


@cache
def _words() -> dict[str, Any]:
    return loads(resources.files("jixiao.facts").joinpath("measures.toml").read_text(encoding="utf-8"))


@cache
def _pattern(section: str) -> re.Pattern[str]:
    return re.compile("|".join(_words()[section]["words"]))


def rows(project: Project, project_id: str) -> Iterator[Row]:
    """Rows of ``monitoring_measures`` without the document: what the indicators say first, then what the form says as a whole."""
    number = 0
    for at, item in enumerate(project.indicators, start=1):
        text = item.monitoring.measure if item.monitoring else None
        if text and not says_nothing(text):
            number += 1
            said = {"is_answer": True, "label": None, "source": first_place(item.sources, "monitoring.measure") or place(item.source)}
            yield {"project_id": project_id, "indicator_id": f"{project_id}/i{at}", "measure_no": number, **_said(text), **said}
    for label, text in project.narratives.items():
        is_answer = _OF_MEASURES.search(label) is not None
        if text and not says_nothing(text) and (is_answer or _OF_OPINION.search(label)):
            number += 1
            source = first_place(project.sources, f"narratives.{label}") or place(project.source)
            said = {"is_answer": is_answer, "label": label, "source": source}
            yield {"project_id": project_id, "indicator_id": None, "measure_no": number, **_said(text), **said}


def _said(text: str) -> Row:
    action, is_proposed = action_of(text)
    return {"text": text, "action": action, "is_proposed": is_proposed, "warning_words": warning_of(text)}


def action_of(text: str) -> tuple[str | None, bool]:
    """The decision that a text states, and whether it only proposes it.

    >>> action_of("暂停项目实施，核减预算"), action_of("建议停止拨款"), action_of("因汛期暂停施工")
    (('suspend', False), ('stop_payment', True), (None, False))
    """
    for action in _ACTIONS:
        for match in _pattern(action).finditer(text):
            before = text[: match.start()]
            if re.search(_words()["not_done"]["before"], before) is None:
                return action, re.search(_words()["proposed"]["before"], before) is not None
    return None, False


def warning_of(text: str) -> str | None:
    """The words with which a text warns.

    >>> warning_of("红灯，进度滞后"), warning_of("未触发预警")
    ('红灯', None)
    """
    for match in _pattern("warned").finditer(text):
        if re.search(_words()["warned"]["before"], text[: match.start()]) is None:
            return match[0]
    return None
