"""A national corpus of about ten thousand projects, made once in a run, also where several processes share the tests."""

import fcntl
import os
from pathlib import Path

import pytest
from benchmarks.corpora.generator import make

from jixiao.corpus.folder import is_corpus

PROJECTS = 10_000


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the corpus; what was planted in it stands beside its tables (:func:`benchmarks.corpora.generator.planted`)."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"corpus-of-{PROJECTS}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_corpus(folder):
            make(folder, PROJECTS)
    return folder
