"""In which tabs something waits for whoever holds a role, and which tab is opened first (待办页签)."""

from __future__ import annotations

from collections.abc import Sequence

_WAITING = frozenset({"to_submit", "returned", "to_review", "to_ratify", "assigned"})
_OF_UNITS = frozenset({"returned"})
"""Waits for the unit: a reviewer who returned it waits for others."""
_TO_DECIDE = frozenset({"to_review", "to_ratify"})
_FIRST_TO_READ = frozenset({"in_review"})
"""Of who only reads nothing is expected; this is looked at first all the same."""


def waits(role: str, tab: str) -> bool:
    """Whoever has the role has to do something with what is in a tab."""
    return tab in _WAITING and (tab not in _OF_UNITS or role == "clerk")


def order_of(tab: str) -> str:
    """How what waits for a decision is ordered where nobody chose an order: by its deadline; empty for that of the tab."""
    return "due" if tab in _TO_DECIDE else ""


def first_waiting(role: str, tabs: Sequence[tuple[str, int]]) -> str:
    """The tab that is shown at once: the first in which something waits, or else the first that could have something.

    >>> first_waiting("clerk", [("to_submit", 0), ("submitted", 5), ("returned", 1)])
    'returned'
    >>> first_waiting("clerk", [("to_submit", 0), ("submitted", 5), ("returned", 0)])
    'to_submit'
    """
    names = [name for name, count in tabs if count and waits(role, name)]
    return next(iter([*names, *(name for name, _ in tabs if name in _WAITING | _FIRST_TO_READ)]), "")
