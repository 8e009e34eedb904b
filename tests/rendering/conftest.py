"""Renders every document once in a run, also where several processes share the tests."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.rendering.cases import GENERATED, Rendered
from tests.rendering.generated import generated_documents
from tests.rendering.office import need_office


@contextmanager
def _first(folder: Path, name: str) -> Iterator[bool]:
    """Whether this process is the first to come; the others wait until it has done its work."""
    done = folder / f"{name}.done"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not done.exists()
        done.touch()


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """Every case as DOCX, XLSX and HTML."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "rendering"
    folder.mkdir(exist_ok=True)
    truths = folder / "generated.pickle"
    with _first(folder, "files") as is_first:
        if is_first:
            documents = generated_documents(GENERATED)
            truths.write_bytes(pickle.dumps(documents))
            Rendered(folder, documents).write()
    return Rendered(folder, pickle.loads(truths.read_bytes()))  # noqa: S301 - written by this run


@pytest.fixture(scope="session")
def rendered_pdf(rendered: Rendered) -> Rendered:
    """The same with every case as PDF too."""
    need_office()
    with _first(rendered.folder, "pdf") as is_first:
        if is_first:
            rendered.write_pdf()
    return rendered
