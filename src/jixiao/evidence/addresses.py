"""Names for every value of a reading, as a person types them (取值地址).

``3.annual`` is an amount of the third project, ``3.i5`` its fifth indicator, ``t4.7.3`` a cell of the fourth table, ``s2`` a section,
``p1`` a problem. A project may be named by a part of its name, a key by its label: ``排水泵站.年度资金总额``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.errors import CallerError
from jixiao.layouts.lexicon import fold
from jixiao.layouts.masking import masked
from jixiao.layouts.printed_cells import printed_cells
from jixiao.messages import LANGUAGES, catalogue, text
from jixiao.model import Document, Indicator, Project, Table
from jixiao.provenance import SourceRef
from jixiao.values.target import plain_decimal

_FEW = 5
_MOST_TEXT = 200
_NEAR = 0.5
_SHORT = {
    "budget": "annual",
    "预算": "annual",
    "金额": "annual",
    "目标": "goal",
    "名称": "name",
    "单位": "unit",
    "部门": "department",
}
"""What people type for the keys of a project."""
_PLACES_OF_CELLS = re.compile(r"t\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a reading with its places.

    Attributes:
        address: how it is named: ``3.annual``.
        label: what it is, in the language in force.
        text: what was read.
        places: where it stands.
        others: further names.
    """

    address: str
    label: str
    text: str
    places: tuple[SourceRef, ...]
    others: tuple[str, ...] = field(default=(), hash=False)


def values_of(document: Document) -> Iterator[Value]:
    """Every value of a reading that has a place; the cells of tables last."""
    for key, own in document.sources.items():
        yield Value(key, _label(key), str(getattr(document, key, "") or ""), tuple(own), _words(key))
    for scope, projects in (("", document.projects), ("w", document.whole_department)):
        for number, project in enumerate(projects, start=1):
            yield from _of_project(f"{scope}{number}", project)
    for number, section in enumerate(document.sections, start=1):
        places = (section.source, *section.sources.get("text", []))
        heading = section.heading or text("evidence.section")
        yield Value(f"s{number}", heading, masked(section.text[:_MOST_TEXT]), tuple(dict.fromkeys(places)))
    for number, problem in enumerate([*document.problems, *document.notes], start=1):
        yield Value(f"p{number}", problem.id, problem.message(), (problem.source,))
    for number, table in enumerate(document.tables, start=1):
        titles = tuple(table.sources.get("title", [])) or (table.source,)
        yield Value(f"t{number}", text("evidence.table"), table.title or text("cli.untitled"), titles)
    for number, table in enumerate(document.tables, start=1):
        yield from _of_table(f"t{number}", table)


def is_cell(value: Value) -> bool:
    """The value is a row or cell of a table, of which there are too many to be listed."""
    return _PLACES_OF_CELLS.match(value.address) is not None


def find_value(document: Document, asked: str) -> Value:
    """The value that a person means.

    Raises:
        CallerError: there is none, or several; the message names near ones.
    """
    values = list(values_of(document))
    wanted = _folded(asked)
    names = {_folded(name): value for value in reversed(values) for name in (*value.others, value.address)}
    names |= {_folded(value.address): value for value in values}
    if wanted in names:
        return names[wanted]
    if named := _by_project(document, wanted, names):
        return named
    raise CallerError("error.no_such_value", value=asked, near=text("report.semicolon").join(_near(wanted, names, values)))


def _by_project(document: Document, wanted: str, names: Mapping[str, Value]) -> Value | None:
    """A value of the one project whose name is, or else holds, what stands before the point."""
    head, _, tail = wanted.partition(".")
    named = {number: _folded(project.name or "") for number, project in enumerate(document.projects, start=1)}
    hits = [number for number, name in named.items() if name == head] or [number for number, name in named.items() if head and head in name]
    return names.get(f"{hits[0]}.{tail or 'name'}") if len(hits) == 1 else None


def _near(wanted: str, names: Mapping[str, Value], values: Sequence[Value]) -> list[str]:
    """Addresses and labels of values that are spelled much like what was asked for, first those of the same project or table."""
    head = wanted.partition(".")[0]
    own = [name for name, value in names.items() if value.address.partition(".")[0] == head]
    close = difflib.get_close_matches(wanted, own, _FEW, _NEAR) or own[:_FEW] or difflib.get_close_matches(wanted, names, _FEW, _NEAR)
    found = list(dict.fromkeys(names[name] for name in close)) or values[:_FEW]
    return [text("evidence.named", address=value.address, label=value.label) for value in found]


def _of_project(number: str, project: Project) -> Iterator[Value]:
    for key, places in project.sources.items():
        group, _, last = key.partition(".")
        if group == "contacts" or not places:
            continue
        short = last if group in ("amounts", "narratives", "payment_plan") else key
        others = [key, *_words(short if group != "amounts" else last), *(name for name, of in _SHORT.items() if of == short)]
        address = f"{number}.{short}" if group != "payment_plan" else f"{number}.{key}"
        yield Value(address, _label(short), _text_of(project, group, last), tuple(places), tuple(f"{number}.{name}" for name in others))
    for at, item in enumerate(project.indicators, start=1):
        yield from _of_indicator(f"{number}.i{at}", f"{number}.{at}", item)


def _of_indicator(address: str, short: str, item: Indicator) -> Iterator[Value]:
    places = item.sources.get("target") or [item.source]
    label = " ".join(filter(None, (item.level2 or item.level1, item.name)))
    yield Value(address, label, item.target.text, tuple(places), (short, f"{short}.target", f"{address}.target"))
    for key, own in item.sources.items():
        if key not in ("target", "levels") and own:
            value = getattr(item, key, "")
            shown = value.text if hasattr(value, "text") else str(value if value is not None else "")
            others = (f"{short}.{key}", *(f"{address}.{word}" for word in _words(key)))
            yield Value(f"{address}.{key}", f"{item.name} · {_label(key, of_indicator=True)}", shown, tuple(own), others)


def _of_table(address: str, table: Table) -> Iterator[Value]:
    """A value for each row, and one for each printed cell."""
    by_row: dict[int, list[Value]] = {}
    for cell in printed_cells(table):
        if cell.source is None:
            continue
        column = table.columns[cell.column - 1] if cell.column <= len(table.columns) else str(cell.column)
        value = Value(f"{address}.{cell.row}.{cell.column}", column, masked(cell.text), (cell.source,))
        by_row.setdefault(cell.row, []).append(value)
    for row, cells in by_row.items():
        places = tuple(dict.fromkeys(place for cell in cells for place in cell.places))
        yield Value(f"{address}.{row}", text("evidence.row", row=row), " ".join(cell.text for cell in cells), places)
        yield from cells


def _text_of(project: Project, group: str, last: str) -> str:
    if group in ("amounts", "amounts_of_period"):
        amount = getattr(project, group).get(last)
        return text("evidence.blank") if amount is None else text("evidence.yuan", amount=plain_decimal(amount))
    found = getattr(project, group, None)
    if isinstance(found, Mapping):
        found = found.get(last)
    return masked(str(found)) if found is not None else text("evidence.blank")


def _label(key: str, *, of_indicator: bool = False) -> str:
    if key == "name" and of_indicator:
        return text("column.name")
    if key == "fiscal_year":
        return text("column.year")
    return next((text(f"{group}.{key}") for group in ("field", "amount", "column") if f"{group}.{key}" in catalogue()), key)


def _words(key: str) -> tuple[str, ...]:
    """What a key is called, in both languages."""
    entries: Sequence[dict[str, str]] = [catalogue()[f"{group}.{key}"] for group in ("field", "amount") if f"{group}.{key}" in catalogue()]
    return tuple(entry[lang] for entry in entries for lang in LANGUAGES)


def _folded(name: str) -> str:
    return fold(name.replace("。", ".")).lower().replace("/", ".")
