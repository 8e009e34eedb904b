"""Addresses of the desk at which declarations are written."""

from __future__ import annotations

from django.urls import path

from jixiao.web.desks.declare import attaching, coaching, pasting, previewing, saving, views

urlpatterns = [
    path("declarations/new", views.new, name="declaration_new"),
    path("declarations/<uuid:pk>/edit", views.edit, name="edit"),
    path("declarations/<uuid:pk>/autosave", saving.autosave, name="autosave"),
    path("declarations/<uuid:pk>/paste", pasting.pasting, name="paste"),
    path("declarations/<uuid:pk>/examination", saving.examination, name="examination"),
    path("declarations/<uuid:pk>/compared", coaching.compared, name="compared"),
    path("declarations/<uuid:pk>/explain", saving.explain, name="explain"),
    path("declarations/<uuid:pk>/submit", views.submit, name="submit"),
    path("declarations/<uuid:pk>/attachments", attaching.attachments, name="attachments"),
    path("declarations/<uuid:pk>/attachments/<uuid:file>", attaching.download, name="attachment"),
    path("declarations/<uuid:pk>/attachments/<uuid:file>/preview", previewing.preview, name="attachment_preview"),
    path("declarations/<uuid:pk>/attachments/<uuid:file>/preview/<int:page>", previewing.picture, name="attachment_picture"),
    path("declarations/<uuid:pk>/attachments/<uuid:file>/remove", attaching.remove, name="attachment_remove"),
]
