"""Evidence of invented documents, kept in a folder of the test."""

import hashlib
from pathlib import Path

import pytest

from jixiao import messages
from jixiao.evidence import Evidence


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache of the test's own, and Chinese texts."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("JIXIAO_CACHE", str(folder))
    messages.use_language("zh")
    yield folder
    messages.use_language(None)


@pytest.fixture
def evidence():
    return Evidence()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
