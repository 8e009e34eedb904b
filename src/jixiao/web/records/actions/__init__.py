"""Whatever changes a record: one function for each, in one transaction, under a lock, leaving an event."""
