"""What changed between two states of a declaration, field by field (前后对比)."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.declaring.draft import Draft
from jixiao.declaring.paths import name_of


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose text changed (字段变化).

    Attributes:
        path: of the field.
        before: as it was; empty where nothing was typed.
        after: as it is; empty where nothing is.
    """

    path: str
    before: str
    after: str

    def label(self, lang: str | None = None) -> str:
        """What the field is called."""
        return name_of(self.path, lang)


def difference(old: Draft, new: Draft) -> list[FieldChange]:
    """The fields that changed, in the order of the newer draft; those that went come last.

    Rows of indicators are the same where their ids are; that a row was moved is no change of a field.
    """
    before, after = ({path: draft.text(path) for path in draft.paths()} for draft in (old, new))
    paths = [*after, *(path for path in before if path not in after)]
    return [FieldChange(path, before.get(path, ""), after.get(path, "")) for path in paths if before.get(path, "") != after.get(path, "")]
