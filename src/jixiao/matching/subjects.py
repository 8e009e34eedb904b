"""What is matched: projects and indicators in few words, and the pairs that come of it (比对对象)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from jixiao.matching.keys import key_of
from jixiao.matching.names import name_stem
from jixiao.values import Target

T = TypeVar("T")


class Basis(StrEnum):
    """Why two subjects are taken for the same (匹配依据), the surest first."""

    CODE = "code"
    """Equal project code (项目编码相同)."""
    NAME = "name"
    """Equal name (名称相同)."""
    STEM = "stem"
    """Equal name apart from years, numbers and brackets (除年份、期次外名称相同)."""
    ALIKE = "alike"
    """Names alike (名称相近)."""
    RENAMED = "renamed"
    """Another name for the same content: indicators, goal, amount (更名)."""


@dataclass(frozen=True)
class IndicatorSubject:
    """An indicator as it is matched (三级指标).

    Attributes:
        key: what the caller calls it; returned untouched in pairs.
        name: its name as printed.
        level2_code: code of its second level, such as ``output.quantity``.
        target: its typed target; ``None`` where there is none.
    """

    key: str
    name: str
    level2_code: str | None = None
    target: Target | None = None

    @cached_property
    def name_key(self) -> str:
        """The name for comparison."""
        return key_of(self.name) or ""

    @cached_property
    def stem_key(self) -> str:
        """The name for comparison, without years, numbers and brackets."""
        return key_of(name_stem(self.name)) or ""


@dataclass(frozen=True)
class Subject:
    """A project as it is matched (项目).

    Attributes:
        key: what the caller calls it; returned untouched in pairs.
        name: its name as printed.
        code: its project code as printed.
        amount_yuan: its money of the year in yuan.
        goal_key: its goal as a key of :func:`jixiao.matching.keys.key_of`.
        unit_key: its implementing unit as a key.
        indicators: its indicators, without those that only fill the form.
    """

    key: str
    name: str | None = None
    code: str | None = None
    amount_yuan: Decimal | None = None
    goal_key: str | None = None
    unit_key: str | None = None
    indicators: tuple[IndicatorSubject, ...] = ()

    @cached_property
    def name_key(self) -> str:
        """The name for comparison."""
        return key_of(self.name) or ""

    @cached_property
    def stem_key(self) -> str:
        """The name for comparison, without years, numbers and brackets."""
        return key_of(name_stem(self.name)) or ""

    @cached_property
    def code_key(self) -> str:
        """The code for comparison."""
        return (key_of(self.code) or "").upper()


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """Two subjects that are the same, with the reason and how alike they are, 0 to 1."""

    old: T
    new: T
    basis: Basis
    likeness: float
