"""The catalogue of rules as a jurisdiction wants it: its own numbers and severities, and rules that are not applied there (规则设置)."""

from __future__ import annotations

from dataclasses import replace

from jixiao.law.parameters import Parameter, ParameterValue
from jixiao.packs.pack import Pack, ParameterSetting
from jixiao.rules import Catalogue, Rule, Severity
from jixiao.rules.catalogue import Entry
from jixiao.rules.header import Suspension


def catalogue_for(pack: Pack, catalogue: Catalogue) -> Catalogue:
    """The rules as they hold in a jurisdiction.

    A parameter that the pack overrides has its value in every rule that binds it. A rule that is not applied is suspended with the
    reason of the pack, so that an audit names it among those that did not run. A severity that the pack sets holds for every finding of
    the rule, also where the rule itself tells them apart.

    Args:
        pack: the jurisdiction.
        catalogue: rules, as :func:`jixiao.rules.load_catalogue` gives them; it stays as it is.
    """
    numbers = {setting.parameter: setting for setting in pack.rule_settings.parameters}
    suspended = {item.rule: Suspension(item.since, dict(item.reason)) for item in pack.rule_settings.not_applied}
    graver = {setting.rule: setting.severity for setting in pack.rule_settings.severities}
    if not numbers and not suspended and not graver:
        return catalogue
    return Catalogue({key: _entry(entry, numbers, suspended.get(key), graver.get(key)) for key, entry in catalogue.entries.items()})


def _entry(entry: Entry, numbers: dict[str, ParameterSetting], suspension: Suspension | None, severity: Severity | None) -> Entry:
    rule: Rule = entry.rule
    if severity is not None:
        rule = replace(rule, severity=severity, is_severity_set=True)
        entry = replace(entry, rule=rule)
    if suspension is None and not any(parameter.id in numbers for parameter in rule.parameters.values()):
        return entry
    parameters = {name: _parameter(parameter, numbers.get(parameter.id)) for name, parameter in rule.parameters.items()}
    return replace(entry, rule=replace(rule, parameters=parameters, suspension=suspension or rule.suspension))


def _parameter(parameter: Parameter, setting: ParameterSetting | None) -> Parameter:
    """The values before the day of the pack, and from then on the one of the pack."""
    if setting is None:
        return parameter
    own = ParameterValue(setting.start, setting.value, setting.basis.source)
    kept = [value for value in parameter.values if setting.start is not None and (value.start is None or value.start < setting.start)]
    return replace(parameter, values=(*kept, own))
