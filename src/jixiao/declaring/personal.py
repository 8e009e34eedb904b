"""Where personal data was typed (个人信息), as a reading of the form marks it."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.declaring.draft import Draft
from jixiao.declaring.indicators import columns_of
from jixiao.declaring.paths import split
from jixiao.declaring.places import Places, fields_of
from jixiao.layouts.lay_out import Declaration
from jixiao.layouts.personal import find_personal
from jixiao.model import PersonalData

_PERSONS = ("contacts.负责人", "contacts.经办人", "contacts.联系人")
_TELEPHONE = "contacts.联系电话"


def personal_data_of(draft: Draft, form: Declaration, places: Places) -> list[PersonalData]:
    """Kinds and places of personal data in what the form prints, each once, in its order."""
    fields, columns = frozenset(fields_of(form)), columns_of(form)
    found: dict[tuple[str, str], None] = {}
    for path in places:
        id_, key = split(path)
        is_printed = key in columns if id_ else path in fields
        typed = draft.text(path).strip() if is_printed else ""
        found |= dict.fromkeys((kind, path) for kind in sorted({*_kinds(path, typed)}))
    return [PersonalData(kind=kind, source=places[path]) for kind, path in found]


def _kinds(path: str, typed: str) -> Iterator[str]:
    if not typed:
        return
    yield from find_personal(typed)
    if path in _PERSONS:
        yield "person_name"
    if path == _TELEPHONE:
        yield "mobile" if typed.startswith("1") else "landline"
