"""Reads a document in this process and holds it against what a person read in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.reading import differences

from jixiao.model import Document
from jixiao.pipeline import read


def read_here(path: Path) -> Document:
    """The typed document."""
    return read(path, name=path.name, isolated=False)


def faults(document: Document, expected: dict[str, Any]) -> list[str]:
    """What differs from the expectation, what is a problem, and what is not accounted for; empty for a clean document."""
    found = list(differences(expected, document.model_dump(mode="json")))
    found += [problem.describe("en") for problem in document.problems]
    account = document.account
    if account.cells != account.typed + account.prose + account.ignored + account.problems:
        found.append(f"the account does not add up: {account}")
    return found
