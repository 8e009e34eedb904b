"""Hold a reading against what a person read in the document (the shape of ``expected.json``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

FIELDS = ("name", "code", "department", "department_code", "unit", "unit_code", "attribute", "period", "goal")


def squash(text: object) -> str:
    """A text without regard to white space, width of characters and spelling of operators."""
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text if text is not None else "")))
    for spelling, operator in (("≧", "≥"), ("≦", "≤"), (">=", "≥"), ("<=", "≤"), ("═", "=")):
        flat = flat.replace(spelling, operator)
    return flat


def differences(expected: dict[str, Any], reading: dict[str, Any]) -> Iterator[str]:
    """What differs, one line each; a key that the expectation leaves out is not looked at."""
    document = expected.get("document", {})
    for key in ("publisher", "fiscal_year", "kind"):
        if document.get(key) is not None and squash(document[key]) != squash(reading.get(key)):
            yield f"{key}: {reading.get(key)!r} for {document[key]!r}"
    yield from _projects(expected.get("projects", []), reading["projects"])
    if "tables" in expected:
        yield from _tables(expected["tables"], reading["tables"])
    yield from _reported(expected.get("problems", []), reading)
    yield from _prose(expected, reading)


def _reported(expected: list[dict[str, Any]], reading: dict[str, Any]) -> Iterator[str]:
    """Every place that must be reported is, with a remedy."""
    lines = {problem["source"].get("line"): problem for problem in reading["problems"]}
    narratives = [text for project in reading["projects"] for text in project["narratives"].values()]
    for want in expected:
        problem = lines.get(want["line"])
        is_kept = want.get("kept_as_narrative_is_as_good") and any(narratives)
        if problem is None and not is_kept:
            yield f"not reported: line {want['line']} {want}"
        elif problem is not None and not problem["remedy"]:
            yield f"no remedy: {problem}"


def _prose(expected: dict[str, Any], reading: dict[str, Any]) -> Iterator[str]:
    """Headings in order, and the figures that the sections claim."""
    if "sections" in expected:
        got = [(squash(s["heading"]), s["level"]) for s in reading["sections"] if s["heading"]]
        wanted = [(squash(s["heading"]), s["level"]) for s in expected["sections"]]
        yield from (f"section missing: {s}" for s in wanted if s not in got)
        if [s for s in got if s in wanted] != wanted:
            yield f"sections in another order: {[s for s in got if s in wanted]}"
    claims = [c for section in reading["sections"] for c in section["claims"]]
    for want in expected.get("claims", []):
        same = [c for c in claims if all(_claim_equal(c.get(key), value) for key, value in want.items() if key in _CLAIM_KEYS)]
        if not same:
            near = [c for c in claims if _number(c.get("value_yuan")) == _number(want.get("value_yuan")) and want.get("value_yuan")]
            found = [(c["metric"], c["year"], c["value_yuan"], c["direction"]) for c in near]
            yield f"claim missing: {want} {found}"
    for want in expected.get("not_claims", []):
        if isinstance(want, dict) and any(all(_claim_equal(c.get(k), v) for k, v in want.items() if k in _CLAIM_KEYS) for c in claims):
            yield f"claim invented: {want}"
    for want in expected.get("tables_at_least", []):
        if not any(
            [[squash(c) for c in row] for row in t["rows"]] == [[squash(c) for c in row] for row in want["rows"]] for t in reading["tables"]
        ):
            yield f"table missing: {want['rows']}"


_CLAIM_KEYS = ("metric", "year", "value_yuan", "value", "unit", "direction")


def _claim_equal(mine: object, want: object) -> bool:
    return _number(mine) == _number(want) if _number(want) is not None else squash(mine) == squash(want)


def _projects(expected: list[dict[str, Any]], got: list[dict[str, Any]]) -> Iterator[str]:
    if len(expected) != len(got):
        yield f"{len(got)} projects for {len(expected)}: {[p['name'] for p in got]}"
    for index, want in enumerate(expected):
        same = [p for p in got if squash(p["name"]) == squash(want["name"])]
        if not same:
            yield f"project missing: {want['name']}"
            continue
        mine = same[0] if len(same) == 1 else min(same, key=lambda p: abs(got.index(p) - index))
        yield from (f"{want['name']}: {line}" for line in _project(want, mine))


def _project(want: dict[str, Any], mine: dict[str, Any]) -> Iterator[str]:
    for key in (*FIELDS, "goal_period"):
        if key not in want:
            continue
        value = mine["goal_of_period" if key == "goal_period" else key]
        accepted = [squash(want[key]), *(squash(v) for v in want.get(f"{key}_alternatives", []))]
        if squash(value) not in accepted:
            yield f"{key}: {value!r} for {want[key]!r}"
    for key, amount in (want.get("amounts_yuan") or {}).items():
        if _number(mine["amounts"].get(key)) != _number(amount):
            yield f"amounts.{key}: {mine['amounts'].get(key)!r} for {amount!r}"
    if "payment_plan" in want and (mine["payment_plan"] or {}) != (want["payment_plan"] or {}):
        yield f"payment_plan: {mine['payment_plan']!r} for {want['payment_plan']!r}"
    for part, model in (("narratives", "narratives"), ("contact", "contacts")):
        for key, text in (want.get(part) or {}).items():
            if squash((mine[model] or {}).get(key)) != squash(text):
                yield f"{model}.{key}: {(mine[model] or {}).get(key)!r} for {text!r}"
    if "indicators" in want:
        yield from _indicators(want["indicators"], mine["indicators"])
    for item in want.get("indicators_at_least", []):
        if not any(_same(item, other) for other in mine["indicators"]):
            yield f"indicator missing: {item['l2']} / {item['l3']} / {item['value']}"


def _indicators(expected: list[dict[str, Any]], got: list[dict[str, Any]]) -> Iterator[str]:
    """Every expected indicator once, and no other; ``horizon`` tells the halves of a form of several years apart."""
    left = list(range(len(got)))
    spare: set[int] = set()
    for want in expected:
        hit = next((i for i in [*left, *spare] if _same(want, got[i])), None)
        if hit is None:
            near = [g for g in got if squash(g["name"]) == squash(want["l3"])]
            found = [(g["level1"], g["level2"], g["target"]["text"], (g["target_of_period"] or {}).get("text")) for g in near]
            yield f"indicator missing: {want['l1']} / {want['l2']} / {want['l3']} / {want['value']} {found}"
            continue
        if hit in left:
            left.remove(hit)
            if "horizon" in want:
                spare.add(hit)
        yield from _details(want, got[hit])
    for index in left:
        item = got[index]
        yield f"indicator invented: {item['level1']} / {item['level2']} / {item['name']} / {item['target']['text']}"


def _same(want: dict[str, Any], item: dict[str, Any]) -> bool:
    levels = {(want["l1"], want["l2"]), *((want["l1"], x) for x in want.get("l2_alternatives", []))}
    if "l2_literal" in want:
        levels.add((want.get("l1_literal", want["l1"]), want["l2_literal"]))
    names = {squash(x) for x in (want["l3"], *want.get("l3_variants", []))}
    values = {squash(x) for x in (want["value"], *want.get("value_variants", []))}
    texts = {squash(item["target"]["text"])}
    if want.get("horizon") in ("lifetime", "both") and item["target_of_period"]:
        texts = {squash(item["target_of_period"]["text"])}
    return (item["level1"], item["level2"]) in levels and squash(item["name"]) in names and bool(values & texts)


def _details(want: dict[str, Any], item: dict[str, Any]) -> Iterator[str]:
    for key in ("description", "basis"):
        if key in want and squash(item[key]) != squash(want[key]):
            yield f"{want['l3']}.{key}: {item[key]!r} for {want[key]!r}"
    if "weight" in want and _number(item["weight"]) != _number(want["weight"]):
        yield f"{want['l3']}.weight: {item['weight']!r} for {want['weight']!r}"
    if want.get("placeholder") and not item["placeholder"]:
        yield f"{want['l3']} ({want['value']}) is a placeholder"
    for key, value in (want.get("target") or {}).items():
        mine = item["target"].get(key)
        same = (
            _number(mine) == _number(value)
            if key in ("value", "value_high", "level") and value is not None
            else squash(mine) == squash(value)
        )
        if not same:
            yield f"{want['l3']} {want['value']}: target.{key} {mine!r} for {value!r}"


def _tables(expected: list[dict[str, Any]], got: list[dict[str, Any]]) -> Iterator[str]:
    if len(expected) != len(got):
        yield f"{len(got)} tables for {len(expected)}: {[t['title'] for t in got]}"
    left = list(got)
    for want in expected:
        same = [t for t in left if squash(t["title"]) == squash(want["title"])]
        if not same:
            yield f"table missing: {want['title']}"
            continue
        left.remove(same[0])
        yield from (f"{want['title']}: {line}" for line in _table(want, same[0]))


def _table(want: dict[str, Any], mine: dict[str, Any]) -> Iterator[str]:
    for key in ("kind", "unit", "empty"):
        if key in want and squash(mine[key]) != squash(want[key]):
            yield f"{key}: {mine[key]!r} for {want[key]!r}"
    if want.get("columns") and [_leaf(c) for c in mine["columns"]] != [_leaf(c) for c in want["columns"]]:
        yield f"columns: {mine['columns']} for {want['columns']}"
    rows, wanted = mine["rows"], want.get("rows", [])
    if len(rows) != len(wanted):
        yield f"{len(rows)} rows for {len(wanted)}"
    for index, (row, other) in enumerate(zip(rows, wanted, strict=False)):
        if [squash(c) for c in row] != [squash(c) for c in other]:
            yield f"row {index + 1}: {row} for {other}"


def _leaf(name: str) -> str:
    return squash(name).rsplit("/", 1)[-1]


def _number(text: object) -> Decimal | None:
    try:
        return Decimal(str(text).replace(",", "")) if text is not None else None
    except InvalidOperation:
        return None
