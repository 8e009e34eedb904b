from __future__ import annotations

from django.urls import path

from jixiao.web.desks.administration import agencies, checks, events, jurisdictions, people, posts, tokens

urlpatterns = [
    path("agencies", agencies.agencies, name="agencies"),
    path("agencies/new", agencies.agency_new, name="agency_new"),
    path("agencies/<int:year>/carry-over", agencies.carry_over, name="agencies_carry_over"),
    path("agencies/<int:year>/opening", agencies.opening, name="agencies_opening"),
    path("agencies/<int:year>/<uuid:pk>", agencies.agency, name="agency"),
    path("agencies/<int:year>/<uuid:pk>/remove", agencies.agency_remove, name="agency_remove"),
    path("packs", jurisdictions.packs_page, name="packs"),
    path("packs/<slug:pack_id>", jurisdictions.pack, name="pack"),
    path("packs/<slug:pack_id>/assign", jurisdictions.pack_assign, name="pack_assign"),
    path("packs/<slug:pack_id>/deadlines/<int:year>/<slug:name>", jurisdictions.pack_deadline, name="pack_deadline"),
    path("packs/<slug:pack_id>/rules", jurisdictions.pack_rules, name="pack_rules"),
    path("packs/<slug:pack_id>/rules/<str:rule>", jurisdictions.pack_rule, name="pack_rule"),
    path("people", people.people, name="people"),
    path("people/new", people.person_new, name="person_new"),
    path("people/<uuid:pk>", people.person, name="person"),
    path("people/<uuid:pk>/name", people.person_rename, name="person_rename"),
    path("people/<uuid:pk>/password", people.person_reset, name="person_reset"),
    path("people/<uuid:pk>/deactivate", people.person_deactivate, name="person_deactivate"),
    path("people/<uuid:pk>/activate", people.person_activate, name="person_activate"),
    path("people/<uuid:pk>/unlock", people.person_unlock, name="person_unlock"),
    path("people/<uuid:pk>/sessions/end", people.person_end_sessions, name="person_end_sessions"),
    path("people/<uuid:pk>/second-factor/remove", people.person_remove_factor, name="person_remove_factor"),
    path("people/<uuid:pk>/tokens/<int:token>/revoke", people.person_revoke_token, name="person_revoke_token"),
    path("people/<uuid:pk>/posts/new", posts.post_new, name="post_new"),
    path("people/<uuid:pk>/stand-in", posts.stand_in, name="stand_in"),
    path("people/<uuid:pk>/hand-over", posts.hand_over, name="hand_over"),
    path("posts", posts.posts, name="posts"),
    path("posts/<int:pk>/end", posts.post_end, name="post_end"),
    path("events", events.events, name="events"),
    path("events/export", events.export, name="events_export"),
    path("events/<int:pk>", events.event, name="event"),
    path("checks", checks.checks, name="checks"),
    path("tokens", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke", tokens.token_revoke, name="token_revoke"),
]
