"""Write docs/reference/exports.md, the page of the exported tables, from their declarations."""

from pathlib import Path

from jixiao.exports import Column, ColumnType, TableSchema, schemas

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "exports.md"

HEAD = """# Exported tables (导出的表)

`jixiao read` writes what it read as tables for a spreadsheet, a statistics program or a database. This page is made by
`tools/reference_exports.py` from `src/jixiao/exports/tables.toml`.

```console
$ jixiao read PATH… --csv FOLDER        # a CSV file for each table
$ jixiao read PATH… --xlsx FILE         # one workbook, a sheet for each table, the first one says what they are
$ jixiao read PATH… --parquet FOLDER    # a Parquet file for each table
```

The options can be combined. In Python, `jixiao.exports` has `write_csv`, `write_xlsx` and `write_parquet`, and `tables_of` for the
rows themselves.

Every row is one observation, and every column one kind of value with one unit:

- **Keys.** `document_id` names the file, numbers that end in `_no` count from 1 in the order of the document. Tables are joined by
  the columns that they share. `publisher`, `fiscal_year`, `project_name` and others that are called “repeated” are there so that a
  table can be summed up by itself.
- **Money** is in yuan, whatever unit the document prints. What is printed stands in `table_cells`.
- **A blank** means that nothing is printed there. A zero is a zero that is printed.
- **Places.** `place` says in words where a value stands in its file, the columns `source_…` say it in parts. `places` has all cells
  that print a value, where there are several.
- **Sums.** Rows of a total stand beside the rows that they add up: look at `scope`, `horizon`, `key` and `level` before you add.

## Personal data

Contacts of a form (负责人, 经办人, 联系电话, 填报日期) are personal data and are **not exported**. In texts, the clause in which personal
data was found is masked as `〔个人信息〕`; so is a message about a cell that holds personal data. What is found are telephone, identity and
card numbers, addresses behind their label, and names behind a label or beside a treatment; a name in other prose is not found. The
table `personal_data` says where it stands, never what it says. `--with-contacts` exports the table `contacts` and masks nothing:
what it writes must not be published as it is. A folder that holds the `contacts` of an earlier export is not written to without
that option, so that they do not stay beside newer tables.

## The three formats

| | CSV | XLSX | Parquet |
|---|---|---|---|
| text | UTF-8 with byte order mark | text, whatever it begins with | `VARCHAR` |
| integer | digits | number | `BIGINT` |
| yuan | plain decimal | number; text beyond 15 digits | `DECIMAL(24,6)` |
| number | plain decimal | number; text beyond 15 digits | `DECIMAL(38,9)` |
| boolean | `true`, `false` | boolean | `BOOLEAN` |
| date | `2025-12-31` | date | `DATE` |
| blank | empty | empty cell | null |

All three hold the same values. Nothing is rounded, cut or left out: where a format cannot hold a value (a sheet has 1,048,576 rows,
a cell of it 32,767 characters, a Parquet decimal the digits above), the export stops, says which value it is, and writes nothing.
Files are written beside their destination and moved there when they are whole. The same readings give the same bytes.

**CSV** follows RFC 4180: commas, CRLF, quotes where they are needed, a header row. A text that a spreadsheet would take for a
formula has an apostrophe in front: one that begins with `=`, `+`, `-`, `@` or their full-width forms, with a tab or a line break,
also behind blanks, apostrophes and characters that cannot be seen. The operator `=` of a target is such a text.
`jixiao.exports.restore` takes the apostrophe off again, and only there; numbers in columns of numbers never have one. When a
spreadsheet opens a CSV file it drops the zeros before a code and the last digits of a long one: use XLSX there.

**XLSX** keeps texts as they are, and marks them as text (`quotePrefix`), so that they stay text when somebody edits the cell. Point
at the head of a column to read what it means.

**Parquet** keeps texts as they are. `SELECT publisher, SUM(amount_yuan) FROM 'FOLDER/amounts.parquet' WHERE scope = 'project' AND
key = 'annual' GROUP BY ALL` works in DuckDB.

## The tables

Rows of all tables are in the order of the documents as they were given.
"""
TYPES = {ColumnType.YUAN: "decimal", ColumnType.NUMBER: "decimal"}


def page() -> str:
    """The whole page."""
    tables = list(schemas().values())
    return "\n".join([HEAD, *_overview(tables), "", *(line for table in tables for line in _table(table))]).rstrip() + "\n"


def _overview(tables: list[TableSchema]) -> list[str]:
    lines = ["| Table | | A row |", "|---|---|---|"]
    return [*lines, *(f"| [`{table.name}`](#{table.name}) | {table.zh} | {table.en} |" for table in tables)]


def _table(table: TableSchema) -> list[str]:
    key = ", ".join(f"`{name}`" for name in table.key)
    lines = [
        f"### {table.name}",
        "",
        f"{table.zh}. {table.en} Key: {key}.",
        "",
        "| Column | Type | Unit | Chinese | Meaning |",
        "|---|---|---|---|---|",
    ]
    return [*lines, *(_column(column) for column in table.columns), ""]


def _column(column: Column) -> str:
    kind = TYPES.get(column.type, column.type.value)
    return f"| `{column.name}` | {kind} | {column.unit} | {column.zh} | {column.en} |"


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
