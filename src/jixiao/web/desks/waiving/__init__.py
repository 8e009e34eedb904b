"""Waivers of single findings: asked for, decided, listed."""
