"""Who looks at which page, and on what: every page of the web application, by the name of its address.

An address that answers to GET and is none of :data:`NO_PAGES` needs a line in :data:`VISITS`: without one the tests here fail.
"""

import json
from importlib import resources

from django.urls import reverse
from tests.web.drafts import complete
from tests.web.matrix import World
from tests.web.test_matrix import ROUTES
from tests.web.tree import YEAR

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import attachments, declarations, importing, queueing, sessions
from jixiao.web.records.models import Event, Import

FORMS = "13-2027-岚江市市政设施养护中心-项目绩效目标.docx"
NO_PAGES = {
    "adjustment": "of a declaration that adjusts another: tests/web/test_adjusting.py",
    "assessment_file": "a file",
    "attachment": "a file",
    "attachments": "a part of the page where a declaration is written",
    "bulk": "is asked for by the form of a list: tests/browser/desks/test_reviewing.py",
    "ceilings_file": "a file",
    "attachment_picture": "a picture",
    "compared": "a part of the page where a declaration is written",
    "declarations_export": "a file",
    "events_export": "a file",
    "waivers_export": "a file",
    "projects_export": "a file",
    "posts_export": "a file",
    "people_export": "a file",
    "agencies_export": "a file",
    "examination": "JSON for the page where a declaration is written",
    "form_file": "a file",
    "health": "JSON for whoever watches over the server",
    "import_evidence": "a part of the page of an import",
    "import_file": "a file",
    "import_template": "a file",
    "ledger": "a file",
    "queue_page": "a picture",
    "queue_source": "a part of the page where a file is confirmed",
    "room": "a part of the page where a declaration is written",
    "login_code": "of somebody who gave the password and not the code: tests/browser/desks/test_entering.py",
    "session": "JSON for the scripts of pages",
}
VISITS = {
    "api:openapi-view": [("clerk_a", "none")],
    "adjust": [("clerk_a", "declaration/ratified")],
    "agencies": [("system_admin", "none")],
    "agency": [("system_admin", "agency")],
    "agency_new": [("system_admin", "none")],
    "attachment_preview": [("clerk_a", "attached"), ("clerk_a", "damaged")],
    "assessment": [("clerk_a", "declaration/draft"), ("finance", "declaration/finance_review")],
    "carry_over": [("clerk_a", "none")],
    "case": [("clerk_a", "project_case")],
    "cases": [("clerk_a", "none")],
    "ceilings": [("finance", "none"), ("department_1", "none"), ("clerk_a", "none")],
    "changes": [("finance", "declaration/ratified")],
    "checks": [("audit_admin", "none")],
    "declaration_new": [("clerk_a", "none")],
    "declarations": [("clerk_a", "none"), ("department_1", "none"), ("observer", "none"), ("third_party", "none")],
    "edit": [("clerk_a", "declaration/draft"), ("clerk_a", "declaration/returned")],
    "event": [("audit_admin", "event")],
    "events": [("audit_admin", "none")],
    "hand_over": [("security_admin", "person")],
    "help": [("clerk_a", "none")],
    "help_page": [("clerk_a", "help/edit"), ("clerk_a", "help/home")],
    "history": [("finance", "declaration/ratified")],
    "home": [("clerk_a", "none"), ("finance", "none"), ("security_admin", "none"), ("no_post", "none")],
    "import": [("clerk_a", "read"), ("clerk_a", "failed")],
    "imports": [("clerk_a", "none")],
    "login": [("", "none")],
    "move": [("department_1", "approve"), ("department_1", "return"), ("clerk_a", "withdraw")],
    "notices": [("clerk_a", "none")],
    "pack": [("system_admin", "pack/national"), ("clerk_a", "pack/ningxia")],
    "pack_assign": [("system_admin", "pack/pingluo")],
    "pack_deadline": [("system_admin", "pack_day/declare_by"), ("finance", "pack_day/declare_by")],
    "pack_rule": [("system_admin", "pack_rule/FND-002"), ("clerk_a", "pack_rule/FND-002")],
    "pack_rules": [("system_admin", "pack/national")],
    "packs": [("system_admin", "none"), ("clerk_a", "none")],
    "password": [("clerk_a", "none")],
    "people": [("system_admin", "none"), ("security_admin", "none")],
    "person": [("system_admin", "person"), ("security_admin", "person")],
    "phrases": [("finance", "none")],
    "person_new": [("system_admin", "none")],
    "post_new": [("security_admin", "person")],
    "posts": [("security_admin", "none")],
    "project": [("clerk_a", "project_own")],
    "projects": [("clerk_a", "none"), ("finance", "none")],
    "queue": [("clerk_a", "queue")],
    "queue_desk": [("clerk_a", "queued")],
    "second_factor": [("clerk_a", "none")],
    "sheet": [("clerk_a", "declaration/returned"), ("department_1", "declaration/department_review"), ("observer", "declaration/ratified")],
    "stand_in": [("security_admin", "person")],
    "tokens": [("clerk_a", "none")],
    "tour": [("clerk_a", "tour/clerk"), ("finance", "tour/reviewer")],
    "version": [("finance", "declaration/ratified")],
    "waiver": [("performance", "waiver"), ("clerk_a", "waiver")],
    "waiver_ask": [("clerk_a", "waivable")],
    "waivers": [("performance", "none"), ("clerk_a", "none")],
    "workflow": [("clerk_a", "none")],
}
QUERIES = {"pack_assign": "?agency=201001&year=2027", "waiver_ask": "?rule=VAL-030&path=indicators.k6.target"}
"""What an address is asked for besides."""
REFUSED = [("", "/no-such-page"), ("clerk_a", "/no-such-page"), ("clerk_a", "/agencies")]
"""Pages of what there is not, and of what one may not."""


def page_names():
    """Names of all addresses that answer to GET with a page."""
    return {route["name"] for route in ROUTES if "GET" in route["methods"]} - set(NO_PAGES) - _json()


def _json():
    return {route["name"] for route in ROUTES if route["name"].startswith("api:") and route["name"] != "api:openapi-view"}


class Places:
    """Objects for every page, and the addresses of the pages.

    Args:
        tree: of :mod:`tests.web.tree`.
    """

    def __init__(self, tree):
        self.world = World(tree)
        clerk = actor_of(tree.people["clerk_a"])
        content = resources.files("jixiao.web.demo").joinpath("documents", FORMS).read_bytes()
        read = importing.receive(tree.agencies["unit_a"], 2027, FORMS, content, actor=clerk)
        importing.read_import.call(str(read.pk))
        low = complete().with_field("indicators.k6.target", "≥50%")
        self.waivable = declarations.create(tree.agencies["unit_a"], YEAR, low, actor=clerk)
        self.read = Import.objects.get(pk=read.pk)
        self.queue = queueing.send(2027, [(FORMS, content), ("无.pdf", b"%PDF-1.7 cut"), ("空.txt", b"")], actor=clerk)
        for own in self.queue.files.all():
            queueing.read_queued.call(str(own.pk))
        draft = self.world.declared["unit_a"]["draft"]
        self.file = attachments.attach(draft.pk, name=FORMS, content=content, actor=clerk)
        sessions.note(clerk, "declaration.export", result="refused", object=f"agency:{tree.agencies['unit_a'].pk}")

    def all(self):
        """Who looks, and where: every visit of every page."""
        for name, visits in VISITS.items():
            for login, what in visits:
                yield login, self.address(name, what)
        yield from REFUSED

    def address(self, name, what):
        """The address of a page about something."""
        return reverse(name, kwargs=getattr(self, f"_{what.partition('/')[0]}")(name, what.partition("/")[2])) + QUERIES.get(name, "")

    def _help(self, name, page):
        return {"page": page}

    def _tour(self, name, who):
        return {"who": who}

    def _none(self, name, stage):
        return {}

    def _declaration(self, name, stage):
        parts = {"pk": self.world.declared["unit_a"][stage].pk}
        return {**parts, "number": 1} if name == "version" else parts

    def _approve(self, name, stage):
        return {"pk": self.world.declared["unit_a"]["department_review"].pk, "name": "approve"}

    def _return(self, name, stage):
        return {"pk": self.world.declared["unit_a"]["department_review"].pk, "name": "return"}

    def _withdraw(self, name, stage):
        return {"pk": self.world.declared["unit_a"]["unit_review"].pk, "name": "withdraw"}

    def _read(self, name, stage):
        return {"pk": self.read.pk}

    def _failed(self, name, stage):
        return {"pk": self.world.imported["unit_a"].pk}

    def _queue(self, name, stage):
        return {"pk": self.queue.pk}

    def _queued(self, name, stage):
        return {"pk": self.queue.files.first().pk}

    def _attached(self, name, stage):
        return {"pk": self.file.declaration_id, "file": self.file.pk}

    def _damaged(self, name, stage):
        own = self.world.declared["unit_a"]["returned"]
        return {"pk": own.pk, "file": own.attachments.get().pk}

    def _project_own(self, name, stage):
        return {"pk": self.world.declared["unit_a"]["finance_review"].project_id}

    def _project_case(self, name, stage):
        return {"pk": self.world.declared["unit_a"]["ratified"].pk}

    def _person(self, name, stage):
        return {"pk": self.world.people["clerk_b"].pk}

    def _agency(self, name, stage):
        return next(self.world.variants("agency", "system_admin")).parts

    def _pack(self, name, pack):
        return {"pack_id": pack}

    def _pack_day(self, name, day):
        return {"pack_id": "national", "year": 2027, "name": day}

    def _pack_rule(self, name, rule):
        return {"pack_id": "national", "rule": rule}

    def _waivable(self, name, stage):
        return {"pk": self.waivable.pk}

    def _waiver(self, name, stage):
        return {"number": self.world.waivers["unit_a"].pk}

    def _event(self, name, stage):
        return {"pk": Event.objects.order_by("-id").first().pk}


def told(found):
    """Faults as one text, so that a failing test shows all of them."""
    return json.dumps(found, ensure_ascii=False, indent=1)
