"""The permission matrix: every address, as every role, on what is one's own and what is not, in every stage (T34, T35).

Who may do what stands in ``routes.toml``. An address without an entry fails, so does an entry without an address, a method that no entry
names, and any answer that is another than the entry says.
"""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from tests.web.matrix import COUNTED, KINDS, LOGINS, STAGES, World
from tests.web.tree import plant

from jixiao.declaring import examine
from jixiao.web.records import clock

FILE = Path(__file__).parent / "routes.toml"
ROUTES = tomllib.loads(FILE.read_text(encoding="utf-8"))["route"]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
GROUPS = {
    "everyone": [role for role in LOGINS if role != "nobody"],
    "business": ["clerk", "unit_head", "department_reviewer", "finance_reviewer", "performance_reviewer", "observer", "third_party"],
}
VARIANTS = {"own", "others", "oneself", "any", *STAGES, "rest"}
UNIT = ("clerk", "unit_head")
READERS = {*GROUPS["business"]}
"""Roles that see declarations: those of the unit all of its own, the others what was once submitted."""
KEYS = {"name", "methods", "object", "allowed", "seen", "refused", "nobody", "sends", "files", "json", "query", "headers", "parts"}
_COUNTS = f"SELECT {', '.join(f'(SELECT count(*) FROM {model._meta.db_table})' for model in COUNTED)}"  # noqa: S608 - names of our own tables


def ident(route):
    return f"{'+'.join(route['methods'])} {route['name']}" + (f" {route['parts']}" if "parts" in route else "")


def allowed_of(route):
    """Role to what it gets, groups unfolded; a role that is named itself is not taken from its group."""
    told = route.get("allowed", {})
    unfolded = {role: got for group, got in told.items() for role in GROUPS.get(group, ())}
    return unfolded | {role: got for role, got in told.items() if role not in GROUPS}


def paths_of(patterns, prefix="", path=""):
    """Name to path of every address; two names of one path answer to different methods."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            own = f"{pattern.namespace}:" if getattr(pattern, "namespace", None) else prefix
            yield from paths_of(pattern.url_patterns, own, path + str(pattern.pattern))
        else:
            yield f"{prefix}{pattern.name}", path + str(pattern.pattern)


PATHS = dict(paths_of(get_resolver().url_patterns))
NAMES = sorted(PATHS)


def expected(route, role, variant):
    """Statuses that an answer may have."""
    is_api = route["name"].startswith("api:")
    if role == "nobody":
        return _list(route.get("nobody", 401 if is_api else 302))
    refused = route.get("refused", 404)
    if not variant.is_own:
        return _list(refused)
    place, _, stage = variant.name.partition("/")
    is_seen = "seen" in route and role in READERS and (role in UNIT or stage != "draft")
    otherwise = route["seen"] if is_seen else refused
    got = allowed_of(route).get(role, otherwise)
    if isinstance(got, dict):
        got = got.get(stage or place, got.get("rest", otherwise))
    return _list(got)


def _list(status):
    return status if isinstance(status, list) else [status]


def test_every_address_has_an_entry():
    assert sorted(set(NAMES) - {route["name"] for route in ROUTES}) == [], "who may call it? say so in tests/web/routes.toml"


def test_every_entry_has_an_address():
    assert sorted({route["name"] for route in ROUTES} - set(NAMES)) == []


@pytest.mark.parametrize("route", ROUTES, ids=ident)
def test_entry_is_well_formed(route):
    assert set(route) <= KEYS
    assert route["methods"]
    assert set(route["methods"]) <= set(METHODS)
    assert route.get("object", "none") in KINDS
    assert set(allowed_of(route)) <= set(LOGINS) - {"nobody"}
    for got in allowed_of(route).values():
        assert set(got) <= VARIANTS if isinstance(got, dict) else all(isinstance(each, int) for each in _list(got))


def test_no_entry_stands_twice():
    assert [key for key, count in Counter(ident(route) for route in ROUTES).items() if count > 1] == []


@pytest.fixture(scope="module")
def world(database, django_db_blocker, tmp_path_factory):
    """One for all calls, each of which is undone."""
    kept = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patching, transaction.atomic():
        patching.setattr("django.conf.settings.CHECKPOINTS", kept / "checkpoints")
        patching.setattr("django.conf.settings.KEYS", kept / "keys")
        patching.setattr("jixiao.web.records.actions.declarations.examine", _examined_once())
        yield World(plant())
        transaction.set_rollback(True)


def _examined_once():
    """Rules say the same of the same draft; here hundreds of calls ask about two."""
    known = {}

    def examined(draft, pack, **told):
        key = json.dumps([draft.plain(), pack.id, told], sort_keys=True)
        if key not in known:
            known[key] = examine(draft, pack, **told)
        return known[key]

    return examined


class Caller:
    """Calls addresses as somebody, and leaves nothing behind."""

    def __init__(self, world, role, *, is_api):
        self.world, self.role = world, role
        self.client = Client(raise_request_exception=False)
        self.headers = {}
        if LOGINS[role] and is_api:
            self.headers["Authorization"] = f"Bearer {world.tokens[role][1]}"
        elif LOGINS[role]:
            self.client.force_login(world.people[LOGINS[role]])

    def call(self, route, method, variant):
        """The status of an answer, and whether anything that is counted became more or less."""
        values = variant.values | {"today": clock.today().isoformat(), "unit_a": self.world.tree.agencies["unit_a"].pk}
        parts = {**variant.parts, **route.get("parts", {})}
        address = reverse(route["name"], kwargs=parts) + (f"?{route['query']}" if "query" in route else "")
        headers = self.headers | {key: text.format(**values) for key, text in route.get("headers", {}).items()}
        body = {"data": _filled(route.get("sends", {}), values)} if method == "POST" else {}
        if "files" in route:
            body["data"] |= {name: SimpleUploadedFile("依据.pdf", content.encode()) for name, content in route["files"].items()}
        if "json" in route:
            body = {"data": json.dumps(_filled(route["json"], values)), "content_type": "application/json"}
        before = self._counts()
        with transaction.atomic():
            answer = getattr(self.client, method.lower())(address, headers=headers, **body)
            changed = self._counts() != before
            transaction.set_rollback(True)
        return answer.status_code, changed

    def _counts(self):
        with connection.cursor() as cursor:
            cursor.execute(_COUNTS)
            return cursor.fetchone()


def _filled(told, values):
    if isinstance(told, dict):
        return {key: _filled(each, values) for key, each in told.items()}
    if isinstance(told, list):
        return [_filled(each, values) for each in told]
    if isinstance(told, str) and told[:1] == "{" and told[1:-1] in values:
        return values[told[1:-1]] if isinstance(values[told[1:-1]], int) else str(values[told[1:-1]])
    return told.format(**values) if isinstance(told, str) else told


@pytest.mark.parametrize("route", ROUTES, ids=ident)
def test_everybody_gets_what_the_entry_says(route, world):
    wrong, calls = [], 0
    for role in LOGINS:
        caller = Caller(world, role, is_api=route["name"].startswith("api:"))
        for variant in world.variants(route.get("object", "none"), role):
            for method in route["methods"]:
                status, changed = caller.call(route, method, variant)
                calls += 1
                if status not in expected(route, role, variant) or (status >= 400 and changed):
                    wrong.append(f"{method} {role} {variant.name}: {status}{' and something changed' if changed else ''}")

    assert wrong == []
    assert calls >= len(LOGINS) * len(route["methods"])


@pytest.mark.parametrize("name", NAMES)
def test_method_without_an_entry_is_not_answered(name, world):
    routes = [route for route in ROUTES if PATHS.get(route["name"]) == PATHS[name]]
    missing = set(METHODS) - {method for route in routes for method in route["methods"]}
    route = next(route for route in routes if route["name"] == name)
    role = next(iter(allowed_of(route)), "clerk")
    caller = Caller(world, role, is_api=name.startswith("api:"))
    variant = next(each for each in world.variants(route.get("object", "none"), role) if each.is_own)
    bare = {key: route[key] for key in ("name", "parts") if key in route}

    assert {method: caller.call(bare, method, variant)[0] for method in sorted(missing)} == dict.fromkeys(sorted(missing), 405)
