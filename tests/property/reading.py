"""Read bytes, and hold the reading against a truth."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, settings
from tests.property.documents import Layout, Truth
from tests.reading import differences

from jixiao.documents.readers import read_bytes
from jixiao.layouts.recognise import recognise
from jixiao.model import Document

FILE = "printed.txt"
EXAMPLES = settings(
    max_examples=60,
    deadline=None,
    print_blob=True,
    derandomize="JIXIAO_EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example, HealthCheck.filter_too_much],
)
"""For every test of this folder: the same examples every time; ``JIXIAO_EXPLORE=1`` looks for new ones."""


def read(data: bytes) -> Document:
    """A reading of the bytes of a file."""
    return recognise(read_bytes(data, name=FILE))


def faults(truth: Truth, layout: Layout, document: Document) -> list[str]:
    """What a reading has lost, changed or invented, one line each."""
    reading = document.model_dump(mode="json")
    return [*differences(truth.expected(layout), reading), *_invented(truth, layout, reading), *_uncounted(document)]


def problems(document: Document) -> list[str]:
    """Problems in words."""
    return [problem.describe("en") for problem in document.problems]


def _invented(truth: Truth, layout: Layout, reading: dict[str, Any]) -> Iterator[str]:
    if reading["whole_department"]:
        yield "a whole department invented"
    allowed = {f"{truth.publisher}{truth.year}年部门项目绩效目标公开"} if layout.cover else set()
    for section in reading["sections"]:
        for text in filter(None, [section["heading"], *section["text"].split("\n")]):
            if text not in allowed:
                yield f"taken for prose: {text!r}"
    if len(truth.projects) != len(reading["projects"]):
        return
    for want, mine in zip(truth.projects, reading["projects"], strict=True):
        name = want.fields["name"]
        for key, value in mine["amounts"].items():
            if key not in want.amounts and value is not None:
                yield f"{name}: amount invented: {key} {value}"
        for key in ("narratives", "contacts", "amounts_of_period"):
            if mine[key]:
                yield f"{name}: {key} invented: {mine[key]}"
        if mine["copies"]:
            yield f"{name}: copies invented"
        for item in mine["indicators"]:
            if item["extra"] or item["value_type"] or item["target_of_period"]:
                yield f"{name}: {item['name']}: columns invented: {item['extra']} {item['value_type']} {item['target_of_period']}"


def _uncounted(document: Document) -> Iterator[str]:
    account = document.account
    if account.cells != account.typed + account.prose + account.ignored + account.problems:
        yield f"the account does not add up: {account}"
