"""The thirteen checks that stand for all rules where they are held against other engines, each with what it represents."""

from __future__ import annotations

REPRESENTS: dict[str, str] = {
    "FND-001": "A sum of the lines below a record, compared with the record's own figure: a grouping joined to the table above it.",
    "CST-002": "Records of one table held against the most that two others allow, in exact decimals: three tables and a tolerance.",
    "CST-011": "Figures that are derived (quantity × price × times a year), from two sources put together: a union and four tables.",
    "GOL-002": "Pairs of texts that are alike, with the names of both sides and one finding for a project: the same table joined twice.",
    "IND-007": "The same thing twice within a record: the largest table joined to itself, with equality that holds for blanks as well.",
    "VAL-014": "Dates compared with the year of the document, where one record of the document decides about another.",
    "VAL-030": "A number out of its usual range where the words allow it: one pass over the largest table, with patterns.",
    "PLN-001": "A series that must not go down: each row compared with the row before it, in a window.",
    "TAB-001": "A tree of codes whose sums must hold level by level, and where of several breaks only the cause is told.",
    "TAB-003": "Grand totals against everything that they sum, read in several ways, none of which may fit.",
    "NAR-001": "Figures of the prose against those of the tables, any of which may be meant.",
    "XPJ-001": "Sets that overlap: what two projects share by the fingerprints of their names, a join that can grow with the square.",
    "XAG-008": "A record against all agencies of the year: a median of medians over the whole corpus.",
}
"""By rule: why it represents its kind."""

NAMED: tuple[str, ...] = tuple(REPRESENTS)
"""Ids of the rules."""
