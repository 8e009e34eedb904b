"""Invented projects and tables as a clerk would fill them in, one for each declared form: for pictures, benchmarks and tests.

They lie in ``tests/forms/invented``; no agency, person or figure of them exists.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.forms import TABLES, PrintedForm
from jixiao.layouts.lay_out import Around, declaration, form_names, lay_out_form, lay_out_table
from jixiao.model import FundingLine, Indicator, Project, Table
from jixiao.provenance import SourceRef
from jixiao.values import parse_target
from jixiao.values.taxonomy import labels_of_level1, labels_of_level2

FOLDER = Path(__file__).parent / "invented"
_PLACE = SourceRef("invented")
_TARGETS = ("target", "target_of_period")
_OWN = ("level1", "level2", "level2_code", "name", "description", "basis", "weight", *_TARGETS)


@dataclass(frozen=True, slots=True)
class Example:
    """What is filled into a form.

    Attributes:
        form: name of the form, or of the layout of tables.
        content: the project or table.
        around: year, number and agency.
    """

    form: str
    content: Project | Table
    around: Around

    def laid_out(self) -> PrintedForm:
        """The form, ready to be written."""
        if isinstance(self.content, Table):
            return PrintedForm(lay_out_table(self.content, self.around))
        laid_out = lay_out_form(self.content, declaration(self.form), self.around)
        return PrintedForm(laid_out.page, laid_out.left_out, laid_out.rounded)


def names() -> list[str]:
    """Names of all examples: those of the forms, and two of tables."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def example(name: str) -> Example:
    """The example of a name."""
    raw = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    around = Around(raw.get("year"), raw.get("number"), raw.get("agency"))
    if "table" in raw:
        return Example(TABLES, Table(**raw["table"], source=_PLACE), around)
    return Example(name, project(raw), around)


def project(raw: dict[str, Any]) -> Project:
    """A project out of its file; amounts are in yuan."""
    given = dict(raw["project"])
    for group in ("amounts", "amounts_of_period"):
        given[group] = {key: Decimal(yuan) for key, yuan in given.get(group, {}).items()}
    given["funding"] = [FundingLine(**line, source=_PLACE) for line in given.get("funding", [])]
    texts = {key: text.strip() for key, text in given.items() if isinstance(text, str)}
    given["narratives"] = {label: text.strip() for label, text in given.get("narratives", {}).items()}
    columns = raw["indicators"]["columns"]
    rows = [_indicator(dict(zip(columns, row, strict=True)), raw["year"]) for row in raw["indicators"]["rows"]]
    return Project(**given | texts, indicators=rows, source=_PLACE)


def _indicator(row: dict[str, str], year: int) -> Indicator:
    """A row; a column that no indicator has is one of the results of a self-evaluation."""
    level2 = row.get("level2_code")
    if level2 is not None:
        level1 = level2.partition(".")[0]
        row |= {"level1": labels_of_level1()[level1], "level2": labels_of_level2()[level2], "level1_code": level1}
    own: dict[str, Any] = {key: text for key, text in row.items() if key in (*_OWN, "level1_code") and key not in (*_TARGETS, "weight")}
    for key in _TARGETS:
        if key in row:
            own[key] = parse_target(row[key], name=row["name"], level2_code=level2, fiscal_year=year)
    extra = {key: text for key, text in row.items() if key not in (*_OWN, "level1_code") and text}
    return Indicator(**own, weight=Decimal(row["weight"]) if "weight" in row else None, extra=extra, source=_PLACE)


def examples() -> list[Example]:
    """All examples; every form has one.

    Raises:
        LookupError: a form has none.
    """
    if missing := set(form_names()) - set(names()):
        raise LookupError(f"no example of {', '.join(sorted(missing))}: put one into {FOLDER.name}")
    return [example(name) for name in names()]
