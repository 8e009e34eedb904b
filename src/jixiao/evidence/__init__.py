"""From a value or a finding back to its file: the picture of the page with the cell marked, or the rows around it (证据)."""

from jixiao.evidence.collecting import Evidence
from jixiao.evidence.shown import Excerpt, ExcerptCell, ExcerptRow, Missing, PagePicture, Picture

__all__ = ["Evidence", "Excerpt", "ExcerptCell", "ExcerptRow", "Missing", "PagePicture", "Picture"]
