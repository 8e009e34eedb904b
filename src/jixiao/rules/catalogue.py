"""The catalogue: rule files by theme, ours and those of a user's own folder, each with its cases beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from jixiao.rules.header import Rule, RuleError, parse_rule

_OWN = "own"


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule with the text of its file and of its cases; ``cases`` is ``None`` where it has none."""

    rule: Rule
    text: str
    cases: str | None
    cases_file: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Rules by id, in order (规则目录)."""

    entries: dict[str, Entry]

    @property
    def rules(self) -> list[Rule]:
        """All rules."""
        return [entry.rule for entry in self.entries.values()]

    def select(self, names: Iterable[str]) -> Catalogue:
        """The rules of some ids, or of the themes and prefixes that are named: ``FND-002``, ``FND``, ``funding``.

        Raises:
            RuleError: nothing has that name.
        """
        wanted: dict[str, Entry] = {}
        for name in names:
            found = {key: entry for key, entry in self.entries.items() if _is_named(entry.rule, name)}
            if not found:
                raise RuleError("error.no_such_rule", rule=name, themes=" ".join(sorted({rule.theme for rule in self.rules})))
            wanted |= found
        return Catalogue({key: entry for key, entry in self.entries.items() if key in wanted})


def _is_named(rule: Rule, name: str) -> bool:
    return name.upper() in (rule.id.upper(), rule.id.partition("-")[0].upper()) or name == rule.theme


def load_catalogue(folders: Sequence[Path] = ()) -> Catalogue:
    """All rules of ours and of some folders.

    Args:
        folders: folders of a user's own rules, ``*.sql`` in them or in folders below.

    Raises:
        RuleError: a file is wrong, an id is used twice, or a folder holds no rule.
    """
    found: dict[str, Entry] = {}
    for theme, file, name in [*_files(resources.files("jixiao.rules").joinpath("catalogue")), *_own(folders)]:
        entry = _entry(theme, file, name)
        if entry.rule.id in found:
            raise RuleError("error.rule_id_twice", rule=entry.rule.id, file=name, other=found[entry.rule.id].rule.file)
        found[entry.rule.id] = entry
    return Catalogue(dict(sorted(found.items())))


def _files(folder: Traversable) -> Iterator[tuple[str, Traversable, str]]:
    for theme in sorted((entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name):
        for file in sorted(theme.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".sql"):
                yield theme.name, file, f"{theme.name}/{file.name}"


def _own(folders: Sequence[Path]) -> Iterator[tuple[str, Traversable, str]]:
    for folder in folders:
        files = sorted(folder.rglob("*.sql")) if folder.is_dir() else []
        if not files:
            raise RuleError("error.no_rules", folder=str(folder))
        for file in files:
            yield (file.parent.name if file.parent != folder else _OWN), file, str(file)


def _entry(theme: str, file: Traversable, name: str) -> Entry:
    text = _text(file, name)
    rule = parse_rule(text, file=name, theme=theme)
    if not file.name.startswith(f"{rule.id}_"):
        raise RuleError("error.rule_file_name", file=name, rule=rule.id)
    cases = _beside(file)
    return Entry(rule, text, _text(cases, name) if cases is not None else None, name.removesuffix(".sql") + ".yml")


def _beside(file: Traversable) -> Traversable | None:
    """The cases: the file of the same name that ends in ``.yml``."""
    name = file.name.removesuffix(".sql") + ".yml"
    folder = file.parent if isinstance(file, Path) else None
    beside = folder / name if folder is not None else None
    return beside if beside is not None and beside.is_file() else None


def _text(file: Traversable, name: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("error.rule_unreadable", file=name, reason=str(error)) from error
