"""Events that are chained and cannot be changed unseen (留痕): canonical JSON, digests, signed checkpoints, and their check offline."""
