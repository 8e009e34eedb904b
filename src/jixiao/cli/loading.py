"""Readings for commands that go on with them: out of documents, or out of the JSON that ``jixiao read`` has printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.cli.read import read_files
from jixiao.cli.reading import Outcome
from jixiao.documents.limits import Limits
from jixiao.errors import CallerError

if TYPE_CHECKING:
    from jixiao.model import Document

_HEAD = 64
Reader = Callable[[Sequence[Path]], Sequence[Outcome]]


def load(
    files: Sequence[Path], jobs: int | None, limits: Limits | None = None, *, reader: Reader | None = None
) -> tuple[list[Document], list[str]]:
    """Readings of some files, in their order.

    Args:
        files: documents, or JSON of readings.
        jobs: number of processes that read.
        limits: what each document may cost.
        reader: what reads the documents, where it is not this machine.

    Returns:
        The readings, and a message for each file that has none.
    """
    documents = [path for path in files if not _is_json(path)]
    read = reader(documents) if reader is not None else read_files(documents, jobs, limits)
    outcomes = {outcome.path: outcome for outcome in read}
    found: list[Document] = []
    failures: list[str] = []
    for path in files:
        try:
            found += _of_outcome(outcomes[path], failures) if path in outcomes else of_json(path)
        except CallerError as error:
            failures.append(error.message())
    return found, failures


def _of_outcome(outcome: Outcome, failures: list[str]) -> list[Document]:
    if outcome.failure:
        failures.append(outcome.failure)
    return [outcome.document] if outcome.document is not None else []


def _is_json(path: Path) -> bool:
    """A file that begins like the JSON of readings, whatever its name."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError:
        return False  # reading it says what is wrong


def of_json(path: Path) -> list[Document]:
    """The readings that a JSON file holds.

    Raises:
        CallerError: it is no JSON, or not that of readings; the message names the place.
    """
    from jixiao.model import Document

    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CallerError("error.bad_json", file=str(path), place=f"byte {error.start}", what=error.reason) from error
    except ValueError as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "?"
        raise CallerError("error.bad_json", file=str(path), place=place, what=str(error)) from error
    entries = raw.get("documents", [raw]) if isinstance(raw, dict) else [raw]
    found = []
    for number, entry in enumerate(entries):
        try:
            found.append(Document.model_validate_json(json.dumps(entry)))
        except ValueError as error:
            place, what = _first_of(error)
            raise CallerError("error.no_reading", file=str(path), place=f"documents.{number}.{place}", what=what) from error
    return found


def _first_of(error: ValueError) -> tuple[str, str]:
    """Place and reason of the first thing that is wrong."""
    details = getattr(error, "errors", None)
    if details is None:
        return "", str(error)
    first = details()[0]
    return ".".join(str(part) for part in first["loc"]), str(first["msg"])
