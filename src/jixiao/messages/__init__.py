"""Every text that people see, in Chinese and in English, by key.

The texts lie in the ``*.toml`` files beside this one, by what they are about: one table per message, with ``zh`` and ``en``, and
``zh_remedy`` / ``en_remedy`` where the reader can do something about it. The language is chosen once per process
(:func:`use_language`), by ``--lang`` or the environment, and is Chinese otherwise; a server chooses it for each request
(:func:`speaking`).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("zh", "en")
_WORDS = ("filetype.", "way.", "limit.", "death.")
_chosen: str | None = None
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def use_language(lang: str | None) -> None:
    """Choose the language of all texts of this process; ``None`` goes back to what the environment says."""
    global _chosen
    if lang is not None and lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang!r}; there are {LANGUAGES}")
    _chosen = lang


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """All texts made inside are in ``lang``, in this thread only: one request of a server, while others speak another language."""
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang!r}; there are {LANGUAGES}")
    token = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """The language in force: of :func:`speaking`, the chosen one, or ``JIXIAO_LANG``, ``LC_ALL``, ``LC_MESSAGES``, ``LANG``, or Chinese."""
    if (spoken := _spoken.get()) is not None:
        return spoken
    if _chosen is not None:
        return _chosen
    for variable in ("JIXIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").lower()
        if value.startswith("zh"):
            return "zh"
        if value.startswith("en"):
            return "en"
    return "zh"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All messages by key."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(resources.files("jixiao.messages").iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        raw: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        own = {f"{group}.{name}": entry for group, entries in raw.items() for name, entry in entries.items()}
        if twice := found.keys() & own.keys():
            raise ValueError(f"{file.name}: messages of another file: {', '.join(sorted(twice))}")
        found |= own
    return found


def text(key: str, lang: str | None = None, **values: object) -> str:
    """The message ``key`` with ``values`` filled in; ``{count:error|errors}`` is a number with the word that goes with it.

    Raises:
        KeyError: there is no such message, or it names a value that was not given.

    >>> text("web_review.errors", "en", count=1), text("web_review.errors", "en", count=2)
    ('1 error', '2 errors')
    """
    found = catalogue()[key][lang or language()]
    if "|" in found:
        return found.format(**{name: _Counted(value) for name, value in values.items()})
    return found.format(**values)


class _Counted:
    """A value whose format may be two words: of one, and of several."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __format__(self, spec: str) -> str:
        one, bar, several = spec.partition("|")
        if not bar:
            return format(self._value, spec)
        return f"{self._value} {one if str(self._value) == '1' else several}"


def remedy(key: str, lang: str | None = None, **values: object) -> str:
    """What to do about the message ``key``; empty where it has no remedy."""
    return catalogue()[key].get(f"{lang or language()}_remedy", "").format(**values)


def is_word(key: str) -> bool:
    """``key`` names words that other messages quote."""
    return key.startswith(_WORDS) and key in catalogue()
