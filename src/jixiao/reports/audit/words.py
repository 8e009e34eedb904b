"""Words of the report that are said in several places: names of files and themes, laws with their marks, texts of rules without values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from jixiao.law import Citation, Status
from jixiao.layouts.masking import masked
from jixiao.messages import catalogue, language, text
from jixiao.model import Document
from jixiao.rules import Rule

_PLACEHOLDER = re.compile(r"[（(]?\{\w+\}[）)]?")
_TO_CHECK = (Status.SECONDARY, Status.UNVERIFIED)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in words; ``mark`` says how far it was verified, ``is_open`` that somebody has to."""

    words: str
    mark: str
    is_open: bool


def theme_name(theme: str) -> str:
    """A theme in words; a folder of the user's own is called as it is."""
    return text(f"theme.{theme}") if f"theme.{theme}" in catalogue() else theme


def cited(rule: Rule) -> list[Cited]:
    """What a rule rests on, each with the mark of its verification."""
    return [_cited(citation) for citation in rule.legal_basis]


def _cited(citation: Citation) -> Cited:
    return Cited(citation.describe(language()), text(f"lawstatus.{citation.status.value}"), citation.status in _TO_CHECK)


def without_values(words: str) -> str:
    """A text of a rule that stands for all its findings.

    >>> without_values("改为{year}年，或写明（{why}）原因。")
    '改为…年，或写明…原因。'
    """
    return _PLACEHOLDER.sub("…", words)


def name_of(document: Document) -> str:
    """Who published a document; its file where that is not known."""
    return masked(document.publisher or PurePath(document.source.file).name)


def short_names(files: Iterable[str]) -> dict[str, str]:
    """Names of files without their folders; with as many of them as tell two files of one name apart.

    >>> short_names(["in/a.pdf", "x/2024/b.pdf", "x/2025/b.pdf"])
    {'in/a.pdf': 'a.pdf', 'x/2024/b.pdf': '2024/b.pdf', 'x/2025/b.pdf': '2025/b.pdf'}
    """
    names = list(dict.fromkeys(files))
    found = {name: PurePath(name).name for name in names}
    for parts in range(2, 2 + max((len(PurePath(name).parts) for name in names), default=0)):
        twice = {short for short, count in Counter(found.values()).items() if count > 1}
        if not twice:
            break
        found |= {name: "/".join(PurePath(name).parts[-parts:]) for name, short in found.items() if short in twice}
    return found


def named_few(names: Sequence[str], most: int) -> str:
    """The first of some names, and how many there are."""
    listed = text("report.and").join(names[:most])
    return listed if len(names) <= most else text("report.places_more", places=listed, count=len(names))


def paragraphs(words: str) -> Iterator[str]:
    """The lines of a text that say something."""
    yield from (line for line in words.splitlines() if line.strip())
