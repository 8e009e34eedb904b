"""Adjustments of what was approved (调整)."""
