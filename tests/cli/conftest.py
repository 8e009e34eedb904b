"""What every test of the command line begins with."""

import pytest

from jixiao import messages


@pytest.fixture(autouse=True)
def chinese_by_default(monkeypatch):
    for variable in ("JIXIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    yield
    messages.use_language(None)
