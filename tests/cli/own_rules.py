"""Rules of a user's own, so that tests of the command line do not depend on what the catalogue finds."""

HEADER = """\
-- id:           {id}
-- severity:     {severity}
-- stage:        review
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- title.zh:     {title}
-- title.en:     title of {id}
-- message.zh:   {message}
-- message.en:   {message}
-- remedy.zh:    请对照原文核对。
-- remedy.en:    Check the page.
-- not_covered.zh: 无
-- not_covered.en: nothing
"""
BUDGET = (
    "SELECT document_id, project_id, name, budget_yuan, budget_source, source FROM projects WHERE budget_yuan > 0 ORDER BY project_no;\n"
)
INDICATORS = "SELECT document_id, project_id, name, text, source AS text_source, source FROM indicators ORDER BY indicator_id;\n"
FILE = "SELECT document_id, file, source FROM documents ORDER BY document_id;\n"
CASES = """\
rule: {id}
有预算:
  projects: |
    document_id | project_id | name | budget_yuan | budget_source | source
    d           | p          | 校舍 | 500000      | a.txt 3       | a.txt 1
  findings:
    - {{document_id: d, project_id: p, name: 校舍, budget_yuan: {expected}, budget_source: a.txt 3, source: a.txt 1}}
没有预算:
  projects: |
    document_id | project_id | budget_yuan
    d           | p          |
  findings: []
预算为零:
  projects: |
    document_id | project_id | budget_yuan
    d           | p          | 0
  findings: []
"""


def write_rule(
    folder, id_="TST-001", *, severity="error", title="预算须说明", message="预算为{budget_yuan}。", sql=BUDGET, extra="", expected=None
):
    """A rule file in a folder, and its cases where a result is expected; the folder, as an option takes it."""
    folder.mkdir(exist_ok=True)
    header = HEADER.format(id=id_, severity=severity, title=title, message=message)
    (folder / f"{id_}_test.sql").write_text(header + extra + sql, encoding="utf-8")
    if expected is not None:
        (folder / f"{id_}_test.yml").write_text(CASES.format(id=id_, expected=expected), encoding="utf-8")
    return str(folder)
