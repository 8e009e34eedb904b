"""Files that are read and become declarations (导入)."""

from __future__ import annotations

from django.urls import path

from jixiao.web.desks.importing import confirming, queue, views, workbooks

urlpatterns = [
    path("imports", views.imports, name="imports"),
    path("imports/template", workbooks.template, name="import_template"),
    path("imports/workbook", workbooks.workbook, name="import_workbook"),
    path("imports/queue", queue.queue_send, name="queue_send"),
    path("imports/queue/<uuid:pk>", queue.queue, name="queue"),
    path("imports/files/<uuid:pk>", confirming.queue_desk, name="queue_desk"),
    path("imports/files/<uuid:pk>/agency", queue.queue_agency, name="queue_agency"),
    path("imports/files/<uuid:pk>/pages/<int:page>", confirming.queue_page, name="queue_page"),
    path("imports/files/<uuid:pk>/projects/<int:number>", confirming.queue_decide, name="queue_decide"),
    path("imports/files/<uuid:pk>/projects/<int:number>/field", confirming.queue_field, name="queue_field"),
    path("imports/files/<uuid:pk>/projects/<int:number>/source", confirming.queue_source, name="queue_source"),
    path("imports/<uuid:pk>", views.import_page, name="import"),
    path("imports/<uuid:pk>/evidence/<int:number>", views.evidence, name="import_evidence"),
    path("imports/<uuid:pk>/file", views.file, name="import_file"),
]
