"""Addresses of rounds and ceilings."""

from __future__ import annotations

from django.urls import path

from jixiao.web.desks.budget import sheets, views

urlpatterns = [
    path("ceilings", views.ceilings, name="ceilings"),
    path("ceilings/<int:year>/file", sheets.send, name="ceilings_send"),
    path("ceilings/<int:year>/file.xlsx", sheets.fetch, name="ceilings_file"),
    path("rounds/<int:year>/<slug:kind>", views.round_page, name="round"),
    path("declarations/<uuid:pk>/room", views.room, name="room"),
]
