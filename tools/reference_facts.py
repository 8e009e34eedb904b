"""Write docs/reference/facts.md, the page of the tables that rules read, from src/jixiao/facts/schema.sql."""

from pathlib import Path

from jixiao.facts.schema import FactTable, fact_tables, schema_text

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "facts.md"

HEAD = """# Facts (事实表)

The tables that rules read, and nothing else: flat, typed, one row for one thing. A rule is one SELECT over them
([rules](../rules/README.md)). They are filled from what was read of the documents of an audit, and thrown away after it. This page is
made by `tools/reference_facts.py` from `src/jixiao/facts/schema.sql`.

What holds everywhere:
"""
COLUMNS = "| Column (列) | Type (类型) | 含义 | Meaning |\n|---|---|---|---|"


def page() -> str:
    """The whole page."""
    tables = list(fact_tables().values())
    index = ["| Table (表) | 内容 | A row is |", "|---|---|---|"]
    index += [f"| [`{table.name}`](#{table.name}) | {table.zh} | {cell(table.en)} |" for table in tables]
    return "\n".join([HEAD, *_conventions(), "", *index, "", *(line for table in tables for line in _table(table))]).rstrip() + "\n"


def _conventions() -> list[str]:
    """The lines of the head of the schema, name by name."""
    found: list[tuple[str, str]] = []
    for line in schema_text().splitlines():
        if not line.startswith("--   "):
            if found and not line.startswith("--"):
                break
            continue
        name, _, meaning = line[5:].partition("  ")
        if name.strip():
            found.append((name.strip(), meaning.strip()))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {meaning.strip()}")
    return ["| | |", "|---|---|", *(f"| `{name}` | {cell(meaning)} |" for name, meaning in found)]


def _table(table: FactTable) -> list[str]:
    rows = [f"| `{column.name}` | {column.type} | {cell(column.zh)} | {cell(column.en)} |" for column in table.columns]
    return [f"## {table.name}", "", f"{table.zh}: {table.en}", "", COLUMNS, *rows, ""]


def cell(text: str) -> str:
    """A text in a cell of a table."""
    return text.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
