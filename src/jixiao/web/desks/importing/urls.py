from __future__ import annotations

from django.urls import path

from jixiao.web.desks.importing import views

urlpatterns = [
    path("imports", views.imports, name="imports"),
    path("imports/<uuid:pk>", views.import_page, name="import"),
    path("imports/<uuid:pk>/evidence/<int:number>", views.evidence, name="import_evidence"),
    path("imports/<uuid:pk>/file", views.file, name="import_file"),
]
