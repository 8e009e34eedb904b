"""The only tables of the ledger (台账): models, actions that change them, queries that are scoped to who asks."""
