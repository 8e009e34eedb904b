"""Recognition: what grids mean, by labels and geometry, in any layout."""
