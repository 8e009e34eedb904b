"""Programs that act for people: ``program("clerk_a")`` calls the interface with a token of that person."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import administration

BASE = "/api/v1"


class Program:
    """A program with a token.

    Args:
        token: of whom it acts for.
        lang: that it accepts.
    """

    def __init__(self, token, lang=""):
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {token}"} | ({"Accept-Language": lang} if lang else {})

    def get(self, path, **headers):
        return self.call("get", path, **headers)

    def post(self, path, told=None, **headers):
        return self.call("post", path, told, **headers)

    def call(self, method, path, told=None, **headers):
        """``headers`` are written with ``_`` for ``-``."""
        sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        body = {} if told is None else {"data": json.dumps(told), "content_type": "application/json"}
        return getattr(self.client, method)(BASE + path, headers=sent, **body)

    def send(self, path, told, **headers):
        """A form with files."""
        sent = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(BASE + path, data=told, headers=sent)


@pytest.fixture
def token_of(people):
    """``token_of("clerk_a")`` is a new token of somebody."""

    def made(login):
        until = (clock.today() + timedelta(days=30)).isoformat()
        number = people[login].tokens.count()
        return administration.create_token(name=f"程序{number}", until=until, actor=actor_of(people[login]))[1]

    return made


@pytest.fixture
def program(token_of):
    def made(login, lang=""):
        return Program(token_of(login), lang)

    return made
