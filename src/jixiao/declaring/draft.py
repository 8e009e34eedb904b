"""What a person typed into the form of a project, as typed (申报草稿): nothing is read, mended or cleaned here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from jixiao.declaring.paths import INDICATORS, DraftError, is_field, is_id, is_indicator_key, of_indicator, split

_KEYS = frozenset({"fields", "indicators", "explanations", "made"})
_NUMBER = re.compile(r"k(\d{1,9})")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_MOST_CHARACTERS = 50_000
_MOST_INDICATORS = 500
_MOST_MADE = 10**9


@dataclass(frozen=True, slots=True)
class DraftIndicator:
    """A row of the indicators as typed (指标行).

    Attributes:
        id: its name in paths; it stays when the row is moved, and is given to no other row.
        texts: what was typed by key (``target``, ``extra.备注``); blank cells are not there.
    """

    id: str
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)

    def text(self, key: str) -> str:
        """What was typed into a cell; empty for a blank one."""
        return self.texts.get(key, "")

    @property
    def is_blank(self) -> bool:
        """Nothing but its levels was typed."""
        return not any(typed.strip() for key, typed in self.texts.items() if key not in ("level1", "level2"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A declaration as it was typed (申报草稿); it never changes: what changes it makes another one.

    Attributes:
        fields: typed texts by path (:mod:`jixiao.declaring.paths`); blank ones are not there.
        indicators: rows in their order.
        explanations: why a finding is none, by ``<rule id>@<path>``.
        made: how many rows were ever made here, so that no id is given twice.
    """

    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    indicators: tuple[DraftIndicator, ...] = ()
    explanations: Mapping[str, str] = field(default_factory=dict, hash=False)
    made: int = 0

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """A draft out of what :meth:`plain` gave, or what a program sent.

        Raises:
            DraftError: it has another shape, a path that there is not, or text that cannot be kept.
        """
        if not isinstance(plain, Mapping) or set(plain) - _KEYS:
            raise DraftError(
                "error.draft_shape", what=", ".join(sorted(map(str, set(plain) - _KEYS))) if isinstance(plain, Mapping) else ""
            )
        fields = {_field(path): _kept(typed, path) for path, typed in _texts(plain.get("fields", {}), "fields")}
        rows = plain.get("indicators", [])
        if not isinstance(rows, Sequence) or isinstance(rows, str) or any(not isinstance(row, Mapping) for row in rows):
            raise DraftError("error.draft_shape", what=INDICATORS)
        indicators: dict[str, DraftIndicator] = {}
        made = 0
        for row in rows:
            id_ = row.get("id")
            made = made + 1 if id_ is None else max(made, _numbered(id_))
            texts = {key: typed for key, typed in row.items() if key != "id"}
            new = _row(f"k{made}" if id_ is None else id_, texts, indicators)
            indicators[new.id] = new
        explanations = {
            _explained(*key.split("@", 1)): _kept(typed, key) for key, typed in _texts(plain.get("explanations", {}), "explanations")
        }
        told = plain.get("made", 0)
        if type(told) is not int or not 0 <= told <= _MOST_MADE:
            raise DraftError("error.draft_shape", what="made")
        return cls(_typed(fields), tuple(indicators.values()), _typed(explanations), max(made, told))

    def plain(self) -> dict[str, Any]:
        """The draft as JSON holds it; :meth:`from_plain` gives the same draft back."""
        return {
            "fields": dict(self.fields),
            "indicators": [{"id": item.id, **item.texts} for item in self.indicators],
            "explanations": dict(self.explanations),
            "made": self.made,
        }

    def text(self, path: str) -> str:
        """What was typed at a path; empty where nothing was.

        Raises:
            DraftError: there is no such path, or no such indicator.
        """
        id_, key = split(path)
        if id_:
            return self.indicator(id_).text(_indicator_key(key, path))
        return self.fields.get(_field(path), "")

    def indicator(self, id_: str) -> DraftIndicator:
        """The row of an id.

        Raises:
            DraftError: there is none.
        """
        found = next((item for item in self.indicators if item.id == id_), None)
        if found is None:
            raise DraftError("error.no_such_indicator", id=id_)
        return found

    def paths(self) -> Iterator[str]:
        """Paths of all texts that were typed."""
        yield from self.fields
        yield from (of_indicator(item.id, key) for item in self.indicators for key in item.texts)

    def with_field(self, path: str, typed: str) -> Self:
        """With another text at a path, of the project or of an indicator; a blank one takes the text away.

        Raises:
            DraftError: there is no such path or indicator, or the text cannot be kept.
        """
        id_, key = split(path)
        if not id_:
            return replace(self, fields=_with(self.fields, _field(path), _kept(typed, path)))
        texts = _with(self.indicator(id_).texts, _indicator_key(key, path), _kept(typed, path))
        return replace(self, indicators=tuple(replace(item, texts=texts) if item.id == id_ else item for item in self.indicators))

    def with_indicator(self, texts: Mapping[str, str] | None = None, *, at: int | None = None, id_: str | None = None) -> Self:
        """With one more row.

        Args:
            texts: what was typed into it, by key.
            at: its place, from 0; the end by default.
            id_: its id; a new one by default, that of the last row in ``indicators`` of the result or at ``at``.

        Raises:
            DraftError: the id is no id or taken, a key is none of an indicator, a text cannot be kept, or there are too many rows.
        """
        made = self.made + 1 if id_ is None else max(self.made, _numbered(id_))
        row = _row(f"k{made}" if id_ is None else id_, texts or {}, {item.id for item in self.indicators})
        rows = list(self.indicators)
        rows.insert(len(rows) if at is None else max(0, at), row)
        return replace(self, indicators=tuple(rows), made=made)

    def without_indicator(self, id_: str) -> Self:
        """Without a row and what was explained of it.

        Raises:
            DraftError: there is no such indicator.
        """
        gone = self.indicator(id_)
        rows = tuple(item for item in self.indicators if item is not gone)
        kept = {key: why for key, why in self.explanations.items() if split(key.partition("@")[2])[0] != id_}
        return replace(self, indicators=rows, explanations=kept)

    def with_moved_indicator(self, id_: str, to: int) -> Self:
        """With a row at another place.

        Args:
            id_: of the row.
            to: its place after that, from 0; places beyond the ends are the ends.

        Raises:
            DraftError: there is no such indicator.
        """
        moved = self.indicator(id_)
        rows = [item for item in self.indicators if item is not moved]
        rows.insert(max(0, to), moved)
        return replace(self, indicators=tuple(rows))

    def with_explanation(self, rule: str, path: str, why: str) -> Self:
        """With a reason why what a rule says of a path is right as it is; a blank one takes it away.

        Raises:
            DraftError: the text cannot be kept.
        """
        key = _explained(rule, path)
        return replace(self, explanations=_with(self.explanations, key, _kept(why, key)))

    def explanation(self, rule: str, path: str) -> str:
        """Why what a rule says of a path is right as it is; empty where nobody said."""
        return self.explanations.get(f"{rule}@{path}", "")


def _texts(found: object, where: str) -> Iterator[tuple[str, str]]:
    if not isinstance(found, Mapping):
        raise DraftError("error.draft_shape", what=where)
    for key, typed in found.items():
        if not isinstance(key, str):
            raise DraftError("error.draft_shape", what=where)
        yield key, typed


def _row(id_: object, texts: Mapping[str, str], taken: Collection[str]) -> DraftIndicator:
    """A row beside others that have these ids."""
    if not isinstance(id_, str) or not is_id(id_) or id_ in taken:
        raise DraftError("error.indicator_id", id=str(id_))
    if len(taken) >= _MOST_INDICATORS:
        raise DraftError("error.too_many_indicators", most=_MOST_INDICATORS)
    kept = {_indicator_key(key, of_indicator(id_, key)): _kept(typed, of_indicator(id_, key)) for key, typed in texts.items()}
    return DraftIndicator(id_, _typed(kept))


def _explained(rule: str, path: str = "") -> str:
    return f"{_kept(rule, 'explanations')}@{_kept(path, 'explanations')}"


def _typed(texts: Mapping[str, str]) -> dict[str, str]:
    """Without those that are blank."""
    return {key: typed for key, typed in texts.items() if typed}


def _field(path: str) -> str:
    if not is_field(path):
        raise DraftError("error.no_such_path", path=path)
    return path


def _indicator_key(key: str, path: str) -> str:
    if not is_indicator_key(key):
        raise DraftError("error.no_such_path", path=path)
    return key


def _kept(typed: object, path: str) -> str:
    """A text that can be stored and sent: no half characters and no NUL, and no book."""
    if not isinstance(typed, str) or _UNKEPT.search(typed):
        raise DraftError("error.draft_text", path=path)
    if len(typed) > _MOST_CHARACTERS:
        raise DraftError("error.draft_text_long", path=path, most=_MOST_CHARACTERS)
    return typed


def _with(texts: Mapping[str, str], key: str, typed: str) -> dict[str, str]:
    """The texts with another one; its place among them stays."""
    if typed:
        return {**texts, key: typed}
    return {other: text for other, text in texts.items() if other != key}


def _numbered(id_: object) -> int:
    """The number of an id that was made here; 0 for any other."""
    found = _NUMBER.fullmatch(id_) if isinstance(id_, str) else None
    return int(found[1]) if found else 0
