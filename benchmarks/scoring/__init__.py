"""Scoring by the million against a scan of the same columns."""
