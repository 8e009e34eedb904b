"""What a copy of an installation holds, as it stands in the copy (清单)."""

from __future__ import annotations

import json
from dataclasses import dataclass

SCHEMA = "jixiao-backup/1"
MANIFEST, SQLITE, DUMP, SECRET = "manifest.json", "database.sqlite3", "database.dump", "secret"
CHECKPOINTS, KEYS = "checkpoints", "keys"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy holds (清单).

    Attributes:
        at: when it was taken, UTC.
        version: of the program.
        database: ``sqlite`` or ``postgresql``.
        migrations: that were applied.
        has_secrets: the signing key and the secret of the sessions are in it.
        files: name to size and SHA-256.
    """

    at: str
    version: str
    database: str
    migrations: tuple[str, ...]
    has_secrets: bool
    files: dict[str, tuple[int, str]]

    def as_json(self) -> bytes:
        """As it stands in the file."""
        told = {name: getattr(self, name) for name in ("at", "version", "database", "migrations", "has_secrets")}
        files = {name: {"size": size, "sha256": digest} for name, (size, digest) in self.files.items()}
        return json.dumps({"schema": SCHEMA, **told, "files": files}, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, told: bytes) -> Manifest:
        """Out of a file.

        Raises:
            ValueError: it is none.
        """
        try:
            found = json.loads(told)
            if found["schema"] != SCHEMA:
                raise ValueError(found["schema"])
            files = {str(name): (int(kept["size"]), str(kept["sha256"])) for name, kept in found["files"].items()}
            return cls(
                at=str(found["at"]),
                version=str(found["version"]),
                database=str(found["database"]),
                migrations=tuple(map(str, found["migrations"])),
                has_secrets=bool(found["has_secrets"]),
                files=files,
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error
