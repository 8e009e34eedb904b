"""A corpus on disk (语料文件夹): one folder of Parquet files for each table of the facts, and a manifest that says what they are.

    corpus/
      manifest.json
      documents/part-00000.parquet
      projects/part-00000.parquet
      ...

Every table has a folder, with one file or more. Files of one name hold the same documents in all tables (of a table in which these
documents have no row there may be none), so that a corpus can be audited some documents after the others. The columns and their types
are those of ``facts/schema.sql``, whose digest the manifest holds, so that a corpus of another version is refused and not misread. The
manifest names every file with its size, so that a corpus that was copied in part is refused and not audited as if it were whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.errors import CallerError
from jixiao.facts.schema import fact_tables
from jixiao.version import VERSION

MANIFEST = "manifest.json"
_FORMAT = "jixiao corpus"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus that was opened: its folder and the files of each table.

    Attributes:
        folder: where it lies.
        files: Parquet files by table, in their order.
        counts: rows by table, as the manifest has them.
        made_by: version of the program that wrote it.
    """

    folder: Path
    files: dict[str, tuple[Path, ...]]
    counts: dict[str, int]
    made_by: str

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(self.counts.values())

    @property
    def parts(self) -> list[str]:
        """Names of the files; each holds some of the documents."""
        return sorted({file.name for files in self.files.values() for file in files})


def is_corpus(path: Path) -> bool:
    """A folder with the manifest of a corpus."""
    return (path / MANIFEST).is_file()


def schema_digest() -> str:
    """What the tables are called, and the names and types of their columns, as a SHA-256."""
    told = {name: [[column.name, column.type] for column in table.columns] for name, table in sorted(fact_tables().items())}
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def write_manifest(folder: Path, counts: Mapping[str, int], about: Mapping[str, Any] | None = None) -> None:
    """Say what the files of a folder are; the last step of writing a corpus, so that half of one is none.

    Args:
        folder: of the corpus.
        counts: rows by table.
        about: whatever else its maker wants to keep.
    """
    told = {
        "format": _FORMAT,
        "schema": schema_digest(),
        "made_by": VERSION,
        "counts": {name: int(counts.get(name, 0)) for name in fact_tables()},
        "files": {name: {file.name: file.stat().st_size for file in _parquet(folder / name)} for name in fact_tables()},
        "about": dict(about or {}),
    }
    (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def open_corpus(folder: Path) -> Corpus:
    """The files of a corpus.

    Raises:
        CallerError: it is none, is one of another version, or a file is missing, was added or has another size.
    """
    told = _manifest(folder)
    if told.get("schema") != schema_digest():
        raise CallerError("error.corpus_version", folder=str(folder), made_by=str(told.get("made_by", "?")), version=VERSION)
    files = dict(_files(folder, told["files"]))
    return Corpus(folder, files, {name: int(count) for name, count in told["counts"].items()}, str(told["made_by"]))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CallerError("error.corpus_manifest", folder=str(folder), reason=str(error)) from error
    if (
        not isinstance(told, dict)
        or told.get("format") != _FORMAT
        or not all(isinstance(told.get(name), dict) for name in ("counts", "files"))
    ):
        raise CallerError("error.corpus_manifest", folder=str(folder), reason=f"format: {_FORMAT}")
    return told


def _files(folder: Path, told: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, tuple[Path, ...]]]:
    """Files by table; they are those of the manifest and no others."""
    for name in fact_tables():
        found = _parquet(folder / name)
        if not found:
            raise CallerError("error.corpus_table", folder=str(folder), table=name)
        sizes = {file.name: file.stat().st_size for file in found}
        wanted = told.get(name, {})
        for file in sorted(sizes.keys() | wanted.keys()):
            if sizes.get(file) != wanted.get(file):
                was, size = (str(known.get(file, "-")) for known in (wanted, sizes))
                raise CallerError("error.corpus_size", file=str(folder / name / file), found=size, wanted=was)
        yield name, found


def _parquet(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.parquet")))
