"""Forms and exports: what they cost against the same work done with bare libraries."""
