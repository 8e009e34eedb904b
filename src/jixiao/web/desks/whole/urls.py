"""Addresses of whole departments and ex-ante assessments."""

from __future__ import annotations

from django.urls import path

from jixiao.web.desks.whole import views

urlpatterns = [
    path("declarations/whole", views.whole_begin, name="whole_begin"),
    path("declarations/<uuid:pk>/assessment", views.assessment, name="assessment"),
    path("declarations/<uuid:pk>/assessment/<str:kind>", views.assessment_file, name="assessment_file"),
]
