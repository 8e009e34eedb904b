"""A reading: everything that was understood of one document, and the account of its cells."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Self

from pydantic import Field, TypeAdapter, model_validator

from jixiao.errors import AccountError
from jixiao.model.base import Exact, Model
from jixiao.model.evaluation import EvaluationSummary
from jixiao.model.project import Project
from jixiao.model.table import Table
from jixiao.provenance import ProblemField, Source, SourceRef

_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=1024)
def _folded(line: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", line))


class DocumentKind(StrEnum):
    """What a document is (文件类型)."""

    TARGET_FORMS = "target_forms"
    BUDGET_DISCLOSURE = "budget_disclosure"
    FINAL_ACCOUNTS = "final_accounts"
    SELF_EVALUATION = "self_evaluation"
    MONITORING = "monitoring"
    MIXED = "mixed"


class FileSource(Model):
    """The file that was read."""

    file: str
    sha256: str
    media_type: str
    pages: int | None = None


class Claim(Model):
    """A figure that the narrative claims (说明中的数字): checked against the tables by the rules."""

    metric: str | None = None
    """Word of the vocabulary of the handbook (``total_income`` …); ``None`` where the sentence names none of them."""
    year: int | None = None
    value_yuan: Exact | None = None
    value: Exact | None = None
    unit: str | None = None
    direction: str | None = None
    """``increase``, ``decrease`` or ``same`` where the figure is a change."""
    text: str
    """The clause that claims it."""
    source: Source


class Section(Model):
    """Prose under a heading."""

    heading: str | None = None
    level: int = 0
    text: str = ""
    claims: list[Claim] = Field(default_factory=list)
    source: Source
    sources: dict[str, list[Source]] = Field(default_factory=dict)
    """``text``: where each line of the text begins."""

    def place_at(self, position: int) -> SourceRef:
        """The place of the paragraph in which a character of the text stands, counted from 0; that of the section where none is known."""
        places = self.sources.get("text", ())
        at = self.text.count("\n", 0, max(position, 0))
        return places[at] if position >= 0 and at < len(places) else self.source

    def place_of(self, words: str) -> SourceRef:
        """The place of the first paragraph that holds some words, however they are spaced; that of the section where none does."""
        position = self.text.find(words) if words else -1
        if position < 0 and (wanted := _folded(words)):
            before = 0
            for line in self.text.split("\n"):
                if wanted in _folded(line):
                    position = before
                    break
                before += len(line) + 1
        return self.place_at(position)


class ContentsEntry(Model):
    """A line of the table of contents (目录条目)."""

    text: str
    """What it announces, without leaders and number of the page."""
    page: int | None = None
    """Number of the page as printed."""
    source: Source


class Caption(Model):
    """A line that numbers a table or an annex and says nothing else (表号): 公开表1, 附件2."""

    text: str
    source: Source


class PersonalData(Model):
    """Where personal data stands, not what it says (个人信息)."""

    kind: str
    """``person_name``, ``mobile``, ``landline``, ``id_number``, ``bank_card``, ``address``, ``health``."""
    source: Source


class Account(Model):
    """What became of every non-empty cell (逐格账目): each counts once, and the sum is checked."""

    cells: int = 0
    typed: int = 0
    prose: int = 0
    ignored: int = 0
    problems: int = 0
    ignored_as: dict[str, int] = Field(default_factory=dict)
    """The ignored cells by reason: ``label``, ``page_header``, ``contents`` …"""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.cells != self.typed + self.prose + self.ignored + self.problems or self.ignored != sum(self.ignored_as.values()):
            raise AccountError("error.account", cells=self.cells, counted=self.typed + self.prose + self.ignored + self.problems)
        return self


class Document(Model):
    """A reading of one document (读取结果)."""

    source: FileSource
    publisher: str | None = None
    fiscal_year: int | None = None
    kind: DocumentKind = DocumentKind.MIXED
    projects: list[Project] = Field(default_factory=list)
    whole_department: list[Project] = Field(default_factory=list)
    """Targets of a whole department or unit (部门整体支出绩效目标), in the same shape as a project."""
    tables: list[Table] = Field(default_factory=list)
    summaries: list[EvaluationSummary] = Field(default_factory=list)
    """Tables that list the self-evaluations of many projects (自评结果汇总表), in typed form; they stand in ``tables`` as printed too."""
    sections: list[Section] = Field(default_factory=list)
    contents: list[ContentsEntry] = Field(default_factory=list)
    """The table of contents (目录), where the document prints one."""
    captions: list[Caption] = Field(default_factory=list)
    """Numbers over tables and forms (表号)."""
    personal_data: list[PersonalData] = Field(default_factory=list)
    sources: dict[str, list[Source]] = Field(default_factory=dict)
    """Places that print ``publisher`` and ``fiscal_year``."""
    problems: list[ProblemField] = Field(default_factory=list)
    notes: list[ProblemField] = Field(default_factory=list)
    """What a person should know of a file that was read whole: hidden sheets, changes not yet accepted."""
    account: Account = Field(default_factory=Account)

    def json_bytes(self) -> bytes:
        """The JSON of the reading in UTF-8, without its text in between, which takes as much memory again and more."""
        return TypeAdapter(Document).dump_json(self)
