"""Numbers that the law or practice sets, each with the time for which it holds."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from jixiao.errors import CallerError


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A value and when it begins to hold; ``start`` is ``None`` where it has held as long as documents are audited."""

    start: date | None
    value: Decimal | str
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated number (参数): a deadline, a tolerance, a share."""

    id: str
    zh: str
    en: str
    unit: str
    values: tuple[ParameterValue, ...]

    def on(self, day: date) -> ParameterValue | None:
        """What holds on a day; ``None`` before the first value."""
        held = [value for value in self.values if value.start is None or value.start <= day]
        return held[-1] if held else None

    @property
    def latest(self) -> ParameterValue:
        """What holds now and as long as nothing newer is known."""
        return self.values[-1]


@cache
def parameters() -> dict[str, Parameter]:
    """All parameters by ``topic.name``."""
    found = {}
    for file in sorted(resources.files("jixiao.law").joinpath("parameters").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            topic = file.name.removesuffix(".toml")
            for name, entry in tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal).items():
                values = [ParameterValue(item.get("from"), _value(item["value"]), item["source"]) for item in entry["values"]]
                values.sort(key=lambda item: item.start or date.min)
                found[f"{topic}.{name}"] = Parameter(f"{topic}.{name}", entry["zh"], entry["en"], entry["unit"], tuple(values))
    return found


def parameter(key: str) -> Parameter:
    """The parameter of a key.

    Raises:
        CallerError: there is none; the message names those of the topic.
    """
    if key not in parameters():
        topic = key.partition(".")[0]
        near = [other for other in parameters() if other.startswith(f"{topic}.")] or list(parameters())
        raise CallerError("error.no_such_parameter", parameter=key, parameters="、".join(near))
    return parameters()[key]


def _value(raw: object) -> Decimal | str:
    return raw if isinstance(raw, str) else Decimal(str(raw))
