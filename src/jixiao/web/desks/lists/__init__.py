"""Lists of declarations with tabs, a tree of agencies and a query row (列表)."""
