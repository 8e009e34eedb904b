"""The desks of the three administrators, each with a power of his own, and everybody's tokens (系统管理、安全管理、审计管理)."""
