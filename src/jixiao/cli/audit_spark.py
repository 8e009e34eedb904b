"""``jixiao audit --engine spark``: documents are read and rules run where Spark runs them (分布式审核)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao.cli.dating import dates_of
from jixiao.cli.limiting import limits_of
from jixiao.cli.loading import load
from jixiao.cli.reading import Outcome
from jixiao.messages import language, text

if TYPE_CHECKING:
    from jixiao.corpus.folder import Corpus
    from jixiao.model import Document
    from jixiao.rules import Audit, Catalogue
    from jixiao.rules.cases import Holding
    from jixiao.rules.engine import Progress
    from jixiao.rules.waivers import Exceptions

ENGINES = ("duckdb", "spark")
_SECONDS = 3600.0
"""What a rule may take: a cluster may give its executors to others first."""
_FEW_ROWS = 1_000_000
"""Below this many rows Spark plans and compiles for longer than it computes."""


def engine_options() -> list[click.Option]:
    """Where rules run."""
    return [
        click.Option(["--engine"], type=click.Choice(ENGINES), default=ENGINES[0], show_default=True, help=text("help.engine")),
        click.Option(["--master"], metavar="URL", help=text("help.master")),
        click.Option(["--shared-files"], is_flag=True, help=text("help.shared_files")),
    ]


def audit_files(
    files: Sequence[Path], catalogue: Catalogue, exceptions: Exceptions | None, options: dict[str, Any], progress: Progress | None
) -> tuple[list[Document], list[str], Audit | None]:
    """Read files and run the rules over them.

    Returns:
        The readings, a message for each file that has none, and what was found; ``None`` where nothing was read.

    Raises:
        CallerError: there is no Spark, or its master cannot be reached.
    """
    from jixiao.corpus.spark import is_local, spark_session
    from jixiao.corpus.spark.facts import facts_on_spark
    from jixiao.corpus.spark.reading import Readings
    from jixiao.rules.engine import audit_in

    master, limits = _master(options), limits_of(options)
    with spark_session(master, memory_megabytes=options["memory_megabytes"]) as session:
        readings = Readings(session.newSession(), limits, language(), shares_files=is_local(master) or options["shared_files"])

        def reader(paths: Sequence[Path]) -> list[Outcome]:
            return [Outcome(one.path, one.document, one.failure) for one in readings.read(paths)]

        documents, failures = load(files, None, limits, reader=reader)
        if not documents:
            return documents, failures, None
        facts = facts_on_spark(readings, documents, dates_of(documents, options["approved"], options["published"]))
        audit = audit_in(facts.database, facts.subject, catalogue, exceptions=exceptions, progress=progress, seconds=_SECONDS)
    audit.left_out.extend(facts.left_out)
    return documents, failures, audit


def audit_corpus(
    folder: Path, catalogue: Catalogue, exceptions: Exceptions | None, options: dict[str, Any], progress: Progress | None
) -> tuple[Corpus, Audit]:
    """Open a corpus and run the rules over it; every executor must be able to open its files.

    Raises:
        CallerError: it is no corpus of this version, there is no Spark, or its master cannot be reached.
    """
    from jixiao.corpus.folder import open_corpus
    from jixiao.corpus.spark import SparkDatabase, spark_session
    from jixiao.rules.engine import audit_in
    from jixiao.rules.subject import subject_in

    corpus = open_corpus(folder)
    with spark_session(_master(options), memory_megabytes=options["memory_megabytes"], few=corpus.rows < _FEW_ROWS) as session:
        database = SparkDatabase.of_corpus(session, corpus)
        return corpus, audit_in(database, subject_in(database), catalogue, exceptions=exceptions, progress=progress, seconds=_SECONDS)


@contextmanager
def holding_cases(master: str | None) -> Iterator[Holding]:
    """What holds the facts of cases on Spark.

    Raises:
        CallerError: there is no Spark, or its master cannot be reached.
    """
    from jixiao.corpus.spark import SparkDatabase, spark_session

    with spark_session(_master({"master": master})) as session:
        yield lambda facts: SparkDatabase.of_rows(session, facts)


def _master(options: dict[str, Any]) -> str:
    from jixiao.corpus.spark.session import LOCAL

    return options["master"] or LOCAL
