"""Published documents against themselves: nothing differs; against a second year made of them: what was changed is found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import jixiao

CORPUS = os.environ.get("JIXIAO_CORPUS")
pytestmark = pytest.mark.skipif(not CORPUS, reason="JIXIAO_CORPUS names no folder of published documents")
FILES = sorted([*Path(CORPUS or ".").glob("seeds/*.txt"), *Path(CORPUS or ".").glob("realdocs/*.pdf")]) if CORPUS else []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_published_document_does_not_differ_from_itself(file):
    document = jixiao.read(file)

    found = jixiao.compare([document], [document])

    assert found.is_same
    assert all(project.status == "same" for item in found.documents for project in item.projects)


def test_folder_of_published_documents_does_not_differ_from_itself():
    documents = [jixiao.read(file) for file in FILES]

    found = jixiao.compare(documents, list(reversed(documents)))

    assert found.is_same
    assert [item.old_file for item in found.documents] == [item.new_file for item in found.documents]
