"""Cases of rules side by side in one corpus: each with keys of its own, so that they do not meet."""

from collections.abc import Iterable, Mapping, Sequence

from jixiao.facts.database import Row
from jixiao.rules.cases import Case

_OTHER_KEYS = {("claims", "part_of")}
_END = "⟧"


def tag(rule: str, number: int) -> str:
    """What the keys of a case begin with."""
    return f"⟦{rule} {number}{_END}"


def placed(case: Case, begin: str, *, has_agency: bool = False) -> dict[str, list[Row]]:
    """The facts of a case with its own keys, and with agencies of its own where its rule looks at the years of one."""
    return {table: [_placed(table, row, begin, has_agency) for row in rows] for table, rows in case.facts.items()}


def together(tables: Iterable[Mapping[str, Sequence[Row]]]) -> dict[str, list[Row]]:
    """The rows of several cases."""
    found: dict[str, list[Row]] = {}
    for one in tables:
        for table, rows in one.items():
            found.setdefault(table, []).extend(rows)
    return found


def _placed(table: str, row: Row, begin: str, has_agency: bool) -> Row:
    return {name: begin + value if isinstance(value, str) and _is_key(table, name, has_agency) else value for name, value in row.items()}


def _is_key(table: str, name: str, has_agency: bool) -> bool:
    return name.endswith("_id") or (table, name) in _OTHER_KEYS or (has_agency and name == "agency_key")


def own(findings: Iterable[Mapping[str, str | None]], begin: str) -> list[dict[str, str | None]]:
    """Findings of a case among all, with the keys that the case has written."""
    return [
        {name: value.replace(begin, "") if value else value for name, value in finding.items()}
        for finding in findings
        if str(finding.get("document_id", "")).startswith(begin)
    ]
