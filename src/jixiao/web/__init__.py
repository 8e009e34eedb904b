"""The ledger in a browser (台账): records, desks, interface for programs."""
