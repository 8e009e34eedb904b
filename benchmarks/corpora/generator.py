"""A national corpus: facts of so many projects as Parquet files, with planted defects and a list of what must be found.

    python -m benchmarks.corpora FOLDER 10000

Everything follows from the seed. Templates (:mod:`benchmarks.corpora.templates`) are copied by DuckDB: each copy has ids and an agency of
its own, amounts multiplied by a small number and prices a few per cent apart, so that it is a document of its own for every rule.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from benchmarks.corpora.templates import ROOT, Template, all_templates
from jixiao.corpus.folder import MANIFEST, is_corpus, write_manifest
from jixiao.facts.database import Row
from jixiao.facts.schema import FactTable, fact_tables
from jixiao.rules import load_catalogue

PLANTED = "planted.json"
_CLEAN = 60
_SOURCES = ("benchmarks/corpora", "tests/audit", "src/jixiao/rules", "src/jixiao/facts", "src/jixiao/layouts")
_PER_PART = 50_000
_FEWEST_PARTS = 4
_PROJECTS_PER_TABLES = 300
_PROJECTS_PER_FAULT = 20_000
_PROJECTS_PER_CASE = 50_000
_NAMED = frozenset({"publisher", "publisher_key", "agency_key", "unit", "unit_key", "department"})
_TABLES_OF_NAMES = frozenset({"documents", "agencies", "projects"})
_LENGTHENED = frozenset({"goal", "goal_key", "purpose", "purpose_key"})
_REFERENCE = ("claims", "part_of")
_IN_YUAN = {"value": "unit", "value_high": "unit", "value_step": "unit", "name_value": "name_unit", "name_value_step": "name_unit"}


@dataclass(frozen=True, slots=True)
class Planted:
    """A defect in a corpus.

    Attributes:
        prefix: how the ids of its documents begin.
        rule: the rule whose case it is, of which alone the findings are told; empty for a document with a fault.
        name: of the fault or case.
        expected: findings by rule.
    """

    prefix: str
    rule: str
    name: str
    expected: dict[str, int]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the folder, projects, and rows by table."""

    folder: Path
    projects: int
    counts: dict[str, int]


def make(folder: Path, projects: int, *, seed: int = 1) -> Made:
    """Write a corpus.

    Args:
        folder: an empty or new folder.
        projects: how many, about.
        seed: another one gives another corpus.
    """
    sources = sources_digest()
    templates = list(all_templates(load_catalogue(), clean=_CLEAN, seed=seed))
    copies = _copies(templates, projects)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        connection = duckdb.connect(config={"memory_limit": "4GB", "temp_directory": scratch, "preserve_insertion_order": False})
        _load(connection, templates, Path(scratch))
        connection.execute("CREATE TABLE copies (template_no INTEGER, copy_no INTEGER, times INTEGER, is_case BOOLEAN)")
        start, parts = 0, 0
        while start < len(copies):
            chunk, count = [], 0
            while start < len(copies) and count < min(_PER_PART, projects / _FEWEST_PARTS):
                chunk.append(copies[start])
                count += max(templates[copies[start]].projects, 1)
                start += 1
            _write_part(connection, folder, templates, chunk, first=start - len(chunk), part=parts)
            parts += 1
        connection.close()
    counts = _counts(folder)
    listed = [asdict(one) for one in _planted(templates, copies)]
    (folder / PLANTED).write_text(json.dumps(listed, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    write_manifest(folder, counts, {"seed": seed, "projects": projects, "sources": sources})
    return Made(folder, counts["projects"], counts)


def _copies(templates: Sequence[Template], projects: int) -> list[int]:
    """Numbers of templates, one for each copy, the kinds mixed over the whole corpus."""
    clean = [number for number, template in enumerate(templates) if template.projects and not template.expected]
    tables = [number for number, template in enumerate(templates) if not template.projects and not template.expected]
    found: list[int] = []
    for number, template in enumerate(templates):
        if template.expected:
            found += [number] * max(1, projects // (_PROJECTS_PER_CASE if template.rule else _PROJECTS_PER_FAULT))
    found += [tables[at % len(tables)] for at in range(max(len(tables), projects // _PROJECTS_PER_TABLES))]
    left = projects - sum(templates[number].projects for number in found)
    while left > 0:
        number = clean[len(found) % len(clean)]
        found.append(number)
        left -= templates[number].projects
    step = 7919  # a prime: the kinds lie among each other, and the order is always the same
    while len(found) % step == 0:
        step += 2
    return [found[at * step % len(found)] for at in range(len(found))]


def _load(connection: duckdb.DuckDBPyConnection, templates: Sequence[Template], scratch: Path) -> None:
    """The templates as tables ``t_<name>``."""
    for name, table in fact_tables().items():
        file = scratch / f"{name}.json"
        with file.open("w", encoding="utf-8") as out:
            for number, template in enumerate(templates):
                for row in template.tables.get(name, []):
                    out.write(json.dumps({"template_no": number} | dict(_plain(row)), ensure_ascii=False) + "\n")
        columns = ", ".join(f"'{column.name}': '{column.type}'" for column in table.columns)
        connection.execute(
            f"CREATE TABLE t_{name} AS SELECT * FROM read_json('{file}', format='newline_delimited', "  # noqa: S608 - names of the schema
            f"columns={{'template_no': 'INTEGER', {columns}}})"
        )


def _plain(row: Row) -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        if isinstance(value, Decimal):
            yield name, format(value, "f")
        elif value is not None:
            yield name, value.isoformat() if isinstance(value, date) else value


def _write_part(
    connection: duckdb.DuckDBPyConnection, folder: Path, templates: Sequence[Template], chunk: Sequence[int], *, first: int, part: int
) -> None:
    connection.execute("DELETE FROM copies")
    rows = [[number, first + at, 1 + (first + at) % 7, bool(templates[number].rule)] for at, number in enumerate(chunk)]
    connection.execute(
        "INSERT INTO copies SELECT r[1]::INTEGER, r[2]::INTEGER, r[3]::INTEGER, r[4]::BOOLEAN FROM (SELECT unnest($1::INTEGER[][]) AS r)",
        [[[int(value) for value in row] for row in rows]],
    )
    for name, table in fact_tables().items():
        (folder / name).mkdir(exist_ok=True)
        picked = ", ".join(f'{_expression(table, column.name)} AS "{column.name}"' for column in table.columns)
        connection.execute(
            f"COPY (SELECT {picked} FROM t_{name} AS t JOIN copies AS c USING (template_no)) "  # noqa: S608 - names of the schema
            f"TO '{folder / name / f'part-{part:05d}.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
        )


def _expression(table: FactTable, name: str) -> str:
    """A column of a copy: ids, texts and amounts of its own, all else as in the template."""
    types = table.types
    prefix = "printf('c%x-', c.copy_no)"
    if name.endswith("_id") or (table.name, name) == _REFERENCE:
        return f'{prefix} || t."{name}"'
    changed = ""
    if name.endswith("sha256"):
        changed = f"""sha256(t."{name}" || {prefix})"""
    elif (name in _NAMED and table.name in _TABLES_OF_NAMES) or name in _LENGTHENED or name == "file":
        changed = f"""t."{name}" || printf('%d', c.copy_no)"""
    elif name == "price_yuan":
        changed = f"""CAST(t."{name}" * (100 + c.copy_no % 17 - 8) / 100 AS {types[name]})"""
    elif name.endswith("_yuan") or (name.endswith("_step") and f"{name.removesuffix('_step')}_yuan" in types):
        changed = f"""CAST(t."{name}" * c.times AS {types[name]})"""
    elif name in _IN_YUAN and _IN_YUAN[name] in types:
        changed = f"""CASE WHEN t."{_IN_YUAN[name]}" = 'yuan' THEN CAST(t."{name}" * c.times AS {types[name]}) ELSE t."{name}" END"""
    return f'CASE WHEN c.is_case THEN t."{name}" ELSE {changed} END' if changed else f't."{name}"'


def _counts(folder: Path) -> dict[str, int]:
    found = {}
    with duckdb.connect() as connection:
        for name in fact_tables():
            row = connection.execute(f"SELECT count(*) FROM read_parquet('{folder / name}/*.parquet')").fetchone()  # noqa: S608 - names of the schema
            found[name] = int(row[0]) if row else 0
    return found


def _planted(templates: Sequence[Template], copies: Sequence[int]) -> Iterator[Planted]:
    for at, number in enumerate(copies):
        template = templates[number]
        if template.expected:
            yield Planted(f"c{at:x}-", template.rule, template.name, dict(template.expected))


def is_current(folder: Path) -> bool:
    """A corpus lies there that was made of the pages, rules and facts as they are now."""
    if not is_corpus(folder):
        return False
    told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return bool(told.get("about", {}).get("sources") == sources_digest())


def sources_digest() -> str:
    """What a corpus follows from beside its seed and size, as a SHA-256: pages, lists of faults, cases of rules, and what makes facts."""
    found = hashlib.sha256()
    for place in _SOURCES:
        for file in sorted((ROOT / place).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                found.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return found.hexdigest()


def planted(folder: Path) -> list[Planted]:
    """What was planted in a corpus."""
    return [Planted(**one) for one in json.loads((folder / PLANTED).read_text(encoding="utf-8"))]
