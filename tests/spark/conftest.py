"""One Spark session for all tests of this folder: they run in one process, one after the other."""

from pathlib import Path

import pytest

from jixiao.corpus.spark import spark_session

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("spark"))


@pytest.fixture(scope="session")
def spark():
    with spark_session("local[2]", memory_megabytes=2048) as session:
        yield session
