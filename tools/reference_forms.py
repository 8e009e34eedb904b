"""Write docs/reference/forms.md, the page of the official forms, from their declarations."""

from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from jixiao.cli.form import field_name
from jixiao.layouts.lay_out import Declaration, declaration, form_names
from jixiao.layouts.lay_out.declaration import ABOVE, LEFT, NAMED, DeclaredGrid, MoneyFormat
from jixiao.messages import text, use_language
from jixiao.values.taxonomy import labels_of_level1, labels_of_level2

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "forms.md"

HEAD = """# Official forms (表样)

`jixiao form` lays readings out as official forms and writes them as PDF, Word, spreadsheet, web page or text. This page is made by
`tools/reference_forms.py` from the declarations in `src/jixiao/layouts/official`, the pictures by `tools/form_pictures.py` from invented
projects; they show the forms as PDF.

```console
$ jixiao form PATH… --as shijiazhuang -o FILE.pdf             # all projects in one file
$ jixiao form PATH… --as xinzhou --each --to docx -o FOLDER   # a Word document for each project
$ jixiao form --list                                          # names of all forms
```

- **What a form has no place for** is not printed, and the command names it. Below, that is what some other form has a place for.
- **Money** that has more digits than the form prints is rounded half up, and the command says which amount.
- **A project of one year** is its own implementation period: forms with both columns print its year in both.
- **Levels** in brackets are printed even where a project has no indicator for them.
- **Persons** (负责人, 经办人, 联系电话, 填报日期) are printed where the form has a place; `--without-contacts` leaves them open.
- **What is written is read back the same**: tests lay out projects as every form in every kind of file, and read them.

A form is declared in one file, without a line of code: its lines, its tables with the widths of their columns, and in which cell which
value of a project stands. Reading documents does not use the declarations.
"""

TABLES = """## tables

Budget, procurement and other tables of a disclosure (预算表、采购表), as their document has them: title, agency, unit of money, header,
rows, note. Figures stand at the right with separators; a table that is too wide for A4 upright is printed across, and in smaller type
where that is not enough.

![A table of twelve columns, printed across](../forms/table-project-expenditure.png)

A table without rows has its header, two open rows and its note:

![A table without rows, with its note](../forms/table-government-fund.png)
"""

GROUPS = {
    "amounts": "Money of the year",
    "amounts_of_period": "Money of the implementation period",
    "payment_plan": "Payment plan",
    "narratives": "Texts",
    "contacts": "Persons",
    "funding": "Spending",
}
PROJECT = "Project"
OTHERS = ("description", "basis", "weight", "target_of_period")
"""Columns of indicators that not every form has."""


def page() -> str:
    """The whole page."""
    use_language("zh")
    try:
        forms = [declaration(name) for name in form_names()]
        parts = [HEAD, *_overview(forms), "", *(line for form in forms for line in _form(form, forms)), TABLES]
    finally:
        use_language(None)
    return "\n".join(parts).rstrip() + "\n"


def _overview(forms: Iterable[Declaration]) -> list[str]:
    lines = ["| `--as` | Form | For | Money |", "|---|---|---|---|"]
    for form in forms:
        whose = "a whole department" if form.subject == "department" else "a project"
        lines.append(f"| [`{form.id}`](#{form.id}) | {form.title['zh']}<br>{form.title['en']} | {whose} | {form.money.unit.value} |")
    return [*lines, "| [`tables`](#tables) | Tables of a disclosure (预算表、采购表) | a table | as printed |"]


def _form(form: Declaration, forms: list[Declaration]) -> list[str]:
    held, lacking = _fields(form), _lacking(form, forms)
    return [
        f"## {form.id}",
        "",
        f"{form.title['zh']}: {_about(form.id)}",
        "",
        f"![{form.title['en']}](../forms/{form.id}.png)",
        "",
        "| | |",
        "|---|---|",
        f"| Paper | A4 {'across' if form.is_landscape else 'upright'}, type of {form.points:g} points |",
        f"| Money | {_money(form.money)} |",
        *(f"| {group} | {', '.join(names)} |" for group, names in held.items()),
        *(f"| {what} | {', '.join(columns)} |" for what, columns in _columns(form.grids)),
        f"| Levels | {_levels(form)} |",
        f"| No place for | {'; '.join(lacking)} |",
        "",
    ]


def _about(name: str) -> str:
    """What the head of the file says, without the name of the form."""
    declared = resources.files("jixiao.layouts").joinpath("official", f"{name}.toml").read_text(encoding="utf-8")
    lines = declared[: declared.index("\n\n")].splitlines()
    return " ".join(line.removeprefix("#").strip() for line in lines).partition(": ")[2]


def _money(money: MoneyFormat) -> str:
    least, most = money.least_decimals, money.most_decimals
    decimals = f"{most}" if least == most else f"{least} to {most}"
    parts = [f"{money.unit.value}, {decimals} decimals"]
    parts += ["separators after three digits"] if money.has_thousands else []
    parts += ["the unit in every cell"] if money.printed != "{amount}" else []
    return ", ".join(parts)


def _fields(form: Declaration) -> dict[str, list[str]]:
    """What a form prints of a project, by group, in the order in which it is printed."""
    found: dict[str, list[str]] = {}
    for name in _names(form):
        group, _, key = name.partition(".")
        if group in ("amounts", "amounts_of_period") or _is_of_project(name):
            found.setdefault(GROUPS.get(group, PROJECT), []).append(f"{field_name(name)} `{name}`")
        elif group == "payment_plan":
            found.setdefault(GROUPS[group], []).append(f"{key}月底")
        elif group == "funding":
            found.setdefault(GROUPS[group], []).append(_spending(key))
        elif group in GROUPS:
            found.setdefault(GROUPS[group], []).append(key)
    return {title: list(dict.fromkeys(found[title])) for title in (PROJECT, *GROUPS.values()) if title in found}


def _names(form: Declaration) -> list[str]:
    """Names of the values of a form from top to bottom, each once."""
    texts = [line.text for line in form.lines]
    for grid in form.grids:
        texts += [cell for row in (*grid.header, *grid.rows, grid.indicator, grid.task) for cell in row]
    return list(dict.fromkeys(name for cell in (*texts, *form.foot) for name in NAMED.findall(cell)))


def _is_of_project(name: str) -> bool:
    """A text of the project itself: no row of a table, nothing around the form."""
    return "." not in name and name not in OTHERS and field_name(name) != name


def _spending(key: str) -> str:
    """What is printed of the spending: 全年预算数, 全年执行数, 执行率; the sources of the money are those of the year."""
    return text(f"funding.{key.partition('.')[2]}")


def _columns(grids: Iterable[DeclaredGrid]) -> list[tuple[str, list[str]]]:
    """Heads of the tables that have a row for each indicator or task."""
    found = []
    for grid in grids:
        if grid.indicator or grid.task:
            cells = [cell.replace("\n", "") for row in grid.header for cell in row if cell not in (LEFT, ABOVE)]
            found.append(("Indicators" if grid.indicator else "Tasks", cells))
    return found


def _levels(form: Declaration) -> str:
    levels = form.levels
    if not levels.always:
        return "those of the project"
    names = [_label(code, form) for code in levels.always]
    rest = f"filled with `{levels.filler}` where there is no indicator" if levels.filler else "left open where there is no indicator"
    return f"〔{'、'.join(names)}〕 always, {rest}"


def _label(code: str, form: Declaration) -> str:
    usual = {**labels_of_level1(), **labels_of_level2()}[code]
    return form.levels.labels.get(code, usual).replace("\n", "")


def _lacking(form: Declaration, forms: list[Declaration]) -> list[str]:
    """What some other form has a place for and this one has none."""
    own = set(_names(form))
    missing = [name for name in dict.fromkeys(name for other in forms for name in _names(other)) if name not in own]
    lacking = [field_name(name) for name in missing if _is_of_project(name) or name in OTHERS]
    for group, title in GROUPS.items():
        if not any(name.startswith(f"{group}.") for name in own):
            lacking.append(title.lower())
        elif group != "funding":
            more = [field_name(name) for name in missing if name.startswith(f"{group}.")]
            lacking += [f"{title.lower()}: {', '.join(more)}"] if more else []
    return lacking or ["–"]


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
