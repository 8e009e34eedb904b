"""What a verification found: how much holds, and the first link that does not (断点)."""

from __future__ import annotations

from dataclasses import dataclass, field

from jixiao import messages


@dataclass(frozen=True, slots=True)
class Break:
    """The first link that does not hold (断点).

    Attributes:
        kind: ``line``, ``spelling``, ``digest``, ``gap``, ``previous``, ``snapshot``, ``no_snapshot``, ``checkpoint``, ``signature``,
            ``contradiction``, ``late``, ``head``, ``tail`` or ``chain``: what does not hold, as ``break.<kind>`` of the messages says it.
        place: file and line; of an end that is missing, those of the checkpoint that signed it.
        chain: of the event; empty where it is none of one.
        seq: number of the event, or of the checkpoint.
    """

    kind: str
    place: str
    chain: str = ""
    seq: int = 0

    def message(self, lang: str | None = None) -> str:
        """What does not hold."""
        return messages.text(f"break.{self.kind}", lang, place=self.place, chain=self.chain, seq=self.seq)

    def remedy(self, lang: str | None = None) -> str:
        """What it means and what to do."""
        return messages.remedy(f"break.{self.kind}", lang, place=self.place, chain=self.chain, seq=self.seq)


@dataclass(slots=True)
class Verification:
    """What was recomputed (验证结果).

    Attributes:
        events, snapshots, checkpoints: how many.
        chains: chain to number and digest of its last event.
        signed_until: time of the last checkpoint that holds; empty without one.
        keys: names of the keys that signed, in their order.
        is_own_key: the key was in the file itself, and nobody vouched for it.
        unsigned: events behind the last checkpoint of their chain.
        absent: chains that checkpoints name and the files do not hold.
        torn: places of lines of checkpoints that are not whole, as a machine that stops leaves them behind.
        broken: the first link that does not hold.
    """

    events: int = 0
    snapshots: int = 0
    checkpoints: int = 0
    chains: dict[str, tuple[int, str]] = field(default_factory=dict)
    signed_until: str = ""
    keys: list[str] = field(default_factory=list)
    is_own_key: bool = False
    unsigned: int = 0
    absent: int = 0
    torn: list[str] = field(default_factory=list)
    broken: Break | None = None
