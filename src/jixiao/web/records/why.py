"""Why something could not be done, kept as a message and what it quotes, so that everybody reads it in the own language (失败原因)."""

from __future__ import annotations

from typing import Any

from jixiao.errors import CallerError
from jixiao.messages import is_word, language, remedy, text
from jixiao.provenance import Problem

Why = dict[str, Any]
"""``key`` of the message and its ``values``; nothing where nothing is wrong."""
_PROBLEM = "problem."


def why(key: str, **values: object) -> Why:
    """A message as it is kept."""
    return {"key": key, "values": {name: value if isinstance(value, int) else str(value) for name, value in values.items()}}


def why_of(error: CallerError) -> Why:
    """An error as it is kept."""
    return why(error.key, **error.values)


def why_unread(problem: Problem) -> Why:
    """What could not be read, with its remedy."""
    return why(_PROBLEM + problem.id, **problem.values)


def told_why(kept: Why, lang: str | None = None) -> str:
    """A kept message in ``lang`` or the language in force, with what to do where the catalogue says that apart; empty where there is none.

    What was kept before messages were is a text: one for each language, or one for all.
    """
    if "key" not in kept:
        return str(kept.get(lang or language()) or kept.get("text", ""))
    values = {name: text(value, lang) if isinstance(value, str) and is_word(value) else value for name, value in kept["values"].items()}
    told = text(kept["key"], lang, **values)
    return f"{told} {remedy(kept['key'], lang, **values)}".strip() if kept["key"].startswith(_PROBLEM) else told
