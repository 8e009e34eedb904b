"""A rule and the header of its file: what it is called, what it rests on, what it says and what it does not cover."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from jixiao.errors import CallerError, JixiaoError
from jixiao.law import Citation, Parameter, citation, parameter

_LINE = re.compile(r"^-- ([a-z_]+(?:\.(?:zh|en))?):\s*(.*)$")
_ID = re.compile(r"^[A-Z]{2,8}-\d{3}[a-z]?$")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_REQUIRED = (
    "id",
    "severity",
    "stage",
    "scope",
    "applies_from",
    "legal_basis",
    "title.zh",
    "title.en",
    "message.zh",
    "message.en",
    "remedy.zh",
    "remedy.en",
    "not_covered.zh",
    "not_covered.en",
)
_KNOWN = (*_REQUIRED, "applies_to", "parameters", "yields_to", "grouped", "suspended", "suspended_why.zh", "suspended_why.en")
T = TypeVar("T", bound=StrEnum)
STAGES = ("declare", "review", "disclose", "monitor", "evaluate")


class RuleError(JixiaoError):
    """A rule file is wrong: a fault of whoever wrote it, never of a document. The message names file and line."""


class Severity(StrEnum):
    """How a finding is shown (显示级别)."""

    ERROR = "error"
    """The document contradicts itself, the law or arithmetic (错误)."""
    WARNING = "warning"
    """It should be corrected or explained (警告)."""
    INFO = "info"
    """A question, or a matter of style (提示)."""

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class Scope(StrEnum):
    """What a rule looks at (规则范围)."""

    PROJECT = "P"
    """One project form."""
    TABLES = "D"
    """Tables of a document."""
    NARRATIVE = "N"
    """Narrative against tables or forms."""
    BETWEEN_PROJECTS = "X"
    """Projects of one document against each other."""
    YEARS = "Y"
    """Documents of several years."""
    AGENCIES = "A"
    """Documents of several agencies."""
    WORKFLOW = "W"
    """Records of monitoring and evaluation."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """A rule that does not run, why, and since when (暂停)."""

    since: date
    why: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """An audit rule (审核规则).

    Attributes:
        id: number of the handbook, such as ``FND-002``; never used again for something else.
        theme: folder of the catalogue.
        severity: of a finding, where the SELECT returns none of its own.
        stage: step of the budget cycle at which it matters first.
        scope: what it looks at.
        applies_from, applies_to: fiscal years of the documents that it judges, first and last; ``None`` without end.
        legal_basis: what it rests on.
        parameters: numbers of the law by the name under which the SQL binds them.
        title, message, remedy: by language; a message names columns of the SELECT in braces.
        not_covered: what it leaves to other rules, or to nobody.
        yields_to: rules whose finding at the same object is the cause of this one, which is then left out.
        is_grouped: findings of one document are one artefact of its template, shown as one group.
        suspension: where it does not run, such as for want of a list that stands in no document.
        sql: the SELECT.
        file: name of its file, for messages.
        is_severity_set: a jurisdiction set the severity, and no row has another (:mod:`jixiao.packs.settings`).
    """

    id: str
    theme: str
    severity: Severity
    stage: str
    scope: Scope
    applies_from: date
    applies_to: date | None
    legal_basis: tuple[Citation, ...]
    parameters: dict[str, Parameter]
    title: dict[str, str]
    message: dict[str, str]
    remedy: dict[str, str]
    not_covered: dict[str, str]
    yields_to: tuple[str, ...]
    is_grouped: bool
    suspension: Suspension | None
    sql: str
    file: str
    is_severity_set: bool = False

    @property
    def placeholders(self) -> set[str]:
        """Columns that its messages and remedies name."""
        return {name for texts in (self.message, self.remedy) for text in texts.values() for name in _PLACEHOLDER.findall(text)}


def parse_rule(text: str, *, file: str, theme: str) -> Rule:
    """A rule out of the text of its file.

    Args:
        text: header of ``-- name: value`` lines, then one SELECT.
        file: how messages name the file.
        theme: folder that it lies in.

    Raises:
        RuleError: something is missing, unknown or malformed; the message names file, line and remedy.
    """
    header, sql = _split(text, file)
    missing = [name for name in _REQUIRED if not header.get(name)]
    if missing:
        raise RuleError("error.rule_header_missing", file=file, missing="、".join(missing))
    if not _ID.match(header["id"]):
        raise _wrong(file, "id", header["id"], "ABC-001")
    if header["stage"] not in STAGES:
        raise _wrong(file, "stage", header["stage"], " ".join(STAGES))
    return Rule(
        id=header["id"],
        theme=theme,
        severity=_choice(Severity, header["severity"], file, "severity"),
        stage=header["stage"],
        scope=_choice(Scope, header["scope"], file, "scope"),
        applies_from=_day(header["applies_from"], file, "applies_from"),
        applies_to=_day(header["applies_to"], file, "applies_to") if header.get("applies_to") else None,
        legal_basis=tuple(_cited(part, file) for part in _parts(header["legal_basis"])),
        parameters=_parameters(header.get("parameters", ""), file),
        title=_both(header, "title"),
        message=_both(header, "message"),
        remedy=_both(header, "remedy"),
        not_covered=_both(header, "not_covered"),
        yields_to=tuple(_parts(header.get("yields_to", ""))),
        is_grouped=header.get("grouped", "no") == "yes",
        suspension=_suspension(header, file),
        sql=sql,
        file=file,
    )


def _split(text: str, file: str) -> tuple[dict[str, str], str]:
    header: dict[str, str] = {}
    lines = text.splitlines()
    last = ""
    for number, line in enumerate(lines, start=1):
        if match := _LINE.match(line):
            last = match[1]
            if last not in _KNOWN or last in header:
                raise RuleError("error.rule_header_line", file=file, line=number, text=line, known=" ".join(_KNOWN))
            header[last] = match[2].strip()
        elif line.startswith("--   ") and last:
            header[last] += (" " if header[last][-1:].isascii() else "") + line[2:].strip()
        elif line.startswith("--"):
            raise RuleError("error.rule_header_line", file=file, line=number, text=line, known=" ".join(_KNOWN))
        else:
            return header, "\n".join(lines[number - 1 :]).strip().rstrip(";").rstrip()
    return header, ""


def _both(header: dict[str, str], name: str) -> dict[str, str]:
    return {lang: header[f"{name}.{lang}"] for lang in ("zh", "en")}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _parameters(text: str, file: str) -> dict[str, Parameter]:
    found = {}
    for part in _parts(text):
        name, _, key = (piece.strip() for piece in part.partition("="))
        if not key:
            raise _wrong(file, "parameters", part, "days = disclosure.days_after_approval")
        try:
            found[name] = parameter(key)
        except CallerError as error:
            raise RuleError("error.rule_reference", file=file, name="parameters", what=error.message()) from error
    return found


def _cited(text: str, file: str) -> Citation:
    try:
        return citation(text)
    except CallerError as error:
        raise RuleError("error.rule_reference", file=file, name="legal_basis", what=error.message()) from error


def _suspension(header: dict[str, str], file: str) -> Suspension | None:
    if not header.get("suspended"):
        return None
    if missing := [f"suspended_why.{lang}" for lang in ("zh", "en") if not header.get(f"suspended_why.{lang}")]:
        raise RuleError("error.rule_header_missing", file=file, missing="、".join(missing))
    return Suspension(_day(header["suspended"], file, "suspended"), _both(header, "suspended_why"))


def _day(text: str, file: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _wrong(file, name, text, "2015-01-01") from error


def _choice(kind: type[T], text: str, file: str, name: str) -> T:
    try:
        return kind(text)
    except ValueError as error:
        raise _wrong(file, name, text, " ".join(kind)) from error


def _wrong(file: str, name: str, value: str, expected: str) -> RuleError:
    return RuleError("error.rule_header_value", file=file, name=name, value=value, expected=expected)
