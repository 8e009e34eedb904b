"""Every declaration that was handed in, or says what it is, gets its project (项目库初始化).

Declarations are taken year by year, within their agency. One belongs to the project that an earlier one of the same code belongs to; where
it has no code, or none has that code, to that of the same name. A project has one declaration of a year: a second one of that year is
another project, and a discarded one takes no place. Drafts with neither name nor code get theirs when they are handed in.
"""

from collections import defaultdict

from django.db import migrations

WITH_THE_UNIT = ("draft", "returned")
COLUMNS = (
    "pk",
    "agency_id",
    "department_id",
    "finance_id",
    "agency_name",
    "fiscal_year",
    "stage",
    "name",
    "code",
    "annual_yuan",
    "submitted_at",
    "created_at",
)
BATCH = 500


def matched(rows):
    """Rows of one agency, by the project that they belong to."""
    projects = []
    for row in sorted(rows, key=lambda row: (row["fiscal_year"], row["created_at"])):
        free = [project for project in projects if row["fiscal_year"] not in project["years"] or row["stage"] == "discarded"]
        by_code = [project for project in free if row["code"] and row["code"] in project["codes"]]
        by_name = [
            project for project in free if row["name"] in project["names"] and (not row["code"] or project["codes"] <= {row["code"]})
        ]
        found = next(iter(by_code or (by_name if row["name"] else [])), None)
        if found is None:
            found = {"years": set(), "codes": set(), "names": set(), "rows": []}
            projects.append(found)
        found["rows"].append(row)
        found["names"].add(row["name"])
        found["codes"] |= {row["code"]} - {""}
        if row["stage"] != "discarded":
            found["years"].add(row["fiscal_year"])
    return [project["rows"] for project in projects]


def told(rows):
    """What a project says, of its declarations."""
    last = rows[-1]
    alive = [row for row in rows if row["stage"] != "discarded"]
    ratified = [row["fiscal_year"] for row in alive if row["stage"] == "ratified"]
    handed_in = [row["submitted_at"] for row in rows if row["submitted_at"]]
    return {
        **{name: last[name] for name in ("agency_id", "department_id", "finance_id", "agency_name", "name", "code", "annual_yuan")},
        "first_year": min((row["fiscal_year"] for row in alive), default=None),
        "last_year": max((row["fiscal_year"] for row in alive), default=None),
        "ratified_from": min(ratified, default=None),
        "ratified_until": max(ratified, default=None),
        "is_declared": any(row["stage"] not in (*WITH_THE_UNIT, "ratified") for row in alive),
        "submitted_at": min(handed_in, default=None),
        "created_at": rows[0]["created_at"],
    }


def make(apps, schema_editor):
    declarations, projects = apps.get_model("records", "Declaration").objects, apps.get_model("records", "Project").objects
    by_agency = defaultdict(list)
    for row in declarations.filter(project=None).values(*COLUMNS).iterator(BATCH):
        if row["name"] or row["code"] or row["submitted_at"]:
            by_agency[row["agency_id"]].append(row)
    for rows in by_agency.values():
        for own in matched(rows):
            draft = declarations.values_list("draft", flat=True).get(pk=own[-1]["pk"])
            is_recurring = "经常" in draft.get("fields", {}).get("attribute", "")
            project = projects.create(**told(own), is_recurring=is_recurring)
            declarations.filter(pk__in=[row["pk"] for row in own]).update(project=project)


class Migration(migrations.Migration):
    dependencies = [("records", "0006_projects")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
