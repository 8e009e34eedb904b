"""The desk at which declarations are written: the paper form of the jurisdiction, to type into (填报)."""
