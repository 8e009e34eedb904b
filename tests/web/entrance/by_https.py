"""A program that answers as an installation behind https does, and prints its headers; ``test_https.py`` runs it."""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be ready
from django.test import Client  # noqa: E402 - Django must be ready
from tests.web.tree import PASSWORD, plant  # noqa: E402 - Django must be ready

from jixiao.web.records.models import Event  # noqa: E402 - Django must be ready

HOST = "jixiao.example.gov"


def seen(answer):
    cookies = {name: {key: value for key, value in morsel.items() if value} for name, morsel in answer.cookies.items()}
    return {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies}


def main():
    """Log in, look around, and print what was seen."""
    call_command("migrate", verbosity=0, interactive=False)
    plant()
    browser = Client(headers={"Host": HOST}, raise_request_exception=False)
    told = {}
    for name, address in (("plain", "/login"), ("plain with a path", "/declarations?role=clerk")):
        told[name] = seen(browser.get(address))
    told["program by plain http"] = seen(browser.get("/api/v1/me"))
    asked = {"secure": True}
    proxied = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "9.9.9.9, 10.1.2.3"}
    browser.post("/login", {"login": "clerk_a", "password": "wrong"}, **asked, **proxied)
    direct = {"REMOTE_ADDR": "10.7.7.7", "HTTP_X_FORWARDED_FOR": "9.9.9.9"}
    browser.post("/login", {"login": "clerk_a", "password": "wrong"}, **asked, **direct)
    odd = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "<script>"}
    browser.post("/login", {"login": "clerk_a", "password": "wrong"}, **asked, **odd)
    told["addresses"] = [event.actor["address"] for event in Event.objects.filter(action="person.login").order_by("id")]
    told["login page"] = seen(browser.get("/login", **asked))
    told["login"] = seen(browser.post("/login", {"login": "clerk_a", "password": PASSWORD}, **asked))
    for address in ("/", "/workflow", "/declarations", "/tokens", "/password", "/no-such-page", "/agencies", "/api/v1/me", "/api/v1/docs"):
        told[address] = seen(browser.get(address, **asked))
    told["language"] = seen(browser.post("/language", {"lang": "en"}, **asked))
    told["refused form"] = seen(Client(enforce_csrf_checks=True, headers={"Host": HOST}).post("/login", {"login": "x"}, **asked))
    told["refused token"] = seen(Client(headers={"Host": HOST}).get("/api/v1/me", **asked))
    told["another host"] = seen(Client(headers={"Host": "evil.example"}, raise_request_exception=False).get("/login", **asked))
    json.dump(told, sys.stdout)


main()
