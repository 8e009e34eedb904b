"""Files become neutral grids: rows of cells and paragraphs, each with its place."""

from jixiao.documents.grid import Cell, Grid, OpenedDocument, Paragraph
from jixiao.documents.readers import open_document

__all__ = ["Cell", "Grid", "OpenedDocument", "Paragraph", "open_document"]
