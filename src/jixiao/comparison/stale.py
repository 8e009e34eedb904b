"""Texts of the newer document that should have changed and did not (应改未改的文字)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.comparison.amounts import wan
from jixiao.comparison.money import Figure, key_figures_of
from jixiao.comparison.results import ProjectChange, StaleText
from jixiao.facts.database import Row
from jixiao.facts.load import Facts
from jixiao.facts.reading import FactReading, place_of
from jixiao.layouts.masking import masked
from jixiao.matching.keys import key_of
from jixiao.messages import text
from jixiao.model import Indicator
from jixiao.provenance import SourceRef

_YEAR = re.compile(r"20\d\d")
_SENTENCE = 16
_CLAUSE = re.compile(r"[，。；;！!？?\n]|(?<!\d),|,(?!\d)")
_COMMON_WORDS = re.compile(r"数量|指标|完成|项目|工作|情况")
_MOVES_ALONG = frozenset({"as_of", "compared"})
"""What a document of the year names the year before for."""


@dataclass(frozen=True)
class Sides:
    """Both documents with their facts, as the parts of this module look at them."""

    old: FactReading
    new: FactReading
    old_facts: Facts
    new_facts: Facts
    old_text: str
    """Everything that the older document says, as a key."""
    old_figures: dict[tuple[str, str], Figure]
    new_figures: dict[tuple[str, str], Figure]

    @property
    def is_next_year(self) -> bool:
        """The newer document is of a later year."""
        old, new = self.old.document.fiscal_year, self.new.document.fiscal_year
        return old is not None and new is not None and old < new

    def is_copied(self, text: str) -> bool:
        """The older document says the same, word for word; a few words must be a whole clause of it."""
        key = key_of(text) or ""
        return bool(key) and (key in self.old_text if len(key) >= _SENTENCE else f"\n{key}\n" in self.old_text)

    def place(self, row: Row) -> SourceRef | None:
        """The place of a row of the newer document."""
        return _place(row, self.new)


def stale_texts(old: Facts, new: Facts, projects: Sequence[ProjectChange]) -> Iterator[StaleText]:
    """Sentences, titles and goals of the newer document that were left from the older one; the surest first.

    Args:
        old: facts of the older document alone.
        new: facts of the newer one.
        projects: what became of the projects.
    """
    (left,), (right,) = old.readings.values(), new.readings.values()
    if (left.document.fiscal_year or 0) > (right.document.fiscal_year or left.document.fiscal_year or 0):
        return
    sides = Sides(left, right, old, new, _all_text(left), key_figures_of(old), key_figures_of(new))
    found = [*_old_figures(sides), *_of_projects(sides, projects)]
    if sides.is_next_year:
        found += [*_same_changes(sides), *_old_years(sides), *_same_figures(sides)]
    seen: set[tuple[str | None, str | None, str | None]] = set()
    for item in found:
        key = item.project, item.label, None if item.is_title else key_of(item.text)
        if key not in seen:
            seen.add(key)
            yield replace(item, text=masked(item.text))


def _old_figures(sides: Sides) -> Iterator[StaleText]:
    """A total that the sentence states as last year's tables have it, and this year's do not."""
    for row in _own_claims(sides.new_facts, sides.new.document.fiscal_year):
        key = str(row["metric"]), str(row["measure"])
        if key not in sides.old_figures or key not in sides.new_figures:
            continue
        before, after = sides.old_figures[key], sides.new_figures[key]
        if not _is_near(before, row) or _is_near(after, row):
            continue
        yield StaleText(
            "old_figure",
            str(row["text"]),
            _heading(row, sides.new),
            is_copied=sides.is_copied(str(row["text"])),
            stated=_money(row["amount_yuan"]),
            expected=f"{_money(after.amount)}（{after.label}）",
            old_place=before.place,
            new_place=sides.place(row),
            other_place=after.place,
        )


def _same_changes(sides: Sides) -> Iterator[StaleText]:
    """A change to the year before that is that of last year to the digit, although the totals say another."""
    known = {_change_key(row): row for row in sides.old_facts.tables["comparisons"] if row["kind"] == "change"}
    for row in sides.new_facts.tables["comparisons"]:
        earlier = known.get(_change_key(row)) if row["kind"] == "change" else None
        if earlier is None or not row.get("delta_yuan"):
            continue
        key = str(row.get("metric")), str(row.get("measure"))
        real = _real_change(sides, key)
        delta, step = row["delta_yuan"], row.get("delta_step")
        if real is not None and isinstance(delta, Decimal) and abs(abs(real) - delta) <= _step(step) * 2:
            continue
        yield StaleText(
            "same_change",
            str(row["text"]),
            _heading(row, sides.new),
            is_copied=sides.is_copied(str(row["text"])),
            stated=_money(delta),
            expected=None if real is None else text("diff.between_tables", amount=_money(abs(real))),
            old_place=_place(earlier, sides.old),
            new_place=sides.place(row),
        )


def _real_change(sides: Sides, key: tuple[str, str]) -> Decimal | None:
    """How a total changed between the tables of the two documents, where they are of years that follow each other."""
    old, new = sides.old.document.fiscal_year, sides.new.document.fiscal_year
    if old is None or new is None or new - old != 1 or key not in sides.old_figures or key not in sides.new_figures:
        return None
    return sides.new_figures[key].amount - sides.old_figures[key].amount


def _change_key(row: Row) -> tuple[object, ...]:
    subject = _YEAR.sub("", str(row.get("subject_key") or ""))
    return row.get("metric") or subject, row.get("measure"), row.get("delta_yuan"), row.get("rate_pct"), row.get("direction")


def _old_years(sides: Sides) -> Iterator[StaleText]:
    """Texts that name last year as their own, and copied ones that name the year before last as the year before."""
    old_year, new_year = sides.old.document.fiscal_year, sides.new.document.fiscal_year
    for row in sides.new_facts.tables["year_mentions"]:
        said = str(row["text"])
        is_copied = sides.is_copied(said)
        is_own = row["context"] == "own" and row["year"] == old_year
        lags = row["context"] in _MOVES_ALONG and isinstance(old_year, int) and row["year"] == old_year - 1 and is_copied
        if not is_own and not lags:
            continue
        yield StaleText(
            "old_year",
            said,
            _label(row, sides.new),
            project=_project_name(row, sides.new),
            is_copied=is_copied,
            stated=str(row["year"]),
            expected=str(new_year if is_own else old_year),
            new_place=sides.place(row),
            is_title=row["field"] in ("title", "column"),
        )


def _same_figures(sides: Sides) -> Iterator[StaleText]:
    """The same money in the same words as last year, and no table to hold it against."""
    year = sides.old.document.fiscal_year
    known = {_claim_key(row): row for row in _own_claims(sides.old_facts, year)}
    for row in _own_claims(sides.new_facts, sides.new.document.fiscal_year):
        earlier = known.get(_claim_key(row))
        if earlier is None or (str(row["metric"]), str(row["measure"])) in sides.new_figures or row.get("is_repeat"):
            continue
        yield StaleText(
            "same_figure",
            str(row["text"]),
            _heading(row, sides.new),
            is_copied=sides.is_copied(str(row["text"])),
            stated=_money(row["amount_yuan"]),
            old_place=_place(earlier, sides.old),
            new_place=sides.place(row),
        )


def _own_claims(facts: Facts, year: int | None) -> list[Row]:
    """Money that the narrative states of the year of its document."""
    return [
        row
        for row in facts.tables["claims"]
        if row.get("metric")
        and row.get("amount_yuan")
        and not str(row["metric"]).startswith("assets")
        and not row.get("is_base")
        and not row.get("is_as_of")
        and (row.get("year") == year or not row.get("is_year_stated"))
    ]


def _claim_key(row: Row) -> tuple[object, ...]:
    return row["metric"], row["measure"], row["amount_yuan"], key_of(_YEAR.sub("", str(row["text"])))


def _of_projects(sides: Sides, projects: Sequence[ProjectChange]) -> Iterator[StaleText]:
    """Goals and narratives of forms that keep the old number of an indicator, or the old money of the project."""
    count = len(sides.new.document.projects)
    changes = {_number(item, count): item for item in projects if item.old_number and item.new_number}
    links: dict[object, list[str]] = {}
    for row in sides.new_facts.tables["mention_indicators"]:
        links.setdefault(row["mention_id"], []).append(str(row["indicator_id"]))
    for row in sides.new_facts.tables["number_mentions"]:
        project = changes.get(str(row.get("project_id") or "").rpartition("/p")[2])
        if project is None:
            continue
        found = _old_amount(row, project, sides) if row["dimension"] == "money" else None
        if found or (found := _old_target(row, links.get(row["mention_id"], []), project, sides)):
            yield found


def _number(item: ProjectChange, count: int) -> str:
    """Number of a project of the newer document as its ids have it: the whole departments follow the projects."""
    return str((item.new_number or 0) + (count if item.scope == "whole_department" else 0))


def _old_amount(row: Row, project: ProjectChange, sides: Sides) -> StaleText | None:
    amount = project.amount
    if amount is None or not amount.old or not amount.new or amount.old == amount.new:
        return None
    value, step = row["value"], row.get("value_step")
    if not isinstance(value, Decimal) or abs(value - amount.old) > _step(step) or abs(value - amount.new) <= _step(step):
        return None
    return StaleText(
        "old_amount",
        str(row["text"]),
        str(row["label"]),
        project=project.name,
        is_copied=sides.is_copied(str(row["text"])),
        stated=_money(value),
        expected=_money(amount.new),
        old_place=amount.old_place,
        new_place=sides.place(row),
        other_place=amount.new_place,
    )


def _old_target(row: Row, indicators: Sequence[str], project: ProjectChange, sides: Sides) -> StaleText | None:
    """A copied clause that has the number that an indicator had, while the indicator has another one now."""
    numbers = {name.rpartition("/i")[2] for name in indicators}
    if not sides.is_copied(str(row["text"])):
        return None
    for item in project.indicators:
        if item.old_number is None or item.new_number is None:
            continue
        old, new = _indicator(sides.old, project, item.old_number), _indicator(sides.new, project, item.new_number, is_new=True)
        is_it = old.target.value == row["value"] and old.target.unit == new.target.unit == row["unit"]
        if not is_it or old.target.value == new.target.value or not (str(item.new_number) in numbers or _share_words(row, new.name)):
            continue
        return StaleText(
            "old_target",
            str(row["text"]),
            str(row["label"]),
            project=project.name,
            is_copied=True,
            stated=old.target.text,
            expected=f"{new.name} {new.target.text}",
            old_place=item.old_place,
            new_place=sides.place(row),
            other_place=item.new_place,
        )
    return None


def _share_words(row: Row, name: str) -> bool:
    """The words around a number and the name of an indicator have a word in common, apart from those that every indicator has."""
    words = _COMMON_WORDS.sub("", str(row.get("noun_after") or "") + " " + str(row.get("noun") or ""))
    bare = _COMMON_WORDS.sub("", name)
    return any(words[at : at + 2] in bare for at in range(len(words) - 1) if " " not in words[at : at + 2])


def _indicator(reading: FactReading, project: ProjectChange, number: int | None, *, is_new: bool = False) -> Indicator:
    items = reading.document.projects if project.scope == "project" else reading.document.whole_department
    at = (project.new_number if is_new else project.old_number) or 1
    return items[at - 1].indicators[(number or 1) - 1]


def _is_near(figure: Figure, row: Row) -> bool:
    """A stated amount is this one, at the precision at which both are printed (decision 0018)."""
    stated = row["amount_yuan"]
    return isinstance(stated, Decimal) and 2 * abs(stated - figure.amount) <= _step(row.get("amount_step")) + figure.step


def _step(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def _money(value: object) -> str:
    """An amount for people."""
    return f"{wan(value if isinstance(value, Decimal) else None)}万元"


def _place(row: Row, reading: FactReading) -> SourceRef | None:
    source = row.get("source")
    return place_of(source, reading.document.source.file) if isinstance(source, str) else None


def _heading(row: Row, reading: FactReading) -> str | None:
    section = str(row.get("section_id") or "").rpartition("/s")[2]
    return reading.document.sections[int(section) - 1].heading if section else None


def _label(row: Row, reading: FactReading) -> str | None:
    """Heading, title of the table, or the field of a form."""
    if row.get("section_id"):
        return _heading(row, reading)
    if row.get("table_id"):
        return reading.document.tables[int(str(row["table_id"]).rpartition("/t")[2]) - 1].title
    return str(row["field"])


def _project_name(row: Row, reading: FactReading) -> str | None:
    number = str(row.get("project_id") or "").rpartition("/p")[2]
    if not number:
        return None
    return [*reading.document.projects, *reading.document.whole_department][int(number) - 1].name


def _all_text(reading: FactReading) -> str:
    """Everything that a document says in prose, titles and forms, as one key with gaps."""
    document = reading.document
    texts: list[str | None] = []
    for section in document.sections:
        texts += [section.heading, section.text]
    for table in document.tables:
        texts += [table.title, table.note, *table.columns]
    for item in [*document.projects, *document.whole_department]:
        texts += [item.name, item.goal, item.goal_of_period, *item.narratives.values()]
    clauses = [clause for text in texts if text for clause in (text, *_CLAUSE.split(text))]
    return "\n".join(["", *(key_of(clause) or "" for clause in clauses), ""])
