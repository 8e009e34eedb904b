"""Causes of deviations (偏差原因) and what counts as a reason (偏差原因分析及改进措施). Handbook 04 §6."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from tomllib import loads

from jixiao.attainment.actual import says_nothing
from jixiao.attainment.derivation import Words
from jixiao.values.normal import squash

SHORTEST = 8
"""Characters that a reason has at least (product default of handbook 04 §6)."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause to choose (偏差原因类别).

    Attributes:
        code: ``funds``, ``procurement`` …
        title: what it is called.
        needs_evidence: it is believed only with evidence (外部因素、价格变化).
    """

    code: str
    title: Words
    needs_evidence: bool = False


class ReasonFault(StrEnum):
    """Why a text is no reason (不能作为偏差原因)."""

    BLANK = "blank"
    """Nothing, or 无, /, 暂无."""
    REPEATED = "repeated"
    """The target or the actual value once more."""
    SHORT = "short"
    """Fewer characters than a sentence has."""
    NO_EVIDENCE = "no_evidence"
    """The cause that was chosen is believed only with evidence."""


@cache
def causes() -> dict[str, Cause]:
    """All causes by code, in the order in which forms print them."""
    raw = loads(resources.files("jixiao.attainment").joinpath("causes.toml").read_text(encoding="utf-8"))
    return {code: Cause(code, Words(entry["zh"], entry["en"]), entry.get("evidence", False)) for code, entry in raw.items()}


def judge_reason(
    text: str, *, repeats: tuple[str, ...] = (), cause: str | None = None, has_evidence: bool = True, shortest: int = SHORTEST
) -> ReasonFault | None:
    """What is wrong with a reason for a deviation (偏差原因); ``None`` where it can stand.

    Args:
        text: what was written.
        repeats: texts that it must not merely repeat: the target, the actual value.
        cause: code of the cause that was chosen, where one was.
        has_evidence: whether evidence is attached.
        shortest: fewest characters.

    >>> judge_reason("暂无").value, judge_reason("招标流标两次，合同推迟到九月签订。")
    ('blank', None)
    """
    flat = squash(text)
    if says_nothing(text):
        return ReasonFault.BLANK
    if flat in {squash(other) for other in repeats if other}:
        return ReasonFault.REPEATED
    if len(flat) < shortest:
        return ReasonFault.SHORT
    known = causes().get(cause or "")
    return ReasonFault.NO_EVIDENCE if known is not None and known.needs_evidence and not has_evidence else None
