"""Into which rows of a page a pasted table goes (粘贴行): rows of the same name, rows that wait for their level, new ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jixiao.declaring.draft import DraftIndicator
from jixiao.declaring.rows import codes_of
from jixiao.layouts import lexicon
from jixiao.values import labels_of_level1, labels_of_level2


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of indicators as a page shows it (页面上的指标行).

    Attributes:
        id: of the indicator; one that is still to be made has an id that nobody uses.
        code: canonical code of its second level, or of its first where it has no second one; empty where nobody knows it.
        name: what stands in it.
        is_slot: nothing was typed yet.
    """

    id: str
    code: str
    name: str = ""
    is_slot: bool = False


class Rows:
    """Chooses a row for each indicator that is pasted, one after the other.

    Args:
        rows: as the page shows them.
        new_id: gives an id that nobody has.
    """

    def __init__(self, rows: Sequence[PageRow], new_id: Callable[[], str]) -> None:
        self.shown = list(rows)
        self.added: list[tuple[str, str]] = []
        self._new_id = new_id
        self._taken: set[str] = set()
        self._next = 0
        self._by_place = False

    def begin(self, at: str, names: Sequence[str], *, has_levels: bool) -> None:
        """Make ready for a table: without levels its rows go where they are pasted, unless all of them are there by name.

        Args:
            at: id of the row into which one pastes; empty for none.
            names: of the indicators that come.
            has_levels: the table tells the level of each.
        """
        known = {lexicon.fold(row.name) for row in self.shown if row.name.strip()}
        is_there = bool(names) and all(name.strip() and lexicon.fold(name) in known for name in names)
        self._by_place = not has_levels and not (is_there and len({*names}) == len(names))
        ids = [row.id for row in self.shown]
        blank = next((place for place, row in enumerate(self.shown) if not row.name.strip()), len(ids))
        self._next = ids.index(at) if at in ids else blank

    def take(self, first: str, second: str, name: str) -> tuple[str, dict[str, str]]:
        """The row for an indicator.

        Args:
            first: label of its first level as pasted; empty where the table does not say.
            second: label of its second level.
            name: its name.

        Returns:
            The id of the row, and what is to be typed into its levels.
        """
        typed = _levels(first, second)
        code = _code(typed)
        found = self._at_place() if self._by_place else self._there(code, name, any(typed.values()))
        if found is None:
            last = self._last(code)
            code = code or ("" if any(typed.values()) else last.code if last else "")
            found = self._added(code, last)
        elif found.is_slot:
            self._made(found)
        self._taken.add(found.id)
        if any(typed.values()):
            return found.id, {} if not self._is_new(found.id) and found.code == code and code else typed
        return found.id, self._labels(found.code) if self._is_new(found.id) else {}

    def _is_new(self, id_: str) -> bool:
        return any(id_ == new for new, _ in self.added)

    def _at_place(self) -> PageRow | None:
        self._next += 1
        return self.shown[self._next - 1] if self._next <= len(self.shown) else None

    def _there(self, code: str, name: str, has_level: bool) -> PageRow | None:
        """A row of the same level and name, otherwise a blank one of the level."""
        free = [row for row in self.shown if row.id not in self._taken]
        own = [row for row in free if not has_level or (code and row.code == code)]
        if name.strip():
            same = next((row for row in own if lexicon.fold(row.name) == lexicon.fold(name)), None)
            if same is not None:
                return same
        waits = (row for row in free if not row.name.strip() and code and row.code and f"{code}.".startswith(f"{row.code}."))
        return next(waits, None)

    def _last(self, code: str) -> PageRow | None:
        own = [row for row in self.shown if code and row.code == code]
        if own:
            return own[-1]
        ends = [row for row in self.shown if row.id in self._taken] or self.shown
        return ends[-1] if ends else None

    def _made(self, slot: PageRow) -> None:
        self.added.append((slot.id, self._before(slot.id)))
        self.shown = [replace(row, is_slot=False) if row.id == slot.id else row for row in self.shown]

    def _added(self, code: str, last: PageRow | None) -> PageRow:
        new = PageRow(self._new_id(), code)
        place = self.shown.index(last) + 1 if last is not None else 0
        self.shown.insert(place, new)
        self.added.append((new.id, self._before(new.id)))
        return new

    def _before(self, id_: str) -> str:
        """The row of the draft before this one."""
        ids = [row.id for row in self.shown]
        return next((row.id for row in reversed(self.shown[: ids.index(id_)]) if not row.is_slot), "")

    def _labels(self, code: str) -> dict[str, str]:
        one, two = labels_of_level1(), labels_of_level2()
        first = one.get(code) or one.get(code.partition(".")[0], "")
        return {"level1": first, "level2": two.get(code, "")} if code else {}


def _levels(first: str, second: str) -> dict[str, str]:
    """What is typed into the levels: their full labels where they are known, otherwise as they were pasted."""
    one, two = codes_of(DraftIndicator("k", {"level1": first, "level2": second}))
    return {"level1": labels_of_level1().get(one, first), "level2": labels_of_level2().get(two, second)}


def _code(typed: dict[str, str]) -> str:
    one, two = codes_of(DraftIndicator("k", typed))
    return two or ("" if typed["level2"] else one)
