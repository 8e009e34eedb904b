"""From a value or a finding back to its file: the picture of the page with the cell marked, or the rows around it (证据)."""

from jixiao.evidence.addresses import Value, find_value, is_cell, values_of
from jixiao.evidence.collecting import Evidence
from jixiao.evidence.places import places_of
from jixiao.evidence.shown import Excerpt, ExcerptCell, ExcerptRow, Missing, PagePicture, Picture, Preview

__all__ = [
    "Evidence",
    "Excerpt",
    "ExcerptCell",
    "ExcerptRow",
    "Missing",
    "PagePicture",
    "Picture",
    "Preview",
    "Value",
    "find_value",
    "is_cell",
    "places_of",
    "values_of",
]
