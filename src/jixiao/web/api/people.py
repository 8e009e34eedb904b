"""People, their accounts and posts, by the system and the security administrator (人员与岗位)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from jixiao.web.api.answering import MADE, SEEN
from jixiao.web.api.power import need
from jixiao.web.api.schemas.administration import (
    AskedPeople,
    AskedPosts,
    Deactivation,
    FirstPassword,
    HandOver,
    HeldPostOut,
    NewPerson,
    NewPost,
    Passed,
    PersonChange,
    PersonOut,
    PersonPage,
    PostEnd,
    PostPage,
    StandIn,
    TokenOut,
    WaitingOut,
)
from jixiao.web.api.schemas.shapes import Words
from jixiao.web.records import directory, paging
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.models import ApiToken, Person, Post

router = Router(tags=["people"])
SYSTEM, SECURITY = "system_admin", "security_admin"
_PERSON = "/administration/people/{uuid:pk}"


@router.get("/administration/people", response={200: PersonPage, **SEEN}, operation_id="people", summary="人员 · People")
def people(request: HttpRequest, asked: Query[AskedPeople]) -> dict[str, Any]:
    """People by words in login or name and by the state of their accounts."""
    need(request, SYSTEM, SECURITY)
    rows, after = paging.page(directory.people(asked.words, asked.state), "login", asked.after, asked.limit)
    return {"items": rows, "next": after or None}


@router.post(
    "/administration/people", response={201: FirstPassword, **MADE}, operation_id="person_create", summary="新增人员 · Add a person"
)
def person_create(request: HttpRequest, new: NewPerson) -> Any:
    """An account for somebody, with a first password that is told this once."""
    need(request, SYSTEM)
    person, password = actions.create_person(**new.model_dump(), actor=request.actor)
    return Status(201, {"person": person, "password": password})


@router.get(_PERSON, response={200: PersonOut, **SEEN}, operation_id="person", summary="人员 · A person")
def person(request: HttpRequest, pk: UUID) -> Person:
    """Somebody with an account."""
    need(request, SYSTEM, SECURITY)
    return get_object_or_404(Person, pk=pk)


@router.patch(_PERSON, response={200: PersonOut, **MADE}, operation_id="person_rename", summary="更正姓名 · Rename")
def person_rename(request: HttpRequest, pk: UUID, sent: PersonChange) -> Person:
    """Another name for the same person; the login stays."""
    need(request, SYSTEM)
    return actions.rename_person(pk, name=sent.name, actor=request.actor)


@router.post(f"{_PERSON}/password", response={200: FirstPassword, **MADE}, operation_id="person_reset", summary="重置密码 · Reset")
def person_reset(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """A new first password; it works once a security administrator lets the account go."""
    need(request, SYSTEM)
    found, password = actions.reset_password(pk, actor=request.actor)
    return {"person": found, "password": password}


@router.post(f"{_PERSON}/deactivate", response={200: PersonOut, **MADE}, operation_id="person_deactivate", summary="停用 · Close it")
def person_deactivate(request: HttpRequest, pk: UUID, sent: Deactivation) -> Person:
    """Close an account at once: sessions end, programs lose their tokens, posts have no effect."""
    need(request, SYSTEM)
    return actions.deactivate(pk, reason=sent.reason, actor=request.actor)


@router.post(f"{_PERSON}/activate", response={200: PersonOut, **MADE}, operation_id="person_activate", summary="重新启用 · Open it again")
def person_activate(request: HttpRequest, pk: UUID) -> Person:
    """Open an account again; it has effect once a security administrator lets it go."""
    need(request, SYSTEM)
    return actions.activate(pk, actor=request.actor)


@router.post(f"{_PERSON}/unlock", response={200: PersonOut, **MADE}, operation_id="person_unlock", summary="解锁 · Let in again")
def person_unlock(request: HttpRequest, pk: UUID) -> Person:
    """Let somebody in again."""
    need(request, SECURITY)
    return actions.unlock(pk, actor=request.actor)


@router.post(f"{_PERSON}/end-sessions", response={200: PersonOut, **MADE}, operation_id="person_end_sessions", summary="结束会话 · End all")
def person_end_sessions(request: HttpRequest, pk: UUID) -> Person:
    """End everything that somebody has open."""
    need(request, SECURITY)
    return actions.end_sessions(pk, actor=request.actor)


@router.post(
    f"{_PERSON}/remove-second-factor",
    response={200: PersonOut, **MADE},
    operation_id="person_remove_factor",
    summary="解除第二因素 · Take it away",
)
def person_remove_factor(request: HttpRequest, pk: UUID) -> Person:
    """Take away the second factor of somebody who lost telephone and paper."""
    need(request, SECURITY)
    return actions.remove_factor(pk, actor=request.actor)


@router.get(f"{_PERSON}/tokens", response={200: list[TokenOut], **SEEN}, operation_id="person_tokens", summary="他人令牌 · Tokens")
def person_tokens(request: HttpRequest, pk: UUID) -> list[ApiToken]:
    """The latest tokens of somebody, without their secrets."""
    need(request, SECURITY)
    return list(get_object_or_404(Person, pk=pk).tokens.order_by("-created_at", "-id")[:200])


@router.delete(
    f"{_PERSON}/tokens/{{int:token}}",
    response={200: TokenOut, **MADE},
    operation_id="person_revoke_token",
    summary="吊销令牌 · Revoke",
)
def person_revoke_token(request: HttpRequest, pk: UUID, token: int) -> ApiToken:
    """Take away the token of somebody else, at once."""
    need(request, SECURITY)
    get_object_or_404(ApiToken, pk=min(token, 2**62), person_id=pk)
    return actions.revoke_token_of(pk, token, actor=request.actor)


@router.get("/administration/posts", response={200: PostPage, **SEEN}, operation_id="posts", summary="岗位 · Posts")
def posts(request: HttpRequest, asked: Query[AskedPosts]) -> dict[str, Any]:
    """Who holds which role where on a day, today where none is named."""
    need(request, SECURITY)
    rows, after = paging.page(directory.posts(asked.words, asked.role, asked.day), "-id", asked.after, asked.limit)
    return {"items": rows, "next": after or None}


@router.get(f"{_PERSON}/posts", response={200: list[HeldPostOut], **SEEN}, operation_id="person_posts", summary="任职 · Posts of a person")
def person_posts(request: HttpRequest, pk: UUID) -> list[Post]:
    """All posts of somebody, those that last first."""
    need(request, SYSTEM, SECURITY)
    return directory.posts_of(get_object_or_404(Person, pk=pk))


@router.post(f"{_PERSON}/posts", response={201: HeldPostOut, **MADE}, operation_id="post_give", summary="任命 · Give a post")
def post_give(request: HttpRequest, pk: UUID, new: NewPost) -> Any:
    """A role at an agency for somebody."""
    need(request, SECURITY)
    return Status(201, actions.give_post(pk, **new.model_dump(), actor=request.actor))


@router.post(
    "/administration/posts/{int:pk}/end", response={200: HeldPostOut | None, **MADE}, operation_id="post_end", summary="免职 · End a post"
)
def post_end(request: HttpRequest, pk: int, sent: PostEnd) -> Post | None:
    """Let a post end with a day, or at once; none is left of one that would not have begun."""
    need(request, SECURITY)
    get_object_or_404(Post, pk=min(pk, 2**62))
    actions.end_post(pk, on=sent.on, actor=request.actor)
    return Post.objects.filter(pk=pk).select_related("person", "agency", "stands_in_for").first()


@router.post(f"{_PERSON}/stand-in", response={200: Passed, **MADE}, operation_id="stand_in", summary="代理 · Stand in")
def stand_in(request: HttpRequest, pk: UUID, sent: StandIn) -> Any:
    """Let somebody hold all posts of a person who is on leave, from a day until a day."""
    need(request, SECURITY)
    return actions.stand_in(pk, **sent.model_dump(), actor=request.actor)


@router.post(f"{_PERSON}/hand-over", response={200: Passed, **MADE}, operation_id="hand_over", summary="交接 · Hand over")
def hand_over(request: HttpRequest, pk: UUID, sent: HandOver) -> Any:
    """Give all posts of a person to another from a day on, with everything that waits there."""
    need(request, SECURITY)
    return actions.hand_over(pk, **sent.model_dump(), actor=request.actor)


@router.get(f"{_PERSON}/waiting", response={200: list[WaitingOut], **SEEN}, operation_id="waiting", summary="岗位待办 · Waiting")
def waiting(request: HttpRequest, pk: UUID, successor: Query[Words] = "") -> list[directory.Waiting]:
    """What waits at the posts of somebody, and how much of it a successor may not decide about."""
    need(request, SECURITY)
    found = get_object_or_404(Person, pk=pk)
    other = Person.objects.filter(login=successor.strip().lower()).first() if successor else None
    return [directory.waiting_at(post, other) for post in directory.posts_of(found) if not post.is_over]
