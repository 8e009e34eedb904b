"""What is wrong with the parts that a pack need not have: whole departments, ex-ante assessments (可选部分的检查)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.layouts.lay_out import declaration, form_names
from jixiao.packs.fault import PackFault
from jixiao.packs.pack import HEADS
from jixiao.packs.schema import joined
from jixiao.values.taxonomy import labels_of_level2

OPTIONAL_PARTS = ("whole_department", "ex_ante")
"""Tables that carry a source, and that a pack need not have."""
_WHOLE_KEYS = ("form", "agencies", "levels", "mandatory", "required", "source")
_EX_ANTE_KEYS = ("threshold_yuan", "points", "source")
_AGENCIES = ("department", "unit")
_MOST_POINTS = 1000


def optional_faults(raw: Mapping[str, Any], file: str) -> Iterator[PackFault]:
    """Every fault of the parts that a pack need not have.

    Args:
        raw: what the pack states and inherits, as far as it can be read.
        file: how messages name it.
    """

    def fault(key: str, what: str, **values: object) -> PackFault:
        return PackFault(file, key, f"pack_fault.{what}", values)

    for part, wanted in (("whole_department", _WHOLE_KEYS), ("ex_ante", _EX_ANTE_KEYS)):
        missing = [joined(part, key) for key in wanted if part in raw and key not in raw[part]]
        yield from (fault(place, "missing", name=place) for place in missing)
    whole, assessed = raw.get("whole_department", {}), raw.get("ex_ante", {})
    forms = [form for form in form_names() if declaration(form).subject == "department"]
    if "form" in whole and whole["form"] not in forms:
        yield fault("whole_department.form", "form", form=whole["form"], forms="、".join(forms))
    for at, level in enumerate(whole.get("agencies", [])):
        if level not in _AGENCIES:
            yield fault(joined("whole_department.agencies", at), "review", level=level, levels="、".join(_AGENCIES))
    known = labels_of_level2()
    levels = whole.get("levels", [])
    for at, code in enumerate(levels):
        if code not in known:
            yield fault(joined("whole_department.levels", at), "level", code=code, codes="、".join(known))
    there = [*dict.fromkeys(code.partition(".")[0] for code in levels), *levels]
    for at, code in enumerate(whole.get("mandatory", [])):
        if code not in there:
            yield fault(joined("whole_department.mandatory", at), "mandatory", code=code, codes="、".join(there))
    if assessed.get("threshold_yuan", 0) < 0:
        yield fault("ex_ante.threshold_yuan", "number", number=assessed["threshold_yuan"], least=0, most="—")
    points = assessed.get("points", {})
    for head in HEADS if "points" in assessed else ():
        place = joined("ex_ante.points", head)
        if head not in points:
            yield fault(place, "missing", name=place)
        elif not 0 < points[head] <= _MOST_POINTS:
            yield fault(place, "number", number=points[head], least=1, most=_MOST_POINTS)
    for head in points:
        if head not in HEADS:
            yield fault(joined("ex_ante.points", head), "unknown_key", name=head, known="、".join(HEADS))
