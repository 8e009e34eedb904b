"""Write docs/reference/packs.md, the page of all keys of a pack and of the packs that are shipped, from src/jixiao/packs."""

from collections.abc import Iterator
from pathlib import Path

from jixiao.law import Status
from jixiao.messages import text
from jixiao.packs import DEADLINES, EVENTS, Basis, Deadline, Pack, load_pack, pack_ids
from jixiao.packs.schema import Key, keys
from jixiao.workflow import LEVELS, titles

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "packs.md"

HEAD = """# Packs of jurisdictions (地区包)

Every key that a pack may have, the names that may stand there, and what the shipped packs say. How to write one is told in
[Packs](../packs.md). This page is made by `tools/reference_packs.py` from `src/jixiao/packs/keys.toml` and the packs beside it.

## Keys

`*` stands for a name that the pack chooses, `[]` for the entries of a list. A key that is needed may be inherited (`extends`).
"""

TYPES = {
    "text": "text",
    "texts": "`{ zh, en }`",
    "list": "list of texts",
    "integer": "whole number",
    "value": "number or text",
    "date": "date",
    "source": "source",
    "status": "status",
}
TABLES = {
    "title": "The pack",
    "form": "`[form]`",
    "labels": "`[labels]`",
    "levels": "`[levels]`",
    "review": "`[review]`",
    "phrases": "`[phrases]`",
    "calendar": "`[calendar]`",
    "money": "`[money]`",
    "attributes": "`[attributes]`",
    "period": "`[period]`",
    "required": "`[required]`",
    "whole_department": "`[whole_department]` (may be left out)",
    "ex_ante": "`[ex_ante]` (may be left out)",
    "rules": "`[rules]`",
    "sources": "`[sources]`",
}
OF_THE_PACK = ("title", "region", "extends")

NAMES = """## Names that may stand there

A **source** is a citation of [the law](law.md) such as `budget-law#14`, `practice`, or the name of a table under `[sources]`. A **status**
says how far a statement is verified; it is that of its source, and a pack may only say that less is verified, never more.
"""


def page() -> str:
    parts = [HEAD, *_keys(), NAMES, *_names(), "## Shipped packs\n", *_packs()]
    return "\n".join(parts)


def _keys() -> Iterator[str]:
    for table, title in TABLES.items():
        found = [key for key in keys() if _table_of(key) == table]
        yield f"### {title}\n"
        yield _table(["Key", "Needed", "Type", "Meaning", "含义"], [_key(key) for key in found])


def _table_of(key: Key) -> str:
    first = key.path.split(".")[0].removesuffix("[]")
    return "title" if first in OF_THE_PACK else first


def _key(key: Key) -> list[str]:
    return [f"`{key.path}`", "yes" if key.is_required else "", TYPES[key.type], key.meaning["en"], key.meaning["zh"]]


def _names() -> Iterator[str]:
    stages = titles()["stages"]
    yield _table(["Status", "Meaning", "含义"], [_worded(status.value, f"lawstatus.{status.value}") for status in Status])
    levels = [[f"`{level}`", stages[level].en, stages[level].zh] for level in LEVELS]
    yield _table(["Level of review", "Meaning", "含义"], levels)
    yield _table(["Deadline", "Meaning", "含义"], [_worded(name, f"deadline.{name}") for name in DEADLINES])
    yield _table(["Event", "Meaning", "含义"], [_worded(name, f"pack_event.{name}") for name in EVENTS])


def _worded(name: str, key: str) -> list[str]:
    return [f"`{name}`", text(key, "en"), text(key, "zh")]


def _packs() -> Iterator[str]:
    packs = [load_pack(name) for name in pack_ids()]
    rows = [
        [
            f"`{pack.id}`",
            pack.title["zh"],
            f"[`{pack.form}`](forms.md)",
            pack.money_unit.value,
            _codes(pack.mandatory_levels),
            _codes(pack.review_levels),
        ]
        for pack in packs
    ]
    yield _table(["Pack", "名称", "Form", "Money", "Mandatory levels", "Levels of review"], rows)
    yield "What the parts of a pack rest on:\n"
    yield _table(["Pack", "Part", "Rests on", "Status"], [row for pack in packs for row in _bases(pack)])
    yield "Deadlines, as the national default has them; a pack that states another names it above:\n"
    national = packs[0]
    yield _table(
        ["Deadline", "When", "Rests on", "Status"],
        [[f"`{name}`", _when(item), *_basis(item.basis)] for name, item in national.calendar.items()],
    )
    yield "Settings of rules:\n"
    yield _table(["Pack", "Rule or parameter", "What", "Why"], [row for pack in packs for row in _settings(pack)])


def _bases(pack: Pack) -> Iterator[list[str]]:
    """Parts that rest on the same, in one row."""
    parts: dict[tuple[str, ...], list[str]] = {}
    for part, basis in pack.bases.items():
        if basis.pack == pack.id:
            parts.setdefault(tuple(_basis(basis)), []).append(f"`{part}`")
    for name, deadline in pack.calendar.items():
        if deadline.basis.pack == pack.id and pack.lineage:
            parts.setdefault(tuple(_basis(deadline.basis)), []).append(f"`calendar.{name}` ({_when(deadline)})")
    for found, names in parts.items():
        yield [f"`{pack.id}`", ", ".join(names), *found]


def _basis(basis: Basis) -> list[str]:
    return [basis.words["en"], basis.status.value]


def _when(deadline: Deadline) -> str:
    if deadline.month is None or deadline.day is None:
        return f"{deadline.days} days after `{deadline.after}`"
    year = ("the year before", "the budget year", "the year after")[deadline.year + 1]
    return f"{deadline.month:02}-{deadline.day:02} of {year}"


def _settings(pack: Pack) -> Iterator[list[str]]:
    for number in pack.rule_settings.parameters:
        yield [f"`{pack.id}`", f"`{number.parameter}`", str(number.value), number.reason["en"]]
    for rule in pack.rule_settings.not_applied:
        yield [f"`{pack.id}`", f"`{rule.rule}`", f"not applied since {rule.since.isoformat()}", rule.reason["en"]]


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
