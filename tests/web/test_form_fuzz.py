"""Forms and addresses of pages with whatever somebody sends: no answer is a fault of ours (T15).

The requests begin with those of ``routes.toml``, which mean something, and are spoilt: other values, missing and doubled fields, files
where there are none, odd addresses and headers.
"""

import os
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.api.described import ODD_TEXTS
from tests.web.matrix import LOGINS
from tests.web.test_matrix import ROUTES, _filled, world

from jixiao.web.records import clock

__all__ = ["world"]

MANY = int(os.environ.get("JIXIAO_REQUESTS", "300"))
PAGES = [route for route in ROUTES if not route["name"].startswith("api:")]
SLOW = {"submit", "checks", "edit", "examination", "form_file"}
VALUES = st.one_of(
    ODD_TEXTS,
    st.sampled_from(
        [
            "",
            " ",
            "0",
            "-1",
            "1e9",
            "99999999999999999999",
            "2027",
            "2027-02-30",
            "9999-12-31",
            "\x00",
            "\ud7ff",
            "名" * 5000,
            "<b>",
            "%00",
            "{}",
        ]
    ),
    st.text(max_size=40),
).map(lambda said: said.encode("utf-8", "replace").decode())  # what a form sends are bytes, and half a character has none
NAMES = [
    "number",
    "page",
    "role",
    "tab",
    "words",
    "agency",
    "year",
    "since",
    "until",
    "after",
    "before",
    "state",
    "version",
    "revision",
    "examined",
]


@pytest.fixture
def known():
    """Who came in, once for all requests."""
    return {}, Counter()


def client_of(known, world, role):
    if role not in known:
        known[role] = Client(raise_request_exception=False)
        if LOGINS[role]:
            known[role].force_login(world.people[LOGINS[role]])
    return known[role]


def sent(draw, route, values):
    """The fields of a form, some of them spoilt."""
    found = _filled(route.get("sends", {}), values)
    for name in list(found):
        kind = draw(st.integers(0, 7))
        if kind == 0:
            del found[name]
        elif kind in (1, 2):
            found[name] = draw(VALUES)
        elif kind == 3:
            found[name] = [found[name], draw(VALUES)]
    for _ in range(draw(st.integers(0, 2))):
        found[
            draw(st.sampled_from([*NAMES, "reason", "opinion", "path", "text", "indicators.k1.target", "goal", "?x@y", "do", "code"]))
        ] = draw(VALUES)
    if draw(st.integers(0, 9)) == 0:
        found["files"] = SimpleUploadedFile(
            draw(st.sampled_from(["a.pdf", "..\\x", "名" * 200])), draw(st.sampled_from([b"", b"%PDF-1.4", b"PK\x03\x04"]))
        )
    return {name: value for name, value in found.items() if value is not None}


@settings(max_examples=MANY, deadline=None, derandomize=MANY <= 300, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_form_is_a_fault_of_ours(world, known, data):
    draw, (clients, seen) = data.draw, known
    route = draw(st.sampled_from([route for route in PAGES if route["name"] not in SLOW or draw(st.integers(0, 9)) == 0]))
    usual = [role for role in route.get("allowed", {}) if role in LOGINS] or ["clerk", "finance_reviewer"]
    role = draw(st.sampled_from(usual if draw(st.integers(0, 4)) else list(LOGINS)))
    variant = draw(st.sampled_from(list(world.variants(route.get("object", "none"), role))))
    values = variant.values | {"today": clock.today().isoformat(), "unit_a": world.tree.agencies["unit_a"].pk}
    try:
        address = reverse(route["name"], kwargs={**variant.parts, **route.get("parts", {})})
    except NoReverseMatch:
        return
    asked = {name: draw(VALUES) for name in draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))}
    headers = {"Referer": draw(st.sampled_from(["http://testserver/x", "//evil", "http://[", "\u00e9"]))} if draw(st.booleans()) else {}
    if draw(st.integers(0, 5)) == 0:
        headers |= {"HX-Request": "true", "HX-Current-URL": draw(st.sampled_from(["http://testserver/", "é", "javascript:1"]))}
    method = draw(st.sampled_from(route["methods"]))
    client = client_of(clients, world, role)
    with transaction.atomic():
        if method == "GET":
            answer = client.get(address, asked, headers=headers)
        else:
            query = "&".join(f"{name}=x" for name in asked)
            answer = client.post(f"{address}?{query}", sent(draw, route, values), headers=headers)
        transaction.set_rollback(True)
    clients.pop(role, None) if route["name"] in ("logout", "password", "login") else None
    seen[answer.status_code] += 1

    assert answer.status_code < 500, (method, role, address, asked)


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/declarations/%ff",
        "/declarations/00000000-0000-0000-0000-000000000000",
        "/x" * 2000,
        "/agencies/99999999999999999999/x",
        "/help/x",
        "/tour/x",
    ],
)
def test_odd_address_is_no_fault_of_ours(path, tree, logged_in):
    assert logged_in("system_admin").get(path).status_code in (200, 400, 404)
