"""Lists that hold no codes of their own: numbered headings of the forms, and which economic codes go together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jixiao.codes.code import Status
from jixiao.codes.folding import fold_name
from jixiao.codes.origin import parts_of, rows_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading of a table of income and expenditure (收支总表的项目).

    Attributes:
        form: the form that prints it, such as ``budget-31``.
        side: ``income`` or ``expenditure``.
        order: its place on its side, from 1; a place in this form, never a key.
        numeral: the numeral before it, such as 四.
        heading: its text.
        class_code: functional class (类), where a source prints the code; ``None`` otherwise.
        year: budget year of the form.
        seen_in: who prints it.
    """

    form: str
    side: str
    order: int
    numeral: str
    heading: str
    class_code: str | None
    year: int
    seen_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """An economic code of departments and the one of the government that belongs to it (经济分类对照).

    Attributes:
        department_code: 部门预算支出经济分类科目.
        department_name: its name.
        government_code: 政府预算支出经济分类科目; ``None`` where the source prints the name only.
        government_name: its name.
        applies_to: ``administrative agency``, ``public institution`` or ``any``.
        status: how well it is known.
        seen_in: who prints it.
    """

    department_code: str
    department_name: str
    government_code: str | None
    government_name: str
    applies_to: str
    status: Status
    seen_in: tuple[str, ...]


@cache
def headings() -> tuple[Heading, ...]:
    """All headings, form by form."""
    return tuple(
        Heading(
            form=row["form"],
            side=row["side"],
            order=int(row["order"]),
            numeral=row["numeral"],
            heading=row["heading"],
            class_code=row["class_code"] or None,
            year=int(row["year"]),
            seen_in=parts_of(row["seen_in"]),
        )
        for row in rows_of("headings")
    )


@cache
def expenditure_forms() -> dict[str, dict[str, Heading]]:
    """The expenditure side of each form: numeral to heading."""
    forms: dict[str, dict[str, Heading]] = {}
    for heading in headings():
        if heading.side == "expenditure":
            forms.setdefault(heading.form, {})[heading.numeral] = heading
    return forms


@cache
def expenditure_headings() -> dict[str, Heading]:
    """Every heading of expenditure that some form prints, by its folded text; of several the latest."""
    return {fold_name(heading.heading): heading for heading in sorted(headings(), key=_age) if heading.side == "expenditure"}


def _age(heading: Heading) -> int:
    return heading.year


@cache
def correspondences() -> tuple[Correspondence, ...]:
    """All pairs of economic codes that a source prints."""
    return tuple(
        Correspondence(
            department_code=row["dept_code"],
            department_name=row["dept_name"],
            government_code=row["gov_code"] or None,
            government_name=row["gov_name"],
            applies_to=row["applies_to"],
            status=Status(row["status"]),
            seen_in=parts_of(row["seen_in"]),
        )
        for row in rows_of("correspondence")
    )
