"""Errors planted into published documents are found, each once, and nothing else is said because of them (T75).

How few projects without a fault are accused is held by the test of the generator of corpora, on made projects whose faults are known.
"""

import hashlib
import os
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.corpus import planted_kinds  # noqa: F401 - it fills KINDS
from tests.corpus.planting import KINDS

from jixiao.facts import facts_of
from jixiao.facts.load import Facts
from jixiao.facts.schema import fact_tables
from jixiao.pipeline import read
from jixiao.rules import Catalogue, audit, load_catalogue
from jixiao.rules.header import Scope

CORPUS = os.environ.get("JIXIAO_CORPUS")
pytestmark = [
    pytest.mark.skipif(not CORPUS, reason="JIXIAO_CORPUS names no folder of published documents"),
    pytest.mark.xdist_group("planted_real"),  # what is planted takes long to make
]
PLACES = 4
"""Each kind is planted at so many places of a document, evenly spread over those where it can be."""
FEWEST = 25
"""So many kinds of errors there must be, or the test shows little."""


@dataclass(frozen=True, slots=True)
class Plant:
    """An error that was planted: its kind, the file, where, and the document with it."""

    kind: str
    file: str
    where: str
    document_id: str


class Bed:
    """Documents side by side, each as if it was the only one."""

    def __init__(self) -> None:
        self.facts = Facts(tables={name: [] for name in fact_tables()})

    def add(self, document, name):
        """Add the facts of a document, and give its id."""
        source = document.source.model_copy(update={"sha256": hashlib.sha256(name.encode()).hexdigest()})
        own = facts_of([document.model_copy(update={"source": source})])
        for table, rows in own.tables.items():
            self.facts.tables[table].extend(rows)
        self.facts.readings.update(own.readings)
        return next(iter(own.readings))


@pytest.fixture(scope="module")
def documents():
    files = [*sorted(Path(CORPUS, "seeds").glob("0*.txt")), *sorted(Path(CORPUS, "realdocs").glob("*.pdf"))]
    return {file.name: read(file, name=file.name) for file in files}


@pytest.fixture(scope="module")
def audited(documents):
    """What was planted, and the findings of each document by its id; those without an error by the name of their file."""
    bed = Bed()
    names = {bed.add(document, file): file for file, document in documents.items()}
    plants = []
    for kind, planted in KINDS.items():
        for file, document in documents.items():
            every = list(planted.plant(document))
            for where, changed in every[:: max(1, len(every) // PLACES)][:PLACES]:
                plants.append(Plant(kind, file, where, bed.add(changed, f"{kind} {file} {where} {len(plants)}")))
    entries = {id_: entry for id_, entry in load_catalogue().entries.items() if entry.rule.scope not in (Scope.YEARS, Scope.AGENCIES)}
    result = audit(bed.facts, Catalogue(entries), memory_megabytes=3000)
    assert result.failures == []
    found = defaultdict(list)
    for finding in result.findings:
        found[names.get(finding.document_id, finding.document_id)].append(finding)
    return plants, found


def changed(plant, found):
    """Rules that say more than before, and by how much; those that only say it of another place say no more."""
    before, after = (Counter(finding.rule.id for finding in found[key]) for key in (plant.file, plant.document_id))
    return after - before, before - after


def of_kind(audited, kind):
    plants, found = audited
    own = [plant for plant in plants if plant.kind == kind]
    assert own, "there is no place where it can be planted"
    return own, found


def test_many_kinds_of_errors_are_planted_at_many_places(audited):
    plants, _ = audited
    table = Counter(plant.kind for plant in plants)

    assert len(table) >= FEWEST
    assert len(plants) >= 10 * FEWEST


@pytest.mark.parametrize("kind", KINDS)
def test_each_planted_error_is_found(kind, audited):
    plants, found = of_kind(audited, kind)

    missed = []
    for plant in plants:
        known = {finding.id for finding in found[plant.file]}
        if not any(finding.rule.id in KINDS[kind].rules and finding.id not in known for finding in found[plant.document_id]):
            missed.append((plant.file, plant.where))
    assert missed == []


@pytest.mark.parametrize("kind", KINDS)
def test_one_error_is_told_once(kind, audited):
    plants, found = of_kind(audited, kind)

    assert [
        (plant.file, plant.where, more) for plant in plants if sum((more := told_by(plant, found, KINDS[kind].rules)).values()) > 1
    ] == []


def told_by(plant, found, rules):
    """How often some rules say more than before."""
    return {rule: count for rule, count in changed(plant, found)[0].items() if rule in rules}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_else_is_said_because_of_it(kind, audited):
    plants, found = of_kind(audited, kind)
    rules = load_catalogue().entries

    others = []
    for plant in plants:
        more, less = changed(plant, found)
        for rule in more:
            is_uncovered = not less.keys().isdisjoint(rules[rule].rule.yields_to)  # it was there, behind another that is gone now
            if rule not in KINDS[kind].rules | KINDS[kind].also and not is_uncovered:
                others.append((plant.file, plant.where, rule))
    assert others == []
