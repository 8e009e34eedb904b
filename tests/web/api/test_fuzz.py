"""Requests that the description allows, and requests that it does not: none is a fault of ours, and every answer is as described (T15)."""

import json
import os
from collections import Counter
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.web.api.described import ODD_TEXTS, OPERATIONS, SCHEMA, answer_misfits, objects, resolved, spoilt, values
from tests.web.drafts import complete
from tests.web.importing.queued import document as read_document
from tests.web.tree import YEAR

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import attachments, copying, declarations, importing, queueing
from jixiao.web.records.models import Declaration, Event, ImportState, Stage
from jixiao.web.records.why import why

MANY = int(os.environ.get("JIXIAO_REQUESTS", "300"))
ROLES = ("clerk_a", "head_a", "department_1", "finance", "observer", "third_party", "system_admin", "security_admin", "audit_admin")
WHOSE = {
    "agencies": "system_admin",
    "people": "security_admin",
    "audit": "audit_admin",
    "moves": "clerk_a",
    "imports": "clerk_a",
    "queues": "clerk_a",
}
WHOSE |= {"budget": "finance", "library": "clerk_a"}
"""Whose business an operation is most of the time, by its tag; that of the clerk otherwise."""
SLOW = {"examination", "coach", "move_submit", "form", "queued_agency", "queued_field"}
"""Operations that are tried less often, because rules are run or a form is drawn."""


@pytest.fixture
def filled(tree, token_of, people):
    """A ledger with something of everything, and tokens of somebody in every role."""
    clerk = actor_of(people["clerk_a"])
    drafts = [declarations.create(tree.agencies["unit_a"], YEAR, complete(), actor=clerk) for _ in range(4)]
    file = attachments.attach(drafts[0].pk, name="依据.pdf", content=b"%PDF-1.4 fuzz", actor=clerk)
    for own in drafts[1:]:
        declarations.submit(own.pk, seen=own.revision, actor=clerk)
    seen = declarations.approve(drafts[2].pk, seen=2, actor=actor_of(people["head_a"]))
    said = declarations.comment(seen.pk, path="goal", text="请写明次数", seen=seen.revision, actor=actor_of(people["department_1"]))
    document = importing.receive(tree.agencies["unit_a"], YEAR, "a.txt", b"nothing", actor=clerk)
    document.state, document.why = ImportState.FAILED, why("web_importing.no_projects")
    document.save()
    queued = queueing.send(YEAR, [("b.txt", read_document(1))], actor=clerk).files.get()
    queueing.read_queued.call(str(queued.pk))
    case = Declaration.objects.get(pk=drafts[3].pk)
    Declaration.objects.filter(pk=case.pk).update(stage=Stage.RATIFIED)
    copying.mark_case(case.pk, actor=actor_of(people["performance"]))
    return SimpleNamespace(
        projects=[str(own.project_id) for own in drafts],
        cases=[str(case.pk)],
        declarations=[str(own.pk) for own in drafts],
        files=[str(file.pk)],
        imports=[str(document.pk)],
        batches=[str(queued.batch_id)],
        queued=[str(queued.pk)],
        people=[str(person.pk) for person in people.values()],
        agencies=[str(agency.pk) for agency in tree.agencies.values()],
        comments=[said.pk],
        logged=Counter(),
        tokens={login: token_of(login) for login in ROLES},
        client=Client(),
    )


def pool_of(filled, path):
    """Ids of what an address is about."""
    for part, name in (
        ("/imports", "imports"),
        ("/import-batches", "batches"),
        ("/import-files", "queued"),
        ("/people", "people"),
        ("/agencies", "agencies"),
        ("/projects", "projects"),
        ("/cases", "cases"),
    ):
        if part in path:
            return getattr(filled, name)
    return filled.declarations


def address(draw, filled, path, operation):
    """An address with its parameters, most of which are those of something that there is."""
    for name in [part.strip("{}") for part in path.split("/") if part.startswith("{")]:
        pool = filled.files if name == "file" else pool_of(filled, path)
        known = {
            "number": st.sampled_from([1, 2, *filled.comments]),
            "year": st.sampled_from([YEAR, 1, 10**9]),
            "token": st.integers(0, 40),
        }
        is_number = name in known or "/posts/{pk}" in path or "/events/{pk}" in path or path.endswith("/tokens/{pk}")
        choice = known.get(name, st.integers(0, 60)) if is_number else st.sampled_from(pool)
        if name == "kind":
            choice = st.sampled_from(["first_up", "second_down", "x"] if "/rounds" in path else ["txt", "html", "exe"])
        odd = st.sampled_from(["0", "99999999999999999999", "00000000-0000-0000-0000-000000000000", "x"])
        path = path.replace(f"{{{name}}}", str(draw(odd if draw(st.integers(0, 11)) == 0 else choice)), 1)
    asked = {}
    for each in operation.get("parameters", ()):
        if each["in"] == "query" and (each["required"] or draw(st.booleans())):
            odd = draw(st.integers(0, 7)) == 0
            asked[each["name"]] = draw(ODD_TEXTS if odd else values(each["schema"], filled.agencies))
    told = {name: value for name, value in asked.items() if value is not None}
    return path + (f"?{urlencode(told, errors='surrogatepass')}" if told else "")


def body(draw, filled, path, operation):
    """What is sent: JSON that fits, JSON that nearly does, or no JSON at all."""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        told = draw(objects(resolved(_plain(content["application/json"]["schema"])), filled.agencies))
        kind = draw(st.integers(0, 9))
        if kind > 5:
            told = draw(spoilt(told))
        raw = json.dumps(told).encode() if kind < 9 else draw(st.sampled_from([b"", b"{", b"[" * 5000, b"\xff\xfe", b'{"a":NaN}', b"null"]))
        return {"data": raw, "content_type": "application/json"}
    if "multipart/form-data" in content:
        name = draw(st.sampled_from(["a.pdf", "..\\..\\x", "\x00", "", "名" * 300]))
        file = SimpleUploadedFile(name or "x", draw(st.sampled_from([b"", b"%PDF-1.4", b"PK\x03\x04", b"text"])))
        return {"data": {"agency_id": filled.agencies[3], "fiscal_year": draw(st.sampled_from([YEAR, "x", ""])), "file": file}}
    return {}


def _plain(schema):
    return resolved(schema["anyOf"][0]) if "anyOf" in schema else schema


@settings(max_examples=MANY, deadline=None, derandomize=MANY <= 300, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_request_is_a_fault_of_ours(filled, data):
    draw = data.draw
    name = draw(st.sampled_from(sorted(OPERATIONS)))
    assume(name not in SLOW or draw(st.integers(0, 9)) == 0)
    method, path, operation = OPERATIONS[name]
    usual = WHOSE.get(operation["tags"][0], "clerk_a")
    login = usual if draw(st.integers(0, 3)) else draw(st.sampled_from(ROLES))
    headers = {"Authorization": f"Bearer {filled.tokens[login]}", "Accept-Language": draw(st.sampled_from(["en", "zh-CN", "fr;q=x", ""]))}
    where = address(draw, filled, path, operation)
    seen = filled.client.get(path.replace("{pk}", filled.declarations[0]), headers=headers) if method != "get" and "{pk}" in path else None
    if draw(st.integers(0, 4)):
        known = seen.headers.get("ETag") if seen is not None else None
        headers["If-Match"] = draw(st.one_of(st.just(known or '"1"'), st.sampled_from(['"1"', '"2-x"', "*", "W/", '"99999999999"', "x"])))
    if draw(st.booleans()):
        headers["Idempotency-Key"] = draw(st.sampled_from(["a", "b", "é", "x" * 200]))
    with transaction.atomic():
        before = Event.objects.count()
        answer = getattr(filled.client, method)(where, headers=headers, **body(draw, filled, path, operation))
        noted = Event.objects.count() - before
        transaction.set_rollback(True)
    filled.logged[answer.status_code] += 1
    assert answer.status_code < 500, (name, where)
    if not (answer.status_code == 404 and "json" not in answer.headers["Content-Type"]):
        assert list(answer_misfits(name, answer)) == []
    if method == "get" and answer.status_code == 304:
        assert not answer.content
    if answer.status_code >= 400 and method != "get" and answer.status_code not in (401, 404):
        assert noted == 1, "what was refused to somebody who is known leaves an event, and nothing else"


def test_every_operation_is_reached():
    assert len(OPERATIONS) > 60
    assert SCHEMA["openapi"].startswith("3.1")
