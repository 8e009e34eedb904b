"""Codes of characters that no text consists of."""

from __future__ import annotations

BLANK = {0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F}
"""They part words."""

NEW_LINE = {0x0A, 0x0D}
"""What pdfium puts between two lines."""

NOTHING = {0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)}
"""Marks that print nothing, not even a gap: where a word may be broken, in which direction it runs."""

HYPHEN = 0x2D
HYPHEN_AT_END = {0x02, 0xFFFE}
"""What pdfium may call a hyphen at the end of a line."""

UNKNOWN = {0xFFFD, 0xFFFE, 0xFFFF}
"""The file does not say which character they are."""
