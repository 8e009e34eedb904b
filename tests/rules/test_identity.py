"""No rule takes two texts for the same because their hashes of 32 bits are the same (T74).

``colliding_texts.tsv`` holds pairs of texts that collide, made by ``tools/colliding_texts.py``. Each is put where the cases of a rule
have the same text twice: it must be judged like any two texts that differ, while equal ones are found.
"""

import csv
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.facts import Database, facts_of
from jixiao.matching.keys import key_of, likeness, sha256_of
from jixiao.model import Document, FileSource, Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.rules import audit, load_catalogue
from jixiao.rules.cases import load_cases, parameters_of
from jixiao.rules.header import Scope
from jixiao.values import parse_target

FILE = Path(__file__).with_name("colliding_texts.tsv")
with FILE.open(encoding="utf-8") as opened:
    PAIRS = list(csv.DictReader(opened, delimiter="\t"))
CATALOGUE = load_catalogue()
BY_FACTS = {"GOL-002", "XPJ-002"}
"""They read pairs that the facts have made by comparing the texts themselves."""
BY_WORDS = {"XYR-003"}
"""They look for words in a name, and hold no two names against each other."""


ENOUGH = 3
"""Places with a text twice in the same columns."""
DATABASE = Database()
NAMES = ["水利", "教育", "卫生", "林业", "交通", "文化", "民政", "农业", "城建", "环保"]


@dataclass(frozen=True, slots=True)
class Twice:
    """A case in which two cells hold the same text, and the place of the one that is changed."""

    case: object
    cells: list[tuple[str, int, str]]
    changed: tuple[str, int, str]


def test_pairs_collide_and_differ():
    assert Counter(pair["hash"] for pair in PAIRS) == {"crc32": 29, "spark": 29}
    assert all(pair["left"] != pair["right"] and key_of(pair["left"]) == pair["left"] for pair in PAIRS)
    assert all(zlib.crc32(pair["left"].encode()) == zlib.crc32(pair["right"].encode()) for pair in PAIRS if pair["hash"] == "crc32")
    assert max(likeness(pair["left"], pair["right"]) for pair in PAIRS) < 0.9


def test_keys_tell_colliding_texts_apart():
    assert len({sha256_of(text) for pair in PAIRS for text in (pair["left"], pair["right"])}) == 2 * len(PAIRS)


def compared() -> Iterator[str]:
    """Rules whose SQL holds texts against each other."""
    for id_, entry in CATALOGUE.entries.items():
        if id_ not in BY_FACTS | BY_WORDS and any(places(entry)):
            yield id_


def places(entry) -> Iterator[Twice]:
    """Where the cases of a rule have a text twice that the rule compares: ``ENOUGH`` places of each kind, whatever the cases repeat."""
    seen: Counter[object] = Counter()
    for case in load_cases(entry):
        if case.is_variation or case.is_gap:
            continue
        held: dict[str, list[tuple[str, int, str]]] = {}
        for table, rows in case.facts.items():
            for at, row in enumerate(rows):
                for column, value in row.items():
                    if column.endswith(("_key", "_sha256")) and column in entry.rule.sql and isinstance(value, str):
                        held.setdefault(value, []).append((table, at, column))
        for cells in held.values():
            for cell in cells if len(cells) > 1 else ():
                kind = (cell[0], cell[2], frozenset(Counter((table, column) for table, _, column in cells).items()))
                seen[kind] += 1
                if seen[kind] <= ENOUGH:
                    yield Twice(case, cells, cell)


def put(rows, cell, text):
    """The key of a text and its fingerprint, in the columns of a cell."""
    table, at, column = cell
    stem = column.removesuffix("_key").removesuffix("_sha256")
    row = rows[table][at]
    row[column] = sha256_of(text) if column.endswith("_sha256") else text
    for name, value in ((f"{stem}_key", text), (f"{stem}_sha256", sha256_of(text))):
        if name in row:
            row[name] = value


def found(entry, twice, texts):
    """How many findings there are with each of some pairs of texts, each pair in documents of its own.

    Rules between agencies look at all documents of some years, and judge otherwise where there are many: years of its own as well.
    """
    apart = 10 if entry.rule.scope is Scope.AGENCIES else 0
    together: dict[str, list[dict[str, object]]] = {}
    for number, (left, right) in enumerate(texts):
        rows = {table: [dict(row) for row in some] for table, some in twice.case.facts.items()}
        for cell in twice.cells:
            put(rows, cell, left)
        put(rows, twice.changed, right)
        for table, some in rows.items():
            for row in some:
                row |= {name: f"{number} {value}" for name, value in row.items() if name.endswith("document_id")}
                if apart and isinstance(row.get("fiscal_year"), int):
                    row["fiscal_year"] += apart * number
            together.setdefault(table, []).extend(some)
    for table, some in together.items():
        DATABASE.insert_rows(table, some)
    counts = Counter(str(row["document_id"]).split()[0] for row in DATABASE.select(entry.rule.sql, parameters_of(entry.rule, twice.case)))
    DATABASE.empty(together)
    return [counts[str(number)] for number in range(len(texts))]


@pytest.mark.parametrize("rule", [*compared()])
def test_colliding_texts_are_judged_as_texts_that_differ(rule):
    entry = CATALOGUE.entries[rule]
    unlike = [(pair["left"], other["right"]) for pair, other in zip(PAIRS, [*PAIRS[7:], *PAIRS[:7]], strict=True)]

    told_apart = 0
    for twice in places(entry):
        colliding = found(entry, twice, [(pair["left"], pair["right"]) for pair in PAIRS])
        different = found(entry, twice, unlike)
        equal = found(entry, twice, [(pair["left"], pair["left"]) for pair in PAIRS])
        assert colliding == different, (twice.case.name, twice.changed)
        told_apart += equal != different
    assert told_apart, "no case of the rule shows that equal texts are found"


def test_rules_that_compare_texts_are_shown():
    comparing = {id_ for id_, entry in CATALOGUE.entries.items() if "_sha256" in entry.rule.sql}

    assert comparing - set(compared()) == set(), "a case of the rule must have the same text twice"


def project(number, goal):
    """A project with a goal, a purpose and an indicator called like it."""
    at = SourceRef("a.txt", line=number)
    places = {"goal": [at], "name": [at], "amounts.annual": [at]}
    indicator = Indicator(level1_code="output", level2_code="output.quantity", name=goal, target=parse_target("≥12次"), source=at)
    amounts = {"annual": Decimal(500000)}
    return Project(
        name=f"{NAMES[number // 10]}{NAMES[number % 10]}项目", amounts=amounts, goal=goal, indicators=[indicator], source=at, sources=places
    )


def duplicates(goals):
    """Projects with some goals that are found to have the goal of another one, by the rules that look for that."""
    source = FileSource(file="a.txt", sha256="0" * 64, media_type="text/plain")
    document = Document(
        source=source, publisher="平岭县教育局", fiscal_year=2024, projects=[project(number, goal) for number, goal in enumerate(goals)]
    )
    found = audit(facts_of([document]), CATALOGUE.select(["GOL-002", "XPJ-001", "XPJ-002", "XPJ-006"])).findings
    return Counter(finding.rule.id for finding in found)


@pytest.mark.parametrize("hash_", ["crc32", "spark"])
def test_projects_whose_goals_collide_are_no_copies(hash_):
    pairs = [pair for pair in PAIRS if pair["hash"] == hash_]

    assert duplicates([text for pair in pairs for text in (pair["left"], pair["right"])]) == {}
    assert duplicates([text for pair in pairs for text in (pair["left"], pair["left"])])["GOL-002"] == 29
