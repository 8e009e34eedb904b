"""Addresses of adjustments."""

from __future__ import annotations

from django.urls import path

from jixiao.web.desks.adjust import views

urlpatterns = [
    path("declarations/<uuid:pk>/adjust", views.adjust, name="adjust"),
    path("declarations/<uuid:pk>/adjust/number", views.adjust_number, name="adjust_number"),
    path("declarations/<uuid:pk>/adjustment", views.adjustment, name="adjustment"),
]
