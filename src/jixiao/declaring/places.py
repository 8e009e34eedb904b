"""A place for every typed text, as a file would have it, so that findings lead back to paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jixiao.declaring.draft import Draft
from jixiao.declaring.paths import OF_INDICATOR, WHOLE, is_field, of_indicator
from jixiao.declaring.task_rows import task_cells
from jixiao.layouts.lay_out import Declaration
from jixiao.layouts.lay_out.declaration import NAMED
from jixiao.provenance import SourceRef

FILE = "declaration"
"""How places name a declaration as if it were a file."""
_PROJECT, _INDICATORS = 1, 2
_FIRST_ROW, _FIRST_CELL = 1001, 101
"""Numbers of one length: where a rule takes the first of several places, it compares them as texts."""


@lru_cache(maxsize=256)
def fields_of(form: Declaration) -> tuple[str, ...]:
    """Paths of the project that a form has a place for, in the order of the form.

    >>> from jixiao.layouts.lay_out import declaration
    >>> fields_of(declaration("pingluo"))[:3]
    ('name', 'department', 'department_code')
    """
    rows = [row for grid in form.grids for row in (*grid.header, *grid.rows, *task_cells(grid))]
    texts = [cell for row in rows for cell in row] + [line.text for line in form.lines] + list(form.foot)
    return tuple(dict.fromkeys(name for text in texts for name in NAMED.findall(text) if is_field(name)))


class Places:
    """Places of the texts of a draft.

    Args:
        form: the order of the project's own fields.
        draft: the rows of indicators, and what else was typed.
    """

    def __init__(self, form: Declaration, draft: Draft) -> None:
        self._of: dict[str, SourceRef] = {}
        for row, path in enumerate(dict.fromkeys((*fields_of(form), *draft.fields)), start=_FIRST_ROW):
            self._of[path] = SourceRef(FILE, table=_PROJECT, row=row, cell=_FIRST_CELL)
        for row, item in enumerate(draft.indicators, start=_FIRST_ROW):
            for cell, key in enumerate(dict.fromkeys((*OF_INDICATOR, *item.texts)), start=_FIRST_CELL):
                self._of[of_indicator(item.id, key)] = SourceRef(FILE, table=_INDICATORS, row=row, cell=cell)
        self._path = {(place.table, place.row, place.cell): path for path, place in self._of.items()}

    def __getitem__(self, path: str) -> SourceRef:
        """The place of a path."""
        return self._of[path]

    def __iter__(self) -> Iterator[str]:
        """All paths that have a place."""
        return iter(self._of)

    @property
    def whole(self) -> SourceRef:
        """The place of the form as a whole."""
        return SourceRef(FILE)

    def path_of(self, place: SourceRef | None) -> str:
        """The path of a place; that of the form as a whole for any other place, and for none."""
        return WHOLE if place is None else self._path.get((place.table, place.row, place.cell), WHOLE)

    def sources(self, texts: Mapping[str, str] | Iterable[str], prefix: str = "") -> dict[str, list[SourceRef]]:
        """Places of some paths as a model keeps them, by the path behind a prefix."""
        return {path.removeprefix(prefix): [self._of[path]] for path in texts}
