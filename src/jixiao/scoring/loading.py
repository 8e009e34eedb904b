"""Schemes from their files (读取计分办法): common parts joined with a scheme's own, the edition of a day, and everything checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jixiao import messages
from jixiao.attainment import Origin, Unanswered, Words
from jixiao.attainment.bands import band_from
from jixiao.attainment.derivation import spoken
from jixiao.errors import CallerError
from jixiao.law import Status, citation
from jixiao.scoring.checking import faults_of
from jixiao.scoring.scheme import AttainmentSettings, ExecutionSettings, Group, Late, Over, Scheme, Settings

_TOP = frozenset({"id", "title", "note", "is_open", "edition"})
_EDITION = frozenset({"from", "seen", "execution_points", "groups", "source", "status"})
_OWN = Origin("own-setting", Status.PRACTICE)
_SECTION_OF = {
    "mode": "proposal",
    "step": "proposal",
    "execution_reason_below": "execution_reason",
    "shortest_reason": "reasons",
    "tolerance": "checking",
}
_SURE = (Status.UNVERIFIED, Status.PRACTICE, Status.SECONDARY, Status.VERIFIED)


class SchemeError(CallerError):
    """A scheme does not exist, does not hold on that day, or contradicts itself."""

    def message(self, lang: str | None = None) -> str:
        """The text for people, with what the fault says in the same language."""
        return messages.text(self.key, lang, **spoken(self.values, lang))


@cache
def _file(name: str) -> dict[str, Any]:
    text = resources.files("jixiao.scoring").joinpath("schemes", name).read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    """Every shipped scheme by its id."""
    names = sorted(entry.name for entry in resources.files("jixiao.scoring").joinpath("schemes").iterdir())
    raw = [_file(name) for name in names if name.endswith(".toml") and name != "common.toml"]
    return {entry["id"]: entry for entry in raw}


def scheme_ids() -> tuple[str, ...]:
    """The ids of all shipped schemes."""
    return tuple(_shipped())


def load_scheme(scheme: str | Path, day: date | None = None, *, variants: tuple[str, ...] = ()) -> Scheme:
    """A scheme as it holds on a day (计分办法).

    Args:
        scheme: the id of a shipped one, or the path of a file of the same form.
        day: of the evaluation; ``None`` for the newest edition.
        variants: names of variants of the common part, such as ``pass_mark``.

    Returns:
        The scheme, checked.

    Raises:
        SchemeError: there is none, it does not hold yet on that day, or it has a fault; the message says which.

    >>> load_scheme("HUBEI").execution
    Decimal('20')
    """
    if isinstance(scheme, Path):
        raw = _own(scheme)
    elif scheme in _shipped():
        raw = _shipped()[scheme]
    else:
        raise SchemeError("scheme_fault.no_scheme", scheme=scheme, schemes="、".join(_shipped()))
    try:
        built = scheme_from(raw, day, variants)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise SchemeError("scheme_fault.unreadable", scheme=str(raw.get("id", scheme)), reason=str(error)) from error
    return checked(built)


def editions(scheme: str) -> tuple[Scheme, ...]:
    """All editions of a shipped scheme, the oldest first."""
    raw = _shipped()[scheme]
    return tuple(checked(scheme_from(raw | {"edition": [edition]}, None, ())) for edition in _in_order(raw["edition"]))


def checked(scheme: Scheme) -> Scheme:
    """The scheme itself, if it has no fault.

    Raises:
        SchemeError: it has one.
    """
    for fault in faults_of(scheme):
        raise SchemeError("scheme_fault.fault", scheme=scheme.id, reason=fault)
    return scheme


def with_settings(scheme: Scheme, **changes: Any) -> Scheme:  # noqa: ANN401 - the fields of Settings
    """The same scheme with other settings, which then rest on the caller.

    Raises:
        SchemeError: they do not fit together.

    >>> with_settings(load_scheme("HUBEI"), exact="strict").settings.exact
    'strict'
    """
    origins = dict(scheme.settings.origins) | {_SECTION_OF.get(name, name): _OWN for name in changes}
    return checked(replace(scheme, settings=replace(scheme.settings, **changes, origins=origins), changed=(*scheme.changed, *changes)))


def scheme_faults(raw: Mapping[str, Any], variants: tuple[str, ...] = ()) -> list[Unanswered]:
    """All that is wrong with a scheme as a file gives it, for who writes one; empty where nothing is."""
    return [fault for edition in raw["edition"] for fault in faults_of(scheme_from({**raw, "edition": [edition]}, None, variants))]


def _own(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise SchemeError("scheme_fault.no_scheme", scheme=str(path), schemes="、".join(_shipped())) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SchemeError("scheme_fault.unreadable", scheme=path.name, reason=str(error)) from error


def _in_order(editions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(editions, key=lambda edition: edition.get("from", date.min))


def scheme_from(raw: Mapping[str, Any], day: date | None, variants: tuple[str, ...] = ()) -> Scheme:
    """A scheme of the content of a file, not yet checked.

    Raises:
        SchemeError: no edition holds on that day, or a key is unknown.
    """
    held = [edition for edition in _in_order(raw["edition"]) if day is None or edition.get("from", date.min) <= day]
    if not held:
        first = _in_order(raw["edition"])[0]["from"].isoformat()
        raise SchemeError("scheme_fault.not_yet", scheme=raw["id"], day=str(day), start=first)
    edition, common = held[-1], _file("common.toml")
    sections = {key: value for key, value in common.items() if key != "variants"}
    for variant in variants:
        if variant not in common["variants"]:
            raise SchemeError("scheme_fault.no_variant", variant=variant, variants="、".join(common["variants"]))
        sections |= common["variants"][variant]
    unknown = (raw.keys() - _TOP) | (edition.keys() - _EDITION - sections.keys())
    if unknown:
        raise SchemeError("scheme_fault.unknown_key", scheme=raw["id"], names="、".join(sorted(unknown)))
    own = {key: value for key, value in edition.items() if key in sections}
    return Scheme(
        id=raw["id"],
        title=Words(**raw["title"]),
        note=Words(**raw.get("note", {"zh": "", "en": ""})),
        start=edition.get("from"),
        seen=tuple(edition.get("seen", ())),
        execution=_number(edition["execution_points"]),
        groups=tuple(Group(entry["code"], _number(entry["points"]), tuple(entry["holds"])) for entry in edition["groups"]),
        is_open=raw.get("is_open", False),
        origin=_origin(edition),
        settings=_settings(sections | own | _variants_again(common, variants, own)),
    )


def _variants_again(common: Mapping[str, Any], variants: tuple[str, ...], own: Mapping[str, Any]) -> dict[str, Any]:
    """A section that both a variant and the scheme state: what the variant adds is laid over the scheme's own."""
    return {key: own[key] | common["variants"][variant][key] for variant in variants for key in common["variants"][variant] if key in own}


def _settings(sections: Mapping[str, Any]) -> Settings:
    late, over, execution, attainment = (sections[key] for key in ("late", "over", "execution", "attainment"))
    return Settings(
        grades=tuple(band_from(entry) for entry in sections["grades"]["bands"]),
        tiers=tuple(band_from(entry) for entry in sections["tiers"]["bands"]),
        exact=sections["exact"]["mode"],
        strict_bound=sections["strict_bound"]["mode"],
        late=Late(late["mode"], tuple((entry["days"], _number(entry["share"])) for entry in late.get("tiers", ()))),
        over=Over(
            _number(over["limit"]),
            tuple((_optional(entry.get("up_to")), _number(entry["coefficient"])) for entry in over["factors"]),
            tuple(over["reasons"]),
        ),
        execution=ExecutionSettings(
            execution["no_money"],
            _optional(execution.get("pass_mark")),
            execution.get("round_rate_first"),
        ),
        attainment=AttainmentSettings(
            *(_optional(attainment.get(key)) for key in ("pass_mark", "satisfaction_full", "satisfaction_least"))
        ),
        not_applicable=sections["not_applicable"]["mode"],
        empty_group=sections["empty_group"]["to"],
        mode=sections["proposal"]["mode"],
        step=_number(sections["proposal"]["step"]),
        execution_reason_below=_number(sections["execution_reason"]["below"]),
        shortest_reason=sections["reasons"]["shortest"],
        tolerance=_number(sections["checking"]["tolerance"]),
        origins={key: _origin(section) for key, section in sections.items()},
    )


def _origin(entry: Mapping[str, Any]) -> Origin:
    """What an entry rests on; it may say that less is verified than its source, never more."""
    source = citation(entry["source"])
    status = Status(entry.get("status", source.status))
    if _SURE.index(status) > _SURE.index(source.status):
        raise SchemeError("scheme_fault.too_sure", source=entry["source"], status=status.value, held=source.status.value)
    return Origin(entry["source"], status)


def _number(raw: object) -> Decimal:
    return Decimal(str(raw))


def _optional(raw: object) -> Decimal | None:
    return None if raw is None else Decimal(str(raw))
