"""Rounds and ceilings: the grid in which they are given, divided and read (控制数)."""
