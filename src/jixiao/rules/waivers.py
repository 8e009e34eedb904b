"""Suspensions and waivers: who switched a rule off or excused a finding, why, and until when; they are files (暂停与豁免).

```toml
[[suspension]]
rule = "TXT-007"
by = "王审核"
why = "词典尚未核对"
until = 2026-12-31

[[waiver]]
rule = "PRC-008"
by = "李处长"
why = "适用专门面向中小企业采购的例外情形"
until = 2026-12-31
project = "道路标线施划"        # or: document = "a.pdf", finding = "0123456789ab"
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from jixiao.errors import CallerError
from jixiao.messages import language, text
from jixiao.rules.finding import Finding, Waiver
from jixiao.rules.header import Rule

_REQUIRED = ("rule", "by", "why", "until")
_OPTIONAL = ("finding", "document", "project")


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What the caller has switched off or excused.

    Attributes:
        suspensions: rules that do not run.
        waivers: findings that are excused; they are shown as such, and do not count.
        today: suspensions end after their day.
    """

    suspensions: tuple[Waiver, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    today: date = field(default_factory=date.today)

    def suspended(self, rule: Rule) -> str | None:
        """Why a rule does not run; ``None`` where it does."""
        if rule.suspension is not None:
            return text("rules.suspended", since=rule.suspension.since.isoformat(), why=rule.suspension.why[language()])
        for item in self.suspensions:
            if item.rule == rule.id and _holds(item, self.today):
                return text("rules.suspended_by", by=item.by, until=item.until, why=item.why)
        return None

    def waiver(self, finding: Finding, today: date) -> Waiver | None:
        """The waiver of a finding; ``None`` where there is none, or it has ended."""
        for item in self.waivers:
            names = ((item.finding, finding.id), (item.document, finding.file), (item.project, finding.project_name))
            if item.rule == finding.rule.id and _holds(item, today) and all(not wanted or wanted == has for wanted, has in names):
                return item
        return None


def load_exceptions(file: Path, today: date | None = None) -> Exceptions:
    """The suspensions and waivers of a file.

    Raises:
        CallerError: the file cannot be read, or an entry lacks who, why or until when; the message names file and entry.
    """
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CallerError("error.exceptions_unreadable", file=str(file), reason=str(error)) from error
    if unknown := sorted(set(raw) - {"suspension", "waiver"}):
        raise CallerError("error.exceptions_entry", file=str(file), entry=unknown[0], what="[[suspension]] / [[waiver]]")
    return Exceptions(
        tuple(_entry(item, f"suspension {at}", file) for at, item in enumerate(raw.get("suspension", []), start=1)),
        tuple(_entry(item, f"waiver {at}", file) for at, item in enumerate(raw.get("waiver", []), start=1)),
        today or date.today(),
    )


def _entry(item: Mapping[str, Any], name: str, file: Path) -> Waiver:
    missing = [key for key in _REQUIRED if not item.get(key)]
    unknown = sorted(set(item) - {*_REQUIRED, *_OPTIONAL})
    if missing or unknown or not isinstance(item["until"], date):
        what = "、".join(missing or unknown) or "until = 2026-12-31"
        raise CallerError("error.exceptions_entry", file=str(file), entry=name, what=what)
    return Waiver(**{key: str(value) for key, value in item.items()})


def _holds(item: Waiver, today: date) -> bool:
    return today <= date.fromisoformat(item.until)
