"""The keys of the confirming desk (按键)."""

from __future__ import annotations

from jixiao.messages import text

KEYS = ("Enter", "Shift Enter", "Alt ↓", "Alt ↑", "Esc", "Ctrl Enter", "Alt S", "Alt N", "Alt P", "Alt R", "Alt =", "Alt 1")


def keys_told() -> list[tuple[str, str]]:
    """Each key with what it does."""
    return [(key, text(f"web_queue_key.{number}")) for number, key in enumerate(KEYS)]
