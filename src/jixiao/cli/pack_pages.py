"""Packs of jurisdictions as people read them on a terminal: a list, one whole with what it rests on, and the faults of some."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from jixiao.cli import wording
from jixiao.cli.blocks import LABEL, lines
from jixiao.cli.summary import render
from jixiao.law.parameters import parameters
from jixiao.messages import language, text
from jixiao.packs import Basis, Deadline, Pack, PackFault
from jixiao.packs.labels import usual
from jixiao.rules.wording import shown_number
from jixiao.workflow import load_process, titles

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDEST = 110
_DEEPER = LABEL + 4
_COLUMN = 31
_SHORT = 16


def listed(packs: Sequence[Pack]) -> str:
    """A row for each pack."""
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for key in ("id", "title", "form", "unit", "mandatory", "reviews"):
        grid.add_column(text(f"pack.{key}"), justify="right" if key in ("mandatory", "reviews") else "left", no_wrap=key != "title")
    for pack in packs:
        counts = (str(len(pack.mandatory_levels)), str(len(pack.review_levels)))
        grid.add_row(pack.id, pack.title[language()], pack.form, pack.money_unit.value, *counts)
    return _plain(render(grid, Text(), Text(text("pack.count", count=len(packs)))))


def shown(pack: Pack) -> str:
    """One pack, whole."""
    width = min(Console().width, _WIDEST)
    lang = language()
    about = [pack.region[lang]] + ([pack.division] if pack.division else [])
    about += [text("pack.extends", packs=" → ".join(pack.lineage))] if pack.lineage else []
    parts: list[RenderableType] = [Text(f"{pack.id}  ", style="bold").append(pack.title[lang]), Text(" · ".join(about), style="dim")]
    for section in (_form, _fields, _levels, _review_section, _phrases, _calendar, _attributes, _rules):
        parts += section(pack, width)
    return _plain(render(*parts, width=width))


def checked(faults: Mapping[str, Sequence[PackFault]]) -> str:
    """A line for each fault with its remedy, and how many there are."""
    printed = [_fault(fault) for found in faults.values() for fault in found]
    count = sum(map(len, faults.values()))
    printed.append(text("pack.faults" if count else "pack.no_fault", packs=len(faults), count=count))
    return "".join(f"{line}\n" for line in printed)


def as_json(packs: Sequence[Pack]) -> str:
    """The packs as JSON, with texts in both languages."""
    return json.dumps({"packs": [asdict(pack) for pack in packs]}, ensure_ascii=False, indent=1, default=_json) + "\n"


def faults_as_json(faults: Mapping[str, Sequence[PackFault]]) -> str:
    """The faults as JSON, messages in the language in force."""
    found = [{"pack": name, "faults": [_fault_as_data(fault) for fault in each]} for name, each in faults.items()]
    return json.dumps({"packs": found}, ensure_ascii=False, indent=1) + "\n"


def _fault(fault: PackFault) -> str:
    return text("pack.fault", file=fault.file, place=fault.key, what=fault.message(), remedy=fault.remedy())


def _fault_as_data(fault: PackFault) -> dict[str, str]:
    kind = fault.what.partition(".")[2]
    return {"file": fault.file, "key": fault.key, "kind": kind, "message": fault.message(), "remedy": fault.remedy()}


def _json(value: object) -> Any:  # noqa: ANN401 - what the encoder of the standard library asks for
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(value)


def _form(pack: Pack, width: int) -> Iterator[Text]:
    yield from _heading(text("pack.form"), pack.bases["form"], pack, width)
    yield from lines(pack.form, width, indent=LABEL)
    key = "pack.decimals" if pack.least_decimals < pack.most_decimals else "pack.decimals_fixed"
    decimals = text(key, unit=pack.money_unit.value, least=pack.least_decimals, most=pack.most_decimals)
    yield from _heading(text("pack.money"), pack.bases["money"], pack, width)
    yield from lines(decimals, width, indent=LABEL)


def _fields(pack: Pack, width: int) -> Iterator[Text]:
    """Fields with what they are called here; those that must be filled in are marked."""
    yield from _heading(text("pack.fields"), pack.bases["required"], pack, width)
    for path, label in pack.labels.items():
        if path not in pack.level_labels:
            said = label if label == usual(path) else text("pack.usually", label=label, usual=usual(path))
            yield from _row(path, said, width, is_marked=path in pack.required_fields)


def _levels(pack: Pack, width: int) -> Iterator[Text]:
    yield from _heading(text("pack.levels"), pack.bases["levels"], pack, width)
    for first in pack.level_options:
        yield from _row(first.code, first.label, width, is_marked=first.code in pack.mandatory_levels)
        for second in first.level2:
            yield from _row(f"  {second.code}", second.label, width, is_marked=second.code in pack.mandatory_levels)


def _review_section(pack: Pack, width: int) -> Iterator[Text]:
    yield from _heading(text("pack.review"), pack.bases["review"], pack, width)
    yield from lines(_review(pack), width, indent=LABEL)


def _phrases(pack: Pack, width: int) -> Iterator[Text]:
    """What reviewers often write, under the move with which it goes."""
    yield from _heading(text("pack.phrases"), pack.bases["phrases"], pack, width)
    moves = titles()["moves"]
    for move, phrases in pack.phrases.items():
        for at, words in enumerate(phrases):
            yield from _row("" if at else moves[move].title(), words[language()], width)


def _review(pack: Pack) -> str:
    process = load_process(pack.review_levels)
    roles = {stage.name: stage.role for stage in process.stages}
    return " → ".join(process.role_title(roles[level] or level) for level in pack.review_levels)


def _calendar(pack: Pack, width: int) -> Iterator[Text]:
    yield from _heading(text("pack.calendar"), None, pack, width)
    for name, deadline in pack.calendar.items():
        said = text("pack.deadline", title=text(f"deadline.{name}"), day=_day(deadline))
        yield from _row(name, said, width)
        yield from lines(_basis(deadline.basis, pack), width, indent=_DEEPER, style="dim")


def _day(deadline: Deadline) -> str:
    if deadline.month is None:
        return text("pack.days_after", days=deadline.days, event=text(f"pack_event.{deadline.after}"))
    key = ("pack.year_before", "pack.year_itself", "pack.year_after")[deadline.year + 1]
    return text(key, month=deadline.month, day=deadline.day)


def _attributes(pack: Pack, width: int) -> Iterator[Text]:
    if not pack.attributes:
        return
    yield from _heading(text("pack.attributes"), pack.bases["attributes"], pack, width)
    for attribute in pack.attributes:
        fixed = text("pack.fixed_period", attribute=attribute.printed, period=attribute.period)
        yield from lines(fixed if attribute.period else attribute.printed, width, indent=LABEL)
    yield from _heading(text("pack.period"), pack.bases["period"], pack, width)
    key = "pack.period_endless" if pack.period.endless else "pack.period_bounds"
    yield from lines(text(key, least=pack.period.least, most=pack.period.most, endless=pack.period.endless), width, indent=LABEL)


def _rules(pack: Pack, width: int) -> Iterator[Text]:
    settings = pack.rule_settings
    if not settings.parameters and not settings.not_applied and not settings.severities:
        return
    lang = language()
    yield from _heading(text("pack.rules"), None, pack, width)
    for number in settings.parameters:
        known = parameters()[number.parameter]
        values = {"value": shown_number(number.value), "usual": shown_number(known.latest.value), "unit": known.unit}
        since = text("pack.since", day=number.start.isoformat()) if number.start else ""
        said = text("pack.number", what=known.zh if lang == "zh" else known.en, since=since, why=number.reason[lang], **values)
        yield from _row(number.parameter, said, width)
        yield from lines(_basis(number.basis, pack), width, indent=_DEEPER, style="dim")
    for rule in settings.not_applied:
        yield from _row(rule.rule, text("pack.not_applied", since=rule.since.isoformat(), why=rule.reason[lang]), width)
        yield from lines(_basis(rule.basis, pack), width, indent=_DEEPER, style="dim")
    for setting in settings.severities:
        said = text("pack.severity", severity=text(f"severity.{setting.severity.value}"), why=setting.reason[lang])
        yield from _row(setting.rule, said, width)
        yield from lines(_basis(setting.basis, pack), width, indent=_DEEPER, style="dim")


def _heading(title: str, basis: Basis | None, pack: Pack, width: int) -> Iterator[Text]:
    yield Text()
    yield Text(title, style="bold")
    if basis is not None:
        yield from lines(_basis(basis, pack), width, indent=LABEL, style="dim")


def _basis(basis: Basis, pack: Pack) -> str:
    """What a statement rests on, how far that is verified, and the pack that makes it where that is another one."""
    status = text(f"lawstatus.{basis.status.value}")
    said = text("pack.basis", source=basis.words[language()], address=f" {basis.address}" if basis.address else "", status=status)
    return said if basis.pack == pack.id else said + text("pack.inherited", pack=basis.pack)


def _row(name: str, said: str, width: int, *, is_marked: bool = False) -> Iterator[Text]:
    """A name, and beside it what it stands for; a mark before what is mandatory."""
    column = _COLUMN if width > 2 * _COLUMN else _SHORT
    head = " " * (LABEL - 2) + ("* " if is_marked else "  ") + name
    gap = max(LABEL + column - wording.width(head), 2)
    first, *others = list(wording.wrap(said, max(width - wording.width(head) - gap, 20))) or [""]
    yield Text(head + " " * gap + first, no_wrap=True)
    for line in others:
        yield Text(" " * (wording.width(head) + gap) + line, no_wrap=True)


def _plain(printed: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
