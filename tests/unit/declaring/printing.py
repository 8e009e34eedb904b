"""A declaration on paper: laid out as its form, written as a web page, read back, audited; and which rule found what in which field."""

from collections import Counter

from jixiao import pipeline, rules
from jixiao.declaring import Examination
from jixiao.documents.printout import NOWHERE, PrintedLine, Printout, Style
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers import write
from jixiao.layouts.lay_out import Around, lay_out_form
from jixiao.layouts.recognise import recognise
from jixiao.model import Document, Project
from jixiao.packs import Pack, catalogue_for, declaration_for

CATALOGUE = rules.load_catalogue()


def printed_and_read(project: Project, pack: Pack, agency: str, year: int) -> Document:
    """The project as its form, below a line that names agency and year as a publication does, and what is read in that."""
    page = lay_out_form(project, declaration_for(pack), Around(year, None, agency)).page
    page.blocks.insert(0, PrintedLine(f"{agency}{year}年项目绩效目标", NOWHERE, style=Style.TITLE))
    return recognise(read_bytes(write(Printout("form", [page]), "html"), name="form.html"))


def found_in_file(document: Document, pack: Pack) -> Counter:
    """Which rule found something in which field, by the place that it names; ``""`` for the form as a whole."""
    audit = pipeline.audit([document], catalogue=catalogue_for(pack, CATALOGUE))
    assert audit.failures == []
    fields = _fields(document)
    found: Counter = Counter()
    for finding in audit.findings:
        named = [field for place in (finding.source, *(quote.source for quote in finding.quotes)) if (field := fields.get(place))]
        found[finding.rule.id, finding.severity.value, named[0] if named else ""] += 1
    return found


def _fields(document: Document) -> dict:
    found: dict = {}
    for project in document.projects:
        for item in project.indicators:
            for key, places in item.sources.items():
                for place in places:
                    found.setdefault(place, (item.name, key))
        for path, places in project.sources.items():
            for place in places:
                found.setdefault(place, path)
    return found


def found_on_screen(examination: Examination) -> Counter:
    """The same of an examination."""
    names = dict(zip(examination.typed.rows, (item.name for item in examination.typed.project.indicators), strict=True))
    found: Counter = Counter()
    for each in examination.findings:
        field: object = each.path
        if each.path.startswith("indicators."):
            _, id_, key = each.path.split(".", 2)
            field = ("".join(names[id_].split()), "levels" if key in ("level1", "level2") else key)
        found[each.rule_id, each.severity, field] += 1
    return found
