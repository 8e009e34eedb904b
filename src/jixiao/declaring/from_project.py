"""A project that was read becomes a draft (由读取结果生成草稿), as if somebody had typed what its form says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.declaring.draft import Draft
from jixiao.declaring.funding import sums
from jixiao.declaring.indicators import columns_of
from jixiao.declaring.paths import FIELDS
from jixiao.declaring.places import fields_of
from jixiao.declaring.projects import exact_text
from jixiao.declaring.task_rows import has_tasks
from jixiao.declaring.tasks_read import PLACES, tasks_of
from jixiao.model import Indicator, Project
from jixiao.packs import Pack, declaration_for
from jixiao.values.target import plain_decimal

_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_OF_INDICATOR = ("level1", "level2", "name", "description", "basis", "value_type")


def from_project(project: Project, pack: Pack) -> Draft:
    """What one would type for a project into the form of a jurisdiction.

    Args:
        project: as it was read, or as it was typed elsewhere.
        pack: the jurisdiction.

    Returns:
        What the form has a place for; amounts exact, in the unit of the jurisdiction. A sum that is what its parts come to is left blank
        and sums itself; rows that only fill a form are left out.
    """
    form = declaration_for(pack)
    said = dict(said_by(project, pack))
    draft = Draft(fields={path: said[path] for path in fields_of(form) if path in said})
    draft = _with_own_sums(draft, pack)
    columns = columns_of(form)
    for item in project.indicators:
        if not item.placeholder:
            draft = draft.with_indicator({key: text for key, text in said_by_indicator(item) if key in columns})
    return draft


def said_by(project: Project, pack: Pack) -> Iterator[tuple[str, str]]:
    """Path and text of everything that a project itself says, whatever the form."""
    for path in FIELDS:
        if text := getattr(project, path):
            yield path, kept(text)
    tasks = tasks_of(project, pack) if has_tasks(declaration_for(pack)) else None
    for group in ("payment_plan", "narratives", "contacts"):
        for key, text in (getattr(project, group) or {}).items():
            if tasks is not None and f"{group}.{key}" == PLACES:
                text = "\n".join(tasks.rest)
            if text:
                yield f"{group}.{key}", kept(text)
    for path, text in tasks.texts.items() if tasks is not None else ():
        yield path, kept(text)
    for group in ("amounts", "amounts_of_period"):
        for key, yuan in getattr(project, group).items():
            if yuan is not None:
                yield f"{group}.{key}", exact_text(yuan, pack)


def said_by_indicator(item: Indicator) -> Iterator[tuple[str, str]]:
    """Key and text of everything that an indicator says."""
    for key in _OF_INDICATOR:
        if text := getattr(item, key):
            yield key, kept(text)
    if item.target.text:
        yield "target", kept(item.target.text)
    if item.target_of_period is not None and item.target_of_period.text:
        yield "target_of_period", kept(item.target_of_period.text)
    if item.weight is not None:
        yield "weight", plain_decimal(item.weight)
    for label, text in item.extra.items():
        if text:
            yield f"extra.{label}", kept(text)


def kept(text: str) -> str:
    """A text that a draft can keep: what no database stores becomes the sign for a character that is lost."""
    return _UNKEPT.sub("\ufffd", text)


def _with_own_sums(draft: Draft, pack: Pack) -> Draft:
    """The draft without the totals that are what their parts come to; the inner ones first."""
    for path in sums(draft, pack):
        typed = draft.fields.get(path, "")
        without = draft.with_field(path, "") if typed else draft
        if typed and sums(without, pack).get(path) == typed:
            draft = without
    return draft
