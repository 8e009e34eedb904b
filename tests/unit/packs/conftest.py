"""Messages are Chinese, whatever the machine speaks and whatever a test has asked for."""

import pytest

from jixiao import messages


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.delenv("JIXIAO_PACKS", raising=False)
    messages.use_language("zh")
    yield
    messages.use_language(None)
