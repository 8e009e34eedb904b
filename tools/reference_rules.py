"""Write docs/rules: a page for each audit rule in Chinese and in English, and an index by theme, from src/jixiao/rules/catalogue."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jixiao.law import Citation
from jixiao.messages import text
from jixiao.rules import Rule, Severity, load_catalogue
from jixiao.rules.cases import Case, load_cases
from jixiao.rules.catalogue import Entry
from jixiao.rules.wording import shown_number

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "rules"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
WORDS = {
    "zh": {
        "other": "English",
        "index": "全部规则",
        "level": "级别",
        "theme": "主题",
        "scope": "范围",
        "stage": "环节",
        "years": "年度",
        "grouped": "同类合并",
        "yes": "是，同一文件中的合并显示",
        "yields": "让位于",
        "suspended": "暂停",
        "finds": "发现",
        "remedy": "建议",
        "omits": "不包括",
        "law": "依据",
        "article": "内容",
        "status": "状态",
        "numbers": "参数",
        "name": "名称",
        "meaning": "含义",
        "value": "值",
        "unit": "单位",
        "since": "起",
        "source": "来源",
        "cases": "用例",
        "findings": "发现",
        "nothing": "没有发现。",
        "from": "{first}年度起",
        "until": "{first}—{last}年度",
    },
    "en": {
        "other": "中文",
        "index": "All rules",
        "level": "Severity",
        "theme": "Theme",
        "scope": "Scope",
        "stage": "Stage",
        "years": "Years",
        "grouped": "Grouped",
        "yes": "yes: findings of one document are shown as one",
        "yields": "Yields to",
        "suspended": "Suspended",
        "finds": "What it says",
        "remedy": "What to do",
        "omits": "What it leaves out",
        "law": "Law",
        "article": "What it obliges to",
        "status": "Status",
        "numbers": "Numbers",
        "name": "Name",
        "meaning": "Meaning",
        "value": "Value",
        "unit": "Unit",
        "since": "Since",
        "source": "Source",
        "cases": "Cases",
        "findings": "Findings",
        "nothing": "Nothing is found.",
        "from": "from {first}",
        "until": "{first} to {last}",
    },
}
INDEX = """# Audit rules (审核规则)

{count} rules in {themes} themes: {severities}. {suspended} are suspended until what they need is there. Each is one SELECT over the
[facts](../reference/facts.md) with its law, its messages and its cases; `jixiao rules show ID` prints the same. These pages are made by
`tools/reference_rules.py` from `src/jixiao/rules/catalogue`.

规则共{count}条，分{themes}个主题：{severities_zh}。其中{suspended}条因缺少所需资料而暂停。
每条规则是针对[事实表](../reference/facts.md)的一条 SELECT，附依据、说法和用例；`jixiao rules show 编号` 显示同样的内容。
"""


def pages() -> dict[Path, str]:
    """All pages."""
    entries = list(load_catalogue().entries.values())
    found = {FOLDER / "README.md": _index([entry.rule for entry in entries])}
    for entry in entries:
        cases = [case for case in load_cases(entry) if not case.is_variation]
        found |= {FOLDER / lang / f"{entry.rule.id}.md": "\n".join(_page(entry, cases, lang)).rstrip() + "\n" for lang in WORDS}
    return found


def _index(rules: Sequence[Rule]) -> str:
    by_theme = {theme: [rule for rule in rules if rule.theme == theme] for theme in dict.fromkeys(rule.theme for rule in rules)}
    counts = {
        "count": len(rules),
        "themes": len(by_theme),
        "suspended": sum(rule.suspension is not None for rule in rules),
        "severities": _severities(rules, "en"),
        "severities_zh": _severities(rules, "zh"),
    }
    lines = [INDEX.format(**counts), "| Theme (主题) | Rules | Error 错误 | Warning 警告 | Note 提示 |", "|---|---|---|---|---|"]
    for theme, chosen in by_theme.items():
        numbers = Counter(rule.severity for rule in chosen)
        cells = " | ".join(str(numbers[severity]) for severity in Severity)
        lines.append(f"| [{_theme(theme, 'zh')} {_theme(theme, 'en')}](#{theme}) | {len(chosen)} | {cells} |")
    for theme, chosen in by_theme.items():
        lines += ["", f"## {theme}", "", f"{_theme(theme, 'zh')} {_theme(theme, 'en')}: {len(chosen)}", ""]
        lines += ["| | 级别 | 题目 | Title |", "|---|---|---|---|", *map(_row, chosen)]
    return "\n".join(lines).rstrip() + "\n"


def _row(rule: Rule) -> str:
    suspended = {lang: f" ({WORDS[lang]['suspended']})" if rule.suspension else "" for lang in WORDS}
    zh, en = (f"[{cell(rule.title[lang])}]({lang}/{rule.id}.md){suspended[lang]}" for lang in WORDS)
    return f"| {rule.id} | {text(f'severity.{rule.severity.value}', 'zh')} | {zh} | {en} |"


def _severities(rules: Sequence[Rule], lang: str) -> str:
    counts = Counter(rule.severity for rule in rules)
    return ", ".join(f"{text(f'severity.{severity.value}', lang).lower()} {counts[severity]}" for severity in Severity)


def _theme(theme: str, lang: str) -> str:
    return text(f"theme.{theme}", lang)


def _page(entry: Entry, cases: Sequence[Case], lang: str) -> Iterator[str]:
    rule, words = entry.rule, WORDS[lang]
    other = next(name for name in WORDS if name != lang)
    yield from (
        f"# {rule.id} {rule.title[lang]}",
        "",
        f"[{words['other']}](../{other}/{rule.id}.md) · [{words['index']}](../README.md)",
        "",
    )
    yield from ("| | |", "|---|---|", *(f"| {name} | {said} |" for name, said in _about(rule, lang)), "")
    for heading, said in (("finds", rule.message), ("remedy", rule.remedy), ("omits", rule.not_covered)):
        yield from (f"## {words[heading]}", "", PLACEHOLDER.sub(r"`{\1}`", cell(said[lang])), "")
    yield from (f"## {words['law']}", "", *_law(rule.legal_basis, lang), "")
    if rule.parameters:
        yield from (f"## {words['numbers']}", "", *_numbers(rule, lang), "")
    yield from ("## SQL", "", "```sql", rule.sql, "```", "")
    yield from (f"## {words['cases']}", "", *(line for case in cases for line in _case(case, lang)))


def _about(rule: Rule, lang: str) -> Iterator[tuple[str, str]]:
    words = WORDS[lang]
    years = words["until" if rule.applies_to else "from"]
    yield words["level"], text(f"severity.{rule.severity.value}", lang)
    yield words["theme"], f"[{_theme(rule.theme, lang)}](../README.md#{rule.theme})"
    yield words["scope"], text(f"scope.{rule.scope.value}", lang)
    yield words["stage"], text(f"stage.{rule.stage}", lang)
    yield words["years"], years.format(first=rule.applies_from.year, last=rule.applies_to.year if rule.applies_to else "")
    if rule.is_grouped:
        yield words["grouped"], words["yes"]
    if rule.yields_to:
        yield words["yields"], ", ".join(rule.yields_to)
    if rule.suspension:
        yield words["suspended"], f"{rule.suspension.since.isoformat()}: {cell(rule.suspension.why[lang])}"


def _law(citations: Sequence[Citation], lang: str) -> Iterator[str]:
    words = WORDS[lang]
    yield f"| {words['law']} | {words['article']} | {words['status']} |"
    yield "|---|---|---|"
    for citation in citations:
        article = (citation.article.zh if lang == "zh" else citation.article.en) if citation.article else ""
        status = text(f"lawstatus.{citation.status.value}", lang)
        yield f"| [{citation.describe(lang)}](../../reference/law.md#{citation.law.id}) | {cell(article)} | {status} |"


def _numbers(rule: Rule, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    yield "| " + " | ".join(words[key] for key in ("name", "meaning", "value", "unit", "since", "source")) + " |"
    yield "|---|---|---|---|---|---|"
    for name, parameter in rule.parameters.items():
        for value in parameter.values:
            since = value.start.isoformat() if value.start else ""
            meaning = parameter.zh if lang == "zh" else parameter.en
            yield f"| `${name}` | {cell(meaning)} | {shown_number(value.value)} | {parameter.unit} | {since} | {value.source} |"


def _case(case: Case, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    yield from (f"### {case.name}", "")
    if case.parameters:
        yield from (", ".join(f"`${name}` = {value}" for name, value in case.parameters.items()), "")
    for table, rows in case.facts.items():
        yield from (f"`{table}`", "", *_rows(rows), "")
    if case.findings:
        yield from (f"{words['findings']}:", "", *_rows(case.findings), "")
    else:
        yield from (words["nothing"], "")


def _rows(rows: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """Rows as a table of the columns that hold something."""
    names = list(dict.fromkeys(name for row in rows for name, value in row.items() if value is not None)) or list(rows[0] if rows else [])
    yield "| " + " | ".join(f"`{name}`" for name in names) + " |"
    yield "|" + "---|" * len(names)
    for row in rows:
        yield "| " + " | ".join("" if row.get(name) is None else cell(str(row[name])) for name in names) + " |"


def cell(words: str) -> str:
    """Words in a cell of a table."""
    return words.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write the pages, and take away those of rules that are no longer there."""
    found = pages()
    for path in FOLDER.rglob("*.md"):
        if path not in found:
            path.unlink()
    for path, page in found.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    print(f"wrote {FOLDER.relative_to(ROOT)}: {len(found)} pages")


if __name__ == "__main__":
    main()
