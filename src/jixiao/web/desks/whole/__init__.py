"""Whole departments and ex-ante assessments (部门整体、事前绩效评估)."""
