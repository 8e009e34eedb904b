"""What a password may be, besides what Django asks: not what an office writes on the wall, and another than the last (口令规则)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from jixiao.messages import text
from jixiao.web.records.models import AgencyYear

_LEAST_LEFT = 6


class OfficeWords:
    """Refuses words of the office, a year, the agency, one character, a row of the keyboard, and little else (弱口令)."""

    def validate(self, password: str, user: Any = None) -> None:
        """Take away what is guessed first, and look at what is left.

        Raises:
            ValidationError: too little is left.
        """
        left = unicodedata.normalize("NFKC", password).lower()
        for word in sorted({*_guessed(), *_own_words(user)}, key=len, reverse=True):
            left = left.replace(word, " ")
        left = re.sub(r"(?:19|20)\d\d", " ", left)
        left = re.sub(r"(.)\1{2,}", r"\1", left)
        if sum(2 if "\u3400" <= each <= "\u9fff" else 1 for each in left if each.isalnum()) < _LEAST_LEFT:
            raise ValidationError(text("web_entrance.password_guessed"), code="password_guessed")

    def get_help_text(self) -> str:
        return text("web_entrance.password_guessed")


class Kinds:
    """Refuses what has fewer kinds of characters than the installation asks for: capitals, small letters, digits, others (复杂度)."""

    def validate(self, password: str, user: Any = None) -> None:
        """Count the kinds.

        Raises:
            ValidationError: there are too few.
        """
        kinds = {_kind_of(each) for each in password}
        if len(kinds) < settings.PASSWORD_KINDS:
            raise ValidationError(text("web_entrance.password_kinds", count=settings.PASSWORD_KINDS), code="password_kinds")

    def get_help_text(self) -> str:
        return text("web_entrance.password_kinds", count=settings.PASSWORD_KINDS)


class Another:
    """Refuses the password that the person has now (不得沿用)."""

    def validate(self, password: str, user: Any = None) -> None:
        """Compare.

        Raises:
            ValidationError: it is the same.
        """
        if user is not None and user.password and check_password(password, user.password):
            raise ValidationError(text("web_entrance.password_same"), code="password_same")

    def get_help_text(self) -> str:
        return text("web_entrance.password_same")


@cache
def _guessed() -> tuple[str, ...]:
    return tuple(tomllib.loads(Path(__file__).with_name("guessed_words.toml").read_text(encoding="utf-8"))["words"])


def _own_words(user: Any) -> set[str]:
    """Login and name of somebody, names and codes of the agencies where a post is held."""
    if user is None or user.pk is None:
        return set()
    found = AgencyYear.objects.filter(agency__posts__person=user).values_list("name", "agency__code")
    return {word.lower() for words in [*found, (user.login, user.name)] for word in words if len(word) > 1}


def _kind_of(character: str) -> str:
    return "A" if character.isupper() else "a" if character.islower() else "1" if character.isdigit() else "-"
