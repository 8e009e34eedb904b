from __future__ import annotations

from django.urls import path

from jixiao.web.desks.importing import views, workbooks

urlpatterns = [
    path("imports", views.imports, name="imports"),
    path("imports/template", workbooks.template, name="import_template"),
    path("imports/workbook", workbooks.workbook, name="import_workbook"),
    path("imports/<uuid:pk>", views.import_page, name="import"),
    path("imports/<uuid:pk>/evidence/<int:number>", views.evidence, name="import_evidence"),
    path("imports/<uuid:pk>/file", views.file, name="import_file"),
]
