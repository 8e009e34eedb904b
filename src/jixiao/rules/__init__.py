"""Rules: each a SELECT over the facts that returns what contradicts the law, arithmetic or the document itself (审核规则).

A rule is one file of the catalogue, complete in itself (:mod:`jixiao.rules.header`); it is checked before it may run
(:mod:`jixiao.rules.sandbox`, :mod:`jixiao.rules.lint`), run by :mod:`jixiao.rules.engine`, and shown by its cases
(:mod:`jixiao.rules.cases`) to find what it should and nothing else. A rule that fails is our failure and accuses nobody.
"""

from jixiao.rules.catalogue import Catalogue, load_catalogue
from jixiao.rules.engine import Audit, RuleFailure, audit
from jixiao.rules.finding import Finding, Quote
from jixiao.rules.header import Rule, RuleError, Severity, parse_rule

__all__ = [
    "Audit",
    "Catalogue",
    "Finding",
    "Quote",
    "Rule",
    "RuleError",
    "RuleFailure",
    "Severity",
    "audit",
    "load_catalogue",
    "parse_rule",
]
