"""Cases of rules, run and reported: what was expected and did not come, and what came and was not expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jixiao.messages import text
from jixiao.rules import RuleError
from jixiao.rules.cases import CaseResult, Holding, run_cases
from jixiao.rules.catalogue import Entry


@dataclass(slots=True)
class CaseReport:
    """What became of the cases of some rules.

    Attributes:
        rules: rules whose cases were run.
        passed: cases that gave their findings and no others.
        gaps: cases that are known to fail, and did.
        failed: names of cases that did not pass.
        without: rules that have no case.
    """

    rules: int = 0
    passed: int = 0
    gaps: int = 0
    failed: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Every rule has cases, and all passed."""
        return not self.failed and not self.without

    def run(self, entry: Entry, tell: Callable[[str], object], holding: Holding | None = None) -> None:
        """Run the cases of a rule.

        Args:
            entry: the rule.
            tell: called with words about each case that did not pass.
            holding: an engine that holds the facts of a case, where it is not the usual one.
        """
        self.rules += 1
        count = 0
        try:
            for result in run_cases(entry, holding):
                count += 1
                self._take(result, tell)
        except RuleError as error:
            self.failed.append(entry.rule.id)
            tell(error.message())
        else:
            if not count:
                self.without.append(entry.rule.id)
                tell(text("cli.cases_none", rule=entry.rule.id))

    def _take(self, result: CaseResult, tell: Callable[[str], object]) -> None:
        name = f"{result.rule}  {result.case.name}"
        if result.case.is_gap and not result.passed:
            self.gaps += 1
        elif result.passed and not result.case.is_gap:
            self.passed += 1
        else:
            self.failed.append(name)
            tell(text("cli.case_failed", case=name))
            if result.passed:
                tell("  " + text("cli.case_gap_closed"))
            if result.failure:
                tell("  " + text("cli.case_failure", reason=result.failure))
            for row in result.missing:
                tell("  " + text("cli.case_missing", row=_row(row)))
            for row in result.unexpected:
                tell("  " + text("cli.case_unexpected", row=_row(row)))

    def summary(self) -> str:
        """One line of numbers."""
        key = "cli.cases_passed" if self.is_clean else "cli.cases_failed"
        failed, without = len(self.failed), len(self.without)
        return text(key, rules=self.rules, passed=self.passed, gaps=self.gaps, failed=failed, without=without)


def _row(row: Mapping[str, str | None]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in row.items())
