"""Documents are read on the executors, and their facts stay there (分布式读取).

The driver gets the readings, which reports are made of; the facts, which are many times as much, it never sees. A file that cannot be
read is a row with its reason like any other: no row is lost.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao import __version__, pipeline
from jixiao.corpus.spark.session import jobs_of, quiet
from jixiao.documents.limits import Limits
from jixiao.errors import JixiaoError
from jixiao.messages import text

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

    from jixiao.model import Document

_ASKED = "position INT, path STRING, name STRING, contents BINARY"
_READ = "position INT, reading STRING, failure STRING"
_BATCH_BYTES = 64 * 1024 * 1024
_TASKS_PER_CORE = 4
_Row = tuple[int, str, str, bytes | None]


class OtherVersion(Exception):  # noqa: N818 - the driver knows it by this name in what the executor says
    """An executor has another version of jixiao."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: a document, or the failure that kept us from reading it."""

    path: Path
    document: Document | None = None
    failure: str | None = None


@dataclass(slots=True)
class Readings:
    """Documents that were read on executors and are kept there (分布式读取结果).

    Attributes:
        session: in which they are.
        limits: what each file may cost.
        lang: language of failures.
        shares_files: executors find the files under the same paths; otherwise their contents are sent.
        frames: what was read, a row for each file.
        positions: row of each document, by its identity.
    """

    session: SparkSession
    limits: Limits
    lang: str
    shares_files: bool
    frames: list[DataFrame] = field(default_factory=list)
    positions: dict[int, int] = field(default_factory=dict)

    def read(self, files: Sequence[Path]) -> list[FileOutcome]:
        """Read files, in their order."""
        found: dict[int, FileOutcome] = {}
        large = {at for at, path in enumerate(files) if _is_over(path, self.limits)}
        rows = (_asked(at, path, is_sent=not self.shares_files) for at, path in enumerate(files) if at not in large)
        for batch in _batches(rows):
            with quiet(), jobs_of(self.session):
                read = self._read_there(batch)
                self.frames.append(read)
                for row in read.collect():
                    found[row.position] = self._outcome(files[row.position], row)
        for at in large:  # it is refused before it is opened, and not worth a journey
            found[at] = FileOutcome(files[at], pipeline.read(files[at], limits=self.limits))
        return [found[at] for at in range(len(files))]

    def _read_there(self, batch: Sequence[_Row]) -> DataFrame:
        task = partial(_read_frames, limits=self.limits, lang=self.lang, version=__version__)
        tasks = min(len(batch), _TASKS_PER_CORE * self.session.sparkContext.defaultParallelism)
        return self.session.createDataFrame(batch, _ASKED).repartition(tasks).mapInPandas(task, _READ).persist()

    def _outcome(self, path: Path, row: Any) -> FileOutcome:  # noqa: ANN401 - a row of Spark
        from jixiao.model import Document

        if row.reading is None:
            return FileOutcome(path, failure=row.failure)
        document = Document.model_validate_json(row.reading)
        self.positions[id(document)] = row.position
        return FileOutcome(path, document)


def _is_over(path: Path, limits: Limits) -> bool:
    """It is larger than a file may be."""
    try:
        return path.stat().st_size > limits.megabytes * 1024 * 1024
    except OSError:
        return False  # the executor says what is wrong


def _asked(position: int, path: Path, *, is_sent: bool) -> _Row:
    """A file as executors are told of it; a name that is no UTF-8 cannot be told, so that its contents are sent."""
    name, whole = pipeline.printable(str(path)), os.path.abspath(path)  # noqa: PTH100 - a text is sent
    contents = None
    if is_sent or whole != pipeline.printable(whole):
        try:
            contents = path.read_bytes()
        except OSError:
            contents = None  # the executor says what is wrong
    return position, pipeline.printable(whole), name, contents


def _batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """Where contents are sent, as many at a time as fit into a batch."""
    batch: list[_Row] = []
    size = 0
    for row in rows:
        length = len(row[3] or b"")
        if batch and size + length > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += length
    if batch:
        yield batch


def _read_frames(frames: Iterator[pd.DataFrame], *, limits: Limits, lang: str, version: str) -> Iterator[pd.DataFrame]:
    """On an executor: read the files of some rows, each in a child process under limits, as on one machine."""
    import pandas as pd

    if version != __version__:
        raise OtherVersion(__version__)
    for frame in frames:
        for row in frame.itertuples(index=False):
            reading, failure = _read_one(row, limits, lang)
            yield pd.DataFrame({"position": [row.position], "reading": [reading], "failure": [failure]}).astype({"position": "int32"})


def _read_one(row: Any, limits: Limits, lang: str) -> tuple[str | None, str | None]:  # noqa: ANN401 - a row of pandas
    try:
        if row.contents is None:
            return pipeline.read(row.path, name=row.name, limits=limits).json_bytes().decode(), None
        with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
            file = Path(folder) / Path(row.path).name
            file.write_bytes(row.contents)
            return pipeline.read(file, name=row.name, limits=limits).json_bytes().decode(), None
    except JixiaoError as error:
        return None, error.message(lang)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not keep the caller from the others
        return None, text("error.internal", lang, file=row.name, error=f"{type(error).__name__}: {error}")


def readings_of(readings: Readings, extra: Mapping[int, Document]) -> DataFrame:
    """Rows of all readings: what executors have read, and documents that the driver has from elsewhere.

    Args:
        readings: what was read.
        extra: other documents by their positions.
    """
    frames = [frame.select("position", "reading").where("reading IS NOT NULL") for frame in readings.frames]
    if extra:
        rows = [(position, document.json_bytes().decode()) for position, document in extra.items()]
        frames.append(readings.session.createDataFrame(rows, "position INT, reading STRING"))
    found = frames[0]
    for frame in frames[1:]:
        found = found.unionAll(frame)
    return found
