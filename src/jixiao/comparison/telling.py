"""A comparison in words (对比结果的措辞): names of figures, amounts, changes; for the terminal and the page alike."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.comparison.amounts import wan
from jixiao.comparison.results import DocumentComparison, IndicatorChange, MoneyChange, ProjectChange, StaleText
from jixiao.matching import Verdict
from jixiao.messages import catalogue, text

_LEADING = ("total_expenditure", "total_income", "current_expenditure", "projects.annual", "general", "project")
"""What stands for the money of a document in one figure, the best first."""
OTHER_VERDICTS = (Verdict.STALE, Verdict.TIGHTENED, Verdict.UNIT_CHANGED, Verdict.CHANGED, Verdict.REWORDED)


def percent(change: MoneyChange) -> str:
    """The change in percent with its sign."""
    return f"{change.percent:+,f}%" if change.percent else text("diff.no_percent")


def metric_name(change: MoneyChange) -> str:
    """What an amount is, in the language in force."""
    if change.metric.startswith("projects."):
        return text("diff.sum_of_projects", what=_named("amount", change.metric.removeprefix("projects.")))
    for group in ("diff_metric", "amount"):
        if f"{group}.{change.metric}" in catalogue():
            return text(f"{group}.{change.metric}")
    return change.label or change.metric


def field_name(label: str | None) -> str:
    """A field of ours in words; a printed label or heading as it is."""
    return _named("diff_field", label) if label else ""


def _named(group: str, word: str) -> str:
    return text(f"{group}.{word}") if f"{group}.{word}" in catalogue() else word


def year_name(year: int | None) -> str:
    """A fiscal year in words."""
    return text("diff.no_year") if year is None else text("diff.year", year=year)


def state_name(project: ProjectChange) -> str:
    """What became of a project, in a word."""
    return text("diff_state.renamed" if project.is_renamed else f"diff_state.{project.status}")


def leading_money(item: DocumentComparison) -> MoneyChange | None:
    """The figure that stands for the money of the documents: the total of the budget, otherwise of the projects."""
    for metric in _LEADING:
        if found := next((change for change in item.money if change.metric == metric), None):
            return found
    return None


def summary(item: DocumentComparison) -> list[str]:
    """What differs between two documents, in a few counted words: money, projects, targets, sentences."""
    found = []
    if money := leading_money(item):
        found.append(text("diff.summary_money", old=wan(money.old), new=wan(money.new), change=percent(money)))
    if item.projects:
        found.append(_projects(item))
        others = sum(item.count(verdict) for verdict in (Verdict.UNIT_CHANGED, Verdict.CHANGED, Verdict.REWORDED))
        loose, tight, stale = (item.count(verdict) for verdict in (Verdict.LOOSENED, Verdict.TIGHTENED, Verdict.STALE))
        found.append(text("diff.summary_targets", loosened=loose, tightened=tight, stale=stale, changed=others))
    found.append(text("diff.summary_stale", count=len(item.stale)))
    if item.is_one_year:
        found.append(text("diff.summary_versions", lines=len(item.lines), passages=len(item.passages)))
    return found


def _projects(item: DocumentComparison) -> str:
    added, gone = item.count_projects("new"), item.count_projects("gone")
    both = [project for project in item.projects if project.status not in ("new", "gone")]
    return text(
        "diff.summary_projects",
        old=len(both) + gone,
        new=len(both) + added,
        added=added,
        gone=gone,
        renamed=sum(project.is_renamed for project in both),
        changed=sum(1 for project in both if project.amount and not project.amount.is_same),
    )


def target_words(item: IndicatorChange) -> str:
    """What became of a target, and why."""
    if item.target is None:
        return text(f"diff_state.{item.status}")
    parts = [text(f"diff_verdict.{item.target.verdict.value}")]
    if item.target.reason not in ("value", "same_text", "last_year"):
        parts.append(text(f"diff_reason.{item.target.reason}"))
    return text("diff.semicolon").join([*parts, *indicator_notes(item)])


def indicator_notes(item: IndicatorChange) -> list[str]:
    """Besides the target: another name, another weight."""
    notes = []
    if item.old_name and item.new_name and item.old_name != item.new_name:
        notes.append(text("diff.renamed_indicator", old=item.old_name))
    if item.old_name and item.new_name and item.old_weight != item.new_weight:
        weights = [text("diff.no_weight") if weight is None else f"{weight.normalize():f}" for weight in (item.old_weight, item.new_weight)]
        notes.append(text("diff.weight_change", old=weights[0], new=weights[1]))
    return notes


def project_notes(project: ProjectChange) -> list[str]:
    """What changed in a project besides its money, counted."""
    notes = []
    if project.old_name and project.new_name and project.old_name != project.new_name:
        notes.append(_was(project))
    counted = [item for item in project.indicators if item.verdict is not None and not item.follows_money]
    others = (Verdict.UNIT_CHANGED, Verdict.CHANGED, Verdict.REWORDED, Verdict.STALE)
    for key, verdicts in (("loosened", (Verdict.LOOSENED,)), ("tightened", (Verdict.TIGHTENED,)), ("changed", others)):
        if count := sum(1 for item in counted if item.verdict in verdicts):
            notes.append(text(f"diff_count.{key}", count=count))
    added, gone = (sum(1 for item in project.indicators if item.status == status) for status in ("new", "gone"))
    if added or gone:
        notes.append(text("diff.count_indicators", added=added, gone=gone))
    if count := len(project.texts) + len(project.payment_plan):
        notes.append(text("diff.count_texts", count=count))
    return notes


def _was(project: ProjectChange) -> str:
    """The old name, and why the two are one project where the names do not tell."""
    if project.basis is None or not project.is_renamed:
        return text("diff.renamed_indicator", old=project.old_name)
    basis = text(f"diff_basis.{project.basis.value}")
    return text("diff.renamed_from", old=project.old_name, basis=basis, likeness=f"{project.likeness or 0:.2f}")


def stale_words(item: StaleText) -> str:
    """What is wrong with a text that did not change."""
    parts = [text(f"diff_stale.{item.kind}")]
    if item.stated and item.expected:
        parts.append(text("diff.stated_expected", stated=item.stated, expected=item.expected))
    elif item.stated:
        parts.append(text("diff.stated_only", stated=item.stated))
    if item.is_copied:
        parts.append(text("diff.copied"))
    return text("diff.semicolon").join(parts)


def stale_heading(item: StaleText) -> str:
    """Under what a text stands: project and field, or the heading."""
    parts = [text("diff.of_project", project=item.project)] if item.project else []
    if label := field_name(item.label):
        parts.append(label)
    return " · ".join(parts)


def notices(item: DocumentComparison) -> list[str]:
    """What a reader should know of the pair: years reversed, names that differ, two versions of one year."""
    found = []
    if item.likeness < 1 and item.agency and item.old_agency:
        key = "diff.likely_agency" if item.likeness else "diff.other_agency"
        found.append(text(key, old=item.old_agency, new=item.agency))
    if item.is_reversed:
        found.append(text("diff.reversed", old=item.old_year, new=item.new_year))
    if item.is_one_year:
        found.append(text("diff.one_year"))
    return found


def hints(item: DocumentComparison) -> list[str]:
    """Projects that were evidently split or merged."""
    return [text(f"diff.{hint.kind}", whole=hint.whole, parts=text("diff.list").join(hint.parts)) for hint in item.regrouped]


def loosened(item: DocumentComparison) -> list[tuple[ProjectChange, IndicatorChange]]:
    """Targets that were loosened, apart from those that only follow the money."""
    return [entry for entry in item.targets if entry[1].verdict is Verdict.LOOSENED and not entry[1].follows_money]


def other_targets(item: DocumentComparison) -> list[tuple[ProjectChange, IndicatorChange]]:
    """Targets that changed otherwise: last year's dates, tightened ones, other units, other words."""
    return [entry for entry in item.targets if entry[1].verdict in OTHER_VERDICTS and not entry[1].follows_money]


def came_and_went(item: DocumentComparison) -> list[tuple[ProjectChange, IndicatorChange]]:
    """Indicators of projects of both documents that stand in one of them."""
    return [(project, change) for project in item.projects for change in project.indicators if change.status in ("new", "gone")]


def renamed_or_weighed(item: DocumentComparison) -> list[tuple[ProjectChange, IndicatorChange]]:
    """Indicators of the same target under another name or with another weight."""
    return [
        (project, change)
        for project in item.projects
        for change in project.indicators
        if change.status == "changed" and change.verdict is Verdict.SAME
    ]


def changed_projects(item: DocumentComparison) -> Sequence[ProjectChange]:
    """Projects in which anything changed."""
    return [project for project in item.projects if project.status != "same"]


def changed_money(item: DocumentComparison) -> Sequence[MoneyChange]:
    """Totals that changed."""
    return [change for change in item.money if not change.is_same]
