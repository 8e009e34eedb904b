"""Rows of indicators as typed become indicators: levels known by their labels, targets read by the grammar of values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from jixiao.declaring.draft import DraftIndicator
from jixiao.declaring.faults import Fault
from jixiao.declaring.paths import of_indicator
from jixiao.declaring.places import Places
from jixiao.layouts.lay_out import Declaration
from jixiao.layouts.levels import level1, level2, resolve
from jixiao.model import Indicator
from jixiao.packs import Pack
from jixiao.values import Kind, TaxonomyMatch, parse_target, printed_number
from jixiao.values.target import Target

NOTHING = frozenset({"0", "/", "无", "—", "-", "--", "——", "不涉及", "**", "\\"})
"""What fills a cell and says nothing, as readings know it."""
_COLUMNS = {"indicator": "name", "indicator_of_period": "name"}


def columns_of(form: Declaration) -> frozenset[str]:
    """Keys of what a form prints of each indicator."""
    return frozenset(_COLUMNS.get(name, name) for name in form.fields)


class IndicatorReader:
    """Reads the rows of one draft.

    Args:
        form: what it prints of an indicator.
        pack: levels that may be chosen.
        places: of the texts.
        fiscal_year: of the budget, for dates that do not name theirs.
    """

    def __init__(self, form: Declaration, pack: Pack, places: Places, fiscal_year: int | None) -> None:
        self.columns = columns_of(form)
        self.offered = pack.level_labels
        self.places = places
        self.fiscal_year = fiscal_year
        self.faults: list[Fault] = []

    def read(self, rows: Sequence[DraftIndicator]) -> list[Indicator]:
        """The indicators of the rows, in their order; faults are added to :attr:`faults`."""
        levels = [(level1(_said(row, "level1")), level2(_said(row, "level2"))) for row in rows]
        has_cost_family = any(second is not None and second.code.startswith("cost.") for _, second in levels)
        return [
            self._indicator(row, first, second, has_cost_family=has_cost_family) for row, (first, second) in zip(rows, levels, strict=True)
        ]

    def _indicator(
        self, row: DraftIndicator, first: TaxonomyMatch | None, second: TaxonomyMatch | None, *, has_cost_family: bool
    ) -> Indicator:
        code, label = resolve(first, second, has_cost_family=has_cost_family)
        self._check_levels(row, first, second, code)
        second_code = second.code if second else None
        target = self._target(row, "target", second_code)
        name = _said(row, "name")
        filled = [key for key in row.texts if _said(row, key) or key == "target"]
        sources = self.places.sources((of_indicator(row.id, key) for key in dict.fromkeys((*filled, "target"))), f"indicators.{row.id}.")
        sources["levels"] = [self.places[of_indicator(row.id, key)] for key in ("level1", "level2") if _said(row, key)]
        return Indicator(
            level1=label or _said(row, "level1") or None,
            level2=second.label if second else _said(row, "level2") or None,
            level1_code=code,
            level2_code=second_code,
            name=name,
            description=self._optional(row, "description"),
            basis=self._optional(row, "basis"),
            target=target,
            target_of_period=self._target(row, "target_of_period", second_code) if _said(row, "target_of_period") else None,
            weight=self._weight(row),
            value_type=_said(row, "value_type") or None,
            extra=self._extra(row),
            placeholder=is_nothing(name) and (target.kind in (Kind.PLACEHOLDER, Kind.EMPTY) or is_nothing(target.text)),
            source=self.places[of_indicator(row.id, "name")],
            sources={key: found for key, found in sources.items() if key not in ("level1", "level2")},
        )

    def _target(self, row: DraftIndicator, key: str, second_code: str | None) -> Target:
        return parse_target(
            _said(row, key),
            name=_said(row, "name"),
            description=_said(row, "description"),
            level2_code=second_code,
            fiscal_year=self.fiscal_year,
        )

    def _optional(self, row: DraftIndicator, key: str) -> str | None:
        """A text of a column that not every form has."""
        return _said(row, key) if key in self.columns else _said(row, key) or None

    def _extra(self, row: DraftIndicator) -> dict[str, str]:
        wanted = dict.fromkeys(name for name in sorted(self.columns) if name.startswith("extra."))
        typed = [key for key in row.texts if key.startswith("extra.")]
        return {key.partition(".")[2]: said for key in (*wanted, *typed) if (said := _said(row, key)) or key in typed}

    def _weight(self, row: DraftIndicator) -> Decimal | None:
        said = _said(row, "weight")
        number = printed_number(said.rstrip("分%％")) if said else None
        if said and number is None and said not in NOTHING:
            self._fault(row, "weight", "fault.weight", {"text": said})
        return number

    def _check_levels(self, row: DraftIndicator, first: TaxonomyMatch | None, second: TaxonomyMatch | None, code: str | None) -> None:
        for key, match in (("level1", first), ("level2", second)):
            if (said := _said(row, key)) and match is None:
                self._fault(row, key, "fault.level_unknown", {"text": said})
        if first is not None and second is not None and code != first.code:
            self._fault(row, "level2", "fault.level_elsewhere", {"level1": first.label, "level2": second.label})
        elif second is not None and self.offered and second.code not in self.offered:
            self._fault(row, "level2", "fault.level_not_offered", {"level2": second.label}, is_blocking=False)
        for key in row.texts:
            if key not in self.columns and _said(row, key):
                self._fault(row, key, "fault.no_place", {"what": f"@{of_indicator(row.id, key)}"}, is_blocking=False)

    def _fault(self, row: DraftIndicator, key: str, message: str, values: Mapping[str, str], *, is_blocking: bool = True) -> None:
        self.faults.append(Fault(of_indicator(row.id, key), message, values, is_blocking))


def is_nothing(text: str) -> bool:
    """The text fills a cell and says nothing."""
    return "".join(text.split()) in NOTHING


def _said(row: DraftIndicator, key: str) -> str:
    """What was typed into a cell, as the model has it."""
    return row.text(key).replace("\r\n", "\n").replace("\r", "\n").strip()
