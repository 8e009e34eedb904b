"""People, the posts they hold, and the keys of programs that act for them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from jixiao.web.records import clock
from jixiao.workflow import titles


class People(BaseUserManager):
    """Finds people by their login."""

    def create_user(self, login: str, name: str, password: str | None = None, **fields: Any) -> Person:
        """A person who may log in once a post is held."""
        person = self.model(login=login.strip().lower(), name=name, **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(login=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who works with the ledger (用户); what may be done depends on the posts held."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=64)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    is_held = models.BooleanField(default=False)
    """The system administrator gave a new password: nobody comes in with it before the security administrator has let the account go."""
    sessions_ended = models.PositiveIntegerField(default=0)
    """How often all sessions were ended: those that began before hold another number, and are over."""
    failed_logins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    lang = models.CharField(max_length=2, default="zh")
    password_set_at = models.DateTimeField(default=clock.now)
    """When the password became what it is."""
    has_second_factor = models.BooleanField(default=False)
    """A password alone lets nobody in: see :class:`SecondFactor`."""

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.password_set_at = clock.now()

    @property
    def is_password_over(self) -> bool:
        """It is older than the installation lets passwords become, and is changed before anything else is done."""
        days = settings.PASSWORD_DAYS
        return bool(days) and clock.now() - self.password_set_at > timedelta(days=days)

    @property
    def is_locked(self) -> bool:
        """Nobody comes in: after too many failed logins for a while, or because the account is held."""
        return self.is_held or (self.locked_until is not None and self.locked_until > clock.now())

    def get_session_auth_hash(self) -> str:
        """What a session holds of the person: another password, or the end of all sessions, makes it another one."""
        return f"{super().get_session_auth_hash()}.{self.sessions_ended}"


class SecondFactor(models.Model):
    """What a person comes in with besides the password (第二因素): a secret shared with a telephone or a key, and codes on paper."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="second_factor")
    sealed = models.TextField()
    """The secret; only a program that has the secret of the installation reads it."""
    is_confirmed = models.BooleanField(default=False)
    """A code was given with it, so that both sides have the same."""
    last_step = models.BigIntegerField(default=0)
    """The step of the last code that let somebody in: it and those before let nobody in again."""
    codes = models.JSONField(default=list)
    """Digests of the codes on paper, each of which lets somebody in once."""
    set_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.person)


class Role(models.TextChoices):
    """Roles of the workflow (岗位); their names and rights stand in ``workflow/declaration.toml``."""

    CLERK = "clerk"
    UNIT_HEAD = "unit_head"
    DEPARTMENT_REVIEWER = "department_reviewer"
    FINANCE_REVIEWER = "finance_reviewer"
    PERFORMANCE_REVIEWER = "performance_reviewer"
    THIRD_PARTY = "third_party"
    OBSERVER = "observer"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


class Post(models.Model):
    """A role that a person holds at an agency (任职), from a day until a day; a stand-in holds it for somebody else (代理)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    agency = models.ForeignKey("records.Agency", models.PROTECT, related_name="posts")
    role = models.CharField(max_length=24, choices=Role.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    stands_in_for = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "agency", "role", "valid_from"], name="post_once"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="post_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {titles()['roles'][self.role].title()}"


class ApiToken(models.Model):
    """A key with which a program acts for a person (接口令牌); only its digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    ends_with = models.CharField(max_length=4)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
