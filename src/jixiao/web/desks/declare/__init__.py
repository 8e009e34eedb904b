"""Declarations are written here: the paper form of the jurisdiction, to type into (填报)."""
