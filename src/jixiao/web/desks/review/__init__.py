"""Reading and deciding: the paper sheet with what rules and reviewers say of it, moves, history and proofs (审核)."""
