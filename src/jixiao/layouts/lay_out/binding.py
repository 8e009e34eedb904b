"""What stands in a cell of a form: the texts of a project under the names that a declaration uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.documents.printout import Align
from jixiao.layouts.lay_out.declaration import NAMED, Declaration
from jixiao.model import Indicator, Project
from jixiao.values.target import plain_decimal

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_ONE_YEAR = re.compile(r"一年|1年|一次性|当年|0101")
_LONG = ("goal", "goal_of_period", "narratives", "description", "basis", "indicator", "indicator_of_period", "task.content", "name")
_AMOUNTS = ("amounts", "amounts_of_period")
_SPENT = ("adjusted_budget", "executed_amount")
_EXECUTION_POINTS = "10"
"""Points of the execution of the budget in a self-evaluation that does not say how many it gives."""
_OPEN_YEAR = "    "


@dataclass(frozen=True, slots=True)
class Around:
    """What a form says that no project does.

    Attributes:
        year: budget year; ``None`` leaves it open.
        number: of the form in its document; ``None`` for one alone.
        agency: who publishes.
        with_contacts: names and telephone numbers of persons are printed.
    """

    year: int | None = None
    number: int | None = None
    agency: str | None = None
    with_contacts: bool = True


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell filled in: its text, where that stands, and its number format where it is a number."""

    text: str
    align: Align
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Rounded:
    """An amount that the form prints with fewer digits than it has.

    Attributes:
        key: name of the amount, such as ``amounts.annual``.
        yuan: what it is.
        printed: what the form says.
    """

    key: str
    yuan: Decimal
    printed: str


class Binder:
    """Fills the cells of one form.

    Args:
        project: whose form it is.
        form: what it looks like.
        around: year and number.
    """

    def __init__(self, project: Project, form: Declaration, around: Around) -> None:
        self.project = project
        self.form = form
        self.around = around
        self.rounded: list[Rounded] = []
        self.is_one_year = is_one_year(project)

    def fill(self, template: str, more: dict[str, str] | None = None) -> Printed:
        """A cell of the declaration, filled in.

        Args:
            template: as declared.
            more: values of the row, where it is printed for each indicator or task.
        """
        names = NAMED.findall(template)
        if not names:
            return Printed(template, Align.CENTER)
        values = {name: self._value(name, more or {}) for name in names}
        text = _OPTIONAL.sub(lambda part: part[1] if all(values[n] for n in NAMED.findall(part[1])) else "", template)
        text = NAMED.sub(lambda part: values[part[1]], text)
        return Printed(text, _align(names[0]), self._number_format(template, names[0], text))

    def _value(self, name: str, more: dict[str, str]) -> str:
        if name in more:
            return more[name]
        group, _, key = name.partition(".")
        if group in _AMOUNTS:
            return self._amount(group, key)
        if group == "funding":
            return self._funding(name, *key.split("."))
        if group == "evaluation":
            found = getattr(self.project.evaluation, key, None)
            return plain_decimal(found) if isinstance(found, Decimal) else found or ""
        if name == "year":
            return str(self.around.year) if self.around.year else _OPEN_YEAR
        if name == "number":
            return str(self.around.number) if self.around.number else ""
        if name == "agency":
            return self.around.agency or ""
        if group == "contacts":
            return (self.project.contacts or {}).get(key) or "" if self.around.with_contacts else ""
        if group in ("payment_plan", "narratives"):
            return (getattr(self.project, group) or {}).get(key) or ""
        if name == "goal_of_period" and self.is_one_year:
            return self.project.goal_of_period or self.project.goal or ""
        return getattr(self.project, name, None) or ""

    def amount(self, group: str, key: str) -> Decimal | None:
        """An amount of the project; in a project of one year, the period is the year."""
        amounts: dict[str, Decimal | None] = getattr(self.project, group)
        found = amounts.get(key)
        if found is None and self.is_one_year and group == "amounts_of_period":
            found = self.project.amounts.get(key)
        if found is None and self.is_one_year and (group, key) == ("amounts", "total"):
            found = self.project.amounts.get("annual")
        return found

    def _funding(self, name: str, key: str, role: str) -> str:
        """How one source of the money was spent: yuan, a share in percent, or points."""
        line = next((line for line in self.project.funding if line.key == key), None)
        number: Decimal | None = getattr(line, role, None)
        if role in _SPENT:
            return self._printed_money(name, number)
        if role == "weight" and number is None:
            return _EXECUTION_POINTS
        return "" if number is None else plain_decimal(number) + ("%" if role == "rate_pct" else "")

    def _amount(self, group: str, key: str) -> str:
        return self._printed_money(f"{group}.{key}", self.amount(group, key))

    def _printed_money(self, name: str, yuan: Decimal | None) -> str:
        """An amount as the form prints it; what it prints with fewer digits is noted."""
        if yuan is None:
            return ""
        text = self.form.money.printed.replace("{amount}", self.form.money.number(yuan))
        if self.form.money.rounded(yuan) != yuan:
            self.rounded.append(Rounded(name, yuan, text))
        return text

    def _number_format(self, template: str, name: str, text: str) -> str:
        """Format of a cell that is nothing but a number, as a spreadsheet prints it."""
        is_amount = _is_money(name) and self.form.money.printed == "{amount}"
        if template != f"{{{name}}}" or not text or not (is_amount or name == "weight"):
            return ""
        decimals = len(text.partition(".")[2])
        whole = "#,##0" if self.form.money.has_thousands and is_amount else "0"
        return f"{whole}.{'0' * decimals}" if decimals else whole


def values_of(indicator: Indicator | None, *, is_one_year: bool, has_period: bool, filler: str = "") -> dict[str, str]:
    """What an indicator puts into its row, by the names of a declaration.

    Args:
        indicator: ``None`` for a level without one.
        is_one_year: the implementation period of the project is its year.
        has_period: some indicator of the project has a target of the period.
        filler: name and target where there is no indicator.
    """
    if indicator is None:
        return dict.fromkeys(("indicator", "indicator_of_period", "target", "target_of_period"), filler) | dict.fromkeys(
            ("description", "basis", "weight"), ""
        )
    period = indicator.target_of_period.text if indicator.target_of_period is not None else None
    if period is None and (is_one_year or not has_period):
        period = indicator.target.text
    return {
        "indicator": indicator.name,
        "indicator_of_period": indicator.name if period is not None else "",
        "target": indicator.target.text,
        "target_of_period": period or "",
        "description": indicator.description or "",
        "basis": indicator.basis or "",
        "weight": plain_decimal(indicator.weight) if indicator.weight is not None else "",
        **{f"extra.{key}": text for key, text in indicator.extra.items()},
    }


def is_one_year(project: Project) -> bool:
    """The implementation period of a project is its year: the form says so, or both amounts are one."""
    total, annual = project.amounts.get("total"), project.amounts.get("annual")
    if total is not None and annual is not None:
        return total == annual
    return any(_ONE_YEAR.search("".join(text.split())) for text in (project.attribute, project.period) if text)


def _is_money(name: str) -> bool:
    return name.partition(".")[0] in _AMOUNTS or name.rpartition(".")[2] in _SPENT


def _align(name: str) -> Align:
    if _is_money(name) or (name.startswith("task.") and name not in ("task.name", "task.content")):
        return Align.RIGHT
    return Align.LEFT if name in _LONG or name.partition(".")[0] in _LONG else Align.CENTER
