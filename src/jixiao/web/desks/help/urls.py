from __future__ import annotations

from django.urls import path

from jixiao.web.desks.help import views

urlpatterns = [
    path("help", views.index, name="help"),
    path("help/<slug:page>", views.page, name="help_page"),
    path("tour/<slug:who>", views.tour, name="tour"),
]
