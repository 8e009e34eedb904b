"""Prose of two versions of one document: paragraphs that changed, went and came (文字说明对比)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from jixiao.comparison.results import TextChange
from jixiao.comparison.word_diff import text_change
from jixiao.matching.keys import key_of, likeness
from jixiao.model import Document
from jixiao.provenance import SourceRef

_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class _Paragraph:
    key: str
    text: str
    heading: str
    place: SourceRef


def passage_changes(old: Document, new: Document) -> Iterator[TextChange]:
    """Paragraphs of the narrative that differ, in the order of the newer document."""
    left, right = _paragraphs(old), _paragraphs(new)
    matcher = SequenceMatcher(None, [item.key for item in left], [item.key for item in right], autojunk=False)
    for action, a, b, c, d in matcher.get_opcodes():
        if action != "equal":
            yield from _changes(left[a:b], right[c:d])


def _changes(old: list[_Paragraph], new: list[_Paragraph]) -> Iterator[TextChange]:
    """A stretch that differs: like paragraphs against each other, in order; the rest went or came."""
    waiting = list(old)
    for later in new:
        at = next((at for at, earlier in enumerate(waiting) if (likeness(earlier.key, later.key) or 0.0) >= _ALIKE), None)
        if at is None:
            yield text_change(later.heading, None, later.text, (None, later.place))
            continue
        for earlier in waiting[:at]:
            yield text_change(earlier.heading, earlier.text, None, (earlier.place, None))
        yield text_change(later.heading, waiting[at].text, later.text, (waiting[at].place, later.place))
        del waiting[: at + 1]
    for earlier in waiting:
        yield text_change(earlier.heading, earlier.text, None, (earlier.place, None))


def _paragraphs(document: Document) -> list[_Paragraph]:
    found = []
    for section in document.sections:
        heading = section.heading or ""
        if key := key_of(heading):
            found.append(_Paragraph(key, heading, heading, section.source))
        position = 0
        for line in section.text.split("\n"):
            if key := key_of(line):
                found.append(_Paragraph(key, line, heading, section.place_at(position)))
            position += len(line) + 1
    return found
