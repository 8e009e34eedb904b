"""Everything that an address can be about, for the permission matrix: objects of one's own and of others, in every stage.

The tree of :mod:`tests.web.tree` gets a second finance authority with a unit of its own, which nobody of the first may see, and every
stage has a declaration of ``unit_a`` (own), of a neighbour (``unit_b``, or ``unit_c`` for the department) and of that stranger.
"""

import copy
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.web.drafts import complete
from tests.web.importing.queued import document
from tests.web.tree import PASSWORD, YEAR

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import administration, copying, declarations, importing, projects, queueing
from jixiao.web.records.models import (
    Agency,
    AgencyYear,
    ApiToken,
    Assignment,
    Attachment,
    BudgetCeiling,
    BudgetRound,
    Case,
    ChainCheck,
    Comment,
    Declaration,
    Event,
    Import,
    ImportBatch,
    Involvement,
    JurisdictionSetting,
    Level,
    Person,
    Phrase,
    Post,
    Project,
    QueuedFile,
    QueuedProject,
    Reminder,
    Stage,
    Version,
    Waiver,
)
from jixiao.web.records.why import why

LEVELS = ["unit_review", "department_review", "finance_review", "performance_review"]
STAGES = [str(stage) for stage in Stage]
LOGINS = {
    "clerk": "clerk_a",
    "unit_head": "head_a",
    "department_reviewer": "department_1",
    "finance_reviewer": "finance",
    "performance_reviewer": "performance",
    "third_party": "third_party",
    "observer": "observer",
    "system_admin": "system_admin",
    "security_admin": "security_admin",
    "audit_admin": "audit_admin",
    "no_post": "no_post",
    "nobody": None,
}
"""Who is tried for each role; ``no_post`` came in and holds no post, ``nobody`` did not come in."""
_SINCE = date(2020, 1, 1)
NEIGHBOUR = {"department_reviewer": "unit_c", "finance_reviewer": "unit_f", "performance_reviewer": "unit_f", "observer": "unit_f"}


@dataclass(frozen=True)
class Variant:
    """One thing that an address is about.

    Attributes:
        name: ``own``, ``neighbour``, ``stranger``, ``others``, ``oneself`` or ``any``, and the stage behind a slash.
        parts: of the address.
        values: for the placeholders of what is sent.
    """

    name: str
    parts: dict[str, object] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """The role may be allowed something here."""
        return not self.name.startswith(("neighbour", "stranger"))


class World:
    """Agencies, people and objects of every kind.

    Args:
        tree: of :mod:`tests.web.tree`.
    """

    def __init__(self, tree):
        self.tree = tree
        self.people = tree.people
        self._add_strangers()
        self.people["no_post"] = Person.objects.create_user("no_post", "钱多", PASSWORD)
        self.tokens = {role: self._token(login) for role, login in LOGINS.items() if login}
        self.foreign_token = self._token("clerk_c")
        self._versions = self._frozen()
        self.declared = {place: self._declared(place) for place in ("unit_a", "unit_b", "unit_c", "unit_f")}
        self._add_library()
        for own in self.declared["unit_a"].values():
            until = clock.today() + timedelta(days=30)
            Assignment.objects.create(person=self.people["third_party"], declaration=own, by=self.people["finance"], valid_until=until)
        self.queued = {place: self._queued(place, login) for place, login in (("unit_a", "clerk_a"), ("unit_c", "clerk_c"))}
        self.waivers = {place: self._waiver(place) for place in self.declared}
        self.imported = {place: self._imported(place, login) for place, login in (("unit_a", "clerk_a"), ("unit_c", "clerk_c"))}

    def _add_strangers(self):
        agencies = self.tree.agencies
        for key, code, name, level, parent in (
            ("finance_f", "901", "临江县财政局", Level.FINANCE, None),
            ("department_f", "902", "临江县民政局", Level.DEPARTMENT, "finance_f"),
            ("unit_f", "902001", "临江县救助站", Level.UNIT, "department_f"),
        ):
            agencies[key] = Agency.objects.create(code=code, name=name)
            AgencyYear.objects.create(
                agency=agencies[key],
                fiscal_year=YEAR,
                name=name,
                level=level,
                parent=agencies.get(parent),
                department=agencies["department_f"] if level != Level.FINANCE else None,
                finance=agencies["finance_f"],
            )
        self.people["clerk_f"] = Person.objects.create_user("clerk_f", "孙江", PASSWORD)
        Post.objects.create(person=self.people["clerk_f"], agency=agencies["unit_f"], role="clerk", valid_from=_SINCE)

    def _add_library(self):
        for place in self.declared.values():
            projects.follow(place["finance_review"])
        copying.mark_case(self.declared["unit_a"]["ratified"].pk, actor=self.actor("performance"))
        other = self.declared["unit_f"]["ratified"]
        told = {"fiscal_year": YEAR, "agency_name": other.agency_name, "name": other.name, "pack": other.pack, "draft": other.draft}
        Case.objects.create(declaration=other, finance=other.finance, by=self.people["performance"], **told)

    def _token(self, login):
        return administration.create_token(name="矩阵", until=(clock.today() + timedelta(days=30)).isoformat(), actor=self.actor(login))

    def actor(self, login):
        """Somebody at work."""
        return actor_of(self.people[login])

    def _frozen(self):
        drafted = declarations.create(self.tree.agencies["unit_a"], YEAR, complete(), actor=self.actor("clerk_a2"))
        declarations.submit(drafted.pk, seen=drafted.revision, actor=self.actor("clerk_a2"))
        return list(Version.objects.filter(declaration=drafted))

    def _declared(self, place):
        login = f"clerk_{place[-1]}"
        drafted = declarations.create(self.tree.agencies[place], YEAR, complete(), actor=self.actor(login))
        return {stage: self._at(stage, drafted, self.people[login]) for stage in STAGES}

    def _at(self, stage, drafted, clerk):
        own = copy.copy(drafted)
        own.pk, own._state = uuid.uuid4(), copy.copy(own._state)
        own._state.adding = True
        own.stage, own.levels, own.comments_open = stage, LEVELS, 1
        if stage != Stage.DRAFT:
            own.submitted_at, own.submitted_by = own.created_at, clerk
        if stage == Stage.RETURNED:
            own.returned_by_stage = Stage.DEPARTMENT_REVIEW
        own.save(force_insert=True)
        Involvement.objects.create(person=clerk, declaration=own, at=own.created_at, made=True)
        for version in self._versions:
            Version.objects.create(
                declaration=own, number=version.number, move=version.move, sha256=version.sha256, content=version.content, at=version.at
            )
        Comment.objects.create(
            declaration=own, path="goal", text="请写明次数。", by=self.people["department_1"], role="department_reviewer", revision=1
        )
        file = importing.store(b"%PDF-1.4 matrix")
        Attachment.objects.create(
            declaration=own, file=file, name="依据.pdf", media_type="application/pdf", by=clerk, at=self._versions[0].at
        )
        return own

    def _waiver(self, place):
        told = {"rule": "VAL-030", "path": "indicators.k6.target", "digest": "0" * 64, "text": "≥90%", "message": "满意度指标过低"}
        own, until = self.declared[place]["finance_review"], clock.today() + timedelta(days=30)
        asked = {"asked_by": self.people[f"clerk_{place[-1]}"], "asked_role": "clerk", "until": until}
        return Waiver.objects.create(declaration=own, reason="上年实测为此数", **told, **asked)

    def _imported(self, place, login):
        file = importing.store(f"matrix {place}".encode())
        return Import.objects.create(
            agency=self.tree.agencies[place],
            fiscal_year=YEAR,
            file=file,
            name="预算.txt",
            by=self.people[login],
            state="failed",
            why=why("web_importing.no_projects"),
        )

    def _queued(self, place, login):
        files = [(f"{place}.txt", document(1, self.tree.agencies[place].name))]
        own = queueing.send(YEAR, files, actor=self.actor(login)).files.get()
        queueing.read_queued.call(str(own.pk))
        return own

    def variants(self, kind, role):
        """Everything of a kind that a role is tried on."""
        return getattr(self, f"_{kind}_variants")(role)

    def _none_variants(self, role):
        yield Variant("any")

    def _year_variants(self, role):
        yield Variant("any", {"year": YEAR})

    def _project_variants(self, role):
        for name, place in (("own", "unit_a"), ("neighbour", NEIGHBOUR.get(role, "unit_b")), ("stranger", "unit_f")):
            yield Variant(name, {"pk": self.declared[place]["finance_review"].project_id})

    def _case_variants(self, role):
        for name, place in (("own", "unit_a"), ("stranger", "unit_f")):
            yield Variant(name, {"pk": self.declared[place]["ratified"].pk})

    def _round_variants(self, role):
        yield Variant("any", {"year": YEAR, "kind": "first_up"}, {"finance": self.tree.agencies["finance"].pk})

    def _declarations_of(self, role):
        for stage, own in self.declared["unit_a"].items():
            yield f"own/{stage}", own
        for stage, other in self.declared[NEIGHBOUR.get(role, "unit_b")].items():
            yield f"neighbour/{stage}", other
        for stage in ("draft", "finance_review"):
            yield f"stranger/{stage}", self.declared["unit_f"][stage]

    def _declaration_variants(self, role):
        for name, each in self._declarations_of(role):
            yield Variant(name, {"pk": each.pk}, {"revision": each.revision})

    def _chosen_variants(self, role):
        """A row of a list: it stands in what is sent, and not in the address."""
        for name, each in self._declarations_of(role):
            yield Variant(name, {}, {"pk": each.pk, "revision": each.revision})

    def _comment_variants(self, role):
        for name, each in self._declarations_of(role):
            yield Variant(name, {"pk": each.pk, "number": each.comments.get().pk}, {"revision": each.revision})

    def _version_variants(self, role):
        for name, each in self._declarations_of(role):
            yield Variant(name, {"pk": each.pk, "number": 1}, {"revision": each.revision})

    def _attachment_variants(self, role):
        for name, each in self._declarations_of(role):
            yield Variant(name, {"pk": each.pk, "file": each.attachments.get().pk}, {"revision": each.revision})

    def _import_variants(self, role):
        yield Variant("own", {"pk": self.imported["unit_a"].pk})
        yield Variant("stranger", {"pk": self.imported["unit_c"].pk})

    def _queue_variants(self, role):
        yield Variant("own", {"pk": self.queued["unit_a"].batch_id})
        yield Variant("stranger", {"pk": self.queued["unit_c"].batch_id})

    def _queued_file_variants(self, role):
        yield Variant("own", {"pk": self.queued["unit_a"].pk})
        yield Variant("stranger", {"pk": self.queued["unit_c"].pk})

    def _queued_project_variants(self, role):
        for each in self._queued_file_variants(role):
            yield Variant(each.name, {**each.parts, "number": 1})

    def _agency_variants(self, role):
        row = AgencyYear.objects.select_related("agency").get(agency=self.tree.agencies["unit_b"], fiscal_year=YEAR)
        values = {"seen": administration.seen_digest(row), "code": row.agency.code}
        yield Variant("any", {"year": YEAR, "pk": row.agency_id}, values)

    def _agency_code_variants(self, role):
        """An agency that stands in what is sent, and not in the address."""
        yield Variant("any", {}, next(self._agency_variants(role)).values)

    def _waiver_variants(self, role):
        for name, place in (("own", "unit_a"), ("neighbour", NEIGHBOUR.get(role, "unit_b")), ("stranger", "unit_f")):
            yield Variant(name, {"number": self.waivers[place].pk})

    def _person_variants(self, role):
        yield Variant("others", {"pk": self.people["clerk_b"].pk})
        if LOGINS[role]:
            yield Variant("oneself", {"pk": self.people[LOGINS[role]].pk})

    def _person_token_variants(self, role):
        yield Variant("others", {"pk": self.people["clerk_c"].pk, "token": self.foreign_token[0].pk})
        if LOGINS[role]:
            yield Variant("oneself", {"pk": self.people[LOGINS[role]].pk, "token": self.tokens[role][0].pk})

    def _post_variants(self, role):
        yield Variant("others", {"pk": self.people["clerk_b"].posts.get().pk})
        if LOGINS[role] and role != "no_post":
            yield Variant("oneself", {"pk": self.people[LOGINS[role]].posts.get().pk})

    def _token_variants(self, role):
        if LOGINS[role]:
            yield Variant("own", {"pk": self.tokens[role][0].pk})
        yield Variant("stranger", {"pk": self.foreign_token[0].pk})

    def _event_variants(self, role):
        yield Variant("any", {"pk": Event.objects.order_by("id").first().pk})


KINDS = sorted(name.removeprefix("_").removesuffix("_variants") for name in vars(World) if name.endswith("_variants"))
COUNTED = (
    *(Agency, AgencyYear, ApiToken, Attachment, BudgetCeiling, BudgetRound, Case, ChainCheck),
    *(
        Comment,
        Declaration,
        ImportBatch,
        JurisdictionSetting,
        Person,
        Phrase,
        Post,
        Project,
        QueuedFile,
        QueuedProject,
        Reminder,
        Version,
        Waiver,
    ),
)
"""What a refused request must leave as it was."""
