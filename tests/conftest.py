"""Tests that share something dear to make (a browser, a corpus) run in one process, one after the other."""

from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_TOGETHER = ("browser", "scale", "story")


def pytest_collection_modifyitems(items):
    for item in items:
        for folder in _TOGETHER:
            if _HERE / folder in item.path.parents:
                item.add_marker(pytest.mark.xdist_group(folder))
