"""Addresses of the project library."""

from __future__ import annotations

from django.urls import path

from jixiao.web.desks.library import carrying, cases, exporting, views

urlpatterns = [
    path("projects", views.projects, name="projects"),
    path("projects/export", exporting.projects_book, name="projects_export"),
    path("projects/new", views.add, name="project_add"),
    path("projects/carry-over", carrying.carry_over, name="carry_over"),
    path("projects/<uuid:pk>", views.project, name="project"),
    path("projects/<uuid:pk>/declare", views.declare, name="project_declare"),
    path("projects/<uuid:pk>/end", views.end, name="project_end"),
    path("cases", cases.cases, name="cases"),
    path("cases/<uuid:pk>", cases.case, name="case"),
    path("declarations/<uuid:pk>/case", cases.mark, name="case_mark"),
]
