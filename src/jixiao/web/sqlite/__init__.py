"""SQLite as the ledger uses it: whoever writes waits in a queue, and comes to turn."""
