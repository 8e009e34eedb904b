"""Write docs/reference/codes.md, the page of the code lists, from the lists themselves."""

from collections import Counter
from pathlib import Path

from jixiao.codes import ListId, code_list, correspondences, headings
from jixiao.codes.origin import Origin, origins

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "codes.md"

HOLDS_CODES = {list_id.value for list_id in ListId}

HEAD = """# Code lists (代码清单)

The lists that the project carries as dated reference data, in `src/jixiao/codes/data`; `jixiao.codes` reads them. This page is made by
`tools/reference_codes.py`.

**Only rows that a source prints are carried.** A list that is not whole says so. A code that such a list lacks says nothing about a
document; the yearly book of the Ministry of Finance (政府收支分类科目) is what decides.
"""

USE = """## How a reading uses them

Every line of a table with a code of one of these lists is held against the list, if the list goes back to the year of the document and at
least half of the names of the table are those of the list. So are the numbered classes of expenditure (四、公共安全支出) in tables of
income and expenditure.

| The printed name | `name` of the line | And |
|---|---|---|
| is that of the list, whatever its brackets and blanks | as printed | |
| is a piece of it and no other name of the list | that of the list | a repair `name_by_code` of the table |
| is another | as printed | a note `READ-050` of the document |
| has a code that an incomplete list lacks | as printed | |
| has a code that a complete list lacks | as printed | a note `READ-051` |

A piece is the beginning or the end of a name, or the name with letters lost, in order and at least half of them there.
The `rows` of a table always hold what is printed. `code_name` and `code_list` of a line say what the list has, also where the name differs.
A numbered class is mended only where the table prints the other headings of a form that is known, and its numeral is that of the heading;
without a year, no letters are put in. Notes are hints and never problems: a list can be wrong or older than the document.
"""

COLUMNS = """## What the files hold

UTF-8, comma, header row. Codes are text. Names have the brackets of their source and are compared by `jixiao.codes.fold_name`.

| Column | Meaning |
|---|---|
| `code`, `name`, `level`, `parent` | level 1 类, 2 款, 3 项; in the procurement catalogue 0 is the letter of the group |
| `valid_from`, `valid_to` | first year in force, first year no longer in force; empty means that no limit is known |
| `first_seen`, `last_seen`, `years_seen` | budget years for which the name was seen; no limits |
| `status` | `verified`: two or more independent sources print the name; `seen once`: one. Rows of an issued list are `official` |
| `sources`, `seen_in` | how many bodies print the name, and what prints it |
| `pdf_page` | page of the official document |
| `note` | what else is known, such as an earlier name |
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD, _table(), USE, COLUMNS, "## Where the rows come from\n", *map(_origin, origins().values())]
    return "\n".join(parts).rstrip() + "\n"


def _table() -> str:
    lines = ["| Key | List | Rows | Years | Complete | Names |", "|---|---|---|---|---|---|"]
    for key, origin in origins().items():
        complete = "yes" if origin.is_complete else "no"
        lines.append(f"| `{key}` | {origin.name} | {_count(key):,} | {origin.years} | {complete} | {_statuses(key)} |")
    return "\n".join([*lines, ""])


def _count(key: str) -> int:
    if key in HOLDS_CODES:
        return len(code_list(ListId(key)))
    return len(headings()) if key == "headings" else len(correspondences())


def _statuses(key: str) -> str:
    if key == "headings":
        return "as the forms print them"
    rows = code_list(ListId(key)) if key in HOLDS_CODES else correspondences()
    return ", ".join(f"{count:,} {status}" for status, count in sorted(Counter(str(row.status) for row in rows).items()))


def _origin(origin: Origin) -> str:
    licence = f" Licence: {origin.licence}." if origin.licence else ""
    return f"**{origin.name}** (`{origin.file}`). {origin.citation}{licence}\n"


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
