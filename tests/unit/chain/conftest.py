"""A ledger with checkpoints of it that were kept elsewhere."""

from types import SimpleNamespace

import pytest
from tests.unit.chain.ledgers import events_of, heads_of, made, sign_next

from jixiao.chain import make_keys


@pytest.fixture
def signed(tmp_path):
    """Three chains of six events, three checkpoints of them, and the key."""
    lines, key, folder = made(chains=3, events=6), make_keys(tmp_path / "keys"), tmp_path / "checkpoints"
    own = events_of(lines)
    for hour, until in enumerate((own[5], own[11], own[17]), 1):
        sign_next(folder, heads_of(lines[: until + 1]), key, f"2026-11-28T0{hour}:00:00Z")
    return SimpleNamespace(lines=lines, folder=folder, key=key, keys=[key.public_key()])
