"""Which pack it is, as a key of what was made for it (同一配置)."""

from __future__ import annotations

from jixiao.packs.pack import Pack


class SamePack:
    """A pack by which one it is: what it holds cannot be hashed.

    Args:
        pack: stays as long as the key.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __hash__(self) -> int:
        return id(self.pack)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SamePack) and other.pack is self.pack
