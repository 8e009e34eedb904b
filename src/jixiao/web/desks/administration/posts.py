"""Posts, stand-ins and hand-over, by the security administrator (岗位管理)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.administration.asking import PAGE, form_again, power, typed
from jixiao.web.desks.administration.people import page_again
from jixiao.web.desks.templatetags.desk import called
from jixiao.web.records import clock, directory, paging
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.models import Person, Post, Role

POWER = "security_admin"


@power(POWER)
@require_GET
def posts(request: HttpRequest) -> HttpResponse:
    """Who holds which role where on a day (岗位)."""
    asked = typed(request, "words", "role", "day")
    day, is_wrong = directory.day_of(asked["day"])
    role = asked["role"] if asked["role"] in Role.values else ""
    rows, after = paging.page(directory.posts(asked["words"], role, day), "-id", request.GET.get("after", ""), PAGE)
    told = {"rows": rows, "after": after, "asked": asked, "day": day, "is_wrong": is_wrong, "roles_known": Role.values}
    return render(request, "administration/posts.html", told | {"address": request.GET.urlencode()})


@power(POWER)
@require_http_methods(["GET", "POST"])
def post_new(request: HttpRequest, pk: Any) -> HttpResponse:
    """A role at an agency for somebody (任命)."""
    person = get_object_or_404(Person, pk=pk)
    asked = typed(request, "agency", "role", "since", "until")
    asked["since"] = asked["since"] or (clock.today().isoformat() if request.method == "GET" else "")
    told = {"person": person, "asked": asked, "roles_known": Role.values, "agencies": directory.agencies(), "faults": {}}
    if request.method == "GET":
        return render(request, "administration/post_new.html", told)
    try:
        made = actions.give_post(pk, **asked, actor=request.actor)
    except CallerError as error:
        return form_again(request, "administration/post_new.html", error, told)
    messages.success(request, text("web_administration.post_given", name=person.name, role=called("role", made.role)))
    return _to_person(pk)


@power(POWER)
@require_POST
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    """A post ends with a day, or at once (免职)."""
    post = get_object_or_404(Post, pk=pk)
    try:
        last = actions.end_post(pk, **typed(request, "on"), actor=request.actor)
    except CallerError as error:
        return page_again(request, post.person_id, error)
    is_over = last < clock.today()
    messages.success(
        request, text("web_administration.post_ended_now") if is_over else text("web_administration.post_ended", day=last.isoformat())
    )
    return _to_person(post.person_id)


@power(POWER)
@require_http_methods(["GET", "POST"])
def stand_in(request: HttpRequest, pk: Any) -> HttpResponse:
    """Somebody holds the posts of a person on leave for a while (代理)."""
    absent = get_object_or_404(Person, pk=pk)
    asked = typed(request, "login", "since", "until")
    asked["since"] = asked["since"] or (clock.today().isoformat() if request.method == "GET" else "")
    told = {"person": absent, "asked": asked, "posts": directory.posts_of(absent), "logins": directory.logins(), "faults": {}}
    if request.method == "GET":
        return render(request, "administration/stand_in.html", told)
    try:
        passed = actions.stand_in(pk, **asked, actor=request.actor)
    except CallerError as error:
        return form_again(request, "administration/stand_in.html", error, told)
    other = directory.name_of(asked["login"])
    _tell(request, passed, text("web_administration.stand_in_done", name=other, absent=absent.name, count=len(passed.given)))
    return _to_person(pk)


@power(POWER)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: Any) -> HttpResponse:
    """All posts of somebody go to another, with what waits there (交接)."""
    leaving = get_object_or_404(Person, pk=pk)
    asked = typed(request, "login", "since")
    successor = Person.objects.filter(login=asked["login"].strip().lower()).first()
    own = [post for post in directory.posts_of(leaving) if not post.is_over]
    told = {
        "person": leaving,
        "successor": successor,
        "asked": asked | {"since": asked["since"] or (clock.today().isoformat() if request.method == "GET" else "")},
        "waiting": [directory.waiting_at(post, successor) for post in own],
        "shown": directory.SHOWN,
        "logins": directory.logins(),
        "faults": {},
    }
    if request.method == "GET":
        return render(request, "administration/hand_over.html", told)
    try:
        passed = actions.hand_over(pk, **asked, actor=request.actor)
    except CallerError as error:
        return form_again(request, "administration/hand_over.html", error, told)
    name = successor.name if successor else asked["login"]
    _tell(
        request,
        passed,
        text("web_administration.hand_over_done", name=name, count=len(passed.given), day=passed.since.isoformat() if passed.since else ""),
    )
    return _to_person(pk)


def _tell(request: HttpRequest, passed: Any, done: str) -> None:
    parts = [done]
    if passed.left_out:
        parts.append(text("web_administration.held_anyway", count=len(passed.left_out)))
    if passed.assigned:
        parts.append(text("web_administration.assigned_along", count=passed.assigned))
    messages.success(request, " ".join(parts))


def _to_person(pk: Any) -> HttpResponse:
    return HttpResponseRedirect(reverse("person", args=[pk]))
