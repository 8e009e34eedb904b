"""Addresses of notices by mail."""

from __future__ import annotations

from django.urls import path

from jixiao.web.desks.noticing import views

urlpatterns = [path("notices", views.notices, name="notices")]
