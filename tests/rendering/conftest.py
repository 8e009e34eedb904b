"""Renders every document once in a run, also where several processes share the tests."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.rendering.cases import FORMATS, all_cases, blocks_of, is_unruled_too
from tests.rendering.docx_writer import write_docx
from tests.rendering.office import need_office, to_pdf


@contextmanager
def _first(folder: Path, name: str) -> Iterator[bool]:
    """Whether this process is the first to come; the others wait until it has done its work."""
    done = folder / f"{name}.done"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not done.exists()
        done.touch()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all its processes know."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "rendering"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def rendered(shared_folder: Path) -> Path:
    """A folder with every case as DOCX, XLSX and HTML."""
    with _first(shared_folder, "files") as is_first:
        for case in all_cases() if is_first else ():
            for suffix, write in FORMATS.items():
                write(blocks_of(case), shared_folder / f"{case}.{suffix}")
    return shared_folder


@pytest.fixture(scope="session")
def rendered_pdf(rendered: Path) -> Path:
    """The same folder with every case as PDF too: ``<case>.pdf`` with lines around the cells, ``<case>.unruled.pdf`` without."""
    need_office()
    with _first(rendered, "pdf") as is_first:
        if is_first:
            unruled = [rendered / f"{case}.unruled.docx" for case in all_cases() if is_unruled_too(case)]
            for path in unruled:
                write_docx(blocks_of(path.name.partition(".")[0]), path, borders=False)
            to_pdf([*(rendered / f"{case}.docx" for case in all_cases()), *unruled], rendered)
    return rendered
