"""Write src/jixiao/web/demo/documents, the invented target forms of the demonstration, from tools/demo_documents/*.toml.

Every file says in which official form and in which kind of file its projects are laid out; texts are written as a clerk would type them,
amounts in the unit of money of the file. The same content gives the same bytes.

    PYTHONPATH=. .venv/bin/python tools/demo_documents.py [STEM...]
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.documents.printout import Align, PrintedLine, Style
from jixiao.forms import PrintedForm, write_forms
from jixiao.layouts.lay_out import Around, declaration, lay_out_form
from jixiao.model import Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit, parse_amount, parse_target
from jixiao.values.taxonomy import labels_of_level1, labels_of_level2

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "tools" / "demo_documents"
FOLDER = ROOT / "src" / "jixiao" / "web" / "demo" / "documents"
_PLACE = SourceRef("invented")
_MONEY = ("amounts", "amounts_of_period")
_TARGETS = ("target", "target_of_period")


@dataclass(frozen=True, slots=True)
class Content:
    """One file: what it is called, in which form and kind, and its projects.

    Attributes:
        name: of the file that is written.
        form: official form.
        kind: of file, by its ending.
        title: of the form, where another city's name stands in the declared one.
        heading: lines above the first form, where the form itself does not say whose it is.
        year: budget year.
        projects: in their order.
    """

    name: str
    form: str
    kind: str
    title: str
    heading: tuple[str, ...]
    year: int
    projects: tuple[Project, ...]


def contents(stems: Sequence[str] = ()) -> Iterator[Content]:
    """The files of some stems, or all of them."""
    for path in sorted(CONTENT.glob("*.toml")):
        if not stems or path.stem in stems:
            yield content_of(tomllib.loads(path.read_text(encoding="utf-8")))


def content_of(raw: dict[str, Any]) -> Content:
    """A file out of its table."""
    projects = tuple(_project(raw["every_project"] | given, raw) for given in raw["projects"])
    heading = tuple(raw.get("heading", ()))
    return Content(raw["file"], raw["form"], Path(raw["file"]).suffix[1:], raw.get("title", ""), heading, raw["year"], projects)


def written(content: Content) -> bytes:
    """The bytes of a file.

    Raises:
        ValueError: the form has no place for something, or rounds an amount.
    """
    forms = []
    for number, project in enumerate(content.projects, 1):
        laid_out = lay_out_form(project, declaration(content.form), Around(content.year, number, project.unit))
        if laid_out.left_out or laid_out.rounded:
            raise ValueError(f"{content.name} {number} {project.name}: {laid_out.left_out} {laid_out.rounded}")
        if content.title:
            first = laid_out.page.blocks[0]
            if not isinstance(first, PrintedLine) or first.style is not Style.TITLE:
                raise ValueError(f"{content.name}: the form does not begin with its title")
            first.text = content.title
        forms.append(PrintedForm(laid_out.page))
    above = [PrintedLine(line, _PLACE, style=Style.TITLE, align=Align.CENTER) for line in content.heading]
    forms[0].page.blocks = [*above, *forms[0].page.blocks]
    return write_forms(forms, content.kind, Path(content.name).stem)


def _project(given: dict[str, Any], raw: dict[str, Any]) -> Project:
    unit = MoneyUnit(raw["money"])
    rows = given.pop("indicators")
    for group in _MONEY:
        given[group] = {key: _yuan(typed, unit) for key, typed in given.get(group, {}).items()}
    indicators = [_indicator(dict(zip(raw["columns"], row, strict=True)), raw["year"]) for row in rows]
    return Project(**given, indicators=indicators, source=_PLACE)


def _yuan(typed: str, unit: MoneyUnit) -> Decimal:
    amount = parse_amount(typed, unit)
    if amount is None:
        raise ValueError(f"{typed} is no amount")
    return amount.yuan


def _indicator(row: dict[str, str], year: int) -> Indicator:
    code = row.pop("level2")
    first = code.partition(".")[0]
    levels: dict[str, Any] = {
        "level1": labels_of_level1()[first],
        "level2": labels_of_level2()[code],
        "level1_code": first,
        "level2_code": code,
    }
    for key in _TARGETS:
        if key in row:
            levels[key] = parse_target(row.pop(key), name=row["name"], level2_code=code, fiscal_year=year)
    return Indicator(**levels, **row, source=_PLACE)


def main() -> None:
    """Write the files and say how large they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for content in contents(sys.argv[1:]):
        path = FOLDER / content.name
        path.write_bytes(written(content))
        print(f"wrote {path.relative_to(ROOT)}, {len(content.projects)} projects, {path.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
