"""What a scorer notices (计分时发现的问题): facts that somebody must look at, each under the audit rule that asks the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jixiao import messages
from jixiao.attainment.derivation import spoken


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was noticed (提示).

    Attributes:
        key: name of the message, without its group.
        rule: the audit rule that asks the same, such as ``EVA-012``; empty for a mere remark.
        values: what the message names.
    """

    key: str
    rule: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def message(self, lang: str | None = None) -> str:
        """What was noticed."""
        return messages.text(f"score_notice.{self.key}", lang, **spoken(self.values, lang))

    def remedy(self, lang: str | None = None) -> str:
        """What to do about it; empty for a mere remark."""
        return messages.remedy(f"score_notice.{self.key}", lang, **spoken(self.values, lang))

    def as_json(self, lang: str | None = None) -> dict[str, str]:
        """Key, rule, message and remedy."""
        return {"key": self.key, "rule": self.rule, "message": self.message(lang), "remedy": self.remedy(lang)}
