from __future__ import annotations

from django.urls import path

from jixiao.web.desks.review import bulk, changes, deciding, phrases, proofs, reminding, views

urlpatterns = [
    path("declarations/decide/<slug:name>", bulk.decide, name="bulk"),
    path("phrases", phrases.phrases, name="phrases"),
    path("phrases/<int:number>/drop", phrases.phrase_drop, name="phrase_drop"),
    path("declarations/<uuid:pk>", views.sheet, name="sheet"),
    path("declarations/<uuid:pk>/move/<slug:name>", deciding.move, name="move"),
    path("declarations/<uuid:pk>/remind", reminding.reminder, name="remind"),
    path("declarations/<uuid:pk>/comments", views.comment, name="comment"),
    path("declarations/<uuid:pk>/comments/<int:number>/settle", views.settle, name="settle"),
    path("declarations/<uuid:pk>/history", proofs.history, name="history"),
    path("declarations/<uuid:pk>/versions/<int:number>", proofs.version, name="version"),
    path("declarations/<uuid:pk>/changes", changes.changes, name="changes"),
    path("declarations/<uuid:pk>/ledger.jsonl", proofs.ledger, name="ledger"),
    path("declarations/<uuid:pk>/form.<slug:kind>", proofs.form_file, name="form_file"),
]
