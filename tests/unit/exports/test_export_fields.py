"""No field of the model is forgotten: whatever changes in a reading changes its export."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from pydantic import BaseModel
from tests.unit.exports import sample

import jixiao.model
from jixiao.exports import tables_of
from jixiao.provenance import Problem, SourceRef
from jixiao.values import Target

LEFT_OUT = {
    r"^(?!source\.|tables\[\]\.(?:lines|sources)).*\.file$": "a place is in the file of its document, which documents names",
    r"^sections\[\]\.sources": "a section is exported whole, with its own place; where each paragraph begins is in the JSON",
}
"""Fields that no table has, as patterns of their paths, with the reason. Places of cells and lines are compared, so they are seen there."""
OTHER_WORDS = {"joined": "split", "name_by_code": "joined", "READ-014": "READ-010"}
"""Words that the catalogue of messages must have."""


def other(value: Any) -> Any:
    """Another value of the same type."""
    if isinstance(value, Enum):
        return next(item for item in type(value) if item is not value)
    if isinstance(value, bool):
        return not value
    if value in OTHER_WORDS:
        return OTHER_WORDS[value]
    if isinstance(value, date):
        return value + timedelta(days=1)
    return value + "改" if isinstance(value, str) else value + 1 if isinstance(value, int | Decimal) else value / 2


def changes(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Everything that differs from a value in one leaf, with the path of that leaf; of lists and dictionaries the first entry."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            for where, new in changes(getattr(value, name), f"{path}.{name}".lstrip(".")):
                yield where, value.model_copy(update={name: new})
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            for where, new in changes(getattr(value, field.name), f"{path}.{field.name}"):
                yield where, dataclasses.replace(value, **{field.name: new})
    elif isinstance(value, list | tuple):
        assert value, f"the sample leaves {path} empty"
        for where, new in changes(value[0], f"{path}[]"):
            yield where, type(value)([new, *value[1:]])
    elif isinstance(value, dict):
        assert value, f"the sample leaves {path} empty"
        key = next(iter(value))
        for where, new in changes(value[key], f"{path}{{}}"):
            yield where, value | {key: new}
    else:
        assert value is not None, f"the sample leaves {path} blank"
        yield path, other(value)


def exported(document: jixiao.model.Document) -> dict[str, list[tuple[object, ...]]]:
    return {table.name: list(table.rows()) for table in tables_of([document], with_contacts=True)}


SAMPLE = sample.document()
CHANGES = dict(changes(SAMPLE))
BEFORE = exported(SAMPLE)


@pytest.mark.parametrize("path", sorted(CHANGES))
def test_a_field_that_changes_is_seen_in_the_export(path):
    """A new field is either in a table or in the list above."""
    is_left_out = any(re.search(pattern, path) for pattern in LEFT_OUT)

    assert (exported(CHANGES[path]) == BEFORE) == is_left_out


def test_every_field_of_the_model_is_looked_at():
    classes = [getattr(jixiao.model, name) for name in jixiao.model.__all__]
    models = [cls for cls in (*classes, Target) if isinstance(cls, type) and issubclass(cls, BaseModel)]
    leaves = {part.rstrip("[]{}") for path in CHANGES for part in path.split(".")}
    fields = {field for cls in models for field in cls.model_fields}
    fields |= {field.name for cls in (SourceRef, Problem) for field in dataclasses.fields(cls)}

    assert fields - leaves == set()


def test_keys_of_dictionaries_are_exported_too():
    project = SAMPLE.projects[0]
    for name in ("amounts", "amounts_of_period", "payment_plan", "narratives", "contacts"):
        renamed = {f"{key}改": value for key, value in getattr(project, name).items()}
        changed = SAMPLE.model_copy(update={"projects": [project.model_copy(update={name: renamed})]})
        assert exported(changed) != BEFORE, name
