"""Rules as people read them on a terminal: a list by theme, and one rule with its law, its numbers, its SQL and its cases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.syntax import Syntax
from rich.text import Text

from jixiao.cli.audit_summary import STYLES, theme_name
from jixiao.cli.blocks import LABEL, line_of, lines
from jixiao.cli.summary import render
from jixiao.law import Citation, Parameter, Status
from jixiao.messages import language, text
from jixiao.rules import Rule, RuleError
from jixiao.rules.cases import load_cases
from jixiao.rules.catalogue import Entry
from jixiao.rules.wording import shown_number

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDEST = 110
_NO_END = 1000
"""Lines of SQL are not broken, so that they can be copied."""


def listed(entries: Sequence[Entry]) -> str:
    """A line for each rule, by theme."""
    width = Console().width
    parts: list[RenderableType] = []
    for theme in dict.fromkeys(entry.rule.theme for entry in entries):
        rules = [entry.rule for entry in entries if entry.rule.theme == theme]
        head = Text(theme_name(theme), style="bold")
        parts += [Text(), head.append(f"  {theme}  {len(rules)}", style="dim not bold")]
        parts += [line for rule in rules for line in _listed(rule, width)]
    counts = [f"{text(f'severity.{severity.value}')} {sum(entry.rule.severity is severity for entry in entries)}" for severity in STYLES]
    parts += [Text(), Text(text("cli.rules_count", count=len(entries), counts="  ".join(counts)))]
    return _plain(render(*parts, width=width)).lstrip("\n")


def _listed(rule: Rule, width: int) -> Iterator[Text]:
    head = Text(f"  {rule.id:<8}  ")
    head.append(text(f"severity.{rule.severity.value}").ljust(7 if language() == "en" else 2), style=STYLES[rule.severity])
    head.append("  ")
    title = rule.title[language()] + (f"〔{text('cli.suspended')}〕" if rule.suspension else "")
    first, *others = list(lines(title, width - head.cell_len, indent=0)) or [Text()]
    yield head + first
    for line in others:
        yield Text(" " * head.cell_len) + line


def shown(entry: Entry) -> str:
    """One rule, whole."""
    width = min(Console().width, _WIDEST)
    rule = entry.rule
    lang = language()
    head = Text(f"{rule.id}  ", style="bold").append(rule.title[lang])
    about = (theme_name(rule.theme), text(f"scope.{rule.scope.value}"), text(f"stage.{rule.stage}"))
    kind = Text(f"{text(f'severity.{rule.severity.value}')}", style=STYLES[rule.severity]).append(f"  {' · '.join(about)}", style="dim")
    parts: list[RenderableType] = [head, kind]
    if rule.suspension:
        since = rule.suspension.since.isoformat()
        parts += lines(text("rules.suspended", since=since, why=rule.suspension.why[lang]), width, indent=0, style="yellow")
    parts.append(Text())
    for label, said in _facts(rule):
        parts += line_of(label, said, width)
    sql = Syntax(rule.sql, "sql", theme="ansi_dark", background_color="default")
    printed = (render(*parts, width=width), render(sql, width=_NO_END), render(*_cases(entry, width), width=width))
    return "\n".join(map(_plain, printed)) + "\n"


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    lang = language()
    years = text("cli.rule_from", year=rule.applies_from.year)
    yield text("cli.rule_years"), years if rule.applies_to is None else text("cli.rule_until", start=years, year=rule.applies_to.year)
    for key in ("message", "remedy", "not_covered"):
        yield text(f"cli.{key}_of_rule"), getattr(rule, key)[lang]
    for citation in rule.legal_basis:
        yield text("report.law"), cited(citation, lang)
    for name, parameter in rule.parameters.items():
        yield text("cli.rule_number"), f"${name}  {numbered(parameter, lang)}"
    if rule.yields_to:
        yield text("cli.rule_yields"), text("report.and").join(rule.yields_to)


def cited(citation: Citation, lang: str) -> str:
    """A citation with what the article obliges to, and how far that is verified."""
    obliges = (citation.article.zh if lang == "zh" else citation.article.en) if citation.article else ""
    if citation.status is Status.PRACTICE:
        return citation.describe(lang)
    status = text(f"lawstatus.{citation.status.value}", lang)
    return text("cli.rule_cited" if obliges else "cli.rule_cited_whole", lang, law=citation.describe(lang), obliges=obliges, status=status)


def numbered(parameter: Parameter, lang: str) -> str:
    """A dated number in words."""
    values = [
        text("cli.number_since" if value.start else "cli.number_always", lang, value=shown_number(value.value), unit=parameter.unit,
             since=value.start, source=value.source)
        for value in parameter.values
    ]  # fmt: skip
    return text("cli.number", lang, what=parameter.zh if lang == "zh" else parameter.en, values=text("report.semicolon", lang).join(values))


def _cases(entry: Entry, width: int) -> Iterator[RenderableType]:
    try:
        cases = [case for case in load_cases(entry) if not case.is_variation]
    except RuleError as error:
        yield from lines(error.message(), width, indent=0, style="red")
        return
    yield Text(text("cli.rule_cases", count=len(cases)), style="bold")
    for case in cases:
        said = text("cli.case", case=case.name, count=len(case.findings)) if case.findings else text("cli.case_clean", case=case.name)
        yield from lines(said, width, indent=LABEL, style="" if case.findings else "dim")


def as_json(entries: Sequence[Entry]) -> str:
    """The rules as JSON, texts in the language in force."""
    return json.dumps({"rules": [_json(entry.rule) for entry in entries]}, ensure_ascii=False, indent=1) + "\n"


def _json(rule: Rule) -> dict[str, Any]:
    lang = language()
    return {
        "id": rule.id,
        "theme": rule.theme,
        "severity": rule.severity.value,
        "stage": rule.stage,
        "scope": rule.scope.value,
        "applies_from": rule.applies_from.isoformat(),
        "applies_to": rule.applies_to.isoformat() if rule.applies_to else None,
        "title": rule.title[lang],
        "message": rule.message[lang],
        "remedy": rule.remedy[lang],
        "not_covered": rule.not_covered[lang],
        "legal_basis": [
            {
                "law": citation.law.id,
                "article": citation.article.number if citation.article else None,
                "text": citation.describe(lang),
                "status": citation.status.value,
            }
            for citation in rule.legal_basis
        ],
        "parameters": {name: parameter.id for name, parameter in rule.parameters.items()},
        "yields_to": list(rule.yields_to),
        "grouped": rule.is_grouped,
        "suspended": {"since": rule.suspension.since.isoformat(), "why": rule.suspension.why[lang]} if rule.suspension else None,
        "file": rule.file,
        "sql": rule.sql,
    }


def _plain(printed: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
