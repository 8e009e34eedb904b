"""Rows of texts that are alike: goals and purposes of different projects of one document (相似文字)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.facts.database import Row
from jixiao.facts.documents import is_described
from jixiao.facts.form_texts import PURPOSE
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.matching.keys import han_length, key_of, likeness, unnumbered
from jixiao.matching.names import name_stem

_ALIKE = 0.6
_SHORTEST = 4  # Chinese characters of a text that is compared for likeness
_SHORTEST_EQUAL = 2
_PLACEHOLDER = re.compile(r"(?:无|暂无|同上|不涉及|不适用|见附件|详见附[件表]|略|待定|完成|同年度(?:绩效)?目标)+")
_PROBES = 12
_POSTINGS = 64
_CANDIDATES = 16
_PARTNERS = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text stands: number and id of the project, its name without years and numbers, field and place."""

    number: int
    project_id: str
    name: str
    field: str
    source: str | None


@dataclass(slots=True)
class _Text:
    key: str
    places: list[_Place] = field(default_factory=list)


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``text_pairs``.

    Equal texts are paired with the first of them, so that n copies give n - 1 rows. Of texts that are alike, each is paired with the
    few earlier ones that are most alike; they are found by their rarest pairs of characters, in time that grows with their number.
    """
    texts = _texts(reading)
    for text in texts:
        first = text.places[0]
        for other in text.places[1:]:
            if other.project_id != first.project_id:
                yield "text_pairs", {"document_id": reading.id, **_row(first, other, 1.0)}
    long = [text for text in texts if han_length(text.key) >= _SHORTEST]
    for left, right, alike in _alike(long):
        found = next(((a, b) for a in left.places for b in right.places if a.project_id != b.project_id), None)
        if found:
            earlier, later = sorted(found, key=lambda item: item.number)
            yield "text_pairs", {"document_id": reading.id, **_row(earlier, later, alike)}


def _texts(reading: FactReading) -> list[_Text]:
    found: dict[str, _Text] = {}
    for number, project_id, scope, item in reading.projects():
        if scope != "project" or is_described(item.indicators, item.sources):
            continue
        values = (("goal", item.goal, "goal"), ("purpose", item.narratives.get(PURPOSE), f"narratives.{PURPOSE}"))
        for field_name, value, key_of_source in values:
            key = key_of(unnumbered(value))
            if not key or han_length(key) < _SHORTEST_EQUAL or _PLACEHOLDER.fullmatch(key):
                continue
            source = first_place(item.sources, key_of_source) or place(item.source)
            found.setdefault(key, _Text(key)).places.append(_Place(number, project_id, name_stem(item.name), field_name, source))
    return list(found.values())


def _row(left: _Place, right: _Place, alike: float) -> Row:
    return {
        "left_project_id": left.project_id,
        "left_field": left.field,
        "left_source": left.source,
        "right_project_id": right.project_id,
        "right_field": right.field,
        "right_source": right.source,
        "is_equal": alike >= 1.0,
        "is_same_name": bool(left.name) and left.name == right.name,
        "likeness": alike,
    }


def _alike(texts: Sequence[_Text]) -> Iterator[tuple[_Text, _Text, float]]:
    """Pairs of different texts, the earlier one first, that are alike."""
    grams = [{text.key[at : at + 2] for at in range(len(text.key) - 1)} for text in texts]
    spread = Counter(gram for found in grams for gram in found)
    index: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        shared = sorted((gram for gram in grams[at] if spread[gram] > 1), key=lambda gram: (spread[gram], gram))
        near = Counter(earlier for gram in shared[:_PROBES] for earlier in index.get(gram, ()))
        scored = []
        for earlier, _ in near.most_common(_CANDIDATES):
            alike = likeness(texts[earlier].key, text.key) or 0.0
            if alike >= _ALIKE:
                scored.append((-min(alike, 0.9999), earlier))
        for negative, earlier in sorted(scored)[:_PARTNERS]:
            yield texts[earlier], text, -negative
        for gram in shared:
            if len(index[gram]) < _POSTINGS:
                index[gram].append(at)
