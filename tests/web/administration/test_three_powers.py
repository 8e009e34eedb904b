"""Three administrators with separate powers: who may do what, as a table (T35).

``+`` is done, ``-`` is refused, whichever way it is tried: by the page or by the action behind it.
"""

import pytest
from django.urls import reverse
from tests.web.tree import YEAR

from jixiao.web.records.actions.administration import create_token, seen_digest
from jixiao.web.records.models import AgencyYear, Event, Person, Post

ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")
TODAY = "2026-11-20"

TABLE = """
                                             system  security  audit
see the tree of agencies                       +        -        -
add an agency                                  +        -        -
rename an agency in a year                     +        -        -
take an agency out of a year                   +        -        -
carry the tree over to the next year           +        -        -
close a year                                   +        -        -
see who has an account                         +        +        -
see the account of a person                    +        +        -
make an account                                +        -        -
correct a name                                 +        -        -
close an account                               +        -        -
open an account again                          +        -        -
give a new first password                      +        -        -
see who holds which post                       -        +        -
give a post                                    -        +        -
give himself a post                            -        -        -
end a post                                     -        +        -
end his own post                               -        -        -
arrange a stand-in                             -        +        -
hand the posts of a person over                -        +        -
let an account go                              -        +        -
end the sessions of a person                   -        +        -
revoke the token of a person                   -        +        -
search the events                              -        -        +
read one event                                 -        -        +
export the events                              -        -        +
see the state of the checkpoints               -        -        +
start a check of the chains                    -        -        +
close the own account                          -        -        -
give himself a new first password              -        -        -
let the own account go                         -        -        -
see the lists of declarations                  -        -        -
begin a declaration                            -        -        -
read a declaration                             -        -        -
change a declaration                           -        -        -
submit a declaration                           -        -        -
approve a declaration                          -        -        -
return a declaration                           -        -        -
approve a declaration with the budget          -        -        -
comment on a declaration                       -        -        -
read the ledger of a declaration               -        -        -
import a document                              -        -        -
read a declaration as a program                -        -        -
approve a declaration as a program             -        -        -
make a token of his own                        +        +        +
"""


def rows():
    for line in TABLE.strip().splitlines()[1:]:
        thing, *marks = line.rsplit(maxsplit=3)
        yield from ((thing, administrator, mark == "+") for administrator, mark in zip(ADMINISTRATORS, marks, strict=True))


@pytest.fixture
def things(people, agencies, declared, acting):
    """Each thing of the table: method, address, what is sent, and who tries, for the address of his own account."""
    found = declared("unit_a", "finance_review")
    clerk, held, closed = people["clerk_b"], people["clerk_c"], people["head_c"]
    Person.objects.filter(pk=held.pk).update(is_held=True)
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    token, _ = create_token(name="对接", until="2026-12-31", actor=acting("clerk_b"))
    row = AgencyYear.objects.select_related("agency").get(agency=agencies["unit_c"])
    agency = {"seen": seen_digest(row), "name": "云川市第三实验中学", "level": "unit", "parent": "301", "pack": "national"}
    new = {"year": YEAR, "code": "201009", "name": "直属九大队", "level": "unit", "parent": "201", "pack": "national"}
    period = {"since": TODAY, "until": "2026-12-31"}
    event = Event.objects.order_by("id").first()

    def at(name, *args):
        return reverse(name, args=args)

    def api(path, **headers):
        return f"/api/v1/declarations/{found.pk}{path}"

    return {
        "see the tree of agencies": ("get", at("agencies"), {}),
        "add an agency": ("post", at("agency_new"), new),
        "rename an agency in a year": ("post", at("agency", YEAR, row.agency_id), agency),
        "take an agency out of a year": ("post", at("agency_remove", YEAR, row.agency_id), {"seen": seen_digest(row)}),
        "carry the tree over to the next year": ("post", at("agencies_carry_over", YEAR), {}),
        "close a year": ("post", at("agencies_opening", YEAR), {"is_open": "0"}),
        "see who has an account": ("get", at("people"), {}),
        "see the account of a person": ("get", at("person", clerk.pk), {}),
        "make an account": ("post", at("person_new"), {"login": "zhao", "name": "赵雷", "lang": "zh"}),
        "correct a name": ("post", at("person_rename", clerk.pk), {"name": "郑石"}),
        "close an account": ("post", at("person_deactivate", clerk.pk), {"reason": "调离"}),
        "open an account again": ("post", at("person_activate", closed.pk), {}),
        "give a new first password": ("post", at("person_reset", clerk.pk), {}),
        "see who holds which post": ("get", at("posts"), {}),
        "give a post": ("post", at("post_new", clerk.pk), {"role": "unit_head", "agency": "201002", "since": TODAY}),
        "give himself a post": ("post", "post_new", {"role": "clerk", "agency": "201002", "since": TODAY}),
        "end a post": ("post", at("post_end", clerk.posts.get().pk), {"on": TODAY}),
        "end his own post": ("post", "post_end", {"on": TODAY}),
        "arrange a stand-in": ("post", at("stand_in", clerk.pk), {"login": "clerk_a", **period}),
        "hand the posts of a person over": ("post", at("hand_over", clerk.pk), {"login": "clerk_a", "since": TODAY}),
        "let an account go": ("post", at("person_unlock", held.pk), {}),
        "end the sessions of a person": ("post", at("person_end_sessions", clerk.pk), {}),
        "revoke the token of a person": ("post", at("person_revoke_token", clerk.pk, token.pk), {}),
        "search the events": ("get", at("events"), {}),
        "read one event": ("get", at("event", event.pk), {}),
        "export the events": ("get", at("events_export"), {}),
        "see the state of the checkpoints": ("get", at("checks"), {}),
        "start a check of the chains": ("post", at("checks"), {}),
        "close the own account": ("post", "person_deactivate", {"reason": "调离"}),
        "give himself a new first password": ("post", "person_reset", {}),
        "let the own account go": ("post", "person_unlock", {}),
        "see the lists of declarations": ("get", at("declarations"), {}),
        "begin a declaration": ("post", at("declaration_new"), {"for": f"{agencies['unit_a'].pk}/{YEAR}"}),
        "read a declaration": ("get", at("sheet", found.pk), {}),
        "change a declaration": ("post", at("edit", found.pk), {"revision": "1"}),
        "submit a declaration": ("post", at("submit", found.pk), {"revision": "1"}),
        "approve a declaration": ("post", at("move", found.pk, "approve"), {"revision": "1"}),
        "return a declaration": ("post", at("move", found.pk, "return"), {"revision": "1", "reason": "请补充"}),
        "approve a declaration with the budget": ("post", at("move", found.pk, "ratify"), {"revision": "1", "number": "1", "on": TODAY}),
        "comment on a declaration": ("post", at("comment", found.pk), {"path": "goal", "text": "请补充"}),
        "read the ledger of a declaration": ("get", at("ledger", found.pk), {}),
        "import a document": ("post", at("queue_send"), {"agency": str(agencies["unit_a"].pk), "year": YEAR}),
        "read a declaration as a program": ("get", api(""), "api"),
        "approve a declaration as a program": ("post", api("/approve"), "api"),
        "make a token of his own": ("post", at("tokens"), {"name": "对接", "until": "2026-12-31"}),
    }


@pytest.mark.parametrize(("thing", "administrator", "is_done"), [pytest.param(*row, id=f"{row[1]}: {row[0]}") for row in rows()])
def test_administrator_does_what_the_power_is_and_nothing_else(things, logged_in, people, acting, thing, administrator, is_done):
    method, address, sent = things[thing]
    own = people[administrator]
    if not address.startswith("/"):
        address = reverse(address, args=[own.posts.get().pk if address == "post_end" else own.pk])
    headers = {}
    if sent == "api":
        headers = {
            "Authorization": f"Bearer {create_token(name='程序', until='2026-12-31', actor=acting(administrator))[1]}",
            "If-Match": '"1"',
        }
        sent = {} if method == "get" else "{}"
    before = state()

    options = {"content_type": "application/json"} if sent == "{}" else {}
    answer = getattr(logged_in(administrator), method)(address, sent, headers=headers, **options)

    if is_done:
        assert answer.status_code in (200, 302), answer.status_code
        assert method == "get" or state() != before
    else:
        assert answer.status_code in (403, 404, 422), answer.status_code
        assert state() == before


def test_table_names_everything_that_is_tried(things):
    assert [thing for thing, *_ in rows()][::3] == list(things)


def state():
    """Everything that administrators can change, and what nobody of them may change; events of refusals are left out."""
    from jixiao.web.records.models import ApiToken, ChainCheck, Comment, Declaration, Import

    models = (AgencyYear, ApiToken, ChainCheck, Comment, Declaration, Import, Person, Post)
    rows = [list(model.objects.get_queryset().order_by("pk").values()) for model in models]
    for person in rows[models.index(Person)]:
        person.pop("last_login")
    return rows
