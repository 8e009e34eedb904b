"""How a page of a PDF becomes paragraphs and grids: characters and lines, frames drawn by lines, columns aligned by blanks."""
