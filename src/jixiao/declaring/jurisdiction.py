"""What a declaration needs to know of the jurisdiction that it is for; a pack (地区包, :class:`jixiao.packs.Pack`) has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from jixiao.values import MoneyUnit


class LevelChoice(Protocol):
    """A second level that may be chosen: its code and what it is called there."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...


class FirstLevelChoice(LevelChoice, Protocol):
    """A first level with the second levels below it."""

    @property
    def level2(self) -> Sequence[LevelChoice]: ...


class AttributeChoice(Protocol):
    """An attribute that a project may have (项目属性), as the form prints it."""

    @property
    def printed(self) -> str: ...


class Jurisdiction(Protocol):
    """A jurisdiction as declarations see it (地区): the part of :class:`jixiao.packs.Pack` that is used here."""

    @property
    def id(self) -> str: ...
    @property
    def form(self) -> str: ...
    @property
    def labels(self) -> Mapping[str, str]: ...
    @property
    def own_labels(self) -> Mapping[str, str]: ...
    @property
    def level_options(self) -> Sequence[FirstLevelChoice]: ...
    @property
    def mandatory_levels(self) -> Sequence[str]: ...
    @property
    def money_unit(self) -> MoneyUnit: ...
    @property
    def most_decimals(self) -> int: ...
    @property
    def attributes(self) -> Sequence[AttributeChoice]: ...
    @property
    def required_fields(self) -> Sequence[str]: ...
    def missing_levels(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Mandatory levels that a set of indicators lacks."""
        ...


def level_labels(pack: Jurisdiction) -> dict[str, str]:
    """What each level is called there, by its code."""
    return {level.code: level.label for first in pack.level_options for level in (first, *first.level2)}
