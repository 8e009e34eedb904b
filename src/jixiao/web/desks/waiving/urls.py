"""Addresses of waivers."""

from __future__ import annotations

from django.urls import path

from jixiao.web.desks.waiving import exporting, views

urlpatterns = [
    path("waivers", views.waivers, name="waivers"),
    path("waivers/export", exporting.waivers_book, name="waivers_export"),
    path("waivers/<int:number>", views.waiver, name="waiver"),
    path("declarations/<uuid:pk>/waivers/ask", views.waiver_ask, name="waiver_ask"),
]
