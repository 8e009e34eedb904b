"""When documents were approved and published, as the caller says it: for all documents, or ``FILE=DATE`` for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.errors import CallerError

if TYPE_CHECKING:
    from jixiao.facts.load import Dates
    from jixiao.model import Document


def dates_of(documents: Sequence[Document], approved: Sequence[str], published: Sequence[str]) -> dict[str, Dates]:
    """Dates by name of the file as the reading has it; see :func:`dates_of_files`."""
    return dates_of_files([document.source.file for document in documents], approved, published)


def dates_of_files(files: Sequence[str], approved: Sequence[str], published: Sequence[str]) -> dict[str, Dates]:
    """Dates by name of the file; those of one file win over those of all.

    Args:
        files: names.
        approved: values of ``--approved``.
        published: values of ``--published``.

    Raises:
        CallerError: a value is no date, or no file has the name.
    """
    from jixiao.facts.load import Dates

    approvals, publications = _by_file(approved, files), _by_file(published, files)
    return {file: Dates(approvals.get(file), publications.get(file)) for file in files}


def _by_file(values: Sequence[str], files: Sequence[str]) -> dict[str, date]:
    found: dict[str, date] = {}
    for value in sorted(values, key=lambda value: "=" in value):  # first what holds for all
        name, _, written = value.rpartition("=")
        try:
            day = date.fromisoformat(written.strip())
        except ValueError as error:
            raise CallerError("error.bad_date", value=value) from error
        named = list(_named(name, files)) if name else files
        if not named:
            raise CallerError("error.date_of_nothing", value=value, name=name)
        found |= dict.fromkeys(named, day)
    return found


def _named(name: str, files: Sequence[str]) -> Iterator[str]:
    """Files that are given by that name, or whose last part it is."""
    return (file for file in files if name in (file, Path(file).name) or Path(name) == Path(file))
