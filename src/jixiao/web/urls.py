"""All addresses. A new one needs an entry in ``tests/web/routes.toml``: who may call it, and what they get."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from jixiao.web.api.urls import api
from jixiao.web.desks.home import views as home
from jixiao.web.desks.lists import exporting
from jixiao.web.desks.lists import views as lists
from jixiao.web.desks.session import views as session

handler500 = "jixiao.web.unwell.broken"
urlpatterns = [
    path("api/v1/", api.urls),
    path("", home.home, name="home"),
    path("login", session.login, name="login"),
    path("login/code", session.login_code, name="login_code"),
    path("session", session.session, name="session"),
    path("second-factor", session.second_factor, name="second_factor"),
    path("logout", session.logout, name="logout"),
    path("password", session.password, name="password"),
    path("language", session.language, name="language"),
    path("health", session.health, name="health"),
    path("workflow", home.workflow, name="workflow"),
    path("declarations", lists.declarations, name="declarations"),
    path("declarations/export", exporting.declarations_book, name="declarations_export"),
]
for desk in ("help", "declare", "review", "importing", "budget", "library", "adjust", "whole", "waiving", "noticing", "administration"):
    if find_spec(f"jixiao.web.desks.{desk}.urls"):
        urlpatterns.append(path("", include(f"jixiao.web.desks.{desk}.urls")))
